// Which groups may be shown without giving a small one away (rules CO7 and CO8 of ./README.md).
import type { Counts, Field } from './cohort'
import { FIELDS } from './cohort'

/** Groups that are shown as one: a single one, or several that are too small by themselves. */
export interface Block {
  /** Codes of the field's groups; '' is unsaid. */
  codes: readonly string[]
  firms: number
}

export type Blocks = Readonly<Record<Field, readonly Block[]>>

/** The least of a session can be raised and not lowered. */
export const LEAST = 5

/**
 * The blocks of each field that may be shown, the largest first; none where the field cannot be broken down (rule CO7).
 * Every block has at least `least` firms, so that every sum of blocks and every remainder of the whole has too. A later field is
 * merged further until nothing small is left between sums of its blocks and of an earlier field's.
 */
export function blocksOf(cells: Counts<string>, least: number): Blocks {
  const all = [...cells].map(([cell, firms]) => ({ groups: cell.split(' '), firms }))
  const shown: { place: number; blocks: readonly Block[] }[] = []
  const found = FIELDS.map((field, place) => {
    const counts = new Map<string, number>()
    for (const { groups, firms } of all) {
      const code = groups[place] ?? ''
      counts.set(code, (counts.get(code) ?? 0) + firms)
    }
    let blocks = withoutSmall(counts, least)
    const overlap = (other: (typeof shown)[number]) => {
      const [theirs, own] = [placeByCode(other.blocks), placeByCode(blocks)]
      return all.map(({ groups, firms }) => ({
        from: theirs.get(groups[other.place] ?? '') ?? 0,
        to: other.blocks.length + (own.get(groups[place] ?? '') ?? 0),
        firms,
      }))
    }
    while (
      blocks.length > 1 &&
      shown.some((other) => thinnest(overlap(other), other.blocks.length + blocks.length) < least)
    ) {
      blocks = joined(blocks)
    }
    if (blocks.length < 2) blocks = []
    else shown.push({ place, blocks })
    return [field, blocks] as const
  })
  return Object.fromEntries(found) as unknown as Blocks
}

/**
 * Whether sums over a part of the firms may be shown beside those of everybody and of every block (rule CO11): the part and the rest are
 * then one more field, of which neither may be small, nor what is left between sums of the two and of the blocks of any field.
 * @param part cells of the part, @param rest cells of everybody else.
 */
export function isSafeBeside(part: Counts<string>, rest: Counts<string>, blocks: Blocks, least: number): boolean {
  const sides = [part, rest].map((cells) => [...cells].map(([cell, firms]) => ({ groups: cell.split(' '), firms })))
  const small = sides.some((side) => side.length > 0 && firmsIn(side) < least)
  return (
    !small &&
    FIELDS.every((field, place) => {
      const own = placeByCode(blocks[field])
      const edges = sides.flatMap((side, from) =>
        side.map(({ groups, firms }) => ({ from, to: 2 + (own.get(groups[place] ?? '') ?? 0), firms })),
      )
      return own.size === 0 || thinnest(edges, 2 + blocks[field].length) >= least
    })
  )
}

/** The groups that are large enough, and all others as one, with the smallest of the large added until that is large enough too. */
function withoutSmall(counts: Counts<string>, least: number): Block[] {
  const blocks = [...counts]
    .map(([code, firms]): Block => ({ codes: [code], firms }))
    .sort((a, b) => b.firms - a.firms || ((a.codes[0] ?? '') < (b.codes[0] ?? '') ? -1 : 1))
  const large = blocks.filter(({ firms }) => firms >= least)
  let rest = blocks.filter(({ firms }) => firms < least)
  while (rest.length > 0 && firmsIn(rest) < least && large.length > 0) rest = [large.pop() as Block, ...rest]
  return rest.length === 0 ? large : [...large, together(rest)]
}

/** The two smallest blocks as one, which is then the last. */
function joined(blocks: readonly Block[]): Block[] {
  const bySize = [...blocks].sort((a, b) => b.firms - a.firms)
  return [...bySize.slice(0, -2), together(bySize.slice(-2))]
}

function together(blocks: readonly Block[]): Block {
  return { codes: blocks.flatMap(({ codes }) => codes).sort(), firms: firmsIn(blocks) }
}

function firmsIn(counted: readonly { firms: number }[]): number {
  return counted.reduce((sum, { firms }) => sum + firms, 0)
}

/** In which block each code is. */
function placeByCode(blocks: readonly Block[]): ReadonlyMap<string, number> {
  return new Map(blocks.flatMap(({ codes }, place) => codes.map((code) => [code, place] as const)))
}

interface Edge {
  from: number
  to: number
  firms: number
}

/**
 * The fewest firms that separate a part of the blocks of two fields from the rest of those they share firms with; Infinity when nothing
 * can be separated. Whatever sums of the one field's blocks are taken from sums of the other's, what remains is a cut of this graph or
 * empty, so that at least as many firms remain. By Stoer and Wagner (1997), component by component.
 */
export function thinnest(edges: readonly Edge[], size: number): number {
  let least = Infinity
  for (const nodes of components(edges, size)) least = Math.min(least, thinnestOf(edges, nodes))
  return least
}

function components(edges: readonly Edge[], size: number): number[][] {
  const home = Array.from({ length: size }, (_, i) => i)
  const find = (node: number): number => (home[node] === node ? node : find(home[node] ?? node))
  for (const { from, to } of edges) home[find(from)] = find(to)
  const found = new Map<number, number[]>()
  for (let node = 0; node < size; node++) found.set(find(node), [...(found.get(find(node)) ?? []), node])
  return [...found.values()].filter((nodes) => nodes.length > 1)
}

function thinnestOf(edges: readonly Edge[], nodes: readonly number[]): number {
  const place = new Map(nodes.map((node, i) => [node, i]))
  const weights = nodes.map(() => new Float64Array(nodes.length))
  const weight = (a: number, b: number) => weights[a]?.[b] ?? 0
  const add = (a: number, b: number, firms: number) => {
    const row = weights[a]
    if (row) row[b] = (row[b] ?? 0) + firms
  }
  for (const { from, to, firms } of edges) {
    const [a, b] = [place.get(from), place.get(to)]
    if (a === undefined || b === undefined) continue
    add(a, b, firms)
    add(b, a, firms)
  }
  let left = nodes.map((_, i) => i)
  let least = Infinity
  while (left.length > 1) {
    // One after the other joins the block that shares most with those before it; the last is cut off from all others by `cut`.
    const order: number[] = []
    const shared = new Float64Array(nodes.length)
    const sharedBy = (node: number) => shared[node] ?? 0
    let rest = left
    let cut = 0
    while (rest.length > 0) {
      const next = rest.reduce((most, node) => (sharedBy(node) > sharedBy(most) ? node : most))
      cut = sharedBy(next)
      order.push(next)
      rest = rest.filter((node) => node !== next)
      for (const node of rest) shared[node] = sharedBy(node) + weight(next, node)
    }
    least = Math.min(least, cut)
    const [t, s] = [order.pop() ?? 0, order.pop() ?? 0]
    for (const node of left) {
      if (node === s || node === t) continue
      add(s, node, weight(t, node))
      add(node, s, weight(node, t))
    }
    left = left.filter((node) => node !== t)
  }
  return least
}
