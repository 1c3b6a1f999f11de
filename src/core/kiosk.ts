// A device that several people answer on, one after the other: what may be opened on it (rule W12 of ./README.md).
// Known before any screen is shown, so it holds nothing that the first screen can do without.
import type { Way } from './room'

/** `kiosk`: a device that goes from hand to hand and locks itself; `assisted`: a facilitator fills in for somebody. */
export interface Kiosk {
  way: Extract<Way, 'kiosk' | 'assisted'>
  /** The workshop's, as in its address. */
  invitation: string
  /** What the facilitator's passcode opens; null on a facilitator's own laptop. */
  passcode: string | null
  /** The assessment of whoever is answering; null between two people. */
  now: string | null
  /** Assessments that were begun and are locked away, each under its number. */
  waiting: readonly string[]
  /** The reference code to be noted by whoever has just handed in. */
  thanks: string | null
  /** Wrong numbers in a row. */
  wrong: number
}

/** Reads what was kept; null when there is nothing, or nothing of ours. */
export function readKiosk(text: string | null): Kiosk | null {
  if (text === null) return null
  try {
    const found = JSON.parse(text) as Kiosk
    return Array.isArray(found.waiting) && typeof found.invitation === 'string' ? found : null
  } catch {
    return null
  }
}

/** What belongs to one's own assessment and leaves nothing behind: the questions, the result, how it came about, programmes, and taking it along by code. */
const OWN = /^(\/(q|check)\/.+|\/(profile|check|result|how|programmes|send|hand-in))?$/

/** Whether an address may be opened on a shared device: its own screen, the programmes, and the assessment of whoever is answering. */
export function mayOpen({ now }: Kiosk, address: string): boolean {
  if (address === '/kiosk' || /^\/programmes(\/|$)/.test(address)) return true
  return now !== null && address.startsWith(`/a/${now}`) && OWN.test(address.slice(`/a/${now}`.length))
}
