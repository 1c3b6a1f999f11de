// From answers to scores, and how each came about. The engine knows operators; it knows no model and no questionnaire.
// The rules are numbered in ./README.md. Nothing is rounded here.
import {
  type Answers,
  chosenBy,
  climb,
  type Facts,
  holds,
  type ItemState,
  type ItemValue,
  imputed,
  type Ladder,
  valuesOf,
} from './answers'
import { atLeast, EPSILON, rescale, same, sum } from './numbers'
import type { Aggregate, Child, LevelTable, Missing, Node, Question, Questionnaire, Scale } from './questionnaire'
import { idOf, isNode, questionsById, remembered, scaleOfNode, scaleOfQuestion, weightOf } from './tree'

/** The version of the rules of ./README.md: it goes up when the same answers could come to another result. */
export const SCORING_VERSION = 1

export type Reason = 'not-applicable' | 'not-assessed' | 'no-root-score'
export type Level = number | string

/** One child's share in a node's score: what went in, or why it was left out. */
export interface Part {
  id: string
  kind: 'item' | 'node'
  /** As the node's rule counts it: 1 for every child under a plain mean or a sum. */
  weight: number
  /** On the child's own scale; null when there is none. */
  value: number | null
  /** The value on the node's scale; null when it was left out. */
  counted: number | null
  /** Why it was left out, or where a value that was not answered comes from. */
  why: Exclude<ItemState, 'answered'> | 'not-assessed' | null
}

/** A node's score with everything that explains it (rule S18). */
export interface NodeScore {
  id: string
  /** On the node's scale, in full precision; null is "not assessed" and never zero. */
  score: number | null
  level: Level | null
  /** Where the score could lie if every "don't know" and blank were answered; null when nothing applies. */
  low: number | null
  high: number | null
  /** Items below the node: answered with a value, applicable at all, "don't know", blank. */
  answered: number
  applicable: number
  dontKnow: number
  blank: number
  reason: Reason | null
  scale: Scale
  aggregate: Aggregate | null
  parts: Part[]
  /** Share of the applicable weight that has a value, and what the rule asks for. */
  share: number
  needs: { share: number; items: number }
}

export type CapCause =
  | { kind: 'minChildPlus'; node: string; nodeLevel: number; plus: number; atMost: number }
  | { kind: 'requires'; node: string; score: number | null; atLeast: number; atMost: number }

export interface CapResult {
  /** The level of the index before the caps; null without an index. */
  indexLevel: Level | null
  level: Level | null
  /** What lowered the level; empty when nothing did. */
  causes: CapCause[]
  /** Gates without a score: they do not cap by themselves, and the trace names them. */
  missing: string[]
}

export interface LensScore {
  id: string
  root: string
  nodes: Record<string, NodeScore>
}

export type Confidence = 'high' | 'medium' | 'low'

export interface Scores {
  items: Record<string, ItemValue>
  nodes: Record<string, NodeScore>
  root: string
  confidence: Confidence
  provisional: boolean
  /** The lowest assessed section and all close to it, lowest first. */
  bottleneck: string[]
  /** The highest assessed section; null when none is assessed. */
  strongest: string | null
  cap: CapResult
  lenses: Record<string, LensScore>
  /** Ids of the rules whose condition holds: answers that do not fit together. */
  hints: string[]
}

/**
 * Scores answers against the questionnaire they belong to. Pure: same input, same output, inputs untouched.
 * Answers are taken as read by `readAnswers`; answers to unknown questions are ignored.
 */
