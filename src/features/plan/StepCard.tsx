import { useId } from 'react'
import type { PlanStep } from '../../core/plan'
import { questionsById } from '../../core/tree'
import { today } from '../../platform/clock'
import { useT } from '../../platform/i18n'
import { changeStep, deleteStep, moveStep } from '../../store/improvement'
import type { ReadyAssessment } from '../../store/opened'
import { Disclosure } from '../../ui/Disclosure'
import { TextArea, TextField } from '../../ui/Field'
import { type StepSources, type StepText, stepText } from '../../words/plan'
import { timeText } from '../../words/result'
import css from './Plan.module.css'

/** One step of the plan: to tick, to open, to change. Everything is saved when a field is left. */
export function StepCard({
  step,
  opened,
  sources,
  first,
  last,
  onMoved,
}: {
  step: PlanStep
  opened: ReadyAssessment
  sources: StepSources
  first: boolean
  last: boolean
  /** Called when the step has left its place. */
  onMoved: () => void
}) {
  const tools = useT()
  const { t } = tools
  const text = stepText(step, sources, tools)
  const title = useId()
  const set = async (state: PlanStep['state']) => {
    if (await changeStep(step, { state })) onMoved()
  }
  const which = <span className="hidden">: {text.title}</span>
  const button = (label: string, act: () => void) => (
    <button type="button" className="quiet" onClick={act}>
      {label}
      {which}
    </button>
  )
  const out = step.state === 'later' || step.state === 'dropped'
  return (
    <li className={`card ${css['step']}`} data-state={step.state}>
      <div className={css['head']}>
        {!out && (
          <label className={css['tick']}>
            <input
              type="checkbox"
              checked={step.state === 'done'}
              aria-describedby={title}
              onChange={() => void changeStep(step, { state: step.state === 'done' ? 'todo' : 'done' })}
            />
            <span className="hidden">{t('plan.done')}</span>
          </label>
        )}
        <div>
          <h3 id={title}>{text.title}</h3>
          <Line step={step} text={text} />
        </div>
      </div>
      {step.note && <p className={css['note']}>{step.note}</p>}
      {out ? (
        <div className="actions pair">
          {button(t('plan.back'), () => void set('todo'))}
          {step.origin.kind === 'own' && button(t('plan.delete'), () => void deleteStep(step).then(onMoved))}
        </div>
      ) : (
        <Disclosure summary={t('plan.details')} about={text.title}>
          <Texts step={step} text={text} opened={opened} sources={sources} />
          <Fields step={step} title={text.title} />
          <div className="actions pair noprint">
            {step.state === 'todo' && button(t('plan.start'), () => void changeStep(step, { state: 'doing' }))}
            {step.state === 'doing' && button(t('plan.pause'), () => void changeStep(step, { state: 'todo' }))}
            {!first && button(t('plan.up'), () => void moveStep(sameList(step), step, -1))}
            {!last && button(t('plan.down'), () => void moveStep(sameList(step), step, 1))}
            {button(t('plan.later'), () => void set('later'))}
            {button(t('plan.drop'), () => void set('dropped'))}
          </div>
        </Disclosure>
      )}
    </li>
  )
}

/** The steps among which this one is shown. */
function sameList({ state }: PlanStep): (other: PlanStep) => boolean {
  const aside = state === 'later' || state === 'dropped'
  return (other) => (aside ? other.state === state : other.state !== 'later' && other.state !== 'dropped')
}

/** State, cost, who and when, in one line. */
function Line({ step, text }: { step: PlanStep; text: StepText }) {
  const tools = useT()
  const { t, date } = tools
  const late = step.due !== null && step.state !== 'done' && step.due < today()
  const parts = [
    step.state === 'done' && step.done && t('plan.doneOn', { date: date(noon(step.done)) }),
    step.state === 'doing' && t('plan.doing'),
    step.who,
    step.due && t(late ? 'plan.overdue' : 'plan.dueOn', { date: date(noon(step.due)) }),
    text.cost && t(`steps.costs.${text.cost}`),
    text.time && timeText(text.time, tools),
  ].filter(Boolean)
  return <p className="muted small">{parts.join(' · ')}</p>
}

/** Noon, so that a day stays the same in every time zone. */
function noon(day: string): string {
  return `${day}T12:00:00`
}

/** What to do this week, how to see that it worked, why, and the tools that help. */
function Texts({
  step: { origin },
  text,
  opened,
  sources,
}: {
  step: PlanStep
  text: StepText
  opened: ReadyAssessment
  sources: StepSources
}) {
  const { t } = useT()
  const { id, questionnaire } = opened.assessment
  const source = 'questionnaire' in origin ? sources.questionnaires.get(origin.questionnaire) : undefined
  const tools = ('item' in origin && source && questionsById(source.questionnaire).get(origin.item)?.tools) || []
  return (
    <>
      {text.week && (
        <p>
          <strong>{t(origin.kind === 'programme' ? 'plan.ask' : 'plan.week')}</strong> {text.week}
        </p>
      )}
      {text.sign && (
        <p>
          <strong>{t('plan.sign')}</strong> {text.sign}
        </p>
      )}
      {text.question && 'item' in origin && (
        <p>
          <strong>{t('plan.why')}</strong> {text.question}{' '}
          {origin.questionnaire === questionnaire && (
            <a className="alone" href={`#/a/${id}/check/${origin.item}`}>
              {t('result.gaps.answer')}
            </a>
          )}
        </p>
      )}
      {origin.kind === 'programme' && (
        <p>
          <a className="alone" href={`#/programmes/${origin.programme}`}>
            {t('plan.programmeCard')}
          </a>
        </p>
      )}
      {tools.length > 0 && (
        <p>
          <strong>{t('plan.tools')}</strong>
          {tools.map((tool) => (
            <a key={tool} className={`alone ${css['tool']}`} href={`#/a/${id}/tool/${tool}`}>
              {t(`tools.${tool}.title`)}
            </a>
          ))}
        </p>
      )}
    </>
  )
}

/** Who, by when, a note, and other words for the step. */
function Fields({ step, title }: { step: PlanStep; title: string }) {
  const { t } = useT()
  const save = (key: 'who' | 'note' | 'title', value: string) => {
    if (value !== step[key]) void changeStep(step, { [key]: value })
  }
  return (
    // Each field is made anew for another value, come by undo or from another tab; the others keep what is being typed.
    <div className="noprint">
      <TextField
        key={`who ${step.who}`}
        label={t('plan.who')}
        defaultValue={step.who}
        maxLength={60}
        autoComplete="off"
        onBlur={(event) => save('who', event.target.value.trim())}
      />
      <TextField
        key={`due ${step.due}`}
        type="date"
        label={t('plan.due')}
        defaultValue={step.due ?? ''}
        onBlur={(event) => {
          const due = event.target.value || null
          if (due !== step.due) void changeStep(step, { due })
        }}
      />
      <TextArea
        key={`note ${step.note}`}
        label={t('plan.note')}
        defaultValue={step.note}
        maxLength={500}
        onBlur={(event) => save('note', event.target.value.trim())}
      />
      <TextArea
        key={`title ${title}`}
        label={t('plan.rename')}
        defaultValue={title}
        maxLength={200}
        rows={2}
        onBlur={(event) => {
          const words = event.target.value.trim()
          // Left as it was, or emptied: the words of the file stay.
          if (words !== title) save('title', words)
        }}
      />
    </div>
  )
}
