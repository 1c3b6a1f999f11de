// A facilitator's sessions and what they have collected. A result is on the disk before anybody is told what became of it.
import { useEffect } from 'react'
import { create } from 'zustand'
import { lockedHeader, MOST_BYTES, writeLocked } from '../core/backup'
import { toBase64Url } from '../core/bytes'
import {
  codeFor,
  isSameSession,
  mergedSession,
  newUnread,
  readUnread,
  resultId,
  type Taken,
  take,
  type Unreadable,
  type UnreadCode,
  unreadId,
} from '../core/collect'
import type { Read } from '../core/read'
import { SHAPE } from '../core/records'
import { type RoomResult, resultsOf, type Way } from '../core/room'
import type { Side } from '../core/roomChange'
import {
  firmInRoom,
  type HandIn,
  HEAD,
  newSession,
  publicKeyOf,
  readHandIn,
  readSession,
  referenceOf,
  SESSION_ID,
  type Session,
} from '../core/session'
import {
  forMerging,
  type LockedSession,
  newLockedSession,
  readResult,
  readSessionFile,
  type SessionFile,
  writeSessionFile,
} from '../core/sessionFile'
import { newId, now } from '../platform/clock'
import { type Change, DiskError, onOtherTabs, readAll, remove, type Saved, tellOtherTabs } from '../platform/disk'
import { textOf } from '../platform/files'
import { newKeyPair, openSealed, openSecret } from '../platform/keys'
import { lock, newLock, unlock } from '../platform/sealing'
import type { BackupProblem } from './backup'
import { openLists, openQuestionnaire, storeQuestionnaire } from './catalogue'
import { knownQuestionnaires } from './receive'
import { notify, notifyOf, save } from './saving'

/** The private key of a session, as only this browser can use it; and a copy behind a passphrase, if the facilitator wanted one. */
interface KeyRecord extends Saved {
  v: number
  key: CryptoKey
  locked: LockedSession | null
}

function readKey(record: unknown): KeyRecord | null {
  return typeof record === 'object' && record !== null && 'key' in record ? (record as KeyRecord) : null
}

interface State {
  status: 'loading' | 'ready' | 'failed'
  sessions: readonly Session[]
  /** What the sessions opened so far hold. */
  held: Readonly<Record<string, { results: readonly RoomResult[]; unread: readonly UnreadCode[]; hasKey: boolean }>>
}

export const useRooms = create<State>()(() => ({ status: 'loading', sessions: [], held: {} }))
const { getState, setState } = useRooms

/** Reads all sessions, the newest first. */
export async function loadRooms(): Promise<void> {
  try {
    const { records, aside } = await readAll('sessions', readSession)
    if (aside > 0) notify('set-aside')
    setState({ status: 'ready', sessions: [...records].sort((a, b) => (a.created < b.created ? 1 : -1)) })
  } catch (error) {
    setState({ status: 'failed' })
    notifyOf(error)
  }
}

/** Reads what a session has collected. */
async function openRoom(id: string): Promise<void> {
  try {
    const [results, unread, keys] = await Promise.all([
      readAll('results', readResult, id),
      readAll('unread', readUnread, id),
      readAll('keys', readKey),
    ])
    if (results.aside + unread.aside > 0) notify('set-aside')
    const held = {
      results: [...results.records].sort((a, b) => (a.received < b.received ? -1 : 1)),
      unread: unread.records,
      hasKey: keys.records.some((one) => one.id === id),
    }
    setState((state) => ({ held: { ...state.held, [id]: held } }))
  } catch (error) {
    setState({ status: 'failed' })
    notifyOf(error)
  }
}

onOtherTabs(({ session }) => {
  if (session === undefined) return
  void loadRooms()
  if (session in getState().held) void openRoom(session)
})

/** A session with its results, for a screen. */
export type Room = { state: 'loading' } | { state: 'missing' } | { state: 'failed' } | ReadyRoom

export interface ReadyRoom {
  state: 'ready'
  session: Session
  results: readonly RoomResult[]
  unread: readonly UnreadCode[]
  /** Whether codes can be opened here: the laptop that made the session, or to which it was handed over. */
  hasKey: boolean
}

