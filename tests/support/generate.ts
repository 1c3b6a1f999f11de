// Whole questionnaires of every question type, score kind and aggregate, and answers to them, for properties.
// What is made here is read through the one door, so a property never speaks of a file the app would refuse.
import fc from 'fast-check'
import { type Answer, type Answers, DONT_KNOW, itemValue, NOT_APPLICABLE } from '../../src/core/answers'
import type {
  Aggregate,
  Child,
  Condition,
  LevelTable,
  Missing,
  Node,
  Option,
  Question,
  Questionnaire,
  Scale,
} from '../../src/core/questionnaire'
import { idOf, nodesOf, scaleOfQuestion } from '../../src/core/tree'
import { valid } from './assess'

export const AGGREGATES: readonly Aggregate[] = ['mean', 'weightedMean', 'min', 'max', 'sum', 'shareOfMax', 'ladder']

export interface Shape {
  /** Conditions on scored items; without them an answer never shows or hides another item. On by default. */
  conditions?: boolean
  /** `minAnsweredShare` and `minAnswered`; on by default. */
  thresholds?: boolean
  aggregates?: readonly Aggregate[]
}

type Body = Omit<Question, 'id'>

interface ItemDraft {
  body: Body
  weight: number | null
  condition: ConditionDraft | null
  followUp: FollowUpDraft | null
}

interface NodeDraft {
  aggregate: Aggregate
  weight: number | null
  missing: Missing | null
  scale: Scale | null
  levels: LevelDraft | null
  ladder: LadderDraft
  children: (ItemDraft | NodeDraft)[]
}

interface LadderDraft {
  bands: number
  threshold: number
  noLeap: boolean
  /** In which band each child stands. */
  places: number[]
}

interface LevelDraft {
  rule: LevelTable['rule']
  count: number
}

interface FollowUpDraft {
  type: 'number' | 'single' | 'info'
  condition: ConditionDraft | null
}

/** What a condition says, with places instead of ids: resolved among the items that stand before it. */
interface ConditionDraft {
  item: number
  says: 'atLeast' | 'below' | 'option' | 'dk'
  at: number
  and: ConditionDraft | null
  join: 'all' | 'any' | 'not'
}

interface LensDraft {
  node: NodeDraft
  noRootScore: boolean
  /** Which items and nodes of the tree stand where the lens's drafts have items. */
  picks: number[]
}

/** Any questionnaire the format allows, give or take its size: up to four children a node, three levels deep. */
export function questionnaires(shape: Shape = {}): fc.Arbitrary<Questionnaire> {
  return SCALES.chain((scale) => {
    // A share of the maximum is a number only where scores do not fall below zero.
    const aggregates = (shape.aggregates ?? AGGREGATES).filter((name) => name !== 'shareOfMax' || scale.min >= 0)
    const node = nodes(scale, aggregates, shape)
    return fc
      .record({
        root: node,
        noRootScore,
        missing: maybe(missingRules(shape)),
        levels: maybe(levelDrafts),
        bottleneck: fc.boolean(),
        caps: fc.array(
          fc.record({ node: place, kind: fc.integer({ min: 0, max: 2 }), plus: fc.integer({ min: 0, max: 2 }) }),
          {
            maxLength: 3,
          },
        ),
        rules: fc.array(fc.record({ node: place, condition: conditionDrafts }), { maxLength: 2 }),
        lenses: fc.array(fc.record({ node, noRootScore, picks: fc.array(place, { minLength: 12, maxLength: 12 }) }), {
          maxLength: 2,
        }),
      })
      .map((draft) => {
        const built = assemble(scale, draft.root)
        const root: Node = draft.noRootScore ? { ...built.root, aggregate: null } : built.root
        const nodeIds = nodesOf(root).map(({ id }) => id)
        // What is not rolled up has nothing to give to a lens.
        const forLenses = [...built.items, ...(draft.noRootScore ? nodeIds.slice(1) : nodeIds)]
        const levels = draft.levels ? levelTable(draft.levels, scale) : undefined
        return valid({
          id: 'generated',
          version: '1.0.0',
          scoringVersion: 1,
          languages: ['id', 'en'],
          scale,
          levels,
          missing: draft.missing ?? undefined,
          bottleneck: draft.bottleneck ? { of: nodeIds.slice(1), within: 0.25 } : undefined,
          caps: levels
            ? draft.caps.map(({ node, kind, plus }) => {
                const id = at(nodeIds, node)
                if (kind === 0) return { kind: 'minChildPlus', of: [id], plus }
                const half = (scale.min + scale.max) / 2
                return {
                  kind: 'requires',
                  node: id,
                  atLeast: half,
                  level: 1,
                  whenMissing: kind === 1 ? 'cap' : 'ignore',
                }
              })
            : undefined,
          root,
          lenses: draft.lenses.map((lens, i) => lensOf(lens, i, forLenses)),
          rules: draft.rules.map(({ node, condition }, i) => ({
            id: `rule${i}`,
            if: {
              any: [{ node: at(nodeIds, node), below: scale.max }, conditionOf(condition, built.questions, scale)],
            },
          })),
          questions: built.questions,
        })
      })
  })
}

