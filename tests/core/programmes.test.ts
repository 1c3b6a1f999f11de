import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Profile, type Programme, sizeOf, tickedGaps } from '../../src/core/catalogue'
import type { GapCode } from '../../src/core/priorities'
import { ageInMonths, isOld, type Recommendations, recommend, type ScorePart, whyOf } from '../../src/core/programmes'
import { realCatalogue } from '../support/real'
import { RUNS } from '../support/runs'

const { programmes: catalogue, lists } = realCatalogue()

/** A programme that fits the firm below in every way: 40 + 20 + 14 + 10 + 6 + 8 + 8 = 106 points. */
function aProgramme(id: string, own: Partial<Programme> = {}): Programme {
  return {
    id,
    kind: 'training',
    op: id,
    gaps: ['lean_5r'],
    gaps2: [],
    levels: [1, 3],
    sectors: ['fnb'],
    sectorMode: 'prefer',
    sizes: ['kecil'],
    places: ['JT'],
    format: ['class'],
    access: 'self_serve',
    status: 'active-reported',
    last: '2026-05',
    confidence: 'verified-2',
    show: 'normal',
    sources: [],
    ...own,
  }
}

interface Firm extends Profile {
  gaps?: string[]
  level?: number | null
}

const FIRM = {
  gaps: ['lean_5r'],
  level: 2,
  sector: 'fnb',
  workers: '5-19',
  investment: 'under-1b',
  province: 'JT',
} satisfies Firm

const weighed = (codes: readonly string[]): GapCode[] =>
  codes.map((code, i) => ({ code, weight: [1, 0.7, 0.5][i] ?? 0, items: [] }))

function shownTo(firm: Firm, programmes: readonly Programme[]): Recommendations {
  const { gaps = [], level = null, ...profile } = firm
  return recommend(programmes, lists, weighed(gaps), level, profile)
}

const idsOf = ({ programmes }: Recommendations) => programmes.map(({ id }) => id)
const scoresOf = ({ programmes }: Recommendations) => programmes.map(({ id, score }) => `${id} ${score}`)

/** How one programme does for a firm: its score and its parts by name; null when it is dropped. */
function doesFor(programme: Programme, firm: Firm = FIRM) {
  const found = shownTo(firm, [programme]).programmes[0]
  return found ? { score: found.score, parts: Object.fromEntries(found.parts.map((part) => [part.part, part])) } : null
}

describe('the worked examples', () => {
  const examples = [
    {
      who: 'garment maker, kecil, Jawa Tengah, level 0',
      firm: {
        gaps: ['lean_5r', 'digital_mkt', 'finance'],
        level: 0,
        sector: 'textile',
        workers: '5-19',
        investment: 'under-1b',
        province: 'JT',
      },
      programmes: ['ydba 97', 'ilo-score 91', 'kemnaker-produktivitas 90', 'rumah-bumn 82', 'esmart-ikm 81'],
      finance: 'kur 75',
      contacts: ['sentra-tpl', 'bpsdmi'],
    },
    {
      who: 'food maker, mikro, Sulawesi Selatan, level 1',
      firm: {
        gaps: ['standards', 'quality_qcc', 'digital_mkt'],
        level: 1,
        sector: 'fnb',
        workers: '1-4',
        investment: 'under-1b',
        province: 'SN',
      },
      programmes: ['sehati-halal 103', 'kdmk 98', 'tkdn-ik 97', 'bdi-network 83.4', 'esmart-ikm 73'],
      finance: null,
      contacts: ['sentra-tpl'],
    },
    {
      who: 'car-part maker, menengah, Jakarta, level 1',
      firm: {
        gaps: ['lean_5r', 'kaizen', 'std_work'],
        level: 1,
        sector: 'auto_parts',
        workers: '20-99',
        investment: '1b-15b',
        province: 'JK',
      },
      programmes: ['lemmi-4 113', 'ydba 107', 'new-midec-sme 103', 'ilo-score 101', 'apo-elearning 84'],
      finance: null,
      contacts: ['sentra-tpl', 'bpsdmi'],
    },
  ]

  it.each(examples)('M2-M8 give the $who exactly these', ({ firm, programmes, finance, contacts }) => {
    const found = shownTo(firm, catalogue)
    // 83.4 is a sum of parts: shown to one decimal, as in the example.
    expect(found.programmes.map(({ id, score }) => `${id} ${Number(score.toFixed(9))}`)).toEqual(programmes)
    expect(found.finance && `${found.finance.id} ${found.finance.score}`).toBe(finance)
    expect(found.contacts).toEqual(contacts)
    expect(found.startToday).toBeNull()
  })
})

