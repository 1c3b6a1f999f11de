import { useEffect, useRef, useState } from 'react'
import { type Camera, type CameraTrouble, startCamera } from '../../platform/camera'
import { useT } from '../../platform/i18n'
import { Select } from '../../ui/Field'
import css from './Codes.module.css'

/** What the camera sees, and a calm line about it. The camera stops when this is left. */
export function Viewfinder({
  progress,
  said,
  onText,
  onEnd,
}: {
  progress: { have: number; of: number } | null
  /** Said instead of where to point. */
  said: string | null
  onText: (text: string) => void
  /** With the reason, when it was not the person who stopped it. */
  onEnd: (trouble?: CameraTrouble) => void
}) {
  const { t } = useT()
  const video = useRef<HTMLVideoElement>(null)
  const [wanted, setWanted] = useState<string | null>(null)
  const line = useRef<HTMLParagraphElement>(null)
  const [camera, setCamera] = useState<Camera | null>(null)
  // What is called later is always the newest, and starts no camera anew.
  const latest = useRef({ onText, onEnd })
  useEffect(() => {
    latest.current = { onText, onEnd }
  })
  // The button that was tapped is gone.
  useEffect(() => line.current?.focus(), [])
  useEffect(() => {
    if (!video.current) return
    let gone = false
    let started: Camera | undefined
    void startCamera(
      video.current,
      wanted,
      (text) => latest.current.onText(text),
      (trouble) => latest.current.onEnd(trouble),
    ).then((one) => {
      if (typeof one === 'string') {
        if (!gone) latest.current.onEnd(one)
        return
      }
      started = one
      if (gone) one.stop()
      else setCamera(one)
    })
    return () => {
      gone = true
      started?.stop()
    }
  }, [wanted])

  const all = camera?.all ?? []
  return (
    <div>
      <video ref={video} className={css['view']} muted playsInline aria-label={t('codes.receive.camera.view')} />
      <p ref={line} role="status" tabIndex={-1} className={css['line']}>
        {said ?? t(camera ? 'codes.receive.camera.point' : 'codes.receive.camera.starting')}
      </p>
      {progress && (
        <label className={css['progress']}>
          {t('codes.receive.progress', progress)}
          <progress value={progress.have} max={progress.of} />
        </label>
      )}
      {all.length > 1 && (
        <Select
          label={t('codes.receive.camera.which')}
          none={t('codes.receive.camera.back')}
          options={all.map(({ id, name }, i) => ({
            id,
            text: name || t('codes.receive.camera.number', { number: i + 1 }),
          }))}
          value={wanted ?? camera?.id ?? ''}
          onChange={(event) => setWanted(event.target.value || null)}
        />
      )}
      <div className="actions">
        <button type="button" className="quiet" onClick={() => onEnd()}>
          {t('codes.receive.camera.stop')}
        </button>
      </div>
    </div>
  )
}
