import { useState } from 'react'
import { readInvitation } from '../../core/session'
import { useT } from '../../platform/i18n'
import type { Agreed } from '../../store/join'
import { handInHere } from '../../store/kiosk'
import { useKiosk } from '../../store/kioskNow'
import { Page } from '../../ui/Page'
import { Consents, type HandInProps, WhoSees } from './Consents'

/** On a shared device: who will see it, two consents; then it is counted at once and gone from the device. */
export function KioskHandIn({ opened, lists, provisional }: HandInProps) {
  const { t } = useT()
  const kiosk = useKiosk()
  const [failed, setFailed] = useState(false)
  const [busy, setBusy] = useState(false)
  const read = kiosk && readInvitation(kiosk.invitation)
  if (!kiosk || !read?.ok) return null
  const invitation = read.value
  const { assessment, firm } = opened
  const hand = async (how: Agreed) => {
    if (busy) return
    setBusy(true)
    const done = await handInHere(invitation, opened, lists, provisional, how).catch(() => false)
    setBusy(false)
    setFailed(!done)
    if (done) location.replace('#/kiosk')
  }
  return (
    <Page title={t('join.hand.title', { title: invitation.title })}>
      <WhoSees invitation={invitation} />
      {kiosk.way === 'assisted' && <p className="card">{t('kiosk.readAloud')}</p>}
      <p>{t('kiosk.wipes')}</p>
      <Consents
        invitation={invitation}
        name={firm?.name ?? ''}
        action={t('kiosk.handIn')}
        busy={busy}
        onAgreed={(how) => void hand(how)}
      />
      {failed && <p role="alert">{t('kiosk.failed')}</p>}
      <p>
        <a className="alone" href={`#/a/${assessment.id}/result`}>
          {t('join.none.back')}
        </a>
      </p>
    </Page>
  )
}
