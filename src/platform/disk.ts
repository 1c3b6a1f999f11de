// Saved work, in IndexedDB. Every write is strict: it has reached the disk when its promise resolves.
// What cannot be read is set aside under its own key, never overwritten; a failed write is told to whoever asked.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/** A saved record is anything with an id; its shape is checked by the store that reads it. */
export interface Saved {
  id: string
}

/** The shelves, and to which record of another shelf theirs belong: by this field they are found. */
const OWNERS = {
  firms: null,
  assessments: null,
  answers: 'assessment',
  questionnaires: null,
  steps: 'firm',
  measures: 'firm',
  photos: 'firm',
  sessions: null,
  keys: null,
  results: 'session',
  unread: 'session',
  scripts: 'session',
  joined: null,
} as const
export type Shelf = keyof typeof OWNERS
export const SHELVES = Object.keys(OWNERS) as readonly Shelf[]

/** Something that could not be read, or that a newer one took the place of, with where it lay. */
export interface Aside extends Saved {
  shelf: Shelf
  record: unknown
  reason: 'not-readable' | 'superseded'
}

type Shape = DBSchema &
  Record<Shelf, { key: string; value: Saved; indexes: { owner: string } }> & {
    aside: { key: string; value: Aside }
  }

const NAME = 'siap'
/** Goes up with every shelf that is added. */
const VERSION = 3
const STRICT = { durability: 'strict' } as const

/** Why the disk said no. `newer`: the data was written by a newer app; `full`: no room; `gone`: the record was deleted elsewhere. */
export class DiskError extends Error {
  readonly reason: 'full' | 'newer' | 'gone' | 'failed'
  constructor(reason: DiskError['reason'], cause?: unknown) {
    super(`disk: ${reason}${cause instanceof Error ? ` (${cause.message})` : ''}`)
    this.reason = reason
  }
}

let opened: Promise<IDBPDatabase<Shape>> | undefined

function open(): Promise<IDBPDatabase<Shape>> {
  opened ??= openDB<Shape>(NAME, VERSION, {
    upgrade(db, _from, _to, tx) {
      for (const shelf of SHELVES) {
        const store = db.objectStoreNames.contains(shelf)
          ? tx.objectStore(shelf)
          : db.createObjectStore(shelf, { keyPath: 'id' })
        const owner = OWNERS[shelf]
        if (owner && !store.indexNames.contains('owner')) store.createIndex('owner', owner)
      }
      const old = (tx.objectStore('answers') as unknown as IDBObjectStore).indexNames
      if (old.contains('assessment')) (tx.objectStore('answers') as unknown as IDBObjectStore).deleteIndex('assessment')
      if (!db.objectStoreNames.contains('aside')) db.createObjectStore('aside', { keyPath: 'id' })
    },
    // Another tab brings a newer layout: let it pass, and open anew when next asked.
    blocking(_current, _blocked, event) {
      ;(event.target as unknown as IDBPDatabase).close()
      opened = undefined
    },
    terminated() {
      opened = undefined
    },
  }).catch((error: unknown) => {
    opened = undefined
    throw toDiskError(error)
  })
  return opened
}

/** Reads one shelf, or what on it belongs to one record. Records the check refuses are set aside and counted. */
export async function readAll<T extends Saved>(
  shelf: Shelf,
  check: (record: unknown) => T | null,
  owner?: string,
): Promise<{ records: T[]; aside: number }> {
  const db = await open()
  const raw = await (owner === undefined ? db.getAll(shelf) : db.getAllFromIndex(shelf, 'owner', owner))
  const records: T[] = []
  const unread: Saved[] = []
  for (const record of raw) {
    const read = check(record)
    if (read) records.push(read)
    else unread.push(record)
  }
  if (unread.length > 0) await setAside(db, shelf, unread)
  return { records, aside: unread.length }
}

async function setAside(db: IDBPDatabase<Shape>, shelf: Shelf, records: Saved[]): Promise<void> {
  const tx = db.transaction([shelf, 'aside'], 'readwrite', STRICT)
  const aside = tx.objectStore('aside')
  for (const record of records) {
    let id = `${shelf}/${record.id}`
    // Another one may lie there already, and is as precious.
    for (let n = 2; (await aside.get(id)) !== undefined; n++) id = `${shelf}/${record.id}/${n}`
    await aside.put({ id, shelf, record, reason: 'not-readable' })
    await tx.objectStore(shelf).delete(record.id)
  }
  await tx.done
}

/**
 * Tries again what was set aside, after an update perhaps: what can be read now goes back, unless its place is taken.
 * Resolves with how many can't be read still.
 */
export async function readAsideAgain(readable: (shelf: Shelf, record: unknown) => boolean): Promise<number> {
  const db = await open()
  const unread = async () => (await db.getAll('aside')).filter(({ reason }) => reason === 'not-readable')
  const all = await unread()
  for (const { id, shelf, record } of all.filter((entry) => readable(entry.shelf, entry.record))) {
    const tx = db.transaction([shelf, 'aside'], 'readwrite', STRICT)
    if ((await tx.objectStore(shelf).get((record as Saved).id)) === undefined) {
      await tx.objectStore(shelf).put(record as Saved)
      await tx.objectStore('aside').delete(id)
    }
    await tx.done
  }
  return (await unread()).length
}

export interface Change {
  shelf: Shelf
  id: string
  /** The new record from the one that is there (undefined when there is none); undefined deletes it. */
  to: (record: Saved | undefined) => Saved | undefined
  /** Fail the whole change when the record is not there any more. */
  mustExist?: boolean
}

