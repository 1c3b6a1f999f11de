// What may travel in a code: any answers to any questionnaire, any profile, any firm; and how two of them are told apart.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { loadQuestionnaire, questionnaireIds, ROOT } from '../../src/commands/load'
import { type Answer, type Answers, NOT_APPLICABLE } from '../../src/core/answers'
import type { Lists, Profile } from '../../src/core/catalogue'
import { nameInCode } from '../../src/core/packing'
import type { Questionnaire } from '../../src/core/questionnaire'
import type { Submission } from '../../src/core/submission'
import { known } from './assess'
import { answersTo } from './generate'

/** Every questionnaire of the repository: the app's own, and every model of the fixtures. */
export function everyQuestionnaire(): [string, Questionnaire][] {
  const models = join(ROOT, 'tests/fixtures/models')
  const files = readdirSync(models, { recursive: true, encoding: 'utf8' })
    .map((name) => join(models, name, 'questionnaire.yaml'))
    .filter((file) => existsSync(file))
  return [...questionnaireIds(), ...files].map((source) => {
    const loaded = loadQuestionnaire(source)
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
    return [loaded.value.questionnaire.id, loaded.value.questionnaire]
  })
}

/** Any profile that the lists allow. */
export function profiles(lists: Lists): fc.Arbitrary<Profile> {
  const one = (codes: readonly string[]) => fc.constantFrom(...codes)
  const some = (list: readonly { id: string }[], most: number) =>
    fc.subarray(
      list.map(({ id }) => id),
      { minLength: 1, maxLength: most },
    )
  return fc.record(
    {
      sector: one(lists.sectors.map(({ id }) => id)),
      workers: one(lists.workers.map(({ id }) => id)),
      investment: one(lists.investment.map(({ id }) => id)),
      province: one(lists.provinces.map(({ code }) => code)),
      goals: some(lists.goals, 3),
      pains: some(lists.pains, 3),
      makes: some(lists.makes, 2),
    },
    { requiredKeys: [], noNullPrototype: true },
  )
}

/** For some of the questions that may be "not applicable", which reason was given. */
export function reasonsFor({ questions }: Questionnaire): fc.Arbitrary<Record<string, string>> {
  const entries = questions.flatMap(({ id, na }) =>
    na ? [[id, fc.constantFrom(...na.reasons.map((reason) => reason.id))] as const] : [],
  )
  return fc.record(Object.fromEntries(entries), { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<
    Record<string, string>
  >
}

const ids = fc.oneof(
  {
    arbitrary: fc.string({
      unit: fc.constantFrom(...'abcdefghijkmnpqrstuvwxyz23456789'),
      minLength: 20,
      maxLength: 20,
    }),
    weight: 4,
  },
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
)
const times = fc.integer({ min: 0, max: 2 ** 31 }).map((s) => new Date(Date.UTC(2025, 0, 1) + s * 1000).toISOString())

/** Any submission of a questionnaire, as it would leave a device. */
export function submissions(questionnaire: Questionnaire, lists: Lists): fc.Arbitrary<Submission> {
  return fc
    .record({
      assessment: ids,
      firm: ids,
      name: fc.oneof(fc.constant(''), fc.string({ unit: 'grapheme', maxLength: 12 })).map(nameInCode),
      round: fc.integer({ min: 1, max: 300 }),
      revision: fc.integer({ min: 1, max: 300 }),
      changed: times,
      later: fc.option(fc.nat({ max: 1_000_000 }), { nil: null }),
      provisional: fc.boolean(),
      answers: answersTo(questionnaire),
      reasons: reasonsFor(questionnaire),
      profile: profiles(lists),
    })
    .map(({ later, reasons, answers, ...rest }) => ({
      ...rest,
      questionnaire: questionnaire.id,
      version: questionnaire.version,
      finished: later === null ? null : new Date(Date.parse(rest.changed) + later * 1000).toISOString(),
      answers,
      // A reason belongs to "not applicable" only.
      reasons: Object.fromEntries(Object.entries(reasons).filter(([id]) => answers[id] === NOT_APPLICABLE)),
    }))
}

/** Answers without what is no content: the order of ticks, a list or rows in which nothing was chosen, the sign of zero. */
export function content(answers: Answers): Answers {
  const plain = (answer: Answer): Answer | null => {
    if (typeof answer === 'number') return answer + 0
    if (typeof answer === 'string') return answer
    if (Array.isArray(answer)) return answer.length === 0 ? null : [...answer].sort()
    const rows = Object.entries(answer).flatMap(([row, own]) => {
      const inner = plain(own)
      return inner === null ? [] : [[row, inner] as const]
    })
    return rows.length === 0 ? null : (Object.fromEntries(rows) as Answer)
  }
  return Object.fromEntries(
    Object.entries(answers).flatMap(([id, answer]) => {
      const inner = plain(answer)
      return inner === null ? [] : [[id, inner]]
    }),
  )
}

/** The longest answers there can be: the last option, every tick, every row, a figure of three digits; "not applicable" where it may be. */
export function longestAnswers({ questions }: Questionnaire): Answers {
  return Object.fromEntries(
    questions.flatMap(({ id, type, options = [], rows = [], columns = [], na }): [string, Answer][] => {
      const last = known((type === 'single' || type === 'multi' ? options : columns).at(-1) ?? { id: '' }, id).id
      const ticks = (list: typeof options) => list.filter(({ exclusive }) => !exclusive).map((option) => option.id)
      if (na) return [[id, NOT_APPLICABLE]]
      if (type === 'single') return [[id, last]]
      if (type === 'multi') return [[id, ticks(options)]]
      if (type === 'number') return [[id, 12.5]]
      if (type === 'rows-scale') return [[id, Object.fromEntries(rows.map((row) => [row.id, last]))]]
      if (type === 'rows-columns') return [[id, Object.fromEntries(rows.map((row) => [row.id, ticks(columns)]))]]
      return []
    }),
  )
}
