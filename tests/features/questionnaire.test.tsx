// Answering: one question per screen, the list of sections, the profile, and checking the answers.
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Answers } from '../../src/core/answers'
import type { Question } from '../../src/core/questionnaire'
import { nodesOf } from '../../src/core/tree'
import { everything } from '../../src/platform/disk'
import { say, useAssessments } from '../../src/store/assessments'
import { assess, known, optionWorth } from '../support/assess'
import { realCatalogue, realQuestionnaire } from '../support/real'
import { anAssessment, assessmentOnDisk, goTo, onDisk, openApp } from '../support/render'
import { appText, contentText, type Language, SPOKEN } from '../support/texts'

const { questionnaire, texts } = realQuestionnaire('readiness')
const { lists, listTexts } = realCatalogue()
const t = appText('id')
const words = contentText(texts, 'id')
const questionText = (id: string, language: Language = 'id') => contentText(texts, language)(`${id}.question`)
const question = (id: string): Question =>
  known(
    questionnaire.questions.find((one) => one.id === id),
    id,
  )

/** Opens one question of a new assessment with these answers. */
async function open(id: string, answers: Answers = {}, language: Language = 'id') {
  const assessment = await anAssessment('readiness', { answers })
  const { user } = await openApp(`/a/${assessment}/q/${id}`, language, questionText(id, language))
  return { user, assessment }
}
const option = (item: string, id: string, language: Language = 'id') =>
  screen.getByRole('radio', { name: contentText(texts, language)(`${item}.options.${id}.text`) })
const asked = (id: string, language: Language = 'id') =>
  screen.findByRole('heading', { level: 1, name: questionText(id, language) })
const chosen = () => screen.queryAllByRole('radio', { checked: true })
const press = (name: string) => screen.getByRole('button', { name })
const link = (name: string) => screen.getByRole('link', { name })

