// Many results scored one after the other: the numbers of scoring.ts, priorities.ts and programmes.ts without their explanations.
// What one questionnaire's results have in common is worked out once (rule CO2 of ./README.md).
import {
  type Answer,
  type Answers,
  chosenBy,
  type Facts,
  type ItemState,
  type ItemValue,
  imputed,
  itemsOfTree,
  itemValue,
  testOf,
  valuesOf,
} from './answers'
import { type Lists, type Profile, type Programme, tickedGaps } from './catalogue'
import { type Codes, choicesOf, decodedAnswers } from './codes'
import { atLeast, EPSILON, rescale } from './numbers'
import { filledPlaces, placesOf, targetAbove, type WeighedGap, weighedGaps } from './priorities'
import { rankerOf } from './programmes'
import type { Node, Question, Questionnaire, Scale } from './questionnaire'
import { matchedLevel, resultOf } from './result'
import { allowedBy, type Confidence, confidenceOf, gatesOf, type Level, levelAt, levelsOf } from './scoring'
import { idOf, isNode, kept, questionsById, scaleOfNode, scaleOfQuestion, weightOf } from './tree'

/** Every state of an item; the last two are left out of what applies. */
export const STATES = ['answered', 'dont-know', 'blank', 'not-applicable', 'hidden'] as const satisfies ItemState[]
const [ANSWERED, DO_NOT_KNOW, OUT] = [0, 1, 3]

/** What a cohort wants to know of one result; every number is the one that `resultOf` gives. */
export interface Pass {
  /** In the order of `items` and `nodes` of the scorer; NaN where there is none. */
  values: Float64Array
  scores: Float64Array
  /** Why each item has its value or none, by its place among `STATES`. */
  states: Uint8Array
  /** The capped level. */
  level: Level | null
  answered: number
  applicable: number
  dontKnow: number
  blank: number
  confidence: Confidence
  provisional: boolean
  /** Ids of the rules whose condition holds: answers that do not fit together. */
  hints: readonly string[]
  gaps: readonly WeighedGap[]
  /** The programmes that fit, best first, by their places in the catalogue. */
  programmes: ArrayLike<number>
  /** The gap that each of them belongs to, by its place among the gaps. */
  programmeGaps: readonly number[]
}

export interface Scorer {
  questionnaire: Questionnaire
  /** The scored items of the main tree, and its nodes, each node after its children; the root is the last. */
  items: readonly string[]
  nodes: readonly string[]
  /** The ids of the catalogue. */
  programmes: readonly string[]
  /** What it gives is filled anew with every call. */
  pass(answers: Answers | Codes, profile: Profile): Pass
}

/** A scorer of results of one questionnaire. Trees of means are passed quickly; of any other the whole engine is asked. */
export function scorerOf(questionnaire: Questionnaire, catalogue: readonly Programme[], lists: Lists): Scorer {
  const items = itemsOfTree(questionnaire)
  const nodes = inOrder(questionnaire.root)
  const quick = isPlain(questionnaire, nodes)
  return {
    questionnaire,
    items,
    nodes: nodes.map(({ id }) => id),
    programmes: catalogue.map(({ id }) => id),
    pass: quick
      ? quickPass(questionnaire, items, nodes, catalogue, lists)
      : (answers, profile) =>
          wholePass(questionnaire, items, nodes, catalogue, lists, asAnswers(questionnaire, answers), profile),
  }
}

function asAnswers(questionnaire: Questionnaire, answers: Answers | Codes): Answers {
  return answers instanceof Uint8Array ? decodedAnswers(choicesOf(questionnaire), answers) : answers
}

/** Every node after its children, as scoring goes. */
function inOrder(node: Node): Node[] {
  return [...node.children.flatMap((child) => (isNode(child) ? inOrder(child) : [])), node]
}

