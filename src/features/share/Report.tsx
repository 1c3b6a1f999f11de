import { Fragment, lazy, type ReactNode, Suspense } from 'react'
import type { Lists, Programme } from '../../core/catalogue'
import { type PlanStep, proposeSteps } from '../../core/plan'
import { whyOf } from '../../core/programmes'
import { type Result, resultOf } from '../../core/result'
import { questionsOf, sectionsOf } from '../../core/tree'
import { today } from '../../platform/clock'
import { useT } from '../../platform/i18n'
import type { Words } from '../../store/catalogue'
import { type FirmWork, useSources } from '../../store/improvement'
import type { ReadyAssessment } from '../../store/opened'
import { BarChart } from '../../ui/BarChart'
import { LevelMark } from '../../ui/LevelMark'
import { Loading } from '../../ui/State'
import { DataTable, TableBox } from '../../ui/TableBox'
import { answerText } from '../../words/answers'
import { type StepSources, stepText } from '../../words/plan'
import { lastKnown, programmeFacts } from '../../words/programmes'
import { capText, levelName, rangeText, scoreText, shown, whyText } from '../../words/result'
import { shareOf, treeRows } from '../../words/rows'
import css from './Report.module.css'

const RadarChart = lazy(() => import('../../ui/RadarChart').then((module) => ({ default: module.RadarChart })))

export const PARTS = ['summary', 'parts', 'answers', 'plan', 'programmes', 'method'] as const
export type ReportPart = (typeof PARTS)[number]

interface Props {
  opened: ReadyAssessment
  work: FirmWork
  lists: Lists
  listWords: Words
  programmes: readonly Programme[]
  programmeWords: Words
  parts: readonly ReportPart[]
  withName: boolean
  withNotes: boolean
}

interface Content extends Props {
  result: Result
  sources: StepSources
  /** The steps to take: those on the plan, or while there are none, the first that are proposed. */
  steps: readonly (Pick<PlanStep, 'origin'> & Partial<PlanStep>)[]
}

const MOST_IN_SUMMARY = 3

