// Bringing together what was saved in two places (rules B1 to B5 of ./README.md): nothing is lost, and order does not matter.
import { BUNDLE_SHELVES, type Bundle, type BundleShelf, canonical, type Identified } from './backup'
import type { AnswerRecord } from './records'

/** When a record was last changed, as an ISO 8601 text: the latest of its own stamps; '' for what never changes. */
function stampOf(record: Identified): string {
  const { changed, saved, created, finished, reopened } = record as unknown as Record<string, unknown>
  const stamps = [changed, saved, created, finished, reopened].filter((stamp) => typeof stamp === 'string')
  return stamps.sort().pop() ?? ''
}

/** What becomes of a record when another of the same id comes. */
interface Joined<T> {
  kept: T
  /** The one whose place was taken; null when both are the same. */
  superseded: T | null
}

/**
 * The later version of a record stays (rule B1); of two that were changed at the same moment, the one whose text comes later.
 * Which of them was there first makes no difference.
 */
function joined<T extends Identified>(shelf: BundleShelf, one: T, other: T): Joined<T> {
  if (canonical(one) === canonical(other)) return { kept: one, superseded: null }
  return outranks(rank(shelf, one), rank(shelf, other))
    ? { kept: one, superseded: other }
    : { kept: other, superseded: one }
}

/** What decides between versions, the weightiest first. Every shelf's versions stand in one order, so that joining is the same in any. */
function rank(shelf: BundleShelf, record: Identified): string[] {
  const [stamp, text] = [stampOf(record), canonical(record)]
  // A business without a name never takes the place of one with a name (rule B3).
  if (shelf === 'firms') return [(record as { name?: unknown }).name ? 'named' : '', stamp, text]
  // A round that was opened again stands right behind itself as it was finished (rule B4).
  if (shelf === 'assessments') return [stamp, canonical(asFinished(record)), isFinished(record) ? '' : 'open', text]
  return [stamp, text]
}

/** Whether a version has something later to say; of two from the same moment neither has, but a name where there was none. */
function says(shelf: BundleShelf, present: Identified, record: Identified): boolean {
  return shelf === 'firms' || stampOf(record) > stampOf(present)
}

function outranks(one: readonly string[], other: readonly string[]): boolean {
  const place = one.findIndex((part, i) => part !== other[i])
  return (one[place] ?? '') > (other[place] ?? '')
}

/** What rule B4 speaks of, in a record that may have been written by anybody. */
interface Round extends Identified {
  finished?: string | null
  reopened?: string | undefined
  revision?: number
}

function isFinished({ finished }: Round): boolean {
  return Boolean(finished)
}

/** A finished round as its next revision, open, remembering when it had been finished (rule B4). */
function opened(round: Round): Round {
  const { finished, revision = 0 } = round
  return { ...round, finished: null, reopened: finished ?? undefined, revision: revision + 1 }
}

/** The other way: an open round as it was before it was opened again. */
function asFinished({ reopened, ...round }: Round): Round {
  if (isFinished(round) || !reopened) return round
  return { ...round, finished: reopened, revision: (round.revision ?? 0) - 1 }
}

/** A version whose place was taken, named so that the same version is kept once (rule B2). */
export interface Superseded {
  id: string
  shelf: BundleShelf
  record: Identified
}

function supersededBy(shelf: BundleShelf, record: Identified): Superseded {
  const text = canonical(record)
  // Its keys in one order, so that the same version is the same to the byte, wherever it comes from.
  return { id: `superseded/${shelf}/${record.id}/${fingerprint(text)}`, shelf, record: JSON.parse(text) as Identified }
}

/** 53 bits of a text, in letters and digits: enough to tell a handful of versions of one record apart; not a secret. */
function fingerprint(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36)
}

/** What lies on the shelves now. */
export interface There {
  record(shelf: BundleShelf, id: string): Identified | undefined
  answersOf(assessment: string): readonly Identified[]
}

/** How a record of a bundle stands to what is there: not there yet, a later version, or there already, the same or later. */
export type Standing = 'fresh' | 'newer' | 'known'

/** What bringing a bundle in would do to what is there. */
export interface MergePlan {
  /** Records to write, by shelf: new ones, and later versions of known ones. */
  write: { shelf: BundleShelf; record: Identified }[]
  /** Versions whose place is taken, of either side. */
  superseded: Superseded[]
  /** Of every record of the bundle. */
  standing: Record<BundleShelf, ReadonlyMap<string, Standing>>
}

/** What to write so that a bundle is brought in (rules B1 to B4). Bringing the same one in again writes nothing new. */
export function planMerge(bundle: Bundle, there: There): MergePlan {
  const superseded: Superseded[] = []
  const results = BUNDLE_SHELVES.map((shelf) => {
    const [kept, standing] = [new Map<string, Identified>(), new Map<string, Standing>()]
    for (const record of bundle[shelf] as readonly Identified[]) {
      const present = there.record(shelf, record.id)
      const join = present ? joined(shelf, present, record) : { kept: record, superseded: null }
      kept.set(record.id, join.kept)
      standing.set(
        record.id,
        !present ? 'fresh' : join.kept !== present && says(shelf, present, record) ? 'newer' : 'known',
      )
      if (join.superseded) superseded.push(supersededBy(shelf, join.superseded))
    }
    return { shelf, kept, standing }
  })
  const keptOf = (shelf: BundleShelf) => results.find((result) => result.shelf === shelf)?.kept ?? new Map()
  for (const round of toReopen(bundle, there, keptOf('assessments'), keptOf('answers'))) {
    superseded.push(supersededBy('assessments', round))
    keptOf('assessments').set(round.id, opened(round))
  }
  return {
    write: results.flatMap(({ shelf, kept }) =>
      [...kept.values()]
        .filter((record) => record !== there.record(shelf, record.id))
        .map((record) => ({ shelf, record })),
    ),
    superseded,
    standing: Object.fromEntries(
      results.map(({ shelf, standing }) => [shelf, standing]),
    ) as unknown as MergePlan['standing'],
  }
}

/** The finished rounds that would hold answers they were not finished with (rule B4). */
function toReopen(
  bundle: Bundle,
  there: There,
  rounds: ReadonlyMap<string, Identified>,
  answers: ReadonlyMap<string, Identified>,
): Identified[] {
  const brought = new Map<string, AnswerRecord[]>()
  for (const answer of bundle.answers) {
    const own = brought.get(answer.assessment)
    if (own) own.push(answer)
    else brought.set(answer.assessment, [answer])
  }
  return bundle.assessments.flatMap((assessment) => {
    const round = rounds.get(assessment.id)
    if (!round || !isFinished(round)) return []
    const [mine, theirs] = [there.answersOf(round.id), brought.get(round.id) ?? []]
    const together = new Map([...mine, ...theirs].map(({ id }) => [id, answers.get(id)]))
    const differs = (own: readonly Identified[]) =>
      own.length !== together.size || own.some((one) => !same(one, together.get(one.id) ?? one))
    const holds = (version: Identified | undefined) => version !== undefined && same(version, round)
    const present = there.record('assessments', round.id)
    return (holds(present) && differs(mine)) || (holds(assessment) && differs(theirs)) ? [round] : []
  })
}

function same(one: Identified, other: Identified): boolean {
  return one === other || canonical(one) === canonical(other)
}
