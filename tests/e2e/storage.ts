// The app's database as it lies there, read and written behind the app's back.
import type { Shelf as OnDisk } from '../../src/platform/disk'
import type { Person } from './verbs'
import { soon } from './world'

export type Shelf = OnDisk | 'aside'

/** Everything on one shelf, and the version of the database. */
export function lying(me: Person, shelf: Shelf): Promise<{ version: number; records: Record<string, unknown>[] }> {
  return me.page.evaluate(
    (name) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('siap')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const db = opening.result
          const reading = db.transaction(name).objectStore(name).getAll()
          reading.onerror = () => reject(reading.error)
          reading.onsuccess = () => {
            resolve({ version: db.version, records: reading.result })
            db.close()
          }
        }
      }),
    shelf,
  )
}

/** Puts records on shelves; with a version, the database becomes one of that version, with a shelf more. */
export function plant(
  me: Person,
  records: Partial<Record<Shelf, readonly { readonly id: string }[]>>,
  version?: number,
): Promise<void> {
  return me.page.evaluate(
    ({ records, version }) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('siap', version)
        opening.onupgradeneeded = () => opening.result.createObjectStore('plans', { keyPath: 'id' })
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const db = opening.result
          const names = Object.keys(records)
          const writing = db.transaction(names.length > 0 ? names : 'firms', 'readwrite')
          for (const [name, all] of Object.entries(records)) {
            for (const record of all) writing.objectStore(name).put(record)
          }
          writing.onabort = () => reject(writing.error)
          writing.oncomplete = () => {
            db.close()
            resolve()
          }
        }
      }),
    { records, version },
  )
}

/** Gives this browser a key for a session, as one that made it has. No phone has its other half. */
export function plantKey(me: Person, session: string): Promise<void> {
  return me.page.evaluate(async (id) => {
    const curve = { name: 'ECDH', namedCurve: 'P-256' }
    const { privateKey } = (await crypto.subtle.generateKey(curve, false, ['deriveBits'])) as CryptoKeyPair
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('siap')
      opening.onerror = () => reject(opening.error)
      opening.onsuccess = () => {
        const writing = opening.result.transaction('keys', 'readwrite')
        writing.objectStore('keys').put({ v: 1, id, key: privateKey, locked: null })
        writing.onabort = () => reject(writing.error)
        writing.oncomplete = () => {
          opening.result.close()
          resolve()
        }
      }
    })
  }, session)
}

/** Waits until the question on the screen is remembered as the place to go on from; of the only assessment there is. */
export async function remembered(me: Person): Promise<void> {
  const { screen } = await me.place()
  await soon(async () => (await lying(me, 'assessments')).records.map(({ position }) => position)).toEqual([
    screen.split('/').pop(),
  ])
}
