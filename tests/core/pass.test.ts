// The quick way through many results must come to the numbers of the one engine, to the last bit.
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { Answers } from '../../src/core/answers'
import type { Profile } from '../../src/core/catalogue'
import { type Codes, choicesOf } from '../../src/core/codes'
import { STATES, scorerOf } from '../../src/core/pass'
import type { Questionnaire } from '../../src/core/questionnaire'
import { resultOf } from '../../src/core/result'
import { answersTo, questionnaires } from '../support/generate'
import { realCatalogue } from '../support/real'
import { RUNS } from '../support/runs'
import { everyQuestionnaire, profiles } from '../support/submissions'

vi.setConfig({ testTimeout: 10_000 + RUNS * 100 })
const { lists, programmes } = realCatalogue()

function expectSame(questionnaire: Questionnaire, people: readonly { answers: Answers; profile: Profile }[]) {
  const scorer = scorerOf(questionnaire, programmes, lists)
  for (const { answers, profile } of people) {
    const codes = inCodes(questionnaire, answers)
    if (codes) expectEngine(codes, answers, profile)
    expectEngine(answers, answers, profile)
  }

  function expectEngine(given: Answers | Codes, answers: Answers, profile: Profile) {
    const quick = scorer.pass(given, profile)
    const { scores, gaps, recommendations } = resultOf(questionnaire, programmes, lists, answers, profile)
    expect(scorer.nodes.map((id, i) => [id, quick.scores[i]])).toEqual(
      scorer.nodes.map((id) => [id, scores.nodes[id]?.score ?? Number.NaN]),
    )
    expect(scorer.items.map((id, i) => [id, quick.values[i], STATES[quick.states[i] as number]])).toEqual(
      scorer.items.map((id) => [id, scores.items[id]?.value ?? Number.NaN, scores.items[id]?.state]),
    )
    const root = scores.nodes[scores.root]
    expect(quick).toMatchObject({
      level: scores.cap.level,
      confidence: scores.confidence,
      provisional: scores.provisional,
      hints: scores.hints,
      answered: root?.answered,
      applicable: root?.applicable,
      dontKnow: root?.dontKnow,
      blank: root?.blank,
    })
    expect(quick.gaps.map(({ code, weight }) => [code, weight])).toEqual(gaps.map(({ code, weight }) => [code, weight]))
    expect(
      Array.from(quick.programmes, (place, i) => [
        scorer.programmes[place],
        quick.gaps[quick.programmeGaps[i] ?? -1]?.code,
      ]),
    ).toEqual(recommendations.programmes.map(({ id, gap }) => [id, gap]))
  }
}

/** The answers as a line of a file gives them; null when one of them is to another kind of question. */
function inCodes(questionnaire: Questionnaire, answers: Answers): Codes | null {
  const choices = choicesOf(questionnaire)
  const known = new Set(choices.map(({ question }) => question))
  if (!Object.keys(answers).every((id) => known.has(id))) return null
  return Uint8Array.from(choices, (choice) => choice.answers.indexOf(answers[choice.question] as string) + 1)
}

describe('CO2 many results, one after the other', () => {
  it.each(everyQuestionnaire())('come to the numbers of the engine (%s)', (_, questionnaire) => {
    const person = fc.record({ answers: answersTo(questionnaire), profile: profiles(lists) })
    fc.assert(
      fc.property(fc.array(person, { maxLength: 4 }), (people) => expectSame(questionnaire, people)),
      { numRuns: RUNS },
    )
  })

  it('come to the numbers of the engine for any questionnaire of means', () => {
    const cases = questionnaires({ aggregates: ['mean', 'weightedMean'] }).chain((questionnaire) =>
      fc.record({
        questionnaire: fc.constant(questionnaire),
        people: fc.array(fc.record({ answers: answersTo(questionnaire), profile: profiles(lists) }), { maxLength: 3 }),
      }),
    )
    fc.assert(
      fc.property(cases, ({ questionnaire, people }) => expectSame(questionnaire, people)),
      { numRuns: RUNS },
    )
  })
})
