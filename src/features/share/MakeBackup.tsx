import { type FormEvent, useState } from 'react'
import { today } from '../../platform/clock'
import { handOver } from '../../platform/files'
import { useT } from '../../platform/i18n'
import { canLock } from '../../platform/sealing'
import { useAssessments } from '../../store/assessments'
import { makeBackup } from '../../store/backup'
import { Checks, Select, TextField } from '../../ui/Field'
import css from './Backup.module.css'

const SHORTEST = 8

type State =
  | { is: 'making' | 'shared' | 'cancelled' | 'failed' | 'too-large' }
  | { is: 'saved'; name: string; left: number }

/** A backup of one firm or of everything: who will be able to read what is said before it is made. */
export function MakeBackup({ version }: { version: string }) {
  const { t } = useT()
  const { firms, assessments } = useAssessments()
  const [firm, setFirm] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [error, setError] = useState<'short' | 'differs' | null>(null)
  const [state, setState] = useState<State | null>(null)
  const ids = [...new Set(assessments.map((assessment) => assessment.firm))]
  const hidden = chosen.includes('hide')
  const locking = chosen.includes('lock')

  if (ids.length === 0) {
    return (
      <section aria-labelledby="make">
        <h2 id="make">{t('backup.make.title')}</h2>
        <p>{t('backup.make.nothing')}</p>
      </section>
    )
  }

  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (state?.is === 'making') return
    const form = event.currentTarget
    const written = (name: string) => String(new FormData(form).get(name) ?? '')
    const passphrase = locking ? written('passphrase') : ''
    const wrong = !locking
      ? null
      : passphrase.length < SHORTEST
        ? 'short'
        : written('again') !== passphrase
          ? 'differs'
          : null
    setError(wrong)
    if (wrong) {
      form.querySelector<HTMLInputElement>(`[name="${wrong === 'short' ? 'passphrase' : 'again'}"]`)?.focus()
      return
    }
    setState({ is: 'making' })
    setState(await made({ firm: firm === '' ? undefined : firm, withoutNames: hidden, passphrase }, version))
  }

  return (
    <section aria-labelledby="make">
      <h2 id="make">{t('backup.make.title')}</h2>
      <form onSubmit={(event) => void make(event)} noValidate>
        {ids.length > 1 && (
          <Select
            label={t('backup.make.what')}
            none={t('backup.make.all', { count: ids.length })}
            options={ids.map((id, i) => ({
              id,
              text: firms.find((one) => one.id === id)?.name || t('backup.make.noName', { number: i + 1 }),
            }))}
            value={firm}
            onChange={(event) => setFirm(event.target.value)}
          />
        )}
        <Checks
          legend={t('backup.make.how')}
          options={[
            { id: 'hide', text: t('backup.make.hide'), more: t('backup.make.hideMore') },
            ...(canLock() ? [{ id: 'lock', text: t('backup.make.lock'), more: t('backup.make.lockMore') }] : []),
          ]}
          chosen={chosen}
          onChange={(id) => setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id])}
        />
        {!canLock() && <p>{t('backup.make.noLock')}</p>}
        {locking && (
          <>
            <TextField
              type="password"
              name="passphrase"
              label={t('backup.make.passphrase')}
              hint={t('backup.make.passphraseHint')}
              error={error === 'short' ? t('backup.make.short', { shortest: SHORTEST }) : undefined}
              autoComplete="new-password"
            />
            <TextField
              type="password"
              name="again"
              label={t('backup.make.again')}
              error={error === 'differs' ? t('backup.make.differs') : undefined}
              autoComplete="new-password"
            />
          </>
        )}
        <p className={css['who']}>{t(`backup.who.${locking ? 'locked' : 'open'}${hidden ? 'Nameless' : ''}`)}</p>
        <button type="submit" className="button" aria-disabled={state?.is === 'making'}>
          {t('backup.make.button')}
        </button>
      </form>
      <p role="status" className={css['state']}>
        {state && <Told state={state} />}
      </p>
    </section>
  )
}

function Told({ state }: { state: State }) {
  const { t } = useT()
  if (state.is !== 'saved') return <>{t(`backup.made.${state.is}`)}</>
  return (
    <>
      {t('backup.made.saved', { name: state.name })} {state.left > 0 && t('backup.left', { count: state.left })}
    </>
  )
}

/** Makes the file and hands it over. Its name holds no firm's name. */
async function made(choice: Parameters<typeof makeBackup>[0], version: string): Promise<State> {
  try {
    const read = await makeBackup(choice, version)
    if (!read.ok) return { is: read.problems.some(({ code }) => code === 'broken') ? 'failed' : 'too-large' }
    const name = `siap-backup-${today()}.json`
    const handed = await handOver(new File([read.value.text], name, { type: 'application/json' }))
    return handed === 'saved' ? { is: handed, name, left: read.value.left } : { is: handed }
  } catch {
    return { is: 'failed' }
  }
}
