// The small tools: each of them once, what it says to bad input, what can be taken back, and how one time stands to the next.
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { AUDIT_GROUPS, statementsOf } from '../../src/core/figures'
import { firstValues, type MeasureOf, type ValuesOf } from '../../src/core/measures'
import { TOOLS, type Tool } from '../../src/core/questionnaire'
import { everything } from '../../src/platform/disk'
import { switchLanguage } from '../../src/platform/i18n'
import { useAssessments } from '../../src/store/assessments'
import { addPhoto, beginMeasure, changeMeasure, useImprovement } from '../../src/store/improvement'
import { useNotices } from '../../src/store/saving'
import { known } from '../support/assess'
import { aMeasure, FILLED, MACHINE } from '../support/measures'
import { anAssessment, goTo, openApp, putOnDisk } from '../support/render'
import { appText, type Language, SPOKEN } from '../support/texts'

const t = appText('id')
const NOW = new Date('2026-11-22T05:00:00Z')

const firmOf = (assessment: string) =>
  known(
    useAssessments.getState().assessments.find(({ id }) => id === assessment),
    assessment,
  ).firm

/** A firm, with records of the tools it used before. */
async function aFirm(records: readonly ReturnType<typeof aMeasure>[] = []) {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  const id = await anAssessment('readiness')
  const firm = firmOf(id)
  for (const record of records) await putOnDisk('measures', { ...record, firm })
  return { id, firm }
}

/** Opens a tool's records, and begins a new one. */
async function begin(tool: Tool, records: readonly ReturnType<typeof aMeasure>[] = [], language: Language = 'id') {
  const { id, firm } = await aFirm(records)
  const said = appText(language)
  const { user } = await openApp(`/a/${id}/tool/${tool}`, language, said(`tools.${tool}.title`))
  const first = !records.some((record) => record.tool === tool)
  await user.click(await screen.findByRole('button', { name: said(first ? 'tools.begin' : 'tools.beginNew') }))
  await screen.findByRole('heading', {
    level: 2,
    name: said(tool === 'kaizen-card' ? 'tools.noSubject' : 'tools.result'),
  })
  return { id, firm, user, measure: known(location.hash.split('/').pop(), 'measure') }
}

/** Opens a record that is there. */
async function open<T extends Tool>(tool: T, values: ValuesOf<T>, others: readonly ReturnType<typeof aMeasure>[] = []) {
  const { id, firm } = await aFirm([aMeasure(tool, values, { id: 'now', day: '2026-11-20' }), ...others])
  const { user } = await openApp(`/a/${id}/tool/${tool}/now`, 'id', t(`tools.${tool}.title`))
  // Each tool is fetched when it is first opened.
  await screen.findByRole('region', { name: t('tools.result') })
  return { id, firm, user }
}

/** A record as it lies on the disk. */
async function kept<T extends Tool>(id: string, _tool: T): Promise<MeasureOf<T>> {
  const { measures } = await everything()
  return known(
    (measures as MeasureOf<T>[]).find((measure) => measure.id === id),
    id,
  )
}
const keptValues = async <T extends Tool>(id: string, tool: T) => (await kept(id, tool)).values
const untilKept = async <T extends Tool>(id: string, tool: T, values: Partial<ValuesOf<T>>) =>
  waitFor(async () => expect(await keptValues(id, tool)).toMatchObject(values))

const field = (label: string) => screen.getByLabelText(label)
async function fill(user: UserEvent, label: string, text: string) {
  await user.clear(field(label))
  if (text !== '') await user.type(field(label), text)
}
const result = () => screen.getByRole('region', { name: /^(Hasil|Result)$/ })
/** Waits until the result says something: it is made of what is kept. */
const tells = (text: string | RegExp) => waitFor(() => expect(result()).toHaveTextContent(text))
/** Names and what they are, one below the other. */
const facts = (place: HTMLElement) =>
  [...place.querySelectorAll('dl > div')].map((row) => [...row.children].map((cell) => cell.textContent))
const cells = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent))

describe('the list of tools', () => {
  it.each(SPOKEN)('says of each what it is for, where to begin, and the last figure (%s)', async (language) => {
    const said = appText(language)
    const { id } = await aFirm([
      aMeasure('oee', { ...MACHINE, ideal: '5.0', good: 3000 }, { day: '2026-06-01' }),
      aMeasure('oee', { ...MACHINE, ideal: '5.0' }, { day: '2026-08-07' }),
      aMeasure('pareto', firstValues('pareto'), { day: '2026-08-07' }),
    ])
    await openApp(`/a/${id}/tools`, language, said('tools.title'))
    const date = language === 'id' ? '7 Agustus 2026' : '7 August 2026'
    for (const tool of TOOLS) {
      const link = await screen.findByRole('link', { name: said(`tools.${tool}.title`) })
      expect(link).toHaveAttribute('href', `#/a/${id}/tool/${tool}`)
      const card = known(link.closest('li'), tool)
      expect(card).toHaveTextContent(said(`tools.${tool}.about`))
      expect(card).toHaveTextContent(said(`tools.${tool}.where`))
      expect(card).toHaveTextContent(
        tool === 'oee'
          ? said('tools.lastUsed', { day: date, figure: '66%' })
          : tool === 'pareto'
            ? said('tools.lastOpen', { day: date })
            : said('tools.never'),
      )
    }
  })

  it('a tool there is none of, and a record that is gone, are said to be so', async () => {
    const { id } = await aFirm()
    await openApp(`/a/${id}/tool/hammer`, 'id', t('app.unknown.title'))
    await goTo(`/a/${id}/tool/oee/nothing`, t('tools.gone.title'))
    expect(screen.getByRole('link', { name: t('tools.toTool') })).toHaveAttribute('href', `#/a/${id}/tool/oee`)
  })
})

