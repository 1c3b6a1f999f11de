// From gaps to programmes (rules M2 to M9 of ./README.md): filters, points, ties, limits, and the reasons as parts.
// The core gives codes and points; the sentences are made from them on the screen.
import { type Lists, type Profile, type Programme, sizeOf } from './catalogue'
import { EPSILON } from './numbers'
import type { GapCode } from './priorities'

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

/** Recommends from one catalogue: gaps, capped level (null without one) and profile in. */
type Matcher = (gaps: readonly GapCode[], level: number | null, profile: Profile) => Recommendations

/**
 * The programmes that fit this firm, each with the parts of its score as reasons. Deterministic: the same on every device.
 * @param gaps up to three gap codes with their weights, the weakest first.
 * @param level the capped overall level 0..4; null is matched as level 1 and said so.
 */
export function recommend(
  catalogue: readonly Programme[],
  lists: Lists,
  gaps: readonly GapCode[],
  level: number | null,
  profile: Profile,
): Recommendations {
  return matcher(catalogue, lists)(gaps, level, profile)
}

/** The same for many firms: what two of them have in common is worked out once. */
export function matcher(catalogue: readonly Programme[], lists: Lists): Matcher {
  const { matching } = lists
  const reachable = new Map<string, Reachable[]>()
  const helping = new Map<string, Map<Programme, Help | null>>()
  const easy = ({ programme }: Candidate) => matching.easyAccess.includes(programme.access)

  return (gaps, level, profile) => {
    const at = level ?? matching.assumedLevel
    const sector = profile.sector ?? 'other'
    const size = sizeOf(lists, profile)
    const { province } = profile
    const within = kept(reachable, `${at} ${sector} ${size} ${province}`, () => {
      const firm: Firm = { level: at, sector, size, province, lists }
      return catalogue
        .filter((programme) => reaches(programme, firm))
        .map((programme) => ({ programme, parts: firmParts(programme, firm) }))
    })
    const helps = kept(helping, keyOf(gaps), () => new Map<Programme, Help | null>())
    const contact = matching.contacts.find(({ upTo }) => at <= upTo)?.programme ?? ''
    const passing: Candidate[] = []
    for (const { programme, parts } of within) {
      const help = kept(helps, programme, () => helpOf(programme, gaps, lists))
      if (!help) continue
      const last = help.digital && (at <= 1 || help.foundation)
      // One after the other, in the order of the parts, so that the score is their sum to the last bit.
      let score = 0
      for (const { points } of help.parts) score += points
      for (const { points } of parts) score += points
      if (last) score += FOUNDATION_FIRST.points
      passing.push({ programme, score, gap: help.gap, help, parts, last })
    }
    passing.sort(better)
    const ofKind = (kind: string) => passing.find(({ programme }) => programme.kind === kind)
    const rankable = passing.filter(
      ({ programme: { id, kind } }) => kind !== matching.financeKind && kind !== matching.portalKind && id !== contact,
    )

    const programmes = chosen(rankable, gaps).sort(better)
    const startToday = programmes.some(easy)
      ? undefined
      : rankable.find((found) => easy(found) && !programmes.includes(found))
    const financeWanted = gaps.some(({ code }) => matching.financeGaps.includes(code))
    const finance = financeWanted ? ofKind(matching.financeKind) : undefined
    const portal = ofKind(matching.portalKind)
    return {
      programmes: programmes.map(recommendation),
      finance: finance ? recommendation(finance) : null,
      contacts: [
        ...(catalogue.some(({ id }) => id === contact) ? [contact] : []),
        ...(portal ? [portal.programme.id] : []),
      ],
      startToday: startToday ? recommendation(startToday) : null,
      levelAssumed: level === null,
      level: at,
    }
  }
}

/** A programme that passes all filters, before it is told. */
interface Candidate extends Reachable {
  score: number
  gap: string
  help: Help
  /** The foundation comes first. */
  last: boolean
}

function recommendation({ programme, score, gap, help, parts, last }: Candidate): Recommendation {
  return { id: programme.id, score, gap, parts: [...help.parts, ...parts, ...(last ? [FOUNDATION_FIRST] : [])] }
}

function keyOf(gaps: readonly GapCode[]): string {
  let key = ''
  for (const { code, weight } of gaps) key += `${code} ${weight},`
  return key
}

/** What is kept under a key, worked out the first time. */
function kept<K, V>(known: Map<K, V>, key: K, work: () => V): V {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = work()
  known.set(key, made)
  return made
}

/** A programme that passes all filters but the gaps, with the points that do not rest on them. */
interface Reachable {
  programme: Programme
  parts: ScorePart[]
}

/** What a programme does for some gaps. */
interface Help {
  /** The gap that gave its best points. */
  gap: string
  parts: ScorePart[]
  /** It closes digital gaps only, and whether the foundation is among the firm's gaps. */
  digital: boolean
  foundation: boolean
}

interface Firm {
  level: number
  sector: string
  size: string | null
  province: string | undefined
  lists: Lists
}

/** The filters (rule M2), gaps aside: a programme is dropped when one of them fails. */
function reaches(programme: Programme, firm: Firm): boolean {
  const [lowest, highest] = programme.levels
  const everywhere = programme.places.includes('national') || programme.places.includes('online')
  const comesToYou = programme.format.some((format) => firm.lists.matching.visitingFormats.includes(format))
  const inProvince = firm.province !== undefined && programme.places.includes(firm.province)
  return (
    (programme.show === 'normal' || programme.show === 'check') &&
    !(programme.sectorMode === 'strict' && !listsSector(programme, firm.sector)) &&
    (firm.size === null || programme.sizes.includes(firm.size)) &&
    firm.level >= lowest - 1 &&
    firm.level <= highest + 1 &&
    !(comesToYou && !everywhere && !inProvince)
  )
}

