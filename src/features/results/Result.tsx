import { lazy, Suspense, useEffect, useState } from 'react'
import type { Questionnaire } from '../../core/questionnaire'
import { type Result as Computed, resultOf } from '../../core/result'
import { SCORING_VERSION } from '../../core/scoring'
import { isNode, sectionsOf } from '../../core/tree'
import { whenIdle } from '../../platform/clock'
import { useT } from '../../platform/i18n'
import { finish } from '../../store/assessments'
import { useMayOpen } from '../../store/kioskNow'
import type { ReadyAssessment } from '../../store/opened'
import { BarChart } from '../../ui/BarChart'
import { Disclosure } from '../../ui/Disclosure'
import { LevelMark } from '../../ui/LevelMark'
import { Page } from '../../ui/Page'
import { DataTable } from '../../ui/TableBox'
import { capText, levelName, rangeText, scoreText, shown } from '../../words/result'
import { lensRows, type NodeRow, shareOf, treeRows } from '../../words/rows'
import { NextSteps } from './NextSteps'
import { ProgrammeList } from './ProgrammeList'
import type { ResultProps } from './props'
import css from './Result.module.css'

const RadarChart = lazy(() => import('../../ui/RadarChart').then((module) => ({ default: module.RadarChart })))

const WorkshopLink = lazy(() =>
  import('./WorkshopLink').then(
    (module) => ({ default: module.WorkshopLink }),
    // It may not be on this phone yet; the result does not wait for it.
    () => ({ default: () => null }),
  ),
)

/** The result: a sentence before a bar, a bar before a radar, a table under every chart; a strength before the gaps. */
export function Result(props: ResultProps) {
  const { opened, lists, programmes } = props
  const { t } = useT()
  const { assessment, questionnaire, answers, words } = opened
  const { id } = assessment
  const result = resultOf(questionnaire, programmes, lists, answers, assessment.profile, assessment.targets)
  const root = result.scores.nodes[result.scores.root]
  const complete = root !== undefined && root.score !== null && root.blank === 0

  useEffect(() => {
    if (complete) void finish(id, questionnaire)
  }, [complete, id, questionnaire])

  if (!root || root.score === null) return <NoResult {...props} result={result} />
  return (
    <Page title={t('result.title')} above={<Labels opened={opened} result={result} />}>
      <AsItWas opened={opened} />
      <Headline opened={opened} result={result} />
      <Strength opened={opened} result={result} />
      <Gaps opened={opened} result={result} />
      <Limits opened={opened} result={result} />
      <Hints opened={opened} result={result} />
      <NextSteps {...props} result={result} />
      <ProgrammeList {...props} result={result} brief />
      <Profile opened={opened} result={result} />
      <Lenses opened={opened} result={result} />
      <Radar opened={opened} result={result} />
      <section aria-labelledby="onwards" className="noprint">
        <h2 id="onwards">{t('result.onwards')}</h2>
        <div className="actions">
          <Onward primary href={`#/a/${id}/plan`} text={t('result.plan')} />
          <Suspense fallback={null}>
            <WorkshopLink assessment={assessment} />
          </Suspense>
          <Onward primary href={`#/a/${id}/share`} text={t('result.share')} />
          <Onward href={`#/a/${id}/compare`} text={t('result.compare')} />
          <Onward href={`#/a/${id}/how`} text={t('result.how')} />
          <Onward href={`#/a/${id}/check`} text={t('result.check')} />
          <button type="button" className="quiet" onClick={() => window.print()}>
            {t('result.print')}
          </button>
          {questionnaire.itemsFrom && (
            <Onward
              primary
              href={`#/start/${questionnaire.itemsFrom}/${assessment.firm}/${id}`}
              text={t('result.goFull')}
            />
          )}
        </div>
      </section>
      <p className="muted small">{words('disclaimer')}</p>
      <p className="muted small">{t('result.notOfficial')}</p>
    </Page>
  )
}

/** A way on from here; none to where a shared device does not go. */
function Onward({ href, text, primary = false }: { href: string; text: string; primary?: boolean }) {
  if (!useMayOpen()(href)) return null
  return (
    <a className={primary ? 'button' : 'quiet'} href={href}>
      {text}
    </a>
  )
}

