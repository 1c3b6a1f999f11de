import { useEffect, useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import { askedQuestions, DONT_KNOW, NOT_APPLICABLE } from '../../core/answers'
import type { Lists } from '../../core/catalogue'
import type { Question } from '../../core/questionnaire'
import { useT } from '../../platform/i18n'
import { remember, type Said, say } from '../../store/assessments'
import type { Words } from '../../store/catalogue'
import type { ReadyAssessment } from '../../store/opened'
import { Disclosure } from '../../ui/Disclosure'
import { TextArea } from '../../ui/Field'
import { Page } from '../../ui/Page'
import { AnswerInput } from './AnswerInput'
import css from './Ask.module.css'
import { progressOf } from './progress'

interface Scratch {
  note: string
}

/** One question on one screen. A tap selects, saves, then moves on; keys select, and Next moves on. */
export function Ask({
  opened,
  questionId,
  fromCheck,
  lists,
  listWords,
}: {
  opened: ReadyAssessment
  questionId: string
  /** Opened from "check your answers": Next leads back there. */
  fromCheck: boolean
  lists: Lists
  listWords: Words
}) {
  const { t } = useT()
  const { assessment, questionnaire, words, records, answers } = opened
  const { id } = assessment
  const sections = askedQuestions(questionnaire, answers)
  const all = sections.flatMap((section) => section.questions)
  const place = all.findIndex((question) => question.id === questionId)
  const question = all[place]
  const record = records[questionId]
  const [saving, setSaving] = useState<'idle' | 'saving' | 'saved' | 'failed'>('idle')
  const [asking, setAsking] = useState(false)
  // What was chosen shows at once; it counts when it is saved, and goes back to what is saved when it can't be.
  const [pending, setPending] = useState<Said>({})
  const writing = useRef(Promise.resolve(true))
  const help = useRef<HTMLDivElement>(null)
  const { register, getValues } = useForm<Scratch>({ defaultValues: { note: record?.note ?? '' } })

  useEffect(() => {
    if (question) void remember(id, question.id)
  }, [id, question])
  useEffect(() => {
    if (asking) help.current?.focus()
  }, [asking])

  if (!question) return <Gone id={id} />
  const section = sections.find((candidate) => candidate.questions.includes(question)) ?? { section: '', questions: [] }
  const previous = all[place - 1]
  const back = fromCheck ? `#/a/${id}/check` : previous ? `#/a/${id}/q/${previous.id}` : `#/a/${id}`
  const progress = progressOf(questionnaire, answers)

  /** The way on after what was just said, which may have shown or hidden a follow-up. */
  function onwards(said: Said = {}): string {
    if (fromCheck) return `#/a/${id}/check`
    const { [questionId]: before, ...others } = answers
    const now = said.answer === undefined ? before : said.answer
    const after = askedQuestions(questionnaire, now == null ? others : { ...others, [questionId]: now })
      .flatMap((one) => one.questions)
      .map((one) => one.id)
    const following = after[after.indexOf(questionId) + 1]
    return following ? `#/a/${id}/q/${following}` : `#/a/${id}/check`
  }

  async function save(said: Said, moveOn: boolean): Promise<void> {
    setAsking(false)
    setSaving('saving')
    setPending((before) => ({ ...before, ...said }))
    const next = moveOn ? onwards(said).split('/q/')[1] : undefined
    writing.current = say(id, questionId, said, next)
    const done = await writing.current
    setPending({})
    setSaving(done ? 'saved' : 'failed')
    if (done && moveOn) location.hash = onwards(said)
  }

  /** Goes on once everything here is on the disk; what can't be saved as it stands is put right, or emptied, before. */
  async function goOn(form: HTMLFormElement): Promise<void> {
    // Leaving a field saves it, and not every phone leaves it for a tapped button.
    form.querySelector<HTMLElement>('#figure:focus')?.blur()
    saveNote()
    const wrong = form.querySelector<HTMLElement>('input:invalid')
    if (wrong) return wrong.focus()
    if (!canGoOn) return setAsking(true)
    const done = await writing.current
    // Whoever has been told that the disk refused may go on without.
    writing.current = Promise.resolve(true)
    if (done) location.hash = onwards(pending)
  }

  function saveNote(): void {
    const note = getValues('note').trim()
    if (note !== (record?.note ?? '')) void save({ note }, false)
  }

  const answer = (pending.answer === undefined ? record?.answer : pending.answer) ?? undefined
  const reason = (pending.reason === undefined ? record?.reason : pending.reason) ?? undefined
  const needsReason = answer === NOT_APPLICABLE && !reason
  const canGoOn = (answer !== undefined && !needsReason) || !question.score
  const terms = (question.terms ?? []).filter((term) => lists.glossary.some((entry) => entry.id === term))

  return (
    <Page
      title={words(`${questionId}.question`)}
      above={
        <div className={css['where']}>
          <p>
            <a href={`#/a/${id}`}>{t('ask.section', { number: sections.indexOf(section) + 1, of: sections.length })}</a>
            {': '}
            {words(`${section.section}.name`)}
          </p>
          <progress value={progress.settled} max={progress.scored} aria-label={t('ask.progress')} />
          <p className="muted small">
            {t('ask.settled', { settled: progress.settled, scored: progress.scored })}
            {progress.minutesLeft > 0 && ` · ${t('tasks.minutesLeft', { count: progress.minutesLeft })}`}
          </p>
        </div>
      }
      // The heading is the legend of the answers below.
      heading={null}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void goOn(event.currentTarget)
        }}
      >
        <AnswerInput
          question={question}
          words={words}
          legend={
            <h1 className={css['question']} tabIndex={-1}>
              {words(`${questionId}.question`)}
            </h1>
          }
          answer={answer}
          reason={reason}
          onSay={(said, moveOn) => void save(said, moveOn)}
        />
        <p className={css['saved']} role="status">
          {saving === 'saving' && t('ask.saving')}
          {saving === 'failed' && t('ask.notSaved')}
          {saving === 'saved' && t('ask.saved')}
          {saving === 'idle' && answer !== undefined && t('ask.savedBefore')}
        </p>
        {asking && (
          <div className={css['asking']} role="alert" tabIndex={-1} ref={help}>
            <h2>{t(needsReason ? 'ask.open.reason' : 'ask.open.title')}</h2>
            <p>{t('ask.open.text')}</p>
            <div className="actions">
              <button
                type="button"
                className="quiet"
                onClick={() => {
                  setAsking(false)
                  document.querySelector<HTMLElement>('fieldset input, #figure')?.focus()
                }}
              >
                {t('ask.open.choose')}
              </button>
              <button
                type="button"
                className="quiet"
                onClick={() => void save({ answer: DONT_KNOW, reason: null }, true)}
              >
                {t('ask.dontKnow')}
              </button>
              <a className="quiet" href={onwards()} onClick={() => setAsking(false)}>
                {t('ask.open.skip')}
              </a>
            </div>
          </div>
        )}
        <div className="actions pair">
          <a className="quiet" href={back}>
            {t('ask.back')}
          </a>
          <button type="submit" className="button">
            {t(fromCheck ? 'ask.backToCheck' : 'ask.next')}
          </button>
        </div>
        <Help question={question} words={words} />
        {terms.map((term) => (
          <Disclosure key={term} summary={listWords(`glossary.${term}.term`)}>
            <p>{listWords(`glossary.${term}.meaning`)}</p>
          </Disclosure>
        ))}
        {question.score && (
          <Disclosure summary={t(record?.note ? 'ask.note.edit' : 'ask.note.add')}>
            <TextArea label={t('ask.note.label')} maxLength={500} {...register('note', { onBlur: saveNote })} />
          </Disclosure>
        )}
      </form>
    </Page>
  )
}

/** Why it is asked, and an example; both on tap. */
function Help({ question, words }: { question: Question; words: Words }) {
  const { t } = useT()
  return (
    <>
      {words(`${question.id}.why`) && (
        <Disclosure summary={t('ask.why')}>
          <p>{words(`${question.id}.why`)}</p>
        </Disclosure>
      )}
      {words(`${question.id}.example`) && (
        <Disclosure summary={t('ask.example')}>
          <p>{words(`${question.id}.example`)}</p>
        </Disclosure>
      )}
    </>
  )
}

/** The question is not asked (any more): its condition does not hold, or the address is wrong. */
function Gone({ id }: { id: string }) {
  const { t } = useT()
  return (
    <Page title={t('ask.gone.title')}>
      <p>{t('ask.gone.text')}</p>
      <a className="button" href={`#/a/${id}`}>
        {t('ask.gone.action')}
      </a>
    </Page>
  )
}
