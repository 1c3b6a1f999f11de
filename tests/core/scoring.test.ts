import { describe, expect, it } from 'vitest'
import { roundHalfUp } from '../../src/core/numbers'
import type { Node, Question, Questionnaire } from '../../src/core/questionnaire'
import { levelAt, type NodeScore } from '../../src/core/scoring'
import {
  aQuestionnaire,
  assess,
  choice,
  FIVE_LEVELS,
  itemsUnder,
  known,
  optionWorth,
  real,
  type Story,
  section,
} from '../support/assess'

const readiness = real('readiness')
const quick = real('quick')
const SECTIONS = ['lead', 'people', 'market', 'data', 'mach', 'lean', 'flow', 'green', 'learn', 'invest']

/** A questionnaire whose sections hold one item each, `<section>-item`, answered with exactly this score. */
function sectionsAt(scores: Record<string, number>, fields: Partial<Questionnaire> = {}): Story {
  const ids = Object.keys(scores)
  const questionnaire = aQuestionnaire({
    ...fields,
    root: { children: ids.map((id) => section(id, [`${id}-item`])) },
    questions: ids.map((id) => choice(`${id}-item`, { options: [{ id: 'here', score: scores[id] }] })),
  })
  return ids.reduce((story, id) => story.answer(`${id}-item`, 'here'), assess(questionnaire))
}

/** Everything in the main questionnaire at one score, some sections at their own. */
function firm(score: number, own: Record<string, number> = {}): Story {
  return Object.entries(own).reduce((story, [id, at]) => story.answerAll(at, id), assess(readiness).answerAll(score))
}

/** Every item of the main questionnaire at some score, no two sections alike. */
function mixedFirm(): Story {
  return itemsUnder(readiness).reduce(
    (story, id, i) => story.answer(id, optionWorth(readiness, id, (i * 7) % 5)),
    assess(readiness),
  )
}

function flat(items: readonly string[], fields: Partial<Node> = {}, rest: Partial<Questionnaire> = {}): Questionnaire {
  return aQuestionnaire({ ...rest, root: { ...fields, children: [...items] } })
}

function scoreOf(node: NodeScore): number {
  return known(node.score, `score of ${node.id}`)
}

describe('S1 counting', () => {
  it('S1 gives every child the weight 1 unless the file says otherwise', () => {
    const plain = assess(flat(['a', 'b']))
      .answer('a', '4')
      .answer('b', '0')
    expect(plain.node('index').score).toBe(2)

    const weighed = aQuestionnaire({ root: { children: [{ ref: 'a', weight: 3 }, 'b'] } })
    expect(assess(weighed).answer('a', '4').answer('b', '0').node('index').score).toBe(3)
  })

  it.each([
    ['thousandths too many', [0.254, 0.185, 0.179, 0.143, 0.138, 0.102]],
    ['far from 1', [12, 18, 10, 16, 28, 22]],
  ])('S1 divides by the sum of weights: %s', (_, weights) => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f']
    const questionnaire = aQuestionnaire({
      root: { children: ids.map((ref, i) => ({ ref, weight: known(weights[i], ref) })) },
    })
    expect(assess(questionnaire).answerAll(3).node('index').score).toBeCloseTo(3, 12)
  })

  it('S1 counts items, not sections, as answered and applicable at every node', () => {
    const sme = assess(aQuestionnaire()).answer('a', '3').dontKnow('b').notApplicable('c').answer('d', '1')
    expect(sme.node('lean')).toMatchObject({ answered: 1, applicable: 2, dontKnow: 1, blank: 0 })
    expect(sme.node('data')).toMatchObject({ answered: 1, applicable: 2, dontKnow: 0, blank: 1 })
    expect(sme.node('index')).toMatchObject({ answered: 2, applicable: 4, dontKnow: 1, blank: 1 })
  })
})

describe('S3 missing is never zero', () => {
  const items = ['a', 'b', 'c']

  it('S3 leaves out what is blank, not known or not applicable, by default', () => {
    const sme = assess(flat(items)).answer('a', '3')
    expect(sme.node('index').score).toBe(3)
    expect(sme.dontKnow('b').node('index').score).toBe(3)
    expect(sme.notApplicable('b').node('index').score).toBe(3)
  })

  it.each([
    ['a "don\'t know" as zero', { dk: 'zero' as const }, 'dk', 1.5],
    ['a "don\'t know" as the lower end', { dk: 'min' as const }, 'dk', 1.5],
    ['a blank as zero', { blank: 'zero' as const }, 'blank', 1.5],
    ['only the blank, not the "don\'t know"', { blank: 'zero' as const }, 'dk', 3],
    ['only the "don\'t know", not the blank', { dk: 'zero' as const }, 'blank', 3],
  ])('S3 counts %s when the file says so', (_, missing, state, expected) => {
    const sme = assess(flat(['a', 'b'], { missing })).answer('a', '3')
    expect((state === 'dk' ? sme.dontKnow('b') : sme).node('index').score).toBe(expected)
  })

  it('S3 tells zero from the lower end where a scale goes below zero, and keeps to the scale where it starts above', () => {
    const on = (scale: { min: number; max: number }, dk: 'zero' | 'min') => {
      const questions = ['a', 'b'].map((id) => choice(id, {}, [scale.max]))
      const questionnaire = aQuestionnaire({
        scale,
        levels: undefined,
        root: { missing: { dk }, children: ['a', 'b'] },
        questions,
      })
      return assess(questionnaire).answer('a', String(scale.max)).dontKnow('b').node('index').score
    }
    expect(on({ min: -2, max: 2 }, 'zero')).toBe(1)
    expect(on({ min: -2, max: 2 }, 'min')).toBe(0)
    expect(on({ min: 1, max: 5 }, 'zero')).toBe(3)
  })

  it('S3 never counts an imputed value as an answer', () => {
    const sme = assess(flat(['a', 'b'], { missing: { dk: 'zero', minAnswered: 2 } }))
      .answer('a', '3')
      .dontKnow('b')
    expect(sme.node('index')).toMatchObject({ answered: 1, score: null, reason: 'not-assessed' })
  })
})

