// What the small tools amount to (rules T1 to T12 of ./README.md). Values may be half filled in: what is not known stays null and is named, never zero.
import { exact, type Interval, measured, median, minus, over, overlap, placeOf, plus, scaled, times } from './intervals'
import { type Measure, type StepKind, type ValuesOf, WASTES, type Waste } from './measures'
import { EPSILON, sum } from './numbers'

/** What is wrong with a tool's values taken together; the words for it live in `locales`. */
export type ToolProblemCode =
  | 'good-above-made'
  | 'stops-above-planned'
  | 'no-running-time'
  | 'performance-above-100'
  | 'must-be-above-0'

export interface ToolProblem {
  /** The value where it is shown. */
  field: string
  code: ToolProblemCode
}

interface Figures {
  problems: ToolProblem[]
  /** Values that are still needed, by name. */
  missing: string[]
}

/** A reading with its interval; null is not known. */
function known(reading: string | null): Interval | null {
  return reading === null ? null : measured(reading)
}

function counted(count: number | null): Interval | null {
  return count === null ? null : exact(count)
}

/** Works something out as soon as everything it needs is known. */
function given<T extends readonly (Interval | null)[]>(
  needs: readonly [...T],
  work: (...all: { [K in keyof T]: Interval }) => Interval | null,
): Interval | null {
  return needs.some((one) => one === null) ? null : work(...(needs as unknown as { [K in keyof T]: Interval }))
}

function missingOf(values: object, names: readonly string[]): string[] {
  return names.filter((name) => (values as Readonly<Record<string, unknown>>)[name] === null)
}

/** The values that are there and 0 where there must be more. */
function notAboveZero(values: object, names: readonly string[]): ToolProblem[] {
  return names.flatMap((field): ToolProblem[] => {
    const value = (values as Readonly<Record<string, unknown>>)[field]
    return value !== null && Number(value) === 0 ? [{ field, code: 'must-be-above-0' }] : []
  })
}

export const AUDIT_GROUPS = ['sort', 'order', 'shine', 'standardise', 'sustain'] as const
export type AuditGroup = (typeof AUDIT_GROUPS)[number]
/** Statements in a group, and the most points of one. */
const PLACES = [1, 2, 3, 4, 5] as const
const STATEMENTS = PLACES.length
const MOST_POINTS = 4

/** The id of a statement; it is for ever, its words are not. */
export type Statement = `${AuditGroup}-${(typeof PLACES)[number]}`

/** The statements of a group. */
export function statementsOf(group: AuditGroup): Statement[] {
  return PLACES.map((place): Statement => `${group}-${place}`)
}

export interface Audit {
  groups: { id: AuditGroup; points: number; answered: number; share: number | null }[]
  /** Statements without points. */
  open: number
  /** 0..1 of the points possible; null until every statement has its points. */
  share: number | null
  /** The groups with the smallest share, once all have one and they are not all alike. */
  weakest: AuditGroup[]
}

/**
 * The 5R audit: points of 25 statements, 0..4 each (rule T2). There is no pass mark; it is compared with itself.
 * Source: five groups of about five items, subtotal and total in per cent (Minitab, 5S audit; 5S check sheet).
 */
export function auditOf(values: ValuesOf<'five-r'>): Audit {
  const groups = AUDIT_GROUPS.map((id) => {
    const all = statementsOf(id).flatMap((statement) => values.points[statement] ?? [])
    const points = sum(all)
    const answered = all.length
    return { id, points, answered, share: answered === STATEMENTS ? points / (STATEMENTS * MOST_POINTS) : null }
  })
  const open = AUDIT_GROUPS.length * STATEMENTS - sum(groups.map(({ answered }) => answered))
  if (open > 0) return { groups, open, share: null, weakest: [] }
  const least = Math.min(...groups.map(({ points }) => points))
  const weakest = groups.filter(({ points }) => points === least).map(({ id }) => id)
  return {
    groups,
    open,
    share: sum(groups.map(({ points }) => points)) / (AUDIT_GROUPS.length * STATEMENTS * MOST_POINTS),
    weakest: weakest.length === AUDIT_GROUPS.length ? [] : weakest,
  }
}

export interface WasteSums {
  /** The wastes that were found, those found most often first. */
  rows: { waste: Waste; count: number; minutes: Interval | null; rupiah: Interval | null }[]
  /** Lost in a week, as far as it was estimated; null when nothing was. */
  minutes: Interval | null
  rupiah: Interval | null
  findings: number
  /** Findings without an estimate: the sums are at least so much. */
  unestimated: number
}

