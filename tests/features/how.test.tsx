// "How this was computed": from its text alone, with a pencil, anybody gets the same index.
import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Answers } from '../../src/core/answers'
import { scoreAnswers } from '../../src/core/scoring'
import { nodesOf } from '../../src/core/tree'
import { assess, itemsUnder, known, optionWorth } from '../support/assess'
import { golden, INDEX_1_67, levelWith } from '../support/people'
import { realQuestionnaire } from '../support/real'
import { anAssessment, goTo, openApp } from '../support/render'
import { appText, contentText, type Language, numberIn, SPOKEN } from '../support/texts'

const readiness = realQuestionnaire('readiness')
const quick = realQuestionnaire('quick')

/** A table of the page as a reader sees it: what it is about, its rows, and the sum below. */
interface SumTable {
  about: string
  rows: string[][]
  sum: string
}

function tablesOnPage(): SumTable[] {
  return screen.getAllByRole('table').map((table) => {
    const box = known(table.parentElement, 'box')
    return {
      about: known(box.previousElementSibling?.textContent, 'heading'),
      rows: [...table.querySelectorAll('tbody tr')].map((row) =>
        [...row.children].map((cell) => cell.textContent ?? ''),
      ),
      sum: known(box.nextElementSibling?.textContent, 'sum'),
    }
  })
}

/**
 * The index by pencil: every value that has a table of its own is worked out there first, so that nothing is rounded on the way.
 * A table below is the next one of that name, because the page goes from the whole to its parts.
 */
function byPencil(tables: readonly SumTable[], language: Language): number {
  let next = 0
  function workOut(): number | null {
    const table = known(tables[next++], 'next table')
    let products = 0
    let weights = 0
    for (const [name, weight, value, product] of table.rows) {
      const own = tables[next]?.about === name ? workOut() : undefined
      if (product === '–') continue
      const exact = own ?? numberIn(known(value, 'value'), language)
      products += exact * numberIn(known(weight, 'weight'), language)
      weights += numberIn(known(weight, 'weight'), language)
    }
    return weights === 0 ? null : products / weights
  }
  return known(workOut(), 'index')
}

