// What a room amounts to (rules CO1 to CO10 of ./README.md): counts that can be added up exactly, and the pictures drawn from them.
import { type Lists, sizeOf } from './catalogue'
import { EPSILON, roundHalfUp } from './numbers'
import { type Pass, type Scorer, STATES } from './pass'
import type { WeighedGap } from './priorities'
import type { Questionnaire } from './questionnaire'
import {
  alphaOf,
  type CrossProducts,
  mergedProducts,
  multiplying,
  type Reliability,
  reliabilityOf,
} from './reliability'
import type { RoomResult } from './room'
import type { Counted } from './rows'
import type { Confidence, Level } from './scoring'
import { counting, mergedSpectra, type Spectrum, spectrumOf } from './spectrum'
import { nodesOf, questionsById, remembered, scaleOfQuestion } from './tree'

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
  /** Of every node: by exact score. The root is among them. */
  scores: Readonly<Record<string, Spectrum>>
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
  values: Spectrum
  dontKnow: number
  blank: number
  notApplicable: number
}

/** The fields that firms can be grouped by, one at a time. Of one session alone there is nothing to break down by session. */
export const FIELDS = ['sector', 'size', 'province', 'session'] as const
export type Field = (typeof FIELDS)[number]

/** A firm's group in each field; '' is unsaid. */
export type Groups = Readonly<Record<Field, string>>

