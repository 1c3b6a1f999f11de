// Bringing a bundle of saved work in: what it would do is told first; then it happens in one transaction, or not at all.
import { BUNDLE_SHELVES, type Bundle } from '../core/backup'
import { type MergePlan, planMerge } from '../core/merge'
import { bringIn, type Lookup, type Saved, tellOtherTabs } from '../platform/disk'
import { load, openAnswers, useAssessments } from './assessments'
import { openFirm, useImprovement } from './improvement'
import { notifyOf } from './saving'

/** What bringing a bundle in would do now. Changes nothing. Throws a DiskError. */
export async function previewRestore(bundle: Bundle): Promise<MergePlan> {
  let plan: MergePlan | undefined
  await bringIn(async (lookup) => {
    plan = await planFor(bundle, lookup)
    return []
  })
  return plan as MergePlan
}

/** Brings a bundle in; null, with a notice, when the disk refuses: then nothing has changed. */
export async function restore(bundle: Bundle): Promise<MergePlan | null> {
  let plan: MergePlan | undefined
  try {
    await bringIn(async (lookup) => {
      plan = await planFor(bundle, lookup)
      return [
        ...plan.write,
        ...plan.superseded.map((one) => ({
          shelf: 'aside' as const,
          record: { ...one, reason: 'superseded' } as Saved,
        })),
      ]
    })
  } catch (error) {
    notifyOf(error)
    return null
  }
  await load()
  const shown = Object.keys(useAssessments.getState().answers).map(openAnswers)
  await Promise.all([...shown, ...Object.keys(useImprovement.getState().byFirm).map(openFirm)])
  tellOtherTabs({})
  return plan as MergePlan
}

/** What to do with a bundle, from what lies in its places, and from all answers of its rounds (rule B4). */
async function planFor(bundle: Bundle, lookup: Lookup): Promise<MergePlan> {
  const there = new Map<string, Saved | undefined>()
  const answers = new Map<string, readonly Saved[]>()
  await Promise.all([
    ...BUNDLE_SHELVES.flatMap((shelf) =>
      bundle[shelf].map(async ({ id }) => there.set(`${shelf} ${id}`, await lookup.record(shelf, id))),
    ),
    ...bundle.assessments.map(async ({ id }) => answers.set(id, await lookup.belonging('answers', id))),
  ])
  return planMerge(bundle, {
    record: (shelf, id) => there.get(`${shelf} ${id}`),
    answersOf: (assessment) => answers.get(assessment) ?? [],
  })
}
