// Chance that is the same for the same seed, on any machine.

export interface Chance {
  /** A whole number from 0 to below `end`. */
  below(end: number): number
  /** True this often, as a share. */
  often(share: number): boolean
  one<T>(of: readonly T[]): T
}

/** mulberry32: 32 bits of state, good enough to choose what to break. */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (end: number) => Math.floor(next() * end)
  return {
    below,
    often: (share) => next() < share,
    one: (of) => {
      if (of.length === 0) throw new Error('nothing to choose from')
      return of[below(of.length)] as (typeof of)[number]
    },
  }
}
