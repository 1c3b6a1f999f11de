// The slides of a room's board: what each chart draws, the same rows as a table, and what to say beside it.
// Screen, print and export all take them from here, so that they cannot differ.
import {
  BIN,
  bins,
  type CohortSummary,
  dots,
  fitting,
  levelRows,
  ranked,
  type Spread,
  type Starter,
  spreadOf,
  starters,
  unknowns,
  weakest,
} from '../core/cohort'
import type { Questionnaire } from '../core/questionnaire'
import { spectrumOf } from '../core/spectrum'
import { sectionsOf } from '../core/tree'
import type { useT } from '../platform/i18n'
import type { Cell, Sheet } from '../platform/spreadsheet'
import type { Words } from '../store/catalogue'
import { levelName, shown } from './result'

export type BoardTools = Pick<ReturnType<typeof useT>, 't' | 'number' | 'percent' | 'list'>

/** Where the words of a board come from. */
export interface BoardWords {
  questions: Words
  lists: Words
  programmes: Words
}

export interface BarLine {
  id: string
  label: string
  /** 0..1 of the longest there can be. */
  share: number
  value: string
}

/** A strip of dots: each at a share of the scale, with how many firms stand there. */
export interface DotLine {
  id: string
  label: string
  dots: { at: number; firms: number }[]
  low: number
  median: number
  high: number
  value: string
}

export type Picture =
  | { kind: 'bars'; rows: BarLine[] }
  | { kind: 'columns'; columns: { id: string; label: string; share: number; firms: number }[] }
  | { kind: 'dots'; rows: DotLine[] }
  | { kind: 'sentences'; lines: string[] }

export const SLIDES = [
  'levels',
  'index',
  'dimensions',
  'weakest',
  'named',
  'unknown',
  'programmes',
  'starters',
] as const
export type SlideId = (typeof SLIDES)[number]

export interface Slide {
  id: SlideId
  title: string
  picture: Picture
  table: Sheet
  /** For whoever speaks; never projected. */
  notes: string
}

const MOST_BARS = 6

/** Everything the board may show of a summary. The caller has made sure that it is of a group that is large enough. */
export function slidesOf(
  summary: CohortSummary,
  questionnaire: Questionnaire,
  least: number,
  words: BoardWords,
  tools: BoardTools,
): Slide[] {
  const { t } = tools
  const parts = { summary, questionnaire, least, words, tools }
  const pictures: Record<SlideId, () => Drawn> = {
    levels: () => levels(parts),
    index: () => index(parts),
    dimensions: () => dimensions(parts),
    weakest: () => weak(parts),
    named: () => named(parts),
    unknown: () => unknown(parts),
    programmes: () => programmes(parts),
    starters: () => talk(parts),
  }
  return SLIDES.map((id) => {
    const title = t(`board.title.${id}`)
    const { picture, head, rows } = pictures[id]()
    return {
      id,
      title,
      picture,
      table: {
        name: t(`board.sheet.${id}`),
        columns: head.map((header, i) => ({ header, width: i === 0 ? 50 : 14 })),
        rows,
      },
      notes: t(`board.notes.${id}`),
    }
  })
}

interface Parts {
  summary: CohortSummary
  questionnaire: Questionnaire
  least: number
  words: BoardWords
  tools: BoardTools
}

interface Drawn {
  picture: Picture
  head: string[]
  rows: Cell[][]
}

function levels({ summary, questionnaire, words, tools }: Parts): Drawn {
  const { t, percent } = tools
  const table = questionnaire.levels?.table ?? []
  const { rows, none } = levelRows(summary, table)
  const named = rows.map(({ level, firms, share }) => ({
    id: String(level),
    label: t('board.level', { level, name: levelName(level, table, words.questions) }),
    share,
    firms,
  }))
  return {
    picture: {
      kind: 'bars',
      rows: named.map(({ id, label, share, firms }) => ({
        id,
        label,
        share,
        value: t('board.firmsShare', { count: firms, share: percent(share) }),
      })),
    },
    head: [t('board.head.level'), t('board.head.firms'), t('board.head.share')],
    rows: [
      ...named.map(({ label, firms, share }) => [label, firms, share]),
      ...(none > 0 ? [[t('board.noLevel'), none, null]] : []),
    ],
  }
}

function index({ summary, questionnaire, tools }: Parts): Drawn {
  const { t } = tools
  const { root, scale } = questionnaire
  const counts = bins(summary.scores[root.id] ?? spectrumOf([]), scale)
  const most = Math.max(1, ...counts)
  const columns = counts.map((firms, i) => ({
    id: String(i),
    label: shown(scale.min + i * BIN, 2, tools),
    share: firms / most,
    firms,
  }))
  return {
    picture: { kind: 'columns', columns },
    head: [t('board.head.from'), t('board.head.to'), t('board.head.firms')],
    rows: columns.map(({ firms }, i) => [scale.min + i * BIN, scale.min + (i + 1) * BIN, firms]),
  }
}

