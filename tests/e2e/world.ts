// The world around the app in browser tests: its server, browsers, phones that can be switched off, and what went wrong on the way.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { ROOT } from '../../src/commands/load'
import { serve } from '../../src/commands/serve.mjs'
import { known } from '../support/assess'
import { PATIENCE, type Person, person } from './verbs'

/** Whether everything is tried (`npm run proof`), not only what the gate has time for. */
export const PROOF = process.env['SIAP_PROOF'] !== undefined

/** A test that only the proof has time for. */
export function inProof(name: string, test: () => Promise<void>): void {
  if (PROOF) it(name, test)
}

export const DIST = process.env['SIAP_DIST'] ?? join(ROOT, 'dist')

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // One process for all tabs is enough on two cores.
  '--renderer-process-limit=1',
  '--process-per-site',
  '--disable-site-isolation-trials',
]

/** The phone of our owners: 360 px wide, used with a thumb. */
const PHONE = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true, locale: 'id-ID' } as const

export type Served = Awaited<ReturnType<typeof serve>>

/** Somebody with a browser of their own: the first tab, more tabs, and a list of everything that went wrong or was fetched. */
export interface Visitor extends Person {
  readonly context: BrowserContext
  /** Another tab of the same browser. */
  newTab(): Promise<Person>
  /** Errors of the console and the page, and violations of the content policy, so far. */
  readonly complaints: string[]
  /** The address of every request, the service worker's too. */
  readonly requests: string[]
  /** Lets pass what a test provokes on purpose, from its beginning to its end. */
  forgive(complaint: RegExp): void
  /** The complaints that are not forgiven. */
  unforgiven(): string[]
}

/** A device with a browser whose data stays when it is closed or killed. */
export interface Device {
  /** Starts the browser, with these flags too; the visitor is in front of its first tab. */
  start(flags?: readonly string[]): Promise<Visitor>
  /** Closes the browser as a person does. */
  close(): Promise<void>
  /** Kills every process of the browser at once, as a phone without memory does. */
  kill(): Promise<void>
}

export interface World {
  /** The address of the app's Indonesian page. */
  readonly url: string
  /** Stops the server, so that nothing is there any more; it is started anew for the next test. */
  stopServer(): Promise<void>
  /** A new person with a new browser profile, gone after the test; with flags, in a browser of their own that was started with these too. */
  visitor(options?: BrowserContextOptions, flags?: readonly string[]): Promise<Visitor>
  /** A new device, gone after the test. */
  device(): Device
}

/**
 * Serves the build to the tests of one file, each person with a browser profile of their own. After every test its people leave, and the test fails when
 * an error was reported that it did not forgive, or when anything asked another origin than the app's own.
 * @param worker whether browsers have service workers. Without them nothing is stored for later, which takes a third of the time.
 */
export function openWorld({
  dist = DIST,
  base = '/',
  worker = true,
}: {
  dist?: string
  base?: string
  worker?: boolean
} = {}): World {
  let served: Served | undefined
  let browser: Browser | undefined
  let visitors: Visitor[] = []
  let leaving: (() => Promise<void>)[] = []
  let port = 0

  const startServer = async () => {
    served ??= await serve({ dir: dist, base, port })
    port = served.port
  }
  const stopServer = async () => {
    await served?.close()
    served = undefined
  }
  const url = () => `http://localhost:${port}/${base}/`.replace(/([^:])\/+/g, '$1/')

  beforeAll(async () => {
    if (!existsSync(join(dist, 'index.html'))) throw new Error(`There is no build in ${dist}. Run: npm run build`)
    await startServer()
  })
  afterEach(async () => {
    for (const leave of leaving.reverse()) await leave()
    const people = visitors
    visitors = []
    leaving = []
    await startServer()
    const { origin } = new URL(url())
    expect(people.flatMap((one) => one.unforgiven())).toEqual([])
    expect(people.flatMap(({ requests }) => requests).filter((address) => new URL(address).origin !== origin)).toEqual(
      [],
    )
  })
  afterAll(async () => {
    await browser?.close()
    await stopServer()
  })

  return {
    get url() {
      return url()
    },
    stopServer,
    async visitor(options, flags) {
      const launch = () => chromium.launch({ executablePath: chromePath(), args: [...FLAGS, ...(flags ?? [])] })
      const own = flags && (await launch())
      browser ??= own ? undefined : await launch()
      const context = await known(own ?? browser, 'browser').newContext({ ...PHONE, ...options })
      if (!worker) {
        await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
      }
      leaving.push(() => (own ?? context).close())
      const visitor = await visitorOf(context)
      visitors.push(visitor)
      return visitor
    },
    device() {
      const own = device((visitor) => visitors.push(visitor))
      leaving.push(own.destroy)
      return own
    },
  }
}

