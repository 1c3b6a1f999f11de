// From gaps to programmes (rules M2 to M9 of ./README.md): filters, points, ties, limits, and the reasons as parts.
// The core gives codes and points; the sentences are made from them on the screen.
import { type Lists, type Profile, type Programme, sizeOf } from './catalogue'
import { EPSILON, sum } from './numbers'
import type { WeighedGap } from './priorities'
import { kept, remembered } from './tree'

/** One part of a programme's points, with what it is about. */
export type ScorePart =
  | { part: 'gap'; points: number; gap: string; direct: boolean }
  | { part: 'more-gaps'; points: number; gaps: string[] }
  | { part: 'level'; points: number; fit: 'inside' | 'above' | 'below' }
  | { part: 'sector'; points: number; fit: 'listed' | 'all' | 'not-listed' }
  | { part: 'place'; points: number; fit: 'province' | 'online' | 'national' | 'island' | 'travel' }
  | { part: 'access' | 'confidence' | 'status' | 'label' | 'foundation-first'; points: number }

export interface Recommendation {
  id: string
  score: number
  /** The gap that gave its best points; the programme belongs to it. */
  gap: string
  parts: ScorePart[]
}

export interface Recommendations {
  programmes: Recommendation[]
  finance: Recommendation | null
  /** Where to ask first: the contact of the level, then the best portal. */
  contacts: string[]
  startToday: Recommendation | null
  /** True when there is no valid index and level 1 was assumed. */
  levelAssumed: boolean
  /** The level that was matched. */
  level: number
}

const POINTS = {
  direct: 40,
  part: 22,
  furtherGap: 5,
  furtherGaps: 10,
  levelInside: 20,
  levelNear: 8,
  sector: { listed: 14, all: 8, 'not-listed': 3 },
  place: { province: 10, online: 7, national: 5, island: 4, travel: 0 },
  check: -8,
  foundationFirst: -15,
}
const MOST_SHOWN = 5
const GOOD_SCORE = 70
const MOST_OF_FIRST_GAP = 3
const MOST_OF_OTHER_GAP = 2
const MOST_OF_OPERATOR = 2

/**
 * The programmes that fit this firm, each with the parts of its score as reasons. Deterministic: the same on every device.
 * @param gaps up to three gap codes with their weights, the weakest first.
 * @param level the capped overall level 0..4; null is matched as level 1 and said so.
 */
export function recommend(
  catalogue: readonly Programme[],
  lists: Lists,
  gaps: readonly WeighedGap[],
  level: number | null,
  profile: Profile,
): Recommendations {
  const { matching } = lists
  const at = level ?? matching.assumedLevel
  const firm = firmOf(lists, at, profile)
  const { passing, taken, scores } = rankerOf(catalogue)(lists)(gaps, level, profile)
  const recommendation = (place: number): Recommendation => {
    const programme = catalogue[place] as Programme
    const { gap, parts } = helpOf(programme, gaps)
    const last = comesLast(isDigital(programme, lists), hasFoundation(gaps, lists), at)
    return {
      id: programme.id,
      score: scores[place] ?? 0,
      gap,
      parts: [
        ...parts,
        ...firmParts(programme, firm),
        ...(last ? [{ part: 'foundation-first' as const, points: POINTS.foundationFirst }] : []),
      ],
    }
  }
  const first = (places: Int32Array, fits: (programme: Programme) => boolean) => {
    const place = places.find((one) => fits(catalogue[one] as Programme))
    return place === undefined ? null : recommendation(place)
  }
  const contact = contactOf(lists, at)
  const easy = ({ access }: Programme) => matching.easyAccess.includes(access)
  const portal = first(passing, ({ kind }) => kind === matching.portalKind)
  return {
    programmes: Array.from(taken, recommendation),
    finance: gaps.some(({ code }) => matching.financeGaps.includes(code))
      ? first(passing, ({ kind }) => kind === matching.financeKind)
      : null,
    contacts: [...(catalogue.some(({ id }) => id === contact) ? [contact] : []), ...(portal ? [portal.id] : [])],
    startToday: first(taken, easy)
      ? null
      : first(passing, (programme) => easy(programme) && !isBeside(programme, lists, contact)),
    levelAssumed: level === null,
    level: at,
  }
}

