// Foreign models as files: their structure, weights and rules run through the one engine, with results worked by hand.
// They check the format and the engine; none of them is the instrument it is like.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { loadQuestionnaire, questionnaireIds, ROOT } from '../../src/commands/load'
import { type Answer, type Answers, readAnswers, toggled } from '../../src/core/answers'
import { type Priority, prioritise } from '../../src/core/priorities'
import type { Question, Questionnaire } from '../../src/core/questionnaire'
import { type NodeScore, type Scores, scoreAnswers } from '../../src/core/scoring'
import { isNode, itemsBelow, nodesOf } from '../../src/core/tree'
import { itemsUnder, known, valid } from '../support/assess'
import { realCatalogue } from '../support/real'

const MODELS = ['indi-like', 'impuls-like', 'siri-like', 'dmat-like'] as const

/** A fixture, read through the same door as the app's own questionnaires. */
function model(path: string): Questionnaire {
  return load(join(ROOT, 'tests/fixtures/models', path, 'questionnaire.yaml'))
}

function load(idOrPath: string): Questionnaire {
  const loaded = loadQuestionnaire(idOrPath)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2))
  return loaded.value.questionnaire
}

/** Scores answers that the questionnaire would accept from outside. */
function score(questionnaire: Questionnaire, answers: Answers): Scores {
  const read = readAnswers(questionnaire, answers)
  if (!read.ok) throw new Error(JSON.stringify(read.problems, null, 2))
  return scoreAnswers(questionnaire, read.value)
}

function node(scores: Scores, id: string = scores.root): NodeScore {
  return known(scores.nodes[id], id)
}

function questionOf(questionnaire: Questionnaire, id: string): Question {
  return known(
    questionnaire.questions.find((question) => question.id === id),
    id,
  )
}

/** So many ticks, from the first option on; none is said by the exclusive option, where there is one. */
function ticks(question: Question, count: number): string[] {
  const exclusive = question.options?.filter((option) => option.exclusive) ?? []
  const others = question.options?.filter((option) => !option.exclusive) ?? []
  return (count === 0 ? exclusive : others.slice(0, count)).map((option) => option.id)
}

/** The answer worth this much: an option with that score, so many ticks, or every criterion up to that level. */
function worth(question: Question, value: number): Answer {
  if (question.score?.kind === 'count') return ticks(question, value)
  if (question.score?.kind === 'ladder') {
    return value === 0 ? ticks(question, 0) : question.score.bands.slice(0, value + 1).flat()
  }
  const option = question.options?.find((candidate) => candidate.score === value)
  return known(option, `${question.id} worth ${value}`).id
}

/** Answers by node: what each item below it is worth, in the order of the file. */
function worthBelow(questionnaire: Questionnaire, values: Record<string, readonly number[]>): Answers {
  return Object.fromEntries(
    Object.entries(values).flatMap(([id, list]) => {
      const items = itemsUnder(questionnaire, id)
      expect(list, `${id} has ${items.length} items`).toHaveLength(items.length)
      return items.map((item, i) => [item, worth(questionOf(questionnaire, item), known(list[i], `${id}.${i}`))])
    }),
  )
}

/** A node's score as an exact fraction. */
function expectFraction(found: number | null, over: number, under: number) {
  expect(found).toBeCloseTo(over / under, 12)
}

