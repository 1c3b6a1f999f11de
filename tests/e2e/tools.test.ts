// The small tools in a real browser: what is typed is there after a kill, the stopwatch goes on, photos are small, and paper has it.
import { describe, expect, it } from 'vitest'
import { PHOTO_BYTES } from '../../src/core/measures'
import { known } from '../support/assess'
import { begin } from './questions'
import { lying } from './storage'
import { exactly, textsIn } from './texts'
import type { Person } from './verbs'
import { inProof, openWorld, soon } from './world'

const world = openWorld({ worker: false })
const t = textsIn('id')

/** The values of the only record there is. */
async function kept(me: Person): Promise<Record<string, unknown>> {
  const { records } = await lying(me, 'measures')
  expect(records).toHaveLength(1)
  return known(records[0], 'record')['values'] as Record<string, unknown>
}

/** Goes from the list of tools to a new record of one. */
async function use(
  me: Person,
  assessment: string,
  tool: 'oee' | 'changeover' | 'waste-walk' | 'kaizen-card',
): Promise<string> {
  await me.open(`#/a/${assessment}/tools`)
  await me.tap('link', t(`tools.${tool}.title`))
  await me.tap('button', exactly(t('tools.begin')))
  return (await me.arrive(new RegExp(`/tool/${tool}/\\w+$`))).screen
}

/** The sizes of the sheets of a PDF, in mm. */
async function sheetsOf({ page }: Person): Promise<number[][]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  return [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map((box) =>
    box.slice(1).map((points) => Math.round((Number(points) / 72) * 25.4)),
  )
}

describe('a killed browser', () => {
  it('has every number that was saved, its figure, and the same on paper', async () => {
    const device = world.device()
    const me = await device.start()
    const id = await begin(me, world.url, 'id', 'full')
    const record = await use(me, id, 'oee')
    for (const [name, text] of [
      ['subject', 'Mesin potong'],
      ['planned', '480'],
      ['stops', '60'],
      ['ideal', '5,0'],
      ['made', '4000'],
      ['good', '3800'],
    ] as const) {
      await me.type(t(`tools.oee.${name}`), text)
    }
    await me.read(t('tools.oee.headline', { share: '66%' }))
    await soon(() => kept(me)).toMatchObject({ subject: 'Mesin potong', ideal: '5.0', made: 4000, good: 3800 })
    await device.kill()

    const again = await device.start()
    await again.open(`${world.url}${record}`)
    await again.read(t('tools.oee.headline', { share: '66%' }))
    expect(await again.page.getByLabel(t('tools.oee.ideal')).inputValue()).toBe('5,0')

    await again.page.emulateMedia({ media: 'print' })
    await again.page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    const paper = await again.page.locator('body').innerText()
    for (const text of [
      'Mesin potong',
      t('tools.oee.headline', { share: '66%' }),
      t('tools.oee.planned'),
      '480 menit',
      '3.800 buah',
      t('tools.oee.formula'),
    ]) {
      expect(paper).toContain(text)
    }
    for (const role of ['button', 'textbox'] as const) expect(await again.page.getByRole(role).count(), role).toBe(0)
    const sheets = await sheetsOf(again)
    expect(new Set(sheets.map(String))).toEqual(new Set(['210,297']))
  })

  inProof('has a stopwatch that went on', async () => {
    const device = world.device()
    const me = await device.start()
    const id = await begin(me, world.url, 'id', 'full')
    const record = await use(me, id, 'changeover')
    await me.tap('button', exactly(t('tools.changeover.start')))
    await me.read(t('tools.changeover.running', { number: 1 }))
    await me.type(t('tools.changeover.nameNow'), 'Melepas cetakan')
    await soon(() => kept(me)).toMatchObject({ running: { name: 'Melepas cetakan' } })
    const { running } = await kept(me)
    await device.kill()

    const again = await device.start()
    await again.open(`${world.url}${record}`)
    await again.read(t('tools.changeover.running', { number: 1 }))
    expect(await kept(again)).toMatchObject({ running })
    await again.tap('button', t('tools.changeover.next'))
    await again.read(t('tools.changeover.running', { number: 2 }))
    const { steps } = (await kept(again)) as { steps: { name: string; minutes: string }[] }
    const since = (running as { since: number }).since
    const passed = (await again.page.evaluate(() => Date.now())) - since
    expect(steps).toMatchObject([{ name: 'Melepas cetakan' }])
    const minutes = Number(steps[0]?.minutes)
    expect(minutes).toBeGreaterThan(0)
    expect(minutes).toBeLessThanOrEqual(passed / 60_000 + 0.01)
  })
})