describe('OEE', () => {
  it.each(SPOKEN)(
    'of five numbers, with its range, parts and losses; every number is kept as written (%s)',
    async (language) => {
      const said = appText(language)
      const { user, measure } = await begin('oee', [], language)
      const [ideal, made] = language === 'id' ? ['5,0', '4.000'] : ['5.0', '4,000']
      await fill(user, said('tools.oee.subject'), 'Mesin potong 2')
      await fill(user, said('tools.oee.planned'), '480')
      await fill(user, said('tools.oee.stops'), '60')
      await fill(user, said('tools.oee.ideal'), ideal)
      await fill(user, said('tools.oee.made'), made)
      await tells(said('tools.missing', { names: said('tools.oee.good') }))
      await fill(user, said('tools.oee.good'), '3800')
      await user.tab()
      await tells(said('tools.oee.headline', { share: '66%' }))
      await tells(said('tools.range', { low: '64%', high: '68%' }))
      await tells(
        said('tools.oee.largest', {
          loss: said('tools.oee.losses.speed'),
          minutes: language === 'id' ? '87 menit' : '87 minutes',
        }),
      )
      const losses = facts(result()).map(([name]) => name)
      expect(losses).toEqual(['speed', 'stops', 'defects'].map((loss) => said(`tools.oee.losses.${loss}`)))
      await untilKept(measure, 'oee', {
        subject: 'Mesin potong 2',
        planned: '480',
        stops: '60',
        ideal: '5.0',
        made: 4000,
        good: 3800,
      })
    },
  )

  it.each([
    ['good', '4001', 'good-above-made'],
    ['stops', '500', 'stops-above-planned'],
    ['stops', '480', 'no-running-time'],
    ['planned', '0', 'must-be-above-0'],
  ])('says what is wrong when %s is %s, at that number, and computes nothing', async (name, text, code) => {
    const { user } = await open('oee', MACHINE)
    expect(await screen.findByText(t('tools.oee.headline', { share: '66%' }))).toBeInTheDocument()
    await fill(user, t(`tools.oee.${name}`), text)
    // Nobody is told off while typing.
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
    await user.tab()
    await waitFor(() =>
      expect(screen.getAllByRole('alert').map((alert) => alert.textContent)).toContain(t(`tools.problems.${code}`)),
    )
    expect(field(t(`tools.oee.${name}`))).toBeInvalid()
    expect(screen.queryByText(/^OEE \d/)).not.toBeInTheDocument()
  })

  it('says that the ideal time is too long when performance is above 100 %', async () => {
    const { user } = await open('oee', MACHINE)
    await fill(user, t('tools.oee.ideal'), '7')
    await user.tab()
    expect(await screen.findByText(t('tools.problems.performance-above-100'))).toBeInTheDocument()
    await tells('111%')
    expect(result()).not.toHaveTextContent(t('tools.oee.losses.speed'))
  })

  it.each([
    ['lima', 'ask.figure.notANumber'],
    ['-5', 'tools.wrong.negative'],
    ['1234567890123', 'tools.wrong.tooLarge'],
  ])(
    'what can’t be read stays in the field, is said, and is not saved; no figure is made of what stood there before (%s)',
    async (text, key) => {
      const { user } = await open('oee', MACHINE)
      await screen.findByText(t('tools.oee.headline', { share: '66%' }))
      await fill(user, t('tools.oee.planned'), text)
      await user.tab()
      expect(await screen.findByText(t(key))).toBeInTheDocument()
      expect(field(t('tools.oee.planned'))).toHaveValue(text)
      expect(result()).toHaveTextContent(t('tools.missing', { names: t('tools.oee.planned') }))
      expect(screen.queryByText(/^OEE \d/)).not.toBeInTheDocument()
      expect((await keptValues('now', 'oee')).planned).not.toBe(text)
      await fill(user, t('tools.oee.planned'), '480')
      await user.tab()
      expect(await screen.findByText(t('tools.oee.headline', { share: '66%' }))).toBeInTheDocument()
    },
  )

  it('pieces are whole; a mark that means something else to others is read the Indonesian way, and said', async () => {
    const { user } = await open('oee', MACHINE)
    await fill(user, t('tools.oee.made'), '4000,5')
    await user.tab()
    expect(await screen.findByText(t('tools.wrong.notWhole'))).toBeInTheDocument()
    await fill(user, t('tools.oee.ideal'), '1.500')
    expect(await screen.findByText(t('ask.figure.thousands'))).toBeInTheDocument()
    await untilKept('now', 'oee', { ideal: '1500' })
    await fill(user, t('tools.oee.ideal'), '1,5')
    expect(screen.queryByText(t('ask.figure.thousands'))).not.toBeInTheDocument()
    await untilKept('now', 'oee', { ideal: '1.5' })
  })

  it('keeps every number when the language changes, and what can’t be read too', async () => {
    const { user } = await open('oee', { ...MACHINE, ideal: '5.25' })
    await fill(user, t('tools.oee.stops'), 'banyak')
    await user.tab()
    expect(field(t('tools.oee.made'))).toHaveValue('4.000')
    await switchLanguage('en')
    const en = appText('en')
    await screen.findByRole('heading', { level: 1, name: en('tools.oee.title') })
    expect(field(en('tools.oee.made'))).toHaveValue('4,000')
    expect(field(en('tools.oee.ideal'))).toHaveValue('5.25')
    expect(field(en('tools.oee.stops'))).toHaveValue('banyak')
    await user.click(field(en('tools.oee.made')))
    await user.tab()
    expect(await keptValues('now', 'oee')).toMatchObject({ made: 4000, ideal: '5.25' })
  })

  it('on paper lists the numbers that were put in', async () => {
    await open('oee', { ...MACHINE, good: null })
    expect(facts(screen.getByRole('main'))).toEqual([
      [t('tools.oee.planned'), '480 menit'],
      [t('tools.oee.stops'), '60 menit'],
      [t('tools.oee.ideal'), '5 detik'],
      [t('tools.oee.made'), '4.000 buah'],
      [t('tools.oee.good'), t('tools.unknown')],
    ])
  })
})

