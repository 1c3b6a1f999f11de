// Rules W1 to W7 and W9: a session, its invitation, and what is handed in; sealed with the real keys.
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { readBatch, writeBatch } from '../../src/core/batch'
import { fromBase64Url, toBase64Url } from '../../src/core/bytes'
import { collected, resultId, take } from '../../src/core/collect'
import { paperSections, readPaper } from '../../src/core/paper'
import type { RoomResult } from '../../src/core/room'
import {
  askedOf,
  firmInRoom,
  fitOf,
  HEAD,
  headOf,
  latestDay,
  newConsent,
  readHandIn,
  readInvitation,
  readReference,
  readSession,
  referenceOf,
  sessionOfCode,
  writeHandIn,
  writeInvitation,
} from '../../src/core/session'
import { codeText, keyOf, readCodeText } from '../../src/core/submission'
import { sealTo } from '../../src/platform/envelope'
import { newKeyPair, openSealed, openSecret } from '../../src/platform/keys'
import { known, real } from '../support/assess'
import { paperDigits } from '../support/paper'
import { golden } from '../support/people'
import { realCatalogue } from '../support/real'
import { aResult, aSession, aSubmission, CONSENT, invitations } from '../support/rooms'
import { RUNS } from '../support/runs'
import { content, everyQuestionnaire, longestAnswers, submissions } from '../support/submissions'

vi.setConfig({ testTimeout: 20_000 + RUNS * 100 })

const { lists } = realCatalogue()
const readiness = real('readiness')
const all = everyQuestionnaire().map(([, questionnaire]) => questionnaire)

describe('W1 a session', () => {
  it('is kept as it is, and refused with a smaller group, a longer time or without somebody who answers for it', () => {
    const session = aSession()
    expect(readSession(session)).toEqual(session)
    for (const odd of [
      { minimum: 4 },
      { minimum: 51 },
      { controller: ' ' },
      { contact: '' },
      { deleteBy: '2027-11-27' },
      { deleteBy: '2026-11-25' },
      { day: '2026-02-30' },
      { publicKey: toBase64Url(new Uint8Array(65)) },
      { id: 'abc' },
      { fields: ['sector', 'sector'] },
    ])
      expect(readSession({ ...session, ...odd }), JSON.stringify(odd)).toBeNull()
    expect(latestDay('2024-02-29')).toBe('2025-02-28')
    expect(latestDay('2026-11-26')).toBe('2027-11-26')
  })

  it('what it did not ask stays on the phone', () => {
    expect(askedOf({ sector: 'fnb', province: 'JT', goals: ['cost'] }, ['sector', 'pains'])).toEqual({ sector: 'fnb' })
  })
})

describe('W2 an invitation', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(invitations, fc.nat({ max: 2 ** 32 - 1 }), (session, key) => {
        const text = writeInvitation(session, key)
        expect(text).toMatch(/^[A-Za-z0-9_-]+$/)
        expect(readInvitation(text)).toEqual({ ok: true, value: { ...session, key } })
      }),
      { numRuns: RUNS },
    )
  })

  it('is refused when a letter is changed, missing or too many, and said to be newer when it is', () => {
    const text = writeInvitation(aSession(), 7)
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), fc.constantFrom(...'Aq9-_ %'), (at, letter) => {
        const broken = text.slice(0, at) + letter + text.slice(at + 1)
        expect(readInvitation(broken).ok).toBe(broken === text)
      }),
    )
    for (const cut of [text.slice(1), text.slice(0, -1), `${text}A`, '', 'A'.repeat(5_000_000)])
      expect(readInvitation(cut)).toMatchObject({ ok: false, problems: [{ code: 'not-readable' }] })
  })

  it('W3 tells who has to do something when the questionnaire is not the same here', () => {
    const pinned = { questionnaire: 'readiness', version: readiness.version, key: keyOf(readiness, lists) }
    const standing = (version: string, key = pinned.key) => fitOf({ ...pinned, version, key }, all, lists)
    expect(fitOf(pinned, all, lists)).toBe('ready')
    expect(standing('99.0.0')).toBe('app-older')
    expect(standing('0.0.1')).toBe('app-newer')
    expect(standing(pinned.version, 1)).toBe('differs')
    expect(fitOf({ ...pinned, questionnaire: 'other' }, all, lists)).toBe('unknown')
  })
})

