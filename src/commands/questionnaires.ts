// npm run questionnaires -- [ids or files...] [--lang id|en]
// Checks every questionnaire, the catalogue and the lists; exit 1 when something is wrong.
import { parseArgs } from 'node:util'
import { type Check, checkFiles } from './checkFiles'
import { questionnaireIds } from './load'
import { LANGUAGES, type Language, report } from './words'

const { values, positionals } = parseArgs({ options: { lang: { type: 'string' } }, allowPositionals: true })
const languages = LANGUAGES.filter((language) => values.lang === undefined || language === values.lang)
const check = checkFiles(positionals.length > 0 ? positionals : questionnaireIds())
for (const problem of check.problems) process.stdout.write(`${report(problem, languages)}\n\n`)
process.stdout.write(`${languages.map((language) => total(check, language)).join('\n')}\n`)
process.exitCode = check.problems.length > 0 ? 1 : 0

function total({ questionnaires, programmes, problems }: Check, language: Language): string {
  const wrong = problems.length
  if (language === 'id') {
    return `${questionnaires} kuesioner, ${programmes ?? 0} program: ${wrong === 0 ? 'tidak ada masalah' : `${wrong} masalah`}`
  }
  const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`
  return `${count(questionnaires, 'questionnaire')}, ${count(programmes ?? 0, 'programme')}: ${wrong === 0 ? 'no problems' : count(wrong, 'problem')}`
}
