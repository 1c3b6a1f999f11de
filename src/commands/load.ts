// Reading the files of `questionnaires/` for the commands and the build: YAML in, checked values or problems out.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type * as v from 'valibot'
import { type Document, isCollection, LineCounter, parseDocument } from 'yaml'
import {
  authoredListsSchema,
  authoredProgrammesSchema,
  checkProgrammes,
  type Lists,
  type Programme,
} from '../core/catalogue'
import type { Authored, Texts } from '../core/questionnaire'
import { type Problem, readWith } from '../core/read'
import { type Compiled, placeholders, readAuthored, splitTexts } from '../core/texts'

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..')
export const QUESTIONNAIRES = join(ROOT, 'questionnaires')

/** A problem with its place in a file. */
export interface FileProblem extends Problem {
  file: string
  line: number
}

export type Loaded<T> = { ok: true; value: T } | { ok: false; problems: FileProblem[] }

/** The ids of the questionnaires of the app: the folders of `questionnaires/`. */
export function questionnaireIds(): string[] {
  return readdirSync(QUESTIONNAIRES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(QUESTIONNAIRES, entry.name, 'questionnaire.yaml')))
    .map((entry) => entry.name)
    .sort()
}

/** The file of a questionnaire given by its id or by its path. */
export function questionnaireFile(idOrPath: string): string {
  return existsSync(idOrPath) ? idOrPath : join(QUESTIONNAIRES, idOrPath, 'questionnaire.yaml')
}

/** Loads and checks a questionnaire, with the one it takes items from and with the language files beside it. */
export function loadQuestionnaire(idOrPath: string): Loaded<Compiled> {
  const file = questionnaireFile(idOrPath)
  const source = loadYaml(file)
  if (!source.ok) return source
  const authored = source.value.content as Partial<Authored> | null
  const from = typeof authored?.itemsFrom === 'string' ? authored.itemsFrom : undefined
  let items: Authored | undefined
  if (from) {
    const other = loadYaml(siblingFile(file, from))
    if (!other.ok)
      return {
        ok: false,
        problems: [at(source.value, { path: 'itemsFrom', code: 'unknown-id', params: { id: from } })],
      }
    items = other.value.content as Authored
  }
  const read = readAuthored(source.value.content, items)
  if (!read.ok) return { ok: false, problems: read.problems.map((problem) => at(source.value, problem)) }
  return withLanguageFiles(file, from, read.value)
}

function siblingFile(file: string, id: string): string {
  const beside = join(dirname(file), '..', id, 'questionnaire.yaml')
  return existsSync(beside) ? beside : questionnaireFile(id)
}

