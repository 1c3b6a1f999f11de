// How far along, honestly: counted in scored items, by what is settled, so that it never runs backwards.
import { type Answers, askedQuestions, type ItemState, valuesOf } from '../../core/answers'
import type { Question, Questionnaire } from '../../core/questionnaire'

/** Measured with the official index: 33 questions took about 15 minutes. */
const SECONDS_PER_ITEM = 27

export interface SectionProgress {
  id: string
  questions: Question[]
  states: Record<string, ItemState>
  settled: number
  scored: number
  dontKnow: number
  state: 'untouched' | 'begun' | 'done'
}

export interface Progress {
  sections: SectionProgress[]
  settled: number
  scored: number
  /** Whole minutes, at least 1 while anything is open. */
  minutesLeft: number
}

/** Where somebody stands: per section and overall. An item is settled when it has any answer, "don't know" included. */
export function progressOf(questionnaire: Questionnaire, answers: Answers): Progress {
  const values = valuesOf(questionnaire, answers)
  const stateOf = (question: Question) => values.get(question.id)?.state ?? 'blank'
  const sections = askedQuestions(questionnaire, answers).map(({ section, questions }): SectionProgress => {
    const scored = questions.filter((question) => question.score)
    const settled = scored.filter((question) => stateOf(question) !== 'blank').length
    return {
      id: section,
      questions,
      states: Object.fromEntries(questions.map((question) => [question.id, stateOf(question)])),
      settled,
      scored: scored.length,
      dontKnow: scored.filter((question) => stateOf(question) === 'dont-know').length,
      state: settled === 0 ? 'untouched' : settled === scored.length ? 'done' : 'begun',
    }
  })
  const total = (key: 'settled' | 'scored') => sections.reduce((sum, section) => sum + section[key], 0)
  const open = total('scored') - total('settled')
  return {
    sections,
    settled: total('settled'),
    scored: total('scored'),
    minutesLeft: Math.ceil((open * SECONDS_PER_ITEM) / 60),
  }
}
