// Rules that never act alone in the main questionnaire, each with a small file in which it does.
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadQuestionnaire, ROOT } from '../../src/commands/load'
import { type Answers, readAnswers } from '../../src/core/answers'
import type { Questionnaire } from '../../src/core/questionnaire'
import { type NodeScore, type Scores, scoreAnswers } from '../../src/core/scoring'
import { known, valid } from '../support/assess'

function fixture(name: string): Questionnaire {
  const loaded = loadQuestionnaire(join(ROOT, 'tests/fixtures/models/rules', name, 'questionnaire.yaml'))
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2))
  return loaded.value.questionnaire
}

/** Scores answers, given as scores 0 to 4 or the reserved words; what is not named is blank. */
function score(questionnaire: Questionnaire, said: Record<string, number | 'dk' | 'na'>): Scores {
  const answers: Answers = Object.fromEntries(
    Object.entries(said).map(([id, answer]) => [id, typeof answer === 'number' ? `s${answer}` : answer]),
  )
  const read = readAnswers(questionnaire, answers)
  if (!read.ok) throw new Error(JSON.stringify(read.problems, null, 2))
  return scoreAnswers(questionnaire, read.value)
}

function node(scores: Scores, id: string = scores.root): NodeScore {
  return known(scores.nodes[id], id)
}

describe('S7 at least min(2, applicable) items, alone', () => {
  // Weights 8, 1, 1: the heavy item alone is 8/10 of the weight, more than the 2/3 asked for.
  const twoAnswers = fixture('two-answers')

  it('does not assess a section on one answer, though it carries enough of the weight', () => {
    const section = node(score(twoAnswers, { heavy: 3 }), 'section')
    expect(section.share).toBeCloseTo(8 / 10, 12)
    expect(section.needs).toEqual({ share: 2 / 3, items: 2 })
    expect(section).toMatchObject({ score: null, reason: 'not-assessed', answered: 1, applicable: 3 })
    // Without the count the same answer is enough: nothing else stands in the way.
    const root = {
      ...twoAnswers.root,
      children: [{ id: 'section', children: [{ ref: 'heavy', weight: 8 }, 'light', 'slight'] }],
    }
    expect(node(score(valid({ ...twoAnswers, root }), { heavy: 3 }), 'section').score).toBe(3)
  })

  it('does not take "don\'t know" for an answer', () => {
    const section = node(score(twoAnswers, { heavy: 3, light: 'dk', slight: 'dk' }), 'section')
    expect(section).toMatchObject({ score: null, reason: 'not-assessed', answered: 1, applicable: 3 })
  })

  it('assesses it on two', () => {
    // (8 * 3 + 0) / 9
    const section = node(score(twoAnswers, { heavy: 3, light: 0 }), 'section')
    expect(section.score).toBeCloseTo(24 / 9, 12)
    expect(section.reason).toBeNull()
  })

  it('still asks for two where two are applicable', () => {
    const section = node(score(twoAnswers, { heavy: 3, slight: 'na' }), 'section')
    expect(section.share).toBeCloseTo(8 / 9, 12)
    expect(section).toMatchObject({ score: null, reason: 'not-assessed', answered: 1, applicable: 2 })
  })

  it('is content with one where only one is applicable', () => {
    const section = node(score(twoAnswers, { heavy: 'na', light: 'na', slight: 3 }), 'section')
    expect(section.needs.items).toBe(1)
    expect(section).toMatchObject({ score: 3, reason: null, answered: 1, applicable: 1 })
  })

  it('finds nothing to assess where none is applicable', () => {
    const scores = score(twoAnswers, { heavy: 'na', light: 'na', slight: 'na' })
    for (const id of ['section', 'index']) {
      expect(node(scores, id)).toMatchObject({ score: null, reason: 'not-applicable', low: null, high: null })
    }
  })
})

describe('S14 at most 10 % "don\'t know", alone', () => {
  // High asks for 80 % answered here, so that "don't know" is counted apart from blanks: ten items.
  const share = fixture('dont-know-share')
  const items = share.questions.map((question) => question.id)
  /** So many answered, "don't know" and "not applicable", in the order of the file; the rest blank. */
  const said = (answered: number, dontKnow: number, notApplicable = 0) =>
    Object.fromEntries(
      items
        .slice(0, answered + dontKnow + notApplicable)
        .map((id, i) => [id, i < answered ? 2 : i < answered + dontKnow ? 'dk' : 'na'] as const),
    )

  it.each([
    ['8 answered, 2 blank', said(8, 0), 'high'],
    ['8 answered, 1 "don\'t know" (just 10 %), 1 blank', said(8, 1), 'high'],
    ['8 answered, 2 "don\'t know" (20 %)', said(8, 2), 'medium'],
    ['9 answered, 1 "don\'t know"', said(9, 1), 'high'],
    // Of nine that apply: 1/9 is more than 10 %, and 8/9 answered is more than 80 %.
    ['8 answered, 1 "don\'t know", 1 not applicable', said(8, 1, 1), 'medium'],
    ['8 answered, 1 blank, 1 not applicable', { ...said(8, 0), [items[9] ?? '']: 'na' as const }, 'high'],
    ['7 answered, 3 blank', said(7, 0), 'low'],
  ])('is %s', (_, answers, confidence) => {
    expect(score(share, answers).confidence).toBe(confidence)
  })

  it('follows the numbers of the file', () => {
    const with20 = valid({
      ...share,
      confidence: { high: { answered: 0.8, dontKnow: 0.2 }, medium: { answered: 0.75 } },
    })
    expect(score(with20, said(8, 2)).confidence).toBe('high')
    // Without any numbers 90 % must be answered, and "don't know" never acts by itself.
    const { confidence: _own, ...usual } = share
    expect(score(valid(usual), said(8, 1)).confidence).toBe('medium')
    expect(score(valid(usual), said(9, 1)).confidence).toBe('high')
  })
})

