import { describe, expect, it } from 'vitest'
import {
  type Answer,
  askedQuestions,
  holds,
  type ItemValue,
  itemsOfTree,
  itemValue,
  readAnswers,
  toggled,
  valuesOf,
} from '../../src/core/answers'
import type { Condition, Question } from '../../src/core/questionnaire'
import type { ProblemCode } from '../../src/core/read'
import { scaleOfQuestion } from '../../src/core/tree'
import { aQuestionnaire, assess, choice, known, real, section } from '../support/assess'

const row = (...ids: string[]) => ids.map((id) => ({ id }))

/** What an answer to this one question is worth, in a questionnaire on the scale 0..4. */
function worth(question: Question, answer: Answer | undefined): Pick<ItemValue, 'state' | 'value'> {
  const questionnaire = aQuestionnaire({ root: { children: [question.id] }, questions: [question] })
  const { state, value } = itemValue(questionnaire, question, answer)
  return { state, value }
}

const answered = (value: number) => ({ state: 'answered', value })

const ticks: Question = {
  id: 'ticks',
  type: 'multi',
  score: { kind: 'count', cap: 4 },
  options: [...row('a', 'b', 'c', 'd', 'e'), { id: 'none', exclusive: true }],
}

describe('S2 the value of an option', () => {
  it('S2 is the score written on it, whatever its id, its place and its words', () => {
    const question = choice('q', {
      options: [
        { id: 'a', score: 3 },
        { id: 'none', score: 4 },
        { id: 'f', score: 0.5 },
        { id: 'zero', score: 2 },
      ],
    })
    const values = ['a', 'none', 'f', 'zero'].map((id) => worth(question, id).value)
    expect(values).toEqual([3, 4, 0.5, 2])
  })

  it('S2 lets two options share a score', () => {
    const question = choice('q', {
      options: [
        { id: 'not-yet', score: 0 },
        { id: 'planned', score: 0 },
        { id: 'done', score: 4 },
      ],
    })
    expect(worth(question, 'not-yet')).toEqual(worth(question, 'planned'))
  })

  it('S2 counts an exclusive option without a score as the lower end of the scale', () => {
    const options = [
      { id: 'low', score: 2 },
      { id: 'none', exclusive: true },
    ]
    const own = choice('q', { score: { kind: 'option', scale: { min: 1, max: 5 } }, options })
    expect(worth(choice('q', { options }), 'none')).toEqual(answered(0))
    expect(worth(own, 'none')).toEqual(answered(1))
    expect(worth(ticks, ['none'])).toEqual(answered(0))
  })

  it('S2 gives no value to an option that stands for "not applicable" or "don\'t know"', () => {
    const question = choice('q', {
      options: [
        { id: 'some', score: 2 },
        { id: 'not-here', na: true },
        { id: 'no-idea', dk: true },
      ],
    })
    expect(worth(question, 'not-here')).toEqual({ state: 'not-applicable', value: null })
    expect(worth(question, 'no-idea')).toEqual({ state: 'dont-know', value: null })
  })
})

describe('S2 toggling', () => {
  const { options = [] } = ticks

  it.each([
    ['ticks one more', ['a'], 'b', ['a', 'b']],
    ['unticks one', ['a', 'b'], 'a', ['b']],
    ['clears the others for an exclusive one', ['a', 'b'], 'none', ['none']],
    ['clears the exclusive one for another', ['none'], 'c', ['c']],
    ['unticks the exclusive one', ['none'], 'none', []],
    ['ticks the first', [], 'e', ['e']],
  ])('S2 %s', (_, chosen, id, expected) => {
    expect(toggled(options, chosen, id)).toEqual(expected)
  })

  it('S2 goes by the flag on the option, not by its id or its place', () => {
    const flagged = [{ id: 'a', exclusive: true }, { id: 'none' }, { id: 'f' }]
    expect(toggled(flagged, ['none', 'f'], 'a')).toEqual(['a'])
    expect(toggled(flagged, ['f'], 'none')).toEqual(['f', 'none'])
    expect(toggled(flagged, ['a'], 'none')).toEqual(['none'])
  })

  it('S2 leaves the list it was given untouched', () => {
    const chosen = Object.freeze(['a', 'b'])
    expect(toggled(options, chosen, 'none')).toEqual(['none'])
    expect(chosen).toEqual(['a', 'b'])
  })
})

