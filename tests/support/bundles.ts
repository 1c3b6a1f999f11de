// Saved work as bundles: a whole small one, and one brought into another. Arbitrary ones are in anyBundle.ts.
import { BUNDLE_SHELVES, type Bundle, type BundleShelf, type Identified } from '../../src/core/backup'
import { newPhoto } from '../../src/core/measures'
import { planMerge } from '../../src/core/merge'
import { newStep, type PlanStep, type StepOrigin } from '../../src/core/plan'
import { type AnswerRecord, newAnswer, newAssessment, newFirm, newStoredQuestionnaire } from '../../src/core/records'
import { aQuestionnaire } from './assess'
import { aMeasure, MACHINE } from './measures'

/** The smallest JPEG and PNG that say what they are. */
export const PICTURES = [
  'data:image/jpeg;base64,/9j/4AAQSkZJRgABAQAAAQABAAD/2Q==',
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
]
/** Moments one after the other. */
export const MOMENTS = [
  '2026-01-02T03:04:05.678Z',
  '2026-02-03T04:05:06.789Z',
  '2026-03-04T05:06:07.890Z',
  '2026-04-05T06:07:08.901Z',
]

/** Two firms with everything that can be saved of them. */
export function aBundle(): Bundle {
  const [first = '', second = '', third = ''] = MOMENTS
  const firm = { ...newFirm('maju', 'CV Maju', first), changed: second }
  const other = newFirm('jaya', '', first)
  const round = {
    ...newAssessment({ id: 'round1', firm: 'maju', questionnaire: 'tiny', version: '1.0.0', round: 1, started: first }),
    profile: { sector: 'fnb', goals: ['cost'] },
    targets: { lean: 3 },
    changed: second,
    finished: third,
    summary: {
      scoringVersion: 1,
      index: 1.67,
      level: 1,
      low: 1.5,
      high: 2,
      indexLevel: 1,
      capNodes: [],
      provisional: false,
      confidence: 'high' as const,
      scores: { index: 1.67, data: null },
    },
  }
  const second2 = newAssessment({
    id: 'round2',
    firm: 'maju',
    questionnaire: 'tiny',
    version: '1.0.0',
    round: 2,
    started: third,
  })
  const quick = newAssessment({
    id: 'quick',
    firm: 'jaya',
    questionnaire: 'tiny',
    version: '1.0.0',
    round: 1,
    started: third,
  })
  const said = (assessment: string, question: string, fields: Partial<AnswerRecord>) => ({
    ...newAnswer(assessment, question, second),
    ...fields,
  })
  const step = (origin: StepOrigin, place: number, fields: Partial<PlanStep> = {}) => ({
    ...newStep({ firm: 'maju', origin, place, created: second }, `own${place}`),
    ...fields,
  })
  return {
    firms: [firm, other],
    assessments: [round, second2, quick],
    answers: [
      said('round1', 'a', { answer: '3', note: '=HYPERLINK("x") “kutip” \ud83d\ude00' }),
      said('round1', 'b', { answer: 'na', reason: 'none-here' }),
      said('round1', 'c', { answer: ['0', '1'] }),
      said('round1', 'd', { answer: 12.5 }),
      said('round1', 'e', { answer: { row: ['0'], other: '1' } }),
      said('quick', 'a', { note: 'hanya catatan' }),
    ],
    questionnaires: [
      newStoredQuestionnaire('tiny@1.0.0', JSON.parse(JSON.stringify(aQuestionnaire())), {
        id: { title: 'Contoh' },
        en: { title: 'Sample' },
      }),
    ],
    steps: [
      step({ kind: 'advice', questionnaire: 'tiny', item: 'a', from: 1 }, 0, { state: 'done', done: '2026-02-04' }),
      step({ kind: 'find-out', questionnaire: 'tiny', item: 'b' }, 1, { who: 'Bu Sri', due: '2026-05-01' }),
      step({ kind: 'programme', programme: 'lemmi-4' }, 2),
      step({ kind: 'own' }, 3, { title: 'Cat lantai', note: 'kuning' }),
    ],
    measures: [aMeasure('oee', MACHINE, { id: 'measure1', firm: 'maju', day: '2026-02-05', created: second })],
    photos: PICTURES.map((image, i) => newPhoto({ id: `photo${i}`, firm: 'maju', image })),
  }
}

/** One bundle brought into another, as the disk would hold it: by shelf, in the order of the ids. */
export function brought(bundle: Bundle, into: Bundle): Bundle {
  const shelves = new Map(
    BUNDLE_SHELVES.map((shelf) => [shelf, new Map((into[shelf] as readonly Identified[]).map((one) => [one.id, one]))]),
  )
  const { write } = planMerge(bundle, {
    record: (shelf, id) => shelves.get(shelf)?.get(id),
    answersOf: (assessment) => into.answers.filter((answer) => answer.assessment === assessment),
  })
  for (const { shelf, record } of write) shelves.get(shelf)?.set(record.id, record)
  return inOrder(
    Object.fromEntries([...shelves].map(([shelf, all]) => [shelf, [...all.values()]])) as unknown as Bundle,
  )
}

/** A bundle with every shelf in the order of its ids. */
export function inOrder(bundle: Bundle): Bundle {
  const sorted = (shelf: BundleShelf) =>
    [...(bundle[shelf] as readonly Identified[])].sort((a, b) => (a.id < b.id ? -1 : 1))
  return Object.fromEntries(BUNDLE_SHELVES.map((shelf) => [shelf, sorted(shelf)])) as unknown as Bundle
}
