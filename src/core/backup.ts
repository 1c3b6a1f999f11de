// The backup file: what a firm, or everything, looks like outside the app, and the one door through which it comes back in.
// The format is documented in ../../questionnaires/backup.md; bringing it together with what is there is merge.ts.
import * as v from 'valibot'
import { type Measure, measureSchema, type Photo, photoSchema } from './measures'
import { type PlanStep, stepId, stepSchema } from './plan'
import { readQuestionnaire } from './questionnaire'
import type { Problem, Read } from './read'
import {
  type AnswerRecord,
  type Assessment,
  answerId,
  answerSchema,
  assessmentSchema,
  type Firm,
  firmSchema,
  newFirm,
  questionnaireSchema,
  type StoredQuestionnaire,
} from './records'
import { nodesOf } from './tree'

/** Saved records by their shelf, as a backup holds them. */
export interface Bundle {
  firms: readonly Firm[]
  assessments: readonly Assessment[]
  answers: readonly AnswerRecord[]
  questionnaires: readonly StoredQuestionnaire[]
  steps: readonly PlanStep[]
  measures: readonly Measure[]
  photos: readonly Photo[]
}
export type BundleShelf = keyof Bundle
export const BUNDLE_SHELVES = [
  'firms',
  'assessments',
  'answers',
  'questionnaires',
  'steps',
  'measures',
  'photos',
] as const satisfies readonly BundleShelf[]

export const EMPTY_BUNDLE: Bundle = {
  firms: [],
  assessments: [],
  answers: [],
  questionnaires: [],
  steps: [],
  measures: [],
  photos: [],
}

export interface Identified {
  id: string
}

const FORMAT = 'siap-backup'
const LOCKED_FORMAT = 'siap-backup-locked'
/** Goes up when an older app could not read a file without losing something; older versions stay readable for ever. */
const VERSION = 1
/** The longest file that is read, in bytes. */
export const MOST_BYTES = 64 * 1024 * 1024

/** Why a file is not let in, the whole file or the place in it. `broken` is anything that is not as the app writes it. */
export type BackupProblemCode =
  | 'not-text'
  | 'too-large'
  | 'foreign'
  | 'incomplete'
  | 'too-new'
  | 'too-many'
  | 'too-deep'
  | 'broken'

// What a hostile file may try is kept within what real ones need, with room to spare.
const DEEPEST = 64
const MOST_VALUES = 3_000_000
const MOST: Record<BundleShelf, number> = {
  firms: 10_000,
  assessments: 20_000,
  answers: 400_000,
  questionnaires: 50,
  steps: 200_000,
  measures: 50_000,
  photos: 2_000,
}
/** Values inside one record; the main questionnaire has 3,900 besides its texts. */
const MOST_INSIDE: Record<BundleShelf, number> = {
  firms: 50,
  assessments: 5_000,
  answers: 1_000,
  questionnaires: 40_000,
  steps: 50,
  measures: 20_000,
  photos: 50,
}
const MOST_QUESTIONS = 500
const LONGEST_TEXT = 20_000
const LONGEST_NAME = 200
/** 120 kB as base64, and what stands before it. */
const LONGEST_IMAGE = Math.ceil((120 * 1024 * 4) / 3) + 30

/** The id of a record as it travels. */
export const key = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, 'key'),
  // A name that every object answers to.
  v.check((id) => !(id in {}), 'key'),
)
export const version = v.pipe(v.string(), v.regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/, 'version'))
/** A moment: ISO 8601 in UTC, with milliseconds. */
export const stamp = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'stamp'),
  v.check(isStamp, 'stamp'),
)
/** A day: `YYYY-MM-DD`. */
const day = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}$/, 'day'),
  v.check((text) => isStamp(`${text}T00:00:00.000Z`), 'day'),
)
export const count = v.pipe(v.number(), v.integer('number'), v.minValue(1, 'number'), v.maxValue(1_000_000, 'number'))

function isStamp(text: string): boolean {
  const date = new Date(text)
  return !Number.isNaN(date.getTime()) && date.toISOString() === text
}

