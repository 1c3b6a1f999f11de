// Before and after of the same firms in two sessions: sums that hold whatever the order, and that give no small rest away.
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { latest, latestBy } from '../../src/core/cohort'
import type { RoomResult } from '../../src/core/room'
import { changeBetween, earlierSessions, type RoomChange, type Side } from '../../src/core/roomChange'
import { firmInRoom } from '../../src/core/session'
import { aQuestionnaire, assess, real } from '../support/assess'
import { levelWith } from '../support/people'
import { realCatalogue } from '../support/real'
import { roomResult } from '../support/room'
import { aSession } from '../support/rooms'
import { RUNS } from '../support/runs'

vi.setConfig({ testTimeout: 10_000 + RUNS * 200 })
const { lists } = realCatalogue()
const readiness = real('readiness')

/** Small, so that many rooms are soon compared. */
const tiny = aQuestionnaire({ change: { root: 0.6, node: 1.2 } })
const TINY = [1, 2, 3].map((level) => assess(tiny).answerAll(level).answers)
const LEVELS = [1, 2, 3].map((level) => levelWith(level))
const SECTORS = ['fnb', 'metal']
const side = (results: readonly RoomResult[], minimum = 5, questionnaire = readiness): Side => ({
  questionnaire,
  results,
  minimum,
})
const tinySide = (results: readonly RoomResult[], minimum = 5) => side(results, minimum, tiny)
/** One firm's result in a session: its level, its sector. */
const handed = (
  session: string,
  firm: number,
  level: number,
  more: Parameters<typeof roomResult>[3] = {},
  sector = 'fnb',
) => roomResult(`${session}${firm}`, LEVELS[level - 1] ?? {}, { sector }, { firm: `f${firm}`, ...more })
const room = (session: string, levels: readonly number[], more: Parameters<typeof roomResult>[3] = {}) =>
  levels.map((level, firm) => handed(session, firm, level, more))

/** The firms that are in both sessions and agreed to be compared. */
function firmsIn(before: Side, after: Side): string[] {
  const [then, now] = [before, after].map(({ results }) => latestBy(results, ({ submission }) => submission.firm))
  return [...(now ?? [])].flatMap(([firm, { consent }]) =>
    consent.statistics && then?.get(firm)?.consent.statistics ? [firm] : [],
  )
}

function change(before: Side, after: Side): RoomChange {
  const found = changeBetween(before, after, lists)
  if (typeof found === 'string') throw new Error(found)
  return found
}
const index = ({ nodes }: RoomChange) => nodes[0]

/** Sessions of some of twelve firms, each at some level, some of them twice, not all of whom agreed. */
const sessions = (name: string) =>
  fc
    .array(
      fc.record({
        firm: fc.integer({ min: 0, max: 11 }),
        level: fc.integer({ min: 1, max: 3 }),
        sector: fc.constantFrom(...SECTORS),
        statistics: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
        minute: fc.integer({ min: 10, max: 59 }),
      }),
      { minLength: 8, maxLength: 20 },
    )
    .map((list) =>
      list.map(({ firm, level, sector, statistics, minute }, i) => {
        const changed = `2026-11-26T03:${minute}:00.000Z`
        const assessment = `${name}${String(i).padStart(2, '0')}`
        return roomResult(assessment, TINY[level - 1] ?? {}, { sector }, { firm: `f${firm}`, statistics, changed })
      }),
    )

