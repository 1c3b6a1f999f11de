// Answers and profile in as few bytes as they need (rules X2 to X4 of ./README.md): every state of every question is one digit of a
// single number, each digit in its own base. What is packed is canonical: the same content is the same bytes.
import { type Answer, type Answers, DONT_KNOW, NOT_APPLICABLE } from './answers'
import { fromUtf8, utf8 } from './bytes'
import { type Lists, MOST_CHOICES, type Profile } from './catalogue'
import type { Option, Question, Questionnaire } from './questionnaire'

/** Longest name of a firm in a code, in bytes of UTF-8. */
export const MOST_NAME = 24

/** Which of an item's reasons was given for "not applicable", by question. */
export type Reasons = Readonly<Record<string, string>>

/** What was said about one question. */
interface Said {
  answer?: Answer | undefined
  reason?: string | undefined
}

type Asking = Pick<Questionnaire, 'questions'>

/** Takes digits one after the other; the bytes hold them all. */
export interface Writer {
  /** A digit from 0 up to but not including its base. */
  put(digit: number | bigint, base: number | bigint): void
  bytes(): Uint8Array
}

/** Gives the digits back in the same order, asked with the same bases. Beyond the end every digit is 0; `complete` tells. */
export interface Reader {
  take(base: number): number
  takeBig(base: bigint): bigint
  /** True when the bytes held exactly the digits that were taken: none missing, nothing left. */
  complete(): boolean
}

export function writer(): Writer {
  let [value, space] = [0n, 1n]
  return {
    put(digit, base) {
      value += BigInt(digit) * space
      space *= BigInt(base)
    },
    bytes() {
      const hex = value.toString(16).padStart(2 * lengthOf(space), '0')
      return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
    },
  }
}

export function reader(bytes: Uint8Array): Reader {
  let rest = BigInt(`0x0${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`)
  let space = 1n
  const takeBig = (base: bigint) => {
    const digit = rest % base
    rest /= base
    space *= base
    return digit
  }
  return {
    takeBig,
    take: (base) => Number(takeBig(BigInt(base))),
    complete: () => rest === 0n && bytes.length === lengthOf(space),
  }
}

/** How many bytes hold every number below this one. */
function lengthOf(space: bigint): number {
  return space === 1n ? 0 : Math.ceil((space - 1n).toString(16).length / 2)
}

/**
 * Packs answers in the order of the questionnaire's questions. Blank, "don't know" and "not applicable" are states of their own, the
 * last with its reason; which tick came first is no content. An answer that the questionnaire does not know counts as blank.
 */
export function putAnswers(to: Writer, { questions }: Asking, answers: Answers, reasons: Reasons = {}): void {
  for (const question of packed(questions)) {
    const states = statesOf(question)
    const { count, digitOf } = said(question)
    const answer = answers[question.id]
    const own = answer === undefined ? null : digitOf(answer)
    const state = answer === DONT_KNOW ? 1 : answer === NOT_APPLICABLE ? 2 + placeOf(question, reasons) : 0
    // Not applicable where the question does not allow it is no state it has.
    const digit = own === null ? BigInt(state < states ? state : 0) : BigInt(states) + own
    to.put(digit, BigInt(states) + count)
    if (question.type === 'number' && own !== null) putNumber(to, answer as number)
  }
}

/** Reads what `putAnswers` packed. Whatever the bytes are, only answers that the questionnaire allows come out: what it does not is left out. */
export function takeAnswers(from: Reader, { questions }: Asking): { answers: Answers; reasons: Reasons } {
  const answers: Record<string, Answer> = {}
  const reasons: Record<string, string> = {}
  for (const question of packed(questions)) {
    const { id, type, na } = question
    const states = statesOf(question)
    const { count, answerOf } = said(question)
    const digit = from.takeBig(BigInt(states) + count)
    const state = Number(digit)
    if (digit >= BigInt(states)) {
      const answer = type === 'number' ? takeNumber(from) : answerOf(digit - BigInt(states))
      if (type !== 'number' || isWithin(question, answer as number)) answers[id] = answer
    } else if (state === 1) answers[id] = DONT_KNOW
    else if (state > 1) {
      answers[id] = NOT_APPLICABLE
      const reason = na?.reasons[state - 3]
      if (reason) reasons[id] = reason.id
    }
  }
  return { answers, reasons }
}

