// What the build compiles from `questionnaires/` and `locales/` (src/build/content.ts).
declare module 'virtual:content' {
  type Load<T> = () => Promise<T>
  type TextsOf = Load<Record<string, string>>
  export const questionnaires: {
    id: string
    version: string
    minutes: number
    estimate: boolean
    structure: Load<unknown>
    texts: Record<string, { ask: TextsOf; help: TextsOf; advice: TextsOf }>
  }[]
  export const programmes: Load<unknown>
  export const lists: Load<unknown>
  export const listTexts: Record<string, TextsOf>
  export const programmeTexts: Record<string, { list: TextsOf; card: TextsOf }>
}

declare module 'virtual:locales' {
  type Bundle = () => Promise<Record<string, unknown>>
  /** Each language's own name for itself. */
  export const names: Record<string, string>
  export const first: Record<string, Bundle>
  export const rest: Record<string, Bundle>
}

declare module 'virtual:locales/*/first' {
  const texts: Record<string, unknown>
  export default texts
}

declare module 'virtual:offerings' {
  /** What can be begun, the full questionnaires before the estimates. */
  export const offerings: { id: string; minutes: number; estimate: boolean }[]
}
