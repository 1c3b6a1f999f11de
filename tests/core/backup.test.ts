// The backup file: written the same for the same records, and let in only when everything in it is as the app writes it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../src/commands/load'
import {
  BUNDLE_SHELVES,
  type Bundle,
  type BundleShelf,
  canonical,
  EMPTY_BUNDLE,
  gather,
  lockedHeader,
  MOST_BYTES,
  newLockedHeader,
  readBackup,
  withoutNames,
  writeBackup,
  writeLocked,
} from '../../src/core/backup'
import { bundles } from '../support/anyBundle'
import { known } from '../support/assess'
import { aBundle, inOrder, PICTURES } from '../support/bundles'
import { RUNS } from '../support/runs'

const HEAD = { app: '0.1.0', made: '2026-11-25T08:00:00.000Z', scope: 'all' } as const
const text = writeBackup(aBundle(), HEAD)

/** The records of a file that is let in. */
function recordsIn(file: string): Bundle {
  const read = readBackup(file)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  if (read.value.locked) throw new Error('locked')
  return read.value.bundle
}

/** Why a file is not let in, and where: `broken answers.0.saved`. */
function whyNot(file: string): string {
  const read = readBackup(file)
  return read.ok ? 'let in' : read.problems.map(({ code, path }) => `${code} ${path}`.trim()).join(', ')
}

/** The file with one thing changed. */
function with_(
  change: (file: Record<string, unknown> & Record<BundleShelf, Record<string, unknown>[]>) => void,
): string {
  const file = JSON.parse(text)
  change(file)
  return JSON.stringify(file)
}

/** The file with fields of the first record of a shelf changed; undefined takes one away. */
function withRecord(shelf: BundleShelf, fields: Record<string, unknown>, place = 0): string {
  return with_((file) => Object.assign(known(file[shelf][place], shelf), fields))
}

describe('a backup file', () => {
  it('gives back every record of every shelf as it was', () => {
    expect(recordsIn(text)).toEqual(inOrder(aBundle()))
    for (const shelf of BUNDLE_SHELVES) expect(aBundle()[shelf].length, shelf).toBeGreaterThan(0)
    expect(readBackup(text)).toMatchObject({ ok: true, value: { locked: false, made: HEAD.made, left: 0 } })
  })

  it('is the same bytes for the same records, whatever the order of records and keys', () => {
    const shuffled = Object.fromEntries(
      BUNDLE_SHELVES.map((shelf) => [
        shelf,
        [...aBundle()[shelf]].reverse().map((record) => Object.fromEntries(Object.entries(record).reverse())),
      ]),
    ) as unknown as Bundle
    expect(writeBackup(shuffled, HEAD)).toBe(text)
    expect(JSON.parse(text)).toMatchObject({ format: 'siap-backup', version: 1, ...HEAD })
    expect(text.split('\n').filter((line) => line.startsWith('{"'))).toHaveLength(
      BUNDLE_SHELVES.reduce((sum, shelf) => sum + aBundle()[shelf].length, 0),
    )
  })

  it('of any records gives back the same', () => {
    fc.assert(
      fc.property(bundles, (bundle) => {
        const file = writeBackup(bundle, HEAD)
        expect(canonical(recordsIn(file))).toBe(canonical(inOrder(bundle)))
        expect(writeBackup(recordsIn(file), HEAD)).toBe(file)
      }),
      { numRuns: RUNS },
    )
  })

  it('may be empty, of one firm, begin with a byte order mark, and hold keys of a newer app, which stay', () => {
    expect(recordsIn(writeBackup(EMPTY_BUNDLE, HEAD))).toEqual(EMPTY_BUNDLE)
    const { bundle } = gather(aBundle(), 'jaya')
    expect(recordsIn(writeBackup(bundle, { ...HEAD, scope: 'firm' })).firms).toHaveLength(1)
    expect(recordsIn(`\uFEFF${text}`)).toEqual(inOrder(aBundle()))
    expect(recordsIn(withRecord('answers', { mood: { good: true } })).answers[0]).toMatchObject({
      mood: { good: true },
    })
  })

  it('keeps texts of every kind: line ends, half a character, what looks like a formula', () => {
    const odd = '\ud83d \u2028 \u0000 "\\ =1+1 \r\n\t שלום'
    const [first, ...others] = aBundle().answers
    const bundle = { ...aBundle(), answers: [{ ...known(first, 'answer'), note: odd }, ...others] }
    const bytes = new TextEncoder().encode(writeBackup(bundle, HEAD))
    expect(recordsIn(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).answers[0]?.note ?? '').toBe(
      inOrder(bundle).answers[0]?.note,
    )
    expect(recordsIn(new TextDecoder().decode(bytes)).answers.some(({ note }) => note === odd)).toBe(true)
  })

  it.each(['backup-1.json', 'copy-1.json'])('of the first version is let in for ever (%s)', (name) => {
    const bundle = recordsIn(readFileSync(join(ROOT, 'tests/fixtures/backups', name), 'utf8'))
    expect(bundle.firms.map((firm) => firm.name).sort()).toEqual(['', 'CV Maju'])
    expect(bundle.answers.length).toBeGreaterThan(4)
  })
})

