// The fuzzer itself, with few inputs: it finds both kinds of files, makes the same ones from the same seed, and knows a fault when it sees one.
import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { chance } from '../fuzz/chance'
import { DOORS, fuzz } from '../fuzz/doors'

const INPUTS = 75

afterEach(() => {
  vi.restoreAllMocks()
})

describe('breaking what comes in', () => {
  it.each(Object.keys(DOORS))(
    '%s: what is there stays as it was, nothing is thrown; the same seed ends the same',
    async (door) => {
      const faults: string[] = []
      const first = await fuzz(door, INPUTS, 7, (fault) => faults.push(fault))
      expect(faults).toEqual([])
      expect(first).toMatchObject({ door, inputs: INPUTS, uncaught: 0, changed: 0 })
      expect(first.accepted).toBeGreaterThan(INPUTS / 20)
      expect(first.refused).toBeGreaterThan(INPUTS / 2)
      expect(first.accepted + first.refused).toBe(INPUTS)
      expect(await fuzz(door, INPUTS / 3, 7, () => undefined)).toEqual(await fuzz(door, INPUTS / 3, 7, () => undefined))
    },
  )

  it('counts a door that changes something although it refuses', async () => {
    const read = Blob.prototype.arrayBuffer
    vi.spyOn(Blob.prototype, 'arrayBuffer').mockImplementation(async function (this: Blob) {
      await planted({ id: 'planted' })
      return read.call(this)
    })
    const faults: string[] = []
    const { changed } = await fuzz('restore', 3, 7, (fault) => faults.push(fault))
    expect(changed).toBe(3)
    expect(faults[0]).toMatch(/^input 0: /)
  })

  it('counts what is thrown, and says where', async () => {
    vi.spyOn(Blob.prototype, 'size', 'get').mockImplementation(() => {
      throw new Error('a door that falls')
    })
    const faults: string[] = []
    expect(await fuzz('restore', 2, 7, (fault) => faults.push(fault))).toMatchObject({ uncaught: 2, changed: 0 })
    expect(faults[1]).toContain('input 1: Error: a door that falls')
  })

  it('knows its doors', async () => {
    expect(Object.keys(DOORS)).toEqual(['restore', 'session', 'qr'])
    await expect(fuzz('window', 1, 1, () => undefined)).rejects.toThrow(/There is no door "window". Doors: restore, /)
  })

  it('has chances that are the same for the same seed and different for another', () => {
    const rolls = (seed: number) => {
      const by = chance(seed)
      return Array.from({ length: 50 }, () => by.below(1000))
    }
    expect(rolls(1)).toEqual(rolls(1))
    expect(rolls(1)).not.toEqual(rolls(2))
    expect(new Set(rolls(3)).size).toBeGreaterThan(30)
  })
})

/** Puts a firm on the disk behind everybody's back. */
async function planted(firm: { id: string }): Promise<void> {
  const db = await openDB('siap')
  await db.put('firms', firm)
  db.close()
}
