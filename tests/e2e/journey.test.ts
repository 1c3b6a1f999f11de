import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Answer, type Answers, DONT_KNOW, NOT_APPLICABLE } from '../../src/core/answers'
import type { Profile } from '../../src/core/catalogue'
import { type Result, resultOf } from '../../src/core/result'
import { isNode } from '../../src/core/tree'
import { known } from '../support/assess'
import { realCatalogue } from '../support/real'
import { answer, answerText, begin, questionNow, type Sheet, sheet } from './questions'
import { exactly, LANGUAGES, type Language, shown, textsIn } from './texts'
import type { Person } from './verbs'
import { DIST, inProof, openWorld, PROOF, soon, type Visitor } from './world'

const OTHER = { id: 'en', en: 'id' } as const
const PATHS = { id: '/', en: '/en/' }

const PROFILE: Profile = {
  sector: 'metal_machinery',
  workers: '5-19',
  investment: 'under-1b',
  province: 'JT',
  goals: ['cost', 'delivery'],
  pains: ['defects', 'waiting'],
}

const full = sheet('readiness')
const quick = sheet('quick')
const catalogue = realCatalogue()
const world = openWorld({ worker: false })

/** Every level, in turns that differ from section to section. */
const levelAt = (place: number) => (place * 3 + Math.floor(place / 5)) % 5

/** What is answered in the full run: all levels, one "don't know", one "not applicable", and the follow-up figures. */
function plan({ questionnaire }: Sheet): Record<string, Answer> {
  const scored = questionnaire.questions.filter(({ score }) => score)
  return {
    ...Object.fromEntries(scored.map(({ id, options }, i) => [id, known(options?.[levelAt(i)]?.id, id)])),
    ...(questionnaire.estimate
      ? {}
      : { 'mach-data': NOT_APPLICABLE, 'green-waste': DONT_KNOW, 'flow-lead-time': 'dates-recorded' }),
  }
}

const FIGURE = 12

/** Questions at which the language is switched: any, but the same ones in every run. */
function* someQuestions(howMany: number, of: number): Generator<number> {
  let state = 20261122
  for (let i = 0; i < howMany; i++) {
    state = (state * 1103515245 + 12345) % 2 ** 31
    yield 1 + (state % (of - 2))
  }
}

/** Answers everything from the question on the screen to the last one; resolves with what was said. */
async function answerAll(
  me: Person,
  from: Sheet,
  language: Language,
  each: (question: string, said: Answer, place: number) => Promise<Language> = async () => language,
): Promise<Answers> {
  const planned = plan(from)
  const said: Record<string, Answer> = {}
  let now = language
  for (let place = 0; /\/q\//.test((await me.place()).screen); place++) {
    const id = await questionNow(me)
    const { type, na } = from.question(id)
    const value = type === 'number' ? FIGURE : known(planned[id], id)
    said[id] = value
    const { screen } = await me.place()
    if (type === 'number') {
      await me.type(textsIn(now)('ask.figure.label'), String(FIGURE))
      await me.tap('button', exactly(textsIn(now)('ask.next')))
    } else if (value === NOT_APPLICABLE) {
      await me.tap('radio', exactly(answerText(from, now, id, value)))
      await me.tap('radio', exactly(from.word(now, `${id}.na.reasons.${na?.reasons[0]?.id}.text`)))
    } else await answer(me, from, now, id, value)
    await me.arrive((other) => other !== screen)
    now = await each(id, value, place)
  }
  return said
}

/** Goes back to the question just answered, switches the language there, and goes on: everything but the words stays. */
async function switchAt(me: Person, language: Language, question: string, said: Answer): Promise<Language> {
  const other = OTHER[language]
  await me.back()
  await me.arrive(new RegExp(`/q/${question}$`))
  await me.see('heading', full.word(language, `${question}.question`))
  await soon(() => me.ticked()).toContain(answerText(full, language, question, said))
  const before = await me.place()

  await me.tap('link', textsIn(other)('app.language'))

  await me.see('heading', full.word(other, `${question}.question`))
  expect(await me.ticked()).toContain(answerText(full, other, question, said))
  await soon(() => me.place()).toEqual({ path: PATHS[other], screen: before.screen })
  expect(await me.language()).toBe(other)
  expect(await me.focused()).toBe(`a ${textsIn(language)('app.language')}`)
  await me.tap('button', exactly(textsIn(other)('ask.next')))
  await me.arrive((screen) => screen !== before.screen)
  return other
}

