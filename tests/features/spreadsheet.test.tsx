// The action list and the answers as a workbook: what stands in which cell, in which language, and what is left out.
import { screen, waitFor } from '@testing-library/react'
import { readXlsx, type Workbook } from 'hucre/xlsx'
import i18next from 'i18next'
import { describe, expect, it, vi } from 'vitest'
import type { StepOrigin } from '../../src/core/plan'
import { newAnswer } from '../../src/core/records'
import type { Translate } from '../../src/platform/i18n'
import { nameFirm, say, useAssessments } from '../../src/store/assessments'
import { addSteps, changeStep, openFirm, useImprovement } from '../../src/store/improvement'
import { stepText } from '../../src/words/plan'
import { answersSheet } from '../../src/words/sheets'
import { aQuestionnaire, known, section } from '../support/assess'
import { downloads } from '../support/downloads'
import { INDEX_1_67 } from '../support/people'
import { realCatalogue, realQuestionnaire } from '../support/real'
import { anAssessment, openApp } from '../support/render'
import { appText, contentText, type Language, SPOKEN } from '../support/texts'

const readiness = realQuestionnaire('readiness')
const catalogue = realCatalogue()
const NOW = new Date('2026-11-25T05:00:00Z')
const REASON = known(
  readiness.questionnaire.questions.find(({ id }) => id === 'people-training')?.na?.reasons[0]?.id,
  'reason',
)
const ORIGINS: StepOrigin[] = [
  { kind: 'advice', questionnaire: 'readiness', item: 'lean-5r', from: 1 },
  { kind: 'find-out', questionnaire: 'quick', item: 'lead-plan' },
  { kind: 'programme', programme: 'lemmi-4' },
  { kind: 'own' },
]

/** A firm with a step of every kind, at the share screen. */
async function planner(language: Language = 'id') {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  const id = await anAssessment('readiness', {
    answers: { ...INDEX_1_67, 'lead-owner': 'dk', 'people-training': 'na' },
  })
  await say(id, 'people-training', { reason: REASON })
  await say(id, 'lead-plan', { note: '=1+1' })
  const { firm } = known(
    useAssessments.getState().assessments.find((one) => one.id === id),
    id,
  )
  await openFirm(firm)
  await addSteps(
    firm,
    ORIGINS.map((origin) => ({ origin, ...(origin.kind === 'own' ? { title: '@Cat lantai' } : {}) })),
  )
  const work = useImprovement.getState().byFirm[firm]
  const steps = work && work !== 'failed' ? work.steps : []
  await changeStep(known(steps[0], 'step'), { state: 'done', who: 'Bu Sri', due: '2026-12-01', note: 'pelan-pelan' })
  await changeStep(known(steps[3], 'step'), { state: 'dropped' })
  const found = downloads()
  const { user } = await openApp(`/a/${id}/spreadsheet`, language, appText(language)('sheet.title'))
  const make = async () => {
    await user.click(screen.getByRole('button', { name: appText(language)('sheet.button') }))
    await screen.findByText(appText(language)('sheet.made.saved'))
    await waitFor(() => expect(found).toHaveLength(1))
    return readXlsx(new Uint8Array(known(found[0], 'file').bytes))
  }
  return { id, firm, user, found, make }
}

/** The rows of a sheet by their headings. */
function rowsOf(workbook: Workbook, place: number): Record<string, unknown>[] {
  const [head = [], ...rows] = known(workbook.sheets[place], 'sheet').rows
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [String(name), row[i] ?? null])))
}

