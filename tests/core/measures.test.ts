// The small tools: what they are told, and the figures they end in. Rules T1 to T12.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  AUDIT_GROUPS,
  auditOf,
  changeoverOf,
  earlierThan,
  type Figure,
  figureOf,
  kaizenOf,
  LOSSES,
  leadTimeOf,
  moveBetween,
  oeeOf,
  paretoOf,
  scrapCostOf,
  skillsOf,
  statementsOf,
  wastesOf,
} from '../../src/core/figures'
import { exact, type Interval, measured, median, placeOf, toShow } from '../../src/core/intervals'
import {
  firstValues,
  type Measure,
  newPhoto,
  PHOTO_BYTES,
  photosIn,
  readMeasure,
  readPhoto,
  type ValuesOf,
  WASTES,
} from '../../src/core/measures'
import { TOOLS, type Tool } from '../../src/core/questionnaire'
import { known } from '../support/assess'
import { aMeasure, FILLED, MACHINE, ORDERS, SCRAP } from '../support/measures'
import { RUNS } from '../support/runs'

/** Low, value and high, to the fourth decimal. */
const near = (interval: Interval | null) =>
  interval && [interval.low, interval.value, interval.high].map((n) => Math.round(n * 1e4) / 1e4)
const within = (n: number, { low, high }: Interval) => {
  const slack = 1e-9 * Math.max(1, Math.abs(low), Math.abs(high))
  expect(n).toBeGreaterThanOrEqual(low - slack)
  expect(n).toBeLessThanOrEqual(high + slack)
}

/** Numbers as people write them: whole ones, with zeros at the end, with decimals. */
const written = fc.oneof(
  fc.integer({ min: 1, max: 9999 }).map(String),
  fc
    .tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 0, max: 4 }))
    .map(([n, zeros]) => `${n}${'0'.repeat(zeros)}`),
  fc.tuple(fc.nat(9999), fc.integer({ min: 1, max: 3 })).map(([n, places]) => (n / 10 ** places).toFixed(places)),
)
/** A written number, with a true one that it may stand for. */
const reading = fc
  .tuple(written, fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([text, at]) => ({ text, real: measured(text).low + at * (measured(text).high - measured(text).low) }))

