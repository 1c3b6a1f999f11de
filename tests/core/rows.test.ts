// Results as rows of small numbers: what is counted of them is the same, whatever the questionnaire, and a file of rows is believed only when it is one.
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { canonical } from '../../src/core/backup'
import { choicesOf, decodedAnswers } from '../../src/core/codes'
import { summaryOf } from '../../src/core/cohort'
import { scorerOf } from '../../src/core/pass'
import type { Questionnaire } from '../../src/core/questionnaire'
import { type Counted, openRows, type Rows, rowReader, rowsOf, writeRows } from '../../src/core/rows'
import { real } from '../support/assess'
import { answersTo } from '../support/generate'
import { realCatalogue } from '../support/real'
import { RUNS } from '../support/runs'
import { everyQuestionnaire, profiles } from '../support/submissions'

vi.setConfig({ testTimeout: 10_000 + RUNS * 100 })
const readiness = real('readiness')
const { lists, programmes } = realCatalogue()
const { provinces } = lists

/** Results from two workshops. */
function results(questionnaire: Questionnaire): fc.Arbitrary<Counted[]> {
  const submission = fc.record({ answers: answersTo(questionnaire), profile: profiles(lists) })
  return fc.array(fc.record({ session: fc.constantFrom('tegal', 'ceper'), submission }), { maxLength: 5 })
}

const some: Counted[] = [
  {
    session: 'tegal',
    submission: { answers: { 'lean-5r': 'dk' }, profile: { sector: 'metal_machinery', goals: ['quality'] } },
  },
  { session: 'ceper', submission: { answers: {}, profile: { workers: '5-19', province: provinces[3]?.code } } },
]

/** What the rows hold, in words, as copies. */
function readBack(questionnaire: Questionnaire, rows: Rows): unknown[] {
  return Array.from(rowReader(questionnaire, lists)(rows), (one) => (one ? inWords(questionnaire, one) : null))
}

function inWords(questionnaire: Questionnaire, { session, submission: { answers, profile } }: Counted): unknown {
  const words = answers instanceof Uint8Array ? decodedAnswers(choicesOf(questionnaire), answers) : answers
  // Figures to compare with later are not scored, and not kept.
  const scored = questionnaire.questions.flatMap(({ id, score }) => (score && id in words ? [[id, words[id]]] : []))
  // Which tick came first is not kept.
  const ticks = (['goals', 'pains', 'makes'] as const).map((name) => [name, profile[name]?.slice().sort()])
  return JSON.parse(
    JSON.stringify({ session, answers: Object.fromEntries(scored), ...profile, ...Object.fromEntries(ticks) }),
  )
}

function fileOf(rows: Rows): Uint8Array {
  return writeRows(rows, readiness, lists)
}

