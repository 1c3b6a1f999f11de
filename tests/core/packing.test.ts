// Rules X1 to X4: whatever was answered comes back from its bytes, and no other bytes mean the same.
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { type Answer, DONT_KNOW, NOT_APPLICABLE, readAnswers } from '../../src/core/answers'
import { crc32, fromBase45, fromUtf8, toBase45, utf8 } from '../../src/core/bytes'
import {
  MOST_NAME,
  nameInCode,
  putAnswers,
  putId,
  putName,
  putNatural,
  putProfile,
  type Reader,
  reader,
  sameSaid,
  shapeOf,
  takeAnswers,
  takeId,
  takeName,
  takeNatural,
  takeProfile,
  type Writer,
  writer,
} from '../../src/core/packing'
import type { Question, Questionnaire } from '../../src/core/questionnaire'
import { aQuestionnaire, choice, real, section } from '../support/assess'
import { answersTo, questionnaires } from '../support/generate'
import { realCatalogue } from '../support/real'
import { RUNS } from '../support/runs'
import { content, everyQuestionnaire, longestAnswers, profiles, reasonsFor } from '../support/submissions'

vi.setConfig({ testTimeout: 20_000 + RUNS * 50 })

const { lists } = realCatalogue()

function bytesOf(put: (to: Writer) => void): Uint8Array {
  const to = writer()
  put(to)
  return to.bytes()
}

/** Reads bytes to their end; null when something is missing or left over. */
function readWhole<T>(bytes: Uint8Array, take: (from: Reader) => T): T | null {
  const from = reader(bytes)
  const value = take(from)
  return from.complete() ? value : null
}

const SOURCES: [string, fc.Arbitrary<Questionnaire>][] = [
  ['generated questionnaires', questionnaires()],
  ...everyQuestionnaire().map(([id, one]): [string, fc.Arbitrary<Questionnaire>] => [id, fc.constant(one)]),
]

describe('X1 bytes and text', () => {
  it.each([
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
    ['', ''],
  ])('Base45 of %j is %j, as RFC 9285 has it', (text, base45) => {
    expect(toBase45(Uint8Array.from(utf8(text)))).toBe(base45)
    expect(fromUtf8([...(fromBase45(base45) ?? [])])).toBe(text)
  })

  it.each(['A', ':::', 'GGW', 'ab', 'A\nB', '::', 'ÅÅÅ'])('refuses %j, which is no Base45', (text) => {
    expect(fromBase45(text)).toBeNull()
  })

  it('any bytes come back from Base45, and any text that is Base45 is the text of its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const text = toBase45(bytes)
        expect(text).toMatch(/^[0-9A-Z $%*+\-./:]*$/)
        // A space at an end is what a reader might cut off.
        expect(text.slice(-1)).not.toBe(' ')
        expect(fromBase45(text)).toEqual(bytes)
      }),
      { numRuns: RUNS },
    )
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0A:% Z+'), maxLength: 12 }), (text) => {
        const bytes = fromBase45(text)
        if (bytes) expect(toBase45(bytes)).toBe(text)
      }),
      { numRuns: RUNS },
    )
  })

  it('knows the check value of CRC-32', () => {
    expect(crc32(utf8('123456789'))).toBe(0xcbf43926)
  })

  const characters = fc
    .oneof(
      fc.integer({ min: 0, max: 0x7ff }),
      fc.integer({ min: 0, max: 0xd7ff }),
      fc.integer({ min: 0xe000, max: 0x10ffff }),
    )
    .map((point) => String.fromCodePoint(point))

  it('text comes back from UTF-8 as the platform writes it; half a character becomes the replacement character', () => {
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 20 }), (all) => {
        const text = all.join('')
        expect(utf8(text)).toEqual([...new TextEncoder().encode(text)])
        expect(fromUtf8(utf8(text))).toBe(text)
      }),
      { numRuns: RUNS },
    )
    expect(fromUtf8(utf8('a\ud800b'))).toBe('a\ufffdb')
    expect(fromUtf8([0xc3])).toBeNull()
    expect(fromUtf8([0xc0, 0x80])).toBeNull()
  })
})

