// The plan: which steps are proposed, in which order, and where they could lead.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answers } from '../../src/core/answers'
import {
  answersAfter,
  byPlace,
  moved,
  newStep,
  originKey,
  type PlanStep,
  type Proposal,
  proposeSteps,
  readStep,
  stepId,
  whatIf,
} from '../../src/core/plan'
import { prioritise } from '../../src/core/priorities'
import type { Questionnaire } from '../../src/core/questionnaire'
import { scoreAnswers } from '../../src/core/scoring'
import { itemsUnder } from '../../src/core/tree'
import { aQuestionnaire, assess, choice, known, section } from '../support/assess'
import { golden, INDEX_1_67, levelWith } from '../support/people'
import { realQuestionnaire } from '../support/real'
import { RUNS } from '../support/runs'

type Cost = Proposal['cost']

/** A step from each level, all at the same cost. */
const steps = (cost: Cost) => [0, 1, 2, 3].map((from) => ({ from, cost, time: { value: 1, unit: 'hours' as const } }))

/** Two lean items, two of data; the file wants lean at no cost before data. `data-b` needs `lean-b`. */
function shop(costs: Partial<Record<string, Cost>> = {}, rest: Partial<Questionnaire> = {}): Questionnaire {
  const item = (id: string, needs?: string) =>
    choice(id, {
      steps: steps(costs[id] ?? 'none'),
      relevance: { pains: { waiting: id.startsWith('data') ? 3 : 1 }, goals: { cost: id === 'lean-a' ? 2 : 0 } },
      ...(needs ? { needs: [{ item: needs, atLeast: 2 }] } : {}),
    })
  return aQuestionnaire({
    root: { children: [section('lean', ['lean-a', 'lean-b']), section('data', ['data-a', 'data-b'])] },
    questions: [item('lean-a'), item('lean-b'), item('data-a'), item('data-b', 'lean-b')],
    lenses: [{ id: 'blocks', root: { id: 'blocks-root', children: [{ ref: 'lean' }, { ref: 'data' }] } }],
    plan: { first: ['lean'], last: ['data'] },
    priority: {
      columns: [
        { id: 'pain', source: 'relevance', by: 'pains' },
        { id: 'gap', source: 'target-minus-score' },
      ],
      presets: { usual: [0.6, 0.4] },
      defaultPreset: 'usual',
      target: { atLeast: 2, above: 1 },
      select: { groupBy: 'blocks', perGroup: 1, extra: 0 },
    },
    ...rest,
  })
}

interface Asked {
  answers?: Answers
  pains?: string[]
  goals?: string[]
  taken?: PlanStep[]
}

function proposed(questionnaire: Questionnaire, { answers = {}, pains = [], goals = [], taken = [] }: Asked = {}) {
  const scores = scoreAnswers(questionnaire, answers)
  const profile = { pains, goals }
  return proposeSteps(questionnaire, scores, prioritise(questionnaire, scores, profile), profile, taken)
}
const items = (list: readonly Proposal[]) => list.map(({ origin }) => origin.item)

const all = (score: number) => assess(shop()).answerAll(score).answers

describe('PL1 what is proposed', () => {
  it('is the step from where each item with a gap stands', () => {
    const found = proposed(shop(), { answers: { ...all(1), 'lean-a': '3' } })
    expect(items(found)).not.toContain('lean-a')
    expect(found).toHaveLength(3)
    for (const { origin, index } of found) expect([origin, index]).toMatchObject([{ kind: 'advice', from: 1 }, 1])
  })

  it('is "find out" for what is not known, after the others, and nothing for what does not apply or was left blank', () => {
    const answers = { 'lean-a': 'dk', 'lean-b': '1', 'data-a': 'na' }
    expect(proposed(shop(), { answers }).map(({ origin }) => [origin.item, origin.kind])).toEqual([
      ['lean-b', 'advice'],
      ['lean-a', 'find-out'],
    ])
  })

  it('names the pains and goals it works on directly, of those the owner chose', () => {
    const found = proposed(shop(), { answers: all(1), pains: ['waiting'], goals: ['cost'] })
    const reasons = (id: string) => found.find(({ origin }) => origin.item === id)
    expect(reasons('lean-a')).toMatchObject({ pains: [], goals: ['cost'] })
    expect(reasons('data-a')).toMatchObject({ pains: ['waiting'], goals: [] })
    expect(proposed(shop(), { answers: all(1) }).flatMap(({ pains, goals }) => [...pains, ...goals])).toEqual([])
  })

  it('is nothing when all is at the target, and without priorities only what must be found out', () => {
    expect(proposed(shop(), { answers: all(4) })).toEqual([])
    const plain = aQuestionnaire()
    expect(items(proposed(plain, { answers: { a: 'dk', b: '0' } }))).toEqual(['a'])
  })
})