/**
 * The eight-wastes walk: how often each waste was found, and what it costs in a week (rule T3).
 * Source: seven wastes and unused skills (leanmanufacturing.online, 8 wastes).
 */
export function wastesOf({ findings }: ValuesOf<'waste-walk'>): WasteSums {
  const total = (some: typeof findings, unit: 'minutes' | 'rupiah') => {
    const amounts = some.flatMap((finding) =>
      finding.unit === unit && finding.amount !== null ? [measured(finding.amount)] : [],
    )
    return amounts.length === 0 ? null : plus(...amounts)
  }
  const rows = WASTES.map((waste) => {
    const some = findings.filter((finding) => finding.waste === waste)
    return { waste, count: some.length, minutes: total(some, 'minutes'), rupiah: total(some, 'rupiah') }
  })
  return {
    rows: rows.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count),
    minutes: total(findings, 'minutes'),
    rupiah: total(findings, 'rupiah'),
    findings: findings.length,
    unestimated: findings.filter(({ amount }) => amount === null).length,
  }
}

export interface Changeover {
  /** Minutes, of the steps that are over; null of none. */
  total: Interval | null
  /** Minutes in which the machine stands. */
  stopped: Interval | null
  /** Of these, what need not be done while it stands. */
  movable: Interval | null
  /** What would remain. */
  remaining: Interval | null
  /** Minutes while the machine runs. */
  external: Interval | null
  running: boolean
  /** Steps whose minutes are not known: there are no sums until they are. */
  open: number
}

/**
 * A changeover: the minutes the machine stands, and what would remain of them if everything movable were done before or after (rule T4).
 * Source: Shingo, A Revolution in Manufacturing: The SMED System (1985); McIntosh et al., IEEE Trans. Eng. Manag. 54(1), 2007.
 */
export function changeoverOf({ steps, running }: ValuesOf<'changeover'>): Changeover {
  const open = steps.filter(({ minutes }) => minutes === null).length
  const some = (...kinds: StepKind[]) =>
    steps.length === 0 || open > 0
      ? null
      : plus(
          ...steps.flatMap(({ kind, minutes }) =>
            kinds.includes(kind) && minutes !== null ? [measured(minutes)] : [],
          ),
        )
  return {
    total: some('internal', 'movable', 'external'),
    stopped: some('internal', 'movable'),
    movable: some('movable'),
    remaining: some('internal'),
    external: some('external'),
    running: running !== null,
    open,
  }
}

export const LOSSES = ['stops', 'speed', 'defects'] as const
export type Loss = (typeof LOSSES)[number]

export interface Oee extends Figures {
  /** Shares 0..1. Performance is above 1 when the ideal time is set too high. */
  availability: Interval | null
  performance: Interval | null
  quality: Interval | null
  oee: Interval | null
  /** Minutes, the largest first; null until all five numbers are there and fit together. */
  losses: { loss: Loss; minutes: Interval }[] | null
  /** The largest, and those that may be as large for all the inputs say. None when nothing is lost. */
  largest: Loss | null
  rivals: Loss[]
}

/**
 * Overall equipment effectiveness from five numbers (rule T5): availability x performance x quality = good pieces x ideal time / planned time.
 * Availability is running time / planned time, performance is pieces x ideal time / running time, quality is good pieces / pieces.
 * Source: manufacturingit.net, Overall Equipment Effectiveness.
 */
export function oeeOf(values: ValuesOf<'oee'>): Oee {
  const planned = known(values.planned)
  const stops = known(values.stops)
  const ideal = given([known(values.ideal)], (seconds) => scaled(seconds, 1 / 60))
  const made = counted(values.made)
  const good = counted(values.good)

  const problems = notAboveZero(values, ['planned', 'ideal'])
  if (made && good && good.value > made.value) problems.push({ field: 'good', code: 'good-above-made' })
  if (planned && stops && stops.value > planned.value) problems.push({ field: 'stops', code: 'stops-above-planned' })
  else if (planned && stops && made && planned.value > 0 && stops.value === planned.value && made.value > 0)
    problems.push({ field: 'stops', code: 'no-running-time' })
  const fits = problems.length === 0

  const running = given([planned, stops], minus)
  const takes = given([made, ideal], times)
  // Every number stands once in each formula, so that the intervals are no wider than they need to be.
  const availability = fits
    ? given([planned, stops], (p, s) => given([over(s, p)], (lost) => minus(exact(1), lost)))
    : null
  const performance = fits ? given([takes, running], over) : null
  const quality = fits ? given([good, made], over) : null
  const oee = fits ? given([good, ideal, planned], (g, i, p) => over(times(g, i), p)) : null
  if (performance && performance.value > 1 + EPSILON) problems.push({ field: 'ideal', code: 'performance-above-100' })

  const losses =
    problems.length === 0 && planned && stops && ideal && made && good && takes
      ? [
          { loss: 'stops' as const, minutes: stops },
          { loss: 'speed' as const, minutes: minus(minus(planned, stops), takes) },
          { loss: 'defects' as const, minutes: times(minus(made, good), ideal) },
        ].sort((a, b) => b.minutes.value - a.minutes.value)
      : null
  const first = losses?.[0]
  const named = first !== undefined && first.minutes.value > EPSILON
  return {
    problems,
    missing: missingOf(values, ['planned', 'stops', 'ideal', 'made', 'good']),
    availability,
    performance,
    quality,
    oee,
    losses,
    largest: named ? first.loss : null,
    rivals: named
      ? (losses ?? []).slice(1).flatMap(({ loss, minutes }) => (overlap(minutes, first.minutes) ? [loss] : []))
      : [],
  }
}

