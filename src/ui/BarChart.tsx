import type { CSSProperties } from 'react'
import css from './BarChart.module.css'

export interface BarRow {
  id: string
  label: string
  /** 0..1 of the scale; null is not assessed. */
  share: number | null
  /** Where it could lie, as shares. */
  low: number | null
  high: number | null
  /** The value in words, always shown: "1,7 · tingkat 1". */
  value: string
  /** Set in from the row above it. */
  inner?: boolean
  marked?: boolean
}

/** Horizontal bars in plain HTML: a list, each row with its value in words; the bar itself is decoration. */
export function BarChart({ rows, label }: { rows: readonly BarRow[]; label: string }) {
  return (
    <ul className={css['chart']} aria-label={label}>
      {rows.map((row) => (
        <li key={row.id} className={row.inner ? css['inner'] : undefined}>
          <span className={css['label']}>{row.label}</span>
          <span className={css['value']}>{row.value}</span>
          <span className={css['track']} aria-hidden="true" data-empty={row.share === null || undefined}>
            {row.low !== null && row.high !== null && (
              <span className={css['range']} style={span(row.low, row.high - row.low)} />
            )}
            {row.share !== null && (
              <span className={row.marked ? css['markedBar'] : css['bar']} style={span(0, row.share)} />
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

function span(from: number, width: number): CSSProperties {
  return { insetInlineStart: `${from * 100}%`, inlineSize: `${width * 100}%` }
}
