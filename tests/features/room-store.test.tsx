// What a facilitator's laptop keeps: sessions, what is handed in, and what can't be read; with real keys.
import { describe, expect, it } from 'vitest'
import { fromBase64Url } from '../../src/core/bytes'
import { HEAD, headOf, newConsent, publicKeyOf, type Session, writeHandIn } from '../../src/core/session'
import { readSessionFile } from '../../src/core/sessionFile'
import { codeText, readCodeText, type Submission } from '../../src/core/submission'
import { everything } from '../../src/platform/disk'
import { sealTo } from '../../src/platform/keys'
import {
  bringSession,
  deleteResult,
  deleteSession,
  makeSession,
  sessionFile,
  takeText,
  undeleteResult,
  unlockSession,
  useRooms,
} from '../../src/store/room'
import { known, real } from '../support/assess'
import { realCatalogue } from '../support/real'
import { speak } from '../support/render'
import { aSession, aSubmission } from '../support/rooms'

const { lists } = realCatalogue()
const readiness = real('readiness')

async function aRoom(passphrase = ''): Promise<Session> {
  await speak('id')
  const { id: _id, publicKey: _key, created: _created, ...fields } = aSession()
  const id = known(await makeSession(fields, passphrase), 'session')
  return sessionNow(id)
}
const sessionNow = (id: string) =>
  known(
    useRooms.getState().sessions.find((one) => one.id === id),
    id,
  )
const resultsOf = ({ id }: Session) => useRooms.getState().held[id]?.results ?? []
const unreadOf = ({ id }: Session) => useRooms.getState().held[id]?.unread.map(({ reason }) => reason) ?? []

/** What a phone in the room shows. */
async function codeFor(session: Session, fields: Partial<Submission> = {}, statistics = true): Promise<string> {
  const consent = newConsent('id', '2026-11-26T03:00:00.000Z', statistics)
  const content = writeHandIn({ submission: aSubmission(fields), consent }, readiness, lists)
  return codeText('room', await sealTo(publicKeyOf(session), headOf(session.id), content))
}

/** The same code with one byte changed. */
function tampered(code: string, at: number): string {
  const read = readCodeText(code)
  if (!read.ok) throw new Error(code)
  return codeText(
    'room',
    read.value.bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)),
  )
}

describe('taking codes in', () => {
  it('counts a result once, replaces it by a later revision, and leaves an older one alone', async () => {
    const session = await aRoom()
    const first = await codeFor(session)
    expect(await takeText(session, first, 'code')).toMatchObject({ outcome: 'counted', number: 1 })
    expect((await everything()).results).toHaveLength(1)
    expect(await takeText(session, first, 'picture')).toMatchObject({ outcome: 'already' })
    expect(await takeText(session, await codeFor(session), 'code')).toMatchObject({ outcome: 'already' })
    const second = await codeFor(session, { revision: 2, name: 'CV Maju Jaya' })
    expect(await takeText(session, second, 'code')).toMatchObject({ outcome: 'replaced' })
    expect(await takeText(session, first, 'code')).toMatchObject({ outcome: 'older' })
    expect(resultsOf(session).map(({ submission, way }) => [submission.name, way])).toEqual([['CV Maju Jaya', 'code']])
    expect(await takeText(session, await codeFor(session, { assessment: 'b'.repeat(20) }), 'code')).toMatchObject({
      outcome: 'counted',
      number: 2,
    })
  })

  it('keeps what is ours and can’t be read with its reason, and nothing of what is not ours', async () => {
    const session = await aRoom()
    const other = await aRoom()
    const good = await codeFor(session)
    const cases: [string, string][] = [
      ['sealed', tampered(good, HEAD + 70)],
      ['sealed', await codeFor({ ...session, publicKey: other.publicKey })],
      ['other-session', await codeFor(other)],
      ['newer', 'SIAP9:R00'],
      ['damaged', good.slice(0, 60)],
    ]
    for (const [reason, code] of cases) {
      expect(await takeText(session, code, 'code'), reason).toEqual({ outcome: 'unreadable', reason })
      expect(await takeText(session, code, 'code')).toEqual({ outcome: 'unreadable', reason })
    }
    expect(unreadOf(session).sort()).toEqual(cases.map(([reason]) => reason).sort())
    expect(await takeText(session, 'https://example.org/', 'code')).toEqual({ outcome: 'foreign' })
    expect(await takeText(session, 'x'.repeat(5_000_000), 'text')).toEqual({ outcome: 'foreign' })
    expect(unreadOf(session)).toHaveLength(cases.length)
    expect(resultsOf(session)).toEqual([])
  })

  it('what is deleted does not come back by a late code, until that is taken back', async () => {
    const session = await aRoom()
    const code = await codeFor(session)
    await takeText(session, code, 'code')
    const [result] = resultsOf(session)
    await deleteResult(session, known(result, 'result'))
    expect((await everything()).results).toEqual([])
    expect(await takeText(sessionNow(session.id), code, 'code')).toMatchObject({ outcome: 'deleted' })
    await undeleteResult(sessionNow(session.id), known(result, 'result'))
    expect(await takeText(sessionNow(session.id), code, 'code')).toMatchObject({ outcome: 'already' })
  })

  it('a session goes with its key and all it holds, and others stay', async () => {
    const [session, other] = [await aRoom(), await aRoom()]
    await takeText(session, await codeFor(session), 'code')
    await takeText(other, await codeFor(other), 'code')
    await deleteSession(session.id)
    const { sessions, keys, results } = await everything()
    expect([sessions.length, keys.length, results.length]).toEqual([1, 1, 1])
  })
})

describe('session files', () => {
  it('an open one holds only what may be merged, without key and hidden names', async () => {
    const session = await aRoom()
    await takeText(session, await codeFor(session), 'code')
    await takeText(session, await codeFor(session, { assessment: 'b'.repeat(20) }, false), 'code')
    const text = known(await sessionFile({ session, results: resultsOf(session) }, null, '0.1.0'), 'file')
    expect(text).not.toContain('CV Maju')
    const read = readSessionFile(text)
    if (!read.ok || read.value.locked) throw new Error(text)
    expect(read.value.results).toHaveLength(1)
    expect(read.value.key).toBeNull()
  })

  it('a locked one hands everything to another laptop, which then reads codes itself', async () => {
    const session = await aRoom('empat kata yang panjang')
    await takeText(session, await codeFor(session, {}, false), 'code')
    const results = resultsOf(session)
    expect(await sessionFile({ session, results }, 'bukan itu', '0.1.0')).toBeNull()
    const text = known(await sessionFile({ session, results }, 'empat kata yang panjang', '0.1.0'), 'file')
    const late = await codeFor(session, { assessment: 'b'.repeat(20) })
    await deleteSession(session.id)

    const read = readSessionFile(text)
    if (!read.ok || !read.value.locked) throw new Error(text)
    expect(await unlockSession(read.value.box, 'bukan itu')).toBeNull()
    const opened = known(await unlockSession(read.value.box, 'empat kata yang panjang'), 'file')
    expect(await bringSession(opened, read.value.box)).toBe(1)
    expect(await bringSession(opened, read.value.box)).toBe(0)
    expect(await takeText(sessionNow(session.id), late, 'code')).toMatchObject({ outcome: 'counted', number: 2 })
    expect(fromBase64Url(session.publicKey)).toHaveLength(65)
  })
})
