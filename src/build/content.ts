// Compiles questionnaires, catalogue, lists and locales into modules the app imports. A broken file fails the build.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import {
  type FileProblem,
  type Loaded,
  loadCatalogue,
  loadQuestionnaire,
  QUESTIONNAIRES,
  questionnaireIds,
  ROOT,
} from '../commands/load'
import type { Texts } from '../core/questionnaire'
import { isCardText, partOf, type TextPart, textKeys } from '../core/texts'

const CONTENT = 'virtual:content'
const LOCALES = 'virtual:locales'
const OFFERINGS = 'virtual:offerings'
const PARTS: TextPart[] = ['ask', 'help', 'advice']
/**
 * Which sections of a locale travel together, each bundle with the first screen that needs it. A screen needs its own bundle and all before it.
 * The authors' problem texts are for the command line only.
 */
const BUNDLES: Record<string, readonly string[]> = {
  first: ['app', 'home'],
  ask: ['notice', 'state', 'start', 'tasks', 'ask', 'profile', 'check'],
  result: ['result', 'steps', 'programmes', 'programme', 'why', 'how', 'catalogue', 'card'],
  keep: [
    'about',
    'saved',
    'plan',
    'undone',
    'whatIf',
    'targets',
    'tools',
    'compare',
    'share',
    'print',
    'paper',
    'picture',
    'sheet',
    'codes',
    'backup',
    'join',
  ],
  room: ['room', 'relay', 'board', 'cohort', 'script', 'kiosk', 'keyIn'],
}
const COMMAND_LINE = ['problem']

/** `virtual:content`: what can be asked and recommended; `virtual:offerings`: what the first screen says of it. `virtual:locales`: the app's own texts, in bundles. */
export function content(): Plugin {
  const modules = new Map<string, () => unknown>()
  return {
    name: 'siap-content',
    buildStart() {
      modules.clear()
      for (const [id, make] of contentModules()) modules.set(id, make)
      for (const [id, make] of localeModules()) modules.set(id, make)
    },
    resolveId: (id) => ([CONTENT, LOCALES, OFFERINGS].some((name) => id.startsWith(name)) ? `\0${id}` : null),
    load(id) {
      const make = id.startsWith('\0') ? modules.get(id.slice(1)) : undefined
      if (!make) return null
      for (const file of watched()) this.addWatchFile(file)
      const made = make()
      return typeof made === 'string' ? made : `export default ${JSON.stringify(made)}`
    },
  }
}

function* contentModules(): Generator<[string, () => unknown]> {
  const catalogue = must(loadCatalogue())
  const questionnaires = questionnaireIds()
    .map((id) => must(loadQuestionnaire(id, catalogue.lists)))
    .sort((a, b) => Number(a.questionnaire.estimate ?? false) - Number(b.questionnaire.estimate ?? false))
  const offerings = questionnaires.map(({ questionnaire: { id, version, minutes, estimate } }) => ({
    id,
    version,
    minutes: minutes ?? 0,
    estimate: estimate ?? false,
  }))
  yield [OFFERINGS, () => `export const offerings = ${JSON.stringify(offerings)}`]
  yield [`${CONTENT}/programmes`, () => catalogue.programmes]
  // The industry codes are for authors and for what comes later; no screen shows their titles.
  const lists = { ...catalogue.lists, kbli: [] }
  yield [`${CONTENT}/lists`, () => lists]

  yield* textModules('lists', textKeys(lists), catalogue.listTexts)
  const programmeKeys = textKeys(catalogue.programmes)
  yield* textModules(
    'programmes-list',
    programmeKeys.filter((key) => !isCardText(key)),
    catalogue.programmeTexts,
  )
  yield* textModules('programmes-card', programmeKeys.filter(isCardText), catalogue.programmeTexts)
  for (const { questionnaire, texts } of questionnaires) {
    // Items taken from another questionnaire travel once, with that one, and so do their words.
    const source = questionnaires.find((other) => other.questionnaire.id === questionnaire.itemsFrom)
    const taken = new Set(source?.questionnaire.questions.map(({ id }) => id))
    const questions = questionnaire.questions.filter(({ id }) => !taken.has(id))
    yield [`${CONTENT}/${questionnaire.id}`, () => ({ ...questionnaire, questions })]
    const own = Object.fromEntries(
      Object.entries(texts).map(([language, all]) => [
        language,
        only(all, (key) => !source || all[key] !== source.texts[language]?.[key]),
      ]),
    )
    for (const part of PARTS) {
      const keys = textKeys(questionnaire).filter((key) => partOf(key) === part)
      yield* textModules(`${questionnaire.id}-${part}`, keys, own)
    }
  }

  const texts = (name: string, languages: Record<string, unknown>) =>
    byLanguage(Object.keys(languages), (language) => loader(`${CONTENT}/${name}/${language}`))
  yield [
    CONTENT,
    () =>
      `${[
        `export const questionnaires = [${questionnaires
          .map(({ questionnaire: { id, version, itemsFrom }, texts: all }) => {
            const parts = PARTS.map((part) => `${part}: ${texts(`${id}-${part}`, all)}`)
            return `{ ...${JSON.stringify({ id, version, itemsFrom })}, structure: ${loader(`${CONTENT}/${id}`)}, texts: { ${parts.join(', ')} } }`
          })
          .join(', ')}]`,
        `export const programmes = ${loader(`${CONTENT}/programmes`)}`,
        `export const lists = ${loader(`${CONTENT}/lists`)}`,
        `export const listTexts = ${texts('lists', catalogue.listTexts)}`,
        `export const programmeTexts = { list: ${texts('programmes-list', catalogue.programmeTexts)}, card: ${texts('programmes-card', catalogue.programmeTexts)} }`,
      ].join('\n')}\n`,
  ]
}

