// Rules W7 and W10: a session file comes back as it was written, is refused with its place, and merges the same in any order.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../src/commands/load'
import { collected, isSameSession, mergedSession } from '../../src/core/collect'
import type { RoomResult } from '../../src/core/room'
import { readSession, referenceOf, type Session } from '../../src/core/session'
import { forMerging, readResult, readSessionFile, type SessionFile, writeSessionFile } from '../../src/core/sessionFile'
import { real } from '../support/assess'
import { realCatalogue } from '../support/real'
import { aResult, aSession, aSubmission, CONSENT, invitations } from '../support/rooms'
import { RUNS } from '../support/runs'
import { submissions } from '../support/submissions'

const HEAD = { app: '0.1.0', made: '2026-11-26T08:00:00.000Z' }
const ASSESSMENTS = ['a', 'b', 'c'].map((letter) => letter.repeat(20))

const sessions: fc.Arbitrary<Session> = invitations.map((invitation) => ({ ...aSession(), ...invitation }))
const files: fc.Arbitrary<SessionFile> = fc
  .tuple(sessions, fc.array(submissions(real('readiness'), realCatalogue().lists), { maxLength: 3 }), fc.boolean())
  .map(([session, all, locked]) => ({
    session,
    key: locked ? 'MIGHAgEA' : null,
    results: collected(
      all.map((submission) => ({
        ...aResult({ submission }),
        id: `${session.id}/${submission.assessment}`,
        session: session.id,
      })),
      [],
    ),
  }))

/** Reads a file that is no locked one. */
function read(text: string) {
  const found = readSessionFile(text)
  if (!found.ok) return found
  if (found.value.locked) throw new Error('locked')
  const { locked: _locked, ...value } = found.value
  return { ok: true as const, value }
}

