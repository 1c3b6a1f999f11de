// QR codes: made of a text, and found in pixels. Both halves of the package are fetched when they are first wanted.

/** A code as a drawing of black squares, quiet zone included. */
export interface Code {
  /** Width and height in modules. */
  size: number
  /** An SVG path of every black module. */
  path: string
}

/** A maker of codes at error level M, once it is here; texts within the alphanumeric alphabet of QR take a third less room. */
export async function codeMaker(): Promise<(text: string) => Code> {
  const { encodeQR } = await import('qr')
  return (text) => {
    const encoding = /^[0-9A-Z $%*+\-./:]*$/.test(text) ? 'alphanumeric' : 'byte'
    const rows = encodeQR(text, 'raw', { ecc: 'medium', encoding, border: 4 })
    return { size: rows.length, path: rows.map(pathOf).join('') }
  }
}

/** The black runs of one row. */
function pathOf(row: readonly boolean[], y: number): string {
  let path = ''
  for (let x = 0; x < row.length; x++) {
    const from = x
    while (row[x]) x++
    if (x > from) path += `M${from} ${y}h${x - from}v1h-${x - from}z`
  }
  return path
}

export interface Pixels {
  width: number
  height: number
  /** Red, green, blue, opacity. */
  data: Uint8ClampedArray
}

/** The text of the code in one picture of a camera, quickly; null when none is found. */
export async function codeReader(): Promise<(pixels: Pixels) => string | null> {
  const { decodeQR } = await import('qr/decode.js')
  return (pixels) => {
    try {
      return decodeQR(pixels)
    } catch {
      // How the package says that there is none.
      return null
    }
  }
}

/** The texts of all codes in a picture, taking the time it needs. */
export async function codesIn(pixels: Pixels): Promise<string[]> {
  const { decodeQRBatch } = await import('qr/decode.js')
  const [found = []] = await decodeQRBatch([pixels], { effort: Number.POSITIVE_INFINITY, timeLimit: 2000 })
  return [...new Set(found.filter((one): one is string => typeof one === 'string'))]
}
