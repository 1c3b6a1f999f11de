// A calendar file (RFC 5545): whole days with a reminder in the morning, readable by the calendars of phones and computers.

export interface CalendarDay {
  /** Stays the same when the file is made again, so that a calendar replaces the entry instead of doubling it. */
  uid: string
  /** `YYYY-MM-DD` */
  day: string
  title: string
  text: string
}

/** How long after the beginning of the day the phone reminds: 9 in the morning. */
const REMIND = 'PT9H'
/** A line holds at most 75 bytes (RFC 5545, 3.1). */
const LINE = 75

/**
 * The text of an .ics file.
 * @param made when it was made, ISO 8601 in UTC.
 */
export function calendarFile(days: readonly CalendarDay[], made: string): string {
  const stamp = made.replace(/\.\d+/, '').replace(/[-:]/g, '')
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Siap 4.0//Siap 4.0//ID',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...days.flatMap(({ uid, day, title, text }) => [
      'BEGIN:VEVENT',
      `UID:${escaped(uid)}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${day.replace(/-/g, '')}`,
      `SUMMARY:${escaped(title)}`,
      `DESCRIPTION:${escaped(text)}`,
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escaped(title)}`,
      `TRIGGER:${REMIND}`,
      'END:VALARM',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** The day so many months later; the last of the month when it has no such day. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  const two = (n: number) => String(n).padStart(2, '0')
  return `${last.getUTCFullYear()}-${two(last.getUTCMonth() + 1)}-${two(Math.min(date, last.getUTCDate()))}`
}

function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ')
}

/** Breaks a long line into several, never within a character. */
function folded(line: string): string {
  let [text, room] = ['', LINE]
  for (const char of line) {
    const bytes = bytesOf(char)
    if (bytes > room) {
      text += '\r\n '
      room = LINE - 1
    }
    text += char
    room -= bytes
  }
  return text
}

function bytesOf(char: string): number {
  const code = char.codePointAt(0) ?? 0
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}
