// The result: what it says, in which order, and that everything it shows is the same result.
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { addresses } from '../../src/app/addresses'
import type { Answers } from '../../src/core/answers'
import type { Profile } from '../../src/core/catalogue'
import { isNode } from '../../src/core/tree'
import { finish, load } from '../../src/store/assessments'
import { assess, known } from '../support/assess'
import { golden, INDEX_1_67, levelWith } from '../support/people'
import { realCatalogue, realQuestionnaire } from '../support/real'
import { anAssessment, assessmentOnDisk, goTo, openApp, putOnDisk } from '../support/render'
import { appText, contentText, type Language, SPOKEN } from '../support/texts'

const readiness = realQuestionnaire('readiness')
const quick = realQuestionnaire('quick')
const { programmes, programmeTexts, listTexts } = realCatalogue()
const carMaker = golden('readiness-1')
const foodMaker = golden('quick-1')
const t = appText('id')
const words = contentText(readiness.texts, 'id')

/** Opens the result of these answers on a day the golden files know. */
async function openResult(answers: Answers, language: Language = 'id', profile?: Profile) {
  return await show('readiness', answers, language, profile)
}
async function openQuickResult(language: Language = 'id') {
  return await show('quick', foodMaker.answers, language, foodMaker.profile)
}
async function show(questionnaire: 'readiness' | 'quick', answers: Answers, language: Language, profile?: Profile) {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(`${carMaker.today}T05:00:00Z`) })
  const id = await anAssessment(questionnaire, { answers, ...(profile ? { profile } : {}) })
  const { user } = await openApp(`/a/${id}/result`, language, appText(language)('result.title'))
  return { id, user }
}
const region = (name: string) => screen.getByRole('region', { name })
const headings = () => screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)
const written = (value: number, language: Language, decimals = 1) =>
  value.toFixed(decimals).replace('.', language === 'id' ? ',' : '.')

describe('the level', () => {
  it.each(SPOKEN)(
    'is told in words and number, with what it means, the index, its range and the confidence (%s)',
    async (language) => {
      await openResult(carMaker.answers, language, carMaker.profile)
      const said = appText(language)
      const own = contentText(readiness.texts, language)
      const headline = region(said('result.level'))
      for (const text of [
        own('levels.table.1.name'),
        said('result.levelNumber', { level: 1, highest: 4 }),
        own('levels.table.1.text'),
        said('result.index', { index: written(2.147, language, 2), max: 4 }),
        said('result.range', { low: written(2.011, language, 2), high: written(2.243, language, 2) }),
        said('result.confidence.high', { answered: 35, applicable: 37 }),
        said('result.dontKnow', { count: 1 }),
        said('result.blank', { count: 1 }),
      ]) {
        expect(headline).toHaveTextContent(text)
      }
    },
  )

  it.each([
    ['id', '1,67'],
    ['en', '1.67'],
  ] as const)(
    'in %s an index of 5/3 is written %s; with every answer known there is no range to tell',
    async (language, index) => {
      await openResult(INDEX_1_67, language)
      const said = appText(language)
      const headline = region(said('result.level'))
      expect(headline).toHaveTextContent(said('result.index', { index, max: 4 }))
      expect(headline).toHaveTextContent(said('result.confidence.high', { answered: 38, applicable: 38 }))
      expect(headline).not.toHaveTextContent(said('result.range', { low: index, high: index }))
      expect(headline).not.toHaveTextContent(index.repeat(2))
    },
  )

  it.each([
    ['medium', 30],
    ['low', 28],
  ] as const)('says that confidence is %s with %d of 38 known', async (confidence, answered) => {
    const sections = readiness.questionnaire.bottleneck?.of ?? []
    // One item of each section is not known, so that every section stays assessed.
    const items = sections.map((section) =>
      known(Object.keys(assess(readiness.questionnaire).answerAll(2, section).answers)[0], section),
    )
    await openResult(
      assess(readiness.questionnaire)
        .answerAll(2)
        .dontKnow(...items.slice(0, 38 - answered)).answers,
    )
    const headline = region(t('result.level'))
    expect(headline).toHaveTextContent(t(`result.confidence.${confidence}`, { answered, applicable: 38 }))
    expect(headline).toHaveTextContent(t('result.dontKnow', { count: 38 - answered }))
  })

  it.each(SPOKEN)('a result with a blank is tagged provisional, and one without is not (%s)', async (language) => {
    const { id } = await openResult(carMaker.answers, language)
    const said = appText(language)
    expect(screen.getByText(said('result.provisional'))).toBeInTheDocument()
    expect(screen.queryByText(said('result.estimate'))).not.toBeInTheDocument()
    expect((await assessmentOnDisk(id)).finished).toBeNull()
    const complete = await anAssessment('readiness', { answers: levelWith(2) })
    await goTo(`/a/${complete}/result`, said('result.title'))
    await waitFor(() => expect(screen.queryByText(said('result.provisional'))).not.toBeInTheDocument())
    await waitFor(async () => expect((await assessmentOnDisk(complete)).finished).not.toBeNull())
  })

  it.each(SPOKEN)('the quick check is tagged an estimate, and speaks of no themes (%s)', async (language) => {
    await openQuickResult(language)
    const said = appText(language)
    expect(screen.getByText(said('result.estimate'))).toBeInTheDocument()
    expect(screen.queryByText(said('result.provisional'))).not.toBeInTheDocument()
    expect(headings()).toContain(said('result.profile.parts'))
    expect(headings()).not.toContain(said('result.profile.title'))
    expect(region(said('result.level'))).toHaveTextContent(said('result.levelNumber', { level: 2, highest: 4 }))
  })
})

