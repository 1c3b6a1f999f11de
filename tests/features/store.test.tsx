// What the app remembers: on the disk before it counts, never overwritten, pinned to what was asked.
import { screen, waitFor } from '@testing-library/react'
import { openDB } from 'idb'
import { describe, expect, it, vi } from 'vitest'
import { newAnswer, newAssessment, newFirm } from '../../src/core/records'
import { SCORING_VERSION, scoreAnswers } from '../../src/core/scoring'
import { everything, SHELVES, type Shelf } from '../../src/platform/disk'
import {
  answersOf,
  deleteAll,
  deleteAssessment,
  describe as describeFirm,
  finish,
  keepQuestionnaire,
  load,
  nameFirm,
  openAnswers,
  remember,
  say,
  startAssessment,
  summaryOf,
  useAssessments,
} from '../../src/store/assessments'
import { openQuestionnaire } from '../../src/store/catalogue'
import { dismiss, useNotices } from '../../src/store/saving'
import { assess, known } from '../support/assess'
import { golden, levelWith } from '../support/people'
import { realQuestionnaire } from '../support/real'
import { anAssessment, assessmentOnDisk, onDisk, openApp, putOnDisk, speak } from '../support/render'
import { appText, contentText, LANGUAGES } from '../support/texts'

const { questionnaire, texts } = realQuestionnaire('readiness')
const quick = realQuestionnaire('quick').questionnaire
const state = () => useAssessments.getState()
const notices = () => useNotices.getState().notices
const inMemory = (id: string) =>
  known(
    state().assessments.find((one) => one.id === id),
    id,
  )
const NOW = '2026-11-22T05:00:00.000Z'

/** How many records lie on each shelf. */
async function counts(): Promise<Record<Shelf | 'aside', number>> {
  const all = await everything()
  return Object.fromEntries(Object.entries(all).map(([shelf, records]) => [shelf, records.length])) as never
}

