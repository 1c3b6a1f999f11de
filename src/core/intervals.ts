// How sure a measured number is, and how much of a computed one may be shown (rule T1 of ./README.md).
import { EPSILON } from './numbers'

/** A number with the ends between which the true one lies. Exact when the ends are equal. */
export interface Interval {
  low: number
  value: number
  high: number
}

/** A number that is counted, not measured: pieces, people, points. */
export function exact(value: number): Interval {
  return { low: value, value, high: value }
}

/**
 * A number as it was written, digits with at most one point: "5", "1.50", "15000". It may be off by half of its last written place.
 * Zeros at the end of a whole number only fill up, except among the first two digits: "480" is written to the ten, "60" to the one,
 * "15000" to the thousand. Nothing measured is below 0.
 */
export function measured(written: string): Interval {
  const value = Number(written)
  const half = placeOf(written) / 2
  return { low: Math.max(0, value - half), value, high: value + half }
}

/** The last place a number was written to, as a power of ten: 0.01 of "1.50", 10 of "480". */
export function placeOf(written: string): number {
  const [whole = '', decimals] = written.split('.')
  if (decimals !== undefined) return 10 ** -decimals.length
  const digits = whole.replace(/^0+/, '')
  return 10 ** Math.min(/0*$/.exec(digits)?.[0].length ?? 0, Math.max(0, digits.length - 2))
}

export function plus(...terms: readonly Interval[]): Interval {
  return terms.reduce((a, b) => ({ low: a.low + b.low, value: a.value + b.value, high: a.high + b.high }), exact(0))
}

export function minus(a: Interval, b: Interval): Interval {
  return { low: a.low - b.high, value: a.value - b.value, high: a.high - b.low }
}

/** The product of numbers that are not below 0. */
export function times(...factors: readonly Interval[]): Interval {
  return factors.reduce((a, b) => ({ low: a.low * b.low, value: a.value * b.value, high: a.high * b.high }))
}

/** The quotient of numbers that are not below 0; null when the divisor may be 0. */
export function over(a: Interval, b: Interval): Interval | null {
  return b.low <= EPSILON ? null : { low: a.low / b.high, value: a.value / b.value, high: a.high / b.low }
}

export interface Shown extends Interval {
  /** How many decimals to write. */
  decimals: number
}

/**
 * What may be shown of a number: it, rounded to the power of ten of half the width of its interval, and never finer than `finest`,
 * a power of ten; its ends, rounded outwards to the same place.
 */
export function toShow({ low, value, high }: Interval, finest: number): Shown {
  const half = (high - low) / 2
  const exponent = Math.max(
    Math.round(Math.log10(finest)),
    half <= EPSILON ? Number.NEGATIVE_INFINITY : Math.floor(Math.log10(half) + EPSILON),
  )
  // Of a place after the point the inverse is exact: 3 / 10 is 0.3, 3 * 0.1 is not.
  const [unit, by] = exponent < 0 ? [1, 10 ** -exponent] : [10 ** exponent, 1]
  const rounded = (n: number, round: (n: number) => number) => (round((n * by) / unit) * unit) / by
  return {
    low: rounded(low, (n) => Math.floor(n + EPSILON)),
    value: rounded(value, (n) => Math.floor(n + 0.5 + EPSILON)),
    high: rounded(high, (n) => Math.ceil(n - EPSILON)),
    decimals: Math.max(0, -exponent),
  }
}

/** A quarter of a number, say, is one with its ends at a quarter: for shares that are shown in per cent and minutes in hours. */
export function scaled({ low, value, high }: Interval, by: number): Interval {
  return { low: low * by, value: value * by, high: high * by }
}

/** True when it can't be told which is the larger: the intervals have more than an end in common. */
export function overlap(a: Interval, b: Interval): boolean {
  return a.low < b.high - EPSILON && b.low < a.high - EPSILON
}

/** The middle one, or the mean of the two middle ones; null of none. Right for the ends too, since it never falls when one of them rises. */
export function median(all: readonly Interval[]): Interval | null {
  if (all.length === 0) return null
  const middle = (end: keyof Interval) => {
    const sorted = all.map((one) => one[end]).sort((a, b) => a - b)
    const at = (sorted.length - 1) / 2
    return ((sorted[Math.floor(at)] ?? 0) + (sorted[Math.ceil(at)] ?? 0)) / 2
  }
  return { low: middle('low'), value: middle('value'), high: middle('high') }
}