describe('S7 when a node has a score', () => {
  const twoThirds = { minAnsweredShare: 2 / 3 }

  it('S7 assesses at exactly two thirds of the weight and not below', () => {
    const sme = assess(flat(['a', 'b', 'c'], { missing: twoThirds })).answer('a', '4')
    expect(sme.node('index')).toMatchObject({ score: null, reason: 'not-assessed', level: null })
    expect(sme.answer('b', '2').node('index')).toMatchObject({ score: 3, reason: null, level: 3 })
  })

  it('S7 asks for a share of the weight, not of the number', () => {
    const weighed = (heavy: number) =>
      assess(aQuestionnaire({ root: { missing: twoThirds, children: [{ ref: 'a', weight: heavy }, 'b'] } }))
    expect(weighed(2).answer('a', '4').node('index').score).toBe(4)
    expect(weighed(1.999).answer('a', '4').node('index').score).toBeNull()
    expect(weighed(2).answer('b', '4').node('index').score).toBeNull()
  })

  it('S7 is not misled by float noise at the threshold', () => {
    // (0.7 + 0.1) / (0.7 + 0.1 + 0.2) is 0.7999999999999999.
    const questionnaire = aQuestionnaire({
      root: {
        missing: { minAnsweredShare: 0.8 },
        children: [
          { ref: 'a', weight: 0.7 },
          { ref: 'b', weight: 0.1 },
          { ref: 'c', weight: 0.2 },
        ],
      },
    })
    expect(assess(questionnaire).answer('a', '4').answer('b', '4').node('index').score).toBeCloseTo(4, 12)
  })

  it('S7 takes the share of what applies: "not applicable" does not count against a section', () => {
    const sme = assess(flat(['a', 'b', 'c'], { missing: twoThirds })).answer('a', '4')
    expect(sme.node('index').score).toBeNull()
    expect(sme.notApplicable('b').node('index').share).toBe(0.5)
    expect(sme.notApplicable('b', 'c').node('index').score).toBe(4)
  })

  it('S7 asks for two answers, or for all of them where fewer than two apply', () => {
    const heavy = { minAnswered: 2, minAnsweredShare: 0.5 }
    const sme = assess(flat(['a', 'b'], { missing: heavy })).answer('a', '4')
    expect(sme.node('index')).toMatchObject({ share: 0.5, score: null, needs: { share: 0.5, items: 2 } })
    expect(sme.notApplicable('b').node('index')).toMatchObject({ score: 4, needs: { items: 1 } })
    expect(sme.answer('b', '0').node('index').score).toBe(2)
  })

  it('S7 lets a node say its own minimum and keep the rest of the common rule', () => {
    const questionnaire = aQuestionnaire({
      missing: { dk: 'zero', minAnsweredShare: 1 },
      root: { missing: { minAnsweredShare: 0.5 }, children: ['a', 'b', 'c', 'd'] },
    })
    expect(assess(questionnaire).answer('a', '4').dontKnow('b').node('index')).toMatchObject({
      score: 2,
      needs: { share: 0.5, items: 0 },
    })
  })

  it('S7 leaves a section without answers unassessed, never zero', () => {
    const sme = assess(aQuestionnaire()).answerAll(3, 'data')
    expect(sme.node('lean')).toMatchObject({ score: null, level: null, reason: 'not-assessed' })
    expect(sme.node('index').score).toBe(3)
    expect(assess(aQuestionnaire()).node('index')).toMatchObject({ score: null, reason: 'not-assessed' })
  })

  it('S7 takes a section that does not apply out of its parent, which keeps its own weight', () => {
    const theme: Node = { id: 'theme', weight: 3, children: [section('lean', ['a', 'b']), section('data', ['c'])] }
    const questionnaire = aQuestionnaire({
      missing: { minAnsweredShare: 1 },
      root: { children: [theme, section('green', ['d'])] },
    })
    const sme = assess(questionnaire).notApplicable('a', 'b').answer('c', '4').answer('d', '0')
    expect(sme.node('lean')).toMatchObject({ score: null, reason: 'not-applicable', applicable: 0 })
    expect(sme.node('theme')).toMatchObject({ score: 4, share: 1, reason: null })
    // The theme still weighs 3 of 4, although half of it is gone.
    expect(sme.node('index').score).toBe(3)
  })

  it('S7 carries "not applicable" up when nothing below applies', () => {
    const sme = assess(aQuestionnaire()).notApplicable('a', 'b', 'c', 'd', 'e')
    expect(sme.node('index')).toMatchObject({
      score: null,
      level: null,
      reason: 'not-applicable',
      low: null,
      high: null,
    })
  })

  it.each([
    ['market, learning and investment (20 of 100)', ['market', 'learn', 'invest'], true],
    ['technology and learning (21 of 100)', ['data', 'mach', 'learn'], false],
    ['lean alone, because its theme then has one half', ['lean'], false],
  ])('S7 without %s the readiness index is held to 0.80', (_, blank, assessed) => {
    const sme = firm(3).skip(...blank.flatMap((id) => itemsUnder(readiness, id)))
    expect(sme.node('index').score !== null).toBe(assessed)
  })

  it('S7 assesses theme 4 from data alone (three quarters), not from machines alone', () => {
    const without = (id: string) => firm(2).dontKnow(...itemsUnder(readiness, id))
    expect(without('mach').node('t4')).toMatchObject({ score: 2, share: 0.75 })
    expect(without('data').node('t4')).toMatchObject({ score: null, share: 0.25, reason: 'not-assessed' })
  })

  it('S7 lets a workshop without machines be assessed in full', () => {
    const sme = firm(2, { data: 3 }).notApplicable('mach-fit', 'mach-share', 'mach-data')
    expect(sme.node('mach').reason).toBe('not-applicable')
    expect(sme.node('t4').score).toBe(3)
    // Technology keeps its 16 of 100.
    expect(sme.node('index').score).toBeCloseTo(2 * 0.84 + 3 * 0.16, 12)
    expect(sme.scores()).toMatchObject({ confidence: 'high', provisional: false })
  })

  it.each(SECTIONS)('S7 the readiness section %s needs two answers and two thirds', (id) => {
    const items = itemsUnder(readiness, id)
    const enough = Math.max(2, Math.ceil((items.length * 2) / 3))
    const answered = (n: number) =>
      items.slice(0, n).reduce((story, item) => story.answer(item, optionWorth(readiness, item, 1)), assess(readiness))
    expect(answered(enough).node(id).score).toBe(1)
    expect(answered(enough - 1).node(id).score).toBeNull()
  })
})