describe('a model with weighted pillars, equal fields and floor levels (INDI-like)', () => {
  const indi = model('indi-like')
  const pillars = (values: Record<'mo' | 'ob' | 'pl' | 't' | 'op', readonly number[]>) =>
    score(indi, worthBelow(indi, values))
  const all = (n: number) => ({
    mo: [n, n, n, n, n],
    ob: [n, n, n, n, n],
    pl: [n, n, n, n],
    t: [n, n, n, n, n],
    op: [n, n, n, n],
  })

  it('has 5 pillars, 17 fields and 23 scored questions', () => {
    const inner = nodesOf(indi.root).slice(1)
    const fields = inner.filter((one) => !one.children.some(isNode))
    expect(indi.root.children).toHaveLength(5)
    expect(fields.map((field) => field.children.length)).toEqual([2, 1, 2, 3, 1, 1, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1, 1])
    expect(indi.questions.filter((question) => question.score)).toHaveLength(23)
  })

  // q12 and q31 know only 0, 2 and 4, so that a field or a pillar of 1 or 3 is made of unequal answers:
  // strategy (0 + 2) / 2 = 1, products (0 + (2 + 2) / 2 + 1) / 3 = 1; strategy (4 + 2) / 2 = 3, products (2 + 4 + 3) / 3 = 3.
  const ones = { ...all(1), mo: [0, 2, 1, 1, 1], pl: [0, 2, 2, 1] }
  const threes = { ...all(3), mo: [4, 2, 3, 3, 3], pl: [2, 4, 4, 3] }
  // The smallest step down: one of the two connectivity questions, one of four fields, weight 7/40: 7/40 * 1/4 * 1/2 = 7/320.
  const stepDown = (n: number) => [n, n - 1, n, n, n]
  // Pillars 1, 2, 3/2, 3, 5/2: 7/40 * (1 + 3/2 + 3 + 5/2) + 3/10 * 2 = 7/5 + 3/5 = 2, which binary fractions put below 2.
  //   MO (2+2)/2, 1, 0 -> 1 | OB (4+4+1)/3, 1, 2 -> 2 | PL 0, (2+3)/2, 2 -> 3/2 | T 3, (4+4)/2, 4, 1 -> 3 | OP (1+3+2+4)/4
  const uneven = { mo: [2, 2, 1, 0, 0], ob: [4, 4, 1, 1, 2], pl: [0, 2, 3, 2], t: [3, 4, 4, 4, 1], op: [1, 3, 2, 4] }

  it.each([
    ['nothing at all', all(0), 0, 1, 0],
    ['one step under 1', { ...ones, t: stepDown(1) }, 313, 320, 0],
    ['exactly 1', ones, 1, 1, 1],
    ['one step under 2', { ...all(2), t: stepDown(2) }, 633, 320, 1],
    ['exactly 2', all(2), 2, 1, 2],
    ['exactly 2, from unequal pillars', uneven, 2, 1, 2],
    ['one step under 3', { ...threes, t: stepDown(3) }, 953, 320, 2],
    ['exactly 3', threes, 3, 1, 3],
    ['one step under 4', { ...all(4), t: stepDown(4) }, 1273, 320, 3],
    ['exactly 4', all(4), 4, 1, 4],
  ])('S11 gives the lower edge to the level: %s', (_, values, over, under, level) => {
    const index = node(pillars(values))
    expectFraction(index.score, over, under)
    expect(index.level).toBe(level)
  })

  it.each([
    ['mo', 7, 10, 0],
    ['ob', 6, 5, 1],
    ['pl', 7, 10, 0],
    ['t', 7, 10, 0],
    ['op', 7, 10, 0],
  ] as const)('S8 weighs pillar %s: alone at 4 it makes %i/%i', (pillar, over, under, level) => {
    const index = node(pillars({ ...all(0), [pillar]: all(4)[pillar] }))
    expectFraction(index.score, over, under)
    expect(index.level).toBe(level)
  })

  it('S8 takes the mean of fields, not of questions, where the file says so', () => {
    // People: culture 4, 4, 4 but openness 0 and competence 0; all else 2.
    const answers = worthBelow(indi, { ...all(2), ob: [4, 4, 4, 0, 0] })
    // By fields (4 + 0 + 0) / 3 = 4/3; 0.7 * 2 + 0.3 * 4/3 = 9/5.
    const byField = score(indi, answers)
    expectFraction(node(byField, 'ob').score, 4, 3)
    expectFraction(node(byField).score, 9, 5)
    expect(node(byField).level).toBe(1)

    // By questions 12/5; 0.7 * 2 + 0.3 * 12/5 = 53/25: another level. A file that wants this says this.
    const flat = valid({
      ...indi,
      root: {
        ...indi.root,
        children: indi.root.children.map((pillar) =>
          isNode(pillar) ? { ...pillar, children: itemsBelow(pillar) } : pillar,
        ),
      },
    })
    const byQuestion = score(flat, answers)
    expectFraction(node(byQuestion, 'ob').score, 12, 5)
    expectFraction(node(byQuestion).score, 53, 25)
    expect(node(byQuestion).level).toBe(2)
  })

  it.each([
    ['q23', ['improves'], 1],
    ['q23', ['improves', 'asks', 'learns', 'adapts'], 4],
    ['q23', ['none-of-these'], 0],
    ['q25', ['machine', 'quality', 'safety', 'computer'], 4],
    ['q25', ['machine', 'quality', 'safety', 'computer', 'analysis', 'leading'], 4],
  ])('S4 counts ticks up to the cap of 4: %s %j is %i', (id, answer, value) => {
    expect(score(indi, { [id]: answer }).items[id]).toEqual({ id, state: 'answered', value })
  })

  it('S2 lets the exclusive option clear the others and the reverse', () => {
    const options = questionOf(indi, 'q23').options ?? []
    expect(toggled(options, ['improves', 'asks'], 'none-of-these')).toEqual(['none-of-these'])
    expect(toggled(options, ['none-of-these'], 'asks')).toEqual(['asks'])
    expect(readAnswers(indi, { q23: ['asks', 'none-of-these'] }).ok).toBe(false)
  })

  it.each([
    ['q13', 'not-yet', 0],
    ['q13', 'next-year', 0],
    ['q13', 'one', 1],
    ['q15', 'all-areas', 4],
    ['q15', 'with-partners', 4],
    ['q31', 'none', 0],
    ['q31', 'half', 2],
    ['q31', 'fully', 4],
  ])('S2 takes the score written on the option, shared or skipped: %s %s is %i', (id, answer, value) => {
    expect(score(indi, { [id]: answer }).items[id]?.value).toBe(value)
  })

  it('S7 S10 gives no value while an answer is missing, but the range it can lie in', () => {
    const { q24: _open, ...answers } = worthBelow(indi, all(2))
    for (const given of [answers, { ...answers, q24: 'dk' }]) {
      const scores = score(indi, given)
      expect(node(scores, 'ob')).toMatchObject({ score: null, level: null, reason: 'not-assessed' })
      expect(node(scores)).toMatchObject({ score: null, level: null, reason: 'not-assessed', answered: 22 })
      // People between (2 + 0 + 2) / 3 and (2 + 4 + 2) / 3: 0.7 * 2 + 0.3 * 4/3 = 9/5 and 0.7 * 2 + 0.3 * 8/3 = 11/5.
      expectFraction(node(scores).low, 9, 5)
      expectFraction(node(scores).high, 11, 5)
    }
  })
})

