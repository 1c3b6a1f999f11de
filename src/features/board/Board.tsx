import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { type CohortSummary, cellsOf, FIELDS, type Field, groupsOf, latest } from '../../core/cohort'
import { blocksOf } from '../../core/groups'
import type { RoomResult } from '../../core/room'
import type { Session } from '../../core/session'
import { useT } from '../../platform/i18n'
import { type Sources, summarise } from '../../store/cohort'
import type { BoardWords } from '../../store/sources'
import { BarChart } from '../../ui/BarChart'
import { ColumnChart } from '../../ui/ColumnChart'
import { Disclosure } from '../../ui/Disclosure'
import { DotStrips } from '../../ui/DotStrips'
import { Select } from '../../ui/Field'
import { Page } from '../../ui/Page'
import { PairChart } from '../../ui/PairChart'
import { Failed, Loading } from '../../ui/State'
import { type Since, type Slide, slidesOf } from '../../words/board'
import css from './Board.module.css'
import { SlideTable } from './SlideTable'
import { SinceChoice, useSince } from './since'

/** What the board must know of a session. */
export interface BoardSession {
  title: string
  /** No group with fewer firms is shown. */
  minimum: number
  /** Of several sessions together their titles, by id. */
  sessions?: Readonly<Record<string, string>>
}

interface Props {
  session: BoardSession
  results: readonly RoomResult[]
  /** Sessions it can be compared with. */
  earlier?: readonly Session[]
  sources: Sources
  words: BoardWords
  /** Above the closed board. */
  above?: ReactNode
}

/** The room's picture, slide by slide: closed until the facilitator opens it, and never of a group that is too small. */
export function Board({ session, results, earlier = [], sources, words, above }: Props) {
  const { t, language } = useT()
  const [open, setOpen] = useState(false)
  const [group, setGroup] = useState('')
  const firms = useMemo(() => latest(results), [results])
  const groups = useMemo(() => groupList(firms, sources, session.minimum), [firms, sources, session.minimum])
  // A group may grow together with another while results come in: then everyone is shown again.
  const chosen = groups.find(({ id }) => id === group)
  const members = useMemo(
    () => (chosen ? firms.filter((firm) => chosen.codes.includes(groupsOf(sources.lists, firm)[chosen.field])) : firms),
    [chosen, firms, sources],
  )
  const { summary, failed, retry } = useSummary(members, sources)
  const comparing = useSince(earlier, results, sources, session.minimum)
  const enough = firms.length >= session.minimum

  if (!enough || !open) {
    return (
      <Page title={t('board.heading')} above={above}>
        <p>{session.title}</p>
        <p role="status">
          {enough ? t('board.hidden') : t('board.waiting', { least: session.minimum, count: firms.length })}
        </p>
        <button type="button" className="button" disabled={!enough} onClick={() => setOpen(true)}>
          {t('board.reveal')}
        </button>
      </Page>
    )
  }
  if (failed) {
    return (
      <Failed
        title={t('app.crash.title')}
        text={t('app.crash.offline')}
        action={t('app.crash.action')}
        onAction={retry}
      />
    )
  }
  if (!summary) return <Loading text={t('app.loading')} />
  const names = (field: Field, codes: readonly string[]) =>
    groupNames(field, codes, { words, session }, t('board.unsaid'))
  return (
    <Slides
      session={session}
      summary={summary}
      // What changed is never shown of a group.
      since={chosen ? null : comparing.since}
      sources={sources}
      words={words}
      onClose={() => setOpen(false)}
      choices={
        <>
          {groups.length > 0 && (
            <Select
              label={t('board.show')}
              hint={t('board.small')}
              none={t('board.everyone')}
              options={FIELDS.flatMap((field) =>
                groups
                  .filter((group) => group.field === field)
                  .map(({ id, codes }) => ({
                    id,
                    text: t('board.group', { field: t(`board.field.${field}`), names: names(field, codes).join(', ') }),
                  }))
                  .sort((a, b) => a.text.localeCompare(b.text, language, { numeric: true })),
              )}
              value={chosen?.id ?? ''}
              onChange={(event) => setGroup(event.target.value)}
            />
          )}
          {!chosen && <SinceChoice {...comparing} />}
        </>
      }
    />
  )
}

interface Group {
  id: string
  field: Field
  codes: readonly string[]
}

/** The groups that may be shown by themselves. */
function groupList(firms: readonly RoomResult[], { lists }: Sources, least: number): Group[] {
  const blocks = blocksOf(cellsOf(lists, firms), least)
  return FIELDS.flatMap((field) => blocks[field].map(({ codes }) => ({ id: `${field} ${codes.join()}`, field, codes })))
}

const LISTS = { sector: 'sectors', size: 'sizes', province: 'provinces' } as const

