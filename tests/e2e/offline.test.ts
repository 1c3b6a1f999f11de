import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addresses, type ScreenName } from '../../src/app/addresses'
import { known } from '../support/assess'
import { realCatalogue } from '../support/real'
import { answer, answerText, begin, questionNow, sheet } from './questions'
import { INVITATION } from './screens'
import { remembered } from './storage'
import { exactly, LANGUAGES, type Language, textsIn } from './texts'
import type { Person } from './verbs'
import { DIST, inProof, openWorld, PROOF, soon, type Visitor, type World } from './world'

const full = sheet('readiness')
const catalogue = realCatalogue()

/** Opens a page for the first time and waits until the app says that it is ready without a network, with the size. */
async function visitOnce(me: Person, address: string, language: Language = 'id'): Promise<void> {
  await me.open(address)
  const said = exactly(textsIn(language)('notice.offline', { mb: '…' }))
  await me.read(said)
}

/** No server, no network: what a workshop hall is like. */
async function withoutNetwork(world: World, me: Visitor): Promise<void> {
  await world.stopServer()
  await me.context.setOffline(true)
}

interface Visit {
  address: string
  /** Waits for what makes this screen itself; the last thing it shows included. */
  see: (me: Person, language: Language) => Promise<void>
}

/** A visit to every screen, of one assessment that is answered; a screen without one does not compile. */
function visits(id: string): Record<ScreenName, Visit> {
  const word = full.word
  const headed = (address: string, title: (language: Language) => string, more?: Visit['see']): Visit => ({
    address,
    async see(me, language) {
      await me.see('heading', exactly(title(language)))
      await more?.(me, language)
    },
  })
  return {
    home: headed(
      '',
      (l) => textsIn(l)('home.title'),
      async (me, l) => {
        await me.see('link', textsIn(l)('home.quick.title'))
        await me.see('heading', new RegExp(`${textsIn(l)('home.saved.continue')}|${textsIn(l)('home.saved.result')}`))
      },
    ),
    start: headed(
      '#/start/readiness',
      (l) => word(l, 'lead-plan.question'),
      async (me) => void (await me.arrive(/\/q\/lead-plan$/)),
    ),
    tasks: headed(
      `#/a/${id}`,
      (l) => textsIn(l)('tasks.title'),
      (me, l) => me.see('link', word(l, 'invest.name')),
    ),
    ask: headed(
      `#/a/${id}/q/lean-5r`,
      (l) => word(l, 'lean-5r.question'),
      (me, l) => me.see('radio', answerText(full, l, 'lean-5r', 'kept-by-users')),
    ),
    change: headed(
      `#/a/${id}/check/mach-data`,
      (l) => word(l, 'mach-data.question'),
      (me, l) => me.see('button', textsIn(l)('ask.backToCheck')),
    ),
    profile: headed(
      `#/a/${id}/profile`,
      (l) => textsIn(l)('profile.title'),
      (me, l) => me.see('checkbox', listWord(l, `makes.${known(catalogue.lists.makes.at(-1), 'makes').id}.name`)),
    ),
    check: headed(
      `#/a/${id}/check`,
      (l) => textsIn(l)('check.title'),
      (me, l) => me.see('heading', word(l, 'invest.name')),
    ),
    result: headed(
      `#/a/${id}/result`,
      (l) => textsIn(l)('result.title'),
      (me, l) => me.see('img', textsIn(l)('result.radar.title')),
    ),
    how: headed(
      `#/a/${id}/how`,
      (l) => textsIn(l)('how.title'),
      (me, l) => me.see('heading', word(l, 'invest.name')),
    ),
    recommended: headed(
      `#/a/${id}/programmes`,
      (l) => textsIn(l)('programmes.title'),
      (me, l) => me.see('heading', textsIn(l)('programmes.contact')),
    ),
    plan: headed(
      `#/a/${id}/plan`,
      (l) => textsIn(l)('plan.title'),
      (me, l) => me.see('heading', textsIn(l)('plan.reminder')),
    ),
    whatIf: headed(`#/a/${id}/what-if`, (l) => textsIn(l)('whatIf.title')),
    targets: headed(
      `#/a/${id}/targets`,
      (l) => textsIn(l)('targets.title'),
      (me, l) => me.see('combobox', word(l, 'invest.name')),
    ),
    compare: headed(`#/a/${id}/compare`, (l) => textsIn(l)('compare.title')),
    share: headed(
      `#/a/${id}/share`,
      (l) => textsIn(l)('share.title'),
      (me, l) => me.see('link', textsIn(l)('share.picture.name')),
    ),
    print: headed(
      `#/a/${id}/print`,
      (l) => textsIn(l)('print.title'),
      (me, l) => me.see('img', textsIn(l)('result.radar.title')),
    ),
    picture: headed(
      `#/a/${id}/picture`,
      (l) => textsIn(l)('picture.title'),
      (me, l) => me.see('img', textsIn(l)('picture.heading')),
    ),
    paper: headed(
      '#/paper/readiness',
      (l) => textsIn(l)('paper.title'),
      (me, l) => me.see('heading', word(l, 'invest-records.question')),
    ),
    tools: headed(
      `#/a/${id}/tools`,
      (l) => textsIn(l)('tools.title'),
      (me, l) => me.see('link', textsIn(l)('tools.pareto.title')),
    ),
    tool: headed(
      `#/a/${id}/tool/oee`,
      (l) => textsIn(l)('tools.oee.title'),
      async (me, l) => {
        await me.tap('button', new RegExp(`${textsIn(l)('tools.begin')}|${textsIn(l)('tools.beginNew')}`))
        await me.see('heading', textsIn(l)('tools.result'))
      },
    ),
    spreadsheet: headed(
      `#/a/${id}/spreadsheet`,
      (l) => textsIn(l)('sheet.title'),
      (me, l) => me.see('button', textsIn(l)('sheet.button')),
    ),
    send: headed(
      `#/a/${id}/send`,
      (l) => textsIn(l)('codes.send.title'),
      async (me, l) => {
        await me.tap('button', textsIn(l)('codes.send.show'))
        await me.see('img', textsIn(l)('codes.send.picture'))
      },
    ),
    receive: headed(
      '#/receive',
      (l) => textsIn(l)('codes.receive.title'),
      (me, l) => me.see('button', textsIn(l)('codes.receive.camera.start')),
    ),
    join: headed(`#/join/${INVITATION}`, (l) => textsIn(l)('join.title', { title: 'Lokakarya Tegal' })),
    handIn: headed(`#/a/${id}/hand-in`, (l) => textsIn(l)('join.none.title')),
    rooms: headed('#/room', (l) => textsIn(l)('room.list.title')),
    newRoom: headed('#/room/new', (l) => textsIn(l)('room.new.title')),
    addUp: headed('#/room/add-up', (l) => textsIn(l)('cohort.addUp.title')),
    // Each comes with its own code, session or not.
    room: headed('#/room/abcdefghijkm', (l) => textsIn(l)('room.missing.title')),
    relay: headed('#/relay/abcdefghijkm', (l) => textsIn(l)('relay.missing.title')),
    board: headed('#/room/abcdefghijkm/board', (l) => textsIn(l)('room.missing.title')),
    desk: headed('#/room/abcdefghijkm/desk', (l) => textsIn(l)('room.missing.title')),
    script: headed('#/room/abcdefghijkm/script', (l) => textsIn(l)('room.missing.title')),
    sheet: headed('#/room/abcdefghijkm/sheet', (l) => textsIn(l)('room.missing.title')),
    keyIn: headed('#/room/abcdefghijkm/key-in', (l) => textsIn(l)('room.missing.title')),
    kiosk: headed('#/kiosk', (l) => textsIn(l)('kiosk.none.title')),
    catalogue: headed(
      '#/programmes',
      (l) => textsIn(l)('catalogue.title'),
      (me, l) => me.see('heading', textsIn(l)('catalogue.group.history.title')),
    ),
    programme: headed(
      '#/programmes/bdi-network',
      (l) => programmeWord(l, 'bdi-network.name'),
      (me, l) => me.see('heading', textsIn(l)('programme.sources')),
    ),
    saved: headed(
      '#/saved',
      (l) => textsIn(l)('saved.title'),
      (me, l) => me.see('button', textsIn(l)('saved.deleteAll.button')),
    ),
    backup: headed(
      '#/backup',
      (l) => textsIn(l)('backup.title'),
      (me, l) => me.see('button', textsIn(l)('backup.make.button')),
    ),
    about: headed(
      '#/about',
      (l) => textsIn(l)('about.title'),
      (me, l) => me.see('heading', textsIn(l)('about.glossary.title')),
    ),
  }
}

