import { type ReactNode, useEffect } from 'react'
import { useT } from '../platform/i18n'
import { load, useAssessments } from '../store/assessments'
import { Failed, Loading } from '../ui/State'

/** Shows a screen once what is saved on this device is there. */
export function WithSaved({ children }: { children: ReactNode }) {
  const { t } = useT()
  const status = useAssessments((state) => state.status)
  useEffect(() => {
    if (status === 'loading') void load()
  }, [status])
  if (status === 'loading') return <Loading text={t('app.loading')} />
  if (status === 'failed') {
    return (
      <Failed
        title={t('saved.failed.title')}
        text={t('saved.failed.text')}
        action={t('state.retry')}
        onAction={() => void load()}
      />
    )
  }
  return children
}
