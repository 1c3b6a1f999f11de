// Sentences of a result, made from what the core returns. Each is one text with places to fill; none is glued from pieces.
import type { Lists } from '../core/catalogue'
import { roundHalfUp } from '../core/numbers'
import type { Why } from '../core/programmes'
import type { Question } from '../core/questionnaire'
import type { CapCause, Level, NodeScore } from '../core/scoring'
import type { useT } from '../platform/i18n'
import type { Words } from '../store/catalogue'
import { placesText } from './programmes'

type T = ReturnType<typeof useT>
type Step = NonNullable<Question['steps']>[number]

/** An index or score the way people read it here: rounded half up, 1,67 or 1.67. */
export function shown(value: number, decimals: number, { number }: Pick<T, 'number'>): string {
  return number(roundHalfUp(value, decimals), decimals)
}

/** A level's name in words: from the questionnaire, by its place in the level table. */
export function levelName(level: Level | null, table: readonly { level: Level }[], words: Words): string {
  const place = table.findIndex((row) => row.level === level)
  return place < 0 ? '' : words(`levels.table.${place}.name`)
}

/** "1,7 · tingkat 1", or that it is not assessed or does not apply. */
export function scoreText(node: NodeScore, { t, number }: Pick<T, 't' | 'number'>): string {
  if (node.score === null) return t(node.reason === 'not-applicable' ? 'result.notApplicable' : 'result.notAssessed')
  const score = shown(node.score, 1, { number })
  return node.level === null ? score : t('result.scoreAndLevel', { score, level: node.level })
}

/** "1,5 – 2,0", or a dash where there is no score. */
export function rangeText({ low, high }: NodeScore, tools: Pick<T, 'number'>): string {
  return low === null || high === null ? '–' : `${shown(low, 1, tools)} – ${shown(high, 1, tools)}`
}

/** What holds the level down, in a sentence. */
export function capText(cause: CapCause, name: string, { t, number }: Pick<T, 't' | 'number'>): string {
  if (cause.kind === 'minChildPlus') return t('result.cap.gate', { name, level: cause.nodeLevel, atMost: cause.atMost })
  return cause.score === null
    ? t('result.cap.requiresMissing', { name, atMost: cause.atMost })
    : t('result.cap.requires', {
        name,
        score: shown(cause.score, 1, { number }),
        atLeast: shown(cause.atLeast, 1, { number }),
        atMost: cause.atMost,
      })
}

/** How long a step takes: "2 jam". */
export function timeText({ value, unit }: Step['time'], { t, number }: Pick<T, 't' | 'number'>): string {
  return t(`steps.units.${unit}`, { count: value, value: number(value) })
}

/** One reason for a programme, as a sentence. */
export function whyText(
  why: Why,
  ask: string,
  lists: Lists,
  listWords: Words,
  tools: Pick<T, 't' | 'list' | 'month'>,
): string {
  const { t, list, month } = tools
  const gaps = list((why.gaps ?? []).map((code) => listWords(`gapCodes.${code}.name`)))
  switch (why.key) {
    case 'sector':
      return t('why.sector', { sector: listWords(`sectors.${why.sector}.name`) })
    case 'travel':
      return t('why.travel', { place: placesText(why.places ?? [], lists, listWords, tools) })
    case 'not-confirmed':
      return ask ? t('why.not-confirmed', { ask }) : t('why.not-confirmed-all')
    case 'old':
      return why.last ? t('why.old', { last: month(why.last) }) : t('why.old-unknown')
    case 'level-inside':
      return t('why.level-inside', { level: why.level })
    default:
      return t(`why.${why.key}`, { gaps })
  }
}
