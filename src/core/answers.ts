// What one person said: which questions apply, what each answer is worth, what is still open.
import { EPSILON, sum } from './numbers'
import type { Comparison, Condition, Missing, Option, Question, Questionnaire } from './questionnaire'
import type { Problem, Read } from './read'
import { idOf, isNode, nodesOf, questionsById, questionsOf, remembered, scaleOfQuestion, sectionsOf } from './tree'

/** "Don't know" and "not applicable": reserved words, so no option may carry them as its id. */
export const DONT_KNOW = 'dk'
export const NOT_APPLICABLE = 'na'

/** An option's id, several, a number, or row by row a column or columns; or one of the two reserved words. */
export type Answer = string | string[] | number | Record<string, string | string[]>
export type Answers = Readonly<Record<string, Answer>>

/** Why an item has the value it has: only `answered` comes from the person. */
export type ItemState = 'answered' | 'dont-know' | 'blank' | 'not-applicable' | 'hidden'

export interface ItemValue {
  id: string
  state: ItemState
  /** On the question's own scale; null when there is none. */
  value: number | null
  /** Where the value could lie, when only some rows were answered. */
  range?: { low: number; high: number }
}

/** Reads answers given from outside against the questionnaire they answer. */
export function readAnswers(questionnaire: Questionnaire, input: unknown): Read<Answers> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return {
      ok: false,
      problems: [{ path: 'answers', code: 'wrong-type', params: { expected: 'object', received: String(input) } }],
    }
  }
  const byId = questionsById(questionnaire)
  const problems = Object.entries(input).flatMap(([id, answer]) => {
    const question = byId.get(id)
    return question
      ? problemsOf(question, answer, `answers.${id}`)
      : [{ path: `answers.${id}`, code: 'unknown-id' as const, params: { id } }]
  })
  return problems.length === 0 ? { ok: true, value: input as Answers } : { ok: false, problems }
}

function problemsOf(question: Question, answer: unknown, path: string): Problem[] {
  const wrong = (expected: string, at = path): Problem[] => [
    { path: at, code: 'wrong-type', params: { expected, received: JSON.stringify(answer) ?? 'undefined' } },
  ]
  if (answer === DONT_KNOW) return []
  if (answer === NOT_APPLICABLE)
    return question.na ? [] : [{ path, code: 'na-not-allowed', params: { id: question.id } }]
  const oneOf = (list: { id: string }[] | undefined, id: unknown, at: string): Problem[] => {
    if (typeof id !== 'string') return wrong('option id', at)
    return list?.some((entry) => entry.id === id) ? [] : [{ path: at, code: 'unknown-id', params: { id } }]
  }
  const severalOf = (list: Option[] | undefined, ids: unknown, at: string): Problem[] => {
    if (!Array.isArray(ids)) return wrong('array of option ids', at)
    const found = ids.flatMap((id, i) => oneOf(list, id, `${at}.${i}`))
    const exclusive = list?.find((option) => option.exclusive && ids.includes(option.id))
    if (exclusive && ids.length > 1) found.push({ path: at, code: 'exclusive', params: { id: exclusive.id } })
    if (new Set(ids).size !== ids.length) found.push({ path: at, code: 'duplicate-id', params: { id: String(ids) } })
    return found
  }
  switch (question.type) {
    case 'single':
      return oneOf(question.options, answer, path)
    case 'multi':
      return severalOf(question.options, answer, path)
    case 'number':
      if (typeof answer !== 'number' || !Number.isFinite(answer)) return wrong('number')
      return answer < (question.min ?? -Infinity) || answer > (question.max ?? Infinity)
        ? [{ path, code: 'out-of-scale', params: { value: answer, min: question.min ?? '', max: question.max ?? '' } }]
        : []
    case 'rows-scale':
    case 'rows-columns':
      if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return wrong('row to column')
      return Object.entries(answer).flatMap(([row, value]) => [
        ...oneOf(question.rows, row, `${path}.${row}`),
        ...(question.type === 'rows-scale'
          ? oneOf(question.columns, value, `${path}.${row}`)
          : severalOf(question.columns, value, `${path}.${row}`)),
      ])
    case 'info':
      return wrong('nothing')
  }
}

/** Ticks or unticks one option: an exclusive one clears the others, and the others clear it. */
export function toggled(options: readonly Option[], chosen: readonly string[], id: string): string[] {
  if (chosen.includes(id)) return chosen.filter((other) => other !== id)
  const exclusive = (other: string) => options.some((option) => option.id === other && option.exclusive)
  return exclusive(id) ? [id] : [...chosen.filter((other) => !exclusive(other)), id]
}

/**
 * What one answer is worth on the question's own scale (rules S2 to S4).
 * `answered` always has a value, unless the question is not scored.
 */
