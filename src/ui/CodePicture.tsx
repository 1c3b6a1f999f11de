import { type ReactNode, useEffect, useState } from 'react'
import css from './CodePicture.module.css'

interface Code {
  size: number
  path: string
}

/** A code, black on white in every theme, with its quiet zone: cameras want it so. */
export function CodePicture({ code: { size, path }, label }: { code: Code; label: string }) {
  return (
    <div className={css['code']}>
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
    </div>
  )
}

/** Frames of a moving code each second; the slower one is for cameras that take long to see. */
const FAST = 8
const SLOW = 3

/** A code that does not fit into one picture: its frames take turns until they are stopped. */
export function MovingCode({
  codeAt,
  frames,
  label,
  words,
  more,
}: {
  codeAt: (frame: number) => Code
  /** How many there are before they begin anew. */
  frames: number
  label: string
  words: Record<'pause' | 'go' | 'slower' | 'faster', string>
  /** Buttons beside the ones that steer it. */
  more: ReactNode
}) {
  const [frame, setFrame] = useState(0)
  // Who asked for less motion starts it by hand.
  const [moves, setMoves] = useState(() => !window.matchMedia?.('(prefers-reduced-motion: reduce)').matches)
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    if (!moves) return
    const turns = setInterval(() => setFrame((before) => (before + 1) % frames), 1000 / (slow ? SLOW : FAST))
    return () => clearInterval(turns)
  }, [moves, slow, frames])
  return (
    <>
      <CodePicture code={codeAt(frame)} label={label} />
      <div className="actions noprint">
        <button type="button" className="quiet" onClick={() => setMoves(!moves)}>
          {moves ? words.pause : words.go}
        </button>
        <button type="button" className="quiet" onClick={() => setSlow(!slow)}>
          {slow ? words.faster : words.slower}
        </button>
        {more}
      </div>
    </>
  )
}
