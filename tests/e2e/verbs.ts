// What a person does in the app, in few verbs, by what can be seen: role and name, or text.
// This is the one place that knows the driver, so that another engine needs only another `person`.
import type { Locator, Page } from 'playwright-core'

export type Role =
  | 'alert'
  | 'article'
  | 'button'
  | 'checkbox'
  | 'combobox'
  | 'dialog'
  | 'group'
  | 'heading'
  | 'img'
  | 'link'
  | 'list'
  | 'listitem'
  | 'main'
  | 'navigation'
  | 'progressbar'
  | 'radio'
  | 'region'
  | 'row'
  | 'status'
  | 'table'
  | 'textbox'

/** A part of the accessible name, whatever its case; or a pattern. */
export type Name = string | RegExp

/** Where the app is: the path of the page, and the screen behind `#`. */
export interface Place {
  path: string
  screen: string
}

/** Somebody in front of one tab. Every verb waits until it can be done, and fails when that takes too long. */
export interface Person {
  /** The driver's own tab, for what no verb says: storage, network, sizes. */
  readonly page: Page
  /** Opens an address: whole, or only the screen (`#/about`) of the page that is open. */
  open(address: string): Promise<void>
  reload(): Promise<void>
  back(): Promise<void>
  /** Taps, by finger where the device has touch. */
  tap(role: Role, name: Name): Promise<void>
  /** Opens or closes a line that holds more. */
  unfold(summary: Name): Promise<void>
  /** Writes into a field in place of what stands there. */
  type(label: Name, text: string): Promise<void>
  /** Picks one line of a drop-down list by its text. */
  pick(label: Name, line: string): Promise<void>
  /** Hands over a file, by its path. */
  hand(label: Name, file: string | readonly string[]): Promise<void>
  /** Presses a key as the keyboard calls it: Tab, Enter, ArrowDown. */
  press(key: string): Promise<void>
  /** Waits until a thing can be seen. */
  see(role: Role, name: Name): Promise<void>
  /** Waits until a text can be seen. */
  read(text: Name): Promise<void>
  /** Waits until a text can't be seen any more. */
  lose(text: Name): Promise<void>
  /** Waits until a thing can't be seen, or is not there. */
  miss(role: Role, name: Name): Promise<void>
  /** The text of a thing as it can be read; of the whole screen without one. */
  text(role?: Role, name?: Name): Promise<string>
  /** The texts of all things of a role, from top to bottom; with a region, list or table named, only those in it. */
  all(role: Role, within?: Name): Promise<string[]>
  /** What stands in a field. */
  value(role: 'textbox' | 'combobox', name: Name): Promise<string>
  /** The names of all radio buttons or boxes that are ticked. */
  ticked(): Promise<string[]>
  /** How many of these can be found now. */
  count(role: Role, name?: Name): Promise<number>
  /** Where the app is now. */
  place(): Promise<Place>
  /** Waits until the screen is this one. */
  arrive(screen: string | RegExp | ((screen: string) => boolean)): Promise<Place>
  /** What has the focus: its name or text, after the name of its element (`a English`). */
  focused(): Promise<string>
  /** The language the page says it is in. */
  language(): Promise<string>
}

/** Longer than any screen takes on two busy cores; shorter than a test. */
export const PATIENCE = 30_000

/** A person in front of a tab of Playwright's. */
export function person(page: Page): Person {
  page.setDefaultTimeout(PATIENCE)
  const find = (role: Role, name: Name) => page.getByRole(role, { name })
  const place = async (): Promise<Place> => {
    const { pathname, hash } = new URL(page.url())
    return { path: pathname, screen: hash }
  }
  return {
    page,
    async open(address) {
      if (!address.startsWith('#')) await page.goto(address)
      // A new place in the same page is no navigation; it is what a link does.
      else await page.evaluate((hash) => location.assign(hash), address)
    },
    async reload() {
      await page.reload()
    },
    async back() {
      await page.goBack()
    },
    async tap(role, name) {
      await touch(page, find(role, name))
    },
    async unfold(summary) {
      await touch(page, page.locator('summary', { hasText: summary }))
    },
    async type(label, text) {
      await page.getByLabel(label).fill(text)
    },
    async pick(label, line) {
      await page.getByLabel(label).selectOption({ label: line })
    },
    async hand(label, file) {
      await page.getByLabel(label).setInputFiles(file as string | string[])
    },
    async press(key) {
      await page.keyboard.press(key)
    },
    async see(role, name) {
      await find(role, name).first().waitFor()
    },
    async read(text) {
      await page.getByText(text).first().waitFor()
    },
    async lose(text) {
      await page.getByText(text).first().waitFor({ state: 'hidden' })
    },
    async miss(role, name) {
      await find(role, name).first().waitFor({ state: 'hidden' })
    },
    text: (role = 'main', name) => (name === undefined ? page.getByRole(role) : find(role, name)).innerText(),
    async all(role, within) {
      const boxes = (['region', 'list', 'table', 'dialog'] as const).map((box) => find(box, within ?? ''))
      const inside = boxes.slice(1).reduce((any, box) => any.or(box), boxes[0] as Locator)
      const texts = await (within === undefined ? page : inside.first()).getByRole(role).allInnerTexts()
      return texts.map((text) => text.replace(/\s+/g, ' ').trim())
    },
    value: (role, name) => find(role, name).inputValue(),
    ticked: () =>
      page
        .locator('input:checked')
        .evaluateAll((inputs) =>
          inputs.map((input) => ((input as HTMLInputElement).labels?.[0]?.innerText ?? '').trim()),
        ),
    count: (role, name) => (name === undefined ? page.getByRole(role) : find(role, name)).count(),
    place,
    async arrive(screen) {
      const is =
        typeof screen === 'function'
          ? screen
          : (hash: string) => (typeof screen === 'string' ? hash === screen : screen.test(hash))
      await page.waitForURL(({ hash }) => is(hash))
      return place()
    },
    focused: () =>
      page.evaluate(() => {
        const on = document.activeElement as HTMLElement | null
        if (!on) return ''
        const label = (on as HTMLInputElement).labels?.[0]?.innerText
        return `${on.tagName.toLowerCase()} ${on.getAttribute('aria-label') ?? label ?? on.innerText}`.trim()
      }),
    language: () => page.evaluate(() => document.documentElement.lang),
  }
}

async function touch(page: Page, thing: Locator): Promise<void> {
  const finger = await page.evaluate(() => navigator.maxTouchPoints > 0)
  await (finger ? thing.tap() : thing.click())
}