/** Adds the texts of further languages: `<language>.yaml` beside the questionnaire, key to text. */
function withLanguageFiles(file: string, itemsFrom: string | undefined, compiled: Compiled): Loaded<Compiled> {
  const problems: FileProblem[] = []
  const texts = { ...compiled.texts }
  const folders = [...(itemsFrom ? [dirname(siblingFile(file, itemsFrom))] : []), dirname(file)]
  for (const folder of folders) {
    for (const [language, found] of languageFiles(folder)) {
      if (!found.ok) {
        problems.push(...found.problems)
        continue
      }
      const own = found.value.content as Texts
      const known = texts['id'] ?? {}
      texts[language] = { ...texts[language] }
      for (const [key, text] of Object.entries(own)) {
        // The file of the questionnaire that items come from holds more keys than are asked here.
        if (!(key in known)) {
          if (folder === dirname(file))
            problems.push(at(found.value, { path: key, code: 'unknown-id', params: { id: key } }, [key]))
        } else if (placeholders(text) !== placeholders(known[key] ?? '')) {
          problems.push(at(found.value, { path: key, code: 'placeholder-differs', params: { language } }, [key]))
        } else (texts[language] as Texts)[key] = text
      }
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { ...compiled, texts } }
}

/** Further languages as `[language, file]`: `ms.yaml` beside a questionnaire, or `programmes.ms.yaml` beside the catalogue. */
function languageFiles(folder: string, prefix = ''): [string, Loaded<Source>][] {
  if (!existsSync(folder)) return []
  const pattern = new RegExp(`^${prefix.replace('.', '\\.')}([a-z]{2,3}(?:-[A-Za-z]+)?)\\.yaml$`)
  return readdirSync(folder).flatMap((name) => {
    const language = pattern.exec(name)?.[1]
    return language && name !== 'questionnaire.yaml' ? [[language, loadYaml(join(folder, name))]] : []
  })
}

export interface CompiledCatalogue {
  programmes: Programme[]
  lists: Lists
  /** By language and key: `lemmi-4.name`, `sectors.fnb.name`. */
  programmeTexts: Record<string, Texts>
  listTexts: Record<string, Texts>
}

/** Loads and checks the programme catalogue and the lists. */
export function loadCatalogue(folder = QUESTIONNAIRES): Loaded<CompiledCatalogue> {
  const listFile = loadYaml(join(folder, 'lists.yaml'))
  const programmeFile = loadYaml(join(folder, 'programmes.yaml'))
  if (!listFile.ok) return listFile
  if (!programmeFile.ok) return programmeFile
  const lists = readWith(authoredListsSchema as unknown as v.GenericSchema<unknown, object>, listFile.value.content)
  const programmes = readWith(
    authoredProgrammesSchema as unknown as v.GenericSchema<unknown, object>,
    programmeFile.value.content,
  )
  if (!lists.ok) return { ok: false, problems: lists.problems.map((problem) => at(listFile.value, problem)) }
  if (!programmes.ok)
    return { ok: false, problems: programmes.problems.map((problem) => at(programmeFile.value, problem)) }
  const listParts = splitTexts(lists.value)
  const programmeParts = splitTexts(programmes.value)
  const value: CompiledCatalogue = {
    lists: listParts.structure as Lists,
    programmes: programmeParts.structure as Programme[],
    listTexts: withFurther(listParts.texts, languageFiles(folder, 'lists.')),
    programmeTexts: withFurther(programmeParts.texts, languageFiles(folder, 'programmes.')),
  }
  const problems = checkProgrammes(value.programmes, value.lists).map((problem) => at(programmeFile.value, problem))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value }
}

function withFurther(texts: Record<string, Texts>, files: [string, Loaded<Source>][]): Record<string, Texts> {
  const further = files.flatMap(([language, found]) =>
    found.ok ? [[language, found.value.content as Texts] as const] : [],
  )
  return { ...texts, ...Object.fromEntries(further) }
}

interface Source {
  file: string
  content: unknown
  document: Document.Parsed
  lines: LineCounter
}

function loadYaml(file: string): Loaded<Source> {
  const shown = file.startsWith(ROOT) ? file.slice(ROOT.length + 1) : file
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return {
      ok: false,
      problems: [{ file: shown, line: 1, path: '', code: 'not-readable', params: { reason: basename(file) } }],
    }
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const problems = document.errors.map((error) => ({
    file: shown,
    line: lines.linePos(error.pos[0]).line,
    path: '',
    code: 'not-readable' as const,
    params: { reason: error.message },
  }))
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, value: { file: shown, content: document.toJS(), document, lines } }
}

/** Adds file and line to a problem: the line of its path, or of the nearest place above it that is written down. */
function at(source: Source, problem: Problem, keys: (string | number)[] = keysOf(problem.path)): FileProblem {
  for (let length = keys.length; length > 0; length--) {
    const path = keys.slice(0, length)
    const range = keyOrValueRange(source.document, path)
    if (range !== undefined) return { ...problem, file: source.file, line: source.lines.linePos(range).line }
  }
  return { ...problem, file: source.file, line: 1 }
}

function keyOrValueRange(document: Document.Parsed, path: (string | number)[]): number | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  const last = path[path.length - 1]
  if (!isCollection(parent)) return undefined
  for (const item of parent.items as { key?: { value?: unknown; range?: number[] }; range?: number[] }[]) {
    if (item.key?.value === last && item.key?.range) return item.key.range[0]
  }
  const value = document.getIn(path, true) as { range?: number[] } | undefined
  return value?.range?.[0]
}

function keysOf(path: string): (string | number)[] {
  return path === '' ? [] : path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key))
}