describe('saying an answer', () => {
  it('resolves only once another reader of the disk finds it there', async () => {
    const id = await anAssessment('readiness')
    expect(await say(id, 'lead-plan', { answer: 'in-mind' })).toBe(true)
    const db = await openDB('siap')
    expect(await db.get('answers', `${id}/lead-plan`)).toMatchObject({ answer: 'in-mind' })
    expect(await db.get('assessments', id)).toMatchObject({ changed: state().answers[id]?.['lead-plan']?.saved })
    db.close()
  })

  it('that fails at the very end counts as not said: nothing changes in memory or on the disk, and a notice says so', async () => {
    const id = await anAssessment('readiness', { answers: { 'lead-plan': 'in-mind' } })
    const put = IDBObjectStore.prototype.put
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value: unknown) {
      const request = put.call(this, value)
      // The last record went well; what fails is the end of the whole.
      if (this.name === 'answers')
        request.addEventListener('success', () => queueMicrotask(() => this.transaction.abort()))
      return request
    })
    expect(await say(id, 'lead-plan', { answer: 'checked-to-decide' })).toBe(false)
    vi.restoreAllMocks()
    expect(state().answers[id]?.['lead-plan']?.answer).toBe('in-mind')
    expect(notices()).toEqual(['disk-failed'])
    expect(await onDisk(id, 'lead-plan')).toMatchObject({ answer: 'in-mind' })
    expect(await say(id, 'lead-plan', { answer: 'checked-to-decide' })).toBe(true)
    expect(notices()).toEqual([])
  })

  it('on a full disk is refused with its own notice, and harms nothing that is there', async () => {
    const id = await anAssessment('readiness', { answers: { 'lead-plan': 'in-mind', 'lead-owner': 'dk' } })
    const before = await everything()
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    expect(await say(id, 'lead-plan', { answer: 'checked-to-decide' })).toBe(false)
    expect(await startAssessment('readiness')).toBeNull()
    expect(await describeFirm(id, { sector: 'fnb' })).toBe(false)
    vi.restoreAllMocks()
    expect(notices()).toEqual(['disk-full'])
    expect(await everything()).toEqual(before)
    dismiss('disk-full')
    expect(notices()).toEqual([])
  })

  it('is written with strict durability, and so is everything else', async () => {
    const open = vi.spyOn(IDBDatabase.prototype, 'transaction')
    const id = await anAssessment('readiness', { answers: { 'lead-plan': 'in-mind' } })
    await remember(id, 'lead-owner')
    await describeFirm(id, { sector: 'fnb' })
    await finish(id, questionnaire)
    await putOnDisk('answers', { id: `${id}/x`, v: 99, assessment: id })
    await openAnswers(id)
    await deleteAssessment(id)
    await deleteAll()
    const writing = open.mock.calls.filter(([, mode]) => mode === 'readwrite')
    expect(writing.length).toBeGreaterThan(7)
    // The one that is not is the test's own.
    expect(writing.filter(([, , how]) => how?.durability !== 'strict')).toHaveLength(1)
  })

  it('changes only what is said: a note leaves the answer, null takes back, an empty note is none', async () => {
    const id = await anAssessment('readiness')
    await say(id, 'people-training', { answer: 'na', reason: 'alone' })
    await say(id, 'people-training', { note: 'sejak Mei' })
    expect(await onDisk(id, 'people-training')).toMatchObject({ answer: 'na', reason: 'alone', note: 'sejak Mei' })
    await say(id, 'people-training', { answer: 'dk', reason: null })
    await say(id, 'people-training', { note: '' })
    const record = await onDisk(id, 'people-training')
    expect(record).toMatchObject({ answer: 'dk' })
    expect(record).not.toHaveProperty('reason')
    expect(record).not.toHaveProperty('note')
    await say(id, 'people-training', { answer: null })
    expect(answersOf(state().answers[id])).toEqual({})
  })

  it('of an assessment that was deleted elsewhere saves nothing and says why', async () => {
    const id = await anAssessment('readiness', { answers: { 'lead-plan': 'in-mind' } })
    const db = await openDB('siap')
    await db.delete('assessments', id)
    db.close()
    expect(await say(id, 'lead-owner', { answer: 'dk' })).toBe(false)
    expect(notices()).toEqual(['deleted-elsewhere'])
    expect(await onDisk(id, 'lead-owner')).toBeUndefined()
  })

  it('never overwrites a record that a newer app wrote in its place', async () => {
    const id = await anAssessment('readiness')
    const newer = { ...newAnswer(id, 'lead-plan', NOW), v: 2, answer: { somehow: 'new' } }
    await putOnDisk('answers', newer)
    expect(await say(id, 'lead-plan', { answer: 'in-mind' })).toBe(false)
    expect((await everything()).answers).toEqual([newer])
    expect(notices()).toEqual(['disk-failed'])
    // Opened anew, it is set aside, and the question can be answered.
    await openAnswers(id)
    expect(await say(id, 'lead-plan', { answer: 'in-mind' })).toBe(true)
    expect((await everything()).aside).toMatchObject([{ record: newer }])
  })
})

