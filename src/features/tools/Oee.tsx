import { oeeOf } from '../../core/figures'
import { useT } from '../../platform/i18n'
import { changeMeasure } from '../../store/improvement'
import { BarChart } from '../../ui/BarChart'
import { intervalText, shareText } from '../../words/figures'
import type { NumberField } from './NumberFields'
import { Missing, NumberTool } from './NumberTool'
import { Facts, Headline, Result, WithRange } from './parts'
import type { ToolProps } from './props'

/** OEE from five numbers, its three parts, and where the time goes. */
export function Oee({ measure }: ToolProps<'oee'>) {
  const tools = useT()
  const { t } = tools
  const minutes = t('tools.unit.minutes')
  const pieces = t('tools.unit.pieces')
  const fields: NumberField[] = [
    { name: 'planned', label: t('tools.oee.planned'), hint: t('tools.oee.plannedHint'), unit: minutes },
    { name: 'stops', label: t('tools.oee.stops'), hint: t('tools.oee.stopsHint'), unit: minutes },
    { name: 'ideal', label: t('tools.oee.ideal'), hint: t('tools.oee.idealHint'), unit: t('tools.unit.seconds') },
    { name: 'made', label: t('tools.oee.made'), hint: t('tools.oee.madeHint'), unit: pieces, whole: true },
    { name: 'good', label: t('tools.oee.good'), hint: t('tools.oee.goodHint'), unit: pieces, whole: true },
  ]
  return (
    <NumberTool
      fields={fields}
      values={measure.values}
      problemsOf={(known) => oeeOf(known).problems}
      onSave={(name, value) => void changeMeasure(measure, ({ values }) => ({ values: { ...values, [name]: value } }))}
    >
      {(known) => {
        const { oee, availability, performance, quality, losses, largest, rivals, missing } = oeeOf(known)
        const lost = losses?.find(({ loss }) => loss === largest)
        const parts = [
          { id: 'availability', share: availability },
          { id: 'performance', share: performance },
          { id: 'quality', share: quality },
        ] as const
        return (
          <Result>
            {oee && (
              <Headline
                text={t('tools.oee.headline', { share: shareText(oee, tools).text })}
                range={shareText(oee, tools).range}
              />
            )}
            <Missing names={missing} fields={fields} />
            {losses && !largest && <p>{t('tools.oee.noLoss')}</p>}
            {lost && (
              <p>
                <strong>
                  {t('tools.oee.largest', {
                    loss: t(`tools.oee.losses.${lost.loss}`),
                    minutes: intervalText(lost.minutes, 'minutes', 1, tools).text,
                  })}
                </strong>{' '}
                {rivals.length > 0 &&
                  t('tools.oee.rivals', { losses: tools.list(rivals.map((loss) => t(`tools.oee.losses.${loss}`))) })}
              </p>
            )}
            {parts.some(({ share }) => share) && (
              <BarChart
                label={t('tools.oee.parts')}
                rows={parts.map(({ id, share }) => ({
                  id,
                  label: t(`tools.oee.${id}`),
                  share: share && Math.min(1, share.value),
                  low: share && share.low < share.high ? Math.min(1, Math.max(0, share.low)) : null,
                  high: share && share.low < share.high ? Math.min(1, share.high) : null,
                  value: share ? shareText(share, tools).text : t('tools.unknown'),
                }))}
              />
            )}
            {losses && (
              <>
                <h3>{t('tools.oee.lossTable')}</h3>
                <Facts
                  rows={losses.map(({ loss, minutes: lostMinutes }) => ({
                    label: t(`tools.oee.losses.${loss}`),
                    value: <WithRange {...intervalText(lostMinutes, 'minutes', 1, tools)} />,
                  }))}
                />
              </>
            )}
          </Result>
        )
      }}
    </NumberTool>
  )
}
