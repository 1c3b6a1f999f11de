import type { Answer } from '../../core/answers'
import type { Question } from '../../core/questionnaire'
import { scoreAnswers } from '../../core/scoring'
import { useT } from '../../platform/i18n'
import type { Words } from '../../store/catalogue'
import type { ReadyAssessment } from '../../store/opened'
import { Page } from '../../ui/Page'
import { answerText } from '../../words/answers'
import css from './Check.module.css'
import { progressOf } from './progress'

/** All answers, section by section, each with the way to change it; what is still open comes first. */
export function Check({ opened }: { opened: ReadyAssessment }) {
  const { t } = useT()
  const { assessment, questionnaire, words, answers, records } = opened
  const { id } = assessment
  const progress = progressOf(questionnaire, answers)
  const open = progress.scored - progress.settled
  const root = scoreAnswers(questionnaire, answers).nodes[questionnaire.root.id]
  const profileOpen = !assessment.profile.sector || !assessment.profile.workers || !assessment.profile.province

  return (
    <Page title={t('check.title')}>
      {open > 0 ? (
        <p>
          {t('check.open', { count: open })} {t(root?.score == null ? 'check.noResultYet' : 'check.provisional')}
        </p>
      ) : (
        <p>{t('check.complete')}</p>
      )}
      {profileOpen && (
        <p className="card">
          {t('check.profile')} <a href={`#/a/${id}/profile`}>{t('check.toProfile')}</a>
        </p>
      )}
      {root?.score != null && (
        <div className="actions">
          <a className="button" href={`#/a/${id}/result`}>
            {t('check.result')}
          </a>
        </div>
      )}
      {progress.sections.map((section) => (
        <section key={section.id} aria-labelledby={`s-${section.id}`}>
          <h2 id={`s-${section.id}`}>{words(`${section.id}.name`)}</h2>
          <dl className={css['list']}>
            {section.questions.map((question) => (
              <div
                key={question.id}
                className={section.states[question.id] === 'blank' && question.score ? css['blank'] : undefined}
              >
                <dt>{words(`${question.id}.question`)}</dt>
                <dd>
                  <AnswerText
                    question={question}
                    words={words}
                    answer={answers[question.id]}
                    reason={records[question.id]?.reason}
                  />
                  {records[question.id]?.note && (
                    <p className="muted small">{t('check.note', { note: records[question.id]?.note ?? '' })}</p>
                  )}
                  <a href={`#/a/${id}/check/${question.id}`}>
                    {t(answers[question.id] === undefined ? 'check.answer' : 'check.change')}
                    <span className="hidden">: {words(`${question.id}.question`)}</span>
                  </a>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Page>
  )
}

/** An answer in words. */
function AnswerText({
  question,
  words,
  answer,
  reason,
}: {
  question: Question
  words: Words
  answer: Answer | undefined
  reason: string | undefined
}) {
  const { lines, open } = answerText(question, answer, reason, words, useT())
  if (open) return <em>{lines[0]}</em>
  if (lines.length === 1) return <>{lines[0]}</>
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