export function scoreAnswers(questionnaire: Questionnaire, answers: Answers): Scores {
  const values = valuesOf(questionnaire, answers)
  const tree = new Map<string, Computed>()
  const root = computeNode(questionnaire, questionnaire.root, values, tree)
  const cap = capLevel(questionnaire, tree, values)
  root.level = cap.level

  const lenses: Record<string, LensScore> = {}
  for (const lens of questionnaire.lenses ?? []) {
    const own = new Map(tree)
    computeNode(questionnaire, lens.root, values, own)
    const nodes = [...own.values()].filter((node) => !tree.has(node.id))
    lenses[lens.id] = { id: lens.id, root: lens.root.id, nodes: byId(nodes.map(shown)) }
  }

  const facts: Facts = {
    value: (id) => tree.get(id)?.score ?? values.get(id)?.value ?? null,
    chosen: (id) => chosenBy(values.get(id), answers[id]),
  }
  return {
    items: Object.fromEntries(values),
    nodes: byId([...tree.values()].map(shown)),
    root: questionnaire.root.id,
    confidence: confidenceOf(questionnaire, root),
    provisional: root.blank > 0 || gatesOf(questionnaire).some(({ node }) => tree.get(node)?.score === null),
    ...extremes(questionnaire, tree),
    cap,
    lenses,
    hints: (questionnaire.rules ?? []).filter((rule) => holds(rule.if, facts) === true).map((rule) => rule.id),
  }
}

/** A node with its range before widening, which is what its parent's range is made of (rule S10). */
interface Computed extends NodeScore {
  lowest: number | null
  highest: number | null
}

function shown({ lowest: _lowest, highest: _highest, ...node }: Computed): NodeScore {
  return node
}

/** One child as the aggregation sees it. */
interface Input {
  part: Part
  scale: Scale
  lowest: number | null
  highest: number | null
  state: ItemState | Reason | 'assessed'
  counts: Pick<NodeScore, 'answered' | 'applicable' | 'dontKnow' | 'blank'>
}

function computeNode(
  questionnaire: Questionnaire,
  node: Node,
  values: Map<string, ItemValue>,
  done: Map<string, Computed>,
): Computed {
  const missing: Missing = { ...questionnaire.missing, ...node.missing }
  const aggregate = node.aggregate === undefined ? 'weightedMean' : node.aggregate
  const questions = questionsById(questionnaire)

  const inputs = node.children.map((child): Input => {
    const weight = aggregate === 'mean' || aggregate === 'sum' ? 1 : weightOf(child)
    const question = isNode(child) ? undefined : questions.get(idOf(child))
    if (question) return itemInput(questionnaire, question, weight, missing, values)
    const computed = isNode(child) ? computeNode(questionnaire, child, values, done) : done.get(idOf(child))
    return nodeInput(child, computed as Computed, weight)
  })

  const applies = inputs.filter((input) => !isOut(input))
  const scale = scaleHere(questionnaire, node, applies)
  const counted = applies.filter(({ part }) => part.value !== null)
  for (const { part, scale: own } of counted) part.counted = onScale(aggregate, part.value as number, own, scale)

  const total = (key: keyof Input['counts']) => sum(inputs.map((input) => input.counts[key]))
  const applicable = total('applicable')
  const weightOfAll = sum(applies.map(({ part }) => part.weight))
  const share = weightOfAll === 0 ? 0 : sum(counted.map(({ part }) => part.weight)) / weightOfAll
  const needs = { share: missing.minAnsweredShare ?? 0, items: Math.min(missing.minAnswered ?? 0, applicable) }
  const valid = counted.length > 0 && atLeast(share, needs.share) && total('answered') >= needs.items

  const roll = (value: (input: Input) => number | null, of: Input[]) =>
    // A ladder looks at every attribute: one without an answer keeps its place in the band.
    aggregate === null ? null : rollUp(node, aggregate, scale, aggregate === 'ladder' ? inputs : of, value)
  const score = valid ? roll(({ part }) => part.value, counted) : null
  const reason: Reason | null =
    aggregate === null
      ? 'no-root-score'
      : applies.length === 0
        ? 'not-applicable'
        : score === null
          ? 'not-assessed'
          : null
  const lowest = applies.length === 0 ? null : roll(({ lowest }) => lowest, applies)
  const highest = applies.length === 0 ? null : roll(({ highest }) => highest, applies)

  const result: Computed = {
    id: node.id,
    score,
    level: score === null ? null : levelAt(levelsOf(questionnaire, node), score),
    low: lowest === null ? null : Math.min(lowest, score ?? lowest),
    high: highest === null ? null : Math.max(highest, score ?? highest),
    answered: total('answered'),
    applicable,
    dontKnow: total('dontKnow'),
    blank: total('blank'),
    reason,
    scale,
    aggregate,
    parts: inputs.map(({ part }) => part),
    share,
    needs,
    lowest,
    highest,
  }
  done.set(node.id, result)
  return result
}

