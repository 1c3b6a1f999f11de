// The score command without its process: arguments in, what goes to standard output and standard error out.
import { readFileSync } from 'node:fs'
import type { Problem } from '../core/read'
import { resultOf } from '../core/result'
import { readAnswersFile } from './answersFile'
import { fileNamed, loadCatalogue, loadQuestionnaire, questionnaireFile, questionnaireIds } from './load'
import { resultJson } from './resultJson'
import { type Placed, report } from './words'

export interface Printed {
  /** One JSON object, or nothing. */
  out: string
  /** What is wrong and what to do, in both languages, or nothing. */
  error: string
}

export function scoreCommand(args: readonly string[]): Printed {
  const [which, answersPath] = args
  if (which === undefined || answersPath === undefined || args.length > 2) return failed(USAGE)
  if (fileNamed(questionnaireFile(which)) === null) return failed(notFound(which))
  const loaded = loadQuestionnaire(which)
  if (!loaded.ok) return failed(...loaded.problems.map((problem) => report(problem)))
  const catalogue = loadCatalogue()
  if (!catalogue.ok) return failed(...catalogue.problems.map((problem) => report(problem)))
  const { questionnaire } = loaded.value
  const { programmes, lists } = catalogue.value

  const inAnswers = (problem: Problem): Placed => ({ ...problem, file: answersPath })
  const file = fileNamed(answersPath)
  if (file === null) {
    return failed(report(inAnswers({ path: '', code: 'not-readable', params: { reason: 'no-file' } })))
  }
  const read = readAnswersFile(readFileSync(file, 'utf8'), questionnaire, lists)
  if (!read.ok) return failed(...read.problems.map((problem) => report(inAnswers(problem))))
  const { answers, profile, today } = read.value
  const result = resultOf(questionnaire, programmes, lists, answers, profile)
  return { out: `${JSON.stringify(resultJson(questionnaire, programmes, result, today), null, 2)}\n`, error: '' }
}

const USAGE = `Cara pakai: npm run --silent score -- <id atau berkas kuesioner> <jawaban.json>
  Usage: npm run --silent score -- <questionnaire id or file> <answers.json>`

function notFound(which: string): string {
  const ids = questionnaireIds().join(', ')
  return `Kuesioner "${which}" tidak ditemukan. Tulis nama berkasnya, atau salah satu id ini: ${ids}.
  The questionnaire "${which}" was not found. Give the name of its file, or one of these ids: ${ids}.`
}

const MOST_LISTED = 20

function failed(...reports: string[]): Printed {
  const more = reports.length - MOST_LISTED
  const lines = [...reports.slice(0, MOST_LISTED), ...(more > 0 ? [`+ ${more}`] : [])]
  return { out: '', error: `${lines.join('\n')}\n` }
}
