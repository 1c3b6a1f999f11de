// Bytes as they travel in a code: text to bytes and back, a checksum, and Base45, which QR codes hold densely (rule X1).

/** A text as UTF-8; half a surrogate pair becomes the replacement character. */
export function utf8(text: string): number[] {
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    const code = point >= 0xd800 && point < 0xe000 ? 0xfffd : point
    if (code < 0x80) bytes.push(code)
    else {
      const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3
      // The first byte says how many follow, six bits in each.
      bytes.push(((0xff00 >> (more + 1)) & 0xff) | (code >> (6 * more)))
      for (let n = more - 1; n >= 0; n--) bytes.push(0x80 | ((code >> (6 * n)) & 0x3f))
    }
  }
  return bytes
}

/** The text of UTF-8 bytes; null when they are none. */
export function fromUtf8(bytes: readonly number[]): string | null {
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''))
  } catch {
    return null
  }
}

/** CRC-32 (IEEE 802.3, as in zip and PNG), 0 to 2^32-1: finds damage, keeps no secret. */
export function crc32(bytes: Iterable<number>): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0)
  return ~crc >>> 0
}

const TABLE = /* @__PURE__ */ Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  return crc
})

/** A whole number from 0 on as so many bytes, the highest first. */
export function bigEndian(value: number, length: number): number[] {
  return Array.from({ length }, (_, i) => Math.floor(value / 256 ** (length - 1 - i)) % 256)
}

/** The whole number of these bytes, the highest first. */
export function fromBigEndian(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0)
}

const BASE45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

/** Base45 (RFC 9285): two bytes become three characters of a QR code's alphanumeric mode, a last single one two. */
export function toBase45(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 2) {
    const pair = bytes.subarray(i, i + 2)
    let value = fromBigEndian(pair)
    for (let n = 0; n <= pair.length; n++) {
      text += BASE45[value % 45]
      value = Math.floor(value / 45)
    }
  }
  return text
}

/** The bytes of a Base45 text; null when it is none. */
export function fromBase45(text: string): Uint8Array | null {
  if (text.length % 3 === 1) return null
  const bytes: number[] = []
  for (let i = 0; i < text.length; i += 3) {
    const digits = [...text.slice(i, i + 3)].map((char) => BASE45.indexOf(char))
    if (digits.includes(-1)) return null
    const length = digits.length - 1
    const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0)
    if (value >= 256 ** length) return null
    bytes.push(...bigEndian(value, length))
  }
  return Uint8Array.from(bytes)
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Base64 for addresses (RFC 4648, 5), without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const part = bytes.subarray(i, i + 3)
    const value = fromBigEndian(part) * 256 ** (3 - part.length)
    for (let n = 0; n <= part.length; n++) text += BASE64URL[(value >> (18 - 6 * n)) & 63]
  }
  return text
}

/** The bytes of such a text; null when it is none, or not as it would be written. */
export function fromBase64Url(text: string): Uint8Array | null {
  const bytes: number[] = []
  for (let i = 0; i < text.length; i += 4) {
    const digits = [...text.slice(i, i + 4)].map((char) => BASE64URL.indexOf(char))
    if (digits.includes(-1) || digits.length === 1) return null
    const value = digits.reduce((sum, digit) => sum * 64 + digit, 0) * 64 ** (4 - digits.length)
    bytes.push(...bigEndian(value, 3).slice(0, digits.length - 1))
  }
  const found = Uint8Array.from(bytes)
  return toBase64Url(found) === text ? found : null
}
