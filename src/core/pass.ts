// Many results scored one after the other: the numbers of scoring.ts, priorities.ts and programmes.ts without their explanations.
// What one questionnaire's results have in common is worked out once (rule CO2 of ./README.md).
import {
  type Answer,
  type Answers,
  chosenBy,
  type Facts,
  holds,
  type ItemState,
  type ItemValue,
  imputed,
  itemsOfTree,
  itemValue,
  valuesOf,
} from './answers'
import { type Lists, type Profile, type Programme, tickedGaps } from './catalogue'
import { atLeast, EPSILON, rescale } from './numbers'
import { byImpact, filledPlaces, type GapCode, gapCodesOf, targetAbove } from './priorities'
import { matcher } from './programmes'
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
  /** The programmes that fit, each with the gap it belongs to. */
  programmes: readonly { id: string; gap: string }[]
}

export interface Scorer {
  questionnaire: Questionnaire
  /** The scored items of the main tree, and its nodes, each node after its children; the root is the last. */
  items: readonly string[]
  nodes: readonly string[]
  /** The object is filled anew with every call. */
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
    programmes: recommendations.programmes,
  }
}

/** One child of a node, by its place among the items or the nodes. */
interface Child {
  item: number
  node: number
  weight: number
  scale: Scale
}

interface Plan {
  node: Node
  children: Child[]
  scale: Scale
  missing: Missing
  /** What a "don't know" and a blank of each child count as. */
  dk: (number | null)[]
  blank: (number | null)[]
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

const OUT: ReadonlySet<ItemState> = new Set(['not-applicable', 'hidden'])

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
  const totals = plans.map((): Totals => emptyTotals())
  const totalsById = new Map(nodes.map(({ id }, i) => [id, totals[i] as Totals]))
  const root = totals[totals.length - 1] as Totals
  const gates = gatesOf(questionnaire)
  const levelled = new Set([...gates, questionnaire.root.id])
  // Only rules that ask about other questions need them.
  const others = questionnaire.questions.filter(({ id, type }) => type !== 'info' && !placeOfItem.has(id))
  const rules = questionnaire.rules ?? []

  let values: ItemValue[] = []
  let said: Answers = {}
  let rest: Map<string, ItemValue> | null = null
  const valueIn = (id: string): ItemValue | undefined => {
    const place = placeOfItem.get(id)
    if (place !== undefined) return values[place]
    if (others.length === 0) return undefined
    rest ??= valuesOf(questionnaire, said)
    return rest.get(id)
  }
  const found = { get: valueIn }
  const facts: Facts = {
    value: (id) => totalsById.get(id)?.score ?? valueIn(id)?.value ?? null,
    chosen: (id) => chosenBy(valueIn(id), said[id]),
  }
  const gapsOf = gapFinder(questionnaire, asked, placeOfItem, lists)
  const match = matcher(catalogue, lists)

  return (answers, profile) => {
    said = answers
    rest = null
    values = worths.map((worth, i) => worth(answers[items[i] as string]))
    for (const [i, plan] of plans.entries()) sumUp(plan, totals[i] as Totals, values, totals)
    for (const [i, { node }] of plans.entries()) {
      const own = totals[i] as Totals
      if (levelled.has(node.id))
        own.level = own.score === null ? null : levelAt(levelsOf(questionnaire, node), own.score)
    }
    const cap = capLevel(questionnaire, totalsById, found)
    const gaps = gapsOf(values, root.score, profile)
    return {
      items: values,
      scores: totals.map(({ score }) => score),
      level: cap.level,
      answered: root.answered,
      applicable: root.applicable,
      dontKnow: root.dontKnow,
      blank: root.blank,
      confidence: confidenceOf(questionnaire, root),
      provisional: root.blank > 0 || gates.some((id) => totalsById.get(id)?.score === null),
      hints: rules.filter((rule) => holds(rule.if, facts) === true).map(({ id }) => id),
      gaps,
      programmes: match(gaps, matchedLevel(lists, { cap }), profile).programmes,
    }
  }
}

/** What an answer to a question is worth; of a choice every possible answer is worked out before. */
function worthOf(questionnaire: Questionnaire, question: Question): (answer: Answer | undefined) => ItemValue {
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
    const children = node.children.map((child): Child => {
      const id = idOf(child)
      const question = isNode(child) ? undefined : questions.get(id)
      const place = placeOfNode.get(id) ?? -1
      return {
        item: question ? (placeOfItem.get(id) ?? -1) : -1,
        node: question ? -1 : place,
        weight: node.aggregate === 'mean' ? 1 : weightOf(child),
        scale: question ? scaleOfQuestion(questionnaire, question) : scaleOfNode(questionnaire, nodes[place] as Node),
      }
    })
    return {
      node,
      children,
      scale: scaleOfNode(questionnaire, node),
      missing,
      dk: children.map(({ scale }) => imputed('dont-know', missing, scale)),
      blank: children.map(({ scale }) => imputed('blank', missing, scale)),
    }
  })
}

function emptyTotals(): Totals {
  return { score: null, level: null, answered: 0, applicable: 0, dontKnow: 0, blank: 0, out: false }
}

