// The programme catalogue and the lists, held to what was decided. Counts and codes are written out on purpose.
import { describe, expect, it } from 'vitest'
import { checkProgrammes, type Programme } from '../../src/core/catalogue'
import { realCatalogue } from '../support/real'

const { programmes, lists, programmeTexts, listTexts } = realCatalogue()
const byId = new Map(programmes.map((programme) => [programme.id, programme]))
const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id)
const LANGUAGES = ['id', 'en'] as const
const sorted = (list: readonly string[] = []) => [...list].sort()

describe('the programmes', () => {
  it('are 72, each with an id of its own', () => {
    expect(programmes).toHaveLength(72)
    expect(byId.size).toBe(72)
  })

  it.each([
    ['normal', 48],
    ['check', 15],
    ['context', 5],
    ['history', 3],
    ['merge', 1],
  ] as const)('shown as %s are %i', (show, count) => {
    expect(programmes.filter((programme) => programme.show === show)).toHaveLength(count)
  })

  it('name only codes, places and programmes that are known', () => {
    expect(checkProgrammes(programmes, lists)).toEqual([])
  })

  it('would not pass with an unknown code, link or double id', () => {
    const [first, second] = programmes as [Programme, Programme]
    const codesOf = (broken: Programme[]) => checkProgrammes(broken, lists).map(({ path, code }) => `${path} ${code}`)
    const none = { links: [], mergeInto: undefined, show: 'normal' } satisfies Partial<Programme>
    expect(codesOf([{ ...first, ...none, gaps: ['lean_5r', 'unheard_of'] }])).toEqual(['0.gaps.1 unknown-id'])
    expect(codesOf([{ ...first, ...none, places: ['XX'] }])).toEqual(['0.places unknown-id'])
    expect(codesOf([{ ...first, ...none, links: ['unheard-of'] }])).toEqual(['0.links unknown-id'])
    expect(
      codesOf([
        { ...first, ...none },
        { ...second, ...none, id: first.id },
      ]),
    ).toEqual(['1.id duplicate-id'])
    expect(codesOf([{ ...first, ...none, show: 'merge' }])).toEqual(['0.mergeInto missing'])
  })

  /** Everything the founding articles name, and what kind of thing it is here. */
  const SEED: [id: string, kind: string, show: Programme['show']][] = [
    ['lemmi-4', 'training', 'normal'],
    ['new-lemmi-4', 'training', 'merge'],
    ['ijbnet', 'network', 'normal'],
    ['lean-hrd-program', 'umbrella', 'check'],
    ['pidi-4', 'centre', 'normal'],
    ['poltek-stmi', 'education', 'normal'],
    ['bpsdmi', 'portal', 'normal'],
    ['ditjen-ilmate', 'portal', 'normal'],
    ['brin', 'facility', 'normal'],
    ['new-midec-sme', 'cooperation', 'normal'],
    ['new-midec-mold', 'cooperation', 'normal'],
    ['ijepa', 'frame', 'context'],
    ['green-ev-jp', 'frame', 'context'],
    ['green-industry', 'certification', 'normal'],
    ['ev-conversion', 'training', 'normal'],
    ['unido-geipp', 'cooperation', 'check'],
    ['link-match-ikm', 'networking', 'normal'],
    ['unido-cp', 'frame', 'context'],
    ['unido-recp', 'cooperation', 'history'],
    ['unido-gqsp', 'cooperation', 'check'],
    ['making-indonesia-4', 'frame', 'context'],
    ['bali-agenda', 'frame', 'context'],
  ]

  it.each(SEED)('hold %s, a %s shown as %s', (id, kind, show) => {
    expect(byId.get(id)).toMatchObject({ kind, show })
  })

  it('tie what belongs together: the new LeMMI to its card, the green direction to its four programmes', () => {
    expect(byId.get('new-lemmi-4')?.mergeInto).toBe('lemmi-4')
    expect(sorted(byId.get('green-ev-jp')?.links)).toEqual([
      'ev-conversion',
      'green-industry',
      'link-match-ikm',
      'unido-geipp',
    ])
  })

  it('mark the Japan-Indonesia and seed line, and nothing else, as core', () => {
    const OTHER_LINES = ['green-industry', 'ev-conversion', 'link-match-ikm', 'unido-gqsp']
    const core = programmes.filter((programme) => programme.core).map(({ id }) => id)
    expect(sorted(core)).toEqual(sorted(SEED.map(([id]) => id).filter((id) => !OTHER_LINES.includes(id))))
  })

  it('spell out the five pillars of PIDI 4.0, the seven BDI and the six BBPVP', () => {
    expect(idsOf(byId.get('pidi-4')?.services ?? [])).toEqual([
      'pidi-showcase',
      'pidi-capability',
      'pidi-ecosystem',
      'pidi-delivery',
      'pidi-engineering-ai',
    ])
    expect(byId.get('bdi-network')?.sites?.map(({ place }) => place)).toEqual([
      'SU',
      'SB',
      'JK',
      'YO',
      'JI',
      'BA',
      'SN',
    ])
    expect(byId.get('bbpvp')?.sites?.map(({ place }) => place)).toEqual(['SU', 'BT', 'JB', 'JB', 'JT', 'SN'])
  })

  it('route every province to exactly one BDI', () => {
    const routed = byId.get('bdi-network')?.sites?.flatMap(({ provinces = [] }) => provinces) ?? []
    expect(sorted(routed)).toEqual(sorted(lists.provinces.map(({ code }) => code)))
  })

  it('have levels that go up', () => {
    for (const { id, levels } of programmes) expect(levels[0], id).toBeLessThanOrEqual(levels[1])
  })

  it('that are shown close or help with at least one gap, for some sector, size and place', () => {
    for (const { id, gaps, gaps2, sectors, sizes, places } of programmes.filter(({ show }) =>
      /normal|check/.test(show),
    )) {
      expect(gaps.length + gaps2.length, id).toBeGreaterThan(0)
      expect(Math.min(sectors.length, sizes.length, places.length), id).toBeGreaterThan(0)
    }
  })

  it('never close and help in part with the same gap', () => {
    for (const { id, gaps, gaps2 } of programmes)
      expect(
        gaps.filter((gap) => gaps2.includes(gap)),
        id,
      ).toEqual([])
  })

  it('never name the sector `other`: it matches only `all`', () => {
    expect(programmes.filter(({ sectors }) => sectors.includes('other'))).toEqual([])
  })

  it('rest on two sources, or on one and say so; what is only generally known carries the label', () => {
    for (const { id, sources, show, confidence, status } of programmes) {
      if (confidence === 'verified-2') expect(sources.length, id).toBeGreaterThanOrEqual(2)
      if (confidence === 'single') expect(sources.length, id).toBeGreaterThanOrEqual(1)
      if (confidence === 'general') expect({ id, show, status }).toEqual({ id, show: 'check', status: 'unknown' })
    }
  })

  it.each(LANGUAGES)('have a name, an operator, whom it is for, a line, about, duration and cost (%s)', (language) => {
    const missing = programmes.flatMap(({ id }) =>
      ['name', 'operator', 'audience', 'line', 'about', 'duration', 'cost']
        .map((part) => `${id}.${part}`)
        .filter((key) => !programmeTexts[language]?.[key]?.trim()),
    )
    expect(missing).toEqual([])
  })

  it.each(LANGUAGES)('with a label say what to ask the operator (%s)', (language) => {
    const silent = programmes.filter(({ id, show }) => show === 'check' && !programmeTexts[language]?.[`${id}.ask`])
    expect(silent).toEqual([])
  })

  it('have a last known date, unless nothing is known about them', () => {
    for (const { id, last, status } of programmes) {
      if (last === undefined) expect(status, id).toBe('unknown')
    }
  })
})

