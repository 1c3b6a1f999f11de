// @ts-check
// What the browser tests need of the system: a Chrome or Chromium, and other people's programs that read what the app makes.
// What is installed is used; what is missing is got by the ordinary way of this system.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { ROOT, run, runNode, tool } from './install.mjs'

/** The path of a browser that runs, installing one if need be. Throws an error that says what to install. */
export async function browser() {
  const found = await findBrowser()
  if (found) return found
  if (isDebianAsRoot()) {
    console.log('No Chrome or Chromium found: installing Debian’s chromium ...')
    await aptInstall(['chromium'])
    const installed = await findBrowser()
    if (installed) return installed
  }
  console.log('No Chrome or Chromium found: installing Playwright’s chromium ...')
  await runNode(tool('playwright-core'), ['install', 'chromium'])
  const installed = await findBrowser()
  if (installed) return installed
  throw new Error(
    'The browser tests need Chrome or Chromium: install it (Debian and Ubuntu: apt install chromium; elsewhere: ' +
      'https://www.google.com/chrome), or set CHROME_PATH to where it is, and run npm test again.',
  )
}

/** Programs that the tests ask about codes, PDFs and spreadsheets, each with the package of Debian that has it. */
const READERS = { zbarimg: 'zbar-tools', pdftotext: 'poppler-utils', soffice: 'libreoffice-calc' }

/** Installs the readers that are missing, where that is possible. A test that misses one says what to install. */
export async function readers() {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const missing = Object.entries(READERS).flatMap(([name, from]) =>
    folders.some((folder) => existsSync(join(folder, name))) ? [] : [from],
  )
  if (missing.length === 0) return
  if (isDebianAsRoot()) {
    console.log(`Installing what reads codes, PDFs and spreadsheets: ${missing.join(', ')} ...`)
    await aptInstall(missing)
  } else {
    console.error(`Some browser tests need more programs. Debian and Ubuntu: apt install ${missing.join(' ')}`)
  }
}

/** @param {string[]} packages */
async function aptInstall(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  if ((await run('apt-get', ['update', '-qq'], { env })) !== 0) return
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env })
}

/** The first installed browser that runs, or null. */
export async function findBrowser() {
  const asked = process.env['CHROME_PATH']
  if (asked && !runs(asked)) console.error(`CHROME_PATH is ${asked}, which does not run: looking elsewhere.`)
  const places = [...(asked ? [asked] : []), ...onPath(), ...usualPlaces(process.platform, process.env)]
  return places.find(runs) ?? [await playwrightBrowser()].find(runs) ?? null
}

function onPath() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const endings = process.platform === 'win32' ? ['.exe'] : ['']
  return names.flatMap((name) => folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))))
}

/**
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 */
function usualPlaces(platform, env) {
  if (platform === 'darwin')
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) => [
      join(folder, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
      join(folder, 'Chromium.app/Contents/MacOS/Chromium'),
    ])
  if (platform === 'win32')
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
      const folder = env[name]
      return folder
        ? [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Chromium/Application/chrome.exe')]
        : []
    })
  return ['/opt/google/chrome/chrome', '/snap/bin/chromium']
}

/** Where Playwright keeps its own. */
async function playwrightBrowser() {
  if (!existsSync(join(ROOT, 'node_modules/playwright-core'))) return ''
  const { chromium } = await import('playwright-core')
  try {
    return chromium.executablePath()
  } catch {
    // It has none for this system.
    return ''
  }
}

/**
 * Whether this is a browser that starts: a stub that asks for a snap, or one that misses system libraries, is none.
 * @param {string} path
 */
function runs(path) {
  if (!path || !existsSync(path)) return false
  // On Windows `--version` opens a window instead of answering.
  return process.platform === 'win32' || spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0
}

function isDebianAsRoot() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  return existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
}