function groupNames(
  field: Field,
  codes: readonly string[],
  { words, session }: Pick<Props, 'words' | 'session'>,
  unsaid: string,
): string[] {
  return codes.map((code) => {
    if (code === '') return unsaid
    return field === 'session' ? (session.sessions?.[code] ?? code) : words.lists(`${LISTS[field]}.${code}.name`)
  })
}

/** The summary of results; while a new one is made the last one stays, so that nothing jumps. */
function useSummary(results: readonly RoomResult[], sources: Sources) {
  const [summary, setSummary] = useState<CohortSummary | null>(null)
  const [failed, setFailed] = useState(false)
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another run.
  useEffect(() => {
    let current = true
    summarise(results, sources).then(
      (made) => current && setSummary(made),
      () => current && setFailed(true),
    )
    return () => {
      current = false
    }
  }, [results, sources, attempt])
  const retry = () => {
    setFailed(false)
    setAttempt(attempt + 1)
  }
  return { summary, failed, retry }
}

function Slides({
  session,
  summary,
  since,
  sources,
  words,
  onClose,
  choices,
}: Pick<Props, 'session' | 'sources' | 'words'> & {
  summary: CohortSummary
  since: Since | null
  onClose: () => void
  choices: ReactNode
}) {
  const tools = useT()
  const { t } = tools
  const slides = slidesOf(summary, sources.questionnaire, session.minimum, words, tools, since)
  const [wanted, setPlace] = useState(0)
  // The last slides go with the comparison.
  const place = Math.min(wanted, slides.length - 1)
  const stage = useRef<HTMLDivElement>(null)
  const go = (to: number) => setPlace(Math.min(slides.length - 1, Math.max(0, to)))
  const steer = (event: KeyboardEvent) => {
    // In a field the keys are the field's.
    if (event.target instanceof HTMLSelectElement) return
    const moves: Record<string, () => void> = {
      ArrowRight: () => go(place + 1),
      PageDown: () => go(place + 1),
      ArrowLeft: () => go(place - 1),
      PageUp: () => go(place - 1),
      Home: () => go(0),
      End: () => go(slides.length - 1),
      Escape: onClose,
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    move()
  }
  // A presenter's remote has no focus to mind, and a button that can't be pressed any more loses it.
  useEffect(() => {
    window.addEventListener('keydown', steer)
    return () => window.removeEventListener('keydown', steer)
  })
  const slide = slides[place]
  if (!slide) return null
  return (
    <div className={css['board']} ref={stage}>
      <div className={css['screen']}>
        <OneSlide slide={slide} session={session} />
      </div>
      <div className={css['paper']}>
        {slides.map((one) => (
          <OneSlide key={one.id} slide={one} session={session} onPaper />
        ))}
      </div>
      <div className={css['controls']}>
        <div className="actions">
          <button type="button" className="quiet" disabled={place === 0} onClick={() => go(place - 1)}>
            {t('board.previous')}
          </button>
          <span>{t('board.position', { at: place + 1, of: slides.length })}</span>
          <button type="button" className="button" disabled={place === slides.length - 1} onClick={() => go(place + 1)}>
            {t('board.next')}
          </button>
          <button type="button" className="quiet" onClick={onClose}>
            {t('board.hide')}
          </button>
          {document.fullscreenEnabled && (
            <button type="button" className="quiet" onClick={() => void stage.current?.requestFullscreen()}>
              {t('board.full')}
            </button>
          )}
          <button type="button" className="quiet" onClick={() => window.print()}>
            {t('board.print')}
          </button>
        </div>
        <p>{t('board.keys')}</p>
        {choices}
      </div>
    </div>
  )
}

function OneSlide({
  slide,
  session,
  onPaper = false,
}: {
  slide: Slide
  session: BoardSession
  /** Paper shows the picture with its figures; there is nothing to unfold. */
  onPaper?: boolean
}) {
  const { t } = useT()
  const { picture, firms, below, table, title } = slide
  return (
    <section className={css['slide']} aria-label={title}>
      <p className={css['session']}>
        {session.title} · {t('board.firms', { count: firms })}
      </p>
      <h1>{title}</h1>
      {table.rows.length === 0 && <p>{t('board.empty')}</p>}
      {picture.kind === 'bars' && (
        <BarChart label={title} rows={picture.rows.map((row) => ({ ...row, low: null, high: null }))} />
      )}
      {picture.kind === 'columns' && <ColumnChart label={title} columns={picture.columns} />}
      {picture.kind === 'dots' && <DotStrips label={title} rows={picture.rows} />}
      {picture.kind === 'pairs' && <PairChart label={title} rows={picture.rows} />}
      {picture.kind === 'sentences' && (
        <ol className={css['talk']}>
          {picture.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      )}
      {below.map((line) => (
        <p key={line} className={css['below']}>
          {line}
        </p>
      ))}
      {!onPaper && picture.kind !== 'sentences' && table.rows.length > 0 && (
        <Disclosure summary={t('board.table', { title })}>
          <SlideTable table={table} />
        </Disclosure>
      )}
    </section>
  )
}