describe('W4 what is handed in', () => {
  it.each(everyQuestionnaire())('comes back whole for every questionnaire (%s)', (_, questionnaire) => {
    fc.assert(
      fc.property(submissions(questionnaire, lists), fc.boolean(), (submission, statistics) => {
        const consent = newConsent('en', '2026-11-26T03:04:59.000Z', statistics)
        const bytes = writeHandIn({ submission, consent }, questionnaire, lists)
        const read = readHandIn(bytes, all, lists)
        if (!read.ok) throw new Error(JSON.stringify(read.problems))
        expect(read.value.consent).toEqual({ ...consent, given: '2026-11-26T03:04Z' })
        expect({ ...read.value.submission, answers: {}, profile: {} }).toEqual({
          ...submission,
          firm: firmInRoom(submission.firm),
          answers: {},
          profile: {},
        })
        expect(content(read.value.submission.answers)).toEqual(content(submission.answers))
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    )
  })

  it('takes at most 85 bytes packed and 180 sealed, with the longest profile, name and answers', async () => {
    const submission = aSubmission({
      name: 'Bengkel Las Haji Tegal 1',
      answers: longestAnswers(readiness),
      profile: { ...golden('readiness-1').profile, goals: lists.goals.slice(-3).map(({ id }) => id) },
      revision: 12,
    })
    const bytes = writeHandIn({ submission, consent: CONSENT }, readiness, lists)
    expect(bytes.length).toBeLessThanOrEqual(85)
    const { publicKey } = await newKeyPair()
    expect((await sealTo(publicKey, headOf(aSession().id), bytes)).length).toBeLessThanOrEqual(180)
  })

  it('of a questionnaire that is not known, or damaged, is refused with its reason', () => {
    const bytes = writeHandIn({ submission: aSubmission(), consent: CONSENT }, readiness, lists)
    expect(readHandIn(bytes, [real('quick')], lists)).toMatchObject({ problems: [{ code: 'unknown-id' }] })
    expect(readHandIn(Uint8Array.of(...bytes, 0), all, lists)).toMatchObject({ problems: [{ code: 'not-readable' }] })
    expect(readHandIn(bytes.slice(0, -1), all, lists).ok).toBe(false)
    expect(readHandIn(new Uint8Array(0), all, lists).ok).toBe(false)
  })
})

describe('W4 the seal', () => {
  const session = aSession().id
  const secretText = Uint8Array.from({ length: 80 }, (_, i) => i)

  it('is opened by its own key alone, also after it was handed over, and the code says which session it is for', async () => {
    const [mine, theirs] = [await newKeyPair(), await newKeyPair()]
    const code = await sealTo(mine.publicKey, headOf(session), secretText)
    expect(code.length).toBe(HEAD + 64 + 80 + 16)
    expect(sessionOfCode(code)).toEqual({ ok: true, value: session })
    expect(await openSealed(mine.privateKey, HEAD, code)).toEqual(secretText)
    expect(await openSealed(theirs.privateKey, HEAD, code)).toBeNull()
    expect(await openSealed(known(await openSecret(mine.secret, mine.publicKey), 'key'), HEAD, code)).toEqual(
      secretText,
    )
    expect(await openSecret('AAAA', mine.publicKey)).toBeNull()
    expect(await openSecret(mine.secret, theirs.publicKey)).toBeNull()
    expect(mine.privateKey.extractable).toBe(false)
    const text = codeText('room', code)
    expect(readCodeText(text)).toEqual({ ok: true, value: { holds: 'room', bytes: code } })
    // Sealed twice it is never the same.
    expect(await sealTo(mine.publicKey, headOf(session), secretText)).not.toEqual(code)
  })

  it('does not open when any byte was changed: format, session, key, content or tag', async () => {
    const mine = await newKeyPair()
    const code = await sealTo(mine.publicKey, headOf(session), secretText)
    for (let at = 0; at < code.length; at++) {
      const broken = Uint8Array.from(code)
      broken[at] = (broken[at] ?? 0) ^ 1
      expect(await openSealed(mine.privateKey, HEAD, broken), `byte ${at}`).toBeNull()
    }
    expect(await openSealed(mine.privateKey, HEAD, code.slice(0, 20))).toBeNull()
  })

  it('a code that is cut short is damaged, one of a newer format newer', () => {
    const code = new Uint8Array(180)
    expect(sessionOfCode(code)).toMatchObject({ problems: [{ code: 'not-readable' }] })
    code[0] = 0x22
    expect(sessionOfCode(code)).toMatchObject({ problems: [{ code: 'too-new' }] })
    code.set(headOf(session))
    expect(sessionOfCode(code)).toEqual({ ok: true, value: session })
    expect(sessionOfCode(code.slice(0, 89))).toMatchObject({ problems: [{ code: 'not-readable' }] })
    code.fill(255, 1, 9)
    expect(sessionOfCode(code)).toMatchObject({ problems: [{ code: 'not-readable' }] })
  })
})

describe('W5 the reference code', () => {
  it('is found again however it is said, and a wrong letter is noticed', () => {
    const code = referenceOf('abcdefghijkmnpqrstuv')
    expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/)
    expect(readReference(` ${code.toLowerCase().replace('-', ' ')} `)).toBe(code)
    for (let at = 0; at < code.length; at++) {
      if (code[at] === '-') continue
      const wrong = code.slice(0, at) + (code[at] === 'B' ? 'C' : 'B') + code.slice(at + 1)
      expect(readReference(wrong), wrong).toBeNull()
    }
    expect(readReference(code.slice(1))).toBeNull()
    expect(readReference('')).toBeNull()
  })
})

describe('W6 a batch', () => {
  it('gives back every code, and nothing when it was damaged', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 200 }), { maxLength: 70 }), (codes) => {
        const bytes = writeBatch(codes)
        expect(readBatch(bytes)).toEqual(codes.map((code) => Uint8Array.from(code)))
        const broken = Uint8Array.from(bytes)
        broken[bytes.length >> 1] = (broken[bytes.length >> 1] ?? 0) ^ 4
        expect(readBatch(broken)).toBeNull()
      }),
      { numRuns: RUNS },
    )
  })
})

