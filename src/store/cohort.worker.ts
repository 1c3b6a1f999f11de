// Sums results up beside the page, which stays quick to the touch. It is told its sources first, then results, and gives a summary at the end.
import type { Brought } from '../core/addUp'
import type { Lists, Programme } from '../core/catalogue'
import { addResults, type CohortSummary, mergedSummaries, type Summing, summing } from '../core/cohort'
import { type Counted, lineReader } from '../core/lines'
import { type Scorer, scorerOf } from '../core/pass'
import type { Questionnaire } from '../core/questionnaire'
import type { RoomResult } from '../core/room'
import { openSessionFile } from './sessionFiles'

/** What every result is judged by. */
export interface Sources {
  questionnaire: Questionnaire
  programmes: readonly Programme[]
  lists: Lists
}

export type Task =
  | { kind: 'begin'; sources: Sources }
  | { kind: 'results'; results: readonly RoomResult[] }
  /** One result in JSON on each line. */
  | { kind: 'lines'; lines: Blob }
  /** What was summed up here goes to another worker, and there it is added: the page never holds but the whole. */
  | { kind: 'hand'; to: MessagePort }
  | { kind: 'merge'; from: MessagePort }
  | { kind: 'end' }
  /** A whole session file, read at its door; it is added to nothing. */
  | { kind: 'file'; file: Blob }

/** `taken` after each portion, so that no more than one waits; with the numbers of the lines that are no result. */
export type Told =
  | { kind: 'taken'; refused: number[] }
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
  const refused: number[] = []
  if (task.kind === 'results') addResults(sums, scorer, lists, task.results)
  if (task.kind === 'lines') {
    const read = lineReader(scorer.questionnaire)
    let line = 0
    const known = function* (text: string): Generator<Counted> {
      for (const result of read(text)) {
        line++
        if (result) yield result
        else refused.push(line)
      }
    }
    for await (const part of portions(task.lines)) addResults(sums, scorer, lists, known(part))
  }
  return { kind: 'taken', refused }
}

/** The summary that another worker hands over. */
function handed(from: MessagePort): Promise<CohortSummary> {
  return new Promise((resolve) => {
    from.onmessage = ({ data }: MessageEvent<CohortSummary>) => resolve(data)
  })
}

/** So much is held as text at a time. Less takes longer: each portion waits for the browser to fetch it. */
const PORTION = 4_000_000

/** Whole lines of a file, a portion at a time. */
async function* portions(file: Blob): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let begun = ''
  for (let from = 0; from < file.size; from += PORTION) {
    const text = decoder.decode(await file.slice(from, from + PORTION).arrayBuffer(), { stream: true })
    // Only the line that was begun is put together: a copy of the whole portion would take its space again.
    const [first, last] = [text.indexOf('\n') + 1, text.lastIndexOf('\n') + 1]
    begun += text.slice(0, first || text.length)
    if (first === 0) continue
    yield begun
    yield text.slice(first, last)
    begun = text.slice(last)
  }
  yield begun
}
