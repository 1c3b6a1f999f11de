import { useEffect, useState } from 'react'
import {
  goneTo,
  left,
  MOST_MINUTES,
  MOST_PARTS,
  newScript,
  rewound,
  SCRIPT_PARTS,
  type Script,
  type ScriptPart,
  type ScriptPartId,
  schedule,
  toggled,
  withParts,
} from '../../core/script'
import { newId, now } from '../../platform/clock'
import { useT } from '../../platform/i18n'
import { useScript } from '../../store/script'
import { TextField } from '../../ui/Field'
import { Page } from '../../ui/Page'
import { Loading } from '../../ui/State'
import { UndoBar } from '../../ui/UndoBar'
import { SLIDES } from '../../words/board'
import type { BoardSession } from './Board'
import css from './Script.module.css'

/** What comes when in the workshop, how much time is left, and what to say to each slide of the board. */
export function ScriptScreen({
  id,
  session,
  above,
}: {
  id: string
  session: Pick<BoardSession, 'title'>
  above: React.ReactNode
}) {
  const { t } = useT()
  const [script, change] = useScript(id)
  const [editing, setEditing] = useState(false)
  if (!script) return <Loading text={t('app.loading')} />
  return (
    <Page title={t('script.title')} above={above}>
      <p className="muted">{session.title}</p>
      {editing ? (
        <Edit script={script} change={change} onDone={() => setEditing(false)} />
      ) : (
        <>
          <Clock script={script} change={change} />
          <Parts script={script} />
          <div className="actions noprint">
            <button type="button" className="quiet" onClick={() => setEditing(true)}>
              {t('script.edit')}
            </button>
            <button type="button" className="quiet" onClick={() => window.print()}>
              {t('script.print')}
            </button>
          </div>
          <h2>{t('script.slides')}</h2>
          <dl className={css['notes']}>
            {SLIDES.map((slide) => (
              <div key={slide}>
                <dt>{t(`board.title.${slide}`)}</dt>
                <dd>{t(`board.notes.${slide}`)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Page>
  )
}

type Change = (to: (before: Script) => Script) => void

function isOurs(id: string): id is ScriptPartId {
  return (SCRIPT_PARTS as readonly string[]).includes(id)
}

function useTitleOf(): (part: ScriptPart) => string {
  const { t } = useT()
  return ({ id, title }) => title ?? (isOurs(id) ? t(`script.part.${id}.title`) : t('script.untitled'))
}

/** Minutes and seconds, `12:05`; what is over has a plus. */
function clockText(seconds: number): string {
  const whole = Math.abs(Math.round(seconds))
  return `${seconds < 0 ? '+' : ''}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

function Clock({ script, change }: { script: Script; change: Change }) {
  const { t } = useT()
  const titleOf = useTitleOf()
  const { clock, parts } = script
  const [time, setTime] = useState(now())
  const running = clock.since !== null
  useEffect(() => {
    setTime(now())
    if (!running) return
    const ticking = setInterval(() => setTime(now()), 1000)
    return () => clearInterval(ticking)
  }, [running])
  const rest = left(script, time)
  const part = parts[clock.at]
  if (!part) return null
  const go = (by: number) => change((before) => ({ ...before, clock: goneTo(before.clock, clock.at + by, now()) }))
  return (
    <section className={`card ${css['clock']} noprint`} aria-labelledby="now">
      <h2 id="now">{titleOf(part)}</h2>
      <p className={css['rest']} role="timer">
        {t(rest.part < 0 ? 'script.over' : 'script.left', { time: clockText(rest.part) })}
      </p>
      <p className="muted">{t(rest.all < 0 ? 'script.allOver' : 'script.allLeft', { time: clockText(rest.all) })}</p>
      <div className="actions">
        <button
          type="button"
          className="button"
          onClick={() => change((before) => ({ ...before, clock: toggled(before.clock, now()) }))}
        >
          {t(running ? 'script.stop' : 'script.start')}
        </button>
        <button type="button" className="quiet" disabled={clock.at === 0} onClick={() => go(-1)}>
          {t('script.back')}
        </button>
        <button type="button" className="quiet" disabled={clock.at === parts.length - 1} onClick={() => go(1)}>
          {t('script.next')}
        </button>
        <button type="button" className="quiet" onClick={() => change(rewound)}>
          {t('script.rewind')}
        </button>
      </div>
    </section>
  )
}

function Parts({ script: { parts, clock } }: { script: Script }) {
  const { t } = useT()
  const titleOf = useTitleOf()
  const times = schedule(parts)
  return (
    <>
      <h2>{t('script.all', { count: times[times.length - 1]?.to ?? 0 })}</h2>
      <ol className={css['parts']}>
        {parts.map((part, i) => (
          <li key={part.id} aria-current={i === clock.at ? 'step' : undefined}>
            <strong>{titleOf(part)}</strong>
            <span className="muted">
              {t('script.span', { from: times[i]?.from ?? 0, to: times[i]?.to ?? 0, count: part.minutes })}
            </span>
            {isOurs(part.id) && <span>{t(`script.part.${part.id}.notes`)}</span>}
          </li>
        ))}
      </ol>
    </>
  )
}

function Edit({ script, change, onDone }: { script: Script; change: Change; onDone: () => void }) {
  const { t } = useT()
  const titleOf = useTitleOf()
  const [before, setBefore] = useState<readonly ScriptPart[] | null>(null)
  const { parts } = script
  const set = (next: readonly ScriptPart[]) => change((one) => withParts(one, next))
  const put = (i: number, part: ScriptPart) => set(parts.map((one, j) => (j === i ? part : one)))
  const taking = (next: readonly ScriptPart[]) => {
    setBefore(parts)
    set(next)
  }
  return (
    <>
      <ol className={css['parts']}>
        {parts.map((part, i) => (
          <li key={part.id}>
            <fieldset className={css['edit']}>
              <legend>{titleOf(part)}</legend>
              <TextField
                key={titleOf(part)}
                label={t('script.name')}
                maxLength={80}
                defaultValue={titleOf(part)}
                onBlur={(event) => {
                  const title = event.target.value.trim()
                  if (title !== '' && title !== titleOf(part)) put(i, { ...part, title })
                }}
              />
              <TextField
                key={part.minutes}
                label={t('script.minutes')}
                type="number"
                inputMode="numeric"
                min={1}
                max={MOST_MINUTES}
                defaultValue={part.minutes}
                onBlur={(event) => {
                  const minutes = Math.round(Number(event.target.value))
                  if (minutes >= 1 && minutes <= MOST_MINUTES) put(i, { ...part, minutes })
                  else event.target.value = String(part.minutes)
                }}
              />
              <div className="actions">
                <button
                  type="button"
                  className="quiet"
                  disabled={i === 0}
                  onClick={() => set([...parts.slice(0, i - 1), part, ...parts.slice(i - 1, i), ...parts.slice(i + 1)])}
                >
                  {t('script.up')}
                  <span className="hidden">: {titleOf(part)}</span>
                </button>
                <button
                  type="button"
                  className="quiet"
                  disabled={parts.length === 1}
                  onClick={() => taking(parts.filter((one) => one !== part))}
                >
                  {t('script.remove')}
                  <span className="hidden">: {titleOf(part)}</span>
                </button>
              </div>
            </fieldset>
          </li>
        ))}
      </ol>
      <UndoBar
        text={before ? t('script.changed') : ''}
        action={t('script.undo')}
        onAction={() => {
          if (before) set(before)
          setBefore(null)
        }}
      />
      <div className="actions">
        <button
          type="button"
          className="quiet"
          disabled={parts.length >= MOST_PARTS}
          onClick={() => set([...parts, { id: newId(), minutes: 5 }])}
        >
          {t('script.add')}
        </button>
        <button type="button" className="quiet" onClick={() => taking(newScript(script.session).parts)}>
          {t('script.ours')}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t('script.done')}
        </button>
      </div>
    </>
  )
}