/** The groups a firm is in: its sector and size as the lists count them (rule M1), its province, and the session it handed in to. */
export function groupsOf(lists: Lists, { session, submission: { profile } }: Counted): Groups {
  return { sector: profile.sector ?? '', size: sizeOf(lists, profile) ?? '', province: profile.province ?? '', session }
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
function sectionItems({ root }: Questionnaire, items: readonly string[]): [string, number[]][] {
  const place = new Map(items.map((id, i) => [id, i]))
  return nodesOf(root).flatMap(({ id, children }): [string, number[]][] => {
    const own = children.flatMap(
      (child) => place.get(typeof child === 'string' ? child : 'ref' in child ? child.ref : '') ?? [],
    )
    return own.length > 1 && own.length < items.length ? [[id, own]] : []
  })
}

/** Sums up the results of one questionnaire in a single pass. */
export function summing({ questionnaire, items, nodes, programmes }: Scorer): Summing {
  const everyItem = items.map((_, i) => i)
  const parts = [[questionnaire.root.id, everyItem] as const, ...sectionItems(questionnaire, items)].map(
    ([id, places]) => ({ id, products: multiplying(places) }),
  )
  const [scores, values] = [counting(nodes.length), counting(items.length)]
  const states = new Uint32Array(items.length * STATES.length)
  const [levels, confidence] = [tallying<Level | null>(), tallying<Confidence>()]
  const [goals, pains, hints, cells] = [
    tallying<string>(),
    tallying<string>(),
    tallying<string>(),
    tallying<string>(),
  ] as const
  const gaps = new Map<string, GapTally>()
  // Lists of gaps are few, and mostly the same object comes again.
  const talliesOf = remembered((list: readonly WeighedGap[]) =>
    list.map(({ code }) => {
      const own = gaps.get(code) ?? { firms: 0, programmes: new Uint32Array(programmes.length) }
      gaps.set(code, own)
      return own
    }),
  )
  let [firms, provisional, answered, applicable] = [0, 0, 0, 0]

  return {
    add(pass, groups, profile) {
      firms++
      if (pass.provisional) provisional++
      answered += pass.answered
      applicable += pass.applicable
      levels.add(pass.level)
      scores.add(pass.scores)
      values.add(pass.values)
      for (let i = 0; i < items.length; i++) {
        const at = i * STATES.length + (pass.states[i] as number)
        states[at] = (states[at] as number) + 1
      }
      if (profile.goals) for (const code of profile.goals) goals.add(code)
      if (profile.pains) for (const code of profile.pains) pains.add(code)
      const own = talliesOf(pass.gaps)
      for (const tally of own) tally.firms++
      for (let p = 0; p < pass.programmes.length; p++) {
        const fit = (own[pass.programmeGaps[p] as number] as GapTally).programmes
        const place = pass.programmes[p] as number
        fit[place] = (fit[place] as number) + 1
      }
      confidence.add(pass.confidence)
      for (const id of pass.hints) hints.add(id)
      cells.add(cellOf(groups))
      for (const { products } of parts) products.add(pass.values)
    },
    summary: () => ({
      firms,
      provisional,
      levels: levels.counts(),
      scores: Object.fromEntries(nodes.map((id, i) => [id, scores.spectrum(i)])),
      items: Object.fromEntries(
        items.map((id, i) => {
          const own = values.spectrum(i)
          const [, dontKnow = 0, blank = 0] = states.subarray(i * STATES.length)
          return [id, { values: own, dontKnow, blank, notApplicable: own.none - dontKnow - blank }]
        }),
      ),
      goals: goals.counts(),
      pains: pains.counts(),
      ...gapCounts(programmes, gaps),
      confidence: confidence.counts(),
      hints: hints.counts(),
      answered,
      applicable,
      products: Object.fromEntries(parts.map(({ id, products }) => [id, products.products()])),
      cells: cells.counts(),
    }),
  }
}

/** How many firms have a gap, and how many of them each programme fits because of it, by its place in the catalogue. */
interface GapTally {
  firms: number
  programmes: Uint32Array
}

/** How many firms have each gap, and how many each programme fits, in all and for each gap. */
function gapCounts(
  ids: readonly string[],
  tallies: ReadonlyMap<string, GapTally>,
): Pick<CohortSummary, 'gaps' | 'programmes' | 'programmeGaps'> {
  const [programmes, programmeGaps]: [Tally<string>, Tally<string>] = [new Map(), new Map()]
  for (const [code, own] of tallies) {
    for (const [place, firms] of own.programmes.entries()) {
      if (firms === 0) continue
      const id = ids[place] ?? ''
      count(programmes, id, firms)
      count(programmeGaps, `${id} ${code}`, firms)
    }
  }
  return { gaps: new Map([...tallies].map(([code, { firms }]) => [code, firms])), programmes, programmeGaps }
}

/** Counts keys one after the other; each is looked up once only. */
function tallying<K>(): { add(key: K): void; counts(): Counts<K> } {
  const found = new Map<K, { firms: number }>()
  return {
    add(key) {
      const own = found.get(key)
      if (own) own.firms++
      else found.set(key, { firms: 1 })
    },
    counts: () => new Map([...found].map(([key, { firms }]) => [key, firms])),
  }
}

/** The summary of results of the scorer's questionnaire, each taken as it is: `latest` has taken what counts twice away. */
export function summaryOf(scorer: Scorer, lists: Lists, results: Iterable<Counted>): CohortSummary {
  const sums = summing(scorer)
  addResults(sums, scorer, lists, results)
  return sums.summary()
}

/** Adds results to what is being summed up. */
export function addResults(sums: Summing, scorer: Scorer, lists: Lists, results: Iterable<Counted>): void {
  for (const result of results) {
    const { answers, profile } = result.submission
    sums.add(scorer.pass(answers, profile), groupsOf(lists, result), profile)
  }
}

function count<K>(tally: Tally<K>, key: K, firms = 1): void {
  tally.set(key, (tally.get(key) ?? 0) + firms)
}

/** The key of a firm's cell among all fields together. */
function cellOf(groups: Groups): string {
  let cell = groups[FIELDS[0]]
  for (let i = 1; i < FIELDS.length; i++) cell += ` ${groups[FIELDS[i] as Field]}`
  return cell
}

/** How many firms are in each cell. */
export function cellsOf(lists: Lists, results: readonly Counted[]): Counts<string> {
  return countsOf(results.map((result) => cellOf(groupsOf(lists, result))))
}

/** How often each is there. */
export function countsOf<K>(list: readonly K[]): Counts<K> {
  const found: Tally<K> = new Map()
  for (const one of list) count(found, one)
  return found
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
    scores: eachOf(a.scores, b.scores, mergedSpectra),
    items: eachOf(a.items, b.items, (one, other) => ({
      values: mergedSpectra(one.values, other.values),
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
export function bins({ values, firms }: Spectrum, { min, max }: { min: number; max: number }): number[] {
  const found = Array<number>(Math.max(1, Math.ceil((max - min) / BIN - EPSILON))).fill(0)
  for (let i = 0; i < values.length; i++) {
    const place = Math.min(found.length - 1, Math.max(0, Math.floor(((values[i] ?? 0) - min) / BIN + EPSILON)))
    found[place] = (found[place] ?? 0) + (firms[i] ?? 0)
  }
  return found
}

/** Dots at the nearest quarter of a point, the lowest first (rule CO4). */
export function dots({ values, firms }: Spectrum): { at: number; firms: number }[] {
  const found: Tally<number> = new Map()
  for (let i = 0; i < values.length; i++) count(found, roundHalfUp((values[i] ?? 0) / BIN, 0) * BIN, firms[i])
  return [...found].map(([at, firms]) => ({ at, firms }))
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
export function spreadOf({ values, firms }: Spectrum): Spread | null {
  let [n, sum] = [0, 0]
  for (let i = 0; i < values.length; i++) {
    n += firms[i] ?? 0
    sum += (values[i] ?? 0) * (firms[i] ?? 0)
  }
  if (n === 0) return null
  const at = (place: number): number => {
    let i = 0
    for (let before = firms[0] ?? 0; before <= place; before += firms[i] ?? n) i++
    return values[i] ?? 0
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
      for (const [i, value] of values.values.entries())
        if (value < (min + max) / 2 - EPSILON) behind += values.firms[i] ?? 0
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
      const known = values.firms.reduce((sum, firms) => sum + firms, 0)
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
    const spread = spreadOf(summary.scores[node] ?? spectrumOf([]))
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
  return [...latestBy(results, ({ submission }) => submission.assessment).values()]
}

/** The latest result of each key, in the order of the keys. */
export function latestBy(
  results: readonly RoomResult[],
  keyOf: (result: RoomResult) => string,
): Map<string, RoomResult> {
  const found = new Map<string, RoomResult>()
  for (const result of results) {
    const key = keyOf(result)
    const other = found.get(key)
    if (!other || later(result, other) < 0) found.set(key, result)
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}
