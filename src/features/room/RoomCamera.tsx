import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { CameraTrouble } from '../../platform/camera'
import { useT } from '../../platform/i18n'
import { useCamera } from '../../platform/useCamera'
import { CameraView } from '../../ui/CameraView'
import { Checks, Select } from '../../ui/Field'

/** A code that stays in view is told once in so many milliseconds. */
const AGAIN = 4000

interface Props {
  /** Whether the view is like a mirror at first: so it is for people who stand in front of a laptop. */
  mirror: boolean
  onText: (text: string) => void
  /** Beside the view. */
  children?: ReactNode
}

/** A camera that is started by a tap and goes on reading until it is stopped; in between it says why it could not. */
export function RoomCamera({ onStop, ...props }: Props & { onStop?: () => void }) {
  const { t } = useT()
  const [reading, setReading] = useState(false)
  const [trouble, setTrouble] = useState<CameraTrouble | null>(null)
  const end = (why?: CameraTrouble) => {
    setReading(false)
    setTrouble(why ?? null)
    onStop?.()
  }
  if (reading) return <Reading {...props} onEnd={end} />
  return (
    <>
      {trouble && <p role="alert">{t(`codes.camera.${trouble}`)}</p>}
      <div className="actions">
        <button
          type="button"
          className="button"
          onClick={() => {
            setTrouble(null)
            setReading(true)
          }}
        >
          {t('codes.receive.camera.start')}
        </button>
      </div>
    </>
  )
}

function Reading({ mirror, onText, children, onEnd }: Props & { onEnd: (trouble?: CameraTrouble) => void }) {
  const { t } = useT()
  const [mirrored, setMirrored] = useState(mirror)
  const told = useRef(new Map<string, number>())
  const stop = useRef<HTMLButtonElement>(null)
  // The button that was tapped is gone.
  useEffect(() => stop.current?.focus({ preventScroll: true }), [])
  const tell = (text: string) => {
    const now = performance.now()
    if (now - (told.current.get(text) ?? Number.NEGATIVE_INFINITY) < AGAIN) return
    told.current.set(text, now)
    onText(text)
  }
  const { video, camera, wanted, choose } = useCamera(tell, onEnd)
  const all = camera?.all ?? []
  return (
    <div>
      <CameraView video={video} label={t('codes.receive.camera.view')} mirrored={mirrored} />
      <Checks
        legend={t('room.collect.view')}
        options={[{ id: 'mirrored', text: t('room.collect.mirrored') }]}
        chosen={mirrored ? ['mirrored'] : []}
        onChange={() => setMirrored(!mirrored)}
      />
      {all.length > 1 && (
        <Select
          label={t('codes.receive.camera.which')}
          options={all.map(({ id, name }, i) => ({
            id,
            text: name || t('codes.receive.camera.number', { number: i + 1 }),
          }))}
          value={wanted ?? camera?.id ?? ''}
          onChange={(event) => choose(event.target.value)}
        />
      )}
      <div className="actions">
        <button ref={stop} type="button" className="quiet" onClick={() => onEnd()}>
          {t('codes.receive.camera.stop')}
        </button>
      </div>
      {children}
    </div>
  )
}
