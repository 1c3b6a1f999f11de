// A result from phone to phone: what is said before it leaves, what the code holds, and what happens where it arrives.
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Answers, NOT_APPLICABLE } from '../../src/core/answers'
import { bigEndian, crc32 } from '../../src/core/bytes'
import { collector, fountain, MOST_STILL } from '../../src/core/fountain'
import type { Questionnaire } from '../../src/core/questionnaire'
import { newStoredQuestionnaire } from '../../src/core/records'
import { scoreAnswers } from '../../src/core/scoring'
import {
  codeText,
  readCodeText,
  readSubmission,
  type Submission,
  submissionOf,
  writeSubmission,
} from '../../src/core/submission'
import { everything } from '../../src/platform/disk'
import { codesIn } from '../../src/platform/qr'
import { deleteAll, finish, nameFirm, say, useAssessments } from '../../src/store/assessments'
import { aQuestionnaire, known, section } from '../support/assess'
import { golden, INDEX_1_67 } from '../support/people'
import { drawn, openPictures, pixels } from '../support/pictures'
import { realCatalogue, realQuestionnaire } from '../support/real'
import { anAssessment, assessmentOnDisk, onDisk, openApp, putOnDisk } from '../support/render'
import { content } from '../support/submissions'
import { appText, contentText, type Language, SPOKEN } from '../support/texts'

const { questionnaire: readiness, texts } = realQuestionnaire('readiness')
const { lists } = realCatalogue()
const t = appText('id')
const NOW = new Date('2026-08-07T05:00:00Z')
const stored = (id: string) =>
  known(
    useAssessments.getState().assessments.find((one) => one.id === id),
    id,
  )

afterEach(() => vi.unstubAllGlobals())

/** A finished round of CV Maju, with a note and a reason that must not, and must, travel. */
async function aFinishedRound(name = 'CV Maju', answers: Answers = INDEX_1_67): Promise<string> {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  const id = await anAssessment('readiness', { answers, profile: golden('readiness-1').profile })
  await say(id, 'people-training', { answer: NOT_APPLICABLE, reason: 'works-alone', note: 'Pak Budi pindah' })
  await nameFirm(stored(id).firm, name)
  await finish(id, readiness)
  return id
}

/** What a phone with this assessment sends. */
async function sent(id: string, fields: Partial<Submission> = {}): Promise<Submission> {
  const { firms, answers } = useAssessments.getState()
  const assessment = stored(id)
  const firm = firms.find((one) => one.id === assessment.firm) ?? null
  return { ...submissionOf(assessment, firm, answers[id] ?? {}, false), ...fields }
}
const bytesOf = (submission: Submission, questionnaire = readiness) => writeSubmission(submission, questionnaire, lists)
const codeOf = (submission: Submission) => codeText('whole', bytesOf(submission))

/** The code on the screen, read by the decoder, as the bytes it holds. */
async function shown(language: Language = 'id'): Promise<{ holds: string; bytes: Uint8Array }> {
  const svg = await screen.findByRole('img', { name: appText(language)('codes.send.picture') })
  const [text = ''] = await codesIn(pixels(drawn(svg)))
  const read = readCodeText(text)
  if (!read.ok) throw new Error(text)
  return read.value
}

async function shownSubmission(questionnaire = readiness): Promise<Submission> {
  const { bytes } = await shown()
  const read = readSubmission(bytes, [questionnaire], lists)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value
}