describe('T1 precision', () => {
  it.each([
    ['5', 4.5, 5.5],
    ['60', 59.5, 60.5],
    ['480', 475, 485],
    ['481', 480.5, 481.5],
    ['100', 95, 105],
    ['1000', 950, 1050],
    ['15000', 14500, 15500],
    ['12500', 12450, 12550],
    ['1500000', 1450000, 1550000],
    ['5.0', 4.95, 5.05],
    ['0.25', 0.245, 0.255],
    ['480.0', 479.95, 480.05],
    ['0', 0, 0.5],
  ] as const)('a measured %s lies between %d and %d', (text, low, high) => {
    expect(near(measured(text))).toEqual([low, Number(text), high])
  })

  it('what is counted is exact', () => {
    expect(exact(7)).toEqual({ low: 7, value: 7, high: 7 })
  })

  it.each([
    // Half the width is 4.4: to the one; 18: to the ten; 0.06: to the hundredth.
    [{ low: 39.6, value: 44, high: 48.4 }, 1, { low: 39, value: 44, high: 49, decimals: 0 }],
    [{ low: 42, value: 60, high: 78 }, 1, { low: 40, value: 60, high: 80, decimals: 0 }],
    [{ low: 5.44, value: 5.5, high: 5.56 }, 0.001, { low: 5.44, value: 5.5, high: 5.56, decimals: 2 }],
    // Never finer than the unit allows.
    [{ low: 5.44, value: 5.5, high: 5.56 }, 0.1, { low: 5.4, value: 5.5, high: 5.6, decimals: 1 }],
    [{ low: 174000, value: 180000, high: 186000 }, 1, { low: 174000, value: 180000, high: 186000, decimals: 0 }],
    [{ low: 537500, value: 555000, high: 573500 }, 1, { low: 530000, value: 560000, high: 580000, decimals: 0 }],
    [{ low: 2.5, value: 2.5, high: 2.5 }, 1, { low: 2, value: 3, high: 3, decimals: 0 }],
    [{ low: -3.2, value: -1, high: 1.2 }, 1, { low: -4, value: -1, high: 2, decimals: 0 }],
  ])('of %j at most %d is shown as %j', (interval, finest, shown) => {
    expect(toShow(interval, finest)).toEqual(shown)
  })

  it('what is shown holds what is true, adds no more than the inputs leave open, and is never finer than allowed', () => {
    const intervals = fc
      .tuple(
        fc.double({ min: -1e7, max: 1e7, noNaN: true }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
      )
      .map(([value, below, above]) => ({ low: value - below, value, high: value + above }))
    fc.assert(
      fc.property(intervals, fc.constantFrom(0.001, 0.1, 1, 1000), (interval, finest) => {
        const shown = toShow(interval, finest)
        within(interval.low, { ...shown, high: Number.POSITIVE_INFINITY })
        within(interval.high, { ...shown, low: Number.NEGATIVE_INFINITY })
        const half = (interval.high - interval.low) / 2
        const place = Math.max(finest, half > 1e-9 ? 10 ** Math.floor(Math.log10(half) + 1e-9) : finest)
        expect(Math.abs(shown.value - interval.value)).toBeLessThanOrEqual(place / 2 + 1e-6)
        for (const n of [shown.low, shown.value, shown.high]) {
          expect(Math.abs(n / place - Math.round(n / place))).toBeLessThan(1e-6)
          expect(Number(n.toFixed(shown.decimals))).toBeCloseTo(n, 9)
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('the last place is the last digit, the last zero after the point included', () => {
    expect(['7', '70', '700', '705', '0.7', '0.70'].map(placeOf)).toEqual([1, 1, 10, 1, 0.1, 0.01])
  })

  it('the middle of several lies between the middles of their ends', () => {
    expect(median([])).toBeNull()
    expect(near(median(['12', '9', '15'].map(measured)))).toEqual([11.5, 12, 12.5])
    expect(near(median(['12', '9'].map(measured)))).toEqual([10, 10.5, 11])
    fc.assert(
      fc.property(fc.array(reading, { minLength: 1, maxLength: 10 }), (all) => {
        const real = all.map((one) => one.real).sort((a, b) => a - b)
        const at = (real.length - 1) / 2
        const middle = (known(real[Math.floor(at)], 'one') + known(real[Math.ceil(at)], 'one')) / 2
        within(middle, known(median(all.map(({ text }) => measured(text))), 'median'))
      }),
      { numRuns: RUNS },
    )
  })
})

describe('T2 5R audit', () => {
  const all = AUDIT_GROUPS.flatMap(statementsOf)
  const points = (of: (id: string) => 0 | 1 | 2 | 3 | 4) => ({
    subject: '',
    points: Object.fromEntries(all.map((id) => [id, of(id)])),
  })

  it('has five groups of five statements', () => {
    expect(all).toHaveLength(25)
    expect(new Set(all).size).toBe(25)
  })

  it('gives each group and the whole as a share of the points possible, and names the weakest', () => {
    // 5 x 4 + 5 x 3 + 5 x 2 + 5 x 1 + 5 x 1 = 55 of 100.
    const worth: Record<string, 0 | 1 | 2 | 3 | 4> = { sort: 4, order: 3, shine: 2, standardise: 1, sustain: 1 }
    const audit = auditOf(points((id) => known(worth[known(id.split('-')[0], id)], id)))
    expect(audit.groups.map(({ points, share }) => [points, share])).toEqual([
      [20, 1],
      [15, 0.75],
      [10, 0.5],
      [5, 0.25],
      [5, 0.25],
    ])
    expect(audit).toMatchObject({ open: 0, share: 0.55, weakest: ['standardise', 'sustain'] })
  })

  it('names no weakest group when all are alike', () => {
    expect(auditOf(points(() => 2))).toMatchObject({ share: 0.5, weakest: [] })
  })

  it('T12 has no total while a statement is open, and says how many are; a whole group has its share', () => {
    const values = points(() => 4)
    const { 'sustain-5': _, ...others } = values.points
    const audit = auditOf({ subject: '', points: others })
    expect(audit).toMatchObject({ open: 1, share: null, weakest: [] })
    expect(audit.groups.map(({ share }) => share)).toEqual([1, 1, 1, 1, null])
    expect(auditOf({ subject: '', points: {} })).toMatchObject({ open: 25, share: null })
  })

  it('passes over statements that are not asked any more', () => {
    expect(auditOf({ subject: '', points: { ...points(() => 4).points, 'sort-9': 0 } }).share).toBe(1)
  })
})

describe('T3 wastes', () => {
  const finding = (
    waste: (typeof WASTES)[number],
    amount: string | null,
    unit: 'minutes' | 'rupiah' = 'minutes',
  ): ValuesOf<'waste-walk'>['findings'][number] => ({ id: '', waste, place: '', note: '', amount, unit, photo: null })

  it('are eight', () => expect(WASTES).toHaveLength(8))

  it('are counted and their estimates summed, minutes and rupiah apart, those found most often first', () => {
    const sums = wastesOf({
      subject: '',
      findings: [
        finding('waiting', '45'),
        finding('motion', '30'),
        finding('waiting', '20'),
        finding('inventory', '250000', 'rupiah'),
        finding('waiting', null),
      ],
    })
    expect(sums.rows.map(({ waste, count }) => [waste, count])).toEqual([
      ['waiting', 3],
      ['inventory', 1],
      ['motion', 1],
    ])
    expect(near(sums.rows[0]?.minutes ?? null)).toEqual([64, 65, 66])
    expect(near(sums.minutes)).toEqual([93.5, 95, 96.5])
    expect(near(sums.rupiah)).toEqual([245000, 250000, 255000])
    expect(sums).toMatchObject({ findings: 5, unestimated: 1 })
  })

  it('T12 without any estimate there is no sum, not one of zero', () => {
    expect(wastesOf({ subject: '', findings: [finding('motion', null)] })).toMatchObject({
      minutes: null,
      rupiah: null,
      unestimated: 1,
    })
  })
})

describe('T4 changeover', () => {
  const step = (minutes: string | null, kind: 'internal' | 'movable' | 'external') => ({
    id: '',
    name: '',
    minutes,
    kind,
  })

  it('tells the minutes the machine stands, and what would remain of them', () => {
    const sums = changeoverOf({
      subject: '',
      running: null,
      steps: [step('12.50', 'internal'), step('8.25', 'movable'), step('3.00', 'external'), step('6.05', 'internal')],
    })
    expect(near(sums.stopped)).toEqual([26.785, 26.8, 26.815])
    expect(near(sums.movable)?.[1]).toBe(8.25)
    expect(near(sums.remaining)?.[1]).toBe(18.55)
    expect(near(sums.external)?.[1]).toBe(3)
    expect(near(sums.total)?.[1]).toBe(29.8)
  })

  it('T12 has no sums before the first step is over, or while one lacks its minutes', () => {
    const none = { total: null, stopped: null, movable: null, remaining: null }
    expect(changeoverOf({ subject: '', running: { since: 0, name: '' }, steps: [] })).toMatchObject({
      ...none,
      running: true,
    })
    expect(
      changeoverOf({ subject: '', running: null, steps: [step('5', 'internal'), step(null, 'internal')] }),
    ).toMatchObject({ ...none, open: 1 })
  })
})

describe('T5 OEE', () => {
  it('is availability x performance x quality, and good pieces x ideal time / planned time', () => {
    const { availability, performance, quality, oee, problems, missing } = oeeOf(MACHINE)
    // 420 / 480; 4000 x 5 s = 333.33 min of 420; 3800 / 4000; 3800 x 5 s = 316.67 min of 480.
    expect(near(availability)?.[1]).toBe(0.875)
    expect(near(performance)?.[1]).toBe(0.7937)
    expect(near(quality)).toEqual([0.95, 0.95, 0.95])
    // From 3800 x 4.5 s / 485 min to 3800 x 5.5 s / 475 min.
    expect(near(oee)).toEqual([0.5876, 0.6597, 0.7333])
    expect(problems).toEqual([])
    expect(missing).toEqual([])
  })

  it('names the largest loss in minutes, and what may be as large', () => {
    const sure = oeeOf({ ...MACHINE, planned: '480.0', stops: '150', ideal: '4.50', made: 4000, good: 3900 })
    // 480 - 150 - 300 = 30 minutes of slow running; 100 x 4.5 s = 7.5 minutes of defects.
    expect(sure.losses?.map(({ loss, minutes }) => [loss, near(minutes)?.[1]])).toEqual([
      ['stops', 150],
      ['speed', 30],
      ['defects', 7.5],
    ])
    expect(sure).toMatchObject({ largest: 'stops', rivals: [] })
    // 86.7 minutes of slow running may be anything from 48 to 125, because the ideal time is known to the second only.
    const unsure = oeeOf(MACHINE)
    expect(unsure).toMatchObject({ largest: 'speed', rivals: ['stops'] })
    expect(oeeOf({ ...MACHINE, stops: '10', ideal: '6.30', made: 4000, good: 2000 }).largest).toBe('defects')
  })

  it('loses nothing when everything runs', () => {
    const perfect = oeeOf({ ...MACHINE, planned: '400.0', stops: '0', ideal: '6.00', made: 4000, good: 4000 })
    expect(perfect).toMatchObject({ largest: null, rivals: [], problems: [] })
    expect(near(perfect.oee)?.[1]).toBe(1)
  })

  it.each([
    ['more good than made pieces', { good: 4001 }, 'good', 'good-above-made'],
    ['more stops than planned', { stops: '500' }, 'stops', 'stops-above-planned'],
    ['pieces without running time', { stops: '480' }, 'stops', 'no-running-time'],
    ['no planned time', { planned: '0', stops: null }, 'planned', 'must-be-above-0'],
    ['no ideal time', { ideal: '0.0' }, 'ideal', 'must-be-above-0'],
  ] as const)('computes nothing from %s, and says so', (_, wrong, field, code) => {
    const found = oeeOf({ ...MACHINE, ...wrong })
    expect(found.problems).toEqual([{ field, code }])
    expect(found).toMatchObject({ oee: null, availability: null, performance: null, quality: null, losses: null })
  })

  it('says that the ideal time is set too high when performance is above 100 %, and names no loss', () => {
    // 4000 x 7 s = 467 minutes of work in 420.
    const found = oeeOf({ ...MACHINE, ideal: '7' })
    expect(found.problems).toEqual([{ field: 'ideal', code: 'performance-above-100' }])
    expect(near(found.performance)?.[1]).toBe(1.1111)
    expect(found).toMatchObject({ losses: null, largest: null })
    // Exactly 100 % is none.
    expect(oeeOf({ ...MACHINE, ideal: '6.3' }).problems).toEqual([])
  })

  it('T12 gives each figure as soon as its own numbers are there, and names what is missing', () => {
    const found = oeeOf({ ...MACHINE, ideal: null, good: null })
    expect(found).toMatchObject({
      performance: null,
      quality: null,
      oee: null,
      losses: null,
      missing: ['ideal', 'good'],
    })
    expect(near(found.availability)?.[1]).toBe(0.875)
    expect(oeeOf({ ...MACHINE, stops: null, made: null }).oee).not.toBeNull()
  })

  it('T1 holds what is true of any machine that these numbers may stand for, and the losses make up the day', () => {
    fc.assert(
      fc.property(
        fc.record({
          planned: reading,
          stops: reading,
          ideal: reading,
          made: fc.nat(10_000),
          bad: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        ({ planned, stops, ideal, made, bad }) => {
          const good = Math.round(made * (1 - bad))
          const found = oeeOf({ subject: '', planned: planned.text, stops: stops.text, ideal: ideal.text, made, good })
          const minutes = ideal.real / 60
          if (found.availability) within(1 - stops.real / planned.real, found.availability)
          if (found.performance) within((made * minutes) / (planned.real - stops.real), found.performance)
          if (found.quality) within(good / made, found.quality)
          if (found.oee) within((good * minutes) / planned.real, found.oee)
          for (const { loss, minutes: lost } of found.losses ?? []) {
            within(
              {
                stops: stops.real,
                speed: planned.real - stops.real - made * minutes,
                defects: (made - good) * minutes,
              }[loss],
              lost,
            )
          }
          if (found.losses && found.oee && found.availability) {
            const lost = found.losses.reduce((all, one) => all + one.minutes.value, 0)
            expect(lost + found.oee.value * Number(planned.text)).toBeCloseTo(Number(planned.text), 5)
          }
          if (found.problems.some(({ code }) => code !== 'performance-above-100')) expect(found.oee).toBeNull()
          expect(found.losses?.map(({ loss }) => loss).sort() ?? [...LOSSES].sort()).toEqual([...LOSSES].sort())
        },
      ),
      { numRuns: RUNS },
    )
  })
})

describe('T6 lead time', () => {
  it('is what is in progress, divided by what is finished in a day', () => {
    const { days, rate, orders, differ } = leadTimeOf(ORDERS)
    // 40 in 9.5 to 10.5 days; 23 / 4 a day = 5.75 days.
    expect(near(rate)).toEqual([3.8095, 4, 4.2105])
    expect(near(days)).toEqual([5.4625, 5.75, 6.0375])
    expect(orders).toBeNull()
    expect(differ).toBe(false)
  })

  it('holds the middle, the shortest and the longest of the last orders beside it', () => {
    const { orders, differ } = leadTimeOf({ ...ORDERS, orders: ['5', '7', null, '6', '12', '5.5'] })
    expect(orders).toMatchObject({ shortest: 5, longest: 12, count: 5, place: 1 })
    expect(near(orders?.median ?? null)?.[1]).toBe(6)
    expect(differ).toBe(false)
  })

  it.each([
    [['9', '9', '10'], true],
    [['8', '8', '8'], false],
    [['3', '3', '3'], true],
    [['5', '6', '6'], false],
  ])('beside 5.75 days, orders of %j differ much: %s', (orders, differ) => {
    expect(leadTimeOf({ ...ORDERS, orders }).differ).toBe(differ)
  })

  it('says when nothing was finished, or in no days, and gives none', () => {
    expect(leadTimeOf({ ...ORDERS, finished: 0 })).toMatchObject({
      days: null,
      problems: [{ field: 'finished', code: 'must-be-above-0' }],
    })
    expect(leadTimeOf({ ...ORDERS, days: '0' })).toMatchObject({
      days: null,
      problems: [{ field: 'days', code: 'must-be-above-0' }],
    })
    expect(leadTimeOf({ ...ORDERS, waiting: 0 }).days).toEqual(exact(0))
  })

  it('T12 names what is missing; the orders stand by themselves', () => {
    const found = leadTimeOf({ ...ORDERS, waiting: null, orders: ['4'] })
    expect(found).toMatchObject({ days: null, missing: ['waiting'], differ: false, orders: { count: 1 } })
  })

  it('T1 holds what is true', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 1000 }), reading, (waiting, finished, days) => {
        const found = leadTimeOf({ ...ORDERS, waiting, finished, days: days.text })
        if (found.days) within((waiting * days.real) / finished, found.days)
        else expect(found.problems).not.toEqual([])
      }),
      { numRuns: RUNS },
    )
  })
})

describe('T7 scrap cost', () => {
  it('is material thrown away and hours worked again, in a month and in twelve', () => {
    const { scrap, rework, total, year } = scrapCostOf(SCRAP)
    // 12 x 15000; 30 x 20 min = 10 hours x 18000.
    expect(near(scrap)).toEqual([174000, 180000, 186000])
    expect(rework?.value).toBeCloseTo(180000, 6)
    expect(total?.value).toBeCloseTo(360000, 6)
    expect(year?.value).toBeCloseTo(4320000, 6)
    // Two digits of each input leave thousands at best.
    expect(toShow(known(scrap, 'scrap'), 1).value % 1000).toBe(0)
    expect(toShow(known(total, 'total'), 1)).toMatchObject({ value: 360000 })
    expect(toShow(known(year, 'year'), 1).value % 10000).toBe(0)
  })

  it('T12 needs no price for what there is none of, and is unknown while a number is missing', () => {
    expect(scrapCostOf({ ...SCRAP, scrapped: 0, material: null })).toMatchObject({ scrap: exact(0), missing: [] })
    expect(scrapCostOf({ ...SCRAP, scrapped: 0, reworked: 0, wage: null }).total).toEqual(exact(0))
    expect(scrapCostOf({ ...SCRAP, wage: null })).toMatchObject({
      rework: null,
      total: null,
      year: null,
      missing: ['wage'],
    })
    expect(scrapCostOf({ ...SCRAP, scrapped: null }).missing).toEqual(['scrapped'])
  })

  it('T1 holds what is true', () => {
    fc.assert(
      fc.property(
        fc.nat(500),
        reading,
        fc.nat(500),
        reading,
        reading,
        (scrapped, material, reworked, minutes, wage) => {
          const found = scrapCostOf({
            subject: '',
            scrapped,
            material: material.text,
            reworked,
            minutes: minutes.text,
            wage: wage.text,
          })
          const month = scrapped * material.real + (reworked * minutes.real * wage.real) / 60
          within(month, known(found.total, 'total'))
          within(12 * month, known(found.year, 'year'))
        },
      ),
      { numRuns: RUNS },
    )
  })
})

describe('T8 skills', () => {
  const jobs = ['cut', 'sew', 'pack'].map((id) => ({ id, name: id }))
  const person = (id: string, levels: ValuesOf<'skill-matrix'>['people'][number]['levels']) => ({
    id,
    name: id,
    levels,
  })

  it('counts the jobs that at least two people do alone, and tells those that one or nobody does', () => {
    const found = skillsOf({
      subject: '',
      jobs,
      people: [
        person('ani', { cut: 3, sew: 4, pack: 0 }),
        person('budi', { cut: 4, sew: 2, pack: 2 }),
        person('citra', { cut: 0, sew: 1, pack: 1 }),
      ],
    })
    expect(found.covered).toBe(1)
    expect(found.open).toBe(0)
    expect(found.jobs.map(({ id, alone, state }) => [id, alone, state])).toEqual([
      ['cut', ['ani', 'budi'], 'covered'],
      ['sew', ['ani'], 'one'],
      ['pack', [], 'none'],
    ])
  })

  it('T12 an unknown level counts for neither side: no figure while it could still cover a job', () => {
    const two = [person('ani', { cut: 3, sew: 3, pack: 3 }), person('budi', { cut: 3, pack: 0 })]
    const found = skillsOf({ subject: '', jobs, people: two })
    expect(found).toMatchObject({ covered: null, open: 1 })
    expect(found.jobs.map(({ state }) => state)).toEqual(['covered', 'open', 'one'])
    // One unknown level can't cover a job that nobody else does.
    const hopeless = [person('ani', { cut: 3, sew: 0, pack: 0 }), person('budi', { cut: 3, pack: 0 })]
    expect(skillsOf({ subject: '', jobs, people: hopeless })).toMatchObject({ covered: 1, open: 1 })
    // Nor does it matter where two others do it already.
    const enough = [...two, person('citra', { cut: 0, sew: 3 })]
    expect(skillsOf({ subject: '', jobs, people: enough }).jobs.map(({ state }) => state)).toEqual([
      'covered',
      'covered',
      'open',
    ])
  })

  it('T12 without jobs or people there is no figure', () => {
    expect(skillsOf({ subject: '', jobs, people: [] }).covered).toBeNull()
    expect(skillsOf({ subject: '', jobs: [], people: [person('ani', {})] }).covered).toBeNull()
  })
})

describe('T9 kaizen', () => {
  const card = (before: string | null, after: string | null, better: 'lower' | 'higher') =>
    kaizenOf({ ...firstValues('kaizen-card'), before, after, better })

  it.each([
    ['30', '12', 'lower', 18, true],
    ['30', '12', 'higher', -18, false],
    ['52', '61', 'higher', 9, true],
    // 12 may have been 11.6, and 11 may be 11.4.
    ['12', '11.6', 'lower', 0.4, null],
    ['12', '12', 'lower', 0, null],
  ] as const)('from %s to %s, better when %s, is a gain of %d: %s', (before, after, better, gain, verdict) => {
    const found = card(before, after, better)
    expect(near(found.gain)?.[1]).toBe(gain)
    expect(found.better).toBe(verdict)
  })

  it('T12 is unknown while one of the two is', () => {
    expect(card('30', null, 'lower')).toMatchObject({ gain: null, better: null })
  })
})

describe('T10 Pareto', () => {
  const kinds = (counts: Readonly<Record<string, number | null>>) =>
    Object.entries(counts).map(([id, count]) => ({ id, name: id, count }))
  const pareto = (counts: Readonly<Record<string, number | null>>, checked: number | null = null) =>
    paretoOf({ subject: '', kinds: kinds(counts), checked })

  it('sorts the kinds, adds them up, and names the fewest that make 80 %', () => {
    const found = pareto({ scratch: 10, glue: 50, size: 30, colour: 6, other: 4 })
    expect(found.rows.map(({ id, share, cumulative }) => [id, share, cumulative])).toEqual([
      ['glue', 0.5, 0.5],
      ['size', 0.3, 0.8],
      ['scratch', 0.1, 0.9],
      ['colour', 0.06, 0.96],
      ['other', 0.04, 1],
    ])
    expect(found).toMatchObject({ total: 100, open: 0, vital: ['glue', 'size'], perHundred: null })
    expect(found.rows.map(({ vital }) => vital)).toEqual([true, true, false, false, false])
  })

  it('takes in what is as frequent as the last of them, and names none when they are not few', () => {
    expect(pareto({ a: 40, b: 20, c: 20, d: 20, e: 1, f: 1, g: 1, h: 1 }).vital).toEqual(['a', 'b', 'c', 'd'])
    expect(pareto({ a: 10, b: 10, c: 10 }).vital).toEqual([])
    expect(pareto({ a: 10 }).vital).toEqual([])
    expect(pareto({ a: 0, b: 0 }).vital).toEqual([])
  })

  it('T12 passes over kinds that are not counted yet, and says how many', () => {
    const found = pareto({ a: 10, b: null, c: 2 }, 100)
    expect(found).toMatchObject({ total: 12, open: 1, perHundred: null })
    expect(found.rows.map(({ id }) => id)).toEqual(['a', 'c'])
  })

  it('tells the defects for every 100 pieces looked at, when that number is known', () => {
    expect(near(pareto({ a: 10, b: 2 }, 400).perHundred)?.[1]).toBe(3)
    expect(pareto({ a: 10 }, 0).perHundred).toBeNull()
  })

  it('shares make up the whole, and never rise down the list', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 20 }), (counts) => {
        const { rows, total, vital } = pareto(Object.fromEntries(counts.map((count, i) => [`k${i}`, count])))
        expect(total).toBe(counts.reduce((a, b) => a + b, 0))
        rows.forEach(({ count, cumulative }, i) => {
          expect(count).toBeLessThanOrEqual(rows[i - 1]?.count ?? Number.POSITIVE_INFINITY)
          expect(cumulative).toBeGreaterThanOrEqual((rows[i - 1]?.cumulative ?? 0) - 1e-9)
        })
        if (total > 0) expect(rows.at(-1)?.cumulative).toBeCloseTo(1, 9)
        expect(vital.length * 2).toBeLessThanOrEqual(Math.max(0, rows.length))
      }),
      { numRuns: RUNS },
    )
  })
})

