// Sheets of paper as somebody keys them in.
import { type Answers, DONT_KNOW, NOT_APPLICABLE } from '../../src/core/answers'
import { DONT_KNOW_DIGIT, NOT_APPLICABLE_DIGIT, type PaperSection } from '../../src/core/paper'

/** The digits of one section, the check digit last. */
export function paperDigits({ questions }: PaperSection, answers: Answers): string {
  const digits = questions.map(({ id, options = [] }) => {
    const answer = answers[id]
    if (answer === DONT_KNOW) return DONT_KNOW_DIGIT
    if (answer === NOT_APPLICABLE) return NOT_APPLICABLE_DIGIT
    return 1 + options.findIndex((option) => option.id === answer)
  })
  return [...digits, digits.reduce((sum, digit) => sum + digit, 0) % 10].join('')
}
