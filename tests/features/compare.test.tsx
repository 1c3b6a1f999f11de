// Before and after, as an owner sees it: what changed, by how much, whether it is real, and what was done in between.
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Answers } from '../../src/core/answers'
import { newAssessment } from '../../src/core/records'
import { finish, load, useAssessments } from '../../src/store/assessments'
import { addSteps, changeStep, openFirm, useImprovement } from '../../src/store/improvement'
import { known } from '../support/assess'
import { levelWith } from '../support/people'
import { realQuestionnaire } from '../support/real'
import { anAssessment, openApp, putOnDisk } from '../support/render'
import { appText, contentText, SPOKEN } from '../support/texts'

const { questionnaire, texts } = realQuestionnaire('readiness')
const t = appText('id')
const words = contentText(texts, 'id')
const firmOf = (id: string) =>
  known(
    useAssessments.getState().assessments.find((one) => one.id === id),
    id,
  ).firm
const at = (day: string) => vi.setSystemTime(new Date(`${day}T05:00:00Z`))

/** Two finished rounds of one firm, half a year apart. */
async function twoRounds(before: Answers, after: Answers) {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-02-07T05:00:00Z') })
  const first = await anAssessment('readiness', { answers: before })
  await finish(first, questionnaire)
  at('2026-08-07')
  const second = await anAssessment('readiness', { firm: firmOf(first), answers: after })
  await finish(second, questionnaire)
  return { first, second, firm: firmOf(first) }
}
const lines = (region: string) => within(screen.getByRole('region', { name: region })).getAllByRole('listitem')

describe('two rounds', () => {
  it.each(SPOKEN)('tell the level, the index, and a change that is real (%s)', async (language) => {
    const { second } = await twoRounds(levelWith(1), levelWith(2))
    const said = appText(language)
    await openApp(`/a/${second}/compare`, language, said('compare.title'))
    const headline = await screen.findByRole('region', { name: said('compare.headline') })
    const comma = (text: string) => (language === 'id' ? text.replaceAll('.', ',') : text)
    expect(headline).toHaveTextContent(
      said('compare.index', { before: comma('1.00'), after: comma('2.00'), change: comma('+1.00') }),
    )
    expect(headline).toHaveTextContent(said('compare.real'))
    expect(headline).toHaveTextContent(said('compare.basis', { count: 38 }))
    const name = (level: number) => `${level} (${contentText(texts, language)(`levels.table.${level}.name`)})`
    expect(headline).toHaveTextContent(said('compare.level', { before: name(1), after: name(2) }))
  })

  it('call a small change what it is, and list the steps per question, up before down', async () => {
    const after = {
      ...levelWith(2),
      'lean-5r': known(optionsOf('lean-5r')[4], '4'),
      'lead-plan': known(optionsOf('lead-plan')[1], '1'),
    }
    const { second } = await twoRounds(levelWith(2), after)
    await openApp(`/a/${second}/compare`, 'id', t('compare.title'))
    await screen.findByText(t('compare.noise'))
    expect(screen.queryByText(t('compare.real'))).not.toBeInTheDocument()
    expect(lines(t('compare.items')).map(({ textContent }) => textContent)).toEqual([
      `${words('lean-5r.question')} ${t('compare.fromTo', { from: '2', to: '4' })}`,
      `${words('lead-plan.question')} ${t('compare.fromTo', { from: '2', to: '1' })}`,
    ])
    expect(screen.getByText(t('compare.same', { count: 36 }))).toBeInTheDocument()
  })

  it('show every part as a pair of dots with its values in words, and the same rows as a table', async () => {
    const { second } = await twoRounds(levelWith(1), levelWith(2, 'green'))
    const { user } = await openApp(`/a/${second}/compare`, 'id', t('compare.title'))
    const chart = await screen.findByRole('list', { name: t('compare.parts') })
    const rowOf = (name: string) =>
      within(chart)
        .getAllByRole('listitem')
        .find((row) => row.textContent?.startsWith(name))
    expect(rowOf(words('lean.name'))).toHaveTextContent('1,0 → 2,0 (belum tentu)')
    expect(rowOf(words('t6.name'))).toHaveTextContent('1,0 → 1,0 (tetap)')
    await user.click(screen.getByText(t('result.table.show')))
    const table = screen.getByRole('table', { name: t('compare.parts') })
    expect(
      within(table).getByRole('row', { name: new RegExp(`^${words('lean.name')} 1,0 2,0 \\+1,0`) }),
    ).toBeInTheDocument()
    expect(within(table).getAllByRole('row')).toHaveLength(within(chart).getAllByRole('listitem').length + 1)
  })

  it('tell which steps of the plan were done in between, and no others', async () => {
    const { second, firm } = await twoRounds(levelWith(1), levelWith(2))
    await openFirm(firm)
    await addSteps(
      firm,
      ['Geser rak', 'Cat garis', 'Beli rak'].map((title) => ({ origin: { kind: 'own' as const }, title })),
    )
    const steps = () => {
      const work = useImprovement.getState().byFirm[firm]
      return work && work !== 'failed' ? work.steps : []
    }
    const done = async (title: string, day: string) => {
      at(day)
      await changeStep(
        known(
          steps().find((step) => step.title === title),
          title,
        ),
        { state: 'done' },
      )
    }
    await done('Geser rak', '2026-03-01')
    await done('Cat garis', '2026-09-01')
    await openApp(`/a/${second}/compare`, 'id', t('compare.title'))
    const region = await screen.findByRole('region', { name: t('compare.between') })
    await waitFor(() => expect(within(region).getAllByRole('listitem')).toHaveLength(1))
    expect(region).toHaveTextContent('Geser rak (1 Maret 2026)')
  })

  it('are the same two from whichever one looks', async () => {
    const { first } = await twoRounds(levelWith(1), levelWith(2))
    await openApp(`/a/${first}/compare`, 'id', t('compare.title'))
    expect(
      await screen.findByText(t('compare.days', { before: '7 Februari 2026', after: '7 Agustus 2026' })),
    ).toBeInTheDocument()
    expect(screen.getByText(/\+1,00/)).toBeInTheDocument()
  })

  it('with too little in common say so, and claim no change', async () => {
    const { second } = await twoRounds(levelWith(1), { 'lead-plan': known(optionsOf('lead-plan')[3], '3') })
    await openApp(`/a/${second}/compare`, 'id', t('compare.title'))
    expect(await screen.findByText(t('compare.tooLittle', { count: 1 }))).toBeInTheDocument()
    expect(screen.getByRole('list', { name: t('compare.parts') })).toHaveTextContent(t('compare.notComparable'))
    expect(screen.queryByText(t('compare.real'))).not.toBeInTheDocument()
  })
})