export function useRoom(session: string): Room {
  const status = useRooms((state) => state.status)
  const found = useRooms((state) => state.sessions.find(({ id }) => id === session))
  const held = useRooms((state) => state.held[session])
  useEffect(() => {
    void loadRooms().then(() => openRoom(session))
  }, [session])
  if (status === 'failed') return { state: 'failed' }
  if (status === 'ready' && !found) return { state: 'missing' }
  if (!found || !held) return { state: 'loading' }
  return { state: 'ready', session: found, ...held }
}

/** What a session on this device has to compare with. Throws when its questionnaire is not known here, or the disk cannot be read. */
export async function openSide(session: Session): Promise<Side> {
  const [opened, { records }] = await Promise.all([
    openQuestionnaire(session.questionnaire, session.version, []),
    readAll('results', readResult, session.id),
  ])
  if (!opened) throw new Error(`No questionnaire ${session.questionnaire} ${session.version} is known here.`)
  return { questionnaire: opened.questionnaire, results: resultsOf(session, records), minimum: session.minimum }
}

/** Makes a session with a key pair of its own. Resolves with its id once both are on the disk. */
export async function makeSession(
  fields: Omit<Parameters<typeof newSession>[0], 'id' | 'publicKey' | 'created'>,
  passphrase: string,
): Promise<string | null> {
  const pair = await newKeyPair()
  const session = newSession({
    ...fields,
    id: newId().slice(0, SESSION_ID),
    publicKey: toBase64Url(pair.publicKey),
    created: now(),
  })
  const locked = passphrase === '' ? null : await lockedCopy({ session, results: [], key: pair.secret }, passphrase, '')
  const key: KeyRecord = { v: SHAPE, id: session.id, key: pair.privateKey, locked }
  // A later app can still show it then.
  await storeQuestionnaire(session.questionnaire, session.version)
  const saved = await save([
    { shelf: 'sessions', id: session.id, to: () => session },
    { shelf: 'keys', id: session.id, to: () => key },
  ])
  if (!saved) return null
  await loadRooms()
  tellOtherTabs({ session: session.id })
  return session.id
}

async function lockedCopy(file: SessionFile, passphrase: string, app: string): Promise<LockedSession> {
  const header = newLockedSession(newLock())
  const text = writeSessionFile(file, { app, made: now() })
  return { ...header, data: await lock(header, passphrase, lockedHeader(header), text) }
}

/**
 * What became of a text that was read. Kept is what is counted, and what is ours and can't be read; not what is nothing of ours
 * (`foreign`), for another phone (`transfer`), or one part of a moving code (`frame`).
 */
export type Handled =
  | { outcome: Taken; result: RoomResult; number: number }
  | { outcome: 'unreadable'; reason: Unreadable }
  | { outcome: 'foreign' | 'transfer' | 'frame' | 'failed' }

/**
 * Takes a code's text into a session. It resolves when what came of it is on the disk: the result, or the text with the reason why
 * it can't be read.
 */
export async function takeText(session: Session, text: string, way: Way): Promise<Handled> {
  const code = codeFor(session.id, text)
  if (code.is === 'unreadable') return keepUnread(session, text, code.reason, way)
  if (code.is !== 'code') return { outcome: code.is }
  try {
    const opened = await opening(session, code.bytes)
    return typeof opened === 'string'
      ? await keepUnread(session, text, opened, way)
      : await takeHandIn(session, opened, way, text)
  } catch (error) {
    notifyOf(error)
    return { outcome: 'failed' }
  }
}

async function opening(session: Session, bytes: Uint8Array): Promise<HandIn | Unreadable> {
  const { records } = await readAll('keys', readKey)
  const key = records.find(({ id }) => id === session.id)
  if (!key) return 'no-key'
  const content = await openSealed(key.key, HEAD, bytes)
  if (!content) return 'sealed'
  const [questionnaires, { lists }] = await Promise.all([knownQuestionnaires(), openLists()])
  const read = readHandIn(content, questionnaires, lists)
  if (!read.ok) return read.problems[0]?.code === 'unknown-id' ? 'unknown' : 'damaged'
  const { questionnaire, version } = read.value.submission
  return questionnaire === session.questionnaire && version === session.version ? read.value : 'unknown'
}