describe('W7 taking results in', () => {
  const first = aResult()
  const later = (fields: Partial<RoomResult['submission']>, rest: Partial<RoomResult> = {}): RoomResult =>
    aResult({ ...rest, submission: aSubmission(fields) })

  it('counts, knows what it has, replaces by revision, and leaves an older one alone', () => {
    expect(take(null, first, [])).toEqual({ taken: 'counted', kept: first })
    expect(take(first, aResult({ received: '2026-11-26T09:00:00.000Z' }), [])).toEqual({
      taken: 'already',
      kept: first,
    })
    const second = later({ revision: 2, changed: '2026-11-22T04:00:00.000Z' })
    expect(take(first, second, [])).toEqual({ taken: 'replaced', kept: second })
    // An old revision shown again, whatever its clock says.
    expect(take(second, later({ changed: '2027-01-01T00:00:00.000Z' }), [])).toEqual({ taken: 'older', kept: second })
    const consent = { ...CONSENT, statistics: false, given: '2026-11-26T03:30Z' }
    expect(take(first, aResult({ consent }), []).taken).toBe('replaced')
    const gone = [referenceOf(first.submission.assessment)]
    expect(take(null, first, gone)).toEqual({ taken: 'deleted', kept: null })
  })

  it('comes to the same collection in any order and however often', () => {
    const results = fc.array(
      fc.record({
        assessment: fc.constantFrom('a', 'b', 'c'),
        revision: fc.integer({ min: 1, max: 3 }),
        changed: fc.constantFrom('2026-11-22T05:00:00.000Z', '2026-11-22T06:00:00.000Z'),
        name: fc.constantFrom('', 'CV Maju'),
        statistics: fc.boolean(),
        received: fc.constantFrom('2026-11-26T03:00:00.000Z', '2026-11-26T03:05:00.000Z'),
        way: fc.constantFrom('code' as const, 'picture' as const),
      }),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(
        results,
        fc.array(fc.nat(), { minLength: 24, maxLength: 24 }),
        fc.subarray(['a', 'b']),
        (list, places, gone) => {
          const deleted = gone.map(referenceOf)
          const made = list.map(({ way, received, statistics, ...fields }) =>
            aResult({
              id: resultId(aSession().id, fields.assessment),
              submission: aSubmission(fields),
              consent: { ...CONSENT, statistics },
              way,
              received,
            }),
          )
          const shuffled = [...made, ...made]
            .map((one, i) => ({ one, place: places[i] ?? 0 }))
            .sort((a, b) => a.place - b.place)
            .map(({ one }) => one)
          expect(collected(shuffled, deleted)).toEqual(collected(made, deleted))
          const half = collected(shuffled.slice(0, 7), deleted)
          expect(collected([...shuffled.slice(7), ...half], deleted)).toEqual(collected(made, deleted))
        },
      ),
      { numRuns: RUNS },
    )
  })
})

