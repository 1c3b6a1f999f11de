// Bringing a bundle of saved work in: what it would do is told first; then it happens in one transaction, or not at all.
import { BUNDLE_SHELVES, type Bundle, type MergePlan, planMerge } from '../core/backup'
import { type Assessment, readAssessment } from '../core/records'
import { now } from '../platform/clock'
import { bringIn, type Saved, type Shelf, tellOtherTabs } from '../platform/disk'
import { load, openAnswers, useAssessments } from './assessments'
import { openFirm, useImprovement } from './improvement'
import { notifyOf } from './saving'

/** What bringing a bundle in would do now. Reads only. Throws a DiskError. */
export async function previewRestore(bundle: Bundle): Promise<MergePlan> {
  let plan: MergePlan | undefined
  await bringIn(keysOf(bundle), (there) => {
    plan = planMerge(bundle, there)
    return []
  })
  return plan as MergePlan
}

/** Brings a bundle in; null, with a notice, when the disk refuses: then nothing has changed. */
export async function restore(bundle: Bundle): Promise<MergePlan | null> {
  let plan: MergePlan | undefined
  try {
    await bringIn(keysOf(bundle), (there) => {
      plan = planMerge(bundle, there)
      return [
        ...withReopened(plan, there),
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

function keysOf(bundle: Bundle): { shelf: Shelf; id: string }[] {
  return [
    ...BUNDLE_SHELVES.flatMap((shelf) => bundle[shelf].map(({ id }) => ({ shelf, id }))),
    // Answers may come to a round that only lies here.
    ...[...new Set(bundle.answers.map(({ assessment }) => assessment))].map((id) => ({
      shelf: 'assessments' as const,
      id,
    })),
  ]
}

/** A finished round that gets an answer later than its end is open again, as its next revision (rule B4). */
function withReopened(
  { write }: MergePlan,
  there: (shelf: Shelf, id: string) => Saved | undefined,
): { shelf: Shelf; record: Saved }[] {
  const rounds = new Map<string, Assessment>()
  for (const { shelf, record } of write) {
    if (shelf !== 'answers') continue
    const { assessment, saved } = record as { assessment?: string; saved?: string }
    const id = assessment ?? ''
    const written = write.find((one) => one.shelf === 'assessments' && one.record.id === id)?.record
    const round = rounds.get(id) ?? readAssessment(written ?? there('assessments', id))
    if (round?.finished && (saved ?? '') > round.finished) {
      rounds.set(id, { ...round, finished: null, revision: round.revision + 1, changed: now() })
    }
  }
  return [
    ...write.filter(({ shelf, record }) => shelf !== 'assessments' || !rounds.has(record.id)),
    ...[...rounds.values()].map((record) => ({ shelf: 'assessments' as const, record })),
  ]
}
