// Answers as small numbers, which many results are counted by.
import { type Answers, DONT_KNOW, NOT_APPLICABLE } from './answers'
import type { Questionnaire } from './questionnaire'
import { remembered } from './tree'

/** A question with one answer, and every answer there can be. */
export interface Choice {
  question: string
  answers: readonly string[]
}

/** What was answered to each of a questionnaire's choices: 0 for a blank, otherwise the answer's place from 1 on. */
export type Codes = Uint8Array

/** The questions with one answer, by their ids. */
export const choicesOf = remembered(({ questions }: Pick<Questionnaire, 'questions'>): readonly Choice[] =>
  questions
    .filter(({ type }) => type === 'single')
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, na, options = [] }) => ({
      question: id,
      answers: [...options.map((option) => option.id), DONT_KNOW, ...(na ? [NOT_APPLICABLE] : [])],
    })),
)

/** Answers from their codes. */
export function decodedAnswers(choices: readonly Choice[], codes: Codes): Answers {
  return Object.fromEntries(
    choices.flatMap(({ question, answers }, i) => {
      const answer = answers[(codes[i] ?? 0) - 1]
      return answer === undefined ? [] : [[question, answer]]
    }),
  )
}