describe('a photo', () => {
  it('of many megabytes is kept small, set upright, and without what the camera wrote beside it', async () => {
    const me = await world.visitor()
    const id = await begin(me, world.url, 'id', 'full')
    await use(me, id, 'waste-walk')
    await me.tap('button', t('tools.waste-walk.kinds.motion'))
    const finding = t('tools.waste-walk.findingNamed', { number: 1, waste: t('tools.waste-walk.kinds.motion') })
    const photo = await lyingDown(me, 2400, 1800)
    expect(photo.length).toBeGreaterThan(1_000_000)
    await give(me, t('tools.photo.take'), finding, 'foto.jpg', photo)
    await me.read(t('tools.photo.kept'))
    await me.see('img', finding)

    const { records } = await lying(me, 'photos')
    const image = String(known(records[0], 'photo')['image'])
    const bytes = Buffer.from(known(image.split(',')[1], 'bytes'), 'base64')
    expect(image).toMatch(/^data:image\/jpeg;base64,/)
    expect(bytes.length).toBeLessThanOrEqual(PHOTO_BYTES)
    expect(bytes.includes('Exif')).toBe(false)
    const { width, height, top, bottom } = await look(me, image)
    // The camera was held upright: what it calls the left is the top.
    expect(width).toBeLessThan(height)
    expect(Math.max(width, height)).toBeGreaterThanOrEqual(480)
    expect(top).toBe('red')
    expect(bottom).toBe('blue')

    await me.reload()
    await me.see('img', finding)
  })

  inProof('that is none is refused with a sentence, and nothing is kept', async () => {
    const me = await world.visitor()
    const id = await begin(me, world.url, 'id', 'full')
    await use(me, id, 'kaizen-card')
    const before = t('tools.kaizen-card.photoBefore')
    await give(me, t('tools.photo.choose'), before, 'foto.jpg', Buffer.from('bukan foto'))
    await me.see('alert', '')
    await me.read(t('tools.photo.refused'))
    expect((await lying(me, 'photos')).records).toEqual([])
    // Another one is taken all the same.
    await give(me, t('tools.photo.choose'), before, 'foto.jpg', await lyingDown(me, 600, 400))
    await me.read(t('tools.photo.kept'))
    await me.lose(t('tools.photo.refused'))
  })
})

describe('a kaizen card', () => {
  it('is printed by itself, on a sheet of A6', async () => {
    const me = await world.visitor()
    const id = await begin(me, world.url, 'id', 'full')
    await use(me, id, 'kaizen-card')
    await me.type(t('tools.kaizen-card.subject'), 'Papan alat')
    await me.type(t('tools.kaizen-card.problem'), 'Kunci pas dicari beberapa kali sehari.')
    await me.see('region', 'Papan alat')
    expect(await sheetsOf(me)).toEqual([[105, 148]])
    const photo = await lyingDown(me, 600, 400)
    for (const side of [t('tools.kaizen-card.photoBefore'), t('tools.kaizen-card.photoAfter')]) {
      await give(me, t('tools.photo.choose'), side, 'foto.jpg', photo)
      await soon(() =>
        me.page.getByRole('region', { name: 'Papan alat' }).getByRole('img', { name: side }).count(),
      ).toBe(1)
    }
    expect(await sheetsOf(me)).toEqual([[105, 148]])
    await me.page.emulateMedia({ media: 'print' })
    const paper = await me.page.locator('body').innerText()
    expect(paper).toContain('Kunci pas dicari beberapa kali sehari.')
    expect(paper).not.toContain(t('tools.how'))
  })
})

/** Hands a file to the button of this name. */
async function give({ page }: Person, button: string, about: string, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel(`${button}: ${about}`).setInputFiles({ name, mimeType: 'image/jpeg', buffer })
}

/**
 * A photo as a phone held upright makes it: the sensor lies, and a note says to turn it. Red on the sensor's left, blue on its right,
 * with noise that no compression takes out.
 */
async function lyingDown({ page }: Person, width: number, height: number): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ({ width, height }) => {
      const canvas = document.createElement('canvas')
      canvas.width = width
      canvas.height = height
      const context = canvas.getContext('2d')
      if (!context) throw new Error('no canvas')
      const pixels = context.createImageData(width, height)
      let seed = 1
      for (let i = 0; i < pixels.data.length; i += 4) {
        seed = (seed * 1103515245 + 12345) % 2147483648
        const noise = seed % 120
        const left = (i / 4) % width < width / 2
        pixels.data.set([left ? 255 - noise / 2 : noise, noise, left ? noise : 255 - noise / 2, 255], i)
      }
      context.putImageData(pixels, 0, 0)
      const address = canvas.toDataURL('image/jpeg', 0.95)
      return address.split(',')[1] ?? ''
    },
    { width, height },
  )
  const jpeg = Buffer.from(base64, 'base64')
  // TIFF, big-endian, one entry: tag 0x0112 (orientation), a short, 6: turn a quarter to the right.
  const exif = Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0', 'latin1')
  const marker = Buffer.from([0xff, 0xe1, 0, exif.length + 2])
  return Buffer.concat([jpeg.subarray(0, 2), marker, exif, jpeg.subarray(2)])
}

/** Size of a picture, and the colour in the middle of its upper and lower half. */
function look({ page }: Person, image: string) {
  return page.evaluate(async (address) => {
    const picture = new Image()
    picture.src = address
    await picture.decode()
    const { naturalWidth: width, naturalHeight: height } = picture
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    context.drawImage(picture, 0, 0)
    const colour = (y: number) => {
      const [red = 0, , blue = 0] = context.getImageData(width / 2, y, 1, 1).data
      return red > blue ? 'red' : 'blue'
    }
    return { width, height, top: colour(height / 4), bottom: colour((height * 3) / 4) }
  }, image)
}
