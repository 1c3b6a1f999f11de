// Before and after of the same firms in two sessions (rule CO11 of ./README.md): sums only, and nothing that gives a small rest away.
import type { Lists } from './catalogue'
import { type Counts, cellsOf, countsOf, latest, latestBy, spreadOf } from './cohort'
import { type Comparison, compareRounds, type NodeChange } from './comparison'
import { blocksOf, isSafeBeside, LEAST, thinnest } from './groups'
import type { Questionnaire } from './questionnaire'
import type { RoomResult } from './room'
import { type Level, type NotComparable, notComparable } from './scoring'
import { firmInRoom, type Session } from './session'
import { spectrumOf } from './spectrum'
import { sectionsOf } from './tree'

/** One of the two sessions: what its board shows. */
export interface Side {
  questionnaire: Questionnaire
  /** Those of this questionnaire. */
  results: readonly RoomResult[]
  minimum: number
}

/** The index or a section, over the firms for which it is assessed both times. */
export interface NodeMove {
  id: string
  firms: number
  /** Medians. */
  before: number
  after: number
  /** Firms by whether their change is real (rule C4); null where the questionnaire names no threshold. */
  moved: { rose: number; fell: number; stayed: number } | null
}

export interface RoomChange {
  /** Firms that are compared. */
  firms: number
  /** The index first, then the sections in the order of the later session's file; those of too few firms are left out. */
  nodes: NodeMove[]
  /** Firms by level; null when beside the sessions' own boards they would give a small rest away. */
  levels: { before: Counts<Level | null>; after: Counts<Level | null> } | null
}

/** Sessions before this one that answer the same questions, the newest first. */
export function earlierSessions(sessions: readonly Session[], session: Session): Session[] {
  const when = ({ day, created }: Session) => `${day} ${created}`
  const comparable = (other: Session) =>
    notComparable(
      { id: other.questionnaire, version: other.version },
      { id: session.questionnaire, version: session.version },
    ) === null
  return sessions
    .filter((other) => other.id !== session.id && when(other) < when(session) && comparable(other))
    .sort((a, b) => (when(a) < when(b) ? 1 : -1))
}

/**
 * What changed between two sessions for the firms that are in both (rule CO11); `few` when too few are.
 * @param earlier all sessions that the later one can be compared with, the oldest first, `before` among them: what comparisons with
 *   several of them show must not give a small rest away either.
 */
export function changeBetween(
  before: Side,
  after: Side,
  lists: Lists,
  earlier: readonly Side[] = [before],
): RoomChange | NotComparable | 'few' {
  const apart = notComparable(before.questionnaire, after.questionnaire)
  if (apart) return apart
  const least = leastOf(before, after)
  const pairs = pairsOf(before.results, after.results)
  if (pairs.length < least) return 'few'

  const compared = pairs.map(([then, now]) =>
    compareRounds(
      { questionnaire: before.questionnaire, answers: then.submission.answers },
      { questionnaire: after.questionnaire, answers: now.submission.answers },
    ),
  ) as Comparison[]
  const { root } = after.questionnaire
  const ids = new Set([root.id, ...sectionsOf(after.questionnaire).map(({ id }) => id)])
  const safe =
    mayCount(after, before, earlier, lists) &&
    mayCount(before, after, [...earlier.filter((side) => side !== before), after], lists)
  return {
    firms: pairs.length,
    nodes: [...ids].flatMap((id) => {
      const changes = compared.flatMap(({ nodes }) => nodes.filter((node) => node.id === id && node.change !== null))
      return changes.length < least ? [] : [moveOf(id, changes)]
    }),
    levels: safe
      ? {
          before: countsOf(compared.map(({ level }) => level.before)),
          after: countsOf(compared.map(({ level }) => level.after)),
        }
      : null,
  }
}

/** The latest result of each firm in both sessions, of the firms that agreed both times to more than the workshop itself. */
function pairsOf(before: readonly RoomResult[], after: readonly RoomResult[]): [RoomResult, RoomResult][] {
  const byFirm = (results: readonly RoomResult[]) => latestBy(results, ({ submission }) => firmInRoom(submission.firm))
  const then = byFirm(before)
  return [...byFirm(after)].flatMap(([firm, now]): [RoomResult, RoomResult][] => {
    const earlier = then.get(firm)
    return earlier?.consent.statistics && now.consent.statistics ? [[earlier, now]] : []
  })
}

function moveOf(id: string, changes: readonly NodeChange[]): NodeMove {
  const median = (of: 'before' | 'after') => spreadOf(spectrumOf(changes.map((change) => change[of])))?.median ?? 0
  const real = changes.filter((change) => change.real)
  const rose = real.filter(({ change }) => (change ?? 0) > 0).length
  return {
    id,
    firms: changes.length,
    before: median('before'),
    after: median('after'),
    moved: changes.some((change) => change.real === null)
      ? null
      : { rose, fell: real.length - rose, stayed: changes.length - real.length },
  }
}

/**
 * Whether the firms of a session that are in another one, too, may be counted beside everything its own board shows, and beside those that
 * are in each session before the other and may be counted.
 * @param others sessions it is compared with, the oldest first, so that what may be counted once is not taken back for a newer one.
 */
function mayCount(own: Side, other: Side, others: readonly Side[], lists: Lists): boolean {
  const all = latest(own.results)
  const cells = (of: readonly RoomResult[]) => cellsOf(lists, of)
  const blocks = blocksOf(cells(all), own.minimum)
  const counted: { part: ReadonlySet<RoomResult>; least: number }[] = []
  for (const side of others) {
    const least = leastOf(own, side)
    const part = new Set(pairsOf(side.results, all).map(([, one]) => one))
    const rest = all.filter((one) => !part.has(one))
    const may =
      part.size >= least &&
      isSafeBeside(cells([...part]), cells(rest), blocks, least) &&
      counted.every((one) => thinnestBetween(all, part, one.part) >= Math.max(least, one.least))
    if (side === other) return may
    if (may) counted.push({ part, least })
  }
  return false
}

/** The fewest firms that are left between two parts of the same firms, and what is not in them (rule CO7). */
function thinnestBetween(
  all: readonly RoomResult[],
  one: ReadonlySet<RoomResult>,
  other: ReadonlySet<RoomResult>,
): number {
  const edges = all.map((firm) => ({ from: one.has(firm) ? 0 : 1, to: other.has(firm) ? 2 : 3, firms: 1 }))
  return thinnest(edges, 4)
}

/** So many firms at least are shown of two sessions together. */
function leastOf(one: Side, other: Side): number {
  return Math.max(LEAST, one.minimum, other.minimum)
}
