// The writing rules, held over every text of the content in both languages.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../src/commands/load'
import { placeholders } from '../../src/core/texts'
import { realCatalogue, realQuestionnaire } from '../support/real'
import { longSentences, nearDuplicates, sentencesOf } from '../support/words'

type Entry = [key: string, text: string]

const readiness = realQuestionnaire('readiness').texts
const quick = realQuestionnaire('quick').texts
const { listTexts, programmeTexts, programmes } = realCatalogue()
const LANGUAGES = ['id', 'en'] as const

/** Every text of both questionnaires; what the quick check shares with the main one stands here once. */
const questionnaireTexts = (language: string): Entry[] => {
  const main = readiness[language] ?? {}
  const own = Object.entries(quick[language] ?? {}).filter(([key, text]) => main[key] !== text)
  return [...Object.entries(main), ...own.map(([key, text]): Entry => [`quick: ${key}`, text])]
}
const matching = (entries: Entry[], pattern: RegExp) => entries.filter(([key]) => pattern.test(key))
const saying = (entries: Entry[], pattern: RegExp) =>
  entries.filter(([, text]) => pattern.test(text)).map(([key, text]) => `${key}: ${text}`)

// A question's own hint has one dot before it; a rule's hint stands under `rules`.
const ASKED =
  /^[^.]+\.(question|hint)$|^[^.]+\.options\.[^.]+\.text$|^[^.]+\.na\.reasons\.[^.]+\.text$|^rules\.[^.]+\.hint$/
const OPTION = /\.options\.[^.]+\.text$/
const STEP = /\.steps\.\d+\.(do|week|sign)$/

describe('sentence length', () => {
  it('finds a sentence of 16 words, and passes one of 15', () => {
    const fifteen =
      'satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas duabelas tigabelas empatbelas limabelas'
    expect(longSentences(`${fifteen}.`, 15)).toEqual([])
    expect(longSentences(`Pendek. ${fifteen} lagi? Pendek.`, 15)).toEqual([`${fifteen} lagi?`])
    expect(sentencesOf('Rp1.500 di “tempat.” Ya! (Benar.) Selesai')).toEqual([
      'Rp1.500 di “tempat.”',
      'Ya!',
      '(Benar.)',
      'Selesai',
    ])
  })

  it.each(LANGUAGES)('questions, hints, options and reasons have at most 15 words a sentence (%s)', (language) => {
    const asked = matching(questionnaireTexts(language), ASKED)
    expect(asked.length).toBeGreaterThan(38 * 7)
    expect(asked.flatMap(([key, text]) => longSentences(text, 15).map((sentence) => `${key}: ${sentence}`))).toEqual([])
  })

  it.each(LANGUAGES)('everything else in a questionnaire has at most 20, the disclaimer apart (%s)', (language) => {
    const rest = questionnaireTexts(language).filter(([key]) => !/disclaimer$/.test(key))
    expect(rest.flatMap(([key, text]) => longSentences(text, 20).map((sentence) => `${key}: ${sentence}`))).toEqual([])
  })
})

describe('no two texts alike', () => {
  it('finds a near-duplicate whatever its order, case and punctuation, and leaves different texts alone', () => {
    const planted: Entry[] = [
      ['a', 'Catat hasil setiap hari di buku produksi, lalu bahas.'],
      ['b', 'Lalu bahas: catat hasil setiap hari, di buku PRODUKSI'],
      ['c', 'Hitung barang cacat setiap hari di buku produksi.'],
    ]
    expect(nearDuplicates(planted)).toHaveLength(1)
    expect(nearDuplicates(planted)[0]).toMatch(/^1\.00 a ~ b/)
    expect(
      nearDuplicates([
        ['a', 'satu dua tiga empat'],
        ['b', 'satu dua tiga empat lima'],
      ]),
    ).toHaveLength(1)
    expect(
      nearDuplicates([
        ['a', 'satu dua tiga'],
        ['b', 'satu dua tiga empat'],
      ]),
    ).toEqual([])
  })

  it.each(LANGUAGES)('no two options say nearly the same (%s)', (language) => {
    const options = matching(questionnaireTexts(language), OPTION)
    expect(options).toHaveLength(38 * 5)
    expect(nearDuplicates(options)).toEqual([])
  })

  it.each(LANGUAGES)('no two step texts say nearly the same: do, week and sign, of all items (%s)', (language) => {
    const steps = matching(questionnaireTexts(language), STEP)
    expect(steps).toHaveLength(38 * 4 * 3)
    expect(nearDuplicates(steps)).toEqual([])
  })

  it.each(LANGUAGES)('no two questions, hints, reasons why, examples or level texts either (%s)', (language) => {
    for (const kind of [/^[^.]+\.question$/, /^[^.]+\.hint$/, /\.why$/, /\.example$/, /\.levelTexts\.\d$/]) {
      expect(nearDuplicates(matching(Object.entries(readiness[language] ?? {}), kind))).toEqual([])
    }
  })
})

