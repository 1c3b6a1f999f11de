// A workshop in Tegal: its session, and what is handed in there.
import fc from 'fast-check'
import { toBase64Url } from '../../src/core/bytes'
import { resultId } from '../../src/core/collect'
import type { Consent, RoomResult } from '../../src/core/room'
import {
  headOf,
  type Invitation,
  latestDay,
  newConsent,
  newSession,
  PROFILE_FIELDS,
  publicKeyOf,
  type Session,
  writeHandIn,
} from '../../src/core/session'
import { codeText, readCodeText, type Submission } from '../../src/core/submission'
import { sealTo } from '../../src/platform/envelope'
import { real } from './assess'
import { golden } from './people'
import { realCatalogue } from './real'

/** Read once: that takes a while. */
const READINESS = real('readiness')
const { version: VERSION } = READINESS
const { lists: LISTS } = realCatalogue()
const PERSON = golden('readiness-1')

/** Looks like a key; no private one belongs to it. */
const PUBLIC_KEY = toBase64Url(Uint8Array.from({ length: 65 }, (_, i) => (i === 0 ? 4 : i)))

/** A pair of real keys that has never been anybody's, so that what is sealed to it can be opened in every run. */
export const KEY_PAIR = {
  publicKey: 'BK1IFyWSnoUQKJmW7YeJFGZgd3Fs9o0aSX30cjDyQ-DZh78lQ-5se2JSXnH3ocWBB9M-_o0r8jil-GAH4aUmoyI',
  secret:
    'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgnbp8rufeK/kWntgRm2BUCY8Zy3uNeqlVvTgGRRIo1k6hRANCAAStSBclkp6FECiZlu2HiRRmYHdxbPaNGkl99HIw8kPg2Ye/JUPubHtiUl5x96HFgQfTPv6NK/I4pfhgB+GlJqMi',
}

export function aSession(fields: Partial<Session> = {}): Session {
  return {
    ...newSession({
      id: 'abcdefghijkm',
      title: 'Lokakarya Tegal',
      place: 'Balai Desa Talang',
      day: '2026-11-26',
      questionnaire: 'readiness',
      version: VERSION,
      fields: ['sector', 'workers', 'province'],
      names: false,
      minimum: 5,
      controller: 'Dinas Perindustrian Kota Tegal',
      contact: '0283-351234',
      deleteBy: '2027-05-26',
      sentence: { id: '', en: '' },
      publicKey: PUBLIC_KEY,
      created: '2026-11-25T03:00:00.000Z',
    }),
    ...fields,
  }
}

export const CONSENT: Consent = {
  version: 1,
  language: 'id',
  given: '2026-11-26T03:00Z',
  workshop: true,
  statistics: true,
}

/** A finished round of a firm of Tegal. */
export function aSubmission(fields: Partial<Submission> = {}): Submission {
  const { answers, profile } = PERSON
  return {
    questionnaire: 'readiness',
    version: VERSION,
    assessment: 'abcdefghijkmnpqrstuv',
    firm: 'zyxwvutsrqpnmkjihgfe',
    name: 'CV Maju',
    round: 1,
    revision: 1,
    changed: '2026-11-22T05:00:00.000Z',
    finished: '2026-11-22T05:00:12.000Z',
    provisional: true,
    answers,
    reasons: {},
    profile,
    ...fields,
  }
}

export function aResult(fields: Partial<RoomResult> = {}): RoomResult {
  const session = aSession().id
  const submission = fields.submission ?? aSubmission()
  return {
    v: 1,
    id: resultId(session, submission.assessment),
    session,
    submission,
    way: 'code',
    consent: CONSENT,
    received: '2026-11-26T03:00:00.000Z',
    ...fields,
  }
}

const line = fc.string({ unit: 'grapheme-composite', maxLength: 8 })
const needed = line.map((text) => `a${text}`)
const days = fc.integer({ min: 0, max: 3000 }).map((n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10))

/** Any invitation, without the key of its questionnaire. */
export const invitations: fc.Arbitrary<Omit<Invitation, 'key'>> = fc
  .record({
    title: needed,
    place: line,
    day: days,
    longest: fc.boolean(),
    fields: fc.subarray([...PROFILE_FIELDS]),
    names: fc.boolean(),
    minimum: fc.integer({ min: 5, max: 50 }),
    controller: needed,
    contact: needed,
    sentence: fc.record({ id: line, en: line }, { noNullPrototype: true }),
    point: fc.uint8Array({ minLength: 64, maxLength: 64 }),
  })
  .map(({ point, longest, ...fields }) => {
    const { v: _v, deleted: _deleted, created: _created, changed: _changed, ...session } = aSession()
    return {
      ...session,
      ...fields,
      deleteBy: longest ? latestDay(fields.day) : fields.day,
      publicKey: toBase64Url(Uint8Array.of(4, ...point)),
    }
  })

/** What a phone in the room shows: a finished round of a firm of Tegal, sealed. */
export async function aCode(session: Session, fields: Partial<Submission> = {}, statistics = true): Promise<string> {
  const consent = newConsent('id', '2026-11-26T03:00:00.000Z', statistics)
  const content = writeHandIn({ submission: aSubmission(fields), consent }, READINESS, LISTS)
  return codeText('room', await sealTo(publicKeyOf(session), headOf(session.id), content))
}

/** The same code with one byte changed. */
export function tampered(code: string, at: number): string {
  return codeText(
    'room',
    bytesOf(code).map((byte, i) => (i === at ? byte ^ 1 : byte)),
  )
}

/** What a code of ours holds. */
export function bytesOf(code: string): Uint8Array {
  const read = readCodeText(code)
  if (!read.ok) throw new Error(code)
  return read.value.bytes
}
