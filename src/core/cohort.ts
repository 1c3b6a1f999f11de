// What a room amounts to (rules CO1 to CO10 of ./README.md): counts that can be added up exactly, and the pictures drawn from them.
import { type Lists, type Profile, sizeOf } from './catalogue'
import { EPSILON, roundHalfUp } from './numbers'
import type { Pass, Scorer } from './pass'
import type { Questionnaire } from './questionnaire'
import {
  addValues,
  alphaOf,
  type CrossProducts,
  mergedProducts,
  noCrossProducts,
  type Reliability,
  reliabilityOf,
} from './reliability'
import type { RoomResult } from './room'
import type { Confidence, Level } from './scoring'
import type { Submission } from './submission'
import { nodesOf, questionsById, scaleOfQuestion } from './tree'

/** How many firms, by what they have in common. */
export type Counts<K> = ReadonlyMap<K, number>
type Tally<K> = Map<K, number>

/** Everything a cohort is drawn from, in whole numbers only, so that adding up is exact in any order (rule CO1). */
export interface CohortSummary {
  firms: number
  /** Results with gaps in them. */
  provisional: number
  /** By capped level; null without one. */
  levels: Counts<Level | null>
  /** Of every node: by exact score; null is not assessed. The root is among them. */
  scores: Readonly<Record<string, Counts<number | null>>>
  /** Of every item: by exact value, and how many do not know it, left it blank, or said it does not apply. */
  items: Readonly<Record<string, ItemCounts>>
  goals: Counts<string>
  pains: Counts<string>
  /** How often something is among the gaps that programmes are matched with. */
  gaps: Counts<string>
  /** How many firms a programme fits, and which of their gaps it belongs to. */
  programmes: Counts<string>
  programmeGaps: Counts<string>
  confidence: Counts<Confidence>
  hints: Counts<string>
  /** Answers over all firms: with a value, and asked at all. */
  answered: number
  applicable: number
  /** Over complete answers with whole-number values: of all items, and of each section's own. */
  products: Readonly<Record<string, CrossProducts>>
  /** Firms by all group fields together; never shown, only for finding what may be (rule CO7). */
  cells: Counts<string>
}

export interface ItemCounts {
  values: Counts<number>
  dontKnow: number
  blank: number
  notApplicable: number
}

/** The fields that firms can be grouped by, one at a time. */
export const FIELDS = ['sector', 'size', 'province'] as const
export type Field = (typeof FIELDS)[number]

/** A firm's group in each field; '' is unsaid. */
export type Groups = Readonly<Record<Field, string>>

/** The groups a firm is in: its sector and size as the lists count them (rule M1), and its province. */
export function groupsOf(lists: Lists, profile: Profile): Groups {
  return { sector: profile.sector ?? '', size: sizeOf(lists, profile) ?? '', province: profile.province ?? '' }
}

/** Adds results one after the other. */
export interface Summing {
  add(
    pass: Pass,
    groups: Groups,
    profile: { goals?: readonly string[] | undefined; pains?: readonly string[] | undefined },
  ): void
  summary(): CohortSummary
}

/** The sections whose items are looked at together; a section that is the root is the whole already. */
function sectionItems({ root }: Questionnaire, items: readonly string[]): Record<string, number[]> {
  const place = new Map(items.map((id, i) => [id, i]))
  return Object.fromEntries(
    nodesOf(root).flatMap(({ id, children }) => {
      const own = children.flatMap(
        (child) => place.get(typeof child === 'string' ? child : 'ref' in child ? child.ref : '') ?? [],
      )
      return own.length > 1 && own.length < items.length ? [[id, own]] : []
    }),
  )
}

