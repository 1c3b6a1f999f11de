// Whether this device is a shared one, known before any screen is shown, so that nobody sees what somebody else has answered.
import { useMemo, useSyncExternalStore } from 'react'
import { type Kiosk, mayOpen, readKiosk } from '../core/kiosk'
import { kept, onKept } from '../platform/kept'

export const KIOSK = 'kiosk'

/** What this device is used for; null when it is its owner's. */
export function useKiosk(): Kiosk | null {
  const text = useSyncExternalStore(
    onKept,
    () => kept(KIOSK),
    () => null,
  )
  return useMemo(() => readKiosk(text), [text])
}

/** Whether it is a shared one at this moment. */
export function isShared(): boolean {
  return readKiosk(kept(KIOSK)) !== null
}

/** Whether a link such as `#/a/x/plan` leads anywhere on this device; one that does not is not shown. */
export function useMayOpen(): (href: string) => boolean {
  const kiosk = useKiosk()
  return (href) => kiosk === null || mayOpen(kiosk, href.slice(1))
}
