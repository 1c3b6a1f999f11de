// The spreadsheet as other programs read it: an independent reader, and LibreOffice on an Indonesian computer.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, describe, expect, it } from 'vitest'
import { newStep, type PlanStep, type StepOrigin } from '../../src/core/plan'
import { known } from '../support/assess'
import { program } from './programs'
import { sheet } from './questions'
import { type Owner, owner } from './screens'
import { lying, plant } from './storage'
import { type Language, textsIn } from './texts'
import { inProof, openWorld, soon } from './world'

const world = openWorld({ worker: false })
const full = sheet('readiness')
const folder = mkdtempSync(join(tmpdir(), 'siap-sheet-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const FORMULA = '=HYPERLINK("http://example.org","klik")'
/** What people write into a plan, and what programs like to take for something else. */
const TITLES = [
  FORMULA,
  '+62 811 234',
  '-10 derajat',
  '@SUM(A1)',
  '\tTab',
  '007',
  '1,5',
  '2026-11-25',
  '😀 “kutip” & <b>',
]

/** Somebody whose plan holds one step of every kind, and a formula typed as a note. */
async function planner(language: Language): Promise<Owner> {
  const one = await owner(world, language, { device: 'laptop', busy: false })
  const { me, assessment, t } = one
  const [firm] = (await lying(me, 'firms')).records
  const id = String(known(firm, 'firm')['id'])
  const step = (place: number, origin: StepOrigin, fields: Partial<PlanStep>) => ({
    ...newStep({ firm: id, origin, place, created: new Date().toISOString() }, `own${place}`),
    ...fields,
  })
  await plant(me, {
    steps: [
      step(
        0,
        { kind: 'advice', questionnaire: 'readiness', item: 'lean-5r', from: 0 },
        { who: 'Bu Sri', due: '2026-12-01', state: 'doing' },
      ),
      step(
        1,
        { kind: 'find-out', questionnaire: 'readiness', item: 'lead-plan' },
        { state: 'done', done: '2026-11-25' },
      ),
      step(2, { kind: 'programme', programme: 'lemmi-4' }, {}),
      ...TITLES.map((title, i) => step(3 + i, { kind: 'own' }, { title, note: FORMULA })),
    ],
  })
  await me.open(`#/a/${assessment}/check/lean-5r`)
  await me.see('heading', full.word(language, 'lean-5r.question'))
  await me.unfold(t('ask.note.edit'))
  await me.type(t('ask.note.label'), FORMULA)
  await me.press('Tab')
  await soon(async () => (await lying(me, 'answers')).records.map(({ note }) => note)).toContain(FORMULA)
  return one
}

/** Saves the spreadsheet as a person does; resolves with the file. */
async function save({ me, assessment, t }: Owner, before?: () => Promise<void>): Promise<string> {
  await me.open(`#/a/${assessment}/spreadsheet`)
  await me.see('button', t('sheet.button'))
  await before?.()
  const [download] = await Promise.all([me.page.waitForEvent('download'), me.tap('button', t('sheet.button'))])
  expect(download.suggestedFilename()).toMatch(/^siap-\d{4}-\d{2}-\d{2}\.xlsx$/)
  await me.read(t('sheet.made.saved'))
  const path = join(folder, `${Math.random().toString(36).slice(2)}.xlsx`)
  await download.saveAs(path)
  return path
}

interface OfficeCell {
  type: string
  /** As it is shown. */
  shown: string
  /** The number or day itself. */
  value: string
  formula: string | null
}
interface OfficeSheet {
  rows: OfficeCell[][]
  /** The range with filter buttons. */
  filter: string | null
}

/** A file as LibreOffice Calc opens it on a computer whose language and numbers are Indonesian. */
function inCalc(file: string): Record<string, OfficeSheet> {
  const soffice = program('soffice', 'libreoffice-calc')
  const profile = join(folder, 'profile')
  mkdirSync(join(profile, 'user'), { recursive: true })
  writeFileSync(
    join(profile, 'user/registrymodifications.xcu'),
    `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>id-ID</value></prop></item>
</oor:items>`,
  )
  execFileSync(
    soffice,
    [`-env:UserInstallation=file://${profile}`, '--headless', '--convert-to', 'fods', '--outdir', folder, file],
    {
      stdio: 'pipe',
      timeout: 100_000,
    },
  )
  const text = readFileSync(file.replace(/xlsx$/, 'fods'), 'utf8')
  const filters = elements(text, 'table:database-range').filter((range) =>
    range.has('table:display-filter-buttons', 'true'),
  )
  return Object.fromEntries(
    elements(text, 'table:table').map((table) => {
      const name = table.attribute('table:name') ?? ''
      const rows = elements(table.inside, 'table:table-row').map((row) =>
        elements(row.inside, 'table:table-cell').flatMap(cellsOf),
      )
      const ranges = filters.map((range) => range.attribute('table:target-range-address') ?? '')
      return [name, { rows, filter: ranges.find((range) => range.startsWith(`${name}.`)) ?? null }]
    }),
  )
}

function cellsOf(cell: Element): OfficeCell[] {
  const found: OfficeCell = {
    type: cell.attribute('office:value-type') ?? 'empty',
    shown: elements(cell.inside, 'text:p')
      .map(({ inside }) => decoded(inside.replace(/<text:s[^>]*>/g, ' ').replace(/<[^>]*>/g, '')))
      .join('\n'),
    value: cell.attribute('office:value') ?? cell.attribute('office:date-value') ?? '',
    formula: cell.attribute('table:formula'),
  }
  // The rest of a row is one cell repeated to the edge.
  return Array.from({ length: Math.min(Number(cell.attribute('table:number-columns-repeated') ?? 1), 20) }, () => found)
}

interface Element {
  attribute(name: string): string | null
  has(name: string, value: string): boolean
  inside: string
}

/** The elements of a name in what LibreOffice writes: well-formed, and none of these within one of its own kind. */
function elements(xml: string, name: string): Element[] {
  return [...xml.matchAll(new RegExp(`<${name}((?: [^>]*?)?)(?:/>|>(.*?)</${name}>)`, 'gs'))].map(
    ([, head = '', inside = '']) => {
      const attribute = (wanted: string) => {
        const found = new RegExp(` ${wanted}="([^"]*)"`).exec(head)?.[1]
        return found === undefined ? null : decoded(found)
      }
      return { attribute, has: (wanted, value) => attribute(wanted) === value, inside }
    },
  )
}

function decoded(text: string): string {
  const signs: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
  return text.replace(/&(\w+);/g, (_, name: string) => signs[name] ?? '')
}

/** The cells of a column below its heading. */
function column({ rows: [head = [], ...rows] }: OfficeSheet, header: string): OfficeCell[] {
  const place = head.findIndex(({ shown }) => shown === header)
  expect(place, header).toBeGreaterThanOrEqual(0)
  return rows.map((row) => known(row[place], header))
}

describe('the spreadsheet', () => {
  it('opens right in LibreOffice under an Indonesian locale: numbers, dates, filters, and no formula', async () => {
    const me = await planner('id')
    const { t } = me
    const sheets = inCalc(await save(me))
    expect(Object.keys(sheets)).toEqual([t('sheet.steps'), t('sheet.answers')])
    const [steps, answers] = Object.values(sheets) as [OfficeSheet, OfficeSheet]
    expect(steps.filter).toBe(`${t('sheet.steps')}.A1:${t('sheet.steps')}.L${3 + TITLES.length + 1}`)
    expect(answers.filter).toMatch(new RegExp(`^${t('sheet.answers')}.A1:${t('sheet.answers')}.G\\d+$`))
    const cells = [...steps.rows, ...answers.rows].flat()
    expect(cells.filter(({ formula }) => formula !== null)).toEqual([])

    // Numbers are numbers, shown the Indonesian way.
    expect(column(steps, t('sheet.number')).map(({ type, value }) => `${type} ${value}`)).toEqual(
      Array.from({ length: 3 + TITLES.length }, (_, i) => `float ${i + 1}`),
    )
    const scores = column(answers, t('sheet.score'))
    expect(scores.filter(({ type }) => type === 'float').length).toBeGreaterThan(30)
    expect(new Set(scores.map(({ type }) => type))).toEqual(new Set(['float', 'empty']))
    expect(column(answers, t('sheet.answer')).filter(({ type }) => type === 'float').length).toBeGreaterThan(0)

    // Days are days.
    expect(column(steps, t('sheet.due'))[0]).toMatchObject({
      type: 'date',
      value: '2026-12-01',
      shown: '1 Desember 2026',
    })
    expect(column(steps, t('sheet.done'))[1]).toMatchObject({
      type: 'date',
      value: '2026-11-25',
      shown: '25 November 2026',
    })

    // What people wrote is what they wrote.
    expect(column(steps, t('sheet.step')).slice(3)).toEqual(
      TITLES.map((title) => expect.objectContaining({ type: 'string', shown: title.replace('\t', '') })),
    )
    expect(column(answers, t('sheet.note')).map(({ shown }) => shown)).toContain(FORMULA)
    expect(column(steps, t('sheet.step'))[0]?.shown).toBe(full.word('id', 'lean-5r.steps.0.do'))
    expect(column(steps, t('sheet.who'))[0]?.shown).toBe('Bu Sri')
    expect(
      column(steps, t('sheet.kind'))
        .map(({ shown }) => shown)
        .slice(0, 4),
    ).toEqual((['advice', 'find-out', 'programme', 'own'] as const).map((kind) => t(`sheet.kinds.${kind}`)))
  })

  inProof('can be in English without notes on an Indonesian screen, and an independent reader agrees', async () => {
    const me = await planner('id')
    const { t } = me
    const english = textsIn('en')
    const file = await save(me, async () => {
      await me.me.pick(t('sheet.language'), 'English')
      await me.me.tap('checkbox', t('sheet.hide'))
      await me.me.read(t('sheet.seenWithout'))
    })
    const { sheets } = await readXlsx(readFileSync(file))
    expect(sheets.map(({ name }) => name)).toEqual([english('sheet.steps'), english('sheet.answers')])
    const [steps, answers] = sheets
    const [head = [], first = [], second = []] = known(steps, 'steps').rows
    const at = (header: 'step' | 'due' | 'done' | 'number' | 'note') => head.indexOf(english(`sheet.${header}`))
    expect(at('note')).toBe(-1)
    expect(first[at('step')]).toBe(full.word('en', 'lean-5r.steps.0.do'))
    expect(first[at('due')]).toEqual(new Date('2026-12-01T00:00:00Z'))
    expect(second[at('done')]).toEqual(new Date('2026-11-25T00:00:00Z'))
    expect(first[at('number')]).toBe(1)
    for (const one of sheets) {
      expect(one.autoFilter?.range).toBe(`A1:${String.fromCharCode(64 + (one.rows[0]?.length ?? 0))}${one.rows.length}`)
      expect(one.freezePane).toMatchObject({ rows: 1 })
      expect([...(one.cells?.values() ?? [])].filter((cell) => cell.formula !== undefined)).toEqual([])
    }
    const all = sheets.flatMap(({ rows }) => rows.flat())
    expect(all).toContain(FORMULA)
    expect(all).not.toContain('catatan')
    expect(known(answers, 'answers').rows).toHaveLength(full.questionnaire.questions.length + 1)
  })

  inProof('is also made when it is large, without anything the content policy forbids', async () => {
    const me = await planner('id')
    const [firm] = (await lying(me.me, 'firms')).records
    const id = String(known(firm, 'firm')['id'])
    const note = Array.from({ length: 300 }, (_, i) => `kata${i}`).join(' ')
    const created = new Date().toISOString()
    const many = Array.from({ length: 400 }, (_, i) => ({
      ...newStep({ firm: id, origin: { kind: 'own' }, place: 100 + i, created }, `many${i}`),
      title: `Langkah ${i}`,
      note: `${note} ${i}`,
    }))
    await plant(me.me, { steps: many })
    await me.me.reload()
    const { sheets } = await readXlsx(readFileSync(await save(me)))
    expect(sheets[0]?.rows).toHaveLength(1 + 3 + TITLES.length + 400)
    expect(sheets[0]?.rows.flat()).toContain(`${note} 399`)
  })
})

inProof('the workbook of a room says in LibreOffice what an independent reader reads, and no formula', async () => {
  const { me, t } = await owner(world, 'id', { device: 'laptop' })
  await me.open('#/room/abcdefghijkm/desk')
  await me.see('button', t('cohort.xlsx'))
  const [download] = await Promise.all([me.page.waitForEvent('download'), me.tap('button', t('cohort.xlsx'))])
  const path = join(folder, 'room.xlsx')
  await download.saveAs(path)
  const office = inCalc(path)
  const { sheets } = await readXlsx(readFileSync(path))
  expect(Object.keys(office)).toEqual(sheets.map(({ name }) => name))
  for (const { name, rows } of sheets) {
    const opened = known(office[name], name).rows
    expect(opened.flat().filter(({ formula }) => formula)).toEqual([])
    for (const [y, row] of rows.entries()) {
      for (const [x, cell] of row.entries()) {
        if (typeof cell !== 'number') continue
        expect(Number(opened[y]?.[x]?.value), `${name} ${y} ${x}`).toBeCloseTo(cell, 9)
      }
    }
  }
})