/** What a measure needs to show photos. */
const FINDING = FILLED['waste-walk'].findings.map((one) => ({ ...one, photo: 'p1' }))

describe('T11 the figure of a measure', () => {
  const expected: Record<Tool, [Figure['kind'], number, Figure['unit'], Figure['better']]> = {
    'five-r': ['audit', 50, 'percent', 'higher'],
    'waste-walk': ['waste-minutes', 30, 'minutes-week', 'lower'],
    changeover: ['stopped', 12.5, 'minutes', 'lower'],
    oee: ['oee', 65.9722, 'percent', 'higher'],
    'lead-time': ['days', 5.75, 'days', 'lower'],
    'scrap-cost': ['scrap-month', 360000, 'rupiah-month', 'lower'],
    'skill-matrix': ['covered-jobs', 1, 'jobs', 'higher'],
    'kaizen-card': ['gain', 18, 'own', 'higher'],
    pareto: ['defects', 12, 'defects', 'lower'],
  }

  it.each(TOOLS)('is one, with its unit and direction (%s)', (tool) => {
    const { kind, value, unit, better } = figureOf(aMeasure(tool, FILLED[tool]) as Measure)
    expect([kind, near(value)?.[1], unit, better]).toEqual(expected[tool])
  })

  it.each(TOOLS)('T12 is null at the beginning, not zero (%s)', (tool) => {
    expect(figureOf(aMeasure(tool, firstValues(tool)) as Measure).value).toBeNull()
  })

  it('is another one when what is known is of another kind', () => {
    const walk = {
      subject: '',
      findings: FILLED['waste-walk'].findings.map((one) => ({ ...one, unit: 'rupiah' as const })),
    }
    expect(figureOf(aMeasure('waste-walk', walk))).toMatchObject({ kind: 'waste-rupiah', unit: 'rupiah-week' })
    const orders = { ...ORDERS, waiting: null, orders: ['12', '9', '15'] }
    expect(figureOf(aMeasure('lead-time', orders))).toMatchObject({ kind: 'days-orders', finest: 1 })
    expect(figureOf(aMeasure('pareto', { ...FILLED.pareto, checked: 400 }))).toMatchObject({ kind: 'defects-per-100' })
    const timing = { ...FILLED.changeover, running: { since: 0, name: '' } }
    expect(figureOf(aMeasure('changeover', timing)).value).toBeNull()
  })

  const oee = (ideal: string, good: number, more: Partial<ValuesOf<'oee'>> = {}, day = '2026-08-07') =>
    aMeasure('oee', { ...MACHINE, planned: '480.0', ideal, good, ...more }, { day })

  it('moves for better or worse only by more than the numbers leave open', () => {
    const move = (before: Measure, after: Measure) => moveBetween(figureOf(before), figureOf(after))
    expect(move(oee('5.00', 3000), oee('5.00', 3800))).toBe('better')
    expect(move(oee('5.00', 3800), oee('5.00', 3000))).toBe('worse')
    // 52 and 66 %, but each known to a tenth of itself only.
    expect(move(oee('5', 3300), oee('5', 3800))).toBe('unsure')
    const skills = aMeasure('skill-matrix', FILLED['skill-matrix'])
    expect(move(skills, skills)).toBe('same')
    const scrap = (wage: string) => aMeasure('scrap-cost', { ...SCRAP, wage })
    expect(move(scrap('90000'), scrap('18000'))).toBe('better')
    expect(move(skills, scrap('18000'))).toBeNull()
    expect(move(oee('5', 3000), aMeasure('oee', firstValues('oee')))).toBeNull()
  })

  it('stands beside earlier ones of its tool, subject and kind, the newest first', () => {
    const first = oee('5', 3000, { subject: 'Mesin 1' }, '2026-06-01')
    const other = oee('5', 3000, { subject: 'Mesin 2' }, '2026-06-02')
    const empty = oee('5', 3000, { subject: 'Mesin 1', planned: null }, '2026-06-03')
    const second = oee('5', 3300, { subject: ' mesin  1 ' }, '2026-07-01')
    const sameDay = oee('5', 3400, { subject: 'Mesin 1' }, '2026-08-01')
    const now = oee('5', 3500, { subject: 'Mesin 1' }, '2026-08-01')
    const later = oee('5', 3500, { subject: 'Mesin 1' }, '2026-09-01')
    const newestFirst = [later, now, sameDay, second, empty, other, first]
    expect(earlierThan(now, newestFirst)).toEqual([sameDay, second, first])
    expect(earlierThan(first, newestFirst)).toEqual([])
  })
})