describe('rounds', () => {
  it.each(['readiness-1', 'quick-1'] as const)(
    'finishing keeps what %s amounts to, equal to what the screens work out again',
    async (name) => {
      const person = golden(name)
      const asked = name === 'quick-1' ? quick : questionnaire
      const id = await anAssessment(person.questionnaire, { answers: person.answers })
      expect(await finish(id, asked)).toBe(true)
      const { summary, finished } = await assessmentOnDisk(id)
      const scores = scoreAnswers(asked, answersOf(state().answers[id]))
      const root = known(scores.nodes[scores.root], 'root')
      expect(finished).not.toBeNull()
      expect(summary).toEqual({
        scoringVersion: SCORING_VERSION,
        index: root.score,
        level: person.expected.cap.level,
        low: root.low,
        high: root.high,
        indexLevel: person.expected.cap.indexLevel,
        capNodes: person.expected.cap.causes.map(({ node }) => node),
        provisional: scores.provisional,
        confidence: scores.confidence,
        scores: Object.fromEntries(Object.values(scores.nodes).map((node) => [node.id, node.score])),
      })
      for (const [node, { score }] of Object.entries(person.expected.nodes)) {
        expect(summary?.scores[node], node).toBeCloseTo(known(score, node), 10)
      }
      expect(inMemory(id).summary).toEqual(summary)
    },
  )

  it('finishing again changes nothing', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(NOW) })
    const id = await anAssessment('readiness', { answers: levelWith(2) })
    await finish(id, questionnaire)
    const before = await assessmentOnDisk(id)
    expect(before.finished).toBe(NOW)
    vi.setSystemTime('2026-12-24T05:00:00Z')
    expect(await finish(id, questionnaire)).toBe(true)
    expect(await assessmentOnDisk(id)).toEqual(before)
  })

  it('changing an answer of a finished round makes its next revision, unfinished; a note does not', async () => {
    const id = await anAssessment('readiness', { answers: levelWith(2) })
    await finish(id, questionnaire)
    const first = await assessmentOnDisk(id)
    await say(id, 'lead-plan', { note: 'cek lagi' })
    expect(await assessmentOnDisk(id)).toMatchObject({ revision: 1, finished: first.finished })

    await say(id, 'lead-plan', { answer: 'quarterly-with-figures' })
    expect(await assessmentOnDisk(id)).toMatchObject({ revision: 2, round: 1, finished: null, summary: first.summary })
    await say(id, 'lead-owner', { answer: 'team-with-targets' })
    expect((await assessmentOnDisk(id)).revision).toBe(2)
    await finish(id, questionnaire)
    const second = await assessmentOnDisk(id)
    expect(second).toMatchObject({ revision: 2, round: 1 })
    expect(second.summary).toEqual(summaryOf(questionnaire, answersOf(state().answers[id])))
    expect(known(second.summary?.index, 'index')).toBeGreaterThan(known(first.summary?.index, 'index'))
  })

  it('a new round of a firm takes over its latest profile, and no answers', async () => {
    const profile = { sector: 'fnb', workers: '5-19', goals: ['quality'] }
    const first = await anAssessment('readiness', { answers: levelWith(1), profile })
    const { firm } = inMemory(first)
    const second = await anAssessment('readiness', { firm })
    expect(await assessmentOnDisk(second)).toMatchObject({
      firm,
      round: 2,
      revision: 1,
      profile,
      finished: null,
      summary: null,
    })
    expect(answersOf(state().answers[second])).toEqual({})
    await describeFirm(second, { province: 'JB' })
    const third = await anAssessment('quick', { firm })
    expect(await assessmentOnDisk(third)).toMatchObject({ firm, round: 1, profile: { ...profile, province: 'JB' } })
    expect(state().firms).toHaveLength(1)
    const stranger = await anAssessment('readiness')
    expect(await assessmentOnDisk(stranger)).toMatchObject({ round: 1, profile: {} })
  })

  it('a round keeps its number for itself, also when an earlier one is deleted', async () => {
    const first = await anAssessment('readiness')
    const { firm } = inMemory(first)
    const second = await anAssessment('readiness', { firm })
    await deleteAssessment(first)
    const third = await anAssessment('readiness', { firm })
    expect([inMemory(second).round, inMemory(third).round]).toEqual([2, 3])
  })

  it('going on from the quick check copies its answers, reasons and notes, and leaves it as it is', async () => {
    const { answers, profile } = golden('quick-1')
    const from = await anAssessment('quick', { answers, profile })
    await say(from, 'people-training', { answer: 'na', reason: 'alone', note: 'sendiri' })
    const before = (await everything()).answers
    const full = await anAssessment('readiness', { firm: inMemory(from).firm, copyFrom: from })
    expect(answersOf(state().answers[full])).toEqual({ ...answers, 'people-training': 'na' })
    expect(await onDisk(full, 'people-training')).toMatchObject({ reason: 'alone', note: 'sendiri' })
    expect((await assessmentOnDisk(full)).profile).toEqual(profile)
    await say(full, 'lead-plan', { answer: 'day-by-day' })
    const after = (await everything()).answers
    expect(after).toEqual(expect.arrayContaining(before))
    expect(await onDisk(from, 'lead-plan')).toMatchObject({ answer: answers['lead-plan'] })
  })

  it('never copies the other way, from the full questionnaire to the quick check', async () => {
    const full = await anAssessment('readiness', { answers: levelWith(3) })
    const other = await anAssessment('quick', { firm: inMemory(full).firm, copyFrom: full })
    const again = await anAssessment('readiness', { firm: inMemory(full).firm, copyFrom: full })
    expect(answersOf(state().answers[other])).toEqual({})
    expect(answersOf(state().answers[again])).toEqual({})
    const short = await anAssessment('quick', { answers: { 'lead-plan': 'in-mind' } })
    const shortAgain = await anAssessment('quick', { firm: inMemory(short).firm, copyFrom: short })
    expect(answersOf(state().answers[shortAgain])).toEqual({})
  })

  it('where somebody is, is remembered without counting as a change', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(NOW) })
    const id = await anAssessment('readiness')
    vi.setSystemTime('2026-12-24T05:00:00Z')
    await remember(id, 'lean-5r')
    expect(await assessmentOnDisk(id)).toMatchObject({ position: 'lean-5r', changed: NOW })
  })
})

