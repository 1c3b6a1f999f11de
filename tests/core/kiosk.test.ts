// Rule W12: a device that several people answer on.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Kiosk, mayOpen, readKiosk } from '../../src/core/kiosk'
import { begun, cameBack, isShut, lockedAway, numberOf } from '../../src/core/turns'

const FRESH: Kiosk = {
  way: 'kiosk',
  invitation: 'x',
  passcode: null,
  now: null,
  waiting: [],
  thanks: null,
  wrong: 0,
}
const [ONE, OTHER] = ['abcdefghijkmnpqrstuv', 'bbcdefghijkmnpqrstuv']

describe('W12 a shared device', () => {
  it('opens nothing of anybody while nobody answers', () => {
    for (const address of ['/', '/saved', '/backup', `/a/${ONE}`, `/a/${ONE}/result`, '/room', '/start/readiness']) {
      expect(mayOpen(FRESH, address), address).toBe(false)
    }
    expect(mayOpen(FRESH, '/kiosk')).toBe(true)
    expect(mayOpen(FRESH, '/programmes/lemmi-4')).toBe(true)
  })

  it('opens the assessment of whoever answers, and nothing that leaves a trace or is another’s', () => {
    const kiosk = begun(FRESH, ONE)
    for (const part of [
      '',
      '/q/lean-5r',
      '/check',
      '/check/lean-5r',
      '/profile',
      '/result',
      '/how',
      '/send',
      '/hand-in',
    ]) {
      expect(mayOpen(kiosk, `/a/${ONE}${part}`), part).toBe(true)
      expect(mayOpen(kiosk, `/a/${OTHER}${part}`), part).toBe(false)
      expect(mayOpen(kiosk, `/a/${ONE}x${part}`), part).toBe(false)
    }
    for (const part of ['/plan', '/share', '/print', '/picture', '/spreadsheet', '/tools', '/compare', '/result/x']) {
      expect(mayOpen(kiosk, `/a/${ONE}${part}`), part).toBe(false)
    }
  })

  it('gives back what was locked away by its own number, and by no other', () => {
    const locked = lockedAway(begun(lockedAway(begun(FRESH, ONE)), OTHER))
    expect(locked).toMatchObject({ now: null, waiting: [ONE, OTHER] })
    expect(lockedAway(locked)).toEqual(locked)
    const back = cameBack(locked, ` ${numberOf(ONE)} `)
    expect(back).toMatchObject({ now: ONE, waiting: [OTHER] })
    const wrong = Array.from({ length: 5 }).reduce<Kiosk>((kiosk) => cameBack(kiosk, '0000'), locked)
    expect(isShut(wrong)).toBe(true)
    expect(cameBack(wrong, numberOf(ONE))).toEqual(wrong)
  })

  it('gives nothing back by a number that two have', () => {
    const twin = Array.from({ length: 50_000 }, (_, i) => `twin${i}`).find((id) => numberOf(id) === numberOf(ONE))
    expect(twin).toBeDefined()
    expect(cameBack({ ...FRESH, waiting: [ONE, twin ?? ''] }, numberOf(ONE))).toMatchObject({ now: null, wrong: 1 })
  })

  it('every number has four digits', () => {
    fc.assert(fc.property(fc.string(), (id) => /^\d{4}$/.test(numberOf(id))))
  })

  it('what is nothing of ours is no shared device', () => {
    expect(readKiosk(JSON.stringify(FRESH))).toEqual(FRESH)
    for (const odd of [null, '', 'x', '{}', 'null', '[]', '{"waiting":[]}'])
      expect(readKiosk(odd), String(odd)).toBeNull()
  })
})
