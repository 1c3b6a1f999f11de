// The one way to text, numbers and dates. Languages beyond the two built-in pages come from files alone.

import { bundles, names } from 'virtual:locales'
import i18next from 'i18next'
import { createContext, useContext, useSyncExternalStore } from 'react'
import type base from '../../locales/id.json'

/** The key of every text; of one with plural forms, without their endings. */
export type TextKey = KeysOf<typeof base>
type KeysOf<T, Before extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Before}${Stem<K>}` : KeysOf<T[K], `${Before}${K}.`>
}[keyof T & string]
type Stem<K extends string> = K extends `${infer S}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? S : K

/** A text by its key, its places filled in. i18next's own type of it takes the compiler a minute with so many keys. */
export type Translate = (key: TextKey, fill?: Readonly<Record<string, string | number | null | undefined>>) => string

/** Every language there is, by code, with its own name. */
export const languages: Readonly<Record<string, string>> = names
const CHOICE = 'siap-language'
/** Things to load besides the app's own texts before a language can be shown. */
const companions = new Set<(language: string) => Promise<unknown>>()
export type Bundle = keyof typeof bundles
const ORDER = Object.keys(bundles) as Bundle[]
/** How many of the bundles, in their order, some screen has needed so far. */
let needed = 1

/** Starts with the language of the page that was opened, its first texts bundled with it. */
export async function startLanguage(page: string, texts: Record<string, unknown>): Promise<void> {
  await i18next.init({
    lng: page,
    resources: { [page]: { translation: texts } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  const chosen = storedLanguage()
  if (chosen && chosen !== page && chosen in names) {
    try {
      return await switchLanguage(chosen)
    } catch {
      // Its texts can't be fetched now: better the language of the page than no app.
    }
  }
  showLanguage(page)
}

/** The language of the screen. */
export function currentLanguage(): string {
  return i18next.language
}

/** Switches everything shown to another language, keeping place and focus: nothing is shown before all its texts are there. */
export async function switchLanguage(language: string): Promise<void> {
  await prepareLanguage(language)
  await i18next.changeLanguage(language)
  try {
    localStorage.setItem(CHOICE, language)
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  showLanguage(language)
}

/** Makes sure the texts of a bundle, and of all before it, are there in the language of the screen. */
export async function needTexts(bundle: Bundle): Promise<void> {
  needed = Math.max(needed, ORDER.indexOf(bundle) + 1)
  await loadBundles(i18next.language)
}

/** Loads everything a language needs to be shown, without showing it. */
export async function prepareLanguage(language: string): Promise<void> {
  await Promise.all([loadBundles(language), ...[...companions].map((load) => load(language))])
}

/** Registers what must be loaded too when the language changes: texts of questionnaires and lists. */
export function alongWithLanguage(load: (language: string) => Promise<unknown>): void {
  companions.add(load)
}

async function loadBundles(language: string): Promise<void> {
  const texts = await Promise.all(ORDER.slice(0, needed).map((bundle) => bundles[bundle][language]?.()))
  for (const part of texts) if (part) i18next.addResourceBundle(language, 'translation', part, true, false)
}

/** Address and `lang` agree with what is shown; place and hash stay. Only Indonesian and English have pages of their own. */
function showLanguage(language: string): void {
  document.documentElement.lang = language
  const path = location.pathname.replace(/\/en\/(index\.html)?$/, '/')
  const wanted = language === 'en' ? path.replace(/(index\.html)?$/, 'en/') : path
  if (wanted !== location.pathname && /^https?:$/.test(location.protocol)) {
    // Icons, manifest and the inlined styles are addressed from the page that was loaded; they must not move with its path.
    const links = document.querySelectorAll<HTMLLinkElement>('link[rel*="icon"],link[rel="manifest"],link[disabled]')
    for (const link of links) link.href = new URL(link.href).href
    history.replaceState(history.state, '', wanted + location.search + location.hash)
  }
}

function storedLanguage(): string | null {
  try {
    return localStorage.getItem(CHOICE)
  } catch {
    return null
  }
}

const Spoken = createContext<string | null>(null)
/** What is inside speaks this language, whatever the language of the screen; `prepareLanguage` loads its texts. */
export const Speaking = Spoken.Provider

/** Texts in the language of the screen, or of the part of it that speaks another; and that language's way with numbers and dates. */
export function useT() {
  const screen = useSyncExternalStore(onLanguage, currentLanguage, currentLanguage)
  const spoken = useContext(Spoken)
  const language = spoken ?? screen
  const t = (spoken ? i18next.getFixedT(spoken) : i18next.t) as Translate
  return { t, language, ...formats(language) }
}

function onLanguage(listener: () => void): () => void {
  i18next.on('languageChanged', listener)
  return () => i18next.off('languageChanged', listener)
}

/** Numbers and dates the way of a language: 1,67 and 7 Agustus 2026 in `id`. */
function formats(screen: string) {
  // English dates the way they are read here, day first.
  const language = screen === 'en' ? 'en-GB' : screen
  return {
    /** A number rounded to the given decimals; the value must already be rounded half up where it matters. */
    number: (value: number, decimals = 0) =>
      new Intl.NumberFormat(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
        value,
      ),
    percent: (share: number) =>
      new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share),
    date: (iso: string) =>
      new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(iso)),
    /** A moment of these days: day and time. */
    moment: (iso: string) =>
      new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }).format(
        new Date(iso),
      ),
    /** `2025-12` or `2024`, as the catalogue knows it. */
    month: (last: string) =>
      /^\d{4}$/.test(last)
        ? last
        : new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
            new Date(`${last}-01T00:00:00Z`),
          ),
    list: (items: string[]) => joined(items, language),
  }
}

/** "a, b, dan c": Intl.ListFormat is newer than the oldest phones we serve. */
function joined(items: string[], language: string): string {
  if ('ListFormat' in Intl) {
    const Format = (Intl as unknown as { ListFormat: new (l: string) => { format(items: string[]): string } })
      .ListFormat
    return new Format(language).format(items)
  }
  return items.join(', ')
}
