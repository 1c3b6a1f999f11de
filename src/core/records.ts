// The shapes of what is saved, and their one door. New fields are optional, so that old records stay readable.
import * as v from 'valibot'
import type { Answer } from './answers'
import type { Profile } from './catalogue'

/** Version of a record's shape. A record of a newer one is set aside until the app can read it. */
export const SHAPE = 1

export const shape = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(SHAPE))
const text = v.string()
const many = v.array(text)

export const firmSchema = v.object({
  v: shape,
  id: text,
  name: text,
  created: text,
  /** When it was last renamed. */
  changed: v.optional(text),
})

const profileSchema = v.object({
  sector: v.optional(text),
  workers: v.optional(text),
  investment: v.optional(text),
  province: v.optional(text),
  goals: v.optional(many),
  pains: v.optional(many),
  makes: v.optional(many),
})

/** What a finished round amounted to, kept so that an old result stays what it was. */
const summarySchema = v.object({
  scoringVersion: v.number(),
  index: v.nullable(v.number()),
  level: v.nullable(v.union([v.number(), v.string()])),
  low: v.nullable(v.number()),
  high: v.nullable(v.number()),
  indexLevel: v.nullable(v.union([v.number(), v.string()])),
  capNodes: v.optional(many, []),
  provisional: v.boolean(),
  confidence: v.picklist(['high', 'medium', 'low']),
  scores: v.record(text, v.nullable(v.number())),
})

export const assessmentSchema = v.object({
  v: shape,
  id: text,
  firm: text,
  questionnaire: text,
  version: text,
  /** 1 for the first filling of a firm with this questionnaire, 2 for the next, and so on. */
  round: v.number(),
  /** Goes up when a finished round is changed. */
  revision: v.number(),
  started: text,
  changed: text,
  finished: v.nullable(text),
  /** When it had been finished, if answers from elsewhere have opened it again (rule B4). */
  reopened: v.optional(text),
  profile: profileSchema,
  /** Levels the owner wants to reach, by section. */
  targets: v.optional(v.record(text, v.number()), {}),
  /** True once the profile was looked at and left, filled in or not. */
  profileSeen: v.optional(v.boolean(), false),
  /** The question last shown. */
  position: v.optional(v.nullable(text), null),
  summary: v.optional(v.nullable(summarySchema), null),
})

export const answerSchema = v.object({
  v: shape,
  id: text,
  assessment: text,
  question: text,
  answer: v.optional(v.union([text, many, v.number(), v.record(text, v.union([text, many]))])),
  /** Which of the item's reasons, for "not applicable". */
  reason: v.optional(text),
  note: v.optional(text),
  saved: text,
})

export const questionnaireSchema = v.object({
  v: shape,
  id: text,
  structure: v.unknown(),
  texts: v.record(text, v.record(text, text)),
})

export type Firm = v.InferOutput<typeof firmSchema>
export type Summary = v.InferOutput<typeof summarySchema>
export type Assessment = Omit<v.InferOutput<typeof assessmentSchema>, 'profile'> & { profile: Profile }
export type AnswerRecord = Omit<v.InferOutput<typeof answerSchema>, 'answer'> & { answer?: Answer | undefined }
/** A questionnaire as it was when somebody began to answer it, with its texts by language. */
export type StoredQuestionnaire = v.InferOutput<typeof questionnaireSchema>

/** The door of one kind of record: what is not of its shape is null. */
export function reader<T>(schema: v.GenericSchema<unknown, T>) {
  return (record: unknown): T | null => {
    const result = v.safeParse(schema, record)
    return result.success ? result.output : null
  }
}

export const readFirm = reader(firmSchema)
export const readAssessment = reader<Assessment>(assessmentSchema)
export const readAnswer = reader<AnswerRecord>(answerSchema)
export const readStoredQuestionnaire = reader(questionnaireSchema)

/** The reader of each shelf that assessments lie on. */
export const readers: Readonly<Record<string, (record: unknown) => unknown>> = {
  firms: readFirm,
  assessments: readAssessment,
  answers: readAnswer,
  questionnaires: readStoredQuestionnaire,
}

/** One answer's key: an answer of its own record, so that two tabs never overwrite each other's. */
export function answerId(assessment: string, question: string): string {
  return `${assessment}/${question}`
}

export function newFirm(id: string, name: string, created: string): Firm {
  return { v: SHAPE, id, name, created }
}

export function newAssessment(
  fields: Pick<Assessment, 'id' | 'firm' | 'questionnaire' | 'version' | 'round' | 'started'> &
    Partial<Pick<Assessment, 'profile' | 'targets'>>,
): Assessment {
  return {
    v: SHAPE,
    revision: 1,
    changed: fields.started,
    finished: null,
    profileSeen: false,
    position: null,
    summary: null,
    profile: {},
    targets: {},
    ...fields,
  }
}

export function newAnswer(assessment: string, question: string, saved: string): AnswerRecord {
  return { v: SHAPE, id: answerId(assessment, question), assessment, question, saved }
}

export function newStoredQuestionnaire(
  id: string,
  structure: unknown,
  texts: StoredQuestionnaire['texts'],
): StoredQuestionnaire {
  return { v: SHAPE, id, structure, texts }
}
