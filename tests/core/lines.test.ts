// Many results, line by line: the quick way lets in what the door lets in, and nothing else.
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { readAnswers } from '../../src/core/answers'
import { canonical } from '../../src/core/backup'
import { choicesOf, decodedAnswers } from '../../src/core/codes'
import { type Counted, lineReader } from '../../src/core/lines'
import type { RoomResult } from '../../src/core/room'
import { readResult } from '../../src/core/sessionFile'
import { real } from '../support/assess'
import { answersTo } from '../support/generate'
import { realCatalogue } from '../support/real'
import { aResult, aSubmission } from '../support/rooms'
import { RUNS } from '../support/runs'
import { profiles } from '../support/submissions'

vi.setConfig({ testTimeout: 10_000 + RUNS * 100 })
const readiness = real('readiness')
const { lists } = realCatalogue()

const days = fc
  .integer({ min: 0, max: 4_000_000 })
  .map((minutes) => new Date(Date.UTC(2024, 0, 1, 0, minutes)).toISOString())
const results = fc
  .record({
    answers: answersTo(readiness),
    profile: profiles(lists),
    changed: days,
    finished: fc.option(days),
    name: fc.constantFrom('', 'CV Maju', 'UD "Jaya"', 'Café Ibu'),
    reasons: fc.constantFrom({}, { 'mach-data': 'none' }),
    revision: fc.integer({ min: 1, max: 1_000_000 }),
  })
  .map((fields) => aResult({ submission: aSubmission(fields as Partial<RoomResult['submission']>) }))

/** What the door says of a line. */
function byTheDoor(line: string) {
  let found: unknown = null
  try {
    found = JSON.parse(line)
  } catch {
    return null
  }
  const result = readResult(found)
  if (result?.submission.questionnaire !== 'readiness' || result.submission.version !== readiness.version) return null
  const { answers, profile } = result.submission
  return readAnswers(readiness, answers).ok ? { answers, profile } : null
}

/** What the quick way says of each line, as copies. */
function quickly(text: string, by = readiness) {
  return Array.from(lineReader(by)(text), (one) => (one ? copied(by, one.submission) : null))
}

function copied(by: typeof readiness, { answers, profile }: Counted['submission']): unknown {
  const words = answers instanceof Uint8Array ? decodedAnswers(choicesOf(by), answers) : answers
  return JSON.parse(JSON.stringify({ answers: words, profile }))
}

describe('CO2 results on lines', () => {
  it('are those of the door, as the app writes them and in any other order of their parts', () => {
    fc.assert(
      fc.property(fc.array(results, { minLength: 1, maxLength: 3 }), fc.boolean(), (some, written) => {
        const lines = some.map((one) => (written ? canonical(one) : JSON.stringify(one)))
        expect(quickly(lines.join('\n'))).toEqual(lines.map(byTheDoor))
        expect(quickly(`${lines.join('\n')}\n`)).toEqual(lines.map(byTheDoor))
      }),
      { numRuns: RUNS },
    )
  })

  it('are refused as the door refuses them, whatever letter is wrong, missing or too much', () => {
    const letters = fc.constantFrom(...'{}[]",:\\0129-abtZ \u0001é')
    fc.assert(
      fc.property(results, fc.nat(), fc.nat({ max: 2 }), letters, (one, at, cut, letter) => {
        const line = canonical(one)
        const place = at % line.length
        const broken = line.slice(0, place) + letter + line.slice(place + cut)
        expect(quickly(broken)).toEqual([byTheDoor(broken)])
      }),
      { numRuns: RUNS * 5 },
    )
  })

  it('belong to this questionnaire in this version, and say nothing it does not know', () => {
    const line = (fields: Partial<RoomResult['submission']>) =>
      canonical(aResult({ submission: aSubmission({ answers: { 'lean-5r': 'dk' }, ...fields }) }))
    expect(quickly(line({}))).not.toEqual([null])
    for (const other of [
      { questionnaire: 'quick' },
      { version: '9.0.0' },
      { answers: { 'lean-5r': 'no-such-option' } },
    ])
      expect(quickly(line(other))).toEqual([null])
  })

  it('are read where no one letter tells the answers to a question apart', () => {
    const [first, ...others] = readiness.questions
    const options = ['aa', 'ab', 'ba', 'bb'].map((id, place) => ({ id, score: place }))
    const alike = { ...readiness, questions: [{ ...(first as typeof first & object), options }, ...others] }
    const question = first?.id ?? ''
    for (const { id } of options) {
      const line = canonical(aResult({ submission: aSubmission({ answers: { [question]: id } }) }))
      expect(quickly(line, alike)).toEqual([{ answers: { [question]: id }, profile: expect.anything() }])
    }
  })
})
