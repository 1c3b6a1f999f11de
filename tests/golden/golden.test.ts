// Answers in, result out: one pair or more per questionnaire, kept as files.
// Changing one is a deliberate act. When one of these tests fails, somebody's result changes: find out why first,
// check the new numbers by hand, edit the file, and say so in the commit. No command writes these files.
//
// Checked by hand in readiness-1: sections 2.5, 2.4, 3, 8/3 and 7/3, 0.75 and 2, 5/3, 2, 7/3; index .30 + .432 + .30 +
// .16 (2 + 7/12) + .28 (1.375) + .10 + .10 + .11667 = 2.147, range 2.011 to 2.243; gaps to target 3 add up to 31; impact of
// flow-maintenance .45 (6/63) + .30 (3/67) + .25 (1/31); the focus; lemmi-4, ydba, bbpvp, restrukturisasi-mesin part by part.
// In quick-1: index .40 (20/6) + .44 (19/6) + .16 (10/3) = 3.26; the cap; the focus; kemnaker-produktivitas, bdi-network.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { questionnaireIds } from '../../src/commands/load'
import { readAnswers } from '../../src/core/answers'
import { readProfile } from '../../src/core/catalogue'
import { isOld } from '../../src/core/programmes'
import { type Result, resultOf } from '../../src/core/result'
import { realCatalogue, realQuestionnaire } from '../support/real'

interface Golden {
  questionnaire: 'readiness' | 'quick'
  today: string
  profile: unknown
  answers: unknown
  expected: unknown
}

const HERE = dirname(fileURLToPath(import.meta.url))
const { programmes, lists } = realCatalogue()
const goldens = readdirSync(HERE)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, ...(JSON.parse(readFileSync(join(HERE, name), 'utf8')) as Golden) }))

describe('the golden results', () => {
  it('there is one for every questionnaire of the app', () => {
    expect([...new Set(goldens.map(({ questionnaire }) => questionnaire))].sort()).toEqual(questionnaireIds())
  })

  it.each(goldens)('$name comes out as written down', (golden) => {
    const { questionnaire } = realQuestionnaire(golden.questionnaire)
    const answers = readAnswers(questionnaire, golden.answers)
    const profile = readProfile(lists, golden.profile)
    if (!answers.ok || !profile.ok) throw new Error(JSON.stringify([answers, profile]))
    const result = resultOf(questionnaire, programmes, lists, answers.value, profile.value)
    expect(toTwelveDecimals(told(result, golden.today))).toEqual(toTwelveDecimals(golden.expected))
  })
})

/** What a result tells, in the shape of the files. */
function told({ scores, priorities, gaps, recommendations }: Result, today: string) {
  const cards = [recommendations.programmes, recommendations.finance ?? [], recommendations.startToday ?? []].flat()
  const lastOf = (id: string) => programmes.find((programme) => programme.id === id)?.last
  const brief = (card: { id: string; score: number } | null) => card && { id: card.id, score: card.score }
  return {
    nodes: Object.fromEntries(
      Object.values(scores.nodes).map(({ id, score, level, low, high, answered, applicable, reason }) => [
        id,
        { score, level, low, high, answered, applicable, reason },
      ]),
    ),
    cap: scores.cap,
    confidence: scores.confidence,
    provisional: scores.provisional,
    bottleneck: scores.bottleneck,
    strongest: scores.strongest,
    hints: scores.hints,
    lenses: Object.fromEntries(
      Object.values(scores.lenses).map(({ id, nodes }) => [
        id,
        Object.fromEntries(Object.values(nodes).map((node) => [node.id, node.score])),
      ]),
    ),
    target: priorities?.target,
    first: priorities?.ranking[priorities.preset]?.slice(0, 5).map(({ item, impact, gap }) => ({ item, impact, gap })),
    focus: priorities?.focus,
    gaps,
    programmes: recommendations.programmes.map(brief),
    finance: brief(recommendations.finance),
    contacts: recommendations.contacts,
    startToday: brief(recommendations.startToday),
    old: cards.filter(({ id }) => isOld(lastOf(id), today)).map(({ id }) => id),
  }
}

/** Full precision but for the last bits, which may fall either way when a sum is written in another order. */
function toTwelveDecimals(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, inner) => (typeof inner === 'number' ? Number(inner.toFixed(12)) : inner)),
  )
}
