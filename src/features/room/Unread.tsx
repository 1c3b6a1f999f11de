import { useState } from 'react'
import type { UnreadCode } from '../../core/collect'
import type { Session } from '../../core/session'
import { useT } from '../../platform/i18n'
import { takeAgain, tallyOf } from '../../store/intake'
import { deleteUnread } from '../../store/room'

/** What is ours and could not be read, each with its reason: to try again, or to delete. */
export function Unread({ session, unread }: { session: Session; unread: readonly UnreadCode[] }) {
  const { t, moment } = useT()
  const [said, setSaid] = useState('')
  const again = async () => {
    const handled = await takeAgain(session, unread)
    setSaid(t('room.collect.summary', tallyOf(handled.map(({ outcome }) => outcome))))
  }
  return (
    <section aria-labelledby="unread" className="noprint" hidden={unread.length === 0 && said === ''}>
      <h2 id="unread">{t('room.unreadTitle', { count: unread.length })}</h2>
      <ul>
        {unread.map((one) => (
          <li key={one.id}>
            {moment(one.received)}: {t(`room.unread.${one.reason}`)}{' '}
            <button
              type="button"
              className="quiet"
              aria-label={t('room.unread.deleteOne', { moment: moment(one.received) })}
              onClick={() => void deleteUnread(session, one)}
            >
              {t('room.results.delete')}
            </button>
          </li>
        ))}
      </ul>
      <p role="status">{said}</p>
      {unread.length > 0 && (
        <div className="actions">
          <button type="button" className="quiet" onClick={() => void again()}>
            {t('room.unread.again')}
          </button>
        </div>
      )}
    </section>
  )
}
