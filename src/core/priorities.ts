// Which gaps matter most to this firm, and what must come first (rules P1 to P7 of ./README.md).

import { itemsOfTree } from './answers'
import { atLeast, EPSILON, rescale, sum } from './numbers'
import type { Node, Questionnaire } from './questionnaire'
import type { Scores } from './scoring'
import { idOf, isNode, itemsBelow, nodesOf, questionsById, remembered, scaleOfNode, scaleOfQuestion } from './tree'

/** What the owner chose, by kind: codes (each counting 1), or codes with a share of their own. */
export type Choices = Readonly<Record<string, readonly string[] | Readonly<Record<string, number>>>>

/** One unit in the ranking; `columns` are the raw values and their normalised shares, in the order of the file. */
export interface Priority {
  item: string
  /** Weighted sum of the shares; over all units these add up to 1, or are all 0. */
  impact: number
  /** Target minus score, at least 0, on the questionnaire's scale. */
  gap: number
  columns: { id: string; raw: number; share: number }[]
}

/** One place of the focus: what to work on, and for which item it won the place. */
export interface Focus {
  item: string
  for: string
  /** The item has no value yet: the first step is to find out. */
  findOut: boolean
}

/** A gap code as programmes are matched with it; its weight is 0..1. */
export interface WeighedGap {
  code: string
  weight: number
}

export interface GapCode extends WeighedGap {
  items: string[]
}

export interface Priorities {
  target: number
  ranking: Record<string, Priority[]>
  preset: string
  focus: Focus[]
}

/** What the owner wants to reach, by the id of a section (or any node): a score on the questionnaire's scale. */
export type Targets = Readonly<Record<string, number>>

/**
 * Ranks the items with a value by impact for every preset, and fills the focus from the default one.
 * Null when the questionnaire declares no priorities.
 * @param targets take the place of the common target for the items below these nodes (rule P2).
 */
export function prioritise(
  questionnaire: Questionnaire,
  scores: Scores,
  choices: Choices,
  targets: Targets = {},
): Priorities | null {
  const priority = questionnaire.priority
  if (!priority) return null
  const target = targetOf(questionnaire, scores)
  const units = unitsOf(questionnaire, scores)
  const ownTargets = targetsByUnit(questionnaire, targets)
  const targetFor = (unit: Unit) => ownTargets.get(unit.id) ?? target
  const columns = priority.columns.map((column) => {
    const raw = units.map((unit) => {
      if (column.source === 'relevance') return relevanceOf(unit, column.by ?? '', choices)
      const goal = column.source === 'reference-minus-score' ? (unit.reference ?? unit.value) : targetFor(unit)
      const gap = goal - unit.value
      return (column.clampNegative ?? true) ? Math.max(gap, 0) : gap
    })
    return { id: column.id, raw, shares: normalised(raw, column.normalise ?? 'share') }
  })
  const gapOf = (unit: Unit) => Math.max((unit.reference ?? targetFor(unit)) - unit.value, 0)

  const ranking = Object.fromEntries(
    Object.entries(priority.presets).map(([preset, weights]) => {
      // A column of zeros drops out and the other weights are rescaled to 1 (rule P1).
      const alive = columns.map(({ raw }) => raw.some((n) => Math.abs(n) > EPSILON))
      const total = sum(weights.filter((_, i) => alive[i]))
      const ranked = units.map((unit, u): Priority => {
        const impact =
          total === 0
            ? 0
            : sum(columns.map(({ shares }, i) => (alive[i] ? ((weights[i] ?? 0) / total) * (shares[u] ?? 0) : 0)))
        return {
          item: unit.id,
          impact,
          gap: gapOf(unit),
          columns: columns.map(({ id, raw, shares }) => ({ id, raw: raw[u] ?? 0, share: shares[u] ?? 0 })),
        }
      })
      return [preset, ranked.sort(byImpact)]
    }),
  )
  const chosen = ranking[priority.defaultPreset] ?? []
  return { target, ranking, preset: priority.defaultPreset, focus: focusOf(questionnaire, scores, chosen) }
}

interface Unit {
  id: string
  value: number
  reference: number | undefined
  relevance: Record<string, Record<string, number>> | undefined
}