describe('both languages', () => {
  it.each([
    { what: 'the main questionnaire', texts: readiness },
    { what: 'the quick check', texts: quick },
    { what: 'the lists', texts: listTexts },
    { what: 'the programmes', texts: programmeTexts },
  ])('$what has every text in both, with the same placeholders', ({ texts }) => {
    const { id = {}, en = {} } = texts
    expect(Object.keys(id).length).toBeGreaterThan(0)
    expect(Object.keys(en).sort()).toEqual(Object.keys(id).sort())
    for (const [key, text] of Object.entries(id)) {
      expect(text.trim(), key).not.toBe('')
      expect(placeholders(en[key] ?? ''), key).toBe(placeholders(text))
    }
  })

  it('an English sentence is not left standing in Indonesian, nor the other way round', () => {
    for (const texts of [readiness, quick]) {
      const copied = Object.entries(texts['id'] ?? {}).filter(
        ([key, text]) => /\s/.test(text) && texts['en']?.[key] === text,
      )
      expect(copied).toEqual([])
    }
  })
})

describe('what costs nothing', () => {
  const FREE = {
    id: {
      allowed: /umumnya gratis, konfirmasi dulu/gi,
      word: /gratis|cuma-cuma|tanpa biaya|bebas biaya|tidak dipungut/i,
    },
    en: {
      allowed: /usually free, confirm first/gi,
      word: /\bfree\b|free-of-charge|no charge|without charge|at no cost/i,
    },
  }
  /** An official name stays as it is. */
  const OFFICIAL_NAME = 'SEHATI - Sertifikasi Halal Gratis'

  it.each(LANGUAGES)('is promised by no programme: usually, and confirm first (%s)', (language) => {
    const { allowed, word } = FREE[language]
    const texts = Object.entries(programmeTexts[language] ?? {}).map(
      ([key, text]): Entry => [
        key,
        (key.endsWith('.name') ? text.replace(OFFICIAL_NAME, '') : text).replace(allowed, ''),
      ],
    )
    expect(saying(texts, word)).toEqual([])
  })

  it.each(LANGUAGES)('is said with the caution where it is said at all (%s)', (language) => {
    const said = Object.values(programmeTexts[language] ?? {}).filter((text) => text.match(FREE[language].allowed))
    expect(said.length).toBeGreaterThan(20)
    for (const id of ['tkdn-ik', 'sehati-halal', 'plut']) {
      expect(programmeTexts[language]?.[`${id}.line`], id).toMatch(FREE[language].allowed)
    }
  })

  it.each(LANGUAGES)('is named "gratis" or "free" nowhere in questionnaires and lists (%s)', (language) => {
    const texts = [...questionnaireTexts(language), ...Object.entries(listTexts[language] ?? {})]
    expect(saying(texts, /gratis|\bfree\b/i)).toEqual([])
  })
})

