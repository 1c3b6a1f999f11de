// Mistakes found in real assessment tools, each with the right behaviour. Those of reliability live with reliability.
import { describe, expect, it } from 'vitest'
import { itemValue, toggled } from '../../src/core/answers'
import { roundHalfUp, sum } from '../../src/core/numbers'
import { type Choices, type Priorities, type Priority, prioritise } from '../../src/core/priorities'
import type { Question, Questionnaire } from '../../src/core/questionnaire'
import { levelAt } from '../../src/core/scoring'
import { aQuestionnaire, assess, choice, known, real, type Story, section } from '../support/assess'

const COLUMNS: NonNullable<Questionnaire['priority']>['columns'] = [
  { id: 'pain', source: 'relevance', by: 'pains', normalise: 'share' },
  { id: 'goal', source: 'relevance', by: 'goals', normalise: 'share' },
  { id: 'gap', source: 'target-minus-score', clampNegative: true, normalise: 'share' },
]

/** Items with how much each matters to the pain `p` and the goal `g`; the gap counts too. */
function ranked(items: Record<string, { p?: number; g?: number }>): Questionnaire {
  const ids = Object.keys(items)
  return aQuestionnaire({
    root: { children: [section('all', ids)] },
    questions: Object.entries(items).map(([id, { p = 0, g = 0 }]) =>
      choice(id, { relevance: { pains: { p }, goals: { g } } }),
    ),
    lenses: [{ id: 'blocks', root: { id: 'blocks-index', children: [{ ref: 'all' }] } }],
    priority: {
      columns: COLUMNS,
      presets: { tactical: [0.45, 0.3, 0.25] },
      defaultPreset: 'tactical',
      target: { atLeast: 2, above: 1 },
      select: { groupBy: 'blocks', perGroup: 1, extra: 1 },
    },
  })
}

function ranking(
  questionnaire: Questionnaire,
  story: Story,
  choices: Choices = { pains: ['p'], goals: ['g'] },
): Priority[] {
  const priorities: Priorities = known(prioritise(questionnaire, story.scores(), choices), 'priorities')
  return known(priorities.ranking['tactical'], 'ranking')
}