describe('S8 aggregates', () => {
  it.each([
    ['mean', 7 / 3],
    ['weightedMean', 9 / 4],
    ['min', 1],
    ['max', 4],
    ['sum', 7],
    ['shareOfMax', (9 / 16) * 4],
  ] as const)('S8 %s of 1, 2 (weight 2) and 4', (aggregate, expected) => {
    const questionnaire = aQuestionnaire({ root: { aggregate, children: ['a', { ref: 'b', weight: 2 }, 'c'] } })
    const sme = assess(questionnaire).answer('a', '1').answer('b', '2').answer('c', '4')
    expect(sme.node('index').score).toBeCloseTo(expected, 12)
  })

  it('S8 takes a weighted mean where the file names no aggregate', () => {
    expect(assess(aQuestionnaire()).node('index').aggregate).toBe('weightedMean')
  })

  it('S8 gives a root without roll-up no score, says so, and scores what is below it', () => {
    const sme = assess(aQuestionnaire({ root: { aggregate: null } })).answerAll(3)
    expect(sme.node('index')).toMatchObject({
      score: null,
      level: null,
      reason: 'no-root-score',
      low: null,
      high: null,
    })
    expect(sme.node('lean').score).toBe(3)
    expect(sme.scores().cap).toMatchObject({ indexLevel: null, level: null })
  })

  it('S8 maps children linearly when their scales differ', () => {
    const questionnaire = aQuestionnaire({
      root: {
        scale: { min: 0, max: 100 },
        children: [section('own', ['a'], { scale: { min: 1, max: 5 } }), 'ticks', 'share'],
      },
      questions: [
        choice('a'),
        {
          id: 'ticks',
          type: 'multi',
          score: { kind: 'count', cap: 3 },
          options: [{ id: 'x' }, { id: 'y' }, { id: 'z' }],
        },
        {
          id: 'share',
          type: 'multi',
          score: { kind: 'share' },
          options: [{ id: 'x' }, { id: 'y' }, { id: 'z' }, { id: 'w' }],
        },
      ],
    })
    const sme = assess(questionnaire).answer('a', '3').answer('ticks', ['x', 'y', 'z']).answer('share', ['x'])
    // 3 of 0..4 is 4 of 1..5, and that is 75 of 100; three of three is 100; one of four is 25.
    expect(sme.node('own').score).toBe(4)
    expect(sme.node('index').parts.map((part) => part.counted)).toEqual([75, 100, 25])
    expect(sme.node('index').score).toBeCloseTo(200 / 3, 12)
  })

  it('S8 keeps a sum in its own units and maps it for its parent only', () => {
    const questionnaire = aQuestionnaire({
      root: { children: [section('points', ['a', 'b'], { aggregate: 'sum' }), section('data', ['c'])] },
    })
    const sme = assess(questionnaire).answer('a', '4').answer('b', '2').answer('c', '1')
    expect(sme.node('points')).toMatchObject({ score: 6, scale: { min: 0, max: 8 }, level: null })
    expect(sme.node('index').score).toBe((3 + 1) / 2)
  })

  it('S8 a sum counts every child once, whatever its weight, and so stays on its scale', () => {
    const points = section('points', [{ ref: 'a', weight: 5 }, 'b'], { aggregate: 'sum' })
    const sme = assess(aQuestionnaire({ root: { children: [points] } }))
      .answer('a', '4')
      .answer('b', '4')
    expect(sme.node('points')).toMatchObject({ score: 8, high: 8, scale: { min: 0, max: 8 } })
    expect(sme.node('points').parts.map((part) => part.weight)).toEqual([1, 1])
    expect(sme.node('index').score).toBe(4)
  })

  it('S8 what does not apply leaves the maximum of a sum too', () => {
    const questionnaire = aQuestionnaire({ root: { children: [section('points', ['a', 'b'], { aggregate: 'sum' })] } })
    const sme = assess(questionnaire).answer('a', '3').notApplicable('b')
    expect(sme.node('points')).toMatchObject({ score: 3, low: 3, high: 3, scale: { min: 0, max: 4 } })
    expect(sme.node('index').score).toBe(3)
    expect(assess(questionnaire).notApplicable('a', 'b').node('points').scale).toEqual({ min: 0, max: 8 })
  })

  it('S8 takes the mean of fields, not of questions', () => {
    const questionnaire = aQuestionnaire({
      root: { aggregate: 'mean', children: [section('three', ['a', 'b', 'c']), section('one', ['d'])] },
    })
    expect(assess(questionnaire).answerAll(0, 'three').answer('d', '4').node('index').score).toBe(2)
  })

  it('S8 a plain mean ignores the weights of its children', () => {
    const questionnaire = aQuestionnaire({ root: { aggregate: 'mean', children: [{ ref: 'a', weight: 3 }, 'b'] } })
    const sme = assess(questionnaire).answer('a', '4').answer('b', '0')
    expect(sme.node('index').score).toBe(2)
    expect(sme.node('index').parts.map((part) => part.weight)).toEqual([1, 1])
  })

  it('S8 a share of the maximum asks nothing of what was not answered', () => {
    const questionnaire = aQuestionnaire({
      root: { aggregate: 'shareOfMax', scale: { min: 0, max: 100 }, children: ['a', 'b', 'c'] },
    })
    expect(assess(questionnaire).answer('a', '4').answer('b', '2').dontKnow('c').node('index').score).toBe(75)
  })

  it('S8 rolls the readiness tree up by hand-worked sums', () => {
    const scores = { lead: 1, people: 2, market: 3, data: 4, mach: 0, lean: 2, flow: 3, green: 1, learn: 4, invest: 0 }
    const sme = firm(0, scores)
    expect(sme.node('t4').score).toBe(3)
    expect(sme.node('t5').score).toBe(2.5)
    const hundredths = 12 * 1 + 18 * 2 + 10 * 3 + 16 * 3 + 28 * 2.5 + 6 * 1 + 5 * 4 + 5 * 0
    expect(sme.node('index').score).toBeCloseTo(hundredths / 100, 12)
  })
})

describe('S9 ladder', () => {
  const attributes = ['a', 'b1', 'b2', 'b3', 'b4', 'b5', 'c1', 'c2']
  const yesNo = attributes.map((id) => choice(id, {}, [0, 4]))
  const ladder = (fields: { threshold?: number; noLeap?: boolean } = {}) =>
    assess(
      aQuestionnaire({
        root: {
          aggregate: 'ladder',
          ladder: {
            threshold: 0.8,
            noLeap: true,
            bands: [['a'], ['b1', 'b2', 'b3', 'b4', 'b5'], ['c1', 'c2']],
            ...fields,
          },
          children: attributes,
        },
        questions: yesNo,
      }),
    )
  const met = (story: Story, ...ids: string[]) => ids.reduce((sme, id) => sme.answer(id, '4'), story)
  const unmet = (story: Story, ...ids: string[]) => ids.reduce((sme, id) => sme.answer(id, '0'), story)

  it('S9 reaches a band at exactly 80 % of its attributes and not below', () => {
    const four = unmet(met(ladder(), 'a', 'b1', 'b2', 'b3', 'b4'), 'b5')
    expect(four.node('index').score).toBe(1)
    expect(unmet(four, 'b4').node('index').score).toBe(0)
  })

  it('S9 skips no band', () => {
    const leap = unmet(met(ladder(), 'a', 'b1', 'c1', 'c2'), 'b2', 'b3', 'b4', 'b5')
    expect(leap.node('index').score).toBe(0)
    expect(met(leap, 'b2', 'b3', 'b4').node('index').score).toBe(2)
  })

  it('S9 skips a band where the file allows it', () => {
    const leap = unmet(met(ladder({ noLeap: false }), 'a', 'c1', 'c2'), 'b1')
    expect(leap.node('index').score).toBe(2)
  })

  it('S9 needs some of the floor to climb', () => {
    const noFloor = unmet(met(ladder(), 'b1', 'b2', 'b3', 'b4', 'b5', 'c1', 'c2'), 'a')
    expect(noFloor.node('index').score).toBe(0)
    expect(met(noFloor, 'a').node('index').score).toBe(2)
  })

  it('S9 takes an attribute without an answer as not met, and shows it in the range', () => {
    const sme = met(ladder(), 'a', 'b1', 'b2', 'b3').dontKnow('b4', 'b5')
    expect(sme.node('index')).toMatchObject({ score: 0, low: 0, high: 2 })
    expect(unmet(sme, 'c1', 'c2').node('index')).toMatchObject({ score: 0, low: 0, high: 1 })
  })

  it('S9 without any answer is not assessed, never silently band 0', () => {
    expect(ladder().node('index')).toMatchObject({ score: null, reason: 'not-assessed', low: 0, high: 2 })
    expect(unmet(ladder(), 'a').node('index').score).toBe(0)
  })

  it('S9 takes "not applicable" out of its band', () => {
    const sme = unmet(met(ladder(), 'a', 'b1', 'b2', 'b3'), 'b4').notApplicable('b5')
    expect(sme.node('index').score).toBe(0)
    expect(sme.notApplicable('b4').node('index').score).toBe(1)
    expect(met(sme.notApplicable('b4', 'b1', 'b2', 'b3'), 'c1', 'c2').node('index').score).toBe(2)
  })

  it('S9 counts an attribute as met only at the top of its scale', () => {
    const questionnaire = aQuestionnaire({
      root: {
        aggregate: 'ladder',
        ladder: { threshold: 1, noLeap: true, bands: [['a'], ['b']] },
        children: ['a', 'b'],
      },
    })
    const sme = assess(questionnaire).answer('a', '4')
    expect(sme.answer('b', '3').node('index').score).toBe(0)
    expect(sme.answer('b', '4').node('index').score).toBe(1)
  })

  it('S9 measures on 0..last band, and maps to the scale of its parent', () => {
    const questionnaire = aQuestionnaire({
      root: {
        children: [
          section('steps', ['a', 'b', 'c'], {
            aggregate: 'ladder',
            ladder: { threshold: 1, noLeap: true, bands: [['a'], ['b'], ['c']] },
          }),
        ],
      },
    })
    const sme = assess(questionnaire).answer('a', '4').answer('b', '4').answer('c', '0')
    expect(sme.node('steps')).toMatchObject({ score: 1, scale: { min: 0, max: 2 } })
    expect(sme.node('index').score).toBe(2)
  })
})

