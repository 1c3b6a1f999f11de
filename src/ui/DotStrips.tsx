import css from './DotStrips.module.css'

export interface DotStrip {
  id: string
  label: string
  /** Places as shares of the scale, 0..1. */
  dots: readonly { at: number; firms: number }[]
  low: number
  median: number
  high: number
  /** In words, always shown: "nilai tengah 1,7". */
  value: string
}

const at = (share: number) => ({ insetInlineStart: `${share * 100}%` })

/** A strip a row: dots that grow with how many stand there, a band over the middle half, and a line at the median. The strip is decoration. */
export function DotStrips({ rows, label }: { rows: readonly DotStrip[]; label: string }) {
  const most = Math.max(1, ...rows.flatMap(({ dots }) => dots.map(({ firms }) => firms)))
  return (
    <ul className={css['chart']} aria-label={label}>
      {rows.map(({ id, label, dots, low, median, high, value }) => (
        <li key={id}>
          <span className={css['label']}>{label}</span>
          <span className={css['value']}>{value}</span>
          <span className={css['track']} aria-hidden="true">
            <span className={css['band']} style={{ ...at(low), inlineSize: `${(high - low) * 100}%` }} />
            {dots.map(({ at: place, firms }) => (
              <span
                key={place}
                className={css['dot']}
                style={{ ...at(place), fontSize: `${0.45 + 0.75 * Math.sqrt(firms / most)}em` }}
              />
            ))}
            <span className={css['median']} style={at(median)} />
          </span>
        </li>
      ))}
    </ul>
  )
}
