import type { ReactNode } from 'react'
import type { Lists } from '../../core/catalogue'
import { roundHalfUp } from '../../core/numbers'
import type { Questionnaire } from '../../core/questionnaire'
import type { Persistence } from '../../platform/disk'
import { useT } from '../../platform/i18n'
import type { Words } from '../../store/catalogue'
import { Disclosure } from '../../ui/Disclosure'
import { Page } from '../../ui/Page'
import css from './About.module.css'
import { Score, Themes } from './Score'
import { SOURCES } from './sources'

const SECTIONS = [
  'what',
  'score',
  'themes',
  'method',
  'programmes',
  'privacy',
  'network',
  'storage',
  'version',
  'glossary',
] as const
const PRIVACY = ['who', 'stored', 'purpose', 'time', 'delete', 'share', 'rights', 'shared'] as const
/** The day the catalogue was put together from public pages; noon, so that it is that day in every time zone. */
const COMPILED = '2026-11-22T12:00:00'

interface Props {
  questionnaire: Questionnaire
  /** Its words, the parts `ask` and `advice`. */
  words: Words
  lists: Lists
  listWords: Words
  /** Null while it is not known yet. */
  storage: { persistence: Persistence; bytes: number | null } | null
  version: string
  /** What the first visit downloads; null when it is not known. */
  offlineMegabytes: number | null
}

/** What this is, how it computes, where it comes from, and what happens to what people tell it. */
export function About(props: Props) {
  const { t } = useT()
  const { questionnaire, words } = props
  const content: Record<(typeof SECTIONS)[number], ReactNode> = {
    what: (
      <>
        <p>{t('about.what.owner')}</p>
        <p>{t('about.what.get')}</p>
        <p>{t('about.what.helper')}</p>
        <p>
          <a className={css['link']} href="#/room">
            {t('about.what.room')}
          </a>
        </p>
        <p>{t('about.what.not')}</p>
      </>
    ),
    score: <Score questionnaire={questionnaire} words={words} />,
    themes: <Themes questionnaire={questionnaire} words={words} />,
    method: <Method />,
    programmes: <Programmes />,
    privacy: <Privacy />,
    network: <Network megabytes={props.offlineMegabytes} />,
    storage: <Storage storage={props.storage} />,
    version: (
      <>
        <p>{t('about.version.app', { version: props.version })}</p>
        <p>{t('about.version.questionnaire', { title: words('title'), version: questionnaire.version })}</p>
        <p>{t('about.version.licence')}</p>
        <p>{t('about.version.language')}</p>
      </>
    ),
    glossary: <Glossary lists={props.lists} listWords={props.listWords} />,
  }
  return (
    <Page title={t('about.title')}>
      <nav aria-label={t('about.jump')}>
        <ul className={css['jumps']}>
          {SECTIONS.map((id) => (
            <li key={id}>
              <button type="button" onClick={() => jumpTo(`about-${id}`)}>
                {t(`about.${id}.title`)}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      {SECTIONS.map((id) => (
        <section key={id} aria-labelledby={`about-${id}`}>
          <h2 id={`about-${id}`} tabIndex={-1} className={css['heading']}>
            {t(`about.${id}.title`)}
          </h2>
          {content[id]}
        </section>
      ))}
    </Page>
  )
}

/** The address stays what it is: the hash belongs to the screens. */
function jumpTo(id: string): void {
  const heading = document.getElementById(id)
  heading?.scrollIntoView?.({ block: 'start' })
  heading?.focus({ preventScroll: true })
}

function Method() {
  const { t } = useT()
  return (
    <>
      <p>{t('about.method.text')}</p>
      <ul className={css['sources']}>
        {SOURCES.map(({ id, title, publisher, ...when }) => (
          <li key={id}>
            <cite>{title}</cite>
            <span className="muted">{'year' in when ? `${publisher}, ${when.year}` : publisher}</span>
            {t(`about.method.${id}`)}
          </li>
        ))}
      </ul>
      <p>{t('about.method.own')}</p>
    </>
  )
}

function Programmes() {
  const { t, date } = useT()
  return (
    <>
      <p>{t('about.programmes.compiled', { date: date(COMPILED) })}</p>
      <p>{t('about.programmes.contact')}</p>
      <p>{t('about.programmes.check')}</p>
      <p>
        <a className={css['link']} href="#/programmes">
          {t('about.programmes.all')}
        </a>
      </p>
    </>
  )
}

function Privacy() {
  const { t } = useT()
  return (
    <>
      <p className="card">
        <strong>{t('about.privacy.short')}</strong>
      </p>
      <dl className={css['terms']}>
        {PRIVACY.map((id) => (
          <div key={id}>
            <dt>{t(`about.privacy.${id}.term`)}</dt>
            <dd>{t(`about.privacy.${id}.text`)}</dd>
          </div>
        ))}
      </dl>
      <p>
        <a className={css['link']} href="#/saved">
          {t('about.privacy.saved')}
        </a>
      </p>
    </>
  )
}

function Network({ megabytes }: { megabytes: number | null }) {
  const { t, number } = useT()
  return (
    <>
      <p>
        {megabytes === null
          ? t('about.network.first')
          : t('about.network.size', { mb: number(roundHalfUp(megabytes, 1), 1) })}
      </p>
      <p>{t('about.network.later')}</p>
    </>
  )
}

function Storage({ storage }: Pick<Props, 'storage'>) {
  const { t, number } = useT()
  return (
    <>
      <p>{t(`about.storage.${storage?.persistence ?? 'unknown'}`)}</p>
      {storage && storage.bytes !== null && (
        <p>{t('about.storage.bytes', { mb: number(roundHalfUp(storage.bytes / 1_000_000, 1), 1) })}</p>
      )}
      <p>{t('about.storage.private')}</p>
      <p>{t('about.storage.ios')}</p>
      <p>{t('about.storage.copy')}</p>
      <p>
        <a className={css['link']} href="#/saved">
          {t('about.privacy.saved')}
        </a>
      </p>
    </>
  )
}

function Glossary({ lists, listWords }: Pick<Props, 'lists' | 'listWords'>) {
  const { t, language } = useT()
  const terms = lists.glossary
    .map(({ id }) => ({ id, term: listWords(`glossary.${id}.term`), meaning: listWords(`glossary.${id}.meaning`) }))
    .sort((a, b) => a.term.localeCompare(b.term, language))
  return (
    <Disclosure summary={t('about.glossary.show', { count: terms.length })}>
      <dl className={css['terms']}>
        {terms.map(({ id, term, meaning }) => (
          <div key={id}>
            <dt>{term}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  )
}
