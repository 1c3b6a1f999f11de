import { useState } from 'react'
import type { Kiosk } from '../../core/kiosk'
import type { Session } from '../../core/session'
import { useT } from '../../platform/i18n'
import { offered } from '../../store/catalogue'
import { startKiosk } from '../../store/kiosk'
import { TextField } from '../../ui/Field'

/** So that nobody leaves a shared device by guessing. */
const SHORTEST = 4

/** For those without a phone: a shared device, somebody who fills in for them, or paper. */
export function WithoutPhone({ session, invitation }: { session: Session; invitation: string }) {
  const { t } = useT()
  const [passcode, setPasscode] = useState('')
  const [problem, setProblem] = useState<'short' | 'failed' | null>(null)
  const { id, questionnaire, version } = session
  if (!offered.some((one) => one.id === questionnaire && one.version === version)) {
    return <p className="card">{t('kiosk.start.differs')}</p>
  }
  const start = async (way: Kiosk['way']) => {
    if (way === 'kiosk' && passcode.length < SHORTEST) return setProblem('short')
    const started = await startKiosk(way, invitation, way === 'kiosk' ? passcode : '').catch(() => false)
    if (started) location.hash = '#/kiosk'
    else setProblem('failed')
  }
  return (
    <>
      <p>{t('kiosk.start.text')}</p>
      <div className="actions">
        <button type="button" className="quiet" onClick={() => void start('assisted')}>
          {t('kiosk.start.assisted')}
        </button>
        <a className="quiet" href={`#/room/${id}/sheet`}>
          {t('kiosk.start.sheet')}
        </a>
        <a className="quiet" href={`#/room/${id}/key-in`}>
          {t('kiosk.start.keyIn')}
        </a>
      </div>
      <TextField
        label={t('kiosk.start.passcode')}
        hint={t('kiosk.start.passcodeHint', { shortest: SHORTEST })}
        error={problem === 'short' ? t('kiosk.start.short') : undefined}
        type="password"
        autoComplete="off"
        value={passcode}
        onChange={(event) => setPasscode(event.target.value)}
      />
      {problem === 'failed' && <p role="alert">{t('room.outcome.failed')}</p>}
      <div className="actions">
        <button type="button" className="quiet" onClick={() => void start('kiosk')}>
          {t('kiosk.start.kiosk')}
        </button>
      </div>
    </>
  )
}