/** The items of the tree that have a value, or the nodes that the file ranks instead. */
function unitsOf(questionnaire: Questionnaire, scores: Scores): Unit[] {
  const questions = questionsById(questionnaire)
  const nodes = new Map(nodesOf(questionnaire.root).map((node) => [node.id, node]))
  const ids = questionnaire.priority?.of ?? itemsOfTree(questionnaire)
  return ids.flatMap((id) => {
    const value = scores.items[id]?.value ?? scores.nodes[id]?.score ?? null
    const question = questions.get(id)
    const node = nodes.get(id)
    if (value === null || (!question && !node)) return []
    // Gaps are compared across units, so all are put on the questionnaire's scale.
    const own = question ? scaleOfQuestion(questionnaire, question) : scaleOfNode(questionnaire, node as Node)
    const onScale = (n: number) => rescale(n, own, questionnaire.scale)
    const { reference, relevance } = question ?? (node as Node)
    return [
      { id, value: onScale(value), reference: reference === undefined ? undefined : onScale(reference), relevance },
    ]
  })
}

/** The level to reach next (rule P2): one above the index, at least the file's minimum, within the scale. */
function targetOf(questionnaire: Questionnaire, scores: Scores): number {
  return targetAbove(questionnaire, scores.nodes[scores.root]?.score ?? null)
}

/** The same, from the index alone. */
export function targetAbove(questionnaire: Questionnaire, index: number | null): number {
  const { atLeast: least, above } = questionnaire.priority?.target ?? { atLeast: questionnaire.scale.max, above: 0 }
  if (index === null) return least
  return Math.min(questionnaire.scale.max, Math.max(least, Math.floor(index + EPSILON) + above))
}

/** Of nested nodes with a target the innermost counts, which comes later in the tree. */
function targetsByUnit(questionnaire: Questionnaire, targets: Targets): Map<string, number> {
  const { min, max } = questionnaire.scale
  return new Map(
    nodesOf(questionnaire.root).flatMap((node) => {
      const target = targets[node.id]
      if (target === undefined) return []
      const within = Math.min(max, Math.max(min, target))
      return [node.id, ...nodesOf(node).map(({ id }) => id), ...itemsBelow(node)].map((id) => [id, within] as const)
    }),
  )
}

function relevanceOf(unit: Unit, kind: string, choices: Choices): number {
  const chosen = choices[kind] ?? []
  const entries = Array.isArray(chosen)
    ? chosen.map((code: string) => [code, 1] as const)
    : Object.entries(chosen as Record<string, number>)
  return sum(entries.map(([code, share]) => share * (unit.relevance?.[kind]?.[code] ?? 0)))
}

function normalised(raw: number[], how: 'share' | 'none' | 'max'): number[] {
  if (how === 'none') return raw
  const by = how === 'share' ? sum(raw) : Math.max(...raw, 0)
  return raw.map((n) => (by > EPSILON ? n / by : 0))
}

/** By impact, then the larger gap, then the order of the file, which sorting keeps. */
function byImpact(a: Pick<Priority, 'impact' | 'gap'>, b: Pick<Priority, 'impact' | 'gap'>): number {
  if (Math.abs(a.impact - b.impact) > EPSILON) return b.impact - a.impact
  return Math.abs(a.gap - b.gap) > EPSILON ? b.gap - a.gap : 0
}

/**
 * Fills the places of the focus (rules P4 and P5): so many per group, then so many from any group. A place goes to the first
 * item of its list that has a gap and whose stand-in is not there yet; a place may stay empty.
 */
function focusOf(questionnaire: Questionnaire, scores: Scores, ranked: Priority[]): Focus[] {
  const withGap = ranked.filter(({ gap }) => gap > EPSILON).map(({ item }) => item)
  const found = filledPlaces(placesOf(questionnaire), withGap, (item) => standInFor(questionnaire, scores, item))
  return found.map(({ item, winner }) => ({
    item,
    for: winner,
    findOut: (scores.items[item]?.value ?? scores.nodes[item]?.score ?? null) === null,
  }))
}

/**
 * The items of the focus, each with the item that won its place, in the order of the winners' rank.
 * @param ranked the items that have a gap, the first one first.
 */
