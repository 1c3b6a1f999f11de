import type { Focus } from '../../core/priorities'
import type { Result } from '../../core/result'
import { questionsById } from '../../core/tree'
import { useT } from '../../platform/i18n'
import type { ReadyAssessment } from '../../store/opened'
import css from './Result.module.css'

/** The next step of each focus item: what to do, what to begin with this week, what it costs, how to see that it worked. */
export function NextSteps({ opened, result }: { opened: ReadyAssessment; result: Result }) {
  const { t } = useT()
  const focus = result.priorities?.focus ?? []
  if (focus.length === 0) return null
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{t('steps.title')}</h2>
      <p>{t('steps.text')}</p>
      {focus.map((place) => (
        <NextStep key={place.item} place={place} opened={opened} result={result} />
      ))}
    </section>
  )
}

function NextStep({ place, opened, result }: { place: Focus; opened: ReadyAssessment; result: Result }) {
  const { t, number } = useT()
  const { words, questionnaire, assessment } = opened
  const question = questionsById(questionnaire).get(place.item)
  if (place.findOut) {
    return (
      <article className={`card ${css['step']}`}>
        <h3>{t('steps.findOut', { question: words(`${place.item}.question`) })}</h3>
        <p>{t('steps.findOutText')}</p>
        <a href={`#/a/${assessment.id}/check/${place.item}`}>{t('result.gaps.answer')}</a>
      </article>
    )
  }
  const value = result.scores.items[place.item]?.value ?? 0
  const index = question?.steps?.findIndex((step) => step.from === Math.floor(value + 1e-9)) ?? -1
  const step = question?.steps?.[index]
  if (!step) return null
  const key = `${place.item}.steps.${index}`
  return (
    <article className={`card ${css['step']}`}>
      <h3>{words(`${key}.do`)}</h3>
      <p>
        <strong>{t('steps.week')}</strong> {words(`${key}.week`)}
      </p>
      <dl className={css['facts']}>
        <dt>{t('steps.cost')}</dt>
        <dd>{t(`steps.costs.${step.cost}`)}</dd>
        <dt>{t('steps.time')}</dt>
        <dd>{t(`steps.units.${step.time.unit}`, { count: step.time.value, value: number(step.time.value) })}</dd>
        <dt>{t('steps.sign')}</dt>
        <dd>{words(`${key}.sign`)}</dd>
        <dt>{t('steps.why')}</dt>
        <dd>
          {words(`${place.item}.question`)}{' '}
          <a href={`#/a/${assessment.id}/check/${place.item}`}>{t('result.gaps.answer')}</a>
        </dd>
      </dl>
    </article>
  )
}
