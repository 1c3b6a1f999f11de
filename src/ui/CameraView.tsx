import type { RefObject } from 'react'
import css from './CameraView.module.css'

/** What a camera sees. Mirrored is only the view: what is read is the picture as it is. */
export function CameraView({
  video,
  label,
  mirrored = false,
}: {
  video: RefObject<HTMLVideoElement | null>
  label: string
  mirrored?: boolean
}) {
  return (
    <video
      ref={video}
      className={`${css['view']} ${mirrored ? css['mirrored'] : ''}`}
      muted
      playsInline
      aria-label={label}
    />
  )
}

/** How much of a code in several parts was read. */
export function CodeProgress({ label, have, of }: { label: string; have: number; of: number }) {
  return (
    <label className={css['progress']}>
      {label}
      <progress value={have} max={of} />
    </label>
  )
}