/**
 * Takes what was handed in, whichever way it came.
 * @param text what it was read from, if it was; one that could not be read before is not kept as such any more.
 */
export async function takeHandIn(
  session: Session,
  { submission, consent }: HandIn,
  way: Way,
  text: string | null,
): Promise<Handled> {
  const arriving: RoomResult = {
    v: SHAPE,
    id: resultId(session.id, submission.assessment),
    session: session.id,
    submission: { ...submission, firm: firmInRoom(submission.firm) },
    way,
    consent,
    received: now(),
  }
  let taken: Taken = 'counted'
  const saved = await save([
    stillHere(session),
    taking(arriving, session.deleted, (one) => (taken = one)),
    ...(text === null ? [] : [{ shelf: 'unread' as const, id: unreadId(session.id, text), to: () => undefined }]),
  ])
  if (!saved) return { outcome: 'failed' }
  await openRoom(session.id)
  tellOtherTabs({ session: session.id })
  const results = getState().held[session.id]?.results ?? []
  return { outcome: taken, result: arriving, number: 1 + results.findIndex(({ id }) => id === arriving.id) }
}

/** A session that another tab has deleted collects nothing more: what it collected was to be gone. */
function stillHere({ id }: Session): Change {
  return { shelf: 'sessions', id, mustExist: true, to: (record) => record }
}

function taking(arriving: RoomResult, deleted: readonly string[], tell: (taken: Taken) => void): Change {
  return {
    shelf: 'results',
    id: arriving.id,
    to: (before) => {
      const here = before === undefined ? null : readResult(before)
      // Written by a newer app, or broken: not ours to overwrite.
      if (before !== undefined && !here) throw new DiskError('failed')
      const { taken, kept } = take(here, arriving, deleted)
      tell(taken)
      return kept ?? undefined
    },
  }
}

async function keepUnread(session: Session, text: string, reason: Unreadable, way: Way): Promise<Handled> {
  const record = newUnread(session.id, text, reason, way, now())
  const saved = await save([
    stillHere(session),
    {
      shelf: 'unread',
      id: record.id,
      // Seen again it stays as it came first; only why it can't be read may be another reason by now.
      to: (before) => {
        const here = readUnread(before)
        return here ? { ...here, reason } : record
      },
    },
  ])
  if (!saved) return { outcome: 'failed' }
  await openRoom(session.id)
  tellOtherTabs({ session: session.id })
  return { outcome: 'unreadable', reason }
}

/** Deletes a code that could not be read. */
export function deleteUnread(session: Session, { id }: UnreadCode): Promise<boolean> {
  return changing(session.id, [{ shelf: 'unread', id, to: () => undefined }])
}

/** Deletes a result for good: its reference code is remembered, so that it does not come back. */
export async function deleteResult(session: Session, { id, submission }: RoomResult): Promise<boolean> {
  const reference = referenceOf(submission.assessment)
  return changing(session.id, [
    { shelf: 'results', id, to: () => undefined },
    touch(session.id, (before) => ({ ...before, deleted: [...new Set([...before.deleted, reference])].sort() })),
  ])
}

/** Takes back a deletion. */
export async function undeleteResult(session: Session, result: RoomResult): Promise<boolean> {
  const reference = referenceOf(result.submission.assessment)
  return changing(session.id, [
    { shelf: 'results', id: result.id, to: (before) => before ?? (result as Saved) },
    touch(session.id, (before) => ({ ...before, deleted: before.deleted.filter((one) => one !== reference) })),
  ])
}

function touch(id: string, to: (before: Session) => Session): Change {
  return {
    shelf: 'sessions',
    id,
    mustExist: true,
    to: (record) => {
      const before = readSession(record)
      if (!before) throw new DiskError('gone')
      return { ...to(before), changed: now() }
    },
  }
}

async function changing(session: string, changes: readonly Change[]): Promise<boolean> {
  if (!(await save(changes))) return false
  await loadRooms()
  await openRoom(session)
  tellOtherTabs({ session })
  return true
}

