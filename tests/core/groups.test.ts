// What is shown of groups must give no small group away, however it is added and subtracted.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FIELDS } from '../../src/core/cohort'
import { type Blocks, blocksOf, LEAST, thinnest } from '../../src/core/groups'
import { RUNS } from '../support/runs'

const few = ['', 'a', 'b', 'c', 'd', 'e']
/** Firms spread over few groups, so that small ones, nested ones and empty ones are common. */
const rooms = fc
  .array(
    fc.tuple(fc.constantFrom(...few), fc.constantFrom(...few), fc.constantFrom(...few), fc.integer({ min: 1, max: 7 })),
    {
      maxLength: 14,
    },
  )
  .map((list) => {
    const cells = new Map<string, number>()
    for (const [sector, size, province, firms] of list) {
      const cell = `${sector} ${size} ${province}`
      cells.set(cell, (cells.get(cell) ?? 0) + firms)
    }
    return cells
  })
const leasts = fc.integer({ min: LEAST, max: 9 })

/** Every sum of blocks of a field, as the set of cells it is made of. */
function sums(cells: ReadonlyMap<string, number>, blocks: Blocks, place: number): Set<string>[] {
  const own = blocks[FIELDS[place] ?? 'sector'].map(
    ({ codes }) => new Set([...cells.keys()].filter((cell) => codes.includes(cell.split(' ')[place] ?? ''))),
  )
  return Array.from(
    { length: 2 ** own.length },
    (_, bits) => new Set(own.flatMap((cells, i) => ((bits >> i) & 1 ? [...cells] : []))),
  )
}

describe('CO7 groups', () => {
  it('are whole: every firm is in one block, and every block and every remainder has the least or none', () => {
    fc.assert(
      fc.property(rooms, leasts, (cells, least) => {
        const all = [...cells.values()].reduce((sum, firms) => sum + firms, 0)
        for (const blocks of Object.values(blocksOf(cells, least))) {
          if (blocks.length === 0) continue
          expect(blocks.length).toBeGreaterThan(1)
          expect(blocks.reduce((sum, { firms }) => sum + firms, 0)).toBe(all)
          const codes = blocks.flatMap(({ codes }) => codes)
          expect(new Set(codes).size).toBe(codes.length)
          for (const { firms } of blocks) expect(firms).toBeGreaterThanOrEqual(least)
        }
      }),
      { numRuns: RUNS * 3 },
    )
  })

  it('leave nothing small between two fields: what sums of one have beside sums of another is nothing, or at least the least', () => {
    fc.assert(
      fc.property(rooms, leasts, (cells, least) => {
        const blocks = blocksOf(cells, least)
        const all = [0, 1, 2].map((place) => sums(cells, blocks, place))
        for (const [i, mine] of all.entries()) {
          for (const [j, others] of all.entries()) {
            if (i === j) continue
            for (const outer of mine) {
              for (const inner of others) {
                if (![...inner].every((cell) => outer.has(cell))) continue
                const between = [...outer].filter((cell) => !inner.has(cell))
                const firms = between.reduce((sum, cell) => sum + (cells.get(cell) ?? 0), 0)
                expect(firms === 0 || firms >= least).toBe(true)
              }
            }
          }
        }
      }),
      { numRuns: RUNS * 3 },
    )
  })

  it('keep large groups apart and put small ones together', () => {
    const cells = new Map([
      ['fnb kecil JT', 9],
      ['metal kecil JT', 7],
      ['wood kecil JT', 3],
      ['toys kecil JT', 2],
    ])
    expect(blocksOf(cells, 5).sector).toEqual([
      { codes: ['fnb'], firms: 9 },
      { codes: ['metal'], firms: 7 },
      { codes: ['toys', 'wood'], firms: 5 },
    ])
    // With one firm fewer the small ones would be told by subtraction.
    expect(blocksOf(new Map([...cells, ['toys kecil JT', 1]]), 5).sector).toEqual([
      { codes: ['fnb'], firms: 9 },
      { codes: ['metal', 'toys', 'wood'], firms: 11 },
    ])
    expect(blocksOf(cells, 5).size).toEqual([])
  })

  it('do not show a field beside another when the difference is a single firm', () => {
    const cells = new Map([
      ['fnb kecil JT', 6],
      ['metal kecil JT', 1],
      ['metal kecil JB', 6],
    ])
    expect(blocksOf(cells, 5)).toMatchObject({ sector: [{ firms: 7 }, { firms: 6 }], province: [] })
  })

  it('find the thinnest cut of a known graph', () => {
    // The example of Stoer and Wagner's paper: 8 nodes, minimum cut 4.
    const edges = [
      [1, 2, 2],
      [1, 5, 3],
      [2, 3, 3],
      [2, 5, 2],
      [2, 6, 2],
      [3, 4, 4],
      [3, 7, 2],
      [4, 7, 2],
      [4, 8, 2],
      [5, 6, 3],
      [6, 7, 1],
      [7, 8, 3],
    ].map(([from = 1, to = 1, firms = 0]) => ({ from: from - 1, to: to - 1, firms }))
    expect(thinnest(edges, 8)).toBe(4)
  })
})
