import { type ReactNode, useEffect, useRef } from 'react'
import css from './Disclosure.module.css'

/** A line that opens to more; closed at first, and open on paper, where nobody can tap it. */
export function Disclosure({
  summary,
  about,
  children,
  open,
}: {
  summary: string
  /** What it is about, for those who hear the line by itself. */
  about?: string
  children: ReactNode
  open?: boolean
}) {
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    let unfolded = false
    const unfold = () => {
      unfolded = details.current?.open === false
      if (unfolded) details.current?.setAttribute('open', '')
    }
    const fold = () => {
      if (unfolded) details.current?.removeAttribute('open')
      unfolded = false
    }
    window.addEventListener('beforeprint', unfold)
    window.addEventListener('afterprint', fold)
    return () => {
      window.removeEventListener('beforeprint', unfold)
      window.removeEventListener('afterprint', fold)
    }
  }, [])
  return (
    <details ref={details} className={css['more']} open={open}>
      <summary>
        {summary}
        {about && <span className="hidden">: {about}</span>}
      </summary>
      <div className={css['body']}>{children}</div>
    </details>
  )
}
