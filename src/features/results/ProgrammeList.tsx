import type { Recommendation } from '../../core/programmes'
import { whyOf } from '../../core/programmes'
import type { Result } from '../../core/result'
import { resultOf } from '../../core/result'
import { today } from '../../platform/clock'
import { useT } from '../../platform/i18n'
import { Disclosure } from '../../ui/Disclosure'
import { Page } from '../../ui/Page'
import { lastKnown, programmeFacts } from '../../words/programmes'
import { whyText } from '../../words/result'
import type { ResultProps } from './props'
import css from './Result.module.css'

/** The programmes that fit this firm, on a screen of their own. */
export function Programmes(props: ResultProps) {
  const { t } = useT()
  const { opened, lists, programmes } = props
  const { assessment, questionnaire, answers } = opened
  const result = resultOf(questionnaire, programmes, lists, answers, assessment.profile, assessment.targets)
  return (
    <Page title={t('programmes.title')}>
      <ProgrammeList {...props} result={result} brief={false} />
      <div className="actions">
        <a className="quiet" href={`#/a/${assessment.id}/result`}>
          {t('programmes.toResult')}
        </a>
        <a className="quiet" href="#/programmes">
          {t('programmes.all')}
        </a>
      </div>
    </Page>
  )
}

/** Programmes with their reasons, a finance card where it fits, and whom to ask first; never an empty page. */
export function ProgrammeList(props: ResultProps & { result: Result; brief: boolean }) {
  const { t, list } = useT()
  const { opened, result, listWords, programmeWords, brief } = props
  const { recommendations, gaps } = result
  const { profile, id } = opened.assessment
  const missing = (['sector', 'workers', 'province'] as const).filter((field) => !profile[field])
  const Heading = headingOf(brief)
  return (
    <section aria-labelledby={brief ? 'programmes' : undefined} aria-label={brief ? undefined : t('programmes.title')}>
      {brief && <h2 id="programmes">{t('programmes.title')}</h2>}
      {missing.length > 0 && (
        <p className="card">
          {t('programmes.profile', { missing: list(missing.map((field) => t(`programmes.missing.${field}`))) })}{' '}
          <a href={`#/a/${id}/profile`}>{t('programmes.toProfile')}</a>
        </p>
      )}
      {recommendations.levelAssumed && <p className="muted">{t('programmes.levelAssumed')}</p>}
      {gaps.length > 0 && (
        <p>{t('programmes.gaps', { gaps: list(gaps.map(({ code }) => listWords(`gapCodes.${code}.name`))) })}</p>
      )}
      {recommendations.programmes.length === 0 && (
        <>
          <p>{t(gaps.length === 0 ? 'programmes.noGaps' : 'programmes.none')}</p>
          {gaps.map(({ code }) => (
            <p key={code} className="card">
              {listWords(`gapCodes.${code}.advice`)}
            </p>
          ))}
        </>
      )}
      {recommendations.programmes.map((found) => (
        <ProgrammeCard key={found.id} {...props} found={found} />
      ))}
      {recommendations.startToday && (
        <>
          <Heading>{t('programmes.startToday')}</Heading>
          <ProgrammeCard {...props} found={recommendations.startToday} />
        </>
      )}
      {recommendations.finance && (
        <>
          <Heading>{t('programmes.finance')}</Heading>
          <p>{t('programmes.financeText')}</p>
          <ProgrammeCard {...props} found={recommendations.finance} />
        </>
      )}
      <Heading>{t('programmes.contact')}</Heading>
      <ul>
        {recommendations.contacts.map((contact) => (
          <li key={contact}>
            <a href={`#/programmes/${contact}`}>{programmeWords(`${contact}.name`)}</a>:{' '}
            {programmeWords(`${contact}.line`)}
          </li>
        ))}
      </ul>
      <p className="muted small">{t('programmes.sources')}</p>
      {brief && (
        <p>
          <a className="alone" href={`#/a/${id}/programmes`}>
            {t('programmes.details')}
          </a>
        </p>
      )}
    </section>
  )
}

/** On the result the list has a heading of its own above these; on its own screen only the title is above them. */
function headingOf(brief: boolean): 'h2' | 'h3' {
  return brief ? 'h3' : 'h2'
}

function ProgrammeCard(props: ResultProps & { result: Result; brief: boolean; found: Recommendation }) {
  const tools = useT()
  const { t } = tools
  const { opened, result, lists, listWords, programmes, programmeWords, brief, found } = props
  const programme = programmes.find(({ id }) => id === found.id)
  if (!programme) return null
  const day = today()
  // How old the information is stands below in its own line, for every programme.
  const reasons = whyOf(found, programme, result.recommendations.level, opened.assessment.profile, day).filter(
    ({ key }) => key !== 'old',
  )
  const facts = programmeFacts(programme, lists, programmeWords, listWords, tools)
  const Heading = headingOf(brief)
  return (
    <article className="card">
      <Heading>
        <a className="alone" href={`#/programmes/${programme.id}`}>
          {programmeWords(`${programme.id}.name`)}
        </a>
      </Heading>
      {programme.show === 'check' && (
        <p>
          <span className="tag">{t('programme.check')}</span>
        </p>
      )}
      <p>{programmeWords(`${programme.id}.line`)}</p>
      <ul className={css['reasons']}>
        {reasons.map((why) => (
          <li key={why.key}>{whyText(why, programmeWords(`${programme.id}.ask`), lists, listWords, tools)}</li>
        ))}
      </ul>
      {brief ? (
        <p className="muted small">{lastKnown(programme, day, tools)}</p>
      ) : (
        <>
          <dl className={css['facts']}>
            {facts.map(({ label, text }) => (
              <div key={label} hidden={text === ''} className={css['fact']}>
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
          <p className="muted small">{lastKnown(programme, day, tools)}</p>
          <Disclosure summary={t('programme.sources')}>
            <ul>
              {programme.sources.map((source) => (
                <li key={source.url}>
                  {source.title} ({[source.publisher, source.date].filter(Boolean).join(', ')}): {source.url}
                </li>
              ))}
            </ul>
            {programme.sources.length === 0 && <p>{t('programme.noSources')}</p>}
          </Disclosure>
        </>
      )}
    </article>
  )
}