describe('S10 range', () => {
  it('S10 imputes "don\'t know" and blank at both ends of their own scale', () => {
    const sme = assess(
      aQuestionnaire({
        root: { children: ['a', 'b', 'ticks'] },
        questions: [
          { id: 'ticks', type: 'multi', score: { kind: 'count', cap: 2 }, options: [{ id: 'x' }, { id: 'y' }] },
        ],
      }),
    )
      .answer('a', '2')
      .dontKnow('b')
    expect(sme.node('index')).toMatchObject({ score: 2, low: 2 / 3, high: 10 / 3 })
    expect(sme.answer('ticks', ['x']).node('index')).toMatchObject({ score: 2, low: 4 / 3, high: 8 / 3 })
  })

  it('S10 opens the range for rows still open or not known, which leave the mean', () => {
    const grid: Question = {
      id: 'grid',
      type: 'rows-scale',
      score: { kind: 'rows-mean' },
      rows: ['r1', 'r2', 'r3', 'r4'].map((id) => ({ id })),
      columns: [
        { id: 'no', score: 0 },
        { id: 'some', score: 2 },
        { id: 'no-idea', dk: true },
        { id: 'not-here', na: true },
      ],
    }
    const sme = assess(aQuestionnaire({ root: { children: ['grid'] }, questions: [grid] }))
    const rows = (answer: Record<string, string>) => sme.answer('grid', answer).node('index')
    expect(rows({ r1: 'some' })).toMatchObject({ score: 2, low: 0.5, high: 3.5 })
    expect(rows({ r1: 'some', r2: 'no-idea', r3: 'not-here' })).toMatchObject({ score: 2, low: 2 / 3, high: 10 / 3 })
    expect(rows({ r1: 'some', r2: 'no', r3: 'some', r4: 'no' })).toMatchObject({ score: 1, low: 1, high: 1 })
  })

  it('S10 closes the range when everything is answered', () => {
    const sme = firm(2, { lean: 3 })
    const { low, high, score } = sme.node('index')
    expect(low).toBeCloseTo(known(score, 'score'), 12)
    expect(high).toBeCloseTo(known(score, 'score'), 12)
  })

  it('S10 gives a node that is not assessed a range, and one that does not apply none', () => {
    const sme = assess(aQuestionnaire({ missing: { minAnsweredShare: 2 / 3 } }))
      .answer('a', '3')
      .notApplicable('d', 'e')
    expect(sme.node('lean')).toMatchObject({ score: null, reason: 'not-assessed', low: 1, high: 11 / 3 })
    expect(sme.node('data')).toMatchObject({ score: null, reason: 'not-applicable', low: null, high: null })
    // What does not apply is in no range above it either.
    expect(sme.node('index')).toMatchObject({ low: 1, high: 11 / 3 })
  })

  it('S10 is as wide as the scale when nothing is answered', () => {
    expect(assess(readiness).node('index')).toMatchObject({ score: null, low: 0, high: 4 })
  })

  /** `weak` stands at 0; `strong` has 4 once and two unknowns, too few to be assessed, so it can only pull the range up. */
  const pair: Node = {
    id: 'pair',
    missing: { minAnsweredShare: 0.5 },
    children: [section('weak', ['a']), section('strong', ['b', 'c', 'd'], { missing: { minAnsweredShare: 2 / 3 } })],
  }
  const halves = (story: Story) => story.answer('a', '0').answer('b', '4').dontKnow('c', 'd')

  it('S10 computes the range without S7, then widens it to hold the score', () => {
    const sme = halves(assess(aQuestionnaire({ root: { children: [pair] } })))
    expect(sme.node('strong')).toMatchObject({ score: null, low: 4 / 3, high: 4 })
    // From its children: 2/3 to 2. The score is 0, from the weak half alone.
    expect(sme.node('pair')).toMatchObject({ score: 0, low: 0, high: 2 })
  })

  it("S10 makes a parent's range of its children's before they were widened", () => {
    const root = { missing: { minAnsweredShare: 1 }, children: [pair, section('unknown', ['e'])] }
    const sme = halves(assess(aQuestionnaire({ root }))).dontKnow('e')
    expect(sme.node('index').score).toBeNull()
    expect(sme.node('index').low).toBeCloseTo(1 / 3, 12)
    expect(sme.node('index').high).toBeCloseTo(3, 12)
  })

  it('S10 widens upwards just the same, and the parent does not see it', () => {
    const root = { missing: { minAnsweredShare: 1 }, children: [pair, section('unknown', ['e'])] }
    const sme = assess(aQuestionnaire({ root })).answer('a', '4').answer('b', '0').dontKnow('c', 'd', 'e')
    // From its children: 2 to 10/3, widened to the 4 of the strong half.
    expect(sme.node('pair')).toMatchObject({ score: 4, low: 2, high: 4 })
    expect(sme.node('index').high).toBeCloseTo((10 / 3 + 4) / 2, 12)
  })

  it('S10 imputes the lower end of a scale that does not start at zero', () => {
    const questions = ['a', 'b'].map((id) => choice(id, {}, [1, 5]))
    const five = aQuestionnaire({
      scale: { min: 1, max: 5 },
      levels: undefined,
      root: { children: ['a', 'b'] },
      questions,
    })
    expect(assess(five).answer('a', '5').dontKnow('b').node('index')).toMatchObject({ low: 3, high: 5 })
  })

  it('S10 opens the range also where the file counts a "don\'t know" as zero', () => {
    const sme = assess(flat(['a', 'b'], { missing: { dk: 'zero' } }))
      .answer('a', '4')
      .dontKnow('b')
    expect(sme.node('index')).toMatchObject({ score: 2, low: 2, high: 4 })
  })
})

