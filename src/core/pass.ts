// Many results scored one after the other: the numbers of scoring.ts, priorities.ts and programmes.ts without their explanations.
// What one questionnaire's results have in common is worked out once (rule CO2 of ./README.md).
import {
  type Answer,
  type Answers,
  chosenBy,
  type Facts,
  holds,
  type ItemValue,
  imputed,
  itemsOfTree,
  itemValue,
  valuesOf,
} from './answers'
import { type Lists, type Profile, type Programme, tickedGaps } from './catalogue'
import { atLeast, EPSILON, rescale } from './numbers'
import { filledPlaces, type GapCode, gapCodesOf, placesOf, targetAbove } from './priorities'
import { rankerOf } from './programmes'
import type { Missing, Node, Question, Questionnaire, Scale } from './questionnaire'
import { matchedLevel, resultOf } from './result'
import { type Confidence, capLevel, confidenceOf, gatesOf, type Level, levelAt, levelsOf } from './scoring'
import { idOf, isNode, questionsById, scaleOfNode, scaleOfQuestion, weightOf } from './tree'

/** What a cohort wants to know of one result; every number is the one that `resultOf` gives. */
export interface Pass {
  /** In the order of `items` and `nodes` of the scorer. */
  items: readonly ItemValue[]
  scores: readonly (number | null)[]
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
  gaps: readonly GapCode[]
  /** The programmes that fit, best first, by their places in the catalogue. */
  programmes: readonly number[]
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
  pass(answers: Answers, profile: Profile): Pass
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
      : (answers, profile) => wholePass(questionnaire, items, nodes, catalogue, lists, answers, profile),
  }
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
    items: items.map((id) => scores.items[id] as ItemValue),
    scores: nodes.map(({ id }) => scores.nodes[id]?.score ?? null),
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

/** One child of a node, by its place among the items or, above them, the nodes. */
interface Child {
  place: number
  isItem: boolean
  weight: number
  scale: Scale
  same: boolean
  /** What a "don't know" and a blank count as; NaN is left out. */
  dk: number
  blank: number
}

interface Plan {
  node: Node
  children: Child[]
  scale: Scale
  missing: Missing
}

/** A node of the pass: filled anew with every result. */
interface Totals {
  score: number | null
  level: Level | null
  answered: number
  applicable: number
  dontKnow: number
  blank: number
  out: boolean
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
  const placeOfItem = new Map(items.map((id, i) => [id, i]))
  const plans = plansOf(questionnaire, nodes, placeOfItem)
  const totals = plans.map(emptyTotals)
  const totalsById = new Map(nodes.map(({ id }, i) => [id, totals[i] as Totals]))
  const root = totals[totals.length - 1] as Totals
  const gates = gatesOf(questionnaire)
  const levelled = nodes.flatMap((node, i) =>
    node.id === questionnaire.root.id || gates.includes(node.id)
      ? [{ own: totals[i] as Totals, table: levelsOf(questionnaire, node) }]
      : [],
  )
  // Only rules that ask about other questions need them.
  const others = new Set(questionnaire.questions.map(({ id }) => id).filter((id) => !placeOfItem.has(id)))
  const rules = questionnaire.rules ?? []

  const values: ItemValue[] = items.map((id) => ({ id, state: 'blank', value: null }))
  const scores: (number | null)[] = nodes.map(() => null)
  let said: Answers = {}
  let rest: Map<string, ItemValue> | null = null
  const valueIn = (id: string): ItemValue | undefined => {
    const place = placeOfItem.get(id)
    if (place !== undefined) return values[place]
    if (!others.has(id)) return undefined
    rest ??= valuesOf(questionnaire, said)
    return rest.get(id)
  }
  const found = { get: valueIn }
  const facts: Facts = {
    value: (id) => totalsById.get(id)?.score ?? valueIn(id)?.value ?? null,
    chosen: (id) => chosenBy(valueIn(id), said[id]),
  }
  const gapsOf = gapFinder(questionnaire, asked, placeOfItem, lists)
  const rank = rankerOf(catalogue)(lists)

