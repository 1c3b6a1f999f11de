import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { BUNDLE_SHELVES, type Bundle, type BundleShelf } from '../../core/backup'
import type { MergePlan, Standing } from '../../core/merge'
import { useT } from '../../platform/i18n'
import { canLock } from '../../platform/sealing'
import { useAssessments } from '../../store/assessments'
import { type BackupProblem, type LockedFile, type OpenBackup, openBackup, unlockBackup } from '../../store/backup'
import { offered, openQuestionnaire } from '../../store/catalogue'
import { useLoaded } from '../../store/opened'
import { previewRestore, restore } from '../../store/restore'
import { TextField } from '../../ui/Field'
import { FileDrop } from '../../ui/FileButton'
import { TableBox } from '../../ui/TableBox'
import css from './Backup.module.css'

type State =
  | { is: 'waiting' | 'cancelled' | 'reading' | 'failed' | 'disk' }
  | { is: 'refused'; problem: BackupProblem }
  | { is: 'locked'; file: LockedFile; wrong: boolean; busy: boolean }
  | { is: 'preview'; backup: OpenBackup; plan: MergePlan; busy: boolean }
  | { is: 'done'; plan: MergePlan }

/** A file comes in: what is in it is shown first, and only then, and only when wanted, anything changes. */
export function RestoreBackup() {
  const { t } = useT()
  const [state, setState] = useState<State>({ is: 'waiting' })
  const said = useRef<HTMLDivElement>(null)
  const id = useId()
  const spoken = state.is === 'waiting' || state.is === 'reading' ? null : state.is
  useEffect(() => {
    // The button that was tapped may be gone; what happened stands here.
    if (spoken) said.current?.focus()
  }, [spoken])

  const open = async (file: File | undefined) => {
    if (!file) return
    setState({ is: 'reading' })
    const read = await openBackup(file)
    if (!read.ok) setState(refused(read.problems))
    else if (read.value.locked) setState({ is: 'locked', file: read.value, wrong: false, busy: false })
    else setState(await previewed(read.value))
  }

  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('backup.restore.title')}</h2>
      <p>{t('backup.restore.text')}</p>
      <FileDrop text={t('backup.restore.file')} here={t('backup.restore.here')} onFiles={([file]) => void open(file)} />
      <p role="status" className={css['state']}>
        {state.is === 'reading' && t('backup.restore.reading')}
      </p>
      <div ref={said} tabIndex={-1} className={css['said']}>
        {state.is === 'refused' && <Refused problem={state.problem} />}
        {(state.is === 'cancelled' || state.is === 'failed' || state.is === 'disk') && (
          <p role={state.is === 'cancelled' ? 'status' : 'alert'} className={css['refused']}>
            {t(`backup.restore.${state.is}`)}
          </p>
        )}
        {state.is === 'locked' && <Locked state={state} onState={setState} />}
        {state.is === 'preview' && <Preview state={state} onState={setState} />}
        {state.is === 'done' && <Done plan={state.plan} />}
      </div>
    </section>
  )
}

function refused(problems: readonly BackupProblem[]): State {
  const [problem] = problems
  return problem ? { is: 'refused', problem } : { is: 'failed' }
}

async function previewed(backup: OpenBackup): Promise<State> {
  try {
    return { is: 'preview', backup, plan: await previewRestore(backup.bundle), busy: false }
  } catch {
    return { is: 'disk' }
  }
}

/** What is wrong with a file and what to do; the place in it for whoever can look into it. */
function Refused({ problem }: { problem: BackupProblem }) {
  const { t } = useT()
  return (
    <div role="alert" className={css['refused']}>
      <p>
        {t(`backup.problem.${problem.code}`)} {t('backup.restore.unchanged')}
      </p>
      {problem.path !== '' && <p className="muted small">{t('backup.restore.place', { place: problem.path })}</p>}
    </div>
  )
}

function Locked({ state, onState }: { state: Extract<State, { is: 'locked' }>; onState: (state: State) => void }) {
  const { t } = useT()
  const { file, wrong, busy } = state
  const unlock = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    const form = event.currentTarget
    onState({ is: 'locked', file, wrong: false, busy: true })
    const read = await unlockBackup(file, String(new FormData(form).get('unlock')))
    if (read === null) {
      onState({ is: 'locked', file, wrong: true, busy: false })
      form.querySelector('input')?.focus()
    } else onState(read.ok ? await previewed(read.value) : refused(read.problems))
  }
  if (!canLock()) return <p role="alert">{t('backup.locked.cannot')}</p>
  return (
    <form className="card" onSubmit={(event) => void unlock(event)}>
      <h3>{t('backup.locked.title')}</h3>
      <TextField
        type="password"
        name="unlock"
        label={t('backup.locked.label')}
        error={wrong ? t('backup.locked.wrong') : undefined}
        autoComplete="off"
      />
      <button type="submit" className="button" aria-disabled={busy}>
        {t('backup.locked.button')}
      </button>
      <p role="status" className={css['state']}>
        {busy && t('backup.locked.busy')}
      </p>
    </form>
  )
}

/** The most firms that are shown one by one. */
const MOST_FIRMS = 20