describe('M1 size', () => {
  const SIZES: [workers: string, investment: string, size: string][] = [
    ['1-4', 'under-1b', 'mikro'],
    ['1-4', '1b-15b', 'menengah'],
    ['1-4', 'over-15b', 'menengah'],
    ['1-4', 'unsaid', 'mikro'],
    ['5-19', 'under-1b', 'kecil'],
    ['5-19', '1b-15b', 'menengah'],
    ['5-19', 'over-15b', 'menengah'],
    ['5-19', 'unsaid', 'kecil'],
    ['20-99', 'under-1b', 'menengah'],
    ['20-99', '1b-15b', 'menengah'],
    ['20-99', 'over-15b', 'besar'],
    ['20-99', 'unsaid', 'menengah'],
    ['100-plus', 'under-1b', 'menengah'],
    ['100-plus', '1b-15b', 'menengah'],
    ['100-plus', 'over-15b', 'besar'],
    ['100-plus', 'unsaid', 'menengah'],
  ]

  it.each(SIZES)('M1 counts %s workers with investment %s as %s', (workers, investment, size) => {
    expect(sizeOf(lists, { workers, investment })).toBe(size)
  })

  it('M1 knows a size for every pair of bands of the lists, and no others are in the table', () => {
    const pairs = lists.workers.flatMap((w) => lists.investment.map((i) => `${w.id} ${i.id}`))
    expect(pairs.sort()).toEqual(SIZES.map(([workers, investment]) => `${workers} ${investment}`).sort())
  })

  it.each([
    ['1-4', 'mikro'],
    ['5-19', 'kecil'],
    ['20-99', 'menengah'],
    ['100-plus', 'menengah'],
  ])('M1 takes an investment left open with %s workers as unsaid: %s', (workers, size) => {
    expect(sizeOf(lists, { workers })).toBe(size)
  })

  it('M1 does not know the size without workers', () => {
    expect(sizeOf(lists, {})).toBeNull()
    expect(sizeOf(lists, { investment: 'under-1b' })).toBeNull()
  })

  it('P6 reads the two ticks in the order of the list, whatever their order in the profile', () => {
    expect(tickedGaps(lists, { makes: ['ev-parts', 'molds'] })).toEqual(['mold_dies', 'ev_chain'])
    expect(tickedGaps(lists, { makes: ['ev-parts'] })).toEqual(['ev_chain'])
    expect(tickedGaps(lists, {})).toEqual([])
  })
})

describe('M2 filters', () => {
  interface Case {
    filter: string
    passes: Partial<Programme>
    fails: Partial<Programme>
    firm?: Firm
  }
  const cases: Case[] = [
    { filter: 'shown as a programme', passes: { show: 'normal' }, fails: { show: 'context' } },
    { filter: 'shown with a label', passes: { show: 'check' }, fails: { show: 'history' } },
    { filter: 'not part of another card', passes: { show: 'normal' }, fails: { show: 'merge', mergeInto: 'other' } },
    {
      filter: 'a strict sector is listed',
      passes: { sectorMode: 'strict', sectors: ['textile', 'fnb'] },
      fails: { sectorMode: 'strict', sectors: ['textile'] },
    },
    {
      filter: 'an unlisted sector is only preferred',
      passes: { sectorMode: 'prefer', sectors: ['textile'] },
      fails: { sectorMode: 'strict', sectors: ['textile'] },
    },
    {
      filter: 'a strict list names all',
      passes: { sectorMode: 'strict', sectors: ['all'] },
      fails: { sectorMode: 'strict', sectors: ['craft'] },
    },
    { filter: 'the size is listed', passes: { sizes: ['mikro', 'kecil'] }, fails: { sizes: ['mikro', 'menengah'] } },
    { filter: 'the level is at most one step below', passes: { levels: [3, 4] }, fails: { levels: [4, 4] } },
    { filter: 'the level is at most one step above', passes: { levels: [0, 1] }, fails: { levels: [0, 0] } },
    { filter: 'a gap is closed directly', passes: { gaps: ['tpm', 'lean_5r'] }, fails: { gaps: ['tpm'] } },
    {
      filter: 'a gap is helped in part',
      passes: { gaps: [], gaps2: ['lean_5r'] },
      fails: { gaps: [], gaps2: ['tpm'] },
    },
    {
      filter: 'mentors come to this province',
      passes: { format: ['class', 'mentoring'], places: ['YO', 'JT'] },
      fails: { format: ['class', 'mentoring'], places: ['YO'] },
    },
    {
      filter: 'factory visits reach this province',
      passes: { format: ['factory_visit'], places: ['JT'] },
      fails: { format: ['factory_visit'], places: ['YO'] },
    },
    {
      filter: 'classes elsewhere stay possible',
      passes: { format: ['class'], places: ['YO'] },
      fails: { format: ['mentoring'], places: ['YO'] },
    },
    {
      filter: 'mentors work nationally',
      passes: { format: ['mentoring'], places: ['YO', 'national'] },
      fails: { format: ['mentoring'], places: ['YO', 'JK'] },
    },
    {
      filter: 'mentors work online',
      passes: { format: ['mentoring'], places: ['online'] },
      fails: { format: ['mentoring'], places: ['PD'] },
    },
    {
      filter: 'without a province no province counts as listed',
      firm: { ...FIRM, province: undefined },
      passes: { format: ['class'], places: ['JT'] },
      fails: { format: ['mentoring'], places: ['JT'] },
    },
    {
      filter: 'sector other matches only all',
      firm: { ...FIRM, sector: 'other' },
      passes: { sectorMode: 'strict', sectors: ['all'] },
      fails: { sectorMode: 'strict', sectors: ['fnb'] },
    },
    {
      filter: 'an unsaid sector counts as other',
      firm: { ...FIRM, sector: undefined },
      passes: { sectorMode: 'strict', sectors: ['all'] },
      fails: { sectorMode: 'strict', sectors: ['fnb'] },
    },
  ]

  it.each(cases)('M2 $filter: one just passes, one just fails', ({ passes, fails, firm = FIRM }) => {
    expect(doesFor(aProgramme('passes', passes), firm)).not.toBeNull()
    expect(doesFor(aProgramme('fails', fails), firm)).toBeNull()
  })

  it('M2 lets an unknown size pass', () => {
    const large = aProgramme('large', { sizes: ['besar'] })
    expect(doesFor(large, { ...FIRM, workers: undefined })).not.toBeNull()
    expect(doesFor(large, { ...FIRM, workers: '5-19' })).toBeNull()
  })

  it('M2 shows no programme to a firm without gaps, but the contact all the same', () => {
    const found = shownTo({ ...FIRM, gaps: [] }, catalogue)
    expect(found.programmes).toEqual([])
    expect(found.startToday).toBeNull()
    expect(found.contacts).toEqual(['indi-4'])
  })
})