export function itemValue(questionnaire: Questionnaire, question: Question, answer: Answer | undefined): ItemValue {
  const { id, score } = question
  const as = (state: ItemState, value: number | null = null): ItemValue => ({ id, state, value })
  if (answer === undefined || answer === '' || isEmpty(answer)) return as('blank')
  if (answer === DONT_KNOW) return as('dont-know')
  if (answer === NOT_APPLICABLE) return as('not-applicable')
  if (!score) return as('answered')
  const scale = scaleOfQuestion(questionnaire, question)
  const clamp = (value: number) => Math.min(Math.max(value, scale.min), scale.max)
  const scoreOf = (option: Option | undefined) => option?.score ?? scale.min

  if (question.type === 'rows-scale') {
    const columns = Object.values(answer as Record<string, string>).map((column) =>
      question.columns?.find((entry) => entry.id === column),
    )
    const scored = columns.filter((column) => column && !column.na && !column.dk)
    if (scored.length > 0) {
      // Rows still open, or not known, are missing and not zero: they leave the mean and open the range (rule S10).
      const open = (question.rows?.length ?? columns.length) - columns.filter((column) => column && !column.dk).length
      const known = sum(scored.map(scoreOf))
      const at = (end: number) => (known + open * end) / (scored.length + open)
      const value = as('answered', known / scored.length)
      return open > 0 ? { ...value, range: { low: at(scale.min), high: at(scale.max) } } : value
    }
    return as(columns.every((column) => column?.na) ? 'not-applicable' : 'dont-know')
  }
  if (question.type === 'number') {
    if (score.kind !== 'bands') return as('answered')
    const band = [...score.table].reverse().find((row) => (answer as number) >= row.from - EPSILON)
    return as('answered', (band ?? score.table[0])?.score ?? scale.min)
  }

  const list = (question.type === 'rows-columns' ? question.columns : question.options) ?? []
  const ids =
    typeof answer === 'string' ? [answer] : Array.isArray(answer) ? answer : Object.values(answer as object).flat()
  const chosen = ids.flatMap((chosenId) => list.filter((option) => option.id === chosenId))
  if (chosen.some((option) => option.na)) return as('not-applicable')
  if (chosen.some((option) => option.dk)) return as('dont-know')
  const counts = (option: Option) => !option.exclusive && !option.negative && !option.na && !option.dk
  const ticks = chosen.filter(counts).length
  switch (score.kind) {
    case 'count':
      return as('answered', clamp(ticks * (score.perTick ?? 1)))
    case 'sum':
      return as('answered', clamp(sum(chosen.map((option) => option.score ?? 0))))
    case 'share': {
      const rows = question.type === 'rows-columns' ? (question.rows?.length ?? 1) : 1
      return as('answered', ticks / (rows * list.filter(counts).length))
    }
    case 'ladder':
      return as(
        'answered',
        climb(score, (option) => (ids.includes(option) ? 'met' : 'unmet')),
      )
    default:
      return as('answered', scoreOf(chosen[0]))
  }
}

function isEmpty(answer: Answer): boolean {
  if (Array.isArray(answer)) return answer.length === 0
  return typeof answer === 'object' && Object.values(answer).every((value) => value.length === 0)
}

export interface Ladder {
  threshold: number
  noLeap: boolean
  bands: string[][]
}

/**
 * The highest band reached (rule S9): a band is reached when at least `threshold` of its applicable attributes are met
 * and, without leaps, every band below is reached too. The first list is band 0, the floor; some of it must hold to climb.
 */
export function climb(
  { threshold, noLeap, bands }: Ladder,
  attribute: (id: string) => 'met' | 'unmet' | 'out',
): number {
  const shares = bands.map((band) => {
    const applicable = band.map(attribute).filter((state) => state !== 'out')
    return applicable.length === 0 ? 1 : applicable.filter((state) => state === 'met').length / applicable.length
  })
  let reached = 0
  for (const [band, share] of shares.entries()) {
    const holds = band === 0 ? share > EPSILON : share >= threshold - EPSILON
    if (holds) reached = band
    else if (noLeap) break
  }
  return reached
}

/** The value of every question by id; questions whose condition does not hold are `hidden`, whatever was answered (rule S5). */
export function valuesOf(questionnaire: Questionnaire, answers: Answers): Map<string, ItemValue> {
  const byId = questionsById(questionnaire)
  const values = new Map<string, ItemValue>()
  const visit = (id: string): ItemValue => {
    const known = values.get(id)
    if (known) return known
    const question = byId.get(id) as Question
    const visible = !question.visibleWhen || holds(question.visibleWhen, conditionFacts(visit, answers)) === true
    const shown = visible && (!question.after || visit(question.after).state !== 'hidden')
    const value = shown
      ? itemValue(questionnaire, question, answers[id])
      : { id, state: 'hidden' as const, value: null }
    values.set(id, value)
    return value
  }
  for (const id of byId.keys()) visit(id)
  return values
}