describe('PL2 and PL3 the order', () => {
  it('follows the rank while nothing stands against it', () => {
    const free = shop({}, { plan: { first: [], last: [] } })
    // Data has the larger share of the pain.
    expect(items(proposed(free, { answers: all(0), pains: ['waiting'] }))).toEqual([
      'data-a',
      'lean-b',
      'data-b',
      'lean-a',
    ])
  })

  it('puts what an item needs before it, and says so', () => {
    const found = proposed(shop({}, { plan: { first: [], last: [] } }), { answers: all(0), pains: ['waiting'] })
    expect(found.find(({ origin }) => origin.item === 'lean-b')?.before).toEqual(['data-b'])
    const unknown = proposed(shop(), { answers: { ...all(0), 'lean-b': 'dk' }, pains: ['waiting'] })
    const place = (id: string) => items(unknown).indexOf(id)
    expect(unknown[place('lean-b')]).toMatchObject({ origin: { kind: 'find-out' }, before: ['data-b'], cost: 'none' })
    expect(place('lean-b')).toBeLessThan(place('data-b'))
  })

  it('a blank prerequisite is found out first too', () => {
    const found = proposed(shop(), { answers: { 'data-b': '0' } })
    expect(found.map(({ origin }) => [origin.item, origin.kind])).toEqual([
      ['lean-b', 'find-out'],
      ['data-b', 'advice'],
    ])
  })

  it('lets no step of technology come before a lean step that costs nothing', () => {
    expect(items(proposed(shop(), { answers: all(0), pains: ['waiting'] }))).toEqual([
      'lean-b',
      'lean-a',
      'data-a',
      'data-b',
    ])
    // A lean step that costs money has no such right.
    expect(items(proposed(shop({ 'lean-a': 'little' }), { answers: all(0), pains: ['waiting'] }))).toEqual([
      'lean-b',
      'data-a',
      'data-b',
      'lean-a',
    ])
  })

  it('where a lean step itself needs technology, the need wins', () => {
    const lean = choice('lean-a', { steps: steps('none'), needs: [{ item: 'data-a', atLeast: 2 }] })
    const base = shop()
    const crossed = shop({}, { questions: base.questions.map((one) => (one.id === 'lean-a' ? lean : one)) })
    const order = items(proposed(crossed, { answers: all(0) }))
    expect(order.indexOf('data-a')).toBeLessThan(order.indexOf('lean-a'))
    expect(order.indexOf('lean-b')).toBeLessThan(order.indexOf('data-a'))
    expect(order).toHaveLength(4)
  })

  it('holds for any answers to the real questionnaires: no step twice, needs first, lean at no cost before technology', () => {
    for (const id of ['readiness', 'quick'] as const) {
      const { questionnaire } = realQuestionnaire(id)
      const asked = itemsUnder(questionnaire, questionnaire.root.id)
      const early = new Set((questionnaire.plan?.first ?? []).flatMap((node) => itemsUnder(questionnaire, node)))
      const late = new Set((questionnaire.plan?.last ?? []).flatMap((node) => itemsUnder(questionnaire, node)))
      expect(early.size).toBeGreaterThan(3)
      expect(late.size).toBeGreaterThan(2)
      const anyAnswers = fc.dictionary(fc.constantFrom(...asked), fc.integer({ min: -2, max: 4 }), {
        minKeys: asked.length,
        maxKeys: asked.length,
      })
      const chosen = fc.subarray(['defects', 'waiting', 'transport', 'motion'], { maxLength: 3 })
      fc.assert(
        fc.property(anyAnswers, chosen, (levels, pains) => {
          const answers = Object.fromEntries(
            Object.entries(levels).flatMap(([item, level]) => {
              const question = known(
                questionnaire.questions.find((one) => one.id === item),
                item,
              )
              if (level === -2) return []
              return [[item, level === -1 ? 'dk' : known(question.options?.[level]?.id, item)]]
            }),
          )
          const found = proposed(questionnaire, { answers, pains })
          const order = items(found)
          expect(new Set(order).size).toBe(order.length)
          for (const { origin, before } of found) {
            for (const later of before) {
              if (order.includes(later)) expect(order.indexOf(origin.item)).toBeLessThan(order.indexOf(later))
            }
          }
          const lastEarly = Math.max(
            -1,
            ...found.flatMap(({ origin, cost }, i) => (early.has(origin.item) && cost === 'none' ? [i] : [])),
          )
          for (const [i, { origin }] of found.entries()) {
            // None of our lean items needs technology, so nothing may break the rule.
            if (late.has(origin.item)) expect(i).toBeGreaterThan(lastEarly)
          }
        }),
        { numRuns: RUNS },
      )
    }
  })

  it('the firm of the golden file is shown order at the workplace first, because three other steps need it', () => {
    const { answers, profile } = golden('readiness-1')
    const { questionnaire } = realQuestionnaire('readiness')
    const found = proposed(questionnaire, { answers, pains: profile.pains ?? [], goals: profile.goals ?? [] })
    expect(items(found).slice(0, 4)).toEqual(['lean-5r', 'flow-maintenance', 'lean-board', 'lean-standard-work'])
    expect(found[0]?.before).toEqual(['flow-maintenance', 'lean-board', 'flow-wip'])
    expect(found.at(-1)?.origin).toEqual({ kind: 'find-out', questionnaire: 'readiness', item: 'data-backup' })
  })
})

