// Everything in one file: made, said who can read it, read back, shown before anything changes, and brought in or kept out.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { ROOT } from '../../src/commands/load'
import {
  BUNDLE_SHELVES,
  canonical,
  lockedHeader,
  newLockedHeader,
  writeBackup,
  writeLocked,
} from '../../src/core/backup'
import { firstValues, type MeasureOf } from '../../src/core/measures'
import { everything } from '../../src/platform/disk'
import { lock, newLock } from '../../src/platform/sealing'
import { deleteAll, finish, load, nameFirm, say, useAssessments } from '../../src/store/assessments'
import {
  addPhoto,
  addSteps,
  beginMeasure,
  changeStep,
  type FirmWork,
  openFirm,
  useImprovement,
} from '../../src/store/improvement'
import { useNotices } from '../../src/store/saving'
import { known } from '../support/assess'
import { aBundle, PICTURES } from '../support/bundles'
import { type Download, downloads } from '../support/downloads'
import { INDEX_1_67 } from '../support/people'
import { realQuestionnaire } from '../support/real'
import { anAssessment, assessmentOnDisk, goTo, openApp, putOnDisk } from '../support/render'
import { appText, type Language, SPOKEN } from '../support/texts'

const readiness = realQuestionnaire('readiness')
const t = appText('id')
const HEAD = { app: '0.1.0', made: '2026-11-25T08:00:00.000Z', scope: 'all' } as const
const FILE = writeBackup(aBundle(), HEAD)
const NOW = new Date('2026-11-25T05:00:00Z')

/** Everything on the disk as one text. */
const disk = async () => canonical(await everything())

const firmOf = (id: string) =>
  known(
    useAssessments.getState().assessments.find((one) => one.id === id),
    id,
  ).firm

function workOf(firm: string): FirmWork {
  const work = useImprovement.getState().byFirm[firm]
  return known(work === 'failed' ? undefined : work, firm)
}

/** CV Maju with a finished round, a plan, a measure and a photo; and a firm without a name. */
async function twoFirms() {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  const id = await anAssessment('readiness', { answers: INDEX_1_67, profile: { sector: 'fnb' } })
  await say(id, 'lead-plan', { note: 'Bicara dengan Bu Sri' })
  await finish(id, readiness.questionnaire)
  const firm = firmOf(id)
  await nameFirm(firm, 'CV Maju')
  await openFirm(firm)
  await addSteps(firm, [{ origin: { kind: 'own' }, title: 'Cat lantai' }])
  await changeStep(known(workOf(firm).steps[0], 'step'), { state: 'done', who: 'Pak Budi' })
  await beginMeasure(firm, 'kaizen-card', firstValues('kaizen-card'))
  const measure = known(workOf(firm).measures[0], 'measure') as MeasureOf<'kaizen-card'>
  await addPhoto(measure, known(PICTURES[0], 'picture'), (values, photoBefore) => ({ ...values, photoBefore }))
  const nameless = await anAssessment('quick', { answers: { 'lead-plan': 'in-mind' } })
  return { id, firm, nameless, namelessFirm: firmOf(nameless) }
}

async function openBackup(language: Language = 'id'): Promise<UserEvent> {
  const { user } = await openApp('/backup', language, appText(language)('backup.title'))
  return user
}

/** Taps "make" and waits for the file. */
async function made(user: UserEvent, found: readonly Download[]): Promise<Download> {
  const before = found.length
  await user.click(screen.getByRole('button', { name: t('backup.make.button') }))
  await waitFor(() => expect(found).toHaveLength(before + 1))
  await screen.findByText(t('backup.made.saved', { name: known(found[before], 'file').name }), { exact: false })
  return known(found[before], 'file')
}

const choose = (user: UserEvent, content: string | Uint8Array<ArrayBuffer>, name = 'siap-backup-2026-11-25.json') =>
  user.upload(screen.getByLabelText(t('backup.restore.file')), new File([content], name))