export interface LeadTime extends Figures {
  /** Finished in a working day. */
  rate: Interval | null
  /** Working days something takes from beginning to end on average, by Little's law. */
  days: Interval | null
  /** What the last orders took: the middle one, the shortest and the longest; `place` is the last place that was written. */
  orders: { median: Interval; shortest: number; longest: number; count: number; place: number } | null
  /** The two disagree by more than half, and by more than the inputs leave open. */
  differ: boolean
}

/** Above this ratio the two ways to find the days are said to disagree. */
const MUCH = 1.5

/**
 * Lead time by Little's law: what is in progress / what is finished in a day (rule T6); and, beside it, what the last orders took.
 * Source: Little, A Proof for the Queuing Formula L = λW, Operations Research 9(3), 1961.
 */
export function leadTimeOf(values: ValuesOf<'lead-time'>): LeadTime {
  const problems = notAboveZero(values, ['days', 'finished'])
  const [waiting, finished, inDays] = [counted(values.waiting), counted(values.finished), known(values.days)]
  const rate = given([finished, inDays], over)
  const days = problems.length === 0 ? given([waiting, inDays, finished], (w, d, f) => over(times(w, d), f)) : null
  const written = values.orders.filter((one) => one !== null)
  const middle = median(written.map(measured))
  const all = written.map(Number)
  const orders = middle && {
    median: middle,
    shortest: Math.min(...all),
    longest: Math.max(...all),
    count: all.length,
    place: Math.max(...written.map(placeOf)),
  }
  const [less, more] = days && middle ? [days, middle].sort((a, b) => a.value - b.value) : []
  return {
    problems,
    missing: missingOf(values, ['waiting', 'finished', 'days']),
    rate,
    days,
    orders,
    differ: !!less && !!more && !overlap(less, more) && more.value > less.value * MUCH,
  }
}

export interface ScrapCost extends Figures {
  /** Rupiah in a month. */
  scrap: Interval | null
  rework: Interval | null
  total: Interval | null
  /** Rupiah in twelve such months. */
  year: Interval | null
}

/**
 * What defects cost: pieces thrown away x material in a piece, and pieces worked on again x minutes x wage (rule T7).
 * Source: internal failure costs, scrap and rework (legalclarity.org, Internal failure costs in quality control).
 */
export function scrapCostOf(values: ValuesOf<'scrap-cost'>): ScrapCost {
  const nothing = exact(0)
  const [scrapped, reworked] = [counted(values.scrapped), counted(values.reworked)]
  const hours = given([known(values.minutes)], (minutes) => scaled(minutes, 1 / 60))
  const scrap = values.scrapped === 0 ? nothing : given([scrapped, known(values.material)], times)
  const rework = values.reworked === 0 ? nothing : given([reworked, hours, known(values.wage)], times)
  const total = given([scrap, rework], plus)
  return {
    problems: [],
    missing: [
      ...missingOf(values, values.scrapped === 0 ? [] : ['scrapped', 'material']),
      ...missingOf(values, values.reworked === 0 ? [] : ['reworked', 'minutes', 'wage']),
    ],
    scrap,
    rework,
    total,
    year: given([total], (month) => scaled(month, 12)),
  }
}

/** From this level on somebody does a job alone. */
const ALONE = 3
/** So many people must be able to do a job alone, or one absence stops it. */
const ENOUGH = 2

export type JobState = 'covered' | 'one' | 'none' | 'open'