describe('M3 points', () => {
  const threeGaps = { ...FIRM, gaps: ['lean_5r', 'kaizen', 'tpm'] }

  it('M3 adds up every part, and the parts are the whole score', () => {
    const found = shownTo(FIRM, [aProgramme('a')]).programmes[0]
    expect(found).toEqual({
      id: 'a',
      score: 106,
      gap: 'lean_5r',
      parts: [
        { part: 'gap', points: 40, gap: 'lean_5r', direct: true },
        { part: 'level', points: 20, fit: 'inside' },
        { part: 'sector', points: 14, fit: 'listed' },
        { part: 'place', points: 10, fit: 'province' },
        { part: 'access', points: 6 },
        { part: 'confidence', points: 8 },
        { part: 'status', points: 8 },
      ],
    })
  })

  it.each([
    { gaps: ['lean_5r'], gaps2: [], points: 40, gap: 'lean_5r', direct: true },
    { gaps: ['kaizen'], gaps2: [], points: 28, gap: 'kaizen', direct: true },
    { gaps: ['tpm'], gaps2: [], points: 20, gap: 'tpm', direct: true },
    { gaps: [], gaps2: ['lean_5r'], points: 22, gap: 'lean_5r', direct: false },
    { gaps: [], gaps2: ['kaizen'], points: 15.4, gap: 'kaizen', direct: false },
    { gaps: [], gaps2: ['tpm'], points: 11, gap: 'tpm', direct: false },
  ])('M3 gives $points for gaps $gaps and $gaps2 in part', ({ gaps, gaps2, ...wanted }) => {
    const parts = doesFor(aProgramme('a', { gaps, gaps2 }), threeGaps)?.parts
    expect(parts?.['gap']).toMatchObject({ gap: wanted.gap, direct: wanted.direct })
    expect(parts?.['gap']?.points).toBeCloseTo(wanted.points, 12)
    expect(parts?.['more-gaps']).toBeUndefined()
  })

  it('M3 takes the gap with the best points, not the first one, and the programme belongs to it', () => {
    const found = shownTo(threeGaps, [aProgramme('a', { gaps: ['kaizen'], gaps2: ['lean_5r'] })]).programmes[0]
    expect(found?.gap).toBe('kaizen')
    expect(found?.parts.slice(0, 2)).toEqual([
      { part: 'gap', points: 28, gap: 'kaizen', direct: true },
      { part: 'more-gaps', points: 5, gaps: ['lean_5r'] },
    ])
  })

  it('M3 gives equal points to the earlier gap', () => {
    // 0.55 x 40 = 22 = 1 x 22.
    const gaps: GapCode[] = [
      { code: 'lean_5r', weight: 1, items: [] },
      { code: 'kaizen', weight: 0.55, items: [] },
    ]
    const programme = aProgramme('a', { gaps: ['kaizen'], gaps2: ['lean_5r'] })
    expect(recommend([programme], lists, gaps, 2, {}).programmes[0]?.gap).toBe('lean_5r')
  })

  it('M3 gives 5 for each further gap, direct or in part, at most 10', () => {
    const four = { ...FIRM, gaps: ['lean_5r', 'kaizen', 'tpm', 'standards'] }
    const more = (gaps: string[], gaps2: string[]) =>
      doesFor(aProgramme('a', { gaps, gaps2 }), four)?.parts['more-gaps']
    expect(more(['lean_5r'], [])).toBeUndefined()
    expect(more(['lean_5r', 'kaizen'], [])).toEqual({ part: 'more-gaps', points: 5, gaps: ['kaizen'] })
    expect(more(['lean_5r'], ['tpm'])).toEqual({ part: 'more-gaps', points: 5, gaps: ['tpm'] })
    expect(more(['lean_5r', 'kaizen'], ['tpm'])).toMatchObject({ points: 10, gaps: ['kaizen', 'tpm'] })
    expect(more(['lean_5r', 'kaizen'], ['tpm', 'standards'])).toMatchObject({ points: 10 })
  })

  interface PartCase {
    part: ScorePart['part']
    own?: Partial<Programme>
    firm?: Firm
    points: number
    fit?: string
  }
  const parts: PartCase[] = [
    { part: 'level', own: { levels: [2, 2] }, points: 20, fit: 'inside' },
    { part: 'level', own: { levels: [3, 4] }, points: 8, fit: 'above' },
    { part: 'level', own: { levels: [0, 1] }, points: 8, fit: 'below' },
    { part: 'sector', own: { sectors: ['fnb', 'all'] }, points: 14, fit: 'listed' },
    { part: 'sector', own: { sectors: ['all'] }, points: 8, fit: 'all' },
    { part: 'sector', own: { sectors: ['textile'] }, points: 3, fit: 'not-listed' },
    { part: 'sector', own: { sectors: ['all'] }, firm: { ...FIRM, sector: 'other' }, points: 8, fit: 'all' },
    { part: 'sector', own: { sectors: ['fnb'] }, firm: { ...FIRM, sector: 'other' }, points: 3, fit: 'not-listed' },
    { part: 'sector', own: { sectors: ['fnb'] }, firm: { ...FIRM, sector: undefined }, points: 3, fit: 'not-listed' },
    { part: 'place', own: { places: ['national', 'online', 'JT'] }, points: 10, fit: 'province' },
    { part: 'place', own: { places: ['national', 'online', 'YO'] }, points: 7, fit: 'online' },
    { part: 'place', own: { places: ['YO', 'national'] }, points: 5, fit: 'national' },
    { part: 'place', own: { places: ['SN', 'YO'] }, points: 4, fit: 'island' },
    { part: 'place', own: { places: ['SN', 'SU'] }, points: 0, fit: 'travel' },
    { part: 'place', own: { places: ['JT'] }, firm: { ...FIRM, province: undefined }, points: 0, fit: 'travel' },
    {
      part: 'place',
      own: { places: ['national'] },
      firm: { ...FIRM, province: undefined },
      points: 5,
      fit: 'national',
    },
    { part: 'access', own: { access: 'self_serve' }, points: 6 },
    { part: 'access', own: { access: 'open_call' }, points: 5 },
    { part: 'access', own: { access: 'via_dinas' }, points: 4 },
    { part: 'access', own: { access: 'via_operator' }, points: 3 },
    { part: 'access', own: { access: 'via_anchor' }, points: 1 },
    { part: 'access', own: { access: 'closed' }, points: 0 },
    { part: 'confidence', own: { confidence: 'verified-2' }, points: 8 },
    { part: 'confidence', own: { confidence: 'single' }, points: 4 },
    { part: 'confidence', own: { confidence: 'general' }, points: 0 },
    { part: 'status', own: { status: 'active-reported' }, points: 8 },
    { part: 'status', own: { status: 'recent' }, points: 5 },
    { part: 'status', own: { status: 'dated' }, points: 2 },
    { part: 'status', own: { status: 'unknown' }, points: 0 },
    { part: 'label', own: { show: 'check' }, points: -8 },
  ]
  // What the same programme scores without the part in question: 106 less what the part gives at its best.
  const REST: Partial<Record<ScorePart['part'], number>> = {
    level: 86,
    sector: 92,
    place: 96,
    access: 100,
    confidence: 98,
    status: 98,
    label: 106,
  }

  const named = parts.map((entry) => ({ ...entry, what: entry.fit ?? Object.values(entry.own ?? {}).join() }))
  it.each(named)('M3 gives $points points for $part: $what', ({ part, own, firm, points, fit }) => {
    const found = doesFor(aProgramme('a', own), firm)
    expect(found?.parts[part]).toEqual({ part, points, ...(fit ? { fit } : {}) })
    expect(found?.score).toBe((REST[part] ?? 0) + points)
  })

  it('M3 has no label part for a programme that needs no label', () => {
    expect(doesFor(aProgramme('a'))?.parts['label']).toBeUndefined()
  })

  type Digital = [when: string, own: Partial<Programme>, firm: Firm]
  const digital: Partial<Programme> = { gaps: ['automation_iot', 'data_erp'], levels: [0, 3] }
  const waits: Digital[] = [
    ['digital alone at level 0', digital, { level: 0, gaps: ['data_erp'] }],
    ['digital alone at level 1', digital, { level: 1, gaps: ['data_erp'] }],
    ['one digital gap alone at level 1', { gaps: ['automation_iot'] }, { level: 1, gaps: ['automation_iot'] }],
    ['digital alone at any level with a 5R gap', digital, { level: 3, gaps: ['data_erp', 'lean_5r'] }],
  ]
  it.each(waits)('M3 takes 15 points, foundation first: %s', (_, own, firm) => {
    expect(doesFor(aProgramme('a', own), firm)?.parts['foundation-first']).toEqual({
      part: 'foundation-first',
      points: -15,
    })
  })

  const mayStart: Digital[] = [
    ['digital alone at level 2', digital, { level: 2, gaps: ['data_erp'] }],
    ['digital and something else', { gaps: ['data_erp', 'leadership'] }, { level: 1, gaps: ['data_erp'] }],
    ['digital in part only', { gaps: ['kaizen'], gaps2: ['data_erp'] }, { level: 1, gaps: ['data_erp'] }],
    ['nothing closed directly', { gaps: [], gaps2: ['data_erp'] }, { level: 1, gaps: ['data_erp'] }],
  ]
  it.each(mayStart)('M3 takes nothing: %s', (_, own, firm) => {
    const found = doesFor(aProgramme('a', own), firm)
    expect(found?.parts['gap']).toBeDefined()
    expect(found?.parts['foundation-first']).toBeUndefined()
  })
})

