// Many results, one in JSON on each line. What the app writes is recognised by one pattern, which takes a tenth of the time of reading it
// as anything; whatever else comes goes through the one door of results.
import { type Answers, DONT_KNOW, NOT_APPLICABLE, readAnswers } from './answers'
import type { Profile } from './catalogue'
import type { Questionnaire } from './questionnaire'
import { SHAPE } from './records'
import { WAYS } from './room'
import { readResult } from './sessionFile'

/** Longer ones are looked at by the door. */
const LONGEST = 2_500

/** What of a result is counted. */
export interface Counted {
  session: string
  submission: { answers: Answers; profile: Profile }
}

/**
 * Reads the results on the lines of a text, one after the other; null for a line that is no result of this questionnaire. The same object
 * is given again and again: count it before the next is read.
 */
export function lineReader(questionnaire: Questionnaire): (text: string) => Generator<Counted | null> {
  const { id, version } = questionnaire
  const pattern = new RegExp(writtenLine(id, version), 'y')
  const choices = writtenChoices(questionnaire)
  const answers: Record<string, string | undefined> = {}
  const found = { session: '', submission: { answers: answers as Answers, profile: {} as Profile } }

  const recognised = ([, session = '', , saidText = '', profileText = '']: RegExpExecArray): Counted | null => {
    if (saidText.length > LONGEST || profileText.length > LONGEST) return null
    const said = saidText === '' ? [] : saidText.split(',')
    let next = 0
    for (const { question, written } of choices) {
      const text = said[next]
      const place = text === undefined ? -1 : placeAmong(written, text)
      answers[question] = written[place]?.answer
      if (place >= 0) next++
    }
    if (next < said.length) return null
    const profile = parsed(profileText)
    if (!isPlainProfile(profile)) return null
    found.session = session
    found.submission.profile = profile
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
      yield (match && recognised(match)) || read(text.slice(from, end < 0 ? next : end))
      from = next
    }
  }
}

/** The answers there can be to each choice, as they are written, in the order of their questions in a line. */
function writtenChoices({ questions }: Questionnaire) {
  return questions
    .filter(({ type }) => type === 'single')
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id: question, na, options = [] }) => ({
      question,
      written: [...options.map(({ id }) => id), DONT_KNOW, ...(na ? [NOT_APPLICABLE] : [])].map((answer) => ({
        answer,
        text: `"${question}":"${answer}"`,
      })),
    }))
}

/** Few answers, told apart by their length mostly: a map would have to read every letter first. */
function placeAmong(written: readonly { text: string }[], text: string): number {
  for (let i = 0; i < written.length; i++) if (written[i]?.text === text) return i
  return -1
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/** The pattern of a line as `canonical` writes it, for one questionnaire. Groups: session, assessment, answers, profile. */
function writtenLine(questionnaire: string, version: string): string {
  const day = '(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31'
  const stamp = `"20\\d\\d-(?:${day})T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z"`
  const either = '(?:true|false)'
  const name = '[A-Za-z0-9_-]{1,99}'
  const whole = '[1-9]\\d{0,5}'
  const consent = `\\{"given":"20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\dZ","language":"[a-z]{2,8}","statistics":${either},"version":[1-9]\\d{0,2},"workshop":${either}\\}`
  const submission = [
    '"answers":\\{([^{}[\\]\\\\\\n]*)\\}',
    '"assessment":"\\2"',
    `"changed":${stamp}`,
    `"finished":(?:null|${stamp})`,
    `"firm":"${name}"`,
    '"name":"[^"\\\\\\u0000-\\u001f]{0,200}"',
    '"profile":(\\{[^{}\\\\\\n]*\\})',
    `"provisional":${either}`,
    `"questionnaire":"${questionnaire}"`,
    '"reasons":\\{\\}',
    `"revision":${whole}`,
    `"round":${whole}`,
    `"version":"${version.replace(/\./g, '\\.')}"`,
  ]
  const parts = [
    `"consent":${consent}`,
    `"id":"(${name})/(${name})"`,
    `"received":${stamp}`,
    '"session":"\\1"',
    `"submission":\\{${submission.join()}\\}`,
    `"v":${SHAPE}`,
    `"way":"(?:${WAYS.join('|')})"`,
  ]
  return `\\{${parts.join()}\\}(?=\\n|$)`
}

const CODES: readonly string[] = ['sector', 'workers', 'investment', 'province']
const LISTS: readonly string[] = ['goals', 'pains', 'makes']

function isPlainProfile(value: unknown): value is Profile {
  if (value === null) return false
  const isText = (one: unknown) => typeof one === 'string'
  return Object.entries(value as object).every(([key, one]) =>
    CODES.includes(key) ? isText(one) : LISTS.includes(key) && Array.isArray(one) && one.every(isText),
  )
}
