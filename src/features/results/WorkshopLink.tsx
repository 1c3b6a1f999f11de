import { useEffect } from 'react'
import { useT } from '../../platform/i18n'
import { loadJoined, useJoined } from '../../store/join'
import type { ReadyAssessment } from '../../store/opened'

/** The way to hand the result in, when this phone was invited to a workshop with this questionnaire. */
export function WorkshopLink({ assessment }: Pick<ReadyAssessment, 'assessment'>) {
  const { t } = useT()
  const joined = useJoined((state) => state.joined)
  useEffect(() => {
    void loadJoined()
  }, [])
  const { id, questionnaire, version } = assessment
  const workshop = joined?.find(
    ({ invitation }) => invitation.questionnaire === questionnaire && invitation.version === version,
  )
  if (!workshop) return null
  return (
    <a className="button" href={`#/a/${id}/hand-in`}>
      {t('result.handIn', { title: workshop.invitation.title })}
    </a>
  )
}
