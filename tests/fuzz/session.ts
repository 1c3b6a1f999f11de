// The door of session files: the real door, store and disk; what a session has collected must be there after, whatever comes in.
import { openDB } from 'idb'
import { canonical, lockedHeader, writeLocked } from '../../src/core/backup'
import { newUnread, take } from '../../src/core/collect'
import type { RoomResult } from '../../src/core/room'
import { publicKeyOf, readSession, referenceOf, type Session } from '../../src/core/session'
import {
  forMerging,
  newLockedSession,
  readResult,
  type SessionFile,
  writeSessionFile,
} from '../../src/core/sessionFile'
import { everything, SHELVES } from '../../src/platform/disk'
import { openSecret } from '../../src/platform/keys'
import { lock } from '../../src/platform/sealing'
import { bringSession, openSessionFile, takeText, unlockSession } from '../../src/store/room'
import { known } from '../support/assess'
import { aCode, aResult, aSession, aSubmission, KEY_PAIR } from '../support/rooms'
import type { Chance } from './chance'
import type { Door, Tried } from './doors'
import { brokenBytes, brokenStructure, fixedLock } from './mutate'

const PASSPHRASE = 'empat kata yang panjang'
const HEAD = { app: '0.1.0', made: '2026-11-26T08:00:00.000Z' }
const ASSESSMENTS = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter.repeat(20))
const [FIRST = '', SECOND = '', THIRD = '', GONE = '', NEW = ''] = ASSESSMENTS

/** The session that lies on the laptop, with its key; and another one without. */
export const HERE = aSession({ publicKey: KEY_PAIR.publicKey, deleted: [referenceOf(GONE)] })
export const OTHER = aSession({ id: 'mnpqrstuvwxy', title: 'Lokakarya Brebes' })
const LATER = '2026-11-27T03:00:00.000Z'

function result(assessment: string, revision = 1, session: Session = HERE): RoomResult {
  const one = aResult({ submission: aSubmission({ assessment, revision }) })
  return { ...one, id: `${session.id}/${assessment}`, session: session.id }
}

/** Beside what sessions know: something that was once set aside must stay there too. */
const ASIDE = { id: 'firms/odd', shelf: 'firms', record: { id: 'odd', v: 99 }, reason: 'not-readable' }
const WORLD: Readonly<Record<string, readonly { id: string }[]>> = {
  sessions: [HERE, OTHER],
  results: [result(FIRST), result(SECOND, 2), result(THIRD), result(FIRST, 1, OTHER)],
  unread: [newUnread(HERE.id, 'SIAP9:R00', 'newer', 'code', LATER)],
  aside: [ASIDE],
}

export type Disk = Awaited<ReturnType<typeof everything>>

/** Lays the world out, and gives back what does so again. */
export async function laidOut(): Promise<() => Promise<void>> {
  // The app makes its shelves when it first looks at them.
  await everything()
  const db = await openDB('siap')
  const key = known(await openSecret(KEY_PAIR.secret, publicKeyOf(HERE)), 'key')
  const reset = async () => {
    const tx = db.transaction([...SHELVES, 'aside'], 'readwrite')
    for (const shelf of [...SHELVES, 'aside'] as const) await tx.objectStore(shelf).clear()
    for (const [shelf, records] of Object.entries(WORLD))
      for (const record of records) await tx.objectStore(shelf).put(record)
    await tx.objectStore('keys').put({ v: 1, id: HERE.id, key, locked: null })
    await tx.done
  }
  await reset()
  return reset
}

export async function sessionDoor(): Promise<Door> {
  const reset = await laidOut()
  const before = await everything()
  const as = JSON.stringify(before)
  const code = await aCode(HERE, { assessment: 'f'.repeat(20) })

  const refused = async (): Promise<Tried> => ({
    outcome: 'refused',
    changed: JSON.stringify(await everything()) === as ? null : 'a refusal changed the disk',
  })

  const attempt = async (input: Blob): Promise<Tried> => {
    const read = await openSessionFile(input)
    if (!read.ok) return refused()
    const { value } = read
    const opened = value.locked ? await unlockSession(value.box, PASSPHRASE) : { ok: true as const, value }
    if (!opened?.ok) return refused()
    const file = opened.value
    const passphrase = value.locked ? PASSPHRASE : null
    const became = await bringSession(file, passphrase)
    if (became === 'failed') throw new Error('the disk refused what the door had let in')
    if (typeof became === 'string') return refused()
    const after = await everything()
    const lost = whatIsLost(before, after)
    await bringSession(file, passphrase)
    const twice =
      withoutLocks(await everything()) === withoutLocks(after) ? null : 'the same file twice changed the disk'
    const { outcome } = await takeText(HERE, code, 'code')
    await reset()
    return { outcome: 'accepted', changed: lost ?? twice ?? (outcome === 'counted' ? null : `a code was ${outcome}`) }
  }
  return { input, attempt, reset }
}

