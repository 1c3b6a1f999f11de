import { useEffect, useRef, useState } from 'react'
import { type Camera, type CameraTrouble, startCamera } from '../../platform/camera'
import { useT } from '../../platform/i18n'
import { Checks, Select } from '../../ui/Field'
import css from './Room.module.css'

/** A code that stays in view is told once in so many milliseconds. */
const AGAIN = 4000

/** A camera that goes on reading until it is stopped. */
export function RoomCamera({
  mirror,
  onText,
  onEnd,
}: {
  /** Whether the view is like a mirror at first: so it is for people who stand in front of a laptop. */
  mirror: boolean
  onText: (text: string) => void
  /** With the reason, when it was not the person who stopped it. */
  onEnd: (trouble?: CameraTrouble) => void
}) {
  const { t } = useT()
  const video = useRef<HTMLVideoElement>(null)
  const [wanted, setWanted] = useState<string | null>(null)
  const [camera, setCamera] = useState<Camera | null>(null)
  const [mirrored, setMirrored] = useState(mirror)
  const latest = useRef({ onText, onEnd })
  useEffect(() => {
    latest.current = { onText, onEnd }
  })
  useEffect(() => {
    if (!video.current) return
    let gone = false
    let started: Camera | undefined
    const told = new Map<string, number>()
    void startCamera(
      video.current,
      wanted,
      (text) => {
        const now = performance.now()
        if (now - (told.get(text) ?? Number.NEGATIVE_INFINITY) < AGAIN) return
        told.set(text, now)
        latest.current.onText(text)
      },
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
      <video
        ref={video}
        className={`${css['view']} ${mirrored ? css['mirrored'] : ''}`}
        muted
        playsInline
        aria-label={t('codes.receive.camera.view')}
      />
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
          onChange={(event) => setWanted(event.target.value)}
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