describe('scrap cost', () => {
  it('in rupiah a month and a year, no finer than what was put in', async () => {
    const { user, measure } = await begin('scrap-cost')
    await fill(user, t('tools.scrap-cost.scrapped'), '12')
    await fill(user, t('tools.scrap-cost.material'), '15.000')
    await tells('Rp180.000 sebulan')
    await fill(user, t('tools.scrap-cost.reworked'), '30')
    await fill(user, t('tools.scrap-cost.minutes'), '20')
    await fill(user, t('tools.scrap-cost.wage'), '18.000')
    await tells('Rp360.000 sebulan')
    expect(facts(result())).toEqual([
      [t('tools.scrap-cost.scrapRow'), 'Rp180.000 sebulan (antara Rp174.000 dan Rp186.000 sebulan)'],
      [t('tools.scrap-cost.reworkRow'), 'Rp180.000 sebulan (antara Rp170.000 dan Rp190.000 sebulan)'],
      [t('tools.scrap-cost.totalRow'), 'Rp360.000 sebulan (antara Rp340.000 dan Rp380.000 sebulan)'],
      [t('tools.scrap-cost.yearRow'), 'Rp4.300.000 setahun (antara Rp4.100.000 dan Rp4.600.000 setahun)'],
    ])
    await untilKept(measure, 'scrap-cost', { scrapped: 12, material: '15000', wage: '18000' })
    // A whole number of rupiah leaves no doubt what the point in it means.
    await fill(user, t('tools.scrap-cost.scrapped'), '0')
    await tells('Rp0 sebulan')
  })
})

describe('lead time', () => {
  it('by Little’s law, beside the last orders, and says when the two differ much', async () => {
    const { user, measure } = await begin('lead-time')
    await fill(user, t('tools.lead-time.waiting'), '23')
    await fill(user, t('tools.lead-time.finished'), '40')
    await fill(user, t('tools.lead-time.days'), '10')
    await tells(t('tools.lead-time.headline', { days: '5,8 hari kerja' }))
    await tells(t('tools.range', { low: '5,4', high: '6,1 hari kerja' }))
    await user.click(screen.getByText(t('tools.lead-time.orders')))
    for (const [i, days] of ['12', '9', '15'].entries())
      await fill(user, t('tools.lead-time.order', { number: i + 1 }), days)
    await tells(
      t('tools.lead-time.median', {
        count: 3,
        days: '12 hari kerja',
        shortest: '9 hari kerja',
        longest: '15 hari kerja',
      }),
    )
    await tells(t('tools.lead-time.differ'))
    await untilKept(measure, 'lead-time', { waiting: 23, finished: 40, days: '10' })
    await user.selectOptions(
      screen.getByRole('combobox', { name: t('tools.lead-time.unit') }),
      t('tools.lead-time.units.pieces'),
    )
    await untilKept(measure, 'lead-time', { unit: 'pieces' })
    await fill(user, t('tools.lead-time.finished'), '0')
    await user.tab()
    expect(await screen.findByText(t('tools.problems.must-be-above-0'))).toBeInTheDocument()
    expect(result()).not.toHaveTextContent(t('tools.lead-time.headline', { days: '' }).trim())
  })
})

