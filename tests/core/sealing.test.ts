// Locking a text behind a passphrase: it opens with that one only, and only as it was made.
import { describe, expect, it } from 'vitest'
import { canLock, lock, newLock, unlock } from '../../src/platform/sealing'

/** As few rounds as files may have, so that tests are quick. */
const how = newLock(100_000)
const TEXT = 'rahasia “CV Maju” \ud83d\ude00'.repeat(5_000)
const data = await lock(how, 'empat kata yang panjang', 'header', TEXT)

const flipped = (text: string, place: number) =>
  `${text.slice(0, place)}${text[place] === 'A' ? 'B' : 'A'}${text.slice(place + 1)}`

describe('a locked text', () => {
  it('opens with its passphrase, also when letters are composed in another way', async () => {
    expect(canLock()).toBe(true)
    expect(await unlock(how, 'empat kata yang panjang', 'header', data)).toBe(TEXT)
    const composed = await lock(how, 'café panjang', 'header', 'x')
    expect(await unlock(how, 'cafe\u0301 panjang', 'header', composed)).toBe('x')
  })

  it('shows nothing of itself', () => {
    expect(atob(data)).not.toContain('CV Maju')
    expect(data).toMatch(/^[A-Za-z0-9+/]+={0,2}$/)
  })

  it('does not open with another passphrase, another header, or another lock', async () => {
    const wrong = [
      unlock(how, 'empat kata yang panjanG', 'header', data),
      unlock(how, '', 'header', data),
      unlock(how, 'empat kata yang panjang', 'Header', data),
      unlock({ ...how, kdf: { ...how.kdf, iterations: 100_001 } }, 'empat kata yang panjang', 'header', data),
      unlock(
        { ...how, kdf: { ...how.kdf, salt: flipped(how.kdf.salt, 3) } },
        'empat kata yang panjang',
        'header',
        data,
      ),
      unlock(
        { ...how, cipher: { ...how.cipher, iv: flipped(how.cipher.iv, 3) } },
        'empat kata yang panjang',
        'header',
        data,
      ),
    ]
    expect(await Promise.all(wrong)).toEqual(wrong.map(() => null))
  })

  it('does not open when anything in it was changed, and says no more than that', async () => {
    const places = [0, 1, Math.floor(data.length / 2), data.length - 4]
    const changed = [
      ...places.map((place) => flipped(data, place)),
      data.slice(4),
      data.slice(0, -4),
      '',
      'no base64 at all!',
      'AAA',
    ]
    const opened = changed.map((text) => unlock(how, 'empat kata yang panjang', 'header', text))
    expect(await Promise.all(opened)).toEqual(changed.map(() => null))
  })

  it('is locked with a lock of its own every time, with 600,000 rounds', () => {
    const [one, other] = [newLock(), newLock()]
    expect(one.kdf).toMatchObject({ name: 'PBKDF2', hash: 'SHA-256', iterations: 600_000 })
    expect(one.kdf.salt).not.toBe(other.kdf.salt)
    expect(one.cipher.iv).not.toBe(other.cipher.iv)
    expect([atob(one.kdf.salt).length, atob(one.cipher.iv).length]).toEqual([16, 12])
  })
})
