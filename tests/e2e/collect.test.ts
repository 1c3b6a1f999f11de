// How fast and how surely a laptop reads what phones show: a camera in front of a queue of people, a moving code, and bad photographs.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { encodeQR } from 'qr'
import { decodeQR } from 'qr/decode.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../../src/commands/load'
import { writeBatch } from '../../src/core/batch'
import { fountain } from '../../src/core/fountain'
import type { Session } from '../../src/core/session'
import { codeText } from '../../src/core/submission'
import { type Chance, chance } from '../fuzz/chance'
import { aCode, aSession, bytesOf, KEY_PAIR } from '../support/rooms'
import { cameraShowing, film, pictureOf } from './film'
import { program } from './programs'
import { lying } from './storage'
import { exactly, textsIn } from './texts'
import type { Person } from './verbs'
import { openWorld, PROOF, soon } from './world'

const t = textsIn('id')
const world = openWorld({ worker: false })
const folder = mkdtempSync(join(tmpdir(), 'siap-collect-'))
const figures: Record<string, unknown> = {}
const firm = (i: number) => ({
  assessment: 'abcdefghijkmnpqrstuv'.replace(/^./, 'pqrstuvwxy'[i] ?? 'a'),
  name: `CV ${i}`,
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  if (!PROOF) return
  mkdirSync(join(ROOT, '.cache/figures'), { recursive: true })
  writeFileSync(join(ROOT, '.cache/figures/collecting.json'), `${JSON.stringify(figures, null, 2)}\n`)
})

/** Makes a session, the way a facilitator does, and gives back what its phones are told. */
async function makeSession(me: Person): Promise<Session> {
  await me.open(`${world.url}#/room/new`)
  await me.type(t('room.new.name'), 'Lokakarya Tegal')
  await me.type(t('join.who'), 'Dinas Perindustrian')
  await me.type(t('join.contact'), '0283-351234')
  await me.tap('button', t('room.new.make'))
  await me.see('heading', exactly('Lokakarya Tegal'))
  const [session] = (await lying(me, 'sessions')).records
  return session as unknown as Session
}
const count = async (me: Person) => (await lying(me, 'results')).records.length

/** A laptop with a session, whose camera sees these pictures. */
async function inFrontOf(pictures: (session: Session) => Promise<Buffer[]>, perSecond: number) {
  const file = join(folder, `${perSecond}.y4m`)
  film(file, [pictureOf('x')], perSecond)
  const me = await world.visitor({ viewport: { width: 1366, height: 768 }, isMobile: false }, cameraShowing(file))
  const session = await makeSession(me)
  // The film is opened when the camera starts.
  film(file, await pictures(session), perSecond)
  return { me, session }
}

