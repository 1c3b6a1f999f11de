// How well items hang together, held against published figures.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  alphaOf,
  type CrossProducts,
  fQuantile,
  mergedProducts,
  multiplying,
  reliabilityOf,
  reliableChange,
} from '../../src/core/reliability'
import { RUNS } from '../support/runs'

type Row = readonly (number | null)[]

function productsOf(rows: readonly Row[], items = rows[0]?.length ?? 0): CrossProducts {
  const products = multiplying(Array.from({ length: items }, (_, i) => i))
  for (const row of rows) products.add(Float64Array.from(row, (value) => value ?? Number.NaN))
  return products.products()
}
const table = (text: string): Row[] =>
  text
    .trim()
    .split('\n')
    .map((line) =>
      line
        .trim()
        .split(',')
        .map((cell) => (cell === '' ? null : Number(cell))),
    )

/** 12 persons, 11 items, three gaps in three rows: published with pingouin as `cronbach_wide_missing` (after real-statistics.com). */
const WITH_GAPS = table(`
  1,1,1,1,1,1,1,1,1,1,1
  1,1,1,1,1,1,1,1,0,1,0
  ,0,1,1,,1,1,1,1,0,0
  1,1,1,0,1,1,0,1,1,0,0
  1,1,1,1,1,0,0,0,1,0,0
  0,1,,0,1,1,1,1,0,0,0
  1,1,1,1,0,0,1,0,0,0,0
  1,1,1,1,1,0,0,0,0,0,0
  0,1,0,1,1,0,0,0,0,1,0
  1,0,0,1,0,1,0,0,,0,0
  1,1,1,0,0,0,0,0,0,0,0
  1,0,0,1,0,0,0,0,0,0,0`)

/** 15 persons, 10 items on 1 to 7, one line per item: published with pingouin as `cronbach_alpha`. */
const WHOLE = table(`
  3,5,7,2,6,1,4,2,6,5,4,4,5,6,4
  2,4,3,4,5,2,3,4,5,4,3,2,5,5,3
  4,6,5,3,6,3,5,4,5,6,5,3,6,5,5
  1,3,5,3,5,4,3,3,5,4,2,2,2,4,5
  4,5,6,2,4,2,5,7,1,3,5,5,3,2,3
  5,1,4,2,4,5,2,2,6,5,3,3,3,2,1
  1,2,3,2,4,2,1,2,5,3,2,4,2,1,3
  4,5,3,6,6,3,2,4,2,1,3,2,4,4,2
  3,5,6,6,7,5,4,6,3,7,4,3,4,6,3
  2,5,5,3,5,2,3,5,2,2,1,4,5,5,4`)
const byPerson = (items: readonly Row[]): Row[] => (items[0] ?? []).map((_, i) => items.map((item) => item[i] ?? null))

describe('R1 alpha', () => {
  it('agrees with published data sets to 1e-9, one of them with gaps, which are deleted listwise', () => {
    expect(alphaOf(productsOf(WITH_GAPS))).toBeCloseTo(0.8016949152542373, 9)
    expect(productsOf(WITH_GAPS).n).toBe(9)
    expect(alphaOf(productsOf(byPerson(WHOLE)))).toBeCloseTo(0.5917188485995826, 9)
  })

  it('is 1 when all items say the same, and can be negative', () => {
    expect(
      alphaOf(
        productsOf([
          [1, 1],
          [2, 2],
          [4, 4],
        ]),
      ),
    ).toBeCloseTo(1)
    expect(
      alphaOf(
        productsOf([
          [0, 3],
          [1, 2],
          [3, 1],
        ]),
      ),
    ).toBeLessThan(0)
  })

  it('if an item is deleted is the alpha of the others', () => {
    const all = productsOf(byPerson(WHOLE))
    for (let item = 0; item < 10; item++) {
      const others = byPerson(WHOLE).map((row) => row.filter((_, i) => i !== item))
      expect(alphaOf(all, item)).toBeCloseTo(alphaOf(productsOf(others)) ?? Number.NaN, 12)
    }
  })

  it('R2 of one item, one person, or without variance is nothing', () => {
    expect(alphaOf(productsOf([[1], [2]]))).toBeNull()
    expect(alphaOf(productsOf([[1, 2]]))).toBeNull()
    expect(
      alphaOf(
        productsOf([
          [2, 2],
          [2, 2],
          [2, 2],
        ]),
      ),
    ).toBeNull()
    expect(alphaOf(productsOf([], 5))).toBeNull()
    expect(
      alphaOf(
        productsOf([
          [1, 2],
          [2, 1],
          [3, 3],
        ]),
        0,
      ),
    ).toBeNull()
  })
})

