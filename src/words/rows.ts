// What the charts and tables of a result show, as plain rows: charts only draw.
import type { Node, Questionnaire } from '../core/questionnaire'
import type { NodeScore, Scores } from '../core/scoring'
import { isNode, nodesOf } from '../core/tree'

export interface NodeRow {
  id: string
  /** Under which its name stands in the questionnaire's words. */
  nameKey: string
  node: NodeScore
  inner: boolean
}

/** The nodes below the root as a list: each followed by its own children where it has more than one, set in. */
export function treeParts({ root }: Questionnaire): { id: string; inner: boolean }[] {
  return root.children.flatMap((child) => {
    if (!isNode(child)) return []
    const inner = nodesOf(child as Node).slice(1)
    return [{ id: child.id, inner: false }, ...(inner.length > 1 ? inner.map(({ id }) => ({ id, inner: true })) : [])]
  })
}

/** The same list with the scores. */
export function treeRows(questionnaire: Questionnaire, scores: Scores): NodeRow[] {
  return treeParts(questionnaire).flatMap(({ id, inner }) => row(scores.nodes, id, inner))
}

/** The rows of one lens: its groups, or the lens as a whole when it has none. */
export function lensRows(questionnaire: Questionnaire, scores: Scores, id: string): NodeRow[] {
  const lens = questionnaire.lenses?.find((candidate) => candidate.id === id)
  const scored = scores.lenses[id]
  if (!lens || !scored) return []
  const groups = nodesOf(lens.root).slice(1)
  return groups.length > 0
    ? groups.flatMap((node) => row(scored.nodes, node.id, false))
    : row(scored.nodes, lens.root.id, false, `lenses.${id}.name`)
}

function row(nodes: Record<string, NodeScore>, id: string, inner: boolean, nameKey = `${id}.name`): NodeRow[] {
  const node = nodes[id]
  return node ? [{ id, nameKey, node, inner }] : []
}

/** A value as a share of its scale, 0..1; null stays null. */
export function shareOf(value: number | null, { scale }: NodeScore): number | null {
  return value === null ? null : (value - scale.min) / (scale.max - scale.min)
}
