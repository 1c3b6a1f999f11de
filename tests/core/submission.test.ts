// Rules X5 to X7: what leaves a device comes back whole or is refused with its reason, and bringing it in loses nothing.
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { NOT_APPLICABLE } from '../../src/core/answers'
import { bigEndian, crc32 } from '../../src/core/bytes'
import { MOST_STILL } from '../../src/core/fountain'
import { planMerge } from '../../src/core/merge'
import type { Questionnaire } from '../../src/core/questionnaire'
import type { Problem, Read } from '../../src/core/read'
import { type AnswerRecord, newAnswer, newAssessment, newFirm } from '../../src/core/records'
import {
  bundleOf,
  codeText,
  type Here,
  keyOf,
  newsOf,
  readCodeText,
  readSubmission,
  type Submission,
  submissionOf,
  writeSubmission,
} from '../../src/core/submission'
import { aQuestionnaire, choice, known, real, section } from '../support/assess'
import { questionnaires } from '../support/generate'
import { golden } from '../support/people'
import { realCatalogue } from '../support/real'
import { RUNS } from '../support/runs'
import { content, everyQuestionnaire, submissions } from '../support/submissions'

vi.setConfig({ testTimeout: 20_000 + RUNS * 100 })

const { lists } = realCatalogue()
const readiness = real('readiness')
const NONE: Here = { assessment: null, firm: null, answers: {} }

/** A finished round of a firm of Tegal. */
function aSubmission(fields: Partial<Submission> = {}): Submission {
  const { answers, profile } = golden('readiness-1')
  return {
    questionnaire: 'readiness',
    version: readiness.version,
    assessment: 'abcdefghijkmnpqrstuv',
    firm: 'zyxwvutsrqpnmkjihgfe',
    name: 'CV Maju',
    round: 1,
    revision: 1,
    changed: '2026-11-22T05:00:00.000Z',
    finished: '2026-11-22T05:00:12.000Z',
    provisional: true,
    answers,
    reasons: {},
    profile,
    ...fields,
  }
}

function problemOf<T>(read: Read<T>): Problem | null {
  return read.ok ? null : known(read.problems[0], 'problem')
}

/** The same bytes with another checksum, as if they had been written so. */
function sealed(bytes: Uint8Array): Uint8Array {
  const inner = bytes.subarray(0, -4)
  return Uint8Array.from([...inner, ...bigEndian(crc32(inner), 4)])
}

const DAMAGED = { path: '', code: 'not-readable', params: { reason: 'damaged' } }

