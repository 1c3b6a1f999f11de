// A second phone without the key: what it reads is kept, handed over, and gone when it is told to; the laptop takes it all in.
import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { writeBatch } from '../../src/core/batch'
import { fountain } from '../../src/core/fountain'
import { readInvitation, type Session, writeInvitation } from '../../src/core/session'
import { codeText, keyOf } from '../../src/core/submission'
import { everything } from '../../src/platform/disk'
import { scanner } from '../../src/store/intake'
import { join } from '../../src/store/join'
import { keepCode, loadRelay, useRelays } from '../../src/store/relay'
import { makeSession, useRooms } from '../../src/store/room'
import { known, real } from '../support/assess'
import { downloads } from '../support/downloads'
import { realCatalogue } from '../support/real'
import { goTo, openApp, putOnDisk, speak } from '../support/render'
import { aCode, aSession, bytesOf, KEY_PAIR } from '../support/rooms'
import { appText } from '../support/texts'

const t = appText('id')
const HERE = aSession({ publicKey: KEY_PAIR.publicKey, day: '2099-11-26', deleteBy: '2099-12-31' })
const INVITATION = writeInvitation(HERE, keyOf(real('readiness'), realCatalogue().lists))

function invitation(text = INVITATION) {
  const read = readInvitation(text)
  if (!read.ok) throw new Error(text)
  return read.value
}
const codesOf = (session: Session) =>
  Promise.all(['a', 'b', 'c'].map((letter) => aCode(session, { assessment: letter.repeat(20), name: '' })))

describe('a second phone', () => {
  it('keeps each code once and on the disk, refuses what is not for its workshop, and forgets when it is told to', async () => {
    await speak('id')
    await join(INVITATION, invitation())
    const [one = '', two = ''] = await codesOf(HERE)
    expect(await keepCode(invitation(), one)).toBe('kept')
    expect(await keepCode(invitation(), ` ${one}\n`)).toBe('already')
    expect(await keepCode(invitation(), two)).toBe('kept')
    expect(await keepCode(invitation(), await aCode({ ...HERE, id: 'mnpqrstuvwxy' }))).toBe('other-session')
    expect(await keepCode(invitation(), one.slice(0, 60))).toBe('damaged')
    expect(await keepCode(invitation(), 'https://example.org/')).toBe('foreign')
    expect(await keepCode(invitation(), 'x'.repeat(5_000_000))).toBe('foreign')
    expect((await everything()).unread).toMatchObject([{ reason: 'no-key' }, { reason: 'no-key' }])

    const { user } = await openApp(`/relay/${HERE.id}`, 'id', t('relay.title', { title: HERE.title }))
    expect(screen.getByRole('heading', { name: t('relay.count', { count: 2 }) })).toBeInTheDocument()
    const handed = downloads()
    await user.click(screen.getByRole('button', { name: t('relay.hand.file') }))
    await waitFor(() => expect(handed).toHaveLength(1))
    const [file] = handed
    expect(file?.name).toMatch(/^siap-codes-\d{4}-\d\d-\d\d\.txt$/)
    expect(known(file, 'file').text.trim().split('\n').sort()).toEqual([one, two].sort())
    await user.click(screen.getByRole('button', { name: t('relay.hand.show') }))
    expect(await screen.findByRole('img', { name: t('relay.hand.picture') })).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: t('relay.delete.button') }))
    await user.click(screen.getByRole('button', { name: t('relay.delete.sure', { count: 2 }) }))
    expect(await screen.findByRole('heading', { name: t('relay.count', { count: 0 }) })).toBeInTheDocument()
    expect((await everything()).unread).toEqual([])
  })

  it('is reached from the invitation, and says so when it was not invited or the time is over', async () => {
    const { user } = await openApp(`/join/${INVITATION}`, 'id', t('join.title', { title: HERE.title }))
    await user.click(await screen.findByRole('button', { name: t('join.relay') }))
    await screen.findByRole('heading', { name: t('relay.title', { title: HERE.title }) })
    await goTo('/relay/mnpqrstuvwxy', t('relay.missing.title'))
    expect(screen.getByText(t('relay.missing.text'))).toBeInTheDocument()

    const [code = ''] = await codesOf(HERE)
    await keepCode(invitation(), code)
    const past = writeInvitation({ ...HERE, day: '2025-11-26', deleteBy: '2025-12-31' }, 7)
    await putOnDisk('joined', { v: 1, id: HERE.id, invitation: past, joined: '2025-11-26T00:00:00.000Z', handed: {} })
    await loadRelay('mnpqrstuvwxy')
    expect((await everything()).unread).toEqual([])
    await loadRelay(HERE.id)
    expect(useRelays.getState().relay).toEqual({ state: 'over' })
  })
})

describe('the laptop', () => {
  it('takes in a moving code when enough of its frames were seen, once, in any order', async () => {
    await speak('id')
    const { id: _id, publicKey: _key, created: _created, ...fields } = aSession()
    const id = known(await makeSession(fields, ''), 'session')
    const session = known(
      useRooms.getState().sessions.find((one) => one.id === id),
      id,
    )
    const codes = await codesOf(session)
    const payload = writeBatch([...codes, known(codes[0], 'code')].map(bytesOf))
    const { count, frame } = fountain(payload)
    expect(count).toBeGreaterThan(3)
    const scan = scanner()
    const seen = []
    for (let seed = 2 * count; seed >= 0; seed--) seen.push(await scan(session, codeText('frame', frame(seed))))
    expect(seen[0]).toEqual({ outcome: 'partial', have: 1, of: count })
    const whole = seen.filter(({ outcome }) => outcome === 'relayed')
    expect(whole).toHaveLength(1)
    expect(whole[0]).toMatchObject({
      handled: [{ outcome: 'counted' }, { outcome: 'counted' }, { outcome: 'counted' }, { outcome: 'already' }],
    })
    const results = useRooms.getState().held[session.id]?.results ?? []
    expect(results.map(({ way }) => way)).toEqual(['relay', 'relay', 'relay'])
    // A code from phone to phone that moves is not for here.
    const other = fountain(Uint8Array.from({ length: 500 }, (_, i) => i % 251))
    const strange = []
    for (let i = 0; i < other.count; i++) strange.push(await scan(session, codeText('frame', other.frame(i))))
    expect(strange.at(-1)).toEqual({ outcome: 'transfer' })
  })
})