describe('W10 a session file', () => {
  it('comes back as it was written, whatever order its results were in', () => {
    fc.assert(
      fc.property(files, (file) => {
        const text = writeSessionFile(file, HEAD)
        expect(read(text)).toEqual({ ok: true, value: file })
        expect(writeSessionFile({ ...file, results: [...file.results].reverse() }, HEAD)).toBe(text)
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    )
  })

  it('of the first version is let in', () => {
    const found = read(readFileSync(join(ROOT, 'tests/fixtures/sessions/session-1.json'), 'utf8'))
    expect(found).toMatchObject({ ok: true, value: { session: { title: 'Lokakarya Tegal' }, key: null } })
    expect(found.ok && found.value.results.map(({ way }) => way)).toEqual(['code', 'relay'])
  })

  it('is refused when it was damaged anywhere, or holds only what is valid', () => {
    const text = writeSessionFile({ session: aSession(), results: [aResult()], key: null }, HEAD)
    fc.assert(
      fc.property(
        fc.nat({ max: text.length }),
        fc.nat({ max: 3 }),
        fc.constantFrom('', '0', '"', '}', ',', 'x', '\u0000', ' '),
        (at, cut, put) => {
          const broken = readSessionFile(text.slice(0, at) + put + text.slice(at + cut))
          if (!broken.ok) {
            expect(broken.problems).toHaveLength(1)
            return
          }
          if (broken.value.locked) throw new Error('locked')
          const { session, results } = broken.value
          expect(readSession(session)).toEqual(session)
          for (const one of results) {
            expect(readResult(one)).toEqual(one)
            expect(one.session).toBe(session.id)
          }
          expect(read(writeSessionFile(broken.value, HEAD)).ok).toBe(true)
        },
      ),
      { numRuns: RUNS * 5 },
    )
    for (let length = 0; length < text.length - 2; length += 37)
      expect(readSessionFile(text.slice(0, length)).ok, `${length} characters`).toBe(false)
  })

  it('says the place of what is wrong, and whose app is older', () => {
    const text = writeSessionFile({ session: aSession(), results: [aResult()], key: null }, HEAD)
    const changed = (from: string, to: string) => {
      if (!text.includes(from)) throw new Error(from)
      const found = readSessionFile(text.replace(from, to))
      return found.ok ? null : found.problems[0]
    }
    const cases: [string, string, { code: string; path: string }][] = [
      ['"version":1', '"version":2', { code: 'too-new', path: 'version' }],
      ['"version":1', '"version":0', { code: 'broken', path: 'version' }],
      ['siap-session', 'siap-backup', { code: 'foreign', path: '' }],
      ['"minimum":5', '"minimum":4', { code: 'broken', path: 'session.minimum' }],
      ['"minimum":5', '"minimum":5,"more":1', { code: 'broken', path: 'session.more' }],
      ['"deleteBy":"2027-05-26"', '"deleteBy":"2028-05-26"', { code: 'broken', path: 'session.deleteBy' }],
      ['"way":"code"', '"way":"post"', { code: 'broken', path: 'results.0.way' }],
      ['"workshop":true', '"workshop":1', { code: 'broken', path: 'results.0.consent.workshop' }],
      ['"session":"abcdefghijkm"', '"session":"bbcdefghijkm"', { code: 'broken', path: 'results.0' }],
      ['"revision":1', '"revision":1e9', { code: 'broken', path: 'results.0.submission.revision' }],
      ['"reasons":{}', '"reasons":{"__proto__":"x"}', { code: 'broken', path: 'results.0' }],
    ]
    for (const [from, to, problem] of cases) expect(changed(from, to), to).toMatchObject(problem)
  })

  it('for adding up holds only what was agreed to, and names only if the session shows them', () => {
    const results = ASSESSMENTS.map((assessment, i) =>
      aResult({
        submission: aSubmission({ assessment, name: `CV ${i}` }),
        consent: { ...CONSENT, statistics: i > 0 },
      }),
    )
    const of = (names: boolean) => forMerging({ session: aSession({ names }), results })
    expect(of(true).results.map(({ submission }) => submission.name)).toEqual(['CV 1', 'CV 2'])
    expect(of(false).results.map(({ submission }) => submission.name)).toEqual(['', ''])
    expect(of(true).key).toBeNull()
  })
})

describe('W7 sessions from several places', () => {
  const results: fc.Arbitrary<RoomResult> = fc
    .record({
      assessment: fc.constantFrom(...ASSESSMENTS),
      revision: fc.integer({ min: 1, max: 3 }),
      name: fc.constantFrom('', 'CV Maju', '!'),
      statistics: fc.boolean(),
      received: fc.constantFrom('2026-11-26T03:00:00.000Z', '2026-11-26T03:05:00.000Z'),
      way: fc.constantFrom('code' as const, 'relay' as const),
    })
    .map(({ received, way, statistics, ...fields }) =>
      aResult({ submission: aSubmission(fields), consent: { ...CONSENT, statistics }, received, way }),
    )
  const places: fc.Arbitrary<SessionFile> = fc
    .record({
      deleted: fc.subarray(ASSESSMENTS.slice(0, 2).map(referenceOf)),
      changed: fc.constantFrom('2026-11-26T03:00:00.000Z', '2026-11-26T09:00:00.000Z'),
      all: fc.array(results, { maxLength: 4 }),
    })
    .map(({ deleted, changed, all }) => ({
      session: aSession({ deleted: [...deleted, ...deleted], changed }),
      results: collected(all, deleted),
      key: null,
    }))
  const merged = (one: SessionFile, other: SessionFile): SessionFile => {
    const session = mergedSession(one.session, other.session)
    return { session, results: collected([...one.results, ...other.results], session.deleted), key: null }
  }

  it('come to the same in any order and grouping, and a second time nothing changes', () => {
    fc.assert(
      fc.property(places, places, places, (a, b, c) => {
        const all = merged(merged(a, b), c)
        expect(merged(b, a)).toEqual(merged(a, b))
        expect(merged(a, merged(b, c))).toEqual(all)
        for (const one of [a, b, c, all]) expect(merged(all, one)).toEqual(all)
        expect(read(writeSessionFile(all, HEAD))).toEqual({ ok: true, value: all })
      }),
      { numRuns: RUNS },
    )
  })

  it('what was deleted in one of them does not come back from another', () => {
    fc.assert(
      fc.property(places, places, (a, b) => {
        const { session, results: kept } = merged(a, b)
        const references = kept.map(({ submission }) => referenceOf(submission.assessment))
        expect(session.deleted.filter((one) => references.includes(one))).toEqual([])
        // A file that still holds it is let in without it.
        const stale = writeSessionFile({ session, results: [...a.results, ...b.results], key: null }, HEAD)
        expect(read(stale)).toMatchObject({ value: { results: kept } })
      }),
      { numRuns: RUNS },
    )
  })

  it('are one session only when everything that people agreed to is the same', () => {
    const session = aSession()
    expect(isSameSession(session, aSession({ deleted: ['x'], changed: '2027-01-01T00:00:00.000Z' }))).toBe(true)
    for (const odd of [
      { minimum: 6 },
      { names: true },
      { publicKey: 'A' },
      { contact: 'lain' },
      { deleteBy: '2027-05-27' },
    ])
      expect(isSameSession(session, aSession(odd)), JSON.stringify(odd)).toBe(false)
  })
})
