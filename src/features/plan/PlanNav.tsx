import { useT } from '../../platform/i18n'
import css from './Plan.module.css'

const PARTS = [
  ['plan', 'plan.navPlan'],
  ['what-if', 'plan.navWhatIf'],
  ['targets', 'plan.navTargets'],
] as const

/** The three parts of a plan, and the way back to the result it comes from. */
export function PlanNav({ id, here }: { id: string; here: (typeof PARTS)[number][0] }) {
  const { t } = useT()
  return (
    <div className="noprint">
      <a className="alone" href={`#/a/${id}/result`}>
        {t('plan.toResult')}
      </a>
      <nav className={css['nav']} aria-label={t('plan.nav')}>
        {PARTS.map(([part, text]) => (
          <a key={part} href={`#/a/${id}/${part}`} aria-current={part === here ? 'page' : undefined}>
            {t(text)}
          </a>
        ))}
      </nav>
    </div>
  )
}