describe.each(SOURCES)('X3 answers to %s', (_, source) => {
  const answered = source.chain((questionnaire) =>
    fc.record({
      questionnaire: fc.constant(questionnaire),
      answers: answersTo(questionnaire),
      reasons: reasonsFor(questionnaire),
    }),
  )

  it('come back from their bytes, with the reason of each "not applicable"', () => {
    fc.assert(
      fc.property(answered, ({ questionnaire, answers, reasons }) => {
        const bytes = bytesOf((to) => putAnswers(to, questionnaire, answers, reasons))
        const back = readWhole(bytes, (from) => takeAnswers(from, questionnaire))
        expect(content(back?.answers ?? {})).toEqual(content(answers))
        const given = Object.entries(reasons).filter(([id]) => answers[id] === NOT_APPLICABLE)
        expect(back?.reasons).toEqual(Object.fromEntries(given))
        expect(readAnswers(questionnaire, back?.answers).ok).toBe(true)
      }),
      { numRuns: RUNS },
    )
  })

  it('X2 are not the same with a byte missing or one too many: such bytes are refused, or say something else', () => {
    fc.assert(
      fc.property(answered, fc.nat({ max: 255 }), ({ questionnaire, answers }, extra) => {
        const bytes = bytesOf((to) => putAnswers(to, questionnaire, answers))
        const read = (some: Uint8Array) => readWhole(some, (from) => takeAnswers(from, questionnaire))
        expect(read(bytes)).not.toBeNull()
        const others = [[...bytes, extra], [extra, ...bytes], [...bytes].slice(1), [...bytes].slice(0, -1)]
        for (const other of others.filter(({ length }) => length !== bytes.length)) {
          const found = read(Uint8Array.from(other))
          // Only figures are of different lengths.
          if (questionnaire.questions.some(({ type }) => type === 'number') && found) {
            expect(content(found.answers)).not.toEqual(content(answers))
          } else expect(found).toBeNull()
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('X2 whatever bytes come, reading ends, and the same answers are never other bytes', () => {
    fc.assert(
      fc.property(source, fc.uint8Array({ maxLength: 60 }), (questionnaire, bytes) => {
        const back = readWhole(bytes, (from) => takeAnswers(from, questionnaire))
        if (!back || !readAnswers(questionnaire, back.answers).ok) return
        const again = bytesOf((to) => putAnswers(to, questionnaire, back.answers, back.reasons))
        // Figures alone can be written in more than one way; those are refused by the reader of the whole.
        if (!questionnaire.questions.some(({ type }) => type === 'number')) expect(again).toEqual(bytes)
      }),
      { numRuns: RUNS },
    )
  })
})

describe('X3 states', () => {
  const one = (question: Question) =>
    aQuestionnaire({ root: { children: [section('a', [question.id])] }, questions: [question] })
  const through = (questionnaire: Questionnaire, answer: Answer) =>
    readWhole(
      bytesOf((to) => putAnswers(to, questionnaire, { q: answer })),
      (from) => takeAnswers(from, questionnaire),
    )?.answers['q']

  it('blank, "don’t know" and "not applicable" without and with each reason are five different ones', () => {
    const questionnaire = one(choice('q', { na: { reasons: [{ id: 'alone' }, { id: 'no-machine' }] } }))
    const states = [
      bytesOf((to) => putAnswers(to, questionnaire, {})),
      bytesOf((to) => putAnswers(to, questionnaire, { q: DONT_KNOW })),
      bytesOf((to) => putAnswers(to, questionnaire, { q: NOT_APPLICABLE })),
      bytesOf((to) => putAnswers(to, questionnaire, { q: NOT_APPLICABLE }, { q: 'alone' })),
      bytesOf((to) => putAnswers(to, questionnaire, { q: NOT_APPLICABLE }, { q: 'no-machine' })),
    ].map(String)
    expect(new Set(states).size).toBe(5)
  })

  it('what the questionnaire does not know counts as blank: an option, a reason, "not applicable" where it is not allowed', () => {
    const questionnaire = one(choice('q', { na: undefined }))
    expect(through(questionnaire, 'no-such')).toBeUndefined()
    expect(through(questionnaire, NOT_APPLICABLE)).toBeUndefined()
    expect(through(questionnaire, ['1'])).toBeUndefined()
    expect(through(questionnaire, 3)).toBeUndefined()
    expect(through(questionnaire, '3')).toBe('3')
  })

  it('the order of ticks is no content, and an exclusive option stands alone', () => {
    const options = ['a', 'b', 'c'].map((id) => ({ id, score: 1 }))
    const questionnaire = one({
      id: 'q',
      type: 'multi',
      score: { kind: 'count', cap: 3 },
      options: [...options, { id: 'none', exclusive: true }],
    })
    const bytes = (answer: Answer) => String(bytesOf((to) => putAnswers(to, questionnaire, { q: answer })))
    expect(bytes(['c', 'a'])).toBe(bytes(['a', 'c']))
    expect(bytes(['a'])).not.toBe(bytes(['a', 'c']))
    expect(through(questionnaire, ['none'])).toEqual(['none'])
    expect(through(questionnaire, ['none', 'a'])).toEqual(['none'])
    expect(through(questionnaire, [])).toBeUndefined()
    const question = questionnaire.questions[0] as Question
    expect(sameSaid(question, { answer: ['c', 'a'] }, { answer: ['a', 'c'], reason: 'x' })).toBe(true)
    expect(sameSaid(question, { answer: [] }, {})).toBe(true)
    expect(sameSaid(question, { answer: ['c'] }, {})).toBe(false)
  })

  it('X4 any number comes back exactly, and usual figures take at most three bytes', () => {
    const questionnaire = aQuestionnaire({
      root: { children: [section('a', ['x'])] },
      questions: [{ id: 'q', type: 'number', after: 'x' }],
    })
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(through(questionnaire, value)).toBe(value + 0)
      }),
      { numRuns: RUNS * 10 },
    )
    for (const value of [0, -0, 1, 10, 365, 0.1, 99.5, -7, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 53]) {
      expect(through(questionnaire, value)).toBe(value + 0)
    }
    for (const value of [0, 5, 12, 365, 2.5, 99.9]) {
      expect(bytesOf((to) => putAnswers(to, questionnaire, { q: value })).length).toBeLessThanOrEqual(3)
    }
    expect(through(questionnaire, Number.NaN)).toBeUndefined()
    expect(through(questionnaire, Number.POSITIVE_INFINITY)).toBeUndefined()
  })
})

describe('X4 the rest of the content', () => {
  it('a profile comes back; what is unsaid, and what the lists do not know, is unsaid', () => {
    fc.assert(
      fc.property(profiles(lists), (profile) => {
        const bytes = bytesOf((to) => putProfile(to, lists, profile))
        const sorted = (codes: string[] | undefined) => codes && [...codes].sort()
        const plain = ({ goals, pains, makes, ...rest }: typeof profile) => ({
          ...rest,
          goals: sorted(goals),
          pains: sorted(pains),
          makes: sorted(makes),
        })
        expect(plain(readWhole(bytes, (from) => takeProfile(from, lists)) ?? {})).toEqual(plain(profile))
      }),
      { numRuns: RUNS },
    )
    const strange = bytesOf((to) => putProfile(to, lists, { sector: 'moon', goals: ['fame'], makes: [] }))
    expect(strange).toEqual(bytesOf((to) => putProfile(to, lists, {})))
  })

  it('whole numbers and ids come back; ids of our own take 13 bytes', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 31 - 1 }), (n) => {
        expect(
          readWhole(
            bytesOf((to) => putNatural(to, n)),
            takeNatural,
          ),
        ).toBe(n)
      }),
      { numRuns: RUNS },
    )
    expect(
      readWhole(
        bytesOf((to) => putNatural(to, 2 ** 40)),
        takeNatural,
      ),
    ).toBe(2 ** 40)
    for (const id of ['abcdefghijkmnpqrstuv', '99999999999999999999', 'tokomaju', 'a', 'Ünï—20 letters long.']) {
      expect(
        readWhole(
          bytesOf((to) => putId(to, id)),
          takeId,
        ),
      ).toBe(id)
    }
    expect(bytesOf((to) => putId(to, '99999999999999999999')).length).toBe(13)
  })

  it.each([
    ['CV Maju', 'CV Maju'],
    ['  CV Maju  ', 'CV Maju'],
    ['', ''],
    ['PT Sumber Makmur Abadi X', 'PT Sumber Makmur Abadi X'],
    ['PT Sumber Makmur Abadi XY', 'PT Sumber Makmur Abad…'],
    ['Bengkel Las Pak Haji Sulaiman Tegal', 'Bengkel Las Pak Haji…'],
    ['工房工房工房工房工房', '工房工房工房工…'],
  ])(
    'a name of at most 24 bytes stays, a longer one is cut between characters and shows it: %j is %j',
    (name, inCode) => {
      expect(nameInCode(name)).toBe(inCode)
      expect(utf8(inCode).length).toBeLessThanOrEqual(MOST_NAME)
      expect(
        readWhole(
          bytesOf((to) => putName(to, name)),
          takeName,
        ),
      ).toBe(inCode)
    },
  )

  it('never parts a letter from its marks, nor a joined sign, and a cut name is cut no further', () => {
    expect(nameInCode(`${'a'.repeat(20)}e\u0301xyz`)).toBe(`${'a'.repeat(20)}…`)
    expect(nameInCode(`${'a'.repeat(12)}👩‍🏭 dan kawan`)).toBe(`${'a'.repeat(12)}…`)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const cut = nameInCode(name)
        expect(utf8(cut).length).toBeLessThanOrEqual(MOST_NAME)
        expect(nameInCode(cut)).toBe(cut)
        if (cut.endsWith('…') && !name.trim().endsWith('…')) expect(name.trim().startsWith(cut.slice(0, -1))).toBe(true)
      }),
      { numRuns: RUNS },
    )
  })

  it('the shape that bytes rest on changes with everything that would change their meaning', () => {
    const questionnaire = real('quick')
    const [first, second, ...others] = questionnaire.questions as [Question, Question, ...Question[]]
    const shapes = [
      shapeOf(questionnaire, lists),
      shapeOf({ ...questionnaire, version: '9.9.9' }, lists),
      shapeOf({ ...questionnaire, questions: [second, first, ...others] }, lists),
      shapeOf(
        { ...questionnaire, questions: [{ ...first, options: (first.options ?? []).slice(1) }, second, ...others] },
        lists,
      ),
      shapeOf(
        { ...questionnaire, questions: [{ ...first, na: { reasons: [{ id: 'new' }] } }, second, ...others] },
        lists,
      ),
      shapeOf(questionnaire, { ...lists, sectors: lists.sectors.slice(1) }),
      shapeOf(questionnaire, { ...lists, pains: [...lists.pains].reverse() }),
    ]
    expect(new Set(shapes).size).toBe(shapes.length)
    // Words and weights do not.
    expect(shapeOf({ ...questionnaire, minutes: 99 }, { ...lists, glossary: [] })).toBe(shapes[0])
  })
})