describe('strength and gaps', () => {
  it.each(SPOKEN)(
    'a strength comes before the gaps, words before bars, and bars before the radar (%s)',
    async (language) => {
      await openResult(carMaker.answers, language, carMaker.profile)
      const said = appText(language)
      expect(headings()).toEqual(
        [
          'result.strength.title',
          'result.gaps.title',
          'result.limits.title',
          'steps.title',
          'programmes.title',
          'result.profile.title',
          'result.lenses.title',
          'result.radar.title',
          'result.onwards',
        ].map((key) => said(key)),
      )
      const strength = region(said('result.strength.title'))
      expect(strength).toHaveTextContent(contentText(readiness.texts, language)('market.strength'))
      expect(strength).toHaveTextContent(
        said('result.strength.habit', {
          answer: contentText(readiness.texts, language)('market-standards.options.traced-fast.text'),
        }),
      )
      const shape = await screen.findByRole('img', { name: new RegExp(`^${said('result.radar.title')}`) })
      const bars = screen.getByRole('list', { name: said('result.profile.title') })
      expect(bars.compareDocumentPosition(shape)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
    },
  )

  it('when no section stands out, the best single habit does; with nothing at all, looking honestly is the strength', async () => {
    await openResult(levelWith(1))
    const strength = () => region(t('result.strength.title'))
    expect(strength()).toHaveTextContent(
      t('result.strength.habit', { answer: words('lead-plan.options.in-mind.text') }),
    )
    for (const section of readiness.questionnaire.bottleneck?.of ?? [])
      expect(strength()).not.toHaveTextContent(words(`${section}.strength`))
    const none = await anAssessment('readiness', { answers: levelWith(0) })
    location.hash = `#/a/${none}/result`
    expect(await screen.findByText(t('result.strength.none'))).toBeInTheDocument()
  })

  it.each(SPOKEN)(
    'there are at most three gaps, each with the answer it comes from and the way to it (%s)',
    async (language) => {
      const { id } = await openResult(carMaker.answers, language, carMaker.profile)
      const said = appText(language)
      const own = contentText(readiness.texts, language)
      const gaps = within(region(said('result.gaps.title'))).getAllByRole('listitem')
      const focus = carMaker.expected.focus
      expect(focus).toHaveLength(4)
      expect(gaps).toHaveLength(3)
      for (const [i, { item, for: winner }] of focus.slice(0, 3).entries()) {
        const gap = known(gaps[i], item)
        expect(gap).toHaveTextContent(own(`${item}.question`))
        expect(gap).toHaveTextContent(
          said('result.gaps.now', { answer: own(`${item}.options.${carMaker.answers[item]}.text`) }),
        )
        expect(within(gap).getByRole('link', { name: said('result.gaps.answer') })).toHaveAttribute(
          'href',
          `#/a/${id}/check/${item}`,
        )
        const before = said('result.gaps.before', { later: own(`${winner}.question`) })
        if (winner === item) expect(gap).not.toHaveTextContent(before)
        else expect(gap).toHaveTextContent(before)
      }
    },
  )

  it('what is not known yet is a thing to find out, as a gap and as a step', async () => {
    await openQuickResult()
    const gaps = within(region(t('result.gaps.title'))).getAllByRole('listitem')
    expect(gaps[1]).toHaveTextContent(t('result.gaps.findOut'))
    const question = contentText(quick.texts, 'id')('lean-standard-work.question')
    expect(gaps[1]).toHaveTextContent(question)
    expect(screen.getByRole('heading', { level: 3, name: t('steps.findOut', { question }) })).toBeInTheDocument()
  })

  it('a firm at the top has no gap and no step, and is told so', async () => {
    await openResult(levelWith(4))
    expect(region(t('result.gaps.title'))).toHaveTextContent(t('result.gaps.none'))
    expect(headings()).not.toContain(t('steps.title'))
    expect(region(t('programmes.title'))).toHaveTextContent(t('programmes.noGaps'))
  })

  it('nothing is called a failure', async () => {
    await openResult(levelWith(0))
    expect(screen.getByRole('main')).not.toHaveTextContent(/gagal|buruk|fail|poor/i)
  })
})

describe('what limits the level', () => {
  it.each(SPOKEN)('names the section that caps it and why, and the bottleneck (%s)', async (language) => {
    await openResult(carMaker.answers, language, carMaker.profile)
    const said = appText(language)
    const lean = contentText(readiness.texts, language)('lean.name')
    const limits = region(said('result.limits.title'))
    expect(limits).toHaveTextContent(said('result.cap.title', { indexLevel: 2, level: 1 }))
    expect(limits).toHaveTextContent(said('result.cap.gate', { name: lean, level: 0, atMost: 1 }))
    expect(limits).toHaveTextContent(said('result.limits.bottleneck', { count: 1, names: lean }))
  })

  it.each(SPOKEN)(
    'names an item that caps it, its score and what it needs, and the one that is not known (%s)',
    async (language) => {
      await openQuickResult(language)
      const said = appText(language)
      const own = contentText(quick.texts, language)
      const limits = region(said('result.limits.title'))
      expect(limits).toHaveTextContent(
        said('result.cap.requires', {
          name: own('lean-5r.question'),
          score: written(1, language),
          atLeast: written(2, language),
          atMost: 2,
        }),
      )
      expect(limits).toHaveTextContent(said('result.cap.missing', { names: own('lean-standard-work.question') }))
      for (const block of ['org', 'process', 'technology']) expect(limits).toHaveTextContent(own(`${block}.name`))
    },
  )

  it('says when nothing limits it', async () => {
    await openResult(levelWith(2))
    expect(region(t('result.limits.title'))).toHaveTextContent(t('result.cap.none'))
  })
})

describe('bars, tables and lenses', () => {
  /** The rows of a list of bars: label and value, as they stand. */
  const barRows = (name: string) =>
    within(screen.getByRole('list', { name }))
      .getAllByRole('listitem')
      .map((row) => [...row.children].slice(0, 2).map((cell) => cell.textContent))
  const tableRows = (name: string) =>
    within(screen.getByRole('table', { name, hidden: true }))
      .getAllByRole('row', { hidden: true })
      .slice(1)
      .map((row) => [...row.children].map((cell) => cell.textContent))

  it.each(SPOKEN)(
    'every theme and section has a bar and a row of the table with the same numbers (%s)',
    async (language) => {
      await openResult(carMaker.answers, language, carMaker.profile)
      const said = appText(language)
      const own = contentText(readiness.texts, language)
      const title = said('result.profile.title')
      const rows = tableRows(title)
      expect(barRows(title)).toEqual(rows.map(([name, score]) => [name, score]))
      const shown = (id: string) => {
        const { score, level, answered, applicable } = known(carMaker.expected.nodes[id], id)
        const value = (Math.floor((known(score, id) + 1e-9) * 10 + 0.5) / 10).toFixed(1)
        return [
          own(`${id}.name`),
          said('result.scoreAndLevel', { score: written(Number(value), language), level: Number(level) }),
          expect.anything(),
          said('result.table.of', { answered, applicable }),
        ]
      }
      // The themes in order; those of two sections are followed by them.
      expect(rows).toEqual(['t1', 't2', 't3', 't4', 'data', 'mach', 't5', 'lean', 'flow', 't6', 't7', 't8'].map(shown))
    },
  )

  it('what is not assessed and what does not apply is said, in bars and table alike', async () => {
    const story = assess(readiness.questionnaire, levelWith(2)).notApplicable('mach-fit', 'mach-share', 'mach-data')
    await openResult(story.dontKnow('green-energy', 'green-waste', 'green-reuse').answers)
    const title = t('result.profile.title')
    const value = (id: string) => barRows(title).find(([name]) => name === words(`${id}.name`))?.[1]
    expect(value('mach')).toBe(t('result.notApplicable'))
    expect(value('t6')).toBe(t('result.notAssessed'))
    expect(barRows(title)).toEqual(tableRows(title).map(([name, score]) => [name, score]))
  })

  it.each(SPOKEN)(
    'the lenses show the same answers, each with its numbers as bars and as a table (%s)',
    async (language) => {
      await openResult(carMaker.answers, language, carMaker.profile)
      const own = contentText(readiness.texts, language)
      const lenses = known(readiness.questionnaire.lenses, 'lenses')
      expect(lenses.map(({ id }) => id)).toEqual(['blocks', 'pillars', 'lean-practices'])
      for (const { id, root } of lenses) {
        const name = own(`lenses.${id}.name`)
        const expected = known(carMaker.expected.lenses[id], id)
        const groups = root.children.some((child) => isNode(child))
          ? root.children.flatMap((child) => (isNode(child) ? [child.id] : []))
          : [root.id]
        expect(barRows(name).map(([label]) => label)).toEqual(
          groups.map((group) => (group === root.id ? name : own(`${group}.name`))),
        )
        for (const [i, group] of groups.entries()) {
          const score = (Math.floor(known(expected[group], group) * 10 + 0.5) / 10).toFixed(1)
          expect(barRows(name)[i]?.[1]).toMatch(written(Number(score), language))
        }
        expect(barRows(name)).toEqual(tableRows(name).map(([label, score]) => [label, score]))
        expect(
          within(known(screen.getByText(name, { selector: 'summary' }).parentElement, id)).getAllByRole('table', {
            hidden: true,
          }),
        ).toHaveLength(1)
      }
      expect(region(appText(language)('result.lenses.title'))).toHaveTextContent(own('lenses.pillars.about'))
    },
  )

  it('the radar says the same numbers as the bars, for those who cannot see it', async () => {
    await openResult(carMaker.answers, 'id', carMaker.profile)
    const shape = await screen.findByRole('img')
    const bars = new Map(barRows(t('result.profile.title')).map(([name, value]) => [name, value?.split(' ')[0]]))
    const themes = ['t1', 't2', 't3', 't4', 't5', 't6', 't7', 't8']
    expect(shape).toHaveAccessibleName(
      `${t('result.radar.title')}: ${themes.map((id) => `${words(`${id}.short`)} ${bars.get(words(`${id}.name`))}`).join('; ')}`,
    )
  })
})

describe('hints and next steps', () => {
  it('answers that do not fit together are asked about, and nothing else is', async () => {
    const answers = { ...levelWith(3), 'data-backup': 'single-place' }
    await openResult({ ...answers, 'data-sharing': 'one-source' })
    const hints = within(region(t('result.hints'))).getAllByRole('listitem')
    expect(hints.map((hint) => hint.textContent)).toEqual([words('rules.data-without-backup.hint')])
    const calm = await anAssessment('readiness', { answers: levelWith(2) })
    location.hash = `#/a/${calm}/result`
    await waitFor(() => expect(headings()).not.toContain(t('result.hints')))
  })

  it.each(SPOKEN)(
    'the next steps are those from where the focus items stand now, one for each (%s)',
    async (language) => {
      const { id } = await openResult(carMaker.answers, language, carMaker.profile)
      const said = appText(language)
      const own = contentText(readiness.texts, language)
      const steps = within(region(said('steps.title'))).getAllByRole('article')
      const expected = carMaker.expected.focus.map(({ item }) => {
        const question = known(
          readiness.questionnaire.questions.find((one) => one.id === item),
          item,
        )
        const value = known(question.options?.find((option) => option.id === carMaker.answers[item])?.score, item)
        const index = known(question.steps, item).findIndex(({ from }) => from === value)
        const { cost } = known(question.steps?.[index], item)
        return { item, cost, key: `${item}.steps.${index}` }
      })
      expect(steps).toHaveLength(expected.length)
      for (const { item, cost, key } of expected) {
        const step = known(
          steps.find((article) => within(article).getByRole('heading').textContent === own(`${key}.do`)),
          key,
        )
        for (const text of [
          own(`${key}.week`),
          own(`${key}.sign`),
          said(`steps.costs.${cost}`),
          own(`${item}.question`),
        ])
          expect(step).toHaveTextContent(text)
        expect(within(step).getByRole('link')).toHaveAttribute('href', `#/a/${id}/check/${item}`)
      }
    },
  )

  it('steps at no cost come first, as the page says', async () => {
    await openResult(levelWith(1), 'id', { sector: 'fnb', workers: '5-19', province: 'JT', goals: ['new-market'] })
    const section = region(t('steps.title'))
    expect(section).toHaveTextContent(t('steps.text'))
    const costs = within(section)
      .getAllByRole('article')
      .map((step) => within(step).getAllByRole('definition')[0]?.textContent)
    expect(costs).toEqual([...Array<string>(3).fill(t('steps.costs.none')), t('steps.costs.little')])
  })
})

describe('programmes on the result', () => {
  const nameOf = (language: Language) => contentText(programmeTexts, language)
  const card = (name: string) => known(screen.getByRole('link', { name }).closest('article'), `card of ${name}`)

  it.each(SPOKEN)('are those that were chosen, in order, each with at most three reasons (%s)', async (language) => {
    await openResult(carMaker.answers, language, carMaker.profile)
    const said = appText(language)
    const section = region(said('programmes.title'))
    const { expected } = carMaker
    const shown = within(section)
      .getAllByRole('article')
      .map((article) => within(article).getByRole('heading').textContent)
    expect(shown).toEqual(
      [...expected.programmes.map(({ id }) => id), known(expected.finance, 'finance').id].map((id) =>
        nameOf(language)(`${id}.name`),
      ),
    )
    for (const name of shown) {
      const reasons = within(card(known(name, 'name')))
        .getAllByRole('listitem')
        .map((reason) => reason.textContent)
      expect(reasons.length, String(name)).toBeGreaterThan(0)
      expect(new Set(reasons).size).toBe(reasons.length)
    }
    const gap = contentText(listTexts, language)('gapCodes.lean_5r.name')
    expect(card(nameOf(language)('lemmi-4.name'))).toHaveTextContent(said('why.gap-direct', { gaps: gap }))
    expect(card(nameOf(language)('new-midec-sme.name'))).toHaveTextContent(
      said('why.sector', { sector: contentText(listTexts, language)('sectors.auto_parts.name') }),
    )
    for (const id of expected.contacts)
      expect(within(section).getByRole('link', { name: nameOf(language)(`${id}.name`) })).toHaveAttribute(
        'href',
        `#/programmes/${id}`,
      )
    expect(section).toHaveTextContent(said('programmes.financeText'))
    expect(section).toHaveTextContent(said('programmes.sources'))
  })

  it('say when the information is old, by the calendar of today', async () => {
    await openResult(carMaker.answers, 'id', carMaker.profile)
    const shown = [...carMaker.expected.programmes.map(({ id }) => id), known(carMaker.expected.finance, 'finance').id]
    const old = shown.filter((id) => card(nameOf('id')(`${id}.name`)).textContent?.includes('tanyakan jadwal terbaru'))
    expect(old).toEqual(carMaker.expected.old)
    for (const id of shown)
      expect(card(nameOf('id')(`${id}.name`))).toHaveTextContent(/(Informasi terakhir .*\d{4}|Tanggal informasi)/)
  })

  it.each(SPOKEN)(
    'that are not confirmed carry their label and what to ask, and the others do not (%s)',
    async (language) => {
      await openResult(levelWith(1, 'people'), language, { sector: 'fnb', workers: '1-4', province: 'PA' })
      const said = appText(language)
      const articles = within(region(said('programmes.title'))).getAllByRole('article')
      const labelled = articles.filter((article) => within(article).queryByText(said('programme.check')) !== null)
      const toCheck = programmes.filter(({ show }) => show === 'check').map(({ id }) => nameOf(language)(`${id}.name`))
      expect(labelled.length).toBeGreaterThan(0)
      expect(articles.length).toBeGreaterThan(labelled.length)
      for (const article of articles) {
        const name = known(within(article).getByRole('heading').textContent, 'name')
        expect(labelled.includes(article), name).toBe(toCheck.includes(name))
      }
      expect(labelled[0]).toHaveTextContent(
        language === 'id' ? /Tanyakan ke penyelenggara: \S/ : /Check with the operator: \S/,
      )
    },
  )

  it.each(SPOKEN)(
    'on their own screen say who, where, how and at what cost, and where that is from (%s)',
    async (language) => {
      const { id, user } = await openResult(carMaker.answers, language, carMaker.profile)
      const said = appText(language)
      await user.click(screen.getByRole('link', { name: said('programmes.details') }))
      await screen.findByRole('heading', { level: 1, name: said('programmes.title') })
      const lemmi = card(nameOf(language)('lemmi-4.name'))
      const programme = known(
        programmes.find((one) => one.id === 'lemmi-4'),
        'lemmi-4',
      )
      for (const text of ['operator', 'cost', 'duration'].map((key) => nameOf(language)(`lemmi-4.${key}`)))
        expect(lemmi).toHaveTextContent(text)
      for (const source of programme.sources) expect(lemmi).toHaveTextContent(source.url)
      expect(within(lemmi).queryAllByRole('link', { name: /http/ })).toEqual([])
      expect(screen.getByRole('link', { name: said('programmes.toResult') })).toHaveAttribute(
        'href',
        `#/a/${id}/result`,
      )
    },
  )

  it('without a profile say what is missing, and still show whom to ask', async () => {
    const { id } = await openResult(levelWith(1))
    const section = region(t('programmes.title'))
    expect(section).toHaveTextContent(
      t('programmes.profile', { missing: 'apa yang Anda buat, jumlah orang, dan provinsi' }),
    )
    expect(within(section).getByRole('link', { name: t('programmes.toProfile') })).toHaveAttribute(
      'href',
      `#/a/${id}/profile`,
    )
    expect(section).toHaveTextContent(t('programmes.contact'))
  })
})

describe('honesty', () => {
  it.each(SPOKEN)(
    'the result says that it is no INDI score and no assessment of the government (%s)',
    async (language) => {
      await openResult(levelWith(2), language)
      const sentence = appText(language)('result.notOfficial')
      expect(sentence).toMatch(
        language === 'id'
          ? /bukan nilai INDI 4\.0 dan bukan penilaian pemerintah/
          : /not an INDI 4\.0 score and not a government assessment/,
      )
      expect(screen.getByText(sentence)).toBeInTheDocument()
    },
  )

  it.each(SPOKEN)('on every screen that shows the eight themes the disclaimer stands too (%s)', async (language) => {
    const own = contentText(readiness.texts, language)
    const themes = ['t1', 't2', 't3', 't4', 't5', 't6', 't7', 't8'].map((id) => own(`${id}.name`))
    const full = await anAssessment('readiness', { answers: carMaker.answers })
    const empty = await anAssessment('readiness')
    await openApp('/nowhere', language)
    const showing: string[] = []
    for (const [name, address] of Object.entries(addresses)) {
      if (name === 'start') continue
      for (const id of address.includes(':id') ? [full, empty] : ['']) {
        const filled = address.replace(':id', id).replace(':question', 'lead-plan').replace(':programme', 'pidi-4')
        location.hash = `#${filled}`
        // Every screen has a title of its own: the window's title changes when the screen is there.
        document.title = ''
        await waitFor(() => expect(document.title).not.toBe(''))
        const text = screen.getByRole('main').textContent ?? ''
        if (!themes.every((theme) => text.includes(theme))) continue
        showing.push(`${name}${id === empty ? ' without a result' : ''}`)
        expect(text, name).toContain(own('disclaimer'))
      }
    }
    expect(showing).toEqual(expect.arrayContaining(['result', 'result without a result', 'how', 'about']))
  })

  it.each(SPOKEN)('without enough answers it says so, shows what there is, and leads on (%s)', async (language) => {
    const id = await anAssessment('readiness', {
      answers: assess(readiness.questionnaire).answerAll(3, 'lead').answers,
    })
    const said = appText(language)
    const { user } = await openApp(`/a/${id}/result`, language, said('result.none.title'))
    const main = screen.getByRole('main')
    expect(main).toHaveTextContent(said('result.none.text', { answered: 4, applicable: 38 }))
    const bars = within(screen.getByRole('list', { name: said('result.profile.title') })).getAllByRole('listitem')
    expect(bars[0]).toHaveTextContent(said('result.scoreAndLevel', { score: written(3, language), level: 3 }))
    expect(bars[1]).toHaveTextContent(said('result.notAssessed'))
    expect(main).not.toHaveTextContent(said('result.levelNumber', { level: 3, highest: 4 }))
    await user.click(screen.getByRole('link', { name: said('result.none.action') }))
    await screen.findByRole('heading', { level: 1, name: said('tasks.title') })
  })

  it('a result from another way of computing keeps what it was, and says so', async () => {
    const { id } = await openResult(levelWith(2))
    await finish(id, readiness.questionnaire)
    const finished = await assessmentOnDisk(id)
    const summary = { ...known(finished.summary, 'summary'), scoringVersion: 0, index: 1.234, level: 1 }
    await putOnDisk('assessments', { ...finished, summary })
    await load()
    await goTo('/', t('home.title'))
    await goTo(`/a/${id}/result`, t('result.title'))
    const told = await screen.findByText(new RegExp(t('result.oldScoring').slice(0, 40)))
    expect(told).toHaveTextContent(t('result.oldResult', { level: 1, index: '1,23' }))
    expect((await assessmentOnDisk(id)).summary).toEqual(summary)
  })
})

it('the quick check goes on with the full one: its answers are there, and the first open question is asked', async () => {
  const { user } = await openQuickResult()
  await user.click(screen.getByRole('link', { name: t('result.goFull') }))
  // Item 2 is the first that the quick check does not ask.
  await screen.findByRole('heading', { level: 1, name: words('lead-owner.question') })
  const bar = screen.getByRole('progressbar')
  expect([bar.getAttribute('value'), bar.getAttribute('max')]).toEqual(['16', '38'])
  await user.click(screen.getByRole('link', { name: t('ask.back') }))
  await screen.findByRole('heading', { level: 1, name: words('lead-plan.question') })
  expect(screen.getByRole('radio', { checked: true })).toHaveAttribute('value', foodMaker.answers['lead-plan'])
})
