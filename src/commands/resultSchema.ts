// What `score` prints: the one JSON object, as a schema. questionnaires/README.md explains it in words.
import * as v from 'valibot'

const level = v.nullable(v.union([v.number(), v.string()]))
const nullableNumber = v.nullable(v.number())
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

const node = v.strictObject({
  score: v.pipe(
    nullableNumber,
    v.description('On the scale of the node, unrounded; null is not assessed, never zero.'),
  ),
  level: v.pipe(level, v.description('Of the root: after the caps.')),
  low: v.pipe(
    nullableNumber,
    v.description('The score if every blank and "don\'t know" were answered with the lowest value.'),
  ),
  high: v.pipe(nullableNumber, v.description('The same with the highest value.')),
  answered: v.pipe(count, v.description('Items with a value.')),
  applicable: v.pipe(count, v.description('Items that apply, answered or not.')),
  reason: v.pipe(
    v.nullable(v.picklist(['not-applicable', 'not-assessed', 'no-root-score'])),
    v.description('Why there is no score.'),
  ),
  confidence: v.pipe(v.optional(v.picklist(['high', 'medium', 'low'])), v.description('Of the root only.')),
  provisional: v.pipe(
    v.optional(v.boolean()),
    v.description('Of the root only: an applicable item is blank, or a gate has no score.'),
  ),
})

const part = v.variant('part', [
  v.strictObject({ part: v.literal('gap'), points: v.number(), gap: v.string(), direct: v.boolean() }),
  v.strictObject({ part: v.literal('more-gaps'), points: v.number(), gaps: v.array(v.string()) }),
  v.strictObject({
    part: v.literal('level'),
    points: v.number(),
    fit: v.picklist(['inside', 'above', 'below']),
  }),
  v.strictObject({
    part: v.literal('sector'),
    points: v.number(),
    fit: v.picklist(['listed', 'all', 'not-listed']),
  }),
  v.strictObject({
    part: v.literal('place'),
    points: v.number(),
    fit: v.picklist(['province', 'online', 'national', 'island', 'travel']),
  }),
  v.strictObject({
    part: v.picklist(['access', 'confidence', 'status', 'label', 'foundation-first']),
    points: v.number(),
  }),
])
const programme = v.strictObject({
  id: v.string(),
  score: v.number(),
  parts: v.array(part),
  old: v.pipe(v.boolean(), v.description('Last confirmed more than 18 months before `today`, or at an unknown date.')),
})

const traced = v.strictObject({
  aggregate: v.nullable(v.string()),
  scale: v.strictObject({ min: v.number(), max: v.number() }),
  share: v.pipe(v.number(), v.description('Share of the applicable weight that has a value.')),
  needs: v.pipe(
    v.strictObject({ share: v.number(), items: count }),
    v.description('What it takes for a score: that share, and that many answered items.'),
  ),
  parts: v.array(
    v.strictObject({
      id: v.string(),
      weight: v.number(),
      value: v.pipe(nullableNumber, v.description('On its own scale.')),
      counted: v.pipe(nullableNumber, v.description('On the scale of the node; null when it was left out.')),
      why: v.pipe(
        v.nullable(v.picklist(['dont-know', 'blank', 'not-applicable', 'hidden', 'not-assessed'])),
        v.description('Why it was left out, or where a value comes from that was not answered.'),
      ),
    }),
  ),
})

/** What has a name of its own in the JSON Schema. */
export const RESULT_PARTS = { node, programme, part, traced }

export const resultSchema = v.strictObject({
  questionnaire: v.strictObject({ id: v.string(), version: v.string(), scoringVersion: v.number() }),
  root: v.pipe(v.string(), v.description('The id of the node whose score is the index.')),
  nodes: v.record(v.string(), node),
  cap: v.strictObject({
    indexLevel: v.pipe(level, v.description('Before the caps.')),
    level,
    causes: v.array(
      v.variant('kind', [
        v.strictObject({
          kind: v.literal('minChildPlus'),
          node: v.string(),
          nodeLevel: v.number(),
          plus: v.number(),
          atMost: v.number(),
        }),
        v.strictObject({
          kind: v.literal('requires'),
          node: v.string(),
          score: nullableNumber,
          atLeast: v.number(),
          atMost: v.number(),
        }),
      ]),
    ),
    missing: v.pipe(v.array(v.string()), v.description('Gates without a score.')),
  }),
  lenses: v.record(v.string(), v.strictObject({ root: v.string(), nodes: v.record(v.string(), node) })),
  priorities: v.pipe(
    v.record(
      v.string(),
      v.array(v.objectWithRest({ item: v.string(), impact: v.number(), gap: v.number() }, v.number())),
    ),
    v.description(
      'Per preset, in rank order. Besides item, impact and gap: the raw value of each column of the questionnaire.',
    ),
  ),
  focus: v.array(v.strictObject({ item: v.string(), for: v.string(), findOut: v.boolean() })),
  gaps: v.array(v.strictObject({ code: v.string(), weight: v.number(), items: v.array(v.string()) })),
  programmes: v.array(programme),
  finance: v.nullable(programme),
  contacts: v.array(v.string()),
  startToday: v.nullable(programme),
  bottleneck: v.array(v.string()),
  hints: v.pipe(v.array(v.string()), v.description('Ids of the rules whose condition holds.')),
  trace: v.strictObject({
    nodes: v.record(v.string(), traced),
    priorities: v.nullable(
      v.strictObject({
        target: v.number(),
        preset: v.string(),
        shares: v.pipe(
          v.record(v.string(), v.record(v.string(), v.number())),
          v.description('Item to column to the normalised value that the impact is made of.'),
        ),
      }),
    ),
    programmes: v.strictObject({
      level: v.pipe(v.number(), v.description('The level that programmes were matched with.')),
      levelAssumed: v.boolean(),
    }),
  }),
})

export type ResultJson = v.InferOutput<typeof resultSchema>