describe('R3 its interval', () => {
  it('agrees with the published one', () => {
    const found = reliabilityOf(productsOf(byPerson(WHOLE)))
    expect(found).toMatchObject({ n: 15, k: 10 })
    expect(found?.low).toBeCloseTo(0.195, 3)
    expect(found?.high).toBeCloseTo(0.84, 3)
  })

  it('R2 is not given below ten complete answers, and counts only those', () => {
    expect(reliabilityOf(productsOf(WITH_GAPS))).toBeNull()
    expect(reliabilityOf(productsOf([...WITH_GAPS, ...WITH_GAPS.slice(0, 1)]))).toMatchObject({ n: 10, k: 11 })
    expect(reliabilityOf(productsOf(Array.from({ length: 20 }, () => [3, 3])))).toBeNull()
  })

  // Quantiles of F as tables print them (NIST/SEMATECH e-Handbook, 1.3.6.7.3), and exact ones: for 2 and 2 degrees F = p / (1 - p).
  it.each([
    [0.95, 1, 1, 161.448, 3],
    [0.95, 10, 10, 2.978, 3],
    [0.95, 5, 100, 2.305, 3],
    [0.975, 2, 2, 39, 9],
    [0.025, 2, 2, 1 / 39, 9],
    [0.9, 2, 2, 9, 9],
  ])('stands on quantiles of F: %s with %i and %i degrees is %s', (p, df1, df2, expected, digits) => {
    expect(fQuantile(p, df1, df2)).toBeCloseTo(expected, digits)
  })

  it('F turned round has the degrees and the probability turned round', () => {
    const degrees = fc.integer({ min: 1, max: 2000 })
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), degrees, degrees, (p, df1, df2) => {
        const product = fQuantile(p, df1, df2) * fQuantile(1 - p, df2, df1)
        expect(Math.abs(product - 1)).toBeLessThan(1e-6)
      }),
      { numRuns: RUNS },
    )
  })
})

describe('R4 adding up', () => {
  const rows = fc.array(
    fc.array(fc.option(fc.integer({ min: 0, max: 4 }), { freq: 9 }), { minLength: 4, maxLength: 4 }),
  )
  it('two groups together are the sums of both, exactly, in any order', () => {
    fc.assert(
      fc.property(rows, rows, rows, (a, b, c) => {
        const [A, B, C] = [a, b, c].map((group) => productsOf(group, 4)) as [
          CrossProducts,
          CrossProducts,
          CrossProducts,
        ]
        expect(mergedProducts(A, B)).toEqual(productsOf([...a, ...b], 4))
        expect(mergedProducts(A, B)).toEqual(mergedProducts(B, A))
        expect(mergedProducts(mergedProducts(A, B), C)).toEqual(mergedProducts(A, mergedProducts(B, C)))
        expect(mergedProducts(A, productsOf([], 4))).toEqual(A)
      }),
      { numRuns: RUNS },
    )
  })
})

describe('R5 reliable change', () => {
  it('with the spread of INDI self-assessments lies where the default does', () => {
    // SD 0.70, alpha 0.89 to 0.91: 0.58 to 0.66.
    expect(reliableChange(0.7, 0.91)).toBeCloseTo(0.58, 2)
    expect(reliableChange(0.7, 0.89)).toBeCloseTo(0.64, 2)
    expect(reliableChange(1, 1)).toBe(0)
  })
})
