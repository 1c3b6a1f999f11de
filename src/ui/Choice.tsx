import { type ReactNode, useId, useRef } from 'react'
import css from './Choice.module.css'

export interface ChoiceOption {
  id: string
  text: string
  /** Set apart from the others by a line. */
  apart?: boolean
  /** Shown below the option while it is chosen. */
  more?: ReactNode
}

/**
 * One of several, as native radio buttons whose whole row can be tapped.
 * A tap reports `byPointer`, also on what is already chosen; arrow keys only select.
 */
export function Choice({
  name,
  legend,
  hint,
  options,
  chosen,
  onChoose,
}: {
  name: string
  legend: ReactNode
  hint?: string | undefined
  options: readonly ChoiceOption[]
  chosen: string | undefined
  onChoose: (id: string, byPointer: boolean) => void
}) {
  const pointer = useRef(false)
  const hintId = useId()
  return (
    <fieldset className={css['choice']} aria-describedby={hint ? hintId : undefined}>
      <legend>{legend}</legend>
      {hint && (
        <p className={css['hint']} id={hintId}>
          {hint}
        </p>
      )}
      {options.map((option) => (
        <div key={option.id} className={option.apart ? css['apart'] : undefined}>
          <label
            className={css['row']}
            onPointerDown={() => {
              pointer.current = true
            }}
            onPointerCancel={() => {
              pointer.current = false
            }}
          >
            <input
              type="radio"
              name={name}
              value={option.id}
              checked={chosen === option.id}
              onChange={() => {
                const byPointer = pointer.current
                pointer.current = false
                onChoose(option.id, byPointer)
              }}
              onClick={() => {
                // What is chosen already does not change, but a tap on it counts.
                if (!pointer.current || chosen !== option.id) return
                pointer.current = false
                onChoose(option.id, true)
              }}
              onKeyDown={() => {
                // A tap that slid off the row was none.
                pointer.current = false
              }}
            />
            <span>{option.text}</span>
          </label>
          {chosen === option.id && option.more}
        </div>
      ))}
    </fieldset>
  )
}