/** The records as they travel: those of the shelves, with their ids, stamps and references held to their form. */
const records = {
  firms: v.object({
    ...firmSchema.entries,
    id: key,
    name: v.pipe(v.string(), v.maxLength(LONGEST_NAME, 'text')),
    created: stamp,
    changed: v.optional(stamp),
  }),
  assessments: v.object({
    ...assessmentSchema.entries,
    id: key,
    firm: key,
    questionnaire: key,
    version,
    round: count,
    revision: count,
    started: stamp,
    changed: stamp,
    finished: v.nullable(stamp),
    reopened: v.optional(stamp),
    position: v.optional(v.nullable(key), null),
  }),
  answers: v.pipe(
    v.object({ ...answerSchema.entries, assessment: key, question: key, saved: stamp }),
    v.check(({ id, assessment, question }) => id === answerId(assessment, question), 'id'),
  ),
  questionnaires: v.pipe(
    questionnaireSchema,
    v.check(({ id, structure }) => isSoundQuestionnaire(id, structure), 'questionnaire'),
  ),
  steps: v.pipe(
    v.object({ ...stepSchema.entries, firm: key, created: stamp, changed: stamp }),
    v.check(({ id, firm, origin }) => {
      const own = id.slice(firm.length + 1)
      return id === stepId(firm, origin, own) && (origin.kind !== 'own' || v.is(key, own))
    }, 'id'),
    v.check(({ due, done }) => [due, done].every((one) => one === null || v.is(day, one)), 'day'),
  ),
  measures: v.pipe(
    measureSchema,
    v.check(({ id, firm }) => v.is(key, id) && v.is(key, firm), 'key'),
    v.check(({ day: measured, changed }) => v.is(day, measured) && v.is(stamp, changed), 'stamp'),
  ),
  photos: v.object({
    ...photoSchema.entries,
    id: key,
    firm: key,
    image: v.pipe(
      v.string(),
      v.maxLength(LONGEST_IMAGE, 'image'),
      v.regex(
        /^data:image\/(jpeg;base64,\/9j\/|png;base64,iVBORw0KGgo|webp;base64,UklGR)[A-Za-z0-9+/]*={0,2}$/,
        'image',
      ),
    ),
  }),
} satisfies Record<BundleShelf, v.GenericSchema>

/** A backup that anybody can read. */
const backupSchema = v.strictObject({
  $schema: v.optional(v.string()),
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  app: v.pipe(v.string(), v.maxLength(LONGEST_NAME, 'text')),
  made: stamp,
  scope: v.picklist(['all', 'firm']),
  firms: v.pipe(v.array(records.firms), v.maxLength(MOST.firms, 'too-many')),
  assessments: v.pipe(v.array(records.assessments), v.maxLength(MOST.assessments, 'too-many')),
  answers: v.pipe(v.array(records.answers), v.maxLength(MOST.answers, 'too-many')),
  questionnaires: v.pipe(v.array(records.questionnaires), v.maxLength(MOST.questionnaires, 'too-many')),
  steps: v.pipe(v.array(records.steps), v.maxLength(MOST.steps, 'too-many')),
  measures: v.pipe(v.array(records.measures), v.maxLength(MOST.measures, 'too-many')),
  photos: v.pipe(v.array(records.photos), v.maxLength(MOST.photos, 'too-many')),
})

export const base64 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]+={0,2}$/, 'base64'))

/** What every locked file says of its lock, and what is locked. */
export const lockEntries = {
  kdf: v.strictObject({
    name: v.literal('PBKDF2'),
    hash: v.literal('SHA-256'),
    /** Fewer would be too easy to guess by, more would hold a phone up for minutes. */
    iterations: v.pipe(v.number(), v.integer('number'), v.minValue(100_000, 'number'), v.maxValue(2_000_000, 'number')),
    salt: v.pipe(base64, v.minLength(22, 'base64'), v.maxLength(88, 'base64')),
  }),
  cipher: v.strictObject({ name: v.literal('AES-GCM'), iv: v.pipe(base64, v.length(16, 'base64')) }),
  data: v.pipe(base64, v.minLength(24, 'base64')),
}

/** A backup behind a passphrase: a readable header, and a backup as AES-GCM leaves it, the header authenticated with it. */
const lockedBackupSchema = v.strictObject({
  format: v.literal(LOCKED_FORMAT),
  version: v.literal(VERSION),
  ...lockEntries,
})
/** Either of them: the format as it is published. */
export const backupFileSchema = /* @__PURE__ */ v.variant('format', [backupSchema, lockedBackupSchema])
export type LockedBackup = v.InferOutput<typeof lockedBackupSchema>
/** What a locked file says of itself before what is locked. */
export type LockedHeader = Pick<LockedBackup, 'format' | 'version' | 'kdf' | 'cipher'>

