// What the screens of several tools are made of.
import { type ReactNode, useEffect, useRef } from 'react'
import { useT } from '../../platform/i18n'
import type { FigureText } from '../../words/figures'
import css from './tools.module.css'

/** The result of a tool, below what it was told; news of it is read out. */
export function Result({ children }: { children: ReactNode }) {
  const { t } = useT()
  return (
    <section aria-labelledby="tool-result" className={css['result']}>
      <h2 id="tool-result">{t('tools.result')}</h2>
      {children}
    </section>
  )
}

/** The figure itself, large, with its range. */
export function Headline({ text, range }: FigureText) {
  return (
    <p className={css['headline']} role="status">
      <strong>{text}</strong> {range && <span>{range}</span>}
    </p>
  )
}

/** "66% (antara 58% dan 74%)". */
export function WithRange({ text, range }: FigureText) {
  const { t } = useT()
  return range ? t('tools.and', { text, range }) : text
}

/** Takes one entry out of a list; `about` says which, for those who hear the button by itself. */
export function Remove({ about, onRemove }: { about: string; onRemove: () => void }) {
  const { t } = useT()
  return (
    <button type="button" className={`noprint ${css['remove']}`} onClick={onRemove}>
      {t('tools.remove')}
      <span className="hidden">: {about}</span>
    </button>
  )
}

/** Moves the focus to what is being added, by its id, once it is there: it is filled in next. */
export function useFocusNext(): (id: string) => void {
  const next = useRef('')
  useEffect(() => {
    const added = next.current && document.getElementById(next.current)
    if (!added) return
    next.current = ''
    added.focus()
  })
  return (id) => {
    next.current = id
  }
}

export interface Row {
  label: string
  value: ReactNode
}

/** Names and what they are, one below the other; where the text is large, each below its name. */
export function Facts({ rows, paper = false }: { rows: readonly Row[]; paper?: boolean }) {
  return (
    <dl className={`${css['facts']} ${paper ? css['paper'] : ''}`}>
      {rows.map((row) => (
        <div key={row.label}>
          <dt>{row.label}</dt>
          <dd>{row.value}</dd>
        </div>
      ))}
    </dl>
  )
}
