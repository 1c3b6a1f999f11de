import { scoreAnswers } from '../../core/scoring'
import { useT } from '../../platform/i18n'
import { nameFirm } from '../../store/assessments'
import type { ReadyAssessment } from '../../store/opened'
import { TextField } from '../../ui/Field'
import { Page } from '../../ui/Page'
import { progressOf } from './progress'
import css from './TaskList.module.css'

/** The sections as tasks, the profile among them, and the way to the result as soon as there is one. */
export function TaskList({ opened }: { opened: ReadyAssessment }) {
  const { t } = useT()
  const { assessment, firm, questionnaire, words, answers } = opened
  const { id } = assessment
  const progress = progressOf(questionnaire, answers)
  const hasIndex = scoreAnswers(questionnaire, answers).nodes[questionnaire.root.id]?.score != null
  const { profile } = assessment
  const profileState =
    profile.sector && profile.workers && profile.province ? 'done' : assessment.profileSeen ? 'begun' : 'untouched'
  const next = progress.sections
    .flatMap((section) => section.questions)
    .find((question) => question.score && !(question.id in answers))

  return (
    <Page title={t('tasks.title')}>
      <p>
        {words('title')} · {t('tasks.progress', { settled: progress.settled, scored: progress.scored })}
        {progress.minutesLeft > 0 && ` · ${t('tasks.minutesLeft', { count: progress.minutesLeft })}`}
      </p>
      <div className="actions">
        {next && (
          <a className="button" href={`#/a/${id}/q/${next.id}`}>
            {t(progress.settled === 0 ? 'tasks.begin' : 'tasks.continue')}
          </a>
        )}
        {hasIndex && (
          <a className={next ? 'quiet' : 'button'} href={`#/a/${id}/result`}>
            {t('tasks.result')}
          </a>
        )}
      </div>
      <ol className={css['list']}>
        {progress.sections.map((section) => {
          const first =
            section.questions.find((question) => question.score && !(question.id in answers)) ?? section.questions[0]
          return (
            <li key={section.id}>
              <a href={`#/a/${id}/q/${first?.id ?? ''}`}>
                <span className={css['name']}>{words(`${section.id}.name`)}</span>
                <span className={css[section.state]}>
                  {section.state === 'done'
                    ? t('tasks.state.done')
                    : t('tasks.state.count', { settled: section.settled, scored: section.scored })}
                  {section.dontKnow > 0 && ` · ${t('tasks.state.dontKnow', { count: section.dontKnow })}`}
                </span>
              </a>
            </li>
          )
        })}
        <li>
          <a href={`#/a/${id}/profile`}>
            <span className={css['name']}>{t('profile.title')}</span>
            <span className={css[profileState]}>{t(`tasks.profile.${profileState}`)}</span>
          </a>
        </li>
      </ol>
      <p>
        <a className="alone" href={`#/a/${id}/check`}>
          {t('tasks.check')}
        </a>
      </p>
      {!hasIndex && <p className="muted">{t('tasks.noResult')}</p>}
      {firm && (
        <TextField
          key={firm.id}
          label={t('profile.name.label')}
          hint={t('profile.name.hint')}
          defaultValue={firm.name}
          maxLength={60}
          autoComplete="organization"
          onBlur={(event) => {
            const name = event.target.value.trim()
            if (name !== firm.name) void nameFirm(firm.id, name)
          }}
        />
      )}
    </Page>
  )
}
