import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer, Answers } from '../../src/core/answers'
import {
  type Choices,
  type Focus,
  gapCodesOf,
  type Priorities,
  prioritise,
  unmetNeeds,
} from '../../src/core/priorities'
import { type Question, type Questionnaire, readQuestionnaire } from '../../src/core/questionnaire'
import { scoreAnswers } from '../../src/core/scoring'
import { realQuestionnaire } from '../support/real'
import { RUNS } from '../support/runs'

type Block = 'o' | 'p' | 't'

interface Item {
  block: Block
  pains?: Record<string, number>
  goals?: Record<string, number>
  needs?: string[]
  gaps?: string[]
  weight?: number
}

const PRESETS = { operational: [0.6, 0.2, 0.2], tactical: [0.45, 0.3, 0.25], strategic: [0.3, 0.4, 0.3] }
/** Ranks by pains alone, so that a story can say the order outright. */
const BY_PAIN = { presets: { pain: [1, 0, 0] }, defaultPreset: 'pain' }

/** A questionnaire with one section per block, of items on 0..4 whose option ids are their scores. */
function asking(
  items: Record<string, Item>,
  priority: Partial<NonNullable<Questionnaire['priority']>> = {},
  rest: Partial<Questionnaire> = {},
): Questionnaire {
  const blocks = (['o', 'p', 't'] as const).filter((block) => Object.values(items).some((item) => item.block === block))
  const read = readQuestionnaire({
    id: 'tiny',
    version: '1.0.0',
    scoringVersion: 1,
    languages: ['id', 'en'],
    scale: { min: 0, max: 4 },
    root: {
      id: 'index',
      children: blocks.map((block) => ({
        id: `section-${block}`,
        // As heavy as its items, so that the index is their weighted mean.
        weight: Object.values(items).reduce((sum, item) => sum + (item.block === block ? (item.weight ?? 1) : 0), 0),
        children: Object.entries(items)
          .filter(([, item]) => item.block === block)
          .map(([ref, { weight = 1 }]) => ({ ref, weight })),
      })),
    },
    lenses: [
      {
        id: 'blocks',
        root: {
          id: 'all-blocks',
          aggregate: null,
          children: blocks.map((id) => ({ id, children: [{ ref: `section-${id}` }] })),
        },
      },
    ],
    priority: {
      columns: [
        { id: 'pain', source: 'relevance', by: 'pains', normalise: 'share' },
        { id: 'goal', source: 'relevance', by: 'goals', normalise: 'share' },
        { id: 'gap', source: 'target-minus-score', clampNegative: true, normalise: 'share' },
      ],
      presets: PRESETS,
      defaultPreset: 'tactical',
      target: { atLeast: 2, above: 1 },
      select: { groupBy: 'blocks', perGroup: 1, extra: 1 },
      ...priority,
    },
    gapCodes: { weights: [1, 0.7, 0.5] },
    questions: Object.entries(items).map(([id, item]) => ({
      id,
      type: 'single',
      score: { kind: 'option' },
      options: [0, 1, 2, 3, 4].map((score) => ({ id: String(score), score })),
      na: { reasons: [{ id: 'never' }] },
      gaps: item.gaps ?? [],
      needs: (item.needs ?? []).map((need) => ({ item: need, atLeast: 2 })),
      relevance: { pains: item.pains ?? {}, goals: item.goals ?? {} },
    })),
    ...rest,
  })
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value
}

/** What comes out for a firm that answered so: scores as numbers, or the reserved words. */
function prioritiesOf(
  questionnaire: Questionnaire,
  scores: Record<string, number | 'dk' | 'na'>,
  choices: Choices = { pains: ['pain'], goals: [] },
): Priorities {
  const answers = Object.fromEntries(Object.entries(scores).map(([id, score]) => [id, String(score)]))
  const priorities = prioritise(questionnaire, scoreAnswers(questionnaire, answers), choices)
  if (!priorities) throw new Error('no priorities declared')
  return priorities
}

const rankingOf = (priorities: Priorities, preset = priorities.preset) => priorities.ranking[preset] ?? []
const orderOf = (priorities: Priorities, preset?: string) => rankingOf(priorities, preset).map(({ item }) => item)
const impactsOf = (priorities: Priorities, preset?: string) =>
  Object.fromEntries(rankingOf(priorities, preset).map(({ item, impact }) => [item, impact]))
const columnOf = (priorities: Priorities, id: string) =>
  Object.fromEntries(
    rankingOf(priorities).map(({ item, columns }) => [item, columns.find((column) => column.id === id)]),
  )