/** Deletes a session with its key and everything it collected. */
export async function deleteSession(id: string): Promise<boolean> {
  try {
    await remove([], [], [id])
  } catch (error) {
    notifyOf(error)
    return false
  }
  await loadRooms()
  tellOtherTabs({ session: id })
  return true
}

/** The text of a session file: open and for adding up, or everything for another laptop, behind the passphrase chosen at the beginning. */
export async function sessionFile(
  { session, results }: Omit<SessionFile, 'key'>,
  passphrase: string | null,
  app: string,
): Promise<string | null> {
  if (passphrase === null) return writeSessionFile(forMerging({ session, results }), { app, made: now() })
  const { records } = await readAll('keys', readKey)
  const locked = records.find(({ id }) => id === session.id)?.locked
  const opened = locked && (await unlockSession(locked, passphrase))
  if (!opened?.ok) return null
  return writeLocked(await lockedCopy({ session, results, key: opened.value.key }, passphrase, app))
}

/** Opens a session file somebody chose. Nothing on this device changes, whatever is in it. */
export async function openSessionFile(
  file: Blob,
): Promise<ReturnType<typeof readSessionFile> | Read<never, BackupProblem['code']>> {
  const found = await textOf(file, MOST_BYTES)
  return typeof found === 'string' ? { ok: false, problems: [{ path: '', code: found }] } : readSessionFile(found.text)
}

/** Unlocks a session file; null when the passphrase is another or the file is damaged. */
export async function unlockSession(
  box: LockedSession,
  passphrase: string,
): Promise<Read<SessionFile, BackupProblem['code']> | null> {
  const text = await unlock(box, passphrase, lockedHeader(box), box.data)
  if (text === null) return null
  const read = readSessionFile(text)
  if (!read.ok) return read
  return read.value.locked
    ? { ok: false, problems: [{ path: 'data', code: 'broken' }] }
    : { ok: true, value: read.value }
}

/**
 * Brings a session file in: its session, unless it is here, its results, and what was deleted elsewhere; all or nothing. Resolves with
 * what became of each result. `differs`: the session here is another one of the same id; `broken`: its key is not its own.
 * @param passphrase what the file was locked with, so that the session can be handed on; null for an open one.
 */
export async function bringSession(
  { session, results, key }: SessionFile,
  passphrase: string | null,
): Promise<readonly Taken[] | 'differs' | 'broken' | 'failed'> {
  const privateKey = key === null ? null : await openSecret(key, publicKeyOf(session))
  if (key !== null && !privateKey) return 'broken'
  // The file itself is not kept: what is deleted later must not live on in it.
  const locked =
    key === null || passphrase === null ? null : await lockedCopy({ session, results: [], key }, passphrase, '')
  const became: Taken[] = []
  let saved = false
  try {
    const [{ records: sessions }, { records: here }] = await Promise.all([
      readAll('sessions', readSession),
      readAll('results', readResult, session.id),
    ])
    const own = sessions.find(({ id }) => id === session.id)
    if (own && !isSameSession(own, session)) return 'differs'
    const { deleted } = mergedSession(own ?? session, session)
    const gone = here.filter(({ submission }) => deleted.includes(referenceOf(submission.assessment)))
    saved = await save([
      {
        shelf: 'sessions',
        id: session.id,
        to: (before) => mergedSession(readSession(before) ?? session, session),
      },
      ...(privateKey
        ? [
            {
              shelf: 'keys' as const,
              id: session.id,
              to: (before: Saved | undefined) =>
                before ?? ({ v: SHAPE, id: session.id, key: privateKey, locked } satisfies KeyRecord),
            },
          ]
        : []),
      ...gone.map(({ id }) => ({ shelf: 'results' as const, id, to: () => undefined })),
      ...results.map((one) => taking(one, deleted, (taken) => became.push(taken))),
    ])
  } catch (error) {
    notifyOf(error)
  }
  if (!saved) return 'failed'
  await loadRooms()
  await openRoom(session.id)
  tellOtherTabs({ session: session.id })
  return became
}