describe('M4 ties', () => {
  const order = (...programmes: Programme[]) => {
    const found = idsOf(shownTo(FIRM, programmes))
    expect(idsOf(shownTo(FIRM, [...programmes].reverse()))).toEqual(found)
    return found
  }

  it('M4 puts the higher score first, whatever else', () => {
    expect(
      order(
        aProgramme('a-core', { core: true, access: 'open_call', last: '2026-05' }),
        aProgramme('z', { last: undefined }),
      ),
    ).toEqual(['z', 'a-core'])
  })

  it('M4 puts the core line first among equals, however old', () => {
    expect(order(aProgramme('a'), aProgramme('z', { core: true, last: undefined }))).toEqual(['z', 'a'])
  })

  it('M4 puts the newer last-known date next, even within the core line', () => {
    expect(order(aProgramme('a', { last: '2025-11' }), aProgramme('z', { last: '2025-12' }))).toEqual(['z', 'a'])
    expect(order(aProgramme('a', { last: '2024-12' }), aProgramme('z', { last: '2025-01' }))).toEqual(['z', 'a'])
    expect(
      order(aProgramme('a', { core: true, last: '2025-11' }), aProgramme('z', { core: true, last: '2025-12' })),
    ).toEqual(['z', 'a'])
  })

  it('M4 takes a bare year as older than any month of it, and newer than the year before', () => {
    expect(order(aProgramme('a', { last: '2024' }), aProgramme('z', { last: '2024-01' }))).toEqual(['z', 'a'])
    expect(order(aProgramme('a', { last: '2023-11' }), aProgramme('z', { last: '2024' }))).toEqual(['z', 'a'])
  })

  it('M4 takes no date as the oldest', () => {
    expect(order(aProgramme('a', { last: undefined }), aProgramme('z', { last: '2017' }))).toEqual(['z', 'a'])
  })

  it('M4 ends with the id', () => {
    expect(order(aProgramme('c'), aProgramme('a'), aProgramme('b'))).toEqual(['a', 'b', 'c'])
  })
})

