import { useEffect, useRef, useState } from 'react'
import { askedQuestions } from '../../core/answers'
import { useT } from '../../platform/i18n'
import { load, startAssessment, useAssessments } from '../../store/assessments'
import { openQuestionnaire } from '../../store/catalogue'
import { Failed, Loading } from '../../ui/State'

/** Begins an assessment and goes to its first question. Opened by a link, so that it works from the very first paint. */
export function Start({ questionnaire, firm, copyFrom }: { questionnaire: string; firm?: string; copyFrom?: string }) {
  const { t } = useT()
  const begun = useRef(false)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    begin(questionnaire, firm, copyFrom).then(
      (address) => (address ? location.replace(address) : setFailed(true)),
      () => setFailed(true),
    )
  }, [questionnaire, firm, copyFrom])
  if (!failed) return <Loading text={t('app.loading')} />
  return (
    <Failed
      title={t('start.failed.title')}
      text={t('start.failed.text')}
      action={t('state.retry')}
      onAction={() => {
        begun.current = false
        setFailed(false)
        location.reload()
      }}
    />
  )
}

async function begin(questionnaire: string, firm?: string, copyFrom?: string): Promise<string | null> {
  if (useAssessments.getState().status !== 'ready') await load()
  const id = await startAssessment(questionnaire, firm, copyFrom)
  const assessment = useAssessments.getState().assessments.find((one) => one.id === id)
  if (!assessment) return null
  const opened = await openQuestionnaire(assessment.questionnaire, assessment.version, ['ask'])
  if (!opened) return null
  const answers = useAssessments.getState().answers[assessment.id] ?? {}
  const questions = askedQuestions(opened.questionnaire, {}).flatMap((section) => section.questions)
  const first = questions.find((question) => !(question.id in answers)) ?? questions[0]
  return `#/a/${assessment.id}/q/${first?.id ?? ''}`
}