describe('what must not be claimed', () => {
  const localeTexts = readdirSync(join(ROOT, 'locales'))
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => strings(JSON.parse(readFileSync(join(ROOT, 'locales', name), 'utf8')), name))
  const ours: Entry[] = LANGUAGES.flatMap((language) => [
    ...questionnaireTexts(language),
    ...Object.entries(listTexts[language] ?? {}),
  ])
  const theirs: Entry[] = LANGUAGES.flatMap((language) => Object.entries(programmeTexts[language] ?? {}))
  const bySentence = (entries: Entry[]) =>
    entries.flatMap(([key, text]) => sentencesOf(text).map((sentence): Entry => [key, sentence]))

  const MODEL = /\b(INDI|SIRI|IMPULS|DMAT?)\b/
  const RESULT = /\b(nilai|skor|hasil|indeks|tingkat|score|result|index|level|rating)\b/i
  const DENIED = /\b(bukan|tidak|not|never)\b/i

  it('no sentence of ours calls the result a score of INDI, SIRI or another model', () => {
    const claims = bySentence([...ours, ...localeTexts]).filter(
      ([, sentence]) => MODEL.test(sentence) && RESULT.test(sentence) && !DENIED.test(sentence),
    )
    expect(claims).toEqual([])
  })

  it('a lens that looks like INDI says in both languages that it is not an INDI score', () => {
    expect(readiness['id']?.['lenses.pillars.about']).toMatch(/bukan nilai INDI/)
    expect(readiness['en']?.['lenses.pillars.about']).toMatch(/not an INDI 4\.0 score/)
  })

  it('no programme text speaks of "your" INDI or SIRI score', () => {
    const claims = bySentence(theirs).filter(
      ([, sentence]) => MODEL.test(sentence) && RESULT.test(sentence) && /\b(Anda|your)\b/i.test(sentence),
    )
    expect(claims).toEqual([])
  })

  it('no text numbers the points of the Bali Agenda', () => {
    const numbered =
      /\b(poin|butir|point|pillar|pilar)\s+(ke-?\s?|nomor\s|no\.?\s?|number\s|#)?(\d|satu|dua|tiga|one|two|three)\b/i
    expect('Butir 3 Bali Agenda').toMatch(numbered)
    expect('Point 3 of the Bali Agenda').toMatch(numbered)
    expect(saying([...ours, ...theirs, ...localeTexts], numbered)).toEqual([])
  })

  it('questionnaires name the Bali Agenda only in the disclaimer, which says what could not be verified', () => {
    for (const language of LANGUAGES) {
      const named = questionnaireTexts(language).filter(([, text]) => /\bBali\b|\bAgenda\b/i.test(text))
      expect(named.map(([key]) => key)).toEqual(['disclaimer'])
      expect(named[0]?.[1]).toMatch(
        language === 'id' ? /belum dapat kami verifikasi.*bukan kutipannya/ : /could not verify.*not quoted from it/,
      )
      expect(quick[language]?.['disclaimer']).toBe(readiness[language]?.['disclaimer'])
    }
  })
})

describe('words', () => {
  it.each(LANGUAGES)('questions and options use no bare ERP, MES, IoT or M2M (%s)', (language) => {
    const asked = matching(questionnaireTexts(language), ASKED)
    expect(saying(asked, /\b(ERP|MES|IoT|M2M)\b/i)).toEqual([])
  })

  it('mutu is the one word for quality: never kualitas', () => {
    const names = new Set(programmes.map(({ id }) => `${id}.name`))
    const texts = [
      ...questionnaireTexts('id'),
      ...Object.entries(listTexts['id'] ?? {}),
      ...Object.entries(programmeTexts['id'] ?? {}).filter(([key]) => !names.has(key)),
    ]
    expect(saying(texts, /kualitas/i)).toEqual([])
    expect(saying(texts, /\bmutu\b/i).length).toBeGreaterThan(10)
  })

  it('limbah is waste material: only the green section and its items speak of it', () => {
    const texts = questionnaireTexts('id')
    const spoken = texts.filter(([, text]) => /limbah/i.test(text)).map(([key]) => key.split('.')[0] ?? '')
    expect(spoken.filter((id) => !/^green(-|$)/.test(id))).toEqual([])
    expect(spoken.length).toBeGreaterThan(0)
  })
})

/** Every string of a locale file, by its path. */
function strings(value: unknown, path: string): Entry[] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => strings(inner, `${path}.${key}`))
}
