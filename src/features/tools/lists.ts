/** A list with something put back at its place, or at the end when the list has become shorter. */
export function placed<T>(list: readonly T[], entry: T, place: number): T[] {
  return [...list.slice(0, place), entry, ...list.slice(place)]
}