describe('a model of minima under published weights (IMPULS-like)', () => {
  const impuls = model('impuls-like')
  const DIMENSIONS = ['strategy', 'factory', 'operations', 'products', 'services', 'employees'] as const
  const FIELDS = [3, 4, 4, 2, 3, 2]
  /** Every field of a dimension at the dimension's number; order as in DIMENSIONS. */
  const at = (...values: readonly number[]) =>
    worthBelow(
      impuls,
      Object.fromEntries(DIMENSIONS.map((id, i) => [id, Array.from({ length: FIELDS[i] ?? 0 }, () => values[i] ?? 0)])),
    )

  it('has 6 dimensions of 3, 4, 4, 2, 3 and 2 fields', () => {
    expect(DIMENSIONS.map((id) => itemsUnder(impuls, id).length)).toEqual(FIELDS)
    expect(impuls.root.children).toHaveLength(6)
  })

  it('S8 takes the lowest field: three 5s and one 1 give 1', () => {
    const scores = score(impuls, { ...at(5, 5, 5, 5, 5, 5), ...worthBelow(impuls, { factory: [5, 5, 5, 1] }) })
    expect(node(scores, 'factory')).toMatchObject({ score: 1, level: 1 })
    expect(scores.bottleneck).toEqual(['factory'])
    // (5 * 1001 - 4 * 143) / 1001
    expectFraction(node(scores).score, 4433, 1001)
  })

  it('S1 divides by the sum of the weights, which is 1.001', () => {
    expectFraction(node(score(impuls, at(5, 5, 5, 5, 5, 5))).score, 5, 1)
    // A small plant of the literature, 0-0-2-0-0-1: (2 * 102 + 179) / 1001, published as 0.383 and 7.65 % of the way;
    // undivided it would be 0.383 and 7.66 %.
    const plant = node(score(impuls, at(0, 0, 2, 0, 0, 1)))
    expectFraction(plant.score, 383, 1001)
    expect(((100 * (plant.score ?? 0)) / 5).toFixed(2)).toBe('7.65')
  })

  // Weights in thousandths: 254, 143, 102, 185, 138, 179. One step down in operations takes 102/1001.
  it.each([
    ['nothing at all', [0, 0, 0, 0, 0, 0], 0, 1, 0],
    ['one step under 1', [1, 1, 0, 1, 1, 1], 899, 1001, 0],
    ['exactly 1', [1, 1, 1, 1, 1, 1], 1, 1, 1],
    // 254 + 2 * 102 + 185 + 2 * 179 = 1001
    ['exactly 1, from unequal dimensions', [1, 0, 2, 1, 0, 2], 1, 1, 1],
    ['one step under that', [1, 0, 1, 1, 0, 2], 899, 1001, 0],
    ['one step under 2', [2, 2, 1, 2, 2, 2], 1900, 1001, 1],
    ['exactly 2', [2, 2, 2, 2, 2, 2], 2, 1, 2],
    ['exactly 2, from unequal dimensions', [2, 0, 4, 2, 0, 4], 2, 1, 2],
    ['one step under 3', [3, 3, 2, 3, 3, 3], 2901, 1001, 2],
    ['exactly 3', [3, 3, 3, 3, 3, 3], 3, 1, 3],
    // 3 * (254 + 185) + 143 + 138 + 5 * (102 + 179) = 1317 + 281 + 1405 = 3003
    ['exactly 3, from unequal dimensions', [3, 1, 5, 3, 1, 5], 3, 1, 3],
    ['one step under 4', [4, 4, 3, 4, 4, 4], 3902, 1001, 3],
    ['exactly 4', [4, 4, 4, 4, 4, 4], 4, 1, 4],
    // 4 * (254 + 185) + 5 * (143 + 138) + 3 * (102 + 179) = 1756 + 1405 + 843 = 4004
    ['exactly 4, from unequal dimensions', [4, 5, 3, 4, 5, 3], 4, 1, 4],
    ['one step under 5', [5, 5, 4, 5, 5, 5], 4903, 1001, 4],
    ['exactly 5', [5, 5, 5, 5, 5, 5], 5, 1, 5],
  ])('S11 gives the lower edge to the level: %s', (_, values, over, under, level) => {
    const index = node(score(impuls, at(...values)))
    expectFraction(index.score, over, under)
    expect(index.level).toBe(level)
  })

  it.each([
    ['none of the criteria', ['none-of-these'], 0],
    ['those of level 1, no other', ['some-data'], 1],
    ['half of level 2', ['some-data', 'by-hand'], 1],
    ['those of level 2', ['some-data', 'by-hand', 'kept'], 2],
    ['levels 1 and 3 without all of 2', ['some-data', 'kept', 'digital', 'compared'], 1],
    ['all but the first', ['by-hand', 'kept', 'digital', 'compared', 'automatic', 'decides', 'predicts'], 0],
    ['all of them', ['some-data', 'by-hand', 'kept', 'digital', 'compared', 'automatic', 'decides', 'predicts'], 5],
  ])('S9 reads a field from criteria, the highest level with all met: %s', (_, criteria, value) => {
    expect(score(impuls, { f06: criteria }).items['f06']?.value).toBe(value)
  })

  it('S7 does not take the lowest of some fields for the lowest of all', () => {
    const { f07: _open, ...answers } = at(5, 5, 5, 5, 5, 5)
    const scores = score(impuls, answers)
    expect(node(scores, 'factory')).toMatchObject({ score: null, reason: 'not-assessed', low: 0, high: 5 })
    expect(node(scores)).toMatchObject({ score: null, level: null, reason: 'not-assessed' })
    // (5 * 1001 - 5 * 143) / 1001
    expectFraction(node(scores).low, 4290, 1001)
    expectFraction(node(scores).high, 5, 1)
  })

  it.each([
    [[0, 0, 0, 0, 0, 0], 'newcomer'],
    [[1, 1, 1, 1, 1, 1], 'newcomer'],
    [[2, 2, 1, 2, 2, 2], 'newcomer'],
    [[2, 2, 2, 2, 2, 2], 'learner'],
    [[3, 3, 2, 3, 3, 3], 'learner'],
    [[3, 3, 3, 3, 3, 3], 'leader'],
    [[5, 5, 5, 5, 5, 5], 'leader'],
  ])('S17 reads the same value by another table: %j is a %s', (values, level) => {
    const scores = score(impuls, at(...values))
    const kind = known(scores.lenses['firm-types']?.nodes['firm-type'], 'firm-type')
    expect(kind.level).toBe(level)
    expect(kind.score).toBe(node(scores).score)
  })
})

