import { cpSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, begin, sheet } from './questions'
import { type Language, textsIn } from './texts'
import type { Person } from './verbs'
import { DIST, openWorld, soon, type Visitor } from './world'

const PAGES: [Language, string][] = [
  ['id', ''],
  ['en', 'en/'],
]
const full = sheet('readiness')

/** A policy by its directives. */
function directivesOf(policy: string): Record<string, string[]> {
  return Object.fromEntries(
    policy.split(';').map((directive) => {
      const [name = '', ...values] = directive.trim().split(/\s+/)
      return [name, values]
    }),
  )
}

/** What the browser says when a page writes text where script could come in. */
function writeMarkup(me: Person): Promise<string> {
  return me.page.evaluate(() => {
    try {
      document.body.innerHTML = '<b>written</b>'
      return 'written'
    } catch (error) {
      return (error as Error).name
    }
  })
}

/** Waits for a complaint that a test provoked, and lets it pass. */
async function provoked(me: Visitor, complaint: RegExp): Promise<void> {
  me.forgive(complaint)
  await soon(async () => me.complaints).toContainEqual(expect.stringMatching(complaint))
}

describe('the served pages', () => {
  const world = openWorld()

  it.each(PAGES)(
    'in %s carry a strict policy, in the header and for hosts without headers in the page',
    async (_, page) => {
      const response = await fetch(world.url + page)
      const policy = response.headers.get('content-security-policy') ?? ''
      const { 'frame-ancestors': framed, ...directives } = directivesOf(policy)
      expect(framed).toEqual(["'none'"])
      expect(directives).toMatchObject({
        'default-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'connect-src': ["'self'"],
        'worker-src': ["'self'"],
        'require-trusted-types-for': ["'script'"],
        'trusted-types': ['siap'],
      })
      const sources = Object.values(directives).flat()
      const allowed = /^('none'|'self'|'script'|siap|data:|blob:|'sha256-[\w+/=]+')$/
      expect(sources.filter((source) => !allowed.test(source))).toEqual([])
      expect(directives['script-src']?.filter((source) => source !== "'self'")).toHaveLength(1)

      const html = await response.text()
      const meta = /<meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? ''
      expect(directivesOf(meta)).toEqual(directives)
      // A policy rules only what comes after it.
      expect(html.indexOf('http-equiv="Content-Security-Policy"')).toBeLessThan(html.search(/<(style|script|link)\b/))
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    },
  )

  it('take no markup from text, no policy but ours, and no inline style: trusted types and the policy are enforced', async () => {
    const me = await world.visitor()
    await me.open(world.url)
    await me.see('heading', textsIn('id')('home.title'))
    expect(await writeMarkup(me)).toBe('TypeError')
    me.forgive(/TrustedHTML|Content Security/)
    await provoked(me, /content policy forbids require-trusted-types-for/)

    const other = await me.page.evaluate(() => {
      const { trustedTypes } = window as unknown as {
        trustedTypes: { createPolicy(name: string, rules: object): void }
      }
      try {
        trustedTypes.createPolicy('another', { createHTML: (text: string) => text })
        return 'made'
      } catch (error) {
        return (error as Error).name
      }
    })
    expect(other).toBe('TypeError')
    await provoked(me, /content policy forbids trusted-types/)
    await me.page.evaluate(() => document.body.setAttribute('style', 'color: red'))
    // That it is heard here makes its silence in every other test mean something.
    await provoked(me, /content policy forbids style-src-attr/)
    await me.see('heading', textsIn('id')('home.title'))
  })

  it.each(PAGES)(
    'in %s show the home screen without script, and lead to the other language',
    async (language, page) => {
      const t = textsIn(language)
      const other = language === 'id' ? 'en' : 'id'
      const me = await world.visitor({ javaScriptEnabled: false })
      await me.open(world.url + page)
      await me.see('heading', t('home.title'))
      await me.read(t('home.lead'))
      await me.see('link', t('home.full.title'))
      await me.see('link', t('home.quick.title'))
      await me.read(t('home.promise.text'))
      await me.tap('link', textsIn(other)('app.language'))
      await me.see('heading', textsIn(other)('home.title'))
      expect((await me.place()).path).toBe(other === 'en' ? '/en/' : '/')
    },
  )
})

describe('a host that sends no headers', () => {
  const dist = join(tmpdir(), `siap-plain-${process.pid}`)
  beforeAll(() => cpSync(DIST, dist, { recursive: true, filter: (file) => !/headers/.test(file) }))
  afterAll(() => rmSync(dist, { recursive: true, force: true }))
  const world = openWorld({ dist })

  it('gets the same protection from the page itself, and the app works there', async () => {
    expect((await fetch(world.url)).headers.get('content-security-policy')).toBeNull()
    expect(readFileSync(join(dist, 'index.html'), 'utf8')).toContain('Content-Security-Policy')
    const me = await world.visitor()
    await begin(me, world.url, 'id', 'full')
    await answer(me, full, 'id', 'lead-plan', 'in-mind')
    expect(await writeMarkup(me)).toBe('TypeError')
    me.forgive(/TrustedHTML/)
    await provoked(me, /content policy forbids require-trusted-types-for/)
  })
})
