// Finding programmes by what people type: in any case, with or without accents, spaces and hyphens.
import type { Programme } from '../../core/catalogue'
import type { Words } from '../../store/catalogue'

/** A programme that is shown, with those shown inside it. */
export interface Entry {
  programme: Programme
  merged: Programme[]
}

export interface Filter {
  query: string
  gap: string
  kind: string
}

export const NO_FILTER: Filter = { query: '', gap: '', kind: '' }

/** Every programme with a card of its own, each with those that are shown inside it, in the order of the catalogue. */
export function entriesOf(programmes: readonly Programme[]): Entry[] {
  return programmes
    .filter(({ show }) => show !== 'merge')
    .map((programme) => ({ programme, merged: mergedInto(programme, programmes) }))
}

export function mergedInto({ id }: Programme, programmes: readonly Programme[]): Programme[] {
  return programmes.filter(({ show, mergeInto }) => show === 'merge' && mergeInto === id)
}

/** The entries a filter leaves: those that close the chosen gap directly first, then those with the words in their name. */
export function found(entries: readonly Entry[], { query, gap, kind }: Filter, words: Words): Entry[] {
  const typed = fold(query).split(' ')
  const rank = (entry: Entry) =>
    (gap === '' || closes(entry, gap) ? 0 : 2) +
    (all(entry).some((programme) => isNamed(programme, typed, words)) ? 0 : 1)
  return entries
    .filter(
      (entry) =>
        (gap === '' || all(entry).some(({ gaps, gaps2 }) => gaps.includes(gap) || gaps2.includes(gap))) &&
        (kind === '' || all(entry).some((programme) => programme.kind === kind)) &&
        all(entry).some((programme) => speaksOf(programme, typed, words)),
    )
    .map((entry) => ({ entry, rank: rank(entry) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry)
}

/** Whether an entry, or one shown inside it, closes a gap directly. */
export function closes(entry: Entry, gap: string): boolean {
  return all(entry).some(({ gaps }) => gaps.includes(gap))
}

function all({ programme, merged }: Entry): Programme[] {
  return [programme, ...merged]
}

/** Every word typed begins a word of a name. */
function isNamed(programme: Programme, typed: readonly string[], words: Words): boolean {
  return typed.every((word) => ` ${namesOf(programme, words)}`.includes(` ${word}`))
}

/** Every word typed is somewhere in names, operator or line; in names also across spaces: "pidi4", "IJB-Net". */
function speaksOf(programme: Programme, typed: readonly string[], words: Words): boolean {
  const { id } = programme
  const names = namesOf(programme, words)
  const text = `${names} ${names.replace(/ /g, '')} ${fold(`${words(`${id}.operator`)} ${words(`${id}.line`)}`)}`
  return typed.every((word) => text.includes(word))
}

/** Its name, and those by which articles call it in whatever language. */
function namesOf({ id, aka }: Programme, words: Words): string {
  return fold(`${words(`${id}.name`)} ${(aka ?? []).join(' ')} ${id}`)
}

/** Small letters without accents, and a single space for anything that is neither letter nor digit. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
