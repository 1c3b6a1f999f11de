// Summing results up: a room at once, a province in workers beside the page.
import { type Brought, MOST_FIRMS } from '../core/addUp'
import { type CohortSummary, summaryOf } from '../core/cohort'
import { scorerOf } from '../core/pass'
import type { RoomResult } from '../core/room'
import { rowsOf } from '../core/rows'
import { workerAddress } from '../platform/workers'
import type { Refused, Sources, Task, Told } from './cohort.worker'
import worker from './cohort.worker?worker&url'
import { openSessionFile, TOO_MANY } from './sessionFiles'

export type { Sources }

/** Up to so many results are summed up at once, which takes less than a worker takes to start. */
const AT_ONCE = 200
/** So many are handed over at a time: putting more into rows would hold the page up. */
const PORTION = 1000

/** The summary of results that are in memory; each is counted, `latest` has taken away what counts twice. */
export async function summarise(results: readonly RoomResult[], sources: Sources): Promise<CohortSummary> {
  const { questionnaire, programmes, lists } = sources
  if (results.length <= AT_ONCE || typeof Worker === 'undefined') {
    return summaryOf(scorerOf(questionnaire, programmes, lists), lists, results)
  }
  return beside(1, async ([give]) => {
    await give({ kind: 'begin', sources })
    for (let from = 0; from < results.length; from += PORTION) {
      const rows = rowsOf(questionnaire, lists, results.slice(from, from + PORTION))
      await give({ kind: 'rows', rows }, [rows.bytes.buffer])
    }
    return summaryFrom(give)
  })
}

/** The summary of files of rows (rows.ts), read, summed up and brought together beside the page, as many at a time as there are cores; and what of which file, counted from 1, could not be read. */
export async function summariseFiles(
  files: readonly Blob[],
  sources: Sources,
): Promise<{ summary: CohortSummary; refused: (Refused & { file: number })[] }> {
  const waiting = [...files.entries()]
  const refused: (Refused & { file: number })[] = []
  const workers = Math.max(1, Math.min(files.length, 4, navigator.hardwareConcurrency))
  const summary = await beside(workers, async ([first, ...others]) => {
    await Promise.all(
      [first, ...others].map(async (give) => {
        await give({ kind: 'begin', sources })
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const [file, rows] = next
          const told = await give({ kind: 'rows', rows })
          if (told.kind === 'taken') refused.push(...told.refused.map((own) => ({ ...own, file: file + 1 })))
        }
      }),
    )
    for (const other of others) {
      const { port1: to, port2: from } = new MessageChannel()
      await Promise.all([first({ kind: 'merge', from }, [from]), other({ kind: 'hand', to }, [to])])
    }
    return summaryFrom(first)
  })
  return { summary, refused }
}

/** Reads session files beside the page, one after the other, as long as they hold no more firms than can be added up here. */
export async function readSessionFiles(files: readonly File[]): Promise<Brought[]> {
  const readAll = async (read: (file: File) => Promise<Brought['read']>) => {
    const brought: Brought[] = []
    let firms = 0
    for (const file of files) {
      const found = await read(file)
      const more = found.ok && !found.value.locked ? found.value.results.length : 0
      const fits = firms + more <= MOST_FIRMS
      if (fits) firms += more
      brought.push({ name: file.name, read: fits ? found : TOO_MANY })
    }
    return brought
  }
  if (typeof Worker === 'undefined') return readAll(openSessionFile)
  return beside(1, ([give]) =>
    readAll(async (file) => {
      const told = await give({ kind: 'file', file })
      if (told.kind !== 'read') throw new Error('The worker read no file.')
      return told.read
    }),
  )
}

async function summaryFrom(give: Give): Promise<CohortSummary> {
  const told = await give({ kind: 'end' })
  if (told.kind !== 'summary') throw new Error('The worker gave no summary.')
  return told.summary
}

/** Gives a worker something to do, and waits for what it tells. */
type Give = (task: Task, moved?: Transferable[]) => Promise<Told>

/** Work with at least one worker; all of them end with it. */
async function beside<T>(count: number, work: (gives: [Give, ...Give[]]) => Promise<T>): Promise<T> {
  const workers = Array.from({ length: count }, () => new Worker(workerAddress(worker)))
  const gives = workers.map(
    (other): Give =>
      (task, moved = []) =>
        new Promise((resolve, reject) => {
          other.onmessage = ({ data }: MessageEvent<Told>) => resolve(data)
          other.onerror = (event) => reject(new Error(event.message))
          other.postMessage(task, moved)
        }),
  )
  try {
    return await work(gives as [Give, ...Give[]])
  } finally {
    for (const other of workers) other.terminate()
  }
}
