import { useEffect, useRef, useState } from 'react'
import { type Invitation, referenceOf } from '../../core/session'
import { keepAwake } from '../../platform/awake'
import { today } from '../../platform/clock'
import { handOver } from '../../platform/files'
import { useT } from '../../platform/i18n'
import { codeMaker } from '../../platform/qr'
import { type Handed, handIn, loadJoined, useJoined } from '../../store/join'
import { useLoaded } from '../../store/opened'
import { CodePicture } from '../../ui/CodePicture'
import { Page } from '../../ui/Page'
import { Loading } from '../../ui/State'
import { Consents, type HandInProps, WhoSees } from './Consents'
import css from './Join.module.css'

/** Hands a result in to a workshop: who will see it, two consents, then one code that stays. */
export function HandIn({ opened, lists, provisional }: HandInProps) {
  const { t } = useT()
  const joined = useJoined((state) => state.joined)
  const { assessment } = opened
  useEffect(() => {
    void loadJoined()
  }, [])
  if (!joined) return <Loading text={t('app.loading')} />
  const workshop = joined.find(
    ({ invitation }) =>
      invitation.questionnaire === assessment.questionnaire && invitation.version === assessment.version,
  )
  if (!workshop) {
    return (
      <Page title={t('join.none.title')}>
        <p>{t('join.none.text')}</p>
        <a className="button" href={`#/a/${assessment.id}/result`}>
          {t('join.none.back')}
        </a>
      </Page>
    )
  }
  return (
    <Handing
      opened={opened}
      lists={lists}
      invitation={workshop.invitation}
      handed={workshop.handed[assessment.id] ?? null}
      provisional={provisional}
    />
  )
}

function Handing({
  opened,
  lists,
  invitation,
  handed,
  provisional,
}: HandInProps & { invitation: Invitation; handed: Handed | null }) {
  const { t } = useT()
  const { assessment, firm } = opened
  const { title, deleteBy } = invitation
  const [changing, setChanging] = useState(false)
  const [failed, setFailed] = useState(false)

  const seal = async (how: Parameters<typeof handIn>[4]) => {
    const done = await handIn(invitation, opened, lists, provisional, how).catch(() => false)
    setFailed(!done)
    if (done) setChanging(false)
  }
  const stale = handed !== null && handed.changed !== assessment.changed
  // The answers have changed since: the same consents hold for the new code.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each change of the answers.
  useEffect(() => {
    if (handed && stale) void seal({ hidden: handed.hidden, consent: handed.consent })
  }, [stale, assessment.changed])

  return (
    <Page title={t('join.hand.title', { title })}>
      <WhoSees invitation={invitation} />
      {handed && !changing ? (
        !stale && (
          <Shown handed={handed} assessment={assessment.id} until={deleteBy} onChange={() => setChanging(true)} />
        )
      ) : (
        <Consents
          invitation={invitation}
          name={firm?.name ?? ''}
          action={t('join.hand.show')}
          onAgreed={(how) => void seal(how)}
        />
      )}
      {failed && <p role="alert">{t('join.hand.failed')}</p>}
      <p>
        <a className="alone" href={`#/a/${assessment.id}/result`}>
          {t('join.none.back')}
        </a>
      </p>
    </Page>
  )
}

function Shown({
  handed,
  assessment,
  until,
  onChange,
}: {
  handed: Handed
  assessment: string
  until: string
  onChange: () => void
}) {
  const { t, moment, date } = useT()
  const loaded = useLoaded(codeMaker)
  const heading = useRef<HTMLHeadingElement>(null)
  const ready = loaded.state === 'ready'
  useEffect(keepAwake, [])
  useEffect(() => {
    if (ready) heading.current?.focus()
  }, [ready])
  if (loaded.state === 'failed') {
    return (
      <p role="alert">
        {t('codes.send.failed')}{' '}
        <button type="button" className="quiet" onClick={loaded.retry}>
          {t('state.retry')}
        </button>
      </p>
    )
  }
  if (loaded.state === 'loading') return <Loading text={t('app.loading')} />
  return (
    <section aria-labelledby="code">
      <h2 id="code" ref={heading} tabIndex={-1} className={css['heading']}>
        {t('join.hand.code')}
      </h2>
      <CodePicture code={loaded.value(handed.code)} label={t('join.hand.picture')} />
      <p>{t('join.hand.how')}</p>
      <p className="muted">{t('join.hand.updated', { moment: moment(handed.made), date: date(until) })}</p>
      <h3>{t('join.hand.reference')}</h3>
      <p className={css['reference']}>{referenceOf(assessment)}</p>
      <p>{t('join.hand.referenceText')}</p>
      <div className="actions">
        <button
          type="button"
          className="quiet"
          onClick={() => void handOver(new File([handed.code], `siap-code-${today()}.txt`, { type: 'text/plain' }))}
        >
          {t('join.hand.file')}
        </button>
        <button type="button" className="quiet" onClick={onChange}>
          {t('join.hand.change')}
        </button>
      </div>
    </section>
  )
}