/** Sums up the results of one questionnaire in a single pass. */
export function summing({ questionnaire, items, nodes }: Scorer): Summing {
  const sections = Object.entries(sectionItems(questionnaire, items))
  const root = questionnaire.root.id
  const levels: Tally<Level | null> = new Map()
  const scores = nodes.map((): Tally<number | null> => new Map())
  const own = items.map(() => ({ values: new Map<number, number>(), dontKnow: 0, blank: 0, notApplicable: 0 }))
  const [goals, pains, gaps, programmes, programmeGaps, hints, cells] = Array.from(
    { length: 7 },
    (): Tally<string> => new Map(),
  ) as [Tally<string>, Tally<string>, Tally<string>, Tally<string>, Tally<string>, Tally<string>, Tally<string>]
  const confidence: Tally<Confidence> = new Map()
  const whole = noCrossProducts(items.length)
  const parts = sections.map(([id, places]) => ({ id, places, products: noCrossProducts(places.length) }))
  let [firms, provisional, answered, applicable] = [0, 0, 0, 0]

  return {
    add(pass, groups, profile) {
      firms++
      if (pass.provisional) provisional++
      answered += pass.answered
      applicable += pass.applicable
      count(levels, pass.level)
      for (let i = 0; i < scores.length; i++) count(scores[i] as Tally<number | null>, pass.scores[i] ?? null)
      const values = pass.items.map(({ value }) => (value !== null && Number.isInteger(value) ? value : null))
      for (let i = 0; i < own.length; i++) {
        const item = own[i] as (typeof own)[number]
        const { state, value } = pass.items[i] as Pass['items'][number]
        if (value !== null) count(item.values, value)
        else if (state === 'dont-know') item.dontKnow++
        else if (state === 'blank') item.blank++
        else item.notApplicable++
      }
      for (const code of profile.goals ?? []) count(goals, code)
      for (const code of profile.pains ?? []) count(pains, code)
      for (const { code } of pass.gaps) count(gaps, code)
      for (const { id, gap } of pass.programmes) {
        count(programmes, id)
        count(programmeGaps, `${id} ${gap}`)
      }
      count(confidence, pass.confidence)
      for (const id of pass.hints) count(hints, id)
      count(cells, cellOf(groups))
      addValues(whole, values)
      for (const { places, products } of parts)
        addValues(
          products,
          places.map((place) => values[place] ?? null),
        )
    },
    summary: () => ({
      firms,
      provisional,
      levels,
      scores: Object.fromEntries(nodes.map((id, i) => [id, scores[i] as Tally<number | null>])),
      items: Object.fromEntries(items.map((id, i) => [id, own[i] as ItemCounts])),
      goals,
      pains,
      gaps,
      programmes,
      programmeGaps,
      confidence,
      hints,
      answered,
      applicable,
      products: Object.fromEntries([
        [root, whole] as const,
        ...parts.map(({ id, products }) => [id, products] as const),
      ]),
      cells,
    }),
  }
}

/** The summary of results of the scorer's questionnaire, each taken as it is: `latest` has taken what counts twice away. */
export function summaryOf(scorer: Scorer, lists: Lists, results: Iterable<Counted>): CohortSummary {
  const sums = summing(scorer)
  addResults(sums, scorer, lists, results)
  return sums.summary()
}

/** What of a result is counted. */
interface Counted {
  submission: Pick<Submission, 'answers' | 'profile'>
}

/** Adds results to what is being summed up. */
export function addResults(sums: Summing, scorer: Scorer, lists: Lists, results: Iterable<Counted>): void {
  for (const { submission } of results) {
    const { answers, profile } = submission
    sums.add(scorer.pass(answers, profile), groupsOf(lists, profile), profile)
  }
}

function count<K>(tally: Tally<K>, key: K, firms = 1): void {
  tally.set(key, (tally.get(key) ?? 0) + firms)
}

function cellOf(groups: Groups): string {
  return `${groups.sector} ${groups.size} ${groups.province}`
}

/** The summary of nobody. */
export function noSummary(scorer: Scorer): CohortSummary {
  return summing(scorer).summary()
}

/** The summary of two cohorts together, exactly what summing up both at once would give (rule CO1). */
export function mergedSummaries(a: CohortSummary, b: CohortSummary): CohortSummary {
  return {
    firms: a.firms + b.firms,
    provisional: a.provisional + b.provisional,
    levels: both(a.levels, b.levels),
    scores: eachOf(a.scores, b.scores, both),
    items: eachOf(a.items, b.items, (one, other) => ({
      values: both(one.values, other.values),
      dontKnow: one.dontKnow + other.dontKnow,
      blank: one.blank + other.blank,
      notApplicable: one.notApplicable + other.notApplicable,
    })),
    goals: both(a.goals, b.goals),
    pains: both(a.pains, b.pains),
    gaps: both(a.gaps, b.gaps),
    programmes: both(a.programmes, b.programmes),
    programmeGaps: both(a.programmeGaps, b.programmeGaps),
    confidence: both(a.confidence, b.confidence),
    hints: both(a.hints, b.hints),
    answered: a.answered + b.answered,
    applicable: a.applicable + b.applicable,
    products: eachOf(a.products, b.products, mergedProducts),
    cells: both(a.cells, b.cells),
  }
}

function both<K>(a: Counts<K>, b: Counts<K>): Counts<K> {
  const sum = new Map(a)
  for (const [key, firms] of b) count(sum, key, firms)
  return sum
}

function eachOf<V>(
  a: Readonly<Record<string, V>>,
  b: Readonly<Record<string, V>>,
  merge: (one: V, other: V) => V,
): Record<string, V> {
  return Object.fromEntries(
    Object.entries(a).map(([id, one]) => {
      const other = b[id]
      return [id, other === undefined ? one : merge(one, other)]
    }),
  )
}