describe('S11 levels', () => {
  it.each([
    [0, 0],
    [0.999999, 0],
    [0.3 / 0.1 - 2, 1],
    [1 - 2e-9, 0],
    [1 - 5e-10, 1],
    [1, 1],
    [1.999999, 1],
    [1.1 + 0.8999999999, 2],
    [2, 2],
    [2.999999, 2],
    [3 - 5e-10, 3],
    [3, 3],
    [3.799999, 3],
    [3.8 - 2e-9, 3],
    [3.8 - 5e-10, 4],
    [3.8, 4],
    [4, 4],
    [4 + 1e-12, 4],
    [0 - 1e-12, 0],
  ])('S11 %d is level %d: the lower edge belongs to the level', (score, level) => {
    expect(levelAt(FIVE_LEVELS, score)).toBe(level)
    expect(levelAt(readiness.levels, score)).toBe(level)
  })

  it('S11 keeps the noise of a computed score at an edge out of the level', () => {
    const children = ['a', 'b', 'c'].map((ref) => ({ ref, weight: 0.1 }))
    const sme = assess(aQuestionnaire({ root: { children } }))
      .answer('a', '1')
      .answer('b', '4')
      .answer('c', '1')
    expect(sme.node('index').score).toBe(1.9999999999999996)
    expect(sme.node('index').level).toBe(2)
  })

  it.each([
    [0, 'basic'],
    [25, 'basic'],
    [25 + 5e-10, 'basic'],
    [25 + 1e-8, 'average'],
    [50, 'average'],
    [50.01, 'moderate'],
    [75, 'moderate'],
    [75.01, 'advanced'],
    [100, 'advanced'],
    [100 + 1e-12, 'advanced'],
  ])('S11 %d is "%s" where the upper edge belongs to the level', (score, level) => {
    const quarters = [
      { to: 25, level: 'basic' },
      { to: 50, level: 'average' },
      { to: 75, level: 'moderate' },
      { to: 100, level: 'advanced' },
    ]
    expect(levelAt({ rule: 'ceil-table', table: quarters }, score)).toBe(level)
  })

  it('S11 takes the level from the unrounded score', () => {
    const sme = sectionsAt({ only: 2.996 })
    expect(roundHalfUp(scoreOf(sme.node('index')), 2)).toBe(3)
    expect(sme.node('index').level).toBe(2)
  })

  it('S11 gives themes and sections the table of the index, and does not cap them', () => {
    const sme = firm(4, { lean: 0 })
    expect(sme.node('index').level).toBe(1)
    expect(sme.node('lean').level).toBe(0)
    expect(sme.node('t5')).toMatchObject({ score: 2, level: 2 })
    expect(sme.node('flow').level).toBe(4)
    expect(sme.node('t1').level).toBe(4)
  })

  it('S11 gives a node on another scale no level, unless it brings a table', () => {
    const percent = { scale: { min: 0, max: 100 } }
    const levels = {
      rule: 'ceil-table' as const,
      table: [
        { to: 50, level: 'low' },
        { to: 100, level: 'high' },
      ],
    }
    const questionnaire = aQuestionnaire({
      root: { children: [section('bare', ['a'], percent), section('own', ['b'], { ...percent, levels })] },
    })
    const sme = assess(questionnaire).answer('a', '2').answer('b', '2')
    expect(sme.node('bare')).toMatchObject({ score: 50, level: null })
    expect(sme.node('own')).toMatchObject({ score: 50, level: 'low' })
  })
})

describe('S13 caps', () => {
  const gates = (plus: number, ...of: string[]) => ({ kind: 'minChildPlus' as const, of, plus })
  const leanFirst = (whenMissing?: 'cap' | 'ignore') => ({
    kind: 'requires' as const,
    node: 'lean',
    atLeast: 2,
    level: 3,
    ...(whenMissing ? { whenMissing } : {}),
  })

  it('S13 holds the level at the lowest gate plus one, and names the gate', () => {
    const sme = sectionsAt({ lean: 0.5, data: 3, market: 4, green: 4 }, { caps: [gates(1, 'lean', 'data')] })
    expect(sme.node('index').score).toBeCloseTo(2.875, 12)
    expect(sme.scores().cap).toEqual({
      indexLevel: 2,
      level: 1,
      causes: [{ kind: 'minChildPlus', node: 'lean', nodeLevel: 0, plus: 1, atMost: 1 }],
      missing: [],
    })
    expect(sme.node('index').level).toBe(1)
  })

  it('S13 names every gate that binds and none that does not', () => {
    const caps = [gates(1, 'lean', 'data', 'market')]
    const sme = sectionsAt({ lean: 1.2, data: 1.9, market: 2, green: 4, flow: 4, lead: 4, people: 4 }, { caps })
    expect(sme.scores().cap).toMatchObject({ indexLevel: 3, level: 2 })
    expect(sme.scores().cap.causes.map((cause) => cause.node)).toEqual(['lean', 'data'])
  })

  it('S13 names no cause when the level is not lowered', () => {
    const sme = sectionsAt({ lean: 1, data: 3 }, { caps: [gates(1, 'lean', 'data')] })
    expect(sme.scores().cap).toEqual({ indexLevel: 2, level: 2, causes: [], missing: [] })
  })

  it('S13 does not let a section that is no gate cap', () => {
    const sme = sectionsAt({ lean: 4, market: 0, data: 4 }, { caps: [gates(1, 'lean', 'data')] })
    expect(sme.scores().cap).toMatchObject({ indexLevel: 2, level: 2 })
  })

  it("S13 takes the gates' levels as they stand, give or take float noise", () => {
    const sme = sectionsAt({ lean: 2 - 5e-10, data: 4, green: 4 }, { caps: [gates(1, 'lean'), leanFirst('cap')] })
    expect(sme.scores().cap).toMatchObject({ indexLevel: 3, level: 3, causes: [] })
  })

  it('S13 asks for lean at 2.0 before level 3, and names both rules where both bind', () => {
    const both = sectionsAt({ lean: 1.9, data: 4, green: 4 }, { caps: [gates(1, 'lean', 'data'), leanFirst('cap')] })
    expect(both.scores().cap).toEqual({
      indexLevel: 3,
      level: 2,
      causes: [
        { kind: 'minChildPlus', node: 'lean', nodeLevel: 1, plus: 1, atMost: 2 },
        { kind: 'requires', node: 'lean', score: 1.9, atLeast: 2, atMost: 2 },
      ],
      missing: [],
    })
    const alone = sectionsAt({ lean: 1.9, data: 4, green: 4 }, { caps: [leanFirst('cap')] })
    expect(alone.scores().cap.causes).toEqual([{ kind: 'requires', node: 'lean', score: 1.9, atLeast: 2, atMost: 2 }])
  })

  it('S13 names only the lower of two rules', () => {
    const sme = sectionsAt(
      { lean: 0.5, data: 4, green: 4, flow: 4, lead: 4 },
      { caps: [gates(1, 'lean'), leanFirst('cap')] },
    )
    expect(sme.scores().cap).toMatchObject({ indexLevel: 3, level: 1 })
    expect(sme.scores().cap.causes.map((cause) => cause.kind)).toEqual(['minChildPlus'])
  })

  it.each([
    ['at most 2 where the file says that a missing one caps', 'cap' as const, 2],
    ['at most 2 where the file says nothing', undefined, 2],
    ['uncapped where the file says to ignore a missing one', 'ignore' as const, 4],
  ])('S13 without a score for lean the level is %s', (_, whenMissing, level) => {
    const sme = sectionsAt({ lean: 4, data: 4 }, { caps: [leanFirst(whenMissing)] }).dontKnow('lean-item')
    expect(sme.scores().cap).toMatchObject({ indexLevel: 4, level, missing: ['lean'] })
    expect(sme.scores().cap.causes).toEqual(
      level === 4 ? [] : [{ kind: 'requires', node: 'lean', score: null, atLeast: 2, atMost: 2 }],
    )
  })

  it('S13 lets a gate without a score not cap, whatever the reason, and lists it once', () => {
    const caps = [gates(1, 'lean', 'data', 'flow'), leanFirst('ignore')]
    const sme = sectionsAt({ lean: 4, data: 4, flow: 4, green: 4 }, { caps })
      .dontKnow('lean-item')
      .notApplicable('data-item')
    expect(sme.scores().cap).toEqual({ indexLevel: 4, level: 4, causes: [], missing: ['lean', 'data'] })
  })

  it('S13 gives no level without an index, and still lists the missing gates', () => {
    const sme = assess(
      aQuestionnaire({ missing: { minAnsweredShare: 1 }, caps: [gates(1, 'lean', 'data')] }),
    ).answerAll(4, 'data')
    expect(sme.scores().cap).toEqual({ indexLevel: null, level: null, causes: [], missing: ['lean'] })
  })

  it.each([
    ['lead', 2],
    ['people', 2],
    ['data', 2],
    ['lean', 2],
    ['flow', 2],
    ['market', 3],
    ['mach', 3],
    ['green', 3],
    ['learn', 3],
    ['invest', 3],
  ])('S13 the readiness section %s at 1, all else at 4, leaves level %d', (id, level) => {
    const { cap } = firm(4, { [id]: 1 }).scores()
    expect(cap.indexLevel).toBeGreaterThanOrEqual(3)
    expect(cap.level).toBe(level === 2 ? 2 : cap.indexLevel)
    expect(cap.causes.every((cause) => cause.node === id)).toBe(true)
    expect(cap.causes.length > 0).toBe(level === 2)
  })
})