/** True when both say the same about a question: ticks in whatever order, a reason only where it counts. */
export function sameSaid(question: Question, one: Said, other: Said): boolean {
  const [a, b] = [one, other].map(({ answer, reason }) => {
    const to = writer()
    const { id } = question
    putAnswers(
      to,
      { questions: [question] },
      answer === undefined ? {} : { [id]: answer },
      reason ? { [id]: reason } : {},
    )
    return String(to.bytes())
  })
  return a === b
}

function packed(questions: readonly Question[]): Question[] {
  return questions.filter(({ type }) => type !== 'info')
}

/** Blank, "don't know", and where it is allowed "not applicable" without a reason and with each. */
function statesOf({ na }: Question): number {
  return na ? 3 + na.reasons.length : 2
}

function placeOf({ id, na }: Question, reasons: Reasons): number {
  return 1 + (na?.reasons.findIndex((reason) => reason.id === reasons[id]) ?? -1)
}

/** The answers a question can be given besides those states, numbered from 0. */
interface Numbered {
  count: bigint
  /** Null for what is no such answer, or says nothing. */
  digitOf(answer: Answer): bigint | null
  answerOf(digit: bigint): Answer
}

function said(question: Question): Numbered {
  switch (question.type) {
    case 'single':
      return oneOf(question.options)
    case 'multi':
      return severalOf(question.options)
    case 'rows-scale':
      return rowsOf(question.rows, oneOf(question.columns))
    case 'rows-columns':
      return rowsOf(question.rows, severalOf(question.columns))
    case 'number':
      // That there is one; its digits follow.
      return { count: 1n, digitOf: (answer) => (Number.isFinite(answer) ? 0n : null), answerOf: () => 0 }
    case 'info':
      throw new Error(`${question.id} only informs`)
  }
}

function oneOf(list: readonly Option[] = []): Numbered {
  return {
    count: BigInt(list.length),
    digitOf: (answer) => {
      const place = list.findIndex(({ id }) => id === answer)
      return place < 0 ? null : BigInt(place)
    },
    answerOf: (digit) => list[Number(digit)]?.id ?? '',
  }
}

/** Each exclusive option by itself, then every set of the others but the empty one. */
function severalOf(list: readonly Option[] = []): Numbered {
  const alone = list.filter(({ exclusive }) => exclusive)
  const others = list.filter(({ exclusive }) => !exclusive)
  const first = BigInt(alone.length)
  return {
    count: first + (1n << BigInt(others.length)) - 1n,
    digitOf: (answer) => {
      if (!Array.isArray(answer)) return null
      const single = alone.findIndex(({ id }) => answer.includes(id))
      if (single >= 0) return BigInt(single)
      const set = bitsOf(others, answer)
      return set === 0n ? null : first + set - 1n
    },
    answerOf: (digit) =>
      digit < first
        ? alone.slice(Number(digit), Number(digit) + 1).map(({ id }) => id)
        : idsOf(others, digit - first + 1n),
  }
}

