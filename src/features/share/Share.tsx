import { useT } from '../../platform/i18n'
import type { ReadyAssessment } from '../../store/opened'
import { Page } from '../../ui/Page'
import css from './Share.module.css'

/** Every way to keep a result or to hand it on, each with what it holds. */
export function Share({ opened }: { opened: ReadyAssessment }) {
  const { t } = useT()
  const { id, questionnaire } = opened.assessment
  const ways = [
    ['print', `#/a/${id}/print`],
    ['picture', `#/a/${id}/picture`],
    ['spreadsheet', `#/a/${id}/spreadsheet`],
    ['send', `#/a/${id}/send`],
    ['backup', '#/backup'],
    ['plan', `#/a/${id}/plan`],
    ['paper', `#/paper/${questionnaire}`],
  ] as const
  return (
    <Page
      title={t('share.title')}
      above={
        <a className="alone" href={`#/a/${id}/result`}>
          {t('plan.toResult')}
        </a>
      }
    >
      <p>{t('share.text')}</p>
      <ul className={css['ways']}>
        {ways.map(([way, address]) => (
          <li key={way}>
            <a href={address}>
              <strong>{t(`share.${way}.name`)}</strong>
              <span>{t(`share.${way}.text`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </Page>
  )
}
