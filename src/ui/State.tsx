import css from './State.module.css'

/** Shown while something loads; says so only when it takes long enough to notice. */
export function Loading({ text }: { text: string }) {
  return (
    <p className={css['loading']} role="status">
      {text}
    </p>
  )
}

/** Something did not work: what happened, what to do, and the way to do it. */
export function Failed({
  title,
  text,
  action,
  onAction,
}: {
  title: string
  text: string
  action: string
  onAction: () => void
}) {
  return (
    <div className={css['failed']} role="alert">
      <h1>{title}</h1>
      <p>{text}</p>
      <button type="button" className="button" onClick={onAction}>
        {action}
      </button>
    </div>
  )
}
