import { useState } from 'react'
import { type PlanStep, whatIf } from '../../core/plan'
import { type Scores, scoreAnswers } from '../../core/scoring'
import { useT } from '../../platform/i18n'
import { type FirmWork, useSources } from '../../store/improvement'
import type { ReadyAssessment } from '../../store/opened'
import { BarChart } from '../../ui/BarChart'
import { Disclosure } from '../../ui/Disclosure'
import { Checks } from '../../ui/Field'
import { Page } from '../../ui/Page'
import { Loading } from '../../ui/State'
import { DataTable } from '../../ui/TableBox'
import { stepText } from '../../words/plan'
import { capText, levelName, shown } from '../../words/result'
import { type NodeRow, shareOf, treeRows } from '../../words/rows'
import { isActive } from './Plan'
import { PlanNav } from './PlanNav'

/** Tick steps as done, and see where each part and the level could reach: the same engine, caps and gates included. */
export function WhatIf({ opened, work }: { opened: ReadyAssessment; work: FirmWork }) {
  const tools = useT()
  const { t } = tools
  const { assessment, questionnaire, answers } = opened
  const sources = useSources(work.steps, opened)
  const [unticked, setUnticked] = useState<readonly string[]>([])
  if (!sources) return <Loading text={t('app.loading')} />
  const lifting = work.steps.filter(
    (step): step is PlanStep & { origin: { kind: 'advice' } } =>
      isActive(step) && step.origin.kind === 'advice' && answers[step.origin.item] !== undefined,
  )
  const chosen = lifting.filter(({ id }) => !unticked.includes(id))
  const now = scoreAnswers(questionnaire, answers)
  const then = whatIf(
    questionnaire,
    answers,
    chosen.map(({ origin }) => origin),
  )
  return (
    <Page title={t('whatIf.title')} above={<PlanNav id={assessment.id} here="what-if" />}>
      <p>{t('whatIf.text')}</p>
      {lifting.length === 0 ? (
        <div className="card">
          <p>{t('whatIf.none')}</p>
          <a className="button" href={`#/a/${assessment.id}/plan`}>
            {t('whatIf.toPlan')}
          </a>
        </div>
      ) : (
        <>
          <Checks
            legend={t('whatIf.steps')}
            options={lifting.map((step) => ({
              id: step.id,
              text: stepText(step, { questionnaires: sources, programmeWords: () => '' }, tools).title,
            }))}
            chosen={chosen.map(({ id }) => id)}
            onChange={(id) =>
              setUnticked(unticked.includes(id) ? unticked.filter((other) => other !== id) : [...unticked, id])
            }
          />
          <Levels opened={opened} now={now} then={then} />
          <Parts opened={opened} now={now} then={then} />
        </>
      )}
      <p className="muted small">{t('whatIf.caution')}</p>
    </Page>
  )
}

interface Pair {
  opened: ReadyAssessment
  now: Scores
  then: Scores
}

function Levels({ opened: { questionnaire, words }, now, then }: Pair) {
  const tools = useT()
  const { t } = tools
  const table = questionnaire.levels?.table ?? []
  const level = (scores: Scores) => `${scores.cap.level} (${levelName(scores.cap.level, table, words)})`
  const index = (scores: Scores) => shown(scores.nodes[scores.root]?.score ?? 0, 2, tools)
  const name = (id: string) => words(`${id}.name`) || words(`${id}.question`)
  if (now.cap.level === null || then.cap.level === null) return <p>{t('result.none.title')}</p>
  const same = now.cap.level === then.cap.level
  return (
    <div className="card" role="status">
      <p>{t('whatIf.levelNow', { level: level(now), index: index(now) })}</p>
      <p>
        <strong>{t(same ? 'whatIf.levelSame' : 'whatIf.levelThen', { level: level(then), index: index(then) })}</strong>
      </p>
      {then.cap.causes.length > 0 && (
        <>
          <p>{t('whatIf.capped')}</p>
          <ul>
            {then.cap.causes.map((cause) => (
              <li key={`${cause.kind}-${cause.node}`}>{capText(cause, name(cause.node), tools)}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** Every part now and as it could be: bars, and the same rows as a table. */
function Parts({ opened: { questionnaire, words }, now, then }: Pair) {
  const tools = useT()
  const { t } = tools
  const rows = treeRows(questionnaire, now).map((row) => ({ ...row, after: then.nodes[row.id] ?? row.node }))
  const score = ({ score }: NodeRow['node']) => (score === null ? t('result.notAssessed') : shown(score, 1, tools))
  return (
    <section aria-labelledby="parts">
      <h2 id="parts">{t('whatIf.parts')}</h2>
      <p className="muted small">{t('whatIf.legend')}</p>
      <BarChart
        label={t('whatIf.parts')}
        rows={rows.map(({ id, nameKey, node, after, inner }) => ({
          id,
          label: words(nameKey),
          share: shareOf(node.score, node),
          low: shareOf(node.score, node),
          high: shareOf(after.score, after),
          value:
            score(node) === score(after)
              ? t('whatIf.same', { now: score(node) })
              : t('whatIf.value', { now: score(node), reach: score(after) }),
          inner,
        }))}
      />
      <Disclosure summary={t('result.table.show')}>
        <DataTable
          label={t('whatIf.parts')}
          head={[t('whatIf.part'), t('whatIf.now'), t('whatIf.then')]}
          rows={rows.map(({ id, nameKey, node, after }) => ({
            id,
            cells: [words(nameKey), score(node), score(after)],
          }))}
        />
      </Disclosure>
    </section>
  )
}
