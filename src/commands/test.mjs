// @ts-check
// `npm test`: installs what is missing, runs every check, and ends with the line `N passed, N failed`.
// `npm run proof` (--proof) runs the same at full size and writes proof/figures.json (decision 22).
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { arch, cpus, platform, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { browser, readers } from './browser.mjs'
import { prepare, ROOT, runNode, tool } from './install.mjs'

const PROOF = process.argv.includes('--proof')
const FIGURES = join(ROOT, '.cache/figures')

/** @typedef {{ passed: number, failed: number }} Totals */
/** @type {({ title: string, seconds: number } & Totals)[]} */
const done = []

async function test() {
  if (PROOF) {
    process.env['SIAP_RUNS'] = '2000'
    process.env['SIAP_KILLS'] ??= '25'
    process.env['SIAP_PROOF'] = '1'
    // Figures of an earlier run are not those of this one.
    rmSync(FIGURES, { recursive: true, force: true })
  }
  if (await step('Packages', prepared)) await everything()
  const totals = sum(done)
  report()
  if (PROOF) await writeFigures(totals)
  console.log(`${totals.passed} passed, ${totals.failed} failed`)
  if (totals.failed > 0 || totals.passed === 0) process.exitCode = 1
}

async function everything() {
  // Got while everything else runs; what goes wrong with it is said where it is needed.
  const programs = browser().then(async (path) => {
    await readers()
    return path
  })
  programs.catch(() => {})
  let built = false
  // The compiler keeps one core busy; everything that is not timed shares the other with it.
  await Promise.all([
    step('Types', () => check('typescript', ['-b'], 'tsc')),
    (async () => {
      await step('Lint', () => check('@biomejs/biome', ['check', '--error-on-warnings', '.']))
      await step('Layers', () => succeeds(join(ROOT, 'src/commands/layers.mjs')))
      await step('Unused code', () => check('knip', []))
      await step('Questionnaires', () => check('tsx', ['src/commands/questionnaires.ts']))
      built = await step('Build', () => check('vite', ['build']))
      await step('Size', () => afterBuild(built, () => check('tsx', ['src/commands/size.ts'])))
      for (const door of PROOF ? ['restore', 'session', 'qr'] : [])
        await step(`Fuzz: ${door}`, () => check('tsx', ['tests/fuzz/fuzz.ts', '--door', door, '--inputs', '20000']))
      await step('Unit, data and component tests', () => vitest('unit', ['core', 'data', 'screens']))
    })(),
  ])
  await step('Browser tests', () => afterBuild(built, () => browserTests(programs)))
}

/**
 * Runs one step, whatever became of those before it. What a step throws is its failure. True when all of it passed.
 * @param {string} title
 * @param {() => Promise<Totals>} work
 */
async function step(title, work) {
  console.log(`\n=== ${title}`)
  const began = performance.now()
  const totals = await work().catch((error) => {
    console.error(error instanceof Error ? error.message : error)
    return { passed: 0, failed: 1 }
  })
  const seconds = Math.round((performance.now() - began) / 100) / 10
  done.push({ title, seconds, ...totals })
  console.log(`=== ${title}: ${totals.failed === 0 ? 'passed' : 'FAILED'} in ${seconds} s`)
  return totals.failed === 0
}

/** Finding the packages there is no test; not getting them is a failure. */
async function prepared() {
  await prepare()
  return { passed: 0, failed: 0 }
}

/**
 * A check by the command of a package: one test, passed or failed.
 * @param {string} packageName
 * @param {string[]} args
 * @param {string} [command]
 */
async function check(packageName, args, command) {
  return succeeds(tool(packageName, command), args)
}

/**
 * @param {string} script
 * @param {string[]} [args]
 * @returns {Promise<Totals>}
 */
async function succeeds(script, args) {
  return (await runNode(script, args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/**
 * What needs the build fails without it; it is not skipped.
 * @param {boolean} built
 * @param {() => Promise<Totals>} work
 */
async function afterBuild(built, work) {
  if (!built) throw new Error('There is no build to test.')
  return work()
}

/** @param {Promise<string>} programs */
async function browserTests(programs) {
  const path = await programs
  console.log(`With ${path}`)
  const all = await vitest('e2e', ['e2e'], { CHROME_PATH: path })
  return sum([all, await vitest('speed', ['speed'], { CHROME_PATH: path })])
}

/**
 * Runs projects of vitest and counts by its own JSON report.
 * @param {string} name
 * @param {string[]} projects
 * @param {Record<string, string>} [env]
 * @returns {Promise<Totals>}
 */
async function vitest(name, projects, env) {
  const file = join(ROOT, `.cache/vitest/${name}.json`)
  rmSync(file, { force: true })
  const code = await runNode(
    tool('vitest'),
    [
      'run',
      ...projects.map((project) => `--project=${project}`),
      '--allowOnly=false',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    env,
  )
  if (!existsSync(file)) throw new Error('vitest wrote no report.')
  return totalsOf(JSON.parse(readFileSync(file, 'utf8')), code)
}

/**
 * A skipped test counts as failed, as does a file that could not be read to its tests, and an error outside of every test.
 * @param {{ testResults: { name: string, status: string, assertionResults: { status: string, fullName: string }[] }[] }} report
 * @param {number} code
 * @returns {Totals}
 */
function totalsOf({ testResults }, code) {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed')
  for (const { fullName, status } of skipped) console.error(`Not run (${status}), counted as failed: ${fullName}`)
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      (status === 'failed' && assertionResults.every((one) => one.status !== 'failed')) ||
      assertionResults.length === 0,
  )
  for (const { name } of broken) console.error(`Failed outside of its tests: ${name}`)
  const passed = tests.filter(({ status }) => status === 'passed').length
  const failed = tests.length - passed + broken.length
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed }
}

/**
 * @param {Totals[]} parts
 * @returns {Totals}
 */
function sum(parts) {
  return {
    passed: parts.reduce((total, { passed }) => total + passed, 0),
    failed: parts.reduce((total, { failed }) => total + failed, 0),
  }
}

function report() {
  console.log('')
  for (const { title, seconds, passed, failed } of done)
    console.log(`${title.padEnd(32)}${`${seconds} s`.padStart(9)}   ${passed} passed, ${failed} failed`)
  console.log('')
}

/** @param {Totals} totals */
async function writeFigures(totals) {
  const file = 'proof/figures.json'
  const figures = {
    commit: git('rev-parse', 'HEAD'),
    date: git('log', '-1', '--format=%cI'),
    changedSinceCommit: (git('status', '--porcelain', '--', '.', `:!${file}`) ?? '').split('\n').filter(Boolean).length,
    machine: {
      cpu: cpus()[0]?.model.trim() ?? null,
      cores: cpus().length,
      memoryGB: Math.round((totalmem() / 2 ** 30) * 10) / 10,
      system: `${platform()} ${release()} ${arch()}`,
      node: process.versions.node,
    },
    runsPerProperty: Number(process.env['SIAP_RUNS']),
    totals,
    seconds: Object.fromEntries(done.map(({ title, seconds }) => [title, seconds])),
    figures: Object.fromEntries(
      (existsSync(FIGURES) ? readdirSync(FIGURES).sort() : [])
        .filter((name) => name.endsWith('.json'))
        .map((name) => [name.slice(0, -'.json'.length), JSON.parse(readFileSync(join(FIGURES, name), 'utf8'))]),
    ),
  }
  mkdirSync(join(ROOT, 'proof'), { recursive: true })
  writeFileSync(join(ROOT, file), `${JSON.stringify(figures, null, 2)}\n`)
  // In the layout that the linter asks for, because the file is committed.
  if (existsSync(join(ROOT, 'node_modules/@biomejs/biome')))
    await runNode(tool('@biomejs/biome'), ['format', '--write', '--log-level=error', file])
  console.log(`The figures are in ${file}.`)
}

/** @param {string[]} args */
function git(...args) {
  try {
    return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim()
  } catch {
    return null
  }
}

test().catch((error) => {
  console.error(error)
  console.log('0 passed, 1 failed')
  process.exitCode = 1
})
