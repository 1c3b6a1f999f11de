// Of every small tool, values as an owner may have filled them in.
import { AUDIT_GROUPS, statementsOf } from '../../src/core/figures'
import { firstValues, type MeasureOf, newMeasure, type ValuesOf } from '../../src/core/measures'
import type { Tool } from '../../src/core/questionnaire'

/** A day of 480 minutes with 60 of stops; 5 seconds a piece; 4000 made, 3800 of them good. */
export const MACHINE: ValuesOf<'oee'> = { subject: '', planned: '480', stops: '60', ideal: '5', made: 4000, good: 3800 }

/** 23 orders in progress, 40 finished in 10 working days. */
export const ORDERS: ValuesOf<'lead-time'> = {
  subject: '',
  unit: 'orders',
  waiting: 23,
  finished: 40,
  days: '10',
  orders: [],
}

/** 12 pieces of 15000 rupiah thrown away, 30 worked on again for 20 minutes at 18000 an hour. */
export const SCRAP: ValuesOf<'scrap-cost'> = {
  subject: '',
  scrapped: 12,
  material: '15000',
  reworked: 30,
  minutes: '20',
  wage: '18000',
}

export const FILLED: { readonly [T in Tool]: ValuesOf<T> } = {
  'five-r': {
    subject: 'Jahit',
    points: Object.fromEntries(AUDIT_GROUPS.flatMap(statementsOf).map((id) => [id, 2 as const])),
  },
  'waste-walk': {
    subject: 'Pesanan kursi',
    findings: [
      {
        id: 'a',
        waste: 'motion',
        place: 'Gudang',
        note: 'Mencari kunci pas',
        amount: '30',
        unit: 'minutes',
        photo: null,
      },
    ],
  },
  changeover: {
    subject: 'Mesin cetak',
    running: null,
    steps: [{ id: 'a', name: 'Melepas cetakan', minutes: '12.50', kind: 'internal' }],
  },
  oee: MACHINE,
  'lead-time': ORDERS,
  'scrap-cost': SCRAP,
  'skill-matrix': {
    subject: 'Produksi',
    jobs: [{ id: 'j', name: 'Potong' }],
    people: [
      { id: 'a', name: 'Ani', levels: { j: 3 } },
      { id: 'b', name: 'Budi', levels: { j: 4 } },
    ],
  },
  'kaizen-card': {
    ...firstValues('kaizen-card'),
    subject: 'Papan alat',
    what: 'Waktu mencari kunci',
    before: '30',
    after: '12',
    unit: 'menit',
  },
  pareto: { subject: 'Kemeja', kinds: [{ id: 'a', name: 'Lem', count: 12 }], checked: null },
}

let made = 0

/** A measure of a tool, of a firm; each begun a moment after the one before. */
export function aMeasure<T extends Tool>(
  tool: T,
  values: ValuesOf<T>,
  { day = '2026-08-07', firm = 'f', id, created }: { day?: string; firm?: string; id?: string; created?: string } = {},
): MeasureOf<T> {
  const n = String(made++ % 1000).padStart(3, '0')
  return newMeasure({ id: id ?? `m${n}`, firm, tool, day, values, created: created ?? `2026-08-07T00:00:00.${n}Z` })
}
