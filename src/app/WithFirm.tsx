import type { ReactNode } from 'react'
import { useT } from '../platform/i18n'
import { type FirmWork, useFirm } from '../store/improvement'
import { Failed, Loading } from '../ui/State'

/** Shows a screen once the firm's plan and measures are there. */
export function WithFirm({ firm, children }: { firm: string; children: (work: FirmWork) => ReactNode }) {
  const { t } = useT()
  const work = useFirm(firm)
  if (work.state === 'failed') {
    return (
      <Failed
        title={t('app.crash.title')}
        text={t('app.crash.text')}
        action={t('app.crash.action')}
        onAction={work.retry}
      />
    )
  }
  if (work.state !== 'ready') return <Loading text={t('app.loading')} />
  return children(work)
}