describe('CO11 pairs', () => {
  it('are the firms that are in both sessions, each by its latest result, under whichever of its two names', () => {
    const before = [
      ...room('a', [1, 1, 1, 1, 1, 1]),
      // A second assessment, an hour later; the first one is not what the firm is compared by.
      roomResult('a-again', LEVELS[1] ?? {}, {}, { firm: 'f0', changed: '2026-11-26T04:00:00.000Z' }),
    ]
    const after = room('b', [2, 2, 2, 2, 1]).map((result, i) => ({
      ...result,
      submission: { ...result.submission, firm: firmInRoom(`f${i}`) },
    }))
    const found = change(side(before), side(after))
    expect(found.firms).toBe(5)
    expect(index(found)).toEqual({
      id: 'index',
      firms: 5,
      before: 1,
      after: 2,
      moved: { rose: 3, fell: 0, stayed: 2 },
    })
    expect(found.nodes.map(({ id }) => id)).toContain('people')
  })

  it('are shown from the higher minimum of the two on', () => {
    const [before, after] = [room('a', [1, 1, 1, 1, 1, 1]), room('b', [2, 2, 2, 2, 2, 2])]
    expect(change(side(before, 6), side(after)).firms).toBe(6)
    expect(changeBetween(side(before, 7), side(after), lists)).toBe('few')
    expect(changeBetween(side(before), side(after, 7), lists)).toBe('few')
    // No file lowers it below what the app allows.
    expect(changeBetween(side(before.slice(0, 4), 1), side(after, 1), lists)).toBe('few')
  })

  it('are firms that agreed both times to more than the workshop itself', () => {
    const [before, after] = [room('a', [1, 1, 1, 1, 1, 1]), room('b', [2, 2, 2, 2, 2, 2])]
    const declined = (results: RoomResult[], firm: number) =>
      results.map((one, i) => (i === firm ? { ...one, consent: { ...one.consent, statistics: false } } : one))
    expect(change(side(declined(before, 0)), side(declined(after, 0))).firms).toBe(5)
    expect(changeBetween(side(declined(before, 0)), side(declined(after, 1)), lists)).toBe('few')
  })

  it('need one questionnaire and major version, and take a minor one as the comparison of two rounds does', () => {
    const [before, after] = [room('a', [1, 1, 1, 1, 1]), room('b', [2, 2, 2, 2, 2])]
    const as = (version: string, id = 'readiness') => side(after, 5, { ...readiness, id, version })
    expect(changeBetween(side(before), as('99.0.0'), lists)).toBe('other-major')
    expect(changeBetween(side(before), as('1.0.0', 'other'), lists)).toBe('other-questionnaire')
    expect(index(change(side(before), as(readiness.version.replace(/\d+$/, '99'))))?.moved?.rose).toBe(5)
  })

  it('leave a part out for which too few are assessed both times', () => {
    const people = Object.keys(LEVELS[0] ?? {}).filter((id) => id.startsWith('people-'))
    const [before, after] = [room('a', [1, 1, 1, 1, 1]), room('b', [2, 2, 2, 2, 2])]
    const blank = after.map((result, i) =>
      i > 0
        ? result
        : {
            ...result,
            submission: {
              ...result.submission,
              answers: Object.fromEntries(
                Object.entries(result.submission.answers).filter(([id]) => !people.includes(id)),
              ),
            },
          },
    )
    expect(people.length).toBeGreaterThan(0)
    expect(change(side(before), side(after)).nodes.map(({ id }) => id)).toContain('people')
    expect(change(side(before), side(blank)).nodes.map(({ id }) => id)).not.toContain('people')
  })

  it('say nothing of rising and falling where the questionnaire names no threshold', () => {
    const { change: _change, ...plain } = readiness
    const [before, after] = [room('a', [1, 1, 1, 1, 1]), room('b', [2, 2, 2, 2, 2])]
    expect(index(change(side(before, 5, plain), side(after, 5, plain)))).toMatchObject({ before: 1, moved: null })
  })
})

describe('CO11 levels', () => {
  it('are counted before and after when everybody is in both', () => {
    const { levels } = change(side(room('a', [1, 1, 1, 2, 2])), side(room('b', [2, 2, 2, 2, 3])))
    expect([...(levels?.before ?? [])]).toEqual([
      [1, 3],
      [2, 2],
    ])
    expect([...(levels?.after ?? [])]).toEqual([
      [2, 4],
      [3, 1],
    ])
  })

  it.each([
    [0, true],
    [1, false],
    [4, false],
    [5, true],
  ])('are shown beside %s firms that are in one session only: %s', (others, shown) => {
    const both = [1, 1, 1, 1, 1, 1]
    const more = room('c', Array<number>(others).fill(2)).map((result, i) => ({
      ...result,
      submission: { ...result.submission, firm: `new${i}` },
    }))
    const [before, after] = [room('a', both), room('b', both)]
    expect(change(side(before), side([...after, ...more])).levels !== null).toBe(shown)
    expect(change(side([...before, ...more]), side(after)).levels !== null).toBe(shown)
  })

  it('are not shown when a group of the board has one firm more than those of it that are compared', () => {
    const firms = (session: string, sectors: readonly string[]) =>
      sectors.map((sector, i) => handed(session, i, 1, {}, sector))
    const compared = Array<string>(6).fill('fnb')
    const others = (sectors: string[]) =>
      firms('c', sectors).map((one, i) => ({ ...one, submission: { ...one.submission, firm: `n${i}` } }))
    const before = firms('a', compared)
    const metal = Array<string>(6).fill('metal')
    expect(change(side(before), side([...firms('b', compared), ...others(metal)])).levels).not.toBeNull()
    // The seventh firm of this sector would be the difference between two sums on the board.
    expect(change(side(before), side([...firms('b', compared), ...others([...metal, 'fnb'])])).levels).toBeNull()
  })

  it('are not shown when beside a comparison with an older session a single firm would be left', () => {
    // Twelve firms; six of them were in the older session, and one more in the newer one.
    const now = side(room('c', Array<number>(14).fill(2)))
    const older = side(room('a', Array<number>(6).fill(1)))
    const newer = (firms: number) => side(room('b', Array<number>(firms).fill(1)))
    const shown = (before: Side, earlier: Side[]) => {
      const found = changeBetween(before, now, lists, earlier)
      return typeof found !== 'string' && found.levels !== null
    }
    const [six, seven] = [newer(6), newer(7)]
    expect(shown(seven, [seven])).toBe(true)
    expect(shown(seven, [older, seven])).toBe(false)
    // What may be counted once is not taken back for a newer session.
    expect(shown(older, [older, seven])).toBe(true)
    expect(shown(six, [older, six])).toBe(true)
  })

  it('of several sessions never leave fewer than the minimum between them, so that one less the other tells of no few firms', () => {
    fc.assert(
      fc.property(sessions('a'), sessions('b'), sessions('c'), (one, other, own) => {
        const [older, newer, now] = [tinySide(one), tinySide(other), tinySide(own)]
        const [a, b] = [older, newer].map((before) => changeBetween(before, now, lists, [older, newer]))
        if (typeof a !== 'object' || typeof b !== 'object' || !a.levels || !b.levels) return
        const [first, second] = [firmsIn(older, now), firmsIn(newer, now)]
        const onlyIn = (some: string[], others: string[]) => some.filter((firm) => !others.includes(firm)).length
        const between = onlyIn(first, second) + onlyIn(second, first)
        expect(between === 0 || between >= 5, String(between)).toBe(true)
      }),
      { numRuns: RUNS },
    )
  })

  it('never leave fewer than the minimum beside the board, in either session', () => {
    fc.assert(
      fc.property(sessions('a'), sessions('b'), fc.integer({ min: 5, max: 7 }), (one, other, minimum) => {
        const found = changeBetween(tinySide(one, minimum), tinySide(other), lists)
        if (typeof found === 'string') return
        expect(found.firms).toBeGreaterThanOrEqual(minimum)
        for (const { firms, moved } of found.nodes) {
          expect(firms).toBeGreaterThanOrEqual(minimum)
          expect((moved?.rose ?? 0) + (moved?.fell ?? 0) + (moved?.stayed ?? 0)).toBe(firms)
        }
        if (!found.levels) return
        for (const results of [one, other]) {
          const rest = latest(results).length - found.firms
          expect(rest === 0 || rest >= minimum).toBe(true)
        }
        for (const counts of Object.values(found.levels)) {
          expect([...counts.values()].reduce((sum, firms) => sum + firms, 0)).toBe(found.firms)
        }
      }),
      { numRuns: RUNS },
    )
  })
})

