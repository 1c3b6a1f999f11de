// The catalogue and its cards: everything can be found by its name, and what cannot be joined says so.
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { known } from '../support/assess'
import { realCatalogue } from '../support/real'
import { goTo, openApp } from '../support/render'
import { appText, contentText, type Language, SPOKEN } from '../support/texts'

const { programmes, programmeTexts, lists, listTexts } = realCatalogue()
const t = appText('id')
const nameIn = (language: Language) => (id: string) => contentText(programmeTexts, language)(`${id}.name`)
const programme = (id: string) =>
  known(
    programmes.find((one) => one.id === id),
    id,
  )
/** The programme whose card shows this one. */
const host = (id: string) => programme(id).mergeInto ?? id
const openCatalogue = (language: Language = 'id') =>
  openApp('/programmes', language, appText(language)('catalogue.title'))
const searchField = () => screen.getByRole('searchbox')
/** Searches at once: typing 72 names letter by letter would only take longer. */
const search = (query: string) => fireEvent.change(searchField(), { target: { value: query } })
const found = () =>
  within(screen.getByRole('main'))
    .queryAllByRole('listitem')
    .map((item) => within(item).getByRole('heading').textContent)

describe('the catalogue', () => {
  it.each(SPOKEN)('finds every one of the 72 entries by its name (%s)', async (language) => {
    await openCatalogue(language)
    const name = nameIn(language)
    expect(programmes).toHaveLength(72)
    for (const { id } of programmes) {
      search(name(id))
      expect(found(), id).toContain(name(host(id)))
      expect(screen.getByRole('main').textContent, id).toContain(name(id))
    }
  })

  it.each([
    'PIDI 4.0',
    'pidi4',
    'IJBNet',
    'IJB-Net',
    'LEMMI 4.0',
    'New LEMMI 4.0',
    'Lean Monozukuri for Making Indonesia 4.0',
    'New MIDEC',
    'Mold and Dies',
    'IJEPA',
    'BPSDMI',
    'ILMATE',
    'Politeknik STMI Jakarta',
    'BRIN',
    'UNIDO Country Programme',
    'Making Indonesia 4.0',
    'Bali Agenda on Industry 4.0',
    'Green economy, green industry, green technology, EV acceleration',
  ])('finds "%s" in both languages, the way articles write it', async (query) => {
    const { user } = await openCatalogue()
    search(query)
    expect(found().length).toBeGreaterThan(0)
    await user.click(screen.getByRole('link', { name: 'English' }))
    await screen.findByRole('heading', { level: 1, name: appText('en')('catalogue.title') })
    expect(searchField()).toHaveValue(query)
    expect(found().length).toBeGreaterThan(0)
  })

  it('searches as people type, counts what is left, and clears with the field in focus', async () => {
    const { user } = await openCatalogue()
    const total = programmes.length
    expect(screen.getByText(t('catalogue.count', { shown: total, total }))).toBeInTheDocument()
    await user.type(searchField(), 'neW lEmMi')
    expect(found()).toEqual([nameIn('id')('lemmi-4')])
    expect(screen.getByText(t('catalogue.count', { shown: 2, total }))).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: t('catalogue.clear') }))
    expect(searchField()).toHaveValue('')
    expect(searchField()).toHaveFocus()
    expect(screen.getByText(t('catalogue.count', { shown: total, total }))).toBeInTheDocument()
  })

  it('is never an empty page: nothing found says so, and whom to ask', async () => {
    const { user } = await openCatalogue()
    await user.type(searchField(), 'xyzzy')
    expect(found()).toEqual([])
    expect(screen.getByRole('heading', { name: t('catalogue.empty.title') })).toBeInTheDocument()
    const contact = known(lists.matching.contacts[0], 'contact').programme
    expect(screen.getByRole('link', { name: nameIn('id')(contact) })).toHaveAttribute('href', `#/programmes/${contact}`)
    await user.click(screen.getByRole('button', { name: t('catalogue.clear') }))
    expect(found().length).toBeGreaterThan(60)
  })

  it('narrows by need: those that close it before those that help in part, which say so', async () => {
    const { user } = await openCatalogue()
    await user.selectOptions(screen.getByRole('combobox', { name: t('catalogue.gap') }), 'lean_5r')
    const direct = programmes.filter(({ gaps }) => gaps.includes('lean_5r')).map(({ id }) => nameIn('id')(host(id)))
    const inPart = programmes
      .filter(({ gaps, gaps2 }) => !gaps.includes('lean_5r') && gaps2.includes('lean_5r'))
      .map(({ id }) => nameIn('id')(id))
    const [normal] = screen.getAllByRole('list').filter((list) => within(list).queryAllByRole('heading').length > 0)
    const shown = within(known(normal, 'list'))
      .getAllByRole('listitem')
      .map((item) => ({
        name: known(within(item).getByRole('heading').textContent, 'name'),
        part: within(item).queryByText(t('catalogue.inPart')) !== null,
      }))
    expect(shown.length).toBeGreaterThan(3)
    expect(shown.map(({ part }) => part)).toEqual(shown.map(({ part }) => part).sort())
    for (const { name, part } of shown) expect(part ? inPart : direct, name).toContain(name)
  })

  it('narrows by kind', async () => {
    const { user } = await openCatalogue()
    await user.selectOptions(screen.getByRole('combobox', { name: t('catalogue.kind') }), 'finance')
    expect([...found()].sort()).toEqual(
      programmes
        .filter(({ kind }) => kind === 'finance')
        .map(({ id }) => nameIn('id')(id))
        .sort(),
    )
  })

  it.each(SPOKEN)(
    'what cannot be joined, or is not confirmed, comes after the rest and is labelled (%s)',
    async (language) => {
      await openCatalogue(language)
      const said = appText(language)
      const order = ['normal', 'check', 'context', 'history'] as const
      const groups = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)
      expect(groups).toEqual(order.map((group) => said(`catalogue.group.${group}.title`)))
      for (const show of order) {
        const region = screen.getByRole('region', { name: said(`catalogue.group.${show}.title`) })
        const items = within(region).getAllByRole('listitem')
        expect(items.map((item) => within(item).getByRole('heading').textContent)).toEqual(
          programmes.filter((one) => one.show === show).map(({ id }) => nameIn(language)(id)),
        )
        const label = show === 'normal' ? null : said(show === 'check' ? 'programme.check' : `card.label.${show}`)
        for (const item of items) {
          if (label) expect(item).toHaveTextContent(label)
          else
            for (const other of ['programme.check', 'card.label.context', 'card.label.history'])
              expect(within(item).queryByText(said(other))).not.toBeInTheDocument()
        }
      }
    },
  )

  it('Back from a card finds the same list again; leaving the programmes starts afresh', async () => {
    const { user } = await openCatalogue()
    await user.type(searchField(), 'tpl')
    const before = found()
    await user.click(screen.getByRole('link', { name: nameIn('id')('sentra-tpl') }))
    await screen.findByRole('heading', { level: 1, name: nameIn('id')('sentra-tpl') })
    window.history.back()
    await screen.findByRole('heading', { level: 1, name: t('catalogue.title') })
    expect(searchField()).toHaveValue('tpl')
    expect(found()).toEqual(before)
    await goTo('/', t('home.title'))
    await goTo('/programmes', t('catalogue.title'))
    expect(searchField()).toHaveValue('')
  })
})

