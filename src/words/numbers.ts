// Numbers as people write them, in their language: read from a field and written back into one.

/** What stands in a field: nothing, no number, or a number as digits with at most one point ("1.50", "-2"). */
export type NumberRead =
  | { kind: 'nothing' }
  | { kind: 'no-number' }
  /** `doubt` names how a mark was read that means something else to other people, as in "1.500". */
  | { kind: 'number'; written: string; doubt: 'thousands' | 'decimal' | null }

/**
 * Reads a number. In Indonesian points part thousands and a comma the decimals, in English it is the other way round; where that makes no
 * sense the mark is taken for a decimal one, so that "1.5" and "1,5" are the same everywhere.
 */
export function readNumber(text: string, language: string): NumberRead {
  const plain = text.trim()
  if (plain === '') return { kind: 'nothing' }
  const { decimal, thousands } = marksOf(language)
  const number = (digits: string, doubt: 'thousands' | 'decimal' | null): NumberRead => {
    const [sign = '', whole = '', decimals = ''] = /^(-?)0*(\d+)(\.\d+)?$/.exec(digits)?.slice(1) ?? []
    return { kind: 'number', written: sign + whole + decimals, doubt }
  }
  if (/^-?\d+$/.test(plain)) return number(plain, null)
  // One mark before three digits: "1.500". The language says which of the two it is, and the reader says so.
  const one = /^-?[1-9]\d{0,2}([.,])\d{3}$/.exec(plain)
  if (one)
    return one[1] === thousands
      ? number(plain.replace(thousands, ''), 'thousands')
      : number(plain.replace(decimal, '.'), 'decimal')
  const grouped = new RegExp(`^-?[1-9]\\d{0,2}(\\${thousands}\\d{3})+(\\${decimal}\\d+)?$`)
  if (grouped.test(plain)) return number(plain.split(thousands).join('').replace(decimal, '.'), null)
  if (/^-?\d+[.,]\d+$/.test(plain)) return number(plain.replace(',', '.'), null)
  return { kind: 'no-number' }
}

/** A number as it is written into a field, every digit of it: 1.500.000,50 in `id`. What is written is read back as the same number. */
export function writtenNumber(written: string, language: string): string {
  const { decimal, thousands } = marksOf(language)
  const [whole = '', decimals] = written.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands)
  return decimals === undefined ? grouped : `${grouped}${decimal}${decimals}`
}

function marksOf(language: string): { decimal: string; thousands: string } {
  const decimal = new Intl.NumberFormat(language).format(0.5).includes(',') ? ',' : '.'
  return { decimal, thousands: decimal === ',' ? '.' : ',' }
}
