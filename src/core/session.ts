// A workshop's session: what it is, how a phone is invited to it, and how a result is handed in (rules W1 to W7 of ./README.md).
import * as v from 'valibot'
import { bigEndian, crc32, fromBase64Url, fromBigEndian, toBase64Url, utf8 } from './bytes'
import type { Lists, Profile } from './catalogue'
import {
  LETTERS,
  putId,
  putLetters,
  putText,
  type Reader,
  reader,
  takeId,
  takeLetters,
  takeText,
  type Writer,
  writer,
} from './packing'
import type { Questionnaire } from './questionnaire'
import type { Problem, Read } from './read'
import { reader as doorOf, SHAPE, shape } from './records'
import type { Consent } from './room'
import { FORMAT, keyOf, putBody, type Submission, takeBody } from './submission'

/** What a session may ask about a firm. */
export const PROFILE_FIELDS = ['sector', 'workers', 'investment', 'province', 'goals', 'pains', 'makes'] as const
export type ProfileField = (typeof PROFILE_FIELDS)[number]

/** Letters of a session's id: 60 bits in 8 bytes. */
export const SESSION_ID = 12
/** The smallest group that is ever shown; a session may raise it to the largest, never lower it. */
export const SMALLEST_GROUP = 5
export const LARGEST_GROUP = 50
/** How long results may be kept after the day of the workshop. */
const MOST_MONTHS = 12
/** The longest texts of a session, in characters; its invitation must fit into a code. */
export const MOST_LINE = 60
export const MOST_SENTENCE = 160

const line = v.pipe(v.string(), v.maxLength(MOST_LINE, 'text'))
const needed = v.pipe(
  line,
  v.check((text) => text.trim() !== '', 'text'),
)
const sentence = v.pipe(v.string(), v.maxLength(MOST_SENTENCE, 'text'))
const day = v.pipe(v.string(), v.regex(/^20\d\d-\d\d-\d\d$/, 'day'), v.check(isDay, 'day'))

/** What a phone is told of a session; a facilitator's laptop keeps it with a little more. */
const entries = {
  /** 12 letters of our ids. */
  id: v.pipe(v.string(), v.regex(new RegExp(`^[${LETTERS}]{${SESSION_ID}}$`), 'id')),
  title: needed,
  place: line,
  /** The day of the workshop, `YYYY-MM-DD`. */
  day,
  questionnaire: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'id')),
  version: v.pipe(v.string(), v.regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/, 'version')),
  fields: v.pipe(
    v.array(v.picklist(PROFILE_FIELDS)),
    v.check((fields) => new Set(fields).size === fields.length, 'fields'),
  ),
  /** Whether the names of firms may be shown in the room. */
  names: v.boolean(),
  /** No group smaller than this is shown by itself. */
  minimum: v.pipe(
    v.number(),
    v.integer('number'),
    v.minValue(SMALLEST_GROUP, 'number'),
    v.maxValue(LARGEST_GROUP, 'number'),
  ),
  /** Who answers for the data, and how to reach them. */
  controller: needed,
  contact: needed,
  /** The last day on which results are kept. */
  deleteBy: day,
  /** Added to the two standard consents; '' when there is none. */
  sentence: v.strictObject({ id: sentence, en: sentence }),
  /** P-256, uncompressed: 65 bytes as base64url. Only the laptop has the private key. */
  publicKey: v.pipe(
    v.string(),
    v.check((text) => isPublicKey(fromBase64Url(text)), 'key'),
  ),
}

export const sessionSchema = v.pipe(
  v.object({
    v: shape,
    ...entries,
    /** Reference codes of what was deleted here: it does not come back by a file or a late code (rule W7). */
    deleted: v.array(v.string()),
    created: v.string(),
    changed: v.string(),
  }),
  v.check(({ day, deleteBy }) => isKeptLongEnough(day, deleteBy), 'deleteBy'),
)
export type Session = v.InferOutput<typeof sessionSchema>
export const readSession = doorOf(sessionSchema)

/** What a phone is told of a session, with the key of its questionnaire (rule X5). */
export type Invitation = Omit<Session, 'v' | 'deleted' | 'created' | 'changed'> & { key: number }
const invitationSchema = v.pipe(
  v.strictObject({ ...entries, key: v.number() }),
  v.check(({ day, deleteBy }) => isKeptLongEnough(day, deleteBy), 'deleteBy'),
)

