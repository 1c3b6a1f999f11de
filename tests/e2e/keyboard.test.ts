// Everything can be done by keyboard alone: the focus can be seen, goes to what is new, and comes back.
import { describe, expect, it } from 'vitest'
import { answerText, begin, questionNow, sheet } from './questions'
import { DEVICES, goTo, owner } from './screens'
import { textsIn } from './texts'
import { PATIENCE, type Person } from './verbs'
import { inProof, openWorld } from './world'

const world = openWorld({ worker: false })
const t = textsIn('id')
const quick = sheet('quick')

/** More than any way from one thing to another on a screen. */
const FAR = 100

describe('by keyboard alone', () => {
  it('the quick check goes from the home page to result, programmes and back', async () => {
    const me = await world.visitor(DEVICES.laptop)
    await me.open(world.url)
    await tabTo(me, `a ${t('home.quick.title')}`)
    await me.press('Enter')
    await me.arrive(/^#\/a\/\w+\/q\//)

    const questions = quick.questionnaire.questions.filter(({ score }) => score)
    for (const place of questions.keys()) {
      const id = await questionNow(me)
      await headingHasFocus(me, quick.word('id', `${id}.question`))
      const option = quick.question(id).options?.[place % 5]?.id ?? ''
      await tabTo(me, 'input')
      // Space takes the row one is on, an arrow the next one.
      await me.press('Space')
      for (let i = 0; i < place % 5; i++) await me.press('ArrowDown')
      await expect.poll(() => me.ticked(), PATIENT).toEqual([answerText(quick, 'id', id, option)])
      await me.read(t('ask.saved'))
      expect(await questionNow(me)).toBe(id)
      await me.press('Enter')
      await me.arrive((screen) => !screen.endsWith(id))
    }

    await headingHasFocus(me, t('check.title'))
    await tabTo(me, `a ${t('check.toProfile')}`)
    await me.press('Enter')
    await headingHasFocus(me, t('profile.title'))
    await tabTo(me, `select ${t('profile.sector')}`)
    await me.press('ArrowDown')
    expect(await me.value('combobox', t('profile.sector'))).not.toBe('')
    await tabTo(me, 'input')
    await me.press('Space')
    expect(await me.ticked()).toHaveLength(1)
    await tabTo(me, `a ${t('profile.toCheck')}`)
    await me.press('Enter')

    await headingHasFocus(me, t('check.title'))
    await tabTo(me, `a ${t('check.result')}`)
    await me.press('Enter')
    await headingHasFocus(me, t('result.title'))
    await tabTo(me, `a ${t('programmes.details')}`)
    await me.press('Enter')
    await headingHasFocus(me, t('programmes.title'))
    await tabTo(me, `a ${t('programmes.toResult')}`)
    await me.press('Enter')
    await headingHasFocus(me, t('result.title'))
    await tabTo(me, `a ${t('app.home')}`, 'Shift+Tab')
    await me.press('Enter')
    await headingHasFocus(me, t('home.title'))
    await me.see('link', t('home.saved.see'))
  })

  inProof('what is folded opens, and a question passed over leads to its answers or on', async () => {
    const me = await world.visitor(DEVICES.laptop)
    await begin(me, world.url, 'id', 'quick')
    const first = await questionNow(me)
    await headingHasFocus(me, quick.word('id', `${first}.question`))
    await tabTo(me, `summary ${t('ask.why')}`)
    await me.press('Enter')
    await me.read(quick.word('id', `${first}.why`))
    await me.press('Space')
    await me.lose(quick.word('id', `${first}.why`))

    await tabTo(me, `button ${t('ask.next')}`, 'Shift+Tab')
    await me.press('Enter')
    await expect.poll(() => me.focused(), PATIENT).toContain(t('ask.open.title'))
    await tabTo(me, `button ${t('ask.open.choose')}`)
    await me.press('Enter')
    const options = quick.question(first).options ?? []
    expect(await me.focused()).toBe(`input ${answerText(quick, 'id', first, options[0]?.id ?? '')}`)
    await me.press('Enter')
    await expect.poll(() => me.focused(), PATIENT).toContain(t('ask.open.title'))
    await tabTo(me, `a ${t('ask.open.skip')}`)
    await me.press('Enter')
    await me.arrive((screen) => !screen.endsWith(first))
    await headingHasFocus(me, quick.word('id', `${await questionNow(me)}.question`))
  })

  inProof('the skip link is the first stop, goes past the header, and leaves the address as it is', async () => {
    const me = await world.visitor(DEVICES.laptop)
    await me.open(world.url)
    await skip(me)
    expect((await me.place()).screen).toBe('')
    await begin(me, world.url, 'id', 'quick')
    const { screen } = await me.place()
    await me.reload()
    await me.see('heading', quick.word('id', `${await questionNow(me)}.question`))
    await skip(me)
    expect((await me.place()).screen).toBe(screen)
  })

  inProof('switching the language keeps focus, place and answer', async () => {
    const me = await world.visitor(DEVICES.laptop)
    await begin(me, world.url, 'id', 'quick')
    const id = await questionNow(me)
    await headingHasFocus(me, quick.word('id', `${id}.question`))
    await tabTo(me, 'input')
    await me.press('Space')
    await me.read(t('ask.saved'))
    const { screen } = await me.place()
    await tabTo(me, 'a English', 'Shift+Tab')
    await me.press('Enter')
    await me.see('heading', quick.word('en', `${id}.question`))
    expect(await me.focused()).toBe('a Bahasa Indonesia')
    expect(await focusShows(me)).toBe(true)
    expect(await me.place()).toEqual({ path: '/en/', screen })
    expect(await me.ticked()).toEqual([answerText(quick, 'en', id, quick.question(id).options?.[0]?.id ?? '')])
    await me.press('Enter')
    await me.see('heading', quick.word('id', `${id}.question`))
    expect(await me.focused()).toBe('a English')
    expect(await me.place()).toEqual({ path: '/', screen })
  })

  inProof('a dialog takes the focus, keeps it, and gives it back to the button that opened it', async () => {
    const someone = await owner(world, 'id', { device: 'laptop', busy: false })
    const { me } = someone
    await goTo(someone, '#/saved')
    await headingHasFocus(me, t('saved.title'))
    await tabTo(me, `button ${t('saved.delete.button')}`)
    const button = await me.focused()
    for (const leave of ['Escape', 'Enter']) {
      await me.press('Enter')
      await me.see('dialog', t('saved.delete.title'))
      expect(await me.focused()).toBe(`button ${t('saved.delete.cancel')}`)
      for (let i = 0; i < 5; i++) {
        await me.press('Tab')
        const outside = !(await me.focused()).startsWith('body') && !(await focusIsIn(me, 'dialog'))
        expect(outside).toBe(false)
      }
      await tabTo(me, `button ${t('saved.delete.cancel')}`)
      await me.press(leave)
      // Closed at once, and gone a moment later: only then the button works anew.
      await me.page.locator('dialog').waitFor({ state: 'detached' })
      await expect.poll(() => me.focused(), PATIENT).toBe(button)
    }

    await me.press('Enter')
    await tabTo(me, `button ${t('saved.delete.confirm')}`)
    await me.press('Enter')
    // The button is gone with its assessment; the focus is where it says so.
    await expect.poll(() => me.focused(), PATIENT).toBe(`p ${t('saved.delete.done')}`)
  })
})

const PATIENT = { timeout: PATIENCE }

/** Goes from stop to stop until this one has the focus; at every stop on the way the focus can be seen. */
async function tabTo(me: Person, stop: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = []
  for (let i = 0; i < FAR; i++) {
    await me.press(key)
    const here = await me.focused()
    passed.push(here)
    // Between the last stop and the first one the focus is with the browser itself.
    if (!here.startsWith('body')) expect(await focusShows(me), `the focus shows on: ${here}`).toBe(true)
    if (here.startsWith(stop)) return
  }
  throw new Error(`${stop} is never reached, but these are: ${passed.join(' | ')}`)
}

/** Whether the focus is outlined and on the screen. */
function focusShows({ page }: Person): Promise<boolean> {
  return page.evaluate(() => {
    const on = document.activeElement
    // A radio button shows it on its whole row.
    const shown = on?.matches('[type="radio"]') ? on.closest('label') : on
    if (!shown) return false
    const { outlineStyle, outlineWidth } = getComputedStyle(shown)
    const { top, bottom, left, right } = shown.getBoundingClientRect()
    const outlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    return outlined && top < innerHeight && bottom > 0 && left < innerWidth && right > 0
  })
}

/** Whether what has the focus is one of these or stands in one. */
function focusIsIn({ page }: Person, selector: string): Promise<boolean> {
  return page.evaluate((inside) => document.activeElement?.closest(inside) != null, selector)
}

/** A new screen begins at its heading, so that it is read out and the next Tab goes on from there. */
async function headingHasFocus(me: Person, heading: string): Promise<void> {
  await expect.poll(() => me.focused(), PATIENT).toBe(`h1 ${heading}`)
}

async function skip(me: Person): Promise<void> {
  await me.press('Tab')
  expect(await me.focused()).toBe(`a ${t('app.skip')}`)
  expect(await focusShows(me)).toBe(true)
  await me.press('Enter')
  expect(await focusIsIn(me, 'main')).toBe(true)
  await me.press('Tab')
  expect(await focusIsIn(me, 'main *')).toBe(true)
}