/** The programmes of a catalogue for one firm, by their places in it. */
interface Ranking {
  /** Those that pass all filters, best first (rules M2 to M4). */
  passing: Int32Array
  /** Those that are shown, best first (rule M5). */
  taken: Int32Array
  /** The points of those that pass. */
  scores: Float64Array
  /** By place: which of the gaps gave the best points. */
  best: Uint8Array
}

/** The ranker of a catalogue, which never changes once it is read. */
export const rankerOf = remembered((catalogue: readonly Programme[]) =>
  remembered((lists: Lists) => ranker(catalogue, lists)),
)

/** Ranks one catalogue for many firms: what two of them have in common is worked out once. Read a ranking before the next is asked for. */
function ranker(
  catalogue: readonly Programme[],
  lists: Lists,
): (gaps: readonly WeighedGap[], level: number | null, profile: Profile) => Ranking {
  const order = tiesInOrder(catalogue)
  const operators = Int32Array.from(catalogue, ({ op }) => catalogue.findIndex((other) => other.op === op))
  const digital = Uint8Array.from(catalogue, (programme) => (isDigital(programme, lists) ? 1 : 0))
  // A filter that fails makes no number of the points, and so of their sum.
  const pointsBy = (points: (programme: Programme) => number | null): Float64Array =>
    Float64Array.from(catalogue, (programme) => points(programme) ?? Number.NaN)
  const knownPoints = <K>(points: (programme: Programme, key: K) => number | null) => {
    const known = new Map<K, Float64Array>()
    return (key: K) => kept(known, key, () => pointsBy((programme) => points(programme, key)))
  }
  const ofGap = knownPoints<string>(gapPoints)
  const ofSector = knownPoints<string>(sectorPoints)
  const ofSize = knownPoints<string | null>(({ sizes }, size) => (size === null || sizes.includes(size) ? 0 : null))
  // What is the same for every firm goes with the level, of which there are few.
  const ofLevel = knownPoints<number>((programme, level) => {
    const points = levelPoints(programme, level)
    return points === null ? null : points + sum(FIXED.map((part) => fixedPoints(programme, part, lists)))
  })
  const ofPlace = knownPoints<string | undefined>((programme, province) => placePoints(programme, province, lists))
  const besideFor = new Map<string, Uint8Array>()
  // Few lists of gaps come from many ways to have them.
  const helpFor = remembered((gaps: readonly WeighedGap[]) => {
    const [points, best] = [new Float64Array(catalogue.length), new Uint8Array(catalogue.length)]
    const places: number[] = []
    const byGap = gaps.map(({ code }) => ofGap(code))
    for (let place = 0; place < catalogue.length; place++) {
      let count = 0
      let most = 0
      for (let i = 0; i < byGap.length; i++) {
        const own = (byGap[i] as Float64Array)[place] as number
        if (own === 0) continue
        const weighed = (gaps[i] as WeighedGap).weight * own
        if (count++ > 0 && weighed <= most + EPSILON) continue
        most = weighed
        best[place] = i
      }
      if (count === 0) continue
      places.push(place)
      points[place] = count === 1 ? most : most + furtherPoints(count - 1)
    }
    // In the order of what the gaps alone give: what else counts moves few of them, and few are then put in another place.
    places.sort((a, b) => (points[b] as number) - (points[a] as number) || (order[a] as number) - (order[b] as number))
    return { points, best, places: Int32Array.from(places), foundation: hasFoundation(gaps, lists) }
  })
  const scores = new Float64Array(catalogue.length)
  const sorted = new Int32Array(catalogue.length)
  /** Puts a place among others where its points and, among equals, its order belong (rule M4). */
  const insert = (place: number, into: Int32Array, length: number) => {
    const mine = scores[place] as number
    const rank = order[place] as number
    let at = length
    for (; at > 0; at--) {
      const other = into[at - 1] as number
      const more = mine - (scores[other] as number)
      if (Math.abs(more) > EPSILON ? more < 0 : rank > (order[other] as number)) break
      into[at] = other
    }
    into[at] = place
  }

  return (gaps, level, profile) => {
    const at = level ?? lists.matching.assumedLevel
    const [byLevel, bySector] = [ofLevel(at), ofSector(sectorOf(profile))]
    const [bySize, byPlace] = [ofSize(sizeOf(lists, profile)), ofPlace(profile.province)]
    const { points, best, places, foundation } = helpFor(gaps)
    let count = 0
    for (let i = 0; i < places.length; i++) {
      const place = places[i] as number
      let score = points[place] as number
      score += byLevel[place] as number
      score += bySector[place] as number
      score += byPlace[place] as number
      score += bySize[place] as number
      if (Number.isNaN(score)) continue
      scores[place] = comesLast(digital[place] === 1, foundation, at) ? score + POINTS.foundationFirst : score
      insert(place, sorted, count++)
    }
    const passing = sorted.subarray(0, count)

    // The limits (rule M5): good ones within their gap's share first, then by score; never more than two of one operator.
    const contact = contactOf(lists, at)
    const beside = kept(besideFor, contact, () =>
      Uint8Array.from(catalogue, (programme) => (isBeside(programme, lists, contact) ? 1 : 0)),
    )
    const taken: number[] = []
    const room = (place: number) => {
      if (taken.length >= MOST_SHOWN || beside[place] === 1) return false
      let sameOperator = 0
      for (const other of taken) {
        if (other === place) return false
        if (operators[other] === operators[place]) sameOperator++
      }
      return sameOperator < MOST_OF_OPERATOR
    }
    for (const place of passing) {
      if ((scores[place] as number) < GOOD_SCORE - EPSILON) continue
      let sameGap = 0
      for (const other of taken) if (best[other] === best[place]) sameGap++
      if (sameGap < (best[place] === 0 ? MOST_OF_FIRST_GAP : MOST_OF_OTHER_GAP) && room(place)) taken.push(place)
    }
    for (const place of passing) if (room(place)) taken.push(place)
    const shown = new Int32Array(taken.length)
    for (let i = 0; i < taken.length; i++) insert(taken[i] as number, shown, i)
    return { passing, taken: shown, scores, best }
  }
}

