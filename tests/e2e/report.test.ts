// What leaves on paper and as a picture: the PDF as another program reads it, in both languages, and the picture's pixels.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { afterAll, describe, expect, it } from 'vitest'
import { known } from '../support/assess'
import { program } from './programs'
import { sheet } from './questions'
import { OWN_WORDS, type Owner, owner, visit } from './screens'
import { lying, plant } from './storage'
import { exactly, LANGUAGES, type Language, textsIn } from './texts'
import { inProof, openWorld, soon } from './world'

const world = openWorld({ worker: false })
const folder = mkdtempSync(join(tmpdir(), 'siap-report-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const full = sheet('readiness')

/** The PDF of what is on the screen, and its text page by page, as poppler reads it. */
async function printed({ me: { page } }: Owner): Promise<{ path: string; pages: string[]; size: string }> {
  const path = join(folder, `${Math.random()}.pdf`)
  writeFileSync(path, await page.pdf({ preferCSSPageSize: true }))
  const text = execFileSync(program('pdftotext', 'poppler-utils'), ['-layout', path, '-'], { encoding: 'utf8' })
  const info = execFileSync(program('pdfinfo', 'poppler-utils'), [path], { encoding: 'utf8' })
  const pages = text.split('\f').slice(0, -1)
  expect(info).toContain(`Pages:           ${pages.length}\n`)
  return { path, pages, size: /Page size: +(.+)/.exec(info)?.[1] ?? '' }
}

/** How many pixels of a page are not white, in grey as a copier shows it. */
function inkOf(path: string, page: number): number {
  const bytes = execFileSync(
    program('pdftoppm', 'poppler-utils'),
    ['-gray', '-r', '40', '-png', '-f', String(page), '-l', String(page), path],
    { maxBuffer: 2 ** 26 },
  )
  const { data } = PNG.sync.read(bytes)
  let ink = 0
  for (let i = 0; i < data.length; i += 4) if ((data[i] ?? 255) < 230) ink++
  return ink
}

/** Words without the way lines are broken; and without any space, as in the columns of a table. */
const flat = (text: string) => text.replace(/\s+/g, ' ')
const squeezed = (text: string) => text.replace(/\s/g, '')

async function openReport(someone: Owner, language: Language): Promise<void> {
  await visit(someone, 'print')
  const t = textsIn(language)
  await someone.me.tap('radio', exactly(t('app.language')))
  await someone.me.see('heading', exactly(t('print.reportTitle')))
  await someone.me.see('img', t('result.radar.title'))
}

describe('the report', () => {
  it('is A4 in either language, stands alone on its first page, holds everything, has head and foot, and its charts show in grey', async () => {
    const someone = await owner(world, 'id')
    for (const language of LANGUAGES) {
      await openReport(someone, language)
      const { path, pages, size } = await printed(someone)
      expect(size).toContain('(A4)')
      checkText(pages, language)
      if (language !== 'id') continue
      // Without its charts the same page has less ink.
      const radar = pages.findIndex((page) => page.includes(textsIn(language)('result.radar.title')))
      await someone.me.page.evaluate(() => {
        for (const chart of document.querySelectorAll<HTMLElement>('svg, [class*="BarChart"]')) {
          chart.style.visibility = 'hidden'
        }
      })
      const bare = await printed(someone)
      expect(bare.pages).toHaveLength(pages.length)
      for (const page of [1, radar + 1]) {
        expect(inkOf(path, page), `page ${page}`).toBeGreaterThan(inkOf(bare.path, page) + 300)
      }
    }
  })
})

/** What a report of everything must say, wherever its lines and pages break. */
function checkText(pages: readonly string[], language: Language): void {
  const t = textsIn(language)
  const word = (key: string) => full.word(language, key)
  expect(pages.length).toBeGreaterThanOrEqual(8)
  expect(pages.length).toBeLessThanOrEqual(16)
  for (const [i, page] of pages.entries()) {
    expect(flat(page), `page ${i + 1}`).toContain(flat(t('print.footer')).slice(0, 60))
    expect(flat(page), `page ${i + 1}`).toContain(`${i + 1} / ${pages.length}`)
  }
  for (const text of [
    t('print.reportTitle'),
    t('result.strength.title'),
    t('print.nextSteps'),
    t('print.partsTitle'),
    word('lead.name'),
  ]) {
    expect(flat(pages[0] ?? '')).toContain(text)
  }
  const all = squeezed(pages.join(' '))
  for (const part of ['parts', 'answers', 'plan', 'programmes', 'method'] as const) {
    expect(all).toContain(squeezed(t(`print.part.${part}`)))
  }
  // Every question with its answer; the notes and the plan in the owner's own words.
  const answered = full.questionnaire.questions.filter(({ score }) => score)
  const missing = answered.filter(({ id }) => !all.includes(squeezed(word(`${id}.question`)).slice(0, 24)))
  expect(missing.map(({ id }) => id)).toEqual([])
  for (const own of ['catatan', ...OWN_WORDS]) expect(all).toContain(squeezed(own).slice(0, 20))
}

inProof('the plan alone, without notes and name, is one sheet to hang up', async () => {
  const someone = await owner(world, 'id')
  const { me, t } = someone
  const [firm] = (await lying(me, 'firms')).records
  await plant(me, { firms: [{ ...known(firm, 'firm'), name: 'CV Rahasia' } as unknown as { id: string }] })
  await me.reload()
  await openReport(someone, 'id')
  await me.read('CV Rahasia')
  for (const part of ['summary', 'parts', 'answers', 'programmes', 'method', 'name', 'notes'] as const) {
    await me.tap('checkbox', exactly(t(`print.part.${part}`)))
  }
  const { pages } = await printed(someone)
  expect(pages).toHaveLength(1)
  const text = flat(pages.join(' '))
  const [who = '', note = '', title = ''] = OWN_WORDS
  for (const there of [who, title, t('plan.due')]) expect(text).toContain(there)
  for (const absent of [note, 'CV Rahasia', 'catatan']) expect(text).not.toContain(absent)
})

inProof('the blank questions on paper have every question and a box for every answer', async () => {
  const someone = await owner(world, 'id', { busy: false })
  await visit(someone, 'paper')
  await someone.me.see('heading', full.word('id', 'invest-records.question'))
  const { pages, size } = await printed(someone)
  expect(size).toContain('(A4)')
  expect(pages.length).toBeLessThanOrEqual(16)
  const text = pages.join('').replace(/\s/g, '')
  for (const { id, score } of full.questionnaire.questions) {
    if (score) expect(text).toContain(full.word('id', `${id}.question`).replace(/\s/g, '').slice(0, 24))
  }
})

describe('the picture', () => {
  it('is 1080 x 1350, small enough for a chat, has something on it, and no name unless it is ticked', async () => {
    const someone = await owner(world, 'id')
    const { me, t } = someone
    const [firm] = (await lying(me, 'firms')).records
    await plant(me, { firms: [{ ...known(firm, 'firm'), name: 'CV Rahasia' } as unknown as { id: string }] })
    await me.reload()
    await visit(someone, 'picture')
    const save = async () => {
      const [download] = await Promise.all([
        me.page.waitForEvent('download'),
        me.tap('button', exactly(t('picture.save'))),
      ])
      expect(download.suggestedFilename()).toMatch(/^siap-\d{4}-\d{2}-\d{2}\.png$/)
      const path = join(folder, `${Math.random()}.png`)
      await download.saveAs(path)
      return readFileSync(path)
    }
    const alt = async () => (await me.page.getByRole('img').last().getAttribute('alt')) ?? ''
    const nameless = await save()
    expect(nameless.length).toBeLessThan(200_000)
    const { width, height, data } = PNG.sync.read(nameless)
    expect([width, height]).toEqual([1080, 1350])
    const colours = new Set<string>()
    for (let i = 0; i < data.length; i += 4 * 7) colours.add(`${data[i]} ${data[i + 1]} ${data[i + 2]}`)
    expect(colours.size).toBeGreaterThan(20)
    expect(await alt()).not.toContain('CV Rahasia')
    // Nothing is hidden in the file: pixels, and nothing beside them.
    expect(nameless.toString('latin1')).not.toMatch(/tEXt|iTXt|zTXt|eXIf/)

    await me.tap('checkbox', t('picture.withName'))
    await soon(alt).toContain('CV Rahasia')
    expect(await save()).not.toEqual(nameless)
  })
})
