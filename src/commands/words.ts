// Problems in words, for people who write questionnaires: what is wrong and what to do, in both languages.
import en from '../../locales/en.json'
import id from '../../locales/id.json'
import type { Problem, ProblemCode } from '../core/read'

export type Language = 'id' | 'en'
export const LANGUAGES: readonly Language[] = ['id', 'en']

type Words = Record<ProblemCode, { what: string; todo: string }>
interface Vocabulary {
  words: Words
  kind: Record<string, string>
  reason: Record<string, string>
}
const VOCABULARY: Record<Language, Vocabulary> = {
  id: { words: id.problem, kind: id.problem.kind, reason: id.problem.reason },
  en: { words: en.problem, kind: en.problem.kind, reason: en.problem.reason },
}

/** What is wrong, and what to do. */
export function sentence(problem: Problem, language: Language): string {
  const { words, kind, reason } = VOCABULARY[language]
  const { what, todo } = words[problem.code]
  const params = problem.params ?? {}
  const code = String(params['language'] ?? '')
  // Why a file cannot be read: mistakes of YAML that have no words of their own are told as the reader tells them.
  const because = reason[String(params['reason'])] ?? reason['yaml'] ?? ''
  return filled(`${what} ${todo}`, {
    key: problem.path.split('.').pop() || (kind['file'] ?? ''),
    ...params,
    expected: kindInWords(String(params['expected'] ?? ''), kind),
    received: shortened(String(params['received'] ?? ''), kind),
    languageName: code && (new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code),
    reason: filled(because, params),
  })
}

export interface Placed extends Problem {
  file: string
  line?: number
}

/** `file:line  path  what is wrong. What to do.`, the further languages below it. */
export function report(problem: Placed, languages: readonly Language[] = LANGUAGES): string {
  const place = [problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`, problem.path]
  const [first, ...further] = languages.map((language) => sentence(problem, language))
  return [[...place.filter((part) => part !== ''), first].join('  '), ...further.map((text) => `  ${text}`)].join('\n')
}

function filled(text: string, params: Record<string, string | number>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''))
}

/** `("single" | "multi")` as "single / multi", `Object` as what an author calls it. */
function kindInWords(raw: string, kind: Record<string, string>): string {
  const kinds = raw
    .replace(/[()"]/g, '')
    .split('|')
    .map((one) => one.trim())
    .filter((one) => one !== '')
  return (kinds.length === 0 ? ['nothing'] : kinds).map((one) => kind[one] ?? one).join(' / ')
}

const LONGEST = 60

function shortened(raw: string, kind: Record<string, string>): string {
  const known = kind[raw || 'nothing']
  return known ?? (raw.length > LONGEST ? `${raw.slice(0, LONGEST)}…` : raw)
}
