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
  // Installing is offered once somebody has begun to use the app, and asked about once.
  const answering = useAssessments((state) => state.persistence !== null)
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
        <Notice
          key={notice}
          text={t(notice === 'best-effort' && isSafariTab() ? 'notice.ios' : `notice.${notice}`)}
          warn={notice !== 'kept' && notice !== 'best-effort'}
          onClose={() => dismiss(notice)}
        >
          {(notice === 'set-aside' || notice === 'best-effort') && <a href="#/saved">{t('notice.copy')}</a>}
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
      {installable && answering && shown('install') && (
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
