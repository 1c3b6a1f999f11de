// No violation that axe can find, on any screen, in both languages, both colour schemes, on a phone and a laptop.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { AxeResults, RunOptions } from 'axe-core'
import { describe, expect, it } from 'vitest'
import { DEVICES, goTo, type Owner, owner, SCREENS, TOOL_SCREENS, visit } from './screens'
import { LANGUAGES, type Language } from './texts'
import { inProof, openWorld, PROOF } from './world'

// Handed to the page by the debugger, which no content policy stops: the app's own policy stays as strict as it is.
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const EVERYTHING = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** What can differ between the colour schemes, which change nothing but colours. */
const COLOURS = ['color-contrast', 'link-in-text-block']
const CHECKS: Record<'light' | 'dark', RunOptions> = {
  light: { resultTypes: ['violations'], runOnly: { type: 'tag', values: EVERYTHING } },
  dark: { resultTypes: ['violations'], runOnly: { type: 'rule', values: COLOURS } },
}

const world = openWorld({ worker: false })
/** In the proof every language on every device; else what owners use. */
const everywhere = LANGUAGES.flatMap((language) =>
  (Object.keys(DEVICES) as (keyof typeof DEVICES)[]).map((device) => [language, device] as const),
).filter(([language, device]) => PROOF || (language === 'id' && device === 'phone'))

describe.each(everywhere)('in %s on a %s', (language: Language, device) => {
  it('has no violation on any screen, unfolded', async () => {
    const someone = await owner(world, language, { device })
    const found: string[] = []
    for (const screen of [...SCREENS, ...TOOL_SCREENS]) {
      await visit(someone, screen)
      if (PROOF) found.push(...(await violations(someone, `${screen}, folded`)))
      await unfoldAll(someone)
      found.push(...(await violations(someone, screen)))
    }
    expect(found).toEqual([])
  })

  inProof('has no violation in what opens, warns or cannot be shown', async () => {
    const someone = await owner(world, language, { device, busy: false })
    const found: string[] = []
    for (const [state, reach] of Object.entries(states)) {
      await reach(someone)
      found.push(...(await violations(someone, state)))
    }
    expect(found).toEqual([])
  })
})

/** What is seen only after something was done. */
const states: Record<string, (owner: Owner) => Promise<void>> = {
  'the reasons for "not applicable"': async ({ me, t, ...rest }) => {
    await goTo({ me, t, ...rest }, `#/a/${rest.assessment}/q/mach-data`)
    await me.tap('radio', t('ask.notApplicable'))
    await me.see('group', t('ask.reason'))
  },
  'a question passed over without its reason': async ({ me, t }) => {
    await me.tap('button', t('ask.next'))
    await me.see('heading', t('ask.open.reason'))
  },
  'a figure that is no number': async ({ me, t, ...rest }) => {
    await goTo({ me, t, ...rest }, `#/a/${rest.assessment}/q/flow-defects-share`)
    await me.type(t('ask.figure.label'), 'banyak')
    await me.press('Tab')
    await me.see('alert', '')
  },
  'the question before deleting one assessment': async ({ me, t, ...rest }) => {
    await goTo({ me, t, ...rest }, '#/saved')
    await me.tap('button', new RegExp(`^${t('saved.delete.button')}\\s*:`))
    await me.see('dialog', t('saved.delete.title'))
  },
  'the question before deleting everything': async ({ me, t }) => {
    await me.press('Escape')
    await me.tap('button', t('saved.deleteAll.button'))
    await me.see('dialog', t('saved.deleteAll.ask'))
  },
  'a notice': async ({ me, t, ...rest }) => {
    await me.press('Escape')
    await goTo({ me, t, ...rest }, `#/a/${rest.assessment}/q/green-waste`)
    await me.tap('radio', t('ask.dontKnow'))
    await me.see('button', t('notice.close'))
  },
  'an assessment without answers, its list of sections': async (owner) => {
    await goTo(owner, '#/')
    await owner.me.tap('link', owner.t('home.full.title'))
    const { screen } = await owner.me.arrive(/^#\/a\/\w+\/q\//)
    await goTo(owner, screen.replace(/\/q\/.*/, ''))
  },
  'an assessment without answers, to be checked': async (owner) => {
    await goTo(owner, `${(await owner.me.place()).screen}/check`)
  },
  'an assessment without answers, no result yet': async (owner) => {
    await goTo(owner, (await owner.me.place()).screen.replace('/check', '/result'))
  },
  'a question passed over': async (owner) => {
    await goTo(owner, (await owner.me.place()).screen.replace('/result', '/q/lean-5r'))
    await owner.me.tap('button', owner.t('ask.next'))
    await owner.me.see('heading', owner.t('ask.open.title'))
  },
  'a question that is not asked': async (owner) => {
    await goTo(owner, (await owner.me.place()).screen.replace('lean-5r', 'nothing'), true)
  },
  'a file that is no picture of a code': async (owner) => {
    await goTo(owner, '#/receive')
    await owner.me.hand(owner.t('codes.receive.picture'), fileURLToPath(import.meta.url))
    await owner.me.read(owner.t('codes.refused.no-picture'))
  },
  'what a code holds': async (owner) => {
    await visit(owner, 'send')
    const shown = await owner.me.page.screenshot({ fullPage: true })
    await goTo(owner, '#/receive')
    await owner.me.page
      .getByLabel(owner.t('codes.receive.picture'))
      .setInputFiles({ name: 'kode.png', mimeType: 'image/png', buffer: shown })
    await owner.me.see('heading', owner.t('codes.receive.found.title'))
  },
  'an assessment that is not there': async (owner) => goTo(owner, '#/a/nothing', true),
  'an address that leads nowhere': async (owner) => goTo(owner, '#/nowhere', true),
}

/** Opens everything that is folded. */
async function unfoldAll({ me }: Owner): Promise<void> {
  await me.page.evaluate(() => {
    for (const one of document.querySelectorAll('details:not([open])')) one.setAttribute('open', '')
  })
}

/** What axe finds wrong with what is on the screen, in both colour schemes. */
async function violations({ me: { page } }: Owner, where: string): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const results = await page.evaluate(
      (rules) =>
        (window as unknown as { axe: typeof import('axe-core') }).axe.run(document, rules) as Promise<AxeResults>,
      CHECKS[colorScheme],
    )
    for (const { id, nodes } of results.violations) {
      found.push(
        ...nodes.map(({ html, failureSummary }) => `${where}, ${colorScheme}: ${id} ${html} ${failureSummary}`),
      )
    }
  }
  return found
}
