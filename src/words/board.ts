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
import type { RoomChange } from '../core/roomChange'
import { spectrumOf } from '../core/spectrum'
import { sectionsOf } from '../core/tree'
import type { useT } from '../platform/i18n'
import type { Cell, Sheet } from '../platform/spreadsheet'
import type { BoardWords } from '../store/sources'
import { levelName, shown } from './result'

export type BoardTools = Pick<ReturnType<typeof useT>, 't' | 'number' | 'percent' | 'list'>

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

/** Two dots: where something stood before, and where it stands now, as shares. */
export interface PairLine {
  id: string
  label: string
  before: number
  after: number
  value: string
}

export type Picture =
  | { kind: 'bars'; rows: BarLine[] }
  | { kind: 'columns'; columns: { id: string; label: string; share: number; firms: number }[] }
  | { kind: 'dots'; rows: DotLine[] }
  | { kind: 'pairs'; rows: PairLine[] }
  | { kind: 'sentences'; lines: string[] }

/** What changed since an earlier session, which is named by its title. */
export type Since = RoomChange & { title: string }

export const SLIDES = [
  'levels',
  'index',
  'dimensions',
  'weakest',
  'named',
  'unknown',
  'programmes',
  'starters',
  'change',
  'levelChange',
] as const
export type SlideId = (typeof SLIDES)[number]

export interface Slide {
  id: SlideId
  title: string
  /** Of how many firms it is. */
  firms: number
  picture: Picture
  /** Said below the picture. */
  below: string[]
  table: Sheet
  /** For whoever speaks; never projected. */
  notes: string
}

const MOST_BARS = 6

/**
 * Everything the board may show of a summary. The caller has made sure that it is of a group that is large enough.
 * @param since what changed for everybody since an earlier session; null shows no slide of it.
 */
export function slidesOf(
  summary: CohortSummary,
  questionnaire: Questionnaire,
  least: number,
  words: BoardWords,
  tools: BoardTools,
  since: Since | null = null,
): Slide[] {
  const { t } = tools
  const parts = { summary, questionnaire, least, words, tools }
  const pictures: Record<SlideId, () => Drawn | null> = {
    levels: () => levels(parts),
    index: () => index(parts),
    dimensions: () => dimensions(parts),
    weakest: () => weak(parts),
    named: () => named(parts),
    unknown: () => unknown(parts),
    programmes: () => programmes(parts),
    starters: () => talk(parts),
    change: () => since && moves(parts, since),
    levelChange: () => since && levelMoves(parts, since),
  }
  return SLIDES.flatMap((id): Slide[] => {
    const drawn = pictures[id]()
    if (!drawn) return []
    const { picture, firms = summary.firms, below = [], head, rows } = drawn
    return [
      {
        id,
        title: t(`board.title.${id}`),
        firms,
        picture,
        below,
        table: {
          name: t(`board.sheet.${id}`),
          columns: head.map((header, i) => ({ header, width: i === 0 ? 50 : 14 })),
          rows,
        },
        notes: t(`board.notes.${id}`),
      },
    ]
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
  firms?: number
  below?: string[]
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
    below: summary.provisional > 0 ? [t('board.provisional', { count: summary.provisional })] : [],
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

/** Medians before and after, and how many firms rose, fell and stayed (rule CO11). */
function moves({ questionnaire, words, tools }: Parts, { title, firms, nodes, levels }: Since): Drawn {
  const { t } = tools
  const { root, scale, change } = questionnaire
  const place = (score: number) => (score - scale.min) / (scale.max - scale.min)
  const found = nodes.map((node) => ({
    ...node,
    label: node.id === root.id ? t('cohort.index') : words.questions(`${node.id}.name`),
  }))
  return {
    picture: {
      kind: 'pairs',
      rows: found.map(({ id, label, before, after, moved }) => {
        const medians = { before: shown(before, 1, tools), after: shown(after, 1, tools) }
        return {
          id,
          label,
          before: place(before),
          after: place(after),
          value: moved ? t('board.change.moved', { ...medians, ...moved }) : t('board.change.medians', medians),
        }
      }),
    },
    firms,
    below: [
      t('board.change.legend'),
      t('board.change.since', { title }),
      t('board.change.compared', { count: firms }),
      ...(change
        ? [t('board.change.real', { root: shown(change.root, 1, tools), node: shown(change.node, 1, tools) })]
        : []),
      ...(questionnaire.levels && !levels ? [t('board.change.noLevels')] : []),
    ],
    head: [
      t('board.head.dimension'),
      t('board.head.firms'),
      t('board.head.medianBefore'),
      t('board.head.medianAfter'),
      t('board.head.rose'),
      t('board.head.fell'),
      t('board.head.stayed'),
    ],
    rows: found.map(({ label, firms, before, after, moved }) => [
      label,
      firms,
      before,
      after,
      moved?.rose ?? null,
      moved?.fell ?? null,
      moved?.stayed ?? null,
    ]),
  }
}

/** The firms at each level before and after; nothing where that would give a small rest away. */
function levelMoves({ questionnaire, words, tools }: Parts, { title, firms, levels }: Since): Drawn | null {
  const { t } = tools
  const table = questionnaire.levels?.table ?? []
  if (!levels || table.length === 0) return null
  const rows = [...table.map(({ level }) => level), null].flatMap((level) => {
    const [before, after] = [levels.before.get(level) ?? 0, levels.after.get(level) ?? 0]
    if (level === null && before + after === 0) return []
    const label =
      level === null ? t('board.noLevel') : t('board.level', { level, name: levelName(level, table, words.questions) })
    return [{ id: String(level), label, before, after }]
  })
  return {
    picture: {
      kind: 'pairs',
      rows: rows.map(({ id, label, before, after }) => ({
        id,
        label,
        before: before / firms,
        after: after / firms,
        value: t('board.change.levelFirms', { before, count: after }),
      })),
    },
    firms,
    below: [
      t('board.change.levelLegend'),
      t('board.change.since', { title }),
      t('board.change.compared', { count: firms }),
    ],
    head: [t('board.head.level'), t('board.head.firmsBefore'), t('board.head.firmsAfter')],
    rows: rows.map(({ label, before, after }) => [label, before, after]),
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