function itemInput(
  questionnaire: Questionnaire,
  question: Question,
  weight: number,
  missing: Missing,
  values: Map<string, ItemValue>,
): Input {
  const { state, value, range } = values.get(question.id) as ItemValue
  const scale = scaleOfQuestion(questionnaire, question)
  const out = state === 'not-applicable' || state === 'hidden'
  const open = state === 'blank' || state === 'dont-know'
  return {
    part: {
      id: question.id,
      kind: 'item',
      weight,
      value: open ? imputed(state, missing, scale) : value,
      counted: null,
      why: state === 'answered' ? null : state,
    },
    scale,
    lowest: out ? null : open ? scale.min : (range?.low ?? value),
    highest: out ? null : open ? scale.max : (range?.high ?? value),
    state,
    counts: {
      answered: state === 'answered' ? 1 : 0,
      applicable: out ? 0 : 1,
      dontKnow: state === 'dont-know' ? 1 : 0,
      blank: state === 'blank' ? 1 : 0,
    },
  }
}

function nodeInput(child: Child, node: Computed, weight: number): Input {
  return {
    part: {
      id: idOf(child),
      kind: 'node',
      weight,
      value: node.score,
      counted: null,
      why: node.reason === 'not-applicable' ? 'not-applicable' : node.score === null ? 'not-assessed' : null,
    },
    scale: node.scale,
    lowest: node.lowest,
    highest: node.highest,
    state: node.reason ?? 'assessed',
    counts: node,
  }
}

/** A node's scale, given what applies: what is not applicable leaves the maximum of a sum too (rule S7). */
function scaleHere(questionnaire: Questionnaire, node: Node, applies: Input[]): Scale {
  if (node.aggregate !== 'sum' || node.scale || applies.length === 0) return scaleOfNode(questionnaire, node)
  return {
    min: sum(applies.map((input) => input.scale.min)),
    max: sum(applies.map((input) => input.scale.max)),
  }
}

/** Sums keep their children's own units; every other aggregate compares on one scale. */
function onScale(aggregate: Aggregate | null, value: number, from: Scale, to: Scale): number {
  return aggregate === 'sum' || aggregate === 'shareOfMax' ? value : rescale(value, from, to)
}

/** One aggregate over the children that take part (rule S8); null when none has a value. */
function rollUp(
  node: Node,
  aggregate: Aggregate,
  scale: Scale,
  inputs: Input[],
  valueIn: (input: Input) => number | null,
): number | null {
  if (aggregate === 'ladder') return node.ladder ? ladderScore(node.ladder, scale, inputs, valueIn) : null
  const entries = inputs.flatMap((input) => {
    const value = valueIn(input)
    if (value === null) return []
    return [{ value: onScale(aggregate, value, input.scale, scale), weight: input.part.weight, max: input.scale.max }]
  })
  if (entries.length === 0) return null
  const values = entries.map((entry) => entry.value)
  switch (aggregate) {
    case 'min':
      return Math.min(...values)
    case 'max':
      return Math.max(...values)
    case 'sum':
      return sum(values)
    case 'shareOfMax': {
      const share =
        sum(entries.map((entry) => entry.weight * entry.value)) / sum(entries.map((entry) => entry.weight * entry.max))
      return rescale(share, { min: 0, max: 1 }, scale)
    }
    case 'mean':
    case 'weightedMean':
      return sum(entries.map((entry) => entry.weight * entry.value)) / sum(entries.map((entry) => entry.weight))
  }
}