/** Row by row what is said there, open rows among them; all of them open says nothing. */
function rowsOf(rows: readonly { id: string }[] = [], cell: Numbered): Numbered {
  const base = cell.count + 1n
  return {
    count: rows.reduce((count) => count * base, 1n) - 1n,
    digitOf: (answer) => {
      if (typeof answer !== 'object' || Array.isArray(answer)) return null
      const all = rows.reduceRight((sum, { id }) => {
        const own = answer[id] === undefined ? null : cell.digitOf(answer[id] as Answer)
        return sum * base + (own === null ? 0n : own + 1n)
      }, 0n)
      return all === 0n ? null : all - 1n
    },
    answerOf: (digit) => {
      let rest = digit + 1n
      const answer: Record<string, string | string[]> = {}
      for (const { id } of rows) {
        const own = rest % base
        rest /= base
        if (own > 0n) answer[id] = cell.answerOf(own - 1n) as string | string[]
      }
      return answer
    },
  }
}

function bitsOf(list: readonly { id: string }[], chosen: readonly string[]): bigint {
  return list.reduce((bits, { id }, i) => (chosen.includes(id) ? bits | (1n << BigInt(i)) : bits), 0n)
}

function idsOf(list: readonly { id: string }[], bits: bigint): string[] {
  return list.filter((_, i) => (bits >> BigInt(i)) & 1n).map(({ id }) => id)
}

/** Powers of ten that most figures have; any other costs ten bits more. */
const USUAL = { from: -8, count: 16 }

/** A number as its shortest decimal digits and their power of ten, so that it comes back exactly; -0 comes back as 0. */
function putNumber(to: Writer, value: number): void {
  const [digits = '0', power = '0'] = Math.abs(value).toExponential().split('e')
  const figures = digits.replace('.', '')
  to.put(value < 0 ? 1 : 0, 2)
  to.put(figures.length - 1, 17)
  to.put(BigInt(figures), 10n ** BigInt(figures.length))
  const usual = Number(power) - USUAL.from
  if (usual >= 0 && usual < USUAL.count) to.put(usual, USUAL.count + 1)
  else {
    to.put(USUAL.count, USUAL.count + 1)
    to.put(Number(power) + 400, 800)
  }
}

function takeNumber(from: Reader): number {
  const sign = from.take(2) === 1 ? '-' : ''
  const count = from.take(17) + 1
  const figures = String(from.takeBig(10n ** BigInt(count))).padStart(count, '0')
  const usual = from.take(USUAL.count + 1)
  const power = usual < USUAL.count ? usual + USUAL.from : from.take(800) - 400
  return Number(`${sign}${figures[0]}.${figures.slice(1)}0e${power}`)
}

function isWithin({ min = -Number.MAX_VALUE, max = Number.MAX_VALUE }: Question, value: number): boolean {
  return value >= min && value <= max
}

/** A whole number from 0 to 2^48; small ones are short. */
export function putNatural(to: Writer, value: number): void {
  const hex = value === 0 ? '' : value.toString(16)
  to.put(hex.length, 14)
  to.put(BigInt(`0x0${hex}`), 16n ** BigInt(hex.length))
}

export function takeNatural(from: Reader): number {
  return Number(from.takeBig(16n ** BigInt(from.take(14))))
}

/** The lists of a profile, and how many of each may be chosen. */
export const LISTS = ['goals', 'pains', 'makes'] as const
export const MOST = { goals: MOST_CHOICES, pains: MOST_CHOICES, makes: 99 }

/** What a profile says once, with the codes it can be. */
export function singles(lists: Lists) {
  return [
    ['sector', lists.sectors.map(({ id }) => id)],
    ['workers', lists.workers.map(({ id }) => id)],
    ['investment', lists.investment.map(({ id }) => id)],
    ['province', lists.provinces.map(({ code }) => code)],
  ] as const
}

/** Packs a profile by the places of its codes in the lists; what is unsaid is a state of its own, and an unknown code is unsaid. */
export function putProfile(to: Writer, lists: Lists, profile: Profile): void {
  for (const [name, codes] of singles(lists)) to.put(1 + codes.indexOf(profile[name] ?? ''), 1 + codes.length)
  for (const name of LISTS) to.put(bitsOf(lists[name], profile[name] ?? []), 1n << BigInt(lists[name].length))
}