function listWord(language: Language, key: string): string {
  return known(catalogue.listTexts[language]?.[key], key)
}

function programmeWord(language: Language, key: string): string {
  return known(catalogue.programmeTexts[language]?.[key], key)
}

describe('after one visit', () => {
  const world = openWorld()

  it('everything works without server and network from a cold browser: every screen, in both languages', async () => {
    const device = world.device()
    const first = await device.start()
    await visitOnce(first, world.url)
    // What the service worker asks for is heard too, so that asking elsewhere would be.
    expect(first.requests).toContainEqual(expect.stringMatching(/\/RadarChart-/))
    // What only facilitators need comes when one of them opens it, and not before.
    expect(
      first.requests.filter((address) =>
        /\/(Rooms|NewRoom|RoomScreen|Board|Desk|Script|Sheet|KeyIn|Kiosk\w*)-/.test(address),
      ),
    ).toEqual([])
    await first.open('#/room')
    await first.read(textsIn('id')('room.list.kept'))
    await device.close()

    const me = await device.start()
    await withoutNetwork(world, me)
    const id = await begin(me, world.url, 'id', 'full')
    while (/\/q\//.test((await me.place()).screen)) {
      const question = await questionNow(me)
      const { options } = full.question(question)
      await answer(me, full, 'id', question, known(options?.[question.length % 2]?.id, question))
    }
    const t = textsIn('id')
    await me.tap('link', t('check.result'))
    await me.see('heading', t('result.title'))

    const table = visits(id)
    expect(Object.keys(table).sort()).toEqual(Object.keys(addresses).sort())
    for (const language of LANGUAGES) {
      const base = language === 'en' ? `${world.url}en/` : world.url
      await me.open(world.url)
      if (language === 'en') await me.tap('link', textsIn('en')('app.language'))
      // Both languages come in the same files; the proof opens every screen in both.
      const screens = Object.entries(table).filter((_, i) => PROOF || language === 'id' || i % 4 === 0)
      for (const [i, [name, { address, see }]] of screens.entries()) {
        // Every fifth from a cold start, the others as a link leads there.
        if (i % 5 === 0 || address === '') {
          await me.open('about:blank')
          await me.open(base + address)
        } else await me.open(address)
        await see(me, language).catch((error) => {
          throw new Error(`${name} in ${language}: ${error}`)
        })
        expect(`${name} ${await me.language()}`).toBe(`${name} ${language}`)
      }
      const programmes = catalogue.programmes.filter((_, place) => place % 6 === 0)
      for (const programme of programmes) {
        await me.open(`#/programmes/${programme.id}`)
        await me.read(programmeWord(language, `${programme.id}.about`))
        await me.read(programmeWord(language, `${programme.id}.name`))
      }
    }
  })
})