describe('sending', () => {
  it.each(SPOKEN)('says first who will see what, and shows no code before it is asked for (%s)', async (language) => {
    const id = await aFinishedRound()
    const said = appText(language)
    const { user } = await openApp(`/a/${id}/send`, language, said('codes.send.title'))
    expect(screen.getByText(said('codes.send.who'))).toBeInTheDocument()
    expect(screen.getByText(said('codes.send.stays'))).toBeInTheDocument()
    expect(screen.queryByRole('img')).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: said('codes.send.show') }))
    expect((await shown(language)).holds).toBe('whole')
    await waitFor(() => expect(screen.getByRole('heading', { name: said('codes.send.still') })).toHaveFocus())
    expect(screen.getByText(said('codes.send.read'))).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: said('codes.send.close') }))
    expect(screen.queryByRole('img')).not.toBeInTheDocument()
  })

  it('the code on the screen holds answers, reasons and profile of this round, and no note', async () => {
    const id = await aFinishedRound()
    const { user } = await openApp(`/a/${id}/send`, 'id', t('codes.send.title'))
    await user.click(screen.getByRole('button', { name: t('codes.send.show') }))
    const submission = await shownSubmission()
    expect(submission).toMatchObject({
      questionnaire: 'readiness',
      assessment: id,
      firm: stored(id).firm,
      name: 'CV Maju',
      finished: NOW.toISOString(),
      reasons: { 'people-training': 'works-alone' },
    })
    const { pains = [], ...profile } = golden('readiness-1').profile
    expect(submission.profile).toEqual({ ...profile, pains: expect.arrayContaining(pains) })
    expect(content(submission.answers)).toEqual(content({ ...INDEX_1_67, 'people-training': NOT_APPLICABLE }))
    expect(JSON.stringify(submission)).not.toContain('Pak Budi')
  })

  it('the name of the firm can be left out, and the code changes with that choice', async () => {
    const id = await aFinishedRound()
    const { user } = await openApp(`/a/${id}/send`, 'id', t('codes.send.title'))
    await user.click(screen.getByRole('button', { name: t('codes.send.show') }))
    expect((await shownSubmission()).name).toBe('CV Maju')
    await user.click(screen.getByRole('checkbox', { name: t('codes.send.hide') }))
    expect((await shownSubmission()).name).toBe('')
    await user.click(screen.getByRole('checkbox', { name: t('codes.send.hide') }))
    expect((await shownSubmission()).name).toBe('CV Maju')
  })

  it('a long name is shown as it travels, and that it is cut is said; a firm without a name has nothing to hide', async () => {
    const long = await aFinishedRound('Bengkel Las Pak Haji Sulaiman Tegal')
    const { unmount } = await openApp(`/a/${long}/send`, 'id', t('codes.send.title'))
    const group = screen.getByRole('group', { name: t('codes.send.name', { name: 'Bengkel Las Pak Haji…' }) })
    expect(group).toHaveAccessibleDescription(t('codes.send.cut'))
    unmount()
    const nameless = await aFinishedRound('')
    await openApp(`/a/${nameless}/send`, 'id', t('codes.send.title'))
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument()
  })

  it('without enough answers for a result there is no code, but what is missing', async () => {
    const id = await anAssessment('readiness', { answers: { 'lead-plan': 'in-mind' } })
    await openApp(`/a/${id}/send`, 'id', t('codes.send.missing.title'))
    expect(screen.getByText(t('codes.send.missing.text', { answered: 1, applicable: 38 }))).toBeInTheDocument()
    expect(screen.getByRole('link', { name: t('codes.send.missing.action') })).toHaveAttribute('href', `#/a/${id}`)
    expect(screen.queryByRole('button', { name: t('codes.send.show') })).not.toBeInTheDocument()
  })
})

/** A questionnaire whose answers fit into no single code: 60 tables of twelve options each. */
function aLargeOne(): { questionnaire: Questionnaire; answers: Answers } {
  const ids = Array.from({ length: 60 }, (_, i) => `t${i}`)
  const options = Array.from({ length: 60 }, (_, i) => ({ id: `o${i}`, text: '' as const }))
  const questionnaire = aQuestionnaire({
    id: 'large',
    title: '',
    root: { children: [section('all', ids)] },
    questions: ids.map((id) => ({ id, type: 'multi', question: '', score: { kind: 'count', cap: 4 }, options })),
  })
  return { questionnaire, answers: Object.fromEntries(ids.map((id, i) => [id, [`o${i}`, `o${(i + 7) % 60}`]])) }
}

/** Puts an answered round of the large questionnaire on the disk, as an older version of the app has left it. */
async function aLargeRound(): Promise<{ id: string; questionnaire: Questionnaire; answers: Answers }> {
  const { questionnaire, answers } = aLargeOne()
  const id = await anAssessment('readiness')
  await putOnDisk(
    'questionnaires',
    newStoredQuestionnaire('large@1.0.0', questionnaire, { id: { title: 'Besar' }, en: { title: 'Large' } }),
  )
  await putOnDisk('assessments', { ...(await assessmentOnDisk(id)), questionnaire: 'large', version: '1.0.0' })
  for (const [question, answer] of Object.entries(answers)) {
    await putOnDisk('answers', {
      v: 1,
      id: `${id}/${question}`,
      assessment: id,
      question,
      answer,
      saved: NOW.toISOString(),
    })
  }
  useAssessments.setState(useAssessments.getInitialState(), true)
  return { id, questionnaire, answers }
}

