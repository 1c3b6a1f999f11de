// Pictures and films of codes, for people who hold a phone in front of them: PNG files, and what a camera made of files would see.
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { PNG } from 'pngjs'
import { encodeQR } from 'qr'

/** What the camera of a browser made for tests sees. */
const FRAME = { width: 640, height: 480 }

/** Flags for a browser whose only camera shows a film, over and over, and may be used without being asked. */
export function cameraShowing(film: string): string[] {
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ]
}

/** Films pictures one after the other, each in the middle of the frame, so many a second (YUV4MPEG2). */
export function film(file: string, pictures: readonly Buffer[], perSecond: number): void {
  const { width, height } = FRAME
  const out = openSync(file, 'w')
  writeSync(out, `YUV4MPEG2 W${width} H${height} F${perSecond}:1 Ip A1:1 C420\n`)
  const grey = Buffer.alloc((width * height) / 2, 128)
  const frames = new Map<Buffer, Buffer>()
  for (const picture of pictures) {
    // One that stands still is worked out once.
    const frame = frames.get(picture) ?? brightness(PNG.sync.read(picture))
    frames.set(picture, frame)
    writeSync(out, 'FRAME\n')
    writeSync(out, frame)
    writeSync(out, grey)
  }
  closeSync(out)
}

/** The brightness of a picture, scaled to the height of the frame; grey beside it, as a table would be. */
function brightness(picture: PNG): Buffer {
  const { width, height } = FRAME
  const scale = (height - 20) / Math.max(picture.width, picture.height)
  const left = (width - picture.width * scale) / 2
  const top = (height - picture.height * scale) / 2
  const bytes = Buffer.alloc(width * height, 150)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = { x: Math.floor((x - left) / scale), y: Math.floor((y - top) / scale) }
      if (from.x < 0 || from.y < 0 || from.x >= picture.width || from.y >= picture.height) continue
      const at = 4 * (from.y * picture.width + from.x)
      const [red = 0, green = 0, blue = 0] = picture.data.subarray(at, at + 3)
      bytes[y * width + x] = 16 + Math.round((219 * (red + green + blue)) / 765)
    }
  }
  return bytes
}

/** A picture file of a code, as another maker of codes would draw it. */
export function pictureOf(text: string): Buffer {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 })
  const scale = 6
  const png = new PNG({ width: rows.length * scale, height: rows.length * scale })
  png.data.fill(255)
  for (let y = 0; y < png.height; y++) {
    for (let x = 0; x < png.width; x++) {
      const at = 4 * (y * png.width + x)
      if (rows[Math.floor(y / scale)]?.[Math.floor(x / scale)]) png.data.fill(0, at, at + 3)
    }
  }
  return PNG.sync.write(png)
}

/** Writes a picture and gives back where it lies. */
export function fileOf(file: string, picture: Buffer): string {
  writeFileSync(file, picture)
  return file
}