describe('5R audit', () => {
  it('counts down 25 statements, then tells the per cent and the weakest part', async () => {
    const points = Object.fromEntries(
      AUDIT_GROUPS.flatMap(statementsOf)
        .slice(0, 23)
        .map((id) => [id, 3 as const]),
    )
    const { user } = await open('five-r', { subject: 'Jahit', points })
    await screen.findByRole('group', { name: t('tools.five-r.items.sort-1') })
    expect(screen.getAllByRole('radio', { name: new RegExp(`^0, ${t('tools.five-r.points.0')}$`) })).toHaveLength(25)
    await tells(t('tools.five-r.left', { count: 2 }))
    expect(screen.queryByText(/Nilai 5R/)).not.toBeInTheDocument()
    for (const item of ['sustain-4', 'sustain-5']) {
      const statement = screen.getByRole('group', { name: t(`tools.five-r.items.${item}`) })
      await user.click(within(statement).getByRole('radio', { name: `1, ${t('tools.five-r.points.1')}` }))
    }
    // 23 x 3 + 2 = 71 of 100; the last part has 11 of 20, the others 15.
    expect(await within(result()).findByText(t('tools.five-r.total', { share: '71%' }))).toBeInTheDocument()
    await tells(t('tools.five-r.weakest', { count: 1, names: t('tools.five-r.groups.sustain') }))
    const bars = within(screen.getByRole('list', { name: t('tools.five-r.parts') })).getAllByRole('listitem')
    expect(bars.map((bar) => bar.textContent)).toEqual(
      AUDIT_GROUPS.map(
        (group) =>
          t(`tools.five-r.groups.${group}`) + t('tools.five-r.part', { points: group === 'sustain' ? 11 : 15 }),
      ),
    )
    expect(Object.keys((await keptValues('now', 'five-r')).points)).toHaveLength(25)
    expect(cells(screen.getByRole('table', { name: t('tools.five-r.title') }))).toHaveLength(1 + 5 + 25)
  })

  it('a tap that can’t be kept goes back, and is said', async () => {
    const { user } = await open('five-r', { subject: '', points: { 'sort-1': 3 } })
    const statement = await screen.findByRole('group', { name: t('tools.five-r.items.sort-1') })
    const radio = (points: number) => within(statement).getByRole('radio', { name: new RegExp(`^${points}, `) })
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    await user.click(radio(4))
    await waitFor(() => expect(useNotices.getState().notices).toEqual(['disk-full']))
    await waitFor(() => expect(radio(3)).toBeChecked())
    expect(radio(4)).not.toBeChecked()
  })
})

describe('eight-wastes walk', () => {
  it('notes what is seen with one tap on its kind, adds it up, and takes a deleted finding back with what changed since', async () => {
    const { user, measure } = await begin('waste-walk')
    const walk = t('tools.waste-walk.kinds.waiting')
    await user.click(screen.getByRole('button', { name: walk }))
    const first = await screen.findByRole('heading', {
      level: 3,
      name: t('tools.waste-walk.findingNamed', { number: 1, waste: walk }),
    })
    await waitFor(() => expect(first).toHaveFocus())
    await fill(user, t('tools.waste-walk.place'), 'Jahit')
    await fill(user, t('tools.waste-walk.note'), 'Menunggu potongan')
    await fill(user, t('tools.waste-walk.amount'), '45')
    await tells('45 menit seminggu')
    await user.click(screen.getByRole('button', { name: t('tools.waste-walk.kinds.inventory') }))
    const second = within(await waitFor(() => known(screen.getAllByRole('listitem')[1], 'second finding')))
    await user.type(second.getByRole('textbox', { name: t('tools.waste-walk.amount') }), '250.000')
    await user.selectOptions(
      second.getByRole('combobox', { name: t('tools.waste-walk.unit') }),
      t('tools.waste-walk.units.rupiah'),
    )
    await tells('Rp250.000 seminggu')
    expect(cells(within(result()).getByRole('table')).slice(1)).toEqual([
      [t('tools.waste-walk.kinds.inventory'), '1', '–', 'Rp250.000 seminggu'],
      [walk, '1', '45 menit seminggu', '–'],
    ])

    await user.click(screen.getByRole('button', { name: new RegExp(`^${t('tools.remove')}: .*${walk}`) }))
    await waitFor(async () => expect((await keptValues(measure, 'waste-walk')).findings).toHaveLength(1))
    const undo = await screen.findByText(t('undone.entry-deleted'))
    await waitFor(() => expect(undo.closest('[role=status]')).toHaveFocus())
    await fill(user, t('tools.waste-walk.place'), 'Gudang')
    await waitFor(async () => expect((await keptValues(measure, 'waste-walk')).findings[0]?.place).toBe('Gudang'))
    await user.click(screen.getByRole('button', { name: t('undone.undo') }))
    await waitFor(async () =>
      expect((await keptValues(measure, 'waste-walk')).findings).toMatchObject([
        { waste: 'waiting', place: 'Jahit', note: 'Menunggu potongan', amount: '45', unit: 'minutes' },
        { waste: 'inventory', place: 'Gudang', amount: '250000', unit: 'rupiah' },
      ]),
    )
    await waitFor(() => expect(screen.queryByText(t('undone.entry-deleted'))).not.toBeInTheDocument())
  })

  it('a photo is deleted with its finding or by itself, and comes back when that is taken back', async () => {
    const { user } = await open('waste-walk', FILLED['waste-walk'])
    const image = 'data:image/jpeg;base64,/9j/4AAQ'
    expect(
      await addPhoto(await kept('now', 'waste-walk'), image, (values, photo) => ({
        ...values,
        findings: values.findings.map((finding) => ({ ...finding, photo })),
      })),
    ).toBe(true)
    const name = t('tools.waste-walk.findingNamed', { number: 1, waste: t('tools.waste-walk.kinds.motion') })
    expect(await screen.findByRole('img', { name })).toHaveAttribute('src', image)
    const photos = async () => (await everything()).photos.length

    await user.click(screen.getByRole('button', { name: `${t('tools.photo.delete')}: ${name}` }))
    await waitFor(() => expect(screen.queryByRole('img', { name })).not.toBeInTheDocument())
    expect(await photos()).toBe(0)
    expect(screen.getByText(t('undone.photo-deleted'))).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: t('undone.undo') }))
    expect(await screen.findByRole('img', { name })).toBeInTheDocument()
    expect(await photos()).toBe(1)

    await user.click(screen.getByRole('button', { name: `${t('tools.remove')}: ${name}` }))
    await waitFor(async () => expect(await photos()).toBe(0))
    await user.click(await screen.findByRole('button', { name: t('undone.undo') }))
    await waitFor(async () => expect(await photos()).toBe(1))

    await user.click(screen.getByRole('button', { name: t('tools.delete') }))
    await screen.findByRole('heading', { level: 2, name: t('tools.records') })
    expect(await photos()).toBe(0)
    await user.click(await screen.findByRole('button', { name: t('undone.undo') }))
    await waitFor(async () => expect(await photos()).toBe(1))
  })
})