/** Thirty-eight answers of somebody, the same ones every time: mostly levels, now and then "don't know", nothing or "does not apply". */
function somebody(seed: number): Answers {
  let state = seed
  const draw = (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
  return itemsUnder(readiness.questionnaire).reduce((story, item) => {
    const kind = draw(20)
    const mayNotApply = readiness.questionnaire.questions.find(({ id }) => id === item)?.na !== undefined
    if (kind === 0) return story.dontKnow(item)
    if (kind === 1) return story.skip(item)
    if (kind === 2 && mayNotApply) return story.notApplicable(item)
    return story.answer(item, optionWorth(readiness.questionnaire, item, draw(5)))
  }, assess(readiness.questionnaire)).answers
}

const people: { who: string; questionnaire: 'readiness' | 'quick'; answers: Answers }[] = [
  { who: 'the car-part maker', questionnaire: 'readiness', answers: golden('readiness-1').answers },
  { who: 'the food maker of the quick check', questionnaire: 'quick', answers: golden('quick-1').answers },
  { who: 'a firm at 1.67', questionnaire: 'readiness', answers: INDEX_1_67 },
  ...[2, 3, 4].map((seed) => ({
    who: `somebody (${seed})`,
    questionnaire: 'readiness' as const,
    answers: somebody(seed),
  })),
]

describe.each(SPOKEN)('how this was computed (%s)', (language) => {
  const t = appText(language)
  const words = contentText(readiness.texts, language)

  async function openHow(answers: Answers, questionnaire: 'readiness' | 'quick' = 'readiness') {
    const id = await anAssessment(questionnaire, { answers })
    await openApp(`/a/${id}/how`, language, t('how.title'))
    return id
  }
  const indexShown = () => {
    const headline = screen.getByRole('region', { name: t('result.level') }).textContent ?? ''
    const [before = '', after = ''] = t('result.index', { index: '#', max: 4 }).split('#')
    return known(headline.split(before)[1]?.split(after)[0], 'index')
  }

  it.each(people)('with the tables alone anybody gets the index of $who', async ({ answers, questionnaire }) => {
    const id = await openHow(answers, questionnaire)
    const tables = tablesOnPage()
    const pencil = byPencil(tables, language)
    await goTo(`/a/${id}/result`, t('result.title'))
    expect((Math.floor((pencil + 1e-9) * 100 + 0.5) / 100).toFixed(2)).toBe(numberIn(indexShown(), language).toFixed(2))
    const { questionnaire: asked } = questionnaire === 'quick' ? quick : readiness
    const scores = scoreAnswers(asked, answers)
    expect(pencil).toBeCloseTo(known(scores.nodes[scores.root]?.score, 'index'), 10)
    expect(tables).toHaveLength(nodesOf(asked.root).length)
  })

  it.each(people)(
    'every product and every sum shown for $who is right to the last decimal shown',
    async ({ answers, questionnaire }) => {
      await openHow(answers, questionnaire)
      const half = 0.00005 + 1e-9
      for (const { about, rows, sum } of tablesOnPage()) {
        let [products, weights] = [0, 0]
        for (const [name, weight, value, product] of rows) {
          if (product === '–') continue
          const [w = 0, v = 0, p = 0] = [weight, value, product].map((text) =>
            numberIn(known(text, 'number'), language),
          )
          expect(Math.abs(p - w * v), `${about}: ${name}`).toBeLessThanOrEqual(half * (1 + w))
          products += p
          weights += w
        }
        const shown = /^(\S+) : (\S+) = (\S+)$/.exec(sum)
        if (!shown) {
          expect(sum, about).toMatch(new RegExp(`^(${t('result.notAssessed')}|${t('result.notApplicable')})`))
          continue
        }
        const [over = 0, under = 0, score = 0] = shown.slice(1).map((text) => numberIn(text, language))
        expect(Math.abs(over - products), about).toBeLessThanOrEqual(half * (1 + rows.length))
        expect(under, about).toBeCloseTo(weights, 9)
        expect(Math.abs(score - over / under), about).toBeLessThanOrEqual(2 * half)
      }
    },
  )

  it('names what was left out, and why', async () => {
    const story = assess(readiness.questionnaire, levelWith(2))
      .dontKnow('data-backup')
      .skip('invest-plan')
      .notApplicable('market-online')
    await openHow(
      story.dontKnow('green-energy', 'green-waste').notApplicable('mach-fit', 'mach-share', 'mach-data').answers,
    )
    const tables = tablesOnPage()
    const left = tables
      .flatMap(({ rows }) => rows)
      .filter(([, , , product]) => product === '–')
      .map(([name, , why]) => [name, why])
    expect(left).toEqual(
      [
        [words('t6.name'), 'not-assessed'],
        [words('market-online.question'), 'not-applicable'],
        [words('mach.name'), 'not-applicable'],
        [words('data-backup.question'), 'dont-know'],
        [words('mach-fit.question'), 'not-applicable'],
        [words('mach-share.question'), 'not-applicable'],
        [words('mach-data.question'), 'not-applicable'],
        [words('green.name'), 'not-assessed'],
        [words('green-energy.question'), 'dont-know'],
        [words('green-waste.question'), 'dont-know'],
        [words('invest-plan.question'), 'blank'],
      ].map(([name, why]) => [name, t(`how.left.${why}`)]),
    )
    const green = known(
      tables.find(({ about }) => about === words('green.name')),
      'green',
    )
    expect(green.sum).toBe(
      `${t('result.notAssessed')}. ${t('how.notEnough', { share: '33%', answered: 1, needs: '67%', items: 2 })}`,
    )
  })

  it('tells the levels with their edges, the level of the index, and what caps it', async () => {
    await openHow(golden('readiness-1').answers)
    const level = known(screen.getByRole('heading', { name: t('how.level') }).parentElement, 'levels')
    const edges = [0, 1, 2, 3, 3.8].map((edge) => edge.toFixed(1).replace('.', language === 'id' ? ',' : '.'))
    const rows = within(level)
      .getAllByRole('listitem')
      .map((row) => row.textContent)
    expect(rows).toEqual([
      ...[0, 1, 2, 3].map((i) =>
        t('how.levelRow', {
          level: i,
          name: words(`levels.table.${i}.name`),
          from: known(edges[i], 'edge'),
          to: known(edges[i + 1], 'edge'),
        }),
      ),
      t('how.levelLast', {
        level: 4,
        name: words('levels.table.4.name'),
        from: known(edges[4], 'edge'),
        to: language === 'id' ? '4,0' : '4.0',
      }),
    ])
    expect(level).toHaveTextContent(t('how.indexLevel', { level: 2, name: words('levels.table.2.name') }))
    expect(level).toHaveTextContent(t('result.cap.gate', { name: words('lean.name'), level: 0, atMost: 1 }))
    // The plain mean of the eight themes, by hand: (2.5 + 2.4 + 3 + 2.58333 + 1.375 + 1.66667 + 2 + 2.33333) / 8.
    expect(level).toHaveTextContent(t('how.equal', { index: language === 'id' ? '2,23' : '2.23' }))
  })

  it('shows the answers behind the values in words, and the range', async () => {
    const { answers } = golden('readiness-1')
    await openHow(answers)
    const main = screen.getByRole('main')
    for (const [item, answer] of Object.entries(answers)) {
      if (typeof answer !== 'string' || answer === 'dk' || answer === 'na') continue
      expect(main).toHaveTextContent(words(`${item}.options.${answer}.text`))
    }
    const low = language === 'id' ? '2,01' : '2.01'
    const high = language === 'id' ? '2,24' : '2.24'
    expect(main).toHaveTextContent(t('how.range', { low, high }))
    expect(main).toHaveTextContent(words('disclaimer'))
  })

  it('explains a result that cannot be worked out yet, too', async () => {
    await openHow(assess(readiness.questionnaire).answerAll(3, 'lead').answers)
    const [index] = tablesOnPage()
    expect(known(index, 'index').sum).toBe(
      `${t('result.notAssessed')}. ${t('how.notEnough', { share: '12%', answered: 4, needs: '80%', items: 0 })}`,
    )
    expect(screen.getByRole('main')).not.toHaveTextContent(
      t('how.indexLevel', { level: 3, name: words('levels.table.3.name') }),
    )
  })
})