describe('CO2 results in rows', () => {
  it.each(everyQuestionnaire())('say the same, and amount to the same (%s)', (_, questionnaire) => {
    const scorer = scorerOf(questionnaire, programmes, lists)
    fc.assert(
      fc.property(results(questionnaire), (people) => {
        const rows = rowsOf(questionnaire, lists, people)
        const back = Array.from(rowReader(questionnaire, lists)(rows), (one) => one && structuredClone(one))
        const key = (one: unknown) => canonical(one)
        expect(back.map((one) => key(one && inWords(questionnaire, one))).sort()).toEqual(
          people.map((one) => key(inWords(questionnaire, one))).sort(),
        )
        const read = () => Array.from(back, (one) => one as Counted)
        expect(summaryOf(scorer, lists, read())).toEqual(summaryOf(scorer, lists, people))
      }),
      { numRuns: RUNS },
    )
  })

  it('leave as it is what has no number: unknown codes, the same tick twice, more ticks than may be', () => {
    const odd = [
      { sector: 'metal-and-more' },
      { goals: ['quality', 'quality'] },
      { goals: lists.goals.map(({ id }) => id) },
      { pains: ['no-such-pain'] },
    ].map((profile): Counted => ({ session: 'tegal', submission: { answers: {}, profile } }))
    const unknown: Counted = { session: 'tegal', submission: { answers: { 'lean-5r': 'no-such-option' }, profile: {} } }
    const unscored = { 'flow-defects-share': 3, 'no-such-question': 'x' }
    const figures: Counted = { session: 'tegal', submission: { answers: unscored, profile: {} } }
    const rows = rowsOf(readiness, lists, [...odd, unknown, figures, ...some])
    expect(rows.others).toEqual([...odd, unknown])
    expect(readBack(readiness, rows)).toHaveLength(odd.length + 2 + some.length)
    expect(() => fileOf(rows)).toThrow('5 results')
  })

  it('hold sets of as many as their bits, and leave what is further down a longer list as it is', () => {
    const goals = Array.from({ length: 40 }, (_, i) => ({ id: `goal${i}`, name: '' as const }))
    const longer = { ...lists, goals }
    const people = [0, 15, 16, 31, 32, 39].map(
      (i): Counted => ({ session: 'tegal', submission: { answers: {}, profile: { goals: [`goal${i}`] } } }),
    )
    const rows = rowsOf(readiness, longer, people)
    expect(rows.others).toEqual(people.slice(2))
    const back = Array.from(rowReader(readiness, longer)(rows), (one) => one && inWords(readiness, one))
    expect(back).toEqual(people.map((one) => inWords(readiness, one)))
  })

  it('come back from a file', () => {
    fc.assert(
      fc.property(results(readiness), (people) => {
        const opened = openRows(fileOf(rowsOf(readiness, lists, people)), readiness, lists)
        expect(opened.ok && readBack(readiness, opened.value)).toEqual(people.map((one) => inWords(readiness, one)))
      }),
      { numRuns: RUNS },
    )
  })

  it('are refused as a file of something else, of a newer app, of another questionnaire or other lists, or cut off', () => {
    const file = fileOf(rowsOf(readiness, lists, some))
    const text = new TextDecoder('latin1').decode(file)
    const bytes = (own: string) => Uint8Array.from(own, (letter) => letter.charCodeAt(0))
    const codeOf = (own: Uint8Array, by = readiness, withLists = lists) => {
      const opened = openRows(own, by, withLists)
      return opened.ok ? 'read' : opened.problems[0]?.code
    }
    expect(codeOf(file)).toBe('read')
    for (const foreign of ['', '\n', 'PK\u0003\u0004\n', '[]\n', 'null\n', '{"format":"siap-session"}\n']) {
      expect(codeOf(bytes(foreign))).toBe('not-readable')
    }
    expect(codeOf(bytes(text.replace('"version":1', '"version":2')))).toBe('too-new')
    expect(codeOf(bytes(text.replace('"sessions"', '"session"')))).toBe('not-readable')
    expect(codeOf(file, { ...readiness, version: '9.0.0' })).toBe('unknown-id')
    expect(codeOf(file, readiness, { ...lists, goals: lists.goals.slice(1) })).toBe('unknown-id')
    expect(codeOf(file.subarray(0, file.length - 1))).toBe('not-readable')
  })

  it('never say what the questionnaire and the lists do not know, whatever the bytes are', () => {
    const { bytes, sessions } = rowsOf(readiness, lists, some)
    const width = bytes.length / some.length
    fc.assert(
      fc.property(fc.uint8Array({ minLength: width, maxLength: width }), fc.nat(), (noise, from) => {
        // Half of a good row, so that some of them are let in.
        const row = Uint8Array.from(bytes.subarray(0, width), (byte, i) => (i < from % width ? byte : (noise[i] ?? 0)))
        const [found] = rowReader(readiness, lists)({ bytes: row, sessions, others: [] })
        if (!found) return
        const again = rowsOf(readiness, lists, [structuredClone(found)])
        expect(again.others).toEqual([])
        expect(again.bytes.subarray(0, width - 2)).toEqual(row.subarray(0, width - 2))
      }),
      { numRuns: RUNS * 5 },
    )
  })
})
