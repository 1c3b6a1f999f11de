import { useT } from '../../platform/i18n'
import type { Cell, Sheet } from '../../platform/spreadsheet'
import { TableBox } from '../../ui/TableBox'
import { shown } from '../../words/result'

/** The rows of a slide, as they are exported too. */
export function SlideTable({ table }: { table: Sheet }) {
  const { number, date } = useT()
  const text = (cell: Cell) => {
    if (typeof cell === 'number') return shown(cell, Number.isInteger(cell) ? 0 : 2, { number })
    return cell instanceof Date ? date(cell.toISOString()) : cell
  }
  return (
    <TableBox label={table.name}>
      <table>
        <thead>
          <tr>
            {table.columns.map(({ header }) => (
              <th key={header} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.join()}>
              {row.map((cell, i) => {
                const key = table.columns[i]?.header
                return i === 0 ? (
                  <th key={key} scope="row">
                    {text(cell)}
                  </th>
                ) : (
                  <td key={key}>{text(cell)}</td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
