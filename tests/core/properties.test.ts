// What must hold for every questionnaire of the format, the app's own among them, and for any answers.
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { type Answer, type Answers, DONT_KNOW, itemValue, NOT_APPLICABLE, readAnswers } from '../../src/core/answers'
import { EPSILON, roundHalfUp } from '../../src/core/numbers'
import type { Aggregate, Child, Lens, Node, Question, Questionnaire } from '../../src/core/questionnaire'
import { readQuestionnaire } from '../../src/core/questionnaire'
import { type NodeScore, type Scores, scoreAnswers } from '../../src/core/scoring'
import { idOf, isNode, nodesOf } from '../../src/core/tree'
import { known, real } from '../support/assess'
import { AGGREGATES, answersTo, questionnaires, type Shape, valuedAnswerTo } from '../support/generate'
import { RUNS } from '../support/runs'

vi.setConfig({ testTimeout: 10_000 + RUNS * 50 })

/** Where the questionnaires come from: made up in every shape, or the app's own. */
const SOURCES: [string, (shape?: Shape) => fc.Arbitrary<Questionnaire>][] = [
  ['generated questionnaires', questionnaires],
  ['the readiness questionnaire', () => fc.constant(real('readiness'))],
  ['the quick check', () => fc.constant(real('quick'))],
]

const answered = (questionnaire: Questionnaire) =>
  fc.record({ questionnaire: fc.constant(questionnaire), answers: answersTo(questionnaire) })

/** Answers, one scored question among them, and something else that could be answered to it. */
function withAnotherAnswer(source: fc.Arbitrary<Questionnaire>) {
  return source.chain((questionnaire) =>
    fc.constantFrom(...questionnaire.questions.filter(({ score }) => score)).chain((question) =>
      fc.record({
        questionnaire: fc.constant(questionnaire),
        answers: answersTo(questionnaire),
        question: fc.constant(question),
        one: valuedAnswerTo(questionnaire, question),
        other: valuedAnswerTo(questionnaire, question),
      }),
    ),
  )
}

/** Every node of the tree and of the lenses, by id. */
function allNodes({ nodes, lenses }: Scores): Map<string, NodeScore> {
  const lists = [nodes, ...Object.values(lenses).map((lens) => lens.nodes)]
  return new Map(lists.flatMap((list) => Object.entries(list)))
}

function pairs(before: Scores, after: Scores): [NodeScore, NodeScore][] {
  const later = allNodes(after)
  return [...allNodes(before)].map(([id, node]) => [node, known(later.get(id), id)])
}

