import { useEffect, useState } from 'react'
import { changeoverOf } from '../../core/figures'
import type { Interval } from '../../core/intervals'
import { type MeasureOf, STEP_KINDS, type ValuesOf } from '../../core/measures'
import { newId, tick } from '../../platform/clock'
import { useT } from '../../platform/i18n'
import { changeMeasure, takeOut } from '../../store/improvement'
import { Select, TextField } from '../../ui/Field'
import { intervalText } from '../../words/figures'
import { writtenNumber } from '../../words/numbers'
import { entryOut, type TakenOut } from './lists'
import { NumberFields } from './NumberFields'
import { Facts, Headline, Remove, Result, WithRange } from './parts'
import type { ToolProps } from './props'
import css from './tools.module.css'

type Values = ValuesOf<'changeover'>
type Step = Values['steps'][number]

/** A changeover, timed step by step; and what of it need not wait for the machine to stand. */
export function Changeover({ measure, onTakenOut }: ToolProps<'changeover'>) {
  const { t } = useT()
  const { steps } = measure.values
  return (
    <>
      <Stopwatch measure={measure} />
      {steps.length > 0 && (
        <section className="noprint" aria-labelledby="changeover-steps">
          <h2 id="changeover-steps">{t('tools.changeover.steps')}</h2>
          <ol className={css['entries']}>
            {steps.map((step, i) => (
              <StepCard key={step.id} measure={measure} step={step} number={i + 1} onTakenOut={onTakenOut} />
            ))}
          </ol>
        </section>
      )}
      <Sums measure={measure} />
      <StepTable steps={steps} />
    </>
  )
}

/** The step under way, with what has passed so far, written out as a finished step of two decimals of a minute. */
function finished({ running, steps }: Values, now: number): Step[] {
  if (!running) return steps
  const minutes = (Math.max(0, now - running.since) / 60_000).toFixed(2)
  return [...steps, { id: newId(), name: running.name, minutes, kind: 'internal' }]
}

/** Ends the last step. Taken back, it goes on as if it had never been ended; once something else is timed, it stays ended. */
function stopping(): TakenOut<Values> {
  let was: Values['running'] = null
  let ended: string | undefined
  return {
    edit: (values) => {
      const steps = finished(values, tick())
      was = values.running
      ended = steps[steps.length - 1]?.id
      return { ...values, steps, running: null }
    },
    back: (values) =>
      values.running || values.steps[values.steps.length - 1]?.id !== ended
        ? values
        : { ...values, steps: values.steps.filter(({ id }) => id !== ended), running: was },
  }
}

/** Starts, ends one step and begins the next, finishes. Since when it runs is on the disk: it goes on while nobody looks. */
function Stopwatch({ measure }: { measure: MeasureOf<'changeover'> }) {
  const { t, moment } = useT()
  const { running, steps } = measure.values
  const start = () =>
    void changeMeasure(measure, ({ values }) => ({
      values: { ...values, running: values.running ?? { since: tick(), name: '' } },
    }))
  const next = () =>
    void changeMeasure(measure, ({ values }) => {
      const now = tick()
      return { values: { ...values, steps: finished(values, now), running: { since: now, name: '' } } }
    })
  const stop = () => void takeOut('clock-stopped', measure, stopping())
  return (
    <section className={`card noprint ${css['clock']}`} aria-label={t('tools.changeover.clock')}>
      {running ? (
        <>
          <p>
            <strong>{t('tools.changeover.running', { number: steps.length + 1 })}</strong>
          </p>
          <Elapsed since={running.since} />
          <p className="muted small">
            {t('tools.changeover.since', { day: moment(new Date(running.since).toISOString()) })}
          </p>
          <TextField
            // Of each step its own.
            key={running.since}
            label={t('tools.changeover.nameNow')}
            defaultValue={running.name}
            maxLength={80}
            onChange={(event) => {
              const name = event.target.value
              void changeMeasure(measure, ({ values }) => ({
                values: { ...values, running: values.running && { ...values.running, name } },
              }))
            }}
          />
          <div className="actions">
            <button type="button" className="button" onClick={next}>
              {t('tools.changeover.next')}
            </button>
            <button type="button" className="quiet" onClick={stop}>
              {t('tools.changeover.stop')}
            </button>
          </div>
        </>
      ) : (
        <button type="button" className="button" onClick={start}>
          {t(steps.length === 0 ? 'tools.changeover.start' : 'tools.changeover.more')}
        </button>
      )}
    </section>
  )
}

