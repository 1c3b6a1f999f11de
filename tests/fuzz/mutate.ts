// Breaking files: in their bytes, their text, and their structure, so that some of it gets past every check but one.
import { newLock } from '../../src/platform/sealing'
import type { Chance } from './chance'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Parent = Json[] | { [key: string]: Json }

const ODD_TEXTS = [
  '',
  ' ',
  '\ud83d',
  '\udc00\ud800',
  '\u0000',
  '\u202e=1+1',
  '__proto__',
  'constructor',
  'toString',
  '../../..',
  '<img src=x onerror=alert(1)>',
  '=HYPERLINK("http://example.org")',
  'null',
  'NaN',
  '0',
  'ａｂｃ',
  'e\u0301',
  'x'.repeat(300),
  '9999-12-31T23:59:59.999Z',
  '0000-01-01T00:00:00.000Z',
  '2026-02-30T00:00:00.000Z',
  '2026-11-25',
  'data:image/svg+xml;base64,PHN2Zz4=',
  'data:image/png;base64,/9j/',
]
const ODD_NUMBERS = [0, -0, -1, 1, 2, 0.1, 1e21, 1e308, 2 ** 53, -(2 ** 31), 1.7976931348623157e308]
const ODD_KEYS = [
  '',
  'id',
  'v',
  'name',
  'toString',
  'length',
  'answer',
  'firm',
  '0',
  'changed',
  'saved',
  'finished',
  'reopened',
]

/** A file's text with its structure broken in one to three places. */
export function brokenStructure(text: string, by: Chance): string {
  const root = JSON.parse(text) as Json
  const places = placesIn(root)
  for (let n = 1 + by.below(3); n > 0; n--) breakOnce(places, by)
  const broken = JSON.stringify(root)
  return by.often(0.15) ? withRawOddity(broken, by) : broken
}

function breakOnce(places: readonly Place[], by: Chance): void {
  // Shallow places are few and matter most; among the many deep ones any will do.
  const shallow = places.filter(({ depth }) => depth <= 3)
  const { parent, key } = by.one(by.often(0.4) ? shallow : places)
  const value = valueAt(parent, key)
  const texts = places.map((place) => valueAt(place.parent, place.key)).filter((one) => typeof one === 'string')
  const list = Array.isArray(parent) ? parent : null
  const ways: (() => void)[] = [
    () => drop(parent, key),
    () => put(parent, key, retyped(by)),
    () => put(parent, key, by.one(texts.length > 0 ? texts : [''])),
    () => {
      const other = by.one(places)
      put(parent, key, clone(valueAt(other.parent, other.key)))
    },
    () => {
      const other = by.one(places)
      const there = valueAt(other.parent, other.key)
      put(other.parent, other.key, clone(value))
      put(parent, key, clone(there))
    },
    ...(list
      ? [
          () => list.splice(Number(key), 0, clone(value)),
          () => list.push(...Array.from({ length: by.one([1, 3, 300]) }, () => clone(value))),
          () => list.reverse(),
        ]
      : [
          () => {
            drop(parent, key)
            put(parent, by.one(ODD_KEYS), value)
          },
          () => put(parent, by.one(ODD_KEYS), retyped(by)),
        ]),
    ...(typeof value === 'string' ? [() => put(parent, key, brokenText(value, by))] : []),
    ...(typeof value === 'number'
      ? [() => put(parent, key, by.one([value + 1, value - 1, -value, ...ODD_NUMBERS]))]
      : []),
    ...(typeof value === 'object' && value !== null
      ? [() => put(parent, key, Array.isArray(value) ? {} : [value])]
      : []),
  ]
  by.one(ways)()
}

function retyped(by: Chance): Json {
  return by.one<() => Json>([
    () => null,
    () => true,
    () => by.one(ODD_NUMBERS),
    () => by.one(ODD_TEXTS),
    () => [],
    () => ({}),
    () => [by.one(ODD_TEXTS)],
    () => ({ id: by.one(ODD_TEXTS) }),
    () => 'x'.repeat(by.one([201, 20_001, 170_000])),
    () => nested(by.one([3, 70])),
  ])()
}

function nested(depth: number): Json {
  let value: Json = 0
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { a: value }
  return value
}

export function brokenText(text: string, by: Chance): string {
  const at = by.below(text.length + 1)
  return by.one([
    () => by.one(ODD_TEXTS),
    () => text.slice(0, at),
    () => text + by.one(ODD_TEXTS),
    () => text.slice(0, at) + by.one(ODD_TEXTS) + text.slice(at),
    () => text.toUpperCase(),
    () => text.replace(/\d/, String(by.below(10))),
    () => text.replace(/[A-Za-z]/, by.one(['_', '-', 'é', ' ', '/'])),
  ])()
}