describe('making a backup', () => {
  it('says that there is nothing yet on an empty device, where one can be restored all the same', async () => {
    await openBackup()
    expect(screen.getByText(t('backup.make.nothing'))).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: t('backup.make.button') })).not.toBeInTheDocument()
    expect(screen.getByLabelText(t('backup.restore.file'))).toBeInTheDocument()
  })

  it('gives everything in one file, whose name holds no name, with the questionnaires it was begun with', async () => {
    const found = downloads()
    await twoFirms()
    const user = await openBackup()
    const file = await made(user, found)
    expect(file).toMatchObject({ name: 'siap-backup-2026-11-25.json', type: 'application/json' })
    const { aside, ...all } = await everything()
    expect(aside).toEqual([])
    const written = JSON.parse(file.text)
    expect(written).toMatchObject({ format: 'siap-backup', version: 1, made: NOW.toISOString(), scope: 'all' })
    for (const shelf of BUNDLE_SHELVES) {
      const records = all[shelf]
      expect(written[shelf], shelf).toHaveLength(records.length)
      expect(written[shelf], shelf).toEqual(expect.arrayContaining(records))
      expect(records.length, shelf).toBeGreaterThan(0)
    }
    expect(written.questionnaires.map(({ id }: { id: string }) => id)).toEqual(
      ['quick', 'readiness'].map((id) => `${id}@${readiness.questionnaire.version}`),
    )
  })

  it.each(SPOKEN)('says who can read it, as one chooses, before it is made (%s)', async (language) => {
    await twoFirms()
    const user = await openBackup(language)
    const said = appText(language)
    const tick = (key: string) => user.click(screen.getByRole('checkbox', { name: new RegExp(said(key)) }))
    expect(screen.getByText(said('backup.who.open'))).toBeInTheDocument()
    await tick('backup.make.hide')
    expect(screen.getByText(said('backup.who.openNameless'))).toBeInTheDocument()
    await tick('backup.make.lock')
    expect(screen.getByText(said('backup.who.lockedNameless'))).toBeInTheDocument()
    await tick('backup.make.hide')
    expect(screen.getByText(said('backup.who.locked'))).toBeInTheDocument()
    expect(screen.queryByText(said('backup.who.open'))).not.toBeInTheDocument()
  })

  it('of one firm holds that firm alone, and without its name when that is chosen', async () => {
    const found = downloads()
    const { firm, id } = await twoFirms()
    const user = await openBackup()
    await user.selectOptions(screen.getByLabelText(t('backup.make.what')), 'CV Maju')
    await user.click(screen.getByRole('checkbox', { name: new RegExp(t('backup.make.hide')) }))
    const { text } = await made(user, found)
    const written = JSON.parse(text)
    expect(written).toMatchObject({ scope: 'firm', firms: [{ id: firm, name: '' }], assessments: [{ id }] })
    expect(written.steps).toHaveLength(1)
    expect(text).not.toContain('CV Maju')
    expect(text).toContain('Bicara dengan Bu Sri')
  })

  it('asks for the passphrase twice, says what is wrong with it, and makes nothing until it is right', async () => {
    const found = downloads()
    await twoFirms()
    const user = await openBackup()
    await user.click(screen.getByRole('checkbox', { name: new RegExp(t('backup.make.lock')) }))
    expect(screen.getByText(t('backup.make.passphraseHint'))).toBeInTheDocument()
    const [first, again] = [t('backup.make.passphrase'), t('backup.make.again')].map((name) =>
      screen.getByLabelText(name),
    )
    const button = screen.getByRole('button', { name: t('backup.make.button') })
    await user.type(known(first, 'first'), 'pendek')
    await user.click(button)
    expect(await screen.findByText(t('backup.make.short', { shortest: 8 }))).toBeInTheDocument()
    expect(first).toHaveFocus()
    await user.type(known(first, 'first'), ' tidak lagi')
    await user.type(known(again, 'again'), 'pendek tidak lama')
    await user.click(button)
    expect(await screen.findByText(t('backup.make.differs'))).toBeInTheDocument()
    expect(again).toHaveFocus()
    expect(found).toEqual([])
    await user.clear(known(again, 'again'))
    await user.type(known(again, 'again'), 'pendek tidak lagi')
    const { text } = await made(user, found)
    expect(JSON.parse(text)).toMatchObject({ format: 'siap-backup-locked', kdf: { iterations: 600_000 } })
    expect(text).not.toContain('CV Maju')

    // And it opens on an empty device with that passphrase.
    await deleteAll()
    await choose(user, text)
    await user.type(await screen.findByLabelText(t('backup.locked.label')), 'pendek tidak lagi')
    await user.click(screen.getByRole('button', { name: t('backup.locked.button') }))
    await user.click(await screen.findByRole('button', { name: t('backup.preview.button') }))
    await screen.findByRole('heading', { name: t('backup.done.title') })
    expect((await everything()).firms).toHaveLength(2)
  })

  it('says that a page without https can neither lock nor unlock', async () => {
    await twoFirms()
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
    const user = await openBackup()
    expect(screen.getByText(t('backup.make.noLock'))).toBeInTheDocument()
    expect(screen.queryByRole('checkbox', { name: new RegExp(t('backup.make.lock')) })).not.toBeInTheDocument()
    const header = newLockedHeader({
      kdf: { name: 'PBKDF2', hash: 'SHA-256', iterations: 600_000, salt: 'AAAAAAAAAAAAAAAAAAAAAA==' },
      cipher: { name: 'AES-GCM', iv: 'AAAAAAAAAAAAAAAA' },
    })
    await choose(user, writeLocked({ ...header, data: 'A'.repeat(40) }))
    expect(await screen.findByText(t('backup.locked.cannot'))).toBeInTheDocument()
    vi.unstubAllGlobals()
  })

  it('leaves out what cannot be read, says how much, and offers it as a raw copy whose name holds no name', async () => {
    const found = downloads()
    await twoFirms()
    await putOnDisk('answers', {
      id: 'odd/one',
      v: 1,
      assessment: (await everything()).assessments.map(idOf)[0],
      answer: 7,
    })
    await putOnDisk('assessments', { id: 'broken', v: 99 })
    await load()
    const user = await openBackup()
    await made(user, found)
    expect(screen.getByText(t('backup.left', { count: 1 }), { exact: false })).toBeInTheDocument()

    const all = await everything()
    expect(all.aside).toHaveLength(1)
    await user.click(screen.getByText(t('backup.copy.title')))
    await user.click(screen.getByRole('button', { name: t('backup.copy.button') }))
    await screen.findByText(t('backup.copy.done'))
    await waitFor(() => expect(found).toHaveLength(2))
    expect(found[1]?.name).toBe('siap-2026-11-25.json')
    expect(JSON.parse(found[1]?.text ?? '')).toEqual({ app: 'siap', version: 1, ...all })

    // The raw copy comes back in too, without what cannot be read.
    await deleteAll()
    await choose(user, found[1]?.text ?? '', 'siap-2026-11-25.json')
    expect(await screen.findByText(t('backup.preview.left', { count: 1 }))).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: t('backup.preview.button') }))
    await screen.findByRole('heading', { name: t('backup.done.title') })
    expect((await everything()).firms).toEqual(all.firms)
  })

  it('that fails says so, and the button works again', async () => {
    await twoFirms()
    const user = await openBackup()
    vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(() => {
      throw new DOMException('no', 'UnknownError')
    })
    await user.click(screen.getByRole('button', { name: t('backup.make.button') }))
    expect(await screen.findByText(t('backup.made.failed'))).toBeInTheDocument()
    vi.restoreAllMocks()
    const found = downloads()
    await made(user, found)
  })
})