describe('rounds that differ', () => {
  /** A round of an older version of the questionnaire, as a phone keeps it. */
  async function olderRound(version: string, change: (questions: { id: string; options?: object[] }[]) => void) {
    const old = structuredClone(questionnaire) as { version: string; questions: { id: string; options?: object[] }[] }
    old.version = version
    change(old.questions)
    await putOnDisk('questionnaires', {
      v: 1,
      id: `readiness@${version}`,
      structure: old,
      texts: { id: texts['id'], en: texts['en'] },
    })
    const after = await anAssessment('readiness', { answers: levelWith(2) })
    const before = newAssessment({
      id: 'older',
      firm: firmOf(after),
      questionnaire: 'readiness',
      version,
      round: 0,
      started: '2026-01-01T00:00:00.000Z',
    })
    await putOnDisk('assessments', before)
    for (const [question, answer] of Object.entries(levelWith(1)))
      await putOnDisk('answers', {
        v: 1,
        id: `older/${question}`,
        assessment: 'older',
        question,
        answer,
        saved: before.started,
      })
    await load()
    return after
  }

  it('in minor version are compared where they can be, and what changed is listed', async () => {
    const after = await olderRound('1.0.0', (questions) => {
      const item = known(
        questions.find(({ id }) => id === 'lean-5r'),
        'lean-5r',
      )
      item.options = item.options?.map((option, i) => (i === 1 ? { ...option, score: 0 } : option)) ?? []
    })
    const { user } = await openApp(`/a/${after}/compare`, 'id', t('compare.title'))
    await screen.findByText(t('compare.versions', { before: '1.0.0', after: questionnaire.version }))
    await user.click(screen.getByText(t('compare.out.altered', { count: 1 })))
    expect(screen.getByRole('region', { name: t('compare.leftOut') })).toHaveTextContent(words('lean-5r.question'))
    expect(screen.getByText(t('compare.basis', { count: 37 }), { exact: false })).toBeInTheDocument()
  })

  it('in major version are not compared, and that is said', async () => {
    const after = await olderRound('0.9.0', () => undefined)
    await openApp(`/a/${after}/compare`, 'id', t('compare.title'))
    expect(await screen.findByText(t('compare.not.other-major'))).toBeInTheDocument()
  })

  it('of another questionnaire are not offered; alone it says when to come back', async () => {
    const id = await anAssessment('readiness', { answers: levelWith(1) })
    await anAssessment('quick', { firm: firmOf(id) })
    await openApp(`/a/${id}/compare`, 'id', t('compare.title'))
    expect(screen.getByText(t('compare.none'))).toBeInTheDocument()
    expect(screen.getByRole('link', { name: t('compare.newRound') })).toHaveAttribute(
      'href',
      `#/start/readiness/${firmOf(id)}`,
    )
  })
})

function optionsOf(item: string): string[] {
  return known(questionnaire.questions.find(({ id }) => id === item)?.options, item).map(({ id }) => id)
}