const sharesOf = (priorities: Priorities, id: string) =>
  Object.fromEntries(Object.entries(columnOf(priorities, id)).map(([item, column]) => [item, column?.share]))
const namesOf = (focus: readonly Focus[]) => focus.map(({ item }) => item)

/** Numbers are compared to 12 decimals: computed in full, never rounded. */
function expectNumbers(found: Record<string, number | undefined>, wanted: Record<string, number>): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort())
  for (const [id, number] of Object.entries(wanted)) expect(found[id], id).toBeCloseTo(number, 12)
}

describe('the worked small example', () => {
  // Two pains and two goals are chosen: pains add up to 4, 1, 1 and goals to 1, 3, 2.
  const example = (recordingIn: Block) =>
    asking(
      {
        recording: { block: recordingIn, pains: { motion: 1 }, goals: { cost: 2, quality: 1 } },
        'machine-data': {
          block: 't',
          pains: { waiting: 1 },
          goals: { cost: 1, quality: 1 },
          needs: ['maintenance'],
        },
        '5r': { block: 'p', pains: { motion: 3, waiting: 1 }, goals: { cost: 1 } },
        maintenance: { block: 'p', needs: ['5r'] },
      },
      { of: ['5r', 'recording', 'machine-data'] },
    )
  const answers = { '5r': 1, recording: 0, 'machine-data': 0, maintenance: 1 }
  const choices = { pains: ['motion', 'waiting'], goals: ['cost', 'quality'] }

  it('P1 gives the shares and the impact values of the tactical preset', () => {
    const found = prioritiesOf(example('t'), answers, choices)
    expect(found.preset).toBe('tactical')
    expect(found.target).toBe(2)
    expectNumbers(sharesOf(found, 'gap'), { '5r': 0.2, recording: 0.4, 'machine-data': 0.4 })
    expectNumbers(sharesOf(found, 'pain'), { '5r': 4 / 6, recording: 1 / 6, 'machine-data': 1 / 6 })
    expectNumbers(sharesOf(found, 'goal'), { '5r': 1 / 6, recording: 3 / 6, 'machine-data': 2 / 6 })
    expectNumbers(impactsOf(found), { '5r': 0.4, recording: 0.325, 'machine-data': 0.275 })
    expect(orderOf(found)).toEqual(['5r', 'recording', 'machine-data'])
  })

  it.each(['t', 'o'] as const)('P4 P5 puts 5R and recording in the focus, recording standing in block %s', (block) => {
    const found = prioritiesOf(example(block), answers, choices)
    expect(found.focus).toEqual([
      { item: '5r', for: '5r', findOut: false },
      { item: 'recording', for: 'recording', findOut: false },
    ])
  })

  it('P5 says what machine data waits for: 5R, below maintenance', () => {
    const questionnaire = example('t')
    const scores = scoreAnswers(questionnaire, { '5r': '1', recording: '0', 'machine-data': '0', maintenance: '1' })
    expect(unmetNeeds(questionnaire, scores, 'machine-data')).toEqual(['maintenance'])
    expect(unmetNeeds(questionnaire, scores, 'maintenance')).toEqual(['5r'])
    expect(unmetNeeds(questionnaire, scores, '5r')).toEqual([])
  })
})

