// The steps of a plan in words: their texts stand with the questionnaire or the programme they come from.
import type { PlanStep, Proposal, StepOrigin } from '../core/plan'
import type { Question, Questionnaire } from '../core/questionnaire'
import { questionsById } from '../core/tree'
import type { useT } from '../platform/i18n'
import type { Words } from '../store/catalogue'

/** Where the words of steps are: by questionnaire, and of the programmes. */
export interface StepSources {
  questionnaires: ReadonlyMap<string, { questionnaire: Questionnaire; words: Words }>
  programmeWords: Words
}

export interface StepText {
  title: string
  /** What to begin with this week; for a programme what to ask its operator. */
  week: string
  sign: string
  cost: Proposal['cost'] | null
  time: NonNullable<Question['steps']>[number]['time'] | null
  /** The question it comes from; '' when there is none. */
  question: string
}

const NOTHING: StepText = { title: '', week: '', sign: '', cost: null, time: null, question: '' }

/** The texts of a step by where it comes from; the owner's own title stands above the one of the file. */
export function stepText(
  { origin, title = '' }: Pick<PlanStep, 'origin'> & { title?: string },
  sources: StepSources,
  { t }: Pick<ReturnType<typeof useT>, 't'>,
): StepText {
  const found = textOf(origin, sources, t)
  return title ? { ...found, title } : found
}

function textOf(origin: StepOrigin, sources: StepSources, t: ReturnType<typeof useT>['t']): StepText {
  if (origin.kind === 'own') return NOTHING
  if (origin.kind === 'programme') {
    const { programmeWords } = sources
    const name = programmeWords(`${origin.programme}.name`) || origin.programme
    return { ...NOTHING, title: t('plan.programme', { name }), week: programmeWords(`${origin.programme}.ask`) }
  }
  const source = sources.questionnaires.get(origin.questionnaire)
  const question = source?.words(`${origin.item}.question`) ?? ''
  if (origin.kind === 'find-out') {
    return {
      ...NOTHING,
      title: t('steps.findOut', { question: question || origin.item }),
      week: t('steps.findOutText'),
      cost: 'none',
      question,
    }
  }
  const steps = (source && questionsById(source.questionnaire).get(origin.item)?.steps) ?? []
  const index = steps.findIndex(({ from }) => from === origin.from)
  const step = steps[index]
  // Written by another version of the questionnaire: the question says at least what it is about.
  if (!source || !step) return { ...NOTHING, title: question || origin.item, question }
  const words = (part: string) => source.words(`${origin.item}.steps.${index}.${part}`)
  return { title: words('do'), week: words('week'), sign: words('sign'), cost: step.cost, time: step.time, question }
}