describe('changeover stopwatch', () => {
  const later = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000)
  const timer = () => screen.getByRole('timer').textContent

  it('times one step after another, goes on through a reload, and tells what would remain', async () => {
    const { user, measure, id } = await begin('changeover')
    await user.click(screen.getByRole('button', { name: t('tools.changeover.start') }))
    await screen.findByRole('timer')
    await fill(user, t('tools.changeover.nameNow'), 'Melepas cetakan')
    later(12.5)
    await waitFor(() => expect(timer()).toMatch(/^12:3\d$/))
    await user.click(screen.getByRole('button', { name: t('tools.changeover.next') }))
    await screen.findByText(t('tools.changeover.running', { number: 2 }))
    expect(field(t('tools.changeover.nameNow'))).toHaveValue('')
    await tells(t('tools.changeover.stillRunning'))

    // Whatever the app knew is gone; what is on the disk is not.
    location.hash = '#/about'
    await screen.findByRole('heading', { level: 1, name: t('about.title') })
    useImprovement.setState(useImprovement.getInitialState(), true)
    later(8)
    await goTo(`/a/${id}/tool/changeover/${measure}`, t('tools.changeover.title'))
    await waitFor(() => expect(timer()).toMatch(/^8:0\d$/))
    await user.click(screen.getByRole('button', { name: t('tools.changeover.stop') }))
    await waitFor(() => expect(screen.queryByRole('timer')).not.toBeInTheDocument())

    const { steps, running } = await keptValues(measure, 'changeover')
    expect(running).toBeNull()
    expect(steps).toMatchObject([
      { name: 'Melepas cetakan', kind: 'internal' },
      { name: '', kind: 'internal' },
    ])
    expect(Number(steps[0]?.minutes)).toBeCloseTo(12.5, 0)
    expect(Number(steps[1]?.minutes)).toBeCloseTo(8, 0)
    expect(steps[0]?.minutes).toMatch(/^\d+\.\d\d$/)

    const second = within(known(screen.getAllByRole('listitem')[1], 'second step'))
    await user.selectOptions(
      second.getByRole('combobox', { name: t('tools.changeover.kind') }),
      t('tools.changeover.kinds.movable'),
    )
    await tells(/Tersisa 12,[56] menit/)
    await tells(/Mesin berhenti 20,[56] menit/)
  })

  it('finishing can be taken back: the step goes on as if it had never been ended', async () => {
    const { user, measure } = await begin('changeover')
    await user.click(screen.getByRole('button', { name: t('tools.changeover.start') }))
    await screen.findByRole('timer')
    const { running } = await keptValues(measure, 'changeover')
    later(3)
    await user.click(screen.getByRole('button', { name: t('tools.changeover.stop') }))
    await screen.findByText(t('undone.clock-stopped'))
    later(2)
    await user.click(screen.getByRole('button', { name: t('undone.undo') }))
    await screen.findByRole('timer')
    expect(await keptValues(measure, 'changeover')).toMatchObject({ running, steps: [] })
    await waitFor(() => expect(timer()).toMatch(/^5:0\d$/))
  })

  it('once something else is timed, what was ended stays ended', async () => {
    const { user, measure } = await begin('changeover')
    await user.click(screen.getByRole('button', { name: t('tools.changeover.start') }))
    await screen.findByRole('timer')
    await user.click(screen.getByRole('button', { name: t('tools.changeover.stop') }))
    await user.click(await screen.findByRole('button', { name: t('tools.changeover.more') }))
    await screen.findByRole('timer')
    const before = await keptValues(measure, 'changeover')
    await user.click(screen.getByRole('button', { name: t('undone.undo') }))
    await waitFor(() => expect(screen.queryByRole('button', { name: t('undone.undo') })).not.toBeInTheDocument())
    expect(await keptValues(measure, 'changeover')).toEqual(before)
    expect(before.steps).toHaveLength(1)
  })

  it('a clock that is set back takes nothing away', async () => {
    const { user } = await begin('changeover')
    await user.click(screen.getByRole('button', { name: t('tools.changeover.start') }))
    await screen.findByRole('timer')
    later(4)
    await waitFor(() => expect(timer()).toMatch(/^4:0\d$/))
    const shown = timer()
    later(-60)
    // It has looked at the clock since.
    await waitFor(() => expect(timer()).not.toBe(shown))
    expect(timer()).toMatch(/^4:[01]\d$/)
    later(1)
    await waitFor(() => expect(timer()).toMatch(/^5:[01]\d$/))
  })

  it('a duration can be put right by hand, and a step deleted and taken back', async () => {
    const { user } = await open('changeover', FILLED.changeover)
    await screen.findByRole('heading', { level: 3, name: t('tools.changeover.step', { number: 1 }) })
    await fill(user, t('tools.changeover.minutes'), '9')
    await tells(t('tools.changeover.stopped', { minutes: '9,0 menit' }))
    await fill(user, t('tools.changeover.minutes'), 'x')
    await tells(t('tools.changeover.open', { count: 1 }))
    await fill(user, t('tools.changeover.minutes'), '12,5')
    await user.click(
      screen.getByRole('button', { name: `${t('tools.remove')}: ${t('tools.changeover.step', { number: 1 })}` }),
    )
    await tells(t('tools.changeover.noSteps'))
    await user.click(screen.getByRole('button', { name: t('undone.undo') }))
    await untilKept('now', 'changeover', {
      steps: [{ id: 'a', name: 'Melepas cetakan', minutes: '12.5', kind: 'internal' }],
    })
  })
})