describe('P1 columns', () => {
  const three = asking({
    a: { block: 'o', pains: { pain: 3 }, goals: { goal: 1 } },
    b: { block: 'p', pains: { pain: 1 }, goals: { goal: 1 } },
    c: { block: 't', goals: { goal: 2 } },
  })
  const both = { pains: ['pain'], goals: ['goal'] }

  it.each([
    [
      'operational',
      { a: 0.6 * 0.75 + 0.2 * 0.25 + 0.2 * 0.4, b: 0.6 * 0.25 + 0.2 * 0.25 + 0.2 * 0.4, c: 0.2 * 0.5 + 0.2 * 0.2 },
    ],
    [
      'tactical',
      { a: 0.45 * 0.75 + 0.3 * 0.25 + 0.25 * 0.4, b: 0.45 * 0.25 + 0.3 * 0.25 + 0.25 * 0.4, c: 0.3 * 0.5 + 0.25 * 0.2 },
    ],
    [
      'strategic',
      { a: 0.3 * 0.75 + 0.4 * 0.25 + 0.3 * 0.4, b: 0.3 * 0.25 + 0.4 * 0.25 + 0.3 * 0.4, c: 0.4 * 0.5 + 0.3 * 0.2 },
    ],
  ] as const)('P1 weighs pain, goal and gap by the %s preset', (preset, wanted) => {
    // Gaps 2, 2, 1: shares .4 .4 .2. Pains 3, 1, 0: .75 .25 0. Goals 1, 1, 2: .25 .25 .5.
    expectNumbers(impactsOf(prioritiesOf(three, { a: 0, b: 0, c: 1 }, both), preset), wanted)
  })

  it('P1 drops a column of zeros and rescales the other weights to 1', () => {
    const found = prioritiesOf(three, { a: 0, b: 0, c: 1 }, { pains: [], goals: ['goal'] })
    expectNumbers(impactsOf(found), {
      a: (0.3 * 0.25 + 0.25 * 0.4) / 0.55,
      b: (0.3 * 0.25 + 0.25 * 0.4) / 0.55,
      c: (0.3 * 0.5 + 0.25 * 0.2) / 0.55,
    })
    expectNumbers(sharesOf(found, 'pain'), { a: 0, b: 0, c: 0 })
  })

  it('P1 drops the gap column too, when every item is at the target', () => {
    const found = prioritiesOf(three, { a: 4, b: 4, c: 4 }, both)
    expectNumbers(impactsOf(found), {
      a: (0.45 * 0.75 + 0.3 * 0.25) / 0.75,
      b: (0.45 * 0.25 + 0.3 * 0.25) / 0.75,
      c: (0.3 * 0.5) / 0.75,
    })
    expect(found.focus).toEqual([])
  })

  it('P1 ranks by the gap alone when neither pains nor goals are chosen', () => {
    expectNumbers(impactsOf(prioritiesOf(three, { a: 0, b: 1, c: 1 }, {})), { a: 0.5, b: 0.25, c: 0.25 })
  })

  it('P1 makes every impact 0 when every column is', () => {
    const found = prioritiesOf(three, { a: 4, b: 4, c: 4 }, {})
    for (const preset of Object.keys(PRESETS)) expectNumbers(impactsOf(found, preset), { a: 0, b: 0, c: 0 })
    expect(found.focus).toEqual([])
    expect(gapCodesOf(three, found.focus, [])).toEqual([])
  })

  it('P1 counts a negative gap as 0, so that it pulls nothing down', () => {
    const found = prioritiesOf(three, { a: 4, b: 0, c: 1 }, {})
    expect(found.target).toBe(2)
    expect(columnOf(found, 'gap')['a']).toEqual({ id: 'gap', raw: 0, share: 0 })
    expectNumbers(impactsOf(found), { a: 0, b: 2 / 3, c: 1 / 3 })
  })

  it.each(['dk', 'na', 'blank'] as const)('P1 leaves an item without a value (%s) out of every column', (state) => {
    const answers = { a: 0, b: 0, ...(state === 'blank' ? {} : { c: state }) }
    const found = prioritiesOf(three, answers, both)
    expect(orderOf(found)).toEqual(['a', 'b'])
    expectNumbers(sharesOf(found, 'goal'), { a: 0.5, b: 0.5 })
    expectNumbers(sharesOf(found, 'gap'), { a: 0.5, b: 0.5 })
  })

  it('P1 makes shares before weighing: a column in units ten times smaller changes nothing', () => {
    const fine = asking({
      a: { block: 'o', pains: { pain: 30 }, goals: { goal: 1 } },
      b: { block: 'p', pains: { pain: 10 }, goals: { goal: 1 } },
      c: { block: 't', goals: { goal: 2 } },
    })
    const answers = { a: 0, b: 0, c: 1 }
    expectNumbers(impactsOf(prioritiesOf(fine, answers, both)), {
      a: 0.5125,
      b: 0.2875,
      c: 0.2,
    })
    expect(orderOf(prioritiesOf(fine, answers, both))).toEqual(orderOf(prioritiesOf(three, answers, both)))
  })

  it('P1 counts each chosen code once, and a choice with a share of its own by that share', () => {
    const two = asking({
      a: { block: 'o', pains: { defects: 3 } },
      b: { block: 'p', pains: { waiting: 1 } },
    })
    expectNumbers(sharesOf(prioritiesOf(two, { a: 0, b: 0 }, { pains: ['defects', 'waiting'] }), 'pain'), {
      a: 0.75,
      b: 0.25,
    })
    expectNumbers(sharesOf(prioritiesOf(two, { a: 0, b: 0 }, { pains: { defects: 0.25, waiting: 0.75 } }), 'pain'), {
      a: 0.5,
      b: 0.5,
    })
  })

  it('P1 has nothing to say for a questionnaire without a priority block', () => {
    const { priority: _, ...without } = three
    expect(prioritise(without, scoreAnswers(without, { a: '0' }), {})).toBeNull()
  })
})

