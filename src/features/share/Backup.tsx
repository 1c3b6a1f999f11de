import { useT } from '../../platform/i18n'
import { Page } from '../../ui/Page'
import { MakeBackup } from './MakeBackup'
import { RestoreBackup } from './RestoreBackup'
import { SaveCopy } from './SaveCopy'

/** Everything in one file, out of this device and back into it. */
export function Backup({ version }: { version: string }) {
  const { t } = useT()
  return (
    <Page
      title={t('backup.title')}
      above={
        <a className="alone" href="#/saved">
          {t('backup.toSaved')}
        </a>
      }
    >
      <p>{t('backup.text')}</p>
      <MakeBackup version={version} />
      <RestoreBackup />
      <SaveCopy />
    </Page>
  )
}