/** The texts of some keys as plain lists, one per language; 0 where a language has none. Keys would weigh a fifth of every language. */
function* textModules(name: string, keys: string[], texts: Record<string, Texts>): Generator<[string, () => unknown]> {
  for (const [language, own] of Object.entries(texts)) {
    yield [`${CONTENT}/${name}/${language}`, () => keys.map((key) => own[key] ?? 0)]
  }
}

function* localeModules(): Generator<[string, () => unknown]> {
  const folder = join(ROOT, 'locales')
  const languages = readdirSync(folder).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : []))
  const read = (language: string) =>
    JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as Record<string, unknown>
  for (const language of languages) {
    const texts = read(language)
    const known = [...Object.values(BUNDLES).flat(), ...COMMAND_LINE]
    const lost = Object.keys(texts).filter((section) => !known.includes(section))
    if (lost.length > 0) throw new Error(`locales/${language}.json: no bundle holds ${lost.join(', ')}`)
    for (const [bundle, sections] of Object.entries(BUNDLES)) {
      yield [`${LOCALES}/${language}/${bundle}`, () => only(texts, (key) => sections.includes(key))]
    }
  }
  yield [
    LOCALES,
    () => {
      const names = languages.map(
        (language) => `${JSON.stringify(language)}: ${JSON.stringify((read(language)['app'] as Texts)['language'])}`,
      )
      const bundles = Object.keys(BUNDLES).map(
        (bundle) => `${bundle}: ${byLanguage(languages, (language) => loader(`${LOCALES}/${language}/${bundle}`))}`,
      )
      return `export const names = { ${names.join(', ')} }\nexport const bundles = { ${bundles.join(',\n')} }\n`
    },
  ]
}

function loader(module: string): string {
  return `() => import('${module}').then((m) => m.default)`
}

function byLanguage(languages: string[], of: (language: string) => string): string {
  return `{ ${languages.map((language) => `${JSON.stringify(language)}: ${of(language)}`).join(', ')} }`
}

function only<T>(record: Record<string, T>, keep: (key: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => keep(key)))
}

function must<T>(loaded: Loaded<T>): T {
  if (loaded.ok) return loaded.value
  const line = ({ file, line, path, code, params }: FileProblem) =>
    `${file}:${line} ${path} ${code} ${JSON.stringify(params ?? {})}`
  throw new Error(
    `Questionnaires or catalogue are broken (npm run questionnaires explains):\n${loaded.problems.map(line).join('\n')}`,
  )
}

function watched(): string[] {
  return [QUESTIONNAIRES, join(ROOT, 'locales')].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(yaml|json)$/.test(name))
      .map((name) => join(folder, name)),
  )
}
