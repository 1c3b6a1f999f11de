import { type FormEvent, useState } from 'react'
import type { Invitation } from '../../core/session'
import { useT } from '../../platform/i18n'
import { offered } from '../../store/catalogue'
import { startKiosk } from '../../store/kiosk'
import { TextField } from '../../ui/Field'

/** So that nobody leaves a shared device by guessing. */
const SHORTEST = 4

interface Props {
  invitation: Pick<Invitation, 'questionnaire' | 'version'>
  /** The same as it stands in an address. */
  text: string
}

/** Makes this device one that goes from hand to hand, until somebody knows the passcode. */
export function ShareDevice({ invitation: { questionnaire, version }, text }: Props) {
  const { t } = useT()
  const [passcode, setPasscode] = useState('')
  const [problem, setProblem] = useState<'short' | 'failed' | null>(null)
  if (!offered.some((one) => one.id === questionnaire && one.version === version)) {
    return <p className="card">{t('kiosk.start.differs')}</p>
  }
  const start = async (event: FormEvent) => {
    event.preventDefault()
    if (passcode.length < SHORTEST) return setProblem('short')
    if (await startKiosk('kiosk', text, passcode).catch(() => false)) location.hash = '#/kiosk'
    else setProblem('failed')
  }
  return (
    <form onSubmit={(event) => void start(event)}>
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
      <button type="submit" className="quiet">
        {t('kiosk.start.kiosk')}
      </button>
    </form>
  )
}
