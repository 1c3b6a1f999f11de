import { useEffect, useRef, useState } from 'react'
import { writeBatch } from '../../core/batch'
import { codeFor, type UnreadCode } from '../../core/collect'
import { fountain, MOST_MOVING, SEEDS } from '../../core/fountain'
import { type Invitation, writeInvitation } from '../../core/session'
import { codeText } from '../../core/submission'
import { keepAwake } from '../../platform/awake'
import { readPicture } from '../../platform/camera'
import { today } from '../../platform/clock'
import { handOver } from '../../platform/files'
import { useT } from '../../platform/i18n'
import { codeMaker } from '../../platform/qr'
import { sound } from '../../platform/sound'
import { keepRoomOffline } from '../../platform/updates'
import { useLoaded } from '../../store/opened'
import { deleteRelayed, type Kept, keepCode, loadRelay, useRelay } from '../../store/relay'
import { MovingCode } from '../../ui/CodePicture'
import { Disclosure } from '../../ui/Disclosure'
import { FileDrop } from '../../ui/FileButton'
import { Page } from '../../ui/Page'
import { Failed, Loading } from '../../ui/State'
import { RoomCamera } from './RoomCamera'
import { ShareDevice } from './ShareDevice'

/** A facilitator's second phone, without the key: it collects codes, sealed as they are, and hands them to the laptop. */
export function Relay({ id }: { id: string }) {
  const { t } = useT()
  const relay = useRelay(id)
  const offline = useLoaded(keepRoomOffline)
  if (relay.state === 'failed') {
    return (
      <Failed
        title={t('app.crash.title')}
        text={t('app.crash.text')}
        action={t('app.crash.action')}
        onAction={() => void loadRelay(id)}
      />
    )
  }
  if (relay.state === 'loading') return <Loading text={t('app.loading')} />
  if (relay.state !== 'ready') {
    return (
      <Page title={t('relay.missing.title')}>
        <p>{t(relay.state === 'over' ? 'relay.over' : 'relay.missing.text')}</p>
      </Page>
    )
  }
  const { invitation, codes } = relay
  return (
    <Page title={t('relay.title', { title: invitation.title })}>
      <p>{t('relay.text')}</p>
      {offline.state === 'failed' && <p className="muted">{t('room.list.notKept')}</p>}
      <Read invitation={invitation} count={codes.length} />
      {codes.length > 0 && <HandOver invitation={invitation} codes={codes} />}
      <Disclosure summary={t('kiosk.start.kiosk')}>
        <p>{t('relay.share')}</p>
        <ShareDevice invitation={invitation} text={writeInvitation(invitation, invitation.key)} />
      </Disclosure>
    </Page>
  )
}

/** Reads codes by camera and from pictures; each is on the disk before it is said. */
function Read({ invitation, count }: { invitation: Invitation; count: number }) {
  const { t } = useT()
  const [said, setSaid] = useState('')
  /** One after the other, so that what is said fits what was read. */
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const inTurn = (work: () => Promise<unknown>) => {
    queue.current = queue.current.then(work)
  }
  const line = (kept: Kept) =>
    kept === 'kept' || kept === 'already' || kept === 'frame'
      ? t(`relay.outcome.${kept}`)
      : kept === 'failed' || kept === 'foreign' || kept === 'transfer'
        ? t(`room.outcome.${kept}`)
        : t(`room.unread.${kept}`)
  const see = (text: string) =>
    inTurn(async () => {
      const kept = await keepCode(invitation, text)
      setSaid(line(kept))
      sound(kept === 'kept')
    })
  const readFiles = (files: readonly File[]) =>
    inTurn(async () => {
      const lines: string[] = []
      for (const file of files) {
        const texts = (await readPicture(file)) ?? []
        if (texts.length === 0) lines.push(t('room.outcome.noCode', { name: file.name }))
        for (const text of texts) lines.push(line(await keepCode(invitation, text)))
      }
      setSaid([...new Set(lines)].join(' '))
    })
  return (
    <section aria-labelledby="count">
      <h2 id="count">{t('relay.count', { count })}</h2>
      <p role="status">{said}</p>
      <RoomCamera mirror={false} onText={see} />
      <FileDrop
        text={t('relay.pictures')}
        here={t('room.collect.here')}
        accept="image/*"
        multiple
        onFiles={readFiles}
      />
    </section>
  )
}

/** Everything that is kept as one moving code, or as a file with one code a line; and its end on this phone. */
function HandOver({ invitation, codes }: { invitation: Invitation; codes: readonly UnreadCode[] }) {
  const { t, date } = useT()
  const [shown, setShown] = useState(false)
  const [sure, setSure] = useState(false)
  const batch = writeBatch(
    codes.flatMap(({ session, text }) => {
      const code = codeFor(session, text)
      return code.is === 'code' ? [code.bytes] : []
    }),
  )
  const save = () => {
    const lines = codes.map(({ text }) => `${text}\n`)
    void handOver(new File(lines, `siap-codes-${today()}.txt`, { type: 'text/plain' }))
  }
  return (
    <section aria-labelledby="hand">
      <h2 id="hand">{t('relay.hand.title')}</h2>
      {batch.length > MOST_MOVING ? (
        <p>{t('relay.hand.tooMany')}</p>
      ) : (
        <>
          <p>{t('relay.hand.text')}</p>
          {shown ? (
            // Another batch is another code, which begins anew.
            <Moving key={codes.length} batch={batch} onHide={() => setShown(false)} />
          ) : (
            <div className="actions">
              <button type="button" className="button" onClick={() => setShown(true)}>
                {t('relay.hand.show')}
              </button>
            </div>
          )}
        </>
      )}
      <div className="actions">
        <button type="button" className="quiet" onClick={save}>
          {t('relay.hand.file')}
        </button>
      </div>
      <p>{t('relay.delete.text', { date: date(invitation.deleteBy) })}</p>
      <div className="actions">
        {sure ? (
          <>
            <button type="button" className="button" onClick={() => void deleteRelayed(invitation)}>
              {t('relay.delete.sure', { count: codes.length })}
            </button>
            <button type="button" className="quiet" onClick={() => setSure(false)}>
              {t('relay.delete.keep')}
            </button>
          </>
        ) : (
          <button type="button" className="quiet" onClick={() => setSure(true)}>
            {t('relay.delete.button')}
          </button>
        )}
      </div>
    </section>
  )
}

function Moving({ batch, onHide }: { batch: Uint8Array; onHide: () => void }) {
  const { t } = useT()
  const loaded = useLoaded(codeMaker)
  const [source] = useState(() => fountain(batch))
  useEffect(keepAwake, [])
  if (loaded.state === 'loading') return <Loading text={t('app.loading')} />
  if (loaded.state === 'failed') return <p role="alert">{t('codes.send.failed')}</p>
  return (
    <>
      <MovingCode
        codeAt={(seed) => loaded.value(codeText('frame', source.frame(seed)))}
        frames={SEEDS}
        label={t('relay.hand.picture')}
        words={{
          pause: t('codes.send.pause'),
          go: t('codes.send.go'),
          slower: t('codes.send.slower'),
          faster: t('codes.send.faster'),
        }}
        more={
          <button type="button" className="quiet" onClick={onHide}>
            {t('relay.hand.hide')}
          </button>
        }
      />
      <p>{t('relay.hand.parts', { count: source.count })}</p>
    </>
  )
}