describe('S3 three states without a value', () => {
  const number: Question = { id: 'q', type: 'number', score: { kind: 'bands', table: [{ from: 0, score: 0 }] } }
  const grid: Question = {
    id: 'q',
    type: 'rows-scale',
    score: { kind: 'rows-mean' },
    rows: row('r1', 'r2'),
    columns: [
      { id: 'no', score: 0 },
      { id: 'yes', score: 4 },
    ],
  }
  const table: Question = { ...grid, type: 'rows-columns', score: { kind: 'share' }, columns: row('x', 'y') }

  it.each([
    ['a single choice', choice('q')],
    ['ticks', ticks],
    ['a number', number],
    ['rows on a scale', grid],
    ['rows and columns', table],
  ])('S3 %s may be blank, not known or not applicable, and none is zero', (_, question) => {
    expect(worth(question, undefined)).toEqual({ state: 'blank', value: null })
    expect(worth(question, 'dk')).toEqual({ state: 'dont-know', value: null })
    expect(worth(question, 'na')).toEqual({ state: 'not-applicable', value: null })
  })

  it.each([
    ['no ticks', ticks, []],
    ['no rows', grid, {}],
    ['rows without ticks', table, { r1: [], r2: [] }],
    ['an emptied row', grid, { r1: '' }],
    ['an emptied choice', choice('q'), ''],
  ])('S3 takes %s as blank, not as nothing', (_, question, answer) => {
    expect(worth(question, answer)).toEqual({ state: 'blank', value: null })
  })

  it('S3 tells an answered zero from all of them', () => {
    expect(worth(choice('q'), '0')).toEqual(answered(0))
    expect(worth(number, 0)).toEqual(answered(0))
  })
})