async function visitorOf(context: BrowserContext): Promise<Visitor> {
  const complaints: string[] = []
  const forgiven: RegExp[] = []
  const requests: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => complaints.push(String(error.error())))
  context.on('request', (request) => {
    if (/^(https?|wss?):/.test(request.url())) requests.push(request.url())
  })
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      console.error(`The content policy forbids ${violatedDirective}: ${blockedURI} ${sample}`)
    })
  })
  const page = context.pages()[0] ?? (await context.newPage())
  return {
    ...person(page),
    context,
    newTab: async () => person(await context.newPage()),
    complaints,
    requests,
    forgive(complaint) {
      forgiven.push(complaint)
    },
    unforgiven: () => complaints.filter((text) => !forgiven.some((pattern) => pattern.test(text))),
  }
}

/** Started by hand instead of by the driver, because the driver does not tell which process to kill. */
function device(met: (visitor: Visitor) => void): Device & { destroy: () => Promise<void> } {
  const profile = mkdtempSync(join(tmpdir(), 'siap-device-'))
  let process: ChildProcess | undefined
  let driver: Browser | undefined

  const ended = async (end: () => Promise<unknown>) => {
    if (!process) return
    const exit = process.exitCode === null && process.signalCode === null ? once(process, 'exit') : undefined
    await end()
    await exit
    process = undefined
  }
  const kill = () =>
    ended(async () => {
      // Its own process group: the browser and every process it started.
      if (process?.pid) globalThis.process.kill(-process.pid, 'SIGKILL')
      await driver?.close()
    })
  return {
    async start(flags = []) {
      process = spawn(
        chromePath(),
        [
          ...FLAGS,
          ...flags,
          '--headless',
          '--remote-debugging-port=0',
          `--user-data-dir=${profile}`,
          '--window-size=360,640',
          '--lang=id',
          '--hide-scrollbars',
          'about:blank',
        ],
        { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
      )
      driver = await chromium.connectOverCDP(await debuggerAddress(process))
      const context = driver.contexts()[0]
      if (!context) throw new Error('The browser has no window.')
      const visitor = await visitorOf(context)
      await visitor.page.setViewportSize(PHONE.viewport)
      met(visitor)
      return visitor
    },
    close: () =>
      ended(async () => {
        const session = await driver?.newBrowserCDPSession()
        await session?.send('Browser.close')
      }),
    kill,
    async destroy() {
      await kill()
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
    },
  }
}

/** The address at which a browser just started listens to its driver; it writes it to its standard error. */
function debuggerAddress({ stderr, ...process }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = ''
    stderr?.on('data', (chunk: Buffer) => {
      heard += chunk
      const address = /DevTools listening on (ws:\S+)/.exec(heard)?.[1]
      if (address) resolve(address)
    })
    stderr?.on('close', () => reject(new Error(`The browser ended at once: ${heard} (${process.exitCode})`)))
  })
}

/** Waits until what is read is as expected: `await soon(() => me.ticked()).toEqual([])`. */
export function soon<T>(read: () => Promise<T>, timeout = PATIENCE) {
  return expect.poll(read, { timeout })
}

function chromePath(): string {
  const path = process.env['CHROME_PATH']
  if (!path) throw new Error('Set CHROME_PATH to an installed Chrome or Chromium, or run: npm test')
  return path
}
