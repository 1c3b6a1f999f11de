import type { Ref } from 'react'
import css from './UndoBar.module.css'

/** What was just done, with the way to take it back; it stays in view until the next thing is done. */
export function UndoBar({
  ref,
  text,
  action,
  onAction,
}: {
  /** For moving the focus here when what had it is gone. */
  ref?: Ref<HTMLDivElement>
  /** '' shows nothing. */
  text: string
  action: string
  onAction: () => void
}) {
  return (
    <div ref={ref} className={`${text ? css['bar'] : ''} noprint`} role="status" tabIndex={-1}>
      {text && (
        <>
          <span>{text}</span>
          <button type="button" className="quiet" onClick={onAction}>
            {action}
          </button>
        </>
      )}
    </div>
  )
}