describe('one question on one screen', () => {
  it.each(SPOKEN)(
    'is the heading, its five anchors follow from the lowest on, and nothing is preselected (%s)',
    async (language) => {
      await open('people-training', {}, language)
      const group = screen.getByRole('group', { name: questionText('people-training', language) })
      const inOrder = known(question('people-training').options, 'options').map(({ id }) =>
        option('people-training', id, language),
      )
      const [dontKnow, notApplicable] = ['ask.dontKnow', 'ask.notApplicable'].map((key) =>
        screen.getByRole('radio', { name: appText(language)(key) }),
      )
      expect(within(group).getAllByRole('radio')).toEqual([...inOrder, dontKnow, notApplicable])
      expect(question('people-training').options?.map(({ score }) => score)).toEqual([0, 1, 2, 3, 4])
      expect(chosen()).toEqual([])
      expect(group).toHaveAccessibleDescription(contentText(texts, language)('people-training.hint'))
      expect(document.title).toBe(questionText('people-training', language))
    },
  )

  it('a tap anywhere on the row selects, saves, then moves on to the next question with its heading in focus', async () => {
    const { user, assessment } = await open('lead-plan')
    await user.click(screen.getByText(words('lead-plan.options.written-this-year.text')))
    const heading = await asked('lead-owner')
    expect(await onDisk(assessment, 'lead-plan')).toMatchObject({ answer: 'written-this-year' })
    expect(location.hash).toBe(`#/a/${assessment}/q/lead-owner`)
    expect(heading).toHaveFocus()
    expect(chosen()).toEqual([])
  })

  it('a tap on what is already chosen moves on too', async () => {
    const { user } = await open('lead-plan', { 'lead-plan': 'in-mind' })
    await user.click(option('lead-plan', 'in-mind'))
    await asked('lead-owner')
  })

  it('arrow keys only select and save; Next moves on', async () => {
    const { user, assessment } = await open('lead-plan')
    option('lead-plan', 'day-by-day').focus()
    await user.keyboard('{ArrowDown}')
    await waitFor(async () => expect(await onDisk(assessment, 'lead-plan')).toMatchObject({ answer: 'in-mind' }))
    await user.keyboard('{ArrowDown}')
    await waitFor(async () =>
      expect(await onDisk(assessment, 'lead-plan')).toMatchObject({ answer: 'written-this-year' }),
    )
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(questionText('lead-plan'))
    expect(option('lead-plan', 'written-this-year')).toBeChecked()
    await user.click(press(t('ask.next')))
    await asked('lead-owner')
  })

  it('Enter moves on, and by keys alone a question takes Tab, arrow, Enter', async () => {
    const { user } = await open('lead-plan')
    option('lead-plan', 'day-by-day').focus()
    await user.keyboard(' {Enter}')
    await asked('lead-owner')
  })

  it('a tap that slid off the row leaves the arrow keys as they are', async () => {
    const { user, assessment } = await open('lead-plan')
    await user.pointer([
      { keys: '[MouseLeft>]', target: screen.getByText(words('lead-plan.options.day-by-day.text')) },
      { target: document.body },
      { keys: '[/MouseLeft]', target: document.body },
    ])
    option('lead-plan', 'day-by-day').focus()
    await user.keyboard('{ArrowDown}')
    await waitFor(async () => expect(await onDisk(assessment, 'lead-plan')).toMatchObject({ answer: 'in-mind' }))
    expect(location.hash).toBe(`#/a/${assessment}/q/lead-plan`)
  })

  it.each(SPOKEN)('Next without a choice offers to choose, to find out, or to skip (%s)', async (language) => {
    const { user, assessment } = await open('lead-plan', {}, language)
    const said = appText(language)
    await user.click(press(said('ask.next')))
    const help = await screen.findByRole('alert')
    expect(help).toHaveFocus()
    expect(within(help).getByRole('heading')).toHaveTextContent(said('ask.open.title'))
    await user.click(within(help).getByRole('button', { name: said('ask.open.choose') }))
    expect(option('lead-plan', 'day-by-day', language)).toHaveFocus()
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()

    await user.click(press(said('ask.next')))
    await user.click(link(said('ask.open.skip')))
    await asked('lead-owner', language)
    expect(await onDisk(assessment, 'lead-plan')).toBeUndefined()

    await user.click(press(said('ask.next')))
    await user.click(within(await screen.findByRole('alert')).getByRole('button', { name: said('ask.dontKnow') }))
    await asked('lead-figures', language)
    expect(await onDisk(assessment, 'lead-owner')).toMatchObject({ answer: 'dk' })
  })

  it('"does not apply" shows its reasons and needs one before it moves on', async () => {
    const { user, assessment } = await open('people-training')
    const reasons = known(question('people-training').na, 'reasons').reasons
    const nameOf = (reason: string) => words(`people-training.na.reasons.${reason}.text`)
    expect(screen.queryByRole('group', { name: t('ask.reason') })).not.toBeInTheDocument()
    await user.click(screen.getByRole('radio', { name: t('ask.notApplicable') }))
    const group = await screen.findByRole('group', { name: t('ask.reason') })
    expect(within(group).getAllByRole('radio')).toEqual(
      reasons.map(({ id }) => within(group).getByRole('radio', { name: nameOf(id) })),
    )
    await user.click(press(t('ask.next')))
    expect(await screen.findByRole('alert')).toHaveTextContent(t('ask.open.reason'))
    expect(location.hash).toBe(`#/a/${assessment}/q/people-training`)

    const first = known(reasons[0], 'reason').id
    await user.click(within(group).getByRole('radio', { name: nameOf(first) }))
    await asked('people-multiskill')
    expect(await onDisk(assessment, 'people-training')).toMatchObject({ answer: 'na', reason: first })
    await user.click(link(t('ask.back')))
    await asked('people-training')
    expect(chosen().map((radio) => radio.getAttribute('value'))).toEqual(['na', first])

    await user.click(option('people-training', 'some-workers'))
    await asked('people-multiskill')
    const after = await onDisk(assessment, 'people-training')
    expect(after?.answer).toBe('some-workers')
    expect(after).not.toHaveProperty('reason')
  })

  it('"does not apply" stands only where the question allows it', async () => {
    await open('lead-plan')
    expect(question('lead-plan').na).toBeUndefined()
    expect(screen.queryByRole('radio', { name: t('ask.notApplicable') })).not.toBeInTheDocument()
  })

  it("Back, and the browser's too, shows the answer as left", async () => {
    const { user } = await open('lead-plan')
    await user.click(option('lead-plan', 'checked-to-decide'))
    await asked('lead-owner')
    await user.click(option('lead-owner', 'every-section'))
    await asked('lead-figures')
    await user.click(link(t('ask.back')))
    await asked('lead-owner')
    expect(chosen()).toEqual([option('lead-owner', 'every-section')])
    expect(screen.getByText(t('ask.savedBefore'))).toBeInTheDocument()
    window.history.go(-3)
    await asked('lead-plan')
    expect(chosen()).toEqual([option('lead-plan', 'checked-to-decide')])
  })

  it('a note is saved beside the answer, comes back, and can be taken back', async () => {
    const { user, assessment } = await open('lead-plan', { 'lead-plan': 'in-mind' })
    await user.click(screen.getByText(t('ask.note.add')))
    await user.type(screen.getByRole('textbox', { name: t('ask.note.label') }), '  Tanya Bu Sri  ')
    await user.click(press(t('ask.next')))
    await asked('lead-owner')
    await waitFor(async () =>
      expect(await onDisk(assessment, 'lead-plan')).toMatchObject({ answer: 'in-mind', note: 'Tanya Bu Sri' }),
    )

    await user.click(link(t('ask.back')))
    await asked('lead-plan')
    await user.click(screen.getByText(t('ask.note.edit')))
    const note = screen.getByRole('textbox', { name: t('ask.note.label') })
    expect(note).toHaveValue('Tanya Bu Sri')
    await user.clear(note)
    await user.tab()
    await waitFor(async () => expect(await onDisk(assessment, 'lead-plan')).not.toHaveProperty('note'))
    expect(await onDisk(assessment, 'lead-plan')).toMatchObject({ answer: 'in-mind' })
  })

  it('what stands in a field is saved also where a tapped button takes no focus, as on an iPhone', async () => {
    const { user, assessment } = await open('flow-lead-time-days', { 'flow-lead-time': 'date-per-order' })
    await user.type(screen.getByRole('textbox', { name: t('ask.figure.label') }), '900')
    fireEvent.click(press(t('ask.next')))
    expect(await screen.findByRole('alert')).toHaveTextContent(t('ask.figure.outOfRange', { min: 0, max: 365 }))
    await user.clear(screen.getByRole('textbox', { name: t('ask.figure.label') }))
    await user.type(screen.getByRole('textbox', { name: t('ask.figure.label') }), '9')
    fireEvent.click(press(t('ask.next')))
    await asked('flow-wip')
    expect(await onDisk(assessment, 'flow-lead-time-days')).toMatchObject({ answer: 9 })

    await user.click(option('flow-wip', 'pull-signals'))
    await asked('flow-defects')
    await user.click(link(t('ask.back')))
    await asked('flow-wip')
    await user.click(screen.getByText(t('ask.note.add')))
    await user.type(screen.getByRole('textbox', { name: t('ask.note.label') }), 'rak baru')
    fireEvent.click(press(t('ask.next')))
    await asked('flow-defects')
    expect(await onDisk(assessment, 'flow-wip')).toMatchObject({ note: 'rak baru' })
  })

  it('Next waits until the disk has what was chosen, and asks the follow-up that it brought', async () => {
    const { user, assessment } = await open('flow-lead-time')
    const said = vi.spyOn(IDBObjectStore.prototype, 'put')
    option('flow-lead-time', 'by-experience').focus()
    fireEvent.click(option('flow-lead-time', 'date-per-order'))
    fireEvent.click(press(t('ask.next')))
    expect(said).not.toHaveBeenCalled()
    expect(location.hash).toBe(`#/a/${assessment}/q/flow-lead-time`)
    await asked('flow-lead-time-days')
    expect(await onDisk(assessment, 'flow-lead-time')).toMatchObject({ answer: 'date-per-order' })
    await user.click(press(t('ask.next')))
    await asked('flow-wip')
  })

  it('Next stays when the disk refuses, and lets go the next time', async () => {
    const { assessment } = await open('flow-lead-time-days', { 'flow-lead-time': 'date-per-order' })
    const field = screen.getByRole('textbox', { name: t('ask.figure.label') })
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    fireEvent.focus(field)
    fireEvent.change(field, { target: { value: '9' } })
    field.focus()
    fireEvent.click(press(t('ask.next')))
    expect(await screen.findByText(t('ask.notSaved'))).toBeInTheDocument()
    expect(location.hash).toBe(`#/a/${assessment}/q/flow-lead-time-days`)
    expect(field).toHaveValue('9')
    fireEvent.change(field, { target: { value: '' } })
    fireEvent.click(press(t('ask.next')))
    await asked('flow-wip')
  })

  it.each(SPOKEN)('why it is asked, an example and its glossary words open on a tap (%s)', async (language) => {
    const { user } = await open('lean-5r', {}, language)
    const own = contentText(texts, language)
    const opens = [
      [appText(language)('ask.why'), own('lean-5r.why')],
      [appText(language)('ask.example'), own('lean-5r.example')],
      [
        contentText(listTexts, language)('glossary.five-r.term'),
        contentText(listTexts, language)('glossary.five-r.meaning'),
      ],
    ] as const
    for (const [summary, text] of opens) {
      expect(screen.getByText(text)).not.toBeVisible()
      await user.click(screen.getByText(summary))
      expect(screen.getByText(text)).toBeVisible()
    }
  })

  it('a language switch keeps the place, the answer and the focus', async () => {
    const { user, assessment } = await open('lead-plan', { 'lead-plan': 'in-mind' })
    await user.click(screen.getByText(t('ask.note.add')))
    await user.type(screen.getByRole('textbox', { name: t('ask.note.label') }), 'setengah')
    const english = screen.getByRole('link', { name: 'English' })
    await user.click(english)
    await asked('lead-plan', 'en')
    expect(document.documentElement.lang).toBe('en')
    expect(location.pathname).toBe('/en/')
    expect(location.hash).toBe(`#/a/${assessment}/q/lead-plan`)
    expect(chosen()).toEqual([option('lead-plan', 'in-mind', 'en')])
    expect(screen.getByRole('textbox', { name: appText('en')('ask.note.label') })).toHaveValue('setengah')
    expect(screen.getByRole('link', { name: 'Bahasa Indonesia' })).toHaveFocus()
    await user.click(screen.getByRole('link', { name: 'Bahasa Indonesia' }))
    await asked('lead-plan')
    expect(document.documentElement.lang).toBe('id')
    expect(location.pathname).toBe('/')
  })

  it('a disk that is full says so, keeps what was saved, and lets the answer be given again', async () => {
    const { user, assessment } = await open('lead-plan', { 'lead-plan': 'in-mind' })
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    await user.click(option('lead-plan', 'checked-to-decide'))
    expect(await screen.findByText(t('notice.disk-full'))).toBeInTheDocument()
    expect(screen.getByText(t('ask.notSaved'))).toBeInTheDocument()
    expect(location.hash).toBe(`#/a/${assessment}/q/lead-plan`)
    expect(chosen()).toEqual([option('lead-plan', 'in-mind')])
    expect(await onDisk(assessment, 'lead-plan')).toMatchObject({ answer: 'in-mind' })

    put.mockRestore()
    await user.click(option('lead-plan', 'checked-to-decide'))
    await asked('lead-owner')
    expect(await onDisk(assessment, 'lead-plan')).toMatchObject({ answer: 'checked-to-decide' })
    expect(screen.queryByText(t('notice.disk-full'))).not.toBeInTheDocument()
  })

  it('reopening the app offers to go on at exactly the question that was shown last', async () => {
    const { user, assessment } = await open('lead-plan')
    await user.click(option('lead-plan', 'in-mind'))
    await asked('lead-owner')
    await waitFor(async () => expect((await assessmentOnDisk(assessment)).position).toBe('lead-owner'))
    useAssessments.setState(useAssessments.getInitialState(), true)
    await goTo('/', t('home.title'))
    expect(await screen.findByRole('link', { name: t('home.saved.go') })).toHaveAttribute(
      'href',
      `#/a/${assessment}/q/lead-owner`,
    )
  })
})

