import css from './LevelMark.module.css'

/** A level by shape: filled squares out of all. The number and the word stand beside it in text. */
export function LevelMark({ level, of }: { level: number | null; of: number }) {
  return (
    <span className={css['mark']} aria-hidden="true">
      {Array.from({ length: of }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: squares are alike and never move.
        <i key={i} className={level !== null && i < level ? css['full'] : css['empty']} />
      ))}
    </span>
  )
}
