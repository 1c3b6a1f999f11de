// The pages: the first screen rendered into them, their styles inlined, and a policy that admits exactly what they hold.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createServer, type InlineConfig, type Plugin } from 'vite'
import { ROOT } from '../commands/load'

/**
 * Runs before any script of the app: hides the prerendered first screen when there is a place or saved work to show instead,
 * and keeps a language chosen by link before React takes over.
 */
const HEAD_SCRIPT = `(function(d,s){try{if(location.hash.length>2||s.getItem('siap-draft'))d.setAttribute('data-wait','')}catch(e){}addEventListener('click',function(e){var a=e.target.closest&&e.target.closest('a[hreflang]');if(a)try{s.setItem('siap-language',a.hreflang)}catch(e){}},true)})(document.documentElement,window.localStorage)`

const POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'worker-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'siap',
}
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
}

/** @param inner the configuration with which the first screen is rendered: the same plugins and class names as the build. */
export function pages(inner: InlineConfig): Plugin {
  const rendered = new Map<string, string>()
  const policies: Record<string, string> = {}
  return {
    name: 'siap-pages',
    apply: 'build',
    async buildStart() {
      const server = await createServer({
        ...inner,
        configFile: false,
        appType: 'custom',
        logLevel: 'error',
        server: { middlewareMode: true, ws: false, watch: null },
      })
      try {
        const { prerender } = (await server.ssrLoadModule('/prerender.tsx')) as {
          prerender: (language: string, texts: Record<string, unknown>) => Promise<string>
        }
        for (const language of ['id', 'en']) rendered.set(language, await prerender(language, locale(language)))
      } finally {
        await server.close()
      }
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { filename, bundle }) {
        const language = filename.endsWith('en/index.html') ? 'en' : 'id'
        const { app } = locale(language) as { app: Record<string, string> }
        const styles: string[] = []
        const inlined = html.replace(
          /<link rel="stylesheet"([^>]*href="(?:\.\.?\/)+([^"]+)"[^>]*)>/g,
          (_all, attributes: string, file: string) => {
            const asset = bundle?.[file]
            if (asset?.type !== 'asset') throw new Error(`no style ${file} in the bundle`)
            styles.push(String(asset.source).trim())
            // Never fetched, but found by the loader of later screens, which would fetch the same styles again.
            return `<link rel="stylesheet" disabled${attributes}>`
          },
        )
        const style = styles.join('')
        const policy = { ...POLICY }
        policy['script-src'] += ` ${hashOf(HEAD_SCRIPT)}`
        policy['style-src'] += ` ${hashOf(style)}`
        const text = Object.entries(policy)
          .map(([name, value]) => `${name} ${value}`)
          .join('; ')
        policies[language === 'en' ? '/en/' : '/'] = `${text}; frame-ancestors 'none'`
        const home = language === 'en' ? '../' : './'
        const head = `<meta http-equiv="Content-Security-Policy" content="${text}" />
    <title>${quoted(app['title'] ?? '')}</title>
    <meta name="description" content="${quoted(app['description'] ?? '')}" />
    <link rel="alternate" hreflang="id" href="${home}" />
    <link rel="alternate" hreflang="en" href="${home}en/" />
    <style>${style}</style>
    <script>${HEAD_SCRIPT}</script>`
        const screen = rendered.get(language) ?? ''
        if (/ style="/.test(screen)) throw new Error('the prerendered screen holds a style attribute')
        return inlined.replace('<!--head-->', () => head).replace('<!--app-->', () => screen)
      },
    },
    writeBundle({ dir }) {
      const out = dir ?? join(ROOT, 'dist')
      mkdirSync(join(out, 'hosting'), { recursive: true })
      const rules: Record<string, Record<string, string>> = {
        '/*': HEADERS,
        '/assets/*': { 'Cache-Control': 'public, max-age=31536000, immutable' },
        '/sw.js': {
          'Cache-Control': 'no-cache',
          'Content-Security-Policy': "default-src 'none'; script-src 'self'; connect-src 'self'",
        },
      }
      for (const [path, policy] of Object.entries(policies)) {
        rules[path] = { 'Cache-Control': 'no-cache', 'Content-Security-Policy': policy }
      }
      writeFileSync(join(out, '.headers.json'), `${JSON.stringify(rules, null, 2)}\n`)
      writeFileSync(join(out, '_headers'), headerFile(rules))
      writeFileSync(join(out, 'hosting/nginx.conf'), nginx(rules))
      writeFileSync(join(out, 'hosting/apache.htaccess'), apache(rules))
      writeFileSync(join(out, 'hosting/firebase.json'), firebase(rules))
    },
  }
}

