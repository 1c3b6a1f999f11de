// The screen stays on while something is held up to be read.

/** Keeps the screen on until the function that is returned is called; where the browser can't, nothing happens. */
export function keepAwake(): () => void {
  let wanted = true
  let lock: WakeLockSentinel | undefined
  const ask = async () => {
    if (!('wakeLock' in navigator) || document.hidden) return
    try {
      const given = await navigator.wakeLock.request('screen')
      if (wanted) lock = given
      else await given.release()
    } catch {
      // A battery that runs low has the last word.
    }
  }
  const again = () => void ask()
  // The lock is lost whenever the page is hidden.
  document.addEventListener('visibilitychange', again)
  void ask()
  return () => {
    wanted = false
    document.removeEventListener('visibilitychange', again)
    void lock?.release().catch(() => undefined)
  }
}
