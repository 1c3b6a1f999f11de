// What is known of a programme, row by row, in words: the same on every screen that shows one.
import type { Lists, Programme } from '../core/catalogue'
import { isOld } from '../core/programmes'
import type { useT } from '../platform/i18n'
import type { Words } from '../store/catalogue'

export interface Fact {
  label: string
  text: string
}

/** Place, format, time, cost, access, and how sure we are; what is not known is left out. */
export function programmeFacts(
  programme: Programme,
  lists: Lists,
  words: Words,
  listWords: Words,
  { t, list }: Pick<ReturnType<typeof useT>, 't' | 'list'>,
): Fact[] {
  const named = (kind: string, codes: readonly string[]) => list(codes.map((code) => listWords(`${kind}.${code}.name`)))
  const facts: Fact[] = [
    { label: t('programme.operator'), text: words(`${programme.id}.operator`) },
    { label: t('programme.place'), text: placesText(programme.places, lists, listWords, { t, list }) },
    { label: t('programme.format'), text: named('formats', programme.format) },
    { label: t('programme.duration'), text: words(`${programme.id}.duration`) },
    { label: t('programme.cost'), text: words(`${programme.id}.cost`) },
    { label: t('programme.access'), text: listWords(`accesses.${programme.access}.how`) },
    {
      label: t('programme.page'),
      text: programme.page ?? t('programme.noPage', { operator: words(`${programme.id}.operator`) }),
    },
    { label: t('programme.confidence'), text: listWords(`confidences.${programme.confidence}.name`) },
  ]
  return facts.filter(({ text }) => text !== '')
}

/** Where a programme is: everywhere, online, and its provinces by name. */
export function placesText(
  places: readonly string[],
  lists: Lists,
  listWords: Words,
  { t, list }: Pick<ReturnType<typeof useT>, 't' | 'list'>,
): string {
  const provinces = places.filter((place) => lists.provinces.some(({ code }) => code === place))
  return list([
    ...(places.includes('national') ? [t('programme.national')] : []),
    ...(places.includes('online') ? [t('programme.online')] : []),
    ...provinces.map((code) => listWords(`provinces.${code}.name`)),
  ])
}

/** "Last known December 2025", and to ask for the current schedule when that is long ago. */
export function lastKnown(
  programme: Programme,
  today: string,
  { t, month }: Pick<ReturnType<typeof useT>, 't' | 'month'>,
): string {
  if (programme.last === undefined) return t('programme.lastUnknown')
  const last = month(programme.last)
  return isOld(programme.last, today) ? t('programme.lastOld', { last }) : t('programme.last', { last })
}