describe('the names the matching goes by', () => {
  const { matching } = lists

  it('are programmes and codes that exist', () => {
    expect(matching.contacts).toEqual([
      { upTo: 1, programme: 'sentra-tpl' },
      { upTo: 4, programme: 'indi-4' },
    ])
    for (const { programme } of matching.contacts) expect(byId.get(programme)?.show, programme).toBe('normal')
    expect(idsOf(lists.kinds)).toEqual(expect.arrayContaining([matching.portalKind, matching.financeKind]))
    expect(idsOf(lists.gapCodes)).toEqual(
      expect.arrayContaining([...matching.financeGaps, ...matching.digitalGaps, matching.foundationGap]),
    )
    expect(idsOf(lists.accesses)).toEqual(expect.arrayContaining(matching.easyAccess))
    expect(idsOf(lists.formats)).toEqual(expect.arrayContaining(matching.visitingFormats))
  })

  it('are the ones that were decided', () => {
    expect(matching).toMatchObject({
      assumedLevel: 1,
      portalKind: 'portal',
      financeKind: 'finance',
      financeGaps: ['finance', 'automation_iot', 'data_erp', 'tpm', 'mold_dies'],
      digitalGaps: ['automation_iot', 'data_erp'],
      foundationGap: 'lean_5r',
      easyAccess: ['self_serve', 'open_call', 'via_dinas'],
      visitingFormats: ['mentoring', 'factory_visit'],
    })
  })

  it('give points by access, confidence and status', () => {
    const points = (list: readonly { id: string; points: number }[]) =>
      Object.fromEntries(list.map((entry) => [entry.id, entry.points]))
    expect(points(lists.accesses)).toEqual({
      self_serve: 6,
      open_call: 5,
      via_dinas: 4,
      via_operator: 3,
      via_anchor: 1,
      closed: 0,
      none: 0,
    })
    expect(points(lists.confidences)).toEqual({ 'verified-2': 8, single: 4, general: 0 })
    expect(points(lists.statuses)).toEqual({
      'active-reported': 8,
      recent: 5,
      dated: 2,
      ended: 0,
      unknown: 0,
      frame: 0,
    })
  })
})

