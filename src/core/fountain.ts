// A payload too large for one code, as frames of a moving one (rules X8 and X9 of ./README.md). The first k frames are its blocks as
// they are; every further one is the sum of a random half of them. Any k frames and very few more give the payload back, in whatever
// order they come and whichever are missed.
import { bigEndian, crc32, fromBigEndian } from './bytes'

/** Up to so many bytes stand still in one code; what is larger moves. */
export const MOST_STILL = 300
/** Bytes of the payload in a frame: together with its head a code of version 10 at level M. */
const BLOCK = 180
/** More blocks than any payload of ours has; a frame that claims more is damaged. */
const MOST_BLOCKS = 1000
/** Frames are numbered from 0 up to this; then they begin anew. */
export const SEEDS = 65536

/** A payload may have so many bytes. */
export const MOST_MOVING = MOST_BLOCKS * BLOCK

const HEAD = 9
const TAIL = 2

/** A payload as frames without end. */
export interface Fountain {
  /** How many blocks the payload has; so many frames at least are needed. */
  count: number
  /** The frame of a seed from 0 to 65535: the payload's checksum and length, the seed, a block, a checksum of the frame. */
  frame(seed: number): Uint8Array
}

export function fountain(payload: Uint8Array): Fountain {
  const count = Math.max(1, Math.ceil(payload.length / BLOCK))
  const id = crc32(payload)
  return {
    count,
    frame(seed) {
      const block = new Uint8Array(BLOCK)
      const chosen = choice(id, seed, count)
      for (let i = 0; i < count; i++) {
        if (isChosen(chosen, i)) add(block, payload.subarray(i * BLOCK, (i + 1) * BLOCK))
      }
      const bytes = [...bigEndian(id, 4), ...bigEndian(payload.length, 3), ...bigEndian(seed, 2), ...block]
      return Uint8Array.from([...bytes, ...checksum(bytes)])
    },
  }
}

/** What a frame brought: nothing, one step further, or the whole. */
export type Progress =
  | { state: 'damaged' }
  | { state: 'partial'; have: number; of: number }
  | { state: 'whole'; payload: Uint8Array }

/** Collects frames until their payload is whole. Those of different payloads are kept apart. */
export function collector(): { take(frame: Uint8Array): Progress } {
  const payloads = new Map<string, Payload>()
  return {
    take(frame) {
      const end = frame.length - TAIL
      if (end <= HEAD || String(checksum(frame.subarray(0, end))) !== String([...frame.subarray(end)])) {
        return { state: 'damaged' }
      }
      const id = fromBigEndian(frame.subarray(0, 4))
      const length = fromBigEndian(frame.subarray(4, 7))
      const size = end - HEAD
      const count = Math.max(1, Math.ceil(length / size))
      if (count > MOST_BLOCKS) return { state: 'damaged' }
      const key = `${id}/${length}/${size}`
      const payload = payloads.get(key) ?? { id, length, size, count, rows: new Map() }
      payloads.set(key, payload)
      receive(payload, fromBigEndian(frame.subarray(7, HEAD)), frame.subarray(HEAD, end))
      if (payload.rows.size < count) return { state: 'partial', have: payload.rows.size, of: count }
      const whole = solved(payload)
      payloads.delete(key)
      // A frame that was damaged unseen has spoilt the sum; the frames to come begin anew.
      return crc32(whole) === id ? { state: 'whole', payload: whole } : { state: 'damaged' }
    },
  }
}

interface Payload {
  id: number
  length: number
  size: number
  count: number
  /** Sums of blocks, each with the bits of which, by their first block: no two rows begin with the same one. */
  rows: Map<number, Uint8Array>
}

/** Adds a frame to what is known, unless it says nothing new: elimination over GF(2). */
function receive({ id, count, rows }: Payload, seed: number, block: Uint8Array): void {
  const chosen = choice(id, seed, count)
  const row = new Uint8Array(chosen.length + block.length)
  row.set(chosen)
  row.set(block, chosen.length)
  for (let i = 0; i < count; i++) {
    if (!isChosen(row, i)) continue
    const known = rows.get(i)
    if (!known) {
      rows.set(i, row)
      return
    }
    add(row, known)
  }
}

/** The payload, when there are as many rows as blocks. */
function solved({ length, size, count, rows }: Payload): Uint8Array {
  const whole = new Uint8Array(count * size)
  const bits = Math.ceil(count / 8)
  for (let i = count - 1; i >= 0; i--) {
    const row = rows.get(i) as Uint8Array
    for (let later = i + 1; later < count; later++) if (isChosen(row, later)) add(row, rows.get(later) as Uint8Array)
    whole.set(row.subarray(bits), i * size)
  }
  return whole.subarray(0, length)
}

function add(to: Uint8Array, other: Uint8Array): void {
  for (let i = 0; i < other.length; i++) to[i] = (to[i] ?? 0) ^ (other[i] ?? 0)
}

/** Which blocks a frame sums up, a bit each: one by one at first, then each with even chance, never none. */
function choice(id: number, seed: number, count: number): Uint8Array {
  const bits = new Uint8Array(Math.ceil(count / 8))
  const only = () => {
    bits[(seed % count) >> 3] = 1 << ((seed % count) & 7)
    return bits
  }
  if (seed < count) return only()
  const random = generator(id ^ Math.imul(seed + 1, 0x9e3779b1))
  for (let i = 0; i < bits.length; i++) bits[i] = random() >>> 24
  // No blocks beyond the last.
  if (count % 8 > 0) bits[bits.length - 1] = (bits[bits.length - 1] ?? 0) & ((1 << (count % 8)) - 1)
  return bits.some((byte) => byte > 0) ? bits : only()
}

function isChosen(bits: Uint8Array, i: number): boolean {
  return (((bits[i >> 3] ?? 0) >> (i & 7)) & 1) === 1
}

/** Numbers of 32 bits that follow from a seed, the same on every device (mulberry32). */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}

function checksum(bytes: Iterable<number>): number[] {
  return bigEndian(crc32(bytes) % 65536, 2)
}
