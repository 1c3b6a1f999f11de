// A scripted tour: a screenshot of every screen, in both languages, both themes and both sizes, of the production build.
// `npm run tour [folder]`; the screenshots go to tests/tour unless a folder is named. Fails when a screen has no visit.
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import type { addresses } from '../app/addresses'
import { browser as browserPath } from './browser.mjs'
import { ROOT } from './load'
import { serve } from './serve.mjs'

const SIZES = { phone: { width: 360, height: 640 }, desktop: { width: 1366, height: 768 } }

/** Where each screen is, for one assessment; a name without an entry does not compile. */
function visits(id: string): Record<keyof typeof addresses, string | null> {
  return {
    home: '',
    // Starting is not a place: it leads straight to a question.
    start: null,
    tasks: `#/a/${id}`,
    ask: `#/a/${id}/q/lean-5r`,
    change: `#/a/${id}/check/mach-data`,
    profile: `#/a/${id}/profile`,
    check: `#/a/${id}/check`,
    result: `#/a/${id}/result`,
    how: `#/a/${id}/how`,
    recommended: `#/a/${id}/programmes`,
    plan: `#/a/${id}/plan`,
    whatIf: `#/a/${id}/what-if`,
    targets: `#/a/${id}/targets`,
    compare: `#/a/${id}/compare`,
    share: `#/a/${id}/share`,
    print: `#/a/${id}/print`,
    picture: `#/a/${id}/picture`,
    paper: '#/paper/readiness',
    tools: `#/a/${id}/tools`,
    tool: `#/a/${id}/tool/oee`,
    spreadsheet: `#/a/${id}/spreadsheet`,
    send: `#/a/${id}/send`,
    receive: '#/receive',
    // An invitation belongs to a session somebody has made.
    join: null,
    handIn: `#/a/${id}/hand-in`,
    rooms: '#/room',
    newRoom: '#/room/new',
    addUp: '#/room/add-up',
    room: null,
    relay: '#/relay/abcdefghijkm',
    board: null,
    desk: null,
    script: null,
    sheet: null,
    keyIn: null,
    kiosk: '#/kiosk',
    catalogue: '#/programmes',
    programme: '#/programmes/bdi-network',
    saved: '#/saved',
    backup: '#/backup',
    about: '#/about',
  }
}

/** Answers every question by tapping, so that the tour shows real work; resolves with the assessment's id. */
async function answerAll(page: Page, url: string): Promise<string> {
  await page.goto(`${url}#/start/readiness`)
  await page.waitForSelector('fieldset input')
  for (let n = 0; n < 60; n++) {
    const hash = await page.evaluate(() => location.hash)
    if (!hash.includes('/q/')) break
    const options = page.locator('fieldset label')
    if ((await options.count()) === 0) await page.locator('button[type=submit]').click()
    else await options.nth((n * 7 + (n % 3)) % 4).click()
    await page.waitForFunction((before) => location.hash !== before, hash)
    await page.waitForFunction(() => document.querySelector('fieldset input, #figure, dl') !== null)
  }
  const id = (await page.evaluate(() => location.hash)).split('/')[2] ?? ''
  await page.goto(`${url}#/a/${id}/profile`)
  for (const [place, value] of Object.entries({ 0: 'metal_machinery', 1: '5-19', 2: 'under-1b', 3: 'JT' })) {
    await page.locator('select').nth(Number(place)).selectOption(value)
  }
  for (const choice of ['cost', 'delivery', 'defects', 'waiting'])
    await page.locator(`input[value="${choice}"]`).check()
  return id
}

async function tour(folder: string): Promise<number> {
  const dist = process.env['SIAP_DIST'] ?? join(ROOT, 'dist')
  if (!existsSync(join(dist, 'index.html'))) throw new Error('No build to show. Run: npm run build')
  mkdirSync(folder, { recursive: true })
  const server = await serve({ dir: dist })
  const browser = await chromium.launch({
    executablePath: await browserPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  let shots = 0
  try {
    for (const theme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport: SIZES.phone, colorScheme: theme })
      const page = await context.newPage()
      const id = await answerAll(page, server.url)
      for (const language of ['id', 'en']) {
        const base = language === 'en' ? `${server.url}en/` : server.url
        await page.evaluate((choice) => localStorage.setItem('siap-language', choice), language)
        for (const [size, viewport] of Object.entries(SIZES)) {
          await page.setViewportSize(viewport)
          for (const [name, hash] of Object.entries(visits(id))) {
            if (hash === null) continue
            await page.goto('about:blank')
            await page.goto(base + hash)
            await page.locator('h1').first().waitFor()
            if (name === 'result') await page.locator('svg.recharts-surface').waitFor()
            await page.screenshot({ path: join(folder, `${name}-${language}-${theme}-${size}.png`), fullPage: true })
            shots++
          }
        }
      }
      await context.close()
    }
  } finally {
    await browser.close()
    await server.close()
  }
  return shots
}

const folder = process.argv[2] ?? join(ROOT, 'tests/tour')
console.info(`${await tour(folder)} screenshots in ${folder}`)