const NOW = '2026-11-25T08:00:00.000Z'
const aStep = (origin: PlanStep['origin'], fields: Partial<PlanStep> = {}) => ({
  ...newStep({ firm: 'f', origin, place: 0, created: NOW }, 'own-id'),
  ...fields,
})
const advice = (item: string, from: number) => ({ kind: 'advice' as const, questionnaire: 'tiny', item, from })

describe('PL4 what is on the plan', () => {
  it('is not proposed again, whatever became of it', () => {
    for (const state of ['todo', 'doing', 'later', 'dropped'] as const) {
      const taken = [aStep(advice('lean-a', 0), { state })]
      expect(items(proposed(shop(), { answers: all(0), taken }))).not.toContain('lean-a')
    }
  })

  it('makes room for the next step of the item once it is done', () => {
    const taken = [aStep(advice('lean-a', 0), { state: 'done' })]
    const next = proposed(shop(), { answers: all(0), taken }).find(({ origin }) => origin.item === 'lean-a')
    expect(next?.origin).toEqual(advice('lean-a', 1))
    const top = [0, 1, 2, 3].map((from) => aStep(advice('lean-a', from), { state: 'done' }))
    expect(items(proposed(shop(), { answers: all(0), taken: top }))).not.toContain('lean-a')
  })

  it('knows a step by where it comes from, and own steps by their own id', () => {
    expect(stepId('f', advice('lean-a', 0), 'x')).toBe(stepId('f', advice('lean-a', 0), 'y'))
    expect(stepId('f', advice('lean-a', 0), 'x')).not.toBe(stepId('f', advice('lean-a', 1), 'x'))
    expect(stepId('f', { kind: 'own' }, 'x')).not.toBe(stepId('f', { kind: 'own' }, 'y'))
    expect(originKey({ kind: 'programme', programme: 'lemmi-4' })).not.toBe(originKey({ kind: 'own' }))
  })

  it('is read back as it was written, and refused when it is none', () => {
    const step = aStep(advice('lean-a', 0), { due: '2026-12-01', who: 'Sari', note: 'besok', state: 'doing' })
    expect(readStep(JSON.parse(JSON.stringify(step)))).toEqual(step)
    for (const broken of [
      { due: '1 Des' },
      { state: 'maybe' },
      { origin: { kind: 'else' } },
      { place: 'first' },
      { v: 99 },
    ]) {
      expect(readStep({ ...step, ...broken })).toBeNull()
    }
  })
})