describe('handing a file over on a phone', () => {
  const phone = (share: (data: { files: File[] }) => Promise<void>) =>
    vi.stubGlobal('navigator', Object.create(navigator, { canShare: { value: () => true }, share: { value: share } }))
  const stub = () => Object.assign(window, { matchMedia: () => ({ matches: true }) })

  it.each<[string, () => Promise<void>, string, number]>([
    ['is by the phone’s own sheet', () => Promise.resolve(), 'shared', 0],
    [
      'can be called off: then nothing leaves',
      () => Promise.reject(new DOMException('', 'AbortError')),
      'cancelled',
      0,
    ],
    [
      'is a download where the sheet does not take it',
      () => Promise.reject(new DOMException('', 'NotAllowedError')),
      'saved',
      1,
    ],
  ])('%s', async (_, answer, state, saved) => {
    const found = downloads()
    const shared: File[] = []
    stub()
    phone((data) => {
      shared.push(...data.files)
      return answer()
    })
    await twoFirms()
    const user = await openBackup()
    await user.click(screen.getByRole('button', { name: t('backup.make.button') }))
    const name = 'siap-backup-2026-11-25.json'
    await screen.findByText(t(`backup.made.${state}`, { name }), { exact: false })
    expect(shared.map((file) => file.name)).toEqual([name])
    await waitFor(() => expect(found).toHaveLength(saved))
    vi.unstubAllGlobals()
    Reflect.deleteProperty(window, 'matchMedia')
  })
})

