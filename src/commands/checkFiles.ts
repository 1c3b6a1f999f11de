// Checks everything an author writes: questionnaires, the programme catalogue, the lists, and the files of further languages.
import { type FileProblem, loadCatalogue, loadQuestionnaire } from './load'

export interface Check {
  problems: FileProblem[]
  questionnaires: number
  /** Null when the catalogue or the lists cannot be read. */
  programmes: number | null
}

/** Checks the catalogue, the lists and the questionnaires given by id or by file; problems in the order of files and lines. */
export function checkFiles(idsOrFiles: readonly string[]): Check {
  const catalogue = loadCatalogue()
  const lists = catalogue.ok ? catalogue.value.lists : undefined
  const found = [
    ...(catalogue.ok ? [] : catalogue.problems),
    ...idsOrFiles.flatMap((idOrFile) => {
      const loaded = loadQuestionnaire(idOrFile, lists)
      return loaded.ok ? [] : loaded.problems
    }),
  ]
  return {
    problems: once(found).sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1)),
    questionnaires: idsOrFiles.length,
    programmes: catalogue.ok ? catalogue.value.programmes.length : null,
  }
}

/** A questionnaire that others take items from is checked more than once. */
function once(problems: FileProblem[]): FileProblem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()]
}
