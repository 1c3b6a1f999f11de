import { useState } from 'react'
import { prioritise } from '../../core/priorities'
import { scoreAnswers } from '../../core/scoring'
import { sectionsOf } from '../../core/tree'
import { useT } from '../../platform/i18n'
import { aim } from '../../store/assessments'
import type { ReadyAssessment } from '../../store/opened'
import { Select } from '../../ui/Field'
import { Page } from '../../ui/Page'
import { levelName, shown } from '../../words/result'
import { PlanNav } from './PlanNav'

/** The level the owner wants to reach in each section, and how far it is. */
export function Targets({ opened }: { opened: ReadyAssessment }) {
  const tools = useT()
  const { t } = tools
  const { assessment, questionnaire, answers, words } = opened
  const [said, setSaid] = useState('')
  const scores = scoreAnswers(questionnaire, answers)
  const common = prioritise(questionnaire, scores, {})?.target ?? questionnaire.scale.max
  const table = questionnaire.levels?.table ?? []
  const levels = table.flatMap(({ level, from }) =>
    typeof level === 'number' && from && level > 0 ? [{ level, from }] : [],
  )
  const gapText = (id: string) => {
    const score = scores.nodes[id]?.score ?? null
    if (score === null) return t('targets.unknown')
    const gap = (assessment.targets[id] ?? common) - score
    const now = shown(score, 1, tools)
    return gap > 1e-9 ? t('targets.gap', { now, gap: shown(gap, 1, tools) }) : t('targets.reached', { now })
  }
  return (
    <Page title={t('targets.title')} above={<PlanNav id={assessment.id} here="targets" />}>
      <p>{t('targets.text', { target: shown(common, 0, tools) })}</p>
      {sectionsOf(questionnaire).map(({ id }) => (
        <Select
          key={id}
          label={words(`${id}.name`)}
          hint={gapText(id)}
          none={t('targets.common', { target: shown(common, 0, tools) })}
          options={levels.map(({ level, from }) => ({
            id: String(from),
            text: t('targets.level', { level, name: levelName(level, table, words) }),
          }))}
          value={String(assessment.targets[id] ?? '')}
          onChange={(event) =>
            void aim(assessment.id, id, event.target.value === '' ? null : Number(event.target.value)).then((done) =>
              setSaid(t(done ? 'targets.saved' : 'targets.notSaved')),
            )
          }
        />
      ))}
      <p role="status">{said}</p>
      <p className="muted small">{t('targets.effect')}</p>
    </Page>
  )
}