/** What JSON can say and `JSON.stringify` does not: keys twice, keys of prototypes, numbers without end. */
function withRawOddity(text: string, by: Chance): string {
  const commas = [...text.matchAll(/,"/g)].map(({ index }) => index)
  if (commas.length === 0) return text
  const at = by.one(commas)
  const oddity = by.one([
    '"__proto__":{"v":9}',
    '"constructor":{"prototype":{"v":9}}',
    '"id":"twice"',
    '"v":1e999',
    '"v":-1e999',
    '"v":1.0',
    '"note":"\\ud800"',
    '"values":1E400',
  ])
  return `${text.slice(0, at)},${oddity}${text.slice(at)}`
}

/** A file's bytes with its text broken: cut, doubled, mixed up, in another encoding, or blown up. */
export function brokenBytes(text: string, by: Chance): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text)
  const [a, b] = [by.below(bytes.length + 1), by.below(bytes.length + 1)].sort((one, other) => one - other) as [
    number,
    number,
  ]
  const pasted = (...parts: (Uint8Array | string)[]) =>
    Uint8Array.from(parts.flatMap((part) => [...(typeof part === 'string' ? new TextEncoder().encode(part) : part)]))
  return by.one<() => Uint8Array<ArrayBuffer>>([
    () => bytes.slice(0, a),
    () => bytes.slice(a),
    () => pasted(bytes.slice(0, a), bytes.slice(b)),
    () => pasted(bytes.slice(0, b), bytes.slice(a)),
    () => pasted(bytes, bytes),
    () => pasted(bytes, by.one(['}', ']', '\u0000', 'x', ' \n', '{}'])),
    () => pasted(by.one(['\uFEFF', '\uFEFF\uFEFF', '//\n', ' ', 'data=', '\u0000']), bytes),
    () => flipped(bytes, 1 + by.below(3), by),
    () => flipped(bytes, 1 + by.below(300), by),
    () => wide(text, by.often(0.5), by.often(0.5)),
    () => Uint8Array.from(text, (char) => char.charCodeAt(0)),
    () => pasted(text.replaceAll('"', by.one(["'", '“', '\\"']))),
    () => pasted('['.repeat(by.one([65, 10_000])), bytes),
    () => pasted(text.replace(/:\[/, `:[${by.one(['[', '{"a":']).repeat(by.one([70, 5_000]))}`)),
    () =>
      pasted(
        text.replace(
          /"version":\s*1/,
          `"version":${by.one(['2', '1.0', '01', '1e0', '99', '-1', '"1"', 'null', '1e999'])}`,
        ),
      ),
    () => Uint8Array.from({ length: by.below(400) }, () => by.below(256)),
  ])()
}

export function flipped(bytes: Uint8Array, times: number, by: Chance): Uint8Array<ArrayBuffer> {
  const broken = Uint8Array.from(bytes)
  for (let n = times; n > 0 && broken.length > 0; n--) {
    const at = by.below(broken.length)
    broken[at] = (broken[at] ?? 0) ^ (1 << by.below(8))
  }
  return broken
}

/** UTF-16, little or big end first, with or without its mark. */
function wide(text: string, little: boolean, marked: boolean): Uint8Array<ArrayBuffer> {
  const units = [...(marked ? [0xfeff] : []), ...Array.from(text, (char) => char.charCodeAt(0))]
  return Uint8Array.from(units.flatMap((unit) => (little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])))
}

interface Place {
  parent: Parent
  key: string
  depth: number
}

/** Every place in a structure. */
function placesIn(value: Json, depth = 1, found: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return found
  for (const [key, inner] of Object.entries(value)) {
    found.push({ parent: value, key, depth })
    placesIn(inner, depth + 1, found)
  }
  return found
}

function valueAt(parent: Parent, key: string): Json {
  return (parent as { [key: string]: Json })[key] ?? null
}

function put(parent: Parent, key: string, value: Json): void {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true })
}

function drop(parent: Parent, key: string): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1)
  else delete parent[key]
}

function clone<T extends Json>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

/** A lock by chance instead of the browser's, so that the same seed makes the same file; as few rounds as the door allows. */
export function fixedLock(by: Chance): ReturnType<typeof newLock> {
  const bytes = (length: number) => btoa(String.fromCharCode(...Array.from({ length }, () => by.below(256))))
  const { kdf, cipher } = newLock(100_000)
  return { kdf: { ...kdf, salt: bytes(16) }, cipher: { ...cipher, iv: bytes(12) } }
}
