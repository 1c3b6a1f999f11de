import { offerings } from 'virtual:offerings'
import { type ComponentType, useEffect, useState } from 'react'
import { useT } from '../../platform/i18n'
import { Page } from '../../ui/Page'
import css from './Home.module.css'

/** The first screen: what you get, how long it takes, and where to begin. It is also in the page itself, before any script. */
export function Home({ onReady }: { onReady?: () => void }) {
  const { t } = useT()
  const [Saved, setSaved] = useState<ComponentType<{ onReady?: (() => void) | undefined }> | null>(null)
  useEffect(() => {
    let current = true
    import('./SavedWork').then((module) => current && setSaved(() => module.SavedWork)).catch(() => onReady?.())
    return () => {
      current = false
    }
  }, [onReady])

  return (
    <Page
      title={t('app.title')}
      heading={
        <h1 className={css['title']} tabIndex={-1}>
          {t('home.title')}
        </h1>
      }
    >
      <p className={css['lead']}>{t('home.lead')}</p>
      {Saved && <Saved onReady={onReady} />}
      <ul className={css['starts']}>
        {offerings.map(({ id, minutes, estimate }) => (
          <li key={id}>
            <a className={estimate ? css['quick'] : css['full']} href={`#/start/${id}`}>
              <strong>{t(estimate ? 'home.quick.title' : 'home.full.title')}</strong>
              <span>{t(estimate ? 'home.quick.text' : 'home.full.text', { minutes })}</span>
            </a>
          </li>
        ))}
      </ul>
      <h2>{t('home.get.title')}</h2>
      <ul className={css['get']}>
        <li>{t('home.get.score')}</li>
        <li>{t('home.get.steps')}</li>
        <li>{t('home.get.programmes')}</li>
      </ul>
      <h2>{t('home.promise.title')}</h2>
      <p>{t('home.promise.text')}</p>
      <p className="muted small">{t('home.promise.size')}</p>
      <nav aria-label={t('home.more')} className={css['more']}>
        <a href="#/programmes">{t('home.programmes')}</a>
        <a href="#/about">{t('home.about')}</a>
      </nav>
    </Page>
  )
}
