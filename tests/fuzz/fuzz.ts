// npm run fuzz -- --door restore --inputs 20000 --seed 1
// Breaks valid files and lets them try the real doors; what is on the disk must stay. Ends with one line of JSON; exit 1 when a fault was found.
import 'fake-indexeddb/auto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createServer } from 'vite'
import { content } from '../../src/build/content'
import { ROOT } from '../../src/commands/load'

const { values } = parseArgs({
  options: {
    door: { type: 'string', default: 'restore' },
    inputs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
  },
})
const [inputs, seed] = [Number(values.inputs), Number(values.seed)]
if (![inputs, seed].every((one) => Number.isSafeInteger(one) && one >= 0)) {
  console.error('--inputs and --seed are whole numbers, such as --inputs 20000 --seed 1')
  process.exit(2)
}

// The store imports what the build compiles, so it is loaded the way the build does it.
const server = await createServer({
  root: ROOT,
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  plugins: [content()],
  server: { middlewareMode: true, ws: false, watch: null },
})
const { DOORS, fuzz } = (await server.ssrLoadModule('/tests/fuzz/doors.ts')) as typeof import('./doors')
if (!(values.door in DOORS)) {
  console.error(`There is no door "${values.door}". Doors: ${Object.keys(DOORS).join(', ')}`)
  process.exit(2)
}

let late = 0
process.on('unhandledRejection', (error) => {
  late++
  console.error(error)
})
const began = performance.now()
const tried = await fuzz(values.door, inputs, seed, (fault) => console.error(fault))
const outcome = { ...tried, uncaught: tried.uncaught + late }
mkdirSync(join(ROOT, '.cache/figures'), { recursive: true })
writeFileSync(
  join(ROOT, `.cache/figures/fuzz-${values.door}.json`),
  `${JSON.stringify({ ...outcome, seed, seconds: Math.round((performance.now() - began) / 1000) }, null, 2)}\n`,
)
console.info(JSON.stringify(outcome))
// The channel between tabs would keep the process waiting.
process.exit(outcome.uncaught + outcome.changed > 0 ? 1 : 0)
