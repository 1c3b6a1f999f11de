import { useEffect, useState } from 'react'
import type { Lists } from '../core/catalogue'
import { About } from '../features/about/About'
import { storageState } from '../platform/disk'
import { useT } from '../platform/i18n'
import { offered, openQuestionnaire, type Words } from '../store/catalogue'
import { useLoaded } from '../store/opened'
import { Failed, Loading } from '../ui/State'
import { notFetched } from '../words/failed'

/** What the first visit downloads, in MB; the size check of the build holds it true. */
const FIRST_VISIT_MEGABYTES = 0.6

/** About, with the main questionnaire it explains and the state of the storage it speaks of. */
export function AboutScreen({ lists, listWords }: { lists: Lists; listWords: Words }) {
  const { t, language } = useT()
  const storage = useStorageState()
  const main = offered[0]
  const loaded = useLoaded(async () => main && openQuestionnaire(main.id, main.version, ['ask', 'advice']))
  if (loaded.state === 'loading') return <Loading text={t('app.loading')} />
  if (loaded.state === 'failed' || !loaded.value) {
    return <Failed {...notFetched(t)} onAction={loaded.state === 'failed' ? loaded.retry : () => location.reload()} />
  }
  const { questionnaire, words } = loaded.value
  return (
    <About
      questionnaire={questionnaire}
      words={words(language)}
      lists={lists}
      listWords={listWords}
      storage={storage}
      version={__APP_VERSION__}
      offlineMegabytes={FIRST_VISIT_MEGABYTES}
    />
  )
}

/** What the browser says of the storage; null until it has said so. */
export function useStorageState() {
  const [storage, setStorage] = useState<Awaited<ReturnType<typeof storageState>> | null>(null)
  useEffect(() => {
    let current = true
    storageState().then(
      (state) => current && setStorage(state),
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [])
  return storage
}
