import { Saved } from '../features/saved/Saved'
import { useT } from '../platform/i18n'
import { offered, openQuestionnaire } from '../store/catalogue'
import { useLoaded } from '../store/opened'
import { Loading } from '../ui/State'
import { useStorageState } from './AboutScreen'
import { WithSaved } from './WithSaved'

/** The data on this device, with the names of the questionnaires. */
export function SavedScreen() {
  const { t, language } = useT()
  const storage = useStorageState()
  const loaded = useLoaded(() => Promise.all(offered.map(({ id, version }) => openQuestionnaire(id, version, ['ask']))))
  if (loaded.state === 'loading') return <Loading text={t('app.loading')} />
  const opened = loaded.state === 'ready' ? loaded.value : []
  const titles = Object.fromEntries(
    opened.flatMap((one) => (one ? [[one.questionnaire.id, one.words(language)('title')]] : [])),
  )
  return (
    <WithSaved>
      <Saved titles={titles} storage={storage} />
    </WithSaved>
  )
}
