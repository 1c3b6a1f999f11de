// The door of codes: texts as a camera, a picture or a paste brings them, and invitations; what a session has collected must stay.
// Codes are sealed anew in every run, so what is broken is the same for the same seed, and the bytes it is broken in are not.

import { writeBatch } from '../../src/core/batch'
import { bigEndian, crc32, fromBase64Url, toBase64Url } from '../../src/core/bytes'
import { readUnread } from '../../src/core/collect'
import { fountain } from '../../src/core/fountain'
import {
  HEAD,
  headOf,
  newConsent,
  publicKeyOf,
  readInvitation,
  writeHandIn,
  writeInvitation,
} from '../../src/core/session'
import { codeText, type Holds, writeSubmission } from '../../src/core/submission'
import { everything } from '../../src/platform/disk'
import { sealTo } from '../../src/platform/envelope'
import { scanner, takeLines } from '../../src/store/intake'
import { real } from '../support/assess'
import { realCatalogue } from '../support/real'
import { aCode, aSubmission, bytesOf } from '../support/rooms'
import type { Chance } from './chance'
import type { Door, Tried } from './doors'
import { brokenText, flipped } from './mutate'
import { HERE, laidOut, OTHER, whatIsLost } from './session'

/** What becomes of a code that is taken in, or was before. */
const TAKEN = ['counted', 'replaced', 'already', 'older', 'deleted']
const READINESS = real('readiness')
const { lists: LISTS } = realCatalogue()
const [OLD, NEW, GONE] = ['b', 'e', 'd'].map((letter) => letter.repeat(20)) as [string, string, string]

export async function qrDoor(): Promise<Door> {
  const reset = await laidOut()
  const before = await everything()
  const as = JSON.stringify(before)
  made ??= makers()
  const inputs = await made

  const attempt = async (input: Blob): Promise<Tried> => {
    const text = await input.text()
    checkInvitation(text)
    const handled = (await takeLines(HERE, text, 'text')) ?? []
    const scan = scanner()
    for (const line of text.split('\n').slice(0, 200)) {
      const scanned = await scan(HERE, line)
      handled.push(...('handled' in scanned ? scanned.handled : []))
      if (scanned.outcome === 'counted' || scanned.outcome === 'replaced') throw new Error('counted a second time')
    }
    if (handled.some(({ outcome }) => outcome === 'failed')) throw new Error('the disk refused a code')
    const taken = handled.some(({ outcome }) => TAKEN.includes(outcome))
    const after = await everything()
    if (JSON.stringify(after) === as) return { outcome: taken ? 'accepted' : 'refused', changed: null }
    await reset()
    const odd = after.unread.some((one) => (readUnread(one)?.text.length ?? 9999) > 4296)
    const more = !taken && JSON.stringify(after.results) !== JSON.stringify(before.results)
    const changed = odd ? 'something else than a code is kept' : more ? 'a refusal changed the results' : null
    return { outcome: taken ? 'accepted' : 'refused', changed: changed ?? whatIsLost(before, after) }
  }
  return { input: async (by) => new Blob([await by.one(inputs)(by)]), attempt, reset }
}

/** Sealed once, so that in one run the same seed makes the same inputs. */
let made: ReturnType<typeof makers> | undefined

/** An invitation that is let in says the same when it is written again. */
function checkInvitation(text: string): void {
  const read = readInvitation(text)
  if (!read.ok) return
  const again = readInvitation(writeInvitation(read.value, read.value.key))
  if (JSON.stringify(again) !== JSON.stringify(read)) throw new Error('an invitation is not what it was')
}

