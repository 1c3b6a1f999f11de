// Summing results up: a room at once, a province in workers beside the page.
import { type CohortSummary, mergedSummaries, noSummary, summaryOf } from '../core/cohort'
import { scorerOf } from '../core/pass'
import type { RoomResult } from '../core/room'
import { workerAddress } from '../platform/workers'
import type { Sources, Task, Told } from './cohort.worker'
import worker from './cohort.worker?worker&url'

export type { Sources }

/** Up to so many results are summed up at once, which takes less than a worker takes to start. */
const AT_ONCE = 200
/** So many are handed over at a time: copying more would hold the page up. */
const PORTION = 100

/** The summary of results that are in memory; each is counted, `latest` has taken away what counts twice. */
export async function summarise(results: readonly RoomResult[], sources: Sources): Promise<CohortSummary> {
  const { questionnaire, programmes, lists } = sources
  if (results.length <= AT_ONCE || typeof Worker === 'undefined') {
    return summaryOf(scorerOf(questionnaire, programmes, lists), lists, results)
  }
  return inWorker(sources, async (give) => {
    for (let from = 0; from < results.length; from += PORTION) {
      await give({ kind: 'results', results: results.slice(from, from + PORTION) })
    }
  })
}

/** A line of a file that is no result of the questionnaire, both counted from 1. */
export interface RefusedLine {
  file: number
  line: number
}

/** The summary of files with one result in JSON on each line, read and summed up beside the page, as many at a time as there are cores. */
export async function summariseFiles(
  files: readonly Blob[],
  sources: Sources,
): Promise<{ summary: CohortSummary; refused: RefusedLine[] }> {
  const { questionnaire, programmes, lists } = sources
  const waiting = [...files.entries()]
  const refused: RefusedLine[] = []
  const workers = Math.min(files.length, Math.max(1, Math.min(4, navigator.hardwareConcurrency)))
  const summaries = await Promise.all(
    Array.from({ length: workers }, () =>
      inWorker(sources, async (give) => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const [file, lines] = next
          const told = await give({ kind: 'lines', lines })
          if (told.kind === 'taken') refused.push(...told.refused.map((line) => ({ file: file + 1, line })))
        }
      }),
    ),
  )
  return { summary: summaries.reduce(mergedSummaries, noSummary(scorerOf(questionnaire, programmes, lists))), refused }
}

/** A worker from its beginning to its summary. */
async function inWorker(
  sources: Sources,
  work: (give: (task: Task) => Promise<Told>) => Promise<void>,
): Promise<CohortSummary> {
  const beside = new Worker(workerAddress(worker))
  const give = (task: Task) =>
    new Promise<Told>((resolve, reject) => {
      beside.onmessage = ({ data }: MessageEvent<Told>) => resolve(data)
      beside.onerror = (event) => reject(new Error(event.message))
      beside.postMessage(task)
    })
  try {
    await give({ kind: 'begin', sources })
    await work(give)
    const told = await give({ kind: 'end' })
    if (told.kind !== 'summary') throw new Error('The worker gave no summary.')
    return told.summary
  } finally {
    beside.terminate()
  }
}
