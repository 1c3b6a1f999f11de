// The result on paper: words that stay words, the bars and the tables, and nothing that only works on a screen.
import { describe, expect, it } from 'vitest'
import { owner, visit } from './screens'
import { LANGUAGES } from './texts'
import { inProof, openWorld, PROOF } from './world'

const world = openWorld({ worker: false })

describe.each(PROOF ? LANGUAGES : ['id' as const])('in %s', (language) => {
  it('the result shows its bars and tables on paper, and no buttons, notices, header or footer', async () => {
    const someone = await owner(world, language)
    const { me, t } = someone
    const { page } = me
    await visit(someone, 'result')
    await page.emulateMedia({ media: 'print' })
    // The browser says so before it prints; paper that is only shown on the screen is not announced.
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))

    const paper = await page.locator('body').innerText()
    for (const part of [
      'result.title',
      'result.gaps.title',
      'steps.title',
      'programmes.title',
      'result.notOfficial',
    ] as const) {
      expect(paper).toContain(t(part))
    }
    const chart = page.getByRole('list', { name: t('result.profile.title') })
    const bars = await chart.getByRole('listitem').locator('[aria-hidden] > :last-child').all()
    expect(bars.length).toBeGreaterThanOrEqual(8)
    for (const bar of bars) {
      expect((await bar.boundingBox())?.width).toBeGreaterThan(0)
      // Without this a browser leaves out whatever is only background.
      expect(await bar.evaluate((element) => getComputedStyle(element).printColorAdjust)).toBe('exact')
    }
    await me.see('table', t('result.profile.title'))
    const tables = await page.locator('table').count()
    expect(tables).toBeGreaterThan(1)
    expect(await me.count('table')).toBe(tables)
    for (const role of ['button', 'banner', 'contentinfo', 'navigation'] as const) {
      expect(await page.getByRole(role).count(), role).toBe(0)
    }
  })

  inProof('the result prints as a PDF with everything unfolded, and is folded again afterwards', async () => {
    const someone = await owner(world, language)
    const { page } = someone.me
    await visit(someone, 'result')
    const folded = () => page.locator('details:not([open])').count()
    const before = await folded()
    expect(before).toBeGreaterThan(0)
    await page.evaluate(() => {
      addEventListener('beforeprint', () => {
        document.body.dataset['foldedOnPaper'] = String(document.querySelectorAll('details:not([open])').length)
      })
    })
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
    expect(await page.locator('body').getAttribute('data-folded-on-paper')).toBe('0')
    expect(await folded()).toBe(before)
    expect(pdf.slice(0, 5)).toBe('%PDF-')
    expect(pdf.trimEnd().endsWith('%%EOF')).toBe(true)
    // Its letters say which letters they are, so that its words can be searched and copied.
    expect(pdf).toContain('/ToUnicode')
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(1)
  })
})
