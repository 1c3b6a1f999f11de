// Spreadsheets as files: true numbers and dates, filters on, and nothing in them that calculates.
import type { CellObject, Feature } from 'write-excel-file/browser'

/** What stands in a cell; a date is a day, at midnight UTC. */
export type Cell = string | number | Date | null

export interface Column {
  header: string
  /** In characters. */
  width: number
}

/** A table with one row of headings. */
export interface Sheet {
  /** At most 31 characters, without []/\:*? */
  name: string
  columns: readonly Column[]
  rows: readonly (readonly Cell[])[]
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** A cell of Excel holds no more. */
const LONGEST = 32_767
/** Days with the month's name in the language of the sheet, whatever the language of the program: [$-421] is Indonesian, [$-809] British English. */
const DAYS: Readonly<Record<string, string>> = { id: '[$-421]d mmmm yyyy', en: '[$-809]d mmmm yyyy' }
const OTHER_DAYS = 'yyyy-mm-dd'

/** Writes sheets as an .xlsx file. The package for it is fetched when it is first wanted. */
export async function writeSpreadsheet(sheets: readonly Sheet[], language: string): Promise<Blob> {
  const { default: write } = await import('write-excel-file/browser')
  const days = DAYS[language] ?? OTHER_DAYS
  return write(
    sheets.map(({ name, columns, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: columns.map(({ width }) => ({ width })),
      data: [columns.map(({ header }) => header), ...rows].map((row, i) => {
        const height = heightOf(row, columns)
        const look = { height, ...(i === 0 ? HEADING : {}) }
        return row.map((cell) => cellOf(cell, days, look))
      }),
    })),
    { fontFamily: 'Calibri', fontSize: 11, features: [filters(sheets)] },
  ).toBlob()
}

const HEADING = { fontWeight: 'bold', backgroundColor: '#E8EFF8' } as const

/** A text is told to be one, so that none becomes a formula, a number or a date, whatever it begins with. */
function cellOf(cell: Cell, days: string, more: Partial<CellObject>): CellObject | null {
  const look = { wrap: true, alignVertical: 'top', ...more } as const
  if (cell === null || cell === '') return null
  if (typeof cell === 'number') {
    return { value: cell, type: Number, ...look, ...(Number.isInteger(cell) ? {} : { format: '0.00' }) }
  }
  if (cell instanceof Date) return { value: cell, type: Date, format: days, ...look, align: 'left' }
  return { value: cell.length > LONGEST ? `${cell.slice(0, LONGEST - 1)}…` : cell, type: String, ...look }
}

const [LINE, TALLEST] = [15, 409]

/** How high a row must be for its longest text to be seen, in points: some programs do not work it out when they open a file. */
function heightOf(row: readonly Cell[], columns: readonly Column[]): number {
  const lines = row.map((cell, i) =>
    typeof cell === 'string'
      ? cell
          .split('\n')
          .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / ((columns[i]?.width ?? 10) * 0.95))), 0)
      : 1,
  )
  return Math.min(TALLEST, LINE * Math.max(1, ...lines))
}

/** Turns the filters of every sheet on, as programs expect to find them; the package does not know them. */
function filters(sheets: readonly Sheet[]): Feature<File | Blob | ArrayBuffer> {
  const corner = ({ columns, rows }: Sheet) => ({ column: columnName(columns.length), row: rows.length + 1 })
  const names = sheets.map((sheet, i) => {
    const { column, row } = corner(sheet)
    const name = sheet.name.replace(/'/g, "''")
    return `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">'${name}'!$A$1:$${column}$${row}</definedName>`
  })
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, { sheetIndex }) => {
            const { column, row } = corner(sheets[sheetIndex] as Sheet)
            return (
              xml
                .replace('</sheetData>', `</sheetData><autoFilter ref="A1:${column}${row}"/>`)
                // With rows alone held in place there is no pane at the bottom right.
                .replace('activePane="bottomRight"', 'activePane="bottomLeft"')
                // The heights are a beginning: rows go on growing with what is written into them.
                .replace(/(<row [^>]*) customHeight="1"/g, '$1')
            )
          },
        },
        'xl/workbook.xml': {
          transform: (xml) => xml.replace('<definedNames/>', () => `<definedNames>${names.join('')}</definedNames>`),
        },
      },
    },
  }
}

/** The name of a column by its number from 1: A, B, …, Z, AA. */
function columnName(number: number): string {
  const letter = String.fromCharCode(65 + ((number - 1) % 26))
  return number > 26 ? columnName(Math.floor((number - 1) / 26)) + letter : letter
}
