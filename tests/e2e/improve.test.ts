// From the first result to the second: a plan made and changed, what it could reach, a tool used, and half a year later what became of it.
import { describe, expect, it } from 'vitest'
import { compareRounds } from '../../src/core/comparison'
import { scoreAnswers } from '../../src/core/scoring'
import { known } from '../support/assess'
import { begin, sheet } from './questions'
import { answersTo, type Owner, owner, visit } from './screens'
import { lying, plant } from './storage'
import { exactly, shown, textsIn } from './texts'
import type { Person } from './verbs'
import { inProof, openWorld, soon } from './world'

const world = openWorld({ worker: false })
const t = textsIn('id')
const full = sheet('readiness')

const titles = (me: Person) => me.page.getByRole('region', { name: t('plan.steps') }).getByRole('heading', { level: 3 })

async function steps(me: Person): Promise<Record<string, unknown>[]> {
  const { records } = await lying(me, 'steps')
  return records.sort((a, b) => Number(a['place']) - Number(b['place']))
}

/** Taps one of a step's buttons, whose names end with the step. */
async function act(me: Person, key: 'plan.up' | 'plan.later', title: string): Promise<void> {
  await me.tap('button', `${t(key)} : ${title}`)
}

describe('a plan', () => {
  it('is made of proposals, changed in every way, taken back, and there again after a reload', async () => {
    const { me, ...rest } = await owner(world, 'id', { busy: false })
    await visit({ me, ...rest }, 'result')
    await me.page
      .getByRole('link', { name: t('result.plan') })
      .first()
      .tap()
    await me.read(t('plan.empty'))
    await me.tap('button', exactly(t('plan.acceptFirst', { count: 4 })))
    await soon(() => titles(me).count()).toBe(4)
    const [first = '', second = '', third = ''] = await titles(me).allInnerTexts()

    await me.unfold(t('plan.own'))
    await me.type(t('plan.ownLabel'), 'Pindahkan rak bahan')
    await me.tap('button', exactly(t('plan.ownAdd')))
    await soon(() => titles(me).allInnerTexts()).toContain('Pindahkan rak bahan')

    const card = me.page.getByRole('listitem').filter({ has: me.page.getByRole('heading', { level: 3, name: second }) })
    await card.locator('summary').first().tap()
    await card.getByLabel(t('plan.who')).fill('Bu Sari')
    await card.getByLabel(t('plan.due')).fill('2027-01-31')
    await card.getByLabel(t('plan.note')).fill('kartu di tiap mesin')
    await me.press('Tab')
    await soon(async () => (await steps(me)).map(({ who, due, note }) => [who, due, note])).toContainEqual([
      'Bu Sari',
      '2027-01-31',
      'kartu di tiap mesin',
    ])
    await act(me, 'plan.up', second)
    await soon(async () => (await titles(me).allInnerTexts()).slice(0, 2)).toEqual([second, first])

    const others = me.page
      .getByRole('listitem')
      .filter({ has: me.page.getByRole('heading', { level: 3, name: third }) })
    await others.locator('summary').first().tap()
    await act(me, 'plan.later', third)
    await me.read(t('plan.laterTitle', { count: 1 }))
    await me.tap('button', exactly(t('undone.undo')))
    await soon(() => titles(me).count()).toBe(5)

    const before = await titles(me).allInnerTexts()
    await me.reload()
    await me.see('heading', exactly(t('plan.title')))
    await soon(() => titles(me).allInnerTexts()).toEqual(before)
    await me.read('kartu di tiap mesin')
  })

  it('shows what it could reach by the same engine, and a tool of its step keeps its figure', async () => {
    const { me, assessment, ...rest } = await owner(world, 'id', { busy: false })
    await visit({ me, assessment, ...rest }, 'plan')
    await me.tap('button', exactly(t('plan.acceptFirst', { count: 4 })))
    await soon(() => titles(me).count()).toBe(4)
    await me.tap('link', exactly(t('plan.navWhatIf')))
    await me.see('heading', exactly(t('whatIf.title')))
    const answers = Object.fromEntries(answersTo(assessment).map(({ question, answer }) => [question, answer]))
    const { questionnaire } = full
    const index = (over: object) => {
      const { nodes, root } = scoreAnswers(questionnaire, { ...answers, ...over } as never)
      return shown('id', nodes[root]?.score ?? 0, 2)
    }
    // Whoever takes a step gives the next answer: what it amounts to is the score of those answers.
    const lifted = Object.fromEntries(
      (await steps(me)).flatMap(({ origin }) => {
        const { kind, item = '', from = 0 } = origin as { kind: string; item?: string; from?: number }
        const options = questionnaire.questions.find(({ id }) => id === item)?.options
        return kind === 'advice' ? [[item, options?.[from + 1]?.id]] : []
      }),
    )
    expect(index(lifted)).not.toBe(index({}))
    expect((await me.text('status')).replace(/\s+/g, ' ')).toContain(`indeks ${index({})}`)
    expect(await me.text('status')).toContain(index(lifted))
    await me.read(t('whatIf.caution'))

    await me.open(`#/a/${assessment}/tools`)
    await me.tap('link', t('tools.oee.title'))
    await me.tap('button', exactly(t('tools.begin')))
    for (const [field, value] of [
      ['planned', '480'],
      ['stops', '60'],
      ['ideal', '5'],
      ['made', '4000'],
      ['good', '3800'],
    ] as const) {
      await me.type(exactly(t(`tools.oee.${field}`)), value)
      await me.press('Tab')
    }
    await me.see('heading', exactly(t('tools.result')))
    await me.open(`#/a/${assessment}/tools`)
    await me.read(/\d+ ?%/)
  })
})

