// Time and chance come in here, and nowhere else.

/** Now, as an ISO 8601 text in UTC. */
export function now(): string {
  return new Date().toISOString()
}

/** Today on the owner's calendar, `YYYY-MM-DD`. */
export function today(): string {
  return localDay(now())
}

/** The day of a moment on the owner's calendar, `YYYY-MM-DD`. */
export function localDay(iso: string): string {
  const date = new Date(iso)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Runs something when the browser has nothing better to do; at the latest after these milliseconds, since a busy phone may never be idle. */
export function whenIdle(run: () => void, atLatest: number): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(run, { timeout: atLatest })
  else setTimeout(run, Math.min(atLatest, 1000))
}

/** A new id of 20 letters and digits, 100 random bits. `crypto.randomUUID` is missing on plain-http pages. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(20))
  return Array.from(bytes, (byte) => 'abcdefghijkmnpqrstuvwxyz23456789'[byte % 32]).join('')
}

let [ticked, wall, steady] = [0, 0, 0]

/**
 * A clock to measure how long something takes, in ms since 1970. It never goes back while the page is open, whatever is done to the
 * phone's clock; it goes on while the phone sleeps, when the browser's own steady clock may stand still; and what was measured before
 * a restart goes on after it.
 */
export function tick(): number {
  const [thisWall, thisSteady] = [Date.now(), performance.now()]
  ticked = ticked === 0 ? thisWall : ticked + Math.max(0, thisWall - wall, thisSteady - steady)
  wall = thisWall
  steady = thisSteady
  return ticked
}
