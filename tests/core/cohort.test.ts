// What a room amounts to: adding up is exact in any order, and what is drawn is what one firm after the other would give.
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { Answers } from '../../src/core/answers'
import type { Profile } from '../../src/core/catalogue'
import {
  bins,
  type CohortSummary,
  dots,
  fitting,
  latest,
  levelRows,
  mergedSummaries,
  noSummary,
  ranked,
  reliabilities,
  spreadOf,
  starters,
  summaryOf as summaryOfResults,
  unknowns,
  weakest,
  withoutEach,
} from '../../src/core/cohort'
import { scorerOf } from '../../src/core/pass'
import { resultOf } from '../../src/core/result'
import type { RoomResult } from '../../src/core/room'
import { spectrumOf } from '../../src/core/spectrum'
import { aQuestionnaire, real } from '../support/assess'
import { answersTo } from '../support/generate'
import { levelWith } from '../support/people'
import { realCatalogue } from '../support/real'
import { RUNS } from '../support/runs'
import { profiles } from '../support/submissions'

vi.setConfig({ testTimeout: 10_000 + RUNS * 200 })
const { lists, programmes } = realCatalogue()
const readiness = real('readiness')
const scorer = scorerOf(readiness, programmes, lists)

interface Person {
  answers: Answers
  profile: Profile
}

function summaryOf(people: readonly Person[], by = scorer): CohortSummary {
  return summaryOfResults(
    by,
    lists,
    people.map((submission) => ({ session: 's', submission })),
  )
}
const person = fc.record({ answers: answersTo(readiness), profile: profiles(lists) })
const people = fc.array(person, { maxLength: 5 })
const counts = (...values: (number | null)[]) => spectrumOf(values)

describe('CO1 adding up', () => {
  it('gives exactly what summing up everything at once gives, in any order and grouping, and nobody adds nothing', () => {
    fc.assert(
      fc.property(people, people, people, (one, two, three) => {
        const [a, b, c] = [summaryOf(one), summaryOf(two), summaryOf(three)]
        const all = summaryOf([...one, ...two, ...three])
        expect(mergedSummaries(mergedSummaries(a, b), c)).toEqual(all)
        expect(mergedSummaries(a, mergedSummaries(b, c))).toEqual(all)
        expect(mergedSummaries(c, mergedSummaries(b, a))).toEqual(all)
        expect(mergedSummaries(noSummary(scorer), all)).toEqual(all)
        expect(mergedSummaries(all, noSummary(scorer))).toEqual(all)
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    )
  })

  it('counts what the engine gives firm by firm', () => {
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 5 }), (room) => {
        const summary = summaryOf(room)
        const results = room.map(({ answers, profile }) => resultOf(readiness, programmes, lists, answers, profile))
        const index = results.map(({ scores }) => scores.nodes[scores.root]?.score ?? null)
        expect(summary.scores['index']).toEqual(counts(...index))
        expect(summary.levels).toEqual(new Map(countsOf(results.map(({ scores }) => scores.cap.level))))
        expect(summary.provisional).toBe(results.filter(({ scores }) => scores.provisional).length)
        const named = results.flatMap(({ recommendations }) => recommendations.programmes.map(({ id }) => id))
        expect(summary.programmes).toEqual(new Map(countsOf(named)))
        expect(ranked(summary.pains)).toEqual(
          ranked(new Map(countsOf(room.flatMap(({ profile }) => profile.pains ?? [])))),
        )
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    )
  })
})

function countsOf<T>(list: readonly T[]): [T, number][] {
  return [...new Set(list)].map((one) => [one, list.filter((other) => other === one).length])
}

describe('CO3 quartiles', () => {
  it('are of type 7, as QUARTILE.INC gives them, and what has no value is left out', () => {
    expect(spreadOf(counts(1, 2, 4, 7, 8, 9, 10, 12))).toMatchObject({ n: 8, low: 3.5, median: 7.5, high: 9.25 })
    expect(spreadOf(counts(3, null))).toEqual({ n: 1, mean: 3, low: 3, median: 3, high: 3 })
    expect(spreadOf(counts(null))).toBeNull()
  })

  it('are those of the sorted list', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.integer({ min: 0, max: 16 }).map((n) => n / 4),
          { minLength: 1 },
        ),
        (values) => {
          const sorted = [...values].sort((a, b) => a - b)
          const quantile = (share: number) => {
            const at = (sorted.length - 1) * share
            const [low = 0, high = 0] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]]
            return low + (high - low) * (at - Math.floor(at))
          }
          const spread = spreadOf(counts(...values))
          expect([spread?.low, spread?.median, spread?.high]).toEqual([quantile(0.25), quantile(0.5), quantile(0.75)])
        },
      ),
      { numRuns: RUNS },
    )
  })
})

