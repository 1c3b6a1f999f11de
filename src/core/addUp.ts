// Session files of many facilitators as one cohort (rule CO10 of ./README.md): what counts, and of everything else why it does not.
import { readAnswers } from './answers'
import type { BackupProblemCode } from './backup'
import { latest } from './cohort'
import { LEAST } from './groups'
import type { Questionnaire } from './questionnaire'
import type { Read } from './read'
import type { RoomResult } from './room'
import { askedAlike, type NotComparable, notComparable } from './scoring'
import { referenceOf, type Session } from './session'
import type { readSessionFile } from './sessionFile'

/** So many files, and so many firms in all, are added up on the page. */
export const MOST_FILES = 50
export const MOST_FIRMS = 3_000

/** Why a file as a whole is left out; `gone` when the browser cannot get at it any more. */
export type FileProblem = BackupProblemCode | 'gone'

/** A file that was brought, as the one door has read it. */
export interface Brought {
  name: string
  read: Exclude<ReturnType<typeof readSessionFile>, { ok: false }> | Extract<Read<never, FileProblem>, { ok: false }>
}

/** Why a result of a file that was read is not counted. */
export type LeftOut = 'not-agreed' | 'deleted' | 'twice' | NotComparable | 'unknown-version' | 'unknown-answers'

/** What became of a file. */
export interface FileRow {
  name: string
  state: 'read' | 'locked' | 'refused'
  problem: { code: FileProblem; path: string } | null
  /** The session's title; '' of a file that was not read. */
  title: string
  counted: number
  left: { why: LeftOut; firms: number }[]
}

export interface AddedUp {
  files: FileRow[]
  /** Each firm's latest result, in the terms of `questionnaire`; the order of the files never matters. */
  results: RoomResult[]
  /** Null when no file holds a result of a questionnaire that is known here. */
  questionnaire: Questionnaire | null
  /** The highest of the sessions: no group with fewer firms is shown. */
  minimum: number
  /** Titles of the sessions, by id. */
  sessions: Readonly<Record<string, string>>
}

/**
 * Adds up what was brought. The questionnaire is the one most of the results answer, in its latest version known here.
 * @param deleted reference codes deleted in sessions of this device; those of the files are honoured besides.
 */
export function addedUp(
  brought: readonly Brought[],
  known: readonly Questionnaire[],
  deleted: readonly string[] = [],
): AddedUp {
  const open = brought.map(({ read }) => (read.ok && !read.value.locked ? read.value : null))
  const gone = new Set([...deleted, ...open.flatMap((file) => file?.session.deleted ?? [])])
  const agreed = open.flatMap((file) => file?.results.filter(({ consent }) => consent.statistics) ?? [])
  const questionnaire = mostAnswered(agreed, known)
  const inTerms = inTermsOf(questionnaire, known)
  const judged = open.map(
    (file) =>
      file?.results.map((result): RoomResult | LeftOut => {
        if (!result.consent.statistics) return 'not-agreed'
        return gone.has(referenceOf(result.submission.assessment)) ? 'deleted' : inTerms(result)
      }) ?? [],
  )
  const results = latest(judged.flat().flatMap((one) => (typeof one === 'string' ? [] : [one])))
  const counted = new Set(results)
  const files = brought.map(({ name, read }, i): FileRow => {
    const file = open[i]
    const outcomes = (judged[i] ?? []).map((one) =>
      typeof one === 'string' ? one : counted.has(one) ? 'counted' : 'twice',
    )
    const [problem] = read.ok ? [] : read.problems
    return {
      name,
      state: file ? 'read' : read.ok ? 'locked' : 'refused',
      problem: problem ? { code: problem.code, path: problem.path } : null,
      title: file?.session.title ?? '',
      counted: outcomes.filter((one) => one === 'counted').length,
      left: LEFT_OUT.flatMap((why) => {
        const firms = outcomes.filter((one) => one === why).length
        return firms > 0 ? [{ why, firms }] : []
      }),
    }
  })
  return { files, results, questionnaire, ...sessionsOf(open.flatMap((file) => file?.session ?? [])) }
}

const LEFT_OUT: readonly LeftOut[] = [
  'not-agreed',
  'deleted',
  'twice',
  'other-questionnaire',
  'other-major',
  'unknown-version',
  'unknown-answers',
]

function sessionsOf(sessions: readonly Session[]): Pick<AddedUp, 'minimum' | 'sessions'> {
  return {
    minimum: Math.max(LEAST, ...sessions.map(({ minimum }) => minimum)),
    // Of a session that came twice the title does not hang on the order either.
    sessions: Object.fromEntries(
      sessions.map(({ id, title }) => [id, title] as const).sort(([, a], [, b]) => (a < b ? -1 : 1)),
    ),
  }
}

/** Of what most results answer the latest version that is known; ties by id. */
function mostAnswered(results: readonly RoomResult[], known: readonly Questionnaire[]): Questionnaire | null {
  const firms = new Map<string, number>()
  for (const { submission } of results) {
    firms.set(submission.questionnaire, (firms.get(submission.questionnaire) ?? 0) + 1)
  }
  const [found] = known
    .filter(({ id }) => firms.has(id))
    .sort(
      (a, b) =>
        (firms.get(b.id) ?? 0) - (firms.get(a.id) ?? 0) ||
        (a.id === b.id ? newer(a.version, b.version) : a.id < b.id ? -1 : 1),
    )
  return found ?? null
}

function newer(a: string, b: string): number {
  const [mine, other] = [a, b].map((version) => version.split('.').map(Number))
  const place = (mine ?? []).findIndex((part, i) => part !== other?.[i])
  return place < 0 ? 0 : (other?.[place] ?? 0) - (mine?.[place] ?? 0)
}

/** A result as one of this version: of another minor version what both ask alike (rule C2), the rest counting as left open. */
function inTermsOf(
  questionnaire: Questionnaire | null,
  known: readonly Questionnaire[],
): (result: RoomResult) => RoomResult | LeftOut {
  const alike = new Map<string, ReadonlySet<string>>()
  return (result) => {
    const { submission } = result
    if (!questionnaire) return 'unknown-version'
    const apart = notComparable({ id: submission.questionnaire, version: submission.version }, questionnaire)
    if (apart) return apart
    const own = known.find(({ id, version }) => id === submission.questionnaire && version === submission.version)
    if (!own) return 'unknown-version'
    if (!readAnswers(own, submission.answers).ok) return 'unknown-answers'
    if (own === questionnaire) return result
    const both = alike.get(own.version) ?? new Set(askedAlike(own, questionnaire))
    alike.set(own.version, both)
    const answers = Object.fromEntries(Object.entries(submission.answers).filter(([id]) => both.has(id)))
    return { ...result, submission: { ...submission, version: questionnaire.version, answers } }
  }
}
