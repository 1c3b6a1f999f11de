// Results as a session has collected them.
import type { Answers } from '../../src/core/answers'
import type { Profile } from '../../src/core/catalogue'
import type { RoomResult } from '../../src/core/room'
import type { Session } from '../../src/core/session'
import { change } from '../../src/platform/disk'
import { realQuestionnaire } from './real'
import { aSession } from './rooms'

/** Read once: that takes a while. */
const VERSION = realQuestionnaire('readiness').questionnaire.version

/** A result of the main questionnaire; the assessment's id is the firm's too. */
export function roomResult(
  id: string,
  answers: Answers,
  profile: Profile = {},
  more: Partial<RoomResult['submission']> & { statistics?: boolean } = {},
): RoomResult {
  const { statistics = true, ...submission } = more
  const when = '2026-11-26T03:00:00.000Z'
  return {
    v: 1,
    id: `session/${id}`,
    session: 'session',
    submission: {
      questionnaire: 'readiness',
      version: VERSION,
      assessment: id,
      firm: id,
      name: '',
      round: 1,
      revision: 1,
      changed: when,
      finished: when,
      provisional: false,
      answers,
      reasons: {},
      profile,
      ...submission,
    },
    way: 'code',
    consent: { version: 1, language: 'id', given: '2026-11-26T03:00Z', workshop: true, statistics },
    received: when,
  }
}

/** A session of half a year before on this device, in which these results were handed in. */
export async function earlierSession(results: readonly RoomResult[]): Promise<Session> {
  const session = aSession({ id: 'before', title: 'Lokakarya Mei', day: '2026-05-20' })
  await change(
    results.map((result) => {
      const id = `${session.id}/${result.submission.assessment}`
      return { shelf: 'results', id, to: () => ({ ...result, id, session: session.id }) }
    }),
  )
  return session
}
