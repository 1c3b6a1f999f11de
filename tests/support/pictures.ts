// Pictures of codes where there is no canvas: jsdom draws nothing, so what would be drawn is handed to the real decoder as pixels.
import { encodeQR } from 'qr'
import { vi } from 'vitest'
import type { Pixels } from '../../src/platform/qr'
import { known } from './assess'

/** Black and white squares, row by row; true is black. */
type Squares = readonly (readonly boolean[])[]

/** A code as any maker of codes would draw it, with a quiet zone. */
function squaresOf(text: string): Squares {
  return encodeQR(text, 'raw', { ecc: 'medium', border: 4 })
}

/** The squares of a drawing on the screen: its path has one run of black modules after the other. */
export function drawn(svg: Element): Squares {
  const size = Number(known(svg.getAttribute('viewBox'), 'viewBox').split(' ')[2])
  const rows = Array.from({ length: size }, () => new Array<boolean>(size).fill(false))
  for (const [, x, y, run] of known(svg.querySelector('path')?.getAttribute('d'), 'path').matchAll(
    /M(\d+) (\d+)h(\d+)/g,
  )) {
    rows[Number(y)]?.fill(true, Number(x), Number(x) + Number(run))
  }
  return rows
}

/** Squares as pixels, scaled to so many. */
export function pixels(squares: Squares, width = 4 * (squares[0]?.length ?? 0), height = 4 * squares.length): Pixels {
  const data = new Uint8ClampedArray(4 * width * height).fill(255)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const row = squares[Math.floor((y * squares.length) / height)] ?? []
      if (row[Math.floor((x * row.length) / width)]) data.fill(0, 4 * (y * width + x), 4 * (y * width + x) + 3)
    }
  }
  return { width, height, data }
}

/** Several codes beside each other; an empty sheet without any. */
function sheetOf(texts: readonly string[]): Squares {
  const codes = texts.map(squaresOf)
  const height = Math.max(60, ...codes.map(({ length }) => length))
  const blank = (code: Squares) => new Array<boolean>(code.length).fill(false)
  const rows = Array.from({ length: height }, (_, y) => codes.flatMap((code) => [...(code[y] ?? blank(code))]))
  return codes.length > 0 ? rows : rows.map(() => new Array<boolean>(height).fill(false))
}

/** Lets picture files be opened: resolves with a maker of files, each a picture of these codes, or no picture at all. */
export function openPictures(): (texts: readonly string[] | null) => File {
  const sheets = new Map<string, Squares | null>()
  const files: File[] = []
  const sheet = (picture: HTMLImageElement) => sheets.get(picture.src) ?? null
  vi.stubGlobal(
    'URL',
    Object.assign(URL, {
      createObjectURL: (file: File) => `blob:picture-${files.indexOf(file)}`,
      revokeObjectURL: () => undefined,
    }),
  )
  Object.defineProperties(HTMLImageElement.prototype, {
    decode: {
      configurable: true,
      value(this: HTMLImageElement) {
        return sheet(this) ? Promise.resolve() : Promise.reject(new DOMException('', 'EncodingError'))
      },
    },
    naturalWidth: {
      configurable: true,
      get(this: HTMLImageElement) {
        return 4 * (sheet(this)?.[0]?.length ?? 0)
      },
    },
    naturalHeight: {
      configurable: true,
      get(this: HTMLImageElement) {
        return 4 * (sheet(this)?.length ?? 0)
      },
    },
  })
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation((() => {
    let shown: Squares = []
    return {
      drawImage: (picture: HTMLImageElement) => {
        shown = sheet(picture) ?? []
      },
      getImageData: (_x: number, _y: number, width: number, height: number) => pixels(shown, width, height),
    }
  }) as never)
  return (texts) => {
    const file = new File([''], 'kode.png', { type: 'image/png' })
    files.push(file)
    sheets.set(`blob:picture-${files.length - 1}`, texts && sheetOf(texts))
    return file
  }
}
