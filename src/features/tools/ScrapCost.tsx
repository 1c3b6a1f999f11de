import { scrapCostOf } from '../../core/figures'
import type { Interval } from '../../core/intervals'
import { useT } from '../../platform/i18n'
import { changeMeasure } from '../../store/improvement'
import { intervalText } from '../../words/figures'
import type { NumberField } from './NumberFields'
import { Missing, NumberTool } from './NumberTool'
import { Facts, Headline, Result, WithRange } from './parts'
import type { ToolProps } from './props'

/** What scrap and rework cost, in a month and in a year of such months. */
export function ScrapCost({ measure }: ToolProps<'scrap-cost'>) {
  const tools = useT()
  const { t } = tools
  const pieces = t('tools.unit.pieces')
  const rupiah = t('tools.unit.rupiah')
  const fields: NumberField[] = [
    { name: 'scrapped', label: t('tools.scrap-cost.scrapped'), unit: pieces, whole: true },
    { name: 'material', label: t('tools.scrap-cost.material'), unit: rupiah },
    { name: 'reworked', label: t('tools.scrap-cost.reworked'), unit: pieces, whole: true },
    { name: 'minutes', label: t('tools.scrap-cost.minutes'), unit: t('tools.unit.minutes') },
    { name: 'wage', label: t('tools.scrap-cost.wage'), hint: t('tools.scrap-cost.wageHint'), unit: rupiah },
  ]
  return (
    <NumberTool
      fields={fields}
      values={measure.values}
      problemsOf={(known) => scrapCostOf(known).problems}
      onSave={(name, value) => void changeMeasure(measure, ({ values }) => ({ values: { ...values, [name]: value } }))}
    >
      {(known) => {
        const { scrap, rework, total, year, missing } = scrapCostOf(known)
        const row = (label: string, amount: Interval | null, unit: 'rupiah-month' | 'rupiah-year') => ({
          label,
          value: amount ? <WithRange {...intervalText(amount, unit, 1, tools)} /> : t('tools.unknown'),
        })
        return (
          <Result>
            {total && <Headline {...intervalText(total, 'rupiah-month', 1, tools)} />}
            <Missing names={missing} fields={fields} />
            <Facts
              rows={[
                row(t('tools.scrap-cost.scrapRow'), scrap, 'rupiah-month'),
                row(t('tools.scrap-cost.reworkRow'), rework, 'rupiah-month'),
                row(t('tools.scrap-cost.totalRow'), total, 'rupiah-month'),
                row(t('tools.scrap-cost.yearRow'), year, 'rupiah-year'),
              ]}
            />
          </Result>
        )
      }}
    </NumberTool>
  )
}