describe('a moving code', () => {
  it('takes turns until all its parts were seen, and stops and goes on when it is told to', async () => {
    const { id, questionnaire, answers } = await aLargeRound()
    const { user } = await openApp(`/a/${id}/send`, 'id', t('codes.send.title'))
    await user.click(screen.getByRole('button', { name: t('codes.send.show') }))
    await screen.findByRole('img')
    await user.click(screen.getByRole('button', { name: t('codes.send.pause') }))
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: NOW })
    await user.click(screen.getByRole('button', { name: t('codes.send.go') }))
    const turn = (milliseconds: number) => act(() => vi.advanceTimersByTime(milliseconds))
    const { take } = collector()
    let whole: Uint8Array | undefined
    // Eight turns a second: an eighth of a second is the next part.
    for (let n = 0; !whole && n < 30; n++) {
      turn(125)
      const { holds, bytes } = await shown()
      expect(holds).toBe('frame')
      const progress = take(bytes)
      if (progress.state === 'whole') whole = progress.payload
    }
    expect(whole?.length).toBeGreaterThan(MOST_STILL)
    const read = readSubmission(known(whole, 'payload'), [questionnaire], lists)
    expect(read.ok && content(read.value.answers)).toEqual(content(answers))
    const { count } = fountain(known(whole, 'payload'))
    expect(screen.getByText(t('codes.send.parts', { count }))).toBeInTheDocument()

    await user.click(screen.getByRole('button', { name: t('codes.send.slower') }))
    const slow = await shown()
    turn(200)
    expect(await shown()).toEqual(slow)
    turn(200)
    expect(await shown()).not.toEqual(slow)
    await user.click(screen.getByRole('button', { name: t('codes.send.pause') }))
    const still = await shown()
    turn(10_000)
    expect(await shown()).toEqual(still)
  })

  it('stands still at first for who asked for less motion', async () => {
    vi.stubGlobal('matchMedia', (query: string) => ({ matches: query === '(prefers-reduced-motion: reduce)' }))
    const { id } = await aLargeRound()
    const { user } = await openApp(`/a/${id}/send`, 'id', t('codes.send.title'))
    await user.click(screen.getByRole('button', { name: t('codes.send.show') }))
    expect(await screen.findByRole('button', { name: t('codes.send.go') })).toBeInTheDocument()
    expect((await shown()).holds).toBe('frame')
  })
})