describe('a figure', () => {
  const ITEM = 'flow-lead-time-days'
  const asking = { 'flow-lead-time': optionWorth(questionnaire, 'flow-lead-time', 2) }
  const figure = (language: Language = 'id') =>
    screen.getByRole('textbox', { name: appText(language)('ask.figure.label') })

  it.each([
    ['id', '1,5', 1.5],
    ['id', '1.5', 1.5],
    ['en', '1.5', 1.5],
    ['en', '1,5', 1.5],
    ['id', ' 12 ', 12],
    ['en', '0', 0],
    ['id', '365', 365],
  ] as const)('in %s "%s" is %d, and shows as the same number again', async (language, typed, value) => {
    const { user, assessment } = await open(ITEM, asking, language)
    expect(figure(language)).toHaveAccessibleDescription(contentText(texts, language)(`${ITEM}.hint`))
    await user.type(figure(language), typed)
    await user.tab()
    await waitFor(async () => expect(await onDisk(assessment, ITEM)).toMatchObject({ answer: value }))
    await user.click(press(appText(language)('ask.next')))
    await asked('flow-wip', language)
    await user.click(link(appText(language)('ask.back')))
    await asked(ITEM, language)
    expect(figure(language)).toHaveValue(String(value).replace('.', language === 'id' ? ',' : '.'))
    // Passing through the field changes nothing.
    await user.click(figure(language))
    await user.tab()
    expect(await onDisk(assessment, ITEM)).toMatchObject({ answer: value })
  })

  it.each(SPOKEN)('out of range is said with the range, kept in the field, and not saved (%s)', async (language) => {
    const { user, assessment } = await open(ITEM, asking, language)
    await user.type(figure(language), '400')
    await user.tab()
    const range = appText(language)('ask.figure.outOfRange', { min: 0, max: 365 })
    expect(await screen.findByRole('alert')).toHaveTextContent(range)
    expect(figure(language)).toBeInvalid()
    expect(figure(language)).toHaveAccessibleDescription(expect.stringContaining(range))
    expect(figure(language)).toHaveValue('400')
    await user.click(press(appText(language)('ask.next')))
    expect(figure(language)).toHaveFocus()
    expect(figure(language)).toHaveValue('400')
    expect(await onDisk(assessment, ITEM)).toBeUndefined()

    await user.clear(figure(language))
    await user.type(figure(language), '40')
    await user.click(press(appText(language)('ask.next')))
    await asked('flow-wip', language)
    expect(await onDisk(assessment, ITEM)).toMatchObject({ answer: 40 })
  })

  it('an error speaks the language of the screen, also after a switch', async () => {
    const { user } = await open(ITEM, asking)
    await user.type(figure(), '400')
    await user.tab()
    await screen.findByRole('alert')
    await user.click(screen.getByRole('link', { name: 'English' }))
    await asked(ITEM, 'en')
    expect(screen.getByRole('alert')).toHaveTextContent(appText('en')('ask.figure.outOfRange', { min: 0, max: 365 }))
    expect(figure('en')).toHaveValue('400')
  })

  it('what is no number is said and not saved', async () => {
    const { user, assessment } = await open(ITEM, asking)
    await user.type(figure(), 'dua minggu')
    await user.tab()
    expect(await screen.findByRole('alert')).toHaveTextContent(t('ask.figure.notANumber'))
    expect(await onDisk(assessment, ITEM)).toBeUndefined()
  })

  it('Enter in the field saves it and moves on, or says what is wrong', async () => {
    const { user, assessment } = await open(ITEM, asking)
    await user.type(figure(), '900{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent(t('ask.figure.outOfRange', { min: 0, max: 365 }))
    expect(location.hash).toBe(`#/a/${assessment}/q/${ITEM}`)
    await user.clear(figure())
    await user.type(figure(), '12{Enter}')
    await asked('flow-wip')
    await waitFor(async () => expect(await onDisk(assessment, ITEM)).toMatchObject({ answer: 12 }))
  })

  it('may be left empty, and emptying it takes it back', async () => {
    const { user, assessment } = await open(ITEM, { ...asking, [ITEM]: 12 })
    await user.clear(figure())
    await user.tab()
    await waitFor(async () => expect(await onDisk(assessment, ITEM)).not.toHaveProperty('answer'))
    await user.click(press(t('ask.next')))
    await asked('flow-wip')
  })

  it('is not asked when the answer before it hides it; what was said is kept and comes back', async () => {
    const { user, assessment } = await open('flow-lead-time', { ...asking, [ITEM]: 12 })
    await user.click(option('flow-lead-time', 'by-experience'))
    await asked('flow-wip')
    await goTo(`/a/${assessment}/q/${ITEM}`, t('ask.gone.title'))
    expect(screen.getByText(t('ask.gone.text'))).toBeInTheDocument()
    expect(await onDisk(assessment, ITEM)).toMatchObject({ answer: 12 })

    await goTo(`/a/${assessment}/q/flow-lead-time`, questionText('flow-lead-time'))
    await user.click(option('flow-lead-time', 'dates-recorded'))
    await asked(ITEM)
    expect(figure()).toHaveValue('12')
  })
})

describe('progress', () => {
  it.each(SPOKEN)('tells the section, how many are settled, and the minutes left (%s)', async (language) => {
    await open('people-training', assess(questionnaire).answerAll(2, 'lead').answers, language)
    const said = appText(language)
    expect(link(said('ask.section', { number: 2, of: 10 }))).toBeInTheDocument()
    expect(screen.getByRole('main')).toHaveTextContent(contentText(texts, language)('people.name'))
    const bar = screen.getByRole('progressbar', { name: said('ask.progress') })
    expect([bar.getAttribute('value'), bar.getAttribute('max')]).toEqual(['4', '38'])
    expect(screen.getByText(new RegExp(said('ask.settled', { settled: 4, scored: 38 })))).toHaveTextContent(
      said('tasks.minutesLeft', { count: 16 }),
    )
  })

  it('"don\'t know" counts as settled, and a follow-up that appears never moves it backwards', async () => {
    const { user } = await open('flow-lead-time', assess(questionnaire).answerAll(0, 'lead').answers)
    const values = () => {
      const bar = screen.getByRole('progressbar')
      return [bar.getAttribute('value'), bar.getAttribute('max')]
    }
    expect(values()).toEqual(['4', '38'])
    await user.click(screen.getByRole('radio', { name: t('ask.dontKnow') }))
    await asked('flow-wip')
    expect(values()).toEqual(['5', '38'])
    await user.click(link(t('ask.back')))
    await asked('flow-lead-time')
    await user.click(option('flow-lead-time', 'target-improved'))
    await asked('flow-lead-time-days')
    expect(values()).toEqual(['5', '38'])
    await user.type(screen.getByRole('textbox', { name: t('ask.figure.label') }), '5')
    await user.click(press(t('ask.next')))
    await asked('flow-wip')
    expect(values()).toEqual(['5', '38'])
  })
})

describe('the list of sections', () => {
  const sections = questionnaire.bottleneck?.of ?? []
  const task = (name: string) => screen.getByRole('link', { name: new RegExp(`^${name}`) })

  it('has the ten sections in order and the profile among them, each with its state', async () => {
    const answers = assess(questionnaire).answerAll(1, 'lead').dontKnow('people-training').answers
    const id = await anAssessment('readiness', { answers })
    await openApp(`/a/${id}`, 'id', t('tasks.title'))
    const tasks = screen.getAllByRole('listitem').map((item) => item.textContent)
    expect(sections).toHaveLength(10)
    expect(tasks).toHaveLength(11)
    for (const [i, section] of sections.entries()) expect(tasks[i]).toContain(words(`${section}.name`))
    expect(tasks[0]).toContain(t('tasks.state.done'))
    expect(tasks[1]).toContain(t('tasks.state.count', { settled: 1, scored: 5 }))
    expect(tasks[1]).toContain(t('tasks.state.dontKnow', { count: 1 }))
    expect(tasks[2]).toContain(t('tasks.state.count', { settled: 0, scored: 4 }))
    expect(tasks[10]).toContain(t('profile.title'))
    expect(tasks[10]).toContain(t('tasks.profile.untouched'))
    expect(task(words('people.name'))).toHaveAttribute('href', `#/a/${id}/q/people-multiskill`)
    expect(link(t('tasks.continue'))).toHaveAttribute('href', `#/a/${id}/q/people-multiskill`)
  })

  it('opens the result as soon as the index is valid, and not before', async () => {
    const story = assess(questionnaire)
    const half = ['lead', 'people', 'market', 'data'].reduce((so, section) => so.answerAll(2, section), story)
    const id = await anAssessment('readiness', { answers: half.answers })
    const { user } = await openApp(`/a/${id}`, 'id', t('tasks.title'))
    expect(screen.queryByRole('link', { name: t('tasks.result') })).not.toBeInTheDocument()
    expect(screen.getByText(t('tasks.noResult'))).toBeInTheDocument()
    for (const item of ['lean', 'flow', 'mach'].flatMap((section) =>
      Object.entries(story.answerAll(2, section).answers),
    )) {
      await say(id, item[0], { answer: item[1] })
    }
    await user.click(await screen.findByRole('link', { name: t('tasks.result') }))
    await screen.findByRole('heading', { level: 1, name: t('result.title') })
  })

  it('names the business, and keeps the name', async () => {
    const id = await anAssessment('readiness')
    const { user } = await openApp(`/a/${id}`, 'id', t('tasks.title'))
    await user.type(screen.getByRole('textbox', { name: t('profile.name.label') }), ' CV Maju ')
    await user.tab()
    await waitFor(async () => expect((await everything()).firms).toMatchObject([{ name: 'CV Maju' }]))
  })
})

describe('checking the answers', () => {
  const answers: Answers = {
    ...assess(questionnaire).answerAll(2).dontKnow('data-backup').notApplicable('market-online').skip('invest-plan')
      .answers,
    'flow-lead-time-days': 12.5,
  }
  async function openCheck(language: Language = 'id') {
    const id = await anAssessment('readiness', { answers })
    await say(id, 'market-online', { reason: known(question('market-online').na, 'na').reasons[0]?.id ?? '' })
    await say(id, 'lead-plan', { note: 'lihat papan' })
    const { user } = await openApp(`/a/${id}/check`, language, appText(language)('check.title'))
    return { id, user }
  }

  it.each(SPOKEN)(
    'lists every question that is asked, with its answer in words and a way to change it (%s)',
    async (language) => {
      const { id } = await openCheck(language)
      const said = appText(language)
      const own = contentText(texts, language)
      const shown = new Map(
        screen
          .getAllByRole('term')
          .map((term) => [term.textContent, known(term.nextElementSibling, 'answer')] as const),
      )
      const ids = nodesOf(questionnaire.root).flatMap(({ children }) =>
        children.filter((child) => typeof child === 'string'),
      )
      expect(ids).toHaveLength(38)
      expect([...shown.keys()].sort()).toEqual(
        [...ids, 'flow-lead-time-days', 'flow-defects-share'].map((item) => questionText(item, language)).sort(),
      )
      for (const [item, text] of [
        ['lead-owner', own('lead-owner.options.named-person.text')],
        ['lead-plan', said('check.note', { note: 'lihat papan' })],
        ['data-backup', said('ask.dontKnow')],
        ['market-online', said('ask.notApplicable')],
        ['market-online', own(`market-online.na.reasons.${question('market-online').na?.reasons[0]?.id}.text`)],
        ['invest-plan', said('check.blank')],
        ['flow-lead-time-days', language === 'id' ? '12,5' : '12.5'],
        ['flow-lead-time-days', own('flow-lead-time-days.unit')],
        ['flow-defects-share', said('check.optional')],
      ] as const) {
        expect(shown.get(questionText(item, language)), item).toHaveTextContent(text)
      }
      for (const item of [...ids, 'flow-lead-time-days']) {
        const change = said(item === 'invest-plan' ? 'check.answer' : 'check.change')
        const [only, ...others] = screen.getAllByRole('link', { name: `${change}: ${questionText(item, language)}` })
        expect(others).toEqual([])
        expect(only).toHaveAttribute('href', `#/a/${id}/check/${item}`)
      }
    },
  )

  it('a change leads back to the list, which shows it', async () => {
    const { id, user } = await openCheck()
    await user.click(link(`${t('check.answer')}: ${questionText('invest-plan')}`))
    await asked('invest-plan')
    await user.click(option('invest-plan', 'yearly-budget'))
    await screen.findByRole('heading', { level: 1, name: t('check.title') })
    expect(screen.getByText(words('invest-plan.options.yearly-budget.text'))).toBeInTheDocument()
    await user.click(link(`${t('check.change')}: ${questionText('lead-plan')}`))
    await asked('lead-plan')
    expect(chosen()).toEqual([option('lead-plan', 'written-this-year')])
    await user.click(press(t('ask.backToCheck')))
    await screen.findByRole('heading', { level: 1, name: t('check.title') })
    expect(location.hash).toBe(`#/a/${id}/check`)
  })

  it('says what is still open, and that the result is provisional until then', async () => {
    const { id, user } = await openCheck()
    expect(screen.getByText(`${t('check.open', { count: 1 })} ${t('check.provisional')}`)).toBeInTheDocument()
    await user.click(link(`${t('check.answer')}: ${questionText('invest-plan')}`))
    await asked('invest-plan')
    await user.click(option('invest-plan', 'yearly-budget'))
    expect(await screen.findByText(t('check.complete'))).toBeInTheDocument()
    expect((await assessmentOnDisk(id)).finished).toBeNull()
    await user.click(link(t('check.result')))
    await screen.findByRole('heading', { level: 1, name: t('result.title') })
    await waitFor(async () => expect((await assessmentOnDisk(id)).finished).not.toBeNull())
  })

  it('offers no result before enough is answered', async () => {
    const id = await anAssessment('readiness', { answers: { 'lead-plan': 'in-mind' } })
    await openApp(`/a/${id}/check`, 'en', appText('en')('check.title'))
    expect(
      screen.getByText(`${appText('en')('check.open', { count: 37 })} ${appText('en')('check.noResultYet')}`),
    ).toBeInTheDocument()
    expect(screen.queryByRole('link', { name: appText('en')('check.result') })).not.toBeInTheDocument()
  })
})

describe('the profile', () => {
  const listText = contentText(listTexts, 'id')
  const select = (key: string) => screen.getByRole('combobox', { name: t(`profile.${key}`) })
  async function openProfile() {
    const id = await anAssessment('readiness')
    const { user } = await openApp(`/a/${id}/profile`, 'id', t('profile.title'))
    return { id, user }
  }

  it('offers every sector, band and province, with nothing chosen', async () => {
    await openProfile()
    for (const [key, entries] of [
      ['sector', lists.sectors],
      ['workers', lists.workers],
      ['investment', lists.investment],
      ['province', lists.provinces],
    ] as const) {
      expect(within(select(key)).getAllByRole('option')).toHaveLength(entries.length + 1)
      expect(select(key)).toHaveDisplayValue(t('profile.choose'))
    }
    expect(screen.queryAllByRole('checkbox', { checked: true })).toEqual([])
  })

  it('saves every change at once, and shows it as left', async () => {
    const { id, user } = await openProfile()
    await user.selectOptions(select('sector'), 'fnb')
    await user.selectOptions(select('workers'), '5-19')
    await user.selectOptions(select('province'), 'JB')
    await user.click(screen.getByRole('checkbox', { name: listText('goals.quality.name') }))
    const expected = { sector: 'fnb', workers: '5-19', province: 'JB', goals: ['quality'] }
    await waitFor(async () => expect((await assessmentOnDisk(id)).profile).toEqual(expected))
    await user.click(link(t('profile.toTasks')))
    await screen.findByRole('heading', { level: 1, name: t('tasks.title') })
    expect(link(`${t('profile.title')}${t('tasks.profile.done')}`)).toBeInTheDocument()
    await goTo(`/a/${id}/profile`, t('profile.title'))
    expect(select('sector')).toHaveValue('fnb')
    expect(screen.getByRole('checkbox', { name: listText('goals.quality.name') })).toBeChecked()
    await user.selectOptions(select('sector'), '')
    await waitFor(async () => expect((await assessmentOnDisk(id)).profile.sector).toBeUndefined())
  })

  it.each(['goals', 'pains'] as const)(
    'takes at most three %s: the others cannot be ticked until one is taken back',
    async (kind) => {
      const { id, user } = await openProfile()
      const group = screen.getByRole('group', { name: t(`profile.${kind}`) })
      const boxes = within(group).getAllByRole('checkbox')
      expect(boxes).toHaveLength(lists[kind].length)
      for (const box of boxes.slice(0, 3)) await user.click(box)
      expect(boxes.map((box) => (box as HTMLInputElement).disabled)).toEqual(boxes.map((_, i) => i >= 3))
      expect(group).toHaveAccessibleDescription(t('profile.most', { most: 3, chosen: 3 }))
      await waitFor(async () =>
        expect((await assessmentOnDisk(id)).profile[kind]).toEqual(lists[kind].slice(0, 3).map((entry) => entry.id)),
      )
      await user.click(known(boxes[0], 'first'))
      expect(boxes.every((box) => !(box as HTMLInputElement).disabled)).toBe(true)
    },
  )

  it.each([
    ['1-4', '', 'mikro'],
    ['5-19', '', 'kecil'],
    ['20-99', '1b-15b', 'menengah'],
    ['100-plus', '', 'menengah'],
    ['100-plus', 'over-15b', 'besar'],
  ] as const)('estimates the size of %s workers and investment "%s" as %s', async (workers, investment, size) => {
    const { user } = await openProfile()
    expect(screen.queryByText(/Perkiraan kelas/)).not.toBeInTheDocument()
    await user.selectOptions(select('workers'), workers)
    await user.selectOptions(select('investment'), investment)
    expect(await screen.findByText(t('profile.size', { size: listText(`sizes.${size}.name`) }))).toBeInTheDocument()
    expect(screen.getByText(listText(`sizes.${size}.note`))).toBeInTheDocument()
  })

  it('a large firm is told that most programmes are for small and medium ones', () => {
    expect(listText('sizes.besar.note')).toMatch(/IKM|kecil dan menengah/)
    expect(contentText(listTexts, 'en')('sizes.besar.note')).toMatch(/small and medium/)
  })
})
