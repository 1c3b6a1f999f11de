// Results of one questionnaire as rows of small numbers (rule CO2 of ./README.md): what of them is counted, and nothing that tells whose
// they are. So they go to a worker without a copy, and a hundred thousand of them lie in a few megabytes.
import * as v from 'valibot'
import { type Answers, itemsOfCondition, itemsOfTree } from './answers'
import { bigEndian, fromUtf8, utf8 } from './bytes'
import type { Lists, Profile } from './catalogue'
import { type Codes, choicesOf } from './codes'
import { LISTS, MOST, singles } from './packing'
import type { Questionnaire } from './questionnaire'
import type { Problem, Read } from './read'
import { keyOf } from './submission'
import { remembered } from './tree'

/** What of a result is counted. */
export interface Counted {
  session: string
  submission: { answers: Answers | Codes; profile: Profile }
}

export interface Rows {
  /** Row after row, each as long: the code of the answer to each choice, then the profile, then the session's place. */
  bytes: Uint8Array
  sessions: readonly string[]
  /** What no row can say stays as it is: a scored answer to a question that is no choice, a code that the lists do not know. */
  others: readonly Counted[]
}

/** How many bytes each part of a row takes. */
const OF_SET = 2
const OF_SESSION = 2

/** Where things stand in a row, and what can stand there. */
function layoutOf(questionnaire: Questionnaire, lists: Lists) {
  const choices = choicesOf(questionnaire)
  const codes = singles(lists)
  const sets = LISTS.map((name) => ({ name, list: lists[name].map(({ id }) => id), most: MOST[name] }))
  const ofSingles = choices.length
  const ofSets = ofSingles + codes.length
  const ofSession = ofSets + sets.length * OF_SET
  return { choices, singles: codes, sets, ofSingles, ofSets, ofSession, width: ofSession + OF_SESSION }
}

/** The questions whose answers are counted: the scored ones, and those that conditions ask about. */
const countedIn = remembered((questionnaire: Questionnaire): ReadonlySet<string> => {
  const { questions, rules = [] } = questionnaire
  const conditions = [...rules.map((rule) => rule.if), ...questions.flatMap(({ visibleWhen }) => visibleWhen ?? [])]
  return new Set([...itemsOfTree(questionnaire), ...conditions.flatMap(itemsOfCondition)])
})

/** Puts results into rows; what is not counted is not kept, nor which tick came first. */
export function rowsOf(questionnaire: Questionnaire, lists: Lists, results: readonly Counted[]): Rows {
  const { choices, singles, sets, ofSession, width } = layoutOf(questionnaire, lists)
  const codes = new Map(
    choices.map(({ question, answers }, place) => [
      question,
      { place, codes: new Map(answers.map((answer, i) => [answer, i + 1])) },
    ]),
  )
  const bytes = new Uint8Array(results.length * width)
  const counts = countedIn(questionnaire)
  const sessions = new Map<string, number>()
  const others: Counted[] = []
  let end = 0
  /** False when something has no number, or one that is too high for its place. */
  const put = ({ session, submission: { answers, profile } }: Counted, row: Uint8Array): boolean => {
    if (answers instanceof Uint8Array) row.set(answers)
    else {
      for (const question in answers) {
        const choice = codes.get(question)
        const code = choice?.codes.get(answers[question] as string)
        if (choice && code !== undefined && code < 256) row[choice.place] = code
        else if (counts.has(question)) return false
      }
    }
    let at = choices.length
    for (const [name, list] of singles) {
      const code = list.indexOf(profile[name] ?? '') + 1
      if ((code === 0 && profile[name] !== undefined) || code > 255) return false
      row[at++] = code
    }
    for (const { name, list, most } of sets) {
      const chosen = profile[name] ?? []
      let set = 0
      for (const code of chosen) {
        const place = list.indexOf(code)
        if (place < 0 || place >= 8 * OF_SET || has(set, place)) return false
        set += 2 ** place
      }
      if (chosen.length > most) return false
      row.set(bigEndian(set, OF_SET), at)
      at += OF_SET
    }
    const place = sessions.get(session) ?? sessions.size
    if (place >= 256 ** OF_SESSION) return false
    sessions.set(session, place)
    row.set(bigEndian(place, OF_SESSION), ofSession)
    return true
  }
  for (const result of results) {
    const row = bytes.subarray(end, end + width)
    if (put(result, row)) end += width
    else {
      row.fill(0)
      const { session, submission } = result
      others.push({ session, submission: { answers: submission.answers, profile: submission.profile } })
    }
  }
  return { bytes: bytes.slice(0, end), sessions: [...sessions.keys()], others }
}

/**
 * Reads rows one after the other, then the others; null for a row with a number that means nothing. The same object is given again and
 * again: count it before the next is read.
 */