describe('what cannot be read', () => {
  const broken = { id: 'broken', v: 1, firm: 7 }
  const tooNew = {
    ...newAssessment({ id: 'new', firm: 'f', questionnaire: 'readiness', version: '1.0.0', round: 1, started: NOW }),
    v: 2,
  }

  it('is set aside as it was, with the others untouched, and the person is told', async () => {
    const id = await anAssessment('readiness', { answers: { 'lead-plan': 'in-mind' } })
    const badAnswer = {
      id: `${id}/lead-owner`,
      v: 1,
      assessment: id,
      question: 'lead-owner',
      answer: { row: 5 },
      saved: NOW,
    }
    const badFirm = { id: 'someone', v: 1, name: null }
    await putOnDisk('assessments', broken)
    await putOnDisk('assessments', tooNew)
    await putOnDisk('firms', badFirm)
    await putOnDisk('answers', badAnswer)
    await load()
    await openAnswers(id)
    const all = await everything()
    expect(all.assessments).toEqual([await assessmentOnDisk(id)])
    expect(all.firms).toHaveLength(1)
    expect(all.answers).toHaveLength(1)
    expect(all.aside).toHaveLength(4)
    expect(all.aside).toEqual(
      expect.arrayContaining(
        [
          { shelf: 'assessments', record: broken },
          { shelf: 'assessments', record: tooNew },
          { shelf: 'firms', record: badFirm },
          { shelf: 'answers', record: badAnswer },
        ].map(({ shelf, record }) => expect.objectContaining({ id: `${shelf}/${record.id}`, shelf, record })),
      ),
    )
    expect(state().status).toBe('ready')
    expect(notices()).toEqual(['set-aside'])
    expect(state().assessments.map((one) => one.id)).toEqual([id])
  })

  it('is said at every start while it lies aside, and stays there', async () => {
    await putOnDisk('assessments', tooNew)
    await load()
    dismiss('set-aside')
    await load()
    expect(notices()).toEqual(['set-aside'])
    expect((await everything()).aside).toMatchObject([{ record: tooNew }])
  })

  it('comes back by itself when the app can read it, and nothing more is said', async () => {
    await speak('id')
    const firm = newFirm('f', 'CV Maju', NOW)
    const assessment = { ...tooNew, v: 1 }
    const answer = { ...newAnswer('new', 'lead-plan', NOW), answer: 'in-mind' }
    for (const [shelf, record] of [
      ['firms', firm],
      ['assessments', assessment],
      ['answers', answer],
    ] as const) {
      await putOnDisk('aside', { id: `${shelf}/${record.id}`, shelf, record, reason: 'not-readable' })
    }
    await load()
    await openAnswers('new')
    expect(notices()).toEqual([])
    expect(state().firms).toEqual([firm])
    expect(inMemory('new')).toMatchObject({ firm: 'f', questionnaire: 'readiness' })
    expect(answersOf(state().answers['new'])).toEqual({ 'lead-plan': 'in-mind' })
    expect(await counts()).toMatchObject({ aside: 0, firms: 1, assessments: 1, answers: 1 })
  })

  it('never takes the place of what was written since', async () => {
    const id = await anAssessment('readiness', { answers: { 'lead-plan': 'in-mind' } })
    const old = { ...newAnswer(id, 'lead-plan', NOW), answer: 'day-by-day' }
    await putOnDisk('aside', { id: `answers/${old.id}`, shelf: 'answers', record: old, reason: 'not-readable' })
    await load()
    await openAnswers(id)
    expect(await onDisk(id, 'lead-plan')).toMatchObject({ answer: 'in-mind' })
    expect((await everything()).aside).toMatchObject([{ record: old }])
  })

  it('setting aside for the second time keeps both', async () => {
    const id = await anAssessment('readiness')
    const bad = (answer: unknown) => ({ ...newAnswer(id, 'lead-plan', NOW), v: 2, answer })
    for (const answer of ['first', 'second']) {
      await putOnDisk('answers', bad(answer))
      await openAnswers(id)
    }
    const kept = (await everything()).aside as { record: unknown }[]
    expect(kept.map(({ record }) => record)).toEqual(expect.arrayContaining([bad('first'), bad('second')]))
  })

  it('data of the first layout is all there in this one, and answers are found by their assessment', async () => {
    await speak('id')
    const first = await openDB('siap', 1, {
      upgrade(db) {
        for (const shelf of ['firms', 'assessments', 'questionnaires', 'aside'])
          db.createObjectStore(shelf, { keyPath: 'id' })
        db.createObjectStore('answers', { keyPath: 'id' }).createIndex('assessment', 'assessment')
      },
    })
    const fields = { firm: 'f', questionnaire: 'readiness', version: '1.0.0', round: 1, started: NOW }
    await first.put('firms', newFirm('f', 'Bengkel Jaya', NOW))
    await first.put('assessments', newAssessment({ id: 'one', ...fields }))
    await first.put('answers', { ...newAnswer('one', 'lead-plan', NOW), answer: 'in-mind' })
    await first.put('answers', { ...newAnswer('other', 'lead-plan', NOW), answer: 'dk' })
    first.close()
    await load()
    await openAnswers('one')
    expect(state().firms.map(({ name }) => name)).toEqual(['Bengkel Jaya'])
    expect(answersOf(state().answers['one'])).toEqual({ 'lead-plan': 'in-mind' })
    expect((await everything()).answers).toHaveLength(2)
    // And the shelves of every later layout are there.
    expect((await everything()).results).toEqual([])
    expect(notices()).toEqual([])
  })

  it('data of a newer layout is left alone, and the person is told to update', async () => {
    await speak('id')
    const newer = await openDB('siap', 7, { upgrade: (db) => void db.createObjectStore('firms', { keyPath: 'id' }) })
    await newer.put('firms', { id: 'f', whatever: true })
    newer.close()
    await load()
    expect(state().status).toBe('failed')
    expect(notices()).toEqual(['disk-newer'])
    const db = await openDB('siap')
    expect(await db.getAll('firms')).toEqual([{ id: 'f', whatever: true }])
    db.close()
  })
})

