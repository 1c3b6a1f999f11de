// What a questionnaire is: its shape, and the one door through which a file becomes one.
// The format is documented in questionnaires/README.md; rules carry the numbers of ./README.md.
import * as v from 'valibot'
import { checkQuestionnaire } from './check'
import { type Read, readWith } from './read'

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, 'id'))
const optionId = v.pipe(id, v.notValues(['dk', 'na'], 'reserved-id'))
const number = v.pipe(v.number(), v.finite('bad-number'))
const positive = v.pipe(v.number(), v.finite('bad-weight'), v.gtValue(0, 'bad-weight'))
const count = v.pipe(v.number(), v.integer('bad-number'), v.minValue(0, 'bad-number'))
/** A share from 0 to 1; authors may write thirds as "2/3". */
const share = v.union([
  v.pipe(number, v.minValue(0, 'bad-number'), v.maxValue(1, 'bad-number')),
  v.pipe(
    v.string(),
    v.regex(/^\d+\/[1-9]\d*$/, 'share'),
    v.transform((text) => {
      const [over, under] = text.split('/').map(Number)
      return (over ?? 0) / (under ?? 1)
    }),
    v.check((n) => n <= 1, 'bad-number'),
  ),
])

const scale = v.strictObject({ min: number, max: number })

const comparison = {
  is: v.optional(v.string()),
  includes: v.optional(v.string()),
  atLeast: v.optional(number),
  atMost: v.optional(number),
  above: v.optional(number),
  below: v.optional(number),
}

/** Comparison and and/or/not over items and nodes; there is no script in data. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | ({ item: string } & Comparison)
  | ({ node: string } & Comparison)

export interface Comparison {
  is?: string | undefined
  includes?: string | undefined
  atLeast?: number | undefined
  atMost?: number | undefined
  above?: number | undefined
  below?: number | undefined
}

const condition: v.GenericSchema<unknown, Condition> = v.lazy((input) => {
  if (typeof input === 'object' && input !== null) {
    if ('all' in input) return v.strictObject({ all: v.pipe(v.array(condition), v.minLength(1, 'missing')) })
    if ('any' in input) return v.strictObject({ any: v.pipe(v.array(condition), v.minLength(1, 'missing')) })
    if ('not' in input) return v.strictObject({ not: condition })
    if ('node' in input) return v.strictObject({ node: v.string(), ...comparison })
  }
  return v.strictObject({ item: v.string(), ...comparison })
})

const missing = v.strictObject({
  dk: v.optional(v.picklist(['exclude', 'zero', 'min'])),
  blank: v.optional(v.picklist(['exclude', 'zero'])),
  na: v.optional(v.literal('exclude')),
  minAnsweredShare: v.optional(share),
  minAnswered: v.optional(count),
})

const ladder = v.strictObject({
  threshold: v.optional(share, 1),
  noLeap: v.optional(v.boolean(), true),
  bands: v.pipe(v.array(v.array(v.string())), v.minLength(2, 'missing')),
})

const score = v.variant('kind', [
  v.strictObject({ kind: v.literal('option'), scale: v.optional(scale) }),
  v.strictObject({ kind: v.literal('count'), cap: positive, perTick: v.optional(positive) }),
  v.strictObject({ kind: v.literal('sum'), max: positive }),
  v.strictObject({ kind: v.literal('share') }),
  v.strictObject({ kind: v.literal('rows-mean') }),
  v.strictObject({
    kind: v.literal('bands'),
    table: v.pipe(v.array(v.strictObject({ from: number, score: number })), v.minLength(1, 'missing')),
  }),
  v.strictObject({ kind: v.literal('ladder'), ...ladder.entries }),
])

/** The small lean tools there are (measures.ts); questionnaires say which of them helps with an item's steps. */
export const TOOLS = [
  'five-r',
  'waste-walk',
  'changeover',
  'oee',
  'lead-time',
  'scrap-cost',
  'skill-matrix',
  'kaizen-card',
  'pareto',
] as const
export type Tool = (typeof TOOLS)[number]

const AGGREGATORS = ['mean', 'weightedMean', 'min', 'max', 'sum', 'shareOfMax', 'ladder'] as const
export type Aggregate = (typeof AGGREGATORS)[number]

/**
 * The schema of a questionnaire, given the schema of a text: a map of languages in an authored file,
 * an empty string in a compiled one (its texts travel apart).
 */