describe('restoring', () => {
  it('shows what is inside before anything changes, and says what was done afterwards', async () => {
    const user = await openBackup()
    const before = await disk()
    await choose(user, FILE)
    const preview = known(
      (await screen.findByRole('heading', { name: t('backup.preview.title') })).closest('div'),
      'preview',
    )
    expect(preview).toHaveTextContent(t('backup.preview.made', { date: '25 November 2026' }))
    expect(within(preview).getByText('CV Maju')).toBeInTheDocument()
    expect(within(preview).getByText(t('home.saved.noName'))).toBeInTheDocument()
    const round = t('saved.round', { title: 'Contoh', round: 1 })
    const dates = t('backup.preview.finished', { started: '2 Januari 2026', finished: '4 Maret 2026' })
    expect(preview).toHaveTextContent(`${round}: ${dates} ${t('backup.standing.fresh')}`)
    for (const text of [
      t('backup.count.steps', { count: 4 }),
      t('backup.count.measures', { count: 1 }),
      t('backup.count.photos', { count: 2 }),
    ]) {
      expect(preview).toHaveTextContent(text)
    }
    const rows = within(preview)
      .getAllByRole('row')
      .map((row) => row.textContent)
    expect(rows).toContain(`${t('backup.shelf.answers')}600`)
    expect(rows).toContain(`${t('backup.shelf.firms')}200`)
    expect(preview).toHaveTextContent(t('backup.preview.promise'))
    expect(await disk()).toBe(before)

    await user.click(within(preview).getByRole('button', { name: t('backup.preview.button') }))
    const done = known((await screen.findByRole('heading', { name: t('backup.done.title') })).closest('div'), 'done')
    expect(done).toHaveTextContent(t('backup.done.fresh', { count: 19 }))
    expect(within(done).getByRole('link')).toHaveAttribute('href', '#/saved')
    const { aside, ...all } = await everything()
    expect(aside).toEqual([])
    for (const shelf of BUNDLE_SHELVES) {
      expect(all[shelf], shelf).toEqual(expect.arrayContaining([...aBundle()[shelf]]))
      expect(all[shelf]).toHaveLength(aBundle()[shelf].length)
    }
    await goTo('/saved', t('saved.title'))
    expect(await screen.findByRole('heading', { level: 2, name: 'CV Maju' })).toBeInTheDocument()
  })

  it('cancelled changes nothing', async () => {
    await twoFirms()
    const user = await openBackup()
    const before = await disk()
    await choose(user, FILE)
    await user.click(await screen.findByRole('button', { name: t('backup.preview.cancel') }))
    expect(await screen.findByText(t('backup.restore.cancelled'))).toBeInTheDocument()
    expect(await disk()).toBe(before)
  })

  it('the same file twice changes nothing, and says so beforehand', async () => {
    const user = await openBackup()
    const bring = async () => {
      await choose(user, FILE)
      await user.click(await screen.findByRole('button', { name: t('backup.preview.button') }))
      await screen.findByRole('heading', { name: t('backup.done.title') })
    }
    await bring()
    const once = await disk()
    await choose(user, FILE)
    expect(await screen.findByText(t('backup.preview.nothing'))).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: t('backup.preview.button') }))
    await screen.findByText(t('backup.done.known', { count: 19 }), { exact: false })
    expect(await disk()).toBe(once)
  })

  it('keeps what was said since, sets the older version aside, and shows it as it is', async () => {
    const found = downloads()
    const { id } = await twoFirms()
    const user = await openBackup()
    const { text } = await made(user, found)
    vi.setSystemTime('2026-11-26T05:00:00Z')
    await say(id, 'lead-plan', { note: 'Sudah bicara' })
    await finish(id, readiness.questionnaire)
    const before = await everything()
    await choose(user, text)
    await user.click(await screen.findByRole('button', { name: t('backup.preview.button') }))
    await screen.findByRole('heading', { name: t('backup.done.title') })
    const { aside, ...after } = await everything()
    const { aside: none, ...shelves } = before
    expect(none).toEqual([])
    expect(after).toEqual(shelves)
    expect(aside).toHaveLength(2)
    expect(aside).toEqual(expect.arrayContaining([expect.objectContaining({ reason: 'superseded', shelf: 'answers' })]))
    expect(useNotices.getState().notices).toEqual([])
    expect((await assessmentOnDisk(id)).finished).not.toBeNull()
  })

  it('a file without the names takes no name away, and knows the firm by it', async () => {
    const found = downloads()
    const { firm } = await twoFirms()
    const user = await openBackup()
    await user.click(screen.getByRole('checkbox', { name: new RegExp(t('backup.make.hide')) }))
    const { text } = await made(user, found)
    await choose(user, text)
    expect(await screen.findByText('CV Maju', { selector: 'strong' })).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: t('backup.preview.button') }))
    await screen.findByRole('heading', { name: t('backup.done.title') })
    expect(useAssessments.getState().firms.find(({ id }) => id === firm)?.name).toBe('CV Maju')
  })

  it('takes a file that is dropped', async () => {
    await openBackup()
    // Dropped on the button, it reaches the place around it.
    const place = screen.getByLabelText(t('backup.restore.file'))
    fireEvent.dragOver(place)
    fireEvent.drop(place, { dataTransfer: { files: [new File([FILE], 'a.json')] } })
    expect(await screen.findByRole('heading', { name: t('backup.preview.title') })).toBeInTheDocument()
  })

  it('on a full disk changes nothing and says so', async () => {
    await twoFirms()
    const user = await openBackup()
    const before = await disk()
    await choose(user, FILE)
    const button = await screen.findByRole('button', { name: t('backup.preview.button') })
    const put = IDBObjectStore.prototype.put
    let writes = 0
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value: unknown) {
      // There is room for some of it, not for all.
      if (++writes > 7) throw new DOMException('no room', 'QuotaExceededError')
      return put.call(this, value)
    })
    await user.click(button)
    expect(await screen.findByText(t('backup.restore.disk'))).toBeInTheDocument()
    vi.restoreAllMocks()
    expect(writes).toBe(8)
    expect(await disk()).toBe(before)
    expect(useNotices.getState().notices).toEqual(['disk-full'])
    await choose(user, FILE)
    await user.click(await screen.findByRole('button', { name: t('backup.preview.button') }))
    await screen.findByRole('heading', { name: t('backup.done.title') })
  })
})

