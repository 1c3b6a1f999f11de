// Before and after: what may be laid side by side, and what is more than noise.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answers } from '../../src/core/answers'
import { type Comparison, compareRounds, doneBetween } from '../../src/core/comparison'
import { newStep } from '../../src/core/plan'
import type { Question, Questionnaire } from '../../src/core/questionnaire'
import { scoreAnswers } from '../../src/core/scoring'
import { aQuestionnaire, assess, choice, itemsUnder, known, optionWorth, section } from '../support/assess'
import { levelWith } from '../support/people'
import { realQuestionnaire } from '../support/real'
import { RUNS } from '../support/runs'

const tiny = aQuestionnaire({ change: { root: 0.6, node: 1.2 } })

function compared(
  before: Answers,
  after: Answers,
  earlier: Questionnaire = tiny,
  later: Questionnaire = tiny,
): Comparison {
  const found = compareRounds({ questionnaire: earlier, answers: before }, { questionnaire: later, answers: after })
  if (typeof found === 'string') throw new Error(found)
  return found
}
const node = (comparison: Comparison, id: string) =>
  known(
    comparison.nodes.find((one) => one.id === id),
    id,
  )

describe('C1 comparable', () => {
  it('are rounds of one questionnaire and major version only', () => {
    const round = (fields: Partial<Questionnaire>) => ({ questionnaire: { ...tiny, ...fields }, answers: {} })
    expect(compareRounds(round({ id: 'other' }), round({}))).toBe('other-questionnaire')
    expect(compareRounds(round({ version: '1.9.9' }), round({ version: '2.0.0' }))).toBe('other-major')
    expect(compareRounds(round({ version: '1.0.0' }), round({ version: '1.7.2' }))).toMatchObject({ items: [] })
  })
})

describe('C2 the items', () => {
  it('are those answered both times, each from where to where', () => {
    const found = compared({ a: '1', b: 'dk', c: '3', d: '0' }, { a: '2', b: '2', c: 'na', d: '0', e: '4' })
    expect(found.items).toEqual([
      { item: 'a', before: 1, after: 2 },
      { item: 'd', before: 0, after: 0 },
    ])
    expect(found.unanswered).toEqual(['b', 'c', 'e'])
  })

  it('leave out and list what a newer version added, dropped, or asks differently; new words change nothing', () => {
    const reworded = choice('b', { why: '' })
    const rescored = choice('c', {}, [0, 2, 4])
    const later = aQuestionnaire({
      version: '1.1.0',
      root: { children: [section('lean', ['a', 'b', 'c']), section('data', ['d', 'f'])] },
      questions: [reworded, rescored],
    })
    const answers = { a: '1', b: '1', c: '2', d: '1' }
    const found = compared({ ...answers, e: '1' }, { ...answers, f: '1' }, tiny, later)
    expect(found).toMatchObject({ added: ['f'], removed: ['e'], altered: ['c'], unanswered: [] })
    expect(found.items.map(({ item }) => item).sort()).toEqual(['a', 'b', 'd'])
  })

  it('count no follow-up, which is not scored', () => {
    const figure: Question = { id: 'figure', type: 'number', after: 'a' }
    const questionnaire = aQuestionnaire({ questions: [choice('a'), figure] })
    const found = compared({ a: '1', figure: 5 }, { a: '1', figure: 9 }, questionnaire, questionnaire)
    expect(found.items.map(({ item }) => item)).toEqual(['a'])
    expect([...found.added, ...found.removed, ...found.unanswered]).not.toContain('figure')
  })
})

