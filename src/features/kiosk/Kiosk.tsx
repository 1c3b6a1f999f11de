import { type FormEvent, useRef, useState } from 'react'
import type { Kiosk } from '../../core/kiosk'
import { type Invitation, readInvitation } from '../../core/session'
import { isShut, numberOf } from '../../core/turns'
import { useT } from '../../platform/i18n'
import { keepRoomOffline } from '../../platform/updates'
import { comeBack, endKiosk, isFacilitator, nextPerson } from '../../store/kiosk'
import { useKiosk } from '../../store/kioskNow'
import { useLoaded } from '../../store/opened'
import { TextField } from '../../ui/Field'
import { Page } from '../../ui/Page'
import css from './Kiosk.module.css'

/** Between two people: nothing of the last one, and the way in for the next. */
export function KioskScreen() {
  const { t } = useT()
  const kiosk = useKiosk()
  useLoaded(keepRoomOffline)
  const read = kiosk && readInvitation(kiosk.invitation)
  if (!kiosk || !read?.ok) {
    return (
      <Page title={t('kiosk.none.title')}>
        <p>{t('kiosk.none.text')}</p>
        <a className="button" href="#/room">
          {t('room.list.title')}
        </a>
      </Page>
    )
  }
  return <Between key={kiosk.thanks} kiosk={kiosk} invitation={read.value} />
}

function Between({ kiosk, invitation }: { kiosk: Kiosk; invitation: Invitation }) {
  const { t } = useT()
  const [failed, setFailed] = useState(false)
  const busy = useRef(false)
  const { now, thanks, waiting, way } = kiosk
  const begin = async () => {
    if (busy.current) return
    busy.current = true
    const id = await nextPerson(invitation).catch(() => null)
    busy.current = false
    if (id === null) setFailed(true)
    else location.hash = `#/a/${id}`
  }
  const go = (number: string) => {
    const id = comeBack(number)
    if (id !== null) location.hash = `#/a/${id}`
    return id !== null
  }
  return (
    <Page title={thanks === null ? invitation.title : t('kiosk.thanks')}>
      {thanks !== null && (
        <>
          <p>{t('kiosk.counted')}</p>
          <h2>{t('join.hand.reference')}</h2>
          <p className={css['reference']}>{thanks}</p>
          <p>{t('join.hand.referenceText')}</p>
        </>
      )}
      {now === null ? (
        <>
          {thanks === null && <p>{t(`kiosk.welcome.${way}`)}</p>}
          {failed && <p role="alert">{t('start.failed.text')}</p>}
          <div className="actions">
            <button type="button" className="button" onClick={() => void begin()}>
              {t(thanks === null ? 'kiosk.begin' : 'kiosk.next')}
            </button>
          </div>
        </>
      ) : (
        <div className="actions">
          <a className="button" href={`#/a/${now}`}>
            {t('kiosk.continue')}
          </a>
        </div>
      )}
      {thanks === null && waiting.length > 0 && <Waiting kiosk={kiosk} onNumber={go} />}
      {thanks === null && <Leave kiosk={kiosk} session={invitation.id} />}
    </Page>
  )
}

/** Those who have begun and not finished come back by their number; a facilitator sees them all. */
function Waiting({ kiosk, onNumber }: { kiosk: Kiosk; onNumber: (number: string) => boolean }) {
  const { t } = useT()
  const [number, setNumber] = useState('')
  const [wrong, setWrong] = useState(false)
  const go = (event: FormEvent) => {
    event.preventDefault()
    setWrong(!onNumber(number))
    setNumber('')
  }
  if (kiosk.way === 'assisted') {
    return (
      <section aria-labelledby="waiting">
        <h2 id="waiting">{t('kiosk.waiting')}</h2>
        <div className="actions">
          {kiosk.waiting.map((id) => (
            <button key={id} type="button" className="quiet" onClick={() => onNumber(numberOf(id))}>
              {t('kiosk.number', { number: numberOf(id) })}
            </button>
          ))}
        </div>
      </section>
    )
  }
  if (isShut(kiosk)) return <p className="card">{t('kiosk.shut')}</p>
  return (
    <form onSubmit={go}>
      <h2>{t('kiosk.back')}</h2>
      <TextField
        label={t('kiosk.yourNumber')}
        inputMode="numeric"
        autoComplete="off"
        maxLength={4}
        value={number}
        error={wrong ? t('kiosk.wrongNumber') : undefined}
        onChange={(event) => setNumber(event.target.value)}
      />
      <button type="submit" className="quiet">
        {t('kiosk.continue')}
      </button>
    </form>
  )
}

/** The facilitator ends it, and says so twice where somebody has not finished. */
function Leave({ kiosk, session }: { kiosk: Kiosk; session: string }) {
  const { t } = useT()
  const [passcode, setPasscode] = useState('')
  const [problem, setProblem] = useState<'wrong' | 'failed' | null>(null)
  const [sure, setSure] = useState(false)
  const unfinished = kiosk.waiting.length + (kiosk.now === null ? 0 : 1)
  const leave = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await isFacilitator(passcode))) return setProblem('wrong')
    setProblem(null)
    if (unfinished > 0 && !sure) return setSure(true)
    if (await endKiosk()) location.replace(kiosk.way === 'assisted' ? `#/room/${session}` : '#/room')
    else setProblem('failed')
  }
  return (
    <form onSubmit={(event) => void leave(event)} className={css['leave']}>
      <h2>{t('kiosk.leave.title')}</h2>
      {kiosk.passcode !== null && (
        <TextField
          label={t('kiosk.leave.passcode')}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          value={passcode}
          error={problem === 'wrong' ? t('kiosk.leave.wrong') : undefined}
          onChange={(event) => setPasscode(event.target.value)}
        />
      )}
      {problem === 'failed' && <p role="alert">{t('room.outcome.failed')}</p>}
      {sure && <p role="alert">{t('kiosk.leave.unfinished', { count: unfinished })}</p>}
      <button type="submit" className="quiet">
        {t(sure ? 'kiosk.leave.sure' : 'kiosk.leave.end')}
      </button>
    </form>
  )
}