describe('M5 limits', () => {
  const firm = { ...FIRM, gaps: ['lean_5r', 'kaizen', 'tpm'] }
  /** 106, 105, 104, 103 ... by ways in and dates, so that each has its own score for the first gap. */
  const ACCESS = ['self_serve', 'open_call', 'via_dinas', 'via_operator']
  const series = (gap: string, name: string, count: number, own: Partial<Programme> = {}) =>
    Array.from({ length: count }, (_, i) =>
      aProgramme(`${name}${i + 1}`, { gaps: [gap], access: ACCESS[i] ?? 'via_anchor', ...own }),
    )

  it('M5 shows at most five', () => {
    expect(shownTo(firm, series('lean_5r', 'a', 9)).programmes).toHaveLength(5)
  })

  it('M5 shows at most three of the first gap while others reach 70', () => {
    // For the third gap 20 points instead of 40: 86 and 85.
    const found = shownTo(firm, [...series('lean_5r', 'first', 5), ...series('tpm', 'third', 2)])
    expect(scoresOf(found)).toEqual(['first1 106', 'first2 105', 'first3 104', 'third1 86', 'third2 85'])
  })

  it('M5 shows at most two of each other gap while others reach 70', () => {
    const found = shownTo(firm, [
      ...series('kaizen', 'second', 4),
      ...series('tpm', 'third', 4),
      ...series('lean_5r', 'first', 1, { levels: [3, 4], sectors: ['craft'], places: ['SU'] }),
    ])
    // 40 + 8 + 3 + 0 + 6 + 8 + 8 = 73: below the others, yet it takes the fifth place.
    expect(scoresOf(found)).toEqual(['second1 94', 'second2 93', 'third1 86', 'third2 85', 'first1 73'])
  })

  it('M5 counts exactly 70 points as good, and a point less as not', () => {
    const firsts = series('lean_5r', 'first', 5)
    // For the third gap: 20 + 20 + 8 (all) + 7 (online) + 6 (self_serve) + 4 (single) + 5 (recent) = 70.
    const third = { gaps: ['tpm'], sectors: ['all'], places: ['online'], confidence: 'single', status: 'recent' }
    const good = aProgramme('good', { ...third, access: 'self_serve' })
    const near = aProgramme('near', { ...third, access: 'open_call' })
    expect(doesFor(good, firm)?.score).toBe(70)
    expect(doesFor(near, firm)?.score).toBe(69)
    expect(idsOf(shownTo(firm, [...firsts, good]))).toEqual(['first1', 'first2', 'first3', 'first4', 'good'])
    expect(idsOf(shownTo(firm, [...firsts, near]))).toEqual(['first1', 'first2', 'first3', 'first4', 'first5'])
  })

  it('M5 fills up by score, without the limits of gap and points', () => {
    const poor = {
      levels: [3, 4] as [number, number],
      sectors: ['craft'],
      places: ['SU'],
      status: 'unknown',
      confidence: 'general',
    }
    const found = shownTo(firm, [...series('lean_5r', 'first', 4), aProgramme('poor', { gaps: ['tpm'], ...poor })])
    expect(scoresOf(found)).toEqual(['first1 106', 'first2 105', 'first3 104', 'first4 103', 'poor 37'])
  })

  it('M5 sorts by score after filling', () => {
    const found = shownTo(firm, [...series('lean_5r', 'first', 4), aProgramme('third', { gaps: ['tpm'] })])
    // first4 came in last, in the filling, and stands before `third`.
    expect(idsOf(found)).toEqual(['first1', 'first2', 'first3', 'first4', 'third'])
  })

  it('M5 shows at most two of one operator, even when places stay empty', () => {
    const found = shownTo(firm, [
      ...series('lean_5r', 'same', 4, { op: 'one' }),
      aProgramme('other', { gaps: ['tpm'] }),
    ])
    expect(idsOf(found)).toEqual(['same1', 'same2', 'other'])
  })

  it('M5 counts the operators of both rounds together', () => {
    const found = shownTo(firm, [
      ...series('lean_5r', 'same', 1, { op: 'one' }),
      ...series('lean_5r', 'other', 1),
      // 28 + 8 + 3 + 10 + 6 + 8 + 0 = 63 and less: these come in with the filling only.
      ...series('kaizen', 'late', 3, { op: 'one', levels: [3, 4], sectors: ['craft'], status: 'unknown' }),
    ])
    expect(scoresOf(found)).toEqual(['other1 106', 'same1 106', 'late1 63'])
  })

  it('M5 lets a programme belong to the gap of its best points when limits are counted', () => {
    // All five touch the first gap in part, but belong to the second: two are taken, then the third gap's.
    const found = shownTo(firm, [
      ...series('kaizen', 'second', 5, { gaps2: ['lean_5r'] }),
      ...series('tpm', 'third', 2),
      aProgramme('first', { levels: [3, 4] }),
    ])
    expect(idsOf(found)).toEqual(['second1', 'second2', 'first', 'third1', 'third2'])
  })
})

