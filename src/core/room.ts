// A workshop's room: sessions, and the results that a session has collected.
import type { Submission } from './submission'

/** How a result came to the laptop. `assisted`: a facilitator filled it in for somebody; `paper`: keyed in from a printed sheet. */
export const WAYS = ['code', 'picture', 'file', 'text', 'relay', 'kiosk', 'assisted', 'paper'] as const
export type Way = (typeof WAYS)[number]

/** What somebody agreed to when handing a result in (decision 33): the text's version and language, when, and for what. */
export interface Consent {
  version: number
  language: string
  /** ISO 8601, to the minute. */
  given: string
  /** To be counted in this workshop, always true of what is kept; and to be part of further statistics, which merged files honour. */
  workshop: boolean
  statistics: boolean
}

/** One firm's result as a session keeps it. */
export interface RoomResult {
  v: 1
  /** `<session>/<assessment>`: an assessment counts once in a session, its latest revision. */
  id: string
  session: string
  submission: Submission
  way: Way
  consent: Consent
  /** When it was read, ISO 8601. */
  received: string
}

/** The results that answer the session's own questionnaire. */
export function resultsOf(
  { questionnaire, version }: Pick<Submission, 'questionnaire' | 'version'>,
  results: readonly RoomResult[],
): RoomResult[] {
  return results.filter(
    ({ submission }) => submission.questionnaire === questionnaire && submission.version === version,
  )
}