describe('what is kept', () => {
  it.each(TOOLS)('is read back as it was written, and refused when it is of another shape (%s)', (tool) => {
    const measure = aMeasure(tool, FILLED[tool])
    expect(readMeasure(JSON.parse(JSON.stringify(measure)))).toEqual(measure)
    expect(readMeasure(aMeasure(tool, firstValues(tool)))).not.toBeNull()
    const other = TOOLS.find((one) => one !== tool) as Tool
    for (const wrong of [
      { ...measure, tool: other },
      { ...measure, values: {} },
      { ...measure, day: '7 Agustus' },
      { ...measure, v: 2 },
      { ...measure, values: null },
    ]) {
      expect(readMeasure(wrong)).toBeNull()
    }
  })

  it('no number that is none, below 0 or broken gets in', () => {
    const oee = (wrong: object) => readMeasure(aMeasure('oee', { ...MACHINE, ...wrong }))
    for (const planned of ['', '-5', '1,5', '1e3', '5.', 480, 'abc', '1.2.3']) expect(oee({ planned })).toBeNull()
    for (const made of [-1, 1.5, '7', Number.NaN, 1e300]) expect(oee({ made })).toBeNull()
    expect(oee({ planned: '0.50' })).not.toBeNull()
  })

  it('a new measure takes over what stays the same, and nothing that is measured anew', () => {
    expect(firstValues('oee', { ...MACHINE, subject: 'Mesin 1' })).toEqual({
      subject: 'Mesin 1',
      planned: null,
      stops: null,
      ideal: '5',
      made: null,
      good: null,
    })
    expect(firstValues('skill-matrix', FILLED['skill-matrix'])).toEqual(FILLED['skill-matrix'])
    expect(firstValues('pareto', FILLED.pareto)).toEqual({
      subject: 'Kemeja',
      kinds: [{ id: 'a', name: 'Lem', count: null }],
      checked: null,
    })
    expect(firstValues('scrap-cost', SCRAP)).toMatchObject({
      scrapped: null,
      reworked: null,
      material: '15000',
      wage: '18000',
    })
    expect(firstValues('five-r', FILLED['five-r'])).toEqual({ subject: 'Jahit', points: {} })
  })

  it('knows its photos', () => {
    expect(photosIn(aMeasure('waste-walk', { subject: '', findings: FINDING }))).toEqual(['p1'])
    expect(photosIn(aMeasure('kaizen-card', { ...FILLED['kaizen-card'], photoAfter: 'p2' }))).toEqual(['p2'])
    expect(photosIn(aMeasure('oee', MACHINE))).toEqual([])
  })

  it('a photo is a picture of at most 80 kB, and nothing else', () => {
    const photo = (bytes: number, type = 'image/jpeg') =>
      newPhoto({ id: 'p', firm: 'f', image: `data:${type};base64,${Buffer.alloc(bytes).toString('base64')}` })
    expect(readPhoto(photo(PHOTO_BYTES))).not.toBeNull()
    expect(readPhoto(photo(PHOTO_BYTES + 3))).toBeNull()
    expect(readPhoto(photo(10, 'image/svg+xml'))).toBeNull()
    expect(readPhoto({ ...photo(10), image: 'https://example.org/photo.jpg' })).toBeNull()
  })
})
