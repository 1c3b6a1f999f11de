// A third language is files and nothing else (decision 18): with a made-up one added, the app speaks it everywhere.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { ROOT } from '../../src/commands/load'
import type { Texts } from '../../src/core/questionnaire'
import { SOURCES } from '../../src/features/about/sources'
import { known } from '../support/assess'
import { realCatalogue, realQuestionnaire } from '../support/real'
import { OWN_WORDS, type Owner, owner, ROOM_WORDS, SCREENS, visit } from './screens'
import { textsIn } from './texts'
import { openWorld } from './world'

/** A code that no real language has. Every text of it is the Indonesian one in these brackets, so what stands outside of them is not translated. */
const CODE = 'qps'
const NAME = '⟦Bahasa semu⟧'
const PROJECT = [
  'src',
  'public',
  'questionnaires',
  'locales',
  'package.json',
  'vite.config.ts',
  'tsconfig.json',
  'tests/tsconfig.json',
]

const { programmes, programmeTexts, listTexts } = realCatalogue()
/** What is never translated: names of the app, of languages and of sources, addresses, and what the owner wrote. */
const NAMES = [
  'Siap',
  ...OWN_WORDS,
  ...ROOM_WORDS,
  ...(['id', 'en'] as const).map((language) => textsIn(language)('app.language')),
  ...SOURCES.flatMap(({ title, publisher }) => [title, publisher]),
  ...programmes.flatMap(({ page, sources }) => [
    page ?? '',
    ...sources.flatMap(({ title, publisher, url }) => [title, publisher ?? '', url]),
  ]),
]
  .filter((name) => name !== '')
  .sort((a, b) => b.length - a.length)
/** What the browser says in its own language, because it does not know this one: months, the word before a time, and the "and" of a list. */
const BROWSER = new RegExp(
  `\\b(dan|pukul|${Array.from({ length: 12 }, (_, i) => new Intl.DateTimeFormat('id', { month: 'long' }).format(new Date(2026, i, 1))).join('|')})\\b`,
  'g',
)

const copy = mkdtempSync(join(tmpdir(), 'siap-language-'))
beforeAll(() => {
  for (const part of PROJECT) cpSync(join(ROOT, part), join(copy, part), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction')
  addLanguage()
  const { VITEST: _vitest, ...env } = process.env
  execFileSync(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build'], {
    cwd: copy,
    env: { ...env, NODE_ENV: 'production' },
    stdio: 'pipe',
  })
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

const world = openWorld({ dist: join(copy, 'dist'), worker: false })

describe('a third language', () => {
  it('is offered by the switch and spoken on every screen', async () => {
    const someone = await owner(world, 'id')
    const { me } = someone
    await visit(someone, 'home')
    await me.tap('link', NAME)
    await expect.poll(() => me.language()).toBe(CODE)
    await me.see('link', 'Bahasa Indonesia')
    const speaking = { ...someone, t: ((key: 'home.title') => `⟦${someone.t(key)}⟧`) as Owner['t'] }

    const found: string[] = []
    for (const screen of SCREENS) {
      await visit(speaking, screen)
      found.push(...(await untranslated(speaking)).map((words) => `${screen}: ${words}`))
    }
    expect(found).toEqual([])

    await me.reload()
    await me.see('link', 'Bahasa Indonesia')
    expect(await me.language()).toBe(CODE)
    expect((await me.place()).path).toBe('/')
    await me.tap('link', 'English')
    await expect.poll(() => me.language()).toBe('en')
    await me.see('link', NAME)
  })
})

/** Writes the language as a translator would: a file beside every file with texts. */
function addLanguage(): void {
  const locale = JSON.parse(readFileSync(join(copy, 'locales/id.json'), 'utf8')) as { app: { language: string } }
  const words = bracketed(locale)
  words.app.language = NAME
  writeFileSync(join(copy, `locales/${CODE}.json`), JSON.stringify(words))
  const folder = join(copy, 'questionnaires')
  for (const id of ['readiness', 'quick'] as const) {
    mkdirSync(join(folder, id), { recursive: true })
    write(`${id}/${CODE}.yaml`, realQuestionnaire(id).texts)
  }
  write(`lists.${CODE}.yaml`, listTexts)
  write(`programmes.${CODE}.yaml`, programmeTexts)

  function write(file: string, texts: Record<string, Texts>): void {
    writeFileSync(join(folder, file), stringify(bracketed(known(texts['id'], `Indonesian texts for ${file}`))))
  }
}

function bracketed<T>(texts: T): T {
  if (typeof texts === 'string') return `⟦${texts}⟧` as T
  return Object.fromEntries(Object.entries(texts as object).map(([key, text]) => [key, bracketed(text)])) as T
}

/** Words on the screen, in the title of the window and in names for screen readers that no file of the language holds. */
async function untranslated({ me: { page } }: Owner): Promise<string[]> {
  const texts = await page.evaluate(() => {
    for (const one of document.querySelectorAll('details')) one.open = true
    const named = [...document.body.querySelectorAll('[aria-label], [title], [alt], [placeholder]')]
    return [
      document.body.innerText,
      document.title,
      ...named.flatMap((element) =>
        ['aria-label', 'title', 'alt', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
      ),
    ]
  })
  return texts.flatMap((text) => {
    let rest = text
    // From the inside out, because texts stand in texts.
    for (let before = ''; before !== rest; ) {
      before = rest
      rest = rest.replace(/⟦[^⟦⟧]*⟧/g, ' ')
    }
    for (const name of NAMES) rest = rest.replaceAll(name, ' ')
    rest = rest.replaceAll(`${world.url}#/join/`, ' ')
    return rest
      .replace(BROWSER, ' ')
      .split('\n')
      .filter((line) => /\p{L}/u.test(line))
  })
}
