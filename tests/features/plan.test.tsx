// The plan: proposed steps become the owner's own, in the order they want; what if they were done; and targets.
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { roundHalfUp } from '../../src/core/numbers'
import { type PlanStep, proposeSteps, readStep } from '../../src/core/plan'
import { prioritise } from '../../src/core/priorities'
import { scoreAnswers } from '../../src/core/scoring'
import { everything } from '../../src/platform/disk'
import { useAssessments } from '../../src/store/assessments'
import { addSteps, changeStep, openFirm, useImprovement } from '../../src/store/improvement'
import { known } from '../support/assess'
import { golden } from '../support/people'
import { realCatalogue, realQuestionnaire } from '../support/real'
import { anAssessment, assessmentOnDisk, goTo, openApp } from '../support/render'
import { appText, contentText, numberIn, SPOKEN } from '../support/texts'

const { questionnaire, texts } = realQuestionnaire('readiness')
const { listTexts, programmeTexts } = realCatalogue()
const firm = golden('readiness-1')
const t = appText('id')
const words = contentText(texts, 'id')

const scores = scoreAnswers(questionnaire, firm.answers)
const choices = { goals: firm.profile.goals ?? [], pains: firm.profile.pains ?? [] }
const proposals = proposeSteps(questionnaire, scores, prioritise(questionnaire, scores, choices), firm.profile)
/** The words of the proposed steps, in their order. */
const titles = (language: 'id' | 'en') =>
  proposals.map(({ origin: { item, kind }, index }) => {
    const text = contentText(texts, language)
    return kind === 'advice'
      ? text(`${item}.steps.${index}.do`)
      : appText(language)('steps.findOut', { question: text(`${item}.question`) })
  })
const [first = '', second = '', third = '', fourth = ''] = titles('id')

async function openPlan(language: 'id' | 'en' = 'id') {
  const id = await anAssessment('readiness', { answers: firm.answers, profile: firm.profile })
  const { user } = await openApp(`/a/${id}/plan`, language, appText(language)('plan.title'))
  return { id, user }
}
const onPlan = () => screen.getByRole('region', { name: t('plan.steps') })
const card = (title: string) =>
  known(within(onPlan()).getByRole('heading', { level: 3, name: title }).closest('li'), title)
/** The titles on the plan, put off and taken out ones included, from top to bottom. */
const planned = () =>
  within(onPlan())
    .queryAllByRole('heading', { level: 3 })
    .map((heading) => heading.textContent)
const stepsOnDisk = async (): Promise<PlanStep[]> =>
  (await everything()).steps.map((record) => known(readStep(record), 'step'))
const firmOf = (id: string) =>
  known(
    useAssessments.getState().assessments.find((one) => one.id === id),
    id,
  ).firm

