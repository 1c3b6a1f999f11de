// The byte budgets of the build, measured over Vite's manifest: what each page needs to start, and what is cached for offline use.
// `npm run size`; part of the gate. Figures go to .cache/figures/size.json.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { closure, type Manifest, type Tier } from '../build/tiers'
import { ROOT } from './load'

/** Upper bounds in kB (1000 bytes), gzip unless it says brotli. */
const BUDGETS: Record<string, number> = {
  'start id: JS + CSS, gzip': 105,
  'start id: JS + CSS, brotli': 92,
  'start en: JS + CSS, gzip': 105,
  'start en: JS + CSS, brotli': 92,
  'questions of one questionnaire in one language': 12,
  'result screen before its charts': 15,
  'what answering needs, installed': 170,
  'everything up to the result, both languages and charts': 400,
  'the largest screen after the result, on top of it': 25,
  'what comes after the result, both languages': 180,
  'what facilitators need, both languages': 100,
}

const NOT_AT_START = ['recharts', 'react-hook-form']

const dist = process.env['SIAP_DIST'] ?? join(ROOT, 'dist')
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Manifest
const gzip = (files: Iterable<string>) => total(files, (bytes) => gzipSync(bytes, { level: 9 }).length)
const brotli = (files: Iterable<string>) =>
  total(files, (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length)

function total(files: Iterable<string>, size: (bytes: Buffer) => number): number {
  let sum = 0
  for (const file of files) sum += size(readFileSync(join(dist, file)))
  return sum / 1000
}

function keyOf(part: string): string {
  const key = Object.keys(manifest).find((candidate) => candidate.endsWith(part))
  if (!key) throw new Error(`Nothing in the build ends with ${part}`)
  return key
}

const assets = readdirSync(join(dist, 'assets')).map((name) => `assets/${name}`)
const named = (pattern: RegExp) => assets.filter((file) => pattern.test(file))
const worker = readFileSync(join(dist, 'sw.js'), 'utf8')
const listed = [...worker.matchAll(/\{[^{}]*"?url"?:\s*"([^"]+)"[^{}]*\}/g)].map(([text, url]) => ({
  url: url ?? '',
  tier: (/tier"?:\s*["'`](\w+)/.exec(text)?.[1] ?? 'answer') as Tier,
}))
const cached = listed.filter(({ url }) => !url.startsWith('.'))

const ofTiers = (...tiers: Tier[]) => cached.filter(({ tier }) => tiers.includes(tier)).map(({ url }) => url)

const startOf = (language: string) => {
  const files = closure(manifest, language === 'id' ? 'index.html' : 'en/index.html')
  return { files, gzip: gzip(files), brotli: brotli(files) }
}
const starts = { id: startOf('id'), en: startOf('en') }
const onTop = [...closure(manifest, keyOf('results/Result.tsx'))].filter(
  (file) =>
    !starts.id.files.has(file) && !closure(manifest, keyOf('screens.tsx')).has(file) && !/RadarChart/.test(file),
)

const figures: Record<string, number> = {
  'start id: JS + CSS, gzip': starts.id.gzip,
  'start id: JS + CSS, brotli': starts.id.brotli,
  'start en: JS + CSS, gzip': starts.en.gzip,
  'start en: JS + CSS, brotli': starts.en.brotli,
  'questions of one questionnaire in one language': Math.max(
    ...named(/readiness-ask-(id|en)-/).map((file) => gzip([file])),
  ),
  'result screen before its charts': gzip(onTop),
  'what answering needs, installed': gzip(answering()),
  'everything up to the result, both languages and charts': gzip(ofTiers('answer', 'result')),
  'the largest screen after the result, on top of it': Math.max(0, ...laterScreens().map(gzip)),
  'what comes after the result, both languages': gzip(ofTiers('keep')),
  'what facilitators need, both languages': gzip(ofTiers('room')),
}

/** For each screen of the last tier, what it needs beyond the result; packages that it fetches on a tap apart. */
function laterScreens(): string[][] {
  const before = new Set([...answering(), ...closure(manifest, keyOf('results/Result.tsx'))])
  return Object.entries(manifest)
    .filter(
      ([key, { isDynamicEntry }]) =>
        isDynamicEntry && /features\/(plan|tools|compare|share|join)\/(?!Kiosk)[A-Z]/.test(key),
    )
    .map(([key]) => [...closure(manifest, key)].filter((file) => !before.has(file)))
}

/** What a person downloads until the last answer, in one language: start, screens of the questionnaire, its words, the lists, the forms. */
function answering(): Set<string> {
  const files = new Set(starts.id.files)
  for (const screen of [
    'questionnaire/Start.tsx',
    'questionnaire/Ask.tsx',
    'questionnaire/TaskList.tsx',
    'questionnaire/Check.tsx',
    'questionnaire/Profile.tsx',
    'screens.tsx',
  ]) {
    for (const file of closure(manifest, keyOf(screen))) files.add(file)
  }
  for (const file of named(/\/(readiness|readiness-(ask|help)-id|lists|lists-id|id-ask)-[^-]{8,9}\.js$/))
    files.add(file)
  return files
}

const problems: string[] = []
for (const [name, budget] of Object.entries(BUDGETS)) {
  const figure = figures[name] ?? Number.NaN
  const fits = figure <= budget
  console.info(`${fits ? ' ok ' : 'OVER'} ${figure.toFixed(1).padStart(6)} of ${budget} kB  ${name}`)
  if (!fits) problems.push(name)
}
if (cached.length < 50) problems.push(`only ${cached.length} files are cached for offline use`)
for (const [language, { files }] of Object.entries(starts)) {
  const code = [...files].map((file) => readFileSync(join(dist, file), 'utf8')).join('')
  // Names that survive minifying: a class name of recharts, an error text of react-hook-form.
  for (const [name, sign] of [
    [NOT_AT_START[0], 'recharts-'],
    [NOT_AT_START[1], 'shouldUnregister'],
  ] as const) {
    if (code.includes(sign)) problems.push(`${name} is in the start of ${language}`)
  }
}
mkdirSync(join(ROOT, '.cache/figures'), { recursive: true })
writeFileSync(join(ROOT, '.cache/figures/size.json'), `${JSON.stringify({ unit: 'kB', ...figures }, null, 2)}\n`)
if (problems.length > 0) {
  console.error(`Over budget or wrong:\n${problems.map((problem) => `- ${problem}`).join('\n')}`)
  process.exitCode = 1
}
