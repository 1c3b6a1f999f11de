import { useEffect } from 'react'
import { today } from '../../platform/clock'
import { useT } from '../../platform/i18n'
import { keepRoomOffline } from '../../platform/updates'
import { useLoaded } from '../../store/opened'
import { deleteSession, loadRooms, useRooms } from '../../store/room'
import { Page } from '../../ui/Page'
import { Failed, Loading } from '../../ui/State'
import { BringSession } from './BringSession'
import css from './Room.module.css'

/** A facilitator's sessions. Opening this fetches what facilitators need, and says so. */
export function Rooms() {
  const { t, date } = useT()
  const { status, sessions } = useRooms()
  const kept = useLoaded(keepRoomOffline)
  useEffect(() => {
    void loadRooms()
  }, [])
  if (status === 'failed') {
    return (
      <Failed
        title={t('app.crash.title')}
        text={t('app.crash.text')}
        action={t('app.crash.action')}
        onAction={() => void loadRooms()}
      />
    )
  }
  if (status === 'loading') return <Loading text={t('app.loading')} />
  const late = sessions.filter(({ deleteBy }) => deleteBy < today())
  return (
    <Page title={t('room.list.title')}>
      <p>{t('room.list.text')}</p>
      <p className="muted" role="status">
        {t(
          kept.state === 'ready' ? 'room.list.kept' : kept.state === 'failed' ? 'room.list.notKept' : 'room.list.size',
        )}
      </p>
      {late.map(({ id, title, deleteBy }) => (
        <div key={id} className="card">
          <p>{t('room.list.late', { title, date: date(deleteBy) })}</p>
          <button type="button" className="button" onClick={() => void deleteSession(id)}>
            {t('room.list.deleteNow')}
          </button>
        </div>
      ))}
      <ul className={css['list']}>
        {sessions.map(({ id, title, place, day }) => (
          <li key={id}>
            <a className="alone" href={`#/room/${id}`}>
              {title}
            </a>
            <span className="muted">{place === '' ? date(day) : `${date(day)}, ${place}`}</span>
          </li>
        ))}
      </ul>
      {sessions.length === 0 && <p>{t('room.list.none')}</p>}
      <div className="actions">
        <a className="button" href="#/room/new">
          {t('room.list.new')}
        </a>
        <a className="quiet" href="#/room/add-up">
          {t('cohort.addUp.title')}
        </a>
      </div>
      <BringSession />
    </Page>
  )
}
