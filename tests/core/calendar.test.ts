// The calendar file, read back by an independent reader.
import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { calendarFile, monthsLater } from '../../src/core/calendar'
import { RUNS } from '../support/runs'

const MADE = '2026-11-25T08:09:10.123Z'

function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  return calendar.getAllSubcomponents('vevent').map((event) => {
    const { uid, summary, description, startDate } = new ICAL.Event(event)
    const alarm = event.getFirstSubcomponent('valarm')
    return {
      uid,
      day: startDate.toString(),
      title: summary,
      text: description,
      alarm: String(alarm?.getFirstPropertyValue('trigger')),
    }
  })
}

describe('a calendar file', () => {
  it('holds whole days with a reminder at nine in the morning', () => {
    const file = calendarFile(
      [{ uid: 'a@siap', day: '2027-05-25', title: 'Periksa lagi', text: 'Buka Siap 4.0.' }],
      MADE,
    )
    expect(read(file)).toEqual([
      { uid: 'a@siap', day: '2027-05-25', title: 'Periksa lagi', text: 'Buka Siap 4.0.', alarm: 'PT9H' },
    ])
    expect(file).toContain('DTSTAMP:20261125T080910Z\r\n')
    expect(file.split('\r\n').at(-1)).toBe('')
  })

  it('gives back any text, in lines of at most 75 bytes', () => {
    const anyText = fc.string({ unit: 'grapheme', maxLength: 300 }).map((text) => text.replace(/[\p{Cc}\p{Cs}]/gu, ''))
    fc.assert(
      fc.property(anyText, anyText, (title, text) => {
        const file = calendarFile([{ uid: 'u', day: '2027-01-31', title, text: `${text}\nx` }], MADE)
        for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        expect(read(file)).toMatchObject([{ title, text: `${text}\nx` }])
      }),
      { numRuns: RUNS },
    )
  })

  it('lets no text end its line and add another', () => {
    const file = calendarFile([{ uid: 'u', day: '2027-01-31', title: 'a\r\nATTACH:http://x', text: '\u0007b' }], MADE)
    expect(file).not.toMatch(/^ATTACH/m)
    expect(read(file)).toMatchObject([{ title: 'a\nATTACH:http://x', text: ' b' }])
  })
})

describe('months later', () => {
  it.each([
    ['2026-11-25', 6, '2027-05-25'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-12-01', 1, '2027-01-01'],
  ])('%s and %i months is %s', (day, months, later) => {
    expect(monthsLater(day, months)).toBe(later)
  })
})
