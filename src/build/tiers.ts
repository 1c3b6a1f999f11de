// In which order a device fetches the app: what answering needs, then the result, then what comes after it: plan, tools, keeping and sharing.
// Worked out from Vite's manifest: a screen says its tier by where its source lies, and a file belongs to the first tier that needs it.

/** What a chunk is in Vite's manifest. */
export interface Chunk {
  file: string
  src?: string
  isEntry?: boolean
  isDynamicEntry?: boolean
  imports?: string[]
  dynamicImports?: string[]
  css?: string[]
}
export type Manifest = Readonly<Record<string, Chunk>>

/** The first is kept at installation, the next when the browser is idle, one after the other; the last when a facilitator opens it. */
export const TIERS = ['answer', 'result', 'keep', 'room'] as const
export type Tier = (typeof TIERS)[number]

const RESULT = /features\/(results|programmes)\/|\/RadarChart\.|:content\/(programmes|.*-advice)|:locales\/\w+\/result$/
const ROOM = /features\/(room|board|kiosk)\/|KioskHandIn\.|(roomScreens|WithRoom)\.|:locales\/\w+\/room$/
const KEEP =
  /features\/(plan|tools|compare|share|join)\/|(laterScreens|AboutScreen|SavedScreen|WithFirm|WithResult|WithSaved|WorkshopLink)\.|:locales\/\w+\/keep$/

/** A chunk's own files and those it cannot start without. */
export function closure(manifest: Manifest, key: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[key]
  if (!chunk || seen.has(chunk.file)) return seen
  seen.add(chunk.file)
  for (const style of chunk.css ?? []) seen.add(style)
  for (const other of chunk.imports ?? []) closure(manifest, other, seen)
  return seen
}

/** The tier of every file of the build; what no screen leads to is of the first. */
export function tiersOf(manifest: Manifest): Map<string, Tier> {
  const starts = new Map<string, number>()
  const visit = (key: string, from: number): void => {
    const own = ROOM.test(key) ? 3 : KEEP.test(key) ? 2 : RESULT.test(key) ? 1 : 0
    // A package that only one screen fetches comes with that screen.
    const tier = Math.max(own, from)
    if ((starts.get(key) ?? TIERS.length) <= tier) return
    starts.set(key, tier)
    for (const other of fetchedBy(manifest, key)) visit(other, tier)
  }
  for (const [key, { isEntry }] of Object.entries(manifest)) if (isEntry) visit(key, 0)

  const tiers = new Map<string, Tier>()
  for (const [place, tier] of [...TIERS.entries()].reverse()) {
    for (const [key, start] of starts) {
      if (start === place) for (const file of closure(manifest, key)) tiers.set(file, tier)
    }
  }
  return tiers
}

/** The tier of a file of the build. No manifest names the code of workers; the one there is sums up rooms. */
export function tierOf(file: string, tiers: ReadonlyMap<string, Tier>): Tier {
  return /\.worker-/.test(file) ? 'room' : (tiers.get(file) ?? 'answer')
}

/** What a chunk, or anything it cannot start without, fetches later. */
function fetchedBy(manifest: Manifest, key: string, seen = new Set<string>()): string[] {
  if (seen.has(key)) return []
  seen.add(key)
  const { dynamicImports = [], imports = [] } = manifest[key] ?? {}
  return [...dynamicImports, ...imports.flatMap((other) => fetchedBy(manifest, other, seen))]
}
