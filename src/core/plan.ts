// What to do next, in which order, and where it could lead (rules PL1 to PL6 of ./README.md).
// The plan belongs to the firm: it goes on from round to round.
import * as v from 'valibot'
import { type Answers, DONT_KNOW } from './answers'
import type { Profile } from './catalogue'
import { EPSILON } from './numbers'
import { type Priorities, unmetNeeds } from './priorities'
import type { Question, Questionnaire } from './questionnaire'
import { reader, SHAPE, shape } from './records'
import { type Scores, scoreAnswers } from './scoring'
import { itemsUnder, questionsById } from './tree'

const text = v.string()
const day = v.pipe(text, v.regex(/^\d{4}-\d{2}-\d{2}$/, 'day'))

/** `later` is put off, `dropped` is out of the plan but not forgotten. */
export const STEP_STATES = ['todo', 'doing', 'done', 'later', 'dropped'] as const
export type StepState = (typeof STEP_STATES)[number]

/** Where a step comes from; it says what it is about without any text of its own. */
const origin = v.variant('kind', [
  /** Advice of a questionnaire: the step that leads an item up from a level. */
  v.object({ kind: v.literal('advice'), questionnaire: text, item: text, from: v.number() }),
  /** An answer that was "don't know". */
  v.object({ kind: v.literal('find-out'), questionnaire: text, item: text }),
  v.object({ kind: v.literal('programme'), programme: text }),
  v.object({ kind: v.literal('own') }),
])

export const stepSchema = v.object({
  v: shape,
  id: text,
  firm: text,
  origin,
  /** The owner's words; of advice and programmes only when they were changed. */
  title: v.optional(text, ''),
  state: v.picklist(STEP_STATES),
  /** Steps are shown by this number, the lowest first. */
  place: v.pipe(v.number(), v.finite()),
  who: v.optional(text, ''),
  due: v.optional(v.nullable(day), null),
  note: v.optional(text, ''),
  /** The day it was done. */
  done: v.optional(v.nullable(day), null),
  created: text,
  changed: text,
})

/** One step of a firm's plan, as it is kept. */
export type PlanStep = v.InferOutput<typeof stepSchema>
export type StepOrigin = PlanStep['origin']
export const readStep = reader(stepSchema)

/** The id of a step: one for each origin within a firm, so that a proposal is not put on the plan twice. */
export function stepId(firm: string, origin: StepOrigin, own: string): string {
  return `${firm}/${origin.kind === 'own' ? own : originKey(origin)}`
}

/** What two steps from the same place have in common; own steps have nothing. */
export function originKey(origin: StepOrigin): string {
  switch (origin.kind) {
    case 'advice':
      return `${origin.questionnaire}/${origin.item}/${origin.from}`
    case 'find-out':
      return `${origin.questionnaire}/${origin.item}/?`
    case 'programme':
      return `programme/${origin.programme}`
    case 'own':
      return ''
  }
}

export function newStep(
  fields: Pick<PlanStep, 'firm' | 'origin' | 'place' | 'created'> & Partial<Pick<PlanStep, 'title' | 'state'>>,
  own: string,
): PlanStep {
  return {
    v: SHAPE,
    id: stepId(fields.firm, fields.origin, own),
    title: '',
    state: 'todo',
    who: '',
    due: null,
    note: '',
    done: null,
    changed: fields.created,
    ...fields,
  }
}

/** A step that is proposed, with the reasons for it. */
export interface Proposal {
  origin: Extract<StepOrigin, { kind: 'advice' | 'find-out' }>
  /** The place of the advice among the item's steps; null for "find out". */
  index: number | null
  cost: 'none' | 'little' | 'investment'
  /** Items that wait for this one. */
  before: string[]
  /** The owner's pains and goals it works on directly, by code. */
  pains: string[]
  goals: string[]
}

/**
 * The steps to propose, in the order in which to take them (rules PL1 to PL4).
 * @param taken steps that are on the plan already, by their origin; what is done makes room for the item's next step.
 */
export function proposeSteps(
  questionnaire: Questionnaire,
  scores: Scores,
  priorities: Priorities | null,
  profile: Profile,
  taken: readonly PlanStep[] = [],
): Proposal[] {
  const questions = questionsById(questionnaire)
  const byOrigin = new Map(taken.map((step) => [originKey(step.origin), step]))
  const found = new Map<string, Proposal>()

  /** Puts what an item needs first, then the item. */
  const add = (item: string, above: readonly string[]): void => {
    if (above.includes(item)) return
    const present = found.get(item)
    for (const later of above) if (present && !present.before.includes(later)) present.before.push(later)
    if (present) return
    for (const need of unmetNeeds(questionnaire, scores, item)) add(need, [item])
    const question = questions.get(item)
    const proposal = question && proposalFor(questionnaire, question, scores, profile, byOrigin)
    if (proposal) found.set(item, { ...proposal, before: [...above] })
  }
  for (const { item, gap } of priorities?.ranking[priorities.preset] ?? []) if (gap > EPSILON) add(item, [])
  for (const [item, { state }] of Object.entries(scores.items)) {
    if (state === 'dont-know' && questions.get(item)?.score) add(item, [])
  }
  return inOrder(questionnaire, [...found.values()]).filter(({ origin }) => !byOrigin.has(originKey(origin)))
}

