import { type Comparison, compareRounds, doneBetween, type ItemChange, type NodeChange } from '../../core/comparison'
import type { Assessment } from '../../core/records'
import { localDay } from '../../platform/clock'
import { useT } from '../../platform/i18n'
import { useAssessments } from '../../store/assessments'
import type { Words } from '../../store/catalogue'
import { type FirmWork, useSources } from '../../store/improvement'
import { type ReadyAssessment, useOpened } from '../../store/opened'
import { Disclosure } from '../../ui/Disclosure'
import { Select } from '../../ui/Field'
import { Page } from '../../ui/Page'
import { PairChart } from '../../ui/PairChart'
import { Failed, Loading } from '../../ui/State'
import { DataTable } from '../../ui/TableBox'
import { notFetched } from '../../words/failed'
import { stepText } from '../../words/plan'
import { levelName, shown } from '../../words/result'
import { treeParts } from '../../words/rows'
import css from './Compare.module.css'

interface Props {
  opened: ReadyAssessment
  work: FirmWork
  programmeWords: Words
  /** The round to compare with; the one before when it is not said. */
  before?: string | undefined
}

/** Two rounds of one firm side by side: what changed, by how much, and whether that is more than noise. */
export function Compare(props: Props) {
  const { t, date } = useT()
  const { opened } = props
  const { assessment } = opened
  const rounds = useAssessments((state) => state.assessments)
  const others = earlierRounds(rounds, assessment)
  const chosen = others.find(({ id }) => id === props.before) ?? others[0]
  return (
    <Page title={t('compare.title')} above={<Back id={assessment.id} />}>
      {chosen ? (
        <>
          <p>{t('compare.text')}</p>
          <Select
            label={t('compare.with')}
            none={t('compare.round', { round: chosen.round, date: date(dayOf(chosen)) })}
            options={others
              .filter(({ id }) => id !== chosen.id)
              .map((other) => ({
                id: other.id,
                text: t('compare.round', { round: other.round, date: date(dayOf(other)) }),
              }))}
            value=""
            onChange={(event) => {
              if (event.target.value) location.hash = `#/a/${assessment.id}/compare/${event.target.value}`
            }}
          />
          <Loaded key={chosen.id} {...props} id={chosen.id} />
        </>
      ) : (
        <div className="card">
          <p>{t('compare.none')}</p>
          <div className="actions">
            <a className="button" href={`#/start/${assessment.questionnaire}/${assessment.firm}`}>
              {t('compare.newRound')}
            </a>
            <a className="quiet" href={`#/a/${assessment.id}/plan`}>
              {t('compare.remind')}
            </a>
          </div>
        </div>
      )}
    </Page>
  )
}

function Back({ id }: { id: string }) {
  const { t } = useT()
  return (
    <a className="alone noprint" href={`#/a/${id}/result`}>
      {t('plan.toResult')}
    </a>
  )
}

/** Other rounds of the same firm and questionnaire, the latest first; earlier ones before later ones. */
function earlierRounds(rounds: readonly Assessment[], { id, firm, questionnaire, round }: Assessment): Assessment[] {
  return rounds
    .filter((other) => other.id !== id && other.firm === firm && other.questionnaire === questionnaire)
    .sort((a, b) => Number(a.round > round) - Number(b.round > round) || b.round - a.round)
}

/** The day a round stands for. */
function dayOf({ finished, changed }: Assessment): string {
  return finished ?? changed
}

function Loaded(props: Props & { id: string }) {
  const { t } = useT()
  const other = useOpened(props.id, ['ask'])
  if (other.state === 'failed') {
    return <Failed {...notFetched(t)} onAction={other.retry} />
  }
  if (other.state !== 'ready') return <Loading text={t('app.loading')} />
  // The one that was begun first is "before", from whichever of the two one comes.
  const [earlier, later] =
    other.assessment.round < props.opened.assessment.round ? [other, props.opened] : [props.opened, other]
  const comparison = compareRounds(earlier, later)
  if (typeof comparison === 'string') return <p className="card">{t(`compare.not.${comparison}`)}</p>
  return (
    <>
      <Headline comparison={comparison} earlier={earlier} later={later} />
      <Dots comparison={comparison} later={later} />
      <Items comparison={comparison} later={later} />
      <Between {...props} earlier={earlier} later={later} />
      <Changed comparison={comparison} earlier={earlier} later={later} />
    </>
  )
}

