// An answer in words, the same on every screen and on paper.
import { type Answer, DONT_KNOW, NOT_APPLICABLE } from '../core/answers'
import type { Question } from '../core/questionnaire'
import type { useT } from '../platform/i18n'
import type { Words } from '../store/catalogue'

/** What was answered; of tables one line per row. Whether it is said to be open: blank, "don't know", "does not apply". */
export function answerText(
  question: Question,
  answer: Answer | undefined,
  reason: string | undefined,
  words: Words,
  { t, number, list }: Pick<ReturnType<typeof useT>, 't' | 'number' | 'list'>,
): { lines: string[]; open: boolean } {
  const text = (part: 'options' | 'columns', id: string) => words(`${question.id}.${part}.${id}.text`)
  const open = (line: string) => ({ lines: [line], open: true })
  const said = (...lines: string[]) => ({ lines, open: false })
  if (answer === undefined) return open(t(question.score ? 'check.blank' : 'check.optional'))
  if (answer === DONT_KNOW) return open(t('ask.dontKnow'))
  if (answer === NOT_APPLICABLE) {
    const why = reason ? words(`${question.id}.na.reasons.${reason}.text`) : ''
    return open(why ? `${t('ask.notApplicable')}: ${why}` : t('ask.notApplicable'))
  }
  if (typeof answer === 'number') {
    return said(`${number(answer, Number.isInteger(answer) ? 0 : 2)} ${words(`${question.id}.unit`)}`.trim())
  }
  if (typeof answer === 'string') return said(text('options', answer))
  if (Array.isArray(answer)) return said(list(answer.map((id) => text('options', id))))
  return said(
    ...Object.entries(answer).map(
      ([row, columns]) =>
        `${words(`${question.id}.rows.${row}.text`)}: ${list([columns].flat().map((id) => text('columns', id)))}`,
    ),
  )
}