describe.each(SOURCES)('%s', (_, source) => {
  it('S10 the range holds the score, and exists unless the node does not apply or is not rolled up', () => {
    fc.assert(
      fc.property(source().chain(answered), ({ questionnaire, answers }) => {
        for (const { id, score, low, high, reason } of allNodes(scoreAnswers(questionnaire, answers)).values()) {
          if (reason === 'not-applicable' || reason === 'no-root-score') {
            expect([id, score, low, high]).toEqual([id, null, null, null])
            continue
          }
          expect(known(low, `low of ${id}`)).toBeLessThanOrEqual(known(high, `high of ${id}`))
          if (score !== null) expect(score).toBeGreaterThanOrEqual(known(low, id))
          if (score !== null) expect(score).toBeLessThanOrEqual(known(high, id))
          expect(score === null).toBe(reason === 'not-assessed')
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('S8 scores and ranges keep to the scale of their node', () => {
    // A sum is the one rule under which what was left out lowers the score, below its scale if that starts above zero.
    const shape = { aggregates: AGGREGATES.filter((name) => name !== 'sum') }
    fc.assert(
      fc.property(source(shape).chain(answered), ({ questionnaire, answers }) => {
        for (const { scale, score, low, high } of allNodes(scoreAnswers(questionnaire, answers)).values()) {
          for (const number of [score, low, high]) {
            if (number === null) continue
            expect(number).toBeGreaterThanOrEqual(scale.min - EPSILON)
            expect(number).toBeLessThanOrEqual(scale.max + EPSILON)
          }
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('S1 the order in which answers were given does not matter', () => {
    const shuffled = source().chain((questionnaire) =>
      answersTo(questionnaire).chain((answers) =>
        fc.record({
          questionnaire: fc.constant(questionnaire),
          answers: fc.constant(answers),
          keys: fc.shuffledSubarray(Object.keys(answers), { minLength: Object.keys(answers).length }),
        }),
      ),
    )
    fc.assert(
      fc.property(shuffled, ({ questionnaire, answers, keys }) => {
        const other = Object.fromEntries(keys.map((key) => [key, known(answers[key], key)]))
        expect(JSON.stringify(scoreAnswers(questionnaire, other))).toBe(
          JSON.stringify(scoreAnswers(questionnaire, answers)),
        )
      }),
      { numRuns: RUNS },
    )
  })

  it('S4 the order of ticks and of rows does not matter', () => {
    const reversed = (answer: Answer): Answer => {
      if (Array.isArray(answer)) return [...answer].reverse()
      if (typeof answer !== 'object') return answer
      const rows = Object.entries(answer).reverse()
      return Object.fromEntries(rows.map(([row, columns]) => [row, reversed(columns) as string | string[]]))
    }
    fc.assert(
      fc.property(source().chain(answered), ({ questionnaire, answers }) => {
        for (const question of questionnaire.questions) {
          const answer = answers[question.id]
          if (answer === undefined) continue
          const [one, other] = [answer, reversed(answer)].map((given) => itemValue(questionnaire, question, given))
          expect(other?.state).toBe(one?.state)
          expect(other?.value ?? 0).toBeCloseTo(one?.value ?? 0, 9)
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('S8 raising one answer lowers no assessed score, no end of a range and no level, in tree or lens', () => {
    fc.assert(
      fc.property(withAnotherAnswer(source({ conditions: false })), (story) => {
        const { questionnaire, answers, question } = story
        const item = (answer: Answer) => itemValue(questionnaire, question, answer)
        const worth = (answer: Answer) => known(item(answer).value, 'value')
        const [lower, higher] = [story.one, story.other].sort((a, b) => worth(a) - worth(b)) as [Answer, Answer]
        // Rows left open have a range of their own, which need not rise with the rows answered.
        const inPart = [lower, higher].some((answer) => item(answer).range)
        const before = scoreAnswers(questionnaire, { ...answers, [question.id]: lower })
        const after = scoreAnswers(questionnaire, { ...answers, [question.id]: higher })
        for (const [was, is] of pairs(before, after)) {
          for (const key of inPart ? (['score'] as const) : (['score', 'low', 'high'] as const)) {
            const [old, now] = [was[key], is[key]]
            if (old === null) expect(now).toBeNull()
            else expect(known(now, `${key} of ${was.id}`)).toBeGreaterThanOrEqual(old - EPSILON)
          }
        }
        const [level, later] = [before.cap.level, after.cap.level]
        if (typeof level === 'number') expect(later).toBeGreaterThanOrEqual(level)
      }),
      { numRuns: RUNS },
    )
  })

  it('S10 answering a "don\'t know" never widens a range, but to hold the score', () => {
    fc.assert(
      fc.property(withAnotherAnswer(source({ conditions: false })), ({ questionnaire, answers, question, one }) => {
        const before = scoreAnswers(questionnaire, { ...answers, [question.id]: DONT_KNOW })
        const after = scoreAnswers(questionnaire, { ...answers, [question.id]: one })
        for (const [was, is] of pairs(before, after)) {
          if (was.low === null || was.high === null) continue
          const [low, high] = [known(is.low, is.id), known(is.high, is.id)]
          expect(low).toBeGreaterThanOrEqual(Math.min(was.low, is.score ?? was.low) - EPSILON)
          expect(high).toBeLessThanOrEqual(Math.max(was.high, is.score ?? was.high) + EPSILON)
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('S7 "not applicable" leaves numerator and denominator: the questionnaire without that item scores the same', () => {
    const withoutOne = source({ conditions: false })
      .filter((questionnaire) => questionnaire.questions.some(mayGo))
      .chain((questionnaire) =>
        fc.record({
          questionnaire: fc.constant(withoutConsequences(questionnaire)),
          answers: answersTo(questionnaire),
          gone: fc.constantFrom(...questionnaire.questions.filter(mayGo).map(({ id }) => id)),
        }),
      )
    fc.assert(
      fc.property(withoutOne, ({ questionnaire, answers, gone }) => {
        const told = scoreAnswers(questionnaire, { ...answers, [gone]: NOT_APPLICABLE })
        const smaller = withoutItem(questionnaire, gone)
        const unasked = smaller ? allNodes(scoreAnswers(smaller, answers)) : new Map<string, NodeScore>()
        for (const [id, node] of allNodes(told)) {
          const other = unasked.get(id)
          // What held nothing else is gone with it.
          if (!other) expect(node.applicable).toBe(0)
          else expect(essence(node)).toEqual(essence(other))
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('S1 scaling all sibling weights by any factor changes nothing', () => {
    const scaled = fc.record({
      story: source().chain(answered),
      factors: fc.array(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), { minLength: 3, maxLength: 3 }),
    })
    fc.assert(
      fc.property(scaled, ({ story: { questionnaire, answers }, factors }) => {
        const before = scoreAnswers(questionnaire, answers)
        const after = scoreAnswers(scaledBy(questionnaire, factors), answers)
        for (const [was, is] of pairs(before, after)) {
          for (const key of ['score', 'low', 'high'] as const) {
            if (was[key] === null) expect(is[key]).toBeNull()
            else expect(known(is[key], key)).toBeCloseTo(was[key], 9)
          }
          expect([is.level, is.reason]).toEqual([was.level, was.reason])
        }
        expect(after.cap.level).toBe(before.cap.level)
      }),
      { numRuns: RUNS },
    )
  })

  it('S5 an answer to a hidden question changes nothing but what is kept', () => {
    fc.assert(
      fc.property(source().chain(answered), ({ questionnaire, answers }) => {
        const scores = scoreAnswers(questionnaire, answers)
        const hidden = Object.values(scores.items).filter(({ state }) => state === 'hidden')
        const forgotten = Object.entries(answers).filter(([id]) => !hidden.some((item) => item.id === id))
        expect(scoreAnswers(questionnaire, Object.fromEntries(forgotten))).toEqual(scores)
      }),
      { numRuns: RUNS },
    )
  })

  it('S18 counts and parts of a node add up', () => {
    fc.assert(
      fc.property(source().chain(answered), ({ questionnaire, answers }) => {
        const scores = scoreAnswers(questionnaire, answers)
        for (const node of allNodes(scores).values()) {
          expect(node.answered + node.dontKnow + node.blank).toBe(node.applicable)
          for (const part of node.parts) {
            expect(part.counted === null).toBe(part.value === null)
            if (part.value === null) expect(part.why).not.toBeNull()
          }
        }
        const states = nodesOf(questionnaire.root)
          .flatMap((node) => node.children.filter((child) => !isNode(child)).map(idOf))
          .map((id) => scores.items[id]?.state)
        expect(scores.nodes[scores.root]?.answered).toBe(states.filter((state) => state === 'answered').length)
        expect(scores.provisional || !states.includes('blank')).toBe(true)
      }),
      { numRuns: RUNS },
    )
  })

  it('same input, same output, and the inputs are left untouched', () => {
    fc.assert(
      fc.property(source().chain(answered), ({ questionnaire, answers }) => {
        const [asked, said] = [frozen(structuredClone(questionnaire)), frozen(structuredClone(answers))]
        const first = scoreAnswers(asked, said)
        expect(scoreAnswers(asked, said)).toEqual(first)
        expect(scoreAnswers(structuredClone(questionnaire), structuredClone(answers))).toEqual(first)
        expect([asked, said]).toEqual([questionnaire, answers])
      }),
      { numRuns: RUNS },
    )
  })

  it('every answer that can be given is read', () => {
    fc.assert(
      fc.property(source().chain(answered), ({ questionnaire, answers }) => {
        expect(readAnswers(questionnaire, answers)).toEqual({ ok: true, value: answers })
      }),
      { numRuns: RUNS },
    )
  })
})

describe('what is generated', () => {
  const sample = fc.sample(questionnaires(), { numRuns: 300, seed: 4 })
  const questions = sample.flatMap((questionnaire) => questionnaire.questions)

  it('holds every question type, score kind and aggregate, lenses, caps, rules, conditions and follow-ups', () => {
    const found = (name: (question: Question) => string | undefined) => [...new Set(questions.map(name))].sort()
    expect(found(({ type }) => type)).toEqual(['info', 'multi', 'number', 'rows-columns', 'rows-scale', 'single'])
    expect(found(({ score }) => score?.kind)).toEqual([
      'bands',
      'count',
      'ladder',
      'option',
      'rows-mean',
      'share',
      'sum',
      undefined,
    ])
    const nodes = sample.flatMap(({ root }) => nodesOf(root))
    const rules = new Set<Aggregate | null | undefined>(nodes.map(({ aggregate }) => aggregate))
    expect([...AGGREGATES, null].filter((aggregate) => !rules.has(aggregate))).toEqual([])
    for (const key of ['lenses', 'caps', 'rules'] as const) expect(sample.some((made) => made[key]?.length)).toBe(true)
    expect(questions.some(({ visibleWhen, score }) => visibleWhen && score)).toBe(true)
    expect(questions.some(({ after }) => after)).toBe(true)
    expect(nodes.some(({ missing }) => missing?.minAnsweredShare)).toBe(true)
  })

  it('leaves scored items without conditions, and thresholds out, when told to', () => {
    const bare = fc.sample(questionnaires({ conditions: false, thresholds: false }), { numRuns: 100, seed: 4 })
    expect(bare.flatMap(({ questions }) => questions).some(({ visibleWhen, score }) => visibleWhen && score)).toBe(
      false,
    )
    const rules = bare.flatMap(({ root, missing }) => [missing, ...nodesOf(root).map((node) => node.missing)])
    expect(rules.some((rule) => rule?.minAnswered !== undefined || rule?.minAnsweredShare !== undefined)).toBe(false)
  })
})

describe('where no section is left out for too few answers', () => {
  it('S10 answering a "don\'t know" never widens a range', () => {
    const shape: Shape = { conditions: false, thresholds: false, aggregates: ['mean', 'weightedMean', 'min', 'max'] }
    fc.assert(
      fc.property(withAnotherAnswer(questionnaires(shape)), ({ questionnaire, answers, question, one }) => {
        const before = scoreAnswers(questionnaire, { ...answers, [question.id]: DONT_KNOW })
        const after = scoreAnswers(questionnaire, { ...answers, [question.id]: one })
        for (const [was, is] of pairs(before, after)) {
          if (was.low === null || was.high === null) continue
          expect(known(is.low, is.id)).toBeGreaterThanOrEqual(was.low - EPSILON)
          expect(known(is.high, is.id)).toBeLessThanOrEqual(was.high + EPSILON)
        }
      }),
      { numRuns: RUNS },
    )
  })
})

describe('S16 rounding', () => {
  const numbers = fc.double({ min: -1000, max: 1000, noNaN: true })
  const decimals = fc.integer({ min: 0, max: 3 })

  it('S16 stays within half a unit of the last decimal', () => {
    fc.assert(
      fc.property(numbers, decimals, (value, places) => {
        expect(Math.abs(roundHalfUp(value, places) - value)).toBeLessThanOrEqual(0.5 / 10 ** places + 2e-9)
      }),
      { numRuns: RUNS },
    )
  })

  it('S16 keeps the order of numbers', () => {
    fc.assert(
      fc.property(numbers, numbers, decimals, (a, b, places) => {
        const [low, high] = a <= b ? [a, b] : [b, a]
        expect(roundHalfUp(low, places)).toBeLessThanOrEqual(roundHalfUp(high, places))
      }),
      { numRuns: RUNS },
    )
  })

  it('S16 leaves alone what has no more decimals than are shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), decimals, (whole, places) => {
        const value = whole / 10 ** places
        expect(roundHalfUp(value, places)).toBe(value)
        expect(roundHalfUp(roundHalfUp(value, places), places)).toBe(value)
      }),
      { numRuns: RUNS },
    )
  })

  it('S16 rounds every half up, also where the half has no exact binary form', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000, max: 10_000 }), decimals, (whole, places) => {
        const factor = 10 ** places
        expect(roundHalfUp((whole + 0.5) / factor, places)).toBeCloseTo((whole + 1) / factor, 9)
      }),
      { numRuns: RUNS },
    )
  })
})

/** A question that may be told not to apply. */
function mayGo({ na, score }: Question): boolean {
  return na !== undefined && score !== undefined
}

/** Without caps, rules, priorities and bottleneck, which name items and nodes by id. */
function withoutConsequences(questionnaire: Questionnaire): Questionnaire {
  const {
    caps: _caps,
    rules: _rules,
    bottleneck: _bottleneck,
    priority: _priority,
    plan: _plan,
    ...rest
  } = questionnaire
  return {
    ...rest,
    questions: rest.questions.map(({ needs: _needs, visibleWhen: _visibleWhen, ...question }) => question),
  }
}

/** The questionnaire as if it never had this item; null when nothing would be left. */
function withoutItem(questionnaire: Questionnaire, item: string): Questionnaire | null {
  const gone = new Set([item])
  const root = pruned(questionnaire.root, gone)
  if (!root) return null
  const lenses = (questionnaire.lenses ?? []).flatMap((lens): Lens[] => {
    const rest = pruned(lens.root, gone)
    return rest ? [{ ...lens, root: rest }] : []
  })
  const questions = questionnaire.questions.filter(({ id, after }) => id !== item && after !== item)
  const read = readQuestionnaire({ ...questionnaire, root, lenses, questions })
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value
}

/** A node without what is gone; null, and gone too, when nothing is left of it. */
function pruned(node: Node, gone: Set<string>): Node | null {
  const children = node.children.flatMap((child): Child[] => {
    if (!isNode(child)) return gone.has(idOf(child)) ? [] : [child]
    const rest = pruned(child, gone)
    return rest ? [rest] : []
  })
  if (children.length === 0) {
    gone.add(node.id)
    return null
  }
  const ladder = node.ladder && {
    ...node.ladder,
    bands: node.ladder.bands.map((band) => band.filter((id) => !gone.has(id))),
  }
  return { ...node, children, ...(ladder ? { ladder } : {}) }
}

/** What a node comes to, whatever its parts are called. The levels of a sum are in points, so they stay where they were. */
function essence({ score, low, high, level, reason, answered: count, applicable, scale, aggregate }: NodeScore) {
  if (reason === 'not-applicable') return reason
  const numbers = [score, low, high, scale.min, scale.max].map((n) => (n === null ? null : Number(n.toFixed(9)) + 0))
  return { numbers, level: aggregate === 'sum' ? null : level, reason, count, applicable }
}

/** Every node's children with their weights multiplied, each node by a factor of its own. */
function scaledBy(questionnaire: Questionnaire, factors: readonly number[]): Questionnaire {
  let turn = 0
  const scaled = (node: Node): Node => {
    const factor = factors[turn++ % factors.length] ?? 1
    const children = node.children.map((child): Child => {
      if (typeof child === 'string') return { ref: child, weight: factor }
      const weight = (child.weight ?? 1) * factor
      return isNode(child) ? { ...scaled(child), weight } : { ...child, weight }
    })
    return { ...node, children }
  }
  const read = readQuestionnaire({
    ...questionnaire,
    root: scaled(questionnaire.root),
    lenses: questionnaire.lenses?.map((lens) => ({ ...lens, root: scaled(lens.root) })),
  })
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value
}

function frozen<T extends Questionnaire | Answers>(value: T): T {
  const freeze = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return
    Object.freeze(part)
    Object.values(part).forEach(freeze)
  }
  freeze(value)
  return value
}
