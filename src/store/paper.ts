// A result that was filled in on paper, keyed in by the facilitator.
import type { Answers } from '../core/answers'
import type { Profile } from '../core/catalogue'
import { nameInCode } from '../core/packing'
import type { Questionnaire } from '../core/questionnaire'
import { scoreAnswers } from '../core/scoring'
import { newConsent, referenceOf, type Session } from '../core/session'
import { newId, now } from '../platform/clock'
import { takeHandIn } from './room'

/** Takes a sheet into the session. Resolves with its number there and its reference code; null when it could not be saved. */
export async function takePaper(
  session: Session,
  questionnaire: Questionnaire,
  sheet: { name: string; profile: Profile; answers: Answers; statistics: boolean; language: string },
): Promise<{ number: number; reference: string } | null> {
  const { name, profile, answers, statistics, language } = sheet
  const [time, assessment] = [now(), newId()]
  const submission = {
    questionnaire: session.questionnaire,
    version: session.version,
    assessment,
    firm: newId(),
    name: nameInCode(name),
    round: 1,
    revision: 1,
    changed: time,
    finished: time,
    provisional: scoreAnswers(questionnaire, answers).provisional,
    answers,
    reasons: {},
    profile,
  }
  const consent = newConsent(language, time, statistics)
  const handled = await takeHandIn(session, { submission, consent }, 'paper', null)
  return 'number' in handled ? { number: handled.number, reference: referenceOf(assessment) } : null
}