describe('P2 target', () => {
  const two = { a: { block: 'o' }, b: { block: 'p' } } as const satisfies Record<string, Item>

  it.each([
    { a: 0, b: 0, target: 2 },
    { a: 1, b: 0, target: 2 },
    { a: 1, b: 1, target: 2 },
    { a: 1, b: 2, target: 2 },
    { a: 2, b: 2, target: 3 },
    { a: 2, b: 3, target: 3 },
    { a: 3, b: 3, target: 4 },
    { a: 4, b: 3, target: 4 },
    { a: 4, b: 4, target: 4 },
  ])('P2 is $target for answers $a and $b', ({ a, b, target }) => {
    expect(prioritiesOf(asking(two), { a, b }).target).toBe(target)
  })

  it('P2 takes an index that floats a hair below 3 as 3', () => {
    // (0.1 * 3 + 0.7 * 3) / 0.8 is 2.9999999999999996 in binary.
    const questionnaire = asking({ a: { block: 'o', weight: 0.1 }, b: { block: 'o', weight: 0.7 } })
    const index = scoreAnswers(questionnaire, { a: '3', b: '3' }).nodes['index']?.score
    expect(index).toBeLessThan(3)
    expect(prioritiesOf(questionnaire, { a: 3, b: 3 }).target).toBe(4)
  })

  it('P2 rests on the index, not on the level the caps leave', () => {
    const questionnaire = asking(
      { ...two, gate: { block: 't', weight: 0.01 } },
      {},
      {
        levels: { rule: 'floor-table', table: [0, 1, 2, 3, 4].map((level) => ({ from: level, level })) },
        caps: [{ kind: 'requires', node: 'gate', atLeast: 2, level: 2 }],
      },
    )
    const scores = scoreAnswers(questionnaire, { a: '3', b: '4', gate: '0' })
    expect(scores.cap).toMatchObject({ indexLevel: 3, level: 1 })
    expect(prioritise(questionnaire, scores, {})?.target).toBe(4)
  })

  it('P2 is 2 without an index, and the items with a value are ranked all the same', () => {
    const questionnaire = asking({ ...two, c: { block: 't' } }, {}, { missing: { minAnsweredShare: 0.8 } })
    const scores = scoreAnswers(questionnaire, { a: '1', b: 'dk' })
    expect(scores.nodes['index']?.score).toBeNull()
    const found = prioritise(questionnaire, scores, {})
    expect(found?.target).toBe(2)
    expect(found?.ranking['tactical']).toMatchObject([{ item: 'a', gap: 1, impact: 1 }])
  })
})

describe('P3 rank', () => {
  const alike = asking(
    {
      a: { block: 'o', pains: { pain: 2 } },
      b: { block: 'o', pains: { pain: 2 } },
      c: { block: 'o', pains: { pain: 2 } },
      d: { block: 'o', pains: { pain: 3 } },
    },
    BY_PAIN,
  )

  it('P3 ranks by impact before anything else', () => {
    expect(orderOf(prioritiesOf(alike, { a: 0, b: 0, c: 0, d: 1 }))).toEqual(['d', 'a', 'b', 'c'])
  })

  it('P3 ranks the larger gap first among equal impacts', () => {
    expect(orderOf(prioritiesOf(alike, { a: 1, b: 1, c: 0, d: 1 }))).toEqual(['d', 'c', 'a', 'b'])
  })

  it('P3 keeps the order of the file among equal impacts and gaps', () => {
    expect(orderOf(prioritiesOf(alike, { c: 1, b: 1, a: 1, d: 1 }))).toEqual(['d', 'a', 'b', 'c'])
  })

  it('P3 takes impacts that differ by less than 1e-9 as equal', () => {
    const close = asking(
      { a: { block: 'o', pains: { pain: 2 } }, b: { block: 'o', pains: { pain: 2 + 1e-9 } } },
      BY_PAIN,
    )
    expect(orderOf(prioritiesOf(close, { a: 0, b: 0 }))).toEqual(['a', 'b'])
    expect(orderOf(prioritiesOf(close, { a: 1, b: 0 }))).toEqual(['b', 'a'])
  })
})

