// Small texts that must be known before anything is read from the disk.

/** A text that must be known before anything is read from the disk; null when there is none. */
export function kept(what: string): string | null {
  try {
    return localStorage.getItem(`siap-${what}`)
  } catch {
    return null
  }
}

/** Keeps such a text, or takes it away. False when the browser keeps nothing. */
export function keep(what: string, text: string | null): boolean {
  try {
    if (text === null) localStorage.removeItem(`siap-${what}`)
    else localStorage.setItem(`siap-${what}`, text)
  } catch {
    return false
  }
  for (const listener of keptListeners) listener()
  return true
}

const keptListeners = new Set<() => void>()

/** Hears when such a text may have changed, here or in another tab, until what it returns is called. */
export function onKept(listener: () => void): () => void {
  keptListeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    keptListeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

/** True once per device: whether something was not told before, and marks it told. */
export function firstTime(what: string): boolean {
  if (kept(`told-${what}`) !== null) return false
  // Without storage it is told again; better twice than never.
  keep(`told-${what}`, '1')
  return true
}

const DRAFT_MARK = 'draft'

/** A mark the page can read before any script of ours, so that the first paint fits (there is work to go on with). */
export function markDraft(exists: boolean): void {
  // Without it the first paint shows the plain home for a moment.
  keep(DRAFT_MARK, exists ? '1' : null)
}
