// Sealing bytes to somebody's key with WebCrypto: whoever has the public key can seal, only the private key opens (keys.ts).

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const
/** A key of AES-256 and the nonce of GCM, both made from what the two keys share. */
const KEY = 32
const NONCE = 12
/** Sets this use of the keys apart from any other. */
const PURPOSE = 'siap-room-1'

/**
 * Seals content to a public key: head, a fresh public key (x and y), what AES-GCM makes of the content with its tag of 16 bytes.
 * Everything before the ciphertext is authenticated with it. Throws when the key is no point of the curve.
 */
export async function sealTo(publicKey: Uint8Array, head: Uint8Array, content: Uint8Array): Promise<Uint8Array> {
  const fresh = await crypto.subtle.generateKey(CURVE, false, ['deriveBits'])
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', fresh.publicKey)).subarray(1)
  const before = joined(head, point)
  const { key, algorithm } = await cipherFor(fresh.privateKey, publicKey, before)
  return joined(before, new Uint8Array(await crypto.subtle.encrypt(algorithm, key, bytesOf(content))))
}

/** Key and nonce from what both sides share (HKDF). The nonce may follow from it, because a fresh key seals one content only. */
export async function cipherFor(privateKey: CryptoKey, publicKey: Uint8Array, before: Uint8Array) {
  const point = await crypto.subtle.importKey('raw', bytesOf(publicKey), CURVE, false, [])
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: point }, privateKey, 256)
  const material = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveBits'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: new TextEncoder().encode(PURPOSE) }
  const derived = new Uint8Array(await crypto.subtle.deriveBits(how, material, 8 * (KEY + NONCE)))
  const key = await crypto.subtle.importKey('raw', derived.slice(0, KEY), 'AES-GCM', false, ['encrypt', 'decrypt'])
  return { key, algorithm: { name: 'AES-GCM', iv: derived.slice(KEY), additionalData: bytesOf(before) } }
}

export function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(one.length + other.length)
  bytes.set(one)
  bytes.set(other, one.length)
  return bytes
}

/** A copy by itself: WebCrypto's types do not take a part of shared memory. */
export function bytesOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes)
}