describe('P4 focus', () => {
  it('P4 takes the best item of every block, then the best of the rest, whatever their order', () => {
    const questionnaire = asking(
      {
        o1: { block: 'o', pains: { pain: 2 } },
        o2: { block: 'o', pains: { pain: 1 } },
        p1: { block: 'p', pains: { pain: 9 } },
        p2: { block: 'p', pains: { pain: 8 } },
        p3: { block: 'p', pains: { pain: 7 } },
        t1: { block: 't', pains: { pain: 3 } },
      },
      BY_PAIN,
    )
    const found = prioritiesOf(questionnaire, { o1: 0, o2: 0, p1: 0, p2: 0, p3: 0, t1: 0 })
    expect(namesOf(found.focus)).toEqual(['p1', 'p2', 't1', 'o1'])
  })

  it('P4 passes over an item without a gap, however high its impact', () => {
    const questionnaire = asking(
      { o1: { block: 'o', pains: { pain: 9 } }, o2: { block: 'o', pains: { pain: 1 } } },
      BY_PAIN,
    )
    const found = prioritiesOf(questionnaire, { o1: 2, o2: 1 })
    expect(found.target).toBe(2)
    expect(orderOf(found)).toEqual(['o1', 'o2'])
    expect(namesOf(found.focus)).toEqual(['o2'])
  })

  it('P4 leaves the place of a block empty when nothing there has a gap', () => {
    const questionnaire = asking(
      {
        o1: { block: 'o', pains: { pain: 1 } },
        p1: { block: 'p', pains: { pain: 9 } },
        t1: { block: 't', pains: { pain: 5 } },
      },
      BY_PAIN,
    )
    expect(namesOf(prioritiesOf(questionnaire, { o1: 0, p1: 4, t1: 1 }).focus)).toEqual(['t1', 'o1'])
  })

  it('P4 gives no second place to a stand-in that is in the focus: the next item of the list gets it', () => {
    const questionnaire = asking(
      {
        o1: { block: 'o', pains: { pain: 9 }, needs: ['base'] },
        t1: { block: 't', pains: { pain: 8 }, needs: ['base'] },
        t2: { block: 't', pains: { pain: 2 } },
        base: { block: 'p', pains: { pain: 1 } },
      },
      BY_PAIN,
    )
    expect(prioritiesOf(questionnaire, { o1: 0, t1: 0, t2: 0, base: 0 }).focus).toEqual([
      { item: 'base', for: 'o1', findOut: false },
      { item: 't2', for: 't2', findOut: false },
    ])
  })

  it('P4 leaves a place empty when every item of its list has a stand-in that is in the focus', () => {
    const questionnaire = asking(
      {
        o1: { block: 'o', pains: { pain: 9 }, needs: ['base'] },
        t1: { block: 't', pains: { pain: 8 }, needs: ['base'] },
        base: { block: 'p', pains: { pain: 1 } },
      },
      BY_PAIN,
    )
    expect(prioritiesOf(questionnaire, { o1: 0, t1: 0, base: 0 }).focus).toEqual([
      { item: 'base', for: 'o1', findOut: false },
    ])
  })

  it('P4 orders the focus by the rank of the item that won the place, not of its stand-in', () => {
    const questionnaire = asking(
      {
        o1: { block: 'o', pains: { pain: 5 } },
        base: { block: 'o', pains: { pain: 1 } },
        t1: { block: 't', pains: { pain: 9 }, needs: ['base'] },
        p1: { block: 'p', pains: { pain: 7 } },
      },
      BY_PAIN,
    )
    const { focus } = prioritiesOf(questionnaire, { o1: 0, base: 0, t1: 0, p1: 0 })
    expect(focus.map((place) => [place.item, place.for])).toEqual([
      ['base', 't1'],
      ['p1', 'p1'],
      ['o1', 'o1'],
    ])
  })

  it('P4 fills the focus from the default preset', () => {
    const items = {
      pain: { block: 'o', pains: { pain: 3 }, goals: { goal: 1 } },
      goal: { block: 'o', pains: { pain: 1 }, goals: { goal: 3 } },
    } as const satisfies Record<string, Item>
    const first = (defaultPreset: string) =>
      prioritiesOf(
        asking(items, { defaultPreset, select: { groupBy: 'blocks', perGroup: 1, extra: 0 } }),
        { pain: 0, goal: 0 },
        { pains: ['pain'], goals: ['goal'] },
      ).focus
    expect(namesOf(first('operational'))).toEqual(['pain'])
    expect(namesOf(first('strategic'))).toEqual(['goal'])
  })
})