describe('proposals', () => {
  it.each(SPOKEN)('stand in the order of the rules, four at first, all when asked for (%s)', async (language) => {
    const { user } = await openPlan(language)
    const said = appText(language)
    const region = screen.getByRole('region', { name: said('plan.proposals') })
    const shown = () =>
      within(region)
        .getAllByRole('heading', { level: 3 })
        .map((heading) => heading.textContent)
    expect(shown()).toEqual(titles(language).slice(0, 4))
    await user.click(within(region).getByRole('button', { name: said('plan.more', { count: proposals.length - 4 }) }))
    expect(shown()).toEqual(titles(language))
  })

  it('say what to do this week, what it costs, how to see that it worked, and why: the answer, what waits, the pains and goals', async () => {
    const { user, id } = await openPlan()
    const region = screen.getByRole('region', { name: t('plan.proposals') })
    const article = known(within(region).getByRole('heading', { name: first }).closest('li'), first)
    const { origin, index, before, pains, goals } = known(proposals[0], 'proposal')
    await user.click(within(article).getByText(t('plan.reasons')))
    const listText = contentText(listTexts, 'id')
    for (const text of [
      words(`${origin.item}.steps.${index}.week`),
      words(`${origin.item}.steps.${index}.sign`),
      words(`${origin.item}.question`),
      words(`${origin.item}.options.${String(firm.answers[origin.item])}.text`),
      ...before.map((item) => words(`${item}.question`)),
      ...pains.map((code) => listText(`pains.${code}.name`)),
      ...goals.map((code) => listText(`goals.${code}.name`)),
      t('steps.costs.little'),
    ]) {
      expect(article).toHaveTextContent(text)
    }
    expect(pains.length + goals.length + before.length).toBeGreaterThan(3)
    expect(within(article).getByRole('link', { name: t('result.gaps.answer') })).toHaveAttribute(
      'href',
      `#/a/${id}/check/${origin.item}`,
    )
  })

  it('can be accepted one by one or four at once, put off or refused; none is proposed twice', async () => {
    const { user } = await openPlan()
    await user.click(screen.getByRole('button', { name: `${t('plan.accept')}: ${second}` }))
    await waitFor(() => expect(planned()).toEqual([second]))
    await user.click(screen.getByRole('button', { name: `${t('plan.putOff')}: ${first}` }))
    await user.click(await screen.findByRole('button', { name: `${t('plan.refuse')}: ${third}` }))
    await waitFor(() => expect(planned()).toEqual([second, first, third]))
    expect(within(onPlan()).getByText(t('plan.laterTitle', { count: 1 }))).toBeInTheDocument()
    expect(within(onPlan()).getByText(t('plan.droppedTitle', { count: 1 }))).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: t('plan.acceptFirst', { count: 4 }) }))
    await waitFor(() => expect(planned()).toHaveLength(7))
    const region = screen.getByRole('region', { name: t('plan.proposals') })
    for (const title of [first, second, third, fourth]) expect(region).not.toHaveTextContent(title)
    expect((await stepsOnDisk()).map(({ state }) => state).sort()).toEqual(
      [...Array(5).fill('todo'), 'later', 'dropped'].sort(),
    )
  })

  it('once a step is done, the next one of its question is proposed', async () => {
    const { user } = await openPlan()
    await user.click(screen.getByRole('button', { name: `${t('plan.accept')}: ${first}` }))
    await user.click(await screen.findByRole('checkbox', { name: t('plan.done') }))
    const { origin, index } = known(proposals[0], 'proposal')
    const next = words(`${origin.item}.steps.${Number(index) + 1}.do`)
    const more = () => screen.queryByRole('button', { name: /lagi$/ })
    await waitFor(() => expect(within(card(first)).getByText(/selesai \d+ /)).toBeInTheDocument())
    const button = more()
    if (button) await user.click(button)
    expect(screen.getByRole('heading', { level: 3, name: next })).toBeInTheDocument()
  })
})

