// An authored file holds its texts in both languages, side by side; a compiled questionnaire travels without them.
// Here the two are parted: the structure, and per language one flat map from key to text.
import type * as v from 'valibot'
import { type Authored, authoredSchema, type Questionnaire, readQuestionnaire, type Texts } from './questionnaire'
import { type Problem, type Read, readWith } from './read'

/** A structure without texts, and its texts by language and key (`lean-5r.question`, `lean.name`, `levels.2.name`). */
export interface Compiled {
  questionnaire: Questionnaire
  texts: Record<string, Texts>
}

/** Texts come in three parts, so that the first question waits for the first only. */
export type TextPart = 'ask' | 'help' | 'advice'

/**
 * Reads an authored file: shape, rules, and every text present in both languages with the same placeholders.
 * @param itemsFrom the authored questionnaire named by `itemsFrom`, whose questions this one may ask by their ids.
 */
export function readAuthored(input: unknown, itemsFrom?: Authored): Read<Compiled> {
  const shaped = readWith(authoredSchema as v.GenericSchema<unknown, Authored>, input)
  if (!shaped.ok) return shaped
  const whole = itemsFrom ? withItemsFrom(shaped.value, itemsFrom) : shaped.value
  const texts: Record<string, Texts> = {}
  const problems: Problem[] = []
  const structure = walk(whole, isLanguageMap, (path, key, text) => {
    const map = text as Record<string, string>
    for (const language of shaped.value.languages) {
      const text = map[language]
      if (text === undefined)
        problems.push({ path: `${path}.${language}`, code: 'missing-language', params: { language } })
      else put(texts, language, key, text)
    }
    for (const [language, text] of Object.entries(map)) {
      if (placeholders(text) !== placeholders(map['id'] ?? '')) {
        problems.push({ path: `${path}.${language}`, code: 'placeholder-differs', params: { language } })
      }
    }
  })
  const read = readQuestionnaire(structure)
  if (!read.ok) problems.push(...read.problems)
  return read.ok && problems.length === 0
    ? { ok: true, value: { questionnaire: read.value, texts } }
    : { ok: false, problems }
}

interface Asking {
  root: unknown
  questions: { id: string; needs?: { item: string; atLeast: number }[] | undefined }[]
}

/** The questions a questionnaire asks by id but does not define, taken over from another; what it does not ask is no prerequisite (rule P5). */
export function withItemsFrom<T extends Asking>(authored: T, source: T): T {
  const own = new Set(authored.questions.map((question) => question.id))
  const wanted = new Set<string>()
  const collect = (value: unknown): void => {
    if (typeof value === 'string') wanted.add(value)
    else if (typeof value === 'object' && value !== null && 'children' in value) {
      for (const child of value.children as unknown[]) collect(child)
    } else if (typeof value === 'object' && value !== null && 'ref' in value) collect(value.ref)
  }
  collect(authored.root)
  const taken = source.questions.filter((question) => wanted.has(question.id) && !own.has(question.id))
  const asked = new Set([...own, ...taken.map((question) => question.id)])
  return {
    ...authored,
    questions: [
      ...authored.questions,
      ...taken.map(({ needs, ...question }) => {
        const kept = needs?.filter((need) => asked.has(need.item))
        return kept?.length ? { ...question, needs: kept } : question
      }),
    ],
  }
}

/** Parts texts and structure of anything authored with language maps, such as the lists and the catalogue. */
export function splitTexts(authored: unknown): { structure: unknown; texts: Record<string, Texts> } {
  const texts: Record<string, Texts> = {}
  const structure = walk(authored, isLanguageMap, (_path, key, map) => {
    for (const [language, text] of Object.entries(map as Record<string, string>)) put(texts, language, key, text)
  })
  return { structure, texts }
}

function put(texts: Record<string, Texts>, language: string, key: string, text: string): void {
  const own = texts[language] ?? {}
  own[key] = text
  texts[language] = own
}

/** Which part a text belongs to, by its key. */
export function partOf(key: string): TextPart {
  if (/\.(why|example|about)$/.test(key)) return 'help'
  if (/\.(steps\.\d+\..+|levelTexts\.\d+|strength|hint)$/.test(key) && !/^[^.]+\.hint$/.test(key)) return 'advice'
  if (/^(levels\.|disclaimer|rules\.)/.test(key)) return 'advice'
  return 'ask'
}

/** Of the catalogue's texts, those that only a programme's own card shows. */
export function isCardText(key: string): boolean {
  return /\.(partners|audience|about|duration|cost|ask|services\..+|sites\..+)$/.test(key)
}

/**
 * The keys of all texts of a structure, in its order. A structure marks with an empty string where it has a text,
 * so that texts can travel as plain lists, without keys, in any language.
 */
export function textKeys(structure: unknown): string[] {
  const keys: string[] = []
  walk(
    structure,
    (value) => value === '',
    (_path, key) => keys.push(key),
  )
  return keys
}

/** Texts from their list, by key; a place without a text (0) is left out. */
export function textsFrom(keys: readonly string[], list: readonly (string | 0)[]): Texts {
  return Object.fromEntries(keys.flatMap((key, i) => (list[i] ? [[key, list[i] as string]] : [])))
}

type OnText = (path: string, key: string, text: unknown) => unknown

/** Copies a value, an empty string in place of each text, telling each one's path and key. */
function walk(value: unknown, isText: (value: unknown) => boolean, onText: OnText, path = '', key = ''): unknown {
  if (isText(value)) {
    onText(path, key, value)
    return ''
  }
  if (Array.isArray(value)) {
    return value.map((entry: unknown, i) => {
      const id = typeof entry === 'object' && entry !== null && !isText(entry) ? idIn(entry, i) : String(i)
      // A key starts anew at every question, node and programme; elsewhere it goes on.
      const fresh = path === '' || /(^|\.)(questions|children)$/.test(path)
      return walk(entry, isText, onText, path ? `${path}.${i}` : String(i), fresh ? id : `${key}.${id}`)
    })
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => {
      const keyHere = name === 'root' ? String((entry as { id: string }).id) : key ? `${key}.${name}` : name
      return [name, walk(entry, isText, onText, path ? `${path}.${name}` : name, keyHere)]
    }),
  )
}

/** What an entry of a list goes by: its id or code, else its place. */
function idIn(entry: object, place: number): string {
  if ('id' in entry) return String(entry.id)
  return 'code' in entry ? String(entry.code) : String(place)
}

function isLanguageMap(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    'en' in value &&
    Object.values(value).every((text) => typeof text === 'string')
  )
}

/** The `{{placeholders}}` of a text, in alphabetical order, as one string to compare. */
export function placeholders(text: string): string {
  return (text.match(/\{\{[^}]*\}\}/g) ?? []).sort().join()
}