const SCALES: fc.Arbitrary<Scale> = fc.constantFrom(
  { min: 0, max: 4 },
  { min: 0, max: 5 },
  { min: 0, max: 100 },
  { min: 1, max: 5 },
  { min: -2, max: 2 },
)

const noRootScore = fc.integer({ min: 0, max: 7 }).map((n) => n === 0)
const place = fc.nat({ max: 1000 })
const weights = maybe(fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constantFrom(0.175, 0.3, 0.001, 0.254, 1 / 3)))

function maybe<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.option(arbitrary, { nil: null })
}

function at<T>(list: readonly T[], n: number): T {
  return list[n % list.length] as T
}

function nodes(scale: Scale, aggregates: readonly Aggregate[], shape: Shape): fc.Arbitrary<NodeDraft> {
  const item: fc.Arbitrary<ItemDraft> = fc.record({
    body: bodies(scale),
    weight: weights,
    condition: shape.conditions === false ? fc.constant(null) : rarely(conditionDrafts),
    followUp: rarely(
      fc.record({ type: fc.constantFrom('number', 'single', 'info'), condition: maybe(conditionDrafts) }),
    ),
  })
  const { node } = fc.letrec<{ node: NodeDraft; child: ItemDraft | NodeDraft }>((tie) => ({
    child: fc.oneof({ maxDepth: 2, withCrossShrink: true }, item, tie('node')),
    node: fc.record({
      aggregate: fc.constantFrom(...aggregates),
      weight: weights,
      missing: maybe(missingRules(shape)),
      scale: maybe(fc.constantFrom({ min: 0, max: 10 }, { min: 0, max: 100 }, { min: 1, max: 3 })),
      levels: maybe(levelDrafts),
      ladder: fc.record({
        bands: fc.integer({ min: 2, max: 4 }),
        threshold: fc.constantFrom(0.5, 0.8, 1),
        noLeap: fc.boolean(),
        places: fc.array(fc.nat({ max: 3 }), { minLength: 4, maxLength: 4 }),
      }),
      children: fc.array(tie('child'), { minLength: 1, maxLength: 4 }),
    }),
  }))
  return node
}

function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ arbitrary: fc.constant(null), weight: 4 }, { arbitrary, weight: 1 })
}

function missingRules(shape: Shape): fc.Arbitrary<Missing> {
  return fc.record(
    {
      dk: fc.constantFrom('exclude' as const, 'zero' as const, 'min' as const),
      blank: fc.constantFrom('exclude' as const, 'zero' as const),
      ...(shape.thresholds === false
        ? {}
        : {
            minAnsweredShare: fc.constantFrom(0, 0.5, 2 / 3, 0.8, 1),
            minAnswered: fc.integer({ min: 0, max: 3 }),
          }),
    },
    { requiredKeys: [] },
  )
}

const levelDrafts: fc.Arbitrary<LevelDraft> = fc.record({
  rule: fc.constantFrom('floor-table', 'ceil-table'),
  count: fc.integer({ min: 2, max: 5 }),
})

function levelTable({ rule, count }: LevelDraft, { min, max }: Scale): LevelTable {
  const edge = (i: number) => (i === count ? max : min + (i * (max - min)) / count)
  return {
    rule,
    table: Array.from({ length: count }, (_, level) =>
      rule === 'floor-table' ? { from: edge(level), level } : { to: edge(level + 1), level },
    ),
  }
}

