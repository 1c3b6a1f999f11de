import { useEffect, useRef } from 'react'
import type { CameraTrouble } from '../../platform/camera'
import { useT } from '../../platform/i18n'
import { useCamera } from '../../platform/useCamera'
import { CameraView, CodeProgress } from '../../ui/CameraView'
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
  const { video, camera, wanted, choose } = useCamera(onText, onEnd)
  const line = useRef<HTMLParagraphElement>(null)
  // The button that was tapped is gone.
  useEffect(() => line.current?.focus(), [])
  const all = camera?.all ?? []
  return (
    <div>
      <CameraView video={video} label={t('codes.receive.camera.view')} />
      <p ref={line} role="status" tabIndex={-1} className={css['line']}>
        {said ?? t(camera ? 'codes.receive.camera.point' : 'codes.receive.camera.starting')}
      </p>
      {progress && <CodeProgress label={t('codes.receive.progress', progress)} {...progress} />}
      {all.length > 1 && (
        <Select
          label={t('codes.receive.camera.which')}
          none={t('codes.receive.camera.back')}
          options={all.map(({ id, name }, i) => ({
            id,
            text: name || t('codes.receive.camera.number', { number: i + 1 }),
          }))}
          value={wanted ?? camera?.id ?? ''}
          onChange={(event) => choose(event.target.value || null)}
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
