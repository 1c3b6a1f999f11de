// What a facilitator's laptop keeps: sessions, what is handed in, and what can't be read; with real keys.
import { describe, expect, it } from 'vitest'
import { fromBase64Url } from '../../src/core/bytes'
import { HEAD, referenceOf, type Session } from '../../src/core/session'
import { type LockedSession, readSessionFile } from '../../src/core/sessionFile'
import { everything } from '../../src/platform/disk'
import { takeAgain } from '../../src/store/intake'
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
import { known } from '../support/assess'
import { putOnDisk, speak } from '../support/render'
import { aCode, aSession, aSubmission, KEY_PAIR, tampered } from '../support/rooms'

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

describe('taking codes in', () => {
  it('counts a result once, replaces it by a later revision, and leaves an older one alone', async () => {
    const session = await aRoom()
    const first = await aCode(session)
    expect(await takeText(session, first, 'code')).toMatchObject({ outcome: 'counted', number: 1 })
    expect((await everything()).results).toHaveLength(1)
    expect(await takeText(session, first, 'picture')).toMatchObject({ outcome: 'already' })
    expect(await takeText(session, await aCode(session), 'code')).toMatchObject({ outcome: 'already' })
    const second = await aCode(session, { revision: 2, name: 'CV Maju Jaya' })
    expect(await takeText(session, second, 'code')).toMatchObject({ outcome: 'replaced' })
    expect(await takeText(session, first, 'code')).toMatchObject({ outcome: 'older' })
    expect(resultsOf(session).map(({ submission, way }) => [submission.name, way])).toEqual([['CV Maju Jaya', 'code']])
    expect(await takeText(session, await aCode(session, { assessment: 'b'.repeat(20) }), 'code')).toMatchObject({
      outcome: 'counted',
      number: 2,
    })
  })

  it('keeps what is ours and can’t be read with its reason, and nothing of what is not ours', async () => {
    const session = await aRoom()
    const other = await aRoom()
    const good = await aCode(session)
    const cases: [string, string][] = [
      ['sealed', tampered(good, HEAD + 70)],
      ['sealed', await aCode({ ...session, publicKey: other.publicKey })],
      ['other-session', await aCode(other)],
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
    const code = await aCode(session)
    await takeText(session, code, 'code')
    const [result] = resultsOf(session)
    await deleteResult(session, known(result, 'result'))
    expect((await everything()).results).toEqual([])
    expect(await takeText(sessionNow(session.id), code, 'code')).toMatchObject({ outcome: 'deleted' })
    await undeleteResult(sessionNow(session.id), known(result, 'result'))
    expect(await takeText(sessionNow(session.id), code, 'code')).toMatchObject({ outcome: 'already' })
  })

  it('what could be read at last is not kept as unread any more, and a session that was deleted in another tab collects nothing', async () => {
    const session = await aRoom()
    const code = await aCode(session)
    const { keys } = await everything()
    await putOnDisk('keys', { id: session.id, v: 1 })
    expect(await takeText(session, ` ${code}\n`, 'relay')).toMatchObject({ reason: 'no-key' })
    expect(await takeText(session, code, 'code')).toMatchObject({ reason: 'no-key' })
    expect(unreadOf(session)).toEqual(['no-key'])
    await putOnDisk('keys', keys[0])
    const unread = known(useRooms.getState().held[session.id], 'held').unread
    expect(await takeAgain(session, unread)).toMatchObject([{ outcome: 'counted', result: { way: 'relay' } }])
    expect(unreadOf(session)).toEqual([])

    await deleteSession(session.id)
    expect(await takeText(session, code, 'code')).toEqual({ outcome: 'failed' })
    expect(await takeText(session, tampered(code, 100), 'code')).toEqual({ outcome: 'failed' })
    const { results, unread: left } = await everything()
    expect([results, left]).toEqual([[], []])
  })

  it('a session goes with its key and all it holds, and others stay', async () => {
    const [session, other] = [await aRoom(), await aRoom()]
    await takeText(session, await aCode(session), 'code')
    await takeText(other, await aCode(other), 'code')
    await deleteSession(session.id)
    const { sessions, keys, results } = await everything()
    expect([sessions.length, keys.length, results.length]).toEqual([1, 1, 1])
  })
})

describe('session files', () => {
  it('an open one holds only what may be merged, without key and hidden names', async () => {
    const session = await aRoom()
    await takeText(session, await aCode(session), 'code')
    await takeText(session, await aCode(session, { assessment: 'b'.repeat(20) }, false), 'code')
    const text = known(await sessionFile({ session, results: resultsOf(session) }, null, '0.1.0'), 'file')
    expect(text).not.toContain('CV Maju')
    const read = readSessionFile(text)
    if (!read.ok || read.value.locked) throw new Error(text)
    expect(read.value.results).toHaveLength(1)
    expect(read.value.key).toBeNull()
  })

  it('a locked one hands everything to another laptop, which then reads codes itself', async () => {
    const session = await aRoom('empat kata yang panjang')
    await takeText(session, await aCode(session, {}, false), 'code')
    const results = resultsOf(session)
    expect(await sessionFile({ session, results }, 'bukan itu', '0.1.0')).toBeNull()
    const text = known(await sessionFile({ session, results }, 'empat kata yang panjang', '0.1.0'), 'file')
    const late = await aCode(session, { assessment: 'b'.repeat(20) })
    await deleteSession(session.id)

    const read = readSessionFile(text)
    if (!read.ok || !read.value.locked) throw new Error(text)
    expect(await unlockSession(read.value.box, 'bukan itu')).toBeNull()
    const opened = known(await unlockSession(read.value.box, 'empat kata yang panjang'), 'file')
    if (!opened.ok) throw new Error(JSON.stringify(opened))
    expect(await bringSession(opened.value, 'empat kata yang panjang')).toEqual(['counted'])
    expect(await bringSession(opened.value, 'empat kata yang panjang')).toEqual(['already'])
    expect(await takeText(sessionNow(session.id), late, 'code')).toMatchObject({ outcome: 'counted', number: 2 })
    expect(fromBase64Url(session.publicKey)).toHaveLength(65)
    // Handed on once more; what is deleted meanwhile is in no copy that was kept.
    const handedOn = known(
      await sessionFile({ session, results: [] }, 'empat kata yang panjang', '0.1.0'),
      'file that is handed on',
    )
    const again = readSessionFile(handedOn)
    if (!again.ok || !again.value.locked) throw new Error(handedOn)
    const kept = (await everything()).keys.map((one) => (one as { locked: LockedSession }).locked)
    expect(await unlockSession(known(kept[0], 'lock'), 'empat kata yang panjang')).toMatchObject({
      value: { results: [], key: opened.value.key },
    })
  })

  it('is let in only beside the same session, with a key of its own, and deletes here what was deleted elsewhere', async () => {
    const session = await aRoom()
    await takeText(session, await aCode(session), 'code')
    await takeText(session, await aCode(session, { assessment: 'b'.repeat(20) }), 'code')
    const here = { session, results: resultsOf(session), key: null }
    const before = await everything()
    const later = { ...session, changed: '2099-01-01T00:00:00.000Z' }
    expect(await bringSession({ ...here, session: { ...later, publicKey: KEY_PAIR.publicKey } }, null)).toBe('differs')
    expect(await bringSession({ ...here, session: { ...later, names: true } }, null)).toBe('differs')
    expect(await bringSession({ ...here, key: KEY_PAIR.secret }, null)).toBe('broken')
    expect(await everything()).toEqual(before)

    const deleted = [referenceOf('b'.repeat(20))]
    expect(await bringSession({ ...here, session: { ...later, deleted } }, null)).toEqual(['already', 'deleted'])
    expect(resultsOf(session).map(({ submission }) => submission.assessment)).toEqual([aSubmission().assessment])
    expect(await bringSession(here, null)).toEqual(['already', 'deleted'])
  })
})
