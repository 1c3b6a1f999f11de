import type { CSSProperties } from 'react'
import css from './PairChart.module.css'

export interface PairRow {
  id: string
  label: string
  /** 0..1 of the scale; null is not assessed. */
  before: number | null
  after: number | null
  /** Both values in words, always shown: "1,2 → 2,0". */
  value: string
  inner?: boolean
}

/** Two dots a row, the earlier one open, the later one full, with a line between: a list, each row with its values in words. */
export function PairChart({ rows, label }: { rows: readonly PairRow[]; label: string }) {
  return (
    <ul className={css['chart']} aria-label={label}>
      {rows.map(({ id, label, before, after, value, inner }) => (
        <li key={id} className={inner ? css['inner'] : undefined}>
          <span className={css['label']}>{label}</span>
          <span className={css['value']}>{value}</span>
          <span className={css['track']} aria-hidden="true">
            {before !== null && after !== null && (
              <span className={css['line']} style={from(Math.min(before, after), Math.abs(after - before))} />
            )}
            {before !== null && <span className={css['before']} style={from(before)} />}
            {after !== null && <span className={css['after']} style={from(after)} />}
          </span>
        </li>
      ))}
    </ul>
  )
}

function from(share: number, length?: number): CSSProperties {
  return { insetInlineStart: `${share * 100}%`, ...(length === undefined ? {} : { inlineSize: `${length * 100}%` }) }
}
