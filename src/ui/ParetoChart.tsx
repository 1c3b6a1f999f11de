import css from './ParetoChart.module.css'

export interface ParetoRow {
  id: string
  /** What the bar is called, in full; below the bar stands its number. */
  label: string
  count: number
  /** Share 0..1 of all, of this bar and those before it. */
  cumulative: number
  marked: boolean
}

const [WIDE, HIGH, LEFT, TOP, BOTTOM] = [320, 200, 38, 14, 24]

/** Bars from the largest down, and the line of their running total; everything it shows stands in the table of the same rows. */
export function ParetoChart({
  rows,
  label,
  percent,
}: {
  rows: readonly ParetoRow[]
  label: string
  percent: (share: number) => string
}) {
  const total = rows.reduce((all, { count }) => all + count, 0)
  const inner = { width: WIDE - LEFT, height: HIGH - TOP - BOTTOM }
  const slot = inner.width / Math.max(1, rows.length)
  const y = (share: number) => TOP + inner.height * (1 - share)
  return (
    <svg
      className={css['chart']}
      viewBox={`0 0 ${WIDE} ${HIGH}`}
      role="img"
      aria-label={`${label}: ${rows.map((row) => `${row.label} ${row.count}`).join('; ')}`}
    >
      <defs>
        <pattern id="pareto-marked" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" className={css['accent']} />
          <rect width="1.5" height="6" className={css['gap']} />
        </pattern>
      </defs>
      {[0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => (
        <g key={share}>
          <line x1={LEFT} x2={WIDE} y1={y(share)} y2={y(share)} className={share === 0.8 ? css['most'] : css['grid']} />
          <text x={LEFT - 4} y={y(share) + 4} textAnchor="end" className={css['text']}>
            {percent(share)}
          </text>
        </g>
      ))}
      {rows.map(({ id, count, marked }, i) => {
        const height = total === 0 ? 0 : (inner.height * count) / total
        return (
          <g key={id}>
            <rect
              x={LEFT + i * slot + slot * 0.12}
              y={TOP + inner.height - height}
              width={slot * 0.76}
              height={height}
              className={marked ? undefined : css['bar']}
              fill={marked ? 'url(#pareto-marked)' : undefined}
            />
            <text x={LEFT + (i + 0.5) * slot} y={HIGH - 8} textAnchor="middle" className={css['text']}>
              {i + 1}
            </text>
          </g>
        )
      })}
      <polyline
        points={rows.map(({ cumulative }, i) => `${LEFT + (i + 0.5) * slot},${y(cumulative)}`).join(' ')}
        className={css['line']}
      />
      {rows.map(({ id, cumulative }, i) => (
        <circle key={id} cx={LEFT + (i + 0.5) * slot} cy={y(cumulative)} r="3" className={css['dot']} />
      ))}
    </svg>
  )
}