describe('S4 values of the other kinds', () => {
  it.each([
    [['a'], 1],
    [['a', 'b', 'c'], 3],
    [['a', 'b', 'c', 'd'], 4],
    [['a', 'b', 'c', 'd', 'e'], 4],
    [['none'], 0],
  ])('S4 count: %j is %d, at most the cap', (answer, value) => {
    expect(worth(ticks, answer)).toEqual(answered(value))
  })

  it('S4 count: every tick counts what the file says, up to the cap', () => {
    const half: Question = { ...ticks, score: { kind: 'count', cap: 2, perTick: 0.75 } }
    expect(worth(half, ['a', 'b'])).toEqual(answered(1.5))
    expect(worth(half, ['a', 'b', 'c'])).toEqual(answered(2))
  })

  it('S4 count: an exclusive or negative option is no tick', () => {
    const question: Question = { ...ticks, options: [...row('a', 'b'), { id: 'bad', negative: true }] }
    expect(worth(question, ['a', 'bad'])).toEqual(answered(1))
    expect(worth(question, ['bad'])).toEqual(answered(0))
  })

  const sum: Question = {
    id: 'q',
    type: 'multi',
    score: { kind: 'sum', max: 5 },
    options: [
      { id: 'one', score: 1 },
      { id: 'three', score: 3 },
      { id: 'four', score: 4 },
      { id: 'minus', score: -2 },
      { id: 'none', exclusive: true },
    ],
  }

  it.each([
    [['one', 'three'], 4],
    [['three', 'four'], 5],
    [['three', 'minus'], 1],
    [['minus'], 0],
    [['none'], 0],
  ])('S4 sum: %j is %d, within 0 and the maximum', (answer, value) => {
    expect(worth(sum, answer)).toEqual(answered(value))
  })

  const share: Question = {
    id: 'q',
    type: 'multi',
    score: { kind: 'share' },
    options: [...row('a', 'b', 'c'), { id: 'paper-only', negative: true }, { id: 'none', exclusive: true }],
  }

  it.each([
    [['a'], 1 / 3],
    [['a', 'b', 'c'], 1],
    [['a', 'b', 'paper-only'], 2 / 3],
    [['paper-only'], 0],
    [['none'], 0],
  ])('S4 share: %j is %d; exclusive and negative options are in neither part', (answer, value) => {
    expect(worth(share, answer)).toEqual(answered(value))
  })

  const grid: Question = {
    id: 'q',
    type: 'rows-scale',
    score: { kind: 'rows-mean' },
    rowScale: { min: 0, max: 5 },
    rows: row('r1', 'r2', 'r3'),
    columns: [
      { id: 'not-used', score: 0 },
      { id: 'prototype', score: 2 },
      { id: 'in-use', score: 5 },
      { id: 'not-here', na: true },
      { id: 'no-idea', dk: true },
    ],
  }

  it.each([
    ['of all rows', { r1: 'in-use', r2: 'prototype', r3: 'prototype' }, answered(3)],
    ['of the rows answered', { r1: 'in-use', r2: 'not-used' }, answered(2.5)],
    ['without rows that do not apply or are not known', { r1: 'in-use', r2: 'not-here', r3: 'no-idea' }, answered(5)],
    ['none when no row applies', { r1: 'not-here', r2: 'not-here' }, { state: 'not-applicable', value: null }],
    ['none when no row is known', { r1: 'no-idea', r2: 'not-here' }, { state: 'dont-know', value: null }],
  ])('S4 rows-mean: %s', (_, answer, expected) => {
    expect(worth(grid, answer as Answer)).toEqual(expected)
  })

  const table: Question = {
    id: 'q',
    type: 'rows-columns',
    score: { kind: 'share' },
    rows: row('sales', 'stock'),
    columns: [...row('invested', 'planned'), { id: 'neither', exclusive: true }],
  }

  it.each([
    [{ sales: ['invested', 'planned'], stock: ['neither'] }, 2 / 4],
    [{ sales: ['invested', 'planned'], stock: ['invested', 'planned'] }, 1],
    [{ sales: ['planned'] }, 1 / 4],
  ])('S4 rows and columns, share: %j is %d of all cells that can be ticked', (answer, value) => {
    expect(worth(table, answer as Answer)).toEqual(answered(value))
  })

  it('S4 rows and columns count and sum over all rows', () => {
    const both = { sales: ['invested', 'planned'], stock: ['invested'] }
    expect(worth({ ...table, score: { kind: 'count', cap: 4 } }, both)).toEqual(answered(3))
    expect(worth({ ...table, score: { kind: 'count', cap: 2 } }, both)).toEqual(answered(2))
    const columns = [
      { id: 'invested', score: 2 },
      { id: 'planned', score: 1 },
    ]
    expect(worth({ ...table, columns, score: { kind: 'sum', max: 6 } }, both)).toEqual(answered(5))
  })

  const bands: Question = {
    id: 'q',
    type: 'number',
    min: 0,
    max: 100,
    score: {
      kind: 'bands',
      table: [
        { from: 0, score: 0 },
        { from: 10, score: 1 },
        { from: 50, score: 3 },
        { from: 90, score: 4 },
      ],
    },
  }

  it.each([
    [0, 0],
    [9.99, 0],
    [10, 1],
    [49.999, 1],
    [50, 3],
    [90, 4],
    [100, 4],
    [10 - 5e-10, 1],
    [10 - 2e-9, 0],
  ])('S4 bands: %d is %d, the score of the last band reached', (answer, value) => {
    expect(worth(bands, answer)).toEqual(answered(value))
  })

  it('S4 bands: fewer can be better, and below the first band its score counts', () => {
    const defects: Question = {
      id: 'q',
      type: 'number',
      score: {
        kind: 'bands',
        table: [
          { from: 1, score: 4 },
          { from: 5, score: 2 },
          { from: 20, score: 0 },
        ],
      },
    }
    expect([0, 1, 7, 60].map((answer) => worth(defects, answer).value)).toEqual([4, 4, 2, 0])
  })

  it('S4 ladder: the ticks of one question climb band by band', () => {
    const question: Question = {
      id: 'q',
      type: 'multi',
      options: [...row('a', 'b1', 'b2', 'b3', 'b4', 'b5', 'c'), { id: 'none', exclusive: true }],
      score: {
        kind: 'ladder',
        threshold: 0.8,
        noLeap: true,
        bands: [['a'], ['b1', 'b2', 'b3', 'b4', 'b5'], ['c']],
      },
    }
    expect(worth(question, ['none'])).toEqual(answered(0))
    expect(worth(question, ['a', 'b1', 'b2', 'b3'])).toEqual(answered(0))
    expect(worth(question, ['a', 'b1', 'b2', 'b3', 'b4'])).toEqual(answered(1))
    expect(worth(question, ['a', 'b1', 'b2', 'b3', 'c'])).toEqual(answered(0))
    expect(worth(question, ['a', 'b1', 'b2', 'b3', 'b4', 'c'])).toEqual(answered(2))
    expect(worth(question, ['b1', 'b2', 'b3', 'b4', 'c'])).toEqual(answered(0))
  })

  it('S4 an unscored question is answered without a value', () => {
    const questionnaire = aQuestionnaire({ questions: [{ id: 'days', type: 'number', after: 'a' }] })
    expect(valuesOf(questionnaire, { days: 7 }).get('days')).toEqual({ id: 'days', state: 'answered', value: null })
  })
})

