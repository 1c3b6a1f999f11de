// What a second phone has read for the laptop (rule W6 of ./README.md).
import { bigEndian, crc32, fromBigEndian } from './bytes'
import { BATCH } from './session'
import { FORMAT } from './submission'

/** Codes that somebody else has read, sealed as they are, for a moving code (rule W6). */
export function writeBatch(codes: readonly Uint8Array[]): Uint8Array {
  const bytes = [FORMAT * 16 + BATCH, ...codes.flatMap((code) => [...bigEndian(code.length, 2), ...code])]
  return Uint8Array.from([...bytes, ...bigEndian(crc32(bytes), 4)])
}

/** The codes of a batch; null when it is none. */
export function readBatch(bytes: Uint8Array): Uint8Array[] | null {
  const end = bytes.length - 4
  if (end < 1 || bytes[0] !== FORMAT * 16 + BATCH) return null
  if (crc32(bytes.subarray(0, end)) !== fromBigEndian(bytes.subarray(end))) return null
  const codes: Uint8Array[] = []
  for (let at = 1; at < end; ) {
    const length = fromBigEndian(bytes.subarray(at, at + 2))
    const next = at + 2 + length
    if (length === 0 || next > end) return null
    codes.push(bytes.slice(at + 2, next))
    at = next
  }
  return codes
}
