import { type FormEvent, useState } from 'react'
import type { LockedSession, SessionFile } from '../../core/sessionFile'
import { useT } from '../../platform/i18n'
import { canLock } from '../../platform/sealing'
import type { BackupProblem } from '../../store/backup'
import { bringSession, openSessionFile, unlockSession } from '../../store/room'
import { TextField } from '../../ui/Field'
import { FileDrop } from '../../ui/FileButton'

type State =
  | { is: 'waiting' | 'differs' | 'failed' }
  | { is: 'refused'; problem: BackupProblem | undefined }
  | { is: 'locked'; box: LockedSession; wrong: boolean; busy: boolean }
  | { is: 'done'; file: SessionFile; count: number }

/** Brings in a session from a file, open or locked: from another laptop, or from an earlier day. */
export function BringSession() {
  const { t } = useT()
  const [state, setState] = useState<State>({ is: 'waiting' })
  const bring = async (file: SessionFile, passphrase: string | null) => {
    const became = await bringSession(file, passphrase)
    if (became === 'broken') setState(refused([{ path: 'key', code: 'broken' }]))
    else if (typeof became === 'string') setState({ is: became })
    else setState({ is: 'done', file, count: became.filter((taken) => taken === 'counted').length })
  }
  const open = async (file: File | undefined) => {
    if (!file) return
    const read = await openSessionFile(file)
    if (!read.ok) setState(refused(read.problems))
    else if (read.value.locked) setState({ is: 'locked', box: read.value.box, wrong: false, busy: false })
    else await bring(read.value, null)
  }
  const unlock = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (state.is !== 'locked' || state.busy) return
    const form = event.currentTarget
    const passphrase = String(new FormData(form).get('unlock'))
    setState({ ...state, wrong: false, busy: true })
    const read = await unlockSession(state.box, passphrase)
    if (read === null) {
      setState({ ...state, wrong: true, busy: false })
      form.querySelector('input')?.focus()
    } else if (read.ok) await bring(read.value, passphrase)
    else setState(refused(read.problems))
  }
  return (
    <section aria-labelledby="bring">
      <h2 id="bring">{t('room.bring.title')}</h2>
      <p>{t('room.bring.text')}</p>
      <FileDrop text={t('room.bring.file')} here={t('backup.restore.here')} onFiles={([file]) => void open(file)} />
      {state.is === 'refused' && <Refused problem={state.problem} />}
      {(state.is === 'differs' || state.is === 'failed') && (
        <p role="alert">{t(state.is === 'differs' ? 'room.bring.differs' : 'room.bring.failed')}</p>
      )}
      {state.is === 'locked' &&
        (canLock() ? (
          <form className="card" onSubmit={(event) => void unlock(event)}>
            <TextField
              type="password"
              name="unlock"
              label={t('room.home.passphrase')}
              hint={t('room.bring.passphraseHint')}
              error={state.wrong ? t('backup.locked.wrong') : undefined}
              autoComplete="off"
            />
            <button type="submit" className="button" aria-disabled={state.busy}>
              {t('backup.locked.button')}
            </button>
            <p role="status">{state.busy && t('backup.locked.busy')}</p>
          </form>
        ) : (
          <p role="alert">{t('room.bring.insecure')}</p>
        ))}
      {state.is === 'done' && (
        <p role="status" className="card">
          {t('room.bring.done', { title: state.file.session.title, count: state.count })}{' '}
          <a className="alone" href={`#/room/${state.file.session.id}`}>
            {t('room.bring.open')}
          </a>
        </p>
      )}
    </section>
  )
}

function refused([problem]: readonly BackupProblem[]): State {
  return { is: 'refused', problem }
}

/** What is wrong with a file and what to do; the place in it for whoever can look into it. */
function Refused({ problem }: { problem: BackupProblem | undefined }) {
  const { t } = useT()
  const { code, path } = problem ?? { code: 'broken', path: '' }
  const key =
    code === 'too-new'
      ? 'room.bring.newer'
      : code === 'incomplete' || code === 'broken' || code === 'gone'
        ? (`backup.problem.${code}` as const)
        : 'room.bring.foreign'
  return (
    <div role="alert" className="card">
      <p>
        {t(key)} {t('backup.restore.unchanged')}
      </p>
      {path !== '' && <p className="muted small">{t('backup.restore.place', { place: path })}</p>}
    </div>
  )
}