describe('P5 prerequisites', () => {
  // data needs care, care needs order: only `data` is ranked, so that its stand-in alone is seen.
  const chain = asking(
    {
      data: { block: 't', needs: ['care'], gaps: ['data_erp'] },
      care: { block: 'p', needs: ['order'], gaps: ['tpm', 'kaizen'] },
      order: { block: 'p', gaps: ['lean_5r'] },
    },
    { of: ['data'] },
  )

  it.each([
    { order: 1, care: 1, standIn: 'order', findOut: false, why: 'every link is unmet: the last one reached' },
    { order: 2, care: 1, standIn: 'care', findOut: false, why: 'a met one ends the walk' },
    { order: 1, care: 2, standIn: 'data', findOut: false, why: 'a met one ends the walk at once' },
    { order: 'na', care: 1, standIn: 'care', findOut: false, why: 'not applicable ends the walk' },
    { order: 1, care: 'na', standIn: 'data', findOut: false, why: 'not applicable opens the gate' },
    { order: 'dk', care: 1, standIn: 'order', findOut: true, why: 'don’t know is unmet' },
    { order: undefined, care: 1, standIn: 'order', findOut: true, why: 'a blank is unmet' },
    { order: 2, care: 'dk', standIn: 'care', findOut: true, why: 'don’t know is unmet' },
    { order: 2, care: undefined, standIn: 'care', findOut: true, why: 'a blank is unmet' },
    { order: 0, care: 'dk', standIn: 'order', findOut: false, why: 'the walk goes on below a don’t know' },
  ] as const)('P5 lets $standIn stand in for data (order $order, care $care): $why', ({ order, care, ...wanted }) => {
    const answers = { data: 0, ...(care === undefined ? {} : { care }), ...(order === undefined ? {} : { order }) }
    expect(prioritiesOf(chain, answers).focus).toEqual([{ item: wanted.standIn, for: 'data', findOut: wanted.findOut }])
  })

  it('P5 P6 lets what is to be found out give its codes', () => {
    const { focus } = prioritiesOf(chain, { data: 0, order: 2, care: 'dk' })
    expect(gapCodesOf(chain, focus, [])).toEqual([
      { code: 'tpm', weight: 1, items: ['care'] },
      { code: 'kaizen', weight: 0.7, items: ['care'] },
    ])
  })

  it('P5 takes exactly the asked score as met', () => {
    expect(prioritiesOf(chain, { data: 0, care: 2 }).focus).toMatchObject([{ item: 'data' }])
    expect(prioritiesOf(chain, { data: 0, care: 1, order: 4 }).focus).toMatchObject([{ item: 'care' }])
  })

  it('P5 looks at every prerequisite of an item, and walks from the first unmet one', () => {
    const questionnaire = asking(
      { a: { block: 'o', needs: ['b', 'c'] }, b: { block: 'p' }, c: { block: 't' } },
      { of: ['a'] },
    )
    expect(prioritiesOf(questionnaire, { a: 0, b: 2, c: 1 }).focus).toMatchObject([{ item: 'c', for: 'a' }])
    expect(prioritiesOf(questionnaire, { a: 0, b: 1, c: 1 }).focus).toMatchObject([{ item: 'b', for: 'a' }])
    expect(prioritiesOf(questionnaire, { a: 0, b: 2, c: 2 }).focus).toMatchObject([{ item: 'a', for: 'a' }])
  })

  it('P5 leaves out a prerequisite that is hidden', () => {
    const questionnaire = asking(
      { a: { block: 'o', needs: ['b'] }, b: { block: 'p' }, c: { block: 't' } },
      { of: ['a'] },
    )
    const hidden = {
      ...questionnaire,
      questions: questionnaire.questions.map((question) =>
        question.id === 'b' ? { ...question, visibleWhen: { item: 'c', atLeast: 3 } } : question,
      ),
    }
    expect(prioritiesOf(hidden, { a: 0, b: 0, c: 0 }).focus).toMatchObject([{ item: 'a' }])
    expect(prioritiesOf(hidden, { a: 0, b: 0, c: 3 }).focus).toMatchObject([{ item: 'b' }])
  })

  it('P5 leaves out a prerequisite that the quick check does not ask', () => {
    const full = realQuestionnaire('readiness').questionnaire
    const quick = realQuestionnaire('quick').questionnaire
    const answers = { 'invest-plan': first(full, 'invest-plan') }
    expect(unmetNeeds(full, scoreAnswers(full, answers), 'invest-plan')).toEqual(['invest-records'])
    expect(unmetNeeds(quick, scoreAnswers(quick, answers), 'invest-plan')).toEqual([])
  })
})

