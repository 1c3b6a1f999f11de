// Bringing together what was saved in two places: rules B1 to B4, and that order never matters.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bundle, canonical, EMPTY_BUNDLE, type Identified, withoutNames } from '../../src/core/backup'
import { planMerge } from '../../src/core/merge'
import { type Assessment, newAnswer, newAssessment, newFirm } from '../../src/core/records'
import { bundles } from '../support/anyBundle'
import { known } from '../support/assess'
import { aBundle, brought, inOrder } from '../support/bundles'
import { RUNS } from '../support/runs'

const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T00:00:00.000Z`

/** What bringing one bundle into another would do. */
function plan(bundle: Bundle, into: Bundle) {
  return planMerge(bundle, {
    record: (shelf, id) => (into[shelf] as readonly Identified[]).find((one) => one.id === id),
    answersOf: (assessment) => into.answers.filter((answer) => answer.assessment === assessment),
  })
}

/** A round of one firm, with answers to these questions, each saved on a day. */
function aRound(fields: Partial<Assessment>, answers: Record<string, [day: number, answer: string]> = {}): Bundle {
  const started = at(1)
  const round = newAssessment({ id: 'r', firm: 'f', questionnaire: 'tiny', version: '1.0.0', round: 1, started })
  return {
    ...EMPTY_BUNDLE,
    firms: [newFirm('f', 'CV Maju', started)],
    assessments: [{ ...round, ...fields }],
    answers: Object.entries(answers).map(([question, [day, answer]]) => ({
      ...newAnswer('r', question, at(day)),
      answer,
    })),
  }
}
const everyOne = (bundle: Bundle) => (Object.values(bundle) as (readonly Identified[])[]).flat()
const roundOf = (bundle: Bundle) => known(bundle.assessments[0], 'round')
const answersOf = (bundle: Bundle) =>
  Object.fromEntries(bundle.answers.map(({ question, answer }) => [question, answer]))

describe('B1 the later version stays', () => {
  it('whichever side it is on, record by record', () => {
    const mine = aRound({ changed: at(5) }, { a: [2, 'old'], b: [5, 'new'] })
    const theirs = aRound({ changed: at(4) }, { a: [4, 'new'], b: [3, 'old'], c: [4, 'only'] })
    for (const both of [brought(mine, theirs), brought(theirs, mine)]) {
      expect(answersOf(both)).toEqual({ a: 'new', b: 'new', c: 'only' })
      expect(roundOf(both).changed).toBe(at(5))
    }
  })

  it('a round that was finished is later than the same round before', () => {
    const before = aRound({ changed: at(3) }, { a: [3, '1'] })
    const finished = aRound({ changed: at(3), finished: at(4) }, { a: [3, '1'] })
    for (const both of [brought(before, finished), brought(finished, before)]) {
      expect(roundOf(both)).toEqual(roundOf(finished))
    }
  })

  it('of two from the same moment always the same one stays', () => {
    const one = aRound({}, { a: [2, '1'] })
    const other = aRound({}, { a: [2, '2'] })
    expect(brought(one, other)).toEqual(brought(other, one))
  })
})

describe('B2 nothing is lost', () => {
  it('what only one side has is there afterwards', () => {
    fc.assert(
      fc.property(bundles, bundles, (one, other) => {
        const both = brought(one, other)
        const ids = (bundle: Bundle) => everyOne(bundle).map(({ id }) => id)
        expect(new Set(ids(both))).toEqual(new Set([...ids(one), ...ids(other)]))
      }),
      { numRuns: RUNS },
    )
  })

  it('a version whose place is taken is set aside under a name of its own, the same one once', () => {
    const [old, newer] = [aRound({}, { a: [2, '1'] }), aRound({}, { a: [3, '2'] })]
    const [first] = plan(newer, old).superseded
    const [second] = plan(old, newer).superseded
    expect(first).toEqual(second)
    expect(first).toMatchObject({ shelf: 'answers', record: old.answers[0] })
    expect(known(first, 'first').id).toMatch(/^superseded\/answers\/r\/a\/\w{6,11}$/)
    const [third] = plan(aRound({}, { a: [1, '3'] }), newer).superseded
    expect(third?.id).not.toBe(first?.id)
  })

  it('every version of the other side that is not used is set aside', () => {
    fc.assert(
      fc.property(bundles, bundles, (bundle, into) => {
        const { superseded } = plan(bundle, into)
        const both = brought(bundle, into)
        const kept = new Set([...everyOne(both).map(canonical), ...superseded.map(({ record }) => canonical(record))])
        for (const record of [...everyOne(bundle), ...everyOne(into)]) {
          expect(kept.has(canonical(record))).toBe(true)
        }
      }),
      { numRuns: RUNS },
    )
  })
})

describe('B3 a name is never erased by a file without it', () => {
  const named = aBundle()
  const nameless = withoutNames(named)
  const nameOf = (bundle: Bundle) => bundle.firms.find(({ id }) => id === 'maju')?.name

  it('whatever comes first', () => {
    expect(nameOf(brought(nameless, named))).toBe('CV Maju')
    expect(nameOf(brought(named, nameless))).toBe('CV Maju')
  })

  it('even when the nameless version is later', () => {
    const later = { ...nameless, firms: nameless.firms.map((firm) => ({ ...firm, changed: at(30) })) }
    expect(nameOf(brought(later, named))).toBe('CV Maju')
    expect(nameOf(brought(named, later))).toBe('CV Maju')
  })

  it('and a name that was changed later takes the place of the older name', () => {
    const renamed = { ...named, firms: named.firms.map((firm) => ({ ...firm, name: 'CV Lain', changed: at(30) })) }
    expect(nameOf(brought(renamed, named))).toBe('CV Lain')
    expect(nameOf(brought(named, renamed))).toBe('CV Lain')
  })
})

describe('B4 a finished round that gets answers it was not finished with', () => {
  const finished = aRound({ changed: at(6), finished: at(5) }, { a: [2, '1'] })
  const withMore = aRound({ changed: at(3) }, { a: [2, '1'], b: [3, '2'] })

  it('is open again as its next revision, whichever side brings them, and remembers when it was finished', () => {
    for (const both of [brought(withMore, finished), brought(finished, withMore)]) {
      expect(roundOf(both)).toEqual({ ...roundOf(finished), finished: null, reopened: at(5), revision: 2 })
      expect(answersOf(both)).toEqual({ a: '1', b: '2' })
    }
  })

  it('is set aside as it was finished', () => {
    for (const { superseded } of [plan(withMore, finished), plan(finished, withMore)]) {
      expect(superseded.map(({ record }) => record)).toEqual(expect.arrayContaining([roundOf(finished)]))
    }
  })

  it('stays finished when nothing new comes: also with notes written after the end, and beside an older version', () => {
    const noted = aRound({ changed: at(7), finished: at(5) }, { a: [7, '1'] })
    expect(roundOf(brought(noted, EMPTY_BUNDLE))).toEqual(roundOf(noted))
    expect(roundOf(brought(noted, noted))).toEqual(roundOf(noted))
    expect(roundOf(brought(noted, finished))).toEqual(roundOf(noted))
    expect(roundOf(brought(finished, noted))).toEqual(roundOf(noted))
  })

  it('is not opened a second time by the same file, and stays finished when it was finished again', () => {
    const once = brought(withMore, finished)
    expect(brought(withMore, once)).toEqual(once)
    expect(brought(finished, once)).toEqual(once)
    const again = { ...once, assessments: [{ ...roundOf(once), finished: at(9) }] }
    for (const bundle of [withMore, finished, once]) expect(brought(bundle, again)).toEqual(inOrder(again))
  })
})

describe('merging', () => {
  const same = (one: Bundle, other: Bundle) => {
    expect(canonical(one)).toBe(canonical(other))
  }

  it('is idempotent: the same bundle changes nothing, and nothing is written', () => {
    fc.assert(
      fc.property(bundles, (bundle) => {
        same(brought(bundle, bundle), inOrder(bundle))
        expect(plan(bundle, bundle).write).toEqual([])
      }),
      { numRuns: RUNS },
    )
  })

  it('is done once: a second time changes nothing, and sets nothing new aside', () => {
    fc.assert(
      fc.property(bundles, bundles, (bundle, into) => {
        const first = plan(bundle, into)
        const once = brought(bundle, into)
        const second = plan(bundle, once)
        same(brought(bundle, once), once)
        expect(second.write).toEqual([])
        const ids = first.superseded.map(({ id }) => id)
        expect(second.superseded.filter(({ id }) => !ids.includes(id))).toEqual([])
      }),
      { numRuns: RUNS },
    )
  })

  it('is commutative', () => {
    fc.assert(
      fc.property(bundles, bundles, (one, other) => same(brought(one, other), brought(other, one))),
      { numRuns: RUNS },
    )
  })

  it('is associative', () => {
    fc.assert(
      fc.property(bundles, bundles, bundles, (a, b, c) => same(brought(a, brought(b, c)), brought(brought(a, b), c))),
      { numRuns: RUNS },
    )
  })

  it('says of every record how it stands: new, newer than here, already here', () => {
    const { standing } = plan(
      aRound({ changed: at(6) }, { a: [1, 'old'], b: [4, 'new'], c: [2, 'same'], d: [2, 'more'] }),
      aRound({ changed: at(6) }, { a: [2, 'new'], b: [3, 'old'], c: [2, 'same'] }),
    )
    expect(Object.fromEntries(standing.answers)).toEqual({
      'r/a': 'known',
      'r/b': 'newer',
      'r/c': 'known',
      'r/d': 'fresh',
    })
    expect(Object.fromEntries(standing.assessments)).toEqual({ r: 'known' })
    expect(Object.fromEntries(standing.firms)).toEqual({ f: 'known' })
    expect(standing.photos.size).toBe(0)
  })

  it('does not call newer what differs only in where somebody was', () => {
    for (const [one, other] of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const) {
      expect(plan(aRound({ position: one }), aRound({ position: other })).standing.assessments.get('r')).toBe('known')
    }
  })
})
