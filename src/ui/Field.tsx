import { type ComponentProps, type ReactNode, useId } from 'react'
import css from './Field.module.css'

/** A labelled select; with `none`, '' is "not said". Takes what react-hook-form's register gives. */
export function Select({
  label,
  hint,
  options,
  none,
  ...select
}: {
  label: string
  hint?: string | undefined
  none?: string
  options: readonly { id: string; text: string }[]
} & ComponentProps<'select'>) {
  const id = useId()
  return (
    <div className={css['field']}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className={css['hint']} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <select id={id} aria-describedby={hint ? `${id}-hint` : undefined} {...select}>
        {none !== undefined && <option value="">{none}</option>}
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  )
}

/** A labelled line of text. */
export function TextField({
  label,
  hint,
  error,
  note,
  unit,
  ...input
}: {
  label: string
  hint?: string | undefined
  error?: string | undefined
  /** How what was typed is understood, said once it is. */
  note?: string | null | undefined
  unit?: string
} & ComponentProps<'input'>) {
  const generated = useId()
  const id = input.id ?? generated
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={css['field']}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className={css['hint']} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className={css['error']} id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      <span className={css['unit']}>
        <input {...input} id={id} aria-describedby={described || undefined} aria-invalid={error ? true : undefined} />
        {unit && <span>{unit}</span>}
      </span>
      {note && (
        <p className={css['note']} role="status">
          {note}
        </p>
      )}
    </div>
  )
}

/** A labelled text of several lines. */
export function TextArea({ label, ...area }: { label: string } & ComponentProps<'textarea'>) {
  const id = useId()
  return (
    <div className={css['field']}>
      <label htmlFor={id}>{label}</label>
      <textarea id={id} rows={3} {...area} />
    </div>
  )
}

/** Several of many, as native checkboxes whose whole row can be tapped. Those past the limit can't be ticked. */
export function Checks({
  legend,
  hint,
  options,
  chosen,
  most = Number.POSITIVE_INFINITY,
  onChange,
}: {
  legend: ReactNode
  hint?: string | undefined
  options: readonly { id: string; text: string; more?: string }[]
  chosen: readonly string[]
  most?: number
  onChange: (id: string) => void
}) {
  const id = useId()
  return (
    <fieldset className={css['checks']} aria-describedby={hint ? id : undefined}>
      <legend>{legend}</legend>
      {hint && (
        <p className={css['hint']} id={id} aria-live="polite">
          {hint}
        </p>
      )}
      {options.map((option) => {
        const checked = chosen.includes(option.id)
        return (
          <label key={option.id} className={css['check']}>
            <input
              type="checkbox"
              value={option.id}
              checked={checked}
              disabled={!checked && chosen.length >= most}
              onChange={() => onChange(option.id)}
            />
            <span>
              {option.text}
              {option.more && <small>{option.more}</small>}
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
