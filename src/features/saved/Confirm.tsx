import { type ReactNode, useEffect, useId, useRef } from 'react'
import css from './Saved.module.css'

/** Asks before something is gone for good. Staying is what Enter and Escape do. */
export function Confirm({
  title,
  children,
  confirm,
  cancel,
  onConfirm,
  onCancel,
}: {
  title: string
  children: ReactNode
  confirm: string
  cancel: string
  onConfirm: () => void
  onCancel: () => void
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const stay = useRef<HTMLButtonElement>(null)
  const id = useId()
  useEffect(() => {
    const element = dialog.current
    if (!element) return
    const before = document.activeElement
    // Browsers older than 2022 know no modal dialog: there it is simply shown.
    const modal = typeof element.showModal === 'function'
    if (modal) element.showModal()
    else element.setAttribute('open', '')
    stay.current?.focus()
    return () => {
      if (modal && element.open) element.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className={css['dialog']}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onClose={(event) => {
        if (!event.currentTarget.open) onCancel()
      }}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      <div id={`${id}-text`}>{children}</div>
      <div className="actions">
        <button ref={stay} type="button" className="button" onClick={onCancel}>
          {cancel}
        </button>
        <button type="button" className={`quiet ${css['danger']}`} onClick={onConfirm}>
          {confirm}
        </button>
      </div>
    </dialog>
  )
}