/** The next step of an item, after those that are done; null at the top, or where the file has none. */
function proposalFor(
  questionnaire: Questionnaire,
  question: Question,
  scores: Scores,
  profile: Profile,
  taken: ReadonlyMap<string, PlanStep>,
): Omit<Proposal, 'before'> | null {
  const { id: item, steps = [], relevance = {} } = question
  const { value = null, state } = scores.items[item] ?? {}
  const direct = (kind: string, chosen: readonly string[] = []) =>
    chosen.filter((code) => (relevance[kind]?.[code] ?? 0) >= 2)
  const reasons = { pains: direct('pains', profile.pains), goals: direct('goals', profile.goals) }
  const base = { questionnaire: questionnaire.id, item }
  if (value === null) {
    if (state !== 'dont-know' && state !== 'blank') return null
    return { origin: { kind: 'find-out', ...base }, index: null, cost: 'none', ...reasons }
  }
  for (let from = Math.floor(value + EPSILON); ; from++) {
    const index = steps.findIndex((step) => step.from === from)
    const step = steps[index]
    if (!step) return null
    const origin = { kind: 'advice', ...base, from } as const
    if (taken.get(originKey(origin))?.state !== 'done') return { origin, index, cost: step.cost, ...reasons }
  }
}

/**
 * Keeps the order of the priorities as far as two rules allow: what a step needs comes before it, and a step of the file's `last`
 * comes after those of its `first` that cost nothing (rule PL3); where the two conflict, the first wins.
 */
function inOrder(questionnaire: Questionnaire, proposals: readonly Proposal[]): Proposal[] {
  const items = (key: 'first' | 'last') =>
    new Set((questionnaire.plan?.[key] ?? []).flatMap((id) => itemsUnder(questionnaire, id)))
  const [first, last] = [items('first'), items('last')]
  const isEarly = ({ origin, cost }: Proposal) => first.has(origin.item) && cost === 'none'
  const isLate = ({ origin }: Proposal) => last.has(origin.item)
  const waiting = [...proposals]
  const ordered: Proposal[] = []
  const waitsOn = (one: Proposal, other: Proposal, seen = new Set<string>()): boolean => {
    if (seen.has(other.origin.item)) return false
    seen.add(other.origin.item)
    return other.before.some(
      (item) =>
        item === one.origin.item ||
        proposals.some((between) => between.origin.item === item && waitsOn(one, between, seen)),
    )
  }
  while (waiting.length > 0) {
    const ready = waiting.filter((one) => !waiting.some((other) => other !== one && waitsOn(one, other)))
    const held = (one: Proposal) => isLate(one) && waiting.some((other) => isEarly(other) && !waitsOn(other, one))
    const next = ready.find((one) => !held(one)) ?? ready[0] ?? (waiting[0] as Proposal)
    waiting.splice(waiting.indexOf(next), 1)
    ordered.push(next)
  }
  return ordered
}

/**
 * The answers as they could be once these steps are done: each lifts its item one level above where it starts (rule PL5).
 * An item that is not chosen from options, or stands higher already, stays as it is.
 */
export function answersAfter(
  questionnaire: Questionnaire,
  answers: Answers,
  steps: readonly { item: string; from: number }[],
): Answers {
  const after: Record<string, Answers[string]> = { ...answers }
  const questions = questionsById(questionnaire)
  for (const { item, from } of steps) {
    const question = questions.get(item)
    const said = after[item]
    if (question?.type !== 'single' || typeof said !== 'string' || said === DONT_KNOW) continue
    const options = (question.options ?? []).flatMap(({ id, score }) => (score === undefined ? [] : [{ id, score }]))
    const now = options.find(({ id }) => id === said)
    if (!now || now.score > from + EPSILON) continue
    const [next] = options.filter(({ score }) => score > from + EPSILON).sort((a, b) => a.score - b.score)
    if (next) after[item] = next.id
  }
  return after
}

/** Where the firm could stand once these steps are done: the same rules, caps and gates as for any answers (rule PL5). */
export function whatIf(
  questionnaire: Questionnaire,
  answers: Answers,
  steps: readonly { item: string; from: number }[],
): Scores {
  // Of one item's steps the lower comes first, whatever order they are ticked in.
  return scoreAnswers(
    questionnaire,
    answersAfter(
      questionnaire,
      answers,
      [...steps].sort((a, b) => a.from - b.from),
    ),
  )
}

/** Steps as they are shown: by their place, then by when they were made. */
export function byPlace(a: PlanStep, b: PlanStep): number {
  return a.place - b.place || (a.created < b.created ? -1 : a.created > b.created ? 1 : a.id < b.id ? -1 : 1)
}

/**
 * Moves a step one up (-1) or down (1) among the steps that are shown, and gives those whose place changes, renumbered.
 * Empty at the edge, or when the step is not shown. Steps that are not shown stay between the others where they are.
 */
export function moved(
  steps: readonly PlanStep[],
  isShown: (step: PlanStep) => boolean,
  id: string,
  by: -1 | 1,
): PlanStep[] {
  const order = [...steps].sort(byPlace)
  const shown = order.filter(isShown)
  const from = shown.findIndex((step) => step.id === id)
  const [step, neighbour] = [shown[from], shown[from + by]]
  if (!step || !neighbour) return []
  const [a, b] = [order.indexOf(step), order.indexOf(neighbour)]
  order[a] = neighbour
  order[b] = step
  return order.flatMap((one, place) => (one.place === place ? [] : [{ ...one, place }]))
}
