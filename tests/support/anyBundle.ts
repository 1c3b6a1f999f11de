// Arbitrary bundles that meet in their ids, for properties.
import fc from 'fast-check'
import { type Bundle, EMPTY_BUNDLE } from '../../src/core/backup'
import { type Measure, newPhoto, type Photo } from '../../src/core/measures'
import { newStep, type PlanStep, STEP_STATES, type StepOrigin } from '../../src/core/plan'
import { TOOLS, type Tool } from '../../src/core/questionnaire'
import {
  type AnswerRecord,
  type Assessment,
  type Firm,
  newAnswer,
  newAssessment,
  newFirm,
} from '../../src/core/records'
import { aBundle, MOMENTS, PICTURES } from './bundles'
import { aMeasure, FILLED } from './measures'

const stamps = fc.constantFrom(...MOMENTS)
const texts = fc.oneof(fc.constantFrom('', 'x', '=1+1', '\u2028"\\\n'), fc.string({ unit: 'binary', maxLength: 5 }))
const days = fc.option(fc.constantFrom('2026-01-31', '2028-02-29'), { nil: null })
/** Few ids, so that two bundles speak of the same things. */
const FIRMS = ['f1', 'f2']
const ROUNDS = ['r1', 'r2', 'r3']
const QUESTIONS = ['a', 'b']

const firms = (id: string): fc.Arbitrary<Firm> =>
  fc
    .record({ name: texts, created: stamps, changed: fc.option(stamps, { nil: undefined }) })
    .map(({ name, created, changed }) => ({ ...newFirm(id, name, created), ...(changed ? { changed } : {}) }))

const rounds = (id: string): fc.Arbitrary<Assessment> =>
  fc
    .record({
      started: stamps,
      changed: stamps,
      finished: fc.option(stamps, { nil: null }),
      revision: fc.integer({ min: 1, max: 3 }),
      position: fc.constantFrom(null, 'a', 'b'),
    })
    .map((fields) => ({
      ...newAssessment({ id, firm: 'f1', questionnaire: 'tiny', version: '1.0.0', round: 1, started: fields.started }),
      ...fields,
    }))

const answers = (assessment: string, question: string): fc.Arbitrary<AnswerRecord> =>
  fc
    .record({
      saved: stamps,
      answer: fc.option(fc.oneof(texts, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.array(texts)), {
        nil: undefined,
      }),
      note: fc.option(texts, { nil: undefined }),
    })
    .map(({ saved, answer, note }) => ({
      ...newAnswer(assessment, question, saved),
      ...(answer === undefined ? {} : { answer }),
      ...(note === undefined ? {} : { note }),
    }))

const ORIGINS: StepOrigin[] = [
  { kind: 'advice', questionnaire: 'tiny', item: 'a', from: 1 },
  { kind: 'programme', programme: 'lemmi-4' },
  { kind: 'own' },
]
const steps = (firm: string, origin: StepOrigin): fc.Arbitrary<PlanStep> =>
  fc
    .record({
      title: texts,
      note: texts,
      state: fc.constantFrom(...STEP_STATES),
      place: fc.double({ noNaN: true, noDefaultInfinity: true }),
      due: days,
      done: days,
      changed: stamps,
    })
    .map((fields) => ({ ...newStep({ firm, origin, place: 0, created: MOMENTS[0] ?? '' }, 'own'), ...fields }))

const measures = (id: string, tool: Tool): fc.Arbitrary<Measure> =>
  fc
    .record({ changed: stamps, day: fc.constantFrom('2026-01-31', '2028-02-29') })
    .map((fields) => ({ ...aMeasure(tool, FILLED[tool], { id, firm: 'f1' }), ...fields }) as Measure)

const photos = (id: string): fc.Arbitrary<Photo> =>
  fc.constantFrom(...PICTURES).map((image) => newPhoto({ id, firm: 'f1', image }))

/** Some of these records, each at most once. */
function some<T>(all: readonly fc.Arbitrary<T>[]): fc.Arbitrary<T[]> {
  return fc
    .tuple(...all.map((one) => fc.option(one, { nil: undefined })))
    .map((found) => found.filter((one) => one !== undefined) as T[])
}

/** Any bundle the door lets in: what belongs to something comes with it. */
export const bundles: fc.Arbitrary<Bundle> = fc
  .record({
    firms: fc.tuple(...FIRMS.map(firms)),
    assessments: some(ROUNDS.map(rounds)),
    answers: some(ROUNDS.flatMap((round) => QUESTIONS.map((question) => answers(round, question)))),
    questionnaires: fc.constantFrom(aBundle().questionnaires, []),
    steps: some(FIRMS.flatMap((firm) => ORIGINS.map((origin) => steps(firm, origin)))),
    measures: some(TOOLS.map((tool) => measures(`m-${tool}`, tool))),
    photos: some(['p1', 'p2'].map(photos)),
  })
  .map((bundle) => ({
    ...EMPTY_BUNDLE,
    ...bundle,
    answers: bundle.answers.filter(({ assessment }) => bundle.assessments.some(({ id }) => id === assessment)),
  }))