/** What a file says of itself. */
export interface BackupHead {
  /** The version of the app that made it. */
  app: string
  /** When, ISO 8601. */
  made: string
  scope: 'all' | 'firm'
}

/** Records that can be brought in, and how many beside them could not be read. */
export interface Gathered {
  bundle: Bundle
  left: number
}

/** What a file turned out to be; `made` is null for a copy, which does not say when it was saved. */
export type Backup = ({ locked: false; made: string | null } & Gathered) | { locked: true; box: LockedBackup }

/** A value as text, the same for the same content whatever the order of its keys. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`
}

/** The text of a backup file: one record a line, in the order of their ids, so that the same records give the same bytes. */
export function writeBackup(bundle: Bundle, { app, made, scope }: BackupHead): string {
  const head = Object.entries({ format: FORMAT, version: VERSION, app, made, scope })
  const shelves = BUNDLE_SHELVES.map((name) => {
    const lines = [...(bundle[name] as readonly Identified[])].sort((a, b) => (a.id < b.id ? -1 : 1)).map(canonical)
    return `"${name}":[${lines.length > 0 ? `\n${lines.join(',\n')}\n` : ''}]`
  })
  return `{\n${[...head.map(([name, value]) => `"${name}":${JSON.stringify(value)}`), ...shelves].join(',\n')}\n}\n`
}

/** The same bundle without the names of its firms; bringing it in takes no name away (rule B3). */
export function withoutNames(bundle: Bundle): Bundle {
  return { ...bundle, firms: bundle.firms.map((firm) => ({ ...firm, name: '' })) }
}

/** The header of a locked file as it is authenticated: everything but the data. */
export function lockedHeader({ format, version, kdf, cipher }: Record<keyof LockedHeader, unknown>): string {
  return canonical({ format, version, kdf, cipher })
}

/** A locked file's text. */
export function writeLocked(box: object): string {
  return `${JSON.stringify(box, null, 1)}\n`
}

/** The header of a locked backup that is made now. */
export function newLockedHeader(lock: Pick<LockedBackup, 'kdf' | 'cipher'>): LockedHeader {
  return { format: LOCKED_FORMAT, version: VERSION, ...lock }
}

/**
 * Reads a backup file: the one door. Records come out as they stand in it, checked; anything odd keeps all of it out, with the place.
 * A file of "save a copy" is let in too, without what was unreadable where it was saved. Never throws on bad input.
 */
export function readBackup(file: string): Read<Backup, BackupProblemCode> {
  const opened = openJson(file, BEGINNINGS)
  if (!opened.ok) return opened
  const found = opened.value
  const { format, version: written } = found
  const isCopy = found['app'] === COPY_OF && format === undefined
  if (format !== FORMAT && format !== LOCKED_FORMAT && !isCopy) return refused('foreign')
  if (typeof written === 'number' && written > VERSION) return refused('too-new', 'version')
  if (isCopy) return readCopy(found)
  if (format === LOCKED_FORMAT) {
    const shaped = v.safeParse(lockedBackupSchema, found, { abortEarly: true })
    return shaped.success ? { ok: true, value: { locked: true, box: shaped.output } } : refusedFor(shaped.issues[0])
  }
  // Sizes first: the checks of the shape are for records of an ordinary size.
  const oversized = oversizedIn(found)
  if (oversized) return { ok: false, problems: [oversized] }
  const shaped = v.safeParse(backupSchema, found, { abortEarly: true })
  if (!shaped.success) return refusedFor(shaped.issues[0])
  // As they stand in the file, not as the check returns them: what a newer app has added to a record stays with it.
  const bundle = shelvesOf(found) as unknown as Bundle
  const { made, scope } = shaped.output
  const loose = looseEnd(bundle) ?? (scope === 'firm' && bundle.firms.length !== 1 ? 'scope' : null)
  return loose === null ? { ok: true, value: { locked: false, made, bundle, left: 0 } } : refused('broken', loose)
}

/**
 * Opens the JSON of a file of ours, within what real files need.
 * @param beginnings how such files begin, without spaces: what begins so and stops is incomplete, anything else foreign.
 */
