// The service worker's other end: ready offline, new versions, and the browser's own offers to install.
import { whenIdle } from './clock'
import { firstTime } from './kept'
import { workerAddress } from './workers'

export type UpdateNews = { kind: 'offline-ready'; megabytes: number } | { kind: 'update-waiting' }

/** Where the app lives: the folder of the Indonesian page, at whatever sub-path. */
function appRoot(): URL {
  return new URL(location.pathname.replace(/en\/(index\.html)?$/, '').replace(/[^/]*$/, ''), location.href)
}

/**
 * Starts offline use. A waiting version is applied now if nobody is in the middle of a question and no other tab is open;
 * otherwise it waits for the next start, and `tell` is called once.
 */
export async function startOffline(questionOpen: boolean, tell: (news: UpdateNews) => void): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  const root = appRoot()
  const registration = await navigator.serviceWorker.register(workerAddress(new URL('sw.js', root).href), {
    scope: root.pathname,
  })
  navigator.serviceWorker.addEventListener('message', (event: MessageEvent<{ kind?: string; bytes?: number }>) => {
    if (event.data.kind === 'all-cached' && firstTime('offline'))
      tell({ kind: 'offline-ready', megabytes: (event.data.bytes ?? 0) / 1e6 })
  })
  if (registration.waiting && navigator.serviceWorker.controller && !questionOpen) {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
    registration.waiting.postMessage({ kind: 'apply-if-alone' })
    return
  }
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && navigator.serviceWorker.controller) tell({ kind: 'update-waiting' })
    })
  })
  // What answering needs was cached at installation; everything else follows when the browser is idle.
  const ready = await navigator.serviceWorker.ready
  whenIdle(() => ready.active?.postMessage({ kind: 'cache-rest' }), 15_000)
}

/** Keeps what facilitators need for use without a network. Resolves when it is all there; rejects when it could not be fetched. */
export async function keepRoomOffline(): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  const { active } = await navigator.serviceWorker.ready
  const { port1, port2 } = new MessageChannel()
  const kept = new Promise<boolean>((resolve) => {
    port1.onmessage = (event: MessageEvent<boolean>) => resolve(event.data)
  })
  active?.postMessage({ kind: 'cache-room' }, [port2])
  if (!(await kept)) throw new Error('not all of it could be fetched')
}

/** True in an ordinary Safari tab on an iPhone or iPad, where unused data is deleted after a week. */
export function isSafariTab(): boolean {
  return 'standalone' in navigator && navigator.standalone === false
}

/** Runs when the browser would let the app be installed; the callback receives the way to ask. */
export function onInstallable(offer: (ask: () => void) => void): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    offer(() => void (event as Event & { prompt: () => Promise<unknown> }).prompt())
  })
}