/** A report for paper: header and footer on every page, a first page that stands alone, no row cut in two. */
export function Report(props: Props) {
  const { t, date, language } = useT()
  const { opened, work, lists, programmes, programmeWords, parts } = props
  const { assessment, questionnaire, answers, firm } = opened
  const questionnaires = useSources(work.steps, opened)
  if (!questionnaires) return <Loading text={t('app.loading')} />
  const result = resultOf(questionnaire, programmes, lists, answers, assessment.profile, assessment.targets)
  const planned = work.steps.filter(({ state }) => state !== 'later' && state !== 'dropped')
  const content: Content = {
    ...props,
    result,
    sources: { questionnaires, programmeWords },
    steps:
      planned.length > 0
        ? planned
        : proposeSteps(questionnaire, result.scores, result.priorities, assessment.profile).slice(
            0,
            MOST_IN_SUMMARY + 1,
          ),
  }
  const name = props.withName ? firm?.name : ''
  const day = date(assessment.finished ?? assessment.changed)
  return (
    <div lang={language} className={css['paper']}>
      {/* A table, because its head and foot are repeated on every page. */}
      <table role="presentation" className={css['pages']}>
        <thead>
          <tr>
            <td className={css['running']}>{t('print.header', { name: [name, day].filter(Boolean).join(' · ') })}</td>
          </tr>
        </thead>
        <tfoot>
          <tr>
            <td className={css['running']}>{t('print.footer')}</td>
          </tr>
        </tfoot>
        <tbody>
          <tr>
            <td className={css['body']}>
              {parts.includes('summary') && <Summary {...content} name={name ?? ''} day={day} />}
              {parts.includes('parts') && <Parts {...content} />}
              {parts.includes('answers') && <AllAnswers {...content} />}
              {parts.includes('plan') && <PlanTable {...content} />}
              {parts.includes('programmes') && <Programmes {...content} />}
              {parts.includes('method') && <Method {...content} />}
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}

function Section({ title, id, children }: { title: string; id: ReportPart; children: ReactNode }) {
  return (
    <section className={css['section']} aria-labelledby={`print-${id}`} data-part={id}>
      <h2 id={`print-${id}`}>{title}</h2>
      {children}
    </section>
  )
}

/** What stands on one page: the level and what it rests on, a strength, three gaps, three steps, every part as a bar. */
function Summary({ opened, result, sources, steps, name, day }: Content & { name: string; day: string }) {
  const tools = useT()
  const { t } = tools
  const { questionnaire, words, assessment } = opened
  const { scores } = result
  const root = scores.nodes[scores.root]
  const table = questionnaire.levels?.table ?? []
  const highest = Math.max(...table.map((row) => Number(row.level)))
  const focus = (result.priorities?.focus ?? []).slice(0, MOST_IN_SUMMARY)
  const named = (id: string) => words(`${id}.name`) || words(`${id}.question`)
  return (
    <section className={css['section']} aria-labelledby="print-summary" data-part="summary">
      <h2 id="print-summary" className={css['title']}>
        {t('print.reportTitle')}
      </h2>
      <p className="muted">
        {[name, day, words('title'), t('print.version', { version: questionnaire.version, round: assessment.round })]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {root?.score == null || scores.cap.level === null ? (
        <p>{t('result.none.text', { answered: root?.answered ?? 0, applicable: root?.applicable ?? 0 })}</p>
      ) : (
        <div className={css['level']}>
          <p className={css['levelName']}>
            {levelName(scores.cap.level, table, words)}{' '}
            <span className={css['levelNumber']}>
              {t('result.levelNumber', { level: scores.cap.level, highest })}{' '}
              <LevelMark level={Number(scores.cap.level)} of={highest} />
            </span>
          </p>
          <p>{words(`levels.table.${table.findIndex((row) => row.level === scores.cap.level)}.text`)}</p>
          <p>
            <strong>{t('result.index', { index: shown(root.score, 2, tools), max: root.scale.max })}</strong>{' '}
            {root.low !== root.high &&
              t('result.range', { low: shown(root.low ?? 0, 2, tools), high: shown(root.high ?? 0, 2, tools) })}{' '}
            {t(`result.confidence.${scores.confidence}`, { answered: root.answered, applicable: root.applicable })}{' '}
            {scores.provisional && t('print.provisional')} {questionnaire.estimate && t('print.estimate')}
          </p>
          {scores.cap.causes.map((cause) => (
            <p key={`${cause.kind}-${cause.node}`}>{capText(cause, named(cause.node), tools)}</p>
          ))}
        </div>
      )}
      <div className={css['columns']}>
        <div>
          {scores.strongest && (
            <>
              <h3>{t('result.strength.title')}</h3>
              <p>{words(`${scores.strongest}.strength`)}</p>
            </>
          )}
          <h3>{t('result.gaps.title')}</h3>
          {focus.length === 0 ? (
            <p>{t('result.gaps.none')}</p>
          ) : (
            <ol>
              {focus.map(({ item }) => (
                <li key={item}>{words(`${item}.question`)}</li>
              ))}
            </ol>
          )}
        </div>
        <div>
          <h3>{t('print.nextSteps')}</h3>
          <ol>
            {steps
              .filter(({ state }) => state !== 'done')
              .slice(0, MOST_IN_SUMMARY)
              .map((step) => (
                <li key={stepText(step, sources, tools).title}>{stepText(step, sources, tools).title}</li>
              ))}
          </ol>
        </div>
      </div>
      <PartBars opened={opened} result={result} />
      <p className="small">{t('result.notOfficial')}</p>
    </section>
  )
}

function PartBars({ opened, result }: Pick<Content, 'opened' | 'result'>) {
  const tools = useT()
  const { t } = tools
  const rows = treeRows(opened.questionnaire, result.scores).filter(({ inner }) => !inner)
  return (
    <div className={css['bars']}>
      <h3>{t('print.partsTitle')}</h3>
      <p className="small">{t('result.profile.legend')}</p>
      <BarChart
        label={t('print.partsTitle')}
        rows={rows.map(({ id, nameKey, node }) => ({
          id,
          label: opened.words(nameKey),
          share: shareOf(node.score, node),
          low: shareOf(node.low, node),
          high: shareOf(node.high, node),
          value: scoreText(node, tools),
          marked: [id, ...node.parts.map((part) => part.id)].some((one) => result.scores.bottleneck.includes(one)),
        }))}
      />
    </div>
  )
}

/** Every part: its score, range and what that level looks like; and the shape of the whole. */
function Parts({ opened, result }: Content) {
  const tools = useT()
  const { t } = tools
  const { questionnaire, words } = opened
  const table = questionnaire.levels?.table ?? []
  const rows = treeRows(questionnaire, result.scores)
  const corners = rows.filter((row) => !row.inner)
  return (
    <Section title={t('print.part.parts')} id="parts">
      {corners.length > 3 && (
        <div className={css['radar']}>
          <h3>{t('result.radar.title')}</h3>
          <Suspense fallback={<p>{t('app.loading')}</p>}>
            <RadarChart
              label={t('result.radar.title')}
              max={questionnaire.scale.max}
              rows={corners.map(({ id, node }) => ({ label: words(`${id}.short`), value: node.score }))}
              format={(value) => shown(value, 1, tools)}
            />
          </Suspense>
          <p className="small">{t('result.radar.text')}</p>
        </div>
      )}
      <DataTable
        label={t('print.part.parts')}
        head={[t('result.table.part'), t('result.table.score'), t('result.table.range'), t('print.meaning')]}
        rows={rows.map(({ id, nameKey, node, inner }) => ({
          id,
          cells: [
            <span key="name" className={inner ? css['inner'] : undefined}>
              {words(nameKey)}
            </span>,
            scoreText(node, tools),
            rangeText(node, tools),
            meaning(id, node.level),
          ],
        }))}
      />
    </Section>
  )

  /** The text of the level a section is at; of a theme with one section, that section's. */
  function meaning(id: string, level: unknown): string {
    const place = table.findIndex((row) => row.level === level)
    const own = words(`${id}.levelTexts.${place}`)
    const [only, more] = sectionsOf(questionnaire).filter((section) =>
      result.scores.nodes[id]?.parts.some((part) => part.id === section.id),
    )
    return own || (only && !more ? words(`${only.id}.levelTexts.${place}`) : '')
  }
}

/** All answers by section, with notes if they are wanted. */
function AllAnswers({ opened, result, withNotes }: Content) {
  const tools = useT()
  const { t } = tools
  const { questionnaire, words, answers, records } = opened
  return (
    <Section title={t('print.part.answers')} id="answers">
      {sectionsOf(questionnaire).map((section) => (
        <DataTable
          key={section.id}
          label={words(`${section.id}.name`)}
          titled
          head={[t('print.question'), t('print.answer'), t('result.table.score')]}
          rows={questionsOf(questionnaire, section).map((question) => {
            const { id } = question
            const { reason, note } = records[id] ?? {}
            const value = result.scores.items[id]?.value ?? null
            return {
              id,
              cells: [
                words(`${id}.question`),
                <Fragment key="answer">
                  {answerText(question, answers[id], reason, words, tools).lines.join('; ')}
                  {withNotes && note && <p className="small">{t('check.note', { note })}</p>}
                </Fragment>,
                value === null ? '–' : shown(value, Number.isInteger(value) ? 0 : 1, tools),
              ],
            }
          })}
        />
      ))}
    </Section>
  )
}

/** The plan as a table to hang up: steps with who and when, and a box to tick. */
function PlanTable({ sources, steps, withNotes }: Content) {
  const tools = useT()
  const { t, date } = tools
  const day = (known: string) => date(`${known}T12:00:00`)
  return (
    <Section title={t('print.part.plan')} id="plan">
      {steps.length === 0 ? (
        <p>{t('print.noPlan')}</p>
      ) : (
        <TableBox label={t('print.part.plan')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('plan.done')}</th>
                <th scope="col">{t('print.step')}</th>
                <th scope="col">{t('plan.who')}</th>
                <th scope="col">{t('plan.due')}</th>
              </tr>
            </thead>
            <tbody>
              {steps.map((step) => {
                const text = stepText(step, sources, tools)
                return (
                  <tr key={'id' in step ? step.id : text.title}>
                    <td>
                      <span
                        className={css['box']}
                        role="img"
                        aria-label={t(step.state === 'done' ? 'plan.done' : 'plan.pause')}
                      >
                        {step.state === 'done' ? '✓' : ''}
                      </span>
                    </td>
                    <th scope="row">
                      {text.title}
                      {text.week && (
                        <p className="small">
                          {t(step.origin.kind === 'programme' ? 'plan.ask' : 'plan.week')} {text.week}
                        </p>
                      )}
                      {text.sign && (
                        <p className="small">
                          {t('plan.sign')} {text.sign}
                        </p>
                      )}
                      {withNotes && step.note && <p className="small">{t('check.note', { note: step.note })}</p>}
                    </th>
                    <td>{step.who}</td>
                    <td>{step.done ? t('plan.doneOn', { date: day(step.done) }) : step.due ? day(step.due) : ''}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </TableBox>
      )}
    </Section>
  )
}

/** The programmes that fit, each with its reasons, what to ask, and where this is known from. */
function Programmes({ opened, result, lists, listWords, programmes, programmeWords }: Content) {
  const tools = useT()
  const { t, date, month } = tools
  const { recommendations } = result
  const found = [
    ...recommendations.programmes,
    ...(recommendations.startToday ? [recommendations.startToday] : []),
    ...(recommendations.finance ? [recommendations.finance] : []),
  ]
  const day = today()
  return (
    <Section title={t('print.part.programmes')} id="programmes">
      {found.length === 0 && <p>{t('programmes.none')}</p>}
      {found.map((one) => {
        const programme = programmes.find(({ id }) => id === one.id)
        if (!programme) return null
        const reasons = whyOf(one, programme, recommendations.level, opened.assessment.profile, day)
        return (
          <article key={one.id} className={css['programme']}>
            <h3>{programmeWords(`${one.id}.name`)}</h3>
            <p>{programmeWords(`${one.id}.line`)}</p>
            <ul>
              {reasons.map((why) => (
                <li key={why.key}>{whyText(why, programmeWords(`${one.id}.ask`), lists, listWords, tools)}</li>
              ))}
            </ul>
            <p className="small">
              {programmeFacts(programme, lists, programmeWords, listWords, tools)
                .map(({ label, text }) => `${label}: ${text}`)
                .join(' · ')}{' '}
              {lastKnown(programme, day, tools)}
            </p>
            <p className="small">
              {t('programme.sources')}:{' '}
              {programme.sources.length === 0
                ? t('programme.noSources')
                : programme.sources
                    .map(({ title, publisher, date: known, url }) =>
                      [title, publisher, known && (known.length > 7 ? date(`${known}T12:00:00`) : month(known)), url]
                        .filter(Boolean)
                        .join(', '),
                    )
                    .join('; ')}
            </p>
          </article>
        )
      })}
      <h3>{t('programmes.contact')}</h3>
      <ul>
        {recommendations.contacts.map((contact) => (
          <li key={contact}>
            {programmeWords(`${contact}.name`)}: {programmeWords(`${contact}.line`)}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** How it was worked out, and what it is not. */
function Method({ opened, result }: Content) {
  const tools = useT()
  const { t } = tools
  const { questionnaire, words } = opened
  const root = result.scores.nodes[result.scores.root]
  const table = questionnaire.levels?.table ?? []
  return (
    <Section title={t('print.part.method')} id="method">
      <p>{t('how.text')}</p>
      <p>{t('print.missing')}</p>
      {root && (
        <DataTable
          label={words(`${root.id}.name`)}
          titled
          head={[t('how.part'), t('how.weight'), t('how.value'), t('how.product')]}
          rows={root.parts.map(({ id, weight, counted }) => ({
            id,
            cells: [
              words(`${id}.name`) || words(`${id}.question`),
              weight,
              counted === null ? '–' : shown(counted, 4, tools),
              counted === null ? '–' : shown(weight * counted, 4, tools),
            ],
          }))}
        />
      )}
      <p>{t('how.levelTable')}</p>
      <ul>
        {table.map((row, i) => (
          <li key={String(row.level)}>
            {t(i + 1 < table.length ? 'how.levelRow' : 'how.levelLast', {
              level: row.level,
              name: words(`levels.table.${i}.name`),
              from: shown(row.from ?? 0, 1, tools),
              to: shown(table[i + 1]?.from ?? questionnaire.scale.max, 1, tools),
            })}
          </li>
        ))}
      </ul>
      <p>{words('disclaimer')}</p>
      <p>{t('result.notOfficial')}</p>
    </Section>
  )
}