export function openJson(
  file: string,
  beginnings: readonly string[],
): Read<Record<string, unknown>, BackupProblemCode> {
  if (file.length > MOST_BYTES) return refused('too-large')
  const text = file.replace(/^\uFEFF/, '')
  const { deepest, values, whole } = outlineOf(text)
  if (deepest > DEEPEST) return refused('too-deep')
  if (values > MOST_VALUES) return refused('too-many')
  let input: unknown
  try {
    input = JSON.parse(text)
  } catch {
    return refused(!beginsAs(beginnings, text) ? 'foreign' : whole ? 'broken' : 'incomplete')
  }
  if (typeof input !== 'object' || input === null) return refused('foreign')
  return { ok: true, value: input as Record<string, unknown> }
}

/** Reads what "save a copy" has written: everything as it lay on the disk, also what could not be read there. */
function readCopy(found: Record<string, unknown>): Read<Backup, BackupProblemCode> {
  const shelves = shelvesOf(found)
  const odd = BUNDLE_SHELVES.find((name) => !Array.isArray(shelves[name]))
  if (odd) return refused('broken', odd)
  const gathered = gather(shelves as Record<BundleShelf, readonly unknown[]>)
  const loose = looseEnd(gathered.bundle)
  return loose === null ? { ok: true, value: { locked: false, made: null, ...gathered } } : refused('broken', loose)
}

function shelvesOf(found: Record<string, unknown>): Record<BundleShelf, unknown> {
  return Object.fromEntries(BUNDLE_SHELVES.map((name) => [name, found[name] ?? []])) as Record<BundleShelf, unknown>
}

/**
 * What of the records that lie somewhere can travel: of one firm, or of all. Left out and counted is what a file could not be read with;
 * what belongs to nothing that is there is left out too. A round whose firm can't be read travels with a nameless one in its place.
 */
export function gather(lying: Readonly<Record<BundleShelf, readonly unknown[]>>, firm?: string): Gathered {
  let left = 0
  const readable = <T extends Identified>(name: BundleShelf, belongs: (record: T) => boolean): T[] =>
    (lying[name] as readonly T[]).filter((record) => {
      if (typeof record !== 'object' || record === null || !belongs(record)) return false
      const fits = canTravel(name, record)
      if (!fits) left++
      return fits
    })
  const wanted = (id: string) => firm === undefined || id === firm
  const assessments = readable<Assessment>('assessments', (record) => wanted(record.firm))
  const firms = readable<Firm>('firms', ({ id }) => wanted(id))
  const owners = new Set(firms.map(({ id }) => id))
  for (const { firm: id, started } of assessments) {
    if (owners.has(id)) continue
    owners.add(id)
    firms.push(newFirm(id, '', started))
  }
  const rounds = new Set(assessments.map(({ id }) => id))
  const ofFirm = (record: { firm: string }) => owners.has(record.firm)
  const asked = new Set(assessments.map(({ questionnaire, version }) => `${questionnaire}@${version}`))
  const bundle: Bundle = {
    firms,
    assessments,
    answers: readable<AnswerRecord>('answers', ({ assessment }) => rounds.has(assessment)),
    questionnaires: readable<StoredQuestionnaire>('questionnaires', ({ id }) => firm === undefined || asked.has(id)),
    steps: readable<PlanStep>('steps', ofFirm),
    measures: readable<Measure>('measures', ofFirm),
    photos: readable<Photo>('photos', ofFirm),
  }
  return { bundle, left }
}

function canTravel(name: BundleShelf, record: unknown): boolean {
  return isOrdinary(name, record) && v.is(records[name], record)
}

function isSoundQuestionnaire(id: string, structure: unknown): boolean {
  const { questions } = (structure ?? {}) as { questions?: unknown }
  if (!Array.isArray(questions) || questions.length > MOST_QUESTIONS) return false
  const read = readQuestionnaire(structure)
  if (!read.ok) return false
  const { value } = read
  const ids = [...value.questions, ...nodesOf(value.root)].map((one) => one.id)
  return id === `${value.id}@${value.version}` && ids.every((one) => !(one in {}))
}

/** The first shelf or record that holds more than real ones do. */
function oversizedIn(found: Record<string, unknown>): Problem<BackupProblemCode> | null {
  for (const name of BUNDLE_SHELVES) {
    const shelf = found[name]
    if (!Array.isArray(shelf)) continue
    if (shelf.length > MOST[name]) return { path: name, code: 'too-many' }
    const odd = shelf.findIndex((record) => !isOrdinary(name, record))
    if (odd >= 0) return { path: `${name}.${odd}`, code: 'broken' }
  }
  return null
}

