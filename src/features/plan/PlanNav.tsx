import { useT } from '../../platform/i18n'
import { Tabs } from '../../ui/Tabs'

const PARTS = [
  ['plan', 'plan.navPlan'],
  ['what-if', 'plan.navWhatIf'],
  ['targets', 'plan.navTargets'],
] as const

/** The three parts of a plan, and the way back to the result it comes from. */
export function PlanNav({ id, here }: { id: string; here: (typeof PARTS)[number][0] }) {
  const { t } = useT()
  const href = (part: string) => `#/a/${id}/${part}`
  return (
    <div className="noprint">
      <a className="alone" href={href('result')}>
        {t('plan.toResult')}
      </a>
      <Tabs
        label={t('plan.nav')}
        tabs={PARTS.map(([part, text]) => ({ href: href(part), text: t(text) }))}
        here={href(here)}
      />
    </div>
  )
}