describe('the workbook', () => {
  it.each(SPOKEN)('holds every step with what is known of it, in the words of %s', async (language) => {
    const { make } = await planner(language)
    const t = appText(language)
    const word = contentText(readiness.texts, language)
    const programme = contentText(catalogue.programmeTexts, language)
    const workbook = await make()
    expect(workbook.sheets.map(({ name }) => name)).toEqual([t('sheet.steps'), t('sheet.answers')])
    const [advice, findOut, training, own] = rowsOf(workbook, 0)
    const step = known(readiness.questionnaire.questions.find(({ id }) => id === 'lean-5r')?.steps, 'steps')
    const index = step.findIndex(({ from }) => from === 1)
    const { cost, time } = known(step[index], 'step')
    expect(advice).toEqual({
      [t('sheet.number')]: 1,
      [t('sheet.step')]: word(`lean-5r.steps.${index}.do`),
      [t('sheet.kind')]: t('sheet.kinds.advice'),
      [t('sheet.about')]: word('lean-5r.question'),
      [t('sheet.state')]: t('sheet.states.done'),
      [t('sheet.who')]: 'Bu Sri',
      [t('sheet.due')]: new Date('2026-12-01T00:00:00Z'),
      [t('sheet.cost')]: t(`steps.costs.${cost}`),
      [t('sheet.time')]: t(`steps.units.${time.unit}`, { count: time.value, value: time.value }),
      [t('sheet.sign')]: word(`lean-5r.steps.${index}.sign`),
      [t('sheet.note')]: 'pelan-pelan',
      [t('sheet.done')]: new Date('2026-11-25T00:00:00Z'),
    })
    const question = word('lead-plan.question')
    expect(findOut).toMatchObject({ [t('sheet.step')]: t('steps.findOut', { question }), [t('sheet.about')]: question })
    expect(training).toMatchObject({
      [t('sheet.step')]: t('plan.programme', { name: programme('lemmi-4.name') }),
      [t('sheet.kind')]: t('sheet.kinds.programme'),
      [t('sheet.cost')]: null,
    })
    expect(own).toMatchObject({ [t('sheet.step')]: '@Cat lantai', [t('sheet.state')]: t('sheet.states.dropped') })
  })

  it('holds every question that is asked, with the answer in words, its score as a number, and its state', async () => {
    const { make } = await planner()
    const t = appText('id')
    const word = contentText(readiness.texts, 'id')
    const rows = rowsOf(await make(), 1)
    const of = (question: string) =>
      known(
        rows.find((row) => row[t('sheet.question')] === word(`${question}.question`)),
        question,
      )
    expect(of('lead-plan')).toMatchObject({
      [t('sheet.section')]: word('lead.name'),
      [t('sheet.answer')]: word(`lead-plan.options.${INDEX_1_67['lead-plan']}.text`),
      [t('sheet.score')]: 2,
      [t('sheet.most')]: 4,
      [t('sheet.state')]: t('sheet.answered.answered'),
      [t('sheet.note')]: '=1+1',
    })
    expect(of('lead-owner')).toMatchObject({
      [t('sheet.answer')]: t('ask.dontKnow'),
      [t('sheet.score')]: null,
      [t('sheet.state')]: t('sheet.answered.dontKnow'),
    })
    expect(of('people-training')).toMatchObject({
      [t('sheet.answer')]: `${t('ask.notApplicable')}: ${word(`people-training.na.reasons.${REASON}.text`)}`,
      [t('sheet.state')]: t('sheet.answered.notApplicable'),
    })
  })

  it('leaves notes out when that is chosen, says so beforehand, and never holds the firm’s name', async () => {
    const { user, make, firm } = await planner()
    const t = appText('id')
    await nameFirm(firm, 'CV Rahasia')
    expect(screen.getByText(t('sheet.seen'))).toBeInTheDocument()
    await user.click(screen.getByRole('checkbox', { name: t('sheet.hide') }))
    expect(screen.getByText(t('sheet.seenWithout'))).toBeInTheDocument()
    const workbook = await make()
    const cells = workbook.sheets.flatMap(({ rows }) => rows.flat()).map(String)
    for (const absent of ['pelan-pelan', '=1+1', t('sheet.note'), 'CV Rahasia']) expect(cells).not.toContain(absent)
  })

  it('can be in another language than the screen', async () => {
    const { user, make, found } = await planner()
    await user.selectOptions(screen.getByLabelText(appText('id')('sheet.language')), 'English')
    const workbook = await make()
    expect(found[0]?.name).toBe('siap-2026-11-25.xlsx')
    expect(workbook.sheets.map(({ name }) => name)).toEqual([
      appText('en')('sheet.steps'),
      appText('en')('sheet.answers'),
    ])
    expect(rowsOf(workbook, 0)[0]?.[appText('en')('sheet.step')]).toBe(
      contentText(readiness.texts, 'en')('lean-5r.steps.1.do'),
    )
    // The screen still speaks its own.
    expect(screen.getByRole('heading', { level: 1, name: appText('id')('sheet.title') })).toBeInTheDocument()
  })

  it('tells tables row by row, several ticks as a list, figures as numbers with their unit in the question', async () => {
    await planner()
    const questionnaire = aQuestionnaire({
      root: { children: [section('all', ['rows', 'ticks', 'figure'])] },
      questions: [
        {
          id: 'rows',
          type: 'rows-scale',
          score: { kind: 'rows-mean' },
          rows: [{ id: 'one' }, { id: 'two' }],
          columns: [
            { id: 'low', score: 0 },
            { id: 'high', score: 3 },
          ],
        },
        { id: 'ticks', type: 'multi', score: { kind: 'count', cap: 4 }, options: [{ id: 'x' }, { id: 'y' }] },
        {
          id: 'figure',
          type: 'number',
          score: {
            kind: 'bands',
            table: [
              { from: 0, score: 1 },
              { from: 10, score: 3 },
            ],
          },
        },
      ],
    })
    const records = Object.fromEntries(
      Object.entries({ rows: { one: 'low', two: 'high' }, ticks: ['x', 'y'], figure: 12.5 }).map(
        ([question, answer]) => [question, { ...newAnswer('a', question, NOW.toISOString()), answer }],
      ),
    )
    const words = (key: string) => key
    const tools = { t: i18next.t as Translate, number: String, list: (items: string[]) => items.join(' + ') }
    const { columns, rows } = answersSheet(questionnaire, words, records, tools, false)
    const at = (header: string) => columns.findIndex((column) => column.header === appText('id')(header))
    const cells = (header: string) => rows.map((row) => row[at(header)])
    expect(cells('sheet.answer')).toEqual([
      'rows.rows.one.text: rows.columns.low.text\nrows.rows.two.text: rows.columns.high.text',
      'ticks.options.x.text + ticks.options.y.text',
      12.5,
    ])
    expect(cells('sheet.score')).toEqual([1.5, 2, 3])
    expect(cells('sheet.question')).toEqual(['rows.question', 'ticks.question', 'figure.question (figure.unit)'])
  })

  it('calls a step of a questionnaire or a programme that is gone by what is left of it', () => {
    const nothing = { questionnaires: new Map(), programmeWords: () => '' }
    const named = (origin: StepOrigin, title = '') =>
      stepText({ origin, title }, nothing, { t: i18next.t as Translate }).title
    expect(named({ kind: 'programme', programme: 'gone' })).toBe(appText('id')('plan.programme', { name: 'gone' }))
    expect(named({ kind: 'advice', questionnaire: 'gone', item: 'x', from: 0 })).toBe('x')
    expect(named({ kind: 'advice', questionnaire: 'gone', item: 'x', from: 0 }, 'Kata saya')).toBe('Kata saya')
    expect(named({ kind: 'find-out', questionnaire: 'gone', item: 'x' })).toBe(
      appText('id')('steps.findOut', { question: 'x' }),
    )
  })

  it('that cannot be made says so', async () => {
    const { user } = await planner()
    vi.spyOn(URL, 'createObjectURL').mockImplementation(() => {
      throw new Error('no')
    })
    await user.click(screen.getByRole('button', { name: appText('id')('sheet.button') }))
    expect(await screen.findByText(appText('id')('sheet.made.failed'))).toBeInTheDocument()
  })
})
