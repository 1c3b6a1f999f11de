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
  const structure = strip(whole, '', '', (path, key, map) => {
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

/** The questions a questionnaire asks by id but does not define, taken over from another; what it does not ask is no prerequisite (rule P5). */
function withItemsFrom(authored: Authored, source: Authored): Authored {
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
  const structure = strip(authored, '', '', (_path, key, map) => {
    for (const [language, text] of Object.entries(map)) put(texts, language, key, text)
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

type OnText = (path: string, key: string, map: Record<string, string>) => void

/** Copies a value without its language maps, telling each one's path and key. */
function strip(value: unknown, path: string, key: string, onText: OnText): unknown {
  if (Array.isArray(value)) {
    return value.flatMap((entry, i) => {
      const here = path ? `${path}.${i}` : String(i)
      if (isText(entry)) {
        onText(here, `${key}.${i}`, entry)
        return []
      }
      const id = typeof entry === 'object' && entry !== null ? idIn(entry, i) : String(i)
      // A key starts anew at every question, node and programme; elsewhere it goes on.
      const fresh = path === '' || /(^|\.)(questions|children)$/.test(path)
      return [strip(entry, here, fresh ? id : `${key}.${id}`, onText)]
    })
  }
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, unknown> = {}
  for (const [name, entry] of Object.entries(value)) {
    const here = path ? `${path}.${name}` : name
    const keyHere = name === 'root' ? String((entry as { id: string }).id) : key ? `${key}.${name}` : name
    if (isText(entry)) onText(here, keyHere, entry)
    else {
      const stripped = strip(entry, here, keyHere, onText)
      if (!(Array.isArray(stripped) && stripped.length === 0 && Array.isArray(entry) && entry.length > 0)) {
        copy[name] = stripped
      }
    }
  }
  return copy
}

/** What an entry of a list goes by: its id or code, else its place. */
function idIn(entry: object, place: number): string {
  if ('id' in entry) return String(entry.id)
  return 'code' in entry ? String(entry.code) : String(place)
}

function isText(value: unknown): value is Record<string, string> {
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
