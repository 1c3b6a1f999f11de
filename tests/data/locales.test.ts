// The app's own texts: the same in every language, short, plain, and each of them in use.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../src/commands/load'
import { placeholders } from '../../src/core/texts'
import { longSentences } from '../support/words'

type Texts = Map<string, string>

const locales = new Map(
  readdirSync(join(ROOT, 'locales')).map((name): [string, Texts] => [
    name.replace('.json', ''),
    new Map(flat(JSON.parse(readFileSync(join(ROOT, 'locales', name), 'utf8')))),
  ]),
)
const LANGUAGES = [...locales.keys()]
const textsOf = (language: string): Texts => locales.get(language) ?? new Map()
const indonesian = textsOf('id')

/** The plural forms a language counts with: Indonesian has one, English two. */
const pluralsOf = (language: string) => new Intl.PluralRules(language).resolvedOptions().pluralCategories
const PLURAL = /_(zero|one|two|few|many|other)$/
const withoutPlural = (key: string) => key.replace(PLURAL, '')

/** The app's source, without the build and the commands, which have texts of their own. */
const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/^(commands|build|core)\//.test(name))
  .map((name) => ({ name, code: readFileSync(join(ROOT, 'src', name), 'utf8') }))

describe('every language', () => {
  it('is there: Indonesian, English, and perhaps more', () => {
    expect(LANGUAGES).toEqual(expect.arrayContaining(['id', 'en']))
    expect(pluralsOf('id')).toEqual(['other'])
    expect([...pluralsOf('en')].sort()).toEqual(['one', 'other'])
  })

  it.each(LANGUAGES)('has the same keys, in its own plural forms (%s)', (language) => {
    const keys = [...textsOf(language).keys()]
    const base = new Set(keys.map(withoutPlural))
    expect([...base].sort()).toEqual([...new Set([...indonesian.keys()].map(withoutPlural))].sort())
    const counted = new Set([...indonesian.keys()].filter((key) => PLURAL.test(key)).map(withoutPlural))
    for (const key of base) {
      const forms = keys.filter((other) => withoutPlural(other) === key)
      const wanted = counted.has(key) ? pluralsOf(language).map((form) => `${key}_${form}`) : [key]
      expect(forms.sort(), key).toEqual([...wanted].sort())
    }
  })

  it.each(LANGUAGES)('has the same placeholders (%s)', (language) => {
    for (const [key, text] of textsOf(language)) {
      const original = indonesian.get(key) ?? indonesian.get(`${withoutPlural(key)}_other`) ?? ''
      // A singular may say its number in words.
      const here = placeholders(text) || (key.endsWith('_one') ? placeholders(original) : '')
      expect(here, key).toBe(placeholders(original))
    }
  })

  it.each(LANGUAGES)('has no empty text, and none with spaces to spare (%s)', (language) => {
    const untidy = [...textsOf(language)].filter(
      ([, text]) => text.trim() === '' || text !== text.trim() || /\s{2}/.test(text),
    )
    expect(untidy).toEqual([])
  })

  it('leaves no sentence standing in another language', () => {
    const words = (text: string) => text.replace(/\{\{\w+\}\}/g, '').match(/\p{L}{2,}/gu) ?? []
    const copied = [...indonesian].filter(([key, text]) => words(text).length > 3 && textsOf('en').get(key) === text)
    expect(copied).toEqual([])
  })
})

