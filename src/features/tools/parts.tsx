// What the screens of several tools are made of.
import type { ReactNode } from 'react'
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

export interface Row {
  label: string
  value: ReactNode
}

/** Names and what they are, one below the other. */
export function Facts({ label, rows, paper = false }: { label: string; rows: readonly Row[]; paper?: boolean }) {
  return (
    <table className={paper ? css['paper'] : undefined} aria-label={label}>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">{row.label}</th>
            <td>{row.value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