describe('W9 paper', () => {
  const [section] = paperSections(readiness)
  const lead = known(section, 'section')

  it('is keyed in with a digit for each question and one that checks them, and comes back the same', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        for (const one of paperSections(readiness)) {
          const answers = Object.fromEntries(
            one.questions.map(({ id, options = [], na }, i) => {
              const choices = [...options.map((option) => option.id), 'dk', ...(na ? ['na'] : [])]
              return [id, choices[(seed + i * 5) % choices.length] ?? 'dk']
            }),
          )
          const digits = paperDigits(one, answers)
          expect(digits).toHaveLength(one.questions.length + 1)
          expect(readPaper(one, digits.replace(/(..)/g, '$1 '))).toEqual({ ok: true, answers })
        }
      }),
      { numRuns: RUNS },
    )
    expect(readPaper(lead, '00000')).toEqual({ ok: true, answers: {} })
  })

  it('says what is wrong: too few, a digit that is no answer, digits that do not add up', () => {
    expect(lead.questions).toHaveLength(4)
    expect(readPaper(lead, '1234')).toEqual({ ok: false, problem: { code: 'length', expected: 5, found: 4 } })
    expect(readPaper(lead, '')).toEqual({ ok: false, problem: { code: 'length', expected: 5, found: 0 } })
    expect(readPaper(lead, '12890')).toEqual({ ok: false, problem: { code: 'digit', place: 3, digit: '8' } })
    expect(readPaper(lead, '1x340')).toEqual({ ok: false, problem: { code: 'digit', place: 2, digit: 'x' } })
    expect(readPaper(lead, '12341')).toEqual({ ok: false, problem: { code: 'check', expected: 0, found: 1 } })
    expect(readPaper(lead, '12340')).toMatchObject({ ok: true })
  })

  it('every item of the app’s own questionnaires can be keyed in', () => {
    for (const one of [readiness, real('quick')]) {
      const questions = one.questions.filter(({ score }) => score)
      expect(paperSections(one).flatMap((one) => one.questions)).toHaveLength(questions.length)
    }
  })
})

describe('base64url', () => {
  it('comes back, and is written in one way only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        const text = toBase64Url(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64url'))
        expect(fromBase64Url(text)).toEqual(Uint8Array.from(bytes))
      }),
    )
    for (const odd of ['A', 'AB', 'A=', 'A+/A', 'AAAAB']) expect(fromBase64Url(odd), odd).toBeNull()
  })
})
