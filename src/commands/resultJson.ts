// A result as the JSON that `score` prints: the same numbers, in the shape of ./resultSchema.ts.
import type { Programme } from '../core/catalogue'
import type { Priorities } from '../core/priorities'
import { isOld, type Recommendation } from '../core/programmes'
import type { Questionnaire } from '../core/questionnaire'
import type { Result } from '../core/result'
import type { NodeScore } from '../core/scoring'
import type { ResultJson } from './resultSchema'

type NodeJson = ResultJson['nodes'][string]
type TracedJson = ResultJson['trace']['nodes'][string]

/** @param today ISO date, from which the age of a programme's information is counted. */
export function resultJson(
  { id, version, scoringVersion }: Questionnaire,
  catalogue: readonly Programme[],
  { scores, priorities, gaps, recommendations }: Result,
  today: string,
): ResultJson {
  const { root, nodes, confidence, provisional, cap, lenses, bottleneck, hints } = scores
  const lastOf = new Map(catalogue.map((programme) => [programme.id, programme.last]))
  const programmeJson = ({ id, score, parts }: Recommendation) => ({
    id,
    score,
    parts,
    old: isOld(lastOf.get(id), today),
  })
  const { programmes, finance, contacts, startToday, level, levelAssumed } = recommendations
  const rootJson = { ...nodeJson(nodes[root] as NodeScore), confidence, provisional }
  return {
    questionnaire: { id, version, scoringVersion },
    root,
    nodes: { ...mapped(nodes, nodeJson), [root]: rootJson },
    cap,
    lenses: mapped(lenses, (lens) => ({ root: lens.root, nodes: mapped(lens.nodes, nodeJson) })),
    priorities: priorities ? rankingJson(priorities) : {},
    focus: priorities?.focus ?? [],
    gaps,
    programmes: programmes.map(programmeJson),
    finance: finance && programmeJson(finance),
    contacts,
    startToday: startToday && programmeJson(startToday),
    bottleneck,
    hints,
    trace: {
      nodes: mapped(Object.assign({}, nodes, ...Object.values(lenses).map((lens) => lens.nodes)), tracedJson),
      priorities: priorities && {
        target: priorities.target,
        preset: priorities.preset,
        shares: sharesJson(priorities),
      },
      programmes: { level, levelAssumed },
    },
  }
}

function nodeJson({ score, level, low, high, answered, applicable, reason }: NodeScore): NodeJson {
  return { score, level, low, high, answered, applicable, reason }
}

function tracedJson({ aggregate, scale, share, needs, parts }: NodeScore): TracedJson {
  return {
    aggregate,
    scale,
    share,
    needs,
    parts: parts.map(({ id, weight, value, counted, why }) => ({ id, weight, value, counted, why })),
  }
}

/** A column called `gap` is the gap already said. */
function rankingJson({ ranking }: Priorities): ResultJson['priorities'] {
  return mapped(ranking, (ranked) =>
    ranked.map(({ item, impact, gap, columns }) => {
      const raw = Object.fromEntries(columns.map((column) => [column.id, column.raw]))
      return Object.assign({ item, impact, gap }, raw, { item, impact, gap })
    }),
  )
}

/** The shares are the same for every preset. */
function sharesJson({ ranking, preset }: Priorities): Record<string, Record<string, number>> {
  return Object.fromEntries(
    (ranking[preset] ?? []).map(({ item, columns }) => [
      item,
      Object.fromEntries(columns.map(({ id, share }) => [id, share])),
    ]),
  )
}

function mapped<T, U>(record: Record<string, T>, to: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]))
}
