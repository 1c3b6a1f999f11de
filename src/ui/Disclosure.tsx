import type { ReactNode } from 'react'
import css from './Disclosure.module.css'

/** A line that opens to more; closed at first. */
export function Disclosure({ summary, children, open }: { summary: string; children: ReactNode; open?: boolean }) {
  return (
    <details className={css['more']} open={open}>
      <summary>{summary}</summary>
      <div className={css['body']}>{children}</div>
    </details>
  )
}