export interface Skills {
  /** By job: who does it alone; `open` when it is not known of somebody and could matter. */
  jobs: { id: string; name: string; alone: string[]; state: JobState }[]
  /** Jobs that at least two people do alone; null while it could still be more, or nothing is there. */
  covered: number | null
  /** Levels that are not known. */
  open: number
}

/**
 * The skill matrix: jobs that at least two people can do alone (rule T8), and those that one or nobody can.
 * Source: at least two people for every process (symplprocess.com, Cross-training).
 */
export function skillsOf({ jobs, people }: ValuesOf<'skill-matrix'>): Skills {
  const rows = jobs.map(({ id, name }) => {
    const alone = people.filter(({ levels }) => (levels[id] ?? 0) >= ALONE).map((person) => person.id)
    const open = people.filter(({ levels }) => levels[id] === undefined).length
    const state: JobState = alone.length >= ENOUGH ? 'covered' : open > 0 ? 'open' : alone.length === 1 ? 'one' : 'none'
    return { id, name, alone, state, open, undecided: state === 'open' && alone.length + open >= ENOUGH }
  })
  const decided = rows.length > 0 && people.length > 0 && !rows.some(({ undecided }) => undecided)
  return {
    jobs: rows.map(({ id, name, alone, state }) => ({ id, name, alone, state })),
    covered: decided ? rows.filter(({ state }) => state === 'covered').length : null,
    open: sum(rows.map(({ open }) => open)),
  }
}

export interface Kaizen {
  /** How much better it is after than before, in the card's own unit; below 0 it is worse. */
  gain: Interval | null
  /** True once it is better, false when worse or the same, by more than the numbers leave open; null is not known. */
  better: boolean | null
  /** The place the coarser of the two was written to. */
  finest: number
}

/** The kaizen card: one idea, one number before and after (rule T9). The card is ours. */
export function kaizenOf({ before, after, better }: ValuesOf<'kaizen-card'>): Kaizen {
  const gain = given([known(before), known(after)], (b, a) => (better === 'lower' ? minus(b, a) : minus(a, b)))
  return {
    gain,
    better: gain === null ? null : gain.low > EPSILON ? true : gain.high > EPSILON ? null : false,
    finest: before === null || after === null ? 1 : Math.max(placeOf(before), placeOf(after)),
  }
}

export interface Pareto {
  /** Sorted, the largest first; shares 0..1 of what was counted. */
  rows: { id: string; name: string; count: number; share: number; cumulative: number; vital: boolean }[]
  total: number
  /** Kinds that are not counted yet. */
  open: number
  /** The fewest kinds that make up most of the defects; empty when no few do. */
  vital: string[]
  /** Defects for every 100 pieces looked at; null when that number is not known. */
  perHundred: Interval | null
}

/** The share that the vital few make up together. */
const MOST = 0.8

/**
 * Kinds of defects by their count, and the vital few: the fewest that together make 80 %, with any as frequent as the last of them.
 * They are few only when they are at most half of all kinds (rule T10). Source: ASQ, Seven Basic Quality Tools: the Pareto chart.
 */
export function paretoOf({ kinds, checked }: ValuesOf<'pareto'>): Pareto {
  const there = kinds
    .flatMap(({ id, name, count }) => (count === null ? [] : [{ id, name, count }]))
    .sort((a, b) => b.count - a.count)
  const open = kinds.length - there.length
  const total = sum(there.map(({ count }) => count))
  let so = 0
  const rows = there.map((kind) => {
    so += kind.count
    return { ...kind, share: total === 0 ? 0 : kind.count / total, cumulative: total === 0 ? 0 : so / total }
  })
  const last = rows.find(({ cumulative }) => cumulative >= MOST - EPSILON)
  const some = last ? rows.filter(({ count }) => count > 0 && count >= last.count).map(({ id }) => id) : []
  const vital = total > 0 && some.length * 2 <= rows.length ? some : []
  return {
    rows: rows.map((row) => ({ ...row, vital: vital.includes(row.id) })),
    total,
    open,
    vital,
    perHundred: checked === null || open > 0 || rows.length === 0 ? null : over(exact(100 * total), exact(checked)),
  }
}

export type FigureUnit =
  | 'percent'
  | 'minutes'
  | 'minutes-week'
  | 'rupiah-week'
  | 'rupiah-month'
  | 'rupiah-year'
  | 'days'
  | 'jobs'
  | 'defects'
  | 'per-100'
  | 'own'