describe('S12 scales', () => {
  const on = (question: Omit<Question, 'id'>) => scaleOfQuestion(aQuestionnaire(), { id: 'q', ...question })

  it.each<[string, Omit<Question, 'id'>, number, number]>([
    ["an option: the questionnaire's", { type: 'single', score: { kind: 'option' } }, 0, 4],
    ['an option on its own scale', { type: 'single', score: { kind: 'option', scale: { min: 1, max: 5 } } }, 1, 5],
    ["bands: the questionnaire's", { type: 'number', score: { kind: 'bands', table: [{ from: 0, score: 1 }] } }, 0, 4],
    ['a share: 0 to 1', { type: 'multi', score: { kind: 'share' } }, 0, 1],
    ['a count: 0 to its cap', { type: 'multi', score: { kind: 'count', cap: 3, perTick: 2 } }, 0, 3],
    ['a sum: 0 to its maximum', { type: 'multi', score: { kind: 'sum', max: 12 } }, 0, 12],
    [
      "a mean of rows: the rows'",
      { type: 'rows-scale', rowScale: { min: 0, max: 5 }, score: { kind: 'rows-mean' } },
      0,
      5,
    ],
    ["a mean of rows without a scale: the questionnaire's", { type: 'rows-scale', score: { kind: 'rows-mean' } }, 0, 4],
    [
      'a ladder: 0 to its last band',
      { type: 'multi', score: { kind: 'ladder', threshold: 1, noLeap: true, bands: [['a'], ['b'], ['c']] } },
      0,
      2,
    ],
  ])('S12 %s', (_, question, min, max) => {
    expect(on(question)).toEqual({ min, max })
  })
})