describe('receiving', () => {
  async function openReceive(language: Language = 'id') {
    const pictureOf = openPictures()
    const { user } = await openApp('/receive', language, appText(language)('codes.receive.title'))
    const choose = async (codes: readonly string[] | null) => {
      await user.upload(screen.getByLabelText(appText(language)('codes.receive.picture')), pictureOf(codes))
    }
    return { user, choose }
  }
  /** The value beside a label of what was found. */
  const value = (label: string) => known(screen.getByText(label).nextElementSibling, label).textContent

  it.each(SPOKEN)(
    'shows what the code holds and what would change, and changes nothing before a yes (%s)',
    async (language) => {
      const id = await aFinishedRound()
      const code = codeOf(await sent(id))
      await deleteAll()
      const before = await everything()
      const said = appText(language)
      const { user, choose } = await openReceive(language)
      await choose([code])
      const heading = await screen.findByRole('heading', { level: 1, name: said('codes.receive.found.title') })
      await waitFor(() => expect(heading).toHaveFocus())
      expect(value(said('codes.receive.found.questionnaire'))).toBe(contentText(texts, language)('title'))
      expect(value(said('codes.receive.found.firm'))).toBe('CV Maju')
      expect(value(said('codes.receive.found.date'))).toBe(language === 'id' ? '7 Agustus 2026' : '7 August 2026')
      const root = scoreAnswers(readiness, { ...INDEX_1_67, 'people-training': NOT_APPLICABLE })
      expect(value(said('codes.receive.found.level'))).toContain(String(root.cap.level))
      expect(value(said('codes.receive.found.answers'))).toBe('38')
      expect(screen.getByText(said('codes.news.new', { count: 38 }))).toBeInTheDocument()
      expect(await everything()).toEqual(before)

      await user.click(screen.getByRole('button', { name: said('codes.receive.found.leave') }))
      await screen.findByRole('button', { name: said('codes.receive.camera.start') })
      expect(await everything()).toEqual(before)
    },
  )

  it('after a yes the same round lies here under its own id, and its result is the same', async () => {
    const id = await aFinishedRound()
    const submission = await sent(id)
    const summary = (await assessmentOnDisk(id)).summary
    await deleteAll()
    const { user, choose } = await openReceive()
    await choose([codeOf(submission)])
    await user.click(await screen.findByRole('button', { name: t('codes.receive.found.keep') }))
    await screen.findByRole('heading', { level: 1, name: t('result.title') })
    expect(location.hash).toBe(`#/a/${id}/result`)
    expect(await assessmentOnDisk(id)).toMatchObject({ firm: submission.firm, finished: submission.finished, summary })
    expect(await onDisk(id, 'people-training')).toMatchObject({ answer: NOT_APPLICABLE, reason: 'works-alone' })
    expect((await everything()).firms).toMatchObject([{ id: submission.firm, name: 'CV Maju' }])
  })

  it('the same code a second time, and on the phone it came from, says that it is here and changes nothing', async () => {
    const id = await aFinishedRound()
    const before = await everything()
    const { choose } = await openReceive()
    await choose([codeOf(await sent(id))])
    await screen.findByText(t('codes.news.same', { count: 0 }))
    expect(screen.queryByRole('button', { name: t('codes.receive.found.keep') })).not.toBeInTheDocument()
    expect(screen.getByRole('link', { name: t('codes.receive.found.see') })).toHaveAttribute('href', `#/a/${id}/result`)
    expect(await everything()).toEqual(before)
  })

  it('a later state replaces what differs and keeps the notes here; an earlier one changes nothing', async () => {
    const id = await aFinishedRound()
    const early = await sent(id)
    const later = await sent(id, {
      revision: 2,
      changed: '2026-08-09T05:00:00.000Z',
      finished: '2026-08-09T05:01:00.000Z',
      answers: { ...early.answers, 'people-training': 'some-workers' },
      reasons: {},
    })
    const { user, choose } = await openReceive()
    await choose([codeOf(later)])
    await screen.findByText(t('codes.news.later', { count: 1 }))
    await user.click(screen.getByRole('button', { name: t('codes.receive.found.keep') }))
    await screen.findByRole('heading', { level: 1, name: t('result.title') })
    const replaced = await onDisk(id, 'people-training')
    expect(replaced).toMatchObject({ answer: 'some-workers', note: 'Pak Budi pindah' })
    expect(replaced).not.toHaveProperty('reason')
    expect(await assessmentOnDisk(id)).toMatchObject({ revision: 2, finished: later.finished })
    const before = await everything()

    location.hash = '#/receive'
    await screen.findByRole('heading', { level: 1, name: t('codes.receive.title') })
    await choose([codeOf(early)])
    await screen.findByText(t('codes.news.earlier', { count: 0 }))
    expect(await everything()).toEqual(before)
  })

  it('a name that comes later is added to the firm, and said; without a name there is said to be none', async () => {
    const id = await aFinishedRound()
    const submission = await sent(id)
    await deleteAll()
    const { user, choose } = await openReceive()
    await choose([codeOf({ ...submission, name: '' })])
    await screen.findByText(t('codes.receive.found.noName'))
    await user.click(screen.getByRole('button', { name: t('codes.receive.found.keep') }))
    await screen.findByRole('heading', { level: 1, name: t('result.title') })
    location.hash = '#/receive'
    await screen.findByRole('heading', { level: 1, name: t('codes.receive.title') })
    await choose([codeOf(submission)])
    await screen.findByText(new RegExp(t('codes.receive.found.name')))
    await user.click(screen.getByRole('button', { name: t('codes.receive.found.keep') }))
    await waitFor(async () => expect((await everything()).firms).toMatchObject([{ name: 'CV Maju' }]))
  })

  it('a disk that refuses is said, and nothing has changed', async () => {
    const id = await aFinishedRound()
    const submission = await sent(id)
    await deleteAll()
    const before = await everything()
    const { user, choose } = await openReceive()
    await choose([codeOf(submission)])
    const keep = await screen.findByRole('button', { name: t('codes.receive.found.keep') })
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('', 'QuotaExceededError')
    })
    await user.click(keep)
    await screen.findByText(t('codes.receive.found.failed'))
    put.mockRestore()
    expect(await everything()).toEqual(before)
    await user.click(keep)
    await screen.findByRole('heading', { level: 1, name: t('result.title') })
  })

  it.each(SPOKEN)('what can’t be taken is refused with what to do, and nothing has changed (%s)', async (language) => {
    const id = await aFinishedRound()
    const submission = await sent(id)
    const bytes = bytesOf(submission)
    const damaged = Uint8Array.from(bytes)
    damaged[20] = (damaged[20] ?? 0) ^ 1
    const sealed = (inner: number[]) => codeText('whole', Uint8Array.from([...inner, ...bigEndian(crc32(inner), 4)]))
    const other = bytesOf(submission, { ...readiness, version: '9.0.0' })
    await deleteAll()
    const before = await everything()
    const said = appText(language)
    const { choose } = await openReceive(language)
    const pictures: Record<string, readonly string[] | null> = {
      foreign: ['https://example.org/'],
      newer: ['SIAP2:W00'],
      unknown: [codeText('whole', other)],
      damaged: [codeText('whole', damaged)],
      none: [],
      several: [codeText('whole', bytes), sealed([...bytes.subarray(0, -4), 0])],
      moving: [codeText('frame', fountain(Uint8Array.from({ length: 900 }, (_, i) => i % 251)).frame(3))],
      'no-picture': null,
    }
    for (const [refused, codes] of Object.entries(pictures)) {
      await choose(codes)
      const alert = await screen.findByText(said(`codes.refused.${refused}`))
      await waitFor(() => expect(alert).toHaveFocus())
      expect(await everything()).toEqual(before)
    }
    // One of ours among others is taken.
    await choose(['https://example.org/', codeText('whole', bytes)])
    await screen.findByRole('heading', { level: 1, name: said('codes.receive.found.title') })
  })

  it('the browser’s own detector is asked first, and ours when it has none or it fails', async () => {
    const id = await aFinishedRound()
    const native = codeOf(await sent(id, { name: 'Asli' }))
    const drawn = codeOf(await sent(id, { name: 'Kita' }))
    await deleteAll()
    let fails = false
    let formats = ['qr_code']
    vi.stubGlobal(
      'BarcodeDetector',
      class {
        static getSupportedFormats = () => Promise.resolve(formats)
        detect = () => (fails ? Promise.reject(new Error('no service')) : Promise.resolve([{ rawValue: native }]))
      },
    )
    const { user, choose } = await openReceive()
    const read = async () => {
      await choose([drawn])
      await screen.findByRole('heading', { level: 1, name: t('codes.receive.found.title') })
      const name = value(t('codes.receive.found.firm'))
      await user.click(screen.getByRole('button', { name: t('codes.receive.found.leave') }))
      await screen.findByRole('heading', { level: 1, name: t('codes.receive.title') })
      return name
    }
    expect(await read()).toBe('Asli')
    fails = true
    expect(await read()).toBe('Kita')
    fails = false
    formats = ['ean_13']
    expect(await read()).toBe('Kita')
  })

  it.each([
    ['insecure', false, null],
    ['none', true, null],
    ['none', true, 'NotFoundError'],
    ['refused', true, 'NotAllowedError'],
    ['busy', true, 'NotReadableError'],
    ['failed', true, 'TypeError'],
  ])('a camera that is %s is said, and a picture is still taken (secure: %s, %s)', async (trouble, secure, error) => {
    vi.stubGlobal('isSecureContext', secure)
    const refuse = () => Promise.reject(new DOMException('', error ?? ''))
    vi.stubGlobal(
      'navigator',
      Object.create(navigator, error ? { mediaDevices: { value: { getUserMedia: refuse } } } : {}),
    )
    const { user } = await openReceive()
    await user.click(screen.getByRole('button', { name: t('codes.receive.camera.start') }))
    const alert = await screen.findByText(t(`codes.camera.${trouble}`))
    await waitFor(() => expect(alert).toHaveFocus())
    expect(screen.getByLabelText(t('codes.receive.picture'))).toBeEnabled()
  })

  it('is reached from the data on this device', async () => {
    await openApp('/saved', 'id', t('saved.title'))
    const link = await screen.findByRole('link', { name: t('saved.receive') })
    fireEvent.click(link)
    expect(link).toHaveAttribute('href', '#/receive')
  })
})
