// The small lean tools: what each of them is told, and the figure it ends in.
import * as v from 'valibot'
import { TOOLS } from './questionnaire'
import { reader, SHAPE, shape } from './records'

const text = v.string()

export const measureSchema = v.object({
  v: shape,
  id: text,
  firm: text,
  tool: v.picklist(TOOLS),
  /** The day it was measured. */
  day: text,
  values: v.unknown(),
  changed: text,
})

/** One use of a tool in a firm, as it is kept. */
export type Measure = v.InferOutput<typeof measureSchema>
export const readMeasure = reader(measureSchema)

export function newMeasure(fields: Omit<Measure, 'v'>): Measure {
  return { v: SHAPE, ...fields }
}

/** A photo that belongs to a measure: a small JPEG or PNG, as a data address. It never changes. */
export const photoSchema = v.object({
  v: shape,
  id: text,
  firm: text,
  image: v.pipe(text, v.regex(/^data:image\/(jpeg|png|webp);base64,[A-Za-z0-9+/=]+$/, 'image')),
})
export type Photo = v.InferOutput<typeof photoSchema>
export const readPhoto = reader(photoSchema)

export function newPhoto(fields: Omit<Photo, 'v'>): Photo {
  return { v: SHAPE, ...fields }
}
