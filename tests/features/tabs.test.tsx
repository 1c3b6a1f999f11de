// Two tabs on one device: neither overwrites the other, and each hears what the other did.
import { waitFor } from '@testing-library/react'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { readAnswer } from '../../src/core/records'
import { everything } from '../../src/platform/disk'
import * as store from '../../src/store/assessments'
import * as improvement from '../../src/store/improvement'
import { itemsUnder, known } from '../support/assess'
import { levelWith } from '../support/people'
import { realQuestionnaire } from '../support/real'
import { anAssessment, assessmentOnDisk, onDisk } from '../support/render'
import { RUNS } from '../support/runs'

type Tab = typeof store & { told: () => readonly string[] }

const { questionnaire } = realQuestionnaire('readiness')
const items = itemsUnder(questionnaire)

/** The store as another tab has it: a memory and a connection of its own, the same disk. */
async function anotherTab(assessment: string): Promise<Tab> {
  vi.resetModules()
  const tab = await import('../../src/store/assessments')
  const { useNotices } = await import('../../src/store/saving')
  await tab.load()
  await tab.openAnswers(assessment)
  return { ...tab, told: () => useNotices.getState().notices }
}
const inMemory = (tab: typeof store, id: string) => tab.answersOf(tab.useAssessments.getState().answers[id])
async function answersOnDisk(id: string) {
  const { answers } = await everything()
  const records = answers
    .map((record) => known(readAnswer(record), 'answer'))
    .filter(({ assessment }) => assessment === id)
  return Object.fromEntries(records.map(({ question, answer }) => [question, answer]))
}