function schemaWith<TText extends v.GenericSchema<unknown, unknown>>(text: TText) {
  const option = v.strictObject({
    id: optionId,
    text,
    score: v.optional(number),
    exclusive: v.optional(v.boolean()),
    negative: v.optional(v.boolean()),
    na: v.optional(v.boolean()),
    dk: v.optional(v.boolean()),
  })
  const step = v.strictObject({
    from: count,
    do: text,
    week: text,
    cost: v.picklist(['none', 'little', 'investment']),
    time: v.strictObject({ value: positive, unit: v.picklist(['minutes', 'hours', 'days', 'weeks']) }),
    sign: text,
  })
  const question = v.strictObject({
    id,
    type: v.picklist(['single', 'multi', 'rows-scale', 'rows-columns', 'number', 'info']),
    score: v.optional(score),
    question: text,
    hint: v.optional(text),
    why: v.optional(text),
    example: v.optional(text),
    options: v.optional(v.array(option)),
    rows: v.optional(v.array(v.strictObject({ id: optionId, text }))),
    columns: v.optional(v.array(option)),
    rowScale: v.optional(scale),
    unit: v.optional(text),
    min: v.optional(number),
    max: v.optional(number),
    na: v.optional(
      v.strictObject({ reasons: v.pipe(v.array(v.strictObject({ id, text })), v.minLength(1, 'missing')) }),
    ),
    after: v.optional(v.string()),
    visibleWhen: v.optional(condition),
    terms: v.optional(v.array(v.string())),
    gaps: v.optional(v.array(v.string())),
    needs: v.optional(v.array(v.strictObject({ item: v.string(), atLeast: number }))),
    reference: v.optional(number),
    relevance: v.optional(v.record(v.string(), v.record(v.string(), number))),
    steps: v.optional(v.array(step)),
    tools: v.optional(v.array(v.picklist(TOOLS))),
  })
  const level = v.strictObject({
    from: v.optional(number),
    to: v.optional(number),
    level: v.union([number, v.string()]),
    name: v.optional(text),
    text: v.optional(text),
  })
  const levels = v.strictObject({
    rule: v.picklist(['floor-table', 'ceil-table']),
    table: v.pipe(v.array(level), v.minLength(1, 'missing')),
  })
  const nodeFields = {
    id,
    weight: v.optional(positive),
    name: v.optional(text),
    short: v.optional(text),
    about: v.optional(text),
    strength: v.optional(text),
    levelTexts: v.optional(v.array(text)),
    aggregate: v.optional(v.nullable(v.picklist(AGGREGATORS))),
    scale: v.optional(scale),
    missing: v.optional(missing),
    levels: v.optional(levels),
    ladder: v.optional(ladder),
    reference: v.optional(number),
    relevance: v.optional(v.record(v.string(), v.record(v.string(), number))),
  }
  type TextOf = v.InferOutput<TText>
  type Node = v.InferOutput<v.StrictObjectSchema<typeof nodeFields, undefined>> & {
    children: Child<TextOf>[]
  }
  const node: v.GenericSchema<unknown, Node> = v.strictObject({
    ...nodeFields,
    children: v.pipe(v.array(v.lazy(() => child)), v.minLength(1, 'missing')),
  }) as unknown as v.GenericSchema<unknown, Node>
  const child: v.GenericSchema<unknown, Child<TextOf>> = v.lazy((input) => {
    if (typeof input === 'string') return v.string()
    if (typeof input === 'object' && input !== null && 'ref' in input) {
      return v.strictObject({ ref: v.string(), weight: v.optional(positive) })
    }
    return node
  }) as v.GenericSchema<unknown, Child<TextOf>>

  return v.strictObject({
    $schema: v.optional(v.string()),
    id,
    version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/, 'version')),
    scoringVersion: count,
    languages: v.pipe(v.array(v.string()), v.minLength(1, 'missing')),
    itemsFrom: v.optional(id),
    estimate: v.optional(v.boolean()),
    minutes: v.optional(positive),
    title: text,
    summary: v.optional(text),
    disclaimer: v.optional(text),
    scale,
    levels: v.optional(levels),
    missing: v.optional(missing),
    confidence: v.optional(
      v.strictObject({
        high: v.strictObject({ answered: share, dontKnow: share }),
        medium: v.strictObject({ answered: share }),
      }),
    ),
    bottleneck: v.optional(v.strictObject({ of: v.array(v.string()), within: number })),
    caps: v.optional(
      v.array(
        v.variant('kind', [
          v.strictObject({ kind: v.literal('minChildPlus'), of: v.array(v.string()), plus: number }),
          v.strictObject({
            kind: v.literal('requires'),
            node: v.string(),
            atLeast: number,
            level: number,
            whenMissing: v.optional(v.picklist(['cap', 'ignore'])),
          }),
        ]),
      ),
    ),
    root: node,
    lenses: v.optional(v.array(v.strictObject({ id, name: text, about: v.optional(text), root: node }))),
    priority: v.optional(
      v.strictObject({
        of: v.optional(v.array(v.string())),
        columns: v.pipe(
          v.array(
            v.strictObject({
              id,
              source: v.picklist(['relevance', 'target-minus-score', 'reference-minus-score']),
              by: v.optional(v.string()),
              clampNegative: v.optional(v.boolean()),
              normalise: v.optional(v.picklist(['share', 'none', 'max'])),
            }),
          ),
          v.minLength(1, 'missing'),
        ),
        presets: v.record(v.string(), v.array(number)),
        defaultPreset: v.string(),
        target: v.optional(v.strictObject({ atLeast: number, above: number })),
        select: v.strictObject({ groupBy: v.string(), perGroup: count, extra: count }),
      }),
    ),
    /** Steps at no cost below `first` come before every step below `last`: ids of nodes, of groups of a lens, or of items. */
    plan: v.optional(v.strictObject({ first: v.array(v.string()), last: v.array(v.string()) })),
    /** From how much change between two rounds on it is more than answer noise, on the questionnaire's scale. */
    change: v.optional(v.strictObject({ root: positive, node: positive })),
    gapCodes: v.optional(v.strictObject({ weights: v.pipe(v.array(positive), v.minLength(1, 'missing')) })),
    rules: v.optional(v.array(v.strictObject({ id, if: condition, hint: text }))),
    questions: v.array(question),
  })
}