describe('the lists', () => {
  const CODES: [
    list: 'sectors' | 'goals' | 'pains' | 'gapCodes' | 'sizes' | 'workers' | 'investment' | 'makes',
    ids: string,
  ][] = [
    [
      'sectors',
      'fnb textile leather_footwear wood_furniture craft auto_parts metal_machinery electronics chemical_plastic pharma_cosmetic med_device other',
    ],
    ['goals', 'cost quality delivery capacity new-market safety-environment'],
    [
      'pains',
      'transport inventory motion waiting over-processing overproduction defects unused-talent machine-breakdowns skills-shortage',
    ],
    [
      'gapCodes',
      'lean_5r kaizen std_work quality_qcc tpm digital_basic digital_mkt data_erp automation_iot energy_green ev_chain mold_dies leadership workforce finance standards partner_export',
    ],
    ['sizes', 'mikro kecil menengah besar'],
    ['workers', '1-4 5-19 20-99 100-plus'],
    ['investment', 'under-1b 1b-15b over-15b unsaid'],
    ['makes', 'molds ev-parts'],
  ]

  it.each(CODES)('%s are exactly these, in order', (list, ids) => {
    expect(idsOf(lists[list])).toEqual(ids.split(' '))
  })

  it('are 12 sectors, 6 goals, 10 pains and 17 gap codes', () => {
    const { sectors, goals, pains, gapCodes } = lists
    expect([sectors, goals, pains, gapCodes].map(({ length }) => length)).toEqual([12, 6, 10, 17])
  })

  it('put the two ticks on the two codes that no item gives', () => {
    expect(lists.makes.map(({ id, gap }) => [id, gap])).toEqual([
      ['molds', 'mold_dies'],
      ['ev-parts', 'ev_chain'],
    ])
  })

  it('count workers without a gap or an overlap', () => {
    expect(lists.workers.map(({ from, to }) => [from, to])).toEqual([
      [1, 4],
      [5, 19],
      [20, 99],
      [100, undefined],
    ])
  })

  it('put every KBLI division from 10 to 33 in exactly one sector', () => {
    const divisions = Array.from({ length: 24 }, (_, i) => String(10 + i))
    expect(lists.kbli.map(({ code }) => code)).toEqual(divisions)
    expect(sorted(lists.sectors.flatMap(({ kbli }) => kbli))).toEqual(divisions)
  })

  const ISLANDS: [island: string, provinces: string][] = [
    ['sumatra', 'AC SU SB RI KR JA SS BB BE LA'],
    ['java', 'BT JK JB JT YO JI'],
    ['bali-nusa', 'BA NB NT'],
    ['kalimantan', 'KB KT KS KI KU'],
    ['sulawesi', 'SA ST SG SN GO SR'],
    ['maluku-papua', 'MA MU PA PB PD PE PS PT'],
  ]

  it.each(ISLANDS)('put on %s the provinces %s', (island, provinces) => {
    const found = lists.provinces.filter((province) => province.island === island).map(({ code }) => code)
    expect(sorted(found)).toEqual(sorted(provinces.split(' ')))
  })

  it('hold 38 provinces, each with its own code and official number, on an island that is named', () => {
    expect(lists.provinces).toHaveLength(38)
    expect(new Set(lists.provinces.map(({ code }) => code)).size).toBe(38)
    expect(new Set(lists.provinces.map(({ number }) => number)).size).toBe(38)
    for (const { number, code } of lists.provinces) expect(number, code).toMatch(/^[1-9]\d$/)
    expect(idsOf(lists.islands)).toEqual(ISLANDS.map(([island]) => island))
  })

  it.each([
    ['AC', '11'],
    ['JK', '31'],
    ['JT', '33'],
    ['BA', '51'],
    ['SN', '73'],
    ['MU', '82'],
    ['PA', '91'],
    ['PD', '96'],
  ])('give %s the number %s', (code, number) => {
    expect(lists.provinces.find((province) => province.code === code)?.number).toBe(number)
  })

  it('never use an id twice, the glossary least of all', () => {
    const { kbli, provinces, sizeRules: _, matching: __, ...named } = lists
    for (const [name, list] of Object.entries(named)) {
      const ids = idsOf(list)
      expect(
        ids.filter((id, i) => ids.indexOf(id) !== i),
        name,
      ).toEqual([])
    }
    expect(new Set(kbli.map(({ code }) => code)).size).toBe(kbli.length)
    expect(lists.glossary.length).toBeGreaterThanOrEqual(30)
    expect(provinces).toHaveLength(38)
  })

  it.each(LANGUAGES)('name no two things of one list alike (%s)', (language) => {
    const texts = listTexts[language] ?? {}
    for (const list of ['sectors', 'goals', 'pains', 'gapCodes', 'sizes', 'provinces', 'kinds', 'formats']) {
      const names = Object.entries(texts).flatMap(([key, text]) =>
        key.startsWith(`${list}.`) && key.endsWith('.name') ? [text] : [],
      )
      expect(names.length, list).toBeGreaterThan(3)
      expect(new Set(names).size, list).toBe(names.length)
    }
  })

  it.each(LANGUAGES)('have starter advice for every gap code, for when no programme fits (%s)', (language) => {
    for (const { id } of lists.gapCodes) expect(listTexts[language]?.[`gapCodes.${id}.advice`], id).toBeTruthy()
  })
})
