// What a firm does about its result: the steps of its plan, and what its small tools have measured.
// Every change is on the disk before it counts, and can be taken back.
import { useEffect, useState } from 'react'
import { create } from 'zustand'
import {
  type Measure,
  type MeasureOf,
  newMeasure,
  newPhoto,
  type Photo,
  photosIn,
  readMeasure,
  readPhoto,
  type ValuesOf,
} from '../core/measures'
import { byPlace, moved, newStep, type PlanStep, readStep, type StepOrigin, type StepState } from '../core/plan'
import type { Questionnaire, Tool } from '../core/questionnaire'
import type { Firm } from '../core/records'
import { newId, now, today } from '../platform/clock'
import {
  type Change,
  onOtherTabs,
  readAll,
  readAsideAgain,
  type Saved,
  type Shelf,
  tellOtherTabs,
} from '../platform/disk'
import { useT } from '../platform/i18n'
import { load, useAssessments } from './assessments'
import { type OpenQuestionnaire, offered, openQuestionnaire, type Words } from './catalogue'
import type { ReadyAssessment } from './opened'
import { notify, notifyOf, save } from './saving'

/** The work of one firm. Steps by their place, measures the newest first. */
export interface FirmWork {
  steps: readonly PlanStep[]
  measures: readonly Measure[]
}

/** What was done last, for the line that offers to take it back. */
export type Done =
  | 'step-added'
  | 'step-changed'
  | 'step-moved'
  | 'step-deleted'
  | 'measure-deleted'
  | 'entry-deleted'
  | 'photo-deleted'
  | 'clock-stopped'

interface Undoable {
  done: Done
  firm: string
  tool?: Tool
  back: readonly Change[]
}

interface State {
  byFirm: Readonly<Record<string, FirmWork | 'failed'>>
  /** What can be taken back, the last done last. */
  undoable: readonly Undoable[]
}

export const useImprovement = create<State>()(() => ({ byFirm: {}, undoable: [] }))
const { getState, setState } = useImprovement

const MOST_UNDOABLE = 50

/** Reads the plan and the measures of a firm into memory. What cannot be read is set aside and said. */
export async function openFirm(firm: string): Promise<void> {
  try {
    await readAsideAgain((shelf, record) => (readers[shelf]?.(record) ?? null) !== null)
    const [steps, measures] = await Promise.all([
      readAll('steps', readStep, firm),
      readAll('measures', readMeasure, firm),
    ])
    if (steps.aside + measures.aside > 0) notify('set-aside')
    show(firm, { steps: [...steps.records].sort(byPlace), measures: [...measures.records].sort(newestFirst) })
  } catch (error) {
    setState(({ byFirm }) => ({ byFirm: { ...byFirm, [firm]: 'failed' } }))
    notifyOf(error)
  }
}

const readers: Partial<Record<Shelf, (record: unknown) => unknown>> = {
  steps: readStep,
  measures: readMeasure,
  photos: readPhoto,
}

function show(firm: string, work: FirmWork): void {
  setState(({ byFirm }) => ({ byFirm: { ...byFirm, [firm]: work } }))
}

onOtherTabs(({ firm }) => {
  if (firm && firm in getState().byFirm) void openFirm(firm)
})

export type OpenedFirm =
  | { state: 'loading' }
  | { state: 'missing' }
  | { state: 'failed'; retry: () => void }
  | ({ state: 'ready'; firm: Firm } & FirmWork)

/** A firm with its plan and measures, for a screen; '' opens nothing and stays `loading`. */
export function useFirm(id: string): OpenedFirm {
  const status = useAssessments((state) => state.status)
  const firm = useAssessments((state) => state.firms.find((one) => one.id === id))
  const work = useImprovement((state) => state.byFirm[id])
  useEffect(() => {
    if (status === 'loading' && id !== '') void load()
  }, [status, id])
  useEffect(() => {
    if (firm && !work) void openFirm(id)
  }, [firm, work, id])
  if (status === 'failed' || work === 'failed') {
    return { state: 'failed', retry: () => void load().then(() => openFirm(id)) }
  }
  if (status === 'ready' && !firm && id !== '') return { state: 'missing' }
  if (!firm || !work) return { state: 'loading' }
  return { state: 'ready', firm, ...work }
}

