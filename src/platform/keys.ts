// Key pairs of a room's laptop, and opening what was sealed to them (envelope.ts).
import { bytesOf, cipherFor, joined, sealTo } from './envelope'

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const
/** A point of P-256 without the byte that says how it is written. */
const POINT = 64

/** A key pair. */
export interface KeyPair {
  /** 65 bytes, uncompressed. */
  publicKey: Uint8Array
  /** Opens what is sealed, and can't be taken out of the browser. */
  privateKey: CryptoKey
  /** The private key to be locked away, PKCS #8 as base64; to be forgotten otherwise. */
  secret: string
}

export async function newKeyPair(): Promise<KeyPair> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits'])
  const secret = await crypto.subtle.exportKey('pkcs8', pair.privateKey)
  return {
    publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)),
    privateKey: await privateFrom(secret),
    secret: btoa(String.fromCharCode(...new Uint8Array(secret))),
  }
}

/** The private key of a pair that was handed over; null when it is none, or belongs to another public key. */
export async function openSecret(secret: string, publicKey: Uint8Array): Promise<CryptoKey | null> {
  try {
    const key = await privateFrom(Uint8Array.from(atob(secret), (char) => char.charCodeAt(0)))
    const none = new Uint8Array(0)
    return (await openSealed(key, 0, await sealTo(publicKey, none, none))) && key
  } catch {
    return null
  }
}

function privateFrom(secret: BufferSource): Promise<CryptoKey> {
  return crypto.subtle.importKey('pkcs8', secret, CURVE, false, ['deriveBits'])
}

/** Opens what was sealed; null when it was sealed to another key, or anything was changed: nobody can tell which. */
export async function openSealed(
  privateKey: CryptoKey,
  headLength: number,
  sealed: Uint8Array,
): Promise<Uint8Array | null> {
  const end = headLength + POINT
  try {
    const point = joined(Uint8Array.of(4), sealed.subarray(headLength, end))
    const { key, algorithm } = await cipherFor(privateKey, point, sealed.subarray(0, end))
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, bytesOf(sealed.subarray(end))))
  } catch {
    return null
  }
}