async function fillInProfile(me: Person, language: Language): Promise<void> {
  const t = textsIn(language)
  const word = (key: string) => known(catalogue.listTexts[language]?.[key], key)
  const { sector, workers, investment, province, goals = [], pains = [] } = PROFILE
  await me.pick(t('profile.sector'), `${word(`sectors.${sector}.name`)} (${word(`sectors.${sector}.example`)})`)
  await me.pick(t('profile.workers'), word(`workers.${workers}.name`))
  await me.pick(t('profile.investment'), word(`investment.${investment}.name`))
  await me.pick(t('profile.province'), word(`provinces.${province}.name`))
  for (const goal of goals) await me.tap('checkbox', word(`goals.${goal}.name`))
  for (const pain of pains) await me.tap('checkbox', word(`pains.${pain}.name`))
  await me.read(t('profile.most', { most: 3, chosen: 2 }))
}

/** What the core makes of the answers: the only truth a screen is held against. */
function computed(from: Sheet, answers: Answers, profile: Profile = PROFILE): Result {
  return resultOf(from.questionnaire, catalogue.programmes, catalogue.lists, answers, profile)
}

/** Holds the result on the screen against what the core computed; everything that is a number, a level, a place or a choice. */
async function expectResult(me: Person, from: Sheet, language: Language, { scores, ...rest }: Result): Promise<void> {
  const t = textsIn(language)
  const { word, questionnaire } = from
  const root = known(scores.nodes[scores.root], 'root')
  await me.see('heading', t('result.title'))
  const headline = await me.text('region', exactly(t('result.level')))
  const number = (value: number | null, decimals: number) => shown(language, known(value, 'score'), decimals)

  expect(headline).toContain(t('result.index', { index: number(root.score, 2), max: 4 }))
  expect(headline).toContain(t('result.levelNumber', { level: scores.cap.level, highest: 4 }))
  expect(headline).toContain(word(language, `levels.table.${scores.cap.level}.name`))
  if (root.low !== root.high)
    expect(headline).toContain(t('result.range', { low: number(root.low, 2), high: number(root.high, 2) }))
  expect(headline).toContain(
    t(`result.confidence.${scores.confidence}`, { answered: root.answered, applicable: root.applicable }),
  )

  const focus = rest.priorities?.focus ?? []
  expect(await me.all('listitem', exactly(t('result.gaps.title')))).toEqual(
    focus.slice(0, 3).map(({ item }) => expect.stringContaining(word(language, `${item}.question`))),
  )
  const steps = focus.map(({ item, findOut }) => {
    if (findOut) return t('steps.findOut', { question: word(language, `${item}.question`) })
    const step = from.question(item).steps?.findIndex((one) => one.from === Math.floor(scores.items[item]?.value ?? 0))
    return word(language, `${item}.steps.${step}.do`)
  })
  expect((await me.all('heading', exactly(t('steps.title')))).slice(1)).toEqual(steps)

  const { programmes, startToday, finance, contacts } = rest.recommendations
  const name = (id: string) => known(catalogue.programmeTexts[language]?.[`${id}.name`], id)
  expect((await me.all('heading', exactly(t('programmes.title')))).slice(1)).toEqual([
    ...programmes.map(({ id }) => name(id)),
    ...(startToday ? [t('programmes.startToday'), name(startToday.id)] : []),
    ...(finance ? [t('programmes.finance'), name(finance.id)] : []),
    t('programmes.contact'),
  ])
  const section = await me.text('region', exactly(t('programmes.title')))
  for (const contact of contacts) expect(section).toContain(name(contact))

  const themes = questionnaire.root.children.filter(isNode)
  const bars = await me.all('listitem', exactly(t(partsTitle(from))))
  for (const { id } of themes) {
    const { score, level } = known(scores.nodes[id], id)
    expect(bars).toContain(
      `${word(language, `${id}.name`)} ${t('result.scoreAndLevel', { score: number(score, 1), level })}`,
    )
  }
}