/** The questionnaires that steps come from, by id, with their words; null until they are there. */
export function useSources(
  steps: readonly PlanStep[],
  { questionnaire, words }: ReadyAssessment,
): ReadonlyMap<string, { questionnaire: Questionnaire; words: Words }> | null {
  const { language } = useT()
  const [others, setOthers] = useState<readonly OpenQuestionnaire[] | null>(null)
  const wanted = [
    ...new Set(steps.flatMap(({ origin }) => ('questionnaire' in origin ? [origin.questionnaire] : []))),
  ].filter((id) => id !== questionnaire.id)
  const key = wanted.join()
  useEffect(() => {
    let current = true
    const found = offered.filter(({ id }) => key.split(',').includes(id))
    void Promise.all(found.map(({ id, version }) => openQuestionnaire(id, version, ['ask', 'advice'])))
      // Without a network its words may be missing; the step then says the question it is about.
      .catch(() => [])
      .then((opened) => current && setOthers(opened.flatMap((one) => one ?? [])))
    return () => {
      current = false
    }
  }, [key])
  if (!others) return null
  return new Map([
    ...others.map(
      (one) => [one.questionnaire.id, { questionnaire: one.questionnaire, words: one.words(language) }] as const,
    ),
    [questionnaire.id, { questionnaire, words }] as const,
  ])
}

/** Puts steps at the end of a firm's plan; those that are there already stay as they are. */
export function addSteps(
  firm: string,
  added: readonly { origin: StepOrigin; title?: string; state?: StepState }[],
): Promise<boolean> {
  const created = now()
  const last = Math.max(-1, ...workOf(firm).steps.map(({ place }) => place))
  return act(
    'step-added',
    firm,
    added.map((fields, i): Change => {
      const step = newStep({ firm, place: last + 1 + i, created, ...fields }, newId())
      return { shelf: 'steps', id: step.id, to: (before) => before ?? step }
    }),
  )
}

/** Changes some fields of a step; the day it was done is kept with its state. */
export function changeStep(
  { firm, id }: PlanStep,
  fields: Partial<Pick<PlanStep, 'title' | 'state' | 'who' | 'due' | 'note'>>,
): Promise<boolean> {
  return act('step-changed', firm, [
    {
      shelf: 'steps',
      id,
      mustExist: true,
      to: (before) => {
        const step = before as PlanStep
        const done = fields.state === undefined ? step.done : fields.state === 'done' ? (step.done ?? today()) : null
        return { ...step, ...fields, done, changed: now() }
      },
    },
  ])
}

/** Moves a step up (-1) or down (1) among those that are shown. */
export function moveStep(isShown: (step: PlanStep) => boolean, { firm, id }: PlanStep, by: -1 | 1): Promise<boolean> {
  return act(
    'step-moved',
    firm,
    moved(workOf(firm).steps, isShown, id, by).map(({ id, place }) => ({
      shelf: 'steps',
      id,
      mustExist: true,
      to: (before) => ({ ...(before as PlanStep), place, changed: now() }),
    })),
  )
}

/** Takes a step off the plan for good; it can be taken back. */
export function deleteStep({ firm, id }: PlanStep): Promise<boolean> {
  return act('step-deleted', firm, [{ shelf: 'steps', id, to: () => undefined }])
}

/** Begins a new measure of a tool, with its first values. Resolves with its id once it is on the disk. */
export async function beginMeasure<T extends Tool>(firm: string, tool: T, values: ValuesOf<T>): Promise<string | null> {
  const measure = newMeasure({ id: newId(), firm, tool, day: today(), values, created: now() })
  if (!(await save([{ shelf: 'measures', id: measure.id, to: () => measure }]))) return null
  showMeasure(measure)
  return measure.id
}

/** Changes what a measure holds, from what lies on the disk: two quick taps, or two tabs, both count. */
export async function changeMeasure<T extends Tool>(
  measure: MeasureOf<T>,
  edit: (before: MeasureOf<T>) => Partial<Pick<MeasureOf<T>, 'values' | 'day'>>,
  photo?: Photo,
): Promise<boolean> {
  let after: MeasureOf<T> | undefined
  const saved = await save([
    ...(photo ? [{ shelf: 'photos', id: photo.id, to: () => photo } as const] : []),
    {
      shelf: 'measures',
      id: measure.id,
      mustExist: true,
      to: (record) => {
        const before = record as MeasureOf<T>
        after = { ...before, ...edit(before), changed: now() }
        return after
      },
    },
  ])
  if (after && saved) showMeasure(after)
  return saved
}

/**
 * Takes something out of a measure, with its photos. It can be taken back: then only what was taken out comes back, and what was
 * changed in between stays.
 */
