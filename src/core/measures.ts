// The small lean tools: what each of them is told, as it is kept. What it amounts to stands in figures.ts.
import * as v from 'valibot'
import type { Tool } from './questionnaire'
import { reader, SHAPE, shape } from './records'

const text = v.string()
const day = v.pipe(text, v.regex(/^\d{4}-\d{2}-\d{2}$/, 'day'))

/** A measured number as it was written, digits with at most one point; null is not known yet. */
const reading = v.nullable(v.pipe(text, v.regex(/^\d{1,15}(\.\d{1,9})?$/, 'reading')))
/** A counted number; null is not known yet. */
const count = v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0)))
const points = v.picklist([0, 1, 2, 3, 4])
/** The id of a photo; it stays on the device. */
const photo = v.nullable(text)

/** What is measured: the area, the machine, the product. Only what has the same subject is compared. */
const subject = v.optional(text, '')

export const WASTES = [
  'transport',
  'inventory',
  'motion',
  'waiting',
  'over-processing',
  'overproduction',
  'defects',
  'unused-talent',
] as const
export type Waste = (typeof WASTES)[number]

/** `external`: done while the machine runs; `movable`: done while it stands, but need not be. */
export const STEP_KINDS = ['internal', 'movable', 'external'] as const
export type StepKind = (typeof STEP_KINDS)[number]

/** Of how many orders the days are asked. */
export const MOST_ORDERS = 10

const values = {
  'five-r': v.object({
    subject,
    /** By statement, 0 not at all to 4 always and everywhere. */
    points: v.record(text, points),
  }),
  'waste-walk': v.object({
    subject,
    findings: v.array(
      v.object({
        id: text,
        waste: v.picklist(WASTES),
        place: text,
        note: text,
        /** What it costs in a week, in the unit. */
        amount: reading,
        unit: v.picklist(['minutes', 'rupiah']),
        photo,
      }),
    ),
  }),
  changeover: v.object({
    subject,
    /** The step that is being timed: since when, in ms of the clock, and its name if it has one already. */
    running: v.nullable(v.object({ since: v.number(), name: text })),
    steps: v.array(v.object({ id: text, name: text, minutes: reading, kind: v.picklist(STEP_KINDS) })),
  }),
  oee: v.object({
    subject,
    /** Minutes. */
    planned: reading,
    /** Minutes. */
    stops: reading,
    /** Seconds a piece takes when nothing goes wrong. */
    ideal: reading,
    made: count,
    good: count,
  }),
  'lead-time': v.object({
    subject,
    unit: v.picklist(['orders', 'pieces']),
    /** Begun or waiting, not finished. */
    waiting: count,
    finished: count,
    /** Working days in which these were finished. */
    days: reading,
    /** Working days that each of the last orders took; what is not known is left out. */
    orders: v.pipe(v.array(reading), v.maxLength(MOST_ORDERS)),
  }),
  'scrap-cost': v.object({
    subject,
    /** Pieces thrown away in a month. */
    scrapped: count,
    /** Rupiah of material in a piece. */
    material: reading,
    /** Pieces worked on again in a month. */
    reworked: count,
    /** Minutes to work on a piece again. */
    minutes: reading,
    /** Rupiah an hour of work costs. */
    wage: reading,
  }),
  'skill-matrix': v.object({
    subject,
    jobs: v.array(v.object({ id: text, name: text })),
    people: v.array(
      v.object({
        id: text,
        name: text,
        /** By job: 0 none, 1 learning, 2 with help, 3 alone, 4 can teach; a job that is not there is not known. */
        levels: v.record(text, points),
      }),
    ),
  }),
  'kaizen-card': v.object({
    subject,
    problem: text,
    idea: text,
    result: text,
    who: text,
    /** What is measured before and after, and in which unit. */
    what: text,
    unit: text,
    before: reading,
    after: reading,
    better: v.picklist(['lower', 'higher']),
    photoBefore: photo,
    photoAfter: photo,
  }),
  pareto: v.object({
    subject,
    kinds: v.array(v.object({ id: text, name: text, count })),
    /** Pieces that were looked at. */
    checked: count,
  }),
}

const measure = <T extends Tool, V>(tool: T, schema: v.GenericSchema<unknown, V>) =>
  v.object({
    v: shape,
    id: text,
    firm: text,
    tool: v.literal(tool),
    /** The day it was measured. */
    day,
    values: schema,
    created: v.optional(text, ''),
    changed: text,
  })

