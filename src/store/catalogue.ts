// Questionnaires, lists and programmes: loaded when first wanted, checked once, never changed.
// Texts are looked up by key in the language of the screen; a language switch waits until its texts are here.
import {
  questionnaires as builtIn,
  listTexts,
  lists as loadListsFile,
  programmes as loadProgrammesFile,
  programmeTexts,
} from 'virtual:content'
import { offerings } from 'virtual:offerings'
import type { Lists, Programme } from '../core/catalogue'
import { type Questionnaire, readQuestionnaire, type Texts } from '../core/questionnaire'
import { newStoredQuestionnaire, readStoredQuestionnaire, type StoredQuestionnaire } from '../core/records'
import { isCardText, partOf, type TextPart, textKeys, textsFrom, withItemsFrom } from '../core/texts'
import { change, readAll } from '../platform/disk'
import { alongWithLanguage, currentLanguage } from '../platform/i18n'

/** The questionnaires the app offers, as the home screen names them. */
export const offered: typeof offerings = offerings

const PARTS: readonly TextPart[] = ['ask', 'help', 'advice']

type TextLoader = (language: string) => Promise<Texts | undefined>
const texts = new Map<string, Map<string, Texts>>()
const loaders = new Map<string, TextLoader>()

/** Loads one set of texts for the language of the screen, and keeps it along with every language switched to later. */
async function needTexts(set: string, loader: TextLoader): Promise<void> {
  loaders.set(set, loader)
  await loadTexts(set, currentLanguage())
}

async function loadTexts(set: string, language: string): Promise<void> {
  const own = texts.get(set) ?? new Map<string, Texts>()
  texts.set(set, own)
  if (own.has(language)) return
  const loader = loaders.get(set)
  // A language that has no such texts (yet) shows the Indonesian ones: better than nothing, and said in About.
  const found = (await loader?.(language)) ?? (await loader?.('id'))
  if (found) own.set(language, found)
}

alongWithLanguage((language) => Promise.all([...loaders.keys()].map((set) => loadTexts(set, language))))

/** A text by its key from sets already loaded; '' when there is none. */
export type Words = (key: string) => string

/** The words of some sets in one language. */
function wordsFrom(sets: readonly string[], language: string): Words {
  const found = sets.flatMap((set): Texts[] => {
    const own = texts.get(set)?.get(language)
    return own ? [own] : []
  })
  return (key) => {
    for (const own of found) if (key in own) return own[key] ?? ''
    return ''
  }
}

/** A questionnaire ready to ask, with where its words are. */
export interface OpenQuestionnaire {
  /** `id@version` */
  key: string
  questionnaire: Questionnaire
  /** Words of the parts loaded so far, in a language. */
  words: (language: string) => Words
}

const structures = new Map<string, Questionnaire>()

/**
 * Opens a questionnaire with the given parts of its words: the one built in when the version is the same,
 * else the one that was stored when the assessment began. Null when neither can be read.
 */
export async function openQuestionnaire(
  id: string,
  version: string,
  parts: readonly TextPart[],
): Promise<OpenQuestionnaire | null> {
  const key = `${id}@${version}`
  const current = builtIn.find((candidate) => candidate.id === id && candidate.version === version)
  if (!structures.has(key)) {
    const raw = current ? await builtInStructure(id) : (await stored(key))?.structure
    const read = readQuestionnaire(raw)
    if (!read.ok) return null
    structures.set(key, read.value)
  }
  if (current) {
    await Promise.all(parts.map((part) => needTexts(`${key}/${part}`, (language) => builtInTexts(id, part, language))))
  } else await needTexts(`${key}/ask`, async (language) => (await stored(key))?.texts[language])
  const sets = PARTS.map((part) => `${key}/${part}`)
  return { key, questionnaire: structures.get(key) as Questionnaire, words: (language) => wordsFrom(sets, language) }
}

/** A built-in questionnaire with the items it takes from another. */
async function builtInStructure(id: string): Promise<Questionnaire> {
  const current = builtIn.find((candidate) => candidate.id === id)
  const own = (await current?.structure()) as Questionnaire
  return current?.itemsFrom ? withItemsFrom(own, await builtInStructure(current.itemsFrom)) : own
}

/** One part of a built-in questionnaire's words, with those of the items it takes from another; undefined when a language has none. */
async function builtInTexts(id: string, part: TextPart, language: string): Promise<Texts | undefined> {
  const current = builtIn.find((candidate) => candidate.id === id)
  const load = current?.texts[part][language]
  if (!current || !load) return undefined
  const [structure, list, source] = await Promise.all([
    builtInStructure(id),
    load(),
    current.itemsFrom ? builtInTexts(current.itemsFrom, part, language) : undefined,
  ])
  const keys = textKeys(structure).filter((key) => partOf(key) === part)
  return { ...source, ...textsFrom(keys, list) }
}

async function stored(key: string): Promise<StoredQuestionnaire | undefined> {
  const { records } = await readAll('questionnaires', readStoredQuestionnaire)
  return records.find((record) => record.id === key)
}

/** Keeps the built-in questionnaire with all its texts, once per version, so that a later app can still ask it. */
export async function storeQuestionnaire(id: string, version: string): Promise<void> {
  const key = `${id}@${version}`
  const current = builtIn.find((candidate) => candidate.id === id && candidate.version === version)
  if (!current || (await stored(key))) return
  const all = await Promise.all(
    Object.keys(current.texts.ask).map(async (language) => {
      const loaded = await Promise.all(PARTS.map((part) => builtInTexts(id, part, language)))
      return [language, Object.assign({}, ...loaded) as Texts] as const
    }),
  )
  const record = newStoredQuestionnaire(key, await builtInStructure(id), Object.fromEntries(all))
  await change([{ shelf: 'questionnaires', id: key, to: (before) => before ?? record }])
}

export interface OpenLists {
  lists: Lists
  words: (language: string) => Words
}

export interface OpenProgrammes {
  programmes: Programme[]
  words: (language: string) => Words
}

let lists: Promise<Lists> | undefined
let programmes: Promise<Programme[]> | undefined

/** The lists with their words. They were checked when the app was built. */
export async function openLists(): Promise<OpenLists> {
  lists ??= loadListsFile() as Promise<Lists>
  const [value] = await Promise.all([lists, needTexts('lists', listWords)])
  return { lists: value, words: (language) => wordsFrom(['lists'], language) }
}

/** The catalogue with the words of its list, and of the programmes' own cards when asked for. */
export async function openProgrammes(cards: boolean): Promise<OpenProgrammes> {
  programmes ??= loadProgrammesFile() as Promise<Programme[]>
  const [value] = await Promise.all([
    programmes,
    needTexts('programmes/list', (language) => programmeWords('list', language)),
    cards ? needTexts('programmes/card', (language) => programmeWords('card', language)) : undefined,
  ])
  return { programmes: value, words: (language) => wordsFrom(['programmes/list', 'programmes/card'], language) }
}

async function listWords(language: string): Promise<Texts | undefined> {
  const [value, list] = await Promise.all([lists, listTexts[language]?.()])
  return list && textsFrom(textKeys(value), list)
}

async function programmeWords(part: 'list' | 'card', language: string): Promise<Texts | undefined> {
  const [value, list] = await Promise.all([programmes, programmeTexts[part][language]?.()])
  const keys = textKeys(value).filter((key) => isCardText(key) === (part === 'card'))
  return list && textsFrom(keys, list)
}
