// A picture drawn on the device: blocks of text one below the other on a sheet of one size, as a PNG.

/** What stands on the picture, from top to bottom. */
export type Block =
  | { kind: 'text'; text: string; size: number; bold?: boolean; colour: string; gap: number; most?: number }
  | { kind: 'squares'; filled: number; of: number; colour: string; size: number; gap: number }
  | { kind: 'line'; colour: string; gap: number }
  /** Numbered, each set in from its number. */
  | { kind: 'list'; items: readonly string[]; size: number; colour: string; number: string; gap: number; most: number }

export interface Sheet {
  width: number
  height: number
  paper: string
  margin: number
  blocks: readonly Block[]
  /** At the foot of the sheet. */
  footer: { text: string; size: number; colour: string }
}

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'
const LINE = 1.28

/** Draws a sheet; null when this browser cannot. */
export async function drawPicture(sheet: Sheet): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = sheet.width
  canvas.height = sheet.height
  const pen = canvas.getContext('2d')
  if (!pen) return null
  pen.fillStyle = sheet.paper
  pen.fillRect(0, 0, sheet.width, sheet.height)
  pen.textBaseline = 'alphabetic'
  const { margin } = sheet
  const width = sheet.width - 2 * margin
  let y = margin
  for (const block of sheet.blocks) {
    y += block.gap
    if (block.kind === 'line') {
      pen.fillStyle = block.colour
      pen.fillRect(margin, y, width, 4)
      y += 4
    } else if (block.kind === 'squares') {
      for (let i = 0; i < block.of; i++) {
        const x = margin + i * block.size * 1.25
        pen.lineWidth = 6
        pen.strokeStyle = block.colour
        pen.fillStyle = block.colour
        pen.strokeRect(x + 3, y + 3, block.size - 6, block.size - 6)
        if (i < block.filled) pen.fillRect(x, y, block.size, block.size)
      }
      y += block.size
    } else if (block.kind === 'text') {
      y = write(pen, block.text, { ...block, x: margin, y, width, most: block.most ?? 99 })
    } else {
      for (const [i, item] of block.items.entries()) {
        const top = y
        write(pen, `${i + 1}.`, {
          size: block.size,
          bold: true,
          colour: block.number,
          x: margin,
          y: top,
          width,
          most: 1,
        })
        const indent = block.size * 1.6
        y = write(pen, item, { ...block, x: margin + indent, y: top, width: width - indent }) + block.size * 0.45
      }
    }
  }
  const foot = sheet.height - margin + sheet.footer.size * 0.4
  write(pen, sheet.footer.text, { ...sheet.footer, x: margin, y: foot - sheet.footer.size * LINE, width, most: 1 })
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}

/** Writes a text in lines that fit, at most so many; the last one ends in an ellipsis when there is more. Gives where it ends. */
function write(
  pen: CanvasRenderingContext2D,
  text: string,
  at: { size: number; bold?: boolean; colour: string; x: number; y: number; width: number; most: number },
): number {
  pen.font = `${at.bold ? 700 : 400} ${at.size}px ${FONT}`
  pen.fillStyle = at.colour
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const longer = lines.length === 0 ? word : `${lines[lines.length - 1]} ${word}`
    if (lines.length > 0 && pen.measureText(longer).width <= at.width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  const kept = lines.slice(0, at.most)
  if (lines.length > at.most) kept[at.most - 1] = shortened(pen, kept[at.most - 1] ?? '', at.width)
  kept.forEach((line, i) => {
    pen.fillText(line, at.x, at.y + at.size * (0.95 + i * LINE))
  })
  return at.y + at.size * LINE * kept.length
}

function shortened(pen: CanvasRenderingContext2D, line: string, width: number): string {
  let words = line.split(' ')
  while (words.length > 1 && pen.measureText(`${words.join(' ')}…`).width > width) words = words.slice(0, -1)
  return `${words.join(' ')}…`
}
