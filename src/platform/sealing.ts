// Sealing texts with WebCrypto: behind a passphrase.

/** How a text is locked: everything but the passphrase that is needed to open it. Bytes are base64. */
export interface Lock {
  kdf: { name: 'PBKDF2'; hash: 'SHA-256'; iterations: number; salt: string }
  cipher: { name: 'AES-GCM'; iv: string }
}

/** What OWASP asks of PBKDF2 with SHA-256 (2023): about a second or two on a cheap phone. */
const ITERATIONS = 600_000

/** Whether this page can lock at all: a page without https has no WebCrypto. */
export function canLock(): boolean {
  return globalThis.crypto?.subtle !== undefined
}

/** A lock nobody has used. */
export function newLock(iterations = ITERATIONS): Lock {
  const random = (bytes: number) => toBase64(crypto.getRandomValues(new Uint8Array(bytes)))
  return {
    kdf: { name: 'PBKDF2', hash: 'SHA-256', iterations, salt: random(16) },
    cipher: { name: 'AES-GCM', iv: random(12) },
  }
}

/**
 * Locks a text behind a passphrase; a lock is for one text only. Base64 of what AES-GCM makes of it.
 * @param header is not hidden, but cannot be changed without the text becoming unreadable.
 */
export async function lock(how: Lock, passphrase: string, header: string, text: string): Promise<string> {
  const key = await keyFor(how, passphrase)
  return toBase64(new Uint8Array(await crypto.subtle.encrypt(cipherOf(how, header), key, bytesOf(text))))
}

/** Opens what was locked; null when the passphrase is another, or anything was changed: nobody can tell which. */
export async function unlock(how: Lock, passphrase: string, header: string, data: string): Promise<string | null> {
  try {
    const key = await keyFor(how, passphrase)
    return new TextDecoder().decode(await crypto.subtle.decrypt(cipherOf(how, header), key, fromBase64(data)))
  } catch {
    return null
  }
}

async function keyFor({ kdf }: Lock, passphrase: string): Promise<CryptoKey> {
  // The same words give the same bytes, however a keyboard composes their letters.
  const words = await crypto.subtle.importKey('raw', bytesOf(passphrase.normalize('NFC')), 'PBKDF2', false, [
    'deriveKey',
  ])
  return crypto.subtle.deriveKey(
    { ...kdf, salt: fromBase64(kdf.salt) },
    words,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

function cipherOf({ cipher }: Lock, header: string): AesGcmParams {
  return { name: cipher.name, iv: fromBase64(cipher.iv), additionalData: bytesOf(header) }
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

/** As many arguments as a call takes everywhere. */
const CHUNK = 0x8000

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let i = 0; i < bytes.length; i += CHUNK) binary += String.fromCharCode(...bytes.subarray(i, i + CHUNK))
  return btoa(binary)
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
}
