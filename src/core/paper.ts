// Answers on paper, keyed in as one digit each (rule W9 of ./README.md).
import { type Answers, DONT_KNOW, NOT_APPLICABLE } from './answers'
import type { Question, Questionnaire } from './questionnaire'
import { questionsOf, sectionsOf } from './tree'

/** How an answer is written on paper: its option's number; and three that every question may have. */
const BLANK = 0
export const DONT_KNOW_DIGIT = 6
export const NOT_APPLICABLE_DIGIT = 7
const MOST_KEYED = 5

/** What a sheet asks of the profile, if the session wants it. */
export const PAPER_FIELDS = ['sector', 'workers', 'province'] as const

/** A section of the printed sheet: its questions that are answered with one digit. */
export interface PaperSection {
  id: string
  questions: readonly Question[]
}

/** The sections of a questionnaire as they are keyed in; what takes more than one digit is left out. */
export function paperSections(questionnaire: Questionnaire): PaperSection[] {
  return sectionsOf(questionnaire).flatMap((section) => {
    const questions = questionsOf(questionnaire, section).filter(
      ({ type, options }) => type === 'single' && (options?.length ?? 0) <= MOST_KEYED,
    )
    return questions.length > 0 ? [{ id: section.id, questions }] : []
  })
}

/** The last digit of the sum of a section's digits: finds a wrong digit, or one too few. */
function checkDigit(digits: readonly number[]): number {
  return digits.reduce((sum, digit) => sum + digit, 0) % 10
}

/** Why a section's digits are not taken: how many there should be, which one is no answer, or that they don't add up. */
export type PaperProblem =
  | { code: 'length'; expected: number; found: number }
  | { code: 'digit'; place: number; digit: string }
  | { code: 'check'; expected: number; found: number }

/** Reads one section as it is keyed in: a digit for each question, then the check digit; spaces don't count (rule W9). */
export function readPaper(
  { questions }: PaperSection,
  keyed: string,
): { ok: true; answers: Answers } | { ok: false; problem: PaperProblem } {
  const digits = [...keyed.replace(/\s/g, '')]
  const wrong = digits.findIndex(
    (digit, i) => !/^\d$/.test(digit) || (i < questions.length && answerOf(questions[i], Number(digit)) === null),
  )
  if (wrong >= 0 && wrong <= questions.length) {
    return { ok: false, problem: { code: 'digit', place: wrong + 1, digit: digits[wrong] ?? '' } }
  }
  if (digits.length !== questions.length + 1) {
    return { ok: false, problem: { code: 'length', expected: questions.length + 1, found: digits.length } }
  }
  const numbers = digits.map(Number)
  const [expected, found] = [checkDigit(numbers.slice(0, -1)), numbers[questions.length] ?? 0]
  if (expected !== found) return { ok: false, problem: { code: 'check', expected, found } }
  const answers = questions.flatMap((question, i) => {
    const answer = answerOf(question, numbers[i] ?? BLANK)
    return answer ? [[question.id, answer] as const] : []
  })
  return { ok: true, answers: Object.fromEntries(answers) }
}

/** The answer a digit stands for: '' for a blank, null for a digit the question does not have. */
function answerOf(question: Question | undefined, digit: number): string | null {
  if (digit === BLANK) return ''
  if (digit === DONT_KNOW_DIGIT) return DONT_KNOW
  if (digit === NOT_APPLICABLE_DIGIT) return question?.na ? NOT_APPLICABLE : null
  return question?.options?.[digit - 1]?.id ?? null
}