describe('P6 gap codes', () => {
  const questionnaire = asking({
    a: { block: 'o', gaps: ['leadership', 'data_erp'] },
    b: { block: 'p', gaps: ['lean_5r', 'kaizen'] },
    c: { block: 'p', gaps: ['kaizen', 'lean_5r'] },
    d: { block: 't', gaps: ['data_erp'] },
    e: { block: 't', gaps: ['leadership'] },
    none: { block: 't' },
  })
  const codes = (items: string[], ticks: string[] = []) =>
    gapCodesOf(
      questionnaire,
      items.map((item) => ({ item, for: item, findOut: false })),
      ticks,
    )
  const listed = (items: string[], ticks: string[] = []) =>
    codes(items, ticks).map(({ code, weight }) => `${code} ${weight}`)

  it('P6 takes the first code of every focus item in its order, three at most', () => {
    expect(listed(['b', 'a', 'c', 'd'])).toEqual(['lean_5r 1', 'leadership 0.7', 'kaizen 0.5'])
    expect(listed(['d', 'a', 'b', 'c'])).toEqual(['data_erp 1', 'leadership 0.7', 'lean_5r 0.5'])
  })

  it('P6 goes on to second codes only after all the first ones', () => {
    expect(listed(['b', 'a'])).toEqual(['lean_5r 1', 'leadership 0.7', 'kaizen 0.5'])
    expect(listed(['a', 'e'])).toEqual(['leadership 1', 'data_erp 0.7'])
  })

  it('P6 drops repeats, at the place of the first', () => {
    expect(listed(['a', 'e', 'b'])).toEqual(['leadership 1', 'lean_5r 0.7', 'data_erp 0.5'])
    expect(listed(['b', 'c'])).toEqual(['lean_5r 1', 'kaizen 0.7'])
  })

  it('P6 names the items of the focus that gave a code, as first or second code', () => {
    expect(codes(['a', 'e', 'b', 'd']).map(({ code, items }) => [code, items])).toEqual([
      ['leadership', ['a', 'e']],
      ['lean_5r', ['b']],
      ['data_erp', ['a', 'd']],
    ])
  })

  it('P6 has no codes for an empty focus, or items without codes', () => {
    expect(codes([])).toEqual([])
    expect(codes(['none'])).toEqual([])
  })

  it.each(['mold_dies', 'ev_chain'])('P6 lets one tick (%s) replace the third code', (tick) => {
    expect(listed(['a', 'b', 'd'], [tick])).toEqual(['leadership 1', 'lean_5r 0.7', `${tick} 0.5`])
  })

  it('P6 lets both ticks take the second and the third place', () => {
    expect(listed(['a', 'b', 'd'], ['mold_dies', 'ev_chain'])).toEqual([
      'leadership 1',
      'mold_dies 0.7',
      'ev_chain 0.5',
    ])
    expect(listed(['e', 'd'], ['mold_dies', 'ev_chain'])).toEqual(['leadership 1', 'mold_dies 0.7', 'ev_chain 0.5'])
  })

  it('P6 gives a tick the next place and its weight when there are fewer codes', () => {
    expect(listed(['e', 'd'], ['mold_dies'])).toEqual(['leadership 1', 'data_erp 0.7', 'mold_dies 0.5'])
    expect(listed(['e'], ['ev_chain'])).toEqual(['leadership 1', 'ev_chain 0.7'])
    expect(listed([], ['ev_chain'])).toEqual(['ev_chain 1'])
    expect(listed(['e'], ['mold_dies', 'ev_chain'])).toEqual(['leadership 1', 'mold_dies 0.7', 'ev_chain 0.5'])
    expect(listed([], ['mold_dies', 'ev_chain'])).toEqual(['mold_dies 1', 'ev_chain 0.7'])
  })

  it('P6 says of a ticked code that no answer gave it', () => {
    expect(codes(['e'], ['mold_dies'])[1]).toEqual({ code: 'mold_dies', weight: 0.7, items: [] })
  })
})

