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
import { answerText } from './answers'
import { type StepSources, stepText } from './plan'
import { timeText } from './result'

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
      cell: ({ text }) => text.cost && t(`steps.costs.${text.cost}`),
    },
    {
      header: t('sheet.time'),
      width: 12,
      cell: ({ text }) => text.time && timeText(text.time, tools),
    },
    { header: t('sheet.sign'), width: 40, cell: ({ text }) => text.sign || null },
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

/** An answer in words; a number as a number, its unit stands with the question. */
function answerCell(question: Question, record: AnswerRecord | undefined, words: Words, tools: Tools): Cell {
  const answer = record?.answer
  if (answer === undefined || typeof answer === 'number') return answer ?? null
  return answerText(question, answer, record?.reason, words, tools).lines.join('\n')
}
