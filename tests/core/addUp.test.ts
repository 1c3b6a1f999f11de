// Files of many facilitators become one cohort: each firm once, in any order, and of whatever does not count it is said why.
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { addedUp, type Brought } from '../../src/core/addUp'
import type { Answers } from '../../src/core/answers'
import { latest, mergedSummaries, noSummary, summaryOf } from '../../src/core/cohort'
import { resultId } from '../../src/core/collect'
import { scorerOf } from '../../src/core/pass'
import type { Questionnaire } from '../../src/core/questionnaire'
import type { RoomResult } from '../../src/core/room'
import { referenceOf, type Session } from '../../src/core/session'
import { readSessionFile, writeSessionFile } from '../../src/core/sessionFile'
import { known, real } from '../support/assess'
import { levelWith } from '../support/people'
import { realCatalogue } from '../support/real'
import { aResult, aSession, aSubmission, CONSENT } from '../support/rooms'

vi.setConfig({ testTimeout: 30_000 })
const readiness = real('readiness')
const { lists, programmes } = realCatalogue()
const HEAD = { app: 'test', made: '2026-11-26T03:00:00.000Z' }

const sessionNumber = (n: number, fields: Partial<Session> = {}) =>
  aSession({ id: `session${String(n).padStart(5, '0')}`.replace(/[01lo]/g, 'x'), title: `Sesi ${n}`, ...fields })

function resultIn(session: Session, assessment: string, more: Partial<RoomResult['submission']> = {}): RoomResult {
  const submission = aSubmission({ assessment, firm: assessment, answers: levelWith(2), profile: {}, ...more })
  return aResult({ id: resultId(session.id, assessment), session: session.id, submission })
}

function brought(session: Session, results: readonly RoomResult[], name = `${session.id}.json`): Brought {
  const read = readSessionFile(writeSessionFile({ session, results, key: null }, HEAD))
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return { name, read }
}

const sectors = lists.sectors.map(({ id }) => id)

describe('CO10 adding up files', () => {
  it('of 50 facilitators and 3,000 firms gives the summary of all at once, in any order', () => {
    const rooms = Array.from({ length: 50 }, (_, n) => {
      const session = sessionNumber(n + 2)
      const firms = Array.from({ length: 60 }, (_, i) =>
        resultIn(session, `firm${n}x${i}`, {
          answers: levelWith(1 + ((n + i) % 4), i % 3 ? 'lean' : 'lead'),
          profile: { sector: sectors[(n * 7 + i) % sectors.length] ?? 'other' },
        }),
      )
      return brought(session, firms)
    })
    const scorer = scorerOf(readiness, programmes, lists)
    const parts = rooms.map(({ read }) =>
      read.ok && !read.value.locked ? summaryOf(scorer, lists, read.value.results) : noSummary(scorer),
    )
    const together = parts.reduce(mergedSummaries, noSummary(scorer))
    const found = addedUp(rooms, [readiness])
    expect(found.results).toHaveLength(3_000)
    expect(summaryOf(scorer, lists, found.results)).toEqual(together)
    const backwards = addedUp([...rooms].reverse(), [readiness])
    expect(backwards.results).toEqual(found.results)
    expect(backwards.sessions).toEqual(found.sessions)
  })

  it('counts an assessment once, its latest version, whichever file it came in', () => {
    const [one, two] = [sessionNumber(2), sessionNumber(3)]
    const old = resultIn(one, 'a', { revision: 1, changed: '2026-11-20T00:00:00.000Z' })
    const news = resultIn(two, 'a', { revision: 2, changed: '2026-11-21T00:00:00.000Z' })
    const files = [brought(one, [old, resultIn(one, 'b')]), brought(two, [news]), brought(one, [old], 'again.json')]
    fc.assert(
      fc.property(fc.shuffledSubarray(files, { minLength: 3 }), (order) => {
        const found = addedUp(order, [readiness])
        expect(found.results.map(({ id }) => id)).toEqual([news.id, resultId(one.id, 'b')])
        expect(found.results).toEqual(latest([old, news, resultIn(one, 'b')]))
        const left = found.files.flatMap((row) => row.left)
        expect(left.filter(({ why }) => why === 'twice').reduce((sum, { firms }) => sum + firms, 0)).toBe(2)
      }),
    )
  })

  it('takes only who agreed, honours what was deleted in any file or here, and has the highest minimum', () => {
    const one = sessionNumber(2, { minimum: 7 })
    const two = sessionNumber(3, { deleted: [referenceOf('gone')] })
    const refusing = { ...resultIn(one, 'no'), consent: { ...CONSENT, statistics: false } }
    const found = addedUp(
      [brought(one, [resultIn(one, 'gone'), resultIn(one, 'here'), refusing, resultIn(one, 'yes')]), brought(two, [])],
      [readiness],
      [referenceOf('here')],
    )
    expect(found.minimum).toBe(7)
    expect(found.results.map(({ submission }) => submission.assessment)).toEqual(['yes'])
    expect(known(found.files[0], 'file')).toMatchObject({
      counted: 1,
      left: [
        { why: 'not-agreed', firms: 1 },
        { why: 'deleted', firms: 2 },
      ],
    })
  })

  it('lists what is of another questionnaire or version, and reads another minor version where both ask alike', () => {
    const version = readiness.version
    const [major = '1', minor = '0'] = version.split('.')
    const newer: Questionnaire = {
      ...readiness,
      version: `${major}.${Number(minor) + 1}.0`,
      questions: readiness.questions.map((question) =>
        question.id === 'lean-5r'
          ? { ...question, options: (question.options ?? []).map((one) => ({ ...one, score: 4 - (one.score ?? 0) })) }
          : question,
      ),
    }
    const session = sessionNumber(2)
    const other = (assessment: string, fields: Partial<RoomResult['submission']>) =>
      resultIn(session, assessment, fields)
    const strange: Answers = { 'lean-5r': 'no-such-option' }
    const found = addedUp(
      [
        brought(session, [
          other('a', {}),
          other('b', { version: newer.version }),
          other('c', { version: `${Number(major) + 1}.0.0` }),
          other('d', { version: `${major}.99.0` }),
          other('e', { questionnaire: 'quick' }),
          other('f', { answers: strange }),
        ]),
      ],
      [readiness, newer],
    )
    expect(found.questionnaire?.version).toBe(newer.version)
    expect(found.results.map(({ submission }) => [submission.assessment, 'lean-5r' in submission.answers])).toEqual([
      ['a', false],
      ['b', true],
    ])
    expect(found.files[0]?.left).toEqual(
      ['other-questionnaire', 'other-major', 'unknown-version', 'unknown-answers'].map((why) => ({ why, firms: 1 })),
    )
  })

  it('lists a file that is refused with its place, and one that is locked', () => {
    const session = sessionNumber(2)
    const text = writeSessionFile({ session, results: [resultIn(session, 'a')], key: null }, HEAD)
    const refused = readSessionFile(text.replace('"round":1', '"round":0'))
    if (refused.ok) throw new Error('it was let in')
    const locked = { ok: true, value: { locked: true, box: {} } } as unknown as Brought['read']
    const found = addedUp(
      [
        { name: 'broken.json', read: refused },
        { name: 'locked.json', read: locked },
      ],
      [readiness],
    )
    expect(found.files).toMatchObject([
      { state: 'refused', problem: { code: 'broken', path: 'results.0.submission.round' } },
      { state: 'locked', problem: null },
    ])
    expect(found.results).toEqual([])
    expect(found.questionnaire).toBeNull()
  })
})