describe('skill matrix', () => {
  it('one person below the other, a matrix of the same, and the jobs at risk', async () => {
    const { user, measure } = await begin('skill-matrix')
    expect(screen.getByText(t('tools.skill-matrix.jobsFirst'))).toBeInTheDocument()
    for (const [i, job] of ['Potong', 'Jahit'].entries()) {
      await user.click(screen.getByRole('button', { name: t('tools.skill-matrix.addJob') }))
      const added = await screen.findByRole('textbox', { name: t('tools.skill-matrix.job', { number: i + 1 }) })
      await waitFor(() => expect(added).toHaveFocus())
      await user.type(added, job)
    }
    for (const [i, name] of ['Ani', 'Budi'].entries()) {
      await user.click(screen.getByRole('button', { name: t('tools.skill-matrix.addPerson') }))
      await user.type(
        await screen.findByRole('textbox', { name: t('tools.skill-matrix.person', { number: i + 1 }) }),
        name,
      )
    }
    const rate = async (person: string, job: string, level: number) => {
      const group = await screen.findByRole('group', { name: `${job}, ${person}` })
      await user.click(
        within(group).getByRole('radio', { name: `${level}, ${t(`tools.skill-matrix.levels.${level}`)}` }),
      )
    }
    await rate('Ani', 'Potong', 3)
    await rate('Ani', 'Jahit', 4)
    await rate('Budi', 'Potong', 4)
    await tells(t('tools.skill-matrix.open', { count: 1 }))
    expect(result()).not.toHaveTextContent(t('tools.skill-matrix.headline', { covered: 1, jobs: 2 }))
    await rate('Budi', 'Jahit', 2)
    await tells(t('tools.skill-matrix.headline', { covered: 1, jobs: 2 }))
    await tells(t('tools.skill-matrix.risks', { count: 1, names: 'Jahit' }))
    const [states, matrix] = within(result()).getAllByRole('table')
    expect(cells(known(states, 'states')).slice(1)).toEqual([
      ['Potong', t('tools.skill-matrix.states.covered'), 'Ani, Budi'],
      ['Jahit', t('tools.skill-matrix.states.one'), 'Ani'],
    ])
    expect(cells(known(matrix, 'matrix'))).toEqual([
      [t('tools.skill-matrix.people'), 'Potong', 'Jahit'],
      ['Ani', '3', '4'],
      ['Budi', '4', '2'],
    ])

    // What people can do of a job comes back with it.
    await user.click(
      screen.getByRole('button', { name: `${t('tools.remove')}: ${t('tools.skill-matrix.job', { number: 1 })}` }),
    )
    await waitFor(async () => expect((await keptValues(measure, 'skill-matrix')).jobs).toHaveLength(1))
    await user.click(await screen.findByRole('button', { name: t('undone.undo') }))
    await tells(t('tools.skill-matrix.headline', { covered: 1, jobs: 2 }))
    await user.click(
      screen.getByRole('button', {
        name: `${t('tools.remove')}: ${t('tools.skill-matrix.personNumber', { number: 2 })}`,
      }),
    )
    await waitFor(async () => expect((await keptValues(measure, 'skill-matrix')).people).toHaveLength(1))
    await user.click(await screen.findByRole('button', { name: t('undone.undo') }))
    await tells('Budi')
  })
})

