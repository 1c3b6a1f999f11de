import { useState } from 'react'
import type { Session } from '../../core/session'
import { useT } from '../../platform/i18n'
import { offered } from '../../store/catalogue'
import { startKiosk } from '../../store/kiosk'
import { ShareDevice } from './ShareDevice'

/** For those without a phone: somebody who fills in for them, paper, or a shared device. */
export function WithoutPhone({ session, invitation }: { session: Session; invitation: string }) {
  const { t } = useT()
  const [failed, setFailed] = useState(false)
  const { id, questionnaire, version } = session
  if (!offered.some((one) => one.id === questionnaire && one.version === version)) {
    return <p className="card">{t('kiosk.start.differs')}</p>
  }
  const assist = async () => {
    if (await startKiosk('assisted', invitation, '').catch(() => false)) location.hash = '#/kiosk'
    else setFailed(true)
  }
  return (
    <>
      <p>{t('kiosk.start.text')}</p>
      {failed && <p role="alert">{t('room.outcome.failed')}</p>}
      <div className="actions">
        <button type="button" className="quiet" onClick={() => void assist()}>
          {t('kiosk.start.assisted')}
        </button>
        <a className="quiet" href={`#/room/${id}/sheet`}>
          {t('kiosk.start.sheet')}
        </a>
        <a className="quiet" href={`#/room/${id}/key-in`}>
          {t('kiosk.start.keyIn')}
        </a>
      </div>
      <ShareDevice invitation={session} text={invitation} />
    </>
  )
}
