import { type RefObject, useEffect, useRef, useState } from 'react'
import { type Camera, type CameraTrouble, startCamera } from './camera'

/**
 * A camera that reads codes as long as the screen shows it. What is called is always the newest, and starts no camera anew.
 * @param onEnd with the reason, when the camera could not be used, or not any more.
 */
export function useCamera(
  onText: (text: string) => void,
  onEnd: (trouble: CameraTrouble) => void,
): {
  video: RefObject<HTMLVideoElement | null>
  /** Null until it has started. */
  camera: Camera | null
  /** The one that was chosen; null is the browser's choice. */
  wanted: string | null
  choose: (id: string | null) => void
} {
  const video = useRef<HTMLVideoElement>(null)
  const [wanted, choose] = useState<string | null>(null)
  const [camera, setCamera] = useState<Camera | null>(null)
  const latest = useRef({ onText, onEnd })
  useEffect(() => {
    latest.current = { onText, onEnd }
  })
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
  return { video, camera, wanted, choose }
}
