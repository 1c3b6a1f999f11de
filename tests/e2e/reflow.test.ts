// Narrow screens and large text: nothing runs off sideways, nothing is cut off, and a thumb finds what it wants to tap.
import { describe, expect, it } from 'vitest'
import { goTo, type Owner, owner, SCREENS, TOOL_SCREENS, visit } from './screens'
import { LANGUAGES } from './texts'
import { openWorld, PROOF } from './world'

const world = openWorld({ worker: false })

/** The narrowest screen there is (WCAG 1.4.10), and the phone of our owners. */
const NARROW = 320
const PHONE = 360
/** CSS pixels; more than the 24 of WCAG 2.5.8. */
const THUMB = 48

// Indonesian words are the longer ones; both languages in the proof.
describe.each(PROOF ? LANGUAGES : ['id' as const])('in %s', (language) => {
  it(`nothing runs off or is cut off at ${NARROW} px, and everything to tap is ${THUMB} px high at ${PHONE} px; with text of 200 % too`, async () => {
    const someone = await owner(world, language)
    const found: string[] = []
    const wide = (width: number) => someone.me.page.setViewportSize({ width, height: 640 })
    // Text grows on a screen that stands there, as it does when somebody changes the setting.
    const look = async (screen: string) => {
      for (const size of [16, 32]) {
        await wide(NARROW)
        await setTextSize(someone, size)
        found.push(...(await cutOff(someone, size)).map((what) => `${screen}, text of ${size} px: ${what}`))
        await wide(PHONE)
        found.push(...(await tooSmall(someone)).map((what) => `${screen}, text of ${size} px: ${what}`))
      }
    }
    for (const screen of [...SCREENS, ...TOOL_SCREENS]) {
      // Comes to a screen at its narrowest, so that charts are drawn for it.
      await setTextSize(someone, 16)
      await wide(NARROW)
      await visit(someone, screen)
      await unfoldAll(someone)
      await look(screen)
    }
    await setTextSize(someone, 16)
    await wide(NARROW)
    await passOver(someone)
    await look('question passed over')
    expect(found).toEqual([])
  })
})

/** "Does not apply" without its reason, and the notice that comes with the first answer: the screen with the most on it. */
async function passOver(someone: Owner): Promise<void> {
  const { me, t, assessment } = someone
  await goTo(someone, `#/a/${assessment}/q/mach-data`)
  await me.tap('radio', t('ask.notApplicable'))
  await me.see('button', t('notice.close'))
  await me.tap('button', t('ask.next'))
  await me.see('heading', t('ask.open.reason'))
}

/** The size of text a person has chosen for all pages, in the settings of the browser. */
async function setTextSize({ me: { context, page } }: Owner, standard: number): Promise<void> {
  const session = await context.newCDPSession(page)
  await session.send('Page.setFontSizes', { fontSizes: { standard } })
  await page.waitForFunction(
    (size) => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) === size,
    standard,
  )
}

async function unfoldAll({ me: { page } }: Owner): Promise<void> {
  await page.evaluate(() => {
    for (const one of document.querySelectorAll('details')) one.open = true
  })
}

/** What is wider than the screen, or larger than the box it shows in. Boxes that scroll, and what is hidden on purpose, are not. */
function cutOff({ me: { page } }: Owner, text: number): Promise<string[]> {
  return page.evaluate(
    ({ width, text }) => {
      const found: string[] = []
      const name = (element: Element) =>
        `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> ${(element.textContent ?? '').trim().slice(0, 60)}`
      const page = document.documentElement
      if (Number.parseFloat(getComputedStyle(page).fontSize) !== text) found.push(`the text is not of ${text} px`)
      if (page.scrollWidth > width) found.push(`the page is ${page.scrollWidth} px wide`)
      for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
        const style = getComputedStyle(element)
        const { left, right, width: wide, height: high } = element.getBoundingClientRect()
        if (wide <= 1 || high <= 1 || style.visibility === 'hidden') continue
        if (element.closest('.hidden, [aria-hidden="true"]')) continue
        const scrolls = element.closest('.scroll') !== null
        if (!scrolls && (right > width + 1 || left < -1))
          found.push(`runs off from ${left} to ${right}: ${name(element)}`)
        if (element instanceof SVGElement) continue
        // A line that is typed moves within its field, if the field is wide enough to read it.
        if (element.matches('input') && wide >= width / 2) continue
        // The browser draws this one; the day stands in words beside it.
        if (element.matches('[type="date"]')) continue
        const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
        if (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
          found.push(`cut off: ${name(element)}`)
        if (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1) {
          found.push(`cut off below: ${name(element)}`)
        }
      }
      // A drawing cuts off what is outside of it.
      for (const text of document.body.querySelectorAll<SVGTextElement>('svg text')) {
        const box = text.getBoundingClientRect()
        const drawing = text.ownerSVGElement?.getBoundingClientRect()
        if (!drawing || getComputedStyle(text.ownerSVGElement as Element).overflow === 'visible') continue
        const inside =
          box.left >= drawing.left - 1 && box.right <= drawing.right + 1 && box.bottom <= drawing.bottom + 1
        if (!inside) found.push(`cut off in a drawing: ${name(text)}`)
      }
      return found
    },
    { width: NARROW, text },
  )
}

/** What is to be tapped and too low for a thumb. A link within a sentence is as high as its line. */
function tooSmall({ me: { page } }: Owner): Promise<string[]> {
  return page.evaluate((thumb) => {
    const found: string[] = []
    const targets = 'button, summary, select, textarea, input, a[href]'
    for (const element of document.body.querySelectorAll<HTMLElement>(targets)) {
      const row = element.matches('[type="radio"], [type="checkbox"]') ? element.closest('label') : element
      const { height, bottom } = (row ?? element).getBoundingClientRect()
      // Shown only once it has the focus.
      if (height === 0 || bottom <= 0) continue
      if (element.matches('a') && withinSentence(element)) continue
      if (height < thumb - 0.5) found.push(`${height} px: <${element.tagName.toLowerCase()}> ${element.innerText}`)
    }
    return found

    function withinSentence(link: Element): boolean {
      let block: Element | null = link.parentElement
      while (block && getComputedStyle(block).display.startsWith('inline')) block = block.parentElement
      const copy = block?.cloneNode(true) as Element | undefined
      for (const other of copy?.querySelectorAll('a, button, .hidden') ?? []) other.remove()
      return /[\p{L}\p{N}]/u.test(copy?.textContent ?? '')
    }
  }, THUMB)
}