function locale(language: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(ROOT, 'locales', `${language}.json`), 'utf8')) as Record<string, unknown>
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

function quoted(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')
}

type Rules = Record<string, Record<string, string>>

/** For hosts that read a `_headers` file (Netlify, Cloudflare Pages and others). */
function headerFile(rules: Rules): string {
  return Object.entries(rules)
    .map(
      ([path, headers]) =>
        `${path}\n${Object.entries(headers)
          .map(([name, value]) => `  ${name}: ${value}`)
          .join('\n')}\n`,
    )
    .join('\n')
}

/**
 * To include in a `server` block whose `root` is this folder. nginx forgets outer headers where inner ones are added, so all are
 * repeated; and a page is found by `try_files`, because `index` would redirect to a location without the page's policy.
 */
function nginx(rules: Rules): string {
  const common = rules['/*'] ?? {}
  const block = (where: string, headers: Record<string, string>, first = '') => {
    const lines = Object.entries({ ...common, ...headers }).map(
      ([name, value]) => `  add_header ${name} "${value}" always;`,
    )
    return `location ${where} {\n${first}${lines.join('\n')}\n}`
  }
  return `${Object.entries(rules)
    .flatMap(([path, headers]) => {
      if (path === '/*') return [block('/', {})]
      if (path.endsWith('*')) return [block(`^~ ${path.slice(0, -1)}`, headers)]
      if (!path.endsWith('/')) return [block(`= ${path}`, headers)]
      return [
        block(`= ${path}`, headers, `  try_files ${path}index.html =404;\n`),
        block(`= ${path}index.html`, headers),
      ]
    })
    .join('\n')}
types {
  text/html html;
  text/css css;
  text/javascript js;
  application/json json;
  application/manifest+json webmanifest;
  image/svg+xml svg;
  image/png png;
}
gzip on;
gzip_types text/css text/javascript application/json application/manifest+json image/svg+xml;
`
}

/** To copy as `.htaccess` into this folder; needs mod_headers. */
function apache(rules: Rules): string {
  const condition = (path: string) => {
    if (path === '/*') return 'true'
    if (path.endsWith('*')) return `%{REQUEST_URI} =~ m#${path.slice(0, -1)}#`
    if (path === '/en/') return '%{REQUEST_URI} =~ m#/en/(index\\.html)?$#'
    if (path === '/') return '%{REQUEST_URI} =~ m#/(index\\.html)?$# && %{REQUEST_URI} !~ m#/en/#'
    return `%{REQUEST_URI} =~ m#${path}$#`
  }
  return Object.entries(rules)
    .map(
      ([path, headers]) =>
        `<If "${condition(path)}">\n${Object.entries(headers)
          .map(([name, value]) => `  Header always set ${name} "${value}"`)
          .join('\n')}\n</If>`,
    )
    .join('\n')
    .concat('\nAddType application/manifest+json .webmanifest\n')
}

function firebase(rules: Rules): string {
  const headers = Object.entries(rules).map(([path, values]) => ({
    source: path === '/*' ? '**' : path.replace(/\*$/, '**'),
    headers: Object.entries(values).map(([key, value]) => ({ key, value })),
  }))
  return `${JSON.stringify({ hosting: { public: '.', headers } }, null, 2)}\n`
}
