// Many codes at once: the lines of a text, what passes in front of a camera, and what could not be read before.

import { readBatch } from '../core/batch'
import { codeFor, type Taken, type UnreadCode } from '../core/collect'
import { collector } from '../core/fountain'
import type { Way } from '../core/room'
import type { Session } from '../core/session'
import { codeText } from '../core/submission'
import { type Handled, takeText } from './room'

/** More lines than any room hands in; a text with more is no list of codes. */
const MOST_LINES = 1000

/** Takes in a text with one code a line. What became of each; null, and nothing is read, when there are too many. */
export async function takeLines(session: Session, text: string, way: Way): Promise<Handled[] | null> {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '')
  if (lines.length > MOST_LINES) return null
  return takeEach(
    session,
    lines.map((line) => ({ text: line, way })),
  )
}

/** Tries again what could not be read: the key may have come, or the app may be a newer one. */
export function takeAgain(session: Session, codes: readonly UnreadCode[]): Promise<Handled[]> {
  return takeEach(session, codes)
}

/** How many of many are counted, were here already, and were left out. */
export type Tally = Record<'counted' | 'already' | 'left', number>

/** Adds up what became of each; what could not be read, or may not come back, is left out. */
export function tallyOf(outcomes: readonly (Taken | Handled['outcome'])[]): Tally {
  const of = (...wanted: string[]) => outcomes.filter((one) => wanted.includes(one)).length
  const [counted, already] = [of('counted', 'replaced'), of('already', 'older')]
  return { counted, already, left: outcomes.length - counted - already }
}

async function takeEach(session: Session, codes: readonly { text: string; way: Way }[]): Promise<Handled[]> {
  const handled: Handled[] = []
  for (const { text, way } of codes) handled.push(await takeText(session, text, way))
  return handled
}

/** What the camera saw: a still code; a part of a moving one; or all that a second phone has collected. `passed`: nothing new. */
export type Scanned =
  | Handled
  | { outcome: 'partial'; have: number; of: number }
  | { outcome: 'relayed'; handled: Handled[] }
  | { outcome: 'passed' }

/** A reader of what a camera sees, text by text. A moving code is taken in when enough of its parts were seen, and then no more. */
export function scanner(): (session: Session, text: string) => Promise<Scanned> {
  const frames = collector()
  const done = new Set<string>()
  return async (session, text) => {
    const code = codeFor(session.id, text)
    if (code.is !== 'frame') return takeText(session, text, 'code')
    const payload = String(code.bytes.subarray(0, PAYLOAD))
    if (done.has(payload)) return { outcome: 'passed' }
    const progress = frames.take(code.bytes)
    if (progress.state === 'partial') return { outcome: 'partial', have: progress.have, of: progress.of }
    // A frame that was read badly: the next ones are better.
    if (progress.state === 'damaged') return { outcome: 'passed' }
    const codes = readBatch(progress.payload)
    if (!codes) return { outcome: 'transfer' }
    const handled = await takeEach(
      session,
      codes.map((bytes) => ({ text: codeText('room', bytes), way: 'relay' })),
    )
    if (!handled.some(({ outcome }) => outcome === 'failed')) done.add(payload)
    return { outcome: 'relayed', handled }
  }
}

/** The bytes of a frame that name its payload (rule X8). */
const PAYLOAD = 7