/** A new session. Its key pair is made by the platform. */
export function newSession(fields: Omit<Session, 'v' | 'deleted' | 'changed'>): Session {
  return { v: SHAPE, deleted: [], changed: fields.created, ...fields }
}

/** The latest day to which results of a workshop on this day may be kept. */
export function latestDay(day: string): string {
  const date = new Date(`${day}T00:00:00.000Z`)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + MOST_MONTHS, date.getUTCDate()))
  // The 29th of February a year later is the 1st of March: one day too late.
  if (last.getUTCDate() !== date.getUTCDate()) last.setUTCDate(0)
  return last.toISOString().slice(0, 10)
}

function isKeptLongEnough(from: string, to: string): boolean {
  return to >= from && to <= latestDay(from)
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00.000Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text
}

/** The public key of a session as bytes. */
export function publicKeyOf({ publicKey }: Pick<Session, 'publicKey'>): Uint8Array {
  return fromBase64Url(publicKey) ?? new Uint8Array(0)
}

function isPublicKey(bytes: Uint8Array | null): boolean {
  return bytes?.length === 65 && bytes[0] === 4
}

/** Kinds of what travels, beside the transfer from phone to phone (rule X5). */
const HAND_IN = 2
const INVITATION = 3
export const BATCH = 4

const DAY_0 = Date.UTC(2025, 0, 1)
const MS_A_DAY = 86_400_000

/** The text of an invitation, for the address of the app: bytes as base64url (rule W2). */
export function writeInvitation(session: Omit<Invitation, 'key'>, key: number): string {
  const to = writer()
  putLetters(to, session.id)
  to.put(key, 2 ** 32)
  for (const byte of [...(fromBase64Url(session.publicKey) ?? [])].slice(1)) to.put(byte, 256)
  for (const one of [session.day, session.deleteBy]) to.put(Math.round((Date.parse(one) - DAY_0) / MS_A_DAY), 2 ** 16)
  for (const field of PROFILE_FIELDS) to.put(session.fields.includes(field) ? 1 : 0, 2)
  to.put(session.names ? 1 : 0, 2)
  to.put(session.minimum, LARGEST_GROUP + 1)
  for (const text of textsOf(session)) putText(to, text)
  const bytes = [FORMAT * 16 + INVITATION, ...to.bytes()]
  return toBase64Url(Uint8Array.from([...bytes, ...bigEndian(crc32(bytes), 4)]))
}

function textsOf({ questionnaire, version, title, place, controller, contact, sentence }: Omit<Invitation, 'key'>) {
  return [questionnaire, version, title, place, controller, contact, sentence.id, sentence.en]
}

/** Reads an invitation. Refused are damaged texts (`not-readable`) and newer formats (`too-new`). Never throws. */
export function readInvitation(text: string): Read<Invitation> {
  const bytes = text.length > 4000 ? null : fromBase64Url(text)
  if (!bytes) return DAMAGED
  const end = bytes.length - 4
  if (end < 2 || crc32(bytes.subarray(0, end)) !== fromBigEndian(bytes.subarray(end))) return DAMAGED
  if (bytes[0] !== FORMAT * 16 + INVITATION) return TOO_NEW
  const from = reader(bytes.subarray(1, end))
  const id = takeLetters(from, SESSION_ID)
  const key = from.take(2 ** 32)
  const publicKey = toBase64Url(Uint8Array.from([4, ...Array.from({ length: 64 }, () => from.take(256))]))
  const [day, deleteBy] = [dayOf(from), dayOf(from)]
  const fields = PROFILE_FIELDS.filter(() => from.take(2) === 1)
  const names = from.take(2) === 1
  const minimum = from.take(LARGEST_GROUP + 1)
  const [questionnaire, version, title, place, controller, contact, id_, en] = Array.from({ length: 8 }, () =>
    takeText(from),
  )
  if (!from.complete()) return DAMAGED
  const read = v.safeParse(invitationSchema, {
    id,
    key,
    publicKey,
    day,
    deleteBy,
    fields,
    names,
    minimum,
    questionnaire,
    version,
    title,
    place,
    controller,
    contact,
    sentence: { id: id_, en },
  })
  return read.success ? { ok: true, value: read.output } : DAMAGED
}