export function filledPlaces<Item>(
  places: readonly (ReadonlySet<Item> | null)[],
  ranked: ArrayLike<Item>,
  standIn: (item: Item) => Item,
): { item: Item; winner: Item }[] {
  const taken: { item: Item; winner: Item; rank: number }[] = []
  for (const group of places) {
    for (let rank = 0; rank < ranked.length; rank++) {
      const winner = ranked[rank] as Item
      if (group !== null && !group.has(winner)) continue
      const item = standIn(winner)
      if (taken.some((other) => other.item === item)) continue
      taken.push({ item, winner, rank })
      break
    }
  }
  return taken.sort((a, b) => a.rank - b.rank)
}

/** The places of the focus in the order they are filled: which items may win one, null for any. */
export const placesOf = remembered((questionnaire: Questionnaire): (ReadonlySet<string> | null)[] => {
  const { groupBy, perGroup, extra } = questionnaire.priority?.select ?? { groupBy: '', perGroup: 0, extra: 0 }
  const lens = questionnaire.lenses?.find(({ id }) => id === groupBy)
  const groups = (lens?.root.children ?? []).map((child) => new Set([idOf(child), ...membersOf(questionnaire, child)]))
  return [
    ...groups.flatMap((group) => Array.from({ length: perGroup }, () => group)),
    ...Array.from({ length: extra }, () => null),
  ]
})

/** The ids below a child of a lens: its items, and those of the sections it refers to. */
function membersOf(questionnaire: Questionnaire, child: Parameters<typeof idOf>[0]): string[] {
  const main = nodesOf(questionnaire.root)
  const below = (id: string): string[] => {
    const node = main.find((candidate) => candidate.id === id)
    return node ? [...nodesOf(node).map((inner) => inner.id), ...itemsBelow(node)] : [id]
  }
  return isNode(child)
    ? child.children.flatMap((inner) => [idOf(inner), ...membersOf(questionnaire, inner)])
    : below(idOf(child))
}

/** The item itself, or the last prerequisite reached walking down while unmet; not applicable opens the gate, no value closes it. */
function standInFor(questionnaire: Questionnaire, scores: Scores, item: string): string {
  const [unmet] = unmetNeeds(questionnaire, scores, item)
  return unmet === undefined ? item : standInFor(questionnaire, scores, unmet)
}

/** The prerequisites of an item that are not met, the nearest first; one without a value is not (rule P5). */
export function unmetNeeds(questionnaire: Questionnaire, scores: Scores, item: string): string[] {
  return (questionsById(questionnaire).get(item)?.needs ?? [])
    .filter((need) => {
      const known = scores.items[need.item]
      if (!known || known.state === 'not-applicable' || known.state === 'hidden') return false
      return known.value === null || !atLeast(known.value, need.atLeast)
    })
    .map((need) => need.item)
}

/**
 * The gap codes to match programmes with (rule P6): first codes of the focus in its order, then second codes, without repeats.
 * Each tick of the profile takes a place from the end, replacing what stands there; with fewer codes it takes the next place.
 * @param ticks gap codes the owner ticked, in the order of the list.
 */
export function gapCodesOf(questionnaire: Questionnaire, focus: readonly Focus[], ticks: readonly string[]): GapCode[] {
  const questions = questionsById(questionnaire)
  const codesOf = (item: string) => questions.get(item)?.gaps ?? []
  const most = Math.max(0, ...focus.map(({ item }) => codesOf(item).length))
  const inOrder = Array.from({ length: most }, (_, i) => focus.flatMap(({ item }) => codesOf(item)[i] ?? [])).flat()
  const found = [...new Set(inOrder)].filter((code) => !ticks.includes(code))
  return weighedGaps(questionnaire, found, ticks).map(({ code, weight }) => ({
    code,
    weight,
    items: focus.filter(({ item }) => codesOf(item).includes(code)).map(({ item }) => item),
  }))
}

/** As many codes as there are weights, the ticks at the end (rule P6). */
export function weighedGaps(
  questionnaire: Questionnaire,
  codes: readonly string[],
  ticks: readonly string[],
): WeighedGap[] {
  const weights = questionnaire.gapCodes?.weights ?? []
  const kept = codes.slice(0, Math.max(0, weights.length - ticks.length))
  return [...kept, ...ticks].slice(0, weights.length).map((code, i) => ({ code, weight: weights[i] ?? 0 }))
}
