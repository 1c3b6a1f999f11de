/// <reference lib="webworker" />
// The service worker. What answering needs is cached before it takes over; the further tiers when the page says it is idle.
// A new version waits until the page asks for it, and comes only when no other tab is open.
import { PrecacheController, PrecacheRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

declare const self: ServiceWorkerGlobalScope & {
  __WB_MANIFEST: { url: string; revision: string | null; tier: string }[]
}

const manifest = self.__WB_MANIFEST
const root = new URL('./', self.location.href)
const core = new PrecacheController()
core.addToCacheList(manifest.filter(({ tier }) => tier === 'answer').map(entry))
const rest = manifest.filter(({ tier }) => tier !== 'answer').map(({ url }) => new URL(url, root).href)
/** Facilitators' files come only when one of them asks. */
const owners = manifest
  .filter(({ tier }) => tier !== 'answer' && tier !== 'room')
  .map(({ url }) => new URL(url, root).href)
const REST = 'siap-rest'

function entry({ url, revision }: { url: string; revision: string | null }) {
  return { url, revision }
}

self.addEventListener('install', (event) => {
  event.waitUntil(core.install(event))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([core.activate(event), forgetOldRest()]))
})

/** Files of the further tiers have their hash in their name: what is not listed any more is of an older version. */
async function forgetOldRest(): Promise<void> {
  const cache = await caches.open(REST)
  const keys = await cache.keys()
  await Promise.all(keys.filter(({ url }) => !rest.includes(url)).map((request) => cache.delete(request)))
}

registerRoute(new PrecacheRoute(core, { directoryIndex: 'index.html', cleanURLs: false }))
for (const page of ['en/', '']) {
  const address = new URL(`${page}index.html`, root)
  const folder = new URL(page, root).pathname
  const handler = core.createHandlerBoundToURL(address.href)
  registerRoute(
    new NavigationRoute(handler, { allowlist: [new RegExp(`^${folder.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)] }),
  )
}

self.addEventListener('fetch', (event) => {
  if (!rest.includes(event.request.url)) return
  event.respondWith(
    caches
      .open(REST)
      .then((cache) => cache.match(event.request))
      .then((found) => found ?? fetch(event.request)),
  )
})

self.addEventListener('message', (event) => {
  const { kind } = event.data as { kind?: string }
  if (kind === 'cache-rest') event.waitUntil(cacheRest(event.source))
  if (kind === 'cache-room') {
    event.waitUntil(
      // They rest on what every owner's device has after a while; a facilitator's has it at once.
      cacheAll(rest).then(
        () => event.ports[0]?.postMessage(true),
        () => event.ports[0]?.postMessage(false),
      ),
    )
  }
  if (kind === 'apply-if-alone') {
    event.waitUntil(
      self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then(async (windows) => {
        if (windows.length <= 1) await self.skipWaiting()
      }),
    )
  }
})

/** Fetches what is not there yet, one after the other, and tells the page how much it all weighs. */
async function cacheRest(source: ExtendableMessageEvent['source']): Promise<void> {
  await cacheAll(owners)
  const { usage } = await navigator.storage.estimate()
  source?.postMessage({ kind: 'all-cached', bytes: usage ?? 0 })
}

async function cacheAll(urls: readonly string[]): Promise<void> {
  const cache = await caches.open(REST)
  for (const url of urls) {
    if (!(await cache.match(url))) await cache.add(url)
  }
}
