import { useState } from 'react'
import { today } from '../../platform/clock'
import { everything } from '../../platform/disk'
import { saveFile } from '../../platform/files'
import { useT } from '../../platform/i18n'
import { Disclosure } from '../../ui/Disclosure'
import css from './Backup.module.css'

/** Everything as it lies on the disk, also what could not be read: for whoever has to look into it. */
export function SaveCopy() {
  const { t } = useT()
  const [state, setState] = useState<'saving' | 'done' | 'failed' | null>(null)
  const save = async () => {
    setState('saving')
    try {
      const text = JSON.stringify({ app: 'siap', version: 1, ...(await everything()) }, null, 1)
      saveFile(new File([text], `siap-${today()}.json`, { type: 'application/json' }))
      setState('done')
    } catch {
      setState('failed')
    }
  }
  return (
    <Disclosure summary={t('backup.copy.title')}>
      <p>{t('backup.copy.text')}</p>
      <button type="button" className="quiet" aria-disabled={state === 'saving'} onClick={() => void save()}>
        {t('backup.copy.button')}
      </button>
      <p role="status" className={css['state']}>
        {state && t(`backup.copy.${state}`)}
      </p>
    </Disclosure>
  )
}