/** Whether every node is a mean, no scored question is ever hidden, and gaps are measured to the common target. */
function isPlain(questionnaire: Questionnaire, nodes: readonly Node[]): boolean {
  const { priority, questions } = questionnaire
  const means = nodes.every(({ aggregate = 'weightedMean' }) => aggregate === 'weightedMean' || aggregate === 'mean')
  const always = questions.every(({ score, visibleWhen, after }) => !score || (!visibleWhen && after === undefined))
  const common =
    !priority ||
    (!priority.of &&
      priority.columns.every(
        ({ source, normalise = 'share', clampNegative = true }) =>
          source !== 'reference-minus-score' && normalise === 'share' && clampNegative,
      ))
  return means && always && common
}

function wholePass(
  questionnaire: Questionnaire,
  items: readonly string[],
  nodes: readonly Node[],
  catalogue: readonly Programme[],
  lists: Lists,
  answers: Answers,
  profile: Profile,
): Pass {
  const { scores, gaps, recommendations } = resultOf(questionnaire, catalogue, lists, answers, profile)
  const root = scores.nodes[scores.root]
  return {
    values: Float64Array.from(items, (id) => scores.items[id]?.value ?? Number.NaN),
    scores: Float64Array.from(nodes, ({ id }) => scores.nodes[id]?.score ?? Number.NaN),
    states: Uint8Array.from(items, (id) => STATES.indexOf(scores.items[id]?.state ?? 'blank')),
    level: scores.cap.level,
    answered: root?.answered ?? 0,
    applicable: root?.applicable ?? 0,
    dontKnow: root?.dontKnow ?? 0,
    blank: root?.blank ?? 0,
    confidence: scores.confidence,
    provisional: scores.provisional,
    hints: scores.hints,
    gaps,
    programmes: recommendations.programmes.map((found) => catalogue.findIndex(({ id }) => id === found.id)),
    programmeGaps: recommendations.programmes.map(({ gap }) => gaps.findIndex(({ code }) => code === gap)),
  }
}

/** A node's children, by their places among the numbers of a result: the items' values, then the nodes' scores. */
interface Plan {
  places: Int32Array
  weights: Float64Array
  /** What a "don't know" and a blank of each count as; NaN is left out. */
  dontKnow: Float64Array
  blank: Float64Array
  /** The scale of a child that is measured on another one than the node. */
  scales: readonly (Scale | null)[]
  scale: Scale
  minAnswered: number
  minAnsweredShare: number
}

