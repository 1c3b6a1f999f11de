// An assessment that arrives from another device: what it would change here is told first, then it is brought in.
import type { Bundle } from '../core/backup'
import type { MergePlan } from '../core/merge'
import type { Questionnaire } from '../core/questionnaire'
import { readStoredQuestionnaire } from '../core/records'
import { bundleOf, type News, newsOf, type Submission } from '../core/submission'
import { readAll } from '../platform/disk'
import { load, openAnswers, summaryOf, useAssessments } from './assessments'
import { offered, openQuestionnaire } from './catalogue'
import { previewRestore } from './restore'

/** Every questionnaire that can be opened on this device: those the app offers, and those stored with an assessment. */
export async function knownQuestionnaires(): Promise<Questionnaire[]> {
  const { records } = await readAll('questionnaires', readStoredQuestionnaire)
  const keys = new Set([...offered.map(({ id, version }) => `${id}@${version}`), ...records.map(({ id }) => id)])
  const opened = await Promise.all(
    [...keys].map((key) => {
      const [id = '', version = ''] = key.split('@')
      return openQuestionnaire(id, version, [])
    }),
  )
  return opened.flatMap((one) => (one ? [one.questionnaire] : []))
}

/** What arrives, and what bringing it in would do here. */
export interface Arrival {
  submission: Submission
  questionnaire: Questionnaire
  news: News
  /** What `restore` takes; it writes nothing when everything is here already. */
  bundle: Bundle
  plan: MergePlan
}

/** Holds a submission against what lies here. Reads only. Throws a DiskError. */
export async function arrivalOf(submission: Submission, questionnaire: Questionnaire): Promise<Arrival> {
  await Promise.all([load(), openAnswers(submission.assessment)])
  const { assessments, firms, answers } = useAssessments.getState()
  const assessment = assessments.find(({ id }) => id === submission.assessment) ?? null
  const here = {
    assessment,
    firm: firms.find(({ id }) => id === (assessment?.firm ?? submission.firm)) ?? null,
    answers: answers[submission.assessment] ?? {},
  }
  const summary = submission.finished === null ? null : summaryOf(questionnaire, submission.answers)
  const bundle = bundleOf(submission, questionnaire, summary, here)
  return { submission, questionnaire, news: newsOf(submission, here), bundle, plan: await previewRestore(bundle) }
}