async function makers(): Promise<((by: Chance) => string | Promise<string>)[]> {
  const codes = await Promise.all([
    aCode(HERE),
    aCode(HERE, { assessment: NEW, name: '' }, false),
    // An old revision shown again, a later one, and one that was deleted.
    aCode(HERE, { assessment: OLD, revision: 1 }),
    aCode(HERE, { assessment: OLD, revision: 3 }),
    aCode(HERE, { assessment: GONE }),
    // For another session, and to another key.
    aCode({ ...HERE, id: OTHER.id }),
    aCode({ ...HERE, publicKey: ANOTHER_KEY }),
    Promise.resolve(codeText('whole', writeSubmission(aSubmission(), READINESS, LISTS))),
  ])
  const content = writeHandIn(
    { submission: aSubmission({ assessment: NEW }), consent: newConsent('en', '2026-11-26T03:00:00.000Z', true) },
    READINESS,
    LISTS,
  )
  const invitation = writeInvitation(HERE, 7)
  const framesOf = (payload: Uint8Array, by: Chance) => {
    const { count, frame } = fountain(payload)
    const from = by.one([0, 0, 65_000])
    return Array.from({ length: count + 2 }, (_, i) => frame(from + i))
  }
  const batch = (by: Chance) => writeBatch(Array.from({ length: by.below(4) }, () => bytesOf(by.one(codes))))
  const lines = (holds: Holds, all: readonly Uint8Array[]) => all.map((bytes) => codeText(holds, bytes)).join('\n')
  return [
    (by) => by.one(codes),
    (by) => Array.from({ length: 1 + by.below(5) }, () => by.one(codes)).join(by.one(['\n', '\r\n', '\n\n ', ' ', ''])),
    (by) => brokenText(by.one(codes), by),
    (by) => codeText('room', flipped(Uint8Array.from(bytesOf(by.one(codes))), 1 + by.below(3), by)),
    (by) => codeText('room', pieces(bytesOf(by.one(codes)), by)),
    (by) =>
      by.one(codes).replace('SIAP1:R', by.one(['SIAP2:R', 'SIAP01:R', 'SIAP1:', 'SIAP1:F', 'SIAP1:X', 'siap1:r'])),
    // Sealed as it should be, and broken within.
    async (by) => {
      const broken = by.often(0.5) ? flipped(Uint8Array.from(content), 1 + by.below(4), by) : pieces(content, by)
      return codeText('room', await sealTo(publicKeyOf(HERE), headOf(HERE.id), broken))
    },
    (by) => codeText('room', Uint8Array.from([...headOf(HERE.id), ...noise(by.below(300), by)])),
    (by) => lines('frame', framesOf(batch(by), by)),
    (by) => lines('frame', shuffled([...framesOf(batch(by), by), ...framesOf(batch(by), by)], by)),
    (by) =>
      lines(
        'frame',
        framesOf(batch(by), by).map((one) => (by.often(0.4) ? flipped(Uint8Array.from(one), 1, by) : one)),
      ),
    (by) => lines('frame', framesOf(resummed(flipped(Uint8Array.from(batch(by)), 1 + by.below(3), by)), by)),
    (by) => lines('frame', framesOf(noise(1 + by.below(700), by), by)),
    (by) => lines('frame', [resigned(noise(20 + by.below(200), by))]),
    (by) => by.one(FOREIGN),
    (by) => (by.often(0.02) ? 'SIAP1:R'.repeat(750_000) : `SIAP9:${'0'.repeat(by.below(6000))}`),
    (by) => (by.often(0.05) ? by.one(['x\n', 'SIAP1:R00\n']).repeat(2_500_000) : by.one(FOREIGN).repeat(9)),
    () => invitation,
    (by) => brokenText(invitation, by),
    (by) => {
      const bytes = fromBase64Url(invitation) ?? new Uint8Array(0)
      const broken = flipped(Uint8Array.from(bytes.subarray(0, -4)), 1 + by.below(6), by)
      return toBase64Url(resummed(Uint8Array.from([...broken, 0, 0, 0, 0])))
    },
  ]
}

const ANOTHER_KEY = 'BM1_QOFU60EKcc3N90Kme6gya-37PwMgw6A9hbCJ-XVjwZn1q4C5UAj2mRCkudfzBVr2sMQVQOoNyttdSCYzL78'

/** Bytes cut, lengthened or put together otherwise. */
function pieces(bytes: Uint8Array, by: Chance): Uint8Array {
  const at = by.below(bytes.length + 1)
  return by.one([
    () => bytes.slice(0, at),
    () => bytes.slice(at),
    () => Uint8Array.from([...bytes.subarray(0, at), ...noise(1 + by.below(40), by), ...bytes.subarray(at)]),
    () => Uint8Array.from([...bytes, ...bytes]),
  ])()
}

/** Bytes with the checksum that belongs to them in the last four. */
function resummed(bytes: Uint8Array): Uint8Array {
  const all = bytes.subarray(0, Math.max(0, bytes.length - 4))
  return Uint8Array.from([...all, ...bigEndian(crc32(all), 4)])
}

/** A frame with the checksum that belongs to it in the last two. */
function resigned(bytes: Uint8Array): Uint8Array {
  const all = bytes.subarray(0, -2)
  return Uint8Array.from([...all, ...bigEndian(crc32(all) % 65536, 2)])
}

function noise(length: number, by: Chance): Uint8Array {
  return Uint8Array.from({ length }, () => by.below(256))
}

function shuffled<T>(all: readonly T[], by: Chance): T[] {
  return all
    .map((one) => ({ one, place: by.below(1000) }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one)
}

/** What else is printed as a code, and what is no code at all. */
const FOREIGN = [
  '',
  ' ',
  'https://example.org/?q=SIAP1:R00',
  'WIFI:T:WPA;S=balai;P=rahasia;;',
  'BEGIN:VCARD\nVERSION:3.0\nFN:CV Maju\nEND:VCARD',
  '00020101021126610014COM.GO-JEK.WWW01189360091434506469550210G4506469555204581253033605802ID5912CV MAJU JAYA6005TEGAL',
  'tel:+62283351234',
  'x'.repeat(5000),
  '\u0000\u0001\ud83d',
  'ａｂｃ\u202eSIAP1:R',
  '{"format":"siap-session"}',
  `SIAP1:R${HEAD}`,
]
