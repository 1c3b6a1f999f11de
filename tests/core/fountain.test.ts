// Rules X8 and X9: frames of a moving code give their payload back whatever is missed, repeated or mixed in.
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { bigEndian, crc32 } from '../../src/core/bytes'
import { collector, fountain, MOST_STILL, SEEDS } from '../../src/core/fountain'
import { codeText } from '../../src/core/submission'
import { RUNS } from '../support/runs'

vi.setConfig({ testTimeout: 20_000 + RUNS * 100 })

/** The same bytes for the same seed. */
function bytesFrom(seed: number, length: number): Uint8Array {
  let state = seed + 1
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 24
  })
}

/** Takes frames until the payload is whole; how many that were, counting only those that came through. */
function framesNeeded(payload: Uint8Array, seeds: Iterable<number>): number {
  const { take } = collector()
  const { count, frame } = fountain(payload)
  let frames = 0
  for (const seed of seeds) {
    frames++
    const progress = take(frame(seed))
    if (progress.state !== 'whole') continue
    expect(String(progress.payload) === String(payload)).toBe(true)
    return frames
  }
  throw new Error(`Not whole after ${frames} frames of ${count} blocks`)
}

function* from(seed: number, missed: (n: number) => boolean = () => false): Generator<number> {
  for (let n = 0; n < 5000; n++) if (!missed(n)) yield (seed + n) % SEEDS
}

const payloads = fc.record({ seed: fc.nat(), length: fc.integer({ min: 1, max: 3000 }) })

describe('X8 frames', () => {
  it('the first k frames in order are enough, k being the number of blocks', () => {
    for (const length of [1, 180, 181, 360, MOST_STILL + 1, 4000, 12_000]) {
      const payload = bytesFrom(length, length)
      expect(framesNeeded(payload, from(0))).toBe(Math.ceil(length / 180))
    }
  })

  it('fit a code of version 10 at level M, whose text holds 311 characters', () => {
    expect(codeText('frame', fountain(bytesFrom(1, 4000)).frame(SEEDS - 1)).length).toBeLessThanOrEqual(311)
  })

  it('a payload comes back from frames in any order, repeated, begun anywhere, with any of them missed', () => {
    fc.assert(
      fc.property(
        payloads,
        fc.nat({ max: SEEDS - 1 }),
        fc.func(fc.boolean()),
        fc.func(fc.integer()),
        ({ seed, length }, start, missed, order) => {
          const payload = bytesFrom(seed, length)
          const k = fountain(payload).count
          const shuffled = [...from(start, missed)].slice(0, 3 * k + 40).sort((a, b) => order(a) - order(b))
          const twice = shuffled.flatMap((one) => [one, one])
          if (shuffled.length === 0) return
          expect(framesNeeded(payload, twice.concat([...from(0)]))).toBeGreaterThanOrEqual(k)
        },
      ),
      { numRuns: RUNS },
    )
  })

  it('need a frame or two more than blocks when every 7th is missed and reading begins anywhere: 1.03 to 1.15 times as many', () => {
    const everySeventh = (n: number) => n % 7 === 6
    const times = [2200, 4000, 10_000].map((length) => {
      const needed = Array.from({ length: Math.min(RUNS, 400) }, (_, n) =>
        framesNeeded(bytesFrom(n, length), from((n * 331) % SEEDS, everySeventh)),
      )
      const mean = needed.reduce((sum, n) => sum + n, 0) / needed.length
      return mean / Math.ceil(length / 180)
    })
    const [small = 9, middle = 9, large = 9] = times
    expect(times.every((one) => one >= 1)).toBe(true)
    expect([small < 1.2, middle < 1.12, large < 1.06]).toEqual([true, true, true])
  })

  it('the same seed is the same frame on every device', () => {
    const payload = bytesFrom(7, 1000)
    expect(fountain(payload).frame(12345)).toEqual(fountain(Uint8Array.from(payload)).frame(12345))
    // Written once: a later version of the app must read the frames of an earlier one.
    const line = [...fountain(payload).frame(60_000)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    expect([line.slice(0, 26), line.slice(-8)]).toEqual(['c525041e0003e8ea60993c896e', '8afe4c12'])
  })
})

describe('X9 collecting', () => {
  it('tells how far it is, and a frame that says nothing new is no step', () => {
    const payload = bytesFrom(3, 1000)
    const { take } = collector()
    const { frame } = fountain(payload)
    expect(take(frame(0))).toEqual({ state: 'partial', have: 1, of: 6 })
    expect(take(frame(0))).toEqual({ state: 'partial', have: 1, of: 6 })
    expect(take(frame(4))).toEqual({ state: 'partial', have: 2, of: 6 })
  })

  it('frames of two payloads, of the same length too, never mix', () => {
    fc.assert(
      fc.property(payloads, fc.nat({ max: SEEDS - 1 }), ({ seed, length }, start) => {
        const [one, other] = [bytesFrom(seed, length), bytesFrom(seed + 1, length)]
        const sources = [fountain(one), fountain(other)]
        const { take } = collector()
        const whole: Uint8Array[] = []
        for (const n of from(start)) {
          for (const { frame } of sources) {
            const progress = take(frame(n))
            if (progress.state === 'damaged') throw new Error('damaged')
            if (progress.state === 'whole') whole.push(progress.payload)
          }
          if (
            whole.some((done) => String(done) === String(one)) &&
            whole.some((done) => String(done) === String(other))
          )
            return
        }
        throw new Error('never whole')
      }),
      { numRuns: RUNS },
    )
  })

  it('a damaged frame is refused, and costs nothing but itself', () => {
    const payload = bytesFrom(5, 900)
    const { take } = collector()
    const { frame } = fountain(payload)
    for (let place = 0; place < frame(0).length; place++) {
      const damaged = frame(place % 50)
      damaged[place] = (damaged[place] ?? 0) ^ 0x40
      expect(take(damaged)).toEqual({ state: 'damaged' })
    }
    expect(framesNeeded(payload, from(0))).toBe(5)
  })

  it('a frame that is wrong under a fitting checksum spoils the sum, which is refused; collecting then begins anew', () => {
    const payload = bytesFrom(6, 500)
    const { take } = collector()
    const { frame } = fountain(payload)
    const inner = frame(1).subarray(0, -2)
    inner[100] = (inner[100] ?? 0) ^ 1
    const wrong = Uint8Array.from([...inner, ...bigEndian(crc32(inner) % 65536, 2)])
    expect([frame(0), wrong, frame(2)].map((one) => take(one).state)).toEqual(['partial', 'partial', 'damaged'])
    expect([0, 1, 2].map((seed) => take(frame(seed)).state)).toEqual(['partial', 'partial', 'whole'])
  })

  it('any bytes are refused without being thrown at, and no frame can ask for more memory than a payload of ours', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(collector().take(bytes).state).toBe('damaged')
      }),
      { numRuns: RUNS * 5 },
    )
  })
})