describe('kaizen card', () => {
  it('shows the idea with its figure before and after', async () => {
    const { user, measure } = await begin('kaizen-card')
    for (const [name, text] of Object.entries({
      subject: 'Papan alat',
      problem: 'Kunci pas dicari.',
      idea: 'Gambar bentuk alat di papan.',
      result: 'Alat cepat ditemukan.',
      who: 'Slamet',
      what: 'Waktu mencari',
      unit: 'menit sehari',
      before: '30',
      after: '12',
    })) {
      await fill(user, t(`tools.kaizen-card.${name}`), text)
    }
    const card = await screen.findByRole('region', { name: 'Papan alat' })
    for (const text of [
      'Kunci pas dicari.',
      'Gambar bentuk alat',
      'Alat cepat',
      '30 menit sehari',
      '12 menit sehari',
      'Slamet · 22 November 2026',
    ]) {
      await waitFor(() => expect(card).toHaveTextContent(text))
    }
    expect(card).toHaveTextContent(t('tools.kaizen-card.gain', { gain: '18 menit sehari' }))
    await user.click(screen.getByRole('radio', { name: t('tools.kaizen-card.betters.higher') }))
    await waitFor(() => expect(card).toHaveTextContent(t('tools.kaizen-card.noGain')))
    await fill(user, t('tools.kaizen-card.after'), '30,4')
    await waitFor(() => expect(card).toHaveTextContent(t('tools.kaizen-card.unsure')))
    await untilKept(measure, 'kaizen-card', { before: '30', after: '30.4', better: 'higher', who: 'Slamet' })
  })
})

describe('Pareto', () => {
  it('sorts the kinds, draws them from the rows of the table, and names the vital few', async () => {
    const { user, measure } = await begin('pareto')
    for (const [i, [name, count]] of Object.entries({
      Noda: '31',
      Jahitan: '58',
      Ukuran: '9',
      Kancing: '',
    }).entries()) {
      await user.click(screen.getByRole('button', { name: t('tools.pareto.add') }))
      await user.type(await screen.findByRole('textbox', { name: t('tools.pareto.kind', { number: i + 1 }) }), name)
      await fill(user, t('tools.pareto.count', { number: i + 1 }), count)
    }
    await tells(t('tools.pareto.open', { count: 1 }))
    await fill(user, t('tools.pareto.count', { number: 4 }), '2')
    await tells(t('tools.pareto.headline', { count: 100 }))
    await tells(t('tools.pareto.vital', { count: 2, names: 'Jahitan dan Noda', share: '89%' }))
    expect(cells(within(result()).getByRole('table')).slice(1)).toEqual([
      ['Jahitan', '58', '58%', '58%'],
      ['Noda', '31', '31%', '89%'],
      ['Ukuran', '9', '9%', '98%'],
      ['Kancing', '2', '2%', '100%'],
    ])
    expect(screen.getByRole('img')).toHaveAccessibleName(
      `${t('tools.pareto.chart')}: Jahitan 58; Noda 31; Ukuran 9; Kancing 2`,
    )
    await fill(user, t('tools.pareto.checked'), '1.200')
    await tells('8,3 cacat per 100 barang')
    await fill(user, t('tools.pareto.count', { number: 1 }), '31,5')
    await user.tab()
    expect(await screen.findByText(t('tools.wrong.notWhole'))).toBeInTheDocument()
    await untilKept(measure, 'pareto', { checked: 1200 })
    expect((await keptValues(measure, 'pareto')).kinds.map(({ count }) => count)).toEqual([null, 58, 9, 2])
    await user.click(
      screen.getByRole('button', { name: `${t('tools.remove')}: ${t('tools.pareto.kind', { number: 4 })}` }),
    )
    await waitFor(() => expect(result()).not.toHaveTextContent('Kancing'))
    await user.click(screen.getByRole('button', { name: t('undone.undo') }))
    await tells('Kancing')
  })
})

