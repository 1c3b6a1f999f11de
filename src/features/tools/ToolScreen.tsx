import { type ComponentType, lazy, type ReactNode, Suspense, useId, useRef } from 'react'
import { figureOf, subjectKey } from '../../core/figures'
import { firstValues, type Measure, type MeasureOf } from '../../core/measures'
import { TOOLS, type Tool } from '../../core/questionnaire'
import { useT } from '../../platform/i18n'
import { beginMeasure, changeMeasure, deleteMeasure, undo, useLastDone } from '../../store/improvement'
import { Disclosure } from '../../ui/Disclosure'
import { TextField } from '../../ui/Field'
import { Page } from '../../ui/Page'
import { Loading } from '../../ui/State'
import { UndoBar } from '../../ui/UndoBar'
import { figureText } from '../../words/figures'
import { WithRange } from './parts'
import type { ToolProps } from './props'
import { SOURCES } from './sources'
import { Figures, Trend } from './Trend'
import css from './tools.module.css'

interface Props {
  /** The one that one comes from; what is measured belongs to its firm. */
  assessment: string
  firm: string
  firmName: string
  measures: readonly Measure[]
  tool: Tool
  /** Which record is open; without it all of them are listed. */
  measure: string | undefined
}

/** One tool: its records, or one of them. Of a tool there is none of, what is shown of any unknown address. */
export function ToolScreen({
  tool: name,
  unknown,
  ...given
}: Omit<Props, 'tool'> & { tool: string; unknown: ReactNode }) {
  const tool = TOOLS.find((one) => one === name)
  if (!tool) return unknown
  const props = { ...given, tool }
  const { measure: id, measures } = props
  const measure = measures.find((one) => one.id === id && one.tool === tool)
  if (id === undefined) return <Records {...props} />
  return measure ? <Opened {...props} measure={measure} /> : <Gone {...props} />
}

const address = (assessment: string, tool: Tool) => `#/a/${assessment}/tool/${tool}`

/** Takes back what was last taken out with this tool. */
function useUndo(firm: string, tool: Tool) {
  const { t } = useT()
  const bar = useRef<HTMLDivElement>(null)
  const last = useLastDone(firm)
  const done = last?.tool === tool ? last.done : null
  const text = done ? t(`undone.${done}`) : ''
  return {
    bar: <UndoBar ref={bar} text={text} action={t('undone.undo')} onAction={() => void undo(firm)} />,
    // It stays in view by itself; scrolling to it would lose the place.
    focus: () => bar.current?.focus({ preventScroll: true }),
  }
}

/** What the tool is for, and all its records, by what was measured. */
function Records({ assessment, firm, measures, tool }: Props) {
  const { t, date } = useT()
  const own = measures.filter((measure) => measure.tool === tool)
  const subjects = [...new Set(own.map(subjectKey))]
  const { bar } = useUndo(firm, tool)

  async function begin(last?: Measure): Promise<void> {
    const id = await beginMeasure(firm, tool, firstValues(tool, last?.values as MeasureOf<typeof tool>['values']))
    if (id) location.hash = `${address(assessment, tool)}/${id}`
  }

  return (
    <Page
      title={t(`tools.${tool}.title`)}
      above={
        <p className={`noprint ${css['where']}`}>
          <a className={`alone ${css['back']}`} href={`#/a/${assessment}/tools`}>
            {t('tools.toTools')}
          </a>
          <a className={`alone ${css['back']}`} href={`#/a/${assessment}/plan`}>
            {t('tools.toPlan')}
          </a>
        </p>
      }
    >
      <p>{t(`tools.${tool}.about`)}</p>
      <p className="muted">{t(`tools.${tool}.where`)}</p>
      <p className="noprint">
        <button type="button" className="button" onClick={() => void begin()}>
          {t(own.length === 0 ? 'tools.begin' : 'tools.beginNew')}
        </button>
      </p>
      <h2>{t('tools.records')}</h2>
      {own.length === 0 && <p>{t('tools.noRecords')}</p>}
      {subjects.map((subject) => {
        const some = own.filter((measure) => subjectKey(measure) === subject)
        const [newest] = some
        const name = newest?.values.subject.trim() || t('tools.noSubject')
        return (
          <section key={subject} aria-label={name} className="card">
            <h3>{name}</h3>
            <Figures measures={comparable(some)} />
            <ul className={css['records']}>
              {some.map((measure) => (
                <li key={measure.id}>
                  <span>
                    {date(measure.day)}: <FigureOf measure={measure} />
                  </span>
                  <a className="alone noprint" href={`${address(assessment, tool)}/${measure.id}`}>
                    {t('tools.open')}
                    <span className="hidden">
                      : {name}, {date(measure.day)}
                    </span>
                  </a>
                </li>
              ))}
            </ul>
            {tool !== 'kaizen-card' && (
              <button type="button" className="quiet noprint" onClick={() => void begin(newest)}>
                {t('tools.again')}
                <span className="hidden">: {name}</span>
              </button>
            )}
          </section>
        )
      })}
      {bar}
    </Page>
  )
}

function FigureOf({ measure }: { measure: Measure }) {
  const tools = useT()
  const text = figureText(figureOf(measure), tools)
  return text ? <WithRange {...text} /> : tools.t('tools.noFigure')
}

/** Those with a figure of the same kind as the newest that has one. */
function comparable(measures: readonly Measure[]): Measure[] {
  const kind = measures.map(figureOf).find(({ value }) => value !== null)?.kind
  return measures.filter((measure) => figureOf(measure).kind === kind && figureOf(measure).value !== null)
}