describe('deleting', () => {
  it('an assessment takes its answers with it, and its firm when that was its last', async () => {
    const first = await anAssessment('readiness', { answers: levelWith(1) })
    const { firm } = inMemory(first)
    const second = await anAssessment('quick', { firm, answers: { 'lead-plan': 'in-mind' } })
    const other = await anAssessment('readiness', { answers: { 'lead-owner': 'dk' } })
    expect(await deleteAssessment(first)).toBe(true)
    expect(
      state()
        .assessments.map(({ id }) => id)
        .sort(),
    ).toEqual([other, second].sort())
    expect(state().firms.map(({ id }) => id)).toContain(firm)
    expect(await counts()).toMatchObject({ assessments: 2, answers: 2, firms: 2 })
    for (const shelf of ['steps', 'measures', 'photos'] as const) {
      await putOnDisk(shelf, { id: `${shelf}-gone`, firm })
      await putOnDisk(shelf, { id: `${shelf}-kept`, firm: inMemory(other).firm })
    }
    await deleteAssessment(second)
    expect(await counts()).toMatchObject({ assessments: 1, answers: 1, firms: 1, steps: 1, measures: 1, photos: 1 })
    expect((await everything()).steps).toMatchObject([{ id: 'steps-kept' }])
    expect(state().firms.map(({ id }) => id)).toEqual([inMemory(other).firm])
    expect(await onDisk(other, 'lead-owner')).toMatchObject({ answer: 'dk' })
  })

  it('everything leaves nothing: no record, nothing set aside, no mark for the first paint', async () => {
    const id = await anAssessment('readiness', { answers: levelWith(1) })
    await keepQuestionnaire('readiness', questionnaire.version)
    await putOnDisk('assessments', { id: 'broken', v: 1 })
    const others = SHELVES.filter((shelf) => !['firms', 'assessments', 'answers', 'questionnaires'].includes(shelf))
    for (const shelf of others) await putOnDisk(shelf, { id: 'x', firm: 'f', session: 's' })
    await load()
    expect(Object.values(await counts()).every((count) => count > 0)).toBe(true)
    expect(localStorage.getItem('siap-draft')).toBe('1')
    expect(await deleteAll()).toBe(true)
    expect(new Set(Object.values(await counts()))).toEqual(new Set([0]))
    expect(localStorage.getItem('siap-draft')).toBeNull()
    expect(state()).toMatchObject({ status: 'ready', firms: [], assessments: [], answers: {} })
    expect(notices()).toEqual([])
    expect(await say(id, 'lead-plan', { answer: 'dk' })).toBe(false)
  })

  it('that the disk refuses says so and takes nothing away', async () => {
    const id = await anAssessment('readiness', { answers: { 'lead-plan': 'in-mind' } })
    const before = await everything()
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
      throw new DOMException('no', 'UnknownError')
    })
    expect(await deleteAssessment(id)).toBe(false)
    vi.restoreAllMocks()
    expect(notices()).toEqual(['disk-failed'])
    expect(await everything()).toEqual(before)
  })
})

