// The first screen and the data on this device: go on, rename, delete; and what the frame of every screen holds.
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { everything } from '../../src/platform/disk'
import { finish, nameFirm, say, useAssessments } from '../../src/store/assessments'
import { known } from '../support/assess'
import { golden, INDEX_1_67 } from '../support/people'
import { realQuestionnaire } from '../support/real'
import { anAssessment, goTo, openApp, putOnDisk } from '../support/render'
import { appText, contentText, type Language, SPOKEN } from '../support/texts'

const readiness = realQuestionnaire('readiness')
const quick = realQuestionnaire('quick')
const t = appText('id')
const NOW = new Date('2026-08-07T05:00:00Z')
const firmOf = (id: string) =>
  known(
    useAssessments.getState().assessments.find((one) => one.id === id),
    id,
  ).firm

/** CV Maju with a finished full round and a quick check begun after it; a firm without a name with one answer. */
async function twoFirms() {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  const finished = await anAssessment('readiness', { answers: INDEX_1_67 })
  await finish(finished, readiness.questionnaire)
  const firm = firmOf(finished)
  await nameFirm(firm, 'CV Maju')
  vi.setSystemTime(new Date('2026-08-08T05:00:00Z'))
  const nameless = await anAssessment('readiness', { answers: { 'lead-plan': 'in-mind' } })
  vi.setSystemTime(new Date('2026-08-09T05:00:00Z'))
  const begun = await anAssessment('quick', { firm, answers: { 'lead-plan': 'in-mind' } })
  return { finished, begun, nameless, firm }
}
const roundName = (questionnaire: 'readiness' | 'quick', language: Language = 'id') =>
  appText(language)('saved.round', {
    title: contentText((questionnaire === 'quick' ? quick : readiness).texts, language)('title'),
    round: 1,
  })
const cardOf = (firm: string, round: string) =>
  known(
    within(screen.getByRole('region', { name: firm }))
      .getByRole('heading', { level: 3, name: round })
      .closest('li'),
    round,
  )
async function openSaved(language: Language = 'id') {
  const { user } = await openApp('/saved', language, appText(language)('saved.title'))
  // Titles of questionnaires come a moment later.
  await waitFor(() => expect(screen.queryByText(/(readiness|quick),/)).not.toBeInTheDocument())
  return user
}

describe('the first screen', () => {
  it.each(SPOKEN)(
    'says what you get and how long it takes, and offers the full questionnaire before the quick check (%s)',
    async (language) => {
      await openApp('/', language, appText(language)('home.title'))
      const said = appText(language)
      const [full, short] = within(screen.getByRole('main')).getAllByRole('link')
      expect(full).toHaveTextContent(said('home.full.text', { minutes: 20 }))
      expect(full).toHaveAttribute('href', '#/start/readiness')
      expect(short).toHaveTextContent(said('home.quick.text', { minutes: 8 }))
      expect(short).toHaveAttribute('href', '#/start/quick')
      expect(screen.getByRole('main')).toHaveTextContent(said('home.promise.text'))
      expect(screen.queryByText(said('home.saved.continue'))).not.toBeInTheDocument()
    },
  )

  it('begins with the first question of the full questionnaire, and each start is an assessment of its own', async () => {
    const { user } = await openApp('/', 'id', t('home.title'))
    await user.click(screen.getByRole('link', { name: new RegExp(t('home.full.title')) }))
    await screen.findByRole('heading', { level: 1, name: contentText(readiness.texts, 'id')('lead-plan.question') })
    await goTo('/', t('home.title'))
    await user.click(await screen.findByRole('link', { name: new RegExp(t('home.quick.title')) }))
    await screen.findByRole('heading', { level: 1, name: contentText(quick.texts, 'id')('lead-plan.question') })
    expect(await everything()).toMatchObject({ firms: [{}, {}], assessments: [{}, {}] })
  })

  it('offers what is unfinished before what is finished, with the date the Indonesian way', async () => {
    const { begun } = await twoFirms()
    await openApp('/', 'id', t('home.title'))
    const card = await screen.findByRole('region', { name: t('home.saved.continue') })
    expect(card).toHaveTextContent(t('home.saved.what', { firm: 'CV Maju', date: '9 Agustus 2026' }))
    expect(within(card).getByRole('link')).toHaveAttribute('href', `#/a/${begun}`)
    expect(screen.getByRole('link', { name: t('home.saved.all', { count: 3 }) })).toHaveAttribute('href', '#/saved')
  })

  it('offers the result when everything is finished', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW })
    const id = await anAssessment('readiness', { answers: INDEX_1_67 })
    await finish(id, readiness.questionnaire)
    await openApp('/', 'en', appText('en')('home.title'))
    const card = await screen.findByRole('region', { name: appText('en')('home.saved.result') })
    expect(within(card).getByRole('link')).toHaveAttribute('href', `#/a/${id}/result`)
    expect(card).toHaveTextContent(appText('en')('home.saved.noName'))
  })
})

