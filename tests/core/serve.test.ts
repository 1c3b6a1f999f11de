import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve } from '../../src/commands/serve.mjs'

const SCRIPT = 'console.log("siap")\n'.repeat(200)
const RULES = {
  '/*': { 'Content-Security-Policy': "default-src 'none'", 'X-Frame-Options': 'DENY' },
  '/en/': { 'Content-Security-Policy': "default-src 'none'; script-src 'self'" },
  '/assets/*': { 'Cache-Control': 'public, max-age=31536000, immutable' },
}

describe('the static server', () => {
  const parent = mkdtempSync(join(tmpdir(), 'siap-serve-'))
  const dir = join(parent, 'dist')
  let served: Awaited<ReturnType<typeof serve>>
  let below: Awaited<ReturnType<typeof serve>>

  beforeAll(async () => {
    for (const folder of ['en', 'assets', 'empty']) mkdirSync(join(dir, folder), { recursive: true })
    writeFileSync(join(parent, 'secret.txt'), 'secret')
    writeFileSync(join(dir, 'index.html'), '<h1>Siap</h1>')
    writeFileSync(join(dir, 'en/index.html'), '<h1>Ready</h1>')
    writeFileSync(join(dir, 'assets/app-1.js'), SCRIPT)
    writeFileSync(join(dir, 'manifest.webmanifest'), '{}')
    writeFileSync(join(dir, 'icon.png'), Buffer.from([0x89, 0x50]))
    writeFileSync(join(dir, '.headers.json'), JSON.stringify(RULES))
    symlinkSync(parent, join(dir, 'up'), 'junction')
    served = await serve({ dir })
    below = await serve({ dir, base: '/sub/path/' })
  })
  afterAll(async () => {
    await Promise.all([served.close(), below.close()])
    rmSync(parent, { recursive: true, force: true })
  })

  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    ask(served.port, path, headers, method)

  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/assets/app-1.js', 'text/javascript; charset=utf-8'],
    ['/manifest.webmanifest', 'application/manifest+json'],
    ['/icon.png', 'image/png'],
  ])('gives %s as %s', async (path, type) => {
    const answer = await get(path)
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe(type)
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
  })

  it('gives index.html for a folder, and leads there when the slash is missing', async () => {
    expect((await get('/en/')).text()).toBe('<h1>Ready</h1>')
    const answer = await get('/en?from=poster')
    expect([answer.status, answer.headers.location]).toEqual([308, '/en/?from=poster'])
  })

  it.each(['/nothing', '/empty/', '/empty', '/assets/', '/index.html/', '//en/'])('answers 404 to %s', async (path) => {
    expect((await get(path)).status).toBe(404)
  })

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/en/../../secret.txt',
    '/en/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/en/%2e%2e/%2e%2e/secret.txt',
    '/up/secret.txt',
    '/.headers.json',
    '/secret.txt%00.html',
  ])('does not leave the folder for %s', async (path) => {
    const answer = await get(path)
    expect(answer.status).toBe(404)
    expect(answer.text()).not.toContain('secret')
    expect(answer.text()).not.toContain('default-src')
  })

  it('answers 400 to an address it cannot read, and 405 to anything but reading', async () => {
    expect((await get('/%')).status).toBe(400)
    expect((await get('/', {}, 'POST')).status).toBe(405)
  })

  it('sends the headers of every matching rule, later ones over earlier ones, to a folder and its file alike', async () => {
    const home = await get('/')
    expect(home.headers['content-security-policy']).toBe("default-src 'none'")
    for (const path of ['/en/', '/en/index.html']) {
      const { headers } = await get(path)
      expect(headers['content-security-policy']).toBe("default-src 'none'; script-src 'self'")
      expect(headers['x-frame-options']).toBe('DENY')
    }
    expect((await get('/assets/app-1.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(home.headers['cache-control']).toBe('no-cache')
  })

  it('compresses text by brotli, else gzip, else not at all; pictures never', async () => {
    const accept = (encoding: string) => get('/assets/app-1.js', { 'Accept-Encoding': encoding })
    const brotli = await accept('gzip, deflate, br, zstd')
    expect(brotli.headers['content-encoding']).toBe('br')
    expect(brotli.headers['vary']).toBe('Accept-Encoding')
    expect(brotliDecompressSync(brotli.body).toString()).toBe(SCRIPT)
    const gzip = await accept('gzip, br;q=0')
    expect(gzip.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(gzip.body).toString()).toBe(SCRIPT)
    expect((await accept('')).text()).toBe(SCRIPT)
    expect((await get('/icon.png', { 'Accept-Encoding': 'br' })).headers['content-encoding']).toBeUndefined()
  })

  it('answers 304 to what the browser has, and 200 once the file has changed', async () => {
    const file = join(dir, 'changing.txt')
    writeFileSync(file, 'before')
    const etag = `${(await get('/changing.txt')).headers.etag}`
    const known = await get('/changing.txt', { 'If-None-Match': `"other", W/${etag}` })
    expect([known.status, known.body.length]).toEqual([304, 0])
    writeFileSync(file, 'afterwards')
    const changed = await get('/changing.txt', { 'If-None-Match': etag })
    expect([changed.status, changed.text()]).toEqual([200, 'afterwards'])
  })

  it('sends a HEAD without its body', async () => {
    const head = await get('/assets/app-1.js', {}, 'HEAD')
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, `${SCRIPT.length}`, 0])
  })

  it('serves under a sub-path and nowhere else', async () => {
    expect(below.url).toBe(`http://localhost:${below.port}/sub/path/`)
    expect((await ask(below.port, '/sub/path/en/')).text()).toBe('<h1>Ready</h1>')
    expect((await ask(below.port, '/sub/path/')).headers['content-security-policy']).toBe("default-src 'none'")
    expect((await ask(below.port, '/sub/path')).headers.location).toBe('/sub/path/')
    expect((await ask(below.port, '/sub/path/en')).headers.location).toBe('/sub/path/en/')
    for (const path of ['/', '/en/', '/sub/pathological', '/sub/path/../path/en/'])
      expect((await ask(below.port, path)).status).toBe(404)
  })

  it('takes a free port when its own is taken, gives it back when closed, and can be started there again', async () => {
    const other = await serve({ dir, port: served.port })
    expect(other.port).not.toBe(served.port)
    await other.close()
    await expect(ask(other.port, '/')).rejects.toThrow('ECONNREFUSED')
    const again = await serve({ dir, port: other.port })
    expect(again.port).toBe(other.port)
    await again.close()
  })
})

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
  text: () => string
}

/** A request whose path reaches the server as it is written: `fetch` would resolve `..` first. */
function ask(port: number, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: 'localhost', port, path, headers, method, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const body = Buffer.concat(chunks)
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body, text: () => body.toString() })
      })
    })
    sent.on('error', reject)
    sent.end()
  })
}
