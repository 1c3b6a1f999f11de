import { useRef, useState } from 'react'
import { roundHalfUp } from '../../core/numbers'
import type { Assessment, Firm } from '../../core/records'
import type { Persistence } from '../../platform/disk'
import { useT } from '../../platform/i18n'
import { deleteAll, deleteAssessment, nameFirm, useAssessments } from '../../store/assessments'
import { offered } from '../../store/catalogue'
import { TextField } from '../../ui/Field'
import { Page } from '../../ui/Page'
import { Confirm } from './Confirm'
import css from './Saved.module.css'

interface Props {
  /** The questionnaires' titles in the language of the screen, by id. */
  titles: Readonly<Record<string, string>>
  /** Null while it is not known yet. */
  storage: { persistence: Persistence; bytes: number | null } | null
}

interface FirmWork {
  id: string
  firm: Firm | null
  rounds: Assessment[]
}

/** Everything kept on this device: go on with it, back it up, delete one round or all. */
export function Saved({ titles, storage }: Props) {
  const { t, date } = useT()
  const { firms, assessments } = useAssessments()
  const [asked, setAsked] = useState<Assessment | 'all' | null>(null)
  const [said, setSaid] = useState('')
  const message = useRef<HTMLParagraphElement>(null)
  const work = workByFirm(firms, assessments)
  const roundName = ({ questionnaire, round }: Assessment) =>
    t('saved.round', { title: titles[questionnaire] ?? questionnaire, round })
  const firmName = (id: string) => firms.find((firm) => firm.id === id)?.name || t('home.saved.noName')
  const remove = async (what: Assessment | 'all') => {
    setAsked(null)
    const gone = await (what === 'all' ? deleteAll() : deleteAssessment(what.id))
    setSaid(t(!gone ? 'saved.delete.failed' : what === 'all' ? 'saved.deleteAll.done' : 'saved.delete.done'))
    // The button that was tapped is gone; what happened stands here.
    message.current?.focus()
  }

  return (
    <Page title={t('saved.title')}>
      <p ref={message} role="status" tabIndex={-1} className={css['message']}>
        {said}
      </p>
      <div className="actions">
        <a className="quiet" href="#/backup">
          {t('saved.backup')}
        </a>
        <a className="quiet" href="#/receive">
          {t('saved.receive')}
        </a>
      </div>
      {work.length === 0 && (
        <div className="card">
          <h2>{t('saved.empty.title')}</h2>
          <p>{t('saved.empty.text')}</p>
          <a className="button" href="#/">
            {t('saved.empty.start')}
          </a>
        </div>
      )}
      {work.map(({ id, firm, rounds }) => (
        <section key={id} aria-labelledby={`firm-${id}`}>
          <h2 id={`firm-${id}`}>{firmName(id)}</h2>
          {firm && <Rename firm={firm} />}
          <ul className={css['rounds']}>
            {rounds.map((assessment) => (
              <Round
                key={assessment.id}
                assessment={assessment}
                name={roundName(assessment)}
                firm={firmName(id)}
                onDelete={() => setAsked(assessment)}
              />
            ))}
          </ul>
          <p className={css['new']}>
            {offered.map((questionnaire) => (
              <a key={questionnaire.id} href={`#/start/${questionnaire.id}/${id}`}>
                {t('saved.newRound', { title: titles[questionnaire.id] ?? questionnaire.id })}
                <span className="hidden">, {firmName(id)}</span>
              </a>
            ))}
          </p>
        </section>
      ))}
      <h2>{t('saved.storage')}</h2>
      <p>{t(`about.storage.${storage?.persistence ?? 'unknown'}`)}</p>
      <p>{t('about.storage.private')}</p>
      {work.length > 0 && (
        <>
          <h2>{t('saved.deleteAll.title')}</h2>
          <p>{t('saved.deleteAll.text')}</p>
          <button type="button" className={`quiet ${css['danger']}`} onClick={() => setAsked('all')}>
            {t('saved.deleteAll.button')}
          </button>
        </>
      )}
      {asked === 'all' && (
        <Confirm
          title={t('saved.deleteAll.ask')}
          confirm={t('saved.deleteAll.confirm')}
          cancel={t('saved.delete.cancel')}
          onConfirm={() => void remove('all')}
          onCancel={() => setAsked(null)}
        >
          <p>
            {t('saved.deleteAll.what', {
              firms: t('saved.firms', { count: work.length }),
              rounds: t('saved.rounds', { count: assessments.length }),
            })}
          </p>
        </Confirm>
      )}
      {asked !== null && asked !== 'all' && (
        <Confirm
          title={t('saved.delete.title')}
          confirm={t('saved.delete.confirm')}
          cancel={t('saved.delete.cancel')}
          onConfirm={() => void remove(asked)}
          onCancel={() => setAsked(null)}
        >
          <p>
            {t('saved.delete.text', {
              round: roundName(asked),
              firm: firmName(asked.firm),
              date: date(asked.started),
            })}
          </p>
          {assessments.filter(({ firm }) => firm === asked.firm).length === 1 && <p>{t('saved.delete.last')}</p>}
        </Confirm>
      )}
    </Page>
  )
}