function dayOf(from: Reader): string {
  return new Date(DAY_0 + from.take(2 ** 16) * MS_A_DAY).toISOString().slice(0, 10)
}

/**
 * Whether this device can answer an invitation: `ready`, or who has to do something first. `app-older`: this app is older than the
 * session; `app-newer`: the laptop is; `differs`: the same version with other content; `unknown`: no such questionnaire here.
 */
export type Fit = 'ready' | 'app-older' | 'app-newer' | 'differs' | 'unknown'

export function fitOf(
  { questionnaire, version, key }: Pick<Invitation, 'questionnaire' | 'version' | 'key'>,
  known: readonly Questionnaire[],
  lists: Lists,
): Fit {
  const own = known.filter(({ id }) => id === questionnaire)
  if (own.some((one) => one.version === version && keyOf(one, lists) === key)) return 'ready'
  const newest = own
    .map((one) => one.version)
    .sort(byVersion)
    .pop()
  if (newest === undefined) return 'unknown'
  const order = byVersion(version, newest)
  return order > 0 ? 'app-older' : order < 0 ? 'app-newer' : 'differs'
}

function byVersion(one: string, other: string): number {
  const [a, b] = [one, other].map((text) => text.split('.').map(Number))
  const place = a?.findIndex((part, i) => part !== b?.[i]) ?? -1
  return place < 0 ? 0 : (a?.[place] ?? 0) - (b?.[place] ?? 0)
}

/** The profile a session asked for; nothing else leaves the phone. */
export function askedOf(profile: Profile, fields: readonly ProfileField[]): Profile {
  return Object.fromEntries(Object.entries(profile).filter(([field]) => (fields as readonly string[]).includes(field)))
}

/** Version of the two consent texts (decision 33); goes up when what they say changes. */
const CONSENT_VERSION = 1

export const consentSchema = v.strictObject({
  version: v.pipe(v.number(), v.integer('number'), v.minValue(1, 'number'), v.maxValue(999, 'number')),
  language: v.pipe(v.string(), v.regex(/^[a-z]{2,8}$/, 'language')),
  /** To the minute. */
  given: v.pipe(v.string(), v.regex(/^20\d\d-\d\d-\d\dT\d\d:\d\dZ$/, 'minute')),
  workshop: v.boolean(),
  statistics: v.boolean(),
})

/** A consent given now: the time is cut to the minute. */
export function newConsent(language: string, time: string, statistics: boolean): Consent {
  return { version: CONSENT_VERSION, language, given: minuteOf(Date.parse(time)), workshop: true, statistics }
}

function minuteOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16)}Z`
}

/** What is handed in: a result, and what its owner agreed to. */
export interface HandIn {
  submission: Submission
  consent: Consent
}

const LANGUAGES = ['id', 'en']
const MINUTES = 2 ** 26

function putConsent(to: Writer, { version, language, given, statistics }: Consent): void {
  to.put(version, 1000)
  to.put(1 + LANGUAGES.indexOf(language), 1 + LANGUAGES.length)
  if (!LANGUAGES.includes(language)) putText(to, language)
  to.put(Math.min(Math.max(Math.floor((Date.parse(given) - DAY_0) / 60_000), 0), MINUTES - 1), MINUTES)
  to.put(statistics ? 1 : 0, 2)
}

function takeConsent(from: Reader): Consent | null {
  const version = from.take(1000)
  const language = LANGUAGES[from.take(1 + LANGUAGES.length) - 1] ?? takeText(from)
  const given = minuteOf(DAY_0 + from.take(MINUTES) * 60_000)
  const consent = { version, language, given, workshop: true, statistics: from.take(2) === 1 }
  return v.is(consentSchema, consent) ? consent : null
}

/** Letters by which a firm is known in a room. */
const FIRM = 7

/** A firm's id in a room: seven letters that follow from it, enough to know it again in another session, and too few to be its id. */
export function firmInRoom(firm: string): string {
  if (new RegExp(`^[${LETTERS}]{${FIRM}}$`).test(firm)) return firm
  return lettersOf(crc32(utf8(firm)))
    .map((place) => LETTERS[place])
    .join('')
}

/** 32 bits as places of seven letters, the lowest first. */
function lettersOf(bits: number): number[] {
  return Array.from({ length: 7 }, (_, i) => Math.floor(bits / LETTERS.length ** i) % LETTERS.length)
}

/** What is sealed to the laptop: the key of the questionnaire, the packed result, the consent (rule W4). */
export function writeHandIn({ submission, consent }: HandIn, questionnaire: Questionnaire, lists: Lists): Uint8Array {
  const to = writer()
  putId(to, submission.assessment)
  putLetters(to, firmInRoom(submission.firm))
  putBody(to, submission, questionnaire, lists)
  putConsent(to, consent)
  return Uint8Array.from([...bigEndian(keyOf(questionnaire, lists), 4), ...to.bytes()])
}

/** Reads what was sealed. Refused: `unknown-id` for a questionnaire that is not known here, `not-readable` for anything odd. */
export function readHandIn(bytes: Uint8Array, questionnaires: readonly Questionnaire[], lists: Lists): Read<HandIn> {
  if (bytes.length < 5) return DAMAGED
  const key = fromBigEndian(bytes.subarray(0, 4))
  const questionnaire = questionnaires.find((one) => keyOf(one, lists) === key)
  if (!questionnaire) {
    return refused({ path: 'questionnaire', code: 'unknown-id', params: { id: key.toString(16) } })
  }
  const from = reader(bytes.subarray(4))
  const assessment = takeId(from)
  const firm = takeLetters(from, FIRM)
  const body = takeBody(from, questionnaire, lists)
  const consent = body && takeConsent(from)
  if (assessment === null || !body || !consent || !from.complete()) return DAMAGED
  const handIn = { submission: { ...body, assessment, firm }, consent }
  // The same content must be the same bytes, as with every code of ours.
  return String(writeHandIn(handIn, questionnaire, lists)) === String(bytes) ? { ok: true, value: handIn } : DAMAGED
}

/** Bytes of a P-256 point without the byte that says how it is written, and of the tag of AES-GCM. */
const POINT = 64
const TAG = 16

/** What stands before the sealed part of a hand-in code, besides the key made for it: format and kind, the session. */
export function headOf(session: string): Uint8Array {
  const to = writer()
  putLetters(to, session)
  return Uint8Array.from([FORMAT * 16 + HAND_IN, ...to.bytes()])
}
/** How long that is. */
export const HEAD = 9

/** For which session a hand-in code is. What is inside only its laptop can tell. Never throws. */
export function sessionOfCode(bytes: Uint8Array): Read<string> {
  const [first = 0] = bytes
  if (bytes.length <= HEAD) return DAMAGED
  if (first !== FORMAT * 16 + HAND_IN) return first >> 4 > FORMAT || (first & 15) > BATCH ? TOO_NEW : DAMAGED
  if (bytes.length <= HEAD + POINT + TAG) return DAMAGED
  const session = takeLetters(reader(bytes.subarray(1, HEAD)), SESSION_ID)
  // A number that no session has is damage.
  return String(headOf(session)) === String(bytes.subarray(0, HEAD)) ? { ok: true, value: session } : DAMAGED
}

const SPOKEN = LETTERS.toUpperCase()

/** The code by which an owner can have a result deleted: seven letters that follow from the assessment, one that checks them (rule W5). */
export function referenceOf(assessment: string): string {
  const places = lettersOf(crc32(utf8(assessment)))
  const letters = [...places, checkOf(places)].map((place) => SPOKEN[place]).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

/** A reference code as somebody says or types it; null when a letter is wrong, missing or too many. */
export function readReference(text: string): string | null {
  const places = [...text.toUpperCase().replace(/[\s-]/g, '')].map((letter) => SPOKEN.indexOf(letter))
  if (places.length !== 8 || places.includes(-1) || checkOf(places.slice(0, 7)) !== places[7]) return null
  const letters = places.map((place) => SPOKEN[place]).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

/** Odd weights, so that no single wrong letter passes. */
function checkOf(places: readonly number[]): number {
  return places.reduce((sum, place, i) => sum + (2 * i + 1) * place, 0) % SPOKEN.length
}

function refused(problem: Problem): { ok: false; problems: Problem[] } {
  return { ok: false, problems: [problem] }
}
const DAMAGED = refused({ path: '', code: 'not-readable', params: { reason: 'damaged' } })
const TOO_NEW = refused({ path: '', code: 'too-new' })