describe('S13 a required section while it is assessed, alone', () => {
  // Weights 10, 9, 1. The lean section is no gate of "minimum plus one".
  const required = fixture('required-section')
  const rest = { 'people-one': 4, 'people-two': 4, 'data-one': 3, 'data-two': 3 }
  const lean = (...scores: [number, number, number, number]) => ({
    'lean-one': scores[0],
    'lean-two': scores[1],
    'lean-three': scores[2],
    'lean-four': scores[3],
  })

  it('holds a level of 3 down to 2 while the minimum would not', () => {
    const scores = score(required, { ...rest, ...lean(2, 2, 2, 1) })
    expect(node(scores, 'lean').score).toBe(7 / 4)
    // (10 * 4 + 9 * 3 + 7/4) / 20 = 68.75 / 20; the gates are at 4 and 3, so "plus one" allows 4.
    expect(node(scores).score).toBeCloseTo(68.75 / 20, 12)
    expect(scores.cap).toEqual({
      indexLevel: 3,
      level: 2,
      causes: [{ kind: 'requires', node: 'lean', score: 7 / 4, atLeast: 2, atMost: 2 }],
      missing: [],
    })
    expect(node(scores).level).toBe(2)
    expect(scores.provisional).toBe(false)
  })

  it('takes the rule away and the level is back', () => {
    const without = valid({ ...required, caps: required.caps?.filter((cap) => cap.kind !== 'requires') })
    expect(score(without, { ...rest, ...lean(2, 2, 2, 1) }).cap).toMatchObject({ indexLevel: 3, level: 3, causes: [] })
  })

  it('is content with exactly 2', () => {
    const scores = score(required, { ...rest, ...lean(2, 2, 2, 2) })
    expect(node(scores).score).toBeCloseTo(69 / 20, 12)
    expect(scores.cap).toEqual({ indexLevel: 3, level: 3, causes: [], missing: [] })
  })

  it('holds a level of 4 down to 2 as well', () => {
    const fours = { 'people-one': 4, 'people-two': 4, 'data-one': 4, 'data-two': 4 }
    // (10 * 4 + 9 * 4 + 3/2) / 20 = 77.5 / 20 = 3.875
    const scores = score(required, { ...fours, ...lean(2, 2, 1, 1) })
    expect(scores.cap).toMatchObject({ indexLevel: 4, level: 2, causes: [{ kind: 'requires', node: 'lean' }] })
  })

  it('says nothing where the level is not above 2', () => {
    const twos = { 'people-one': 2, 'people-two': 2, 'data-one': 3, 'data-two': 3 }
    // (10 * 2 + 9 * 3 + 1) / 20 = 48 / 20
    expect(score(required, { ...twos, ...lean(1, 1, 1, 1) }).cap).toEqual({
      indexLevel: 2,
      level: 2,
      causes: [],
      missing: [],
    })
  })

  it('caps without a score too, as the file says, and names what is missing', () => {
    // Lean blank: 19/20 of the weight is enough for an index of (40 + 27) / 19.
    const scores = score(required, rest)
    expect(node(scores).score).toBeCloseTo(67 / 19, 12)
    expect(scores.cap).toEqual({
      indexLevel: 3,
      level: 2,
      causes: [{ kind: 'requires', node: 'lean', score: null, atLeast: 2, atMost: 2 }],
      missing: ['lean'],
    })
    const ignoring = valid({
      ...required,
      caps: required.caps?.map((cap) => (cap.kind === 'requires' ? { ...cap, whenMissing: 'ignore' as const } : cap)),
    })
    expect(score(ignoring, rest).cap).toEqual({ indexLevel: 3, level: 3, causes: [], missing: ['lean'] })
  })

  it('names every cause that holds the level down', () => {
    // With weights 40, 9, 1 a data section at 1.5 (level 1, plus one is 2) leaves the index at 3.
    const heavy = valid({
      ...required,
      root: {
        ...required.root,
        children: required.root.children.map((child) =>
          typeof child === 'object' && 'id' in child && child.id === 'people' ? { ...child, weight: 40 } : child,
        ),
      },
    })
    // (40 * 4 + 9 * 1.5 + 1) / 50 = 3.49
    const scores = score(heavy, {
      'people-one': 4,
      'people-two': 4,
      'data-one': 2,
      'data-two': 1,
      ...lean(1, 1, 1, 1),
    })
    expect(node(scores).score).toBeCloseTo(3.49, 12)
    expect(scores.cap).toMatchObject({ indexLevel: 3, level: 2 })
    expect(scores.cap.causes.map(({ kind, node: id }) => [kind, id])).toEqual([
      ['minChildPlus', 'data'],
      ['requires', 'lean'],
    ])
  })
})
