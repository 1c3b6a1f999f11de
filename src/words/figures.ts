// Figures of the small tools in words: no finer than what they were made of allows, and with their ends where they have any.
import type { Figure, FigureUnit, Move } from '../core/figures'
import { type Interval, scaled, toShow } from '../core/intervals'
import type { useT } from '../platform/i18n'

type Tools = Pick<ReturnType<typeof useT>, 't' | 'number' | 'percent'>

export interface FigureText {
  /** "66%", "12,5 menit", "Rp360.000". */
  text: string
  /** "antara 58% dan 74%"; '' when it is as sure as the finest place that is shown. */
  range: string
}

/** A number with its unit; `own` is the word of the unit `own`. */
export function intervalText(interval: Interval, unit: FigureUnit, finest: number, tools: Tools, own = ''): FigureText {
  const { low, value, high, decimals } = toShow(interval, finest)
  const text = (n: number) => unitText(n, decimals, unit, tools, own)
  return {
    text: text(value),
    range:
      interval.high - interval.low <= finest
        ? ''
        : tools.t('tools.range', { low: bareText(low, decimals, unit, tools), high: text(high) }),
  }
}

/** A share 0..1 in whole per cent. */
export function shareText(share: Interval, tools: Tools): FigureText {
  return intervalText(scaled(share, 100), 'percent', 1, tools)
}

/** The figure of a measure; null while it is not known. */
export function figureText({ value, unit, finest, own }: Figure, tools: Tools): FigureText | null {
  return value && intervalText(value, unit, finest, tools, own)
}

/** What a figure says of an earlier one: "Terakhir 54%, sekarang 61%: lebih baik." */
export function moveText(before: string, day: string, after: string, move: Move, { t }: Pick<Tools, 't'>): string {
  return t(`tools.move.${move}`, { before, day, after })
}

/** A number whose unit follows with the next one: "antara 12 dan 14 menit". */
function bareText(n: number, decimals: number, unit: FigureUnit, { t, number, percent }: Tools): string {
  if (unit === 'percent') return percent(n / 100)
  const value = number(n, decimals)
  return unit.startsWith('rupiah') ? t('tools.units.rupiah', { value }) : value
}

function unitText(n: number, decimals: number, unit: FigureUnit, { t, number, percent }: Tools, own: string): string {
  const value = number(n, decimals)
  switch (unit) {
    case 'percent':
      return percent(n / 100)
    case 'own':
      return own ? `${value} ${own}` : value
    default:
      return t(`tools.units.${unit}`, { value, count: n })
  }
}
