import { figureOf } from '../../core/figures'
import type { Measure } from '../../core/measures'
import { TOOLS } from '../../core/questionnaire'
import { useT } from '../../platform/i18n'
import { Page } from '../../ui/Page'
import { figureText } from '../../words/figures'
import css from './tools.module.css'

/** Every tool: what it is for, where to begin, and the figure it gave last. */
export function Tools({ assessment, measures }: { assessment: string; measures: readonly Measure[] }) {
  const tools = useT()
  const { t, date } = tools
  return (
    <Page
      title={t('tools.title')}
      above={
        <p className={css['where']}>
          <a className={`alone ${css['back']}`} href={`#/a/${assessment}/plan`}>
            {t('tools.toPlan')}
          </a>
        </p>
      }
    >
      <p>{t('tools.text')}</p>
      <p className="muted">{t('tools.private')}</p>
      <ul className={css['list']}>
        {TOOLS.map((tool) => {
          const own = measures.filter((measure) => measure.tool === tool)
          const last = own.find((measure) => figureOf(measure).value) ?? own[0]
          const figure = last && figureText(figureOf(last), tools)
          return (
            <li key={tool} className="card">
              <h2>
                <a className="alone" href={`#/a/${assessment}/tool/${tool}`}>
                  {t(`tools.${tool}.title`)}
                </a>
              </h2>
              <p>{t(`tools.${tool}.about`)}</p>
              <p className="muted small">{t(`tools.${tool}.where`)}</p>
              <p className={css['last']}>
                {!last
                  ? t('tools.never')
                  : figure
                    ? t('tools.lastUsed', { day: date(last.day), figure: figure.text })
                    : t('tools.lastOpen', { day: date(last.day) })}
              </p>
            </li>
          )
        })}
      </ul>
    </Page>
  )
}
