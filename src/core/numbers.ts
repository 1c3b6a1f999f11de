// Comparing and showing computed numbers. Everything is computed in full; rounding happens only for a screen.

/** Tolerance of every comparison between computed numbers (rule S16). */
export const EPSILON = 1e-9

/** a >= b, give or take the tolerance. */
export function atLeast(a: number, b: number): boolean {
  return a >= b - EPSILON
}

/** a and b are the same number, give or take the tolerance. */
export function same(a: number, b: number): boolean {
  return Math.abs(a - b) <= EPSILON
}

/** Rounds half up to a number of decimals, for display only (rule S16): 1.005 -> 1.01, 2.5 -> 3. */
export function roundHalfUp(value: number, decimals: number): number {
  const factor = 10 ** decimals
  return Math.floor((value + EPSILON) * factor + 0.5) / factor
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0)
}

/** Maps a value linearly from one scale to another; the value itself when they are equal. */
export function rescale(value: number, from: { min: number; max: number }, to: { min: number; max: number }): number {
  if (from.min === to.min && from.max === to.max) return value
  return to.min + ((value - from.min) / (from.max - from.min)) * (to.max - to.min)
}