// What is drawn from a summary.

/** Firms at each level of the table, the lowest first; `none` are those without a level. */
export function levelRows(
  { levels }: CohortSummary,
  table: readonly { level: Level }[],
): { rows: { level: Level; firms: number; share: number }[]; none: number } {
  const none = levels.get(null) ?? 0
  let assessed = 0
  for (const [level, firms] of levels) if (level !== null) assessed += firms
  return {
    none,
    rows: table.map(({ level }) => {
      const firms = levels.get(level) ?? 0
      return { level, firms, share: assessed === 0 ? 0 : firms / assessed }
    }),
  }
}

/** The width of a bin of scores, and how far dots are rounded. */
export const BIN = 0.25

/** How many scores fall into each quarter of a point, from the scale's lower end; the upper end belongs to the last bin (rule CO4). */
export function bins(counts: Counts<number | null>, { min, max }: { min: number; max: number }): number[] {
  const found = Array<number>(Math.max(1, Math.ceil((max - min) / BIN - EPSILON))).fill(0)
  for (const [score, firms] of counts) {
    if (score === null) continue
    const place = Math.min(found.length - 1, Math.max(0, Math.floor((score - min) / BIN + EPSILON)))
    found[place] = (found[place] ?? 0) + firms
  }
  return found
}

/** Dots at the nearest quarter of a point, the lowest first (rule CO4). */
export function dots(counts: Counts<number | null>): { at: number; firms: number }[] {
  const found: Tally<number> = new Map()
  for (const [score, firms] of counts) if (score !== null) count(found, roundHalfUp(score / BIN, 0) * BIN, firms)
  return [...found].map(([at, firms]) => ({ at, firms })).sort((a, b) => a.at - b.at)
}

export interface Spread {
  /** Firms with a value. */
  n: number
  mean: number
  low: number
  median: number
  high: number
}

/** Median and quartiles of type 7, as QUARTILE.INC of a spreadsheet (rule CO3); null of nothing. */
export function spreadOf(counts: Counts<number | null>): Spread | null {
  const sorted = [...counts]
    .flatMap(([value, firms]): [number, number][] => (value === null ? [] : [[value, firms]]))
    .sort(([a], [b]) => a - b)
  let [n, sum] = [0, 0]
  for (const [value, firms] of sorted) {
    n += firms
    sum += value * firms
  }
  if (n === 0) return null
  const at = (place: number): number => {
    let before = 0
    for (const [value, firms] of sorted) {
      before += firms
      if (place < before) return value
    }
    return sorted[sorted.length - 1]?.[0] ?? 0
  }
  const quantile = (share: number): number => {
    const place = (n - 1) * share
    const [below, above] = [at(Math.floor(place)), at(Math.ceil(place))]
    return below + (above - below) * (place - Math.floor(place))
  }
  return { n, mean: sum / n, low: quantile(0.25), median: quantile(0.5), high: quantile(0.75) }
}

export interface ItemRow {
  item: string
  n: number
  /** Mean as a share of the item's scale, which is what items are compared by. */
  share: number
  mean: number
  /** Firms in the lower half of the scale. */
  behind: number
}

/** The items with the lowest mean first, of those that enough firms gave a value (rule CO5); ties in the order of the file. */
export function weakest(summary: CohortSummary, questionnaire: Questionnaire, least: number): ItemRow[] {
  const questions = questionsById(questionnaire)
  return Object.entries(summary.items)
    .flatMap(([item, { values }]): ItemRow[] => {
      const question = questions.get(item)
      const spread = spreadOf(values)
      if (!question || !spread || spread.n < least) return []
      const { min, max } = scaleOfQuestion(questionnaire, question)
      let behind = 0
      for (const [value, firms] of values) if (value < (min + max) / 2 - EPSILON) behind += firms
      return [{ item, n: spread.n, mean: spread.mean, share: (spread.mean - min) / (max - min), behind }]
    })
    .sort((a, b) => (Math.abs(a.share - b.share) > EPSILON ? a.share - b.share : 0))
}

/** What was named, the most often first; ties by code. */
export function ranked(counts: Counts<string>): { code: string; firms: number }[] {
  return [...counts]
    .map(([code, firms]) => ({ code, firms }))
    .sort((a, b) => b.firms - a.firms || (a.code < b.code ? -1 : 1))
}

/** Questions that somebody could not answer, the most often first. */
export function unknowns({ items }: CohortSummary): { item: string; firms: number; of: number }[] {
  return Object.entries(items)
    .flatMap(([item, { values, dontKnow, blank }]) => {
      let known = 0
      for (const firms of values.values()) known += firms
      return dontKnow > 0 ? [{ item, firms: dontKnow, of: known + dontKnow + blank }] : []
    })
    .sort((a, b) => b.firms - a.firms)
}

