// @ts-check
// A small static server for `dist`: what a good static host does, so that the app is seen and tested as it will be served.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { readFile, realpath, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/**
 * Serves a folder until closed. `base` is the sub-path it appears under; `port` 0, or a port that is taken, becomes a free one.
 * Headers come from `.headers.json` in the folder: path pattern (with `*`) to headers, later patterns over earlier ones.
 * @param {{ dir: string, port?: number, base?: string, host?: string }} options
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>}
 */
export async function serve({ dir, port = 0, base = '/', host = 'localhost' }) {
  const root = await realpath(dir)
  const prefix = `/${base}/`.replace(/\/+/g, '/')
  const respond = responder(root, prefix, headerRules(join(root, '.headers.json')))
  const server = createServer((request, response) => {
    respond(request)
      .catch((error) => text(500, `${error}`))
      .then(({ status, headers, body }) => {
        response.writeHead(status, { ...headers, 'Content-Length': body.length })
        response.end(request.method === 'HEAD' ? undefined : body)
      })
      .catch((error) => response.destroy(error))
  })
  const listening = await listen(server, port, host)
  return {
    url: `http://localhost:${listening}${prefix}`,
    port: listening,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number>}
 */
function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE' && port !== 0) resolve(listen(server, 0, host))
      else reject(error)
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(address && typeof address === 'object' ? address.port : port)
    })
  })
}

/**
 * @typedef {{ status: number, headers: Record<string, string>, body: Buffer }} Answer
 * @typedef {{ pattern: RegExp, headers: Record<string, string> }[]} Rules
 * @param {string} root
 * @param {string} prefix
 * @param {Rules} rules
 * @returns {(request: import('node:http').IncomingMessage) => Promise<Answer>}
 */
function responder(root, prefix, rules) {
  /** Bodies by file and encoding, kept while the file stays as it is. @type {Map<string, { stamp: string, etag: string, body: Buffer }>} */
  const kept = new Map()

  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return { ...text(405, 'Only GET and HEAD.'), headers: { Allow: 'GET, HEAD' } }
    const [address = '', query] = (request.url ?? '').split(/\?(.*)/s)
    const path = decoded(address)
    if (path === null) return text(400, 'This address cannot be read.')
    if (`${path}/` === prefix) return redirect(prefix, query)
    if (!path.startsWith(prefix)) return text(404, `Nothing here. The app is at ${prefix}`)

    const inside = `/${path.slice(prefix.length)}`
    const found = await find(root, inside)
    if (found === 'folder') return redirect(`${address}/`, query)
    const file = found ?? (await find(root, '/404.html'))
    if (!file || file === 'folder') return text(404, 'Not found.')

    const type = TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream'
    const encoding = COMPRESSIBLE.test(type) ? encodingFor(`${request.headers['accept-encoding'] ?? ''}`) : 'identity'
    const { etag, body } = await bodyOf(file, encoding)
    const headers = {
      'Content-Type': type,
      'Cache-Control': 'no-cache',
      'X-Content-Type-Options': 'nosniff',
      ...headersFor(rules, found ? inside : '/404.html', file),
      Vary: 'Accept-Encoding',
      ETag: etag,
      ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
    }
    if (found && isKnown(request.headers['if-none-match'], etag)) return { status: 304, headers, body: Buffer.alloc(0) }
    return { status: found ? 200 : 404, headers, body }
  }

  /**
   * @param {string} file
   * @param {Encoding} encoding
   */
  async function bodyOf(file, encoding) {
    const { mtimeMs, size } = await stat(file)
    const stamp = `${mtimeMs} ${size}`
    const key = `${encoding} ${file}`
    const before = kept.get(key)
    if (before?.stamp === stamp) return before
    const content = await readFile(file)
    const hash = createHash('sha256').update(content).digest('base64url').slice(0, 20)
    const now = { stamp, etag: `"${hash}-${encoding}"`, body: await compress(content, encoding) }
    kept.set(key, now)
    return now
  }
}

/**
 * The path of an address, or null when it cannot be read. Not by `URL`, which would quietly resolve `..`.
 * @param {string} address
 */
function decoded(address) {
  try {
    return address.startsWith('/') ? decodeURIComponent(address) : null
  } catch {
    return null
  }
}

/**
 * The file behind a path; 'folder' when a slash is missing at its end; null when there is none or it is not for outside.
 * @param {string} root
 * @param {string} path
 * @returns {Promise<string | 'folder' | null>}
 */
async function find(root, path) {
  const segments = path.slice(1).split('/')
  const folder = segments[segments.length - 1] === ''
  if (folder) segments.pop()
  // Empty segments, `..`, hidden files (`.headers.json`) and Windows separators never name something that is served.
  if (segments.some((segment) => segment === '' || segment.startsWith('.') || /[\\:\0]/.test(segment))) return null
  try {
    const file = await realpath(join(root, ...segments, ...(folder ? ['index.html'] : [])))
    if (relative(root, file).split(sep)[0] === '..') return null
    const entry = await stat(file)
    if (entry.isDirectory()) return existsSync(join(file, 'index.html')) ? 'folder' : null
    return entry.isFile() ? file : null
  } catch {
    return null
  }
}

/** @type {Record<string, string>} */
const TYPES = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
}
const COMPRESSIBLE = /^text\/|json|javascript|xml|wasm|x-icon/

/**
 * @typedef {'br' | 'gzip' | 'identity'} Encoding
 * @param {string} accepted
 * @returns {Encoding}
 */
function encodingFor(accepted) {
  const names = accepted
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
    .map((part) => part.split(';')[0])
  if (names.includes('br')) return 'br'
  return names.includes('gzip') ? 'gzip' : 'identity'
}

/**
 * @param {Buffer} content
 * @param {Encoding} encoding
 * @returns {Promise<Buffer>}
 */
async function compress(content, encoding) {
  // Quality 9 costs milliseconds where 11 costs seconds, for a few per cent more bytes.
  if (encoding === 'br') return promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
  return encoding === 'gzip' ? promisify(gzip)(content, { level: 9 }) : content
}

/**
 * @param {string} file
 * @returns {Rules}
 */
function headerRules(file) {
  if (!existsSync(file)) return []
  /** @type {Record<string, Record<string, string>>} */
  const table = JSON.parse(readFileSync(file, 'utf8'))
  return Object.entries(table).map(([pattern, headers]) => ({
    pattern: new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`),
    headers,
  }))
}

/** @param {string} plain */
function escaped(plain) {
  return plain.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
}

/**
 * The headers of a path. A page is meant by its folder and by its file: `/en/` and `/en/index.html` get the same.
 * @param {Rules} rules
 * @param {string} path
 * @param {string} file
 */
function headersFor(rules, path, file) {
  const names = [path]
  if (path.endsWith('/')) names.push(`${path}index.html`)
  else if (file.endsWith(`${sep}index.html`)) names.push(path.slice(0, -'index.html'.length))
  const matching = rules.filter(({ pattern }) => names.some((name) => pattern.test(name)))
  return Object.assign({}, ...matching.map(({ headers }) => headers))
}

/**
 * @param {string | undefined} ifNoneMatch
 * @param {string} etag
 */
function isKnown(ifNoneMatch, etag) {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return tags.includes(etag) || tags.includes('*')
}

/**
 * @param {string} to
 * @param {string | undefined} query
 * @returns {Answer}
 */
function redirect(to, query) {
  return { ...text(308, ''), headers: { Location: query === undefined ? to : `${to}?${query}` } }
}

/**
 * @param {number} status
 * @param {string} message
 * @returns {Answer}
 */
function text(status, message) {
  return { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: Buffer.from(message) }
}
