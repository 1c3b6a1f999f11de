import { useRef, useState } from 'react'
import type { Lists, Programme } from '../../core/catalogue'
import { type PlanStep, proposeSteps } from '../../core/plan'
import { resultOf } from '../../core/result'
import { useT } from '../../platform/i18n'
import type { Words } from '../../store/catalogue'
import { addSteps, type FirmWork, undo, useLastDone, useSources } from '../../store/improvement'
import type { ReadyAssessment } from '../../store/opened'
import { Disclosure } from '../../ui/Disclosure'
import { TextField } from '../../ui/Field'
import { Page } from '../../ui/Page'
import { Loading } from '../../ui/State'
import { UndoBar } from '../../ui/UndoBar'
import type { StepSources } from '../../words/plan'
import css from './Plan.module.css'
import { PlanNav } from './PlanNav'
import { ProgrammesToAdd } from './ProgrammesToAdd'
import { Proposals } from './Proposals'
import { Reminder } from './Reminder'
import { StepCard } from './StepCard'

export interface PlanProps {
  opened: ReadyAssessment
  work: FirmWork
  lists: Lists
  listWords: Words
  programmes: readonly Programme[]
  programmeWords: Words
}

/** The firm's plan: steps in order, each with who, when and how to see that it worked; proposals below. */
export function Plan(props: PlanProps) {
  const { t } = useT()
  const { opened, work, lists, programmes, programmeWords } = props
  const { assessment, questionnaire, answers } = opened
  const { id, firm, profile, targets } = assessment
  const questionnaires = useSources(work.steps, opened)
  const last = useLastDone(firm)
  const bar = useRef<HTMLDivElement>(null)
  if (!questionnaires) return <Loading text={t('app.loading')} />

  const result = resultOf(questionnaire, programmes, lists, answers, profile, targets)
  const proposals = proposeSteps(questionnaire, result.scores, result.priorities, profile, work.steps)
  const sources: StepSources = { questionnaires, programmeWords }
  const active = work.steps.filter(isActive)
  const aside = (['later', 'dropped'] as const).map((state) => ({
    state,
    steps: work.steps.filter((step) => step.state === state),
  }))
  // What was tapped may be gone from where it was; what happened is said here.
  const said = () => bar.current?.focus()
  const card = (step: PlanStep, place: number, among: readonly PlanStep[]) => (
    <StepCard
      key={step.id}
      step={step}
      opened={opened}
      sources={sources}
      first={place === 0}
      last={place === among.length - 1}
      onMoved={said}
    />
  )
  return (
    <Page title={t('plan.title')} above={<PlanNav id={id} here="plan" />}>
      <p>{t('plan.intro')}</p>
      <section aria-labelledby="steps">
        <h2 id="steps">{t('plan.steps')}</h2>
        {active.length === 0 && <p className="card">{t('plan.empty')}</p>}
        {active.length > 0 && active.every(({ state }) => state === 'done') && <p>{t('plan.allDone')}</p>}
        <ol className={css['steps']}>{active.map(card)}</ol>
        {aside.map(
          ({ state, steps }) =>
            steps.length > 0 && (
              <Disclosure
                key={state}
                summary={t(state === 'later' ? 'plan.laterTitle' : 'plan.droppedTitle', { count: steps.length })}
              >
                <ul className={css['steps']}>{steps.map(card)}</ul>
              </Disclosure>
            ),
        )}
        <OwnStep firm={firm} />
      </section>
      <UndoBar
        ref={bar}
        text={last ? t(`undone.${last.done}`) : ''}
        action={t('undone.undo')}
        onAction={() => void undo(firm)}
      />
      <Proposals {...props} proposals={proposals} sources={sources} onTaken={said} />
      <ProgrammesToAdd {...props} result={result} onTaken={said} />
      <Reminder opened={opened} steps={active} sources={sources} />
      <div className="actions noprint">
        <a className="button" href={`#/a/${id}/share`}>
          {t('plan.share')}
        </a>
        <a className="quiet" href={`#/a/${id}/compare`}>
          {t('plan.compare')}
        </a>
      </div>
    </Page>
  )
}

/** Steps that count: neither put off nor taken out. */
export function isActive({ state }: PlanStep): boolean {
  return state !== 'later' && state !== 'dropped'
}

/** A step that no questionnaire proposes. */
function OwnStep({ firm }: { firm: string }) {
  const { t } = useT()
  const field = useRef<HTMLInputElement>(null)
  const [missing, setMissing] = useState(false)
  const add = async () => {
    const title = field.current?.value.trim() ?? ''
    setMissing(title === '')
    if (title === '') field.current?.focus()
    else if ((await addSteps(firm, [{ origin: { kind: 'own' }, title }])) && field.current) field.current.value = ''
  }
  return (
    <Disclosure summary={t('plan.own')}>
      <form
        className="noprint"
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <TextField
          ref={field}
          label={t('plan.ownLabel')}
          hint={t('plan.ownHint')}
          error={missing ? t('plan.ownMissing') : undefined}
          maxLength={200}
          autoComplete="off"
        />
        <button type="submit" className="button">
          {t('plan.ownAdd')}
        </button>
      </form>
    </Disclosure>
  )
}
