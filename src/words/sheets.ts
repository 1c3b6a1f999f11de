// The action list and the answers as sheets of a workbook: plain rows, in the words of one language.
import { type Answer, askedQuestions, DONT_KNOW, NOT_APPLICABLE } from '../core/answers'
import { byPlace, type PlanStep } from '../core/plan'
import type { Question, Questionnaire } from '../core/questionnaire'
import type { AnswerRecord } from '../core/records'
import { scoreAnswers } from '../core/scoring'
import { scaleOfQuestion } from '../core/tree'
import type { useT } from '../platform/i18n'
import type { Cell, Sheet } from '../platform/spreadsheet'
import { answersOf } from '../store/assessments'
import type { Words } from '../store/catalogue'
import { type StepSources, stepText, timeText } from './plan'

type Tools = Pick<ReturnType<typeof useT>, 't' | 'number' | 'list'>

/** A column with what stands in it. */
interface Filled<T> {
  header: string
  width: number
  cell: (of: T) => Cell
}

/** The steps of a firm's plan in their order, own steps and programmes among them; dropped ones too, so that nothing is hidden. */
export function actionSheet(steps: readonly PlanStep[], sources: StepSources, tools: Tools, notes: boolean): Sheet {
  const { t } = tools
  const rows = [...steps]
    .sort(byPlace)
    .map((step, i) => ({ step, number: i + 1, text: stepText(step, sources, tools) }))
  return sheet<(typeof rows)[number]>(t('sheet.steps'), rows, [
    { header: t('sheet.number'), width: 6, cell: ({ number }) => number },
    { header: t('sheet.step'), width: 46, cell: ({ text }) => text.title },
    { header: t('sheet.kind'), width: 16, cell: ({ step }) => t(`sheet.kinds.${step.origin.kind}`) },
    { header: t('sheet.about'), width: 40, cell: ({ text }) => text.question },
    { header: t('sheet.state'), width: 14, cell: ({ step }) => t(`sheet.states.${step.state}`) },
    { header: t('sheet.who'), width: 18, cell: ({ step }) => step.who },
    { header: t('sheet.due'), width: 18, cell: ({ step }) => dayOf(step.due) },
    {
      header: t('sheet.cost'),
      width: 16,
      cell: ({ text }) => (text.advice ? t(`steps.costs.${text.advice.step.cost}`) : null),
    },
    {
      header: t('sheet.time'),
      width: 12,
      cell: ({ text }) => (text.advice ? timeText(text.advice.step, tools) : null),
    },
    { header: t('sheet.sign'), width: 40, cell: ({ text: { advice } }) => advice?.words(`${advice.key}.sign`) ?? null },
    ...(notes ? [{ header: t('sheet.note'), width: 40, cell: ({ step }: (typeof rows)[number]) => step.note }] : []),
    { header: t('sheet.done'), width: 18, cell: ({ step }) => dayOf(step.done) },
  ])
}

/** Every question that is asked, section by section, with its answer in words and its score as a number. */
export function answersSheet(
  questionnaire: Questionnaire,
  words: Words,
  records: Readonly<Record<string, AnswerRecord>>,
  tools: Tools,
  notes: boolean,
): Sheet {
  const { t } = tools
  const answers = answersOf(records)
  const { items } = scoreAnswers(questionnaire, answers)
  const rows = askedQuestions(questionnaire, answers).flatMap(({ section, questions }) =>
    questions.flatMap((question) =>
      question.type === 'info' ? [] : [{ section, question, record: records[question.id], item: items[question.id] }],
    ),
  )
  type Row = (typeof rows)[number]
  const unit = ({ id, type }: Question) => (type === 'number' ? words(`${id}.unit`) : '')
  return sheet<Row>(t('sheet.answers'), rows, [
    { header: t('sheet.section'), width: 22, cell: ({ section }) => words(`${section}.name`) },
    {
      header: t('sheet.question'),
      width: 50,
      cell: ({ question }) => {
        const text = words(`${question.id}.question`)
        return unit(question) ? t('sheet.questionUnit', { question: text, unit: unit(question) }) : text
      },
    },
    {
      header: t('sheet.answer'),
      width: 50,
      cell: ({ question, record }) => answerCell(question, record, words, tools),
    },
    { header: t('sheet.score'), width: 9, cell: ({ item }) => item?.value ?? null },
    {
      header: t('sheet.most'),
      width: 13,
      cell: ({ question }) => (question.score ? scaleOfQuestion(questionnaire, question).max : null),
    },
    {
      header: t('sheet.state'),
      width: 16,
      cell: ({ question, record }) => t(`sheet.answered.${stateOf(question, record?.answer)}`),
    },
    ...(notes ? [{ header: t('sheet.note'), width: 40, cell: ({ record }: Row) => record?.note ?? null }] : []),
  ])
}

function sheet<T>(name: string, rows: readonly T[], columns: readonly Filled<T>[]): Sheet {
  return {
    name,
    columns: columns.map(({ header, width }) => ({ header, width })),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
  }
}

/** A day as the beginning of that day in UTC, which is how spreadsheets count days. */
function dayOf(day: string | null): Date | null {
  return day === null ? null : new Date(`${day}T00:00:00Z`)
}

function stateOf(
  { score }: Question,
  answer: Answer | undefined,
): 'answered' | 'dontKnow' | 'notApplicable' | 'blank' | 'optional' {
  if (answer === undefined) return score ? 'blank' : 'optional'
  if (answer === DONT_KNOW) return 'dontKnow'
  return answer === NOT_APPLICABLE ? 'notApplicable' : 'answered'
}

/** An answer in words; a number as a number. */
function answerCell(question: Question, record: AnswerRecord | undefined, words: Words, { t, list }: Tools): Cell {
  const answer = record?.answer
  const named = (part: 'options' | 'columns', id: string) => words(`${question.id}.${part}.${id}.text`) || id
  if (answer === undefined) return null
  if (answer === DONT_KNOW) return t('ask.dontKnow')
  if (answer === NOT_APPLICABLE) {
    const reason = record?.reason ? words(`${question.id}.na.reasons.${record.reason}.text`) : ''
    return reason || t('ask.notApplicable')
  }
  if (typeof answer === 'number') return answer
  if (typeof answer === 'string') return named('options', answer)
  if (Array.isArray(answer)) return list(answer.map((id) => named('options', id)))
  return Object.entries(answer)
    .map(([row, columns]) =>
      t('sheet.row', {
        row: words(`${question.id}.rows.${row}.text`) || row,
        answer: list([columns].flat().map((id) => named('columns', id))),
      }),
    )
    .join('\n')
}
