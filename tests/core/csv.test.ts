// Tables that an Indonesian Excel opens right, and in which nothing calculates.
import { describe, expect, it } from 'vitest'
import { writeCsv } from '../../src/platform/csv'

const table = {
  name: 'x',
  columns: ['=Nama', 'Nilai', 'Hari'].map((header) => ({ header, width: 9 })),
  rows: [
    ['=1+1', 1.5, new Date('2026-11-26T00:00:00Z')],
    ['PT "Maju"; Jaya', -2, null],
    ['satu\ndua', 1000000, null],
    ['-x', 0, null],
  ],
}

describe('a table as CSV', () => {
  it('separates by semicolon with decimal comma in Indonesian, by comma with point in English', () => {
    expect(writeCsv(table, 'id')).toBe(
      '\uFEFF\'=Nama;Nilai;Hari\r\n\'=1+1;1,5;2026-11-26\r\n"PT ""Maju""; Jaya";-2;\r\n"satu\ndua";1000000;\r\n\'-x;0;\r\n',
    )
    expect(writeCsv(table, 'en')).toContain("\r\n'=1+1,1.5,2026-11-26\r\n")
  })

  it.each(['=', '+', '-', '@', '\t', '\r'])(
    'keeps a text that begins with %j from being a formula, headings too',
    (first) => {
      const [head, row] = writeCsv(
        { name: 'x', columns: [{ header: `${first}a`, width: 9 }], rows: [[`${first}b`]] },
        'id',
      )
        .slice(1)
        .split('\r\n')
        .map((line) => line.replace(/^"/, ''))
      for (const line of first === '\r' ? [head] : [head, row]) expect(line?.startsWith("'")).toBe(true)
    },
  )
})