/** What a condition may ask about a node or item, by its id or by a key that stands for it: its value, and what was chosen. Unknown is null. */
export interface Facts<Key = string> {
  value(key: Key): number | null
  chosen(key: Key): string[] | null
}

function conditionFacts(visit: (id: string) => ItemValue, answers: Answers): Facts {
  return {
    value: (id) => visit(id).value,
    chosen: (id) => chosenBy(visit(id), answers[id]),
  }
}

/** The option ids that are known to be chosen, `dk` for any kind of "don't know"; null while nothing is, and for what is hidden. */
export function chosenBy(value: ItemValue | undefined, answer: Answer | undefined): string[] | null {
  if (!value || value.state === 'hidden' || value.state === 'blank') return null
  if (answer === undefined || typeof answer === 'number') return null
  const ids = typeof answer === 'string' ? [answer] : Object.values(answer).flat()
  return value.state === 'dont-know' ? [...ids, DONT_KNOW] : ids
}

type Test<Key> = (facts: Facts<Key>) => boolean | null

/** Whether a condition holds; null when it rests on something not known (rule S6). */
export function holds(condition: Condition, facts: Facts): boolean | null {
  return testById(condition)(facts)
}

/** A condition never changes once it is read. */
const testById = remembered((condition: Condition) => testOf(condition, (id) => id))

/** The test of a condition that asks by the keys of ids. */
export function testOf<Key>(condition: Condition, keyOf: (id: string) => Key): Test<Key> {
  if ('all' in condition) return joined(condition.all, false, keyOf)
  if ('any' in condition) return joined(condition.any, true, keyOf)
  if ('not' in condition) {
    const inner = testOf(condition.not, keyOf)
    return (facts) => {
      const holding = inner(facts)
      return holding === null ? null : !holding
    }
  }
  return comparing(condition, keyOf('node' in condition ? condition.node : condition.item))
}

/** Whether all hold (decided by one that does not), or any (decided by one that does); null while it rests on something not known. */
function joined<Key>(parts: readonly Condition[], decides: boolean, keyOf: (id: string) => Key): Test<Key> {
  const tests = parts.map((part) => testOf(part, keyOf))
  return (facts) => {
    let found: boolean | null = !decides
    for (const test of tests) {
      const holding = test(facts)
      if (holding === decides) return decides
      if (holding === null) found = null
    }
    return found
  }
}

function comparing<Key>({ is, includes, ...limits }: Comparison, key: Key): Test<Key> {
  const option = is ?? includes
  const { atLeast = -Infinity, above = -Infinity, atMost = Infinity, below = Infinity } = limits
  const limited = Math.max(atLeast, above) > -Infinity || Math.min(atMost, below) < Infinity
  return (facts) => {
    if (option !== undefined) {
      const chosen = facts.chosen(key)
      if (chosen === null) return null
      // Who does not know may mean any option: that is not a certain no.
      if (!chosen.includes(option)) return chosen.includes(DONT_KNOW) ? null : false
    }
    if (!limited) return true
    const value = facts.value(key)
    if (value === null) return null
    return value >= atLeast - EPSILON && value <= atMost + EPSILON && value > above + EPSILON && value < below - EPSILON
  }
}

/** The items a condition speaks of. */
export function itemsOfCondition(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(itemsOfCondition)
  if ('any' in condition) return condition.any.flatMap(itemsOfCondition)
  if ('not' in condition) return itemsOfCondition(condition.not)
  return 'item' in condition ? [condition.item] : []
}

/** The questions to ask now, in order, by section: hidden ones left out, information among them. */
export function askedQuestions(
  questionnaire: Questionnaire,
  answers: Answers,
): { section: string; questions: Question[] }[] {
  const values = valuesOf(questionnaire, answers)
  return sectionsOf(questionnaire).map((section) => ({
    section: section.id,
    questions: questionsOf(questionnaire, section).filter((question) => values.get(question.id)?.state !== 'hidden'),
  }))
}

/** The scored items of the main tree, in the order of the file. */
export function itemsOfTree(questionnaire: Questionnaire): string[] {
  return nodesOf(questionnaire.root).flatMap((node) => node.children.filter((child) => !isNode(child)).map(idOf))
}

/** What a missing value counts as under a node's rule: a number on the item's own scale, or null to leave it out (rule S3). */
export function imputed(state: ItemState, missing: Missing, scale: { min: number; max: number }): number | null {
  const rule = state === 'dont-know' ? missing.dk : state === 'blank' ? missing.blank : 'exclude'
  if (rule === 'zero') return Math.min(Math.max(0, scale.min), scale.max)
  return rule === 'min' ? scale.min : null
}