describe('S5 hidden questions', () => {
  // b is asked from a 2 on, c while b is; f follows b, without a score.
  const questionnaire = aQuestionnaire({
    missing: { minAnsweredShare: 1 },
    root: { children: ['a', 'b', 'c'] },
    questions: [
      choice('a'),
      choice('b', { visibleWhen: { item: 'a', atLeast: 2 } }),
      choice('c', { visibleWhen: { item: 'b', atLeast: 0 } }),
      { id: 'f', type: 'number', after: 'b' },
      { id: 'g', type: 'number', after: 'f', visibleWhen: { item: 'a', atLeast: 4 } },
    ],
  })
  const all = assess(questionnaire).answer('a', '3').answer('b', '1').answer('c', '2').answer('f', 7).answer('g', 9)
  const states = (story: typeof all) =>
    Object.fromEntries([...valuesOf(questionnaire, story.answers)].map(([id, { state }]) => [id, state]))

  it('S5 scores what is shown', () => {
    expect(all.node('index').score).toBe(2)
    expect(states(all)).toEqual({ a: 'answered', b: 'answered', c: 'answered', f: 'answered', g: 'hidden' })
  })

  it('S5 leaves a hidden question out of numerator and denominator, and keeps its answer', () => {
    const hidden = all.answer('a', '1')
    expect(hidden.node('index')).toMatchObject({
      score: 1,
      share: 1,
      answered: 1,
      applicable: 1,
      blank: 0,
      low: 1,
      high: 1,
    })
    expect(hidden.scores().provisional).toBe(false)
    expect(hidden.answers['b']).toBe('1')
  })

  it('S5 hides what hangs on a hidden question, and what follows it', () => {
    expect(states(all.answer('a', '1'))).toMatchObject({ b: 'hidden', c: 'hidden', f: 'hidden', g: 'hidden' })
  })

  it('S5 brings a question back with its answer', () => {
    const back = all.answer('a', '1').answer('a', '3')
    expect(back.node('index').score).toBe(2)
    expect(back.scores()).toEqual(all.scores())
  })

  it('S5 hides a question while what it hangs on is blank, not known or not applicable', () => {
    for (const unknown of [all.skip('a'), all.dontKnow('a'), all.notApplicable('a')]) {
      expect(states(unknown)).toMatchObject({ b: 'hidden', c: 'hidden', f: 'hidden' })
    }
  })

  it('S5 leaves a section whose questions are all hidden out of its parent', () => {
    const two = aQuestionnaire({
      root: { children: [section('lean', ['a']), section('mach', ['m'])] },
      questions: [choice('a'), choice('m', { visibleWhen: { item: 'a', atLeast: 2 } })],
    })
    const sme = assess(two).answer('a', '1').answer('m', '4')
    expect(sme.node('mach')).toMatchObject({ score: null, reason: 'not-applicable', low: null })
    expect(sme.node('index').score).toBe(1)
  })

  it('S5 shows the follow-ups of the readiness questionnaire from level 2 on, and never scores them', () => {
    const readiness = real('readiness')
    const shown = (score: number) =>
      askedQuestions(readiness, assess(readiness).answerAll(score).answers).flatMap(({ questions }) =>
        questions.map(({ id }) => id),
      )
    expect(shown(1)).not.toContain('flow-lead-time-days')
    expect(shown(2)).toEqual(expect.arrayContaining(['flow-lead-time-days', 'flow-defects-share']))
    const sme = assess(readiness).answerAll(2)
    expect(sme.answer('flow-lead-time-days', 12).node('index')).toEqual(sme.node('index'))
  })
})

