// npm run bench:cohort -- --results 100000
// Sums up generated results in a browser, with the production build of the app's store and worker. Ends with one line of JSON.
// A longest task of 0 is one below 50 ms, which browsers do not report.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import react from '@vitejs/plugin-react'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { content } from '../../src/build/content'
import { findBrowser } from '../../src/commands/browser.mjs'
import { loadCatalogue, loadQuestionnaire, ROOT } from '../../src/commands/load'
import { serve } from '../../src/commands/serve.mjs'
import { type Counted, rowsOf, writeRows } from '../../src/core/rows'
import { chance } from '../fuzz/chance'

const { values } = parseArgs({ options: { results: { type: 'string', default: '1000' } } })
const results = Number(values.results)
if (!Number.isSafeInteger(results) || results < 1) {
  console.error('--results is a whole number, such as --results 100000')
  process.exit(2)
}
const path = await findBrowser()
if (!path) {
  console.error('The bench needs Chrome or Chromium: install it, or set CHROME_PATH to where it is.')
  process.exit(2)
}

const dist = join(ROOT, '.cache/bench/dist')
await build({
  root: join(ROOT, 'tests/bench'),
  base: './',
  configFile: false,
  logLevel: 'error',
  plugins: [content(), react()],
  define: { __APP_VERSION__: JSON.stringify('bench') },
  build: { outDir: dist, emptyOutDir: true, target: ['es2020', 'chrome87', 'safari14'] },
})
const files = writeResults(results)
const server = await serve({ dir: dist })
const browserServer = await chromium.launchServer({
  executablePath: path,
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
})
const browser = await chromium.connect(browserServer.wsEndpoint())
const page = await browser.newPage()
await page.goto(server.url)
await page.waitForFunction('window.ready')
await page.setInputFiles('input', files)
const measured = (await page.evaluate('window.bench()')) as Record<string, number>
const mb = peakOfRenderers(browserServer.process().pid ?? 0)
await browser.close()
await browserServer.close()
await server.close()
rmSync(join(ROOT, '.cache/bench/results'), { recursive: true })
console.info(
  JSON.stringify({
    results: measured['results'],
    ms: Math.round(measured['ms'] ?? 0),
    longestMainThreadTaskMs: Math.round(measured['longestMainThreadTaskMs'] ?? 0),
    mb: Math.round(mb),
  }),
)

/** Files of rows with so many results in all, as many facilitators would bring them: at most 5,000 in each. */
function writeResults(count: number): string[] {
  const questionnaire = loadQuestionnaire('readiness')
  const catalogue = loadCatalogue()
  if (!questionnaire.ok || !catalogue.ok) throw new Error('The questionnaire or the catalogue is broken.')
  const own = questionnaire.value.questionnaire
  const { lists } = catalogue.value
  const asked = own.questions.filter(({ score }) => score)
  const dice = chance(1)
  const { one } = dice
  const share = () => dice.below(1_000_000) / 1_000_000
  const folder = join(ROOT, '.cache/bench/results')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const each = Math.min(5_000, Math.ceil(count / 2))
  const aResult = (): Counted => {
    // Firms differ as a whole, and answer around their own height.
    const height = 1 + share() * 2.5
    const answers = Object.fromEntries(
      asked.map(({ id, options = [] }) => {
        const place = Math.min(options.length - 1, Math.max(0, Math.round(height + (share() - 0.5) * 3)))
        return [id, dice.often(0.04) ? 'dk' : (options[place]?.id ?? 'dk')]
      }),
    )
    const profile = {
      sector: one(lists.sectors).id,
      workers: one(lists.workers).id,
      province: one(lists.provinces).code,
      goals: [one(lists.goals).id],
      pains: [one(lists.pains).id],
    }
    return { session: 's', submission: { answers, profile } }
  }
  return Array.from({ length: Math.ceil(count / each) }, (_, i) => {
    const name = join(folder, `${i}.rows`)
    const results = Array.from({ length: Math.min(each, count - i * each) }, aResult)
    writeFileSync(name, writeRows(rowsOf(own, lists, results), own, lists))
    return name
  })
}

/** The most memory that a process drawing pages ever held, in MB, as Linux counts it; 0 elsewhere. */
function peakOfRenderers(browserPid: number): number {
  const statuses = readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return []
    try {
      const [command, status] = ['cmdline', 'status'].map((name) => readFileSync(`/proc/${pid}/${name}`, 'utf8'))
      const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status ?? '')?.[1] ?? 0)
      return [{ pid: Number(pid), parent: field('PPid'), peak: field('VmHWM'), command: command ?? '' }]
    } catch {
      return []
    }
  })
  const family = new Set([browserPid])
  for (let grown = true; grown; ) {
    const children = statuses.filter(({ pid, parent }) => family.has(parent) && !family.has(pid))
    for (const { pid } of children) family.add(pid)
    grown = children.length > 0
  }
  const peaks = statuses
    .filter(({ pid, command }) => family.has(pid) && command.includes('--type=renderer'))
    .map(({ peak }) => peak / 1024)
  return Math.max(0, ...peaks)
}