describe('what goes into a file', () => {
  it('of one firm is what belongs to it, and the questionnaires it was asked', () => {
    const { bundle, left } = gather(aBundle(), 'jaya')
    expect(left).toBe(0)
    expect(Object.fromEntries(BUNDLE_SHELVES.map((shelf) => [shelf, bundle[shelf].map(({ id }) => id)]))).toEqual({
      firms: ['jaya'],
      assessments: ['quick'],
      answers: ['quick/a'],
      questionnaires: ['tiny@1.0.0'],
      steps: [],
      measures: [],
      photos: [],
    })
    expect(gather(aBundle(), 'maju').bundle.steps).toHaveLength(4)
    expect(gather(aBundle(), 'nobody').bundle).toEqual(EMPTY_BUNDLE)
  })

  it('is never what a file could not be read with: that is counted, and the rest travels', () => {
    const odd = [
      { id: 'x', v: 1, firm: 7 },
      { ...known(aBundle().assessments[0], 'round'), id: 'y', v: 2 },
      null,
      'text',
    ]
    const { bundle, left } = gather({ ...aBundle(), assessments: [...aBundle().assessments, ...odd] })
    expect(left).toBe(2)
    expect(bundle.assessments).toEqual(aBundle().assessments)
    expect(gather({ ...aBundle(), assessments: [...aBundle().assessments, ...odd] }, 'jaya').left).toBe(0)
    expect(recordsIn(writeBackup(bundle, HEAD))).toEqual(inOrder(aBundle()))
  })

  it('leaves out what belongs to nothing, and gives a round whose firm is lost a nameless one', () => {
    const lost = { ...aBundle(), firms: aBundle().firms.filter(({ id }) => id !== 'maju') }
    const { bundle, left } = gather(lost)
    expect(bundle.firms.find(({ id }) => id === 'maju')).toMatchObject({
      name: '',
      created: '2026-01-02T03:04:05.678Z',
    })
    expect(bundle.steps).toHaveLength(4)
    expect(left).toBe(0)
    const { bundle: rest } = gather({ ...EMPTY_BUNDLE, steps: aBundle().steps, answers: aBundle().answers })
    expect(rest).toEqual(EMPTY_BUNDLE)
  })

  it('without the names is everything but the names', () => {
    const file = writeBackup(withoutNames(aBundle()), HEAD)
    expect(file).not.toContain('CV Maju')
    expect(recordsIn(file)).toEqual(
      inOrder({ ...aBundle(), firms: aBundle().firms.map((firm) => ({ ...firm, name: '' })) }),
    )
  })
})