describe('M6 why', () => {
  const TODAY = '2026-11-22'
  const why = (programme: Programme, firm: Firm = FIRM) => {
    const { gaps = [], level = null, ...profile } = firm
    const shown = recommend([programme], lists, weighed(gaps), level, profile)
    const found = shown.programmes[0]
    if (!found) throw new Error('not shown')
    return whyOf(found, programme, shown.level, profile, TODAY)
  }
  const keys = (programme: Programme, firm?: Firm) => why(programme, firm).map(({ key }) => key)

  it('M6 gives three reasons, the strongest first, with what goes into the sentences', () => {
    expect(why(aProgramme('a'))).toEqual([
      { key: 'gap-direct', gaps: ['lean_5r'] },
      { key: 'level-inside', level: 2 },
      { key: 'sector', sector: 'fnb' },
    ])
  })

  it('M6 puts a weak gap behind stronger parts', () => {
    const firm = { ...FIRM, gaps: ['kaizen', 'tpm', 'lean_5r'] }
    // 0.5 x 22 = 11, below level 20 and sector 14.
    expect(why(aProgramme('a', { gaps: [], gaps2: ['lean_5r'] }), firm)).toEqual([
      { key: 'level-inside', level: 2 },
      { key: 'sector', sector: 'fnb' },
      { key: 'gap-part', gaps: ['lean_5r'] },
    ])
  })

  it('M6 names the further gaps, then the province, when they are among the three strongest', () => {
    const firm = { ...FIRM, gaps: ['lean_5r', 'kaizen', 'tpm'] }
    const programme = aProgramme('a', { gaps2: ['kaizen', 'tpm'], levels: [3, 4], sectors: ['all'] })
    expect(why(programme, firm)).toEqual([
      { key: 'gap-direct', gaps: ['lean_5r'] },
      { key: 'more-gaps', gaps: ['kaizen', 'tpm'] },
      { key: 'province' },
    ])
  })

  const fits: [why: string, own: Partial<Programme>, reasons: string[]][] = [
    ['a level above, online', { levels: [3, 4], places: ['online'] }, ['gap-direct', 'level-above', 'online']],
    ['a level below, online', { levels: [0, 1], places: ['online'] }, ['gap-direct', 'level-below', 'online']],
    ['a national place: nothing', { places: ['national'] }, ['gap-direct', 'level-inside']],
    ['an unlisted sector: nothing', { sectors: ['craft'], places: ['national'] }, ['gap-direct', 'level-inside']],
  ]
  it.each(fits)('M6 has words for %s', (_, own, reasons) => {
    expect(keys(aProgramme('a', { sectors: ['all'], ...own }))).toEqual(reasons)
  })

  it('M6 says besides that one must travel, and where to', () => {
    const reasons = ['gap-direct', 'level-inside', 'sector']
    expect(why(aProgramme('a', { places: ['YO', 'SU'] })).slice(3)).toEqual([{ key: 'travel', places: ['YO', 'SU'] }])
    expect(keys(aProgramme('a', { places: ['SU'] }))).toEqual([...reasons, 'travel'])
    expect(keys(aProgramme('a', { places: ['SU', 'national'] }))).toEqual(reasons)
  })

  it('M6 says besides that the foundation comes first', () => {
    const programme = aProgramme('a', { gaps: ['data_erp'] })
    expect(keys(programme, { ...FIRM, gaps: ['data_erp'], level: 1 }).slice(3)).toEqual(['foundation-first'])
  })

  it('M6 says besides what is not confirmed and what is old', () => {
    expect(why(aProgramme('a', { show: 'check' })).slice(3)).toEqual([{ key: 'not-confirmed' }])
    expect(why(aProgramme('a', { last: '2024' })).slice(3)).toEqual([{ key: 'old', last: '2024' }])
    expect(why(aProgramme('a', { last: undefined })).slice(3)).toEqual([{ key: 'old', last: undefined }])
  })

  it('M6 keeps three reasons when all four extra lines apply', () => {
    const programme = aProgramme('a', { gaps: ['data_erp'], places: ['SU'], show: 'check', last: '2020-01' })
    expect(keys(programme, { ...FIRM, gaps: ['data_erp'], level: 1 })).toEqual([
      'gap-direct',
      'level-inside',
      'sector',
      'travel',
      'foundation-first',
      'not-confirmed',
      'old',
    ])
  })

  it('M6 speaks of the level that was matched when there is no index', () => {
    expect(why(aProgramme('a'), { ...FIRM, level: null })[1]).toEqual({ key: 'level-inside', level: 1 })
  })

  it('M6 gives every real programme that is shown at most three reasons, and at least one', () => {
    const EXTRA = ['travel', 'foundation-first', 'not-confirmed', 'old']
    const byId = new Map(catalogue.map((programme) => [programme.id, programme]))
    for (const { id: code } of lists.gapCodes) {
      const found = shownTo({ ...FIRM, gaps: [code] }, catalogue)
      for (const recommendation of found.programmes) {
        const programme = byId.get(recommendation.id) as Programme
        const reasons = whyOf(recommendation, programme, found.level, FIRM, TODAY).filter(
          ({ key }) => !EXTRA.includes(key),
        )
        expect(reasons.length).toBeGreaterThanOrEqual(1)
        expect(reasons.length).toBeLessThanOrEqual(3)
      }
    }
  })
})

