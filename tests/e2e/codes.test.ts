// A result from phone to phone: the code on the screen is read by a decoder that is not ours, and by a camera that sees a film of it.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Answers } from '../../src/core/answers'
import { bigEndian, crc32 } from '../../src/core/bytes'
import { fountain, MOST_STILL } from '../../src/core/fountain'
import type { Questionnaire } from '../../src/core/questionnaire'
import { newAnswer, newAssessment, newFirm, newStoredQuestionnaire } from '../../src/core/records'
import { codeText, readCodeText, readSubmission, writeSubmission } from '../../src/core/submission'
import { aQuestionnaire, known, section } from '../support/assess'
import { realCatalogue } from '../support/real'
import { content } from '../support/submissions'
import { cameraShowing, fileOf, film, pictureOf } from './film'
import { program } from './programs'
import { sheet } from './questions'
import { type Owner, owner } from './screens'
import { lying, plant } from './storage'
import { exactly, textsIn } from './texts'
import type { Person } from './verbs'
import { inProof, openWorld } from './world'

const t = textsIn('id')
const world = openWorld({ worker: false })
const { questionnaire: readiness } = sheet('readiness')
const { lists } = realCatalogue()
const folder = mkdtempSync(join(tmpdir(), 'siap-codes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string) => join(folder, name)

/** What another maker's program reads in a picture file; '' when it finds nothing. */
function readByZbar(picture: string): string {
  const zbarimg = program('zbarimg', 'zbar-tools')
  return execFileSync(zbarimg, ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', picture], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).replace(/\n$/, '')
}

/** Shows the code of an assessment on the screen. */
async function showCode(me: Person, assessment: string): Promise<void> {
  await me.open(`#/a/${assessment}/send`)
  await me.tap('button', t('codes.send.show'))
  await me.see('img', t('codes.send.picture'))
}

/** A photo of the code alone. */
function photo(me: Person): Promise<Buffer> {
  return me.page.getByRole('img', { name: t('codes.send.picture') }).screenshot()
}

/** Level and index as the result has them. */
async function result(me: Person): Promise<string> {
  await me.see('region', t('result.level'))
  return me.text('region', t('result.level'))
}

/** A round of CV Maju with every question answered, on a phone of its own, and what its result says. */
async function sender(): Promise<Owner & { result: string }> {
  const one = await owner(world, 'id', { busy: false })
  const [firm] = (await lying(one.me, 'firms')).records
  await plant(one.me, {
    firms: [{ ...known(firm, 'firm'), id: String(firm?.['id']), name: 'CV Maju' } as { id: string }],
  })
  await one.me.reload()
  await one.me.open(`#/a/${one.assessment}/result`)
  return { ...one, result: await result(one.me) }
}

/** Every shelf as it lies there. */
async function everything(me: Person): Promise<unknown> {
  const shelves = ['firms', 'assessments', 'answers', 'questionnaires', 'aside'] as const
  return Promise.all(shelves.map(async (shelf) => (await lying(me, shelf)).records))
}

/** Opens the app for the first time; with the list of what is saved the shelves are there. */
async function arrive(me: Person): Promise<void> {
  await me.open(`${world.url}#/saved`)
  await me.see('heading', exactly(t('saved.empty.title')))
}

async function openReceive(me: Person): Promise<void> {
  await me.tap('link', t('saved.receive'))
  await me.see('heading', exactly(t('codes.receive.title')))
}

/** Looks at what was read, keeps it, and comes to the result. */
async function keep(me: Person, answers: number): Promise<string> {
  await me.see('heading', exactly(t('codes.receive.found.title')))
  await me.read(t('codes.news.new', { count: answers }))
  await me.tap('button', t('codes.receive.found.keep'))
  await me.arrive(/\/result$/)
  return result(me)
}

/** The answers that lie on a device, by question. */
async function answersOn(me: Person): Promise<Answers> {
  const { records } = await lying(me, 'answers')
  return Object.fromEntries(records.map(({ question, answer }) => [question, answer])) as Answers
}

describe('a still code', () => {
  it('on the screen is read by zbar, and holds the answers and nothing that may not travel', async () => {
    const { me, assessment } = await sender()
    await showCode(me, assessment)
    // The whole screen, as somebody would photograph it.
    await me.page.screenshot({ path: file('screen.png') })
    const read = readCodeText(readByZbar(file('screen.png')))
    if (!read.ok) throw new Error(JSON.stringify(read.problems))
    expect(read.value.bytes.length).toBeLessThanOrEqual(MOST_STILL)
    const submission = readSubmission(read.value.bytes, [readiness], lists)
    if (!submission.ok) throw new Error(JSON.stringify(submission.problems))
    expect(submission.value).toMatchObject({ assessment, name: 'CV Maju', questionnaire: 'readiness' })
    expect(content(submission.value.answers)).toEqual(content(await answersOn(me)))
    expect(JSON.stringify(submission.value)).not.toContain('catatan')

    await me.tap('checkbox', t('codes.send.hide'))
    const hidden = readCodeText(readByZbar(fileOf(file('hidden.png'), await photo(me))))
    expect(hidden.ok && readSubmission(hidden.value.bytes, [readiness], lists)).toMatchObject({ value: { name: '' } })
  })

  it('is read by the camera of another phone, and gives the same result there; a second time nothing changes', async () => {
    const one = await sender()
    await showCode(one.me, one.assessment)
    film(file('still.y4m'), [await photo(one.me)], 10)

    const other = await world.visitor({}, cameraShowing(file('still.y4m')))
    await arrive(other)
    await openReceive(other)
    const before = await everything(other)
    await other.tap('button', t('codes.receive.camera.start'))
    await other.see('heading', exactly(t('codes.receive.found.title')))
    await other.read('CV Maju')
    expect(await everything(other)).toEqual(before)
    expect(await keep(other, 40)).toBe(one.result)
    expect(content(await answersOn(other))).toEqual(content(await answersOn(one.me)))
    expect((await other.place()).screen).toBe(`#/a/${one.assessment}/result`)

    const kept = await everything(other)
    await other.open('#/receive')
    await other.tap('button', t('codes.receive.camera.start'))
    await other.read(t('codes.news.same', { count: 0 }))
    expect(await everything(other)).toEqual(kept)
  })

  inProof('is read from a picture of the screen that was chosen as a file', async () => {
    const one = await sender()
    await showCode(one.me, one.assessment)
    await one.me.page.screenshot({ path: file('chosen.png'), fullPage: true })
    const other = await world.visitor()
    await arrive(other)
    await openReceive(other)
    await other.hand(t('codes.receive.picture'), file('chosen.png'))
    expect(await keep(other, 40)).toBe(one.result)
  })
})

/** More answers than one code holds: 200 questions with sixty options to tick. */
function aLargeOne(): { questionnaire: Questionnaire; answers: Answers } {
  const ids = Array.from({ length: 200 }, (_, i) => `q${i}`)
  const options = Array.from({ length: 60 }, (_, i) => ({ id: `o${i}`, text: '' as const }))
  const questionnaire = aQuestionnaire({
    id: 'large',
    title: '',
    root: { name: '', children: [section('all', ids, { name: '' })] },
    questions: ids.map((id) => ({ id, type: 'multi', question: '', score: { kind: 'count', cap: 4 }, options })),
  })
  const ticks = (i: number) => options.filter((_, n) => (n * 7 + i) % 23 < 1 + (i % 3)).map(({ id }) => id)
  return { questionnaire, answers: Object.fromEntries(ids.map((id, i) => [id, ticks(i)])) }
}
const { questionnaire, answers } = aLargeOne()
const questionnaires = [
  newStoredQuestionnaire('large@1.0.0', questionnaire, { id: { title: 'Besar' }, en: { title: 'Large' } }),
]

inProof('a moving code is read by the camera of another phone though every 7th of its parts is missed', async () => {
  const one = await world.visitor()
  const changed = '2026-08-07T05:00:00.000Z'
  const assessment = 'abcdefghijkmnpqrstuv'
  const firm = newFirm('zyxwvutsrqpnmkjihgfe', 'CV Maju', changed)
  const round = newAssessment({
    id: assessment,
    firm: firm.id,
    questionnaire: 'large',
    version: '1.0.0',
    round: 1,
    started: changed,
  })
  await arrive(one)
  await plant(one, {
    questionnaires,
    firms: [firm],
    assessments: [round],
    answers: Object.entries(answers).map(([id, answer]) => ({ ...newAnswer(assessment, id, changed), answer })),
  })
  await one.reload()
  await one.open(`#/a/${assessment}/result`)
  const here = await result(one)
  await showCode(one, assessment)
  await one.tap('button', t('codes.send.slower'))
  const parts = Number(/(\d+)/.exec(await one.text('region', t('codes.send.moving')))?.[1])
  expect(parts).toBeGreaterThan(7)
  // Twice as many pictures as there are parts, each of another one.
  const pictures: Buffer[] = []
  while (pictures.length < 2 * parts) {
    const picture = await photo(one)
    if (!pictures.some((taken) => taken.equals(picture))) pictures.push(picture)
  }
  film(
    file('moving.y4m'),
    pictures.filter((_, i) => i % 7 !== 6),
    8,
  )

  const other = await world.visitor({}, cameraShowing(file('moving.y4m')))
  await arrive(other)
  await plant(other, { questionnaires })
  await openReceive(other)
  await other.tap('button', t('codes.receive.camera.start'))
  await other.see('progressbar', new RegExp(t('codes.receive.progress', { have: '\\d+', of: parts })))
  expect(await keep(other, 200)).toBe(here)
  expect(content(await answersOn(other))).toEqual(content(answers))
})

describe('what can’t be read', () => {
  it('is refused with a sentence that says what to do, and nothing is changed: foreign, damaged, unknown, newer, unclear', async () => {
    const me = await world.visitor()
    await arrive(me)
    await openReceive(me)
    const before = await everything(me)
    const submission = {
      questionnaire: 'readiness',
      version: readiness.version,
      assessment: 'abcdefghijkmnpqrstuv',
      firm: 'zyxwvutsrqpnmkjihgfe',
      name: '',
      round: 1,
      revision: 1,
      changed: '2026-08-07T05:00:00.000Z',
      finished: null,
      provisional: false,
      answers: {},
      reasons: {},
      profile: {},
    }
    const bytes = writeSubmission(submission, readiness, lists)
    const flipped = bytes.map((byte, i) => (i === 30 ? byte ^ 4 : byte))
    const later = [0x21, ...bytes.subarray(1, -4)]
    const texts: Record<string, string> = {
      foreign: 'https://example.org/',
      damaged: codeText('whole', flipped),
      unknown: codeText('whole', writeSubmission(submission, { ...readiness, version: '9.0.0' }, lists)),
      newer: codeText('whole', Uint8Array.from([...later, ...bigEndian(crc32(later), 4)])),
      moving: codeText('frame', fountain(new Uint8Array(900)).frame(2)),
    }
    const pictures = Object.entries(texts).map(([why, text]) => [why, pictureOf(text)] as const)
    for (const [why, picture] of [...pictures, ['no-picture', Buffer.from('no picture')] as const]) {
      await me.hand(t('codes.receive.picture'), fileOf(file(`${why}.png`), picture))
      await me.read(t(`codes.refused.${why}` as 'codes.refused.foreign'))
    }
    await me.page.screenshot({ path: file('none.png') })
    await me.hand(t('codes.receive.picture'), file('none.png'))
    await me.read(t('codes.refused.none'))
    expect(await everything(me)).toEqual(before)
  })

  inProof('a foreign code in front of the camera is said, and the camera goes on looking', async () => {
    film(file('foreign.y4m'), [pictureOf('https://example.org/')], 10)
    const me = await world.visitor({}, cameraShowing(file('foreign.y4m')))
    await arrive(me)
    await openReceive(me)
    const before = await everything(me)
    await me.tap('button', t('codes.receive.camera.start'))
    await me.read(t('codes.receive.strange'))
    await me.tap('button', t('codes.receive.camera.stop'))
    await me.see('button', t('codes.receive.camera.start'))
    expect(await everything(me)).toEqual(before)
  })

  inProof('a camera that is refused, or not there, is said, and pictures can still be chosen', async () => {
    for (const [trouble, flags] of [
      ['refused', ['--use-fake-device-for-media-stream', '--deny-permission-prompts']],
      ['none', ['--use-fake-device-for-media-stream=device-count=0', '--use-fake-ui-for-media-stream']],
    ] as const) {
      const me = await world.visitor({}, flags)
      await arrive(me)
      await openReceive(me)
      await me.tap('button', t('codes.receive.camera.start'))
      await me.read(t(`codes.camera.${trouble}`))
      expect(await me.page.getByLabel(t('codes.receive.picture')).count()).toBe(1)
    }
  })

  inProof('the camera is let go when the screen is left', async () => {
    film(file('empty.y4m'), [pictureOf('https://example.org/')], 10)
    const me = await world.visitor({}, cameraShowing(file('empty.y4m')))
    await me.page.addInitScript(() => {
      const { mediaDevices } = navigator
      const open = mediaDevices.getUserMedia.bind(mediaDevices)
      mediaDevices.getUserMedia = async (wish) => {
        const stream = await open(wish)
        Object.assign(window, { tracks: [...((window as { tracks?: unknown[] }).tracks ?? []), ...stream.getTracks()] })
        return stream
      }
    })
    const states = () =>
      me.page.evaluate(() =>
        (window as unknown as { tracks: MediaStreamTrack[] }).tracks.map(({ readyState }) => readyState),
      )
    await arrive(me)
    await openReceive(me)
    await me.tap('button', t('codes.receive.camera.start'))
    await me.read(t('codes.receive.strange'))
    expect(await states()).toEqual(['live'])
    await me.open('#/about')
    await me.see('heading', t('about.title'))
    expect(await states()).toEqual(['ended'])
  })
})

it('a missing program fails with what to install', () => {
  expect(() => program('no-such-program', 'no-such-package')).toThrow(
    /needs no-such-program.*apt install no-such-package/,
  )
})