/** An attribute is met at the top of its scale; without an answer it is not evidence; not applicable leaves its band. */
function ladderScore(
  { bands, ...rule }: Ladder,
  scale: Scale,
  inputs: Input[],
  valueIn: (input: Input) => number | null,
): number {
  const inputById = new Map(inputs.map((input) => [input.part.id, input]))
  const band = climb({ bands, ...rule }, (id) => {
    const input = inputById.get(id)
    if (!input || isOut(input)) return 'out'
    const value = valueIn(input)
    return value !== null && atLeast(value, input.scale.max) ? 'met' : 'unmet'
  })
  return rescale(band, { min: 0, max: bands.length - 1 }, scale)
}

function isOut({ state }: Input): boolean {
  return state === 'not-applicable' || state === 'hidden'
}

export function levelsOf(questionnaire: Questionnaire, node: Node): LevelTable | undefined {
  if (node.levels) return node.levels
  const scale = scaleOfNode(questionnaire, node)
  return scale.min === questionnaire.scale.min && scale.max === questionnaire.scale.max
    ? questionnaire.levels
    : undefined
}

/** The level of a score (rule S11): `floor-table` includes the lower edge of a level, `ceil-table` the upper one. */
export function levelAt(levels: LevelTable | undefined, score: number): Level | null {
  if (!levels) return null
  const { rule, table } = levels
  if (rule === 'ceil-table') return table.find(({ to }) => to !== undefined && score <= to + EPSILON)?.level ?? null
  for (let i = table.length - 1; i >= 0; i--) {
    const { from, level } = table[i] as (typeof table)[number]
    if (from !== undefined && score >= from - EPSILON) return level
  }
  return null
}

/** What caps and gates look at: nodes and items by their ids. */
interface Found<T> {
  get(id: string): T | undefined
}

/** Caps (rule S13): a level is held down by the gates, and every cause that holds it down is named. */
function capLevel(
  questionnaire: Questionnaire,
  tree: Found<Pick<NodeScore, 'score' | 'level'>>,
  values: Found<Pick<ItemValue, 'value'>>,
): CapResult {
  const indexLevel = tree.get(questionnaire.root.id)?.level ?? null
  const causes: CapCause[] = []
  const missing: string[] = []
  for (const gate of gatesOf(questionnaire)) {
    const { node } = gate
    const nodeLevel = tree.get(node)?.level ?? null
    const score = tree.get(node)?.score ?? values.get(node)?.value ?? null
    const known = gate.kind === 'minChildPlus' ? typeof nodeLevel === 'number' : score !== null
    if (!known && !missing.includes(node)) missing.push(node)
    const atMost = allowedBy(questionnaire, gate, nodeLevel, score)
    if (atMost === null) continue
    causes.push(
      gate.kind === 'minChildPlus'
        ? { kind: gate.kind, node, nodeLevel: nodeLevel as number, plus: gate.plus, atMost }
        : { kind: gate.kind, node, score, atLeast: gate.atLeast, atMost },
    )
  }
  if (typeof indexLevel !== 'number') return { indexLevel, level: indexLevel, causes: [], missing }
  const level = Math.min(indexLevel, ...causes.map((cause) => cause.atMost))
  return {
    indexLevel,
    level,
    causes: causes.filter((cause) => cause.atMost === level && level < indexLevel),
    missing,
  }
}

/** The highest level of the table below another one. */
function levelBelow({ levels }: Questionnaire, most: number): number | null {
  let found: number | null = null
  for (const { level } of levels?.table ?? []) {
    if (typeof level === 'number' && level < most && (found === null || level > found)) found = level
  }
  return found
}

/** What can hold a level down: a node, or an item, under one of the caps. */
type Gate = { node: string } & (
  | Pick<Extract<Cap, { kind: 'minChildPlus' }>, 'kind' | 'plus'>
  | Extract<Cap, { kind: 'requires' }>
)
type Cap = NonNullable<Questionnaire['caps']>[number]

export const gatesOf = remembered(({ caps = [] }: Questionnaire): readonly Gate[] =>
  caps.flatMap((cap): Gate[] =>
    cap.kind === 'minChildPlus' ? cap.of.map((node) => ({ kind: cap.kind, node, plus: cap.plus })) : [cap],
  ),
)