function listsSector(programme: Programme, sector: string): boolean {
  return programme.sectors.includes('all') || programme.sectors.includes(sector)
}

const FOUNDATION_FIRST: ScorePart = { part: 'foundation-first', points: POINTS.foundationFirst }

/** The points for the gaps (rule M3); null when it helps with none of them, which is the last filter. */
function helpOf(programme: Programme, gaps: readonly GapCode[], { matching }: Lists): Help | null {
  const matches = gaps.flatMap(({ code, weight }) => {
    const direct = programme.gaps.includes(code)
    if (!direct && !programme.gaps2.includes(code)) return []
    return [{ code, direct, points: weight * (direct ? POINTS.direct : POINTS.part) }]
  })
  if (matches.length === 0) return null
  // The best match; among equals the earlier gap, which comes first.
  const best = matches.reduce((a, b) => (b.points > a.points + EPSILON ? b : a))
  const further = matches.filter((match) => match !== best)
  return {
    gap: best.code,
    parts: [
      { part: 'gap', points: best.points, gap: best.code, direct: best.direct },
      ...(further.length > 0
        ? [
            {
              part: 'more-gaps' as const,
              points: Math.min(POINTS.furtherGaps, further.length * POINTS.furtherGap),
              gaps: further.map(({ code }) => code),
            },
          ]
        : []),
    ],
    digital: programme.gaps.length > 0 && programme.gaps.every((gap) => matching.digitalGaps.includes(gap)),
    foundation: gaps.some(({ code }) => code === matching.foundationGap),
  }
}

/** The points for everything but the gaps (rule M3), part by part. */
function firmParts(programme: Programme, firm: Firm): ScorePart[] {
  const { accesses, confidences, statuses } = firm.lists
  const [lowest, highest] = programme.levels
  const level = firm.level < lowest ? 'above' : firm.level > highest ? 'below' : 'inside'
  const sector = programme.sectors.includes(firm.sector)
    ? 'listed'
    : programme.sectors.includes('all')
      ? 'all'
      : 'not-listed'
  const place = placeOf(programme, firm)
  return [
    { part: 'level', points: level === 'inside' ? POINTS.levelInside : POINTS.levelNear, fit: level },
    { part: 'sector', points: POINTS.sector[sector], fit: sector },
    { part: 'place', points: POINTS.place[place], fit: place },
    { part: 'access', points: pointsOf(accesses, programme.access) },
    { part: 'confidence', points: pointsOf(confidences, programme.confidence) },
    { part: 'status', points: pointsOf(statuses, programme.status) },
    ...(programme.show === 'check' ? [{ part: 'label' as const, points: POINTS.check }] : []),
  ]
}

function pointsOf(list: readonly { id: string; points: number }[], id: string): number {
  return list.find((entry) => entry.id === id)?.points ?? 0
}

function placeOf(
  { places }: Programme,
  { province, lists }: Firm,
): 'province' | 'online' | 'national' | 'island' | 'travel' {
  if (province !== undefined && places.includes(province)) return 'province'
  if (places.includes('online')) return 'online'
  if (places.includes('national')) return 'national'
  const islandOf = (code: string) => lists.provinces.find((entry) => entry.code === code)?.island
  const own = province === undefined ? undefined : islandOf(province)
  return own !== undefined && places.some((place) => islandOf(place) === own) ? 'island' : 'travel'
}

/** Higher score first; ties by the core line, then the newer last-known date, then the id (rule M4). */
function better(a: Candidate, b: Candidate): number {
  if (Math.abs(a.score - b.score) > EPSILON) return b.score - a.score
  const [p, q] = [a.programme, b.programme]
  if (Boolean(p.core) !== Boolean(q.core)) return p.core ? -1 : 1
  // Dates compare as text: 2023-12, then 2024, then 2024-01; no date is the oldest.
  const [mine, other] = [p.last ?? '', q.last ?? '']
  if (mine !== other) return mine > other ? -1 : 1
  return p.id < q.id ? -1 : p.id > q.id ? 1 : 0
}

/** Months since year 0 of `2025-12-31`, `2025-12` or `2025`; a bare year is month 0. */
function monthNumber(date: string): number {
  const [year, month] = date.split('-').map(Number)
  return (year ?? 0) * 12 + (month ?? 0)
}

/** The limits (rule M5): good ones within their gap's share first, then by score; never more than two of one operator. */
function chosen(ranked: Candidate[], gaps: readonly GapCode[]): Candidate[] {
  const taken: Candidate[] = []
  const room = (found: Candidate) => {
    if (taken.length >= MOST_SHOWN || taken.includes(found)) return false
    let sameOperator = 0
    for (const { programme } of taken) if (programme.op === found.programme.op) sameOperator++
    return sameOperator < MOST_OF_OPERATOR
  }
  for (const found of ranked) {
    if (found.score < GOOD_SCORE - EPSILON) continue
    const most = found.gap === gaps[0]?.code ? MOST_OF_FIRST_GAP : MOST_OF_OTHER_GAP
    if (room(found) && taken.filter((other) => other.gap === found.gap).length < most) taken.push(found)
  }
  for (const found of ranked) if (room(found)) taken.push(found)
  return taken
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