describe('one time and the next', () => {
  const before = aMeasure(
    'oee',
    { ...MACHINE, subject: 'Mesin 1', ideal: '5.0', good: 3000 },
    { id: 'before', day: '2026-06-01' },
  )
  const other = aMeasure('oee', { ...MACHINE, subject: 'Mesin 2', good: 1000 }, { day: '2026-06-02' })
  const now = { ...MACHINE, subject: 'mesin 1', ideal: '5.0' }
  const comparison = () => screen.getByRole('region', { name: t('tools.compare') })

  it('are told in a sentence, bars and a table; only what has the same name counts', async () => {
    await open('oee', now, [before, other])
    await waitFor(() =>
      expect(comparison()).toHaveTextContent(
        t('tools.move.better', { day: '1 Juni 2026', before: '52%', after: '66%' }),
      ),
    )
    const bars = within(comparison()).getByRole('list', { name: t('tools.trendTable') })
    expect(
      within(bars)
        .getAllByRole('listitem')
        .map((bar) => bar.textContent),
    ).toEqual(['1 Juni 202652%', '20 November 202666%'])
    expect(cells(within(comparison()).getByRole('table')).slice(1)).toEqual([
      ['1 Juni 2026', '52%', t('tools.range', { low: '51%', high: '54%' })],
      ['20 November 2026', '66%', t('tools.range', { low: '64%', high: '68%' })],
    ])
  })

  it('within what the numbers leave open nothing is called better or worse', async () => {
    await open('oee', { ...now, ideal: '5' }, [{ ...before, values: { ...before.values, ideal: '5', good: 3600 } }])
    await waitFor(() => expect(comparison()).toHaveTextContent('lebih kecil dari ketelitian'))
  })

  it('the first says so', async () => {
    await open('oee', now, [other])
    await waitFor(() => expect(comparison()).toHaveTextContent(t('tools.first')))
  })

  it('its name and day can be changed, and decide what it stands beside', async () => {
    const { user } = await open('oee', now, [before, other])
    await fill(user, t('tools.oee.subject'), 'Mesin 2')
    await waitFor(() => expect(comparison()).toHaveTextContent('2 Juni 2026'))
    fireEvent.change(screen.getByLabelText(t('tools.day')), { target: { value: '2026-05-01' } })
    await waitFor(() => expect(comparison()).toHaveTextContent(t('tools.first')))
    expect(await kept('now', 'oee')).toMatchObject({ day: '2026-05-01', values: { subject: 'Mesin 2' } })
  })

  it('measuring again takes over the name and what stays the same', async () => {
    const { id } = await aFirm([before])
    const { user } = await openApp(`/a/${id}/tool/oee`, 'id', t('tools.oee.title'))
    await user.click(await screen.findByRole('button', { name: `${t('tools.again')}: Mesin 1` }))
    await screen.findByRole('button', { name: t('tools.print') })
    const again = known(location.hash.split('/').pop(), 'measure')
    expect(await kept(again, 'oee')).toMatchObject({
      day: '2026-11-22',
      values: { subject: 'Mesin 1', ideal: '5.0', planned: null, stops: null, made: null, good: null },
    })
  })

  it('the records are listed by name; one is deleted and taken back', async () => {
    const { user, id } = await open('oee', now, [before, other])
    await user.click(screen.getByRole('button', { name: t('tools.delete') }))
    const group = await screen.findByRole('region', { name: 'Mesin 1' })
    expect(group).toHaveTextContent('1 Juni 2026: 52%')
    expect(screen.getByRole('region', { name: 'Mesin 2' })).toBeInTheDocument()
    expect(within(group).getAllByRole('link')).toHaveLength(1)
    expect(screen.getByText(t('undone.measure-deleted'))).toBeInTheDocument()
    expect((await everything()).measures).toHaveLength(2)
    await user.click(screen.getByRole('button', { name: t('undone.undo') }))
    const back = await screen.findByRole('region', { name: 'mesin 1' })
    expect(
      within(back)
        .getAllByRole('link')
        .map((link) => link.getAttribute('href')),
    ).toEqual([`#/a/${id}/tool/oee/now`, `#/a/${id}/tool/oee/before`])
  })
})

describe('what is kept', () => {
  it('of two changes at once both count, also from two tabs', async () => {
    const { firm } = await aFirm()
    const id = known(await beginMeasure(firm, 'oee', firstValues('oee')), 'measure')
    const measure = await kept(id, 'oee')
    const write = (name: 'planned' | 'stops', value: string) =>
      changeMeasure(measure, ({ values }) => ({ values: { ...values, [name]: value } }))
    expect(await Promise.all([write('planned', '480'), write('stops', '60')])).toEqual([true, true])
    expect(await keptValues(id, 'oee')).toMatchObject({ planned: '480', stops: '60' })
  })

  it('a record of a shape that can’t be read is set aside, and said; the others are there', async () => {
    const { id } = await aFirm([aMeasure('oee', MACHINE)])
    const firm = firmOf(id)
    await putOnDisk('measures', { ...aMeasure('oee', MACHINE, { id: 'broken' }), firm, values: { planned: 'lots' } })
    await openApp(`/a/${id}/tools`, 'id', t('tools.title'))
    await screen.findByText(/66%/)
    expect(useNotices.getState().notices).toContain('set-aside')
    expect((await everything()).aside).toMatchObject([{ id: 'measures/broken' }])
  })
})