describe('a model of bands without a roll-up (SIRI-like)', () => {
  const siri = model('siri-like')
  const dimensions = nodesOf(siri.root).filter((one) => one.aggregate === 'ladder')
  const bandsOf = (id: string) =>
    known(
      dimensions.find((one) => one.id === id),
      id,
    ).ladder?.bands ?? []
  const allAs = (answer: Answer, attributes: readonly string[]): Answers =>
    Object.fromEntries(attributes.map((attribute) => [attribute, answer]))
  /** Every attribute up to a band met, every other one not. */
  const upTo = (dimension: string, band: number): Answers => ({
    ...allAs('unmet', bandsOf(dimension).flat()),
    ...allAs(
      'met',
      bandsOf(dimension)
        .slice(0, band + 1)
        .flat(),
    ),
  })
  /** Answers for some dimensions by the band each has reached; the rest unanswered. */
  const reached = (bands: Record<string, number>): Answers =>
    Object.assign({}, ...Object.entries(bands).map(([dimension, band]) => upTo(dimension, band)))

  it('has 3 blocks, 8 pillars and 16 dimensions on bands 0 to 5', () => {
    const blocks = siri.root.children.filter(isNode)
    const pillars = blocks.flatMap((block) => block.children.filter(isNode))
    expect([blocks.length, pillars.length, dimensions.length]).toEqual([3, 8, 16])
    expect(dimensions.map((one) => one.ladder?.bands.length)).toEqual(Array.from({ length: 16 }, () => 6))
    expect(siri.priority?.of).toEqual(dimensions.map((one) => one.id))
  })

  describe('S9 climbs with four fifths of a band and skips none', () => {
    const VI = 'vertical-integration'
    const bandOf = (answers: Answers) => node(score(siri, answers), VI)

    it.each([1, 2, 3, 4, 5])('reaches band %i with 4 of 5, and not with 3 of 5', (band) => {
      const [first = '', second = ''] = bandsOf(VI)[band] ?? []
      const four = bandOf({ ...upTo(VI, band), [first]: 'unmet' })
      expect(four).toMatchObject({ score: band, level: band })
      const three = bandOf({ ...upTo(VI, band), [first]: 'unmet', [second]: 'unmet' })
      expect(three).toMatchObject({ score: band - 1, level: band - 1 })
    })

    it.each([1, 2, 3, 4])('stops below a gap in band %i, whatever holds above it', (gap) => {
      const [first = '', second = ''] = bandsOf(VI)[gap] ?? []
      const answers = { ...upTo(VI, 5), [first]: 'unmet', [second]: 'unmet' }
      expect(bandOf(answers).score).toBe(gap - 1)
      // The very same answers where a file allows leaps.
      const leaping = valid(
        JSON.parse(JSON.stringify(siri), (key, value: unknown) => (key === 'noLeap' ? false : value)),
      )
      expect(node(score(leaping, answers), VI).score).toBe(5)
    })

    it('starts from band 0, the floor, of which some must hold', () => {
      expect(bandOf(upTo(VI, 0))).toMatchObject({ score: 0, level: 0 })
      expect(bandOf({ ...upTo(VI, 5), vi0a: 'unmet' }).score).toBe(0)
      expect(bandOf({ ...upTo(VI, 5), vi0a: 'met' }).score).toBe(5)
    })

    it('leaves what is not applicable out of its band, neither met nor unmet', () => {
      // 3 of 3, where 3 of 5 would not climb.
      expect(bandOf({ ...upTo(VI, 3), vi3c: 'na', vi3d: 'na' }).score).toBe(3)
      // 3 of 4, where 4 of 5 would.
      expect(bandOf({ ...upTo(VI, 3), vi3c: 'na', vi3a: 'unmet' }).score).toBe(2)
    })

    it.each(['blank', 'dk'])('takes no evidence for not met, and shows how far it could reach: %s', (how) => {
      const open = bandsOf(VI).slice(3).flat()
      const answers: Answers = {
        ...allAs('met', bandsOf(VI).slice(0, 3).flat()),
        ...(how === 'dk' ? allAs('dk', open) : {}),
      }
      expect(bandOf(answers)).toMatchObject({ score: 2, level: 2, low: 2, high: 5 })
    })

    it('gives no band, and never 0, to a dimension without any answer', () => {
      expect(bandOf({})).toMatchObject({ score: null, level: null, reason: 'not-assessed', low: 0, high: 5 })
      expect(bandOf(allAs('dk', bandsOf(VI).flat()))).toMatchObject({ score: null, reason: 'not-assessed' })
    })
  })

  it('S8 has no score above the dimensions, and says so', () => {
    const scores = score(siri, reached(Object.fromEntries(dimensions.map((one) => [one.id, 3]))))
    expect(dimensions.map((one) => node(scores, one.id).score)).toEqual(Array.from({ length: 16 }, () => 3))
    for (const id of ['profile', 'process', 'operations']) {
      expect(node(scores, id)).toMatchObject({
        score: null,
        level: null,
        low: null,
        high: null,
        reason: 'no-root-score',
      })
    }
    expect(scores.cap).toMatchObject({ indexLevel: null, level: null, causes: [] })
  })

  it('S17 averages them all the same in a lens that asks for it', () => {
    const scores = score(
      siri,
      reached({
        'vertical-integration': 3,
        'horizontal-integration': 2,
        'product-lifecycle': 1,
        'shop-floor-automation': 1,
        'enterprise-automation': 1,
        'facility-automation': 1,
        'shop-floor-connectivity': 3,
        'enterprise-connectivity': 2,
        'facility-connectivity': 1,
        'shop-floor-intelligence': 0,
        'enterprise-intelligence': 0,
        'facility-intelligence': 0,
        'workforce-learning': 2,
        leadership: 3,
        collaboration: 1,
        'strategy-governance': 2,
      }),
    )
    const lens = known(scores.lenses['averages'], 'averages').nodes
    // Process (3 + 2 + 1) / 3 = 2; technology (1 + 2 + 0) / 3 = 1; organisation (5/2 + 3/2) / 2 = 2.
    expectFraction(known(lens['average-process'], 'process').score, 2, 1)
    expectFraction(known(lens['average-technology'], 'technology').score, 1, 1)
    expectFraction(known(lens['average-talent'], 'talent').score, 5, 2)
    expectFraction(known(lens['average-organisation'], 'organisation').score, 2, 1)
    // 0.3 * 2 + 0.4 * 1 + 0.3 * 2 = 8/5
    expectFraction(known(lens['average'], 'average').score, 8, 5)
    expect(lens['average']?.level).toBe(1)
    expect(node(scores).score).toBeNull()
  })

  describe('priorities', () => {
    // Five dimensions with a band; references 3, 3, 3, 3, 3.
    const answers = reached({
      'vertical-integration': 1,
      'shop-floor-automation': 2,
      'shop-floor-connectivity': 1,
      'workforce-learning': 1,
      leadership: 4,
    })
    const costs = { labour: 1.2, maintenance: 0.8 }
    const choices = { cost: costs, kpi: ['delivery'] }
    const prioritised = (questionnaire: Questionnaire = siri, chosen: Parameters<typeof prioritise>[2] = choices) =>
      known(prioritise(questionnaire, score(questionnaire, answers), chosen), 'priorities')
    const order = (ranking: readonly Priority[] | undefined) => ranking?.map(({ item }) => item)
    const impactOf = (ranking: readonly Priority[] | undefined, item: string) =>
      known(
        ranking?.find((one) => one.item === item),
        item,
      ).impact
    const changed = (column: Partial<NonNullable<Questionnaire['priority']>['columns'][number]>): Questionnaire =>
      valid({
        ...siri,
        priority: { ...siri.priority, columns: siri.priority?.columns.map((own) => ({ ...own, ...column })) },
      })

    // cost  1.2 * labour + 0.8 * maintenance: 2.4, 3.6, 2.8, 3.2, 1.2; sum 13.2 -> 6/33, 9/33, 7/33, 8/33, 3/33
    // kpi   delivery:                         3,   1,   2,   0,   1;   sum 7
    // gap   3 - band, at least 0:             2,   1,   2,   2,   0;   sum 7
    // tactical 0.45 c + 0.30 k + 0.25 g
    it.each([
      ['vertical-integration', 0.45 * (6 / 33) + 0.3 * (3 / 7) + 0.25 * (2 / 7), 31 / 110],
      ['shop-floor-connectivity', 0.45 * (7 / 33) + 0.3 * (2 / 7) + 0.25 * (2 / 7), 389 / 1540],
      ['shop-floor-automation', 0.45 * (9 / 33) + 0.3 * (1 / 7) + 0.25 * (1 / 7), 31 / 154],
      ['workforce-learning', 0.45 * (8 / 33) + 0.25 * (2 / 7), 139 / 770],
      ['leadership', 0.45 * (3 / 33) + 0.3 * (1 / 7), 129 / 1540],
    ])('P1 makes shares of every column and weighs them: %s', (item, sum, fraction) => {
      expect(sum).toBeCloseTo(fraction, 12)
      expect(impactOf(prioritised().ranking['tactical'], item)).toBeCloseTo(fraction, 12)
    })

    it('P3 ranks by impact, and leaves out what has no band', () => {
      expect(order(prioritised().ranking['tactical'])).toEqual([
        'vertical-integration',
        'shop-floor-connectivity',
        'shop-floor-automation',
        'workforce-learning',
        'leadership',
      ])
    })

    it('P4 takes one dimension of each block and one more', () => {
      expect(prioritised().focus.map(({ item }) => item)).toEqual([
        'vertical-integration',
        'shop-floor-connectivity',
        'shop-floor-automation',
        'workforce-learning',
      ])
    })

    it('P4 passes over a dimension without a gap, however it ranks', () => {
      // Learning at its reference of 3, leadership one below it; kpi quality 1, 3, 0, 2, 0.
      const there = { ...answers, ...reached({ 'workforce-learning': 3, leadership: 2 }) }
      const found = known(prioritise(siri, score(siri, there), { cost: costs, kpi: ['quality'] }), 'priorities')
      // 0.45 * 9/33 + 0.30 * 3/6 + 0.25 * 1/6 = 0.314 and so on: 0.215, 0.209 (learning), 0.179, 0.083 (leadership)
      expect(order(found.ranking['tactical'])).toEqual([
        'shop-floor-automation',
        'vertical-integration',
        'workforce-learning',
        'shop-floor-connectivity',
        'leadership',
      ])
      expect(found.focus.map(({ item }) => item)).toEqual([
        'shop-floor-automation',
        'vertical-integration',
        'shop-floor-connectivity',
        'leadership',
      ])
    })

    it.each(['strategic', 'tactical', 'operational'])('P1 makes impact and every column sum to 1: %s', (preset) => {
      const everywhere = reached(Object.fromEntries(dimensions.map((one, i) => [one.id, i % 6])))
      const found = prioritise(siri, score(siri, everywhere), {
        cost: { labour: 410, materials: 250, energy: 90, transport: 70, maintenance: 30 },
        kpi: ['quality', 'inventory', 'safety'],
      })
      const ranking = known(found?.ranking[preset], preset)
      expect(ranking).toHaveLength(16)
      const total = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0)
      expect(total(ranking.map(({ impact }) => impact))).toBeCloseTo(1, 12)
      for (const column of [0, 1, 2]) {
        expect(total(ranking.map(({ columns }) => columns[column]?.share ?? 0))).toBeCloseTo(1, 12)
      }
    })

    it('P1 does not care about the unit of the costs', () => {
      const doubled = { ...choices, cost: { labour: 2.4, maintenance: 1.6 } }
      const [once, twice] = [prioritised(siri, choices), prioritised(siri, doubled)]
      for (const preset of ['strategic', 'tactical', 'operational']) {
        expect(order(twice.ranking[preset])).toEqual(order(once.ranking[preset]))
        for (const { item, impact } of once.ranking[preset] ?? []) {
          expect(impactOf(twice.ranking[preset], item)).toBeCloseTo(impact, 12)
        }
      }
      expect(twice.focus).toEqual(once.focus)
      // With raw columns the same doubling would put automation first: 0.45 * 7.2 + 0.3 + 0.25 = 3.79 over 0.45 * 4.8 + 0.9 + 0.5.
      const raw = changed({ normalise: 'none' })
      expect(order(prioritised(raw, choices).ranking['tactical'])?.[0]).toBe('vertical-integration')
      expect(order(prioritised(raw, doubled).ranking['tactical'])?.[0]).toBe('shop-floor-automation')
    })

    it('P1 counts a negative gap as 0', () => {
      const leadership = known(
        prioritised().ranking['tactical']?.find(({ item }) => item === 'leadership'),
        'leadership',
      )
      // Band 4 over a reference of 3.
      expect(leadership.gap).toBe(0)
      expect(leadership.columns[2]).toEqual({ id: 'gap', raw: 0, share: 0 })
      // Unclamped it would be -1 of a sum of 6, and pull the dimension down by 0.25 / 6.
      const pulled = impactOf(prioritised(changed({ clampNegative: false })).ranking['tactical'], 'leadership')
      expect(leadership.impact - pulled).toBeCloseTo(0.25 / 6, 12)
    })
  })
})

