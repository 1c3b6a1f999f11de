import { useEffect, useRef, useState } from 'react'
import type { Lists } from '../../core/catalogue'
import { collector } from '../../core/fountain'
import { roundHalfUp } from '../../core/numbers'
import type { Problem } from '../../core/read'
import { scoreAnswers } from '../../core/scoring'
import { readCodeText, readSubmission } from '../../core/submission'
import { type CameraTrouble, readPicture } from '../../platform/camera'
import { useT } from '../../platform/i18n'
import { type OpenQuestionnaire, openQuestionnaire } from '../../store/catalogue'
import { type Arrival, arrivalOf, knownQuestionnaires } from '../../store/receive'
import { restore } from '../../store/restore'
import { FileButton } from '../../ui/FileButton'
import { Page } from '../../ui/Page'
import css from './Codes.module.css'
import { Viewfinder } from './Viewfinder'

/** Why a code, or a picture of one, is not taken: each has a sentence that says what to do. */
type Refused =
  | 'room'
  | 'foreign'
  | 'newer'
  | 'unknown'
  | 'damaged'
  | 'none'
  | 'several'
  | 'moving'
  | 'no-picture'
  | 'failed'

interface Found {
  arrival: Arrival
  opened: OpenQuestionnaire
}

type State =
  | { step: 'choose'; refused?: Refused; trouble?: CameraTrouble }
  | { step: 'camera' }
  | { step: 'reading' }
  | ({ step: 'found' } & Found)

/** Takes a result from another phone, by camera or from a picture. Nothing changes here before somebody says yes. */
export function Receive({ lists }: { lists: Lists }) {
  const { t } = useT()
  const [state, setState] = useState<State>({ step: 'choose' })
  const [frames] = useState(collector)
  /** How much of a moving code is there; and what the camera sees instead of ours. */
  const [progress, setProgress] = useState<{ have: number; of: number } | null>(null)
  const [strange, setStrange] = useState(false)
  const refusal = useRef<HTMLParagraphElement>(null)
  const refuse = (refused: Refused) => setState({ step: 'choose', refused })
  useEffect(() => {
    // What was tapped, or the camera, is gone.
    if (state.step === 'choose') refusal.current?.focus()
  }, [state])

  const open = async (bytes: Uint8Array) => {
    setState({ step: 'reading' })
    try {
      const questionnaires = await knownQuestionnaires()
      const read = readSubmission(bytes, questionnaires, lists)
      if (!read.ok) return refuse(refusedFor(read.problems))
      const { questionnaire: id, version } = read.value
      const questionnaire = questionnaires.find((one) => one.id === id && one.version === version)
      const opened = await openQuestionnaire(id, version, ['ask'])
      if (!questionnaire || !opened) return refuse('unknown')
      setState({ step: 'found', arrival: await arrivalOf(read.value, questionnaire), opened })
    } catch {
      refuse('failed')
    }
  }

  /** What a text that was seen is good for: a whole submission at once, a frame for later. */
  const take = (text: string): { whole: Uint8Array } | { refused: Refused } | { have: number; of: number } => {
    const read = readCodeText(text)
    if (!read.ok) return { refused: refusedFor(read.problems) }
    if (read.value.holds === 'room') return { refused: 'room' }
    if (read.value.holds === 'whole') return { whole: read.value.bytes }
    const found = frames.take(read.value.bytes)
    if (found.state === 'partial') return found
    return found.state === 'whole' ? { whole: found.payload } : { refused: 'damaged' }
  }

  const seen = (text: string) => {
    const taken = take(text)
    if ('whole' in taken) void open(taken.whole)
    else if ('have' in taken) {
      setProgress(taken)
      setStrange(false)
    } else if (taken.refused === 'newer' || taken.refused === 'room') refuse(taken.refused)
    // The camera may pass over other codes, and read one badly, on its way to the right one.
    else setStrange(taken.refused === 'foreign')
  }

  const picture = async (file: File) => {
    setState({ step: 'reading' })
    const texts = await readPicture(file)
    if (texts === null) return refuse('no-picture')
    const taken = texts.map(take).filter((one) => !('refused' in one && one.refused === 'foreign'))
    const [one, ...others] = taken
    if (!one) refuse(texts.length > 0 ? 'foreign' : 'none')
    else if (others.length > 0) refuse('several')
    else if ('whole' in one) await open(one.whole)
    else refuse('refused' in one ? one.refused : 'moving')
  }

  const start = () => {
    setProgress(null)
    setStrange(false)
    setState({ step: 'camera' })
  }
  if (state.step === 'found') return <Contents {...state} onOther={() => setState({ step: 'choose' })} />
  return (
    <Page
      title={t('codes.receive.title')}
      above={
        <a className="alone" href="#/saved">
          {t('backup.toSaved')}
        </a>
      }
    >
      <p>{t('codes.receive.text')}</p>
      <p className="muted">{t('codes.receive.camera.promise')}</p>
      {state.step === 'choose' && (state.refused || state.trouble) && (
        <p ref={refusal} role="alert" tabIndex={-1} className={`card ${css['refused']}`}>
          {state.refused ? t(`codes.refused.${state.refused}`) : t(`codes.camera.${state.trouble ?? 'failed'}`)}
        </p>
      )}
      {state.step === 'camera' && (
        <Viewfinder
          progress={progress}
          said={strange ? t('codes.receive.strange') : null}
          onText={seen}
          onEnd={(trouble) => setState({ step: 'choose', ...(trouble ? { trouble } : {}) })}
        />
      )}
      {state.step === 'reading' && <p role="status">{t('codes.receive.reading')}</p>}
      {state.step === 'choose' && (
        <div className="actions">
          <button type="button" className="button" onClick={start}>
            {t('codes.receive.camera.start')}
          </button>
          <FileButton text={t('codes.receive.picture')} accept="image/*" onFile={(file) => void picture(file)} />
        </div>
      )}
    </Page>
  )
}