describe('a file that cannot be let in', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const utf16 = Uint8Array.from([0xff, 0xfe, ...[...'{"format"'].flatMap((char) => [char.charCodeAt(0), 0])])
  const changed = (from: string, to: string) => FILE.replace(from, to)

  it.each<[string, string | Uint8Array<ArrayBuffer>, string, string]>([
    ['a picture', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0x00]), 'not-text', ''],
    ['a text of another encoding', utf16, 'not-text', ''],
    ['a web page', '<!doctype html>', 'foreign', ''],
    ['foreign JSON', '{"name":"package","version":"1.0.0"}', 'foreign', ''],
    ['half a file', FILE.slice(0, FILE.length / 2), 'incomplete', ''],
    ['nothing at all', '', 'incomplete', ''],
    ['a newer file', changed('"version":1', '"version":2'), 'too-new', 'version'],
    ['a file nested without end', `{"format":"siap-backup","a":${'['.repeat(1_000_000)}`, 'too-deep', ''],
    ['a file with a changed record', changed('"saved":"2026', '"saved":"year'), 'broken', 'answers.0.saved'],
    ['a file with half a character', bytes(FILE).map((byte, i) => (i === 300 ? 0xc3 : byte)), 'not-text', ''],
  ])('%s: one sentence, and the disk is as it was', async (_, content, code, place) => {
    await twoFirms()
    const user = await openBackup()
    const before = await disk()
    await choose(user, content)
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent(t(`backup.problem.${code}`))
    expect(alert).toHaveTextContent(t('backup.restore.unchanged'))
    if (place) expect(alert).toHaveTextContent(t('backup.restore.place', { place }))
    else expect(alert).not.toHaveTextContent(t('backup.restore.place', { place: '' }).trim())
    expect(screen.queryByRole('button', { name: t('backup.preview.button') })).not.toBeInTheDocument()
    expect(await disk()).toBe(before)
  })

  it('one that is far too large is not even read', async () => {
    const user = await openBackup()
    const file = new File(['x'], 'a.json')
    Object.defineProperty(file, 'size', { value: 65 * 1024 * 1024 })
    const read = vi.spyOn(file, 'arrayBuffer')
    await user.upload(screen.getByLabelText(t('backup.restore.file')), file)
    expect(await screen.findByRole('alert')).toHaveTextContent(t('backup.problem.too-large'))
    expect(read).not.toHaveBeenCalled()
  })

  it('a locked one says the same for a wrong passphrase and for damage, and opens when it is right', async () => {
    const header = newLockedHeader(newLock(100_000))
    const data = await lock(header, 'kata sandi yang benar', lockedHeader(header), FILE)
    await twoFirms()
    const user = await openBackup()
    const before = await disk()
    const unlock = async (passphrase: string) => {
      const field = await screen.findByLabelText(t('backup.locked.label'))
      await user.clear(field)
      await user.type(field, passphrase)
      await user.click(screen.getByRole('button', { name: t('backup.locked.button') }))
    }
    await choose(user, writeLocked({ ...header, data: `AAAA${data.slice(4)}` }))
    await unlock('kata sandi yang benar')
    expect(await screen.findByText(t('backup.locked.wrong'))).toBeInTheDocument()
    await choose(user, writeLocked({ ...header, data }))
    await unlock('kata sandi yang salah')
    expect(await screen.findByText(t('backup.locked.wrong'))).toBeInTheDocument()
    expect(screen.getByLabelText(t('backup.locked.label'))).toHaveFocus()
    expect(await disk()).toBe(before)
    await unlock('kata sandi yang benar')
    expect(await screen.findByText('CV Maju', { selector: 'strong' })).toBeInTheDocument()
    expect(await disk()).toBe(before)
  })

  it('a locked one with a broken file inside is kept out as that file would be', async () => {
    const header = newLockedHeader(newLock(100_000))
    const data = await lock(
      header,
      'kata sandi yang benar',
      lockedHeader(header),
      changed('"version":1', '"version":7'),
    )
    const user = await openBackup()
    await choose(user, writeLocked({ ...header, data }))
    await user.type(await screen.findByLabelText(t('backup.locked.label')), 'kata sandi yang benar')
    await user.click(screen.getByRole('button', { name: t('backup.locked.button') }))
    expect(await screen.findByRole('alert')).toHaveTextContent(t('backup.problem.too-new'))
  })

  it('the file of the first version is let in, its firms shown', async () => {
    const user = await openBackup()
    await choose(user, readFileSync(join(ROOT, 'tests/fixtures/backups/backup-1.json'), 'utf8'))
    expect(await screen.findByText('CV Maju')).toBeInTheDocument()
  })
})

function idOf(record: unknown): string {
  return (record as { id: string }).id
}
