// The session file: a session with its results outside the app, and the one door through which it comes back (rule W10 of ./README.md).
// The format is documented in ../../questionnaires/session.md.
import * as v from 'valibot'
import {
  type BackupProblemCode,
  base64,
  canonical,
  count,
  isOfSize,
  key,
  lockEntries,
  openJson,
  refused,
  refusedFor,
  stamp,
  version,
} from './backup'
import { profileSchema } from './catalogue'
import { collected } from './collect'
import type { Read } from './read'
import { answerSchema, shape } from './records'
import { type RoomResult, WAYS } from './room'
import { consentSchema, type Session, sessionSchema } from './session'

const FORMAT = 'siap-session'
const LOCKED_FORMAT = 'siap-session-locked'
/** Goes up when an older app could not read a file without losing something; older versions stay readable for ever. */
const VERSION = 1
const MOST_RESULTS = 20_000
/** Values inside one result; one of the main questionnaire has some 90. */
const MOST_INSIDE = 2_000

const idText = v.pipe(v.string(), v.minLength(1, 'id'), v.maxLength(200, 'id'))

const submissionSchema = v.strictObject({
  questionnaire: key,
  version,
  assessment: idText,
  firm: idText,
  name: v.pipe(v.string(), v.maxLength(200, 'text')),
  round: count,
  revision: count,
  changed: stamp,
  finished: v.nullable(stamp),
  provisional: v.boolean(),
  answers: v.record(key, v.nonOptional(answerSchema.entries.answer)),
  reasons: v.record(key, v.string()),
  profile: profileSchema,
})

/** A result as a session keeps it and as it travels. */
const resultSchema = v.pipe(
  v.strictObject({
    v: shape,
    id: v.string(),
    session: v.string(),
    submission: submissionSchema,
    way: v.picklist(WAYS),
    consent: consentSchema,
    received: stamp,
  }),
  v.check(({ id, session, submission }) => id === `${session}/${submission.assessment}`, 'id'),
)

/** A result as it lies somewhere; null when it is none. */
export function readResult(record: unknown): RoomResult | null {
  return isOfSize(record, MOST_INSIDE) && v.is(resultSchema, record) ? (record as RoomResult) : null
}

const openSchema = v.strictObject({
  $schema: v.optional(v.string()),
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  app: v.pipe(v.string(), v.maxLength(200, 'text')),
  made: stamp,
  session: v.strictObject({ ...sessionSchema.entries, created: stamp, changed: stamp }),
  /** The private key, PKCS #8 as base64: only inside a locked file, to hand a session over. */
  key: v.optional(v.pipe(base64, v.maxLength(400, 'base64'))),
  results: v.pipe(v.array(resultSchema), v.maxLength(MOST_RESULTS, 'too-many')),
})

const lockedSchema = v.strictObject({ format: v.literal(LOCKED_FORMAT), version: v.literal(VERSION), ...lockEntries })
export const sessionFileSchema = /* @__PURE__ */ v.variant('format', [openSchema, lockedSchema])
export type LockedSession = v.InferOutput<typeof lockedSchema>

/** What a session file holds. */
export interface SessionFile {
  session: Session
  results: readonly RoomResult[]
  /** Whoever has it can read what is handed in. */
  key: string | null
}

/** The text of a session file, one result a line, in the order of their ids. */
export function writeSessionFile({ session, results, key }: SessionFile, head: { app: string; made: string }): string {
  const parts = Object.entries({ format: FORMAT, version: VERSION, ...head, session, ...(key === null ? {} : { key }) })
  const lines = [...results].sort((a, b) => (a.id < b.id ? -1 : 1)).map(canonical)
  return `{\n${[
    ...parts.map(([name, value]) => `"${name}":${canonical(value)}`),
    `"results":[${lines.length > 0 ? `\n${lines.join(',\n')}\n` : ''}]`,
  ].join(',\n')}\n}\n`
}

/** The header of a locked session file that is made now. */
export function newLockedSession(lock: Pick<LockedSession, 'kdf' | 'cipher'>) {
  return { format: LOCKED_FORMAT, version: VERSION, ...lock } as const
}

/** What may be merged with other sessions: results whose owners agreed to further statistics (decision 33), with names only if the session shows them. */
export function forMerging({ session, results }: Omit<SessionFile, 'key'>): SessionFile {
  return {
    session,
    key: null,
    results: results
      .filter(({ consent }) => consent.statistics)
      .map((one) => (session.names ? one : { ...one, submission: { ...one.submission, name: '' } })),
  }
}

const BEGINNINGS = [`{"format":"${FORMAT}`]

/**
 * Reads a session file: the one door. Anything odd keeps all of it out, with the place. Of results that stand in it twice the later
 * one counts, and what its session says was deleted is left out. Never throws on bad input.
 */
export function readSessionFile(
  file: string,
): Read<({ locked: false } & SessionFile) | { locked: true; box: LockedSession }, BackupProblemCode> {
  const opened = openJson(file, BEGINNINGS)
  if (!opened.ok) return opened
  const found = opened.value
  const { format, version: written, results } = found
  if (format !== FORMAT && format !== LOCKED_FORMAT) return refused('foreign')
  if (typeof written === 'number' && written > VERSION) return refused('too-new', 'version')
  if (format === LOCKED_FORMAT) {
    const shaped = v.safeParse(lockedSchema, found, { abortEarly: true })
    return shaped.success ? { ok: true, value: { locked: true, box: shaped.output } } : refusedFor(shaped.issues[0])
  }
  // Sizes first: the checks of the shape are for records of an ordinary size.
  if (Array.isArray(results)) {
    if (results.length > MOST_RESULTS) return refused('too-many', 'results')
    const odd = results.findIndex((one) => !isOfSize(one, MOST_INSIDE))
    if (odd >= 0) return refused('broken', `results.${odd}`)
  }
  if (!isOfSize({ ...found, results: [] }, 50_000)) return refused('broken', 'session')
  const shaped = v.safeParse(openSchema, found, { abortEarly: true })
  if (!shaped.success) return refusedFor(shaped.issues[0])
  const { session, key = null } = shaped.output
  if (!v.is(sessionSchema, session)) return refused('broken', 'session.deleteBy')
  const all = shaped.output.results as RoomResult[]
  const strange = all.findIndex((one) => one.session !== session.id)
  if (strange >= 0) return refused('broken', `results.${strange}.session`)
  return { ok: true, value: { locked: false, session, key, results: collected(all, session.deleted) } }
}
