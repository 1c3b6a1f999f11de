// A backup on its way from one browser to another, under the real content policy.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { newStep } from '../../src/core/plan'
import { known } from '../support/assess'
import { PICTURES } from '../support/bundles'
import { type Owner, owner } from './screens'
import { lying, plant, type Shelf } from './storage'
import { textsIn } from './texts'
import type { Person } from './verbs'
import { inProof, openWorld, type Visitor } from './world'

const t = textsIn('id')
const world = openWorld({ worker: false })
const folder = mkdtempSync(join(tmpdir(), 'siap-backup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SHELVES: Shelf[] = ['firms', 'assessments', 'answers', 'questionnaires', 'steps', 'measures', 'photos', 'aside']

/** Everything that lies on a device, as one text. */
async function disk(me: Person): Promise<string> {
  return JSON.stringify(await Promise.all(SHELVES.map(async (shelf) => (await lying(me, shelf)).records)))
}

/** Somebody with a finished round, a named firm, two steps on the plan and a photo. */
async function busyOwner(): Promise<Owner & { result: string }> {
  const one = await owner(world, 'id', { busy: false })
  const { me, assessment } = one
  const [firm] = (await lying(me, 'firms')).records
  const id = String(known(firm, 'firm')['id'])
  const created = new Date().toISOString()
  const step = (place: number) =>
    newStep({ firm: id, origin: { kind: 'own' }, place, created, title: `Langkah ${place}` }, `own${place}`)
  await plant(me, {
    firms: [{ ...known(firm, 'firm'), id, name: 'CV Maju' } as { id: string }],
    steps: [step(0), step(1)],
    photos: [{ v: 1, id: 'photo1', firm: id, image: PICTURES[0] } as { id: string }],
  })
  await me.reload()
  await me.open(`#/a/${assessment}/result`)
  await me.see('img', t('result.radar.title'))
  return { ...one, result: await me.text() }
}

/** Makes a backup with these boxes ticked; resolves with the file. */
async function backUp(me: Visitor, passphrase?: string): Promise<string> {
  await me.open('#/backup')
  await me.see('heading', t('backup.make.title'))
  if (passphrase !== undefined) {
    await me.tap('checkbox', t('backup.make.lock'))
    await me.read(t('backup.who.locked'))
    await me.page.locator('[name="passphrase"]').fill(passphrase)
    await me.page.locator('[name="again"]').fill(passphrase)
  } else await me.read(t('backup.who.open'))
  const [download] = await Promise.all([me.page.waitForEvent('download'), me.tap('button', t('backup.make.button'))])
  const name = download.suggestedFilename()
  expect(name).toMatch(/^siap-backup-\d{4}-\d{2}-\d{2}\.json$/)
  await me.read(t('backup.made.saved', { name }))
  const path = join(folder, `${Math.random()}.json`)
  await download.saveAs(path)
  return path
}

/** Somebody with a browser in which nothing is yet, at the backup page. */
async function stranger(): Promise<Visitor> {
  const me = await world.visitor()
  await me.open(`${world.url}#/backup`)
  await me.read(t('backup.make.nothing'))
  return me
}

async function choose(me: Person, path: string): Promise<void> {
  await me.page.getByLabel(t('backup.restore.file')).setInputFiles(path)
}

async function bring(me: Person, path: string): Promise<void> {
  await choose(me, path)
  await me.tap('button', t('backup.preview.button'))
  await me.see('heading', t('backup.done.title'))
}

describe('a backup', () => {
  it('made in one browser is the same work in another: result, plan and all records; twice changes nothing', async () => {
    const { me, assessment, result } = await busyOwner()
    const file = await backUp(me)
    const other = await stranger()
    const empty = await disk(other)
    await choose(other, file)
    await other.see('heading', t('backup.preview.title'))
    await other.read('CV Maju')
    await other.read(t('backup.count.steps', { count: 2 }))
    expect(await disk(other)).toBe(empty)

    await other.tap('button', t('backup.preview.button'))
    await other.see('heading', t('backup.done.title'))
    for (const shelf of SHELVES) {
      expect((await lying(other, shelf)).records, shelf).toEqual((await lying(me, shelf)).records)
    }
    await other.tap('link', t('backup.done.link'))
    await other.see('heading', 'CV Maju')
    await other.open(`#/a/${assessment}/result`)
    await other.see('img', t('result.radar.title'))
    expect(await other.text()).toBe(result)

    const once = await disk(other)
    await other.open('#/backup')
    await choose(other, file)
    await other.read(t('backup.preview.nothing'))
    await bring(other, file)
    expect(await disk(other)).toBe(once)
  })

  inProof('that is locked opens with its passphrase only', async () => {
    const { me } = await busyOwner()
    const file = await backUp(me, 'empat kata yang panjang')
    expect(readFileSync(file, 'utf8')).toContain('"format": "siap-backup-locked"')
    expect(readFileSync(file, 'utf8')).not.toContain('CV Maju')
    const other = await stranger()
    const empty = await disk(other)
    const unlock = async (passphrase: string) => {
      await other.type(t('backup.locked.label'), passphrase)
      await other.tap('button', t('backup.locked.button'))
    }
    await choose(other, file)
    await unlock('lima kata yang panjang')
    await other.read(t('backup.locked.wrong'))
    expect(await disk(other)).toBe(empty)
    await unlock('empat kata yang panjang')
    await other.read('CV Maju')
    await other.tap('button', t('backup.preview.button'))
    await other.see('heading', t('backup.done.title'))
    expect((await lying(other, 'steps')).records).toEqual((await lying(me, 'steps')).records)
  })

  inProof('that was cut off, and a file that is none, change nothing and say so', async () => {
    const { me } = await busyOwner()
    const file = await backUp(me)
    const before = await disk(me)
    const text = readFileSync(file, 'utf8')
    const broken: [name: string, content: string, sentence: string][] = [
      ['half.json', text.slice(0, text.length / 2), t('backup.problem.incomplete')],
      ['page.html', '<!doctype html>', t('backup.problem.foreign')],
      ['newer.json', text.replace('"version":1', '"version":2'), t('backup.problem.too-new')],
      ['changed.json', text.replace('"CV Maju"', '5'), t('backup.problem.broken')],
    ]
    for (const [name, content, sentence] of broken) {
      writeFileSync(join(folder, name), content)
      await choose(me, join(folder, name))
      await me.read(sentence)
      expect(await disk(me)).toBe(before)
    }
  })
})