export const measureSchema = v.variant('tool', [
  measure('five-r', values['five-r']),
  measure('waste-walk', values['waste-walk']),
  measure('changeover', values.changeover),
  measure('oee', values.oee),
  measure('lead-time', values['lead-time']),
  measure('scrap-cost', values['scrap-cost']),
  measure('skill-matrix', values['skill-matrix']),
  measure('kaizen-card', values['kaizen-card']),
  measure('pareto', values.pareto),
])

/** What each tool is told. */
export type Values = { [T in Tool]: v.InferOutput<(typeof values)[T]> }
export type ValuesOf<T extends Tool> = Values[T]

/** One use of one tool in a firm, as it is kept. */
export interface MeasureOf<T extends Tool> {
  v: number
  id: string
  firm: string
  tool: T
  day: string
  values: Values[T]
  created: string
  changed: string
}
export type Measure = { [T in Tool]: MeasureOf<T> }[Tool]
export const readMeasure = reader<Measure>(measureSchema)

export function newMeasure<T extends Tool>(fields: Omit<MeasureOf<T>, 'v' | 'changed'>): MeasureOf<T> {
  return { v: SHAPE, ...fields, changed: fields.created }
}

/**
 * The values a new measure begins with. What stays from one time to the next is taken over from the last measure of the same subject:
 * names, prices, the ideal time, what people can do. What is measured anew is empty.
 */
export function firstValues<T extends Tool>(tool: T, last?: ValuesOf<T>): ValuesOf<T> {
  return FIRST[tool](last)
}

const FIRST: { readonly [T in Tool]: (last: ValuesOf<T> | undefined) => ValuesOf<T> } = {
  'five-r': (last) => ({ subject: last?.subject ?? '', points: {} }),
  'waste-walk': (last) => ({ subject: last?.subject ?? '', findings: [] }),
  changeover: (last) => ({ subject: last?.subject ?? '', running: null, steps: [] }),
  oee: (last) => ({
    subject: last?.subject ?? '',
    planned: null,
    stops: null,
    ideal: last?.ideal ?? null,
    made: null,
    good: null,
  }),
  'lead-time': (last) => ({
    subject: last?.subject ?? '',
    unit: last?.unit ?? 'orders',
    waiting: null,
    finished: null,
    days: null,
    orders: [],
  }),
  'scrap-cost': (last) => ({
    subject: last?.subject ?? '',
    scrapped: null,
    material: last?.material ?? null,
    reworked: null,
    minutes: last?.minutes ?? null,
    wage: last?.wage ?? null,
  }),
  'skill-matrix': (last) => last ?? { subject: '', jobs: [], people: [] },
  'kaizen-card': () => ({
    subject: '',
    problem: '',
    idea: '',
    result: '',
    who: '',
    what: '',
    unit: '',
    before: null,
    after: null,
    better: 'lower',
    photoBefore: null,
    photoAfter: null,
  }),
  pareto: (last) => ({
    subject: last?.subject ?? '',
    kinds: (last?.kinds ?? []).map((kind) => ({ ...kind, count: null })),
    checked: null,
  }),
}

/** The photos a measure shows, by id. */
export function photosIn({ tool, values }: Measure): string[] {
  const ids =
    tool === 'waste-walk'
      ? values.findings.map((finding) => finding.photo)
      : tool === 'kaizen-card'
        ? [values.photoBefore, values.photoAfter]
        : []
  return ids.filter((id) => id !== null)
}

/** The most bytes of a photo; a phone's storage and a backup are to hold many. */
export const PHOTO_BYTES = 80_000

/** A photo that belongs to a measure: a small JPEG or PNG, as a data address. It never changes. */
export const photoSchema = v.object({
  v: shape,
  id: text,
  firm: text,
  image: v.pipe(
    text,
    v.regex(/^data:image\/(jpeg|png|webp);base64,[A-Za-z0-9+/=]+$/, 'image'),
    // Base64 writes three bytes in four letters.
    v.maxLength(Math.ceil(PHOTO_BYTES / 3) * 4 + 'data:image/jpeg;base64,'.length),
  ),
})
export type Photo = v.InferOutput<typeof photoSchema>
export const readPhoto = reader(photoSchema)

export function newPhoto(fields: Omit<Photo, 'v'>): Photo {
  return { v: SHAPE, ...fields }
}
