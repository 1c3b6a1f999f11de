import { useLayoutEffect, useRef, useState } from 'react'
import { PolarAngleAxis, PolarGrid, PolarRadiusAxis, Radar, RadarChart as Recharts } from 'recharts'

export interface RadarRow {
  label: string
  /** null is not assessed: the corner is left open. */
  value: number | null
}

/** A radar, for the overall shape only: everything it shows stands in the bars and the table before it. */
export function RadarChart({
  rows,
  max,
  label,
  format,
}: {
  rows: readonly RadarRow[]
  max: number
  label: string
  format: (value: number) => string
}) {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const measure = () => setWidth(Math.min(box.current?.clientWidth ?? 0, 460))
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [])
  const height = Math.max(280, width * 0.8)
  return (
    <div
      ref={box}
      role="img"
      aria-label={`${label}: ${rows.map((row) => `${row.label} ${row.value === null ? '–' : format(row.value)}`).join('; ')}`}
    >
      {width > 0 && (
        <Recharts
          width={width}
          height={height}
          data={rows.map((row) => ({ ...row, value: row.value ?? undefined }))}
          outerRadius="62%"
          accessibilityLayer={false}
        >
          <PolarGrid stroke="var(--border)" />
          <PolarAngleAxis dataKey="label" tick={{ fill: 'var(--ink)', fontSize: 12 }} />
          <PolarRadiusAxis
            domain={[0, max]}
            tickCount={max + 1}
            angle={90}
            tick={{ fill: 'var(--muted)', fontSize: 11 }}
          />
          <Radar
            dataKey="value"
            stroke="var(--brand)"
            fill="var(--brand)"
            fillOpacity={0.25}
            strokeWidth={2}
            isAnimationActive={false}
          />
        </Recharts>
      )}
    </div>
  )
}