describe('a model of shares of the maximum with upper-inclusive bands (DMAT-like)', () => {
  const dmat = model('dmat-like')
  const question = (id: string) => questionOf(dmat, id)
  /** Rows by what each is worth; a row of two columns by which of them are ticked. */
  const rows = (id: string, values: readonly number[]): Answer =>
    Object.fromEntries(
      values.map((value, i) => {
        const column = question(id).columns?.find((candidate) => candidate.score === value)
        return [known(question(id).rows?.[i], `${id} row ${i}`).id, known(column, `${id} at ${value}`).id]
      }),
    )
  const areas = (invested: number, planned: number): Answer =>
    Object.fromEntries(
      (question('q01').rows ?? []).map((row, i) => [
        row.id,
        [...(i < invested ? ['invested'] : []), ...(i < planned ? ['planned'] : [])],
      ]),
    )
  const fives = (id: string) => rows(id, question(id).rows?.map(() => 5) ?? [])
  const FULL = {
    d1: { q01: areas(10, 10), q02: ticks(question('q02'), 10) },
    d2: { q03: ticks(question('q03'), 10), q04: fives('q04') },
    d3: { q05: ticks(question('q05'), 7), q06: ticks(question('q06'), 8) },
    d4: { q07: ticks(question('q07'), 7), q08: ticks(question('q08'), 6) },
    d5: { q09: fives('q09') },
    d6: { q10: ticks(question('q10'), 10), q11: rows('q11', [1, 1, 1, 1, 1]) },
  }
  /** One step above what is there: one technology of five, considered. 1/25 of a dimension is 4, of the whole 2/3. */
  const aStep = { q09: rows('q09', [1, 0, 0, 0, 0]) }

  it('has 6 dimensions and 11 questions', () => {
    expect(dmat.root.children).toHaveLength(6)
    expect(dmat.questions.filter((one) => one.score)).toHaveLength(11)
  })

  it('S4 S12 brings ticks, rows and columns to one scale', () => {
    const scores = score(dmat, {
      q01: areas(4, 2),
      q02: ticks(question('q02'), 6), // (4 + 2 + 6) / 30 = 40
      q03: ticks(question('q03'), 5),
      q04: rows('q04', [5, 4, 3, 2, 0, 0, 0]), // mean 2 of 5: (50 + 40) / 2 = 45
      q05: ticks(question('q05'), 7),
      q06: ticks(question('q06'), 2), // (100 + 25) / 2 = 62.5
      q07: ['not-digital'],
      q08: ticks(question('q08'), 3), // (0 + 50) / 2 = 25
      q09: rows('q09', [5, 0, 0, 0, 0]), // mean 1 of 5: 20
      q10: ticks(question('q10'), 10),
      q11: rows('q11', [1, 0.5, 0, 0, 0.5]), // mean 0.4 of 1: (100 + 40) / 2 = 70
    })
    const found = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6'].map((id) => node(scores, id))
    for (const [i, value] of [40, 45, 62.5, 25, 20, 70].entries()) expect(found[i]?.score).toBeCloseTo(value, 12)
    expect(found.map(({ level }) => level)).toEqual(['average', 'average', 'moderate', 'basic', 'basic', 'moderate'])
    // (40 + 45 + 62.5 + 25 + 20 + 70) / 6 = 262.5 / 6
    expect(node(scores).score).toBeCloseTo(43.75, 12)
    expect(node(scores).level).toBe('average')
    expect(scores.bottleneck).toEqual(['d5'])
  })

  // Sums of the six dimensions over 6. A half of d2 is its ticks alone: 50; a half of d6 likewise.
  const halfOfD2 = { q03: FULL.d2.q03 }
  const halfOfD6 = { q10: FULL.d6.q10 }
  const at50 = { ...FULL.d1, ...FULL.d2, ...FULL.d3 }
  const at75 = { ...at50, ...FULL.d4, ...halfOfD6 }
  const at100 = { ...at75, ...FULL.d5, ...FULL.d6 }
  it.each([
    ['nothing at all', {}, 0, 6, 'basic'],
    // Nine ticks instead of ten: 45 instead of 50.
    ['one step under 25', { ...FULL.d1, q03: ticks(question('q03'), 9) }, 145, 6, 'basic'],
    ['exactly 25', { ...FULL.d1, ...halfOfD2 }, 150, 6, 'basic'],
    ['one step over 25', { ...FULL.d1, ...halfOfD2, ...aStep }, 154, 6, 'average'],
    ['exactly 50', at50, 300, 6, 'average'],
    ['one step over 50', { ...at50, ...aStep }, 304, 6, 'moderate'],
    ['exactly 75', at75, 450, 6, 'moderate'],
    ['one step over 75', { ...at75, ...aStep }, 454, 6, 'advanced'],
    ['one step under 100', { ...at100, q09: rows('q09', [4, 5, 5, 5, 5]) }, 596, 6, 'advanced'],
    ['exactly 100', at100, 600, 6, 'advanced'],
  ])('S11 gives the upper edge to the level: %s', (_, answers, over, under, level) => {
    const index = node(score(dmat, answers))
    expectFraction(index.score, over, under)
    expect(index.level).toBe(level)
  })

  it.each([
    ['d4', { q07: ['not-digital'], q08: ticks(question('q08'), 3) }, 25, 'basic'],
    ['d1', { q01: areas(6, 5), q02: ticks(question('q02'), 4) }, 50, 'average'],
    ['d3', { q05: ticks(question('q05'), 7), q06: ticks(question('q06'), 4) }, 75, 'moderate'],
    ['d5', FULL.d5, 100, 'advanced'],
  ])('S11 reads a dimension by the same table: %s', (id, answers, value, level) => {
    const found = node(score(dmat, answers), id)
    expect(found.score).toBeCloseTo(value, 12)
    expect(found.level).toBe(level)
  })

  it('S4 leaves the negative option out of the maximum: seven of eight statements are everything', () => {
    const value = (answer: Answer, questionnaire = dmat) => score(questionnaire, { q07: answer }).items['q07']?.value
    expect(value(ticks(question('q07'), 7))).toBe(1)
    expectFraction(value(['policy']) ?? null, 1, 7)
    expect(score(dmat, { q07: ['not-digital'] }).items['q07']).toEqual({ id: 'q07', state: 'answered', value: 0 })
    expect(readAnswers(dmat, { q07: ['policy', 'not-digital'] }).ok).toBe(false)
    // It is the flag that counts: negative without being exclusive is in neither part of the share, too.
    const apart = valid({
      ...dmat,
      questions: dmat.questions.map((one) => ({
        ...one,
        ...(one.options ? { options: one.options.map(({ exclusive: _exclusive, ...option }) => option) } : {}),
      })),
    })
    expectFraction(value(['policy', 'not-digital'], apart) ?? null, 1, 7)
  })

  it('S3 counts a blank as zero where the file says so, and leaves it out where it does not', () => {
    const nothing = score(dmat, {})
    expect(node(nothing)).toMatchObject({ score: 0, level: 'basic', reason: null, low: 0, high: 100 })
    expect(node(nothing)).toMatchObject({ answered: 0, applicable: 11, blank: 11 })
    expect(nothing).toMatchObject({ provisional: true, confidence: 'low' })

    const half = { q05: FULL.d3.q05 }
    expect(node(score(dmat, half), 'd3')).toMatchObject({ score: 50, level: 'average', low: 50, high: 100 })
    expect(node(score(dmat, { ...half, q06: 'dk' }), 'd3')).toMatchObject({ score: 50, low: 50, high: 100 })
    const left = valid({ ...dmat, missing: { blank: 'exclude' } })
    expect(node(score(left, half), 'd3')).toMatchObject({ score: 100, level: 'advanced', low: 50, high: 100 })
    expect(node(score(left, {}))).toMatchObject({ score: null, level: null, reason: 'not-assessed' })
  })

  it('S1 S4 counts invested and planned as a question each, or a planned area as half: the file decides', () => {
    // (4 + 2 + 0) / 30
    expect(node(score(dmat, { q01: areas(4, 2) }), 'd1').score).toBeCloseTo(20, 12)
    expect(score(dmat, { q01: areas(4, 2) }).items['q01']?.value).toBeCloseTo(6 / 20, 12)
    // 4 * 1 + 2 * 0.5 of 10
    const planned = model('rules/planned-half')
    const answer = (invested: number, half: number): Answers => ({
      areas: Object.fromEntries(
        Array.from({ length: invested + half }, (_, i) => [`area${i + 1}`, [i < invested ? 'invested' : 'planned']]),
      ),
    })
    expect(node(score(planned, answer(4, 2))).score).toBeCloseTo(50, 12)
    expect(node(score(planned, answer(10, 0))).score).toBeCloseTo(100, 12)
    expect(node(score(planned, answer(0, 10))).score).toBeCloseTo(50, 12)
  })
})

