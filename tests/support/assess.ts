// Small questionnaires and small stories: `assess(aQuestionnaire()).answer('a', '3').dontKnow('b').scores()`.
import { loadQuestionnaire } from '../../src/commands/load'
import { type Answer, type Answers, DONT_KNOW, NOT_APPLICABLE } from '../../src/core/answers'
import type { Node, Question, Questionnaire } from '../../src/core/questionnaire'
import { readQuestionnaire } from '../../src/core/questionnaire'
import { type NodeScore, type Scores, scoreAnswers } from '../../src/core/scoring'
import { itemsBelow, nodesOf } from '../../src/core/tree'

/** What a test says of a questionnaire; everything else is filled in. */
type Spec = Omit<Partial<Questionnaire>, 'root' | 'questions'> & {
  root?: Partial<Node>
  questions?: readonly Question[]
}

/** Levels 0 to 3 from their own number on, and 4 from 3.8: the table of the main questionnaire. */
export const FIVE_LEVELS: NonNullable<Questionnaire['levels']> = {
  rule: 'floor-table',
  table: [0, 1, 2, 3, 3.8].map((from, level) => ({ from, level })),
}

/**
 * A questionnaire of the given shape on the scale 0..4, with the levels of the main one and no demand on how much is answered.
 * Items that no question defines are single choices '0' to '4', each option worth its number, that may be "not applicable".
 * Without a root there are two sections: `lean` with a, b, c and `data` with d, e.
 */
export function aQuestionnaire({ root, questions = [], ...rest }: Spec = {}): Questionnaire {
  const tree: Node = {
    id: 'index',
    children: [section('lean', ['a', 'b', 'c']), section('data', ['d', 'e'])],
    ...root,
  }
  const defined = new Set(questions.map(({ id }) => id))
  const nodes = new Set(nodesOf(tree).map(({ id }) => id))
  const others = itemsBelow(tree).filter((id) => !defined.has(id) && !nodes.has(id))
  return valid({
    id: 'tiny',
    version: '1.0.0',
    scoringVersion: 1,
    languages: ['id', 'en'],
    scale: { min: 0, max: 4 },
    levels: FIVE_LEVELS,
    ...rest,
    root: tree,
    questions: [...questions, ...others.map((id) => choice(id))],
  })
}

/** Reads a questionnaire through the one door; a test never scores with one the app would refuse. */
export function valid(questionnaire: unknown): Questionnaire {
  const read = readQuestionnaire(questionnaire)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value
}

export function section(id: string, children: Node['children'], fields: Partial<Node> = {}): Node {
  return { id, children, ...fields }
}

/** A single choice with an option per score, called by its number; "not applicable" is allowed. */
export function choice(
  id: string,
  fields: Partial<Question> = {},
  scores: readonly number[] = [0, 1, 2, 3, 4],
): Question {
  return {
    id,
    type: 'single',
    score: { kind: 'option' },
    options: scores.map((score) => ({ id: String(score), score })),
    na: { reasons: [{ id: 'none-here' }] },
    ...fields,
  }
}

/** One of the app's own questionnaires. */
export function real(id: 'readiness' | 'quick'): Questionnaire {
  const loaded = loadQuestionnaire(id)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  return loaded.value.questionnaire
}

/** One person's answers, as a story; every step is a new story, so that a test can branch. */
export interface Story {
  answers: Answers
  answer(id: string, answer: Answer): Story
  dontKnow(...ids: string[]): Story
  notApplicable(...ids: string[]): Story
  /** Leaves questions blank, taking back what was said. */
  skip(...ids: string[]): Story
  /** Answers every item below a node, or of the whole tree, with the option of this score. */
  answerAll(score: number, below?: string): Story
  scores(): Scores
  node(id: string): NodeScore
  lens(id: string, node?: string): NodeScore
}

export function assess(questionnaire: Questionnaire, answers: Answers = {}): Story {
  const withAll = (ids: readonly string[], answer: (id: string) => Answer) =>
    assess(questionnaire, { ...answers, ...Object.fromEntries(ids.map((id) => [id, answer(id)])) })
  const scores = () => scoreAnswers(questionnaire, answers)
  return {
    answers,
    answer: (id, answer) => withAll([id], () => answer),
    dontKnow: (...ids) => withAll(ids, () => DONT_KNOW),
    notApplicable: (...ids) => withAll(ids, () => NOT_APPLICABLE),
    skip: (...ids) =>
      assess(questionnaire, Object.fromEntries(Object.entries(answers).filter(([id]) => !ids.includes(id)))),
    answerAll: (score, below) =>
      withAll(itemsUnder(questionnaire, below), (id) => optionWorth(questionnaire, id, score)),
    scores,
    node: (id) => known(scores().nodes[id], id),
    lens: (id, node) => {
      const lens = known(scores().lenses[id], id)
      return known(lens.nodes[node ?? lens.root], node ?? lens.root)
    },
  }
}

/** The items below a node of the tree, in the order of the file; of the whole tree without one. */
export function itemsUnder(questionnaire: Questionnaire, id: string = questionnaire.root.id): string[] {
  return itemsBelow(
    known(
      nodesOf(questionnaire.root).find((node) => node.id === id),
      id,
    ),
  )
}

/** The option of a single choice that is worth this score. */
export function optionWorth(questionnaire: Questionnaire, id: string, score: number): string {
  const question = questionnaire.questions.find((candidate) => candidate.id === id)
  return known(question?.options?.find((option) => option.score === score)?.id, `${id} at ${score}`)
}

/** The thing itself, or a sentence about what the test expected to find. */
export function known<T>(thing: T | null | undefined, name: string): T {
  if (thing === null || thing === undefined) throw new Error(`There is no ${name}`)
  return thing
}