if (PROOF)
  describe('a camera', () => {
    const PEOPLE = 8
    const FPS = 15
    const [FIRST, SHOWN, BETWEEN] = [3 * FPS, 1.4 * FPS, 0.6 * FPS]

    it(`counts every one of ${PEOPLE} people who show their code for 1.4 s`, async () => {
      const empty = PNG.sync.write(new PNG({ width: 400, height: 400 }))
      const { me, session } = await inFrontOf(async (session) => {
        const codes = await Promise.all(Array.from({ length: PEOPLE }, (_, i) => aCode(session, firm(i))))
        const queue = codes.flatMap((code) => [
          ...new Array<Buffer>(SHOWN).fill(pictureOf(code)),
          ...new Array<Buffer>(BETWEEN).fill(empty),
        ])
        return [...new Array<Buffer>(FIRST).fill(empty), ...queue]
      }, FPS)
      await me.page.evaluate(watchCamera)
      await me.tap('button', t('codes.receive.camera.start'))
      await soon(() => count(me)).toBe(PEOPLE)
      await me.see('heading', t('room.collect.title', { count: PEOPLE }))
      const { views, said } = await me.page.evaluate(() => (window as unknown as { watched: Watched }).watched)
      // Who came into view, and when it was said that they are counted.
      const waits = Array.from({ length: PEOPLE }, (_, i) => {
        const told = said.find(({ line }) => line === t('room.outcome.counted', { who: `CV ${i}` }))
        const seen = views.filter((at, place) => place % PEOPLE === i && at < (told?.at ?? 0)).at(-1)
        return (told?.at ?? Number.NaN) - (seen ?? Number.NaN)
      }).sort((a, b) => a - b)
      expect(waits.every((one) => one > 0)).toBe(true)
      const median = Math.round(waits[PEOPLE >> 1] ?? Number.NaN)
      figures['from in view to counted'] = {
        people: PEOPLE,
        fps: FPS,
        medianMs: median,
        longestMs: Math.round(waits.at(-1) ?? 0),
      }
      expect(median).toBeLessThan(1000)
      expect((await lying(me, 'results')).records.every((one) => one['session'] === session.id)).toBe(true)
    })

    it('reads what a second phone has collected from its moving code, though every 7th part is missed', async () => {
      const { me } = await inFrontOf(async (session) => {
        const codes = await Promise.all(Array.from({ length: PEOPLE }, (_, i) => aCode(session, firm(i))))
        const { count, frame } = fountain(writeBatch(codes.map(bytesOf)))
        const frames = Array.from({ length: 3 * count }, (_, i) => pictureOf(codeText('frame', frame(i))))
        return frames.filter((_, i) => i % 7 !== 6)
      }, 8)
      const began = performance.now()
      await me.tap('button', t('codes.receive.camera.start'))
      await me.read(t('room.collect.summary', { counted: PEOPLE, already: 0, left: 0 }))
      figures['a moving code of a second phone'] = { codes: PEOPLE, ms: Math.round(performance.now() - began) }
      expect(await count(me)).toBe(PEOPLE)
      await me.see('heading', t('room.collect.title', { count: PEOPLE }))
    })
  })

interface Watched {
  views: number[]
  said: { line: string; at: number }[]
}

