// Walking a questionnaire: its nodes, sections, items, and the scale each is measured on.
import type { Child, Node, NodeOf, Question, Questionnaire, Scale } from './questionnaire'

/** Every node of a tree, parents before children; a child that is only a reference is not walked into. */
export function nodesOf<TText>(root: NodeOf<TText>): NodeOf<TText>[] {
  return [root, ...root.children.flatMap((child) => (isNode(child) ? nodesOf(child) : []))]
}

/** True for a child written out in place; false for the id of an item or a reference to one. */
export function isNode<TText>(child: Child<TText>): child is NodeOf<TText> {
  return typeof child === 'object' && 'children' in child
}

/** The id a child stands for, whichever way it is written. */
export function idOf(child: Child<unknown>): string {
  if (typeof child === 'string') return child
  return 'ref' in child ? child.ref : child.id
}

/** The weight of a child within its parent: 1 unless the file says otherwise (rule S1). */
export function weightOf(child: Child<unknown>): number {
  return typeof child === 'string' ? 1 : (child.weight ?? 1)
}

/** The ids of the items below a node, in the order of the file. */
export function itemsBelow(node: NodeOf<unknown>): string[] {
  return node.children.flatMap((child) => (isNode(child) ? itemsBelow(child) : [idOf(child)]))
}

/** The ids of all items below a node of the tree, of a lens, or of an item itself; references are followed. */
export function itemsUnder(questionnaire: Questionnaire, id: string): string[] {
  const main = nodesOf(questionnaire.root)
  const all = [...main, ...(questionnaire.lenses ?? []).flatMap((lens) => nodesOf(lens.root))]
  const below = (child: Child): string[] => {
    const own = isNode(child) ? child : all.find((node) => node.id === idOf(child))
    return own ? own.children.flatMap(below) : [idOf(child)]
  }
  return below(id)
}

/** A section is a node that asks: one with items directly below it. They are filled in, in the order of the file. */
export function sectionsOf(questionnaire: Questionnaire): Node[] {
  return nodesOf(questionnaire.root).filter((node) => node.children.some((child) => !isNode(child)))
}

/** Every question a section asks: its items, each followed by the questions that come after it. */
export function questionsOf(questionnaire: Questionnaire, section: Node): Question[] {
  const byId = questionsById(questionnaire)
  const withFollowUps = (id: string): Question[] => [
    ...(byId.has(id) ? [byId.get(id) as Question] : []),
    ...questionnaire.questions.filter((other) => other.after === id).flatMap((other) => withFollowUps(other.id)),
  ]
  return section.children.filter((child) => !isNode(child)).flatMap((child) => withFollowUps(idOf(child)))
}

/** The questions by their ids. A questionnaire never changes once it is read, so that this is worked out once. */
export const questionsById = remembered(
  ({ questions }: Pick<Questionnaire, 'questions'>): ReadonlyMap<string, Question> =>
    new Map(questions.map((question) => [question.id, question])),
)

/** A function of something that never changes, worked out the first time and remembered as long as the thing is there. */
export function remembered<K extends object, V>(work: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, { value: V }>()
  return (of) => {
    const found = known.get(of)
    if (found) return found.value
    const value = work(of)
    known.set(of, { value })
    return value
  }
}

/** What is kept under a key, worked out the first time. */
export function kept<K, V>(known: Map<K, V>, key: K, work: () => V): V {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = work()
  known.set(key, made)
  return made
}

/**
 * The scale on which a question's own value is given (rule S12): the questionnaire's for an option or a band,
 * 0..1 for a share, 0..cap for a count, 0..max for a sum, the rows' scale for a mean of rows, 0..last band for a ladder.
 */
export function scaleOfQuestion(questionnaire: Questionnaire, question: Question): Scale {
  const score = question.score
  switch (score?.kind) {
    case 'share':
      return { min: 0, max: 1 }
    case 'count':
      return { min: 0, max: score.cap }
    case 'sum':
      return { min: 0, max: score.max }
    case 'rows-mean':
      return question.rowScale ?? questionnaire.scale
    case 'ladder':
      return { min: 0, max: score.bands.length - 1 }
    case 'option':
      return score.scale ?? questionnaire.scale
    case 'bands':
    case undefined:
      return questionnaire.scale
  }
}

/** The scale on which a node's score is given: its own, for a ladder its bands, for a sum what its children can add up to, else the questionnaire's. */
export function scaleOfNode(questionnaire: Questionnaire, node: Node): Scale {
  if (node.scale) return node.scale
  if (node.aggregate === 'ladder' && node.ladder) return { min: 0, max: node.ladder.bands.length - 1 }
  if (node.aggregate !== 'sum') return questionnaire.scale
  const byId = questionsById(questionnaire)
  const scales = node.children.map((child) => {
    if (isNode(child)) return scaleOfNode(questionnaire, child)
    const question = byId.get(idOf(child))
    return question ? scaleOfQuestion(questionnaire, question) : questionnaire.scale
  })
  return {
    min: scales.reduce((sum, scale) => sum + scale.min, 0),
    max: scales.reduce((sum, scale) => sum + scale.max, 0),
  }
}
