import { useT } from '../../platform/i18n'
import type { Cell, Sheet } from '../../platform/spreadsheet'
import { DataTable } from '../../ui/TableBox'
import { shown } from '../../words/result'

/** The rows of a slide, as they are exported too. */
export function SlideTable({ table: { name, columns, rows } }: { table: Sheet }) {
  const { number, date } = useT()
  const text = (cell: Cell | undefined) => {
    if (typeof cell === 'number') return shown(cell, Number.isInteger(cell) ? 0 : 2, { number })
    return cell instanceof Date ? date(cell.toISOString()) : cell
  }
  return (
    <DataTable
      label={name}
      head={columns.map(({ header }) => header)}
      rows={rows.map(([first, ...cells], i) => ({ id: String(i), cells: [text(first), ...cells.map(text)] }))}
    />
  )
}