/** Notes in the page when something else comes into the camera's view, and when the first line changes. */
function watchCamera(): void {
  const watched: Watched = { views: [], said: [] }
  Object.assign(window, { watched })
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 32
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const look = (video: HTMLVideoElement, before: boolean) => {
    context?.drawImage(video, 0, 0, 32, 32)
    // A code is half black; an empty place is all of one grey.
    const pixels = context?.getImageData(8, 8, 16, 16).data ?? new Uint8ClampedArray(0)
    const bright = pixels.filter((_, i) => i % 4 === 0)
    const code = Math.max(...bright) - Math.min(...bright) > 60
    if (code && !before) watched.views.push(performance.now())
    video.requestVideoFrameCallback(() => look(video, code))
  }
  let video: HTMLVideoElement | null = null
  new MutationObserver(() => {
    const line = document.querySelector('[aria-labelledby=collect] [role=status]')?.textContent ?? ''
    if (line !== (watched.said.at(-1)?.line ?? '')) watched.said.push({ line, at: performance.now() })
    const shown = document.querySelector('video')
    if (!shown || shown === video) return
    video = shown
    look(shown, false)
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
}

describe('a code in a bad photograph of 300 x 300 pixels', () => {
  const CODES = PROOF ? 20 : 2
  const SIZE = 300
  /** Where a point of the photograph lies in the code, both from 0 to 1. */
  type Place = (x: number, y: number) => [number, number]
  const flat: Place = (x, y) => [x, y]
  const turned: Place = (x, y) => {
    const [sin, cos] = [Math.sin(Math.PI / 12), Math.cos(Math.PI / 12)]
    // Turned about the middle, and smaller, so that its corners stay in the picture.
    const [dx, dy] = [(x - 0.5) * 1.22, (y - 0.5) * 1.22]
    return [0.5 + dx * cos + dy * sin, 0.5 - dx * sin + dy * cos]
  }
  /** The upper edge is further away: there everything is this much smaller. */
  const leaning =
    (smaller: number): Place =>
    (x, y) => {
      const far = 1 - smaller * (1 - y)
      return [0.5 + (x - 0.5) / far, y / far]
    }
  /** The share that is read at least, where a kind does not say otherwise. */
  const FLOOR = { zbar: 0.9, ours: 0.9 }
  const KINDS: Record<string, { place: Place; noise?: number; contrast?: number; floor?: typeof FLOOR }> = {
    plain: { place: flat },
    turned: { place: turned },
    // A single photograph; a camera takes many.
    'perspective, 10 %': { place: leaning(0.1), floor: { zbar: 0.9, ours: 0.4 } },
    'perspective, 20 %': { place: leaning(0.2), floor: { zbar: 0, ours: 0.7 } },
    noise: { place: flat, noise: 40 },
    'low contrast': { place: flat, contrast: 0.2 },
    'turned, noise and low contrast': { place: turned, noise: 15, contrast: 0.4 },
  }

  /** What a camera would make of a code: sampled where each pixel lies, with grain, between two greys. */
  function photograph(text: string, { place, noise = 0, contrast = 1 }: (typeof KINDS)[string], by: Chance): PNG {
    const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 })
    const png = new PNG({ width: SIZE, height: SIZE })
    for (let y = 0; y < SIZE; y++) {
      for (let x = 0; x < SIZE; x++) {
        let black = 0
        for (const [sx, sy] of [
          [0.25, 0.25],
          [0.75, 0.25],
          [0.25, 0.75],
          [0.75, 0.75],
        ] as const) {
          const [u, v] = place((x + sx) / SIZE, (y + sy) / SIZE)
          if (rows[Math.floor(v * rows.length)]?.[Math.floor(u * rows.length)]) black += 0.25
        }
        const grain = (by.below(1000) / 500 - 1) * noise
        const grey = 128 + contrast * (127 - 255 * black) + grain
        png.data.fill(Math.max(0, Math.min(255, Math.round(grey))), 4 * (y * SIZE + x), 4 * (y * SIZE + x) + 3)
        png.data[4 * (y * SIZE + x) + 3] = 255
      }
    }
    return png
  }

  const codes: string[] = []
  beforeAll(async () => {
    for (let i = 0; i < CODES; i++) codes.push(await aCode(aSession({ publicKey: KEY_PAIR.publicKey }), firm(i % 10)))
  })

  it.each(Object.entries(KINDS).filter(([, { floor }]) => PROOF || !floor))('%s', (name, kind) => {
    const zbarimg = program('zbarimg', 'zbar-tools')
    const [zbar, own] = [0, 1].map(() => [] as boolean[]) as [boolean[], boolean[]]
    for (const [i, code] of codes.entries()) {
      const picture = photograph(code, kind, chance(i + 1))
      const file = join(folder, 'photo.png')
      writeFileSync(file, PNG.sync.write(picture))
      zbar.push(readBy(zbarimg, file) === code)
      own.push(readByOurs(picture) === code)
    }
    const share = (read: readonly boolean[]) => read.filter(Boolean).length / CODES
    figures[`read at 300 px: ${name}`] = { codes: CODES, zbar: share(zbar), ours: share(own) }
    const floor = kind.floor ?? FLOOR
    expect(share(zbar)).toBeGreaterThanOrEqual(floor.zbar)
    expect(share(own)).toBeGreaterThanOrEqual(floor.ours)
  })

  function readBy(zbarimg: string, file: string): string {
    try {
      const how = ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', file]
      return execFileSync(zbarimg, how, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).replace(/\n$/, '')
    } catch {
      // How it says that there is none.
      return ''
    }
  }
  function readByOurs({ width, height, data }: PNG): string {
    try {
      return decodeQR({ width, height, data: Uint8ClampedArray.from(data) })
    } catch {
      return ''
    }
  }
})