describe('decision 32: what a participant shows in a room', () => {
  /** As a room's code will be laid out: kind, questionnaire, session, consent, who and when, name, profile, answers. */
  const roomBytes = (questionnaire: Questionnaire) =>
    bytesOf((to) => {
      to.put(2, 256)
      to.put(1, 2 ** 32)
      to.put(1n, 256n ** 8n)
      to.put(1n, 256n ** 6n)
      putId(to, '99999999999999999999')
      putNatural(to, 12)
      putName(to, 'PT Sumber Makmur Abadi X')
      putProfile(to, lists, {
        sector: 'other',
        workers: '100-plus',
        investment: 'unsaid',
        province: 'PD',
        goals: lists.goals.slice(-3).map(({ id }) => id),
        pains: lists.pains.slice(-3).map(({ id }) => id),
        makes: lists.makes.map(({ id }) => id),
      })
      putAnswers(to, questionnaire, longestAnswers(questionnaire))
    }).length

  it('40 items of the shape of the main questionnaire take 3 bits each, 15 bytes', () => {
    const ids = Array.from({ length: 40 }, (_, i) => `q${i}`)
    const plain = ids.map((id) => choice(id, { na: undefined }))
    const forty = aQuestionnaire({ root: { children: [section('all', ids)] }, questions: plain })
    expect(bytesOf((to) => putAnswers(to, forty, longestAnswers(forty))).length).toBeLessThanOrEqual(15)
    expect(roomBytes(forty)).toBeLessThanOrEqual(85)
  })

  it('the main questionnaire, 38 items and two figures, stays within 85 bytes with everything else', () => {
    expect(real('readiness').questions).toHaveLength(40)
    expect(roomBytes(real('readiness'))).toBeLessThanOrEqual(85)
  })

  it('every questionnaire of the repository does, but those with more than 40 items', () => {
    const sizes = everyQuestionnaire().map(([id, one]) => ({ id, items: one.questions.length, bytes: roomBytes(one) }))
    expect(sizes.filter(({ items, bytes }) => items <= 40 && bytes > 85)).toEqual([])
    expect(sizes.length).toBeGreaterThan(8)
  })
})
