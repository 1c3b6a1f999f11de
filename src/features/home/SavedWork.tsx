import { useEffect } from 'react'
import { useT } from '../../platform/i18n'
import { load, useAssessments } from '../../store/assessments'
import css from './Home.module.css'

/** Work to go on with: the newest unfinished assessment at its exact question, and the way to all the others. */
export function SavedWork({ onReady }: { onReady?: (() => void) | undefined }) {
  const { t, date } = useT()
  const { status, assessments, firms } = useAssessments()
  useEffect(() => {
    void load().finally(() => onReady?.())
  }, [onReady])
  if (status !== 'ready' || assessments.length === 0) return null
  const newest = assessments.find((assessment) => !assessment.finished)
  const result = assessments.find((assessment) => assessment.finished)
  const named = (firm: string) => firms.find(({ id }) => id === firm)?.name || t('home.saved.noName')
  return (
    <>
      {newest && (
        <section className={`card ${css['continue']}`} aria-labelledby="continue">
          <h2 id="continue">{t('home.saved.continue')}</h2>
          <p>{t('home.saved.what', { firm: named(newest.firm), date: date(newest.changed) })}</p>
          <a className="button" href={newest.position ? `#/a/${newest.id}/q/${newest.position}` : `#/a/${newest.id}`}>
            {t('home.saved.go')}
          </a>
        </section>
      )}
      {!newest && result && (
        <section className={`card ${css['continue']}`} aria-labelledby="continue">
          <h2 id="continue">{t('home.saved.result')}</h2>
          <p>{t('home.saved.what', { firm: named(result.firm), date: date(result.finished ?? result.changed) })}</p>
          <a className="button" href={`#/a/${result.id}/result`}>
            {t('home.saved.see')}
          </a>
        </section>
      )}
      <p>
        <a className="alone" href="#/saved">
          {t('home.saved.all', { count: assessments.length })}
        </a>
      </p>
    </>
  )
}