describe('S6 conditions', () => {
  const questionnaire = aQuestionnaire({
    root: { children: ['a', 'b', 'ticks', 'flagged', 'last'] },
    questions: [
      ticks,
      choice('flagged', {
        options: [
          { id: 'some', score: 2 },
          { id: 'no-idea', dk: true },
        ],
      }),
    ],
  })
  /** Asks the condition of the answers, through a question that waits for it. */
  const asks = (condition: Condition, answers: Record<string, Answer>): boolean => {
    const { questions, ...rest } = questionnaire
    const waiting = aQuestionnaire({
      ...rest,
      questions: questions.map((question) =>
        question.id === 'last' ? { ...question, visibleWhen: condition } : question,
      ),
    })
    return known(valuesOf(waiting, answers).get('last'), 'last').state !== 'hidden'
  }

  it.each<[string, Condition, Record<string, Answer>, boolean]>([
    ['at least, at the edge', { item: 'a', atLeast: 2 }, { a: '2' }, true],
    ['at least, below', { item: 'a', atLeast: 2 }, { a: '1' }, false],
    ['at most, at the edge', { item: 'a', atMost: 2 }, { a: '2' }, true],
    ['at most, above', { item: 'a', atMost: 2 }, { a: '3' }, false],
    ['above, at the edge', { item: 'a', above: 2 }, { a: '2' }, false],
    ['above', { item: 'a', above: 2 }, { a: '3' }, true],
    ['below, at the edge', { item: 'a', below: 2 }, { a: '2' }, false],
    ['below', { item: 'a', below: 2 }, { a: '1' }, true],
    ['between', { item: 'a', atLeast: 1, below: 3 }, { a: '2' }, true],
    ['not between', { item: 'a', atLeast: 1, below: 3 }, { a: '3' }, false],
    ['an option', { item: 'a', is: '2' }, { a: '2' }, true],
    ['another option', { item: 'a', is: '2' }, { a: '3' }, false],
    ['one tick among several', { item: 'ticks', includes: 'b' }, { ticks: ['a', 'b'] }, true],
    ['a tick that is not there', { item: 'ticks', includes: 'b' }, { ticks: ['a'] }, false],
    ['"don\'t know"', { item: 'a', is: 'dk' }, { a: 'dk' }, true],
    ['not "don\'t know"', { item: 'a', is: 'dk' }, { a: '2' }, false],
    ['"not applicable"', { item: 'a', is: 'na' }, { a: 'na' }, true],
    ['an option that means "don\'t know"', { item: 'flagged', is: 'dk' }, { flagged: 'no-idea' }, true],
  ])('S6 compares: %s', (_, condition, answers, expected) => {
    expect(asks(condition, answers)).toBe(expected)
    expect(asks({ not: condition }, answers)).toBe(!expected)
  })

  it.each<[string, Condition, Record<string, Answer>]>([
    ['a value of a blank', { item: 'a', atLeast: 2 }, {}],
    ['a value of a "don\'t know"', { item: 'a', below: 2 }, { a: 'dk' }],
    ['a value of what does not apply', { item: 'a', below: 2 }, { a: 'na' }],
    ['an option of a blank', { item: 'a', is: '2' }, {}],
    ['an option of a "don\'t know"', { item: 'a', is: '2' }, { a: 'dk' }],
    ['a tick of a "don\'t know"', { item: 'ticks', includes: 'b' }, { ticks: 'dk' }],
    ['a tick of no ticks at all', { item: 'ticks', includes: 'b' }, { ticks: [] }],
    ['an option where another one means "don\'t know"', { item: 'flagged', is: 'some' }, { flagged: 'no-idea' }],
  ])('S6 does not know %s, and so neither that nor its opposite holds', (_, condition, answers) => {
    expect(asks(condition, answers)).toBe(false)
    expect(asks({ not: condition }, answers)).toBe(false)
  })

  it('S6 knows that what does not apply is no option', () => {
    expect(asks({ not: { item: 'a', is: '2' } }, { a: 'na' })).toBe(true)
  })

  const T: Condition = { item: 'yes', atLeast: 1 }
  const F: Condition = { item: 'no', atLeast: 1 }
  const U: Condition = { item: 'unknown', atLeast: 1 }
  const facts = { value: (id: string) => ({ yes: 1, no: 0 })[id] ?? null, chosen: () => null }

  it.each<[string, Condition, boolean | null]>([
    ['true and true', { all: [T, T] }, true],
    ['true and false', { all: [T, F] }, false],
    ['true and unknown', { all: [T, U] }, null],
    ['false and unknown', { all: [F, U] }, false],
    ['unknown and unknown', { all: [U, U] }, null],
    ['true or false', { any: [T, F] }, true],
    ['false or false', { any: [F, F] }, false],
    ['true or unknown', { any: [U, T] }, true],
    ['false or unknown', { any: [F, U] }, null],
    ['not true', { not: T }, false],
    ['not false', { not: F }, true],
    ['not unknown', { not: U }, null],
    ['not (false and unknown)', { not: { all: [F, U] } }, true],
    ['(true or unknown) and not false', { all: [{ any: [T, U] }, { not: F }] }, true],
    ['(false or unknown) and true', { all: [{ any: [F, U] }, T] }, null],
  ])('S6 joins: %s', (_, condition, expected) => {
    expect(holds(condition, facts)).toBe(expected)
  })

  it('S6 compares with a tolerance of 1e-9', () => {
    // 0.3 / 0.1 is 2.9999999999999996, and 0.1 * 3 is 0.30000000000000004.
    const facts = { value: (id: string) => (id === 'short' ? 0.3 / 0.1 : (0.1 * 3) / 0.1), chosen: () => null }
    for (const node of ['short', 'over']) {
      expect(holds({ node, atLeast: 3 }, facts)).toBe(true)
      expect(holds({ node, atMost: 3 }, facts)).toBe(true)
      expect(holds({ node, below: 3 }, facts)).toBe(false)
      expect(holds({ node, above: 3 }, facts)).toBe(false)
    }
  })
})

