// The texts a person reads, by key: the app's own from `locales/`, and those of questionnaires, lists and programmes.
import en from '../../locales/en.json'
import id from '../../locales/id.json'
import type { Texts } from '../../src/core/questionnaire'
import { known } from './assess'

export const LANGUAGES = ['id', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** The languages in which screens are tried: in the proof all, in the gate the one of most owners. Texts are held against each other elsewhere. */
export const SPOKEN: readonly Language[] = process.env['SIAP_PROOF'] ? LANGUAGES : ['id']

const LOCALES: Record<Language, unknown> = { id, en }

/** The app's own texts: `t('ask.next')`, `t('check.open', { count: 2 })`. A key or a parameter that is not there fails. */
export function appText(language: Language) {
  return (key: string, params: Readonly<Record<string, string | number>> = {}): string => {
    const plural = 'count' in params ? `_${new Intl.PluralRules(language).select(Number(params['count']))}` : ''
    const text = known(at(LOCALES[language], `${key}${plural}`) ?? at(LOCALES[language], key), `${key} in ${language}`)
    return text.replace(/\{\{(\w+)(, number)?\}\}/g, (_, name: string, format?: string) => {
      const value = known(params[name], `${name} for ${key}`)
      return format && typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : String(value)
    })
  }
}

/** The texts of some content in one language: `words('lead-plan.question')`. A key that is not there fails. */
export function contentText(texts: Readonly<Record<string, Texts>>, language: Language) {
  return (key: string): string => known(texts[language]?.[key], `${key} in ${language}`)
}

function at(value: unknown, path: string): string | undefined {
  const found = path
    .split('.')
    .reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], value)
  return typeof found === 'string' ? found : undefined
}

/** A number as it is written in a language: `1.234,5` in Indonesian, `1,234.5` in English. */
export function numberIn(text: string, language: Language): number {
  const plain = language === 'id' ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '')
  if (!/^-?\d+(\.\d+)?$/.test(plain)) throw new Error(`"${text}" is not a number in ${language}`)
  return Number(plain)
}