interface Part {
  comparison: Comparison
  earlier: ReadyAssessment
  later: ReadyAssessment
}

/** Level and index, and whether the change is more than answer noise. */
function Headline({ comparison, earlier, later }: Part) {
  const tools = useT()
  const { t, date } = tools
  const { level, nodes, items } = comparison
  const [root] = nodes
  const table = later.questionnaire.levels?.table ?? []
  const named = (value: typeof level.before) => `${value} (${levelName(value, table, later.words)})`
  const days = {
    before: date(dayOf(earlier.assessment)),
    after: date(dayOf(later.assessment)),
  }
  return (
    <section className={css['headline']} aria-label={t('compare.headline')}>
      <p>{t('compare.days', days)}</p>
      {root?.change == null || root.before === null || root.after === null ? (
        <p>{t('compare.tooLittle', { count: items.length })}</p>
      ) : (
        <>
          <p className={css['level']}>
            {level.before === level.after
              ? t('compare.levelSame', { level: named(level.after) })
              : t('compare.level', { before: named(level.before), after: named(level.after) })}
          </p>
          <p>
            {t('compare.index', {
              before: shown(root.before, 2, tools),
              after: shown(root.after, 2, tools),
              change: signed(root.change, 2, tools),
            })}{' '}
            {root.real !== null && <strong>{t(root.real ? 'compare.real' : 'compare.noise')}</strong>}
          </p>
          <p className="muted small">
            {t('compare.basis', { count: items.length })}{' '}
            {later.questionnaire.change &&
              t('compare.threshold', {
                root: shown(later.questionnaire.change.root, 1, tools),
                node: shown(later.questionnaire.change.node, 1, tools),
              })}
          </p>
        </>
      )}
    </section>
  )
}

/** A change with its sign: +0,4 or −0,4. */
function signed(value: number, decimals: number, tools: Pick<ReturnType<typeof useT>, 'number'>): string {
  const text = shown(Math.abs(value), decimals, tools)
  return value > 1e-9 ? `+${text}` : value < -1e-9 ? `−${text}` : text
}

/** Paired dots for every part, and the same rows as a table. */
function Dots({ comparison: { nodes }, later: { questionnaire, words } }: Omit<Part, 'earlier'>) {
  const tools = useT()
  const { t } = tools
  const { min, max } = questionnaire.scale
  const rows = treeParts(questionnaire).flatMap(({ id, inner }) => {
    const node = nodes.find((one) => one.id === id)
    return node ? [{ ...node, inner }] : []
  })
  const share = (score: number | null) => (score === null ? null : (score - min) / (max - min))
  const score = (value: number | null) => (value === null ? t('result.notAssessed') : shown(value, 1, tools))
  const verdict = ({ real, change }: NodeChange) =>
    real === null ? '' : t(real ? 'compare.realShort' : change === 0 ? 'compare.sameShort' : 'compare.noiseShort')
  return (
    <section aria-labelledby="dots">
      <h2 id="dots">{t('compare.parts')}</h2>
      <p className="muted small">{t('compare.legend')}</p>
      <PairChart
        label={t('compare.parts')}
        rows={rows.map((row) => ({
          id: row.id,
          label: words(`${row.id}.name`),
          before: share(row.before),
          after: share(row.after),
          value:
            row.change === null
              ? t('compare.notComparable')
              : t('compare.value', { before: score(row.before), after: score(row.after), verdict: verdict(row) }),
          inner: row.inner,
        }))}
      />
      <Disclosure summary={t('result.table.show')}>
        <DataTable
          label={t('compare.parts')}
          head={[t('whatIf.part'), t('compare.before'), t('compare.after'), t('compare.change'), t('compare.verdict')]}
          rows={rows.map((row) => ({
            id: row.id,
            cells: [
              words(`${row.id}.name`),
              score(row.before),
              score(row.after),
              row.change === null ? '–' : signed(row.change, 1, tools),
              verdict(row),
            ],
          }))}
        />
      </Disclosure>
    </section>
  )
}

