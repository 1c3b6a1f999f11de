// The device as a kiosk, kept so that it is still one after a crash. Everything that comes and goes on it is decided in core/kiosk.
import type { Lists } from '../core/catalogue'
import { type Kiosk, readKiosk } from '../core/kiosk'
import { type Invitation, readInvitation, referenceOf } from '../core/session'
import { begun, cameBack, lockedAway } from '../core/turns'
import { keep, kept } from '../platform/kept'
import { type Lock, lock, newLock, unlock } from '../platform/sealing'
import { deleteAssessment, load, startAssessment } from './assessments'
import { type Agreed, join, sealed } from './join'
import { KIOSK } from './kioskNow'
import type { ReadyAssessment } from './opened'
import { keepCode } from './relay'
import { loadRooms, takeText, useRooms } from './room'

const current = () => readKiosk(kept(KIOSK))

function change(to: (before: Kiosk) => Kiosk): Kiosk | null {
  const before = current()
  const after = before && to(before)
  if (after) keep(KIOSK, JSON.stringify(after))
  return after
}

/** Begins: the workshop is remembered, so that its code can be made here. False when that could not be written. */
export async function startKiosk(way: Kiosk['way'], invitation: string, passcode: string): Promise<boolean> {
  const read = readInvitation(invitation)
  if (!read.ok || !(await join(invitation, read.value))) return false
  // A passcode of four digits is guessed by whoever takes the device apart; this only keeps it from being read.
  const how = newLock(100_000)
  const locked = passcode === '' ? null : JSON.stringify({ ...how, data: await lock(how, passcode, KIOSK, KIOSK) })
  const kiosk: Kiosk = { way, invitation, passcode: locked, now: null, waiting: [], thanks: null, wrong: 0 }
  return keep(KIOSK, JSON.stringify(kiosk))
}

/** A clean slate for the next person. Resolves with the assessment; null when it could not be begun. */
export async function nextPerson({ questionnaire }: Pick<Invitation, 'questionnaire'>): Promise<string | null> {
  await load()
  const id = await startAssessment(questionnaire)
  if (id) change((kiosk) => begun(kiosk, id))
  return id
}

/** Locks what is on the screen away. */
export function lockAway(): void {
  change(lockedAway)
}

/** Goes on with what was locked away; null when that number is no one's, or two people's. */
export function comeBack(number: string): string | null {
  return change((kiosk) => cameBack(kiosk, number))?.now ?? null
}

/** Whether this is the facilitator's passcode; if it is, numbers can be tried again. */
export async function isFacilitator(passcode: string): Promise<boolean> {
  const locked = current()?.passcode
  if (locked) {
    const { data, ...how } = JSON.parse(locked) as Lock & { data: string }
    if ((await unlock(how, passcode, KIOSK, data)) !== KIOSK) return false
  }
  change((kiosk) => ({ ...kiosk, wrong: 0 }))
  return true
}

/** Ends it. What was not finished is thrown away: it is nobody's on this device. False when that could not be done. */
export async function endKiosk(): Promise<boolean> {
  const kiosk = current()
  for (const id of kiosk ? lockedAway(kiosk).waiting : []) if (!(await deleteAssessment(id))) return false
  return keep(KIOSK, null)
}

/** Hands in what is answered here and wipes it from the device, the code too. False, with the answers still there, when that failed. */
export async function handInHere(
  invitation: Invitation,
  opened: ReadyAssessment,
  lists: Lists,
  provisional: boolean,
  how: Agreed,
): Promise<boolean> {
  const { id } = opened.assessment
  const { code } = await sealed(invitation, opened, lists, provisional, how)
  if (!(await deliver(invitation, code, current()?.way ?? 'kiosk'))) return false
  // Only the code by which it can be deleted stays in view, until the next person begins.
  change((kiosk) => ({ ...kiosk, now: null, thanks: referenceOf(id) }))
  return deleteAssessment(id)
}

/** Into the session, where it is on this device; else it waits here, sealed, until the facilitator's laptop gets it. */
async function deliver(invitation: Invitation, code: string, way: Kiosk['way']): Promise<boolean> {
  await loadRooms()
  const here = useRooms.getState().sessions.find(({ id }) => id === invitation.id)
  const outcome = here ? (await takeText(here, code, way)).outcome : await keepCode(invitation, code)
  return outcome !== 'failed'
}
