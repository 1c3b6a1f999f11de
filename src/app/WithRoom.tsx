import { type ReactNode, useMemo } from 'react'
import { type RoomResult, resultsOf } from '../core/room'
import { earlierSessions } from '../core/roomChange'
import type { Session } from '../core/session'
import { useT } from '../platform/i18n'
import type { Sources } from '../store/cohort'
import { type ReadyRoom, useRoom, useRooms } from '../store/room'
import { type BoardWords, type Given, useSources } from '../store/sources'
import { Page } from '../ui/Page'
import { Failed, Loading } from '../ui/State'
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
export function WithCohort({
  id,
  children,
  ...given
}: Given & { id: string; children: (cohort: Cohort) => ReactNode }) {
  return <WithRoom id={id}>{(room) => <Judged room={room} given={given} show={children} />}</WithRoom>
}

function Judged({
  room: { session, results },
  given,
  show,
}: {
  room: ReadyRoom
  given: Given
  show: (cohort: Cohort) => ReactNode
}) {
  const { t } = useT()
  const { questionnaire: id, version } = session
  const opened = useSources({ id, version }, given)
  const own = useMemo(() => resultsOf({ questionnaire: id, version }, results), [results, id, version])
  const sessions = useRooms((state) => state.sessions)
  const earlier = useMemo(() => earlierSessions(sessions, session), [sessions, session])
  if (opened.state === 'failed') return <Failed {...notFetched(t)} onAction={opened.retry} />
  if (opened.state === 'loading') return <Loading text={t('app.loading')} />
  if (opened.state === 'missing') {
    return (
      <Page title={session.title}>
        <p className="card">{t('room.unread.unknown')}</p>
      </Page>
    )
  }
  const { sources, words } = opened
  return show({ session, results: own, earlier, sources, words })
}