describe('an assessment is pinned to the questionnaire it began with', () => {
  /** The main questionnaire as an earlier app asked it: one question in other words, another not yet there. */
  async function anOldAssessment(version: string): Promise<string> {
    const old = structuredClone(questionnaire) as { version: string; questions: { id: string }[]; root: unknown }
    const withoutOwner = JSON.parse(JSON.stringify(old.root).replace('"lead-owner",', '')) as unknown
    await putOnDisk('questionnaires', {
      v: 1,
      id: `readiness@${version}`,
      structure: {
        ...old,
        version,
        root: withoutOwner,
        questions: old.questions.filter(({ id }) => id !== 'lead-owner'),
      },
      texts: {
        id: { ...texts['id'], 'lead-plan.question': 'Pertanyaan lama?' },
        en: { ...texts['en'], 'lead-plan.question': 'The old question?' },
      },
    })
    await putOnDisk('firms', newFirm('f', 'CV Lama', NOW))
    const assessment = newAssessment({
      id: 'old',
      firm: 'f',
      questionnaire: 'readiness',
      version,
      round: 1,
      started: NOW,
    })
    await putOnDisk('assessments', assessment)
    return assessment.id
  }

  it('and is stored with all its words in every language as soon as it begins', async () => {
    await anAssessment('readiness')
    await waitFor(async () => expect((await counts()).questionnaires).toBe(1))
    const [record] = (await everything()).questionnaires as {
      id: string
      texts: Record<string, Record<string, string>>
    }[]
    expect(record?.id).toBe(`readiness@${questionnaire.version}`)
    expect(Object.keys(known(record, 'record').texts).sort()).toEqual(['en', 'id'])
    for (const language of LANGUAGES) expect(record?.texts[language]).toEqual(texts[language])
    await anAssessment('readiness')
    await keepQuestionnaire('readiness', questionnaire.version)
    expect((await counts()).questionnaires).toBe(1)
  })

  it('what was stored is never replaced by what is built in', async () => {
    const id = `readiness@${questionnaire.version}`
    await putOnDisk('questionnaires', { v: 1, id, structure: { mine: true }, texts: { id: { a: 'b' } } })
    await keepQuestionnaire('readiness', questionnaire.version)
    expect((await everything()).questionnaires).toEqual([
      { v: 1, id, structure: { mine: true }, texts: { id: { a: 'b' } } },
    ])
  })

  it('asks on as it was stored, in both languages, without what came later', async () => {
    const id = await anOldAssessment('0.9.7')
    const { user } = await openApp(`/a/${id}/q/lead-plan`, 'id', 'Pertanyaan lama?')
    await user.click(screen.getByRole('link', { name: 'English' }))
    await screen.findByRole('heading', { level: 1, name: 'The old question?' })
    const own = contentText(texts, 'en')
    await user.click(screen.getByRole('radio', { name: own('lead-plan.options.in-mind.text') }))
    await screen.findByRole('heading', { level: 1, name: own('lead-figures.question') })
    expect(screen.getByRole('progressbar')).toHaveAttribute('max', '37')
    expect(await onDisk(id, 'lead-plan')).toMatchObject({ answer: 'in-mind' })
    expect((await assessmentOnDisk(id)).version).toBe('0.9.7')
    const opened = await openQuestionnaire('readiness', '0.9.7', ['ask', 'help', 'advice'])
    expect(opened?.words('en')('lean.strength')).toBe(own('lean.strength'))
  })

  it('a version that is neither built in nor stored is said to be missing; the answers stay', async () => {
    await putOnDisk('firms', newFirm('f', '', NOW))
    await putOnDisk(
      'assessments',
      newAssessment({ id: 'old', firm: 'f', questionnaire: 'readiness', version: '0.1.0', round: 1, started: NOW }),
    )
    await putOnDisk('answers', { ...newAnswer('old', 'lead-plan', NOW), answer: 'in-mind' })
    await openApp('/a/old/q/lead-plan', 'id', appText('id')('app.crash.title'))
    expect(await onDisk('old', 'lead-plan')).toMatchObject({ answer: 'in-mind' })
  })

  it('a new round asks the questionnaire of today', async () => {
    await anOldAssessment('0.8.0')
    const next = await anAssessment('readiness', { firm: 'f' })
    expect(await assessmentOnDisk(next)).toMatchObject({ firm: 'f', round: 2, version: questionnaire.version })
  })
})

