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
      <Ladder />
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

/** Five steps from 0 to 4: what this is about, at a glance. The words beside it say the same. */
function Ladder() {
  return (
    <svg className={css['ladder']} viewBox="0 0 500 92" aria-hidden="true">
      {[0, 1, 2, 3, 4].map((level) => (
        <g key={level} className={level === 4 ? css['top'] : undefined}>
          <rect x={level * 102} y={58 - level * 13} width="92" height={8 + level * 13} rx="4" />
          <text x={level * 102 + 2} y="88">
            {level}
          </text>
        </g>
      ))}
    </svg>
  )
}
