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

/** A new id of 20 letters and digits, 100 random bits. `crypto.randomUUID` is missing on plain-http pages. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(20))
  return Array.from(bytes, (byte) => 'abcdefghijkmnpqrstuvwxyz23456789'[byte % 32]).join('')
}