describe('a file that is not let in', () => {
  it('is something else', () => {
    for (const file of [
      'halo',
      '<html>',
      '[]',
      'null',
      '3',
      '"siap-backup"',
      '{}',
      '{"a":1',
      '{"format":"other","version":1}',
      'PK\u0003\u0004',
    ]) {
      expect(whyNot(file), file).toBe('foreign')
    }
  })

  it('is cut off anywhere: it says so, wherever that is', () => {
    fc.assert(
      fc.property(fc.nat({ max: text.trimEnd().length - 1 }), (length) => {
        expect(whyNot(text.slice(0, length))).toBe('incomplete')
      }),
      { numRuns: RUNS },
    )
    expect(whyNot('')).toBe('incomplete')
    expect(whyNot(`${writeLocked({ ...lockedBox(), data: 'A'.repeat(24) }).slice(0, -5)}`)).toBe('incomplete')
  })

  it('is whole, but no JSON', () => {
    expect(whyNot(text.replace('"firms":', '"firms"'))).toBe('broken')
    expect(whyNot(text.replace('"answers":[', '"answers":[,'))).toBe('broken')
  })

  it('is of a newer version, or holds a record of a newer one', () => {
    expect(whyNot(with_((file) => Object.assign(file, { version: 2 })))).toBe('too-new version')
    expect(whyNot(with_((file) => Object.assign(file, { version: 99.5, whatever: 1 })))).toBe('too-new version')
    expect(whyNot(withRecord('steps', { v: 2 }))).toBe('too-new steps.0.v')
    expect(whyNot(JSON.stringify({ ...lockedBox(), data: 'A'.repeat(24), version: 2 }))).toBe('too-new version')
  })

  it('is longer than any', () => {
    expect(whyNot(`${text}${' '.repeat(MOST_BYTES)}`)).toBe('too-large')
  })

  it('is nested so deep that reading it would take a machine down', () => {
    expect(whyNot('['.repeat(5_000_000))).toBe('too-deep')
    expect(whyNot(`{"format":"siap-backup","version":1,"firms":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toBe(
      'too-deep',
    )
    expect(whyNot(withRecord('measures', { values: JSON.parse(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`) }))).not.toBe(
      'too-deep',
    )
  })

  it('holds far more than any', () => {
    expect(whyNot(`{"format":"siap-backup","firms":[${'[],'.repeat(3_000_001)}[]]}`)).toBe('too-many')
    const firm = (i: number) => ({ ...known(aBundle().firms[0], 'firm'), id: `f${i}` })
    const many = { ...EMPTY_BUNDLE, firms: Array.from({ length: 10_001 }, (_, i) => firm(i)) }
    expect(whyNot(writeBackup(many, HEAD))).toBe('too-many firms')
    expect(whyNot(writeBackup({ ...many, firms: many.firms.slice(1) }, HEAD))).toBe('let in')
  })

  it.each<[string, string, Parameters<typeof with_>[0]]>([
    ['a head without a moment', 'made', (file) => void Reflect.deleteProperty(file, 'made')],
    ['a shelf that is none', 'answers', (file) => Object.assign(file, { answers: {} })],
    ['a shelf that is missing', 'photos', (file) => void Reflect.deleteProperty(file, 'photos')],
    ['a shelf nobody knows', 'workshops', (file) => Object.assign(file, { workshops: [] })],
    ['one firm that is two', 'scope', (file) => Object.assign(file, { scope: 'firm' })],
    ['a version that is no number', 'version', (file) => Object.assign(file, { version: '1' })],
    ['two records of one id', 'answers.1.id', (file) => file.answers.splice(1, 0, { ...file.answers[0] })],
    ['an answer to nothing', 'answers.0.assessment', (file) => file.assessments.splice(0, 1)],
    ['a round of nobody', 'assessments.0.firm', (file) => file.firms.splice(0)],
    [
      'a step of nobody',
      'steps.1.firm',
      (file) => Object.assign(file.steps[1] ?? {}, { firm: 'other', id: 'other/programme/lemmi-4' }),
    ],
    ['a photo of nobody', 'photos.0.firm', (file) => Object.assign(file.photos[0] ?? {}, { firm: 'other' })],
  ])('has %s, and says where', (_, place, change) => {
    expect(whyNot(with_(change))).toBe(`broken ${place}`.trim())
  })

  it.each<[BundleShelf, string, Record<string, unknown>]>([
    ['firms', 'name', { name: 'x'.repeat(201) }],
    ['firms', 'id', { id: '../etc' }],
    ['firms', 'id', { id: 'constructor' }],
    ['firms', 'id', { id: '' }],
    ['firms', 'created', { created: '2026-02-31T00:00:00.000Z' }],
    ['firms', 'changed', { changed: '2026-11-25' }],
    ['firms', 'changed', { changed: 5 }],
    ['assessments', 'finished', { finished: 'tomorrow' }],
    ['assessments', 'round', { round: 0 }],
    ['assessments', 'version', { version: 'latest' }],
    ['assessments', 'position', { position: '../../x' }],
    ['assessments', 'targets.lean', { targets: { lean: 'high' } }],
    ['answers', '', { id: 'quick/b' }],
    ['answers', 'question', { question: '__proto__', id: 'quick/__proto__' }],
    ['answers', 'saved', { saved: '9999-99-99T99:99:99.999Z' }],
    ['answers', 'answer', { answer: null }],
    ['answers', '', { note: 'x'.repeat(20_001) }],
    ['questionnaires', '', { id: 'tiny@1.0.1' }],
    ['questionnaires', '', { structure: { id: 'tiny', version: '1.0.0' } }],
    ['questionnaires', '', { structure: 'x' }],
    ['questionnaires', 'texts.id.title', { texts: { id: { title: 5 } } }],
    ['steps', '', { id: 'jaya/own3' }],
    ['steps', '', { due: '2026-02-30' }],
    ['steps', 'place', { place: 'first' }],
    ['steps', 'state', { state: 'soon' }],
    ['measures', 'day', { day: 'yesterday' }],
    ['measures', '', { id: 'a/b' }],
    ['measures', 'tool', { tool: 'hammer' }],
    ['photos', 'image', { image: 'data:image/svg+xml;base64,PHN2Zz4=' }],
    ['photos', 'image', { image: 'https://example.org/a.jpg' }],
    ['photos', 'image', { image: 'data:image/png;base64,/9j/4AAQ' }],
    ['photos', '', { image: `${PICTURES[0]?.slice(0, -2)}${'A'.repeat(170_000)}` }],
  ])('has a record of %s that is not as the app writes it: %s', (shelf, key, fields) => {
    expect(whyNot(withRecord(shelf, fields))).toBe(`broken ${shelf}.0${key ? `.${key}` : ''}`)
  })

  it('has a step under another name than its own', () => {
    expect(whyNot(withRecord('steps', { id: 'maju/programme/other' }, 1))).toBe('broken steps.1')
  })

  it('tries the keys and numbers that JavaScript stumbles over', () => {
    const at = (json: string) => whyNot(text.replace(/"values":\{[^}]*\}/, `"values":${json}`))
    expect(at('{"__proto__":{"polluted":1}}')).toBe('broken measures.0')
    expect(at('{"constructor":1}')).toBe('broken measures.0')
    expect(at('1e999')).toBe('broken measures.0')
    expect(at(`[${'0,'.repeat(20_001)}0]`)).toBe('broken measures.0')
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  it('has a questionnaire that would hold the app up', () => {
    const [stored] = aBundle().questionnaires
    const structure = known(stored, 'questionnaire').structure as { questions: { id: string }[] }
    const [question] = structure.questions
    const questions = Array.from({ length: 501 }, (_, i) => ({ ...question, id: `q${i}` }))
    expect(whyNot(withRecord('questionnaires', { structure: { ...structure, questions } }))).toBe(
      'broken questionnaires.0',
    )
    const named = JSON.parse(JSON.stringify(structure).replaceAll('"a"', '"constructor"'))
    expect(whyNot(withRecord('questionnaires', { structure: named }))).toBe('broken questionnaires.0')
  })
})