/** One filling: where it stands, what it amounted to, and what can be done with it. */
function Round({
  assessment,
  name,
  firm,
  onDelete,
}: {
  assessment: Assessment
  name: string
  firm: string
  onDelete: () => void
}) {
  const { t, date, number } = useT()
  const { id, started, changed, finished, summary, questionnaire } = assessment
  const dates = [
    { label: t('saved.date.started'), day: started },
    { label: t('saved.date.changed'), day: changed },
    ...(finished ? [{ label: t('saved.date.finished'), day: finished }] : []),
  ]
  const notes = [
    ...(offered.find((one) => one.id === questionnaire)?.estimate ? [t('saved.estimate')] : []),
    ...(summary?.provisional ? [t('saved.provisional')] : []),
  ]
  const which = <span className="hidden">: {t('saved.ofFirm', { round: name, firm })}</span>
  return (
    <li className="card">
      <h3>{name}</h3>
      <p className={css['state']}>
        <strong>{t(finished ? 'saved.finished' : 'saved.unfinished')}</strong>
        {finished && summary && (
          <span>
            {summary.index === null || summary.level === null
              ? t('saved.noIndex')
              : t('saved.level', { level: summary.level, index: number(roundHalfUp(summary.index, 2), 2) })}
            {notes.length > 0 && ` (${notes.join(', ')})`}
          </span>
        )}
      </p>
      <dl className={css['dates']}>
        {dates.map(({ label, day }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{date(day)}</dd>
          </div>
        ))}
      </dl>
      <div className="actions">
        {finished && (
          <a className="button" href={`#/a/${id}/result`}>
            {t('saved.result')}
            {which}
          </a>
        )}
        <a className={finished ? 'quiet' : 'button'} href={`#/a/${id}`}>
          {t(finished ? 'saved.open' : 'saved.continue')}
          {which}
        </a>
        <button type="button" className={`quiet ${css['danger']}`} onClick={onDelete}>
          {t('saved.delete.button')}
          {which}
        </button>
      </div>
    </li>
  )
}

/** The firm's name, changed in place and saved when the field is left. */
function Rename({ firm }: { firm: Firm }) {
  const { t } = useT()
  const [said, setSaid] = useState('')
  const save = async (name: string) => {
    if (name === firm.name) return
    setSaid(t((await nameFirm(firm.id, name)) ? 'saved.named' : 'saved.notNamed'))
  }
  return (
    <details className={css['rename']}>
      <summary>{t('saved.rename')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save(String(new FormData(event.currentTarget).get('name')).trim())
        }}
      >
        <TextField
          name="name"
          label={t('saved.name')}
          hint={t('saved.nameHint')}
          defaultValue={firm.name}
          maxLength={60}
          autoComplete="organization"
          onBlur={(event) => void save(event.target.value.trim())}
        />
      </form>
      <p role="status">{said}</p>
    </details>
  )
}

/** Firms with their rounds, what was changed last first. */
function workByFirm(firms: readonly Firm[], assessments: readonly Assessment[]): FirmWork[] {
  return [...new Set(assessments.map(({ firm }) => firm))].map((id) => ({
    id,
    firm: firms.find((firm) => firm.id === id) ?? null,
    rounds: assessments.filter((assessment) => assessment.firm === id),
  }))
}
