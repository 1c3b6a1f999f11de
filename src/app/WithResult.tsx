import type { ReactNode } from 'react'
import { scoreAnswers } from '../core/scoring'
import { useT } from '../platform/i18n'
import type { ReadyAssessment } from '../store/opened'
import { Page } from '../ui/Page'

/** Shows a screen that gives a result away once there is one. It is told whether the result is provisional. */
export function WithResult({
  opened: { assessment, questionnaire, answers },
  children,
}: {
  opened: ReadyAssessment
  children: (provisional: boolean) => ReactNode
}) {
  const { t } = useT()
  const { nodes, root, provisional } = scoreAnswers(questionnaire, answers)
  const { score = null, answered = 0, applicable = 0 } = nodes[root] ?? {}
  if (score !== null) return children(provisional)
  return (
    <Page title={t('codes.send.missing.title')}>
      <p>{t('codes.send.missing.text', { answered, applicable })}</p>
      <a className="button" href={`#/a/${assessment.id}`}>
        {t('codes.send.missing.action')}
      </a>
    </Page>
  )
}
