// One round beside another (rules C1 to C5 of ./README.md): only what was asked and answered both times, and what is more than noise.
import type { Answers } from './answers'
import { atLeast } from './numbers'
import type { PlanStep } from './plan'
import type { Node, Questionnaire } from './questionnaire'
import {
  askedAlike,
  type Level,
  type NotComparable,
  notComparable,
  type Scores,
  scoreAnswers,
  scoredById,
} from './scoring'
import { isNode } from './tree'

export interface Round {
  questionnaire: Questionnaire
  answers: Answers
}

/** One item on its own scale. */
export interface ItemChange {
  item: string
  before: number
  after: number
}

export interface NodeChange {
  id: string
  before: number | null
  after: number | null
  /** After minus before; null while one of them is not assessed. */
  change: number | null
  /** More than answer noise; null when there is no change to judge, or the file names no threshold. */
  real: boolean | null
}

export interface Comparison {
  /** Asked in both and answered both times, in the order of the later file. */
  items: ItemChange[]
  /** The root first, then every node below it, over these items only. */
  nodes: NodeChange[]
  level: { before: Level | null; after: Level | null }
  /** Items that only the later version asks, only the earlier, and both but differently: their options or scores changed. */
  added: string[]
  removed: string[]
  altered: string[]
  /** Asked the same way both times, but without a value in one of them. */
  unanswered: string[]
}

/** Compares an earlier round with a later one, by the rules of the later one's questionnaire. */
export function compareRounds(before: Round, after: Round): Comparison | NotComparable {
  const { questionnaire } = after
  const apart = notComparable(before.questionnaire, questionnaire)
  if (apart) return apart

  const [earlier, later] = [scoredById(before.questionnaire), scoredById(questionnaire)]
  const shared = [...later.keys()].filter((id) => earlier.has(id))
  const same = askedAlike(before.questionnaire, questionnaire)
  const altered = shared.filter((id) => !same.includes(id))
  const [then, now] = [scoreAnswers(before.questionnaire, before.answers), scoreAnswers(questionnaire, after.answers)]
  const items = same.flatMap((item): ItemChange[] => {
    const [old, current] = [then.items[item]?.value ?? null, now.items[item]?.value ?? null]
    return old === null || current === null ? [] : [{ item, before: old, after: current }]
  })
  const common = new Set(items.map(({ item }) => item))
  const never = same.filter((id) => [then, now].every((scores) => scores.items[id]?.state === 'not-applicable'))
  const asked = askingOnly(questionnaire, common)
  const kept = [...common, ...never]
  const pair: Pair = {
    before: scoreAnswers(asked, only(before.answers, kept)),
    after: scoreAnswers(asked, only(after.answers, kept)),
  }
  return {
    items,
    nodes: Object.keys(pair.after.nodes)
      .sort((a, b) => Number(b === pair.after.root) - Number(a === pair.after.root))
      .map((id) => nodeChange(questionnaire, pair, id)),
    level: { before: pair.before.cap.level, after: pair.after.cap.level },
    added: [...later.keys()].filter((id) => !earlier.has(id)),
    removed: [...earlier.keys()].filter((id) => !later.has(id)),
    altered,
    unanswered: same.filter((id) => !common.has(id)),
  }
}

interface Pair {
  before: Scores
  after: Scores
}

function nodeChange({ change: thresholds }: Questionnaire, pair: Pair, id: string): NodeChange {
  const [before, after] = [pair.before.nodes[id]?.score ?? null, pair.after.nodes[id]?.score ?? null]
  const change = before === null || after === null ? null : after - before
  const threshold = id === pair.after.root ? thresholds?.root : thresholds?.node
  return {
    id,
    before,
    after,
    change,
    real: change === null || threshold === undefined ? null : atLeast(Math.abs(change), threshold),
  }
}

function only(answers: Answers, items: readonly string[]): Answers {
  return Object.fromEntries(items.flatMap((id) => (answers[id] === undefined ? [] : [[id, answers[id]]])))
}

/**
 * The same questionnaire for a round in which only these items have an answer: what has none is left out of the sums and never counted
 * as zero, but a node of which too little is left is not assessed (rule C3). What was answered both times is shown, whatever a condition says.
 */
function askingOnly(questionnaire: Questionnaire, items: ReadonlySet<string>): Questionnaire {
  const leaveOut = (node: Node): Node => ({
    ...node,
    missing: { ...node.missing, dk: 'exclude', blank: 'exclude' },
    children: node.children.map((child) => (isNode(child) ? leaveOut(child) : child)),
  })
  return {
    ...questionnaire,
    root: leaveOut(questionnaire.root),
    questions: questionnaire.questions.map(({ visibleWhen, ...question }) =>
      items.has(question.id) || !visibleWhen ? question : { ...question, visibleWhen },
    ),
  }
}

/** The steps done between two days, both included (`YYYY-MM-DD`), by the day they were done. */
export function doneBetween(steps: readonly PlanStep[], from: string, to: string): PlanStep[] {
  return steps
    .filter(({ state, done }) => state === 'done' && done !== null && done >= from && done <= to)
    .sort((a, b) => ((a.done ?? '') < (b.done ?? '') ? -1 : 1))
}