describe('traps seen in real tools', () => {
  it('trap: mean over questions instead of over fields. The mean is hierarchical, as declared', () => {
    const fields = aQuestionnaire({
      root: { aggregate: 'mean', children: [section('culture', ['a', 'b', 'c']), section('openness', ['d'])] },
    })
    const questions = aQuestionnaire({ root: { aggregate: 'mean', children: ['a', 'b', 'c', 'd'] } })
    const answers = { a: '1', b: '1', c: '1', d: '4' }
    expect(assess(fields, answers).node('index').score).toBe(2.5)
    expect(assess(questions, answers).node('index').score).toBe(1.75)
  })

  it('trap: an exclusive option recognised by its letter. The flag decides; it clears the others, and the reverse', () => {
    // Every fifth letter of a re-implementation was "none"; here E is an ordinary tick, and A is the exclusive one.
    const question: Question = {
      id: 'q',
      type: 'multi',
      score: { kind: 'count', cap: 4 },
      options: [{ id: 'A', exclusive: true, score: 0 }, { id: 'B' }, { id: 'E' }, { id: 'F' }],
    }
    const questionnaire = aQuestionnaire({ root: { children: ['q'] }, questions: [question] })
    const worth = (...ids: string[]) => itemValue(questionnaire, question, ids).value
    expect(worth('E', 'F')).toBe(2)
    expect(worth('A')).toBe(0)
    const options = known(question.options, 'options')
    expect(toggled(options, ['B', 'E'], 'A')).toEqual(['A'])
    expect(toggled(options, ['A'], 'E')).toEqual(['E'])
  })

  it('trap: weights that sum to 1.001 or 0.99. Every mean divides by their sum', () => {
    const impuls = [0.254, 0.185, 0.179, 0.143, 0.138, 0.102]
    const short = [0.25, 0.18, 0.18, 0.14, 0.14, 0.1]
    expect([sum(impuls), sum(short)].map((total) => roundHalfUp(total, 3))).toEqual([1.001, 0.99])
    for (const weights of [impuls, short]) {
      const children = weights.map((weight, i) => ({ ref: `q${i}`, weight }))
      expect(
        assess(aQuestionnaire({ root: { children } }))
          .answerAll(4)
          .node('index').score,
      ).toBeCloseTo(4, 12)
    }
  })

  it('trap: rank or level taken from rounded numbers. Both come from full precision, ties by gap, then by the file', () => {
    const level = aQuestionnaire({
      root: { children: ['q'] },
      questions: [choice('q', { options: [{ id: 'here', score: 2.996 }] })],
    })
    const node = assess(level).answer('q', 'here').node('index')
    expect([roundHalfUp(known(node.score, 'score'), 2), node.level]).toEqual([3, 2])

    // First and second show the same with two decimals.
    const close = ranked({ first: { p: 1000 }, second: { p: 1001 } })
    const order = ranking(close, assess(close).answer('first', '1').answer('second', '1'))
    expect(order.map(({ item }) => item)).toEqual(['second', 'first'])
    expect(new Set(order.map(({ impact }) => roundHalfUp(impact, 2))).size).toBe(1)

    // Where only the pain counts, all three are equal in impact.
    const equals = ranked({ small: { p: 1 }, large: { p: 1 }, last: { p: 1 } })
    const painOnly = {
      ...equals,
      priority: { ...known(equals.priority, 'priority'), presets: { tactical: [1, 0, 0] } },
    }
    const tied = ranking(painOnly, assess(painOnly).answer('small', '1').answer('large', '0').answer('last', '1'))
    expect(tied.map(({ item }) => item)).toEqual(['large', 'small', 'last'])
  })

  it('trap: a negative gap lowers priority. It counts as 0', () => {
    const questionnaire = ranked({ ahead: { p: 2 }, even: { p: 2 }, behind: { p: 2 } })
    const order = ranking(
      questionnaire,
      assess(questionnaire).answer('ahead', '4').answer('even', '2').answer('behind', '0'),
    )
    const of = (id: string) =>
      known(
        order.find(({ item }) => item === id),
        id,
      )
    // The index is 2, so the target is 3: one step too many for "ahead", one for "even", three for "behind".
    expect([of('ahead').gap, of('even').gap, of('behind').gap]).toEqual([0, 1, 3])
    expect(of('ahead').columns.map(({ share }) => share)[2]).toBe(0)
    expect(order.every(({ columns }) => columns.every(({ share }) => share >= 0))).toBe(true)
    expect(sum(order.map(({ columns }) => known(columns[2], 'gap').share))).toBeCloseTo(1, 12)
    expect(of('ahead').impact).toBeGreaterThan(0)
  })

  it('trap: raw columns of different size added up. Each is turned into shares first, and all impacts sum to 1', () => {
    const items = { a: { p: 3, g: 1 }, b: { p: 1, g: 3 }, c: { p: 2, g: 2 } }
    const inAnotherCurrency = { a: { p: 3000, g: 1 }, b: { p: 1000, g: 3 }, c: { p: 2000, g: 2 } }
    const [one, other] = [items, inAnotherCurrency].map((units) => {
      const questionnaire = ranked(units)
      return ranking(questionnaire, assess(questionnaire).answer('a', '1').answer('b', '0').answer('c', '1'))
    })
    expect(sum(known(one, 'ranking').map(({ impact }) => impact))).toBeCloseTo(1, 12)
    expect(known(other, 'ranking').map(({ item }) => item)).toEqual(known(one, 'ranking').map(({ item }) => item))
    known(one, 'ranking').forEach(({ impact }, i) => {
      expect(known(other?.[i], 'rank').impact).toBeCloseTo(impact, 12)
    })
  })

  it('trap: band edges. The side that belongs to a level is declared', () => {
    const floor = {
      rule: 'floor-table' as const,
      table: [
        { from: 0, level: 0 },
        { from: 25, level: 1 },
        { from: 50, level: 2 },
        { from: 75, level: 3 },
      ],
    }
    const ceiling = {
      rule: 'ceil-table' as const,
      table: [
        { to: 25, level: 0 },
        { to: 50, level: 1 },
        { to: 75, level: 2 },
        { to: 100, level: 3 },
      ],
    }
    expect([25, 50, 75].map((edge) => levelAt(floor, edge))).toEqual([1, 2, 3])
    expect([25, 50, 75].map((edge) => levelAt(ceiling, edge))).toEqual([0, 1, 2])
    expect([1, 2].map((edge) => levelAt(real('readiness').levels, edge))).toEqual([1, 2])
  })

  it('trap: no answer scored 0. It is null, and the trace says why', () => {
    const sme = assess(aQuestionnaire()).answerAll(2, 'data')
    expect(sme.node('lean')).toMatchObject({ score: null, reason: 'not-assessed' })
    expect(sme.node('lean').parts.map(({ value, why }) => [value, why])).toEqual([
      [null, 'blank'],
      [null, 'blank'],
      [null, 'blank'],
    ])
    expect(known(sme.node('index').parts[0], 'lean')).toMatchObject({ value: null, counted: null, why: 'not-assessed' })
    expect(sme.node('index').score).toBe(2)
  })

  it('trap: N/A kept in the maximum. It leaves both sides, under every rule that adds up', () => {
    // 16 of 50 is 32 %; with one section of 5 not applicable it is 16 of 45.
    const points = (max: number) => choice(`q${max}`, { score: { kind: 'option', scale: { min: 0, max } } }, [0, max])
    const questionnaire = aQuestionnaire({
      scale: { min: 0, max: 100 },
      levels: undefined,
      root: { aggregate: 'shareOfMax', children: ['q16', 'q29', 'q5'] },
      questions: [points(16), points(29), points(5)],
    })
    const sme = assess(questionnaire).answer('q16', '16').answer('q29', '0')
    expect(sme.answer('q5', '0').node('index').score).toBeCloseTo(32, 12)
    expect(sme.notApplicable('q5').node('index').score).toBeCloseTo((16 / 45) * 100, 12)

    const added = aQuestionnaire({ root: { children: [section('points', ['a', 'b', 'c'], { aggregate: 'sum' })] } })
    const sums = assess(added).answer('a', '4').answer('b', '2')
    expect(sums.answer('c', '0').node('index').score).toBe(2)
    expect(sums.notApplicable('c').node('index').score).toBe(3)
  })

  it('trap: level 4 unreachable. Its cut-off lies below the maximum, as data', () => {
    const readiness = real('readiness')
    const top = known(readiness.levels?.table.find(({ level }) => level === 4)?.from, 'level 4')
    expect(top).toBeLessThan(readiness.scale.max)
    // Two of five items short of the top by one step, in one section that weighs 18: 3.928.
    const sme = assess(readiness)
      .answerAll(4)
      .answer('people-training', 'everyone-planned')
      .answer('people-ideas', 'monthly-group')
    expect(sme.node('index').score).toBeCloseTo(4 - 0.18 * 0.4, 12)
    expect(sme.scores().cap).toMatchObject({ indexLevel: 4, level: 4 })
  })
})
