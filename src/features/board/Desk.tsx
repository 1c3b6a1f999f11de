import { type ReactNode, useMemo, useState } from 'react'
import { type CohortSummary, reliabilities, summaryOf, withoutEach } from '../../core/cohort'
import { scorerOf } from '../../core/pass'
import type { RoomResult } from '../../core/room'
import type { Session } from '../../core/session'
import { today } from '../../platform/clock'
import { CSV, writeCsv } from '../../platform/csv'
import { handOver } from '../../platform/files'
import { useT } from '../../platform/i18n'
import { type Sheet, writeSpreadsheet, XLSX } from '../../platform/spreadsheet'
import type { Sources } from '../../store/cohort'
import type { BoardWords } from '../../store/sources'
import { Page } from '../../ui/Page'
import { slidesOf } from '../../words/board'
import { shown } from '../../words/result'
import { type FirmRow, firmRows, firmSheets } from '../../words/room'
import type { BoardSession } from './Board'
import { SlideTable } from './SlideTable'
import { SinceChoice, useSince } from './since'

interface Props {
  session: BoardSession & { names: boolean }
  results: readonly RoomResult[]
  /** Sessions it can be compared with. */
  earlier?: readonly Session[]
  sources: Sources
  words: BoardWords
  above?: ReactNode
}

/** What only the facilitator sees: the firms one by one, how far the figures can be trusted, what to say, and files to take home. */
export function Desk({ session, results, earlier = [], sources, words, above }: Props) {
  const tools = useT()
  const { t } = tools
  const rows = useMemo(() => firmRows(results, sources, session.names), [results, sources, session.names])
  const summary = useMemo(() => {
    const { questionnaire, programmes, lists } = sources
    return summaryOf(
      scorerOf(questionnaire, programmes, lists),
      lists,
      rows.map(({ result }) => result),
    )
  }, [rows, sources])
  const comparing = useSince(earlier, results, sources, session.minimum)
  const slides = slidesOf(summary, sources.questionnaire, session.minimum, words, tools, comparing.since)
  return (
    <Page title={t('cohort.heading')} wide above={above}>
      <p>{t('cohort.text')}</p>
      <h2>{t('cohort.firms')}</h2>
      <SlideTable table={listOf(rows, tools)} />
      <h2>{t('cohort.trust')}</h2>
      <p>{t('cohort.trustText')}</p>
      <Trust summary={summary} sources={sources} words={words} />
      <h2>{t('cohort.take')}</h2>
      {rows.length < session.minimum ? (
        <p>{t('cohort.few', { least: session.minimum })}</p>
      ) : (
        <>
          <SinceChoice {...comparing} />
          <TakeHome
            sheets={[
              ...slides.map(({ table }) => table).filter((table) => table.rows.length > 0),
              ...(session.names ? firmSheets(rows, sources, words, tools) : []),
            ]}
            names={session.names}
          />
        </>
      )}
    </Page>
  )
}

type Tools = ReturnType<typeof useT>

function listOf(rows: readonly FirmRow[], { t, percent }: Tools): Sheet {
  const head = [
    t('cohort.number'),
    t('cohort.firm'),
    t('board.head.level'),
    t('cohort.index'),
    t('cohort.complete'),
    t('cohort.dontKnow'),
    t('cohort.confidence'),
    t('cohort.contradictions'),
  ]
  return {
    name: t('cohort.firms'),
    columns: head.map((header) => ({ header, width: 16 })),
    rows: rows.map((row) => [
      row.number,
      row.name || t('cohort.noName'),
      row.level,
      row.index,
      row.applicable === 0 ? null : percent(row.answered / row.applicable),
      row.dontKnow,
      t(`cohort.sure.${row.confidence}`),
      row.contradictions,
    ]),
  }
}

/** Alpha with its interval, overall and by section, and what it would be without each question (rules R1 to R4). */
function Trust({ summary, sources, words }: { summary: CohortSummary; sources: Sources; words: BoardWords }) {
  const tools = useT()
  const { t } = tools
  const { root } = sources.questionnaire
  const rows = reliabilities(summary)
  if (rows.length === 0) return <p className="card">{t('cohort.noAlpha')}</p>
  const name = (node: string) => (node === root.id ? t('cohort.overall') : words.questions(`${node}.name`))
  const without = withoutEach(summary.products[root.id], Object.keys(summary.items))
  return (
    <>
      <SlideTable
        table={{
          name: t('cohort.trust'),
          columns: ['part', 'alpha', 'low', 'high', 'n', 'k'].map((key) => ({
            header: t(`cohort.alpha.${key as 'part'}`),
            width: 12,
          })),
          rows: rows.map(({ node, alpha, low, high, n, k }) => [name(node), alpha, low, high, n, k]),
        }}
      />
      {without.length > 0 && (
        <SlideTable
          table={{
            name: t('cohort.without'),
            columns: [t('board.head.question'), t('cohort.without')].map((header) => ({ header, width: 12 })),
            rows: without.map(({ item, alpha }) => [words.questions(`${item}.question`), shown(alpha, 2, tools)]),
          }}
        />
      )}
    </>
  )
}

/** One workbook with every table, or the first of each as CSV. Names of files hold neither a firm's name nor the session's. */
function TakeHome({ sheets, names }: { sheets: readonly Sheet[]; names: boolean }) {
  const { t, language } = useT()
  const [failed, setFailed] = useState(false)
  const save = (make: () => Promise<unknown>) => {
    setFailed(false)
    make().catch(() => setFailed(true))
  }
  return (
    <>
      <p>{t(names ? 'cohort.takeNamed' : 'cohort.takeAll')}</p>
      <div className="actions">
        <button
          type="button"
          className="button"
          onClick={() =>
            save(async () =>
              handOver(
                new File([await writeSpreadsheet(sheets, language)], `siap-room-${today()}.xlsx`, { type: XLSX }),
              ),
            )
          }
        >
          {t('cohort.xlsx')}
        </button>
      </div>
      <div className="actions">
        {sheets.map((sheet) => (
          <button
            key={sheet.name}
            type="button"
            className="quiet"
            onClick={() =>
              save(() => handOver(new File([writeCsv(sheet, language)], `siap-room-${today()}.csv`, { type: CSV })))
            }
          >
            {t('cohort.csv', { name: sheet.name })}
          </button>
        ))}
      </div>
      {failed && <p role="alert">{t('cohort.failed')}</p>}
    </>
  )
}
