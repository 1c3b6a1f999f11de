// Bringing together what was saved in two places (rules B1 to B4 of ./README.md): nothing is lost, and order does not matter.
import type { Measure, Photo } from './measures'
import type { PlanStep } from './plan'
import type { AnswerRecord, Assessment, Firm, StoredQuestionnaire } from './records'

/** Saved records by their shelf, as a backup holds them. */
export interface Bundle {
  firms: readonly Firm[]
  assessments: readonly Assessment[]
  answers: readonly AnswerRecord[]
  questionnaires: readonly StoredQuestionnaire[]
  steps: readonly PlanStep[]
  measures: readonly Measure[]
  photos: readonly Photo[]
}
export type BundleShelf = keyof Bundle
export const BUNDLE_SHELVES = [
  'firms',
  'assessments',
  'answers',
  'questionnaires',
  'steps',
  'measures',
  'photos',
] as const satisfies readonly BundleShelf[]

export const EMPTY_BUNDLE: Bundle = {
  firms: [],
  assessments: [],
  answers: [],
  questionnaires: [],
  steps: [],
  measures: [],
  photos: [],
}

interface Identified {
  id: string
}

/** When a record was last changed, as an ISO 8601 text; '' for what never changes. */
export function stampOf(record: Identified): string {
  const { changed, saved, created } = record as { changed?: unknown; saved?: unknown; created?: unknown }
  const stamp = changed ?? saved ?? created
  return typeof stamp === 'string' ? stamp : ''
}

/** A value as text, the same for the same content whatever the order of its keys. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}

/** What becomes of a record when another of the same id comes. */
export interface Joined<T> {
  kept: T
  /** The one whose place was taken; null when both are the same. */
  superseded: T | null
}

/**
 * The later version of a record stays (rule B1); of two that were changed at the same moment, the one whose text comes later.
 * Which of them was there first makes no difference.
 */
export function joined<T extends Identified>(one: T, other: T): Joined<T> {
  const [a, b] = [canonical(one), canonical(other)]
  if (a === b) return { kept: one, superseded: null }
  const [mine, theirs] = [stampOf(one), stampOf(other)]
  const first = mine === theirs ? a > b : mine > theirs
  return first ? { kept: one, superseded: other } : { kept: other, superseded: one }
}

/** A version whose place was taken, named so that the same version is kept once (rule B2). */
export interface Superseded {
  id: string
  shelf: BundleShelf
  record: Identified
}

export function supersededBy(shelf: BundleShelf, record: Identified): Superseded {
  return { id: `superseded/${shelf}/${record.id}/${fingerprint(canonical(record))}`, shelf, record }
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

/** What bringing a bundle in would do to what is there. */
export interface MergePlan {
  /** Records to write: new ones, and later versions of known ones. */
  write: { shelf: BundleShelf; record: Identified; fresh: boolean }[]
  /** Versions whose place is taken, of either side. */
  superseded: Superseded[]
  /** How many records of the bundle are there already, the same or a later version. */
  known: number
}

/**
 * What to write so that a bundle is brought in (rules B1 to B3). Bringing the same one in again writes nothing.
 * @param there the record that is there, by shelf and id.
 */
export function planMerge(
  bundle: Bundle,
  there: (shelf: BundleShelf, id: string) => Identified | undefined,
): MergePlan {
  const plan: MergePlan = { write: [], superseded: [], known: 0 }
  for (const shelf of BUNDLE_SHELVES) {
    for (const record of bundle[shelf] as readonly Identified[]) {
      const present = there(shelf, record.id)
      if (!present) {
        plan.write.push({ shelf, record, fresh: true })
        continue
      }
      const { kept, superseded } = joined(present, record)
      if (kept === present) plan.known++
      else plan.write.push({ shelf, record: kept, fresh: false })
      if (superseded) plan.superseded.push(supersededBy(shelf, superseded))
    }
  }
  return plan
}
