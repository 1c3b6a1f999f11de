// The answers file of the command line: what it holds, and the one door through which it is read.
import * as v from 'valibot'
import { type Answers, readAnswers } from '../core/answers'
import { type Lists, type Profile, profileSchema, readProfile } from '../core/catalogue'
import type { Questionnaire } from '../core/questionnaire'
import { type Problem, type Read, readWith } from '../core/read'

const answer = v.union([
  v.string(),
  v.number(),
  v.array(v.string()),
  v.record(v.string(), v.union([v.string(), v.array(v.string())])),
])

export const answersFileSchema = v.strictObject({
  $schema: v.optional(v.string()),
  answers: v.pipe(
    v.record(v.string(), answer),
    v.description(
      'Question id to: the id of an option, a list of option ids, a number, or row to column (or columns). "dk" is don\'t know, "na" is not applicable.',
    ),
  ),
  profile: v.optional(profileSchema),
  today: v.pipe(
    v.string(),
    v.check(isDay, 'date'),
    v.metadata({ format: 'date' }),
    v.description('The day to count from, such as 2026-11-22: nothing depends on the clock.'),
  ),
})

export interface AnswersFile {
  answers: Answers
  profile: Profile
  /** ISO date. */
  today: string
}

/** Reads the text of an answers file against the questionnaire it answers and the lists its codes come from. */
export function readAnswersFile(text: string, questionnaire: Questionnaire, lists: Lists): Read<AnswersFile> {
  let content: unknown
  try {
    // Some editors begin a file with an invisible mark.
    content = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return { ok: false, problems: [{ path: '', code: 'not-readable', params: { reason: 'json', detail } }] }
  }
  const shaped = readWith(answersFileSchema, content)
  if (!shaped.ok) return shaped
  const answers = readAnswers(questionnaire, shaped.value.answers)
  const profile = readProfile(lists, shaped.value.profile)
  const problems: Problem[] = [...(answers.ok ? [] : answers.problems), ...(profile.ok ? [] : profile.problems)]
  return answers.ok && profile.ok
    ? { ok: true, value: { answers: answers.value, profile: profile.value, today: shaped.value.today } }
    : { ok: false, problems }
}

/** A day that is in the calendar, written `2026-11-22`. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
