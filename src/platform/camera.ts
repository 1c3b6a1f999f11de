// The camera, and pictures of codes: what they show is read by the browser's own detector where it has one, else by ours.
import { codeReader, codesIn, type Pixels } from './qr'

/**
 * Why there is nothing to read. `insecure`: the page was opened without https; `none`: no camera; `refused`: not allowed by the
 * person or the device; `busy`: another app holds it; `failed`: anything else; `hidden`: the page was left, so it was stopped.
 */
export type CameraTrouble = 'insecure' | 'none' | 'refused' | 'busy' | 'failed' | 'hidden'

export interface Camera {
  /** Which camera it is, and all there are; their names are known once one of them may be used. */
  id: string
  all: { id: string; name: string }[]
  stop(): void
}

/** Reads this often at most, in milliseconds: faster than a moving code changes, slow enough for a cheap phone. */
const PAUSE = 50
/** The longest side of a picture in which a code is looked for; a code of ours needs no more. */
const ENOUGH = 720

/**
 * Starts a camera, the one at the back unless another is named, shows it in the video and reports the text of every code it sees.
 * `onEnd` is told when it stops by itself. Resolves with why not when it can't be started.
 */
export async function startCamera(
  video: HTMLVideoElement,
  wanted: string | null,
  onText: (text: string) => void,
  onEnd: (trouble: CameraTrouble) => void,
): Promise<Camera | CameraTrouble> {
  const stream = await openStream(wanted)
  if (typeof stream === 'string') return stream
  const [track] = stream.getVideoTracks()
  let stopped = false
  const stop = () => {
    stopped = true
    document.removeEventListener('visibilitychange', whenHidden)
    for (const one of stream.getTracks()) one.stop()
    video.srcObject = null
  }
  const end = (trouble: CameraTrouble) => {
    if (stopped) return
    stop()
    onEnd(trouble)
  }
  const whenHidden = () => {
    if (document.hidden) end('hidden')
  }
  track?.addEventListener('ended', () => end('none'))
  document.addEventListener('visibilitychange', whenHidden)
  try {
    video.srcObject = stream
    await video.play()
    const read = await frameReader()
    const devices = await navigator.mediaDevices.enumerateDevices()
    if (stopped) return 'hidden'
    void watch(video, read, () => stopped, onText).catch(() => end('failed'))
    return {
      id: track?.getSettings().deviceId ?? '',
      all: devices.flatMap(({ kind, deviceId, label }) =>
        kind === 'videoinput' ? [{ id: deviceId, name: label }] : [],
      ),
      stop,
    }
  } catch {
    stop()
    return 'failed'
  }
}

async function openStream(wanted: string | null): Promise<MediaStream | CameraTrouble> {
  if (!window.isSecureContext) return 'insecure'
  if (!navigator.mediaDevices?.getUserMedia) return 'none'
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: {
        width: { ideal: 1280 },
        ...(wanted === null ? { facingMode: { ideal: 'environment' } } : { deviceId: { exact: wanted } }),
      },
    })
  } catch (error) {
    return TROUBLES[(error as DOMException).name] ?? 'failed'
  }
}

const TROUBLES: Record<string, CameraTrouble> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'busy',
  AbortError: 'busy',
}

/** Reads picture after picture until it is stopped. */
async function watch(
  video: HTMLVideoElement,
  read: (video: HTMLVideoElement) => Promise<string[]>,
  isStopped: () => boolean,
  onText: (text: string) => void,
): Promise<void> {
  let last = 0
  while (!isStopped()) {
    await nextPicture(video)
    if (isStopped() || performance.now() - last < PAUSE || video.videoWidth === 0) continue
    last = performance.now()
    for (const text of await read(video)) if (!isStopped()) onText(text)
  }
}

function nextPicture(video: HTMLVideoElement): Promise<unknown> {
  return new Promise((resolve) => {
    // Not in every browser we serve; the next frame of the screen does as well.
    if ('requestVideoFrameCallback' in video) {
      video.requestVideoFrameCallback(resolve)
      // A camera that sends nothing more must not keep this from ending.
      setTimeout(resolve, 1000)
    } else requestAnimationFrame(resolve)
  })
}

/** The browser's own detector, as far as we use it. */
interface Detector {
  detect(image: HTMLVideoElement | HTMLCanvasElement): Promise<{ rawValue: string }[]>
}

async function nativeDetector(): Promise<Detector | null> {
  const { BarcodeDetector } = window as unknown as {
    BarcodeDetector?: { new (options: object): Detector; getSupportedFormats(): Promise<string[]> }
  }
  try {
    if (!BarcodeDetector || !(await BarcodeDetector.getSupportedFormats()).includes('qr_code')) return null
    return new BarcodeDetector({ formats: ['qr_code'] })
  } catch {
    return null
  }
}

async function frameReader(): Promise<(video: HTMLVideoElement) => Promise<string[]>> {
  let detector = await nativeDetector()
  let own: ((pixels: Pixels) => string | null) | undefined
  const canvas = document.createElement('canvas')
  return async (video) => {
    if (detector) {
      try {
        return (await detector.detect(video)).map(({ rawValue }) => rawValue)
      } catch {
        // Some have a detector whose service is missing.
        detector = null
      }
    }
    own ??= await codeReader()
    const { videoWidth, videoHeight } = video
    const side = Math.min(videoWidth, videoHeight)
    // The square in the middle, as the screen shows it.
    const text = own(
      pixelsOf(
        canvas,
        video,
        { x: (videoWidth - side) / 2, y: (videoHeight - side) / 2, width: side, height: side },
        Math.min(side, ENOUGH),
      ),
    )
    return text === null ? [] : [text]
  }
}

interface Part {
  x: number
  y: number
  width: number
  height: number
}

/** A part of a picture, scaled so that its longest side is so long. */
function pixelsOf(
  canvas: HTMLCanvasElement,
  picture: CanvasImageSource,
  { x, y, width, height }: Part,
  longest: number,
): Pixels {
  const scale = longest / Math.max(width, height)
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('no canvas')
  context.drawImage(picture, x, y, width, height, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

/** The texts of all codes in a picture file, looked at in several sizes; null when it is no picture this browser can open. */
export async function readPicture(file: Blob): Promise<string[] | null> {
  const address = URL.createObjectURL(file)
  try {
    const picture = new Image()
    picture.src = address
    await picture.decode()
    const { naturalWidth: width, naturalHeight: height } = picture
    const detector = await nativeDetector()
    const canvas = document.createElement('canvas')
    const longest = Math.max(width, height)
    // A code is found sooner in a small picture, a fine one only in a large one, and a tiny one only when it is enlarged.
    for (const size of [Math.min(longest, 1000), Math.min(longest, 2000), 600]) {
      const pixels = pixelsOf(canvas, picture, { x: 0, y: 0, width, height }, size)
      const native = (await detector?.detect(canvas).catch(() => [])) ?? []
      const texts = native.length > 0 ? native.map(({ rawValue }) => rawValue) : await codesIn(pixels)
      if (texts.length > 0) return [...new Set(texts)]
    }
    return []
  } catch {
    return null
  } finally {
    URL.revokeObjectURL(address)
  }
}