describe('a step on the plan', () => {
  async function withTwo() {
    const opened = await openPlan()
    await opened.user.click(screen.getByRole('button', { name: `${t('plan.accept')}: ${first}` }))
    await opened.user.click(await screen.findByRole('button', { name: `${t('plan.accept')}: ${second}` }))
    await waitFor(() => expect(planned()).toEqual([first, second]))
    return opened
  }

  it('takes who, by when, a note and other words, each saved when its field is left, and shows them', async () => {
    const { user, id } = await withTwo()
    await user.click(within(card(first)).getByText(t('plan.details')))
    await user.type(within(card(first)).getByLabelText(t('plan.who')), 'Pak Budi')
    await user.tab()
    await waitFor(async () => expect(await stepsOnDisk()).toContainEqual(expect.objectContaining({ who: 'Pak Budi' })))
    await user.type(within(card(first)).getByLabelText(t('plan.note')), 'mulai dari meja 1')
    await user.tab()
    await waitFor(() => expect(card(first)).toHaveTextContent('mulai dari meja 1'))
    const due = within(card(first)).getByLabelText(t('plan.due'))
    await user.type(due, '2099-12-31')
    await user.tab()
    await waitFor(() => expect(card(first)).toHaveTextContent(t('plan.dueOn', { date: '31 Desember 2099' })))
    expect(card(first)).toHaveTextContent('Pak Budi')
    const wording = within(card(first)).getByLabelText(t('plan.rename'))
    await user.clear(wording)
    await user.type(wording, 'Tandai meja 1 dulu')
    await user.tab()
    await waitFor(() => expect(planned()).toEqual(['Tandai meja 1 dulu', second]))
    // All of it is there when the plan is opened anew.
    await goTo(`/a/${id}/what-if`, t('whatIf.title'))
    await goTo(`/a/${id}/plan`, t('plan.title'))
    await waitFor(() => expect(card('Tandai meja 1 dulu')).toHaveTextContent(/Pak Budi.*31 Desember 2099/))
  })

  it('is done with the day, put off, taken out and put back, and every act can be taken back, the last first', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-08-07T05:00:00Z') })
    const { user } = await withTwo()
    const undo = () => user.click(screen.getByRole('button', { name: t('undone.undo') }))
    await user.click(within(card(first)).getByRole('checkbox', { name: t('plan.done') }))
    await waitFor(() => expect(card(first)).toHaveTextContent(t('plan.doneOn', { date: '7 Agustus 2026' })))
    await user.click(within(card(second)).getByText(t('plan.details')))
    await user.click(within(card(second)).getByRole('button', { name: `${t('plan.later')}: ${second}` }))
    await screen.findByText(t('plan.laterTitle', { count: 1 }))
    // The focus is on what was done and how to take it back, because the button is gone.
    await waitFor(() => expect(document.activeElement).toHaveTextContent(t('undone.step-changed')))
    await undo()
    await waitFor(() => expect(screen.queryByText(t('plan.laterTitle', { count: 1 }))).not.toBeInTheDocument())
    await undo()
    await waitFor(async () => expect((await stepsOnDisk()).map(({ done }) => done)).toEqual([null, null]))
    await undo()
    await waitFor(() => expect(planned()).toEqual([first]))
    await undo()
    await waitFor(() => expect(planned()).toEqual([]))
    expect(await stepsOnDisk()).toEqual([])
    expect(screen.queryByRole('button', { name: t('undone.undo') })).not.toBeInTheDocument()
  })

  it('moves up and down, and stays there', async () => {
    const { user, id } = await withTwo()
    await user.click(within(card(second)).getByText(t('plan.details')))
    expect(within(card(second)).queryByRole('button', { name: new RegExp(`^${t('plan.down')}`) })).toBeNull()
    await user.click(within(card(second)).getByRole('button', { name: `${t('plan.up')}: ${second}` }))
    await waitFor(() => expect(planned()).toEqual([second, first]))
    await goTo(`/a/${id}/targets`, t('targets.title'))
    await goTo(`/a/${id}/plan`, t('plan.title'))
    await waitFor(() => expect(planned()).toEqual([second, first]))
    await user.click(screen.getByRole('button', { name: t('undone.undo') }))
    await waitFor(() => expect(planned()).toEqual([first, second]))
  })

  it('of one’s own is added, not empty, and deleted for good with a way back', async () => {
    const { user } = await openPlan()
    await user.click(screen.getByText(t('plan.own')))
    await user.click(screen.getByRole('button', { name: t('plan.ownAdd') }))
    expect(screen.getByRole('alert')).toHaveTextContent(t('plan.ownMissing'))
    await user.type(screen.getByLabelText(t('plan.ownLabel')), '  Geser rak bahan ')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(planned()).toEqual(['Geser rak bahan']))
    expect(screen.getByLabelText(t('plan.ownLabel'))).toHaveValue('')
    await user.click(within(card('Geser rak bahan')).getByText(t('plan.details')))
    await user.click(within(card('Geser rak bahan')).getByRole('button', { name: new RegExp(`^${t('plan.drop')}`) }))
    await user.click(await screen.findByText(t('plan.droppedTitle', { count: 1 })))
    await user.click(screen.getByRole('button', { name: new RegExp(`^${t('plan.delete')}`) }))
    await waitFor(async () => expect(await stepsOnDisk()).toEqual([]))
    await user.click(screen.getByRole('button', { name: t('undone.undo') }))
    await waitFor(() => expect(planned()).toEqual(['Geser rak bahan']))
  })

  it('says when its day has passed, until it is done', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-08-07T05:00:00Z') })
    const { id } = await withTwo()
    const [step] = await stepsOnDisk()
    await changeStep(known(step, 'step'), { due: '2026-08-06' })
    const passed = t('plan.overdue', { date: '6 Agustus 2026' })
    await waitFor(() => expect(onPlan()).toHaveTextContent(passed))
    await changeStep(known((await stepsOnDisk())[0], 'step'), { state: 'done' })
    await waitFor(() => expect(onPlan()).not.toHaveTextContent(passed))
    expect(firmOf(id)).toBe(step?.firm)
  })

  it('of a programme tells what to ask its operator', async () => {
    const { user } = await openPlan()
    const programme = known(firm.expected.programmes[0]?.id, 'programme')
    const name = known(programmeTexts['id']?.[`${programme}.name`], programme)
    const region = screen.getByRole('region', { name: t('plan.programmes') })
    await user.click(within(region).getByRole('button', { name: `${t('plan.programmeAdd')}: ${name}` }))
    await waitFor(() => expect(planned()).toEqual([t('plan.programme', { name })]))
    expect(region).not.toHaveTextContent(name)
    const ask = programmeTexts['id']?.[`${programme}.ask`]
    if (ask) expect(card(t('plan.programme', { name }))).toHaveTextContent(ask)
  })

  it('from the quick check keeps its words on the plan of the full questionnaire', async () => {
    const quickId = await anAssessment('quick', { answers: { 'lean-5r': 'not-arranged' } })
    const owner = firmOf(quickId)
    await openFirm(owner)
    await addSteps(owner, [{ origin: { kind: 'advice', questionnaire: 'quick', item: 'lean-5r', from: 0 } }])
    const id = await anAssessment('readiness', { firm: owner, answers: firm.answers, profile: firm.profile })
    await openApp(`/a/${id}/plan`, 'id', t('plan.title'))
    await waitFor(() => expect(planned()).toEqual([words('lean-5r.steps.0.do')]))
  })
})