/** Steps per question, "from 1 to 2": what went up first, then what went down; what stayed is counted. */
function Items({ comparison: { items }, later: { words, questionnaire } }: Omit<Part, 'earlier'>) {
  const tools = useT()
  const { t } = tools
  const value = (n: number) => shown(n, Number.isInteger(n) ? 0 : 1, tools)
  const groups = [
    { title: 'compare.up', list: items.filter(({ before, after }) => after > before + 1e-9) },
    { title: 'compare.down', list: items.filter(({ before, after }) => after < before - 1e-9) },
  ] as const
  const same = items.filter(({ before, after }) => Math.abs(after - before) <= 1e-9)
  const byStep = (a: ItemChange, b: ItemChange) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before)
  const order = questionnaire.questions.map(({ id }) => id)
  return (
    <section aria-labelledby="items">
      <h2 id="items">{t('compare.items')}</h2>
      {groups.map(({ title, list }) => (
        <div key={title}>
          <h3>{t(title, { count: list.length })}</h3>
          {list.length > 0 && (
            <ul className={css['items']}>
              {[...list]
                .sort((a, b) => byStep(a, b) || order.indexOf(a.item) - order.indexOf(b.item))
                .map(({ item, before, after }) => (
                  <li key={item}>
                    {words(`${item}.question`)} <b>{t('compare.fromTo', { from: value(before), to: value(after) })}</b>
                  </li>
                ))}
            </ul>
          )}
        </div>
      ))}
      <p>{t('compare.same', { count: same.length })}</p>
    </section>
  )
}

/** The steps of the plan done between the two days. */
function Between({ work, opened, programmeWords, earlier, later }: Props & Omit<Part, 'comparison'>) {
  const tools = useT()
  const { t, date } = tools
  const questionnaires = useSources(work.steps, opened)
  if (!questionnaires) return null
  const day = (round: ReadyAssessment) => localDay(dayOf(round.assessment))
  const done = doneBetween(work.steps, day(earlier), day(later))
  return (
    <section aria-labelledby="between">
      <h2 id="between">{t('compare.between')}</h2>
      {done.length === 0 ? (
        <p>{t('compare.nothingDone')}</p>
      ) : (
        <ul>
          {done.map((step) => (
            <li key={step.id}>
              {stepText(step, { questionnaires, programmeWords }, tools).title}{' '}
              <span className="muted">({date(`${step.done}T12:00:00`)})</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** What was left out of the comparison, and why. */
function Changed({ comparison, earlier, later }: Part) {
  const { t } = useT()
  const lists = [
    ['added', comparison.added, later.words],
    ['removed', comparison.removed, earlier.words],
    ['altered', comparison.altered, later.words],
    ['unanswered', comparison.unanswered, later.words],
  ] as const
  const newer = earlier.questionnaire.version !== later.questionnaire.version
  if (!newer && lists.every(([, items]) => items.length === 0)) return null
  return (
    <section aria-labelledby="left-out">
      <h2 id="left-out">{t('compare.leftOut')}</h2>
      {newer && (
        <p>{t('compare.versions', { before: earlier.questionnaire.version, after: later.questionnaire.version })}</p>
      )}
      {lists.map(
        ([why, items, words]) =>
          items.length > 0 && (
            <Disclosure key={why} summary={t(`compare.out.${why}`, { count: items.length })}>
              <ul>
                {items.map((item) => (
                  <li key={item}>{words(`${item}.question`)}</li>
                ))}
              </ul>
            </Disclosure>
          ),
      )}
    </section>
  )
}