/** One record: what was measured and when, the tool itself, how it stands to before, and how it is worked out. */
function Opened({
  assessment,
  firm,
  firmName,
  measures,
  tool,
  measure,
}: Omit<Props, 'measure'> & { measure: Measure }) {
  const { t, date } = useT()
  const { bar, focus } = useUndo(firm, tool)
  const subjects = useId()
  const { subject } = measure.values
  const others = [...new Set(measures.flatMap((one) => (one.tool === tool ? one.values.subject.trim() : [])))]
  const isCard = tool === 'kaizen-card'
  const title = t(`tools.${tool}.title`)

  async function remove(): Promise<void> {
    if (await deleteMeasure(measure)) location.hash = address(assessment, tool)
  }

  return (
    <Page
      title={title}
      // Of the card nothing but the card is printed.
      heading={
        <h1 tabIndex={-1} className={`${css['title']} ${isCard ? 'noprint' : ''}`}>
          {title}
        </h1>
      }
      above={
        <p className={`noprint ${css['where']}`}>
          <a className={`alone ${css['back']}`} href={address(assessment, tool)}>
            {t('tools.toTool')}
          </a>
          <a className={`alone ${css['back']}`} href={`#/a/${assessment}/plan`}>
            {t('tools.toPlan')}
          </a>
        </p>
      }
    >
      {!isCard && (
        <p className={`${css['paper']} ${css['sheet']}`}>
          {[firmName, subject, date(measure.day)].filter(Boolean).join(' · ')}
        </p>
      )}
      <div className="noprint">
        <p className="muted small">{t('tools.saving')}</p>
        <div className={css['pair']}>
          <TextField
            label={t(`tools.${tool}.subject`)}
            hint={t(`tools.${tool}.subjectHint`)}
            defaultValue={subject}
            maxLength={60}
            list={subjects}
            onChange={(event) => {
              const named = event.target.value
              void changeMeasure(measure, ({ values }) => ({ values: { ...values, subject: named } }))
            }}
          />
          <TextField
            label={t('tools.day')}
            type="date"
            defaultValue={measure.day}
            onChange={(event) => {
              const day = event.target.value
              if (day) void changeMeasure(measure, () => ({ day }))
            }}
          />
        </div>
        <datalist id={subjects}>
          {others.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      </div>
      <Suspense fallback={<Loading text={t('app.loading')} />}>
        <ToolOf measure={measure} onTakenOut={focus} />
      </Suspense>
      <div className={isCard ? 'noprint' : undefined}>
        {!isCard && <Trend measure={measure} measures={measures} />}
        <Disclosure summary={t('tools.how')}>
          <p>{t(`tools.${tool}.formula`)}</p>
          {SOURCES[tool].map((source) => (
            <p key={source}>{t('tools.source', { source })}</p>
          ))}
          <p className="muted small">{t('tools.precision')}</p>
        </Disclosure>
      </div>
      <div className="actions noprint">
        <button type="button" className="button" onClick={() => window.print()}>
          {t('tools.print')}
        </button>
        <button type="button" className={`quiet ${css['danger']}`} onClick={() => void remove()}>
          {t('tools.delete')}
        </button>
      </div>
      {bar}
    </Page>
  )
}

function toolOf<T extends Tool>(load: () => Promise<ComponentType<ToolProps<T>>>) {
  return lazy(async () => ({ default: await load() }))
}
const FiveR = toolOf<'five-r'>(async () => (await import('./FiveR')).FiveR)
const WasteWalk = toolOf<'waste-walk'>(async () => (await import('./WasteWalk')).WasteWalk)
const Changeover = toolOf<'changeover'>(async () => (await import('./Changeover')).Changeover)
const Oee = toolOf<'oee'>(async () => (await import('./Oee')).Oee)
const LeadTime = toolOf<'lead-time'>(async () => (await import('./LeadTime')).LeadTime)
const ScrapCost = toolOf<'scrap-cost'>(async () => (await import('./ScrapCost')).ScrapCost)
const SkillMatrix = toolOf<'skill-matrix'>(async () => (await import('./SkillMatrix')).SkillMatrix)
const KaizenCard = toolOf<'kaizen-card'>(async () => (await import('./KaizenCard')).KaizenCard)
const Pareto = toolOf<'pareto'>(async () => (await import('./Pareto')).Pareto)

/** The tool that fits a measure, fetched when it is first opened; the compiler knows that none is forgotten. */
function ToolOf({ measure, onTakenOut }: { measure: Measure; onTakenOut: () => void }): ReactNode {
  switch (measure.tool) {
    case 'five-r':
      return <FiveR measure={measure} onTakenOut={onTakenOut} />
    case 'waste-walk':
      return <WasteWalk measure={measure} onTakenOut={onTakenOut} />
    case 'changeover':
      return <Changeover measure={measure} onTakenOut={onTakenOut} />
    case 'oee':
      return <Oee measure={measure} onTakenOut={onTakenOut} />
    case 'lead-time':
      return <LeadTime measure={measure} onTakenOut={onTakenOut} />
    case 'scrap-cost':
      return <ScrapCost measure={measure} onTakenOut={onTakenOut} />
    case 'skill-matrix':
      return <SkillMatrix measure={measure} onTakenOut={onTakenOut} />
    case 'kaizen-card':
      return <KaizenCard measure={measure} onTakenOut={onTakenOut} />
    case 'pareto':
      return <Pareto measure={measure} onTakenOut={onTakenOut} />
  }
}

/** Deleted, or made elsewhere. */
function Gone({ assessment, tool }: Props) {
  const { t } = useT()
  return (
    <Page title={t('tools.gone.title')}>
      <p>{t('tools.gone.text')}</p>
      <a className="button" href={address(assessment, tool)}>
        {t('tools.toTool')}
      </a>
    </Page>
  )
}