describe('S14 confidence and provisional', () => {
  const twenty = Array.from({ length: 20 }, (_, i) => `q${i}`)
  const filled = (
    answered: number,
    rest: (story: Story, ids: string[]) => Story,
    fields: Partial<Questionnaire> = {},
  ) => {
    const start = assess(flat(twenty, {}, fields))
    const story = twenty.slice(0, answered).reduce((sme, id) => sme.answer(id, '2'), start)
    return rest(story, twenty.slice(answered)).scores()
  }
  const unknown = (story: Story, ids: string[]) => story.dontKnow(...ids)
  const blank = (story: Story) => story

  it.each([
    [20, 'high'],
    [18, 'high'],
    [17, 'medium'],
    [15, 'medium'],
    [14, 'low'],
    [0, 'low'],
  ])('S14 with %d of 20 answered confidence is %s, be the rest blank or "don\'t know"', (answered, confidence) => {
    expect(filled(answered, blank).confidence).toBe(confidence)
    expect(filled(answered, unknown).confidence).toBe(confidence)
  })

  it('S14 takes the shares of the file, and more than its share of "don\'t know" is not high', () => {
    const confidence = { high: { answered: 0.7, dontKnow: 0.1 }, medium: { answered: 0.5 } }
    expect(filled(16, unknown, { confidence }).confidence).toBe('medium')
    expect(filled(16, blank, { confidence }).confidence).toBe('high')
    expect(filled(18, unknown, { confidence }).confidence).toBe('high')
    expect(filled(10, blank, { confidence }).confidence).toBe('medium')
    expect(filled(9, blank, { confidence }).confidence).toBe('low')
  })

  it('S14 counts among what applies', () => {
    expect(filled(10, (story, ids) => story.notApplicable(...ids)).confidence).toBe('high')
    expect(filled(0, (story, ids) => story.notApplicable(...ids)).confidence).toBe('low')
  })

  it('S14 is provisional while an applicable item is blank, not for a "don\'t know"', () => {
    expect(filled(19, blank).provisional).toBe(true)
    expect(filled(19, unknown).provisional).toBe(false)
    expect(filled(19, (story, ids) => story.notApplicable(...ids)).provisional).toBe(false)
  })

  it('S14 is provisional while a gate has no score', () => {
    const caps = [{ kind: 'minChildPlus' as const, of: ['lean'], plus: 1 }]
    const sme = assess(aQuestionnaire({ caps })).answerAll(2)
    expect(sme.scores().provisional).toBe(false)
    expect(sme.dontKnow('a', 'b', 'c').scores().provisional).toBe(true)
    expect(sme.dontKnow('d', 'e').scores().provisional).toBe(false)
  })

  it.each([
    [3, 'high'],
    [4, 'medium'],
    [9, 'medium'],
    [10, 'low'],
  ])('S14 %d "don\'t know" among the 38 of the readiness questionnaire: %s', (unknowns, confidence) => {
    const sme = firm(2).dontKnow(...itemsUnder(readiness).slice(0, unknowns))
    expect(sme.scores().confidence).toBe(confidence)
  })
})

describe('S15 bottleneck and strongest', () => {
  const bottleneck = { of: ['lean', 'data', 'flow', 'lead', 'green'], within: 0.25 }

  it('S15 names the lowest section and all within 0.25 of it, the lowest first', () => {
    const sme = sectionsAt({ lean: 1.25, data: 1, flow: 1.2500001, lead: 3, green: 1 }, { bottleneck })
    expect(sme.scores().bottleneck).toEqual(['data', 'green', 'lean'])
  })

  it('S15 is not misled by float noise, at its edge or among equals', () => {
    // 0.1 + 0.2 is 0.30000000000000004.
    const sme = sectionsAt({ lean: 0.1 + 0.2, data: 0.3, flow: 0.1 + 0.2 + 0.25, lead: 4, green: 4 }, { bottleneck })
    expect(sme.scores().bottleneck).toEqual(['lean', 'data', 'flow'])
  })

  it('S15 leaves out a section without a score, however low its range', () => {
    const sme = sectionsAt({ lean: 2, data: 1, flow: 3, lead: 3, green: 3 }, { bottleneck }).dontKnow('data-item')
    expect(sme.scores().bottleneck).toEqual(['lean'])
  })

  it('S15 names only what the file lists', () => {
    const sme = sectionsAt(
      { lean: 2, data: 0, flow: 4, lead: 3, green: 3 },
      { bottleneck: { of: ['lean', 'flow'], within: 0.25 } },
    )
    expect(sme.scores()).toMatchObject({ bottleneck: ['lean'], strongest: 'flow' })
  })

  it('S15 names the highest as the strongest, the first in the file among equals', () => {
    const sme = sectionsAt({ lean: 2, data: 3, flow: 3, lead: 1, green: 0 }, { bottleneck })
    expect(sme.scores().strongest).toBe('data')
  })

  it('S15 names nothing where nothing is assessed', () => {
    expect(assess(readiness).scores()).toMatchObject({ bottleneck: [], strongest: null })
  })

  it('S15 speaks of the ten sections of the readiness questionnaire, not of its themes', () => {
    expect(firm(3, { mach: 1, lean: 4 }).scores()).toMatchObject({ bottleneck: ['mach'], strongest: 'lean' })
  })
})

