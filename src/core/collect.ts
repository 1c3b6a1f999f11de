// Taking results into a session, in whatever order and however often they come (rules W7 and W8 of ./README.md).
import * as v from 'valibot'
import { canonical } from './backup'
import { crc32, utf8 } from './bytes'
import { reader, SHAPE } from './records'
import { type RoomResult, WAYS, type Way } from './room'
import { referenceOf, type Session, sessionOfCode } from './session'
import { readCodeText, secondsOf } from './submission'

/** Why a code of ours could not be read. `sealed`: for another key, or damaged; nobody can tell which. */
const REASONS = ['damaged', 'sealed', 'other-session', 'newer', 'unknown', 'no-key'] as const
export type Unreadable = (typeof REASONS)[number]

/** A code of ours that could not be read, kept with its reason (rule W8). */
const unreadSchema = v.object({
  v: v.literal(SHAPE),
  id: v.string(),
  session: v.string(),
  /** The text of the code as it was read. */
  text: v.string(),
  reason: v.picklist(REASONS),
  /** How it came. */
  way: v.optional(v.picklist(WAYS), 'code'),
  received: v.string(),
})
export type UnreadCode = v.InferOutput<typeof unreadSchema>
export const readUnread = reader(unreadSchema)

/** A code as it is kept until it can be read. The same text has the same id, so it is kept once. */
export function newUnread(session: string, text: string, reason: Unreadable, way: Way, received: string): UnreadCode {
  return { v: SHAPE, id: unreadId(session, text), session, text: text.trim(), reason, way, received }
}

export function unreadId(session: string, text: string): string {
  return `${session}/${crc32(utf8(text.trim())).toString(36)}`
}

/** More characters than any code of ours has; a longer text is none. */
const MOST_TEXT = 4296

/**
 * What a text is to a session: a code handed in to it, still sealed; a frame of a moving code; a code for another phone; nothing of
 * ours; or ours and not readable here. Never throws.
 */
export type CodeFor =
  | { is: 'code' | 'frame'; bytes: Uint8Array }
  | { is: 'transfer' | 'foreign' }
  | { is: 'unreadable'; reason: Unreadable }

export function codeFor(session: string, text: string): CodeFor {
  if (text.length > MOST_TEXT) return { is: 'foreign' }
  const read = readCodeText(text.trim())
  if (!read.ok) {
    const [problem] = read.problems
    if (problem?.params?.['reason'] === 'foreign') return { is: 'foreign' }
    return unreadable(problem?.code === 'too-new' ? 'newer' : 'damaged')
  }
  const { holds, bytes } = read.value
  if (holds === 'whole') return { is: 'transfer' }
  if (holds === 'frame') return { is: 'frame', bytes }
  const owner = sessionOfCode(bytes)
  if (!owner.ok) return unreadable(owner.problems[0]?.code === 'too-new' ? 'newer' : 'damaged')
  return owner.value === session ? { is: 'code', bytes } : unreadable('other-session')
}

function unreadable(reason: Unreadable): CodeFor {
  return { is: 'unreadable', reason }
}

/** The id of a result: an assessment counts once in a session. */
export function resultId(session: string, assessment: string): string {
  return `${session}/${assessment}`
}

/** What a result that arrives means beside what is here. `deleted`: its owner had it deleted. */
export type Taken = 'counted' | 'already' | 'replaced' | 'older' | 'deleted'

/**
 * Holds a result that arrives against the one that is here (rule W7). What stays is the same whatever came first, and however often.
 * @param deleted the session's reference codes of what was deleted.
 */
export function take(
  here: RoomResult | null,
  arriving: RoomResult,
  deleted: readonly string[],
): { taken: Taken; kept: RoomResult | null } {
  if (deleted.includes(referenceOf(arriving.submission.assessment))) return { taken: 'deleted', kept: null }
  if (!here) return { taken: 'counted', kept: arriving }
  const order = compare(saidIn(arriving), saidIn(here))
  if (order > 0) return { taken: 'replaced', kept: arriving }
  if (order < 0) return { taken: 'older', kept: here }
  return { taken: 'already', kept: compare(readIn(arriving), readIn(here)) < 0 ? arriving : here }
}

/** What decides between two results of one assessment, the weightiest first: revision, last change, consent; then their text. */
function saidIn({ submission, consent }: RoomResult): (number | string)[] {
  const { revision, changed, finished } = submission
  return [
    revision,
    secondsOf(changed),
    finished === null ? 0 : secondsOf(finished),
    consent.given,
    canonical([submission, consent]),
  ]
}

/** Of two that say the same the one that was read first. */
function readIn({ received, way }: RoomResult): string[] {
  return [received, way]
}

function compare(one: readonly (number | string)[], other: readonly (number | string)[]): number {
  const place = one.findIndex((part, i) => part !== other[i])
  if (place < 0) return 0
  return (one[place] ?? 0) > (other[place] ?? 0) ? 1 : -1
}

/** Results of one session from several places as one collection, in the order of their ids. */
export function collected(results: readonly RoomResult[], deleted: readonly string[]): RoomResult[] {
  const kept = new Map<string, RoomResult>()
  for (const one of results) {
    const { kept: stays } = take(kept.get(one.id) ?? null, one, deleted)
    if (stays) kept.set(one.id, stays)
  }
  return [...kept.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Whether two are one session: all that people agreed to is the same. */
export function isSameSession(one: Session, other: Session): boolean {
  const [a, b] = [one, other].map((session) => canonical({ ...session, deleted: [], changed: '' }))
  return a === b
}

/** One session from two places: the later one, with everything that was deleted in either. */
export function mergedSession(one: Session, other: Session): Session {
  const [a, b] = [one, other].map((session) => canonical({ ...session, deleted: [] }))
  const later = compare([one.changed, a ?? ''], [other.changed, b ?? '']) >= 0 ? one : other
  return { ...later, deleted: [...new Set([...one.deleted, ...other.deleted])].sort() }
}
