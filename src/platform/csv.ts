// Tables as CSV that a spreadsheet opens right by a double tap, in the way of the language.
import type { Cell, Sheet } from './spreadsheet'

export const CSV = 'text/csv;charset=utf-8'
/** What makes a spreadsheet take a text for a formula, at its beginning. */
const FORMULA = /^[=+\-@\t\r]/

/**
 * A table as CSV text (RFC 4180), beginning with the mark by which Excel knows UTF-8. In Indonesian `;` separates and the comma is the decimal
 * one, elsewhere `,` and the point. A text or heading that would be a formula gets an apostrophe in front.
 */
export function writeCsv({ columns, rows }: Sheet, language: string): string {
  const [separator, decimal] = language === 'id' ? [';', ','] : [',', '.']
  const text = (cell: Cell): string => {
    if (cell === null) return ''
    if (typeof cell === 'number') return String(cell).replace('.', decimal)
    if (cell instanceof Date) return cell.toISOString().slice(0, 10)
    const safe = FORMULA.test(cell) ? `'${cell}` : cell
    return /[";,\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
  }
  const lines = [columns.map(({ header }) => header), ...rows].map((row) => row.map(text).join(separator))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}
