// Rule W11: the script of a workshop and its clock.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  goneTo,
  inPart,
  left,
  newScript,
  readScript,
  rewound,
  type Script,
  schedule,
  toggled,
  withParts,
} from '../../src/core/script'

const START = Date.parse('2026-11-26T02:00:00.000Z')
const at = (seconds: number) => new Date(START + seconds * 1000).toISOString()

describe('W11 the script', () => {
  it('begins with 90 minutes, one part after the other, the clock stopped', () => {
    const { parts, clock } = newScript('abc')
    const times = schedule(parts)
    expect(times.at(-1)?.to).toBe(90)
    expect(times.every(({ from }, i) => from === (times[i - 1]?.to ?? 0))).toBe(true)
    expect(left(newScript('abc'), at(999))).toEqual({ part: 300, all: 5400 })
    expect(clock.since).toBeNull()
  })

  it('counts a part while it runs, and goes below zero when it takes longer', () => {
    const script = { ...newScript('abc'), clock: toggled(newScript('abc').clock, at(0)) }
    expect(left(script, at(60))).toEqual({ part: 240, all: 5340 })
    expect(left(script, at(330))).toEqual({ part: -30, all: 5070 })
    const stopped = { ...script, clock: toggled(script.clock, at(330)) }
    expect(left(stopped, at(9000))).toEqual({ part: -30, all: 5070 })
  })

  it('does not count backwards when the clock of the laptop is set back', () => {
    const clock = toggled(newScript('abc').clock, at(100))
    expect(inPart(clock, at(0))).toBe(0)
  })

  it('what was spent stays spent, however it is stopped, started and gone to', () => {
    const steps = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 900 }), what: fc.constantFrom('toggle', 'go') }))
    fc.assert(
      fc.property(steps, (all) => {
        let [script, time, ran]: [Script, number, number] = [newScript('abc'), 0, 0]
        for (const { wait, what } of all) {
          if (script.clock.since !== null) ran += wait
          time += wait
          const { clock, parts } = script
          const next =
            what === 'toggle' ? toggled(clock, at(time)) : goneTo(clock, (clock.at + 3) % parts.length, at(time))
          script = { ...script, clock: next }
        }
        expect(left(script, at(time)).all).toBeCloseTo(5400 - ran, 6)
        expect(readScript(JSON.parse(JSON.stringify(script)))).toEqual(script)
      }),
    )
  })

  it('stays in the part that is on when others are put before it or taken out', () => {
    const script = { ...newScript('abc'), clock: { at: 2, since: null, spent: 10, before: 20 } }
    const [first, second, on, ...rest] = script.parts
    if (!first || !second || !on) throw new Error('too few parts')
    expect(withParts(script, [first, on, second, ...rest]).clock.at).toBe(1)
    expect(withParts(script, [first, second]).clock.at).toBe(1)
    expect(rewound(script).clock).toEqual(newScript('abc').clock)
  })

  it('without parts it is none', () => {
    expect(readScript({ ...newScript('abc'), parts: [] })).toBeNull()
  })
})
