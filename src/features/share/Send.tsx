import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Lists } from '../../core/catalogue'
import { fountain, MOST_STILL, SEEDS } from '../../core/fountain'
import { nameInCode } from '../../core/packing'
import { codeText, submissionOf, writeSubmission } from '../../core/submission'
import { keepAwake } from '../../platform/awake'
import { useT } from '../../platform/i18n'
import { type Code, codeMaker } from '../../platform/qr'
import { type ReadyAssessment, useLoaded } from '../../store/opened'
import { CodePicture, MovingCode } from '../../ui/CodePicture'
import { Checks } from '../../ui/Field'
import { Page } from '../../ui/Page'
import css from './Codes.module.css'

/** Sends a result to another phone: who will see what, then the code. Nothing is shown before somebody asks for it. */
export function Send({ opened, lists, provisional }: { opened: ReadyAssessment; lists: Lists; provisional: boolean }) {
  const { t } = useT()
  const { assessment, firm, questionnaire, records } = opened
  const [hidden, setHidden] = useState(false)
  const [shown, setShown] = useState(false)

  const name = firm?.name ?? ''
  const inCode = nameInCode(name)
  const submission = submissionOf(assessment, hidden ? null : firm, records, provisional)
  return (
    <Page
      title={t('codes.send.title')}
      above={
        <a className="alone noprint" href={`#/a/${assessment.id}/share`}>
          {t('print.back')}
        </a>
      }
    >
      <p>
        <strong>{t('codes.send.who')}</strong>
      </p>
      <p>{t('codes.send.stays')}</p>
      {name !== '' && (
        <Checks
          legend={t('codes.send.name', { name: inCode })}
          hint={inCode === name.trim() ? undefined : t('codes.send.cut')}
          options={[{ id: 'hide', text: t('codes.send.hide') }]}
          chosen={hidden ? ['hide'] : []}
          onChange={() => setHidden(!hidden)}
        />
      )}
      {shown ? (
        <Shown bytes={writeSubmission(submission, questionnaire, lists)} onHide={() => setShown(false)} />
      ) : (
        <div className="actions">
          <button type="button" className="button" onClick={() => setShown(true)}>
            {t('codes.send.show')}
          </button>
        </div>
      )}
    </Page>
  )
}

/** The code, as large as the screen allows, and what to do on the other phone. */
function Shown({ bytes, onHide }: { bytes: Uint8Array; onHide: () => void }) {
  const { t } = useT()
  const loaded = useLoaded(codeMaker)
  const heading = useRef<HTMLHeadingElement>(null)
  const ready = loaded.state === 'ready'
  useEffect(keepAwake, [])
  useEffect(() => {
    if (!ready) return
    heading.current?.focus()
    // To the top, so that the whole code is in view.
    heading.current?.scrollIntoView?.()
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
  if (loaded.state === 'loading') return <p role="status">{t('app.loading')}</p>
  const still = bytes.length <= MOST_STILL
  const hide = (
    <button type="button" className="quiet" onClick={onHide}>
      {t('codes.send.close')}
    </button>
  )
  return (
    <section aria-labelledby="code">
      <h2 id="code" ref={heading} tabIndex={-1} className={css['heading']}>
        {t(still ? 'codes.send.still' : 'codes.send.moving')}
      </h2>
      {still ? (
        <>
          <CodePicture code={loaded.value(codeText('whole', bytes))} label={t('codes.send.picture')} />
          <div className="actions noprint">{hide}</div>
        </>
      ) : (
        // Another content is another code, which begins anew.
        <Moving key={String(bytes)} bytes={bytes} make={loaded.value} more={hide} />
      )}
      <h3>{t('codes.send.how')}</h3>
      <ol>
        <li>{t('codes.send.open')}</li>
        <li>{t('codes.send.read')}</li>
        <li>{t(still ? 'codes.send.point' : 'codes.send.hold')}</li>
      </ol>
      <p className="muted">{t(still ? 'codes.send.light' : 'codes.send.lightMoving')}</p>
    </section>
  )
}

/** A code that does not fit into one picture. */
function Moving({ bytes, make, more }: { bytes: Uint8Array; make: (text: string) => Code; more: ReactNode }) {
  const { t } = useT()
  const [source] = useState(() => fountain(bytes))
  return (
    <>
      <MovingCode
        codeAt={(seed) => make(codeText('frame', source.frame(seed)))}
        frames={SEEDS}
        label={t('codes.send.picture')}
        words={{
          pause: t('codes.send.pause'),
          go: t('codes.send.go'),
          slower: t('codes.send.slower'),
          faster: t('codes.send.faster'),
        }}
        more={more}
      />
      <p>{t('codes.send.parts', { count: source.count })}</p>
    </>
  )
}
