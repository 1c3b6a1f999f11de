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

/** Names by which articles call them, in either language: found whatever the language of the screen. */
const ALSO_KNOWN_AS: Readonly<Record<string, string>> = {
  'lemmi-4': 'Lean Monozukuri for Making Indonesia 4.0 (LEMMI 4.0)',
  'new-lemmi-4': 'New LEMMI 4.0',
  ijbnet: 'IJBNet',
  'lean-hrd-program': 'Lean Human Resource Development Program',
  'pidi-4': 'PIDI 4.0',
  'poltek-stmi': 'Politeknik STMI Jakarta',
  bpsdmi: 'BPSDMI',
  'ditjen-ilmate': 'ILMATE',
  brin: 'BRIN',
  'new-midec-sme': 'New MIDEC: SME Development for Automotive',
  'new-midec-mold': 'New MIDEC: Mold and Dies',
  ijepa: 'IJEPA',
  'green-ev-jp': 'Green economy, green industry, green technology, EV acceleration',
  'unido-cp': 'UNIDO Country Programme',
  'making-indonesia-4': 'Making Indonesia 4.0',
  'bali-agenda': 'Bali Agenda on Industry 4.0',
}

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
    (gap === '' || closes(entry, gap) ? 0 : 2) + (all(entry).some(({ id }) => isNamed(id, typed, words)) ? 0 : 1)
  return entries
    .filter(
      (entry) =>
        (gap === '' || all(entry).some(({ gaps, gaps2 }) => gaps.includes(gap) || gaps2.includes(gap))) &&
        (kind === '' || all(entry).some((programme) => programme.kind === kind)) &&
        all(entry).some(({ id }) => speaksOf(id, typed, words)),
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
function isNamed(id: string, typed: readonly string[], words: Words): boolean {
  return typed.every((word) => ` ${namesOf(id, words)}`.includes(` ${word}`))
}

/** Every word typed is somewhere in names, operator or line; in names also across spaces: "pidi4", "IJB-Net". */
function speaksOf(id: string, typed: readonly string[], words: Words): boolean {
  const names = namesOf(id, words)
  const text = `${names} ${names.replace(/ /g, '')} ${fold(`${words(`${id}.operator`)} ${words(`${id}.line`)}`)}`
  return typed.every((word) => text.includes(word))
}

function namesOf(id: string, words: Words): string {
  return fold(`${words(`${id}.name`)} ${ALSO_KNOWN_AS[id] ?? ''} ${id}`)
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
