import { type FormEvent, useRef, useState } from 'react'
import {
  LARGEST_GROUP,
  latestDay,
  MOST_LINE,
  MOST_SENTENCE,
  PROFILE_FIELDS,
  type ProfileField,
  SMALLEST_GROUP,
} from '../../core/session'
import { today } from '../../platform/clock'
import { useT } from '../../platform/i18n'
import { canLock } from '../../platform/sealing'
import { offered } from '../../store/catalogue'
import { makeSession } from '../../store/room'
import { Checks, Select, TextField } from '../../ui/Field'
import { Page } from '../../ui/Page'
import css from './Room.module.css'

const SHORTEST_PASSPHRASE = 12

/** Makes a session. The key pair is made with it; the private key stays in this browser. */
export function NewRoom({ titles }: { titles: Readonly<Record<string, string>> }) {
  const { t, date } = useT()
  const [fields, setFields] = useState<readonly ProfileField[]>(['sector', 'workers', 'province', 'goals', 'pains'])
  const [names, setNames] = useState(false)
  const [day, setDay] = useState(today())
  const [problem, setProblem] = useState<'day' | 'deleteBy' | 'passphrase' | 'failed' | null>(null)
  const busy = useRef(false)
  const latest = /^20\d\d-\d\d-\d\d$/.test(day) ? latestDay(day) : ''

  if (!canLock()) {
    return (
      <Page title={t('room.new.title')}>
        <p>{t('room.new.insecure')}</p>
      </Page>
    )
  }
  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const questionnaire = offered.find(({ id }) => id === text('questionnaire')) ?? offered[0]
    const [deleteBy, passphrase] = [text('deleteBy'), text('passphrase')]
    if (latest === '') return setProblem('day')
    if (deleteBy < day || deleteBy > latest) return setProblem('deleteBy')
    if (passphrase !== '' && passphrase.length < SHORTEST_PASSPHRASE) return setProblem('passphrase')
    if (!questionnaire || busy.current) return
    busy.current = true
    const id = await makeSession(
      {
        title: text('title'),
        place: text('place'),
        day,
        questionnaire: questionnaire.id,
        version: questionnaire.version,
        fields: PROFILE_FIELDS.filter((field) => fields.includes(field)),
        names,
        minimum: Number(text('minimum')),
        controller: text('controller'),
        contact: text('contact'),
        deleteBy,
        sentence: { id: text('sentenceId'), en: text('sentenceEn') },
      },
      passphrase,
    ).catch(() => null)
    busy.current = false
    if (id === null) setProblem('failed')
    else location.hash = `#/room/${id}`
  }
  return (
    <Page
      title={t('room.new.title')}
      above={
        <a className="alone" href="#/room">
          {t('room.list.title')}
        </a>
      }
    >
      <form onSubmit={(event) => void make(event)} className={css['form']}>
        <TextField label={t('room.new.name')} name="title" required maxLength={MOST_LINE} />
        <TextField label={t('room.new.place')} name="place" maxLength={MOST_LINE} />
        <TextField
          label={t('room.new.day')}
          type="date"
          required
          value={day}
          error={problem === 'day' ? t('room.new.problem.day') : undefined}
          onChange={(event) => setDay(event.target.value)}
        />
        <Select
          label={t('room.new.questionnaire')}
          name="questionnaire"
          options={offered.map(({ id }) => ({ id, text: titles[id] ?? id }))}
        />
        <Checks
          legend={t('room.new.fields')}
          options={PROFILE_FIELDS.map((field) => ({ id: field, text: t(`join.field.${field}`) }))}
          chosen={fields}
          onChange={(id) =>
            setFields(
              fields.includes(id as ProfileField)
                ? fields.filter((one) => one !== id)
                : [...fields, id as ProfileField],
            )
          }
        />
        <Checks
          legend={t('room.new.namesLegend')}
          options={[{ id: 'names', text: t('room.new.names') }]}
          chosen={names ? ['names'] : []}
          onChange={() => setNames(!names)}
        />
        <TextField
          label={t('room.new.minimum')}
          hint={t('room.new.minimumHint')}
          name="minimum"
          type="number"
          required
          min={SMALLEST_GROUP}
          max={LARGEST_GROUP}
          defaultValue={SMALLEST_GROUP}
        />
        <TextField
          label={t('join.who')}
          hint={t('room.new.whoHint')}
          name="controller"
          required
          maxLength={MOST_LINE}
        />
        <TextField label={t('join.contact')} name="contact" required maxLength={MOST_LINE} />
        <TextField
          key={latest}
          label={t('join.until')}
          hint={latest === '' ? undefined : t('room.new.untilHint', { date: date(latest) })}
          error={problem === 'deleteBy' ? t('room.new.problem.deleteBy') : undefined}
          name="deleteBy"
          type="date"
          required
          defaultValue={latest}
        />
        <TextField label={t('room.new.sentenceId')} name="sentenceId" maxLength={MOST_SENTENCE} />
        <TextField label={t('room.new.sentenceEn')} name="sentenceEn" maxLength={MOST_SENTENCE} />
        <TextField
          label={t('room.new.passphrase')}
          hint={t('room.new.passphraseHint')}
          error={
            problem === 'passphrase' ? t('room.new.problem.passphrase', { shortest: SHORTEST_PASSPHRASE }) : undefined
          }
          name="passphrase"
          type="password"
          autoComplete="new-password"
        />
        {problem === 'failed' && <p role="alert">{t('room.new.problem.failed')}</p>}
        <div className="actions">
          <button type="submit" className="button">
            {t('room.new.make')}
          </button>
        </div>
      </form>
    </Page>
  )
}
