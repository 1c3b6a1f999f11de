// From an invitation to the code: what the phone says, what it asks for, and what the code holds.
import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { toBase64Url } from '../../src/core/bytes'
import { HEAD, readHandIn, referenceOf, writeInvitation } from '../../src/core/session'
import { keyOf, readCodeText } from '../../src/core/submission'
import { newKeyPair, openSealed } from '../../src/platform/keys'
import { finish, nameFirm, useAssessments } from '../../src/store/assessments'
import { useJoined } from '../../src/store/join'
import { known } from '../support/assess'
import { downloads } from '../support/downloads'
import { INDEX_1_67 } from '../support/people'
import { realCatalogue, realQuestionnaire } from '../support/real'
import { anAssessment, openApp } from '../support/render'
import { aSession } from '../support/rooms'
import { appText, LANGUAGES } from '../support/texts'

const { questionnaire: readiness } = realQuestionnaire('readiness')
const { lists } = realCatalogue()
const t = appText('id')
const DATES = { day: '2099-11-26', deleteBy: '2099-12-31' }

async function invited(fields: Parameters<typeof aSession>[0] = {}, key = keyOf(readiness, lists)) {
  const pair = await newKeyPair()
  const session = aSession({ ...DATES, publicKey: toBase64Url(pair.publicKey), ...fields })
  return { pair, session, address: `/join/${writeInvitation(session, key)}` }
}

describe('an invitation', () => {
  it.each(LANGUAGES)('says who runs the workshop, what is asked and who sees it (%s)', async (language) => {
    const { address } = await invited({ day: '2026-11-26', deleteBy: '2027-11-26' })
    const said = appText(language)
    await openApp(address, language, said('join.title', { title: 'Lokakarya Tegal' }))
    expect(screen.getByText('Dinas Perindustrian Kota Tegal')).toBeInTheDocument()
    expect(screen.getByText(new RegExp(said('join.field.province')))).toBeInTheDocument()
    expect(screen.queryByText(new RegExp(said('join.field.goals')))).not.toBeInTheDocument()
    expect(await screen.findByRole('button', { name: said('join.start') })).toBeInTheDocument()
  })

  it('that is damaged, or not for this app, says what to do instead of going on', async () => {
    const { unmount } = await openApp('/join/abc', 'id', t('join.broken.title'))
    unmount()
    const { address } = await invited({ version: '99.0.0' })
    await openApp(address, 'id', t('join.title', { title: 'Lokakarya Tegal' }))
    expect(screen.getByText(t('join.fit.app-older'))).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: t('join.start') })).not.toBeInTheDocument()
  })
})

describe('handing in', () => {
  it('needs the first consent, and then shows one code that only the laptop can open, with what was asked', async () => {
    const id = await anAssessment('readiness', { answers: INDEX_1_67, profile: { province: 'JT', goals: ['cost'] } })
    const firm = known(useAssessments.getState().assessments[0], 'round').firm
    await nameFirm(firm, 'CV Maju')
    await finish(id, readiness)
    const { address, pair, session } = await invited({ sentence: { id: 'Dibaca juga oleh Bappeda.', en: 'x' } })
    const { user } = await openApp(address, 'id', t('join.title', { title: session.title }))
    await user.click(await screen.findByRole('button', { name: t('join.handIn') }))
    const first = await screen.findByRole('checkbox', { name: t('join.hand.workshop') })
    const second = screen.getByRole('checkbox', { name: t('join.hand.statistics') })
    expect([first, second].map((box) => (box as HTMLInputElement).checked)).toEqual([false, false])
    expect(screen.getByText('Dibaca juga oleh Bappeda.')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: t('join.hand.show') }))
    expect(screen.getByText(t('join.hand.needed'))).toBeInTheDocument()
    await user.click(first)
    await user.click(screen.getByRole('button', { name: t('join.hand.show') }))
    expect(await screen.findByRole('img', { name: t('join.hand.picture') })).toBeInTheDocument()
    expect(screen.getByText(referenceOf(id))).toBeInTheDocument()

    const files = downloads()
    await user.click(screen.getByRole('button', { name: t('join.hand.file') }))
    await waitFor(() => expect(files).toHaveLength(1))
    expect(files[0]?.name).toMatch(/^siap-code-\d{4}-\d\d-\d\d\.txt$/)

    const handed = known(useJoined.getState().joined?.[0]?.handed[id], 'handed')
    expect(files[0]?.text).toBe(handed.code)
    const read = readCodeText(handed.code)
    if (!read.ok) throw new Error(handed.code)
    expect(read.value.bytes.length).toBeLessThanOrEqual(180)
    const content = await openSealed(pair.privateKey, HEAD, read.value.bytes)
    expect(readHandIn(known(content, 'content'), [readiness], lists)).toMatchObject({
      value: {
        submission: { assessment: id, name: 'CV Maju', profile: { province: 'JT' } },
        consent: { statistics: false, workshop: true, language: 'id' },
      },
    })
  })
})