/** The highest level that a gate with this level and score allows (rule S13); null when it holds nothing down. */
export function allowedBy(
  questionnaire: Questionnaire,
  gate: Gate,
  level: Level | null,
  score: number | null,
): number | null {
  if (gate.kind === 'minChildPlus') return typeof level === 'number' ? level + gate.plus : null
  const met = score === null ? gate.whenMissing === 'ignore' : atLeast(score, gate.atLeast)
  return met ? null : levelBelow(questionnaire, gate.level)
}

/** How much the result rests on answers (rule S14), in items of the whole tree. */
export function confidenceOf(
  questionnaire: Questionnaire,
  root: Pick<NodeScore, 'answered' | 'applicable' | 'dontKnow'>,
): Confidence {
  const { high, medium } = questionnaire.confidence ?? {
    high: { answered: 0.9, dontKnow: 0.1 },
    medium: { answered: 0.75 },
  }
  if (root.applicable === 0) return 'low'
  const answered = root.answered / root.applicable
  const dontKnow = root.dontKnow / root.applicable
  if (atLeast(answered, high.answered) && atLeast(high.dontKnow, dontKnow)) return 'high'
  return atLeast(answered, medium.answered) ? 'medium' : 'low'
}

/** The bottleneck and the strength among the nodes the questionnaire names (rule S15). */
function extremes(questionnaire: Questionnaire, tree: Map<string, Computed>): Pick<Scores, 'bottleneck' | 'strongest'> {
  const { of, within } = questionnaire.bottleneck ?? { of: [], within: 0 }
  const assessed = of.flatMap((id) => {
    const score = tree.get(id)?.score
    return score === null || score === undefined ? [] : [{ id, score }]
  })
  const lowest = Math.min(...assessed.map(({ score }) => score))
  const highest = Math.max(...assessed.map(({ score }) => score))
  return {
    bottleneck: assessed
      .filter(({ score }) => atLeast(lowest + within, score))
      .sort((a, b) => (same(a.score, b.score) ? of.indexOf(a.id) - of.indexOf(b.id) : a.score - b.score))
      .map(({ id }) => id),
    strongest: assessed.find(({ score }) => same(score, highest))?.id ?? null,
  }
}

function byId(nodes: NodeScore[]): Record<string, NodeScore> {
  return Object.fromEntries(nodes.map((node) => [node.id, node]))
}

// Two versions of a questionnaire beside each other.

/** Why two rounds cannot be laid side by side at all (rule C1). */
export type NotComparable = 'other-questionnaire' | 'other-major'

/** Whether answers to two versions cannot be laid side by side, and why (rule C1); null when they can. */
export function notComparable(
  one: Pick<Questionnaire, 'id' | 'version'>,
  other: Pick<Questionnaire, 'id' | 'version'>,
): NotComparable | null {
  if (one.id !== other.id) return 'other-questionnaire'
  return majorOf(one) === majorOf(other) ? null : 'other-major'
}

/** What both versions ask with the same options and scores (rule C2), in the order of the later one. */
export function askedAlike(before: Questionnaire, after: Questionnaire): string[] {
  const [earlier, later] = [scoredById(before), scoredById(after)]
  return [...later].flatMap(([id, question]) => {
    const old = earlier.get(id)
    return old && !asksDifferently(old, question) ? [id] : []
  })
}

function majorOf({ version }: Pick<Questionnaire, 'version'>): string {
  return version.split('.')[0] ?? version
}

/** The questions that are scored, by their ids. */
export function scoredById(questionnaire: Questionnaire): Map<string, Question> {
  return new Map([...questionsById(questionnaire)].filter(([, question]) => question.score))
}

/** Whether an answer would mean another number; words, help and advice may differ. */
function asksDifferently(one: Question, other: Question): boolean {
  const meaning = ({ type, score, options, rows, columns, rowScale }: Question) =>
    JSON.stringify([
      type,
      score,
      [options, columns].map((list) => list?.map(({ text: _text, ...meant }) => meant)),
      rows?.map(({ id }) => id),
      rowScale,
    ])
  return meaning(one) !== meaning(other)
}