function quickPass(
  questionnaire: Questionnaire,
  items: readonly string[],
  nodes: readonly Node[],
  catalogue: readonly Programme[],
  lists: Lists,
): Scorer['pass'] {
  const questions = questionsById(questionnaire)
  const asked = items.map((id) => questions.get(id) as Question)
  const worths = asked.map((question) => worthOf(questionnaire, question))
  const [count, rootPlace] = [items.length, items.length + nodes.length - 1]
  // The items' values and the nodes' scores side by side, and what each of the nodes counted below it.
  const placeOf = new Map([...items, ...nodes.map(({ id }) => id)].map((id, place) => [id, place]))
  const numbers = new Float64Array(count + nodes.length)
  const [values, scores] = [numbers.subarray(0, count), numbers.subarray(count)]
  const states = new Uint8Array(count)
  const plans = nodes.map((node) => planOf(questionnaire, node, nodes, placeOf))
  const totals = totalling(count, nodes.length)
  const levels = nodes.map((): Level | null => null)
  const gates = gatesOf(questionnaire).map((gate) => ({ gate, place: placeOf.get(gate.node) ?? -1 }))
  const tables = nodes.map((node, i) =>
    count + i === rootPlace || gates.some(({ place }) => place === count + i)
      ? levelsOf(questionnaire, node)
      : undefined,
  )
  const numberAt = (place: number) => {
    const number = place < 0 ? Number.NaN : (numbers[place] as number)
    return Number.isNaN(number) ? null : number
  }
  /** The level of the index under its caps (rule S13). */
  const capped = (): Level | null => {
    let level = levels[rootPlace - count] ?? null
    if (typeof level !== 'number') return level
    for (const { gate, place } of gates) {
      const most = allowedBy(questionnaire, gate, levels[place - count] ?? null, numberAt(place))
      if (most !== null && most < level) level = most
    }
    return level
  }
  const rules = (questionnaire.rules ?? []).map((rule) => ({
    id: rule.id,
    test: testOf(rule.if, (id) => placeOf.get(id) ?? id),
  }))

  const [hints, programmeGaps]: [string[], number[]] = [[], []]
  const found: Pass = {
    ...{ values, scores, states, hints, programmeGaps },
    ...{ level: null, answered: 0, applicable: 0, dontKnow: 0, blank: 0 },
    ...{ confidence: 'low', provisional: false, gaps: [], programmes: [] },
  }
  let given: Answers | Codes = {}
  let said: Answers | null = null
  let rest: Map<string, ItemValue> | null = null
  /** What was answered in words, and what questions are worth that are not scored: few rules ask for it. */
  const inWords = () => {
    said ??= asAnswers(questionnaire, given)
    return said
  }
  const valueIn = (id: string): ItemValue | undefined => {
    rest ??= valuesOf(questionnaire, inWords())
    return rest.get(id)
  }
  const facts: Facts<number | string> = {
    value: (key) => (typeof key === 'number' ? numberAt(key) : (valueIn(key)?.value ?? null)),
    chosen(key) {
      const id = typeof key === 'number' ? (items[key] ?? '') : key
      return chosenBy(valueIn(id), inWords()[id])
    },
  }
  const gapsOf = gapFinder(questionnaire, asked, placeOf, lists)
  const rank = rankerOf(catalogue)(lists)
  const highest = matchedLevel(lists, Infinity) ?? Infinity

  return (answers, profile) => {
    given = answers
    said = null
    rest = null
    for (let i = 0; i < count; i++) {
      const worth = worths[i] as Worth
      if (answers instanceof Uint8Array) {
        // What is no choice is not in the codes: it was left blank.
        const code = answers[worth.place] ?? 0
        values[i] = worth.values[code] as number
        states[i] = worth.states[code] as number
      } else {
        const { value, state } = worth.of(answers[items[i] as string])
        values[i] = value ?? Number.NaN
        states[i] = STATES.indexOf(state)
      }
    }
    for (let i = 0; i < plans.length; i++) {
      numbers[count + i] = sumUp(plans[i] as Plan, count + i, numbers, states, totals)
      const table = tables[i]
      if (table) levels[i] = Number.isNaN(scores[i] as number) ? null : levelAt(table, scores[i] as number)
    }
    const index = numbers[rootPlace] as number
    const level = capped()
    hints.length = 0
    for (const { id, test } of rules) if (test(facts) === true) hints.push(id)
    const gaps = gapsOf(values, states, Number.isNaN(index) ? null : index, profile)
    const { taken, best } = rank(gaps, typeof level === 'number' ? Math.min(level, highest) : null, profile)
    programmeGaps.length = 0
    for (const place of taken) programmeGaps.push(best[place] as number)
    found.answered = totals.answered[rootPlace] as number
    found.applicable = totals.applicable[rootPlace] as number
    found.dontKnow = totals.dontKnow[rootPlace] as number
    found.blank = totals.blank[rootPlace] as number
    found.level = level
    found.confidence = confidenceOf(questionnaire, found)
    found.provisional = found.blank > 0
    for (const { place } of gates)
      if (place >= count && Number.isNaN(numbers[place] as number)) found.provisional = true
    found.gaps = gaps
    found.programmes = taken
    return found
  }
}

interface Worth {
  of(answer: Answer | undefined): ItemValue
  /** The question's place among the choices, and by code the value and the state of each answer to it. */
  place: number
  values: Float64Array
  states: Uint8Array
}

