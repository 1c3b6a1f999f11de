// The JSON Schemas beside the questionnaires, made from the valibot schemas that read them, so that editors complete and check.
import { toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import { backupFileSchema } from '../core/backup'
import { authoredListsSchema, authoredProgrammesSchema } from '../core/catalogue'
import { authoredSchema, languageMap } from '../core/questionnaire'
import { sessionFileSchema } from '../core/sessionFile'
import { answersFileSchema } from './answersFile'
import { EXPLANATIONS } from './explanations'
import { RESULT_PARTS, resultSchema } from './resultSchema'

type JsonSchema = ReturnType<typeof toJsonSchema>

const question = authoredSchema.entries.questions.item
const { visibleWhen, options, needs, steps } = question.entries
/** Everything with a name of its own in the questionnaire's schema. */
const DEFINITIONS = {
  text: languageMap,
  node: authoredSchema.entries.root,
  question,
  option: options.wrapped.item,
  need: needs.wrapped.item,
  step: steps.wrapped.item,
  condition: visibleWhen.wrapped,
  levels: authoredSchema.entries.levels.wrapped,
  missing: authoredSchema.entries.missing.wrapped,
}

/** Each file of `questionnaires/` that is generated, with its content. */
export function jsonSchemas(): Record<string, JsonSchema> {
  return {
    'questionnaire.schema.json': schemaOf('A questionnaire of Siap', authoredSchema, DEFINITIONS),
    'programmes.schema.json': schemaOf('The programme catalogue of Siap', authoredProgrammesSchema, {
      text: languageMap,
    }),
    'lists.schema.json': schemaOf('The lists of Siap', authoredListsSchema, { text: languageMap }),
    'answers.schema.json': schemaOf('Answers for the score command of Siap', answersFileSchema),
    'result.schema.json': schemaOf('What the score command of Siap prints', resultSchema, RESULT_PARTS),
    'backup.schema.json': schemaOf('A backup file of Siap, open or locked', backupFileSchema),
    'session.schema.json': schemaOf('A session file of Siap, open or locked', sessionFileSchema),
  }
}

type Definitions = Record<string, v.GenericSchema>

function schemaOf(title: string, schema: v.GenericSchema, definitions: Definitions = {}): JsonSchema {
  const {
    $schema,
    $defs = {},
    ...rest
  } = toJsonSchema(schema, {
    ...INPUT,
    definitions,
    overrideSchema: ({ valibotSchema }) =>
      valibotSchema.type === 'lazy' ? eitherOf(valibotSchema as v.LazySchema<v.GenericSchema>, definitions) : undefined,
  })
  const named = Object.entries($defs).filter(([name]) => name in definitions)
  return {
    $schema: $schema ?? '',
    title,
    ...(schema === authoredSchema ? explained('questionnaire', rest) : rest),
    ...(named.length > 0 && {
      $defs: Object.fromEntries(
        named.map(([name, one]) => [name, schema === authoredSchema ? explained(name, one as JsonSchema) : one]),
      ),
    }),
  }
}

/** Checks that JSON Schema has no words for are left to `npm run questionnaires`. */
const INPUT = { typeMode: 'input', errorMode: 'ignore' } as const

/** One input per branch that a lazy schema can take; it looks at what it is given. */
const SAMPLES = ['', { ref: '' }, { all: [] }, { any: [] }, { not: {} }, { node: '' }, { item: '' }, {}]

/** A lazy schema as the choice between its branches. */
function eitherOf(lazy: v.LazySchema<v.GenericSchema>, definitions: Definitions): JsonSchema {
  const branches = SAMPLES.map((sample) => {
    const {
      $schema: _schema,
      $defs: _defs,
      ...branch
    } = toJsonSchema(branchFor(lazy, sample), { ...INPUT, definitions })
    return JSON.stringify(branch)
  })
  return { anyOf: [...new Set(branches)].map((branch) => JSON.parse(branch) as JsonSchema) }
}

function branchFor(schema: v.GenericSchema, sample: unknown): v.GenericSchema {
  return schema.type === 'lazy' ? branchFor((schema as v.LazySchema<v.GenericSchema>).getter(sample), sample) : schema
}

/** Gives each key its one line of explanation. */
function explained(definition: string, schema: JsonSchema): JsonSchema {
  const lines = EXPLANATIONS[definition]
  if (!lines || !schema.properties) return schema
  const properties = Object.entries(schema.properties).map(([key, property]) => {
    const description = lines[key]
    if (!description || typeof property === 'boolean') return [key, property]
    // Beside a $ref draft-07 ignores everything, so the reference goes one level down.
    const { $ref, ...rest } = property
    return [key, $ref ? { description, allOf: [{ $ref }] } : { description, ...rest }]
  })
  return { ...schema, properties: Object.fromEntries(properties) }
}

const WIDEST = 120

/** A schema as the text of its file: short lists on one line, as the formatter wants them. */
export function schemaText(schema: JsonSchema): string {
  const text = JSON.stringify(schema, null, 2)
  return `${text.replace(
    /^(.*)\[\n([^[\]{}]+?)\n\s*\](,?)$/gm,
    (whole: string, before: string, inner: string, comma: string) => {
      const line = `${before}[${inner.trim().split(/\n\s*/).join(' ')}]${comma}`
      return line.length <= WIDEST ? line : whole
    },
  )}\n`
}