describe('the card of a programme', () => {
  it.each(SPOKEN)(
    'every programme has one: its name, line, operator, how sure we are, and its sources as plain text (%s)',
    async (language) => {
      await openCatalogue(language)
      const own = contentText(programmeTexts, language)
      const said = appText(language)
      for (const { id, sources } of programmes) {
        const shown = host(id)
        await goTo(`/programmes/${id}`, own(`${shown}.name`))
        const main = screen.getByRole('main')
        for (const key of ['line', 'about', 'operator']) expect(main.textContent, id).toContain(own(`${id}.${key}`))
        expect(main.textContent, id).toContain(
          contentText(listTexts, language)(`confidences.${programme(id).confidence}.name`),
        )
        for (const { url } of sources) expect(main.textContent, id).toContain(url)
        expect(main.textContent, id).toMatch(
          language === 'id' ? /Informasi terakhir|Tanggal informasi/ : /Last known|Date of the information/,
        )
        expect(main.querySelector('a[href^="http"]'), id).toBeNull()
        expect(screen.getByRole('link', { name: said('card.all') })).toBeInTheDocument()
      }
    },
  )

  it.each(SPOKEN)('says before anything else when it is context, history, or to be checked (%s)', async (language) => {
    const said = appText(language)
    await openCatalogue(language)
    for (const [id, show] of [
      ['bali-agenda', 'context'],
      ['jica-smidep', 'history'],
      ['lean-hrd-program', 'check'],
    ] as const) {
      expect(programme(id).show).toBe(show)
      await goTo(`/programmes/${id}`, nameIn(language)(id))
      const [label] = screen.getAllByText(said(show === 'check' ? 'programme.check' : `card.label.${show}`))
      const line = screen.getByText(contentText(programmeTexts, language)(`${id}.line`))
      expect(label?.compareDocumentPosition(line)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
      expect(screen.getByText(said(`card.notice.${show}`))).toBeInTheDocument()
    }
    await goTo('/programmes/pidi-4', nameIn(language)('pidi-4'))
    for (const key of ['programme.check', 'card.label.context', 'card.label.history'])
      expect(screen.queryByText(said(key))).not.toBeInTheDocument()
  })

  it('what has no page of its own and cannot be joined does not say where to register', async () => {
    await openCatalogue()
    for (const { id, page } of programmes.filter(({ show }) => show === 'context' || show === 'history')) {
      await goTo(`/programmes/${id}`, nameIn('id')(id))
      if (page === undefined) expect(screen.queryByText(t('programme.page'))).not.toBeInTheDocument()
      expect(screen.queryByText(t('card.fit.level'))).not.toBeInTheDocument()
    }
  })

  it.each(SPOKEN)(
    'an entry that is shown inside another opens that one, which holds everything of both (%s)',
    async (language) => {
      const own = contentText(programmeTexts, language)
      await openApp('/programmes/new-lemmi-4', language, nameIn(language)('lemmi-4'))
      expect(screen.getByText(appText(language)('card.merged', { name: own('new-lemmi-4.name') }))).toBeInTheDocument()
      const inner = known(
        screen.getByRole('heading', { level: 3, name: own('new-lemmi-4.name') }).closest('article'),
        'inner card',
      )
      for (const key of ['line', 'about', 'audience', 'cost']) {
        expect(inner).toHaveTextContent(own(`new-lemmi-4.${key}`))
        expect(screen.getByRole('main')).toHaveTextContent(own(`lemmi-4.${key}`))
      }
      for (const { url } of programme('new-lemmi-4').sources) expect(inner).toHaveTextContent(url)
    },
  )

  it.each(SPOKEN)('PIDI 4.0 tells its services, and the training centres their sites (%s)', async (language) => {
    const own = contentText(programmeTexts, language)
    await openApp('/programmes/pidi-4', language, nameIn(language)('pidi-4'))
    const { services } = programme('pidi-4')
    expect(services?.length).toBeGreaterThan(2)
    for (const { id } of services ?? []) expect(screen.getByText(own(`pidi-4.services.${id}.name`))).toBeInTheDocument()
    expect(screen.getByText(appText(language)('card.services.text'))).toBeInTheDocument()
    await goTo('/programmes/bdi-network', nameIn(language)('bdi-network'))
    const { sites } = programme('bdi-network')
    expect(sites?.length).toBeGreaterThan(2)
    for (const [n, { name }] of (sites ?? []).entries()) {
      expect(screen.getByRole('main')).toHaveTextContent(name)
      expect(screen.getByRole('main')).toHaveTextContent(own(`bdi-network.sites.${n}.specialisation`))
    }
  })

  it.each([
    ['2025-05-31', 'programme.last'],
    ['2025-06-01', 'programme.lastOld'],
  ] as const)('information of November 2023 is told on %s as %s', async (day, key) => {
    const old = known(
      programmes.find(({ last, show }) => last === '2023-11' && show === 'normal'),
      'programme of November 2023',
    )
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(`${day}T05:00:00Z`) })
    await openApp(`/programmes/${old.id}`, 'id', nameIn('id')(old.id))
    expect(screen.getByText(t(key, { last: 'November 2023' }))).toBeInTheDocument()
  })

  it.each(SPOKEN)('an id nobody knows is said to be unknown, with the way home (%s)', async (language) => {
    await openApp('/programmes/no-such', language, appText(language)('app.unknown.title'))
    expect(screen.getByRole('link', { name: appText(language)('app.unknown.action') })).toHaveAttribute('href', '#/')
  })
})

it('links lead from card to card', async () => {
  const linked = known(
    programmes.find(({ links }) => links && links.length > 0),
    'linked programme',
  )
  const { user } = await openApp(`/programmes/${linked.id}`, 'id', nameIn('id')(linked.id))
  const to = known(linked.links?.[0], 'link')
  await user.click(screen.getByRole('link', { name: nameIn('id')(to) }))
  await waitFor(() => expect(location.hash).toBe(`#/programmes/${to}`))
  await screen.findByRole('heading', { level: 1, name: nameIn('id')(host(to)) })
})
