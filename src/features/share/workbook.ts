// The plan and the answers as one workbook, in a language of the person's choice.
import type { PlanStep } from '../../core/plan'
import { today } from '../../platform/clock'
import { type Handed, handOver } from '../../platform/files'
import { prepareLanguage, type useT } from '../../platform/i18n'
import { writeSpreadsheet, XLSX } from '../../platform/spreadsheet'
import { offered, openProgrammes, openQuestionnaire } from '../../store/catalogue'
import type { ReadyAssessment } from '../../store/opened'
import { actionSheet, answersSheet } from '../../words/sheets'

/**
 * Makes the workbook of a round and of its firm's plan and hands it over. Its name holds no firm's name, nor do its cells.
 * @param tools the texts of the language it is to be in: what `useT` gives there.
 * @param notes whether the owner's notes are in it.
 */
export async function saveWorkbook(
  { assessment, records }: Pick<ReadyAssessment, 'assessment' | 'records'>,
  steps: readonly PlanStep[],
  tools: ReturnType<typeof useT>,
  notes: boolean,
): Promise<Handed> {
  const { language } = tools
  const open = (id: string, version: string) => openQuestionnaire(id, version, ['ask', 'help', 'advice'])
  const own = await open(assessment.questionnaire, assessment.version)
  if (!own) throw new Error('The questionnaire of this round is not there.')
  // Steps may come from other questionnaires than this round's.
  const others = await Promise.all(
    offered.map(({ id, version }) => (id === own.questionnaire.id ? own : open(id, version))),
  )
  const programmes = await openProgrammes(false)
  await prepareLanguage(language)
  const sources = {
    questionnaires: new Map(
      [own, ...others].flatMap((one) => (one ? [[one.questionnaire.id, { ...one, words: one.words(language) }]] : [])),
    ),
    programmeWords: programmes.words(language),
  }
  const sheets = [
    actionSheet(steps, sources, tools, notes),
    answersSheet(own.questionnaire, own.words(language), records, tools, notes),
  ]
  const blob = await writeSpreadsheet(sheets, language)
  return handOver(new File([blob], `siap-${today()}.xlsx`, { type: XLSX }))
}
