import type { ReactNode } from 'react'

/** A table wider than a phone scrolls sideways in its own box, by keyboard too. */
export function TableBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset, and no landmark of its own either.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
    <div role="group" className="scroll" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}

/** A table of plain rows in such a box; the first cell of each row is its name. */
export function DataTable({
  label,
  titled = false,
  className,
  head,
  rows,
}: {
  label: string
  /** Whether its name is seen above it, too. */
  titled?: boolean
  className?: string | undefined
  head: readonly string[]
  rows: readonly { id: string; cells: readonly [ReactNode, ...ReactNode[]] }[]
}) {
  return (
    <TableBox label={label}>
      <table className={className}>
        <caption className={titled ? undefined : 'hidden'}>{label}</caption>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells: [name, ...cells] }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              {cells.map((cell, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column.
                <td key={i}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