const { condition: conditionDrafts } = fc.letrec<{ condition: ConditionDraft }>((tie) => ({
  condition: fc.record({
    item: place,
    says: fc.constantFrom('atLeast', 'below', 'option', 'dk'),
    at: fc.constantFrom(0.25, 0.5, 1),
    and: fc.option(tie('condition'), { nil: null, maxDepth: 2 }),
    join: fc.constantFrom('all', 'any', 'not'),
  }),
}))

/** Every question type with every kind of score it may carry; some allow "not applicable". */
function bodies(scale: Scale): fc.Arbitrary<Body> {
  const na = fc.boolean().map((may): Question['na'] => (may ? { reasons: [{ id: 'not-here' }] } : undefined))
  const scored = options(scoresOf(scale))
  const ticks = options(fc.constant(undefined))
  const rows = fc.integer({ min: 1, max: 3 }).map((n) => ids('r', n))
  const tickScores: fc.Arbitrary<Body['score']> = fc.oneof(
    fc.record({
      kind: fc.constant('count' as const),
      cap: fc.integer({ min: 1, max: 4 }),
      perTick: fc.constantFrom(undefined, 0.5, 2),
    }),
    fc.constant({ kind: 'share' as const }),
  )
  const sums: fc.Arbitrary<Body['score']> = fc.record({
    kind: fc.constant('sum' as const),
    max: fc.integer({ min: 1, max: 8 }),
  })
  const points = options(fc.integer({ min: -1, max: 5 }))

  const single = fc.record({ options: scored }).map((body) => ({ ...body, score: { kind: 'option' as const } }))
  const singleOnOwnScale = fc
    .record({ options: options(scoresOf({ min: 0, max: 10 })) })
    .map((body) => ({ ...body, score: { kind: 'option' as const, scale: { min: 0, max: 10 } } }))
  const ladder = ticks.chain((list) =>
    fc.record({
      options: fc.constant(list),
      score: fc.record({
        kind: fc.constant('ladder' as const),
        threshold: fc.constantFrom(0.5, 0.8, 1),
        noLeap: fc.boolean(),
        bands: fc
          .array(fc.integer({ min: 0, max: 2 }), { minLength: list.length, maxLength: list.length })
          .map((bandOf) => [0, 1, 2].map((band) => list.filter((_, i) => bandOf[i] === band).map(({ id }) => id))),
      }),
    }),
  )
  const rowsScale = maybe(fc.constant({ min: 0, max: 5 })).chain((own) =>
    fc.record({
      rows,
      columns: options(scoresOf(own ?? scale)),
      rowScale: fc.constant(own ?? undefined),
      score: fc.constant({ kind: 'rows-mean' as const }),
    }),
  )
  const bands = fc
    .record({
      froms: fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 4 }),
      scores: fc.array(scoresOf(scale), { minLength: 5, maxLength: 5 }),
      bounded: fc.boolean(),
    })
    .map(({ froms, scores, bounded }) => ({
      ...(bounded ? { min: 0, max: 100 } : {}),
      score: {
        kind: 'bands' as const,
        table: [0, ...froms.sort((a, b) => a - b)].map((from, i) => ({ from, score: scores[i] ?? scale.min })),
      },
    }))

  const body: fc.Arbitrary<Body> = fc
    .oneof({ arbitrary: single, weight: 3 }, { arbitrary: singleOnOwnScale, weight: 1 })
    .map((part) => ({ ...part, type: 'single' }))
  return fc
    .tuple(
      fc.oneof(
        { arbitrary: body, weight: 3 },
        typed('multi', fc.record({ options: ticks, score: tickScores })),
        typed('multi', fc.record({ options: points, score: sums })),
        typed('multi', ladder),
        typed('rows-scale', rowsScale),
        typed('rows-columns', fc.record({ rows, columns: ticks, score: tickScores })),
        typed('rows-columns', fc.record({ rows, columns: points, score: sums })),
        typed('number', bands),
      ),
      na,
    )
    .map(([question, reasons]) => ({ ...question, na: reasons }))
}

function typed(type: Question['type'], rest: fc.Arbitrary<Omit<Body, 'type'>>): fc.Arbitrary<Body> {
  return rest.map((body) => ({ ...body, type }))
}