describe('PL5 what if', () => {
  it('lifts an item one level, through several steps more, whatever order they are ticked in', () => {
    const reached = (...from: number[]) =>
      whatIf(
        shop(),
        all(0),
        from.map((level) => ({ item: 'lean-a', from: level })),
      ).items['lean-a']?.value
    expect(reached(0)).toBe(1)
    expect(reached(1, 0)).toBe(2)
    expect(reached(0, 1, 2, 3)).toBe(4)
  })

  it('never lowers what stands higher, and leaves the unknown and the not applicable alone', () => {
    expect(answersAfter(shop(), { 'lean-a': '3' }, [{ item: 'lean-a', from: 0 }])).toEqual({ 'lean-a': '3' })
    const answers = { 'lean-a': 'dk', 'lean-b': 'na' }
    expect(
      answersAfter(shop(), answers, [
        { item: 'lean-a', from: 0 },
        { item: 'lean-b', from: 0 },
      ]),
    ).toEqual(answers)
    expect(answersAfter(shop(), {}, [{ item: 'lean-a', from: 0 }])).toEqual({})
    expect(answersAfter(shop(), {}, [{ item: 'nothing', from: 0 }])).toEqual({})
  })

  it('leaves the answers it was given untouched', () => {
    const answers = Object.freeze({ ...all(0) })
    whatIf(shop(), answers, [{ item: 'lean-a', from: 0 }])
    expect(answers).toEqual(all(0))
  })

  it('keeps the caps: one section at level 0 holds the level down, however much the others rise', () => {
    const { questionnaire } = realQuestionnaire('readiness')
    const answers = levelWith(2, 'lead')
    const low = { ...answers, ...assess(questionnaire).answerAll(0, 'lead').answers }
    const others = itemsUnder(questionnaire, 'index').filter((item) => !item.startsWith('lead'))
    const scores = whatIf(
      questionnaire,
      low,
      others.flatMap((item) => [2, 3].map((from) => ({ item, from }))),
    )
    expect(scores.cap).toMatchObject({ indexLevel: 3, level: 1, causes: [{ node: 'lead' }] })
  })

  it('never lowers any score or the level, for any steps ticked in the real questionnaire', () => {
    const { questionnaire } = realQuestionnaire('readiness')
    const asked = itemsUnder(questionnaire, 'index')
    const before = scoreAnswers(questionnaire, INDEX_1_67)
    const ticked = fc.array(fc.record({ item: fc.constantFrom(...asked), from: fc.integer({ min: 0, max: 3 }) }), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(ticked, (list) => {
        const after = whatIf(questionnaire, INDEX_1_67, list)
        for (const [id, node] of Object.entries(before.nodes)) {
          expect(known(after.nodes[id]?.score, id)).toBeGreaterThanOrEqual((node.score ?? 0) - 1e-9)
        }
        expect(Number(after.cap.level)).toBeGreaterThanOrEqual(Number(before.cap.level))
      }),
      { numRuns: RUNS },
    )
  })
})

describe('PL6 places', () => {
  const row = ['a', 'b', 'c', 'd'].map((item, place) => aStep(advice(item, 0), { place }))
  const shownAll = () => true
  const apply = (changed: PlanStep[]) =>
    row
      .map((step) => changed.find(({ id }) => id === step.id) ?? step)
      .sort(byPlace)
      .map(({ origin }) => (origin.kind === 'advice' ? origin.item : ''))
  const idOf = (item: string) => stepId('f', advice(item, 0), '')

  it('moves a step past its neighbour, and writes only what changes', () => {
    const up = moved(row, shownAll, idOf('c'), -1)
    expect(apply(up)).toEqual(['a', 'c', 'b', 'd'])
    expect(up).toHaveLength(2)
    expect(apply(moved(row, shownAll, idOf('c'), 1))).toEqual(['a', 'b', 'd', 'c'])
  })

  it('moves past steps that are not shown, which stay where they are', () => {
    const hidden = (step: PlanStep) => step.id !== idOf('b')
    expect(apply(moved(row, hidden, idOf('c'), -1))).toEqual(['c', 'b', 'a', 'd'])
  })

  it('does nothing at the edge or for what is not shown', () => {
    expect(moved(row, shownAll, idOf('a'), -1)).toEqual([])
    expect(moved(row, shownAll, idOf('d'), 1)).toEqual([])
    expect(moved(row, () => false, idOf('b'), 1)).toEqual([])
  })

  it('puts right what came with equal places from two devices', () => {
    const twins = [aStep(advice('a', 0), { place: 1 }), aStep(advice('b', 0), { place: 1, created: '2026-11-26' })]
    const changed = moved(twins, shownAll, idOf('b'), -1)
    expect(changed.map(({ id, place }) => [id, place])).toEqual([[idOf('b'), 0]])
  })
})

describe('P2 a target of the owner', () => {
  it('takes the place of the common one for the items of its section, and of no other', () => {
    const questionnaire = shop()
    const scores = scoreAnswers(questionnaire, all(2))
    const gaps = (targets: Record<string, number>) =>
      Object.fromEntries(
        known(prioritise(questionnaire, scores, {}, targets)?.ranking['usual'], 'ranking').map(({ item, gap }) => [
          item,
          gap,
        ]),
      )
    expect(gaps({})).toEqual({ 'lean-a': 1, 'lean-b': 1, 'data-a': 1, 'data-b': 1 })
    expect(gaps({ lean: 4 })).toEqual({ 'lean-a': 2, 'lean-b': 2, 'data-a': 1, 'data-b': 1 })
    expect(gaps({ lean: 1 })).toEqual({ 'lean-a': 0, 'lean-b': 0, 'data-a': 1, 'data-b': 1 })
    expect(gaps({ index: 4, data: 3 })).toEqual({ 'lean-a': 2, 'lean-b': 2, 'data-a': 1, 'data-b': 1 })
    expect(gaps({ lean: 99 })).toEqual({ 'lean-a': 2, 'lean-b': 2, 'data-a': 1, 'data-b': 1 })
  })
})