describe('over random answers to the real questionnaires', { timeout: 5_000 + RUNS * 20 }, () => {
  const GOALS = ['cost', 'quality', 'delivery', 'capacity', 'new-market', 'safety-environment']
  const PAINS = ['transport', 'inventory', 'motion', 'waiting', 'over-processing', 'overproduction', 'defects']
  const MORE_PAINS = ['unused-talent', 'machine-breakdowns', 'skills-shortage']
  const choices = fc.record({
    goals: fc.subarray(GOALS, { maxLength: 3 }),
    pains: fc.subarray([...PAINS, ...MORE_PAINS], { maxLength: 3 }),
  })
  const ticks = fc.subarray(['mold_dies', 'ev_chain'])

  for (const id of ['readiness', 'quick'] as const) {
    const { questionnaire } = realQuestionnaire(id)
    const answers = answersTo(questionnaire)
    const byId = new Map(questionnaire.questions.map((question) => [question.id, question]))
    const of = (given: Answers, chosen: Choices) => {
      const scores = scoreAnswers(questionnaire, given)
      return { scores, priorities: prioritise(questionnaire, scores, chosen) as Priorities }
    }

    it(`P1 ${id}: the impact values of every preset sum to 1, or are all 0`, () => {
      fc.assert(
        fc.property(answers, choices, (given, chosen) => {
          for (const ranked of Object.values(of(given, chosen).priorities.ranking)) {
            const sum = ranked.reduce((total, { impact }) => total + impact, 0)
            if (ranked.some(({ impact }) => impact !== 0)) expect(sum).toBeCloseTo(1, 9)
            for (const { impact, gap } of ranked) expect(Math.min(impact, gap)).toBeGreaterThanOrEqual(0)
          }
        }),
        { numRuns: RUNS },
      )
    })

    it(`P1 P3 ${id}: every preset ranks exactly the items with a value, highest impact first`, () => {
      fc.assert(
        fc.property(answers, choices, (given, chosen) => {
          const { scores, priorities } = of(given, chosen)
          const valued = Object.values(scores.items).flatMap((item) => (item.value === null ? [] : [item.id]))
          expect(Object.keys(priorities.ranking)).toEqual(['operational', 'tactical', 'strategic'])
          for (const ranked of Object.values(priorities.ranking)) {
            expect(ranked.map(({ item }) => item).sort()).toEqual(valued.sort())
            ranked.slice(1).forEach(({ impact }, i) => {
              expect(impact).toBeLessThanOrEqual((ranked[i]?.impact ?? 0) + 1e-9)
            })
          }
        }),
        { numRuns: RUNS },
      )
    })

    it(`P4 ${id}: the focus has at most four items, all different, won by items with a gap`, () => {
      fc.assert(
        fc.property(answers, choices, (given, chosen) => {
          const { focus, ranking } = of(given, chosen).priorities
          expect(focus.length).toBeLessThanOrEqual(4)
          expect(new Set(namesOf(focus)).size).toBe(focus.length)
          for (const place of focus) {
            expect(ranking['tactical']?.find(({ item }) => item === place.for)?.gap).toBeGreaterThan(0)
          }
        }),
        { numRuns: RUNS },
      )
    })

    it(`P5 ${id}: no item of the focus has an unmet prerequisite that is asked, and only those without a value are to be found out`, () => {
      fc.assert(
        fc.property(answers, choices, (given, chosen) => {
          const { scores, priorities } = of(given, chosen)
          for (const { item, findOut } of priorities.focus) {
            for (const need of byId.get(item)?.needs ?? []) {
              const asked = scores.items[need.item]
              const open = asked?.state === 'dont-know' || asked?.state === 'blank'
              expect(open || (asked?.value ?? need.atLeast) < need.atLeast, `${item} needs ${need.item}`).toBe(false)
            }
            expect(findOut).toBe(scores.items[item]?.value === null)
          }
        }),
        { numRuns: RUNS },
      )
    })

    it(`P6 ${id}: there are at most three gap codes, all different, weighing 1, 0.7 and 0.5`, () => {
      fc.assert(
        fc.property(answers, choices, ticks, (given, chosen, ticked) => {
          const { focus } = of(given, chosen).priorities
          const found = gapCodesOf(questionnaire, focus, ticked)
          expect(found.map(({ weight }) => weight)).toEqual([1, 0.7, 0.5].slice(0, found.length))
          expect(new Set(found.map(({ code }) => code)).size).toBe(found.length)
          for (const tick of ticked) expect(found.map(({ code }) => code)).toContain(tick)
          if (focus.length > 0) expect(found.length).toBeGreaterThan(0)
        }),
        { numRuns: RUNS },
      )
    })
  }
})

/** Any way of answering: an option, "don't know", "not applicable" where allowed, a number, or nothing at all. */
function answersTo(questionnaire: Questionnaire): fc.Arbitrary<Answers> {
  const oneOf = (question: Question): fc.Arbitrary<Answer> =>
    question.type === 'number'
      ? fc.integer({ min: question.min ?? 0, max: question.max ?? 100 })
      : fc.oneof(
          { arbitrary: fc.constantFrom(...(question.options ?? []).map((option) => option.id)), weight: 8 },
          { arbitrary: fc.constantFrom('dk', question.na ? 'na' : 'dk'), weight: 1 },
        )
  const all = Object.fromEntries(questionnaire.questions.map((question) => [question.id, oneOf(question)]))
  // What is left out is a blank.
  return fc.record(all, { requiredKeys: [] }).map((given) => given as Answers)
}

function first(questionnaire: Questionnaire, item: string): string {
  return questionnaire.questions.find((question) => question.id === item)?.options?.[0]?.id ?? ''
}