describe('reading answers', () => {
  const questionnaire = aQuestionnaire({
    root: { children: ['a', 'must', 'ticks', 'number', 'grid', 'table'] },
    questions: [
      { ...choice('must'), na: undefined },
      ticks,
      { id: 'number', type: 'number', min: 0, max: 100, score: { kind: 'bands', table: [{ from: 0, score: 0 }] } },
      {
        id: 'grid',
        type: 'rows-scale',
        score: { kind: 'rows-mean' },
        rows: row('r1', 'r2'),
        columns: [
          { id: 'no', score: 0 },
          { id: 'yes', score: 4 },
        ],
      },
      {
        id: 'table',
        type: 'rows-columns',
        score: { kind: 'share' },
        rows: row('r1', 'r2'),
        columns: [...row('x', 'y'), { id: 'none', exclusive: true }],
      },
      { id: 'more', type: 'number', after: 'a' },
      { id: 'told', type: 'info', after: 'a' },
    ],
  })

  it('reads answers of every kind, and the two reserved words', () => {
    const answers = {
      a: 'na',
      must: 'dk',
      ticks: ['a', 'b'],
      number: 12.5,
      grid: { r1: 'yes' },
      table: { r1: ['x', 'y'], r2: ['none'] },
      more: 3,
    }
    expect(readAnswers(questionnaire, answers)).toEqual({ ok: true, value: answers })
    expect(readAnswers(questionnaire, {})).toEqual({ ok: true, value: {} })
  })

  it.each<[string, unknown, string, ProblemCode]>([
    ['an unknown question', { zzz: '1' }, 'answers.zzz', 'unknown-id'],
    ['an unknown option', { a: '9' }, 'answers.a', 'unknown-id'],
    ['an unknown tick', { ticks: ['a', 'zzz'] }, 'answers.ticks.1', 'unknown-id'],
    ['an unknown row', { grid: { r9: 'yes' } }, 'answers.grid.r9', 'unknown-id'],
    ['an unknown column', { grid: { r1: 'maybe' } }, 'answers.grid.r1', 'unknown-id'],
    ['an unknown tick in a row', { table: { r1: ['x', 'zzz'] } }, 'answers.table.r1.1', 'unknown-id'],
    ['"not applicable" where that is not offered', { must: 'na' }, 'answers.must', 'na-not-allowed'],
    ['an exclusive option with another', { ticks: ['a', 'none'] }, 'answers.ticks', 'exclusive'],
    ['an exclusive column with another', { table: { r1: ['none', 'x'] } }, 'answers.table.r1', 'exclusive'],
    ['a tick twice', { ticks: ['a', 'a'] }, 'answers.ticks', 'duplicate-id'],
    ['a tick twice in a row', { table: { r2: ['x', 'x'] } }, 'answers.table.r2', 'duplicate-id'],
    ['a number above the range', { number: 100.5 }, 'answers.number', 'out-of-scale'],
    ['a number below the range', { number: -1 }, 'answers.number', 'out-of-scale'],
    ['text for a number', { number: '12' }, 'answers.number', 'wrong-type'],
    ['no number at all', { number: Number.NaN }, 'answers.number', 'wrong-type'],
    ['an endless number', { more: Number.POSITIVE_INFINITY }, 'answers.more', 'wrong-type'],
    ['a number for an option', { a: 3 }, 'answers.a', 'wrong-type'],
    ['a list for one option', { a: ['3'] }, 'answers.a', 'wrong-type'],
    ['one option for a list', { ticks: 'a' }, 'answers.ticks', 'wrong-type'],
    ['a number among ticks', { ticks: ['a', 3] }, 'answers.ticks.1', 'wrong-type'],
    ['a list for rows', { grid: ['yes'] }, 'answers.grid', 'wrong-type'],
    ['one column where several may be ticked', { table: { r1: 'x' } }, 'answers.table.r1', 'wrong-type'],
    ['several columns where one is chosen', { grid: { r1: ['yes'] } }, 'answers.grid.r1', 'wrong-type'],
    ['nothing', { a: null }, 'answers.a', 'wrong-type'],
    ['an answer to what only informs', { told: 'x' }, 'answers.told', 'wrong-type'],
  ])('refuses %s', (_, answers, path, code) => {
    const read = readAnswers(questionnaire, answers)
    expect(read.ok ? [] : read.problems.map((problem) => [problem.path, problem.code])).toEqual([[path, code]])
  })

  it.each([null, undefined, 'answers', 7, ['a']])('refuses %j, which is no answers at all', (input) => {
    const read = readAnswers(questionnaire, input)
    expect(read.ok ? null : read.problems[0]).toMatchObject({ path: 'answers', code: 'wrong-type' })
  })

  it('names every problem at once', () => {
    const read = readAnswers(questionnaire, { a: '9', must: 'na', ticks: ['zzz', 'none'] })
    expect(read.ok ? [] : read.problems.map(({ code }) => code)).toEqual([
      'unknown-id',
      'na-not-allowed',
      'unknown-id',
      'exclusive',
    ])
  })

  it('knows no question by a name that every object has', () => {
    const read = readAnswers(questionnaire, JSON.parse('{"__proto__": "1", "constructor": "1"}'))
    expect(read.ok ? [] : read.problems.map(({ code }) => code)).toEqual(['unknown-id', 'unknown-id'])
  })
})

