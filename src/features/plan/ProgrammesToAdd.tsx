import { originKey } from '../../core/plan'
import type { Result } from '../../core/result'
import { useT } from '../../platform/i18n'
import { addSteps } from '../../store/improvement'
import type { PlanProps } from './Plan'
import css from './Plan.module.css'

/** Programmes that fit and are not on the plan yet. */
export function ProgrammesToAdd({
  opened,
  work,
  programmeWords,
  result,
  onTaken,
}: PlanProps & { result: Result; onTaken: () => void }) {
  const { t } = useT()
  const { id, firm } = opened.assessment
  const { programmes, startToday, finance } = result.recommendations
  const taken = new Set(work.steps.map(({ origin }) => originKey(origin)))
  const left = [...programmes, ...(startToday ? [startToday] : []), ...(finance ? [finance] : [])].flatMap((found) => {
    const origin = { kind: 'programme' as const, programme: found.id }
    return taken.has(originKey(origin)) ? [] : [origin]
  })
  if (left.length === 0) return null
  return (
    <section aria-labelledby="programmes" className="noprint">
      <h2 id="programmes">{t('plan.programmes')}</h2>
      <p>{t('plan.programmesText')}</p>
      <ul className={css['steps']}>
        {left.map((origin) => {
          const name = programmeWords(`${origin.programme}.name`)
          return (
            <li key={origin.programme} className="card">
              <h3>
                <a className="alone" href={`#/programmes/${origin.programme}`}>
                  {name}
                </a>
              </h3>
              <p>{programmeWords(`${origin.programme}.line`)}</p>
              <button
                type="button"
                className="quiet"
                onClick={() => void addSteps(firm, [{ origin }]).then((done) => done && onTaken())}
              >
                {t('plan.programmeAdd')}
                <span className="hidden">: {name}</span>
              </button>
            </li>
          )
        })}
      </ul>
      <a className="alone" href={`#/a/${id}/programmes`}>
        {t('plan.programmesAll')}
      </a>
    </section>
  )
}
