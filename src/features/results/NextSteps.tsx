import type { Focus } from '../../core/priorities'
import type { Result } from '../../core/result'
import { questionsById } from '../../core/tree'
import { useT } from '../../platform/i18n'
import { useMayOpen } from '../../store/kioskNow'
import type { ReadyAssessment } from '../../store/opened'
import { timeText } from '../../words/result'
import css from './Result.module.css'

/** From no cost to the most, as the text above the steps promises. */
const COSTS = ['none', 'little', 'investment']

/** The next step of each focus item: what to do, what to begin with this week, what it costs, how to see that it worked. */
export function NextSteps({ opened, result }: { opened: ReadyAssessment; result: Result }) {
  const { t } = useT()
  const mayOpen = useMayOpen()
  const plan = `#/a/${opened.assessment.id}/plan`
  const focus = result.priorities?.focus ?? []
  if (focus.length === 0) return null
  const costOf = (place: Focus) => COSTS.indexOf(stepOf(place, opened, result)?.step.cost ?? 'none')
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{t('steps.title')}</h2>
      <p>{t('steps.text')}</p>
      {[...focus]
        .sort((a, b) => costOf(a) - costOf(b))
        .map((place) => (
          <NextStep key={place.item} place={place} opened={opened} result={result} />
        ))}
      {mayOpen(plan) && (
        <a className="button noprint" href={plan}>
          {t('result.plan')}
        </a>
      )}
    </section>
  )
}

/** The step from where an item stands to the next level, with its place in the list; to find out has none. */
function stepOf({ item, findOut }: Focus, { questionnaire }: ReadyAssessment, { scores }: Result) {
  if (findOut) return null
  const from = Math.floor((scores.items[item]?.value ?? 0) + 1e-9)
  const steps = questionsById(questionnaire).get(item)?.steps ?? []
  const index = steps.findIndex((step) => step.from === from)
  const step = steps[index]
  return step ? { step, key: `${item}.steps.${index}` } : null
}

function NextStep({ place, opened, result }: { place: Focus; opened: ReadyAssessment; result: Result }) {
  const tools = useT()
  const { t } = tools
  const { words, assessment } = opened
  if (place.findOut) {
    return (
      <article className={`card ${css['step']}`}>
        <h3>{t('steps.findOut', { question: words(`${place.item}.question`) })}</h3>
        <p>{t('steps.findOutText')}</p>
        <a href={`#/a/${assessment.id}/check/${place.item}`}>{t('result.gaps.answer')}</a>
      </article>
    )
  }
  const found = stepOf(place, opened, result)
  if (!found) return null
  const { step, key } = found
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
        <dd>{timeText(step.time, tools)}</dd>
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
