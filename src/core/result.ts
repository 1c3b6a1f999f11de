// From answers to everything a person is told: the one way the app and the command line both take.
import type { Answers } from './answers'
import { type Lists, type Profile, type Programme, tickedGaps } from './catalogue'
import { type GapCode, gapCodesOf, type Priorities, prioritise, type Targets } from './priorities'
import { type Recommendations, recommend } from './programmes'
import type { Questionnaire } from './questionnaire'
import { type Level, type Scores, scoreAnswers } from './scoring'

export interface Result {
  scores: Scores
  /** Null when the questionnaire declares no priorities. */
  priorities: Priorities | null
  /** Up to three, the weakest first; empty when the questionnaire names no gap codes. */
  gaps: GapCode[]
  recommendations: Recommendations
}

/**
 * Scores, priorities, gaps and programmes of one person's answers. Pure, and free of the clock:
 * how old a programme's information is, `isOld` says for a day it is given.
 */
export function resultOf(
  questionnaire: Questionnaire,
  catalogue: readonly Programme[],
  lists: Lists,
  answers: Answers,
  profile: Profile,
  targets: Targets = {},
): Result {
  const scores = scoreAnswers(questionnaire, answers)
  const choices = { goals: profile.goals ?? [], pains: profile.pains ?? [] }
  const priorities = prioritise(questionnaire, scores, choices, targets)
  const gaps = gapCodesOf(questionnaire, priorities?.focus ?? [], tickedGaps(lists, profile))
  const recommendations = recommend(catalogue, lists, gaps, matchedLevel(lists, scores.cap.level), profile)
  return { scores, priorities, gaps, recommendations }
}

/** The capped level, as the catalogue counts levels: a higher one is its highest; null when the levels are words or there is none. */
export function matchedLevel(lists: Lists, level: Level | null): number | null {
  if (typeof level !== 'number') return null
  return Math.min(level, ...lists.matching.contacts.slice(-1).map(({ upTo }) => upTo))
}