describe('the data on this device', () => {
  it.each(SPOKEN)('lists every firm and round, with dates and state (%s)', async (language) => {
    const { finished, begun } = await twoFirms()
    await openSaved(language)
    const said = appText(language)
    const firms = screen
      .getAllByRole('region')
      .map((region) => within(region).getByRole('heading', { level: 2 }).textContent)
    expect(firms).toEqual(['CV Maju', said('home.saved.noName')])
    const done = cardOf('CV Maju', roundName('readiness', language))
    expect(done).toHaveTextContent(said('saved.finished'))
    expect(done).toHaveTextContent(said('saved.level', { level: 1, index: language === 'id' ? '1,67' : '1.67' }))
    expect(done).toHaveTextContent(
      new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
      }).format(NOW),
    )
    expect(within(done).getByRole('link', { name: new RegExp(`^${said('saved.result')}`) })).toHaveAttribute(
      'href',
      `#/a/${finished}/result`,
    )
    const open = cardOf('CV Maju', roundName('quick', language))
    expect(open).toHaveTextContent(said('saved.unfinished'))
    expect(within(open).getByRole('link', { name: new RegExp(`^${said('saved.continue')}`) })).toHaveAttribute(
      'href',
      `#/a/${begun}`,
    )
    expect(within(open).queryByRole('link', { name: new RegExp(`^${said('saved.result')}`) })).not.toBeInTheDocument()
  })

  it('every button and link says what it is about', async () => {
    await twoFirms()
    await openSaved()
    const names = [...screen.getAllByRole('link'), ...screen.getAllByRole('button')].map(
      (one) => one.getAttribute('aria-label') ?? one.textContent,
    )
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
  })

  it('a quick check is called an estimate, a result with blanks provisional', async () => {
    const person = golden('quick-1')
    const id = await anAssessment('quick', { answers: person.answers })
    await finish(id, quick.questionnaire)
    const blank = await anAssessment('readiness', { answers: golden('readiness-1').answers })
    await finish(blank, readiness.questionnaire)
    await openSaved()
    const text = screen.getByRole('main').textContent
    expect(text).toContain(`(${t('saved.estimate')})`)
    expect(text).toContain(`(${t('saved.provisional')})`)
  })

  it('deleting one round asks first; staying leaves everything as it is', async () => {
    await twoFirms()
    const before = await everything()
    const user = await openSaved()
    const remove = within(cardOf('CV Maju', roundName('quick'))).getByRole('button', {
      name: new RegExp(`^${t('saved.delete.button')}`),
    })
    await user.click(remove)
    const dialog = await screen.findByRole('dialog', { name: t('saved.delete.title') })
    expect(dialog).toHaveAccessibleDescription(
      t('saved.delete.text', { round: roundName('quick'), firm: 'CV Maju', date: '9 Agustus 2026' }),
    )
    expect(within(dialog).getByRole('button', { name: t('saved.delete.cancel') })).toHaveFocus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    expect(remove).toHaveFocus()
    expect(await everything()).toEqual(before)
  })

  it('deletes one round and says so; with the last round goes the firm, which is said before', async () => {
    const { nameless } = await twoFirms()
    const user = await openSaved()
    await user.click(
      within(cardOf(t('home.saved.noName'), roundName('readiness'))).getByRole('button', {
        name: new RegExp(`^${t('saved.delete.button')}`),
      }),
    )
    const dialog = await screen.findByRole('dialog')
    expect(dialog).toHaveTextContent(t('saved.delete.last'))
    await user.click(within(dialog).getByRole('button', { name: t('saved.delete.confirm') }))
    const told = await screen.findByText(t('saved.delete.done'))
    expect(told).toHaveFocus()
    expect(screen.queryByRole('region', { name: t('home.saved.noName') })).not.toBeInTheDocument()
    const { firms, assessments } = await everything()
    expect(firms).toMatchObject([{ name: 'CV Maju' }])
    expect(assessments).toHaveLength(2)
    expect(assessments).not.toContainEqual(expect.objectContaining({ id: nameless }))
  })

  it('deletes everything, after telling how much that is', async () => {
    await twoFirms()
    const user = await openSaved()
    await user.click(screen.getByRole('button', { name: t('saved.deleteAll.button') }))
    const dialog = await screen.findByRole('dialog', { name: t('saved.deleteAll.ask') })
    expect(dialog).toHaveTextContent(
      t('saved.deleteAll.what', { firms: t('saved.firms', { count: 2 }), rounds: t('saved.rounds', { count: 3 }) }),
    )
    await user.click(within(dialog).getByRole('button', { name: t('saved.deleteAll.confirm') }))
    await screen.findByText(t('saved.deleteAll.done'))
    expect(screen.getByRole('heading', { name: t('saved.empty.title') })).toBeInTheDocument()
    expect(Object.values(await everything()).flat()).toEqual([])
  })

  it('renames a firm in place', async () => {
    const { firm } = await twoFirms()
    const user = await openSaved()
    const region = screen.getByRole('region', { name: 'CV Maju' })
    await user.click(within(region).getByText(t('saved.rename')))
    const field = within(region).getByRole('textbox', { name: t('saved.name') })
    await user.clear(field)
    await user.type(field, 'CV Maju Jaya{Enter}')
    expect(await screen.findByRole('heading', { level: 2, name: 'CV Maju Jaya' })).toBeInTheDocument()
    expect(screen.getByText(t('saved.named'))).toBeInTheDocument()
    expect((await everything()).firms).toContainEqual(expect.objectContaining({ id: firm, name: 'CV Maju Jaya' }))
  })

  it('begins a new round of the same firm', async () => {
    const { firm } = await twoFirms()
    const user = await openSaved()
    const title = contentText(readiness.texts, 'id')('title')
    await user.click(screen.getByRole('link', { name: `${t('saved.newRound', { title })}, CV Maju` }))
    await screen.findByRole('heading', { level: 1, name: contentText(readiness.texts, 'id')('lead-plan.question') })
    const rounds = useAssessments
      .getState()
      .assessments.filter((one) => one.firm === firm && one.questionnaire === 'readiness')
    expect(rounds.map(({ round }) => round).sort()).toEqual([1, 2])
  })

  it('leads to the backup, also when nothing is here yet', async () => {
    await openSaved()
    expect(screen.getByRole('link', { name: t('saved.backup') })).toHaveAttribute('href', '#/backup')
  })

  it('says when there is nothing, and what the browser says of keeping it', async () => {
    vi.stubGlobal(
      'navigator',
      Object.create(navigator, {
        storage: { value: { persisted: async () => false, estimate: async () => ({ usage: 2_500_000 }) } },
      }),
    )
    await openSaved()
    expect(screen.getByRole('heading', { name: t('saved.empty.title') })).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: t('saved.deleteAll.button') })).not.toBeInTheDocument()
    expect(await screen.findByText(t('about.storage.best-effort'))).toBeInTheDocument()
    expect(screen.getByText(t('about.storage.private'))).toBeInTheDocument()
    vi.unstubAllGlobals()
  })
})