/** The rank of each programme among equals: the core line, then the newer last-known date, then the id (rule M4). */
function tiesInOrder(catalogue: readonly Programme[]): number[] {
  const sorted = catalogue
    .map((programme, place) => ({ programme, place }))
    .sort((a, b) => {
      const [p, q] = [a.programme, b.programme]
      if (Boolean(p.core) !== Boolean(q.core)) return p.core ? -1 : 1
      // Dates compare as text: 2023-12, then 2024, then 2024-01; no date is the oldest.
      const [mine, other] = [p.last ?? '', q.last ?? '']
      if (mine !== other) return mine > other ? -1 : 1
      return p.id < q.id ? -1 : p.id > q.id ? 1 : 0
    })
  const ranks: number[] = []
  for (const [rank, { place }] of sorted.entries()) ranks[place] = rank
  return ranks
}

/** Whom to ask first at a level. */
function contactOf({ matching }: Lists, level: number): string {
  return matching.contacts.find(({ upTo }) => level <= upTo)?.programme ?? ''
}

/** What never takes a place of its own (rule M8). */
function isBeside({ id, kind }: Programme, { matching }: Lists, contact: string): boolean {
  return kind === matching.financeKind || kind === matching.portalKind || id === contact
}

/** It closes digital gaps only. */
function isDigital({ gaps }: Programme, { matching }: Lists): boolean {
  return gaps.length > 0 && gaps.every((gap) => matching.digitalGaps.includes(gap))
}

function hasFoundation(gaps: readonly WeighedGap[], { matching }: Lists): boolean {
  return gaps.some(({ code }) => code === matching.foundationGap)
}

/** The foundation comes before digital alone (rule M3). */
function comesLast(digital: boolean, foundation: boolean, level: number): boolean {
  return digital && (level <= 1 || foundation)
}

