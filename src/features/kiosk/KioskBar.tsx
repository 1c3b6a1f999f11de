import { useEffect } from 'react'
import type { Kiosk } from '../../core/kiosk'
import { numberOf } from '../../core/turns'
import { needTexts, useT } from '../../platform/i18n'
import { lockAway } from '../../store/kiosk'
import { useLoaded } from '../../store/opened'
import css from './Kiosk.module.css'

/** After so many milliseconds without a touch the device locks itself. */
const LOCKS_AFTER = 180_000

/** Above every screen of a shared device: whose number it is, and the way to lock; it locks by itself, too. */
export function KioskBar({ kiosk }: { kiosk: Kiosk }) {
  const { t } = useT()
  const texts = useLoaded(() => needTexts('room'))
  const { now, thanks, way } = kiosk
  const open = way === 'kiosk' && (now !== null || thanks !== null)
  useEffect(() => {
    if (!open) return
    let locking = 0
    const wait = () => {
      clearTimeout(locking)
      locking = window.setTimeout(leave, LOCKS_AFTER)
    }
    const touches = ['pointerdown', 'keydown', 'scroll', 'input'] as const
    for (const touch of touches) window.addEventListener(touch, wait, true)
    wait()
    return () => {
      clearTimeout(locking)
      for (const touch of touches) window.removeEventListener(touch, wait, true)
    }
  }, [open])
  if (texts.state !== 'ready') return null
  return (
    <div className={`${css['bar']} noprint`}>
      <span>
        {t(`kiosk.bar.${way}`)}
        {now && way === 'kiosk' && <strong> {t('kiosk.number', { number: numberOf(now) })}</strong>}
      </span>
      {now && (
        <span className={css['ways']}>
          <a href={`#/a/${now}/hand-in`}>{t('kiosk.handIn')}</a>
          <button type="button" className="quiet" onClick={leave}>
            {t(way === 'kiosk' ? 'kiosk.lock' : 'kiosk.later')}
          </button>
        </span>
      )}
    </div>
  )
}

function leave(): void {
  lockAway()
  location.replace('#/kiosk')
}