/**
 * Applies changes in one transaction, reading each record inside it, so that two tabs never overwrite each other.
 * Resolves when they are on the disk; all happen or none. Throws a DiskError.
 */
export async function change(changes: readonly Change[]): Promise<void> {
  const db = await open()
  const tx = db.transaction([...new Set(changes.map(({ shelf }) => shelf))], 'readwrite', STRICT)
  // A transaction that fails rejects twice, here and at the request; both are the one error below.
  tx.done.catch(() => undefined)
  try {
    for (const { shelf, id, to, mustExist } of changes) {
      const store = tx.objectStore(shelf)
      const before = await store.get(id)
      if (mustExist && before === undefined) throw new DiskError('gone')
      const after = to(before)
      if (after === undefined) await store.delete(id)
      else await store.put(after)
    }
    await tx.done
  } catch (error) {
    try {
      tx.abort()
    } catch {
      // Already aborted by the failure itself.
    }
    throw toDiskError(error)
  }
}

/** Looks records up: one by its id, or all on a shelf that belong to one record. */
export interface Lookup {
  record(shelf: Shelf, id: string): Promise<Saved | undefined>
  belonging(shelf: Shelf, owner: string): Promise<readonly Saved[]>
}

/**
 * Looks records up and writes what is decided about them, in one transaction: all of it or nothing, and nothing comes in between.
 * `decide` may wait for its lookups, and for nothing else. Resolves when it is on the disk; throws a DiskError.
 */
export async function bringIn(
  decide: (lookup: Lookup) => Promise<readonly { shelf: Shelf | 'aside'; record: Saved }[]>,
): Promise<void> {
  const db = await open()
  const tx = db.transaction([...SHELVES, 'aside'], 'readwrite', STRICT)
  tx.done.catch(() => undefined)
  try {
    const decided = await decide({
      record: (shelf, id) => tx.objectStore(shelf).get(id),
      belonging: (shelf, owner) => tx.objectStore(shelf).index('owner').getAll(owner),
    })
    for (const { shelf, record } of decided) await tx.objectStore(shelf).put(record as never)
    await tx.done
  } catch (error) {
    try {
      tx.abort()
    } catch {
      // Already aborted by the failure itself.
    }
    throw toDiskError(error)
  }
}

/** Deletes records and everything that belongs to them: an assessment's answers; a firm's plan, measures and photos; a session's results and key. */
export async function remove(
  assessments: readonly string[],
  firms: readonly string[],
  sessions: readonly string[] = [],
): Promise<void> {
  const db = await open()
  const tx = db.transaction(SHELVES, 'readwrite', STRICT)
  const owned = { assessment: assessments, firm: firms, session: sessions }
  for (const id of assessments) await tx.objectStore('assessments').delete(id)
  for (const id of firms) await tx.objectStore('firms').delete(id)
  for (const id of sessions) {
    await tx.objectStore('sessions').delete(id)
    await tx.objectStore('keys').delete(id)
  }
  for (const shelf of SHELVES) {
    const owner = OWNERS[shelf]
    if (!owner) continue
    const store = tx.objectStore(shelf)
    for (const id of owned[owner]) {
      for (const key of await store.index('owner').getAllKeys(id)) await store.delete(key)
    }
  }
  await tx.done
}

/** Erases everything the app has saved, also what was set aside. */
export async function removeEverything(): Promise<void> {
  const db = await open()
  const tx = db.transaction([...SHELVES, 'aside'], 'readwrite', STRICT)
  for (const shelf of [...SHELVES, 'aside'] as const) await tx.objectStore(shelf).clear()
  await tx.done
}

/** Everything as it lies there at one moment, unchecked, for a copy. */
export async function everything(): Promise<Record<Shelf | 'aside', unknown[]>> {
  const db = await open()
  const tx = db.transaction([...SHELVES, 'aside'])
  const shelves = await Promise.all(
    [...SHELVES, 'aside' as const].map(async (shelf) => [shelf, await tx.objectStore(shelf).getAll()] as const),
  )
  return Object.fromEntries(shelves) as Record<Shelf | 'aside', unknown[]>
}

function toDiskError(error: unknown): DiskError {
  if (error instanceof DiskError) return error
  const name = error instanceof DOMException ? error.name : ''
  return new DiskError(name === 'QuotaExceededError' ? 'full' : name === 'VersionError' ? 'newer' : 'failed', error)
}

export type Persistence = 'kept' | 'best-effort' | 'unknown'

/** Asks the browser to keep the data; whether it will. Safari and Chrome answer without a question to the person. */
export async function askToKeep(): Promise<Persistence> {
  if (!navigator.storage?.persist) return 'unknown'
  return (await navigator.storage.persist()) ? 'kept' : 'best-effort'
}

/** Whether the browser has promised to keep the data, and how many bytes the app uses (null when it does not say). */
export async function storageState(): Promise<{ persistence: Persistence; bytes: number | null }> {
  const persisted = await navigator.storage?.persisted?.()
  const estimate = await navigator.storage?.estimate?.()
  return {
    persistence: persisted === undefined ? 'unknown' : persisted ? 'kept' : 'best-effort',
    bytes: estimate?.usage ?? null,
  }
}

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME)

/** What changed, as far as another tab may show it. */
export interface Changed {
  assessment?: string
  firm?: string
  session?: string
}

/** Tells the other tabs what changed. */
export function tellOtherTabs(message: Changed): void {
  channel?.postMessage(message)
}

/** Hears what other tabs changed, until what it returns is called. */
export function onOtherTabs(listener: (message: Changed) => void): () => void {
  const hear = (event: MessageEvent) => listener(event.data as Changed)
  channel?.addEventListener('message', hear)
  return () => channel?.removeEventListener('message', hear)
}