interface Firm {
  level: number
  sector: string
  province: string | undefined
  lists: Lists
}

function sectorOf(profile: Profile): string {
  return profile.sector ?? 'other'
}

function firmOf(lists: Lists, level: number, profile: Profile): Firm {
  return { level, sector: sectorOf(profile), province: profile.province, lists }
}

/** The points for one gap before its weight (rule M3); 0 when it does not help with it. */
function gapPoints({ gaps, gaps2 }: Programme, code: string): number {
  return gaps.includes(code) ? POINTS.direct : gaps2.includes(code) ? POINTS.part : 0
}

function furtherPoints(count: number): number {
  return Math.min(POINTS.furtherGaps, count * POINTS.furtherGap)
}

/** What a programme does for gaps (rule M3), at least one of which it helps with: its best points and the gap that gave them, then the others. */
function helpOf(programme: Programme, gaps: readonly WeighedGap[]): { gap: string; parts: ScorePart[] } {
  const matches = gaps.flatMap(({ code, weight }) => {
    const points = gapPoints(programme, code)
    return points === 0 ? [] : [{ gap: code, points: weight * points, direct: points === POINTS.direct }]
  })
  // The best match; among equals the earlier gap, which comes first.
  const best = matches.reduce((a, b) => (b.points > a.points + EPSILON ? b : a))
  const further = matches.filter((match) => match !== best).map(({ gap }) => gap)
  return {
    gap: best.gap,
    parts: [
      { part: 'gap', ...best },
      ...(further.length > 0
        ? [{ part: 'more-gaps' as const, points: furtherPoints(further.length), gaps: further }]
        : []),
    ],
  }
}

/** The points for everything but the gaps (rule M3), part by part. */
function firmParts(programme: Programme, { level, sector, province, lists }: Firm): ScorePart[] {
  const fits = { level: levelFit(programme, level), sector: sectorFit(programme, sector) }
  const place = placeOf(programme, province, lists)
  return [
    { part: 'level', points: fits.level === 'inside' ? POINTS.levelInside : POINTS.levelNear, fit: fits.level },
    { part: 'sector', points: POINTS.sector[fits.sector], fit: fits.sector },
    { part: 'place', points: POINTS.place[place], fit: place },
    ...FIXED.flatMap((part) =>
      part === 'label' && programme.show !== 'check' ? [] : [{ part, points: fixedPoints(programme, part, lists) }],
    ),
  ]
}

function levelFit({ levels: [lowest, highest] }: Programme, level: number): 'inside' | 'above' | 'below' {
  return level < lowest ? 'above' : level > highest ? 'below' : 'inside'
}

function sectorFit({ sectors }: Programme, sector: string): 'listed' | 'all' | 'not-listed' {
  return sectors.includes(sector) ? 'listed' : sectors.includes('all') ? 'all' : 'not-listed'
}

// The filters (rule M2) with the points of what they look at (rule M3): null when a programme is dropped.

function levelPoints(programme: Programme, level: number): number | null {
  const [lowest, highest] = programme.levels
  if (level < lowest - 1 || level > highest + 1) return null
  return levelFit(programme, level) === 'inside' ? POINTS.levelInside : POINTS.levelNear
}

function sectorPoints(programme: Programme, sector: string): number | null {
  const fit = sectorFit(programme, sector)
  return programme.sectorMode === 'strict' && fit === 'not-listed' ? null : POINTS.sector[fit]
}

function placePoints(programme: Programme, province: string | undefined, lists: Lists): number | null {
  const { format, places } = programme
  const fit = placeOf(programme, province, lists)
  const everywhere = places.includes('national') || places.includes('online')
  const comesToYou = format.some((one) => lists.matching.visitingFormats.includes(one))
  return comesToYou && !everywhere && fit !== 'province' ? null : POINTS.place[fit]
}

/** The points that are the same for every firm, in the order they are added. */
const FIXED = ['access', 'confidence', 'status', 'label'] as const