/** A text, side by side in every language it is written in; Indonesian and English are always among them. */
const written = v.pipe(v.string('missing-language'), v.regex(/\S/, 'missing-language'))
export const languageMap = v.objectWithRest({ id: written, en: written }, written)

/** The shape of an authored file: every text in both languages, side by side. The editors' JSON Schema is made from it. */
export const authoredSchema = /* @__PURE__ */ schemaWith(languageMap)
/** The shape of a compiled questionnaire: the same, with an empty string in place of each text. */
const compiledSchema = /* @__PURE__ */ schemaWith(v.optional(v.literal('')))

export type Authored = v.InferOutput<typeof authoredSchema>
export type Questionnaire = v.InferOutput<typeof compiledSchema>
export type Question = Questionnaire['questions'][number]
export type Option = NonNullable<Question['options']>[number]
export type LevelTable = NonNullable<Questionnaire['levels']>
export type Cap = NonNullable<Questionnaire['caps']>[number]
export type Missing = NonNullable<Questionnaire['missing']>
export type Lens = NonNullable<Questionnaire['lenses']>[number]
export interface Scale {
  min: number
  max: number
}
export type Ref = { ref: string; weight?: number | undefined }
export type Child<TText = '' | undefined> = string | Ref | NodeOf<TText>
export interface NodeOf<TText> {
  id: string
  weight?: number | undefined
  name?: TText | undefined
  short?: TText | undefined
  about?: TText | undefined
  strength?: TText | undefined
  levelTexts?: (TText | undefined)[] | undefined
  aggregate?: Aggregate | null | undefined
  scale?: Scale | undefined
  missing?: Missing | undefined
  levels?: LevelTable | undefined
  ladder?: { threshold: number; noLeap: boolean; bands: string[][] } | undefined
  reference?: number | undefined
  relevance?: Record<string, Record<string, number>> | undefined
  children: Child<TText>[]
}
export type Node = NodeOf<'' | undefined>
/** The texts of one language, by key: `lean-5r.question`, `lean.name`, `levels.2`. */
export type Texts = Record<string, string>

/** Reads a compiled questionnaire: what the build made, what a phone had stored. Refuses what breaks a rule of the format. */
export function readQuestionnaire(input: unknown): Read<Questionnaire> {
  const shaped = readWith(compiledSchema, input)
  if (!shaped.ok) return shaped
  const problems = checkQuestionnaire(shaped.value)
  return problems.length === 0 ? shaped : { ok: false, problems }
}
