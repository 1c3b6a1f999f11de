// For those without a phone: a shared device that keeps nothing, somebody who fills in for them, and paper.
import { act, screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { toBase64Url } from '../../src/core/bytes'
import { paperSections } from '../../src/core/paper'
import { writeInvitation } from '../../src/core/session'
import { readResult } from '../../src/core/sessionFile'
import { keyOf } from '../../src/core/submission'
import { numberOf } from '../../src/core/turns'
import { everything, readAll } from '../../src/platform/disk'
import { newKeyPair } from '../../src/platform/keys'
import { say } from '../../src/store/assessments'
import { join } from '../../src/store/join'
import { makeSession } from '../../src/store/room'
import { notify } from '../../src/store/saving'
import { known, real } from '../support/assess'
import { paperDigits } from '../support/paper'
import { levelWith } from '../support/people'
import { realCatalogue, realQuestionnaire } from '../support/real'
import { goTo, openApp, speak } from '../support/render'
import { aSession } from '../support/rooms'
import { appText, contentText } from '../support/texts'

const t = appText('id')
/** The shorter questionnaire, whose questions are of the long one. */
const quick = real('quick')
const ANSWERS = Object.fromEntries(
  Object.entries(levelWith(2)).filter(([id]) => quick.questions.some((question) => question.id === id)),
)
const SESSION = { deleteBy: '2027-11-20', questionnaire: 'quick', version: quick.version }

async function aRoom(): Promise<string> {
  await speak('id')
  const { id: _id, publicKey: _key, created: _created, ...fields } = aSession(SESSION)
  return known(await makeSession(fields, ''), 'session')
}

const results = async (session: string) => (await readAll('results', readResult, session)).records

async function start(user: UserEvent, way: 'kiosk' | 'assisted') {
  await user.click(await screen.findByText(t('kiosk.start.title')))
  if (way === 'kiosk') await user.type(screen.getByLabelText(t('kiosk.start.passcode')), '2468')
  await user.click(screen.getByRole('button', { name: t(`kiosk.start.${way}`) }))
}

/** Begins, answers everything, and resolves with the assessment. */
async function answerAll(user: UserEvent, button = t('kiosk.begin')): Promise<string> {
  await user.click(await screen.findByRole('button', { name: button }, { timeout: 15_000 }))
  await screen.findByRole('heading', { level: 1, name: t('tasks.title') })
  const id = known(location.hash.split('/')[2], 'assessment')
  for (const [question, answer] of Object.entries(ANSWERS)) await say(id, question, { answer })
  return id
}

async function handIn(user: UserEvent) {
  // The way there stands above every screen.
  await user.click(screen.getByRole('link', { name: t('kiosk.handIn') }))
  await screen.findByRole('heading', { level: 1, name: t('join.hand.title', { title: 'Lokakarya Tegal' }) })
  await user.click(screen.getByRole('checkbox', { name: t('join.hand.workshop') }))
  await user.click(screen.getByRole('button', { name: t('kiosk.handIn') }))
  await screen.findByRole('heading', { level: 1, name: t('kiosk.thanks') })
}

describe('a shared device', () => {
  it('counts what is handed in and keeps nothing of it for the next person', async () => {
    const session = await aRoom()
    const { user } = await openApp(`/room/${session}`, 'id', 'Lokakarya Tegal')
    act(() => notify('kept'))
    await screen.findByText(t('notice.kept'))
    await start(user, 'kiosk')
    const first = await answerAll(user)
    await goTo(`/a/${first}/result`, t('result.title'))
    // What leaves something behind, or is another's, is not offered.
    expect(screen.getByRole('link', { name: t('result.how') })).toBeInTheDocument()
    for (const away of ['result.plan', 'result.share', 'result.compare', 'result.goFull'] as const) {
      expect(screen.queryByRole('link', { name: t(away) }), away).toBeNull()
    }
    expect(screen.queryByText(t('notice.kept'))).toBeNull()
    await handIn(user)
    expect((await results(session)).map(({ way, submission }) => [way, submission.assessment])).toEqual([
      ['kiosk', first],
    ])
    const { assessments, answers, firms, joined } = await everything()
    expect([assessments, answers, firms]).toEqual([[], [], []])
    // The code is gone, too: the workshop is all that is remembered.
    expect(joined).toEqual([expect.objectContaining({ handed: {} })])
    await answerAll(user, t('kiosk.next'))
    await handIn(user)
    expect(await results(session)).toHaveLength(2)
  })

  it('leads nowhere else, comes back by number, and ends with the passcode alone', async () => {
    const session = await aRoom()
    const { user } = await openApp(`/room/${session}`, 'id', 'Lokakarya Tegal')
    await start(user, 'kiosk')
    const id = await answerAll(user)
    await user.click(await screen.findByRole('button', { name: t('kiosk.lock') }))
    await screen.findByRole('heading', { level: 1, name: 'Lokakarya Tegal' })
    for (const address of [`/a/${id}/result`, '/saved', '/']) {
      location.hash = `#${address}`
      await waitFor(() => expect(location.hash).toBe('#/kiosk'))
    }
    for (const link of ['app.home', 'app.savedLink'] as const)
      expect(screen.queryByRole('link', { name: t(link) })).toBeNull()
    const number = await screen.findByLabelText(t('kiosk.yourNumber'))
    await user.type(number, '0000{Enter}')
    await screen.findByText(t('kiosk.wrongNumber'))
    await user.type(number, `${numberOf(id)}{Enter}`)
    await screen.findByRole('heading', { level: 1, name: t('tasks.title') })
    await user.click(screen.getByRole('button', { name: t('kiosk.lock') }))
    await user.type(await screen.findByLabelText(t('kiosk.leave.passcode')), '1111')
    await user.click(screen.getByRole('button', { name: t('kiosk.leave.end') }))
    await screen.findByText(t('kiosk.leave.wrong'), undefined, { timeout: 15_000 })
    await user.clear(screen.getByLabelText(t('kiosk.leave.passcode')))
    await user.type(screen.getByLabelText(t('kiosk.leave.passcode')), '2468')
    await user.click(screen.getByRole('button', { name: t('kiosk.leave.end') }))
    await screen.findByText(t('kiosk.leave.unfinished', { count: 1 }), undefined, { timeout: 15_000 })
    await user.click(screen.getByRole('button', { name: t('kiosk.leave.sure') }))
    await screen.findByRole('heading', { level: 1, name: t('room.list.title') }, { timeout: 15_000 })
    expect((await everything()).assessments).toEqual([])
  })

  it('locks itself when nobody touches it', async () => {
    const session = await aRoom()
    const { user } = await openApp(`/room/${session}`, 'id', 'Lokakarya Tegal')
    await start(user, 'kiosk')
    await answerAll(user)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    // A touch begins the wait anew, now on the clock that is turned.
    window.dispatchEvent(new Event('keydown'))
    vi.advanceTimersByTime(179_000)
    expect(location.hash).not.toBe('#/kiosk')
    vi.advanceTimersByTime(2000)
    expect(location.hash).toBe('#/kiosk')
    vi.useRealTimers()
  })
})

it('a tablet that was only invited keeps what is handed in sealed, for the laptop', async () => {
  await speak('id')
  const invited = aSession({ ...SESSION, publicKey: toBase64Url((await newKeyPair()).publicKey) })
  const key = keyOf(quick, realCatalogue().lists)
  const text = writeInvitation(invited, key)
  await join(text, { ...invited, key })
  const { user } = await openApp(`/relay/${invited.id}`, 'id', t('relay.title', { title: invited.title }))
  await user.click(await screen.findByText(t('kiosk.start.kiosk'), { selector: 'summary' }))
  await user.type(screen.getByLabelText(t('kiosk.start.passcode')), '2468')
  await user.click(screen.getByRole('button', { name: t('kiosk.start.kiosk') }))
  await answerAll(user)
  await handIn(user)
  const { unread, results: none, assessments } = await everything()
  expect(unread).toEqual([expect.objectContaining({ session: invited.id, reason: 'no-key' })])
  expect([none, assessments]).toEqual([[], []])
})

it('a facilitator who fills in for somebody is marked as such, and is back in the session afterwards', async () => {
  const session = await aRoom()
  const { user } = await openApp(`/room/${session}`, 'id', 'Lokakarya Tegal')
  await start(user, 'assisted')
  await answerAll(user)
  await handIn(user)
  expect((await results(session)).map(({ way }) => way)).toEqual(['assisted'])
})

describe('paper', () => {
  it('a sheet is keyed in by digits alone, checked, and counted once it is agreed to', async () => {
    const session = await aRoom()
    const { user } = await openApp(`/room/${session}/key-in`, 'id', t('keyIn.title'))
    const word = contentText(realQuestionnaire('quick').texts, 'id')
    const sections = paperSections(quick)
    const field = (i: number) =>
      screen.getByRole('textbox', {
        name: t('paper.section', { number: i + 1, name: word(`${known(sections[i], 'section').id}.name`) }),
      })
    const digits = sections.map((section) => paperDigits(section, ANSWERS))
    await user.click(field(0))
    const wrong = known(digits[0], 'digits').replace(/.$/, (last) => String((Number(last) + 1) % 10))
    await user.keyboard(wrong)
    expect(field(0)).toHaveFocus()
    expect(await within(known(field(0).closest('div'), 'field')).findByRole('alert')).toBeInTheDocument()
    await user.clear(field(0))
    // No key but digits: each field is left by itself.
    await user.keyboard(digits.join(''))
    await user.click(screen.getByRole('button', { name: t('keyIn.take') }))
    await screen.findByText(t('keyIn.problem.consent'))
    await user.click(screen.getByRole('checkbox', { name: t('join.hand.workshop') }))
    await user.click(screen.getByRole('button', { name: t('keyIn.take') }))
    await waitFor(() => expect(field(0)).toHaveValue(''))
    const [result] = await results(session)
    expect(result).toMatchObject({
      way: 'paper',
      submission: { answers: ANSWERS, name: '' },
      consent: { statistics: false },
    })
    expect(field(0)).toHaveFocus()
  })
})
