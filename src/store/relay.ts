// A facilitator's second phone: it keeps what participants hand in for the laptop, sealed as it is, and can open none of it.
import { useEffect } from 'react'
import { create } from 'zustand'
import { codeFor, newUnread, readUnread, type Unreadable, type UnreadCode } from '../core/collect'
import { type Invitation, readInvitation, readSession } from '../core/session'
import { now, today } from '../platform/clock'
import { readAll } from '../platform/disk'
import { readJoined } from './join'
import { notifyOf, save } from './saving'

/** The workshop a phone collects for; `missing` when it was not invited there, `over` when nothing may be kept any more. */
export type Relay =
  | { state: 'loading' | 'missing' | 'over' | 'failed' }
  | { state: 'ready'; invitation: Invitation; codes: readonly UnreadCode[] }

/** The workshop that was read last. */
export const useRelays = create<{ session: string; relay: Relay }>()(() => ({
  session: '',
  relay: { state: 'loading' },
}))

/** What is kept for a workshop, for a screen. */
export function useRelay(session: string): Relay {
  const last = useRelays()
  useEffect(() => {
    void loadRelay(session)
  }, [session])
  return last.session === session ? last.relay : { state: 'loading' }
}

/** Reads what is kept for a workshop. What is kept too long, for any workshop, is deleted first. */
export async function loadRelay(session: string): Promise<void> {
  useRelays.setState({ session, relay: await relayOf(session).catch(failed) })
}

function failed(error: unknown): Relay {
  notifyOf(error)
  return { state: 'failed' }
}

async function relayOf(session: string): Promise<Relay> {
  const { records } = await readAll('joined', readJoined)
  const invitations = records.flatMap(({ invitation }) => {
    const read = readInvitation(invitation)
    return read.ok ? [read.value] : []
  })
  await deleteOverdue(invitations.filter(isOver).map(({ id }) => id))
  const invitation = invitations.find(({ id }) => id === session)
  if (!invitation) return { state: 'missing' }
  if (isOver(invitation)) return { state: 'over' }
  const { records: unread } = await readAll('unread', readUnread, session)
  return { state: 'ready', invitation, codes: unread.filter(({ reason }) => reason === 'no-key') }
}

function isOver({ deleteBy }: Invitation): boolean {
  return deleteBy < today()
}

/** A session that lies here itself is reminded of and deleted as a whole. */
async function deleteOverdue(over: readonly string[]): Promise<void> {
  const own = new Set((await readAll('sessions', readSession)).records.map(({ id }) => id))
  for (const id of over) if (!own.has(id)) await deleteCodes(id)
}

/** What became of a code that was read: on the disk, there already, or not for here. */
export type Kept = 'kept' | 'already' | 'failed' | 'foreign' | 'transfer' | 'frame' | Unreadable

/** Keeps a code for the laptop. It resolves when it is on the disk. The same code counts once. */
export async function keepCode({ id }: Invitation, text: string): Promise<Kept> {
  const code = codeFor(id, text)
  if (code.is === 'unreadable') return code.reason
  if (code.is !== 'code') return code.is
  const record = newUnread(id, text, 'no-key', 'relay', now())
  let kept: Kept = 'kept'
  const saved = await save([
    // Another tab may have deleted everything.
    { shelf: 'joined', id, mustExist: true, to: (before) => before },
    {
      shelf: 'unread',
      id: record.id,
      to: (before) => {
        if (before) kept = 'already'
        return before ?? record
      },
    },
  ])
  if (!saved) return 'failed'
  await loadRelay(id)
  return kept
}

/** Deletes what is kept for a workshop: the laptop has it. */
export async function deleteRelayed({ id }: Invitation): Promise<void> {
  await deleteCodes(id)
  await loadRelay(id)
}

async function deleteCodes(session: string): Promise<boolean> {
  const { records } = await readAll('unread', readUnread, session)
  const own = records.filter(({ reason }) => reason === 'no-key')
  return save(own.map(({ id }) => ({ shelf: 'unread', id, to: () => undefined })))
}