/** The one figure a measure ends in, to hold beside that of another time. */
export interface Figure {
  /** What it is; only figures of one kind are compared. */
  kind:
    | 'audit'
    | 'waste-minutes'
    | 'waste-rupiah'
    | 'stopped'
    | 'oee'
    | 'days'
    | 'days-orders'
    | 'scrap-month'
    | 'covered-jobs'
    | 'gain'
    | 'defects'
    | 'defects-per-100'
  /** In the unit, per cent as 0..100; null until it is known. */
  value: Interval | null
  unit: FigureUnit
  better: 'higher' | 'lower'
  /** The finest place it is shown to, a power of ten. */
  finest: number
  /** The unit's own word, for `own`. */
  own?: string
}

/** The figure of a measure (rule T11). */
export function figureOf({ tool, values }: Measure): Figure {
  switch (tool) {
    case 'five-r': {
      const { share } = auditOf(values)
      const value = share === null ? null : exact(100 * share)
      return { kind: 'audit', value, unit: 'percent', better: 'higher', finest: 1 }
    }
    case 'waste-walk': {
      const { minutes, rupiah } = wastesOf(values)
      return minutes === null && rupiah !== null
        ? { kind: 'waste-rupiah', value: rupiah, unit: 'rupiah-week', better: 'lower', finest: 1 }
        : { kind: 'waste-minutes', value: minutes, unit: 'minutes-week', better: 'lower', finest: 1 }
    }
    case 'changeover': {
      const { stopped, running } = changeoverOf(values)
      return { kind: 'stopped', value: running ? null : stopped, unit: 'minutes', better: 'lower', finest: 0.1 }
    }
    case 'oee': {
      const { oee } = oeeOf(values)
      return { kind: 'oee', value: oee && scaled(oee, 100), unit: 'percent', better: 'higher', finest: 1 }
    }
    case 'lead-time': {
      const { days, orders } = leadTimeOf(values)
      return days === null && orders !== null
        ? { kind: 'days-orders', value: orders.median, unit: 'days', better: 'lower', finest: orders.place }
        : { kind: 'days', value: days, unit: 'days', better: 'lower', finest: 0.1 }
    }
    case 'scrap-cost': {
      const { total } = scrapCostOf(values)
      return { kind: 'scrap-month', value: total, unit: 'rupiah-month', better: 'lower', finest: 1 }
    }
    case 'skill-matrix': {
      const { covered } = skillsOf(values)
      return { kind: 'covered-jobs', value: counted(covered), unit: 'jobs', better: 'higher', finest: 1 }
    }
    case 'kaizen-card': {
      const { gain, finest } = kaizenOf(values)
      return { kind: 'gain', value: gain, unit: 'own', better: 'higher', finest, own: values.unit }
    }
    case 'pareto': {
      const { total, open, rows, perHundred } = paretoOf(values)
      const all = open > 0 || rows.length === 0 ? null : exact(total)
      return perHundred === null
        ? { kind: 'defects', value: all, unit: 'defects', better: 'lower', finest: 1 }
        : { kind: 'defects-per-100', value: perHundred, unit: 'per-100', better: 'lower', finest: 0.1 }
    }
  }
}

/** How a figure moved: `unsure` when the two can't be told apart by what was put in; null when they can't be compared. */
export type Move = 'better' | 'worse' | 'same' | 'unsure'

/** How one figure stands to an earlier one of its kind (rule T11). */
export function moveBetween(before: Figure, after: Figure): Move | null {
  if (before.kind !== after.kind || before.own !== after.own || !before.value || !after.value) return null
  if (overlap(before.value, after.value)) return 'unsure'
  const rise = after.value.value - before.value.value
  if (Math.abs(rise) <= EPSILON) return 'same'
  return rise > 0 === (after.better === 'higher') ? 'better' : 'worse'
}

/** What was measured, in words of the owner, so that upper and lower case and spaces make no difference. */
export function subjectKey({ values }: Measure): string {
  return values.subject.trim().replace(/\s+/g, ' ').toLowerCase()
}

/** The earlier measures of the same tool and subject that have a figure of the same kind, the newest first (rule T11). */
export function earlierThan(measure: Measure, measures: readonly Measure[]): Measure[] {
  const key = subjectKey(measure)
  const { kind, own } = figureOf(measure)
  return measures.filter((other) => {
    if (other.tool !== measure.tool || other.id === measure.id || subjectKey(other) !== key) return false
    if (!isBefore(other, measure)) return false
    const figure = figureOf(other)
    return figure.value !== null && figure.kind === kind && figure.own === own
  })
}

/** By their day; of one day, by when they were begun. */
function isBefore(one: Measure, other: Measure): boolean {
  const order = (measure: Measure) => `${measure.day} ${measure.created} ${measure.id}`
  return order(one) < order(other)
}
