import { useT } from '../platform/i18n'
import { isSafariTab } from '../platform/updates'
import { useAssessments } from '../store/assessments'
import { dismiss, type Notice as NoticeKind, useNotices } from '../store/saving'
import css from './Notices.module.css'
import { putAway, startNews, useNews } from './news'

startNews()

/** What went wrong with saving: said at once, wherever the person is, until put away. */
export function Warnings() {
  const { t } = useT()
  const notices = useNotices((state) => state.notices)
  return notices.filter(isWarning).map((notice) => (
    <Notice key={notice} text={t(`notice.${notice}`)} warn onClose={() => dismiss(notice)}>
      {notice === 'set-aside' && <a href="#/backup">{t('notice.copy')}</a>}
    </Notice>
  ))
}

/** What is good to know: how safe the answers are, ready offline, updates, and the quiet offer to install. */
export function News() {
  const { t, number } = useT()
  const notices = useNotices((state) => state.notices)
  // Installing is offered once somebody has begun to use the app.
  const answering = useAssessments((state) => state.persistence !== null)
  const { told, megabytes, install } = useNews()
  return (
    <>
      {notices.includes('kept') && <Notice text={t('notice.kept')} onClose={() => dismiss('kept')} />}
      {notices.includes('best-effort') && (
        <Notice text={t(isSafariTab() ? 'notice.ios' : 'notice.best-effort')} onClose={() => dismiss('best-effort')}>
          <a href="#/backup">{t('notice.copy')}</a>
        </Notice>
      )}
      {told.includes('offline-ready') && (
        <Notice text={t('notice.offline', { mb: number(megabytes, 1) })} onClose={() => putAway('offline-ready')} />
      )}
      {told.includes('update-waiting') && (
        <Notice text={t('notice.update')} onClose={() => putAway('update-waiting')} />
      )}
      {told.includes('install') && answering && (
        <Notice text={t('notice.install')} onClose={() => putAway('install')}>
          <button
            type="button"
            className="quiet"
            onClick={() => {
              install()
              putAway('install')
            }}
          >
            {t('notice.installAction')}
          </button>
        </Notice>
      )}
    </>
  )
}

function isWarning(notice: NoticeKind): notice is Exclude<NoticeKind, 'kept' | 'best-effort'> {
  return notice !== 'kept' && notice !== 'best-effort'
}

function Notice({
  text,
  warn = false,
  onClose,
  children,
}: {
  text: string
  warn?: boolean
  onClose: () => void
  children?: React.ReactNode
}) {
  const { t } = useT()
  return (
    <div className={warn ? css['warning'] : css['notice']} role={warn ? 'alert' : undefined}>
      <p>
        {text} {children}
      </p>
      <button type="button" aria-label={t('notice.close')} onClick={onClose}>
        ×
      </button>
    </div>
  )
}