/** What an answer to a question is worth; of a choice every possible answer is worked out before. */
function worthOf(questionnaire: Questionnaire, question: Question): Worth {
  const choices = choicesOf(questionnaire)
  const place = choices.findIndex((choice) => choice.question === question.id)
  const possible = [undefined, ...(choices[place]?.answers ?? [])]
  const worth = possible.map((answer) => itemValue(questionnaire, question, answer))
  return {
    of: (answer) => worth[possible.indexOf(answer as string)] ?? itemValue(questionnaire, question, answer),
    place,
    values: Float64Array.from(worth, ({ value }) => value ?? Number.NaN),
    states: Uint8Array.from(worth, ({ state }) => STATES.indexOf(state)),
  }
}

function planOf(
  questionnaire: Questionnaire,
  node: Node,
  nodes: readonly Node[],
  placeOf: ReadonlyMap<string, number>,
): Plan {
  const questions = questionsById(questionnaire)
  const { minAnswered = 0, minAnsweredShare = 0, ...missing } = { ...questionnaire.missing, ...node.missing }
  const scale = scaleOfNode(questionnaire, node)
  const children = node.children.map((child) => {
    const id = idOf(child)
    const question = isNode(child) ? undefined : questions.get(id)
    const own = question
      ? scaleOfQuestion(questionnaire, question)
      : scaleOfNode(questionnaire, nodes.find((other) => other.id === id) as Node)
    return { place: placeOf.get(id) ?? -1, weight: node.aggregate === 'mean' ? 1 : weightOf(child), own }
  })
  const countsAs = (state: ItemState) =>
    Float64Array.from(children, ({ own }) => imputed(state, missing, own) ?? Number.NaN)
  return {
    places: Int32Array.from(children, ({ place }) => place),
    weights: Float64Array.from(children, ({ weight }) => weight),
    dontKnow: countsAs('dont-know'),
    blank: countsAs('blank'),
    scales: children.map(({ own }) => (own.min === scale.min && own.max === scale.max ? null : own)),
    scale,
    minAnswered,
    minAnsweredShare,
  }
}

/** How many items below each node are answered, apply, are not known and blank; `out` when none of them applies. By place; the items' own stay 0. */
interface Totals {
  items: number
  answered: Int32Array
  applicable: Int32Array
  dontKnow: Int32Array
  blank: Int32Array
  out: Uint8Array
}

function totalling(items: number, nodes: number): Totals {
  const counts = () => new Int32Array(items + nodes)
  return {
    items,
    answered: counts(),
    applicable: counts(),
    dontKnow: counts(),
    blank: counts(),
    out: new Uint8Array(items + nodes),
  }
}

/**
 * One mean over a node's children (rules S1, S3, S7 and S8); NaN when it is not valid. The sums run in the order of scoring.ts, so that they
 * end in the same bits.
 */
function sumUp(plan: Plan, at: number, numbers: Float64Array, states: Uint8Array, totals: Totals): number {
  // One by one: this is what a hundred thousand results spend their time on.
  let answered = 0
  let applicable = 0
  let dontKnow = 0
  let blank = 0
  let weightOfAll = 0
  let weight = 0
  let weighted = 0
  let counted = 0
  for (let i = 0; i < plan.places.length; i++) {
    const place = plan.places[i] as number
    let value = numbers[place] as number
    if (place < totals.items) {
      const state = states[place] as number
      if (state >= OUT) continue
      applicable++
      if (state === ANSWERED) answered++
      else if (state === DO_NOT_KNOW) {
        dontKnow++
        value = plan.dontKnow[i] as number
      } else {
        blank++
        value = plan.blank[i] as number
      }
    } else {
      answered += totals.answered[place] as number
      applicable += totals.applicable[place] as number
      dontKnow += totals.dontKnow[place] as number
      blank += totals.blank[place] as number
      if (totals.out[place] === 1) continue
    }
    const own = plan.weights[i] as number
    weightOfAll += own
    if (Number.isNaN(value)) continue
    const scale = plan.scales[i]
    counted++
    weight += own
    weighted += own * (scale ? rescale(value, scale, plan.scale) : value)
  }
  totals.answered[at] = answered
  totals.applicable[at] = applicable
  totals.dontKnow[at] = dontKnow
  totals.blank[at] = blank
  totals.out[at] = weightOfAll === 0 ? 1 : 0
  const share = weightOfAll === 0 ? 0 : weight / weightOfAll
  const least = Math.min(plan.minAnswered, applicable)
  return counted > 0 && atLeast(share, plan.minAnsweredShare) && answered >= least ? weighted / weight : Number.NaN
}