export function takeProfile(from: Reader, lists: Lists): Profile {
  const profile: Profile = {}
  for (const [name, codes] of singles(lists)) {
    const code = codes[from.take(1 + codes.length) - 1]
    if (code !== undefined) profile[name] = code
  }
  for (const name of LISTS) {
    const chosen = idsOf(lists[name], from.takeBig(1n << BigInt(lists[name].length)))
    if (chosen.length > 0 && chosen.length <= MOST[name]) profile[name] = chosen
  }
  return profile
}

/** A firm's name as it travels: at most 24 bytes, cut between characters, with an ellipsis where something is missing. */
export function nameInCode(name: string): string {
  const whole = name.trim()
  if (utf8(whole).length <= MOST_NAME) return whole
  const room = MOST_NAME - utf8('…').length
  let cut = ''
  // A mark that belongs to the letter before it, or a joined sign, is not parted from it.
  for (const [character] of whole.matchAll(/.(?:\p{Mark}|\u200d.)*/gsu)) {
    if (utf8(cut + character).length > room) break
    cut += character
  }
  return `${cut.trimEnd()}…`
}

/** Packs a firm's name, cut as `nameInCode` says; '' for none. */
export function putName(to: Writer, name: string): void {
  const bytes = utf8(nameInCode(name))
  to.put(bytes.length, MOST_NAME + 1)
  for (const byte of bytes) to.put(byte, 256)
}

/** Null when the bytes are no text. */
export function takeName(from: Reader): string | null {
  const length = from.take(MOST_NAME + 1)
  return fromUtf8(Array.from({ length }, () => from.take(256)))
}

/** The letters of the ids this app makes, in any order that stays. */
export const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'
const OWN_ID = new RegExp(`^[${LETTERS}]{20}$`)

/** Packs an id: 20 letters of our own in 100 bits; any other as the text it is. */
export function putId(to: Writer, id: string): void {
  const own = OWN_ID.test(id)
  to.put(own ? 1 : 0, 2)
  if (own) putLetters(to, id)
  else putText(to, id)
}

/** Packs a text of letters of our ids, five bits each; how many there are must be known. */
export function putLetters(to: Writer, text: string): void {
  for (const letter of text) to.put(LETTERS.indexOf(letter), LETTERS.length)
}

export function takeLetters(from: Reader, count: number): string {
  return Array.from({ length: count }, () => LETTERS[from.take(LETTERS.length)]).join('')
}

/** Packs any text, its length first. */
export function putText(to: Writer, text: string): void {
  const bytes = utf8(text)
  putNatural(to, bytes.length)
  for (const byte of bytes) to.put(byte, 256)
}

/** Null when the bytes are no text, or more than a code of ours ever holds. */
export function takeText(from: Reader): string | null {
  const length = takeNatural(from)
  // Damage, and not worth the memory.
  if (length > 1000) return null
  return fromUtf8(Array.from({ length }, () => from.take(256)))
}

/** Null when the bytes are no id. */
export function takeId(from: Reader): string | null {
  return from.take(2) === 1 ? takeLetters(from, 20) : takeText(from) || null
}

/**
 * Everything the packing of a questionnaire's answers and of a profile rests on, as a text: id and version, every question with its
 * options, and the codes of the lists. Where it differs, the bytes would mean something else.
 */
export function shapeOf({ id, version, questions }: Questionnaire, lists: Lists): string {
  const ids = (list: readonly { id: string; exclusive?: boolean | undefined }[] = []) =>
    list.map((entry) => (entry.exclusive ? `${entry.id}!` : entry.id)).join()
  return [
    `${id}@${version}`,
    ...questions.map((q) => [q.id, q.type, ids(q.options), ids(q.rows), ids(q.columns), ids(q.na?.reasons)].join(';')),
    ...singles(lists).map(([name, codes]) => `${name}:${codes.join()}`),
    ...LISTS.map((name) => `${name}:${ids(lists[name])}`),
  ].join('\n')
}
