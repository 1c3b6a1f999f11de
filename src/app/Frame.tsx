import { type ReactNode, useRef } from 'react'
import { useLocation } from 'wouter'
import { languages, switchLanguage, useT } from '../platform/i18n'
import { isQuestion } from './addresses'
import css from './Frame.module.css'

/** What stays on every screen: name, language, notices, and where your data is. */
export function Frame({
  warnings,
  news,
  shared,
  children,
}: {
  warnings: ReactNode
  news: ReactNode
  /** On a device that several people share: what stands in the place of the ways to saved work. */
  shared: ReactNode
  children: ReactNode
}) {
  const { t, language } = useT()
  const main = useRef<HTMLElement>(null)
  const others = Object.entries(languages).filter(([code]) => code !== language)
  const [address] = useLocation()
  // News that comes while somebody answers must not push the options away from under the finger.
  const asking = isQuestion(address)
  const live = (
    <div className="noprint" aria-live="polite">
      {news}
    </div>
  )
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: a skip link is a link; only its move is made by hand. */}
      <a
        className={css['skip']}
        href="#main"
        onClick={(event) => {
          // The address belongs to the screens; a skip link moves focus, not the hash.
          event.preventDefault()
          main.current?.focus()
        }}
      >
        {t('app.skip')}
      </a>
      <header className={`${css['header']} noprint`}>
        {shared ? (
          <span className={css['name']}>
            Siap&nbsp;<b>4.0</b>
          </span>
        ) : (
          <a className={css['name']} href="#/" aria-label={t('app.home')}>
            Siap&nbsp;<b>4.0</b>
          </a>
        )}
        <nav aria-label={t('app.languages')} className={css['languages']}>
          {others.map(([code, name], place) => (
            <a
              // biome-ignore lint/suspicious/noArrayIndexKey: the same element stays, so that a switch keeps the focus on it.
              key={place}
              // Before the script this is a link to the other page; afterwards the switch happens in place.
              href={language === 'en' ? '../' : code === 'en' ? 'en/' : './'}
              hrefLang={code}
              lang={code}
              onClick={(event) => {
                event.preventDefault()
                void switchLanguage(code)
              }}
            >
              {name}
            </a>
          ))}
        </nav>
      </header>
      {shared}
      <div className="noprint">{warnings}</div>
      {!asking && live}
      <main id="main" tabIndex={-1} ref={main} className={css['main']}>
        {children}
      </main>
      {asking && live}
      {!shared && (
        <footer className={`${css['footer']} noprint`}>
          <p>{t('app.footer')}</p>
          <p>
            <a href="#/saved">{t('app.savedLink')}</a>
            <a href="#/about">{t('app.aboutLink')}</a>
          </p>
        </footer>
      )}
    </>
  )
}