describe('CO4 bins and dots', () => {
  it('hold a quarter of a point each; the upper end of the scale is in the last bin', () => {
    const found = bins(counts(0, 0.24, 0.25, 3.8, 4, null), { min: 0, max: 4 })
    expect(found).toHaveLength(16)
    expect([found[0], found[1], found[15]]).toEqual([2, 1, 2])
  })

  it('dots stand at the nearest quarter, so that no exact score is told', () => {
    expect(dots(counts(1.12, 1.125, 1.3, 2))).toEqual([
      { at: 1, firms: 1 },
      { at: 1.25, firms: 2 },
      { at: 2, firms: 1 },
    ])
  })
})

describe('CO5 CO6 what a room talks about', () => {
  const room = [
    ...Array.from({ length: 6 }, (): Person => ({ answers: levelWith(3, 'green'), profile: { pains: ['waiting'] } })),
    ...Array.from({ length: 4 }, (): Person => ({ answers: { ...levelWith(1), 'data-backup': 'dk' }, profile: {} })),
  ]
  const summary = summaryOf(room)

  it('names the weakest items among those that enough firms gave a value', () => {
    const rows = weakest(summary, readiness, 5)
    expect(rows).toHaveLength(38)
    expect(rows[0]?.item).toMatch(/^green-/)
    expect(rows[0]?.behind).toBe(4)
    expect(weakest(summary, readiness, 7).map(({ item }) => item)).not.toContain('data-backup')
  })

  it('names what is not known, and starts three talks from it', () => {
    expect(unknowns(summary)).toEqual([{ item: 'data-backup', firms: 4, of: 10 }])
    const found = starters(summary, readiness, ['lead', 'green'], 5)
    expect(found.map(({ key }) => key)).toEqual(['weak', 'apart', 'unknown'])
    expect(found[1]).toEqual({ key: 'apart', node: 'lead', low: 1, high: 3 })
    expect(starters(noSummary(scorer), readiness, ['lead'], 5)).toEqual([])
  })

  it('counts levels among those that have one', () => {
    const { rows, none } = levelRows(summaryOf([...room, { answers: {}, profile: {} }]), readiness.levels?.table ?? [])
    expect(none).toBe(1)
    expect(rows.map(({ firms }) => firms).reduce((a, b) => a + b)).toBe(10)
    expect(rows.map(({ share }) => share).reduce((a, b) => a + b)).toBeCloseTo(1)
  })

  it('says of each programme how many firms it fits, and for which gaps', () => {
    const rows = fitting(summary)
    expect(rows[0]?.firms).toBeGreaterThan(0)
    for (const { firms, gaps } of rows) expect(gaps.reduce((sum, gap) => sum + gap.firms, 0)).toBe(firms)
  })
})

describe('R2 R4 reliability of a room', () => {
  it('has alpha from ten complete answers on that differ, overall and by section', () => {
    const levels = [1, 2, 3, 4, 1, 2, 3, 4, 1, 2]
    const room = levels.map((level, i): Person => ({ answers: levelWith(level, i % 2 ? 'lead' : 'flow'), profile: {} }))
    const rows = reliabilities(summaryOf(room))
    expect(rows.map(({ node }) => node)).toEqual(expect.arrayContaining(['index', 'lead', 'flow']))
    expect(rows[0]).toMatchObject({ n: 10, k: 38 })
    expect(withoutEach(summaryOf(room).products['index'], scorer.items)).toHaveLength(38)
    expect(reliabilities(summaryOf(room.slice(1)))).toEqual([])
    expect(reliabilities(summaryOf(room.map(() => ({ answers: levelWith(2), profile: {} }))))).toEqual([])
  })

  it('takes whole numbers only, so that sums stay exact', () => {
    const shares = aQuestionnaire({
      root: { children: ['a', 'b'] },
      questions: ['a', 'b'].map((id) => ({
        id,
        type: 'multi' as const,
        score: { kind: 'share' as const },
        options: [{ id: 'x' }, { id: 'y' }, { id: 'z' }],
      })),
    })
    const by = scorerOf(shares, programmes, lists)
    const summary = summaryOf([{ answers: { a: ['x'], b: ['y'] }, profile: {} }], by)
    expect(summary.products['index']?.n).toBe(0)
  })
})

describe('CO9 each firm once', () => {
  const read = (assessment: string, revision: number, changed: string, session = 's'): RoomResult => ({
    v: 1,
    id: `${session}/${assessment}`,
    session,
    submission: {
      questionnaire: 'readiness',
      version: '1.0.0',
      assessment,
      firm: assessment,
      name: '',
      round: 1,
      revision,
      changed,
      finished: changed,
      provisional: false,
      answers: {},
      reasons: {},
      profile: {},
    },
    way: 'code',
    consent: { version: 1, language: 'id', given: changed, workshop: true, statistics: true },
    received: changed,
  })

  it('counts the latest version of an assessment, in whatever order and session it was read', () => {
    const old = read('a', 1, '2026-11-01T08:00:00Z')
    const news = read('a', 2, '2026-11-01T09:00:00Z', 't')
    const other = read('b', 1, '2026-11-01T07:00:00Z')
    fc.assert(
      fc.property(fc.shuffledSubarray([old, news, other, old, news], { minLength: 5 }), (results) => {
        expect(latest(results)).toEqual([news, other])
      }),
    )
  })
})
