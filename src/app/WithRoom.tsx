import { type ReactNode, useMemo } from 'react'
import type { Lists, Programme } from '../core/catalogue'
import { type RoomResult, resultsOf } from '../core/room'
import { earlierSessions } from '../core/roomChange'
import type { Session } from '../core/session'
import { useT } from '../platform/i18n'
import { openQuestionnaire, type Words } from '../store/catalogue'
import type { Sources } from '../store/cohort'
import { useLoaded } from '../store/opened'
import { type ReadyRoom, useRoom, useRooms } from '../store/room'
import { Page } from '../ui/Page'
import { Failed, Loading } from '../ui/State'
import type { BoardWords } from '../words/board'
import { notFetched } from '../words/failed'

/** Shows a screen once a session and what it collected are there. */
export function WithRoom({ id, children }: { id: string; children: (room: ReadyRoom) => ReactNode }) {
  const { t } = useT()
  const room = useRoom(id)
  if (room.state === 'failed') {
    return (
      <Failed
        title={t('app.crash.title')}
        text={t('app.crash.text')}
        action={t('app.crash.action')}
        onAction={() => location.reload()}
      />
    )
  }
  if (room.state === 'loading') return <Loading text={t('app.loading')} />
  if (room.state === 'missing') {
    return (
      <Page title={t('room.missing.title')}>
        <p>{t('room.missing.text')}</p>
        <a className="button" href="#/room">
          {t('room.list.title')}
        </a>
      </Page>
    )
  }
  return children(room)
}

interface Given {
  id: string
  lists: Lists
  listWords: Words
  programmes: readonly Programme[]
  programmeWords: Words
}

/** What a screen of everybody's results needs. */
export interface Cohort {
  session: Session
  /** Those of the session's own questionnaire. */
  results: readonly RoomResult[]
  /** Sessions on this device that it can be compared with, the newest first. */
  earlier: readonly Session[]
  sources: Sources
  words: BoardWords
}

/** Shows a screen once a session, what it collected, and what that is judged by are there. */
export function WithCohort({ children, ...given }: Given & { children: (cohort: Cohort) => ReactNode }) {
  return <WithRoom id={given.id}>{(room) => <Opened {...given} room={room} show={children} />}</WithRoom>
}

function Opened({
  room: { session, results },
  show,
  lists,
  listWords,
  programmes,
  programmeWords,
}: Given & { room: ReadyRoom; show: (cohort: Cohort) => ReactNode }) {
  const { t, language } = useT()
  const { questionnaire: id, version } = session
  const opened = useLoaded(() => openQuestionnaire(id, version, ['ask', 'help', 'advice']))
  const questionnaire = opened.state === 'ready' ? opened.value?.questionnaire : undefined
  // The same as long as nothing changed: what is drawn from them is worked out once.
  const sources = useMemo(
    () => questionnaire && { questionnaire, programmes, lists },
    [questionnaire, programmes, lists],
  )
  const own = useMemo(() => resultsOf({ questionnaire: id, version }, results), [results, id, version])
  const sessions = useRooms((state) => state.sessions)
  if (opened.state === 'failed') return <Failed {...notFetched(t)} onAction={opened.retry} />
  if (opened.state === 'loading') return <Loading text={t('app.loading')} />
  if (!opened.value || !sources) return <p className="card">{t('room.unread.unknown')}</p>
  const words = { questions: opened.value.words(language), lists: listWords, programmes: programmeWords }
  return show({ session, results: own, earlier: earlierSessions(sessions, session), sources, words })
}