  return (answers, profile) => {
    said = answers
    rest = null
    for (let i = 0; i < values.length; i++) values[i] = (worths[i] as Worth)(answers[items[i] as string])
    for (let i = 0; i < plans.length; i++) {
      const own = totals[i] as Totals
      sumUp(plans[i] as Plan, own, values, totals)
      scores[i] = own.score
    }
    for (const { own, table } of levelled) own.level = own.score === null ? null : levelAt(table, own.score)
    const cap = capLevel(questionnaire, totalsById, found)
    const gaps = gapsOf(values, root.score, profile)
    const { taken, best } = rank(gaps, matchedLevel(lists, { cap }), profile)
    return {
      items: values,
      scores,
      level: cap.level,
      answered: root.answered,
      applicable: root.applicable,
      dontKnow: root.dontKnow,
      blank: root.blank,
      confidence: confidenceOf(questionnaire, root),
      provisional: root.blank > 0 || gates.some((id) => totalsById.get(id)?.score === null),
      hints: rules.filter((rule) => holds(rule.if, facts) === true).map(({ id }) => id),
      gaps,
      programmes: taken,
      programmeGaps: taken.map((place) => best[place] as number),
    }
  }
}

type Worth = (answer: Answer | undefined) => ItemValue

/** What an answer to a question is worth; of a choice every possible answer is worked out before. */
function worthOf(questionnaire: Questionnaire, question: Question): Worth {
  const known = new Map<Answer | undefined, ItemValue>()
  const ids = question.type === 'single' ? (question.options ?? []).map(({ id }) => id) : []
  for (const answer of [undefined, 'dk', 'na', ...ids]) known.set(answer, itemValue(questionnaire, question, answer))
  return (answer) => known.get(answer) ?? itemValue(questionnaire, question, answer)
}

function plansOf(
  questionnaire: Questionnaire,
  nodes: readonly Node[],
  placeOfItem: ReadonlyMap<string, number>,
): Plan[] {
  const questions = questionsById(questionnaire)
  const placeOfNode = new Map(nodes.map(({ id }, i) => [id, i]))
  return nodes.map((node) => {
    const missing = { ...questionnaire.missing, ...node.missing }
    const own = scaleOfNode(questionnaire, node)
    const children = node.children.map((child): Child => {
      const id = idOf(child)
      const question = isNode(child) ? undefined : questions.get(id)
      const place = (question ? placeOfItem.get(id) : placeOfNode.get(id)) ?? -1
      const scale = question
        ? scaleOfQuestion(questionnaire, question)
        : scaleOfNode(questionnaire, nodes[place] as Node)
      return {
        place,
        isItem: question !== undefined,
        weight: node.aggregate === 'mean' ? 1 : weightOf(child),
        scale,
        same: scale.min === own.min && scale.max === own.max,
        dk: imputed('dont-know', missing, scale) ?? Number.NaN,
        blank: imputed('blank', missing, scale) ?? Number.NaN,
      }
    })
    return { node, children, scale: own, missing }
  })
}

function emptyTotals(): Totals {
  return { score: null, level: null, answered: 0, applicable: 0, dontKnow: 0, blank: 0, out: false }
}

/** One mean over a node's children (rules S1, S3, S7 and S8). The sums run in the order of scoring.ts, so that they end in the same bits. */
function sumUp(plan: Plan, to: Totals, values: readonly ItemValue[], totals: readonly Totals[]): void {
  // One by one: this is what a hundred thousand results spend their time on.
  let answered = 0
  let applicable = 0
  let dontKnow = 0
  let blank = 0
  let weightOfAll = 0
  let weight = 0
  let weighted = 0
  let counted = 0
  for (const child of plan.children) {
    let value = Number.NaN
    if (child.isItem) {
      const { state, value: own } = values[child.place] as ItemValue
      if (state === 'not-applicable' || state === 'hidden') continue
      applicable++
      if (state === 'answered') {
        answered++
        value = own ?? Number.NaN
      } else if (state === 'dont-know') {
        dontKnow++
        value = child.dk
      } else {
        blank++
        value = child.blank
      }
    } else {
      const below = totals[child.place] as Totals
      answered += below.answered
      applicable += below.applicable
      dontKnow += below.dontKnow
      blank += below.blank
      if (below.out) continue
      value = below.score ?? Number.NaN
    }
    weightOfAll += child.weight
    if (Number.isNaN(value)) continue
    counted++
    weight += child.weight
    weighted += child.weight * (child.same ? value : rescale(value, child.scale, plan.scale))
  }
  const share = weightOfAll === 0 ? 0 : weight / weightOfAll
  const least = Math.min(plan.missing.minAnswered ?? 0, applicable)
  const valid = counted > 0 && atLeast(share, plan.missing.minAnsweredShare ?? 0) && answered >= least
  to.score = valid ? weighted / weight : null
  to.answered = answered
  to.applicable = applicable
  to.dontKnow = dontKnow
  to.blank = blank
  to.out = weightOfAll === 0
}

