// @ts-check
// `npm start`: installs what is missing, builds when the sources are newer than the build, and serves the app.
//   npm start -- --port 8080 --base /siap/
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { prepare, ROOT, runNode, tool } from './install.mjs'
import { serve } from './serve.mjs'

const DIST = join(ROOT, 'dist')
const SOURCES = ['src', 'questionnaires', 'locales', 'public', 'vite.config.ts', 'package-lock.json']

async function start() {
  const { port, base } = options()
  await prepare()
  if (isStale()) await build()
  // Every interface, so that a phone in the same network can look at it too.
  const served = await serve({ dir: DIST, port, base, host: '::' }).catch(() =>
    serve({ dir: DIST, port, base, host: '0.0.0.0' }),
  )
  const path = new URL(served.url).pathname
  console.log(`\nSiap is at ${served.url}   (stop with Ctrl+C)`)
  if (served.port !== port) console.log(`Port ${port} was taken.`)
  for (const address of lanAddresses()) console.log(`In the same network: http://${address}:${served.port}${path}`)
  console.log(
    `Browsers give offline use and installing only to https addresses and to localhost, so over the network a phone shows
the app without them. For all of it: put dist/ on an https host, or join an Android phone by cable, run
"adb reverse tcp:${served.port} tcp:${served.port}" and open ${served.url} on the phone.`,
  )
}

function options() {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '4173' }, base: { type: 'string', default: '/' } },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`--port ${values.port} is not a port.`)
  return { port, base: values.base }
}

function isStale() {
  const page = join(DIST, 'index.html')
  if (!existsSync(page)) return true
  const pages = readdirSync(ROOT).filter((name) => name.endsWith('.html') || /^tsconfig.*\.json$/.test(name))
  return Math.max(...[...SOURCES, ...pages].map((name) => newest(join(ROOT, name)))) > statSync(page).mtimeMs
}

/**
 * When something in here last changed. Folders count: they change when a file is removed.
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  const entry = statSync(path, { throwIfNoEntry: false })
  if (!entry) return 0
  if (!entry.isDirectory()) return entry.mtimeMs
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

async function build() {
  console.log('Building the app ...')
  if ((await runNode(tool('vite'), ['build'])) === 0) return
  // A half-written build must not look fresh the next time.
  rmSync(join(DIST, 'index.html'), { force: true })
  throw new Error('The build failed; its message is above.')
}

function lanAddresses() {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
}

start().catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
