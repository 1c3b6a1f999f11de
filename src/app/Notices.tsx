import { useEffect, useState } from 'react'
import { useT } from '../platform/i18n'
import { isSafariTab, onInstallable, startOffline, type UpdateNews } from '../platform/updates'
import { dismiss, useAssessments } from '../store/assessments'
import css from './Notices.module.css'

let askToInstall: (() => void) | null = null
const installListeners = new Set<() => void>()
onInstallable((ask) => {
  askToInstall = ask
  for (const listener of installListeners) listener()
})

/** What a person must be told, one line each, until put away: saving, offline, updates, and the quiet offer to install. */
export function Notices() {
  const { t, number } = useT()
  const notices = useAssessments((state) => state.notices)
  const persistence = useAssessments((state) => state.persistence)
  const [news, setNews] = useState<UpdateNews[]>([])
  const [away, setAway] = useState<string[]>([])
  const [installable, setInstallable] = useState(askToInstall !== null)
  useEffect(() => {
    const questionOpen = /\/q\/|\/check\//.test(window.location.hash)
    startOffline(questionOpen, (one) => setNews((all) => [...all, one])).catch(() => undefined)
    const listener = () => setInstallable(true)
    installListeners.add(listener)
    return () => {
      installListeners.delete(listener)
    }
  }, [])
  const hide = (key: string) => setAway((all) => [...all, key])
  const shown = (key: string) => !away.includes(key)

  return (
    <>
      {notices.map((notice) => (
        <Notice key={notice} text={t(`notice.${notice}`)} warn onClose={() => dismiss(notice)}>
          {notice === 'set-aside' && <a href="#/saved">{t('app.savedLink')}</a>}
        </Notice>
      ))}
      {news.map((one) =>
        one.kind === 'offline-ready'
          ? shown(one.kind) && (
              <Notice
                key={one.kind}
                text={t('notice.offline', { mb: number(one.megabytes, 1) })}
                onClose={() => hide(one.kind)}
              />
            )
          : shown(one.kind) && <Notice key={one.kind} text={t('notice.update')} onClose={() => hide(one.kind)} />,
      )}
      {persistence === 'best-effort' && shown('kept') && (
        <Notice text={t(isSafariTab() ? 'notice.ios' : 'notice.best-effort')} onClose={() => hide('kept')}>
          <a href="#/saved">{t('notice.copy')}</a>
        </Notice>
      )}
      {persistence === 'kept' && shown('kept') && <Notice text={t('notice.kept')} onClose={() => hide('kept')} />}
      {installable && persistence !== null && shown('install') && (
        <Notice text={t('notice.install')} onClose={() => hide('install')}>
          <button
            type="button"
            className="quiet"
            onClick={() => {
              askToInstall?.()
              hide('install')
            }}
          >
            {t('notice.installAction')}
          </button>
        </Notice>
      )}
    </>
  )
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
