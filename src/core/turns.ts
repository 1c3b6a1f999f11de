// Whose turn it is on a device that several people answer on (rule W12 of ./README.md).
import { crc32, utf8 } from './bytes'
import type { Kiosk } from './kiosk'

/** After so many wrong numbers only the facilitator goes on. */
const MOST_WRONG = 5

/** The number by which somebody comes back to what they have begun: four digits that follow from the assessment. */
export function numberOf(assessment: string): string {
  return String(1000 + (crc32(utf8(assessment)) % 9000))
}

/** Whether only the facilitator can go on. */
export function isShut({ wrong }: Kiosk): boolean {
  return wrong >= MOST_WRONG
}

/** Somebody begins. */
export function begun(kiosk: Kiosk, assessment: string): Kiosk {
  return { ...kiosk, now: assessment, thanks: null }
}

/** What is on the screen is locked away, under its number. */
export function lockedAway(kiosk: Kiosk): Kiosk {
  const { now, waiting } = kiosk
  return { ...kiosk, now: null, thanks: null, waiting: now && !waiting.includes(now) ? [...waiting, now] : waiting }
}

/** Goes on with what was locked away under a number; with another number, or one that two have, it stays locked. */
export function cameBack(kiosk: Kiosk, number: string): Kiosk {
  if (isShut(kiosk)) return kiosk
  const [id, another] = kiosk.waiting.filter((one) => numberOf(one) === number.trim())
  if (id === undefined || another !== undefined) return { ...kiosk, wrong: kiosk.wrong + 1 }
  return { ...kiosk, now: id, thanks: null, wrong: 0, waiting: kiosk.waiting.filter((one) => one !== id) }
}
