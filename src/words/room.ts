// A session's firms one by one, for the facilitator: rows for a list, and sheets to take home.
import { groupsOf, latest } from '../core/cohort'
import { scorerOf } from '../core/pass'
import { proposeSteps } from '../core/plan'
import { resultOf } from '../core/result'
import type { RoomResult } from '../core/room'
import type { Confidence, Level } from '../core/scoring'
import { sectionsOf } from '../core/tree'
import type { Cell, Sheet } from '../platform/spreadsheet'
import type { Sources } from '../store/cohort'
import type { BoardWords } from '../store/sources'
import type { BoardTools } from './board'
import { stepText } from './plan'

/** One firm as the facilitator sees it. */
export interface FirmRow {
  result: RoomResult
  /** Its place in the list, from 1. */
  number: number
  name: string
  index: number | null
  level: Level | null
  answered: number
  applicable: number
  dontKnow: number
  confidence: Confidence
  provisional: boolean
  /** Answers that do not fit together: how many of the questionnaire's rules hold (rule S19). */
  contradictions: number
  items: readonly (number | null)[]
  scores: Readonly<Record<string, number | null>>
  programmes: readonly string[]
}

/** The firms of a session, each once. Without leave to show names there are numbers only. */
export function firmRows(results: readonly RoomResult[], sources: Sources, names: boolean): FirmRow[] {
  const { questionnaire, programmes, lists } = sources
  const scorer = scorerOf(questionnaire, programmes, lists)
  return latest(results).map((result, i) => {
    const { answers, profile, name } = result.submission
    const pass = scorer.pass(answers, profile)
    const { answered, applicable, dontKnow, confidence, provisional, level } = pass
    return {
      result,
      number: i + 1,
      name: names ? name : '',
      index: known(pass.scores[pass.scores.length - 1]),
      level,
      answered,
      applicable,
      dontKnow,
      confidence,
      provisional,
      contradictions: pass.hints.length,
      items: Array.from(pass.values, known),
      scores: Object.fromEntries(scorer.nodes.map((id, n) => [id, known(pass.scores[n])])),
      programmes: Array.from(pass.programmes, (place) => scorer.programmes[place] ?? ''),
    }
  })
}

function known(number: number | undefined): number | null {
  return number === undefined || Number.isNaN(number) ? null : number
}

/** Firms, answers and scores, a row for each firm; the steps proposed to each and the programmes that fit it; and the code book. Only for sessions whose firms agreed to be named. */
export function firmSheets(rows: readonly FirmRow[], sources: Sources, words: BoardWords, tools: BoardTools): Sheet[] {
  const { t } = tools
  const { questionnaire, lists } = sources
  const scorer = scorerOf(questionnaire, sources.programmes, lists)
  const sections = sectionsOf(questionnaire)
  const stepSources = {
    questionnaires: new Map([[questionnaire.id, { questionnaire, words: words.questions }]]),
    programmeWords: words.programmes,
  }
  const firm = (row: FirmRow): Cell[] => [row.number, row.name || null]
  const firmHead = [t('cohort.number'), t('cohort.firm')]
  const named = (list: string, code: string | undefined): Cell => (code ? words.lists(`${list}.${code}.name`) : null)
  return [
    sheet(
      t('cohort.sheet.firms'),
      [
        ...firmHead,
        t('board.field.sector'),
        t('board.field.size'),
        t('board.field.province'),
        t('board.head.level'),
        t('cohort.index'),
        t('cohort.answered'),
        t('cohort.applicable'),
        t('cohort.dontKnow'),
        t('cohort.confidence'),
        t('cohort.contradictions'),
      ],
      rows.map((row) => {
        const { sector, size, province } = groupsOf(lists, row.result)
        return [
          ...firm(row),
          named('sectors', sector),
          named('sizes', size),
          named('provinces', province),
          row.level,
          row.index,
          row.answered,
          row.applicable,
          row.dontKnow,
          t(`cohort.sure.${row.confidence}`),
          row.contradictions,
        ]
      }),
    ),
    sheet(
      t('cohort.sheet.answers'),
      [...firmHead, ...scorer.items],
      rows.map((row) => [...firm(row), ...row.items]),
    ),
    sheet(
      t('cohort.sheet.scores'),
      [...firmHead, t('cohort.index'), ...sections.map(({ id }) => words.questions(`${id}.name`))],
      rows.map((row) => [...firm(row), row.index, ...sections.map(({ id }) => row.scores[id] ?? null)]),
    ),
    sheet(
      t('cohort.sheet.steps'),
      [...firmHead, t('cohort.place'), t('cohort.step'), t('cohort.week'), t('board.head.question')],
      rows.flatMap((row) => {
        const { answers, profile } = row.result.submission
        const { scores, priorities } = resultOf(questionnaire, sources.programmes, lists, answers, profile)
        return proposeSteps(questionnaire, scores, priorities, profile).map((step, i): Cell[] => {
          const { title, week, question } = stepText(step, stepSources, tools)
          return [...firm(row), i + 1, title, week, question]
        })
      }),
    ),
    sheet(
      t('cohort.sheet.programmes'),
      [...firmHead, t('board.head.programme')],
      rows.flatMap((row) => row.programmes.map((id) => [...firm(row), words.programmes(`${id}.name`)])),
    ),
    sheet(
      t('cohort.sheet.codes'),
      [t('cohort.code'), t('board.head.question'), t('cohort.option'), t('cohort.score')],
      questionnaire.questions.flatMap(({ id, score, options = [] }) =>
        score
          ? options.map((option): Cell[] => [
              id,
              words.questions(`${id}.question`),
              words.questions(`${id}.options.${option.id}.text`),
              option.score ?? null,
            ])
          : [],
      ),
    ),
  ]
}

function sheet(name: string, head: readonly string[], rows: Cell[][]): Sheet {
  return { name, columns: head.map((header, i) => ({ header, width: i === 1 ? 32 : 16 })), rows }
}