/** A round finished under other rules keeps the result it had; today's figures are said to be today's. */
function AsItWas({ opened: { assessment } }: { opened: ReadyAssessment }) {
  const { t, number } = useT()
  const { summary, finished } = assessment
  if (!finished || !summary || summary.scoringVersion === SCORING_VERSION) return null
  return (
    <p className="card">
      {t('result.oldScoring')}{' '}
      {summary.index !== null &&
        summary.level !== null &&
        t('result.oldResult', { level: summary.level, index: shown(summary.index, 2, { number }) })}
    </p>
  )
}

interface Part {
  opened: ReadyAssessment
  result: Computed
}

/** Provisional and estimate, said before anything else. */
function Labels({ opened, result }: Part) {
  const { t, date } = useT()
  const { assessment, firm, questionnaire } = opened
  return (
    <p className={css['labels']}>
      {[firm?.name, date(assessment.finished ?? assessment.changed)].filter(Boolean).join(' · ')}{' '}
      {questionnaire.estimate && <span className="tag">{t('result.estimate')}</span>}{' '}
      {result.scores.provisional && <span className="tag">{t('result.provisional')}</span>}
    </p>
  )
}

function Headline({ opened, result }: Part) {
  const { t, ...formats } = useT()
  const { questionnaire, words } = opened
  const { scores } = result
  const root = scores.nodes[scores.root]
  if (!root || root.score === null) return null
  const table = questionnaire.levels?.table ?? []
  const { level } = scores.cap
  const highest = Math.max(...table.map((row) => Number(row.level)))
  const place = table.findIndex((row) => row.level === level)
  return (
    <section className={css['headline']} aria-label={t('result.level')}>
      <p className={css['level']}>
        <span className={css['levelName']}>{levelName(level, table, words)}</span>
        <span>
          {t('result.levelNumber', { level, highest })} <LevelMark level={Number(level)} of={highest} />
        </span>
      </p>
      <p>{words(`levels.table.${place}.text`)}</p>
      <p className={css['index']}>
        {t('result.index', { index: shown(root.score, 2, formats), max: root.scale.max })}{' '}
        {root.low !== root.high &&
          t('result.range', { low: shown(root.low ?? 0, 2, formats), high: shown(root.high ?? 0, 2, formats) })}
      </p>
      <p>
        {t(`result.confidence.${scores.confidence}`, { answered: root.answered, applicable: root.applicable })}
        {root.dontKnow > 0 && ` ${t('result.dontKnow', { count: root.dontKnow })}`}
        {root.blank > 0 && ` ${t('result.blank', { count: root.blank })}`}
      </p>
    </section>
  )
}

/** Lead with what is strong. When nothing stands out, the best single habit does. */
function Strength({ opened, result }: Part) {
  const { t } = useT()
  const { words, questionnaire } = opened
  const { scores } = result
  const strongest = scores.strongest
  if (!strongest) return null
  const best = questionnaire.questions
    .filter((question) => question.score && (scores.items[question.id]?.value ?? 0) > 0)
    .sort((a, b) => (scores.items[b.id]?.value ?? 0) - (scores.items[a.id]?.value ?? 0))[0]
  const lowest = scores.bottleneck[0]
  const standsOut = scores.nodes[strongest]?.score !== scores.nodes[lowest ?? '']?.score
  return (
    <section aria-labelledby="strength">
      <h2 id="strength">{t('result.strength.title')}</h2>
      {standsOut && <p>{words(`${strongest}.strength`)}</p>}
      {best ? (
        <p className="muted">{t('result.strength.habit', { answer: chosenText(opened, best.id) })}</p>
      ) : (
        <p>{t('result.strength.none')}</p>
      )}
    </section>
  )
}

/** The words of the option chosen for an item. */
function chosenText({ words, answers }: ReadyAssessment, item: string): string {
  const answer = answers[item]
  return typeof answer === 'string' ? words(`${item}.options.${answer}.text`) : words(`${item}.question`)
}