describe('the order of questions', () => {
  const questionnaire = aQuestionnaire({
    root: { children: [section('theme', [section('lean', ['a', 'b'])]), section('data', ['c'])] },
    questions: [
      choice('c'),
      { id: 'b-more', type: 'number', after: 'b' },
      { id: 'a-told', type: 'info', after: 'a-more' },
      choice('b', { visibleWhen: { item: 'a', atLeast: 1 } }),
      { id: 'a-more', type: 'number', after: 'a', visibleWhen: { item: 'a', atLeast: 2 } },
      choice('a'),
      { id: 'a-also', type: 'number', after: 'a' },
    ],
  })
  const asked = (answers: Record<string, Answer>) =>
    askedQuestions(questionnaire, answers).map(({ section: id, questions }) => [
      id,
      questions.map((question) => question.id),
    ])

  it('follows the tree, each item with its follow-ups after it, whatever the order of the list', () => {
    expect(asked({ a: '2' })).toEqual([
      ['lean', ['a', 'a-more', 'a-told', 'a-also', 'b', 'b-more']],
      ['data', ['c']],
    ])
  })

  it('S5 leaves hidden questions out, and what follows them', () => {
    expect(asked({ a: '1' })).toEqual([
      ['lean', ['a', 'a-also', 'b', 'b-more']],
      ['data', ['c']],
    ])
    expect(asked({})).toEqual([
      ['lean', ['a', 'a-also']],
      ['data', ['c']],
    ])
  })

  it('counts items in the order of the tree, without what only follows', () => {
    expect(itemsOfTree(questionnaire)).toEqual(['a', 'b', 'c'])
  })

  it('asks the readiness questionnaire in ten sections, 38 items and two follow-ups', () => {
    const readiness = real('readiness')
    const sections = askedQuestions(readiness, assess(readiness).answerAll(4).answers)
    expect(sections.map(({ section: id }) => id)).toEqual([
      'lead',
      'people',
      'market',
      'data',
      'mach',
      'lean',
      'flow',
      'green',
      'learn',
      'invest',
    ])
    expect(itemsOfTree(readiness)).toHaveLength(38)
    expect(sections.flatMap(({ questions }) => questions)).toHaveLength(40)
    const flow = known(
      sections.find(({ section: id }) => id === 'flow'),
      'flow',
    ).questions.map(({ id }) => id)
    expect(flow.slice(0, 2)).toEqual(['flow-lead-time', 'flow-lead-time-days'])
  })
})
