import { useState } from 'react'
import { calendarFile, monthsLater } from '../../core/calendar'
import type { PlanStep } from '../../core/plan'
import { now, today } from '../../platform/clock'
import { saveFile } from '../../platform/files'
import { useT } from '../../platform/i18n'
import type { ReadyAssessment } from '../../store/opened'
import { Choice } from '../../ui/Choice'
import { Disclosure } from '../../ui/Disclosure'
import { type StepSources, stepText } from '../../words/plan'

const MONTHS = ['1', '3', '6', '12']

/** A calendar file: when to check again, and the days by which steps are due. */
export function Reminder({
  opened,
  steps,
  sources,
}: {
  opened: ReadyAssessment
  steps: readonly PlanStep[]
  sources: StepSources
}) {
  const tools = useT()
  const { t, date } = tools
  const { assessment } = opened
  const [months, setMonths] = useState('6')
  const dayIn = (count: string) => monthsLater(today(), Number(count))
  const save = () => {
    const days = [
      {
        uid: `${assessment.id}-again@siap`,
        day: dayIn(months),
        title: t('plan.reminderTitle'),
        text: t('plan.reminderDay', { date: date(assessment.finished ?? assessment.changed) }),
      },
      ...steps.flatMap((step) => {
        if (!step.due || step.state === 'done') return []
        const { title } = stepText(step, sources, tools)
        return [{ uid: `${step.id}@siap`, day: step.due, title, text: t('plan.reminderStep', { step: title }) }]
      }),
    ]
    saveFile(new File([calendarFile(days, now())], `siap-${today()}.ics`, { type: 'text/calendar' }))
  }
  return (
    <section aria-labelledby="reminder" className="noprint">
      <h2 id="reminder">{t('plan.reminder')}</h2>
      <p>{t('plan.reminderText')}</p>
      <Disclosure summary={t('plan.reminderWhen')}>
        <Choice
          name="reminder"
          legend={<span className="hidden">{t('plan.reminderWhen')}</span>}
          options={MONTHS.map((id) => ({
            id,
            text: t('plan.reminderIn', { count: Number(id), date: date(`${dayIn(id)}T12:00:00`) }),
          }))}
          chosen={months}
          onChoose={setMonths}
        />
      </Disclosure>
      <div className="actions">
        <button type="button" className="quiet" onClick={save}>
          {t('plan.reminderSave')}
        </button>
      </div>
    </section>
  )
}