describe('X5 the envelope', () => {
  it.each([
    ['generated questionnaires', questionnaires()],
    ...everyQuestionnaire().map(([id, one]): [string, fc.Arbitrary<Questionnaire>] => [id, fc.constant(one)]),
  ])('brings back everything that travels (%s)', (_, source) => {
    const travelling = source.chain((questionnaire) =>
      fc.record({ questionnaire: fc.constant(questionnaire), submission: submissions(questionnaire, lists) }),
    )
    fc.assert(
      fc.property(travelling, ({ questionnaire, submission }) => {
        const read = readSubmission(writeSubmission(submission, questionnaire, lists), [questionnaire], lists)
        if (!read.ok) throw new Error(JSON.stringify(read.problems))
        const { answers, profile, ...rest } = read.value
        const { answers: said, profile: told, ...others } = submission
        expect(rest).toEqual(others)
        expect(content(answers)).toEqual(content(said))
        const sorted = (all: object) =>
          Object.fromEntries(Object.entries(all).map(([key, value]) => [key, String([...value].sort())]))
        expect(sorted(profile)).toEqual(sorted(told))
      }),
      { numRuns: RUNS },
    )
  })

  it('times travel to the second; a reason only with "not applicable"', () => {
    const written = aSubmission({ changed: '2026-11-22T05:00:00.999Z', reasons: { 'lead-plan': 'works-alone' } })
    const read = readSubmission(writeSubmission(written, readiness, lists), [readiness], lists)
    expect(read).toMatchObject({ ok: true, value: { changed: '2026-11-22T05:00:00.000Z', reasons: {} } })
  })

  it('a finished assessment of the main questionnaire stands still in one code, of version 6 at level M', () => {
    const bytes = writeSubmission(aSubmission({ name: 'PT Sumber Makmur Abadi X' }), readiness, lists)
    expect(bytes.length).toBeLessThanOrEqual(MOST_STILL)
    // 154 characters are what version 6 holds.
    expect(codeText('whole', bytes).length).toBeLessThanOrEqual(154)
    expect(codeText('whole', bytes)).toMatch(/^SIAP1:W[0-9A-Z $%*+\-./:]+$/)
  })

  it('no byte can be changed unseen: each of its 255 others is refused, at every place', () => {
    const bytes = writeSubmission(aSubmission(), readiness, lists)
    let read = 0
    for (let place = 0; place < bytes.length; place++) {
      for (let other = 1; other < 256; other++) {
        const changed = Uint8Array.from(bytes)
        changed[place] = (changed[place] ?? 0) ^ other
        if (readSubmission(changed, [readiness], lists).ok) read++
      }
    }
    expect({ tried: bytes.length * 255, read }).toEqual({ tried: bytes.length * 255, read: 0 })
  })

  it('changed bytes under a fitting checksum are refused, or are another submission that writes the same bytes', () => {
    const source = fc.record({
      submission: submissions(readiness, lists),
      place: fc.nat(),
      other: fc.integer({ min: 1, max: 255 }),
    })
    let read = 0
    fc.assert(
      fc.property(source, ({ submission, place, other }) => {
        const bytes = writeSubmission(submission, readiness, lists)
        const at = place % (bytes.length - 4)
        bytes[at] = (bytes[at] ?? 0) ^ other
        const changed = sealed(bytes)
        const found = readSubmission(changed, [readiness], lists)
        if (!found.ok) return
        read++
        expect(writeSubmission(found.value, readiness, lists)).toEqual(changed)
      }),
      { numRuns: RUNS * 3 },
    )
    expect(read).toBeGreaterThan(0)
  })

  it('any bytes, and any part of a submission, are refused as damaged and nothing is thrown', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(problemOf(readSubmission(bytes, [readiness], lists))).toEqual(DAMAGED)
      }),
      { numRuns: RUNS * 5 },
    )
    // A checksum that fits, and a key that is known, let the content itself be tried.
    const head = writeSubmission(aSubmission(), readiness, lists).subarray(0, 5)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const whole = sealed(Uint8Array.from([...head, ...bytes, 0, 0, 0, 0]))
        const found = readSubmission(whole, [readiness], lists)
        if (found.ok) expect(writeSubmission(found.value, readiness, lists)).toEqual(whole)
        else expect(problemOf(found)).toEqual(DAMAGED)
      }),
      { numRuns: RUNS * 5 },
    )
    const bytes = writeSubmission(aSubmission(), readiness, lists)
    for (let length = 0; length < bytes.length; length++) {
      expect(problemOf(readSubmission(bytes.subarray(0, length), [readiness], lists))).toEqual(DAMAGED)
      const cut = sealed(bytes.subarray(0, length))
      expect(readSubmission(cut, [readiness], lists).ok).toBe(false)
    }
    for (const extra of [[0], [7], [0, 0, 0, 0]]) {
      const longer = sealed(Uint8Array.from([...bytes.subarray(0, -4), ...extra, 0, 0, 0, 0]))
      expect(problemOf(readSubmission(longer, [readiness], lists))).toEqual(DAMAGED)
    }
  })

  it('what the questionnaire or the lists do not allow is refused, however well it was packed', () => {
    const read = (fields: Partial<Submission>) =>
      readSubmission(writeSubmission(aSubmission(fields), readiness, lists), [readiness], lists)
    const { answers, profile } = aSubmission()
    const days = (n: number) => read({ answers: { ...answers, 'flow-lead-time-days': n } })
    expect([days(0).ok, days(365).ok]).toEqual([true, true])
    expect([problemOf(days(366)), problemOf(days(-1))]).toEqual([DAMAGED, DAMAGED])
    const goals = (n: number) => read({ profile: { ...profile, goals: lists.goals.slice(0, n).map(({ id }) => id) } })
    expect(goals(3).ok).toBe(true)
    expect(problemOf(goals(4))).toEqual(DAMAGED)
    const pains = lists.pains.slice(0, 4).map(({ id }) => id)
    expect(problemOf(read({ profile: { ...profile, pains } }))).toEqual(DAMAGED)
  })

  it('a code that was written once is read for ever', () => {
    const codes = (...ids: string[]) => ids.map((id) => ({ id }) as never)
    const small = {
      ...lists,
      sectors: codes('fnb', 'craft'),
      workers: codes('1-4', '5-19'),
      investment: codes('unsaid'),
      provinces: [{ code: 'JT' } as never, { code: 'JB' } as never],
      goals: codes('cost', 'quality'),
      pains: codes('waiting'),
      makes: codes('molds'),
    }
    const questionnaire = aQuestionnaire({
      root: { children: [section('all', ['single', 'ticks'])] },
      questions: [
        choice('single'),
        { id: 'days', type: 'number', after: 'single' },
        {
          id: 'ticks',
          type: 'multi',
          score: { kind: 'count', cap: 2 },
          options: [{ id: 'a' }, { id: 'b' }, { id: 'none', exclusive: true }],
        },
      ],
    })
    const submission = aSubmission({
      questionnaire: 'tiny',
      version: '1.0.0',
      answers: { single: NOT_APPLICABLE, days: 12.5, ticks: ['a', 'b'] },
      reasons: { single: 'none-here' },
      profile: { sector: 'craft', province: 'JB', goals: ['quality'], makes: ['molds'] },
    })
    const written = 'SIAP1:WR920%DBUPSD6*UUNTFUPM$UM3Q9DIBUTSRT0L$NHD6T%IV*HPKS2.940N4YIFBVQRHU7AVQ2L22JN1KC5'
    expect(codeText('whole', writeSubmission(submission, questionnaire, small))).toBe(written)
    const text = readCodeText(written)
    expect(text.ok && readSubmission(text.value.bytes, [questionnaire], small)).toEqual({ ok: true, value: submission })
  })

  it('a newer format and another kind are said to be newer', () => {
    const bytes = writeSubmission(aSubmission(), readiness, lists)
    for (const first of [0x12, 0x21, 0xff]) {
      const newer = sealed(Uint8Array.from([first, ...bytes.subarray(1)]))
      expect(problemOf(readSubmission(newer, [readiness], lists))).toEqual({ path: '', code: 'too-new' })
    }
  })

  it('the questionnaire must be known here with exactly its version, and the lists the same', () => {
    const bytes = writeSubmission(aSubmission(), readiness, lists)
    const unknown = { path: 'questionnaire', code: 'unknown-id', params: { id: keyOf(readiness, lists).toString(16) } }
    expect(problemOf(readSubmission(bytes, [], lists))).toEqual(unknown)
    expect(problemOf(readSubmission(bytes, [real('quick'), { ...readiness, version: '9.0.0' }], lists))).toEqual(
      unknown,
    )
    const otherLists = { ...lists, sectors: lists.sectors.slice(1) }
    expect(problemOf(readSubmission(bytes, [readiness], otherLists))).toEqual(unknown)
    expect(readSubmission(bytes, [real('quick'), readiness], lists).ok).toBe(true)
  })

  it('two known questionnaires of one key are told apart by nobody, so both are refused', () => {
    // As short as can be, because many are tried.
    const none = { ...lists, sectors: [], workers: [], investment: [], provinces: [], goals: [], pains: [], makes: [] }
    const one = aQuestionnaire({ root: { children: [section('a', ['q'])] }, questions: [choice('q')] })
    const seen = new Map<number, Questionnaire>()
    let pair: [Questionnaire, Questionnaire] | null = null
    for (let n = 0; !pair && n < 500_000; n++) {
      const next = { ...one, version: `${n * 7919}.${n * 104_729}.${n}` }
      const key = keyOf(next, none)
      const twin = seen.get(key)
      if (twin) pair = [twin, next]
      seen.set(key, next)
    }
    const [first, second] = known(pair, 'two of one key')
    const submission = aSubmission({
      questionnaire: first.id,
      version: first.version,
      answers: { q: '3' },
      profile: {},
    })
    const bytes = writeSubmission(submission, first, none)
    expect(readSubmission(bytes, [first], none)).toMatchObject({ ok: true, value: { answers: { q: '3' } } })
    expect(problemOf(readSubmission(bytes, [first, second], none))).toMatchObject({ code: 'duplicate-id' })
  })
})

