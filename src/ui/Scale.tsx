import { type ReactNode, useId, useState } from 'react'
import css from './Scale.module.css'

/** Points from few to many, side by side as native radio buttons; each says its number and what it means. */
export function Scale({
  legend,
  meanings,
  chosen,
  onChoose,
}: {
  legend: ReactNode
  /** What 0, 1, 2 and so on mean. */
  meanings: readonly string[]
  chosen: number | undefined
  /** Resolves once it is kept, or can't be. */
  onChoose: (points: number) => Promise<unknown>
}) {
  const name = useId()
  // What is tapped shows at once, and goes back to what is kept when it can't be.
  const [tapped, setTapped] = useState<number | null>(null)
  const shown = tapped ?? chosen
  return (
    <fieldset className={css['scale']}>
      <legend>{legend}</legend>
      <div className={css['row']}>
        {meanings.map((meaning, points) => (
          <label key={meaning} className={css['point']} title={meaning}>
            <input
              type="radio"
              aria-label={`${points}, ${meaning}`}
              name={name}
              checked={shown === points}
              onChange={() => {
                setTapped(points)
                void onChoose(points).finally(() => setTapped((latest) => (latest === points ? null : latest)))
              }}
            />
            <span aria-hidden="true">{points}</span>
          </label>
        ))}
      </div>
      <p className={css['meaning']} aria-hidden="true">
        {shown === undefined ? '' : meanings[shown]}
      </p>
    </fieldset>
  )
}