/** Keys that mean something else to JavaScript. */
const ODD_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype']

/** Whether a record is of an ordinary size for its shelf. */
function isOrdinary(name: BundleShelf, record: unknown): boolean {
  return isOfSize(record, MOST_INSIDE[name], name === 'photos' ? LONGEST_IMAGE : LONGEST_TEXT)
}

/** Whether a value holds at most so many values and no longer text, with ordinary numbers and keys; without recursion, whatever it holds. */
export function isOfSize(record: unknown, most: number, longest = LONGEST_TEXT): boolean {
  const waiting: unknown[] = [record]
  for (let seen = 1; waiting.length > 0; seen++) {
    const value = waiting.pop()
    if (seen > most) return false
    if (typeof value === 'number' && !Number.isFinite(value)) return false
    if (typeof value === 'string' && value.length > longest) return false
    if (typeof value !== 'object' || value === null) continue
    for (const [inner, one] of Object.entries(value)) {
      if (inner.length > LONGEST_NAME || ODD_KEYS.includes(inner)) return false
      waiting.push(one)
    }
  }
  return true
}

/** The first place where two records have one id, or where one belongs to something that is not in the file. */
function looseEnd(bundle: Bundle): string | null {
  const ids = Object.fromEntries(
    BUNDLE_SHELVES.map((name) => [name, new Set((bundle[name] as readonly Identified[]).map(({ id }) => id))]),
  ) as Record<BundleShelf, Set<string>>
  for (const name of BUNDLE_SHELVES) {
    const seen = new Set<string>()
    for (const [i, record] of (bundle[name] as readonly Identified[]).entries()) {
      if (seen.has(record.id)) return `${name}.${i}.id`
      seen.add(record.id)
      const { firm, assessment } = record as { firm?: string; assessment?: string }
      if (firm !== undefined && !ids.firms.has(firm)) return `${name}.${i}.firm`
      if (assessment !== undefined && !ids.assessments.has(assessment)) return `${name}.${i}.assessment`
    }
  }
  return null
}

const COPY_OF = 'siap'
const BEGINNINGS = [`{"format":"${FORMAT}`, `{"app":"${COPY_OF}"`]

/** Whether a text begins as our files do, as far as it goes. */
function beginsAs(beginnings: readonly string[], text: string): boolean {
  const start = text.slice(0, 100).replace(/\s/g, '')
  return beginnings.some((beginning) => start.startsWith(beginning) || beginning.startsWith(start))
}

const QUOTE = 0x22
const COMMA = 0x2c
const BACKSLASH = 0x5c
/** `[` and `{`, `]` and `}`, which differ in the same bit. */
const [OPEN, CLOSE, OR] = [0x7b, 0x7d, 0x20]

/**
 * How deep a JSON text goes, how many values it holds at most, and whether it goes on to its end: told before anything is made of it.
 * Stops where it has seen too much.
 */
function outlineOf(text: string): { deepest: number; values: number; whole: boolean } {
  let [depth, deepest, values] = [0, 0, 0]
  for (let i = 0; i < text.length && deepest <= DEEPEST && values <= MOST_VALUES; i++) {
    const char = text.charCodeAt(i)
    if (char === QUOTE) {
      i = endOfString(text, i + 1)
      if (i < 0) return { deepest, values, whole: false }
    } else if (char === COMMA) values++
    else if ((char | OR) === OPEN) {
      values++
      depth++
      if (depth > deepest) deepest = depth
    } else if ((char | OR) === CLOSE) depth--
  }
  return { deepest, values, whole: depth === 0 && values > 0 }
}

/** Where the string that goes on from here ends; -1 when it does not. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0
    while (end - slashes > from && text.charCodeAt(end - slashes - 1) === BACKSLASH) slashes++
    if (slashes % 2 === 0) return end
  }
  return -1
}

export function refused(code: BackupProblemCode, path = ''): Read<never, BackupProblemCode> {
  return { ok: false, problems: [{ path, code }] }
}

/** Why a file is refused whose shape is not as described. */
export function refusedFor(issue: v.BaseIssue<unknown>): Read<never, BackupProblemCode> {
  const path = v.getDotPath(issue) ?? ''
  if (issue.message === 'too-many') return refused('too-many', path)
  // A record says itself of which shape it is.
  return refused(issue.type === 'max_value' && path.endsWith('.v') ? 'too-new' : 'broken', path)
}