describe('S16 numbers', () => {
  it.each([
    [1.005, 2, 1.01],
    [2.5, 0, 3],
    [0.5, 0, 1],
    [-0.5, 0, 0],
    [-1.5, 0, -1],
    [1.674999, 2, 1.67],
    [1.675, 2, 1.68],
    [1.675 - 5e-10, 2, 1.68],
    [1.675 - 5e-9, 2, 1.67],
    [0.1 + 0.2, 1, 0.3],
    [3.996, 2, 4],
    [0.05, 1, 0.1],
    [4, 2, 4],
  ])('S16 shows %d with %d decimals as %d: half up, after adding 1e-9', (value, decimals, shown) => {
    expect(roundHalfUp(value, decimals)).toBeCloseTo(shown, 12)
  })

  it('S16 keeps full precision: thirds are not rounded on the way up', () => {
    const sme = assess(aQuestionnaire()).answer('a', '1').answer('b', '0').answer('c', '0').answerAll(0, 'data')
    expect(sme.node('lean').score).toBe(1 / 3)
    expect(sme.node('index').score).toBe(1 / 6)
  })
})

describe('S17 lenses', () => {
  it('S17 the blocks weigh 40, 44 and 16', () => {
    const parts = firm(2).lens('blocks').parts
    expect(parts.map(({ id, weight }) => [id, weight])).toEqual([
      ['o', 40],
      ['p', 44],
      ['t', 16],
    ])
  })

  it('S17 the blocks come to the index when everything is answered', () => {
    const sme = mixedFirm()
    expect(sme.lens('blocks').score).toBeCloseTo(scoreOf(sme.node('index')), 12)
    expect(new Set(SECTIONS.map((id) => sme.node(id).score)).size).toBeGreaterThan(4)
  })

  it('S17 the pillars are rolled up 0.175 / 0.30 / 0.175 / 0.175 / 0.175 from the sections with their weights', () => {
    const sme = mixedFirm()
    const at = (id: string) => scoreOf(sme.node(id))
    const pillars = {
      mo: (12 * at('lead') + 5 * at('invest')) / 17,
      ob: at('people'),
      pl: (10 * at('market') + 5 * at('learn')) / 15,
      tech: (12 * at('data') + 4 * at('mach')) / 16,
      op: (14 * at('lean') + 14 * at('flow') + 6 * at('green')) / 34,
    }
    for (const [id, score] of Object.entries(pillars)) expect(sme.lens('pillars', id).score).toBeCloseTo(score, 12)
    const { mo, ob, pl, tech, op } = pillars
    expect(sme.lens('pillars').score).toBeCloseTo(0.175 * (mo + pl + tech + op) + 0.3 * ob, 12)
    expect(sme.lens('pillars').score).not.toBeCloseTo(scoreOf(sme.node('index')), 3)
  })

  it('S17 the lean lens is the plain mean of its thirteen items', () => {
    const sme = mixedFirm()
    const { parts, score, aggregate } = sme.lens('lean-practices')
    const values = parts.map((part) => known(part.value, part.id))
    expect(values).toHaveLength(13)
    expect(aggregate).toBe('mean')
    expect(score).toBeCloseTo(values.reduce((total, value) => total + value, 0) / 13, 12)
  })

  it('S17 lens roots need 0.80, inner nodes and the lean lens two thirds', () => {
    const sme = firm(2)
    const asked = (lens: string, node?: string) => sme.lens(lens, node).needs.share
    expect([asked('blocks'), asked('pillars')]).toEqual([0.8, 0.8])
    expect([asked('blocks', 'o'), asked('pillars', 'op'), asked('lean-practices')]).toEqual([2 / 3, 2 / 3, 2 / 3])
  })

  it('S17 a block without technology stays above 0.80, one without organisation does not', () => {
    const without = (...ids: string[]) => firm(2).dontKnow(...ids.flatMap((id) => itemsUnder(readiness, id)))
    expect(without('data', 'mach').lens('blocks')).toMatchObject({ score: 2, share: 0.84 })
    expect(without('lead', 'people', 'learn', 'invest').lens('blocks')).toMatchObject({
      score: null,
      reason: 'not-assessed',
    })
  })

  it('S17 leaves the tree as it is: no lens node among its nodes, and none of its nodes in a lens', () => {
    const { nodes, lenses } = firm(2).scores()
    expect(Object.keys(nodes)).toHaveLength(1 + 8 + 10)
    expect(Object.keys(known(lenses['blocks'], 'blocks').nodes)).toEqual(
      expect.arrayContaining(['blocks-index', 'o', 'p', 't']),
    )
    expect(Object.keys(known(lenses['blocks'], 'blocks').nodes)).toHaveLength(4)
  })

  it('S17 caps no lens, and uses the same level table', () => {
    const sme = firm(4, { lean: 0 })
    expect(sme.node('index').level).toBe(1)
    expect(sme.lens('blocks').level).toBe(3)
    expect(sme.lens('lean-practices').level).toBe(2)
  })
})

describe('S18 trace', () => {
  const states = assess(
    aQuestionnaire({
      missing: { minAnsweredShare: 0.5, minAnswered: 1, blank: 'zero' },
      root: {
        children: [
          section('lean', ['a', { ref: 'b', weight: 2 }, 'c', 'd', 'e']),
          section('data', ['f', 'g'], { missing: { minAnswered: 2 } }),
          section('mach', ['h']),
        ],
      },
      questions: [choice('a'), choice('b', { visibleWhen: { item: 'a', atLeast: 1 } })],
    }),
  )
    .answer('a', '0')
    .answer('b', '3')
    .answer('c', '4')
    .dontKnow('d')
    .notApplicable('h')
    .dontKnow('g')

  it('S18 lists every part with weight, value, and why one was left out', () => {
    expect(states.node('lean').parts).toEqual([
      { id: 'a', kind: 'item', weight: 1, value: 0, counted: 0, why: null },
      { id: 'b', kind: 'item', weight: 2, value: null, counted: null, why: 'hidden' },
      { id: 'c', kind: 'item', weight: 1, value: 4, counted: 4, why: null },
      { id: 'd', kind: 'item', weight: 1, value: null, counted: null, why: 'dont-know' },
      { id: 'e', kind: 'item', weight: 1, value: 0, counted: 0, why: 'blank' },
    ])
  })

  it('S18 says of nodes too why they were left out', () => {
    expect(states.node('index').parts.map(({ id, kind, why }) => ({ id, kind, why }))).toEqual([
      { id: 'lean', kind: 'node', why: null },
      { id: 'data', kind: 'node', why: 'not-assessed' },
      { id: 'mach', kind: 'node', why: 'not-applicable' },
    ])
    expect(states.node('mach').parts).toEqual([
      { id: 'h', kind: 'item', weight: 1, value: null, counted: null, why: 'not-applicable' },
    ])
  })

  it('S18 names the rule, and what S7 found and asked for', () => {
    expect(states.node('lean')).toMatchObject({
      aggregate: 'weightedMean',
      share: 0.75,
      needs: { share: 0.5, items: 1 },
    })
    expect(states.node('data')).toMatchObject({ share: 0.5, needs: { share: 0.5, items: 2 }, reason: 'not-assessed' })
  })

  it("S18 gives the value on the item's scale and as it was counted", () => {
    const questionnaire = aQuestionnaire({
      root: { children: ['ticks'] },
      questions: [
        { id: 'ticks', type: 'multi', score: { kind: 'count', cap: 2 }, options: [{ id: 'x' }, { id: 'y' }] },
      ],
    })
    expect(assess(questionnaire).answer('ticks', ['x']).node('index').parts).toEqual([
      { id: 'ticks', kind: 'item', weight: 1, value: 1, counted: 2, why: null },
    ])
  })

  it('S18 lets every mean of the readiness questionnaire be worked out again from its parts', () => {
    const sme = mixedFirm().dontKnow('lead-owner', 'flow-wip').notApplicable('mach-data').skip('green-reuse')
    const { nodes, lenses } = sme.scores()
    const all = [nodes, ...Object.values(lenses).map((lens) => lens.nodes)].flatMap((part) => Object.values(part))
    for (const node of all) {
      const used = node.parts.filter((part) => part.counted !== null)
      const weight = used.reduce((total, part) => total + part.weight, 0)
      const total = used.reduce((all, part) => all + part.weight * known(part.counted, part.id), 0)
      expect(total / weight).toBeCloseTo(scoreOf(node), 12)
    }
  })
})