function Preview({ state, onState }: { state: Extract<State, { is: 'preview' }>; onState: (state: State) => void }) {
  const { t, date } = useT()
  const { backup, plan, busy } = state
  const { bundle, made, left } = backup
  const bring = async () => {
    if (busy) return
    onState({ ...state, busy: true })
    const done = await restore(bundle)
    onState(done ? { is: 'done', plan: done } : { is: 'disk' })
  }
  const nothing = BUNDLE_SHELVES.every((shelf) => [...plan.standing[shelf].values()].every((one) => one === 'known'))
  return (
    <div className="card">
      <h3>{t('backup.preview.title')}</h3>
      {made && <p>{t('backup.preview.made', { date: date(made) })}</p>}
      <Firms bundle={bundle} plan={plan} />
      {bundle.firms.length > MOST_FIRMS && (
        <p>{t('backup.preview.more', { count: bundle.firms.length - MOST_FIRMS })}</p>
      )}
      <div className={css['counts']}>
        <Counts plan={plan} />
      </div>
      {left > 0 && <p>{t('backup.preview.left', { count: left })}</p>}
      <p>{t(nothing ? 'backup.preview.nothing' : 'backup.preview.promise')}</p>
      <div className="actions">
        <button type="button" className="button" aria-disabled={busy} onClick={() => void bring()}>
          {t('backup.preview.button')}
        </button>
        <button type="button" className="quiet" onClick={() => !busy && onState({ is: 'cancelled' })}>
          {t('backup.preview.cancel')}
        </button>
      </div>
      <p role="status" className={css['state']}>
        {busy && t('backup.preview.busy')}
      </p>
    </div>
  )
}

/** The firms of a file with their rounds, and what else there is of each. */
function Firms({ bundle, plan }: { bundle: Bundle; plan: MergePlan }) {
  const { t, date, list } = useT()
  const here = useAssessments((state) => state.firms)
  const titles = useTitles(bundle)
  const named = bundle.firms
    .map(({ id, name }) => ({ id, name: name || (here.find((firm) => firm.id === id)?.name ?? '') }))
    .sort((a, b) => Number(a.name === '') - Number(b.name === '') || a.name.localeCompare(b.name))
  return (
    <ul className={css['firms']}>
      {named.slice(0, MOST_FIRMS).map(({ id, name }) => {
        const rounds = bundle.assessments.filter(({ firm }) => firm === id)
        const others = (['steps', 'measures', 'photos'] as const).flatMap((shelf) => {
          const count = (bundle[shelf] as readonly { firm: string }[]).filter(({ firm }) => firm === id).length
          return count > 0 ? [t(`backup.count.${shelf}`, { count })] : []
        })
        return (
          <li key={id}>
            <strong>{name || t('home.saved.noName')}</strong>
            {rounds.length > 0 && (
              <ul>
                {rounds.map((round) => (
                  <li key={round.id}>
                    {t('saved.round', { title: titles(round.questionnaire, round.version), round: round.round })}
                    {': '}
                    {round.finished
                      ? t('backup.preview.finished', { started: date(round.started), finished: date(round.finished) })
                      : t('backup.preview.unfinished', { started: date(round.started) })}{' '}
                    <span className="tag">
                      {t(`backup.standing.${plan.standing.assessments.get(round.id) ?? 'fresh'}`)}
                    </span>
                  </li>
                ))}
              </ul>
            )}
            {others.length > 0 && <p className="small">{list(others)}</p>}
          </li>
        )
      })}
    </ul>
  )
}

/** What each questionnaire is called: by this app, else as the file itself says. */
function useTitles(bundle: Bundle): (questionnaire: string, version: string) => string {
  const { language } = useT()
  const loaded = useLoaded(() => Promise.all(offered.map(({ id, version }) => openQuestionnaire(id, version, ['ask']))))
  return (questionnaire, version) => {
    const own = loaded.state === 'ready' ? loaded.value.find((one) => one?.questionnaire.id === questionnaire) : null
    const stored = bundle.questionnaires.find(({ id }) => id === `${questionnaire}@${version}`)
    return own?.words(language)('title') || stored?.texts[language]?.['title'] || questionnaire
  }
}

const STANDINGS: readonly Standing[] = ['fresh', 'newer', 'known']

/** How much of each kind is new, newer than what is here, and here already. */
function Counts({ plan }: { plan: MergePlan }) {
  const { t, number } = useT()
  const rows = BUNDLE_SHELVES.filter((shelf) => plan.standing[shelf].size > 0)
  const counted = (shelf: BundleShelf, standing: Standing) =>
    [...plan.standing[shelf].values()].filter((one) => one === standing).length
  return (
    <TableBox label={t('backup.preview.table')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('backup.preview.kind')}</th>
            {STANDINGS.map((standing) => (
              <th key={standing} scope="col">
                {t(`backup.standing.${standing}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((shelf) => (
            <tr key={shelf}>
              <th scope="row">{t(`backup.shelf.${shelf}`)}</th>
              {STANDINGS.map((standing) => (
                <td key={standing}>{number(counted(shelf, standing))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

function Done({ plan }: { plan: MergePlan }) {
  const { t } = useT()
  const all = BUNDLE_SHELVES.flatMap((shelf) => [...plan.standing[shelf].values()])
  const counted = STANDINGS.map((standing) => ({ standing, count: all.filter((one) => one === standing).length }))
  return (
    <div className="card" role="status">
      <h3>{t('backup.done.title')}</h3>
      <ul>
        {counted.map(
          ({ standing, count }) => count > 0 && <li key={standing}>{t(`backup.done.${standing}`, { count })}</li>,
        )}
      </ul>
      <a className="button" href="#/saved">
        {t('backup.done.link')}
      </a>
    </div>
  )
}
