import { useState } from 'react'
import { DONT_KNOW } from '../../core/answers'
import type { Proposal, StepState } from '../../core/plan'
import { useT } from '../../platform/i18n'
import { addSteps } from '../../store/improvement'
import { Disclosure } from '../../ui/Disclosure'
import { type StepSources, stepText } from '../../words/plan'
import { timeText } from '../../words/result'
import type { PlanProps } from './Plan'
import css from './Plan.module.css'

/** How many are shown at first, and taken together: a plan of four is one that is begun. */
const AT_FIRST = 4

/** The steps to take next, each with its reasons; accept, put off, or refuse. */
export function Proposals(
  props: PlanProps & { proposals: readonly Proposal[]; sources: StepSources; onTaken: () => void },
) {
  const { t } = useT()
  const { opened, proposals, sources, onTaken } = props
  const { id, firm, profile } = opened.assessment
  const [all, setAll] = useState(false)
  const shown = all ? proposals : proposals.slice(0, AT_FIRST)
  const take = async (taken: readonly Proposal[], state: StepState) => {
    const done = await addSteps(
      firm,
      taken.map(({ origin }) => ({ origin, state })),
    )
    if (done) onTaken()
  }
  const chosen = (profile.pains ?? []).length + (profile.goals ?? []).length
  return (
    <section aria-labelledby="proposals" className="noprint">
      <h2 id="proposals">{t('plan.proposals')}</h2>
      {proposals.length === 0 ? <p>{t('plan.noProposals')}</p> : <p>{t('plan.proposalsText')}</p>}
      {chosen === 0 && (
        <p>
          {t('plan.noPriorities')} <a href={`#/a/${id}/profile`}>{t('plan.toProfile')}</a>
        </p>
      )}
      {proposals.length > 1 && (
        <div className="actions">
          <button type="button" className="button" onClick={() => void take(proposals.slice(0, AT_FIRST), 'todo')}>
            {t('plan.acceptFirst', { count: Math.min(AT_FIRST, proposals.length) })}
          </button>
        </div>
      )}
      <ol className={css['steps']}>
        {shown.map((proposal) => (
          <ProposalCard key={proposal.origin.item} {...props} sources={sources} proposal={proposal} onTake={take} />
        ))}
      </ol>
      {shown.length < proposals.length && (
        <button type="button" className="quiet" onClick={() => setAll(true)}>
          {t('plan.more', { count: proposals.length - shown.length })}
        </button>
      )}
    </section>
  )
}

function ProposalCard({
  opened,
  listWords,
  sources,
  proposal,
  onTake,
}: PlanProps & {
  sources: StepSources
  proposal: Proposal
  onTake: (taken: readonly Proposal[], state: StepState) => Promise<void>
}) {
  const tools = useT()
  const { t, list } = tools
  const { words, answers, assessment } = opened
  const { origin, before, pains, goals } = proposal
  const text = stepText(proposal, sources, tools)
  const named = (kind: string, codes: readonly string[]) => list(codes.map((code) => listWords(`${kind}.${code}.name`)))
  const answer = answers[origin.item]
  const reasons = [
    answer === undefined
      ? t('plan.whyBlank')
      : answer === DONT_KNOW
        ? t('plan.whyUnknown')
        : typeof answer === 'string' && t('plan.whyAnswer', { answer: words(`${origin.item}.options.${answer}.text`) }),
    before.length > 0 && t('plan.whyBefore', { questions: list(before.map((item) => words(`${item}.question`))) }),
    pains.length > 0 && t('plan.whyPains', { pains: named('pains', pains) }),
    goals.length > 0 && t('plan.whyGoals', { goals: named('goals', goals) }),
  ].filter((reason) => reason !== false)
  return (
    <li className={`card ${css['proposal']}`}>
      <h3>{text.title}</h3>
      <p className="muted small">
        {[text.cost && t(`steps.costs.${text.cost}`), text.time && timeText(text.time, tools)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p>
        <strong>{t('plan.week')}</strong> {text.week}
      </p>
      <Disclosure summary={t('plan.reasons')} about={text.title}>
        <p>
          <strong>{t('plan.why')}</strong> {text.question}
        </p>
        <ul className={css['reasons']}>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
          <li>
            <a className="alone" href={`#/a/${assessment.id}/check/${origin.item}`}>
              {t('result.gaps.answer')}
            </a>
          </li>
        </ul>
        {text.sign && (
          <p>
            <strong>{t('plan.sign')}</strong> {text.sign}
          </p>
        )}
      </Disclosure>
      <div className={`actions ${css['three']}`}>
        {(
          [
            ['button', 'plan.accept', 'todo'],
            ['quiet', 'plan.putOff', 'later'],
            ['quiet', 'plan.refuse', 'dropped'],
          ] as const
        ).map(([look, label, state]) => (
          <button key={state} type="button" className={look} onClick={() => void onTake([proposal], state)}>
            {t(label)}
            <span className="hidden">: {text.title}</span>
          </button>
        ))}
      </div>
    </li>
  )
}
