import css from './CodePicture.module.css'

/** A code, black on white in every theme, with its quiet zone: cameras want it so. */
export function CodePicture({ code: { size, path }, label }: { code: { size: number; path: string }; label: string }) {
  return (
    <div className={css['code']}>
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
    </div>
  )
}