export function rowReader(questionnaire: Questionnaire, lists: Lists): (rows: Rows) => Generator<Counted | null> {
  const { choices, singles, sets, ofSingles, ofSets, ofSession, width } = layoutOf(questionnaire, lists)
  const most = choices.map(({ answers }) => answers.length)
  const codes: Codes = new Uint8Array(choices.length)
  const profile: Profile = { sector: '', workers: '', investment: '', province: '', goals: [], pains: [], makes: [] }
  const counted = { session: '', submission: { answers: codes, profile } }
  const idsOf = sets.map(({ list, most }) => setReader(list, most))
  const take = ({ bytes, sessions }: Rows, from: number): Counted | null => {
    for (let i = 0; i < most.length; i++) {
      const code = bytes[from + i] as number
      if (code > (most[i] as number)) return null
      codes[i] = code
    }
    for (let i = 0; i < singles.length; i++) {
      const [name, list] = singles[i] as (typeof singles)[number]
      const code = bytes[from + ofSingles + i] as number
      if (code > list.length) return null
      profile[name] = list[code - 1]
    }
    for (let i = 0; i < sets.length; i++) {
      const at = from + ofSets + i * OF_SET
      const ids = idsOf[i]?.(((bytes[at] as number) << 8) | (bytes[at + 1] as number))
      if (ids === null) return null
      profile[LISTS[i] as (typeof LISTS)[number]] = ids
    }
    const session = sessions[((bytes[from + ofSession] as number) << 8) | (bytes[from + ofSession + 1] as number)]
    if (session === undefined) return null
    counted.session = session
    return counted
  }
  return function* (rows) {
    for (let from = 0; from + width <= rows.bytes.length; from += width) yield take(rows, from)
    yield* rows.others
  }
}

/** The ids of a set by its bits: of the same set the same list, none for the empty one, null for one that cannot be. */
function setReader(list: readonly string[], most: number): (set: number) => string[] | undefined | null {
  const known = new Map<number, string[] | undefined | null>()
  const read = (set: number) => {
    const ids = list.filter((_, place) => has(set, place))
    return set >= 2 ** list.length || ids.length > most ? null : ids.length > 0 ? ids : undefined
  }
  return (set) => {
    if (!known.has(set)) known.set(set, read(set))
    return known.get(set)
  }
}

function has(set: number, place: number): boolean {
  return Math.floor(set / 2 ** place) % 2 === 1
}

const FORMAT = 'siap-rows'
const VERSION = 1
const headSchema = v.strictObject({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  shape: v.number(),
  sessions: v.pipe(v.array(v.string()), v.maxLength(256 ** OF_SESSION)),
})
/** No head is longer, with as many sessions as rows can name. */
const LONGEST_HEAD = 20_000_000
const NEWLINE = 10

/** Rows as a file: a line of JSON that says what the numbers mean, then the numbers. @throws RangeError when there are others: they cannot be left out. */
export function writeRows({ bytes, sessions, others }: Rows, questionnaire: Questionnaire, lists: Lists): Uint8Array {
  if (others.length > 0) throw new RangeError(`${others.length} results do not fit into rows`)
  const shape = keyOf(questionnaire, lists)
  const head = utf8(`${JSON.stringify({ format: FORMAT, version: VERSION, shape, sessions })}\n`)
  const file = new Uint8Array(head.length + bytes.length)
  file.set(head)
  file.set(bytes, head.length)
  return file
}

/**
 * Opens a file of rows: the one door. Refused are what is none (`not-readable`), a newer format (`too-new`), and numbers that another
 * questionnaire, another version of it or other lists gave their meaning (`unknown-id`).
 */
export function openRows(file: Uint8Array, questionnaire: Questionnaire, lists: Lists): Read<Rows> {
  const end = file.subarray(0, LONGEST_HEAD).indexOf(NEWLINE)
  const head = end < 0 ? null : parsed(fromUtf8([...file.subarray(0, end)]))
  if (head?.format !== FORMAT) return refused({ path: '', code: 'not-readable', params: { reason: 'foreign' } })
  if (typeof head.version === 'number' && head.version > VERSION) return refused({ path: 'version', code: 'too-new' })
  const bytes = file.subarray(end + 1)
  const { width } = layoutOf(questionnaire, lists)
  if (!v.is(headSchema, head)) return refused({ path: '', code: 'not-readable', params: { reason: 'damaged' } })
  if (head.shape !== keyOf(questionnaire, lists)) {
    return refused({ path: 'shape', code: 'unknown-id', params: { id: head.shape.toString(16) } })
  }
  if (bytes.length % width !== 0) return refused({ path: '', code: 'not-readable', params: { reason: 'damaged' } })
  return { ok: true, value: { bytes, sessions: head.sessions, others: [] } }
}

function parsed(text: string | null): { format?: unknown; version?: unknown } | null {
  try {
    const found: unknown = JSON.parse(text ?? '')
    return typeof found === 'object' ? found : null
  } catch {
    return null
  }
}

function refused(problem: Problem): { ok: false; problems: Problem[] } {
  return { ok: false, problems: [problem] }
}
