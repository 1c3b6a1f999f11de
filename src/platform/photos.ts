// Photos from the camera or the gallery, made small enough to keep.

/** Longest sides in pixels, and qualities of JPEG, tried in this order until one is small enough. */
const SIDES = [1280, 1024, 800, 640, 480, 320, 160]
const QUALITIES = [0.8, 0.65, 0.5]

/**
 * A picture as a JPEG of at most so many bytes, as a data address; null when the file is no picture this browser can open.
 * It stands upright as the camera meant it, and nothing of what a camera writes beside a picture (place, time) is left in it.
 */
export async function smallPhoto(file: Blob, mostBytes: number): Promise<string | null> {
  const address = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    // Width and height are those of the picture set upright, in every browser we serve.
    const { naturalWidth: width, naturalHeight: height } = image
    if (width === 0 || height === 0) return null
    for (const side of SIDES) {
      const canvas = drawn(image, Math.min(1, side / Math.max(width, height)))
      for (const quality of QUALITIES) {
        const jpeg = await toJpeg(canvas, quality)
        if (jpeg && jpeg.size <= mostBytes) return await dataAddress(jpeg)
      }
    }
    return null
  } catch {
    return null
  } finally {
    URL.revokeObjectURL(address)
  }
}

function drawn(image: HTMLImageElement, scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale))
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale))
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.imageSmoothingQuality = 'high'
  // A JPEG has no see-through parts; they would turn black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas
}

function toJpeg(canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
}

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = () => reject(reader.error)
    reader.onload = () => resolve(String(reader.result))
    reader.readAsDataURL(blob)
  })
}