/** The gap codes of a result (rules P1 to P6), by the default preset; the same ones are the same list. */
function gapFinder(
  questionnaire: Questionnaire,
  asked: readonly Question[],
  placeOfItem: ReadonlyMap<string, number>,
  lists: Lists,
): (values: readonly ItemValue[], index: number | null, profile: Profile) => readonly GapCode[] {
  const { priority } = questionnaire
  const items = asked.map(({ id }) => id)
  const allCodes = [...new Set(asked.flatMap(({ gaps = [] }) => gaps))]
  const codes = asked.map(({ gaps = [] }) => gaps.map((code) => allCodes.indexOf(code)))
  const most = Math.max(0, ...codes.map((own) => own.length))
  const wanted = questionnaire.gapCodes?.weights.length ?? 0
  const known = new Map<string, Map<number, readonly GapCode[]>>()
  const gapsFor = (focus: readonly { item: number }[], profile: Profile): readonly GapCode[] => {
    const ticks = profile.makes?.length ? tickedGaps(lists, profile) : []
    const ticked = ticks.join()
    const own = known.get(ticked) ?? new Map<number, readonly GapCode[]>()
    known.set(ticked, own)
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
    const found =
      own.get(key) ??
      gapCodesOf(
        questionnaire,
        focus.map(({ item }) => ({ item: items[item] ?? '', for: items[item] ?? '', findOut: false })),
        ticks,
      )
    own.set(key, found)
    return found
  }
  if (!priority) return (_, __, profile) => gapsFor([], profile)

  const count = asked.length
  const weights = priority.presets[priority.defaultPreset] ?? []
  const scales = asked.map((question) => scaleOfQuestion(questionnaire, question))
  const onScale = (value: number, i: number) => rescale(value, scales[i] as Scale, questionnaire.scale)
  const references = asked.map(({ reference }, i) => (reference === undefined ? Number.NaN : onScale(reference, i)))
  const needs = asked.map(({ needs = [] }) =>
    needs.flatMap(({ item, atLeast: least }) => {
      const place = placeOfItem.get(item)
      return place === undefined ? [] : [{ place, least }]
    }),
  )
  const places = placesOf(questionnaire).map((group) =>
    group === null ? null : new Set([...group].flatMap((id) => placeOfItem.get(id) ?? [])),
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
      raw: new Float64Array(count),
      total: 0,
      alive: false,
    }
  })
  const [at, impact, gap] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)]
  const order = new Int32Array(count)
  /** The raw values of one column for the items that have a value, and what they come to. */
  const fill = (column: (typeof columns)[number], profile: Profile, target: number, ranked: number) => {
    const { relevance, kind, raw } = column
    const chosen = kind === 'goals' ? profile.goals : kind === 'pains' ? profile.pains : undefined
    if (relevance) {
      raw.fill(0)
      for (const code of chosen ?? []) {
        const points = relevance.get(code)
        if (points) for (let i = 0; i < count; i++) raw[i] = (raw[i] as number) + (points[i] as number)
      }
    }
    let total = 0
    let alive = false
    for (let r = 0; r < ranked; r++) {
      const i = order[r] as number
      if (!relevance) raw[i] = Math.max(target - (at[i] as number), 0)
      total += raw[i] as number
      if (Math.abs(raw[i] as number) > EPSILON) alive = true
    }
    column.total = total
    column.alive = alive
  }
  let values: readonly ItemValue[] = []
  const standIn = (item: number): number => {
    for (const { place, least } of needs[item] ?? []) {
      const { state, value } = values[place] as ItemValue
      if (state === 'not-applicable' || state === 'hidden') continue
      if (value === null || !atLeast(value, least)) return standIn(place)
    }
    return item
  }

  return (own, index, profile) => {
    values = own
    const target = targetAbove(questionnaire, index)
    let ranked = 0
    for (let i = 0; i < count; i++) {
      const { value } = own[i] as ItemValue
      impact[i] = 0
      if (value === null) continue
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
      const weight = (weights[c] ?? 0) / all
      for (let r = 0; r < ranked; r++) {
        const i = order[r] as number
        impact[i] = (impact[i] as number) + weight * ((raw[i] as number) / total)
      }
    }
    // Those with a gap, sorted as `byImpact` would (rule P3).
    const withGap: number[] = []
    for (let r = 0; r < ranked; r++) {
      const mine = order[r] as number
      const weighs = impact[mine] as number
      const wide = gap[mine] as number
      if (wide <= EPSILON) continue
      let to = withGap.length
      for (; to > 0; to--) {
        const other = withGap[to - 1] as number
        const more = weighs - (impact[other] as number)
        if (Math.abs(more) > EPSILON ? more < 0 : wide - (gap[other] as number) <= EPSILON) break
        withGap[to] = other
      }
      withGap[to] = mine
    }
    return gapsFor(filledPlaces(places, withGap, standIn), profile)
  }
}
