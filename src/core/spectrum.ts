// How many firms have each value, in columns that go from a worker to the page at once and add up exactly (rule CO1 of ./README.md).

/** Firms by exact value, the lowest first; `none` have no value. */
export interface Spectrum {
  values: Float64Array
  firms: Uint32Array
  none: number
}

export interface Counting {
  add(value: number | null): void
  spectrum(): Spectrum
}

/** Whole numbers up to here are counted by their place; most answers are such. */
const SMALL = 32
/** So many other values are kept as they come before they are put in order. */
const WAITING = 4096

/** Counts values one after the other. */
export function counting(): Counting {
  const small = new Uint32Array(SMALL)
  let waiting = new Float64Array(0)
  let [waits, none] = [0, 0]
  let done = spectrumOf([])
  const settle = () => {
    done = mergedSpectra(done, ofSorted(waiting.subarray(0, waits).sort(), 0))
    waits = 0
  }
  return {
    add(value) {
      if (value === null) none++
      else if (value >= 0 && value < SMALL && Number.isInteger(value)) small[value] = (small[value] ?? 0) + 1
      else {
        if (waiting.length === 0) waiting = new Float64Array(WAITING)
        if (waits === WAITING) settle()
        waiting[waits++] = value
      }
    },
    spectrum() {
      settle()
      const places = Array.from(small.keys()).filter((value) => (small[value] ?? 0) > 0)
      const whole = {
        values: Float64Array.from(places),
        firms: Uint32Array.from(places, (value) => small[value] ?? 0),
        none,
      }
      return mergedSpectra(done, whole)
    },
  }
}

/** The spectrum of some values. */
export function spectrumOf(values: Iterable<number | null>): Spectrum {
  let none = 0
  const known: number[] = []
  for (const value of values) {
    if (value === null) none++
    else known.push(value)
  }
  return ofSorted(Float64Array.from(known).sort(), none)
}

function ofSorted(sorted: Float64Array, none: number): Spectrum {
  const [found, firms] = [new Float64Array(sorted.length), new Uint32Array(sorted.length)]
  let size = 0
  for (const value of sorted) {
    if (size === 0 || value !== found[size - 1]) found[size++] = value
    firms[size - 1] = (firms[size - 1] ?? 0) + 1
  }
  return { values: found.slice(0, size), firms: firms.slice(0, size), none }
}

/** The spectrum of two groups together. */
export function mergedSpectra(a: Spectrum, b: Spectrum): Spectrum {
  const most = a.values.length + b.values.length
  const [values, firms] = [new Float64Array(most), new Uint32Array(most)]
  let [i, j, size] = [0, 0, 0]
  while (i < a.values.length || j < b.values.length) {
    const [mine, other] = [a.values[i] ?? Infinity, b.values[j] ?? Infinity]
    const value = Math.min(mine, other)
    values[size] = value
    if (mine === value) firms[size] = a.firms[i++] ?? 0
    if (other === value) firms[size] = (firms[size] ?? 0) + (b.firms[j++] ?? 0)
    size++
  }
  return { values: values.slice(0, size), firms: firms.slice(0, size), none: a.none + b.none }
}