/** A programme that is not shown has no number of them. */
function fixedPoints({ show, ...programme }: Programme, part: (typeof FIXED)[number], lists: Lists): number {
  switch (part) {
    case 'access':
      return pointsOf(lists.accesses, programme.access)
    case 'confidence':
      return pointsOf(lists.confidences, programme.confidence)
    case 'status':
      return pointsOf(lists.statuses, programme.status)
    case 'label':
      return show === 'check' ? POINTS.check : show === 'normal' ? 0 : Number.NaN
  }
}

function pointsOf(list: readonly { id: string; points: number }[], id: string): number {
  return list.find((entry) => entry.id === id)?.points ?? 0
}

function placeOf(
  { places }: Programme,
  province: string | undefined,
  lists: Lists,
): 'province' | 'online' | 'national' | 'island' | 'travel' {
  if (province !== undefined && places.includes(province)) return 'province'
  if (places.includes('online')) return 'online'
  if (places.includes('national')) return 'national'
  const islandOf = (code: string) => lists.provinces.find((entry) => entry.code === code)?.island
  const own = province === undefined ? undefined : islandOf(province)
  return own !== undefined && places.some((place) => islandOf(place) === own) ? 'island' : 'travel'
}

/** Months since year 0 of `2025-12-31`, `2025-12` or `2025`; a bare year is month 0. */
function monthNumber(date: string): number {
  const [year, month] = date.split('-').map(Number)
  return (year ?? 0) * 12 + (month ?? 0)
}

/** How many whole months old a last-known date is on a day; null when it is not known (rule M7). */
export function ageInMonths(last: string | undefined, today: string): number | null {
  if (last === undefined) return null
  return monthNumber(today) - monthNumber(last)
}

/** Information older than 18 months, or without a date, says so. */
export function isOld(last: string | undefined, today: string): boolean {
  const age = ageInMonths(last, today)
  return age === null || age > 18
}

/** One sentence of "why this programme": a key for the words, and what goes into them. */
export interface Why {
  key:
    | 'gap-direct'
    | 'gap-part'
    | 'more-gaps'
    | 'level-inside'
    | 'level-above'
    | 'level-below'
    | 'sector'
    | 'province'
    | 'online'
    | 'travel'
    | 'foundation-first'
    | 'not-confirmed'
    | 'old'
  gaps?: string[]
  level?: number
  sector?: string
  places?: string[]
  last?: string | undefined
}

const MOST_REASONS = 3

/**
 * The reasons for one recommendation (rule M6): at most three, the strongest parts first;
 * then the lines that are always said when they apply.
 * @param level the level that was matched: the overall one, or the assumed one.
 */
export function whyOf(
  found: Recommendation,
  programme: Programme,
  level: number,
  profile: Profile,
  today: string,
): Why[] {
  const reasons = [...found.parts]
    .sort((a, b) => b.points - a.points)
    .flatMap((part): Why[] => {
      if (part.part === 'gap') return [{ key: part.direct ? 'gap-direct' : 'gap-part', gaps: [part.gap] }]
      if (part.part === 'more-gaps') return [{ key: 'more-gaps', gaps: part.gaps }]
      if (part.part === 'level') return [{ key: `level-${part.fit}`, level }]
      if (part.part === 'sector') return part.fit === 'listed' ? [{ key: 'sector', sector: profile.sector ?? '' }] : []
      if (part.part === 'place' && (part.fit === 'province' || part.fit === 'online')) return [{ key: part.fit }]
      return []
    })
    .slice(0, MOST_REASONS)
  const placePart = found.parts.find((part) => part.part === 'place')
  const travels = placePart?.part === 'place' && (placePart.fit === 'island' || placePart.fit === 'travel')
  return [
    ...reasons,
    ...(travels ? [{ key: 'travel' as const, places: programme.places }] : []),
    ...(found.parts.some((part) => part.part === 'foundation-first') ? [{ key: 'foundation-first' as const }] : []),
    ...(programme.show === 'check' ? [{ key: 'not-confirmed' as const }] : []),
    ...(isOld(programme.last, today) ? [{ key: 'old' as const, last: programme.last }] : []),
  ]
}