describe('what if', () => {
  it('shows where each part and the level could reach, by the same rules, and follows every tick', async () => {
    const id = await anAssessment('readiness', { answers: firm.answers, profile: firm.profile })
    await openFirm(firmOf(id))
    const advice = (item: string, from: number) => ({
      origin: { kind: 'advice' as const, questionnaire: 'readiness', item, from },
    })
    const levelOf = (item: string) => scores.items[item]?.value ?? 0
    await addSteps(firmOf(id), [advice('lean-5r', levelOf('lean-5r')), advice('flow-wip', levelOf('flow-wip'))])
    const { user } = await openApp(`/a/${id}/what-if`, 'id', t('whatIf.title'))
    await user.click(await screen.findByText(t('result.table.show')))
    const row = (node: string) =>
      within(screen.getByRole('table'))
        .getAllByRole('row')
        .map((one) => one.textContent ?? '')
        .find((text) => text.startsWith(words(`${node}.name`)))
    const cells = (node: string) => {
      const found = /(\d,\d)(\d,\d)$/.exec(row(node) ?? '')
      return [found?.[1], found?.[2]].map((text) => numberIn(known(text, node), 'id'))
    }
    const lean = scores.nodes['lean']?.score ?? 0
    expect(cells('lean')).toEqual([roundHalfUp(lean, 1), roundHalfUp(lean + 0.25, 1)])
    expect(cells('data')[0]).toBe(cells('data')[1])
    await user.click(screen.getByRole('checkbox', { name: words(`lean-5r.steps.${levelOf('lean-5r')}.do`) }))
    await waitFor(() => expect(cells('lean')[1]).toBe(cells('lean')[0]))
    expect(cells('flow')[1]).toBeGreaterThan(Number(cells('flow')[0]))
    expect(screen.getByRole('main')).toHaveTextContent(t('whatIf.caution'))
    expect(screen.getByRole('main').textContent).not.toMatch(/\bakan\b/)
  })

  it('says so when nothing on the plan would change a score', async () => {
    const id = await anAssessment('readiness', { answers: firm.answers })
    await openApp(`/a/${id}/what-if`, 'id', t('whatIf.title'))
    expect(await screen.findByText(t('whatIf.none'))).toBeInTheDocument()
    expect(screen.getByRole('link', { name: t('whatIf.toPlan') })).toHaveAttribute('href', `#/a/${id}/plan`)
  })
})

describe('targets', () => {
  it('are kept per section with the gap to them, and change the order of proposals', async () => {
    const id = await anAssessment('readiness', { answers: firm.answers, profile: firm.profile })
    const { user } = await openApp(`/a/${id}/targets`, 'id', t('targets.title'))
    const box = () => screen.getByRole('combobox', { name: words('green.name') })
    const described = () => document.getElementById(known(box().getAttribute('aria-describedby'), 'hint'))?.textContent
    const green = scores.nodes['green']?.score ?? 0
    await user.selectOptions(box(), '4 · Sudah menerapkan')
    await waitFor(() =>
      expect(described()).toBe(
        t('targets.gap', { now: green.toFixed(1).replace('.', ','), gap: (3.8 - green).toFixed(1).replace('.', ',') }),
      ),
    )
    expect(await screen.findByText(t('targets.saved'))).toBeInTheDocument()
    expect((await assessmentOnDisk(id)).targets).toEqual({ green: 3.8 })
    await user.selectOptions(box(), '')
    await waitFor(async () => expect((await assessmentOnDisk(id)).targets).toEqual({}))
  })
})

describe('undo', () => {
  it('of what another firm did is not offered here', async () => {
    const { user, id } = await openPlan()
    await user.click(screen.getByRole('button', { name: `${t('plan.accept')}: ${first}` }))
    await screen.findByRole('button', { name: t('undone.undo') })
    const other = await anAssessment('readiness', { answers: firm.answers })
    expect(firmOf(other)).not.toBe(firmOf(id))
    await goTo(`/a/${other}/plan`, t('plan.title'))
    await waitFor(() => expect(useImprovement.getState().byFirm[firmOf(other)]).toBeDefined())
    expect(screen.queryByRole('button', { name: t('undone.undo') })).not.toBeInTheDocument()
  })
})