function partsTitle({ questionnaire }: Sheet): 'result.profile.title' | 'result.profile.parts' {
  return questionnaire.estimate ? 'result.profile.parts' : 'result.profile.title'
}

/** Every number of the result, whatever the language writes it with. */
async function numbersOn(me: Person, language: Language): Promise<string[]> {
  const t = textsIn(language)
  const bars = await me.all('listitem', exactly(t('result.profile.title')))
  const headline = await me.text('region', exactly(t('result.level')))
  // The words for "theme 3" and the like hold no decimals; scores do.
  return [headline, ...bars].flatMap((text) => text.match(/\d+[.,]\d+/g) ?? []).map((text) => text.replace(',', '.'))
}

// The language is switched on the way, so each run speaks both.
describe.each(PROOF ? LANGUAGES : ['id' as const])('the whole way in %s', (language) => {
  it('leads from the home page to the result that the core computes, with the language switched on the way', async () => {
    const me = await world.visitor()
    const id = await begin(me, world.url, language, 'full')
    const switches = new Set(someQuestions(5, full.questionnaire.questions.length))
    let now = language
    const said = await answerAll(me, full, language, async (question, value, place) => {
      if (switches.has(place) && typeof value === 'string') now = await switchAt(me, now, question, value)
      return now
    })
    expect(switches.size).toBeGreaterThan(3)
    expect(Object.keys(said)).toHaveLength(full.questionnaire.questions.length)

    const t = textsIn(now)
    await me.read(t('check.complete'))
    await me.tap('link', t('check.toProfile'))
    await fillInProfile(me, now)
    await me.tap('link', t('profile.toCheck'))
    await me.tap('link', t('check.result'))
    await me.arrive(`#/a/${id}/result`)

    const expected = computed(full, said)
    await expectResult(me, full, now, expected)
    const numbers = await numbersOn(me, now)
    expect(numbers.length).toBeGreaterThan(10)
    await me.tap('link', textsIn(OTHER[now])('app.language'))
    await expectResult(me, full, OTHER[now], expected)
    expect(await numbersOn(me, OTHER[now])).toEqual(numbers)
    await me.see('img', textsIn(OTHER[now])('result.radar.title'))
  })
})