/** Minutes and seconds since a moment, going on. */
function Elapsed({ since }: { since: number }) {
  const [now, setNow] = useState(tick)
  useEffect(() => {
    const timer = setInterval(() => setNow(tick()), 250)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.floor(Math.max(0, now - since) / 1000)
  return (
    <p className={css['elapsed']} role="timer">
      {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
    </p>
  )
}

function StepCard({
  measure,
  step,
  number,
  onTakenOut,
}: {
  measure: MeasureOf<'changeover'>
  step: Step
  number: number
  onTakenOut: () => void
}) {
  const { t } = useT()
  const { id, name, minutes, kind } = step
  const change = (fields: Partial<Step>) =>
    void changeMeasure(measure, ({ values }) => ({
      values: { ...values, steps: values.steps.map((one) => (one.id === id ? { ...one, ...fields } : one)) },
    }))

  async function remove(): Promise<void> {
    const done = await takeOut(
      'entry-deleted',
      measure,
      entryOut(
        id,
        (values: Values) => values.steps,
        (values, steps) => ({ ...values, steps }),
      ),
    )
    if (done) onTakenOut()
  }

  return (
    <li className="card">
      <h3>{t('tools.changeover.step', { number })}</h3>
      <TextField
        label={t('tools.changeover.name')}
        defaultValue={name}
        maxLength={80}
        onChange={(event) => change({ name: event.target.value })}
      />
      <NumberFields
        fields={[{ name: 'minutes', label: t('tools.changeover.minutes'), unit: t('tools.unit.minutes') }]}
        values={{ minutes }}
        onSave={(_, value) => change({ minutes: value })}
        onWrong={(names) => names.length > 0 && change({ minutes: null })}
      />
      <Select
        label={t('tools.changeover.kind')}
        options={STEP_KINDS.map((one) => ({ id: one, text: t(`tools.changeover.kinds.${one}`) }))}
        value={kind}
        onChange={(event) => change({ kind: STEP_KINDS.find((one) => one === event.target.value) ?? kind })}
      />
      <Remove about={t('tools.changeover.step', { number })} onRemove={() => void remove()} />
    </li>
  )
}

function Sums({ measure }: { measure: MeasureOf<'changeover'> }) {
  const tools = useT()
  const { t } = tools
  const { stopped, movable, remaining, external, total, running, open } = changeoverOf(measure.values)
  const minutes = (amount: Interval) => intervalText(amount, 'minutes', 0.1, tools)
  const row = (label: string, amount: Interval | null) =>
    amount ? [{ label, value: <WithRange {...minutes(amount)} /> }] : []
  return (
    <Result>
      {running && <p>{t('tools.changeover.stillRunning')}</p>}
      {!running && measure.values.steps.length === 0 && <p>{t('tools.changeover.noSteps')}</p>}
      {open > 0 && <p>{t('tools.changeover.open', { count: open })}</p>}
      {!running && stopped && movable && remaining && (
        <>
          <Headline text={t('tools.changeover.stopped', { minutes: minutes(stopped).text })} range="" />
          <p>
            {movable.value > 0
              ? t('tools.changeover.remaining', { minutes: minutes(remaining).text })
              : t('tools.changeover.noneMovable')}
          </p>
          <Facts
            rows={[
              ...row(t('tools.changeover.stoppedRow'), stopped),
              ...row(t('tools.changeover.movableRow'), movable),
              ...row(t('tools.changeover.remainingRow'), remaining),
              ...row(t('tools.changeover.externalRow'), external),
              ...row(t('tools.changeover.totalRow'), total),
            ]}
          />
        </>
      )}
    </Result>
  )
}

/** The steps on paper. */
function StepTable({ steps }: { steps: readonly Step[] }) {
  const { t, language } = useT()
  return (
    <table className={css['paper']} aria-label={t('tools.changeover.steps')}>
      <thead>
        <tr>
          <th scope="col">{t('tools.changeover.steps')}</th>
          <th scope="col">{t('tools.unit.minutes')}</th>
          <th scope="col">{t('tools.changeover.kind')}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ id, name, minutes, kind }, i) => (
          <tr key={id}>
            <th scope="row">{name || t('tools.changeover.step', { number: i + 1 })}</th>
            <td>{minutes === null ? t('tools.unknown') : writtenNumber(minutes, language)}</td>
            <td>{t(`tools.changeover.kinds.${kind}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