if (PROOF)
  describe('under a sub-path', () => {
    const world = openWorld({ base: '/some/path/' })

    inProof('answers, languages and a cold start without network work as at the root', async () => {
      const device = world.device()
      await visitOnce(await device.start(), `${world.url}en/`, 'en')
      await device.close()

      const me = await device.start()
      await withoutNetwork(world, me)
      const id = await begin(me, world.url, 'en', 'quick')
      await answer(me, full, 'en', 'lead-plan', 'in-mind')
      await me.tap('link', textsIn('id')('app.language'))
      await soon(async () => (await me.place()).path).toBe('/some/path/')
      await answer(me, full, 'id', await questionNow(me), 'monthly-figures')
      const before = await me.place()
      await remembered(me)
      await device.close()

      const again = await device.start()
      await again.context.setOffline(true)
      await again.open(world.url)
      await again.tap('link', textsIn('id')('home.saved.go'))
      await again.arrive(before.screen)
      await again.open(`#/a/${id}/check`)
      await again.read(answerText(full, 'id', 'lead-plan', 'in-mind'))
      await again.read(answerText(full, 'id', 'lead-figures', 'monthly-figures'))
      await again.open(`${world.url}#/programmes/bdi-network`)
      await again.read(programmeWord('id', 'bdi-network.about'))
    })
  })

if (PROOF)
  describe('an update', () => {
    const dist = join(tmpdir(), `siap-dist-${process.pid}`)
    beforeAll(() => cpSync(DIST, dist, { recursive: true }))
    afterAll(() => rmSync(dist, { recursive: true, force: true }))
    const world = openWorld({ dist })

    it('waits while a question is open or another tab is, and is applied at the next start', async () => {
      const t = textsIn('id')
      const old = t('home.lead')
      const changed = 'Ini versi yang baru.'
      const me = await world.visitor()
      await visitOnce(me, world.url)
      await begin(me, world.url, 'id', 'full')
      await answer(me, full, 'id', 'lead-plan', 'in-mind')

      release(dist, old, changed)
      await me.reload()
      await me.read(t('notice.update'))
      await answer(me, full, 'id', 'lead-owner', 'named-person')
      await me.reload()
      await me.see('heading', full.word('id', 'lead-figures.question'))
      await me.open('#/')
      await me.read(old)

      const other = await me.newTab()
      await other.open(`${world.url}#/about`)
      await other.see('heading', t('about.title'))
      await me.reload()
      await me.see('link', t('home.saved.go'))
      await me.read(old)
      await other.page.close()

      await me.reload()
      await me.read(changed)
      await me.lose(old)
      await me.tap('link', t('home.saved.go'))
      await me.arrive(/\/q\/lead-figures$/)
      await me.tap('link', exactly(t('ask.back')))
      await me.see('heading', full.word('id', 'lead-owner.question'))
      await soon(() => me.ticked()).toEqual([answerText(full, 'id', 'lead-owner', 'named-person')])
    })
  })

/** Makes a build the next version of itself: one text changed, and every file it may have changed under a new name or revision. */
function release(dist: string, before: string, after: string): void {
  const assets = join(dist, 'assets')
  const renamed = readdirSync(assets).map((name) => [name, name.replace(/(\.\w+)$/, '2$1')] as const)
  const texts = ['index.html', 'en/index.html', 'sw.js', ...renamed.map(([name]) => `assets/${name}`)]
  for (const file of texts) {
    let text = readFileSync(join(dist, file), 'utf8').replaceAll(before, after)
    for (const [name, next] of renamed) text = text.replaceAll(name, next)
    if (file === 'sw.js') text = text.replace(/("?revision"?:\s*")/g, '$1next-')
    writeFileSync(join(dist, file), text)
  }
  for (const [name, next] of renamed) renameSync(join(assets, name), join(assets, next))
}