/** A copy of a key is locked anew each time it comes in. */
function withoutLocks(disk: Disk): string {
  return JSON.stringify({ ...disk, keys: disk.keys.map((one) => (one as { id: string }).id) })
}

/** The first record that is not as it may be after results came in; null when there is none. */
export function whatIsLost(before: Disk, after: Disk): string | null {
  const sessions = after.sessions.map((one) => readSession(one))
  if (sessions.includes(null)) return 'the app cannot read a session it let in'
  if (after.results.some((one) => !readResult(one))) return 'the app cannot read a result it let in'
  for (const shelf of [...SHELVES, 'aside'] as const) {
    const there = new Map(after[shelf].map((record) => [(record as { id: string }).id, record]))
    for (const record of before[shelf]) {
      const { id } = record as { id: string }
      const now = there.get(id)
      const owner = sessions.find((one) => one?.id === (record as Partial<RoomResult>).session)
      if (shelf === 'results' && stands(record as RoomResult, now as RoomResult | undefined, owner?.deleted ?? []))
        continue
      if (shelf === 'sessions' && now && isLater(record as Session, now as Session)) continue
      if (canonical(now) !== canonical(record)) return `${shelf} ${id} is gone or was overwritten`
    }
    if (['results', 'sessions', 'keys', 'unread'].includes(shelf)) continue
    if (after[shelf].length !== before[shelf].length) return `something lies on ${shelf}`
  }
  return null
}

/** A result may make way for a later one, and go when its owner wished so. */
function stands(before: RoomResult, now: RoomResult | undefined, deleted: readonly string[]): boolean {
  const gone = deleted.includes(referenceOf(before.submission.assessment))
  return now ? !gone && canonical(take(now, before, deleted).kept) === canonical(now) : gone
}

/** A session may only learn what was deleted elsewhere. */
function isLater(before: Session, now: Session): boolean {
  const kept = before.deleted.every((one) => now.deleted.includes(one))
  return kept && canonical({ ...now, deleted: [], changed: '' }) === canonical({ ...before, deleted: [], changed: '' })
}

const RESULTS = [result(FIRST, 3), result(SECOND), result(GONE), result(NEW)]
const FILES: readonly SessionFile[] = [
  { session: HERE, results: WORLD['results']?.slice(0, 3) as RoomResult[], key: null },
  { session: { ...HERE, changed: LATER, deleted: [referenceOf(THIRD)] }, results: RESULTS, key: null },
  forMerging({ session: { ...HERE, names: true }, results: RESULTS }),
  { session: { ...HERE, id: 'nnpqrstuvwxy' }, results: [], key: KEY_PAIR.secret },
  { session: OTHER, results: [result(NEW, 1, OTHER), result(FIRST, 2, OTHER)], key: null },
]
const TEXTS = FILES.map((file) => writeSessionFile(file, HEAD))

/** A valid file broken in one way or another; one in fifty is left whole, one in thirty is locked. */
async function input(by: Chance): Promise<Blob> {
  const file = by.one(TEXTS)
  if (by.often(0.02)) return new Blob([file])
  if (by.often(0.001)) return new Blob([new Uint8Array(65 * 1024 * 1024)])
  if (by.often(0.03)) return new Blob([await lockedInput(file, by)])
  return new Blob([by.often(0.65) ? brokenStructure(file, by) : brokenBytes(file, by)])
}

/** A locked file, broken outside or within. */
async function lockedInput(file: string, by: Chance): Promise<string | Uint8Array<ArrayBuffer>> {
  const header = newLockedSession(fixedLock(by))
  const inside = by.often(0.5) ? brokenStructure(file, by) : file
  const passphrase = by.often(0.1) ? 'kata sandi yang lain' : PASSPHRASE
  const text = writeLocked({ ...header, data: await lock(header, passphrase, lockedHeader(header), inside) })
  return by.one([() => text, () => brokenStructure(text, by), () => brokenBytes(text, by)])()
}