/** At most three gaps, each with the answer it comes from. */
function Gaps({ opened, result }: Part) {
  const { t } = useT()
  const { words, assessment } = opened
  const focus = (result.priorities?.focus ?? []).slice(0, 3)
  return (
    <section aria-labelledby="gaps">
      <h2 id="gaps">{t('result.gaps.title')}</h2>
      {focus.length === 0 ? (
        <p>{t('result.gaps.none')}</p>
      ) : (
        <ol className={css['gaps']}>
          {focus.map(({ item, for: winner, findOut }) => (
            <li key={item}>
              <strong>{words(`${item}.question`)}</strong>
              <p>
                {findOut ? t('result.gaps.findOut') : t('result.gaps.now', { answer: chosenText(opened, item) })}{' '}
                <a href={`#/a/${assessment.id}/check/${item}`}>{t('result.gaps.answer')}</a>
              </p>
              {winner !== item && (
                <p className="muted small">{t('result.gaps.before', { later: words(`${winner}.question`) })}</p>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

/** The bottleneck, and what caps the level and why. */
function Limits({ opened, result }: Part) {
  const { t, list, number } = useT()
  const { words } = opened
  const { cap, bottleneck } = result.scores
  const name = (id: string) => words(`${id}.name`) || words(`${id}.question`)
  const capped = cap.causes.length > 0
  return (
    <section aria-labelledby="limits">
      <h2 id="limits">{t('result.limits.title')}</h2>
      {bottleneck.length > 0 && (
        <p>{t('result.limits.bottleneck', { count: bottleneck.length, names: list(bottleneck.map(name)) })}</p>
      )}
      {capped && (
        <div className="card">
          <p>
            <strong>{t('result.cap.title', { indexLevel: cap.indexLevel, level: cap.level })}</strong>
          </p>
          <ul>
            {cap.causes.map((cause) => (
              <li key={`${cause.kind}-${cause.node}`}>{capText(cause, name(cause.node), { t, number })}</li>
            ))}
          </ul>
        </div>
      )}
      {!capped && <p className="muted">{t('result.cap.none')}</p>}
      {cap.missing.length > 0 && (
        <p className="muted">{t('result.cap.missing', { names: list(cap.missing.map(name)) })}</p>
      )}
    </section>
  )
}

function Hints({ opened, result }: Part) {
  const { t } = useT()
  if (result.scores.hints.length === 0) return null
  return (
    <section aria-labelledby="hints">
      <h2 id="hints">{t('result.hints')}</h2>
      <ul>
        {result.scores.hints.map((rule) => (
          <li key={rule}>{opened.words(`rules.${rule}.hint`)}</li>
        ))}
      </ul>
    </section>
  )
}

/** Bars per theme and section, and the same rows as a table. */
function Profile({ opened, result }: Part) {
  const { t } = useT()
  const rows = treeRows(opened.questionnaire, result.scores)
  const title = t(partsTitle(opened.questionnaire))
  return (
    <section aria-labelledby="profile">
      <h2 id="profile">{title}</h2>
      <p className="muted small">{t('result.profile.legend')}</p>
      <Bars rows={rows} opened={opened} label={title} marked={result.scores.bottleneck} />
      <NodeTable rows={rows} opened={opened} caption={title} />
      <SectionTexts opened={opened} result={result} />
    </section>
  )
}

/** Only the full questionnaire has themes; the quick check has three blocks. */
function partsTitle({ root }: Questionnaire): 'result.profile.title' | 'result.profile.parts' {
  const themes = root.children.some((child) => isNode(child) && child.children.some(isNode))
  return themes ? 'result.profile.title' : 'result.profile.parts'
}

/** What the level of each section looks like in a workshop, and what to do about it. */
function SectionTexts({ opened: { questionnaire, words }, result }: Part) {
  const { t } = useT()
  const table = questionnaire.levels?.table ?? []
  const sections = sectionsOf(questionnaire).flatMap(({ id }) => {
    const node = result.scores.nodes[id]
    const text = words(`${id}.levelTexts.${table.findIndex((row) => row.level === node?.level)}`)
    return node && text ? [{ id, node, text }] : []
  })
  if (sections.length === 0) return null
  return (
    <Disclosure summary={t('result.sections')}>
      <dl>
        {sections.map(({ id, node, text }) => (
          <div key={id} className={css['meaning']}>
            <dt>{t('result.sectionLevel', { name: words(`${id}.name`), level: node.level })}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  )
}

function Bars({
  rows,
  opened: { words },
  label,
  marked = [],
}: {
  rows: NodeRow[]
  opened: ReadyAssessment
  label: string
  marked?: readonly string[]
}) {
  const tools = useT()
  return (
    <BarChart
      label={label}
      rows={rows.map(({ id, nameKey, node, inner }) => ({
        id,
        label: words(nameKey),
        share: shareOf(node.score, node),
        low: shareOf(node.low, node),
        high: shareOf(node.high, node),
        value: scoreText(node, tools),
        inner,
        marked:
          marked.includes(id) ||
          node.parts.some((part) => part.kind === 'node' && node.parts.length === 1 && marked.includes(part.id)),
      }))}
    />
  )
}

function NodeTable({
  rows,
  opened: { words },
  caption,
}: {
  rows: NodeRow[]
  opened: ReadyAssessment
  caption: string
}) {
  const tools = useT()
  const { t } = tools
  return (
    <Disclosure summary={t('result.table.show')}>
      <DataTable
        label={caption}
        head={[t('result.table.part'), t('result.table.score'), t('result.table.range'), t('result.table.answered')]}
        rows={rows.map(({ id, nameKey, node }) => ({
          id,
          cells: [
            words(nameKey),
            scoreText(node, tools),
            rangeText(node, tools),
            t('result.table.of', { answered: node.answered, applicable: node.applicable }),
          ],
        }))}
      />
    </Disclosure>
  )
}

/** The same answers, grouped in other ways. */
function Lenses({ opened, result }: Part) {
  const { t } = useT()
  const lenses = (opened.questionnaire.lenses ?? []).filter((lens) => {
    const root = result.scores.lenses[lens.id]
    return root && root.nodes[root.root]?.reason !== 'no-root-score'
  })
  if (lenses.length === 0) return null
  return (
    <section aria-labelledby="lenses">
      <h2 id="lenses">{t('result.lenses.title')}</h2>
      <p>{t('result.lenses.text')}</p>
      {lenses.map((lens) => {
        const rows = lensRows(opened.questionnaire, result.scores, lens.id)
        const name = opened.words(`lenses.${lens.id}.name`)
        return (
          <Disclosure key={lens.id} summary={name}>
            <p>{opened.words(`lenses.${lens.id}.about`)}</p>
            <Bars rows={rows} opened={opened} label={name} />
            <NodeTable rows={rows} opened={opened} caption={name} />
          </Disclosure>
        )
      })}
    </section>
  )
}

/** The radar comes last and by itself, once everything else is on the screen. */
function Radar({ opened, result }: Part) {
  const { t, number } = useT()
  const [wanted, setWanted] = useState(false)
  useEffect(() => whenIdle(() => setWanted(true), 2000), [])
  const rows = treeRows(opened.questionnaire, result.scores).filter((row) => !row.inner)
  if (rows.length < 4) return null
  return (
    <section aria-labelledby="radar">
      <h2 id="radar">{t('result.radar.title')}</h2>
      <div className={css['radar']}>
        {wanted && (
          <Suspense fallback={<p className="muted">{t('app.loading')}</p>}>
            <RadarChart
              label={t('result.radar.title')}
              max={opened.questionnaire.scale.max}
              rows={rows.map(({ id, node }) => ({ label: opened.words(`${id}.short`), value: node.score }))}
              format={(value) => shown(value, 1, { number })}
            />
          </Suspense>
        )}
      </div>
      <p className="muted small">{t('result.radar.text')}</p>
    </section>
  )
}

/** Not enough answers yet: what there is, what is missing, and the way on. */
function NoResult({ opened, result }: ResultProps & { result: Computed }) {
  const { t } = useT()
  const root = result.scores.nodes[result.scores.root]
  const rows = treeRows(opened.questionnaire, result.scores)
  return (
    <Page title={t('result.none.title')}>
      <p>{t('result.none.text', { answered: root?.answered ?? 0, applicable: root?.applicable ?? 0 })}</p>
      <div className="actions">
        <a className="button" href={`#/a/${opened.assessment.id}`}>
          {t('result.none.action')}
        </a>
      </div>
      <Bars rows={rows} opened={opened} label={t(partsTitle(opened.questionnaire))} />
      <p className="muted small">{opened.words('disclaimer')}</p>
    </Page>
  )
}
