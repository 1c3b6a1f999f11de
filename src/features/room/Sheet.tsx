import { PAPER_FIELDS, paperSections } from '../../core/paper'
import type { Questionnaire } from '../../core/questionnaire'
import type { Session } from '../../core/session'
import { useT } from '../../platform/i18n'
import css from './Sheet.module.css'

/** Before the questions on paper: who will see them, and the two consents. */
export function SheetConsent({ session }: { session: Session }) {
  const { t, date, language } = useT()
  const { title, controller, contact, deleteBy, sentence, fields } = session
  const own = sentence[language === 'id' ? 'id' : 'en']
  return (
    <div className={css['consent']}>
      <h3>{title}</h3>
      <p>{t('join.hand.who', { controller, date: date(deleteBy) })}</p>
      <p>{t('join.hand.contact', { contact })}</p>
      {own !== '' && <p>{own}</p>}
      <ul className={css['boxes']}>
        {(['workshop', 'statistics'] as const).map((purpose) => (
          <li key={purpose}>
            <span aria-hidden="true" /> {t(`join.hand.${purpose}`)}
          </li>
        ))}
      </ul>
      {PAPER_FIELDS.filter((field) => fields.includes(field)).map((field) => (
        <p key={field} className={css['line']}>
          {t(`profile.${field}`)}
        </p>
      ))}
      <p className={css['line']}>{t('keyIn.signature')}</p>
      <p className={css['line']}>{t('keyIn.reference')}</p>
    </div>
  )
}

/** Below each section: a box for the digit of each question, and one for the check digit. */
export function SheetDigits({ section, questionnaire }: { section: string; questionnaire: Questionnaire }) {
  const { t } = useT()
  const found = paperSections(questionnaire).find(({ id }) => id === section)
  if (!found) return null
  return (
    <div className={css['digits']}>
      <span>{t('keyIn.row')}</span>
      {found.questions.map((question) => (
        <i key={question.id} aria-hidden="true" />
      ))}
      <span>{t('keyIn.check')}</span>
      <i aria-hidden="true" />
    </div>
  )
}
