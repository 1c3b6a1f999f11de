// The script of a workshop: what comes when, and where one is in it (rule W11 of ./README.md).
import * as v from 'valibot'
import { reader, shape } from './records'

export const MOST_PARTS = 30
export const MOST_MINUTES = 240
const MOST_TEXT = 80

const partSchema = v.object({
  /** A part of ours by its name, or one of the facilitator's own. */
  id: v.pipe(v.string(), v.maxLength(20)),
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_MINUTES)),
  /** In the facilitator's own words; without it ours, in the language of the screen. */
  title: v.optional(v.pipe(v.string(), v.maxLength(MOST_TEXT))),
})
export type ScriptPart = v.InferOutput<typeof partSchema>

const seconds = v.pipe(v.number(), v.minValue(0))
const clockSchema = v.object({
  /** The place of the part that is on, from 0. */
  at: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Since when it runs, ISO 8601; null while it is stopped. */
  since: v.nullable(v.string()),
  /** Seconds of this part before that. */
  spent: seconds,
  /** Seconds that the parts before took. */
  before: seconds,
})
export type ScriptClock = v.InferOutput<typeof clockSchema>

const scriptSchema = v.object({
  v: shape,
  /** The session's id. */
  id: v.string(),
  session: v.string(),
  parts: v.pipe(v.array(partSchema), v.minLength(1), v.maxLength(MOST_PARTS)),
  clock: clockSchema,
})
/** A session's script and its clock, as they lie on the disk. */
export type Script = v.InferOutput<typeof scriptSchema>
export const readScript = reader(scriptSchema)

/** The parts of ours. Their texts are the app's. */
export const SCRIPT_PARTS = ['welcome', 'join', 'answer', 'handIn', 'levels', 'weak', 'talk', 'plan'] as const
export type ScriptPartId = (typeof SCRIPT_PARTS)[number]
/** 90 minutes in all. */
const MINUTES: Record<ScriptPartId, number> = {
  welcome: 5,
  join: 10,
  answer: 25,
  handIn: 10,
  levels: 10,
  weak: 10,
  talk: 10,
  plan: 10,
}

const AT_THE_START: ScriptClock = { at: 0, since: null, spent: 0, before: 0 }

/** The script a session begins with: 90 minutes, the clock stopped at the first part. */
export function newScript(session: string): Script {
  const parts = SCRIPT_PARTS.map((id) => ({ id, minutes: MINUTES[id] }))
  return { v: 1, id: session, session, parts, clock: AT_THE_START }
}

/** When each part begins and ends, in minutes from the start of the workshop. */
export function schedule(parts: readonly ScriptPart[]): { from: number; to: number }[] {
  let from = 0
  return parts.map(({ minutes }) => {
    const part = { from, to: from + minutes }
    from = part.to
    return part
  })
}

/** Seconds that the part that is on has taken so far; never less than nothing, if the laptop's clock was set back. */
export function inPart({ since, spent }: ScriptClock, now: string): number {
  return spent + (since === null ? 0 : Math.max(0, (Date.parse(now) - Date.parse(since)) / 1000))
}

/** What is left of the part that is on, and of the whole, in seconds; below zero when it takes longer than planned. */
export function left({ parts, clock }: Script, now: string): { part: number; all: number } {
  const planned = parts.reduce((sum, { minutes }) => sum + minutes * 60, 0)
  const taken = inPart(clock, now)
  return { part: (parts[clock.at]?.minutes ?? 0) * 60 - taken, all: planned - clock.before - taken }
}

/** Starts the clock, or stops it. */
export function toggled(clock: ScriptClock, now: string): ScriptClock {
  return clock.since === null ? { ...clock, since: now } : { ...clock, since: null, spent: inPart(clock, now) }
}

/** Goes on to another part; the clock stays as it was, running or stopped. What was spent stays spent. */
export function goneTo(clock: ScriptClock, at: number, now: string): ScriptClock {
  return { at, since: clock.since === null ? null : now, spent: 0, before: clock.before + inPart(clock, now) }
}

/** The clock at the beginning again. */
export function rewound(script: Script): Script {
  return { ...script, clock: AT_THE_START }
}

/** The script with other parts; the part that is on stays on, or the one in its place. */
export function withParts(script: Script, parts: readonly ScriptPart[]): Script {
  const on = script.parts[script.clock.at]
  const found = parts.findIndex(({ id }) => id === on?.id)
  const at = found >= 0 ? found : Math.min(script.clock.at, parts.length - 1)
  return { ...script, parts: [...parts], clock: { ...script.clock, at } }
}
