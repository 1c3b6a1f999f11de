// Many results, one in JSON on each line. What the app writes is recognised by one pattern, which takes a twentieth of the time of reading
// it as anything; whatever else comes goes through the one door of results.
import { type Answers, readAnswers } from './answers'
import type { Profile } from './catalogue'
import { type Choice, type Codes, choicesOf } from './codes'
import type { Questionnaire } from './questionnaire'
import { SHAPE } from './records'
import { WAYS } from './room'
import { readResult } from './sessionFile'

/** What of a result is counted. */
export interface Counted {
  session: string
  submission: { answers: Answers | Codes; profile: Profile }
}

/**
 * Reads the results on the lines of a text, one after the other; null for a line that is no result of this questionnaire. The same object
 * is given again and again: count it before the next is read.
 */
export function lineReader(questionnaire: Questionnaire): (text: string) => Generator<Counted | null> {
  const { id, version } = questionnaire
  const choices = choicesOf(questionnaire)
  const pattern = new RegExp(writtenLine(questionnaire, choices), 'y')
  const codeOf = choices.map(({ answers }) => encoderOf(answers))
  const codes: Codes = new Uint8Array(choices.length)
  const profile: Record<string, unknown> = {}
  const found = { session: '', submission: { answers: codes, profile: profile as Profile } }

  const made = FIELDS.map((field) => known(LISTS.includes(field) ? listOf : (written: string) => written))
  const recognised = (match: RegExpExecArray): Counted => {
    found.session = match[1] ?? ''
    let group = 3
    for (let i = 0; i < codeOf.length; i++) {
      const written = match[group++]
      codes[i] = written === undefined ? 0 : (codeOf[i] as (written: string) => number)(written)
    }
    for (let i = 0; i < FIELDS.length; i++) {
      const written = match[group++]
      profile[FIELDS[i] as string] = written === undefined ? written : (made[i] as Known)(written)
    }
    return found
  }
  const read = (line: string): Counted | null => {
    const result = readResult(parsed(line))
    if (!result || result.submission.questionnaire !== id || result.submission.version !== version) return null
    return readAnswers(questionnaire, result.submission.answers).ok ? result : null
  }

  return function* (text) {
    for (let from = 0; from < text.length; ) {
      const end = text.indexOf('\n', from)
      const next = end < 0 ? text.length : end + 1
      pattern.lastIndex = from
      const match = pattern.exec(text)
      yield match ? recognised(match) : read(text.slice(from, end < 0 ? next : end))
      from = next
    }
  }
}

/**
 * The code of an answer that is one of these. It is told by its length and the letter at one place, if there is a place that does it:
 * reading every letter takes longer than all the rest.
 */
function encoderOf(answers: readonly string[]): (written: string) => number {
  const longest = Math.max(...answers.map(({ length }) => length))
  for (let at = 0; at < longest; at++) {
    const codes = new Uint8Array((longest + 1) << 7)
    for (const [place, answer] of answers.entries()) codes[mark(answer, at)] = place + 1
    if (answers.every((answer, place) => codes[mark(answer, at)] === place + 1)) {
      return (written) => codes[mark(written, at)] as number
    }
  }
  return (written) => answers.indexOf(written) + 1
}

/** A number for the length of a text and the letter at one place of it, or none. */
function mark(text: string, at: number): number {
  return (text.length << 7) | (text.charCodeAt(at) & 127)
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/** The fields of a profile, in the order of a line; some are lists. */
const FIELDS = ['goals', 'investment', 'makes', 'pains', 'province', 'sector', 'workers'] as const
const LISTS: readonly string[] = ['goals', 'makes', 'pains'] satisfies (typeof FIELDS)[number][]

const NAME = '[A-Za-z0-9_-]{1,99}'
const LIST = `\\[((?:"${NAME}"(?:,"${NAME}"){0,19})?)\\]`

function listOf(written: string): readonly string[] {
  return written === '' ? [] : written.slice(1, -1).split('","')
}

type Known = (written: string) => unknown
/** So many different texts are kept. */
const MOST_KEPT = 1000

/** What is made of a text; of one that comes again it is the same thing. */
function known(make: Known): Known {
  const found = new Map<string, unknown>()
  return (written) => {
    const own = found.get(written)
    if (own !== undefined) return own
    const made = make(written)
    if (found.size < MOST_KEPT) found.set(written, made)
    return made
  }
}

/** A key with a value that may be missing, with the comma before the next one. */
function optional(key: string, value: string): string {
  return `(?:"${key}":${value}(?:,(?=")|(?=\\})))?`
}

function literal(text: string): string {
  return text.replace(/[^\w-]/g, '\\$&')
}

/**
 * The pattern of a line as `canonical` writes it, for one questionnaire. Groups: session, assessment, the answer to each choice, then the
 * fields of the profile.
 */
function writtenLine({ id, version }: Questionnaire, choices: readonly Choice[]): string {
  const day = '(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31'
  const stamp = `"20\\d\\d-(?:${day})T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z"`
  const either = '(?:true|false)'
  const whole = '[1-9]\\d{0,5}'
  const consent = `\\{"given":"20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\dZ","language":"[a-z]{2,8}","statistics":${either},"version":[1-9]\\d{0,2},"workshop":${either}\\}`
  const answers = choices.map(({ question, answers }) =>
    optional(literal(question), `"(${answers.map(literal).join('|')})"`),
  )
  const profile = FIELDS.map((field) => optional(field, LISTS.includes(field) ? LIST : `"(${NAME})"`))
  const submission = [
    `"answers":\\{${answers.join('')}\\}`,
    '"assessment":"\\2"',
    `"changed":${stamp}`,
    `"finished":(?:null|${stamp})`,
    `"firm":"${NAME}"`,
    '"name":"[^"\\\\\\u0000-\\u001f]{0,200}"',
    `"profile":\\{${profile.join('')}\\}`,
    `"provisional":${either}`,
    `"questionnaire":"${literal(id)}"`,
    '"reasons":\\{\\}',
    `"revision":${whole}`,
    `"round":${whole}`,
    `"version":"${literal(version)}"`,
  ]
  const parts = [
    `"consent":${consent}`,
    `"id":"(${NAME})/(${NAME})"`,
    `"received":${stamp}`,
    '"session":"\\1"',
    `"submission":\\{${submission.join()}\\}`,
    `"v":${SHAPE}`,
    `"way":"(?:${WAYS.join('|')})"`,
  ]
  return `\\{${parts.join()}\\}(?=\\n|$)`
}
