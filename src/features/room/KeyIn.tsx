import { type ChangeEvent, type FormEvent, useRef, useState } from 'react'
import type { Profile } from '../../core/catalogue'
import { PAPER_FIELDS, type PaperProblem, type PaperSection, paperSections, readPaper } from '../../core/paper'
import type { Session } from '../../core/session'
import { useT } from '../../platform/i18n'
import type { Sources } from '../../store/cohort'
import { takePaper } from '../../store/paper'
import type { BoardWords } from '../../store/sources'
import { Checks, Select, TextField } from '../../ui/Field'
import { Page } from '../../ui/Page'
import { RoomNav } from './RoomNav'

const LISTS = { sector: 'sectors', workers: 'workers', province: 'provinces' } as const

/** A sheet of paper, keyed in with digits alone: a field for each section, which is checked and left by itself when it is full. */
export function KeyIn({ session, sources, words }: { session: Session; sources: Sources; words: BoardWords }) {
  const { t } = useT()
  const [sheet, setSheet] = useState(0)
  const [last, setLast] = useState<{ number: number; reference: string } | null>(null)
  return (
    <Page title={t('keyIn.title')} above={<RoomNav id={session.id} here="" />}>
      <p>{t('keyIn.text')}</p>
      <p className="muted">{t('keyIn.legend')}</p>
      <p role="status" className={last ? 'card' : undefined}>
        {last && t('keyIn.counted', last)}
      </p>
      <OneSheet
        key={sheet}
        first={sheet === 0}
        session={session}
        sources={sources}
        words={words}
        onCounted={(counted) => {
          setLast(counted)
          setSheet(sheet + 1)
        }}
      />
    </Page>
  )
}

interface Props {
  session: Session
  sources: Sources
  words: BoardWords
  first: boolean
  onCounted: (counted: { number: number; reference: string }) => void
}

/** One sheet; the next is a new one, so that nothing of the last stays. */
function OneSheet({ session, sources, words, first, onCounted }: Props) {
  const { t, language } = useT()
  const form = useRef<HTMLFormElement>(null)
  const sections = paperSections(sources.questionnaire)
  const [keyed, setKeyed] = useState<Readonly<Record<string, string>>>({})
  const [left, setLeft] = useState<readonly string[]>([])
  const [profile, setProfile] = useState<Profile>({})
  const [name, setName] = useState('')
  const [consents, setConsents] = useState<readonly string[]>([])
  const [problem, setProblem] = useState<'consent' | 'sections' | 'failed' | null>(null)
  const entries = (field: keyof typeof LISTS): readonly string[] =>
    field === 'province'
      ? sources.lists.provinces.map(({ code }) => code)
      : sources.lists[LISTS[field]].map(({ id }) => id)
  const asked = PAPER_FIELDS.filter((field) => session.fields.includes(field))

  const key = (section: PaperSection, event: ChangeEvent<HTMLInputElement>) => {
    const { value } = event.target
    setKeyed({ ...keyed, [section.id]: value })
    if (value.replace(/\s/g, '').length <= section.questions.length) return
    setLeft([...left, section.id])
    if (!readPaper(section, value).ok) return
    // On to the next field, as with every form of digits.
    const fields = [...(form.current?.querySelectorAll<HTMLElement>('input, select') ?? [])]
    fields[fields.indexOf(event.target) + 1]?.focus()
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const read = sections.map((section) => readPaper(section, keyed[section.id] ?? ''))
    setLeft(sections.map(({ id }) => id))
    const wrong = read.findIndex(({ ok }) => !ok)
    if (wrong >= 0) {
      setProblem('sections')
      form.current?.querySelectorAll<HTMLElement>('input')[wrong]?.focus()
      return
    }
    if (!consents.includes('workshop')) return setProblem('consent')
    const counted = await takePaper(session, sources.questionnaire, {
      name,
      profile,
      answers: Object.assign({}, ...read.map((one) => (one.ok ? one.answers : {}))),
      statistics: consents.includes('statistics'),
      language,
    }).catch(() => null)
    if (counted) onCounted(counted)
    else setProblem('failed')
  }
  return (
    <form ref={form} onSubmit={(event) => void submit(event)}>
      {sections.map((section, i) => {
        const read = readPaper(section, keyed[section.id] ?? '')
        return (
          <TextField
            key={section.id}
            label={t('paper.section', { number: i + 1, name: words.questions(`${section.id}.name`) })}
            hint={t('keyIn.digits', { count: section.questions.length })}
            error={!read.ok && left.includes(section.id) ? t(...problemText(read.problem)) : undefined}
            inputMode="numeric"
            autoComplete="off"
            // The person came here to type; after a sheet the next one is typed at once.
            autoFocus={i === 0 && !first}
            value={keyed[section.id] ?? ''}
            onChange={(event) => key(section, event)}
            onBlur={() => keyed[section.id] && setLeft([...left, section.id])}
          />
        )
      })}
      <TextField
        label={t('keyIn.name')}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {asked.map((field) => (
        <Select
          key={field}
          label={t(`profile.${field}`)}
          none={t('profile.choose')}
          options={entries(field).map((id) => ({ id, text: words.lists(`${LISTS[field]}.${id}.name`) }))}
          value={profile[field] ?? ''}
          onChange={(event) => setProfile({ ...profile, [field]: event.target.value || undefined })}
        />
      ))}
      <Checks
        legend={t('keyIn.ticked')}
        options={[
          { id: 'workshop', text: t('join.hand.workshop') },
          { id: 'statistics', text: t('join.hand.statistics') },
        ]}
        chosen={consents}
        onChange={(id) => setConsents(consents.includes(id) ? consents.filter((one) => one !== id) : [...consents, id])}
      />
      {problem && <p role="alert">{t(problem === 'failed' ? 'room.outcome.failed' : `keyIn.problem.${problem}`)}</p>}
      <div className="actions">
        <button type="submit" className="button">
          {t('keyIn.take')}
        </button>
      </div>
    </form>
  )
}

/** The text for what is wrong with a section, with what it needs. */
function problemText(
  problem: PaperProblem,
): [`keyIn.problem.${PaperProblem['code']}`, Record<string, string | number>] {
  const { code, ...params } = problem
  return [`keyIn.problem.${code}`, params]
}
