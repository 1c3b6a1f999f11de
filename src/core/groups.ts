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
    const overlaps = shown.map((other) => {
      const theirs = placeByCode(other.blocks)
      const shares = sharedBy(all, ({ groups }) => [theirs.get(groups[other.place] ?? '') ?? 0, groups[place] ?? ''])
      return { size: other.blocks.length, shares }
    })
    const isThin = ({ size, shares }: (typeof overlaps)[number]) => {
      const own = placeByCode(blocks)
      const edges = shares.map(({ from, code, firms }) => ({ from, to: size + (own.get(code) ?? 0), firms }))
      return thinnest(edges, size + blocks.length) < least
    }
    while (blocks.length > 1 && overlaps.some(isThin)) blocks = joined(blocks)
    if (blocks.length < 2) blocks = []
    else shown.push({ place, blocks })
    return [field, blocks] as const
  })
  return Object.fromEntries(found) as unknown as Blocks
}

/** The firms of each block of one field and each group of another; that there are many cells does not matter any more then. */
function sharedBy(
  cells: readonly { groups: readonly string[]; firms: number }[],
  sides: (cell: { groups: readonly string[] }) => [from: number, code: string],
): { from: number; code: string; firms: number }[] {
  const found = new Map<string, { from: number; code: string; firms: number }>()
  for (const cell of cells) {
    const [from, code] = sides(cell)
    const share = found.get(`${from} ${code}`)
    if (share) share.firms += cell.firms
    else found.set(`${from} ${code}`, { from, code, firms: cell.firms })
  }
  return [...found.values()]
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
  const size = nodes.length
  const place = new Map(nodes.map((node, i) => [node, i]))
  // The firms that each two blocks share, row by row.
  const weights = new Float64Array(size * size)
  const weight = (a: number, b: number) => weights[a * size + b] as number
  const add = (a: number, b: number, firms: number) => {
    weights[a * size + b] = weight(a, b) + firms
    weights[b * size + a] = weight(b, a) + firms
  }
  for (const { from, to, firms } of edges) {
    const [a, b] = [place.get(from), place.get(to)]
    if (a !== undefined && b !== undefined) add(a, b, firms)
  }
  const left = nodes.map((_, i) => i)
  const shared = new Float64Array(size)
  let least = Infinity
  while (left.length > 1) {
    // One after the other joins the block that shares most with those before it, and stands behind them; what the last shares with all
    // others cuts it off from them.
    shared.fill(0)
    for (let next = 0; next < left.length; next++) {
      let most = next
      for (let i = next + 1; i < left.length; i++) {
        if ((shared[left[i] as number] as number) > (shared[left[most] as number] as number)) most = i
      }
      const joining = left[most] as number
      left[most] = left[next] as number
      left[next] = joining
      for (let i = next + 1; i < left.length; i++) {
        const node = left[i] as number
        shared[node] = (shared[node] as number) + weight(joining, node)
      }
    }
    const last = left.pop() as number
    least = Math.min(least, shared[last] as number)
    const before = left[left.length - 1] as number
    for (const node of left) if (node !== before) add(before, node, weight(last, node))
  }
  return least
}