export function takeOut<T extends Tool>(
  done: Done,
  { firm, tool, id }: MeasureOf<T>,
  { edit, back }: { edit: (values: ValuesOf<T>) => ValuesOf<T>; back: (values: ValuesOf<T>) => ValuesOf<T> },
  photos: readonly string[] = [],
): Promise<boolean> {
  const edited = (how: typeof edit) => (record: Saved | undefined) => {
    const measure = record as MeasureOf<T>
    return { ...measure, values: how(measure.values), changed: now() }
  }
  return act(
    done,
    firm,
    [
      ...photos.map((photo) => ({ shelf: 'photos', id: photo, to: () => undefined }) as const),
      { shelf: 'measures', id, mustExist: true, to: edited(edit), back: edited(back) },
    ],
    tool,
  )
}

/** Deletes a measure with its photos; it can be taken back. */
export function deleteMeasure(measure: Measure): Promise<boolean> {
  const shelves = [
    ...photosIn(measure).map((id) => ({ shelf: 'photos', id }) as const),
    { shelf: 'measures', id: measure.id } as const,
  ]
  return act(
    'measure-deleted',
    measure.firm,
    shelves.map((one) => ({ ...one, to: () => undefined })),
    measure.tool,
  )
}

/** Keeps a photo with the measure that shows it. */
export function addPhoto<T extends Tool>(
  measure: MeasureOf<T>,
  image: string,
  edit: (values: ValuesOf<T>, photo: string) => ValuesOf<T>,
): Promise<boolean> {
  const photo = newPhoto({ id: newId(), firm: measure.firm, image })
  return changeMeasure(measure, ({ values }) => ({ values: edit(values, photo.id) }), photo)
}

/** Some photos of a firm as data addresses, by id; none, with a notice, when the disk can't be read. */
export async function photosOf(firm: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  try {
    const { records } = await readAll('photos', readPhoto, firm)
    return new Map(records.flatMap(({ id, image }) => (ids.includes(id) ? [[id, image] as const] : [])))
  } catch (error) {
    notifyOf(error)
    return new Map()
  }
}

/** What was done last in a firm and can be taken back. */
export function useLastDone(firm: string): Undoable | undefined {
  return useImprovement(({ undoable }) => lastDone(undoable, firm))
}

function lastDone(undoable: readonly Undoable[], firm: string): Undoable | undefined {
  return undoable.filter((one) => one.firm === firm).pop()
}

/** Takes back what was done last in this firm. */
export async function undo(firm: string): Promise<boolean> {
  const last = lastDone(getState().undoable, firm)
  if (!last) return false
  const done = await save(last.back)
  if (!done) return false
  setState(({ undoable }) => ({ undoable: undoable.filter((one) => one !== last) }))
  await openFirm(firm)
  tellOtherTabs({ firm })
  return true
}

/** A change, with the way to take it back where that is not putting back what was there. */
interface Act extends Change {
  back?: Change['to']
}

/** Does something that can be taken back: what was there is remembered, and comes back as the latest version. */
async function act(done: Done, firm: string, changes: readonly Act[], tool?: Tool): Promise<boolean> {
  if (changes.length === 0) return true
  const back: Change[] = []
  const saved = await save(
    changes.map((one) => ({
      ...one,
      to: (record) => {
        back.push({
          shelf: one.shelf,
          id: one.id,
          ...(one.back ? { to: one.back, mustExist: true } : { to: () => record && { ...record, changed: now() } }),
        })
        return one.to(record)
      },
    })),
  )
  if (!saved) return false
  const last = { done, firm, back, ...(tool ? { tool } : {}) }
  setState(({ undoable }) => ({ undoable: [...undoable, last].slice(-MOST_UNDOABLE) }))
  await openFirm(firm)
  tellOtherTabs({ firm })
  return true
}

/** Shows a measure as it lies on the disk now, here and in the other tabs. */
function showMeasure<T extends Tool>(measure: MeasureOf<T>): void {
  const { firm } = measure
  const work = workOf(firm)
  const others = work.measures.filter(({ id }) => id !== measure.id)
  show(firm, { ...work, measures: [...others, measure as Measure].sort(newestFirst) })
  tellOtherTabs({ firm })
}

function workOf(firm: string): FirmWork {
  const work = getState().byFirm[firm]
  return work && work !== 'failed' ? work : { steps: [], measures: [] }
}

function newestFirst(a: Measure, b: Measure): number {
  return a.day < b.day ? 1 : a.day > b.day ? -1 : a.created < b.created ? 1 : -1
}
