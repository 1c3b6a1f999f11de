import css from './FileButton.module.css'

/**
 * A file field that looks like a button. The browser would write beside it in its own language; so the field covers our words,
 * which all of it can be tapped for, and the focus shows around them.
 */
export function FileButton({
  text,
  label = text,
  accept,
  camera = false,
  disabled = false,
  multiple = false,
  onFile,
}: {
  text: string
  /** The name for screen readers, where the text alone is not enough. */
  label?: string
  accept?: string
  /** On a phone the camera opens at once; without it, the gallery is offered. */
  camera?: boolean
  disabled?: boolean
  /** Several at once: each is handed over, one after the other. */
  multiple?: boolean
  onFile: (file: File) => void
}) {
  return (
    <span className={`quiet ${css['file']}`}>
      <span aria-hidden="true">{text}</span>
      <input
        type="file"
        accept={accept}
        aria-label={label}
        disabled={disabled}
        multiple={multiple}
        {...(camera ? { capture: 'environment' as const } : {})}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          // The same file can be chosen again.
          event.target.value = ''
          for (const file of files) onFile(file)
        }}
      />
    </span>
  )
}