describe('firms', () => {
  it('are listed with every round, what was changed last first', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(NOW) })
    const first = await anAssessment('readiness')
    vi.setSystemTime('2026-11-23T05:00:00Z')
    const second = await anAssessment('quick')
    expect(state().assessments.map(({ id }) => id)).toEqual([second, first])
    vi.setSystemTime('2026-11-24T05:00:00Z')
    await say(first, 'lead-plan', { answer: 'dk' })
    expect(state().assessments.map(({ id }) => id)).toEqual([first, second])
    useAssessments.setState(useAssessments.getInitialState(), true)
    await load()
    expect(state().assessments.map(({ id }) => id)).toEqual([first, second])
    expect(new Set(state().assessments.map(({ firm }) => firm)).size).toBe(2)
  })

  it('take a name and give it back', async () => {
    const id = await anAssessment('readiness')
    const { firm } = inMemory(id)
    expect(await nameFirm(firm, 'CV Maju')).toBe(true)
    expect((await everything()).firms).toMatchObject([{ id: firm, name: 'CV Maju' }])
    expect(await nameFirm(firm, '')).toBe(true)
    expect(state().firms).toMatchObject([{ name: '' }])
    expect(await nameFirm('nobody', 'X')).toBe(false)
  })

  it('an assessment nobody offers is not begun', async () => {
    await speak('id')
    await load()
    expect(await startAssessment('no-such')).toBeNull()
    expect(await counts()).toMatchObject({ firms: 0, assessments: 0 })
    expect(assess(questionnaire).answers).toEqual({})
  })
})

describe('being kept by the browser', () => {
  const grant = (persist: () => Promise<boolean>) => {
    vi.stubGlobal('navigator', Object.create(navigator, { storage: { value: { persist } } }))
  }

  it.each([
    [true, 'kept'],
    [false, 'best-effort'],
  ] as const)('is asked for once, after the first answer is safe, and told once (%s)', async (granted, notice) => {
    const persist = vi.fn(async () => granted)
    grant(persist)
    const id = await anAssessment('readiness')
    expect(persist).not.toHaveBeenCalled()
    await say(id, 'lead-plan', { answer: 'in-mind' })
    await waitFor(() => expect(notices()).toEqual([notice]))
    await say(id, 'lead-owner', { answer: 'dk' })
    expect(persist).toHaveBeenCalledTimes(1)
    dismiss(notice)
    useAssessments.setState({ persistence: null })
    await say(id, 'lead-figures', { answer: 'dk' })
    await waitFor(() => expect(state().persistence).toBe(notice))
    expect(notices()).toEqual([])
    vi.unstubAllGlobals()
  })
})
