import type { ReactNode } from 'react'
import { DONT_KNOW_DIGIT, NOT_APPLICABLE_DIGIT } from '../../core/paper'
import type { Question, Questionnaire } from '../../core/questionnaire'
import { questionsOf, sectionsOf } from '../../core/tree'
import { useT } from '../../platform/i18n'
import { offered, openQuestionnaire, type Words } from '../../store/catalogue'
import { useLoaded } from '../../store/opened'
import { Page } from '../../ui/Page'
import { Failed, Loading } from '../../ui/State'
import { notFetched } from '../../words/failed'
import css from './Paper.module.css'

/** A blank questionnaire to fill in with a pen: boxes to tick, in the order of the app. Of one there is none of, what is shown of any unknown address. */
export function Paper({ id, unknown }: { id: string; unknown: ReactNode }) {
  const entry = offered.find((one) => one.id === id)
  return entry ? <PaperSheet id={id} version={entry.version} unknown={unknown} /> : unknown
}

/** The sheet itself, for a workshop with what comes before the questions, and a line below each section. */
export function PaperSheet({
  id,
  version,
  unknown,
  above,
  before,
  after,
}: {
  id: string
  version: string
  unknown: ReactNode
  above?: ReactNode
  before?: ReactNode
  after?: (section: string, questionnaire: Questionnaire) => ReactNode
}) {
  const { t, language } = useT()
  const loaded = useLoaded(async () => openQuestionnaire(id, version, ['ask']))
  if (loaded.state === 'loading') return <Loading text={t('app.loading')} />
  if (loaded.state === 'failed') {
    return <Failed {...notFetched(t)} onAction={loaded.retry} />
  }
  if (!loaded.value) return unknown
  const { questionnaire } = loaded.value
  const words = loaded.value.words(language)
  return (
    <Page
      title={t('paper.title')}
      wide
      above={above}
      heading={
        <div className="noprint">
          <h1 tabIndex={-1}>{t('paper.title')}</h1>
          <p>{t('paper.text')}</p>
          <div className="actions">
            <button type="button" className="button" onClick={() => window.print()}>
              {t('paper.button')}
            </button>
          </div>
        </div>
      }
    >
      <div className={css['paper']}>
        <h2 className={css['title']}>{words('title')}</h2>
        <p className="muted small">{t('print.header', { name: `${questionnaire.id} ${questionnaire.version}` })}</p>
        <dl className={css['head']}>
          {(['firm', 'filledBy', 'day'] as const).map((line) => (
            <div key={line}>
              <dt>{t(`paper.${line}`)}</dt>
              <dd />
            </div>
          ))}
        </dl>
        {before}
        <p>{t('paper.how')}</p>
        {sectionsOf(questionnaire).map((section, i) => (
          <section key={section.id}>
            <h3>{t('paper.section', { number: i + 1, name: words(`${section.id}.name`) })}</h3>
            {questionsOf(questionnaire, section).map((question) => (
              <PaperQuestion key={question.id} question={question} words={words} />
            ))}
            {after?.(section.id, questionnaire)}
          </section>
        ))}
        <p className="small">{t('print.footer')}</p>
      </div>
    </Page>
  )
}

/** One question with a box for every way to answer it. */
function PaperQuestion({ question, words }: { question: Question; words: Words }) {
  const { t } = useT()
  const { id, options = [], rows = [], columns = [] } = question
  // The digits by which a sheet is keyed in (rule W9).
  const numbered = (digit: number, text: string) => (question.type === 'single' ? `${digit}. ${text}` : text)
  const open = question.score
    ? [
        numbered(DONT_KNOW_DIGIT, t('ask.dontKnow')),
        ...(question.na ? [numbered(NOT_APPLICABLE_DIGIT, t('ask.notApplicable'))] : []),
      ]
    : []
  return (
    <div className={css['question']}>
      <h4>{words(`${id}.question`)}</h4>
      {words(`${id}.hint`) && <p className="muted small">{words(`${id}.hint`)}</p>}
      {question.type === 'number' && (
        <p className={css['line']}>
          <span /> {words(`${id}.unit`)}
        </p>
      )}
      {rows.map((row) => (
        <div key={row.id}>
          <p>{words(`${id}.rows.${row.id}.text`)}</p>
          <Boxes texts={columns.map((column) => words(`${id}.columns.${column.id}.text`))} />
        </div>
      ))}
      <Boxes
        texts={[...options.map((option, i) => numbered(i + 1, words(`${id}.options.${option.id}.text`))), ...open]}
      />
    </div>
  )
}

function Boxes({ texts }: { texts: readonly string[] }) {
  return (
    <ul className={css['boxes']}>
      {texts.map((text) => (
        <li key={text}>
          <span aria-hidden="true" /> {text}
        </li>
      ))}
    </ul>
  )
}