describe('CO11 any two sessions', () => {
  const runs = { numRuns: Math.ceil(RUNS / 3) }

  it('give the same in any order, and however often a result was read', () => {
    fc.assert(
      fc.property(
        sessions('a').chain((one) =>
          fc.tuple(fc.constant(one), fc.shuffledSubarray([...one, ...one], { minLength: 2 * one.length })),
        ),
        sessions('b').chain((one) =>
          fc.tuple(fc.constant(one), fc.shuffledSubarray([...one, ...one], { minLength: 2 * one.length })),
        ),
        ([before, otherBefore], [after, otherAfter]) => {
          expect(changeBetween(tinySide(otherBefore), tinySide(otherAfter), lists)).toEqual(
            changeBetween(tinySide(before), tinySide(after), lists),
          )
        },
      ),
      runs,
    )
  })

  it('the other way round, what rose fell; and against itself nobody does either', () => {
    fc.assert(
      fc.property(sessions('a'), sessions('b'), (one, other) => {
        const [there, back] = [
          changeBetween(tinySide(one), tinySide(other), lists),
          changeBetween(tinySide(other), tinySide(one), lists),
        ]
        if (typeof there === 'string' || typeof back === 'string') expect(back).toBe(there)
        else {
          expect(back).toEqual({
            firms: there.firms,
            nodes: there.nodes.map(({ before, after, moved, ...node }) => ({
              ...node,
              before: after,
              after: before,
              moved: moved && { ...moved, rose: moved.fell, fell: moved.rose },
            })),
            levels: there.levels && { before: there.levels.after, after: there.levels.before },
          })
        }
        const itself = changeBetween(tinySide(one), tinySide(one), lists)
        if (typeof itself === 'string') return
        for (const { before, after, firms, moved } of itself.nodes) {
          expect([after, moved]).toEqual([before, { rose: 0, fell: 0, stayed: firms }])
        }
        if (itself.levels) expect(itself.levels.after).toEqual(itself.levels.before)
      }),
      runs,
    )
  })
})

describe('CO11 the sessions to compare with', () => {
  it('are earlier ones of the same questionnaire and major version, the newest first', () => {
    const own = aSession({ id: 'own', day: '2026-11-26' })
    const [old, older, sooner] = [
      aSession({ id: 'old', day: '2026-05-03' }),
      aSession({ id: 'older', day: '2025-11-26' }),
      aSession({ id: 'sooner', created: '2026-11-24T03:00:00.000Z' }),
    ]
    const others = [
      aSession({ id: 'later', day: '2026-11-27' }),
      aSession({ id: 'other', day: '2026-05-03', questionnaire: 'basics' }),
      aSession({ id: 'major', day: '2026-05-03', version: '99.0.0' }),
    ]
    expect(earlierSessions([older, own, ...others, old, sooner], own).map(({ id }) => id)).toEqual([
      'sooner',
      'old',
      'older',
    ])
  })
})