function ids(letter: string, n: number): { id: string }[] {
  return Array.from({ length: n }, (_, i) => ({ id: `${letter}${i}` }))
}

/** Twentieths of the scale, its ends often. */
function scoresOf({ min, max }: Scale): fc.Arbitrary<number> {
  return fc.oneof(
    fc.constantFrom(min, max),
    fc.integer({ min: 0, max: 20 }).map((n) => min + (n * (max - min)) / 20),
  )
}

/** Two to five options; the first is an ordinary one, the others may carry a flag. */
function options(score: fc.Arbitrary<number | undefined>): fc.Arbitrary<Option[]> {
  const flags = fc.constantFrom({}, {}, {}, {}, { negative: true }, { exclusive: true }, { na: true }, { dk: true })
  return fc.array(fc.tuple(score, flags, fc.boolean()), { minLength: 2, maxLength: 5 }).map((drafts) =>
    drafts.map(([own, flag, bare], i): Option => {
      const flagged = i > 0 && Object.keys(flag).length > 0 && !('negative' in flag)
      return { id: `o${i}`, ...(i > 0 ? flag : {}), ...(own === undefined || (flagged && bare) ? {} : { score: own }) }
    }),
  )
}

interface Built {
  root: Node
  items: string[]
  questions: Question[]
}

/** Gives every draft its id, `i1`, `i2` ... and `n1`, `n2` ..., and resolves what points to another. */
function assemble(scale: Scale, draft: NodeDraft): Built {
  const questions: Question[] = []
  const items: string[] = []
  let nodeCount = 0
  const itemOf = ({ body, weight, condition, followUp }: ItemDraft): Child => {
    const id = `i${items.length + 1}`
    const before = questions.filter((question) => question.score)
    const visibleWhen = condition && before.length > 0 ? conditionOf(condition, before, scale) : null
    questions.push({ id, ...body, ...(visibleWhen ? { visibleWhen } : {}) })
    items.push(id)
    if (followUp) {
      const shown = followUp.condition
        ? conditionOf(
            followUp.condition,
            questions.filter((q) => q.score),
            scale,
          )
        : null
      questions.push({
        id: `${id}-more`,
        type: followUp.type,
        after: id,
        ...(followUp.type === 'single' ? { options: ids('o', 2) } : {}),
        ...(shown ? { visibleWhen: shown } : {}),
      })
    }
    return weight === null ? id : { ref: id, weight }
  }
  const nodeOf = (node: NodeDraft, id: string): Node => {
    const children = node.children.map((child) => {
      if (!('children' in child)) return itemOf(child)
      nodeCount += 1
      return nodeOf(child, `n${nodeCount}`)
    })
    return nodeFrom(node, id, children)
  }
  return { root: nodeOf(draft, 'index'), items, questions }
}

function nodeFrom(draft: NodeDraft, id: string, children: Child[]): Node {
  // A sum keeps its children's units, so it brings no scale of its own.
  const own = draft.aggregate === 'sum' ? null : draft.scale
  const { places, bands, threshold, noLeap } = draft.ladder
  const bandOf = (child: number) => (places[child] ?? 0) % bands
  return {
    id,
    aggregate: draft.aggregate,
    children,
    ...(draft.weight === null ? {} : { weight: draft.weight }),
    ...(draft.missing ? { missing: draft.missing } : {}),
    ...(own ? { scale: own } : {}),
    ...(own && draft.levels ? { levels: levelTable(draft.levels, own) } : {}),
    ...(draft.aggregate === 'ladder'
      ? {
          ladder: {
            threshold,
            noLeap,
            bands: Array.from({ length: bands }, (_, band) =>
              children.filter((_, i) => bandOf(i) === band).map((child) => idOf(child)),
            ),
          },
        }
      : {}),
  }
}