/** A header as it is written, with small numbers. */
function lockedBox() {
  return newLockedHeader({
    kdf: { name: 'PBKDF2', hash: 'SHA-256', iterations: 600_000, salt: 'AAAAAAAAAAAAAAAAAAAAAA==' },
    cipher: { name: 'AES-GCM', iv: 'AAAAAAAAAAAAAAAA' },
  })
}

describe('the locked form', () => {
  const box = { ...lockedBox(), data: 'A'.repeat(32) }
  const changed = (fields: object) => whyNot(JSON.stringify({ ...box, ...fields }))

  it('is told from the open one, with everything that opening it needs', () => {
    expect(readBackup(writeLocked(box))).toEqual({ ok: true, value: { locked: true, box } })
  })

  it('has a header that is the same text however it is written', () => {
    const backwards = Object.fromEntries(Object.entries(box).reverse()) as unknown as typeof box
    expect(lockedHeader(backwards)).toBe(lockedHeader(box))
    expect(lockedHeader(box)).toBe(
      '{"cipher":{"iv":"AAAAAAAAAAAAAAAA","name":"AES-GCM"},"format":"siap-backup-locked",' +
        '"kdf":{"hash":"SHA-256","iterations":600000,"name":"PBKDF2","salt":"AAAAAAAAAAAAAAAAAAAAAA=="},"version":1}',
    )
  })

  it('with anything else in its header is broken, and never holds the phone up', () => {
    for (const iterations of [0, 99_999, 2_000_001, 1e9, 1.5, '600000']) {
      expect(changed({ kdf: { ...box.kdf, iterations } })).toBe('broken kdf.iterations')
    }
    expect(changed({ kdf: { ...box.kdf, hash: 'SHA-1' } })).toBe('broken kdf.hash')
    expect(changed({ kdf: { ...box.kdf, salt: 'A' } })).toBe('broken kdf.salt')
    expect(changed({ cipher: { ...box.cipher, iv: 'AAAA' } })).toBe('broken cipher.iv')
    expect(changed({ data: 'not base64' })).toBe('broken data')
    expect(changed({ data: undefined })).toBe('broken data')
    expect(changed({ more: 1 })).toMatch(/^broken/)
  })
})