describe('M7 age', () => {
  it.each([
    ['2025-05', '2026-11-01', 18, false],
    ['2025-05', '2026-11-30', 18, false],
    ['2025-04', '2026-11-30', 19, true],
    ['2025-05', '2026-12-01', 19, true],
    ['2026-11', '2026-11-22', 0, false],
    ['2025', '2026-06-30', 18, false],
    ['2025', '2026-07-01', 19, true],
    ['2024-12', '2025-01-01', 1, false],
  ])('M7 last known %s is, on %s, %i months old; old: %s', (last, today, months, old) => {
    expect(ageInMonths(last, today)).toBe(months)
    expect(isOld(last, today)).toBe(old)
  })

  it('M7 takes what has no date as old, always', () => {
    expect(ageInMonths(undefined, '2026-11-22')).toBeNull()
    expect(isOld(undefined, '1990-01-01')).toBe(true)
  })
})

describe('M8 beside the programmes', () => {
  const kur = aProgramme('kur', { kind: 'finance', gaps: ['finance'], gaps2: ['leadership'] })
  const small = aProgramme('small-loan', { kind: 'finance', gaps: ['finance'], gaps2: ['leadership'], places: ['SU'] })

  it.each(['finance', 'automation_iot', 'data_erp', 'tpm', 'mold_dies'])('M8 shows a finance card for %s', (gap) => {
    const loan = aProgramme('loan', { kind: 'finance', gaps: [gap] })
    expect(shownTo({ ...FIRM, gaps: ['lean_5r', gap] }, [loan]).finance?.id).toBe('loan')
  })

  it('M8 shows no finance card for any other gap, and never as a programme', () => {
    const WITH_CARD = ['finance', 'automation_iot', 'data_erp', 'tpm', 'mold_dies']
    for (const { id: code } of lists.gapCodes) {
      const loan = aProgramme('loan', { kind: 'finance', gaps: [code] })
      const found = shownTo({ ...FIRM, gaps: [code] }, [loan])
      expect(found.finance?.id, code).toBe(WITH_CARD.includes(code) ? 'loan' : undefined)
      expect(found.programmes, code).toEqual([])
    }
  })

  it('M8 takes the best finance card that passes the filters, one only', () => {
    expect(shownTo({ ...FIRM, gaps: ['finance'] }, [small, kur]).finance).toMatchObject({ id: 'kur', score: 106 })
    const closed = { ...kur, sizes: ['besar'] }
    expect(shownTo({ ...FIRM, gaps: ['finance'] }, [small, closed]).finance?.id).toBe('small-loan')
    expect(shownTo({ ...FIRM, gaps: ['finance'] }, [closed]).finance).toBeNull()
  })

  it('M8 lets money for training take a programme place: it is not finance', () => {
    const grant = aProgramme('grant', { kind: 'finance_for_training' })
    expect(idsOf(shownTo(FIRM, [grant]))).toEqual(['grant'])
  })

  it('M8 never gives a portal a programme place: the best one goes to the contacts', () => {
    const portals = [
      aProgramme('far-portal', { kind: 'portal', places: ['SU'] }),
      aProgramme('portal', { kind: 'portal' }),
      aProgramme('wrong-size', { kind: 'portal', sizes: ['besar'], core: true }),
    ]
    const found = shownTo(FIRM, [...portals, aProgramme('a', { levels: [3, 4] })])
    expect(idsOf(found)).toEqual(['a'])
    expect(found.contacts).toEqual(['portal'])
  })

  it.each([
    [0, 'sentra-tpl'],
    [1, 'sentra-tpl'],
    [2, 'indi-4'],
    [3, 'indi-4'],
    [4, 'indi-4'],
  ])('M8 names at level %i the contact %s, filters or not, and never as a programme', (level, contact) => {
    const found = shownTo({ ...FIRM, level, gaps: ['leadership'] }, catalogue)
    expect(found.contacts[0]).toBe(contact)
    expect(idsOf(found)).not.toContain(contact)
    expect(found.startToday?.id).not.toBe(contact)
    const huge = { ...FIRM, workers: '100-plus', investment: 'over-15b', level, gaps: ['ev_chain'] }
    expect(shownTo(huge, catalogue).contacts[0]).toBe(contact)
  })

  it('M8 lets the contact of another level be a programme', () => {
    const tpl = aProgramme('sentra-tpl', { levels: [0, 1] })
    const indi = aProgramme('indi-4', { levels: [2, 4] })
    expect(idsOf(shownTo({ ...FIRM, level: 1 }, [tpl, indi]))).toEqual(['indi-4'])
    expect(idsOf(shownTo({ ...FIRM, level: 2 }, [tpl, indi]))).toEqual(['sentra-tpl'])
  })

  it('M8 matches a firm without a level at level 1, and says so', () => {
    const without = shownTo({ ...FIRM, level: null }, catalogue)
    const atOne = shownTo({ ...FIRM, level: 1 }, catalogue)
    expect(without).toEqual({ ...atOne, levelAssumed: true })
    expect(without.level).toBe(1)
    expect(without.programmes.length).toBeGreaterThan(0)
    expect(atOne.levelAssumed).toBe(false)
  })

  describe('start today', () => {
    const slow = (name: string, op: string) => aProgramme(name, { op, access: 'via_operator' })

    it('M8 adds as a sixth card the best that can be started when nothing shown can', () => {
      const five = ['a', 'b', 'c', 'd', 'e'].map((name) => slow(name, name))
      const easy = aProgramme('easy', { places: ['SU'], access: 'via_dinas' })
      const easier = aProgramme('easier', { places: ['SU'], access: 'open_call' })
      const found = shownTo(FIRM, [...five, easy, easier])
      expect(idsOf(found)).toEqual(['a', 'b', 'c', 'd', 'e'])
      expect(found.startToday?.id).toBe('easier')
      expect(found.startToday?.score).toBe(106 - 10 - 1)
    })

    it('M8 ignores the operator limit for it', () => {
      const found = shownTo(FIRM, [
        slow('a', 'one'),
        slow('b', 'one'),
        aProgramme('easy', { op: 'one', places: ['SU'] }),
      ])
      expect(idsOf(found)).toEqual(['a', 'b'])
      expect(found.startToday?.id).toBe('easy')
    })

    it.each(['self_serve', 'open_call', 'via_dinas'])('M8 adds none when one that is shown has access %s', (access) => {
      const shown = [slow('a', 'one'), aProgramme('b', { op: 'one', access })]
      expect(shownTo(FIRM, [...shown, aProgramme('c', { op: 'one', places: ['SU'] })]).startToday).toBeNull()
    })

    it.each(['via_operator', 'via_anchor', 'closed', 'none'])('M8 adds none that has access %s', (access) => {
      const found = shownTo(FIRM, [
        slow('a', 'one'),
        slow('b', 'one'),
        aProgramme('c', { op: 'one', access, places: ['SU'] }),
      ])
      expect(found.programmes).toHaveLength(2)
      expect(found.startToday).toBeNull()
    })

    it('M8 adds neither finance nor a portal nor the contact', () => {
      const found = shownTo({ ...FIRM, gaps: ['lean_5r', 'finance'] }, [
        slow('a', 'a'),
        aProgramme('loan', { kind: 'finance', gaps: ['finance'] }),
        aProgramme('portal', { kind: 'portal' }),
        aProgramme('indi-4'),
      ])
      expect(found.startToday).toBeNull()
      expect(found.finance?.id).toBe('loan')
      expect(found.contacts).toEqual(['indi-4', 'portal'])
    })
  })
})

