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
import { partOf, type TextPart } from '../core/texts'

const CONTENT = 'virtual:content'
const LOCALES = 'virtual:locales'
const OFFERINGS = 'virtual:offerings'
const PARTS: TextPart[] = ['ask', 'help', 'advice']
/** Catalogue texts that a list of programmes shows; the rest belongs to a programme's own card. */
const CARD_ONLY = /\.(partners|audience|about|duration|cost|ask|services\..+|sites\..+)$/
/** The app's texts that the first screen needs; everything else of a locale comes with the first screen that needs it. */
const FIRST_SCREEN = ['app', 'home']

/** `virtual:content`: what can be asked and recommended; `virtual:offerings`: what the first screen says of it. `virtual:locales`: the app's own texts, first screen and rest apart. */
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
    .map((id) => must(loadQuestionnaire(id)))
    .sort((a, b) => Number(a.questionnaire.estimate ?? false) - Number(b.questionnaire.estimate ?? false))
  yield [
    OFFERINGS,
    () =>
      `export const offerings = ${JSON.stringify(questionnaires.map(({ questionnaire: { id, minutes, estimate } }) => ({ id, minutes: minutes ?? 0, estimate: estimate ?? false })))}`,
  ]
  yield [`${CONTENT}/programmes`, () => catalogue.programmes]
  yield [`${CONTENT}/lists`, () => catalogue.lists]
  const languages = new Set(['id', 'en'])
  for (const { questionnaire, texts } of questionnaires) {
    yield [`${CONTENT}/${questionnaire.id}`, () => questionnaire]
    // Words of items taken from another questionnaire travel once, with that one.
    const source = questionnaires.find((other) => other.questionnaire.id === questionnaire.itemsFrom)
    for (const [language, all] of Object.entries(texts)) {
      languages.add(language)
      const own = only(all, (key) => !source || all[key] !== source.texts[language]?.[key])
      for (const part of PARTS) {
        yield [`${CONTENT}/${questionnaire.id}/${language}/${part}`, () => only(own, (key) => partOf(key) === part)]
      }
    }
  }
  for (const language of languages) {
    yield [`${CONTENT}/lists/${language}`, () => catalogue.listTexts[language] ?? {}]
    const texts = catalogue.programmeTexts[language] ?? {}
    yield [`${CONTENT}/programmes/${language}/list`, () => only(texts, (key) => !CARD_ONLY.test(key))]
    yield [`${CONTENT}/programmes/${language}/card`, () => only(texts, (key) => CARD_ONLY.test(key))]
  }
  yield [
    CONTENT,
    () =>
      `${[
        `export const questionnaires = [${questionnaires
          .map(
            ({ questionnaire: { id, version, minutes, estimate, itemsFrom }, texts }) =>
              `{ id: '${id}', version: '${version}', minutes: ${minutes ?? 0}, estimate: ${estimate ?? false}, structure: ${loader(`${CONTENT}/${id}`)}, texts: ${byLanguage(Object.keys(texts), (language) => `{ ${PARTS.map((part) => `${part}: ${loader(...(itemsFrom ? [`${CONTENT}/${itemsFrom}/${language}/${part}`] : []), `${CONTENT}/${id}/${language}/${part}`)}`).join(', ')} }`)} }`,
          )
          .join(', ')}]`,
        `export const programmes = ${loader(`${CONTENT}/programmes`)}`,
        `export const lists = ${loader(`${CONTENT}/lists`)}`,
        `export const listTexts = ${byLanguage([...languages], (language) => loader(`${CONTENT}/lists/${language}`))}`,
        `export const programmeTexts = ${byLanguage([...languages], (language) => `{ list: ${loader(`${CONTENT}/programmes/${language}/list`)}, card: ${loader(`${CONTENT}/programmes/${language}/card`)} }`)}`,
      ].join('\n')}\n`,
  ]
}

function* localeModules(): Generator<[string, () => unknown]> {
  const folder = join(ROOT, 'locales')
  const languages = readdirSync(folder).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : []))
  const read = (language: string) =>
    JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as Record<string, unknown>
  for (const language of languages) {
    yield [`${LOCALES}/${language}/first`, () => only(read(language), (key) => FIRST_SCREEN.includes(key))]
    // The authors' problem texts are for the command line only.
    yield [
      `${LOCALES}/${language}/rest`,
      () => only(read(language), (key) => !FIRST_SCREEN.includes(key) && key !== 'problem'),
    ]
  }
  yield [
    LOCALES,
    () => {
      const names = languages.map(
        (language) => `${JSON.stringify(language)}: ${JSON.stringify((read(language)['app'] as Texts)['language'])}`,
      )
      return `export const names = { ${names.join(', ')} }
export const first = ${byLanguage(languages, (language) => loader(`${LOCALES}/${language}/first`))}
export const rest = ${byLanguage(languages, (language) => loader(`${LOCALES}/${language}/rest`))}
`
    },
  ]
}

/** Code that loads a module, or several as one, the later ones winning. */
function loader(...modules: string[]): string {
  if (modules.length === 1) return `() => import('${modules[0]}').then((m) => m.default)`
  const imports = modules.map((module) => `import('${module}')`).join(', ')
  return `() => Promise.all([${imports}]).then((all) => Object.assign({}, ...all.map((m) => m.default)))`
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
