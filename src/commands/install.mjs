// @ts-check
// What `npm start` and `npm test` begin with: the right Node, the packages of the lock file, and a way to run them.
// No package is imported here, because it runs before they are there (decision 19).
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..')

/** Installs what is missing. Throws an error with one clear sentence when it cannot. */
export async function prepare() {
  const refusal = refuseNode(process.versions.node)
  if (refusal) throw new Error(refusal)
  if (isInstalled(ROOT)) return
  console.log('Installing the packages of package-lock.json (npm ci) ...')
  const [command, ...args] = npm()
  const code = await run(
    command,
    [...args, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    // A shell only where npm is a .cmd file, which Windows starts in no other way.
    { shell: command === 'npm' && process.platform === 'win32' },
  )
  if (code !== 0) throw new Error('npm ci failed: look at its message above, check the network, and try again.')
}

/**
 * Why this Node will not do, or null. Vite and jsdom need 20.19, or 22.12 in the 22 line, and nothing in between.
 * @param {string} version
 */
export function refuseNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const good = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
  return good
    ? null
    : `Siap needs Node 20.19 or newer (in the 22 line: 22.12); this is ${version}. Get it at nodejs.org.`
}

/**
 * Whether node_modules holds what package-lock.json asks for, by npm's own record of what it installed.
 * @param {string} folder
 */
export function isInstalled(folder) {
  const record = join(folder, 'node_modules/.package-lock.json')
  if (!existsSync(record)) return false
  const wanted = packagesOf(join(folder, 'package-lock.json'))
  const present = packagesOf(record)
  return (
    Object.entries(wanted).every(([path, entry]) => {
      const found = present[path]
      // npm leaves out optional packages that are for other systems.
      if (!found) return path === '' || entry.optional === true
      return found.version === entry.version && found.integrity === entry.integrity
    }) && Object.entries(present).every(([path, entry]) => path in wanted && isForThisMachine(entry))
  )
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Entry
 * @param {string} file
 * @returns {Record<string, Entry>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
}

/**
 * A node_modules copied from another system holds that system's binaries.
 * @param {Entry} entry
 */
function isForThisMachine({ os, cpu, libc }) {
  if (os && !os.includes(process.platform)) return os.every((name) => name.startsWith('!'))
  if (cpu && !cpu.includes(process.arch)) return cpu.every((name) => name.startsWith('!'))
  if (!libc) return true
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (process.report?.getReport() ?? {})
  return libc.includes(report.header?.glibcVersionRuntime ? 'glibc' : 'musl')
}

/**
 * npm as a command line: the very npm that started us when there is one.
 * @returns {[string, ...string[]]}
 */
function npm() {
  const own = process.env['npm_execpath']
  return own && /^npm-cli\.c?js$/.test(basename(own)) ? [process.execPath, own] : ['npm']
}

/**
 * The script behind the command of an installed package, to be run by this Node: no npx, no shell, every system alike.
 * @param {string} packageName
 * @param {string} [command]
 */
export function tool(packageName, command = basename(packageName)) {
  const folder = join(ROOT, 'node_modules', packageName)
  /** @type {{ bin: string | Record<string, string> }} */
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const script = typeof bin === 'string' ? bin : bin[command]
  if (!script) throw new Error(`${packageName} has no command ${command}.`)
  return join(folder, script)
}

/**
 * Runs a program in the project with its output shown, and gives its exit code.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, shell?: boolean }} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, { env = {}, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', shell, env: { ...process.env, ...env } })
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

/**
 * Runs a script with this Node.
 * @param {string} script
 * @param {string[]} [args]
 * @param {Record<string, string | undefined>} [env]
 */
export function runNode(script, args = [], env = {}) {
  return run(process.execPath, [script, ...args], { env })
}
