// How many firms have each value, in columns that go from a worker to the page at once and add up exactly (rule CO1 of ./README.md).

/** Firms by exact value, the lowest first; `none` have no value. */
export interface Spectrum {
  values: Float64Array
  firms: Uint32Array
  none: number
}

/** Counts several values of one firm after the other, each in its own column. */
export interface Counting {
  /** NaN is no value. */
  add(values: Float64Array): void
  spectrum(column: number): Spectrum
}

/** Whole numbers up to here are counted by their place; most answers are such. */
const SMALL = 32
/** So many other values, and as many as there are different ones, are kept as they come before they are put in order. */
const WAITING = 4096

export function counting(columns: number): Counting {
  const small = new Uint32Array(columns * SMALL)
  const none = new Uint32Array(columns)
  const others = Array.from({ length: columns }, () => ({
    waiting: new Float64Array(0),
    waits: 0,
    done: spectrumOf([]),
  }))
  type Others = (typeof others)[number]
  const settle = (own: Others) => {
    own.done = mergedSpectra(own.done, ofSorted(own.waiting.subarray(0, own.waits).sort(), 0))
    own.waits = 0
    if (own.waiting.length < own.done.values.length) own.waiting = new Float64Array(own.done.values.length)
  }
  const wait = (own: Others, value: number) => {
    if (own.waiting.length === 0) own.waiting = new Float64Array(WAITING)
    if (own.waits === own.waiting.length) settle(own)
    own.waiting[own.waits++] = value
  }
  return {
    add(values) {
      for (let i = 0; i < columns; i++) {
        const value = values[i] as number
        const whole = value | 0
        if (whole === value && whole >= 0 && whole < SMALL) {
          const at = i * SMALL + whole
          small[at] = (small[at] as number) + 1
        } else if (Number.isNaN(value)) none[i] = (none[i] as number) + 1
        else wait(others[i] as Others, value)
      }
    },
    spectrum(column) {
      const own = others[column] as Others
      settle(own)
      const firms = small.subarray(column * SMALL, (column + 1) * SMALL)
      const places = Array.from(firms.keys()).filter((value) => (firms[value] ?? 0) > 0)
      const whole = {
        values: Float64Array.from(places),
        firms: Uint32Array.from(places, (value) => firms[value] ?? 0),
        none: none[column] ?? 0,
      }
      return mergedSpectra(own.done, whole)
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
