import { useEffect, useState } from 'react'
import { languages, prepareLanguage, Speaking, useT } from '../../platform/i18n'
import { openLists, openProgrammes } from '../../store/catalogue'
import type { FirmWork } from '../../store/improvement'
import { type ReadyAssessment, useLoaded } from '../../store/opened'
import { Choice } from '../../ui/Choice'
import { Checks } from '../../ui/Field'
import { Page } from '../../ui/Page'
import { Failed, Loading } from '../../ui/State'
import { notFetched } from '../../words/failed'
import css from './Print.module.css'
import { PARTS, Report, type ReportPart } from './Report'

/** The report on paper or as PDF, in any language, whatever language was used to answer: choose, look, print. */
export function Print({ opened, work }: { opened: ReadyAssessment; work: FirmWork }) {
  const { t, language: screen } = useT()
  const [language, setLanguage] = useState(screen)
  const [left, setLeft] = useState<readonly string[]>([])
  const [ready, setReady] = useState<string | null>(null)
  const loaded = useLoaded(async () => ({ lists: await openLists(), programmes: await openProgrammes(true) }))
  useEffect(() => {
    let current = true
    // Without its texts a language stays as it was; the choice shows what is printed.
    prepareLanguage(language).then(
      () => current && setReady(language),
      () => current && setLanguage(screen),
    )
    return () => {
      current = false
    }
  }, [language, screen])
  if (loaded.state === 'failed') {
    return <Failed {...notFetched(t)} onAction={loaded.retry} />
  }
  const parts = PARTS.filter((part) => !left.includes(part))
  const toggle = (id: string) => setLeft(left.includes(id) ? left.filter((other) => other !== id) : [...left, id])
  const options = [...PARTS, 'name', 'notes'] as const
  return (
    <Page
      title={t('print.title')}
      wide
      heading={
        <div className="noprint">
          <a className="alone" href={`#/a/${opened.assessment.id}/share`}>
            {t('print.back')}
          </a>
          <h1 tabIndex={-1}>{t('print.title')}</h1>
          <p>{t('print.text')}</p>
          <p>{t('print.whoSees')}</p>
          <div className={css['choices']}>
            <Choice
              name="language"
              legend={<strong>{t('print.language')}</strong>}
              options={Object.entries(languages).map(([id, text]) => ({ id, text }))}
              chosen={language}
              onChoose={setLanguage}
            />
            <Checks
              legend={t('print.parts')}
              options={options.map((id) => ({ id, text: t(`print.part.${id}`) }))}
              chosen={options.filter((id) => !left.includes(id))}
              onChange={toggle}
            />
          </div>
          <div className="actions">
            <button
              type="button"
              className="button"
              aria-disabled={parts.length === 0 || ready !== language}
              onClick={() => {
                if (parts.length > 0 && ready === language) window.print()
              }}
            >
              {t('print.button')}
            </button>
          </div>
          <p className="muted small">{t('print.hint')}</p>
        </div>
      }
    >
      {loaded.state === 'loading' || ready !== language ? (
        <Loading text={t('app.loading')} />
      ) : (
        <Speaking value={language}>
          <Report
            opened={{ ...opened, words: opened.wordsIn(language) }}
            work={work}
            lists={loaded.value.lists.lists}
            listWords={loaded.value.lists.words(language)}
            programmes={loaded.value.programmes.programmes}
            programmeWords={loaded.value.programmes.words(language)}
            parts={parts as ReportPart[]}
            withName={!left.includes('name')}
            withNotes={!left.includes('notes')}
          />
        </Speaking>
      )}
    </Page>
  )
}