describe('two tabs', () => {
  it('that answer at the same time keep all answers of both', async () => {
    const id = await anAssessment('readiness')
    const other = await anotherTab(id)
    const said = await Promise.all(
      items.map((item, i) => (i % 2 === 0 ? store : other).say(id, item, { answer: i % 2 === 0 ? 'dk' : 'na' })),
    )
    expect(said.every(Boolean)).toBe(true)
    expect(await answersOnDisk(id)).toEqual(
      Object.fromEntries(items.map((item, i) => [item, i % 2 === 0 ? 'dk' : 'na'])),
    )
  })

  it('in whatever order they write, the disk holds what was said last about each question, and no field of it is lost', async () => {
    const acts = fc.array(
      fc.record({
        tab: fc.boolean(),
        item: fc.constantFrom(...items.slice(0, 3)),
        said: fc.oneof(
          fc.record({ answer: fc.constantFrom('dk', 'na', 'in-mind', null) }),
          fc.record({ note: fc.constantFrom('satu', 'dua', '') }),
        ),
        waits: fc.boolean(),
      }),
      { minLength: 2, maxLength: 12 },
    )
    const first = await anAssessment('readiness')
    const other = await anotherTab(first)
    await fc.assert(
      fc.asyncProperty(acts, async (sequence) => {
        const id = known(await store.startAssessment('readiness'), 'assessment')
        await other.load()
        await other.openAnswers(id)
        const expected: Record<string, { answer?: string; note?: string }> = {}
        const pending: Promise<boolean>[] = []
        for (const { tab, item, said, waits } of sequence) {
          const saying = (tab ? store : other).say(id, item, said)
          pending.push(saying)
          // Written one after the other here; two connections queue at the disk in the order they ask.
          if (waits) await saying
          expected[item] ??= {}
          if ('answer' in said) expected[item].answer = said.answer ?? ''
          if ('note' in said) expected[item].note = said.note
        }
        expect(await Promise.all(pending)).toEqual(sequence.map(() => true))
        for (const [item, { answer = '', note = '' }] of Object.entries(expected)) {
          const record = await onDisk(id, item)
          expect({ answer: record?.answer ?? '', note: record?.note ?? '' }).toEqual({ answer, note })
        }
      }),
      { numRuns: Math.min(RUNS, 40) },
    )
  })

  it('each hears the answers of the other', async () => {
    const id = await anAssessment('readiness')
    const other = await anotherTab(id)
    await store.say(id, 'lead-plan', { answer: 'in-mind' })
    await waitFor(() => expect(inMemory(other, id)).toEqual({ 'lead-plan': 'in-mind' }))
    await other.say(id, 'lead-owner', { answer: 'dk' })
    await waitFor(() => expect(inMemory(store, id)).toEqual({ 'lead-plan': 'in-mind', 'lead-owner': 'dk' }))
  })

  it('that fill in different fields of the profile keep both', async () => {
    const id = await anAssessment('readiness')
    const other = await anotherTab(id)
    await Promise.all([
      store.describe(id, { sector: 'fnb' }),
      other.describe(id, { province: 'JB' }),
      store.describe(id, { workers: '5-19' }),
    ])
    expect((await assessmentOnDisk(id)).profile).toEqual({ sector: 'fnb', province: 'JB', workers: '5-19' })
  })

  it('a change in one to what the other has just finished makes the next revision', async () => {
    const id = await anAssessment('readiness', { answers: levelWith(2) })
    const other = await anotherTab(id)
    const [finished, said] = await Promise.all([
      store.finish(id, questionnaire),
      other.say(id, 'lead-plan', { answer: 'dk' }),
    ])
    expect([finished, said]).toEqual([true, true])
    expect(await assessmentOnDisk(id)).toMatchObject({ revision: 2, finished: null })
  })

  it('finishing in one never keeps a summary that lacks what the other said meanwhile', async () => {
    const id = await anAssessment('readiness', { answers: levelWith(2) })
    const other = await anotherTab(id)
    await Promise.all([other.say(id, 'lead-plan', { answer: 'day-by-day' }), store.finish(id, questionnaire)])
    expect((await assessmentOnDisk(id)).finished).toBeNull()
    await waitFor(() => expect(inMemory(store, id)['lead-plan']).toBe('day-by-day'))
    await store.finish(id, questionnaire)
    const { finished, summary } = await assessmentOnDisk(id)
    expect(finished).not.toBeNull()
    expect(summary).toEqual(store.summaryOf(questionnaire, inMemory(store, id)))
  })

  it('what one deletes, the other cannot bring back, and is told', async () => {
    const id = await anAssessment('readiness', { answers: { 'lead-plan': 'in-mind' } })
    const other = await anotherTab(id)
    await store.deleteAssessment(id)
    expect(await other.say(id, 'lead-owner', { answer: 'dk' })).toBe(false)
    expect(other.told()).toContain('deleted-elsewhere')
    expect(await everything()).toMatchObject({ assessments: [], answers: [], firms: [] })
    await waitFor(() => expect(other.useAssessments.getState().assessments).toEqual([]))
  })

  it('that change the same step of a plan at the same time keep the fields of both', async () => {
    const id = await anAssessment('readiness')
    const { firm } = await assessmentOnDisk(id)
    await improvement.openFirm(firm)
    await improvement.addSteps(firm, [{ origin: { kind: 'own' }, title: 'Geser rak' }])
    vi.resetModules()
    const other: typeof improvement = await import('../../src/store/improvement')
    await other.openFirm(firm)
    const stepIn = ({ useImprovement }: typeof improvement) => {
      const work = known(useImprovement.getState().byFirm[firm], 'work')
      return known(work === 'failed' ? null : work.steps[0], 'step')
    }
    await Promise.all([
      other.changeStep(stepIn(other), { who: 'Sari' }),
      improvement.changeStep(stepIn(improvement), { note: 'besok' }),
    ])
    expect((await everything()).steps).toMatchObject([{ title: 'Geser rak', who: 'Sari', note: 'besok' }])
    for (const tab of [improvement, other]) {
      await waitFor(() => expect(stepIn(tab)).toMatchObject({ who: 'Sari', note: 'besok' }))
    }
  })
})