describe('a second round', () => {
  it('is begun from the first, and told apart from it item by item, with what is real and what was done between', async () => {
    const { me, assessment }: Owner = await owner(world, 'id', { busy: false })
    const [round] = (await lying(me, 'assessments')).records
    // The first round was half a year ago.
    const then = '2026-05-26T03:00:00.000Z'
    await plant(me, {
      assessments: [{ ...known(round, 'round'), started: then, changed: then } as unknown as { id: string }],
    })
    await me.open('#/')
    await me.reload()
    await visit({ me, assessment, t }, 'plan')
    await me.tap('button', exactly(t('plan.acceptFirst', { count: 4 })))
    await soon(() => titles(me).count()).toBe(4)
    await me.page
      .getByRole('checkbox', { name: t('plan.done') })
      .first()
      .tap()
    await soon(async () => (await steps(me)).filter(({ state }) => state === 'done').length).toBe(1)
    const [done = ''] = await titles(me).allInnerTexts()

    await me.open(`#/a/${assessment}/compare`)
    await me.tap('link', exactly(t('compare.newRound')))
    const { screen } = await me.arrive(/^#\/a\/\w+\/q\//)
    const next = known(screen.split('/')[2], 'assessment')
    const later = answersTo(next, 1).slice(0, -4)
    await plant(me, { answers: later })
    await me.open(`#/a/${next}/compare`)
    await me.reload()
    await me.see('heading', exactly(t('compare.title')))

    const { questionnaire } = full
    const asRound = (records: typeof later) => ({
      questionnaire,
      answers: Object.fromEntries(records.map(({ question, answer }) => [question, answer])) as never,
    })
    const comparison = compareRounds(asRound(answersTo(assessment)), asRound(later))
    if (typeof comparison === 'string') throw new Error(comparison)
    const [found] = comparison.nodes
    const root = known(found, 'root')
    await me.read(
      t('compare.index', {
        before: shown('id', known(root.before, 'before'), 2),
        after: shown('id', known(root.after, 'after'), 2),
        change: `${known(root.change, 'change') > 0 ? '+' : '−'}${shown('id', Math.abs(known(root.change, 'change')), 2)}`,
      }),
    )
    await me.read(t(root.real ? 'compare.real' : 'compare.noise'))
    await me.see('list', t('compare.parts'))
    await me.read(/dari \d ke \d/)
    await me.read(done)
  })
})

inProof('a reminder is a calendar file in the language of the screen', async () => {
  const someone = await owner(world, 'en', { busy: false })
  const en = textsIn('en')
  await visit(someone, 'plan')
  const [download] = await Promise.all([
    someone.me.page.waitForEvent('download'),
    someone.me.tap('button', exactly(en('plan.reminderSave'))),
  ])
  expect(download.suggestedFilename()).toMatch(/^siap-\d{4}-\d{2}-\d{2}\.ics$/)
  const text = Buffer.concat(await (await download.createReadStream()).toArray()).toString('utf8')
  expect(text.replace(/\r\n /g, '')).toContain(`SUMMARY:${en('plan.reminderTitle').replace(/,/g, '\\,')}`)
})

inProof('of a firm without answers leads to the questions', async () => {
  const me = await world.visitor()
  const assessment = await begin(me, world.url, 'id', 'full')
  await me.open(`#/a/${assessment}/plan`)
  await me.see('heading', exactly(t('plan.title')))
})
