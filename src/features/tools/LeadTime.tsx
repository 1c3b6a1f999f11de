import { useState } from 'react'
import { leadTimeOf } from '../../core/figures'
import { exact } from '../../core/intervals'
import { MOST_ORDERS } from '../../core/measures'
import { useT } from '../../platform/i18n'
import { changeMeasure } from '../../store/improvement'
import { Disclosure } from '../../ui/Disclosure'
import { Select } from '../../ui/Field'
import { intervalText } from '../../words/figures'
import type { NumberField } from './NumberFields'
import { NumberFields } from './NumberFields'
import { Missing, NumberTool } from './NumberTool'
import { Facts, Headline, Result } from './parts'
import type { ToolProps } from './props'
import css from './tools.module.css'

const UNITS = ['orders', 'pieces'] as const

/** Days by Little's law, beside what the last orders took. */
export function LeadTime({ measure }: ToolProps<'lead-time'>) {
  const tools = useT()
  const { t } = tools
  const { values } = measure
  const [hadOrders] = useState(() => values.orders.some((one) => one !== null))
  const unit = t(`tools.lead-time.units.${values.unit}`)
  const days = t('tools.unit.days')
  const fields: NumberField[] = [
    { name: 'waiting', label: t('tools.lead-time.waiting'), hint: t('tools.lead-time.waitingHint'), unit, whole: true },
    {
      name: 'finished',
      label: t('tools.lead-time.finished'),
      hint: t('tools.lead-time.finishedHint'),
      unit,
      whole: true,
    },
    { name: 'days', label: t('tools.lead-time.days'), unit: days },
  ]
  const orders: NumberField[] = Array.from({ length: MOST_ORDERS }, (_, i) => ({
    name: `order-${i}`,
    label: t('tools.lead-time.order', { number: i + 1 }),
    unit: days,
  }))
  const saveOrder = (name: string, value: string | null) =>
    void changeMeasure(measure, (before) => {
      const all = Array.from({ length: MOST_ORDERS }, (_, i) => before.values.orders[i] ?? null)
      all[orders.findIndex((order) => order.name === name)] = value
      return { values: { ...before.values, orders: all } }
    })
  return (
    <NumberTool
      fields={fields}
      values={values}
      problemsOf={(known) => leadTimeOf(known).problems}
      onSave={(name, value) =>
        void changeMeasure(measure, (before) => ({ values: { ...before.values, [name]: value } }))
      }
      more={
        <Select
          label={t('tools.lead-time.unit')}
          options={UNITS.map((id) => ({ id, text: t(`tools.lead-time.units.${id}`) }))}
          value={values.unit}
          onChange={(event) => {
            const chosen = UNITS.find((id) => id === event.target.value) ?? 'orders'
            void changeMeasure(measure, (before) => ({ values: { ...before.values, unit: chosen } }))
          }}
        />
      }
    >
      {(known) => {
        const found = leadTimeOf(known)
        const middle = found.orders && intervalText(found.orders.median, 'days', found.orders.place, tools)
        const plain = (n: number) => intervalText(exact(n), 'days', found.orders?.place ?? 1, tools).text
        return (
          <>
            <div className="noprint">
              <Disclosure summary={t('tools.lead-time.orders')} open={hadOrders}>
                <p className="muted">{t('tools.lead-time.ordersHint')}</p>
                <div className={css['numbers']}>
                  <NumberFields
                    fields={orders}
                    values={Object.fromEntries(orders.map(({ name }, i) => [name, values.orders[i] ?? null]))}
                    onSave={saveOrder}
                  />
                </div>
              </Disclosure>
            </div>
            <Result>
              {found.days && (
                <>
                  <Headline
                    text={t('tools.lead-time.headline', { days: intervalText(found.days, 'days', 0.1, tools).text })}
                    range={intervalText(found.days, 'days', 0.1, tools).range}
                  />
                  <p>{t('tools.lead-time.headlineText')}</p>
                </>
              )}
              <Missing names={found.missing} fields={fields} />
              {found.rate && (
                <p>{t('tools.lead-time.rate', { rate: intervalText(found.rate, 'own', 0.1, tools, unit).text })}</p>
              )}
              {found.orders && middle && (
                <p>
                  {t('tools.lead-time.median', {
                    count: found.orders.count,
                    days: middle.text,
                    shortest: plain(found.orders.shortest),
                    longest: plain(found.orders.longest),
                  })}
                </p>
              )}
              {found.differ && (
                <p>
                  <strong>{t('tools.lead-time.differ')}</strong>
                </p>
              )}
              {found.orders && (
                <Facts
                  paper
                  rows={values.orders.flatMap((one, i) =>
                    one === null
                      ? []
                      : [{ label: t('tools.lead-time.order', { number: i + 1 }), value: plain(Number(one)) }],
                  )}
                />
              )}
            </Result>
          </>
        )
      }}
    </NumberTool>
  )
}
