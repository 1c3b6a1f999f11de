// Numbers as people write them, read and written back in their language.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readNumber, writtenNumber } from '../../src/words/numbers'
import { RUNS } from '../support/runs'
import { LANGUAGES } from '../support/texts'

const read = (text: string, language: string) => {
  const found = readNumber(text, language)
  return found.kind === 'number' ? [found.written, found.doubt] : found.kind
}

describe('reading', () => {
  it.each([
    ['', 'nothing', 'nothing'],
    ['  ', 'nothing', 'nothing'],
    ['7', ['7', null], ['7', null]],
    [' 480 ', ['480', null], ['480', null]],
    ['007', ['7', null], ['7', null]],
    ['0', ['0', null], ['0', null]],
    ['-2', ['-2', null], ['-2', null]],
    ['1,5', ['1.5', null], ['1.5', null]],
    ['1.5', ['1.5', null], ['1.5', null]],
    ['1,50', ['1.50', null], ['1.50', null]],
    ['0,125', ['0.125', null], ['0.125', null]],
    ['0.125', ['0.125', null], ['0.125', null]],
    ['1500,250', ['1500.250', null], ['1500.250', null]],
    // Read the way of the language, and said.
    ['1.500', ['1500', 'thousands'], ['1.500', 'decimal']],
    ['1,500', ['1.500', 'decimal'], ['1500', 'thousands']],
    ['15.000', ['15000', 'thousands'], ['15.000', 'decimal']],
    ['1.500.000', ['1500000', null], 'no-number'],
    ['1,500,000', 'no-number', ['1500000', null]],
    ['1.500.000,5', ['1500000.5', null], 'no-number'],
    ['1,500,000.5', 'no-number', ['1500000.5', null]],
    ['1.500,25', ['1500.25', null], 'no-number'],
    ['-1.500', ['-1500', 'thousands'], ['-1.500', 'decimal']],
  ] as const)('%j is %j in Indonesian and %j in English', (text, indonesian, english) => {
    expect(read(text, 'id')).toEqual(indonesian)
    expect(read(text, 'en')).toEqual(english)
  })

  it.each(['1,5,0', '1.5.0', 'lima', '1e3', '5 hari', ',5', '5,', '--1', '1.50.000', '1..5', 'Rp5', '1 500', '٣'])(
    '%j is no number anywhere',
    (text) => {
      for (const language of LANGUAGES) expect(read(text, language)).toBe('no-number')
    },
  )
})

describe('writing', () => {
  it('uses the marks of the language, and keeps every digit', () => {
    expect(['7', '480', '1500', '1500000', '1.50', '1500.250', '0.5'].map((one) => writtenNumber(one, 'id'))).toEqual([
      '7',
      '480',
      '1.500',
      '1.500.000',
      '1,50',
      '1.500,250',
      '0,5',
    ])
    expect(writtenNumber('1500.250', 'en')).toBe('1,500.250')
    expect(writtenNumber('-1500', 'id')).toBe('-1.500')
  })

  it('what is written is read back as the same number, to the last zero', () => {
    const numbers = fc
      .tuple(fc.boolean(), fc.nat(10 ** 9), fc.option(fc.stringMatching(/^\d{1,6}$/), { nil: undefined }))
      .map(([minus, whole, decimals]) => `${minus ? '-' : ''}${whole}${decimals === undefined ? '' : `.${decimals}`}`)
    fc.assert(
      fc.property(numbers, fc.constantFrom(...LANGUAGES), (number, language) => {
        expect(read(writtenNumber(number, language), language)).toEqual([number, doubtOf(number)])
      }),
      { numRuns: RUNS },
    )
  })
})

/** Only one mark before exactly three digits leaves a doubt. */
function doubtOf(number: string): 'thousands' | 'decimal' | null {
  const [whole = '', decimals] = number.replace('-', '').split('.')
  if (decimals === undefined) return whole.length > 3 && whole.length <= 6 ? 'thousands' : null
  return whole.length <= 3 && whole !== '0' && decimals.length === 3 ? 'decimal' : null
}
