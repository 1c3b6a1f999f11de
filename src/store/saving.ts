// Writing to the disk for the stores, and what a person must be told of it.
import { create } from 'zustand'
import { type Change, change, DiskError } from '../platform/disk'

/** Something the person must be told; it stays until put away. */
export type Notice =
  | 'disk-full'
  | 'disk-failed'
  | 'disk-newer'
  | 'deleted-elsewhere'
  | 'set-aside'
  | 'kept'
  | 'best-effort'

/** What there is to tell, in the order it happened. */
export const useNotices = create<{ notices: readonly Notice[] }>()(() => ({ notices: [] }))

/** Writes changes, all or none. True once they are on the disk; false, with a notice, when it refuses. */
export async function save(changes: readonly Change[]): Promise<boolean> {
  try {
    await change(changes)
  } catch (error) {
    notifyOf(error)
    return false
  }
  // What could not be written before can be written now.
  dismiss('disk-full')
  dismiss('disk-failed')
  return true
}

export function notify(notice: Notice): void {
  useNotices.setState(({ notices }) => (notices.includes(notice) ? {} : { notices: [...notices, notice] }))
}

/** Tells why the disk said no. */
export function notifyOf(error: unknown): void {
  const reason = error instanceof DiskError ? error.reason : 'failed'
  notify(reason === 'gone' ? 'deleted-elsewhere' : `disk-${reason}`)
}

/** Puts a notice away. */
export function dismiss(notice: Notice): void {
  useNotices.setState(({ notices }) =>
    notices.includes(notice) ? { notices: notices.filter((other) => other !== notice) } : {},
  )
}

/** Puts all of them away. */
export function forgetNotices(): void {
  useNotices.setState({ notices: [] })
}