describe('words', () => {
  it.each(LANGUAGES)('sentences have at most 25 words (%s)', (language) => {
    const long = [...textsOf(language)].flatMap(([key, text]) =>
      longSentences(text, 25).map((sentence) => `${key}: ${sentence}`),
    )
    expect(long).toEqual([])
  })

  it.each(LANGUAGES)('nothing is called "gratis" or "free" (%s)', (language) => {
    expect(saying(textsOf(language), /\bgratis\b|\bfree\b/i)).toEqual([])
  })

  it('Indonesian says "Anda", and neither "kamu" nor a word glued to -mu', () => {
    expect(saying(indonesian, /\b(kamu|kalian|elo|lu|gue|saudara)\b/i)).toEqual([])
    expect(saying(indonesian, /\b(usaha|jawaban|data|perangkat|ponsel|hasil|nilai)(mu|nya Anda)\b/i)).toEqual([])
    expect(saying(indonesian, /\banda\b/)).toEqual([])
    expect(saying(indonesian, /\bAnda\b/).length).toBeGreaterThan(20)
  })

  it.each(LANGUAGES)('quotation marks are curly, and an ellipsis is one character (%s)', (language) => {
    const app = new Map([...textsOf(language)].filter(([key]) => !key.startsWith('problem.')))
    expect(saying(app, /\.\.\.|"/)).toEqual([])
  })
})

describe('in use', () => {
  /** Keys made from a part that is known only when the app runs: what stands before that part. */
  const DYNAMIC = [
    'about.',
    'about.method.',
    'about.privacy.',
    'about.score.',
    'about.storage.',
    'ask.figure.',
    'backup.copy.',
    'backup.count.',
    'backup.done.',
    'backup.made.',
    'backup.problem.',
    'backup.restore.',
    'backup.shelf.',
    'backup.standing.',
    'backup.who.',
    'board.field.',
    'board.kind.',
    'board.notes.',
    'board.sheet.',
    'board.starter.',
    'board.title.',
    'card.label.',
    'card.notice.',
    'catalogue.group.',
    'cohort.addUp.left.',
    'cohort.addUp.problem.',
    'cohort.alpha.',
    'cohort.sure.',
    'compare.not.',
    'compare.out.',
    'codes.camera.',
    'codes.news.',
    'codes.refused.',
    'how.left.',
    'join.field.',
    'join.fit.',
    'kiosk.welcome.',
    'kiosk.bar.',
    'profile.',
    'keyIn.problem.',
    'join.hand.',
    'notice.',
    'paper.',
    'picture.',
    'print.part.',
    'programmes.missing.',
    'result.confidence.',
    'room.home.',
    'room.nav.',
    'relay.outcome.',
    'room.outcome.',
    'room.unread.',
    'room.way.',
    'script.part.',
    'share.',
    'sheet.answered.',
    'sheet.kinds.',
    'sheet.made.',
    'sheet.states.',
    'steps.costs.',
    'steps.units.',
    'tasks.profile.',
    'tools.',
    'tools.changeover.kinds.',
    'tools.five-r.groups.',
    'tools.five-r.items.',
    'tools.five-r.points.',
    'tools.kaizen-card.',
    'tools.kaizen-card.betters.',
    'tools.lead-time.units.',
    'tools.move.',
    'tools.oee.',
    'tools.oee.losses.',
    'tools.problems.',
    'tools.skill-matrix.levels.',
    'tools.skill-matrix.states.',
    'undone.',
    'tools.units.',
    'tools.waste-walk.kinds.',
    'tools.waste-walk.units.',
    'tools.wrong.',
    'why.',
  ]
  /** The authors' problem texts, by code in src/commands/words.ts; and what the build writes into the pages. */
  const ELSEWHERE = /^problem\.|^app\.(language|name|title|description)$/
  const keys = new Set([...indonesian.keys()].map(withoutPlural))
  const literals = new Set(sources.flatMap(({ code }) => quoted(code)))
  const templates = sources.flatMap(({ name, code }) =>
    firstArguments(code).flatMap((argument) =>
      [...argument.matchAll(/`([\w.-]*)\$\{[^`]*?\}([\w.-]*)`/g)].map(([, before = '', after = '']) => ({
        name,
        before,
        after,
      })),
    ),
  )

  it('every key that t() is given is there', () => {
    const asked = sources.flatMap(({ name, code }) =>
      firstArguments(code).flatMap((argument) => quoted(argument).map((key) => ({ name, key }))),
    )
    expect(asked.length).toBeGreaterThan(200)
    expect(asked.filter(({ key }) => !keys.has(key))).toEqual([])
  })

  it('every key made at run time has a known beginning, and there are keys that begin so', () => {
    expect(templates.filter(({ before }) => !DYNAMIC.includes(before))).toEqual([])
    for (const before of DYNAMIC) {
      expect(
        templates.map((template) => template.before),
        before,
      ).toContain(before)
      const { after } = templates.find((template) => template.before === before) ?? { after: '' }
      expect(
        [...keys].some((key) => key.startsWith(before) && key.endsWith(after)),
        before,
      ).toBe(true)
    }
  })

  it('no text lies about unused', () => {
    const made = (key: string) =>
      templates.some(({ before, after }) => {
        const middle = key.slice(before.length, key.length - after.length)
        return key.startsWith(before) && key.endsWith(after) && middle !== '' && !middle.includes('.')
      })
    const unused = [...keys].filter((key) => !ELSEWHERE.test(key) && !literals.has(key) && !made(key))
    expect(unused).toEqual([])
  })
})

function saying(texts: Texts, pattern: RegExp): string[] {
  return [...texts].filter(([, text]) => pattern.test(text)).map(([key, text]) => `${key}: ${text}`)
}

/** Every text of a locale by its key. */
function flat(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(value as object).flatMap(([key, inner]) => flat(inner, path ? `${path}.${key}` : key))
}

/** Everything in quotes that looks like a key. */
function quoted(code: string): string[] {
  return [...code.matchAll(/'([a-z]\w*(?:\.[\w-]+)+)'/g)].map(([, key = '']) => key)
}

/** The first argument of every call of `t`, up to its comma or the end of the call. */
function firstArguments(code: string): string[] {
  return [...code.matchAll(/(?<![\w.])t\(/g)].map((match) => {
    const from = match.index + match[0].length
    let depth = 0
    for (let i = from; i < code.length; i++) {
      const char = code[i]
      if (depth === 0 && (char === ',' || char === ')')) return code.slice(from, i)
      if (char === '(' || char === '{' || char === '[') depth++
      if (char === ')' || char === '}' || char === ']') depth--
    }
    return ''
  })
}