function dimensions({ summary, questionnaire, least, words, tools }: Parts): Drawn {
  const { t } = tools
  const { min, max } = questionnaire.scale
  const place = (score: number) => (score - min) / (max - min)
  const found = sectionsOf(questionnaire).flatMap(({ id }): { id: string; label: string; spread: Spread }[] => {
    const spread = spreadOf(summary.scores[id] ?? spectrumOf([]))
    return spread && spread.n >= least ? [{ id, label: words.questions(`${id}.name`), spread }] : []
  })
  return {
    picture: {
      kind: 'dots',
      rows: found.map(({ id, label, spread }) => ({
        id,
        label,
        dots: dots(summary.scores[id] ?? spectrumOf([])).map(({ at, firms }) => ({ at: place(at), firms })),
        low: place(spread.low),
        median: place(spread.median),
        high: place(spread.high),
        value: t('board.median', { median: shown(spread.median, 1, tools) }),
      })),
    },
    head: [
      t('board.head.dimension'),
      t('board.head.firms'),
      t('board.head.lower'),
      t('board.head.median'),
      t('board.head.upper'),
    ],
    rows: found.map(({ label, spread }) => [label, spread.n, spread.low, spread.median, spread.high]),
  }
}

function weak({ summary, questionnaire, least, words, tools }: Parts): Drawn {
  const { t } = tools
  const rows = weakest(summary, questionnaire, least)
  const question = (item: string) => words.questions(`${item}.question`)
  return {
    picture: {
      kind: 'bars',
      rows: rows.slice(0, MOST_BARS).map(({ item, share, mean }) => ({
        id: item,
        label: question(item),
        share,
        value: t('board.mean', { mean: shown(mean, 1, tools) }),
      })),
    },
    head: [t('board.head.question'), t('board.head.firms'), t('board.head.mean'), t('board.head.behind')],
    rows: rows.map(({ item, n, mean, behind }) => [question(item), n, mean, behind]),
  }
}

function named({ summary, words, tools }: Parts): Drawn {
  const { t } = tools
  const kinds = ['pains', 'goals'] as const
  const all = kinds.flatMap((kind) =>
    ranked(summary[kind]).map(({ code, firms }) => ({
      id: `${kind} ${code}`,
      kind: t(`board.kind.${kind}`),
      label: words.lists(`${kind}.${code}.name`),
      firms,
      first: kind,
    })),
  )
  const top = kinds.flatMap((kind) => all.filter(({ first }) => first === kind).slice(0, MOST_BARS / 2))
  return {
    picture: {
      kind: 'bars',
      rows: top.map(({ id, kind, label, firms }) => ({
        id,
        label: t('board.kinded', { kind, name: label }),
        share: firms / Math.max(1, summary.firms),
        value: t('board.firms', { count: firms }),
      })),
    },
    head: [t('board.head.name'), t('board.head.kind'), t('board.head.firms')],
    rows: all.map(({ kind, label, firms }) => [label, kind, firms]),
  }
}

function unknown({ summary, words, tools }: Parts): Drawn {
  const { t } = tools
  const rows = unknowns(summary).map((row) => ({ ...row, label: words.questions(`${row.item}.question`) }))
  return {
    picture: {
      kind: 'bars',
      rows: rows.slice(0, MOST_BARS).map(({ item, label, firms, of }) => ({
        id: item,
        label,
        share: firms / of,
        value: t('board.ofFirms', { firms, of }),
      })),
    },
    head: [t('board.head.question'), t('board.head.unknown'), t('board.head.asked')],
    rows: rows.map(({ label, firms, of }) => [label, firms, of]),
  }
}

function programmes({ summary, words, tools }: Parts): Drawn {
  const { t, list } = tools
  const rows = fitting(summary).map(({ id, firms, gaps }) => ({
    id,
    firms,
    label: words.programmes(`${id}.name`),
    closes: list(gaps.map(({ code }) => words.lists(`gapCodes.${code}.name`))),
  }))
  return {
    picture: {
      kind: 'bars',
      rows: rows.slice(0, MOST_BARS).map(({ id, label, firms, closes }) => ({
        id,
        label: t('board.programme', { name: label, gaps: closes }),
        share: firms / Math.max(1, summary.firms),
        value: t('board.firms', { count: firms }),
      })),
    },
    head: [t('board.head.programme'), t('board.head.firms'), t('board.head.gaps')],
    rows: rows.map(({ label, firms, closes }) => [label, firms, closes]),
  }
}

function talk({ summary, questionnaire, least, words, tools }: Parts): Drawn {
  const dimensionIds = sectionsOf(questionnaire).map(({ id }) => id)
  const lines = starters(summary, questionnaire, dimensionIds, least).map((starter) =>
    starterText(starter, words, tools),
  )
  return {
    picture: { kind: 'sentences', lines },
    head: [tools.t('board.head.starter')],
    rows: lines.map((line) => [line]),
  }
}

function starterText(starter: Starter, words: BoardWords, tools: BoardTools): string {
  const { t } = tools
  switch (starter.key) {
    case 'weak':
    case 'unknown':
      return t(`board.starter.${starter.key}`, {
        name: words.questions(`${starter.item}.question`),
        firms: starter.firms,
        of: starter.of,
      })
    case 'apart':
      return t('board.starter.apart', {
        name: words.questions(`${starter.node}.name`),
        low: shown(starter.low, 1, tools),
        high: shown(starter.high, 1, tools),
      })
    case 'pain':
    case 'goal':
      return t(`board.starter.${starter.key}`, {
        name: words.lists(`${starter.key}s.${starter.code}.name`),
        firms: starter.firms,
        of: starter.of,
      })
    case 'strong':
      return t('board.starter.strong', {
        name: words.questions(`${starter.node}.name`),
        median: shown(starter.median, 1, tools),
      })
  }
}
