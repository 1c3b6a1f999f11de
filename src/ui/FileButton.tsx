import { useState } from 'react'
import css from './FileButton.module.css'

interface Field {
  text: string
  /** The name for screen readers, where the text alone is not enough. */
  label?: string
  accept?: string
  /** On a phone the camera opens at once; without it, the gallery is offered. */
  camera?: boolean
  disabled?: boolean
}

/**
 * A file field that looks like a button. The browser would write beside it in its own language; so the field covers our words,
 * which all of it can be tapped for, and the focus shows around them.
 */
export function FileButton({ onFile, ...field }: Field & { onFile: (file: File) => void }) {
  return <FileField {...field} onFiles={([file]) => file && onFile(file)} />
}

/** The same, within a place to drop files on. */
export function FileDrop({
  here,
  onFiles,
  ...field
}: Field & {
  /** Says so beside the button, where there is a mouse. */
  here: string
  multiple?: boolean
  /** At least one; one only, unless `multiple`, however many were dropped. */
  onFiles: (files: File[]) => void
}) {
  const [over, setOver] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is another way beside the button in it.
    <div
      className={over ? css['over'] : css['drop']}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const files = [...event.dataTransfer.files]
        if (files.length > 0) onFiles(field.multiple ? files : files.slice(0, 1))
      }}
    >
      <FileField {...field} onFiles={onFiles} />
      <span className={css['here']}>{here}</span>
    </div>
  )
}

function FileField({
  text,
  label = text,
  accept,
  camera = false,
  disabled = false,
  multiple = false,
  onFiles,
}: Field & { multiple?: boolean; onFiles: (files: File[]) => void }) {
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
          if (files.length > 0) onFiles(files)
        }}
      />
    </span>
  )
}