describe('answers of every kind', () => {
  const t = textsIn('id')
  let me: Visitor
  let id: string

  const start = async () => {
    me = await world.visitor()
    id = await begin(me, world.url, 'id', 'full')
  }
  const next = () => me.tap('button', exactly(t('ask.next')))
  const at = (question: string) => me.arrive(`#/a/${id}/q/${question}`)

  inProof('Next without a choice offers to choose, to say "don’t know", or to skip for now', async () => {
    await start()
    await next()
    await me.see('heading', t('ask.open.title'))
    await me.tap('button', t('ask.open.choose'))
    await me.miss('heading', t('ask.open.title'))
    expect(await me.focused()).toContain(answerText(full, 'id', 'lead-plan', 'day-by-day'))
    await next()
    await me.tap('link', t('ask.open.skip'))
    await at('lead-owner')
    await me.see('heading', full.word('id', 'lead-owner.question'))
    await next()
    await me.tap('button', t('ask.dontKnow'))
    await at('lead-figures')
    await me.open(`#/a/${id}/check`)
    await me.see('heading', t('check.title'))
    await me.open(`#/a/${id}`)
    await me.see('heading', t('tasks.title'))
    expect((await me.all('listitem')).slice(0, 1)).toEqual([
      `${full.word('id', 'lead.name')} ${t('tasks.state.count', { settled: 1, scored: 4 })} · ${t('tasks.state.dontKnow', { count: 1 })}`,
    ])
    await me.back()
    await me.back()
    await at('lead-figures')
  })

  it('"does not apply" asks for the reason before it goes on, and keeps it', async () => {
    await start()
    await me.open(`#/a/${id}/q/people-training`)
    await me.tap('radio', exactly(t('ask.notApplicable')))
    await next()
    await me.see('heading', t('ask.open.reason'))
    await at('people-training')
    const reason = full.word('id', 'people-training.na.reasons.works-alone.text')
    await me.tap('radio', exactly(reason))
    await at('people-multiskill')
    await me.open(`#/a/${id}/check`)
    await me.read(`${t('ask.notApplicable')}: ${reason}`)
  })

  inProof('a follow-up question comes and goes with the answer before it, and keeps its own', async () => {
    await start()
    await me.open(`#/a/${id}/q/flow-lead-time`)
    await answer(me, full, 'id', 'flow-lead-time', 'dates-recorded')
    await at('flow-lead-time-days')
    await me.type(t('ask.figure.label'), '12,5')
    await next()
    await at('flow-wip')
    await me.back()
    await me.back()
    await at('flow-lead-time')
    await answer(me, full, 'id', 'flow-lead-time', 'varies-unknown')
    await at('flow-wip')
    await me.open(`#/a/${id}/q/flow-lead-time-days`)
    await me.see('heading', t('ask.gone.title'))
    await me.open(`#/a/${id}/q/flow-lead-time`)
    await answer(me, full, 'id', 'flow-lead-time', 'target-improved')
    await at('flow-lead-time-days')
    await soon(() => me.value('textbox', t('ask.figure.label'))).toBe('12,5')
  })

  inProof('a note is kept with its answer', async () => {
    await start()
    await me.unfold(t('ask.note.add'))
    await me.type(t('ask.note.label'), 'Tanya Bu Sri: rencana 2027')
    await me.press('Tab')
    await me.read(exactly(t('ask.saved')))
    await answer(me, full, 'id', 'lead-plan', 'in-mind')
    await me.reload()
    await me.back()
    await me.unfold(t('ask.note.edit'))
    expect(await me.value('textbox', t('ask.note.label'))).toBe('Tanya Bu Sri: rencana 2027')
    await me.open(`#/a/${id}/check`)
    await me.read(t('check.note', { note: 'Tanya Bu Sri: rencana 2027' }))
  })
})

describe('the quick check', () => {
  it('gives an estimate, and the full version goes on with its answers', async () => {
    const t = textsIn('en')
    const me = await world.visitor()
    const id = await begin(me, world.url, 'en', 'quick')
    const said = await answerAll(me, quick, 'en')
    await me.read(t('check.complete'))
    await me.tap('link', t('check.result'))
    await expectResult(me, quick, 'en', computed(quick, said, {}))
    expect(await me.text()).toContain(t('result.estimate'))

    await me.tap('link', t('result.goFull'))
    const { screen } = await me.arrive(/\/q\/lead-owner$/)
    const longer = known(screen.split('/')[2], 'assessment')
    expect(longer).not.toBe(id)
    await me.open(`#/a/${longer}/check`)
    await me.read(t('check.open', { count: 38 - 16 }))
    const checked = await me.text()
    for (const [question, value] of Object.entries(said))
      expect(checked).toContain(answerText(full, 'en', question, value))
    await me.open(`#/a/${id}/check`)
    await me.read(t('check.complete'))
  })
})

describe('a chosen language whose texts cannot be fetched', () => {
  it('gives way to the language of the page: the app starts and can be answered', async () => {
    const me = await world.visitor()
    const assets = readdirSync(join(DIST, 'assets'))
    const english = assets.find(
      (name) =>
        name.startsWith('first-') &&
        readFileSync(join(DIST, 'assets', name), 'utf8').includes('Start the full version'),
    )
    await me.page.addInitScript(() => localStorage.setItem('siap-language', 'en'))
    await me.page.route(`**/${known(english, 'the English texts')}`, (route) => route.abort())
    me.forgive(/Failed to load resource|ERR_FAILED|first-/)
    await me.open(world.url)
    await me.tap('link', textsIn('id')('home.full.title'))
    await me.see('heading', sheet('readiness').word('id', 'lead-plan.question'))
  })
})
