import { useEffect } from 'react'
import { useT } from '../../platform/i18n'
import { load, useAssessments } from '../../store/assessments'
import { Page } from '../../ui/Page'
import { Failed, Loading } from '../../ui/State'
import { MakeBackup } from './MakeBackup'
import { RestoreBackup } from './RestoreBackup'
import { SaveCopy } from './SaveCopy'

/** Everything in one file, out of this device and back into it. */
export function Backup({ version }: { version: string }) {
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
  return (
    <Page title={t('backup.title')}>
      <p>{t('backup.text')}</p>
      <MakeBackup version={version} />
      <RestoreBackup />
      <SaveCopy />
      <p>
        <a className="alone" href="#/saved">
          {t('backup.toSaved')}
        </a>
      </p>
    </Page>
  )
}
