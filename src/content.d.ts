/** The version of package.json. */
declare const __APP_VERSION__: string

// What the build compiles from `questionnaires/` and `locales/` (src/build/content.ts).
declare module 'virtual:content' {
  type Load<T> = () => Promise<T>
  /** Texts as lists, in the order of the keys of their structure; 0 for none. */
  type ByLanguage = Record<string, Load<(string | 0)[]>>
  export const questionnaires: {
    id: string
    version: string
    itemsFrom?: string
    structure: Load<unknown>
    texts: { ask: ByLanguage; help: ByLanguage; advice: ByLanguage }
  }[]
  export const programmes: Load<unknown>
  export const lists: Load<unknown>
  export const listTexts: ByLanguage
  export const programmeTexts: { list: ByLanguage; card: ByLanguage }
}

declare module 'virtual:locales' {
  type Bundle = () => Promise<Record<string, unknown>>
  /** Each language's own name for itself. */
  export const names: Record<string, string>
  /** The app's texts by bundle and language, each bundle after those that are needed before it (src/build/content.ts). */
  export const bundles: Record<'first' | 'ask' | 'result' | 'keep' | 'room', Record<string, Bundle>>
}

declare module 'virtual:locales/*/first' {
  const texts: Record<string, unknown>
  export default texts
}

declare module 'virtual:offerings' {
  /** What can be begun, the full questionnaires before the estimates. */
  export const offerings: { id: string; version: string; minutes: number; estimate: boolean }[]
}
