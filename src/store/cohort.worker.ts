// Sums results up beside the page, which stays quick to the touch. It is told its sources first, then results, and gives a summary at the end.
import type { Brought } from '../core/addUp'
import type { Lists, Programme } from '../core/catalogue'
import { addResults, type CohortSummary, mergedSummaries, type Summing, summing } from '../core/cohort'
import { type Scorer, scorerOf } from '../core/pass'
import type { Questionnaire } from '../core/questionnaire'
import type { ProblemCode, Read } from '../core/read'
import { type Counted, openRows, type Rows, rowReader } from '../core/rows'
import { openSessionFile } from './sessionFiles'

/** What every result is judged by. */
export interface Sources {
  questionnaire: Questionnaire
  programmes: readonly Programme[]
  lists: Lists
}

/** Rows that are none, and why; no row is the whole file. */
export interface Refused {
  row: number | null
  code: ProblemCode
}

export type Task =
  | { kind: 'begin'; sources: Sources }
  | { kind: 'rows'; rows: Rows | Blob }
  /** What was summed up here goes to another worker, and there it is added: the page never holds but the whole. */
  | { kind: 'hand'; to: MessagePort }
  | { kind: 'merge'; from: MessagePort }
  | { kind: 'end' }
  /** A whole session file, read at its door; it is added to nothing. */
  | { kind: 'file'; file: Blob }

/** `taken` after each portion, so that no more than one waits; with what could not be read of it. */
export type Told =
  | { kind: 'taken'; refused: Refused[] }
  | { kind: 'summary'; summary: CohortSummary }
  | { kind: 'read'; read: Brought['read'] }

// A worker's own side has the two ends of a worker.
const page = self as unknown as Worker
let [scorer, lists, sums] = [null, null, null] as [Scorer | null, Lists | null, Summing | null]
let merged: CohortSummary | null = null

page.onmessage = ({ data: task }: MessageEvent<Task>) => {
  take(task).then(
    (told) => page.postMessage(told),
    (error) => {
      // Outside of the promise it reaches the page as the worker's error.
      setTimeout(() => {
        throw error
      })
    },
  )
}

async function take(task: Task): Promise<Told> {
  if (task.kind === 'file') return { kind: 'read', read: await openSessionFile(task.file) }
  if (task.kind === 'begin') {
    const { questionnaire, programmes } = task.sources
    lists = task.sources.lists
    scorer = scorerOf(questionnaire, programmes, lists)
    sums = summing(scorer)
    merged = null
  }
  if (!scorer || !lists || !sums) throw new Error('Results came before what they are judged by.')
  if (task.kind === 'hand') task.to.postMessage(sums.summary())
  if (task.kind === 'merge') {
    const other = await handed(task.from)
    merged = merged ? mergedSummaries(merged, other) : other
  }
  if (task.kind === 'end') {
    const own = sums.summary()
    return { kind: 'summary', summary: merged ? mergedSummaries(own, merged) : own }
  }
  return { kind: 'taken', refused: task.kind === 'rows' ? await add(task.rows, sums, scorer, lists) : [] }
}

/** Adds rows, or a file of them. Which of them cannot be is told, counted from 1. */
async function add(rows: Rows | Blob, sums: Summing, scorer: Scorer, lists: Lists): Promise<Refused[]> {
  const { questionnaire } = scorer
  const opened: Read<Rows> =
    rows instanceof Blob
      ? openRows(new Uint8Array(await rows.arrayBuffer()), questionnaire, lists)
      : { ok: true, value: rows }
  if (!opened.ok) return opened.problems.map(({ code }) => ({ row: null, code }))
  const refused: Refused[] = []
  const known = function* (): Generator<Counted> {
    let row = 0
    for (const result of rowReader(questionnaire, lists)(opened.value)) {
      row++
      if (result) yield result
      else refused.push({ row, code: 'not-readable' })
    }
  }
  addResults(sums, scorer, lists, known())
  return refused
}

/** The summary that another worker hands over. */
function handed(from: MessagePort): Promise<CohortSummary> {
  return new Promise((resolve) => {
    from.onmessage = ({ data }: MessageEvent<CohortSummary>) => resolve(data)
  })
}