describe('X5 the text in a code', () => {
  it('any bytes come back, as a whole or as a frame', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('whole' as const, 'frame' as const),
        (bytes, holds) => {
          expect(readCodeText(codeText(holds, bytes))).toEqual({ ok: true, value: { holds, bytes } })
        },
      ),
      { numRuns: RUNS },
    )
  })

  it.each([
    ['', 'foreign'],
    ['https://example.org/', 'foreign'],
    ['siap1:W00', 'foreign'],
    [' SIAP1:W00', 'foreign'],
    ['WIFI:S:Hall;T:WPA;P:secret;;', 'foreign'],
    ['SIAP1:W0', 'damaged'],
    ['SIAP1:Wab', 'damaged'],
    ['SIAP0:W00', 'damaged'],
    ['SIAP2:W00', 'too-new'],
    ['SIAP12:anything', 'too-new'],
    ['SIAP1:Z00', 'too-new'],
  ])('%j is %s', (text, what) => {
    const problem = problemOf(readCodeText(text))
    expect(problem).toEqual(
      what === 'too-new' ? { path: '', code: 'too-new' } : { path: '', code: 'not-readable', params: { reason: what } },
    )
  })
})

describe('X6, X7 arriving', () => {
  const SUMMARY = {
    scoringVersion: 1,
    index: 1.5,
    level: 1,
    low: 1.5,
    high: 1.5,
    indexLevel: 1,
    capNodes: [],
    provisional: false,
    confidence: 'high' as const,
    scores: {},
  }
  /** What lies here after a bundle was brought in, and what that changed. */
  function bringIn(submission: Submission, here: Here): { here: Here; written: number } {
    const bundle = bundleOf(submission, readiness, SUMMARY, here)
    const answers = Object.values(here.answers)
    const plan = planMerge(bundle, {
      record: (shelf, id) =>
        shelf === 'firms'
          ? (here.firm ?? undefined)
          : shelf === 'assessments'
            ? (here.assessment ?? undefined)
            : answers.find((record) => record.id === id),
      answersOf: () => answers,
    })
    const next = { ...here, answers: { ...here.answers } }
    for (const { shelf, record } of plan.write) {
      if (shelf === 'firms') next.firm = record as never
      if (shelf === 'assessments') next.assessment = record as never
      if (shelf === 'answers') next.answers[(record as AnswerRecord).question] = record as never
    }
    return { here: next, written: plan.write.length }
  }
  const sentFrom = (here: Here) => submissionOf(known(here.assessment, 'assessment'), here.firm, here.answers, true)

  it('on a device that has nothing: firm, round and every answer under their own ids, with the time of the code', () => {
    const submission = aSubmission()
    expect(newsOf(submission, NONE)).toBe('new')
    const { here, written } = bringIn(submission, NONE)
    expect(written).toBe(2 + Object.keys(submission.answers).length)
    expect(here.firm).toMatchObject({ id: submission.firm, name: 'CV Maju' })
    expect(here.assessment).toMatchObject({
      id: submission.assessment,
      firm: submission.firm,
      finished: submission.finished,
      summary: SUMMARY,
      profileSeen: true,
    })
    expect(new Set(Object.values(here.answers).map(({ saved }) => saved))).toEqual(new Set([submission.changed]))
    expect(content(sentFrom(here).answers)).toEqual(content(submission.answers))
    expect(writeSubmission(sentFrom(here), readiness, lists)).toEqual(writeSubmission(submission, readiness, lists))
  })

  it('reading the same code again changes nothing', () => {
    const { here } = bringIn(aSubmission(), NONE)
    expect(newsOf(aSubmission(), here)).toBe('same')
    expect(bringIn(aSubmission(), here).written).toBe(0)
    // Nor where the assessment came from: there the times are finer, and there are notes.
    const records = Object.fromEntries(
      Object.entries(aSubmission().answers).map(([question, answer]) => [
        question,
        { ...newAnswer(aSubmission().assessment, question, '2026-11-22T04:59:59.123Z'), answer, note: 'catatan' },
      ]),
    )
    const source: Here = {
      firm: newFirm(aSubmission().firm, 'CV Maju Jaya Sentosa Abadi', '2026-11-01T00:00:00.000Z'),
      assessment: {
        ...known(here.assessment, 'assessment'),
        changed: '2026-11-22T05:00:00.987Z',
        finished: '2026-11-22T05:00:12.345Z',
        position: 'lead-plan',
      },
      answers: records,
    }
    expect(newsOf(aSubmission(), source)).toBe('same')
    expect(bringIn(aSubmission(), source)).toEqual({ here: source, written: 0 })
  })

  it('a later state takes the place of the earlier, notes stay, what was taken back is blank, and what is equal is left alone', () => {
    const { here } = bringIn(aSubmission(), NONE)
    const [first = '', second = '', third = ''] = Object.keys(aSubmission().answers)
    const note = { ...known(here.answers[first], first), note: 'catatan' }
    const noted: Here = { ...here, answers: { ...here.answers, [first]: note } }
    const { [second]: _, ...answers } = { ...aSubmission().answers, [first]: 'dk' }
    const later = aSubmission({ revision: 2, changed: '2026-11-23T05:00:00.000Z', finished: null, answers })
    expect(newsOf(later, noted)).toBe('later')
    const { here: now, written } = bringIn(later, noted)
    expect(written).toBe(3)
    expect(now.answers[first]).toMatchObject({ answer: 'dk', note: 'catatan', saved: later.changed })
    expect(now.answers[second]?.answer).toBeUndefined()
    expect(now.answers[third]).toBe(noted.answers[third])
    expect(now.assessment).toMatchObject({ revision: 2, finished: null, summary: null })
    expect(bringIn(later, now).written).toBe(0)
    // The earlier state changes nothing any more.
    expect(newsOf(aSubmission(), now)).toBe('earlier')
    expect(bringIn(aSubmission(), now).written).toBe(0)
  })

  it('two states within one second are told apart by revision and by being finished, and the later one is written', () => {
    const begun = aSubmission({ finished: null })
    const { here } = bringIn(begun, NONE)
    expect(newsOf(aSubmission(), here)).toBe('later')
    const finished = bringIn(aSubmission(), here).here
    expect(finished.assessment).toMatchObject({ finished: aSubmission().finished, summary: SUMMARY })
    const revised = aSubmission({ revision: 2, answers: { ...aSubmission().answers, 'lead-plan': 'dk' } })
    // Where it was answered times are finer than in a code; what takes the place of an answer is later than it all the same.
    const fine = { ...known(finished.answers['lead-plan'], 'answer'), saved: '2026-11-22T05:00:00.700Z' }
    const finer = { ...finished, answers: { ...finished.answers, 'lead-plan': fine } }
    expect(bringIn(revised, finer).here.answers['lead-plan']).toMatchObject({
      answer: 'dk',
      saved: '2026-11-22T05:00:00.701Z',
    })
    const now = bringIn(revised, finished).here
    expect(now.assessment).toMatchObject({ revision: 2, finished: revised.finished })
    expect(now.answers['lead-plan']?.answer).toBe('dk')
    expect(bringIn(revised, now).written).toBe(0)
    expect(bringIn(aSubmission(), now).written).toBe(0)
  })

  it('a firm that is here keeps its name; one without gets the name that arrives, also when the rest is here already', () => {
    const { here } = bringIn(aSubmission(), NONE)
    expect(bringIn(aSubmission({ name: 'Lain' }), here).written).toBe(0)
    const hidden = bringIn(aSubmission({ name: '' }), NONE).here
    expect(hidden.firm?.name).toBe('')
    const { here: named, written } = bringIn(aSubmission(), hidden)
    expect([named.firm?.name, written]).toEqual(['CV Maju', 1])
    expect(bringIn(aSubmission(), named).written).toBe(0)
    expect(bringIn(aSubmission({ name: '' }), named).written).toBe(0)
  })

  it('nothing but what may travel leaves the device: no note, no target, no place where somebody was', () => {
    const assessment = {
      ...newAssessment({
        id: 'abcdefghijkmnpqrstuv',
        firm: 'zyxwvutsrqpnmkjihgfe',
        questionnaire: 'readiness',
        version: readiness.version,
        round: 1,
        started: '2026-11-22T05:00:00.000Z',
      }),
      targets: { lead: 3 },
      position: 'lead-plan',
    }
    const record = { ...newAnswer(assessment.id, 'lead-plan', assessment.started), answer: 'in-mind' }
    const bytes = (one: AnswerRecord, round = assessment) =>
      String(writeSubmission(submissionOf(round, null, { 'lead-plan': one }, false), readiness, lists))
    expect(bytes({ ...record, note: 'Pak Budi' })).toBe(bytes(record))
    expect(bytes(record, { ...assessment, targets: { lead: 1 }, position: 'lead-owner' })).toBe(bytes(record))
    expect(Object.keys(submissionOf(assessment, null, {}, false)).sort()).toEqual(Object.keys(aSubmission()).sort())
  })
})
