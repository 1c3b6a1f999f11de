import { useState } from 'react'
import type { Lists } from '../../core/catalogue'
import type { RoomResult } from '../../core/room'
import { readReference, referenceOf, type Session, writeInvitation } from '../../core/session'
import { keyOf } from '../../core/submission'
import { saveFile } from '../../platform/files'
import { useT } from '../../platform/i18n'
import { codeMaker } from '../../platform/qr'
import { openQuestionnaire } from '../../store/catalogue'
import { useLoaded } from '../../store/opened'
import { deleteResult, deleteSession, type ReadyRoom, sessionFile, undeleteResult } from '../../store/room'
import { CodePicture } from '../../ui/CodePicture'
import { Disclosure } from '../../ui/Disclosure'
import { TextField } from '../../ui/Field'
import { Page } from '../../ui/Page'
import { Loading } from '../../ui/State'
import { TableBox } from '../../ui/TableBox'
import { UndoBar } from '../../ui/UndoBar'
import { Collect } from './Collect'
import css from './Room.module.css'
import { RoomNav } from './RoomNav'
import { Unread } from './Unread'
import { WithoutPhone } from './WithoutPhone'

/** One session: how phones join it, and what it has collected. */
export function RoomScreen({ room, lists, version }: { room: ReadyRoom; lists: Lists; version: string }) {
  const { t, date } = useT()
  const { session, results, hasKey } = room
  return (
    <Page title={session.title} above={<RoomNav id={session.id} here="" />}>
      <p className="muted">{session.place === '' ? date(session.day) : `${date(session.day)}, ${session.place}`}</p>
      <Invite session={session} lists={lists} />
      {hasKey ? <Collect session={session} count={results.length} /> : <p className="card">{t('room.noKey')}</p>}
      <Results session={session} results={results} />
      <Unread session={session} unread={room.unread} />
      <TakeHome room={room} version={version} />
    </Page>
  )
}

/** The code on the projector, its link, and a card to print. */
function Invite({ session, lists }: { session: Session; lists: Lists }) {
  const { t } = useT()
  const loaded = useLoaded(async () => {
    const [make, opened] = await Promise.all([
      codeMaker(),
      openQuestionnaire(session.questionnaire, session.version, []),
    ])
    if (!opened) throw new Error('no questionnaire')
    const app = location.href.split('#')[0]?.replace(/en\/(index\.html)?$/, '') ?? ''
    const invitation = writeInvitation(session, keyOf(opened.questionnaire, lists))
    const link = `${app}#/join/${invitation}`
    return { invitation, link, code: make(link) }
  })
  if (loaded.state === 'loading') return <Loading text={t('app.loading')} />
  if (loaded.state === 'failed') return <p role="alert">{t('codes.send.failed')}</p>
  return (
    <section aria-labelledby="invite">
      <h2 id="invite">{t('room.invite.title')}</h2>
      <CodePicture code={loaded.value.code} label={t('room.invite.picture')} />
      <p>{t('room.invite.text')}</p>
      <p>{t('room.invite.home')}</p>
      <div className="noprint">
        <Disclosure summary={t('room.invite.link')}>
          <p className={css['link']}>{loaded.value.link}</p>
        </Disclosure>
        <div className="actions">
          <button type="button" className="quiet" onClick={() => window.print()}>
            {t('room.invite.print')}
          </button>
        </div>
        <Disclosure summary={t('kiosk.start.title')}>
          <WithoutPhone session={session} invitation={loaded.value.invitation} />
        </Disclosure>
      </div>
    </section>
  )
}

function Results({ session, results }: { session: Session; results: readonly RoomResult[] }) {
  const { t, moment } = useT()
  const [gone, setGone] = useState<RoomResult | null>(null)
  const [typed, setTyped] = useState('')
  const [notFound, setNotFound] = useState(false)
  const drop = async (result: RoomResult) => {
    if (await deleteResult(session, result)) setGone(result)
  }
  const byReference = () => {
    const reference = readReference(typed)
    const found = results.find(({ submission }) => referenceOf(submission.assessment) === reference)
    setNotFound(!found)
    if (!found) return
    setTyped('')
    void drop(found)
  }
  return (
    <section aria-labelledby="results" className="noprint">
      <h2 id="results">{t('room.results.title')}</h2>
      {results.length === 0 ? (
        <p>{t('room.results.none')}</p>
      ) : (
        <TableBox label={t('room.results.title')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('room.results.who')}</th>
                <th scope="col">{t('room.results.way')}</th>
                <th scope="col">{t('room.results.received')}</th>
                <th scope="col">{t('room.results.delete')}</th>
              </tr>
            </thead>
            <tbody>
              {results.map((result, i) => {
                const who = result.submission.name || t('room.results.number', { number: i + 1 })
                return (
                  <tr key={result.id}>
                    <th scope="row">{who}</th>
                    <td>{t(`room.way.${result.way}`)}</td>
                    <td>{moment(result.received)}</td>
                    <td>
                      <button
                        type="button"
                        className="quiet"
                        aria-label={t('room.results.deleteOne', { who })}
                        onClick={() => void drop(result)}
                      >
                        {t('room.results.delete')}
                      </button>
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </TableBox>
      )}
      <TextField
        label={t('room.results.reference')}
        hint={t('room.results.referenceHint')}
        error={notFound ? t('room.results.notFound') : undefined}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="button" className="quiet" onClick={byReference}>
        {t('room.results.deleteByReference')}
      </button>
      <UndoBar
        text={gone ? t('room.results.gone') : ''}
        action={t('room.results.undo')}
        onAction={() => {
          if (gone) void undeleteResult(session, gone).then((done) => done && setGone(null))
        }}
      />
    </section>
  )
}

/** Files to take along, and the end of the session. */
function TakeHome({ room: { session, results }, version }: { room: ReadyRoom; version: string }) {
  const { t, date } = useT()
  const [passphrase, setPassphrase] = useState('')
  const [said, setSaid] = useState<'saved' | 'wrong' | null>(null)
  const [sure, setSure] = useState(false)
  const hand = async (secret: string | null) => {
    const text = await sessionFile({ session, results }, secret, version)
    setSaid(text === null ? 'wrong' : 'saved')
    if (text !== null) saveFile(new File([text], `siap-session-${session.day}.json`, { type: 'application/json' }))
  }
  return (
    <section aria-labelledby="home" className="noprint">
      <h2 id="home">{t('room.home.title')}</h2>
      <p>{t('room.home.merge')}</p>
      <div className="actions">
        <button type="button" className="quiet" onClick={() => void hand(null)}>
          {t('room.home.open')}
        </button>
      </div>
      <TextField
        label={t('room.home.passphrase')}
        hint={t('room.home.passphraseHint')}
        type="password"
        autoComplete="off"
        value={passphrase}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      <button type="button" className="quiet" onClick={() => void hand(passphrase)}>
        {t('room.home.locked')}
      </button>
      {said && <p role="status">{t(`room.home.${said}`)}</p>}
      <p>{t('room.home.until', { date: date(session.deleteBy) })}</p>
      <div className="actions">
        {sure ? (
          <>
            <button
              type="button"
              className="button"
              onClick={() => {
                void deleteSession(session.id).then((done) => {
                  if (done) location.hash = '#/room'
                })
              }}
            >
              {t('room.home.deleteSure', { count: results.length })}
            </button>
            <button type="button" className="quiet" onClick={() => setSure(false)}>
              {t('room.home.keep')}
            </button>
          </>
        ) : (
          <button type="button" className="quiet" onClick={() => setSure(true)}>
            {t('room.home.delete')}
          </button>
        )}
      </div>
    </section>
  )
}