describe('every screen', () => {
  it.each(SPOKEN)(
    'an address nobody knows, and an assessment that is not here, say so and lead home (%s)',
    async (language) => {
      const said = appText(language)
      await openApp('/no/such/place', language, said('app.unknown.title'))
      expect(within(screen.getByRole('main')).getByRole('link')).toHaveAttribute('href', '#/')
      for (const address of ['/a/gone', '/a/gone/q/lead-plan', '/a/gone/result', '/a/gone/check']) {
        await goTo('/', said('home.title'))
        await goTo(address, said('state.missing.title'))
        expect(within(screen.getByRole('main')).getByRole('link')).toHaveAttribute('href', '#/')
      }
    },
  )

  it('the skip link moves the focus to the content and leaves the address alone', async () => {
    const { user } = await openApp('/about', 'id', t('about.title'))
    await user.click(screen.getByRole('link', { name: t('app.skip') }))
    expect(screen.getByRole('main')).toHaveFocus()
    expect(location.hash).toBe('#/about')
  })

  it('a notice can be put away', async () => {
    await putOnDisk('firms', { id: 'broken', v: 99 })
    const { user } = await openApp('/saved', 'id', t('saved.title'))
    const notice = await screen.findByText(t('notice.set-aside'), { exact: false })
    await user.click(screen.getByRole('button', { name: t('notice.close') }))
    expect(notice).not.toBeInTheDocument()
  })

  it('what another tab says shows here at once', async () => {
    const id = await anAssessment('readiness', { answers: { 'lead-plan': 'in-mind' } })
    await openApp(`/a/${id}/check`, 'id', t('check.title'))
    await say(id, 'lead-owner', { answer: 'dk' })
    expect(await screen.findByText(t('ask.dontKnow'))).toBeInTheDocument()
  })
})