describe('one engine', () => {
  const files = readdirSync(join(ROOT, 'src/core')).filter((file) => file.endsWith('.ts'))

  it.each(MODELS)('keeps %s out of the list of the app', (id) => {
    expect(model(id).id).toBe(id)
    expect(questionnaireIds()).not.toContain(id)
  })

  it('finds the code of the core', () => {
    expect(files).toEqual(expect.arrayContaining(['scoring.ts', 'priorities.ts', 'answers.ts', 'programmes.ts']))
    expect(codeOf('scoring.ts').names).toContain('scoreAnswers')
    expect(codeOf('scoring.ts').literals).toContain('weightedMean')
  })

  it.each(files)('knows no model by its name: %s', (file) => {
    const { names, literals } = codeOf(file)
    const words = [...names, ...literals].flatMap((text) => text.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/))
    const models = words.filter((word) => /^(indi|impuls|siri|dmat|acatech)$/i.test(word))
    expect(models).toEqual([])
  })

  describe('knows no questionnaire, item, section or programme by its id', () => {
    const ids = new Set(realCatalogue().programmes.map((programme) => programme.id))
    for (const id of questionnaireIds()) {
      const { root, lenses = [], questions } = load(id)
      const trees = [root, ...lenses.map((lens) => lens.root)]
      for (const one of [{ id }, ...trees.flatMap((tree) => nodesOf(tree)), ...questions]) ids.add(one.id)
    }

    it.each(files)('%s', (file) => {
      expect([...ids]).toEqual(expect.arrayContaining(['readiness', 'quick', 'lean', 'lean-5r', 'lemmi-4']))
      expect(codeOf(file).literals.filter((text) => ids.has(text))).toEqual([])
    })
  })
})

/** The identifiers and literals of a file of the core: its code without comments. */
function codeOf(file: string): { names: string[]; literals: string[] } {
  const path = join(ROOT, 'src/core', file)
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest)
  const names: string[] = []
  const literals: string[] = []
  const visit = (part: ts.Node): void => {
    if (ts.isIdentifier(part)) names.push(part.text)
    else if (ts.isLiteralExpression(part) || ts.isTemplateHead(part) || ts.isTemplateMiddleOrTemplateTail(part)) {
      literals.push(part.text)
    }
    ts.forEachChild(part, visit)
  }
  visit(source)
  return { names, literals }
}