/** The programmes that fit the most firms first, each with the gaps it would close for them. */
export function fitting(
  summary: CohortSummary,
): { id: string; firms: number; gaps: { code: string; firms: number }[] }[] {
  const gaps = ranked(summary.programmeGaps).map(({ code, firms }) => {
    const [id = '', gap = ''] = code.split(' ')
    return { id, code: gap, firms }
  })
  return ranked(summary.programmes).map(({ code: id, firms }) => ({
    id,
    firms,
    gaps: gaps.filter((gap) => gap.id === id).map(({ code, firms }) => ({ code, firms })),
  }))
}

/** A question for the talk: a key for the words, and what goes into them. */
export type Starter =
  | { key: 'weak'; item: string; firms: number; of: number }
  | { key: 'apart'; node: string; low: number; high: number }
  | { key: 'unknown'; item: string; firms: number; of: number }
  | { key: 'pain'; code: string; firms: number; of: number }
  | { key: 'goal'; code: string; firms: number; of: number }
  | { key: 'strong'; node: string; median: number }

/**
 * Three questions for the talk (rule CO6): where most are behind, where the firms are furthest apart, and what many do not know or
 * suffer from. Fewer when the data gives fewer.
 * @param dimensions the nodes that are compared.
 */
export function starters(
  summary: CohortSummary,
  questionnaire: Questionnaire,
  dimensions: readonly string[],
  least: number,
): Starter[] {
  const [weak] = weakest(summary, questionnaire, least)
  const spreads = dimensions.flatMap((node) => {
    const spread = spreadOf(summary.scores[node] ?? new Map())
    return spread && spread.n >= least ? [{ node, ...spread }] : []
  })
  const [apart] = [...spreads].sort((a, b) => b.high - b.low - (a.high - a.low))
  const [strong] = [...spreads].sort((a, b) => b.median - a.median)
  const unknown = unknowns(summary).find(({ item, firms }) => item !== weak?.item && firms >= 2)
  const [[pain], [goal]] = [ranked(summary.pains), ranked(summary.goals)]
  const of = summary.firms
  const found: (Starter | null)[] = [
    weak && weak.behind > 0 ? { key: 'weak', item: weak.item, firms: weak.behind, of: weak.n } : null,
    apart && apart.high - apart.low > EPSILON
      ? { key: 'apart', node: apart.node, low: apart.low, high: apart.high }
      : null,
    unknown ? { key: 'unknown', ...unknown } : null,
    pain ? { key: 'pain', ...pain, of } : null,
    goal ? { key: 'goal', ...goal, of } : null,
    strong ? { key: 'strong', node: strong.node, median: strong.median } : null,
  ]
  return found.flatMap((starter) => starter ?? []).slice(0, 3)
}

export interface ReliabilityRow extends Reliability {
  node: string
}

/** Alpha of all items and of each section's, with n, k and its interval (rules R1 to R3); those without one are left out. */
export function reliabilities({ products }: CohortSummary): ReliabilityRow[] {
  return Object.entries(products).flatMap(([node, own]) => {
    const found = reliabilityOf(own)
    return found ? [{ node, ...found }] : []
  })
}

/** Alpha of all items without each of them (rule R4); empty while there is no alpha. */
export function withoutEach(
  products: CrossProducts | undefined,
  items: readonly string[],
): { item: string; alpha: number }[] {
  if (!products || !reliabilityOf(products)) return []
  return items.flatMap((item, i) => {
    const alpha = alphaOf(products, i)
    return alpha === null ? [] : [{ item, alpha }]
  })
}

// One result for each firm, wherever it was read.

/** Later first: the second of its last change, then its revision, then the second it was finished (rule X6). */
function later(a: RoomResult, b: RoomResult): number {
  const [one, other] = [a.submission, b.submission]
  const by = <T>(x: T, y: T) => (x === y ? 0 : x > y ? -1 : 1)
  return (
    by(one.changed, other.changed) ||
    by(one.revision, other.revision) ||
    by(one.finished ?? '', other.finished ?? '') ||
    by(a.id, b.id)
  )
}

/** Each assessment once, its latest version, in the order of their ids: the order of reading never matters (rule CO9). */
export function latest(results: readonly RoomResult[]): RoomResult[] {
  const found = new Map<string, RoomResult>()
  for (const result of results) {
    const { assessment } = result.submission
    const other = found.get(assessment)
    if (!other || later(result, other) < 0) found.set(assessment, result)
  }
  return [...found.values()].sort((a, b) => (a.submission.assessment < b.submission.assessment ? -1 : 1))
}