describe('S19 hints', () => {
  const rules = [
    {
      id: 'both',
      if: {
        all: [
          { node: 'data', atLeast: 2.5 },
          { item: 'a', below: 1 },
        ],
      },
    },
    {
      id: 'either',
      if: {
        any: [
          { node: 'data', atLeast: 2.5 },
          { item: 'a', below: 1 },
        ],
      },
    },
    {
      id: 'neither',
      if: {
        not: {
          any: [
            { node: 'data', atLeast: 2.5 },
            { item: 'a', below: 1 },
          ],
        },
      },
    },
  ]
  const sme = assess(aQuestionnaire({ rules, missing: { minAnsweredShare: 1 } }))

  it('S19 fires what is true', () => {
    expect(sme.answer('a', '0').answerAll(3, 'data').scores().hints).toEqual(['both', 'either'])
    expect(sme.answer('a', '2').answerAll(2, 'data').scores().hints).toEqual(['neither'])
  })

  it('S19 fires nothing that rests on something unknown', () => {
    expect(sme.scores().hints).toEqual([])
    expect(sme.answer('a', '0').answer('d', '4').scores().hints).toEqual(['either'])
    expect(sme.dontKnow('a').answerAll(3, 'data').scores().hints).toEqual(['either'])
    expect(sme.answer('a', '2').answer('d', '1').scores().hints).toEqual([])
    expect(sme.notApplicable('a').answerAll(2, 'data').scores().hints).toEqual([])
  })

  it('S19 changes no score', () => {
    const { rules: _rules, ...without } = aQuestionnaire({ rules, missing: { minAnsweredShare: 1 } })
    const contradictory = sme.answer('a', '0').answer('b', '1').answer('c', '2').answerAll(3, 'data')
    expect(contradictory.scores().hints).toHaveLength(2)
    expect(assess(without, contradictory.answers).scores()).toEqual({ ...contradictory.scores(), hints: [] })
  })

  it.each((readiness.rules ?? []).map((rule) => [rule.id]))(
    'S19 the readiness rule %s fires at its edge and not beside it',
    (id) => {
      const rule = known(readiness.rules?.find((candidate) => candidate.id === id)?.if, id)
      const parts = 'all' in rule ? rule.all : []
      expect(parts).toHaveLength(2)
      // Everything at 2 fires none of them; then each side is put at its edge.
      const start = firm(2)
      expect(start.scores().hints).toEqual([])
      const edges = parts.map((part): [string, number, number] => {
        if ('item' in part && part.below !== undefined) return [part.item, part.below - 1, part.below]
        if ('item' in part && part.atLeast !== undefined) return [part.item, part.atLeast, part.atLeast - 1]
        if ('node' in part && part.atLeast !== undefined) return [part.node, 4, Math.floor(part.atLeast)]
        throw new Error(`An unforeseen condition in ${id}`)
      })
      const set = (story: Story, target: string, score: number) =>
        SECTIONS.includes(target)
          ? story.answerAll(score, target)
          : story.answer(target, optionWorth(readiness, target, score))
      // A node first: an item of its own may be the other side.
      const ordered = [...edges].sort((a, b) => Number(SECTIONS.includes(b[0])) - Number(SECTIONS.includes(a[0])))
      const fired = ordered.reduce((story, [target, on]) => set(story, target, on), start)
      expect(fired.scores().hints).toContain(id)
      for (const [beside] of ordered) {
        const off = ordered.reduce(
          (story, [target, on, not]) => set(story, target, target === beside ? not : on),
          start,
        )
        expect(off.scores().hints).not.toContain(id)
      }
    },
  )

  it('S19 the readiness questionnaire knows at least eight contradictions', () => {
    expect(known(readiness.rules, 'rules').length).toBeGreaterThanOrEqual(8)
  })
})

describe('the quick check', () => {
  const lean = ['lean-5r', 'lean-standard-work']
  const at = (story: Story, id: string, score: number) => story.answer(id, optionWorth(quick, id, score))

  it.each(lean)('S13 the estimate is at most 2 when %s is below 2, and says why', (id) => {
    const all = assess(quick).answerAll(4)
    expect(all.scores().cap).toMatchObject({ indexLevel: 4, level: 4, causes: [] })
    expect(at(all, id, 1).scores().cap).toMatchObject({
      level: 2,
      causes: [{ kind: 'requires', node: id, score: 1, atLeast: 2, atMost: 2 }],
    })
    expect(at(all, id, 2).scores().cap).toMatchObject({ causes: [] })
  })

  it('S13 names both lean items when both are low', () => {
    const low = lean.reduce((story, id) => at(story, id, 0), assess(quick).answerAll(4))
    expect(low.scores().cap.causes.map((cause) => cause.node)).toEqual(lean)
  })

  it('S13 a lean item without a value does not cap, and is listed', () => {
    const unknown = assess(quick)
      .answerAll(4)
      .dontKnow(...lean)
    expect(unknown.scores().cap).toEqual({ indexLevel: 4, level: 4, causes: [], missing: lean })
    expect(assess(quick).answerAll(4).skip('lean-5r').scores().cap).toMatchObject({ level: 4, missing: ['lean-5r'] })
  })

  it('S13 has no gates: a block at the bottom does not cap', () => {
    const sme = assess(quick).answerAll(4).answerAll(0, 'technology')
    expect(sme.scores().cap).toMatchObject({ indexLevel: 3, level: 3 })
  })

  it('S15 names blocks as bottleneck and strength', () => {
    const sme = assess(quick).answerAll(2).answerAll(1, 'technology').answerAll(3, 'org')
    expect(sme.scores()).toMatchObject({ bottleneck: ['technology'], strongest: 'org' })
  })

  it('S1 weighs every item 1 inside its block, and the blocks 40, 44 and 16', () => {
    const sme = assess(quick).answerAll(2)
    expect(sme.node('index').parts.map((part) => part.weight)).toEqual([40, 44, 16])
    for (const block of ['org', 'process', 'technology']) {
      expect(sme.node(block).parts.every((part) => part.weight === 1)).toBe(true)
    }
    const mixed = assess(quick).answerAll(1, 'org').answerAll(2, 'process').answerAll(4, 'technology')
    expect(mixed.node('index').score).toBeCloseTo(0.4 * 1 + 0.44 * 2 + 0.16 * 4, 12)
  })

  it('asks the sixteen items by the ids of the full questionnaire, with the same options', () => {
    expect(itemsUnder(quick)).toHaveLength(16)
    for (const id of itemsUnder(quick)) {
      const here = known(
        quick.questions.find((question) => question.id === id),
        id,
      )
      const there = known(
        readiness.questions.find((question) => question.id === id),
        id,
      )
      expect(here.options).toEqual(there.options)
    }
  })
})
