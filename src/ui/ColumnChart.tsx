import css from './ColumnChart.module.css'

export interface ChartColumn {
  id: string
  /** Where the column begins: "1,25". */
  label: string
  /** Height, as a share of the highest. */
  share: number
  firms: number
}

/** Upright columns beside each other, each with its number; what they say is in the table below them. */
export function ColumnChart({ columns, label }: { columns: readonly ChartColumn[]; label: string }) {
  return (
    <div className={css['chart']} role="img" aria-label={label}>
      {columns.map(({ id, label, share, firms }) => (
        <span key={id} className={css['column']}>
          <span className={css['room']}>
            <span className={css['number']}>{firms > 0 ? firms : ''}</span>
            <span className={css['bar']} style={{ blockSize: `${share * 80}%` }} />
          </span>
          <span className={css['label']}>{label}</span>
        </span>
      ))}
    </div>
  )
}