describe('over the real catalogue', { timeout: 5_000 + RUNS * 20 }, () => {
  const SIZES: Record<string, Profile> = {
    mikro: { workers: '1-4', investment: 'under-1b' },
    kecil: { workers: '5-19', investment: 'under-1b' },
    menengah: { workers: '20-99', investment: '1b-15b' },
    besar: { workers: '100-plus', investment: 'over-15b' },
    unknown: {},
  }
  const byId = new Map(catalogue.map((programme) => [programme.id, programme]))
  const shownAs = (id: string) => byId.get(id)?.show ?? 'unknown'

  it('M2 M5 M8 hold for every gap, level, sector and size: a page that is never empty and never too full', () => {
    const wrong: string[] = []
    for (const { id: code } of lists.gapCodes) {
      for (const level of [0, 1, 2, 3, 4]) {
        for (const { id: sector } of lists.sectors) {
          for (const [size, profile] of Object.entries(SIZES)) {
            const found = shownTo({ ...profile, sector, gaps: [code], level }, catalogue)
            const cards = [...found.programmes, ...(found.startToday ? [found.startToday] : [])]
            const ids = [...cards, ...(found.finance ? [found.finance] : [])].map(({ id }) => id)
            const operators = found.programmes.map(({ id }) => byId.get(id)?.op)
            const is = (what: string, holds: boolean) => {
              if (!holds) wrong.push(`${code} ${level} ${sector} ${size}: ${what}`)
            }
            is('no contact', found.contacts.length > 0)
            is('too many programmes', found.programmes.length <= 5)
            is('a card twice', new Set([...ids, ...found.contacts]).size === ids.length + found.contacts.length)
            is(
              'not for showing',
              [...ids, ...found.contacts].every((id) => ['normal', 'check'].includes(shownAs(id))),
            )
            is(
              'three of one operator',
              operators.every((op) => operators.filter((other) => other === op).length <= 2),
            )
            is(
              'not in order',
              found.programmes.every((card, i, all) => i === 0 || card.score <= (all[i - 1]?.score ?? 0)),
            )
            is(
              'a portal or finance as programme',
              cards.every(({ id }) => !/^(finance|portal)$/.test(byId.get(id)?.kind ?? '')),
            )
          }
        }
      }
    }
    expect(wrong).toEqual([])
  })

  it('M3 finds at least one programme for every gap at level 1, for a small firm whose sector it is meant for', () => {
    const best = new Map<string, number>()
    for (const { id: code } of lists.gapCodes) {
      for (const { id: sector } of lists.sectors) {
        const found = shownTo({ ...SIZES['kecil'], sector, gaps: [code], level: 1 }, catalogue)
        best.set(code, Math.max(best.get(code) ?? 0, found.programmes.length))
      }
    }
    expect([...best].filter(([, count]) => count === 0)).toEqual([])
  })

  it('M4 gives the same for a shuffled catalogue: the order of the file decides nothing', () => {
    const codes = lists.gapCodes.map(({ id }) => id)
    const firm = fc.record({
      gaps: fc.shuffledSubarray(codes, { minLength: 1, maxLength: 3 }),
      level: fc.constantFrom(null, 0, 1, 2, 3, 4),
      sector: fc.constantFrom(undefined, ...lists.sectors.map(({ id }) => id)),
      workers: fc.constantFrom(undefined, ...lists.workers.map(({ id }) => id)),
      investment: fc.constantFrom(undefined, ...lists.investment.map(({ id }) => id)),
      province: fc.constantFrom(undefined, ...lists.provinces.map(({ code }) => code)),
    })
    const shuffled = fc.shuffledSubarray(catalogue, { minLength: catalogue.length })
    fc.assert(
      fc.property(firm, shuffled, (given, other) => {
        expect(shownTo(given, other)).toEqual(shownTo(given, catalogue))
      }),
      { numRuns: RUNS },
    )
  })

  it('M3 leaves catalogue, lists and profile untouched', () => {
    const before = JSON.stringify({ catalogue, lists, FIRM })
    shownTo(FIRM, catalogue)
    expect(JSON.stringify({ catalogue, lists, FIRM })).toBe(before)
  })
})
