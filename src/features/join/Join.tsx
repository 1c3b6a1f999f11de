import { useEffect, useState } from 'react'
import type { Lists } from '../../core/catalogue'
import type { Questionnaire } from '../../core/questionnaire'
import { fitOf, type Invitation, readInvitation } from '../../core/session'
import { today } from '../../platform/clock'
import { useT } from '../../platform/i18n'
import { load, useAssessments } from '../../store/assessments'
import { join } from '../../store/join'
import { useLoaded } from '../../store/opened'
import { knownQuestionnaires } from '../../store/receive'
import { Page } from '../../ui/Page'
import { Loading } from '../../ui/State'
import css from './Join.module.css'

/** An invitation to a workshop: who runs it, what is asked and who sees it. Nothing leaves the phone here. */
export function Join({ text, lists }: { text: string; lists: Lists }) {
  const { t } = useT()
  const known = useLoaded(knownQuestionnaires)
  const read = readInvitation(text)
  if (!read.ok) {
    return (
      <Page title={t('join.broken.title')}>
        <p>{t(read.problems[0]?.code === 'too-new' ? 'join.broken.newer' : 'join.broken.damaged')}</p>
      </Page>
    )
  }
  if (known.state === 'loading') return <Loading text={t('app.loading')} />
  const questionnaires = known.state === 'ready' ? known.value : []
  return <Invited text={text} invitation={read.value} lists={lists} questionnaires={questionnaires} />
}

function Invited({
  text,
  invitation,
  lists,
  questionnaires,
}: {
  text: string
  invitation: Invitation
  lists: Lists
  questionnaires: readonly Questionnaire[]
}) {
  const { t, date, list } = useT()
  const { title, place, day, controller, contact, deleteBy, fields, names, minimum } = invitation
  const fit = fitOf(invitation, questionnaires, lists)
  const rows = [
    [t('join.when'), date(day)],
    ...(place === '' ? [] : [[t('join.where'), place]]),
    [t('join.who'), controller],
    [t('join.contact'), contact],
    [t('join.until'), date(deleteBy)],
    [
      t('join.asked'),
      fields.length > 0
        ? t('join.askedText', { fields: list(fields.map((field) => t(`join.field.${field}`))) })
        : t('join.askedOnly'),
    ],
    [t('join.sees'), `${t('join.seesText', { count: minimum })} ${t(names ? 'join.namesShown' : 'join.namesHidden')}`],
  ]
  return (
    <Page title={t('join.title', { title })}>
      <dl className={css['facts']}>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {deleteBy < today() ? (
        <p className="card">{t('join.over')}</p>
      ) : fit === 'ready' ? (
        <Onwards text={text} invitation={invitation} />
      ) : (
        <p className="card">{t(`join.fit.${fit}`)}</p>
      )}
    </Page>
  )
}

/** To the questions, or to the end when they are answered; the workshop is remembered first. */
function Onwards({ text, invitation }: { text: string; invitation: Invitation }) {
  const { t } = useT()
  const { status, assessments } = useAssessments()
  const [failed, setFailed] = useState(false)
  const { questionnaire, version } = invitation
  useEffect(() => {
    if (status === 'loading') void load()
  }, [status])
  if (status === 'loading') return <Loading text={t('app.loading')} />
  const latest = assessments.find((one) => one.questionnaire === questionnaire && one.version === version)
  const go = async (address: string) => {
    if (await join(text, invitation)) location.hash = address
    else setFailed(true)
  }
  const start = `#/start/${questionnaire}`
  const onwards = latest ? (latest.finished ? `#/a/${latest.id}/hand-in` : `#/a/${latest.id}`) : start
  return (
    <>
      <p>{t('join.nothing')}</p>
      {failed && <p role="alert">{t('join.failed')}</p>}
      <div className="actions">
        <button type="button" className="button" onClick={() => void go(onwards)}>
          {t(latest ? (latest.finished ? 'join.handIn' : 'join.continue') : 'join.start')}
        </button>
        {latest && (
          <button type="button" className="quiet" onClick={() => void go(start)}>
            {t('join.again')}
          </button>
        )}
        <button type="button" className="quiet" onClick={() => void go(`#/relay/${invitation.id}`)}>
          {t('join.relay')}
        </button>
      </div>
    </>
  )
}