function refusedFor([problem]: Problem[]): Refused {
  if (problem?.code === 'too-new') return 'newer'
  if (problem?.code === 'unknown-id' || problem?.code === 'duplicate-id') return 'unknown'
  return problem?.params?.['reason'] === 'foreign' ? 'foreign' : 'damaged'
}

/** What the code holds and what would change here; then it is kept, or not. */
function Contents({ arrival, opened, onOther }: Found & { onOther: () => void }) {
  const { t, date, number, language } = useT()
  const { submission, questionnaire, news, bundle, plan } = arrival
  const [failed, setFailed] = useState(false)
  const [keeping, setKeeping] = useState(false)
  const scores = scoreAnswers(questionnaire, submission.answers)
  const index = scores.nodes[scores.root]?.score ?? null
  const notes = [
    ...(questionnaire.estimate ? [t('saved.estimate')] : []),
    ...(scores.provisional ? [t('saved.provisional')] : []),
  ]
  const level =
    index === null || scores.cap.level === null
      ? t('saved.noIndex')
      : t('saved.level', { level: scores.cap.level, index: number(roundHalfUp(index, 2), 2) })
  const rows = [
    [t('codes.receive.found.questionnaire'), opened.words(language)('title')],
    [t('codes.receive.found.firm'), submission.name || t('codes.receive.found.noName')],
    [t('codes.receive.found.date'), date(submission.finished ?? submission.changed)],
    [t('codes.receive.found.level'), notes.length > 0 ? `${level} (${notes.join(', ')})` : level],
    [t('codes.receive.found.answers'), number(Object.keys(submission.answers).length)],
  ]
  const written = plan.write.length > 0
  const changes = plan.write.filter(({ shelf }) => shelf === 'answers').length
  const keep = async () => {
    if (keeping) return
    setKeeping(true)
    if (await restore(bundle)) location.hash = `#/a/${submission.assessment}/result`
    else {
      setFailed(true)
      setKeeping(false)
    }
  }
  return (
    <Page title={t('codes.receive.found.title')}>
      <dl className={css['found']}>
        {rows.map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className="card">
        <strong>{t(`codes.news.${news}`, { count: changes })}</strong>
        {news !== 'new' && news !== 'later' && written && ` ${t('codes.receive.found.name')}`}
      </p>
      {failed && <p role="alert">{t('codes.receive.found.failed')}</p>}
      <div className="actions">
        {written && (
          <button type="button" className="button" aria-disabled={keeping} onClick={() => void keep()}>
            {t('codes.receive.found.keep')}
          </button>
        )}
        {news !== 'new' && (
          <a className={written ? 'quiet' : 'button'} href={`#/a/${submission.assessment}/result`}>
            {t('codes.receive.found.see')}
          </a>
        )}
        <button type="button" className="quiet" onClick={onOther}>
          {t(written ? 'codes.receive.found.leave' : 'codes.receive.found.other')}
        </button>
      </div>
    </Page>
  )
}