/** One mean over a node's children (rules S1, S3, S7 and S8). The sums run in the order of scoring.ts, so that they end in the same bits. */
function sumUp(plan: Plan, to: Totals, values: readonly ItemValue[], totals: readonly Totals[]): void {
  to.answered = to.applicable = to.dontKnow = to.blank = 0
  let [weightOfAll, weight, weighted, counted] = [0, 0, 0, 0]
  for (let c = 0; c < plan.children.length; c++) {
    const child = plan.children[c] as Child
    let value: number | null = null
    if (child.item >= 0) {
      const { state, value: own } = values[child.item] as ItemValue
      if (OUT.has(state)) continue
      to.applicable++
      value = own
      if (state === 'answered') to.answered++
      else if (state === 'dont-know') {
        to.dontKnow++
        value = plan.dk[c] ?? null
      } else {
        to.blank++
        value = plan.blank[c] ?? null
      }
    } else {
      const below = totals[child.node] as Totals
      to.answered += below.answered
      to.applicable += below.applicable
      to.dontKnow += below.dontKnow
      to.blank += below.blank
      if (below.out) continue
      value = below.score
    }
    weightOfAll += child.weight
    if (value === null) continue
    counted++
    weight += child.weight
    weighted += child.weight * rescale(value, child.scale, plan.scale)
  }
  to.out = weightOfAll === 0
  const share = weightOfAll === 0 ? 0 : weight / weightOfAll
  const least = Math.min(plan.missing.minAnswered ?? 0, to.applicable)
  const valid = counted > 0 && atLeast(share, plan.missing.minAnsweredShare ?? 0) && to.answered >= least
  to.score = valid ? weighted / weight : null
}

/** The gap codes of a result (rules P1 to P6), by the default preset. */
function gapFinder(
  questionnaire: Questionnaire,
  asked: readonly Question[],
  placeOfItem: ReadonlyMap<string, number>,
  lists: Lists,
): (values: readonly ItemValue[], index: number | null, profile: Profile) => GapCode[] {
  const { priority } = questionnaire
  const known = new Map<string, GapCode[]>()
  const gapsFor = (focus: readonly string[], ticks: readonly string[]) => {
    const key = `${focus.join()} ${ticks.join()}`
    const found =
      known.get(key) ??
      gapCodesOf(
        questionnaire,
        focus.map((item) => ({ item, for: item, findOut: false })),
        ticks,
      )
    known.set(key, found)
    return found
  }
  const ticksOf = (profile: Profile) => (profile.makes?.length ? tickedGaps(lists, profile) : [])
  if (!priority) return (_, __, profile) => gapsFor([], ticksOf(profile))

  const weights = priority.presets[priority.defaultPreset] ?? []
  const scales = asked.map((question) => scaleOfQuestion(questionnaire, question))
  const references = asked.map(({ reference }, i) =>
    reference === undefined ? undefined : rescale(reference, scales[i] as Scale, questionnaire.scale),
  )
  const needs = asked.map(({ needs = [] }) =>
    needs.flatMap(({ item, atLeast: least }) => {
      const place = placeOfItem.get(item)
      return place === undefined ? [] : [{ place, least }]
    }),
  )
  const columns = priority.columns.map(({ source, by = '' }) => ({
    relevance: source === 'relevance' ? asked.map(({ relevance }) => relevance?.[by]) : null,
    kind: by,
    raw: asked.map(() => 0),
  }))
  const ranks = asked.map(({ id: item }) => ({ item, impact: 0, gap: 0 }))

  return (values, index, profile) => {
    const target = targetAbove(questionnaire, index)
    const ranked: (typeof ranks)[number][] = []
    const at = (i: number) => rescale(values[i]?.value ?? 0, scales[i] as Scale, questionnaire.scale)
    for (let i = 0; i < asked.length; i++) {
      const rank = ranks[i] as (typeof ranks)[number]
      if (values[i]?.value === null) continue
      rank.gap = Math.max((references[i] ?? target) - at(i), 0)
      rank.impact = 0
      ranked.push(rank)
    }
    const sums = columns.map(({ relevance, kind, raw }) => {
      const chosen = kind === 'goals' ? profile.goals : kind === 'pains' ? profile.pains : undefined
      let [total, alive] = [0, false]
      for (let i = 0; i < asked.length; i++) {
        let own = 0
        if (values[i]?.value === null) own = 0
        else if (!relevance) own = Math.max(target - at(i), 0)
        else for (const code of chosen ?? []) own += relevance[i]?.[code] ?? 0
        raw[i] = own
        total += own
        alive ||= Math.abs(own) > EPSILON
      }
      return { total, alive }
    })
    // A column of zeros drops out and the other weights are rescaled to 1 (rule P1).
    let all = 0
    for (const [c, { alive }] of sums.entries()) if (alive) all += weights[c] ?? 0
    if (all !== 0) {
      for (const [c, { total, alive }] of sums.entries()) {
        if (!alive) continue
        const weight = (weights[c] ?? 0) / all
        const raw = columns[c]?.raw ?? []
        for (let i = 0; i < asked.length; i++) {
          const rank = ranks[i] as (typeof ranks)[number]
          rank.impact += weight * (total > EPSILON ? (raw[i] ?? 0) / total : 0)
        }
      }
    }
    const standIn = (item: string): string => {
      for (const { place, least } of needs[placeOfItem.get(item) ?? -1] ?? []) {
        const { id, state, value } = values[place] as ItemValue
        if (state === 'not-applicable' || state === 'hidden') continue
        if (value === null || !atLeast(value, least)) return standIn(id)
      }
      return item
    }
    const focus = filledPlaces(questionnaire, ranked.sort(byImpact), standIn)
    return gapsFor(
      focus.map(({ item }) => item),
      ticksOf(profile),
    )
  }
}
