// What the app says, in the tests' hands: its texts by key, numbers and dates the way of a language.
import { createInstance } from 'i18next'
import en from '../../locales/en.json'
import id from '../../locales/id.json'
import { roundHalfUp } from '../../src/core/numbers'
import type { Translate } from '../../src/platform/i18n'

export const LANGUAGES = ['id', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

const LOCALES = { id, en }

/** The app's texts in a language. */
export function textsIn(language: Language): Translate {
  const i18n = createInstance()
  void i18n.init({
    lng: language,
    resources: { [language]: { translation: LOCALES[language] } },
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  return i18n.t as Translate
}

/** A number as the app shows it: 1,67 in `id`, 1.67 in `en`. */
export function shown(language: Language, value: number, decimals: number): string {
  return new Intl.NumberFormat(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(roundHalfUp(value, decimals))
}

/** A pattern for a text as it stands, to look for it whole; `…` in it stands for anything. */
export function exactly(text: string): RegExp {
  const plain = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')
  return new RegExp(`^\\s*${plain.replace('…', '.+')}\\s*$`)
}
