// Steps in words: what to do, and what the questionnaire or the catalogue says of it.
import type { PlanStep } from '../core/plan'
import type { Questionnaire } from '../core/questionnaire'
import type { useT } from '../platform/i18n'
import type { Words } from '../store/catalogue'

type Tools = Pick<ReturnType<typeof useT>, 't' | 'number'>
type Advice = NonNullable<Questionnaire['questions'][number]['steps']>[number]

/** Where the words of steps are found. */
export interface StepSources {
  /** The questionnaire a step comes from, with its words (the advice among them); null when it is not there. */
  questionnaire: (id: string) => { questionnaire: Questionnaire; words: Words } | null
  /** Words of the programmes. */
  programmes: Words
}

/** A step as it is told: its title, what it answers, and the advice with the key of its words (`lean-5r.steps.0`). */
export interface StepText {
  title: string
  /** The question it comes from; '' for a programme or an own step. */
  question: string
  advice: { step: Advice; key: string; words: Words } | null
}

/** What to call a step: the owner's words, else those of the questionnaire or the catalogue. */
export function stepText(
  { origin, title }: Pick<PlanStep, 'origin' | 'title'>,
  sources: StepSources,
  { t }: Pick<Tools, 't'>,
): StepText {
  if (origin.kind === 'own') return { title, question: '', advice: null }
  if (origin.kind === 'programme') {
    return {
      title: title || sources.programmes(`${origin.programme}.name`) || origin.programme,
      question: '',
      advice: null,
    }
  }
  const found = sources.questionnaire(origin.questionnaire)
  const question = found?.words(`${origin.item}.question`) ?? ''
  if (origin.kind === 'find-out') {
    return { title: title || t('steps.findOut', { question: question || origin.item }), question, advice: null }
  }
  if (!found) return { title: title || origin.item, question, advice: null }
  const steps = found.questionnaire.questions.find(({ id }) => id === origin.item)?.steps ?? []
  const index = steps.findIndex(({ from }) => from === origin.from)
  const [step, key] = [steps[index], `${origin.item}.steps.${index}`]
  return {
    title: title || found.words(`${key}.do`) || question || origin.item,
    question,
    advice: step ? { step, key, words: found.words } : null,
  }
}

/** How long a step takes: "2 jam". */
export function timeText({ time }: Advice, { t, number }: Tools): string {
  return t(`steps.units.${time.unit}`, { count: time.value, value: number(time.value) })
}