function lensOf(
  { node, noRootScore, picks }: LensDraft,
  number: number,
  known: readonly string[],
): { id: string; root: Node } {
  let picked = 0
  let nodeCount = 0
  const nodeOf = (draft: NodeDraft, id: string): Node => {
    const taken = new Set<string>()
    const children = draft.children.flatMap((child): Child[] => {
      if ('children' in child) {
        nodeCount += 1
        return [nodeOf(child, `l${number}n${nodeCount}`)]
      }
      const ref = at(known, picks[picked++ % picks.length] ?? 0)
      if (taken.has(ref)) return []
      taken.add(ref)
      return [child.weight === null ? ref : { ref, weight: child.weight }]
    })
    return nodeFrom(draft, id, children)
  }
  const root = nodeOf(node, `l${number}`)
  return { id: `lens${number}`, root: noRootScore ? { ...root, aggregate: null } : root }
}

/** A condition on the given questions that can hold: never above the top of a scale nor below its lower end. */
function conditionOf(draft: ConditionDraft, questions: readonly Question[], scale: Scale): Condition {
  const question = at(
    questions.filter((candidate) => candidate.score),
    draft.item,
  )
  const { min, max } = scaleOfQuestion({ scale } as Questionnaire, question)
  const edge = min + draft.at * (max - min)
  const own = (): Condition => {
    const item = question.id
    if (draft.says === 'atLeast') return { item, atLeast: edge }
    if (draft.says === 'below') return { item, below: edge }
    const option = question.options?.[0]?.id
    return { item, is: draft.says === 'option' && option ? option : DONT_KNOW }
  }
  const parts = [own(), ...(draft.and ? [conditionOf(draft.and, questions, scale)] : [])]
  if (draft.join === 'not') return { not: parts.length > 1 ? { any: parts } : own() }
  return draft.join === 'all' ? { all: parts } : { any: parts }
}

/** Answers to a questionnaire: any question may be answered, not known, not applicable where it allows that, or blank. */
export function answersTo(questionnaire: Questionnaire): fc.Arbitrary<Answers> {
  const entries = questionnaire.questions
    .filter((question) => question.type !== 'info')
    .map((question): [string, fc.Arbitrary<Answer>] => [
      question.id,
      fc.oneof(
        { arbitrary: answerTo(question), weight: 6 },
        { arbitrary: fc.constant(DONT_KNOW), weight: 1 },
        ...(question.na ? [{ arbitrary: fc.constant(NOT_APPLICABLE), weight: 1 }] : []),
      ),
    ])
  // Some with every question answered one way or another, some with blanks.
  return fc.oneof(
    fc.record(Object.fromEntries(entries), { noNullPrototype: true }),
    fc.record(Object.fromEntries(entries), { noNullPrototype: true, requiredKeys: [] }),
  ) as fc.Arbitrary<Answers>
}

/** An answer that gives the question a value. */
export function valuedAnswerTo(questionnaire: Questionnaire, question: Question): fc.Arbitrary<Answer> {
  return answerTo(question).filter((answer) => itemValue(questionnaire, question, answer).state === 'answered')
}

function answerTo(question: Question): fc.Arbitrary<Answer> {
  const oneOf = (list: readonly Option[] | undefined) => fc.constantFrom(...(list ?? []).map(({ id }) => id))
  // As fingers do it: an exclusive option is chosen alone.
  const severalOf = (list: readonly Option[] = []): fc.Arbitrary<string[]> => {
    const alone = list.filter((option) => option.exclusive).map(({ id }) => [id])
    const others = list.filter((option) => !option.exclusive).map(({ id }) => id)
    const several = fc.subarray(others, { minLength: 1 })
    return alone.length > 0 ? fc.oneof({ arbitrary: several, weight: 4 }, fc.constantFrom(...alone)) : several
  }
  const rowsOf = (one: fc.Arbitrary<string | string[]>): fc.Arbitrary<Record<string, string | string[]>> => {
    const [first, ...others] = (question.rows ?? []).map(({ id }) => id)
    return fc.record(Object.fromEntries([first ?? '', ...others].map((id) => [id, one])), {
      requiredKeys: [first ?? ''],
      noNullPrototype: true,
    })
  }
  switch (question.type) {
    case 'single':
      return oneOf(question.options)
    case 'multi':
      return severalOf(question.options)
    case 'rows-scale':
      return rowsOf(oneOf(question.columns))
    case 'rows-columns':
      return rowsOf(severalOf(question.columns))
    case 'number':
      return fc.double({ min: question.min ?? 0, max: question.max ?? 1000, noNaN: true })
    case 'info':
      throw new Error(`${question.id} only informs`)
  }
}