/** The gap codes of a result (rules P1 to P6), by the default preset; the same ones are the same list. */
function gapFinder(
  questionnaire: Questionnaire,
  asked: readonly Question[],
  placeOf: ReadonlyMap<string, number>,
  lists: Lists,
): (values: Float64Array, states: Uint8Array, index: number | null, profile: Profile) => readonly WeighedGap[] {
  const { priority } = questionnaire
  const allCodes = [...new Set(asked.flatMap(({ gaps = [] }) => gaps))]
  const codes = asked.map(({ gaps = [] }) => gaps.map((code) => allCodes.indexOf(code)))
  const most = Math.max(0, ...codes.map((own) => own.length))
  const wanted = questionnaire.gapCodes?.weights.length ?? 0
  const known = new Map<string, Map<number, readonly WeighedGap[]>>()
  const gapsFor = (focus: readonly { item: number }[], profile: Profile): readonly WeighedGap[] => {
    const ticks = profile.makes?.length ? tickedGaps(lists, profile) : []
    const ticked = ticks.join()
    const own = kept(known, ticked, () => new Map<number, readonly WeighedGap[]>())
    // Few lists of codes come from many ways to win a place: each is made once, and programmes are matched with it once.
    let key = 0
    const taken: number[] = []
    for (let i = 0; i < most; i++) {
      for (const { item } of focus) {
        const code = codes[item]?.[i]
        if (code === undefined || taken.length >= wanted - ticks.length) continue
        if (taken.includes(code) || ticks.includes(allCodes[code] as string)) continue
        taken.push(code)
        key = key * (allCodes.length + 1) + code + 1
      }
    }
    return kept(own, key, () => {
      const codes = taken.map((code) => allCodes[code] as string)
      return weighedGaps(questionnaire, codes, ticks)
    })
  }
  if (!priority) return (_, __, ___, profile) => gapsFor([], profile)

  const count = asked.length
  const weights = priority.presets[priority.defaultPreset] ?? []
  const scales = asked.map((question) => scaleOfQuestion(questionnaire, question))
  const onScale = (value: number, i: number) => rescale(value, scales[i] as Scale, questionnaire.scale)
  const references = asked.map(({ reference }, i) => (reference === undefined ? Number.NaN : onScale(reference, i)))
  const needs = asked.map(({ needs = [] }) =>
    needs.flatMap(({ item, atLeast: least }) => {
      const place = placeOf.get(item)
      return place === undefined ? [] : [{ place, least }]
    }),
  )
  const places = placesOf(questionnaire).map((group) =>
    group === null ? null : new Set([...group].flatMap((id) => placeOf.get(id) ?? [])),
  )
  const columns = priority.columns.map(({ source, by = '' }) => {
    const codes = new Set(
      source === 'relevance' ? asked.flatMap(({ relevance }) => Object.keys(relevance?.[by] ?? {})) : [],
    )
    return {
      kind: by,
      relevance:
        source === 'relevance'
          ? new Map(
              [...codes].map((code) => [
                code,
                Float64Array.from(asked, ({ relevance }) => relevance?.[by]?.[code] ?? 0),
              ]),
            )
          : null,
      own: new Float64Array(count),
      raw: new Float64Array(count) as Float64Array,
      total: 0,
      alive: false,
    }
  })
  const [at, impact, gap] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)]
  const [order, withGap] = [new Int32Array(count), new Int32Array(count)]
  /** The raw values of one column for the items that have a value, and what they come to. */
  const fill = (column: (typeof columns)[number], profile: Profile, target: number, ranked: number) => {
    const { relevance, kind, own } = column
    const chosen = kind === 'goals' ? profile.goals : kind === 'pains' ? profile.pains : undefined
    const raw = relevance ? relevanceOf(relevance, chosen, own) : own
    if (!relevance) for (let i = 0; i < count; i++) own[i] = Math.max(target - (at[i] as number), 0)
    let total = 0
    let most = 0
    for (let r = 0; r < ranked; r++) {
      const value = raw[order[r] as number] as number
      total += value
      if (Math.abs(value) > most) most = Math.abs(value)
    }
    column.raw = raw
    column.total = total
    column.alive = most > EPSILON
  }
  const nothing = new Float64Array(count)
  /** What the chosen codes amount to for each item; of one code, or none, it is there already. */
  const relevanceOf = (
    relevance: ReadonlyMap<string, Float64Array>,
    chosen: readonly string[] | undefined,
    own: Float64Array,
  ): Float64Array => {
    if (!chosen || chosen.length === 0) return nothing
    if (chosen.length === 1) return relevance.get(chosen[0] as string) ?? nothing
    own.fill(0)
    for (const code of chosen) {
      const points = relevance.get(code)
      if (points) for (let i = 0; i < count; i++) own[i] = (own[i] as number) + (points[i] as number)
    }
    return own
  }
  let values: Float64Array = new Float64Array(count)
  let states: Uint8Array = new Uint8Array(count)
  const standIn = (item: number): number => {
    for (const { place, least } of needs[item] ?? []) {
      // What has no value is not enough: NaN is no number at least as high.
      if ((states[place] as number) < OUT && !atLeast(values[place] as number, least)) return standIn(place)
    }
    return item
  }

  return (ownValues, ownStates, index, profile) => {
    values = ownValues
    states = ownStates
    const target = targetAbove(questionnaire, index)
    let ranked = 0
    for (let i = 0; i < count; i++) {
      const value = values[i] as number
      impact[i] = 0
      if (Number.isNaN(value)) continue
      const mine = onScale(value, i)
      const goal = references[i] as number
      at[i] = mine
      gap[i] = Math.max((Number.isNaN(goal) ? target : goal) - mine, 0)
      order[ranked++] = i
    }
    // A column of zeros drops out and the other weights are rescaled to 1 (rule P1).
    let all = 0
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c] as (typeof columns)[number]
      fill(column, profile, target, ranked)
      if (column.alive) all += weights[c] ?? 0
    }
    for (let c = 0; c < columns.length && all !== 0; c++) {
      const { raw, total, alive } = columns[c] as (typeof columns)[number]
      if (!alive || total <= EPSILON) continue
      const weight = (weights[c] ?? 0) / all / total
      for (let r = 0; r < ranked; r++) {
        const i = order[r] as number
        impact[i] = (impact[i] as number) + weight * (raw[i] as number)
      }
    }
    // Those with a gap, sorted as `byImpact` would (rule P3).
    let length = 0
    for (let r = 0; r < ranked; r++) {
      const mine = order[r] as number
      const weighs = impact[mine] as number
      const wide = gap[mine] as number
      if (wide <= EPSILON) continue
      let to = length++
      for (; to > 0; to--) {
        const other = withGap[to - 1] as number
        const more = weighs - (impact[other] as number)
        if (Math.abs(more) > EPSILON ? more < 0 : wide - (gap[other] as number) <= EPSILON) break
        withGap[to] = other
      }
      withGap[to] = mine
    }
    return gapsFor(filledPlaces(places, withGap.subarray(0, length), standIn), profile)
  }
}
