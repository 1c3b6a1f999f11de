// Reading the files of `questionnaires/` for the commands and the build: YAML in, checked values or problems out.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { type Document, isCollection, LineCounter, parseDocument } from 'yaml'
import {
  authoredListsSchema,
  authoredProgrammesSchema,
  checkCodes,
  checkLists,
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

/** The file of a questionnaire given by its id or by its path; a path counts from where the person stands. */
export function questionnaireFile(idOrPath: string): string {
  return fileNamed(idOrPath) ?? join(QUESTIONNAIRES, idOrPath, 'questionnaire.yaml')
}

/** A file by its path, from here or from where npm was called; null when there is none. */
export function fileNamed(path: string): string | null {
  const places = [resolve(path), resolve(process.env['INIT_CWD'] ?? '.', path)]
  return places.find((place) => statSync(place, { throwIfNoEntry: false })?.isFile()) ?? null
}

/**
 * Loads and checks a questionnaire, with the one it takes items from and with the language files beside it.
 * @param lists when given, the codes the questionnaire takes from them are checked too.
 */
export function loadQuestionnaire(idOrPath: string, lists?: Lists): Loaded<Compiled> {
  const file = questionnaireFile(idOrPath)
  const source = loadYaml(file)
  if (!source.ok) return source
  const authored = source.value.content as Partial<Authored> | null
  const from = typeof authored?.itemsFrom === 'string' ? authored.itemsFrom : undefined
  let items: Authored | undefined
  if (from) {
    const sibling = siblingFile(file, from)
    if (!sibling) return failed(source.value, [{ path: 'itemsFrom', code: 'unknown-id', params: { id: from } }])
    const other = loadYaml(sibling)
    if (!other.ok) return other
    const sound = readAuthored(other.value.content)
    if (!sound.ok) return failed(other.value, sound.problems)
    items = other.value.content as Authored
  }
  const read = readAuthored(source.value.content, items)
  const problems = read.ok ? (lists ? checkCodes(read.value.questionnaire, lists) : []) : read.problems
  if (!read.ok || problems.length > 0) {
    const own = authored?.questions?.length ?? 0
    return failed(
      source.value,
      problems.map((problem) => (isTaken(problem, own) ? { ...problem, path: 'itemsFrom' } : problem)),
    )
  }
  return withLanguageFiles(file, from, read.value)
}

/** Questions taken from another questionnaire stand behind the file's own ones, and are not written in it. */
function isTaken({ path }: Problem, own: number): boolean {
  const place = /^questions\.(\d+)/.exec(path)?.[1]
  return place !== undefined && Number(place) >= own
}

function siblingFile(file: string, id: string): string | null {
  const places = [join(dirname(file), '..', id, 'questionnaire.yaml'), questionnaireFile(id)]
  return places.find((place) => existsSync(place)) ?? null
}

/** Adds the texts of further languages: `<language>.yaml` beside the questionnaire, key to text. */
function withLanguageFiles(file: string, itemsFrom: string | undefined, compiled: Compiled): Loaded<Compiled> {
  const sibling = itemsFrom ? siblingFile(file, itemsFrom) : null
  // The file beside the questionnaire that items come from holds more keys than are asked here.
  const taken = sibling ? withFurther(compiled.texts, languageFiles(dirname(sibling)), 'some') : undefined
  const own = withFurther(taken?.ok ? taken.value : compiled.texts, languageFiles(dirname(file)), 'all')
  return own.ok ? { ok: true, value: { ...compiled, texts: own.value } } : own
}

/** Texts with those of further languages added, each checked against the Indonesian ones; `known` says whether every key must be there. */
function withFurther(
  texts: Record<string, Texts>,
  files: [string, Loaded<Source>][],
  known: 'all' | 'some',
): Loaded<Record<string, Texts>> {
  const base = texts['id'] ?? {}
  const all = { ...texts }
  const problems: FileProblem[] = []
  for (const [language, found] of files) {
    if (!found.ok) {
      problems.push(...found.problems)
      continue
    }
    const read = readWith(textsSchema, found.value.content ?? {})
    if (!read.ok) {
      problems.push(...read.problems.map((problem) => at(found.value, problem, [problem.path])))
      continue
    }
    const kept = Object.entries(read.value).filter(([key, text]) => {
      const original = base[key]
      const problem: Problem | null =
        original === undefined
          ? { path: key, code: 'unknown-id', params: { id: key } }
          : placeholders(text) !== placeholders(original)
            ? { path: key, code: 'placeholder-differs', params: { language } }
            : null
      if (problem && (original !== undefined || known === 'all')) problems.push(at(found.value, problem, [key]))
      return problem === null
    })
    all[language] = { ...all[language], ...Object.fromEntries(kept) }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: all }
}

const textsSchema = v.record(v.string(), v.string())

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
  if (!listFile.ok || !programmeFile.ok) return { ok: false, problems: problemsIn(listFile, programmeFile) }
  const lists = parted(listFile.value, authoredListsSchema)
  const programmes = parted(programmeFile.value, authoredProgrammesSchema)
  if (!lists.ok || !programmes.ok) return { ok: false, problems: problemsIn(lists, programmes) }
  const listTexts = withFurther(lists.value.texts, languageFiles(folder, 'lists.'), 'all')
  const programmeTexts = withFurther(programmes.value.texts, languageFiles(folder, 'programmes.'), 'all')
  const value = {
    lists: lists.value.structure as Lists,
    programmes: programmes.value.structure as Programme[],
  }
  const problems = [
    ...checkLists(value.lists, value.programmes).map((problem) => at(listFile.value, problem)),
    ...checkProgrammes(value.programmes, value.lists).map((problem) => at(programmeFile.value, problem)),
    ...problemsIn(listTexts, programmeTexts),
  ]
  return problems.length === 0 && listTexts.ok && programmeTexts.ok
    ? { ok: true, value: { ...value, listTexts: listTexts.value, programmeTexts: programmeTexts.value } }
    : { ok: false, problems }
}

/** Checks the shape of a file of language maps, and parts its texts from its structure. */
function parted(source: Source, schema: v.GenericSchema): Loaded<ReturnType<typeof splitTexts>> {
  const read = readWith(schema, source.content)
  return read.ok ? { ok: true, value: splitTexts(read.value) } : failed(source, read.problems)
}

function problemsIn(...loaded: Loaded<unknown>[]): FileProblem[] {
  return loaded.flatMap((one) => (one.ok ? [] : one.problems))
}

function failed(source: Source, problems: readonly Problem[]): { ok: false; problems: FileProblem[] } {
  return { ok: false, problems: problems.map((problem) => at(source, problem)) }
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
      problems: [{ file: shown, line: 1, path: '', code: 'not-readable', params: { reason: 'no-file' } }],
    }
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  // The first mistake makes the next ones: only that one is worth reading.
  const problems = document.errors.slice(0, 1).map((error) => ({
    file: shown,
    line: lines.linePos(error.pos[0]).line,
    path: '',
    code: 'not-readable' as const,
    params: { reason: error.code, detail: error.message },
  }))
  if (problems.length > 0) return { ok: false, problems }
  try {
    return { ok: true, value: { file: shown, content: document.toJS(), document, lines } }
  } catch (error) {
    // An alias without its anchor, or one that unfolds without end, shows only here.
    const params = { reason: 'BAD_ALIAS', detail: error instanceof Error ? error.message : String(error) }
    return { ok: false, problems: [{ file: shown, line: 1, path: '', code: 'not-readable', params }] }
  }
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