describe('C3 the scores', () => {
  it('are of these items alone: an item answered only once moves neither side', () => {
    const found = compared({ a: '1', b: '1', d: '2', e: '2' }, { a: '2', b: '1', c: '4', d: '2', e: '2' })
    expect(node(found, 'lean')).toEqual({ id: 'lean', before: 1, after: 1.5, change: 0.5, real: false })
    expect(node(found, 'index')).toMatchObject({ before: 1.5, after: 1.75, change: 0.25 })
    expect(found.nodes[0]?.id).toBe('index')
  })

  it('equal those of the rounds themselves when everything was answered both times', () => {
    const { questionnaire } = realQuestionnaire('readiness')
    const [before, after] = [levelWith(1, 'people'), levelWith(2, 'data')]
    const found = compared(before, after, questionnaire, questionnaire)
    const [then, now] = [scoreAnswers(questionnaire, before), scoreAnswers(questionnaire, after)]
    for (const { id, before: old, after: current } of found.nodes) {
      expect([id, old]).toEqual([id, then.nodes[id]?.score])
      expect([id, current]).toEqual([id, now.nodes[id]?.score])
    }
    expect(found.level).toEqual({ before: then.cap.level, after: now.cap.level })
    expect(found.items).toHaveLength(38)
  })

  it('are null where too little is in common, and no change is then claimed', () => {
    const { questionnaire } = realQuestionnaire('readiness')
    const found = compared(
      levelWith(1),
      { 'lead-plan': optionWorth(questionnaire, 'lead-plan', 3) },
      questionnaire,
      questionnaire,
    )
    for (const id of ['lead', 'people', 'index']) {
      expect(node(found, id)).toEqual({ id, before: null, after: null, change: null, real: null })
    }
    expect(found.items).toEqual([{ item: 'lead-plan', before: 1, after: 3 }])
  })

  it('go by the weights of the later version for both rounds', () => {
    const heavy = aQuestionnaire({
      version: '1.2.0',
      root: { children: [section('lean', ['a', 'b', 'c'], { weight: 3 }), section('data', ['d', 'e'])] },
    })
    const [low, high] = [
      assess(tiny).answerAll(1).answers,
      { ...assess(tiny).answerAll(1).answers, a: '4', b: '4', c: '4' },
    ]
    expect(node(compared(low, high, tiny, heavy), 'index')).toMatchObject({ before: 1, after: (3 * 4 + 1) / 4 })
  })

  it('what does not apply both times is asked of neither; what does not apply once counts as missing', () => {
    const strict = aQuestionnaire({ missing: { minAnsweredShare: 1, blank: 'zero', dk: 'min' } })
    const answers = { a: '1', b: '1', d: '1', e: '1' }
    const both = compared({ ...answers, c: 'na' }, { ...answers, c: 'na' }, strict, strict)
    expect(node(both, 'lean')).toMatchObject({ before: 1, after: 1 })
    const once = compared({ ...answers, c: 'na' }, { ...answers, c: '3' }, strict, strict)
    expect(node(once, 'lean')).toMatchObject({ before: null, after: null })
    // A file that counts blanks as zero does not do so here: nobody left them blank.
    expect(node(once, 'data')).toMatchObject({ before: 1, after: 1 })
  })

  it('a question that was hidden in one round is not compared, and does not hide others', () => {
    const questionnaire = aQuestionnaire({
      questions: [choice('a'), choice('b', { visibleWhen: { item: 'a', atLeast: 2 } })],
    })
    const found = compared({ a: '1', b: '3' }, { a: '3', b: '3' }, questionnaire, questionnaire)
    expect(found.items.map(({ item }) => item)).toEqual(['a'])
    expect(found.unanswered).toContain('b')
  })
})

describe('C4 real change', () => {
  it.each([
    [0.59, false],
    [0.6, true],
    [-0.6, true],
    [-0.59, false],
  ])('of the index by %s is real: %s', (by, real) => {
    const fine = aQuestionnaire({
      root: { children: ['a'] },
      questions: [
        choice('a', {
          options: [
            { id: 'then', score: 1 },
            { id: 'now', score: 1 + by },
          ],
        }),
      ],
      change: { root: 0.6, node: 1.2 },
    })
    const found = compared({ a: 'then' }, { a: 'now' }, fine, fine)
    expect(found.nodes[0]).toMatchObject({ id: 'index', real })
  })

  it('of a part needs more than of the index', () => {
    const found = compared({ a: '0', b: '0', c: '0', d: '0', e: '0' }, { a: '1', b: '1', c: '1', d: '2', e: '2' })
    expect(node(found, 'lean')).toMatchObject({ change: 1, real: false })
    expect(node(found, 'data')).toMatchObject({ change: 2, real: true })
  })

  it('is not judged where the file names no threshold', () => {
    const { change: _change, ...plain } = tiny
    expect(compared({ a: '0' }, { a: '4' }, plain, plain).nodes.map(({ real }) => real)).toEqual([null, null, null])
  })
})

describe('any two rounds', () => {
  it('C2 C3 compared the other way round change sign, and with itself nothing changes', () => {
    const { questionnaire } = realQuestionnaire('readiness')
    const asked = itemsUnder(questionnaire)
    const answers = fc
      .array(fc.integer({ min: -2, max: 4 }), { minLength: asked.length, maxLength: asked.length })
      .map((levels) =>
        Object.fromEntries(
          asked.flatMap((item, i) => {
            const level = levels[i] ?? -2
            if (level === -2) return []
            return [[item, level === -1 ? 'dk' : optionWorth(questionnaire, item, level)]]
          }),
        ),
      )
    fc.assert(
      fc.property(answers, answers, (one, other) => {
        const there = compared(one, other, questionnaire, questionnaire)
        const back = compared(other, one, questionnaire, questionnaire)
        expect(there.items.map(({ item }) => item)).toEqual(back.items.map(({ item }) => item))
        for (const [i, { change }] of there.nodes.entries())
          expect((back.nodes[i]?.change ?? 0) + (change ?? 0)).toBeCloseTo(0)
        expect(compared(one, one, questionnaire, questionnaire).nodes.every(({ change }) => (change ?? 0) === 0)).toBe(
          true,
        )
      }),
      { numRuns: RUNS },
    )
  })
})

describe('C5 the steps between', () => {
  it('are those done from the one day to the other, the first done first', () => {
    const step = (item: string, done: string | null, state: 'done' | 'todo' = 'done') => ({
      ...newStep(
        { firm: 'f', origin: { kind: 'advice', questionnaire: 'q', item, from: 0 }, place: 0, created: '' },
        '',
      ),
      state,
      done,
    })
    const steps = [
      step('late', '2026-07-01'),
      step('on-the-day', '2026-06-30'),
      step('first', '2026-01-01'),
      step('before', '2025-12-31'),
      step('open', null, 'todo'),
    ]
    expect(
      doneBetween(steps, '2026-01-01', '2026-06-30').map(({ origin }) => (origin.kind === 'advice' ? origin.item : '')),
    ).toEqual(['first', 'on-the-day'])
  })
})
