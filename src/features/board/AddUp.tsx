import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type AddedUp, type FileRow, MOST_FILES, MOST_FIRMS } from '../../core/addUp'
import type { Questionnaire } from '../../core/questionnaire'
import { useT } from '../../platform/i18n'
import { bringTogether } from '../../store/addUp'
import { type Given, useSources } from '../../store/sources'
import { FileDrop } from '../../ui/FileButton'
import { Page } from '../../ui/Page'
import { Failed, Loading } from '../../ui/State'
import { notFetched } from '../../words/failed'
import css from './AddUp.module.css'
import { Board } from './Board'

/** Files of many facilitators become one board. Of every file it is said what of it counts, and why the rest does not. */
export function AddUp(given: Given) {
  const { t, list } = useT()
  const [files, setFiles] = useState<readonly File[]>([])
  const [state, setState] = useState<'waiting' | 'reading' | 'failed'>('waiting')
  const [found, setFound] = useState<AddedUp | null>(null)
  const [showing, setShowing] = useState(false)
  const said = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (found) said.current?.focus()
  }, [found])

  const bring = async (more: readonly File[]) => {
    if (more.length === 0 || state === 'reading') return
    const all = [...files, ...more]
    setState('reading')
    try {
      setFound(await bringTogether(all))
      setFiles(all)
      setState('waiting')
    } catch {
      setState('failed')
    }
  }
  if (showing && found?.questionnaire) {
    const back = (
      <button type="button" className="quiet" onClick={() => setShowing(false)}>
        {t('cohort.addUp.back')}
      </button>
    )
    return <Together given={given} found={found} questionnaire={found.questionnaire} back={back} />
  }
  return (
    <Page
      title={t('cohort.addUp.title')}
      above={
        <a className="alone" href="#/room">
          {t('room.list.title')}
        </a>
      }
    >
      <p>{t('cohort.addUp.text')}</p>
      <FileDrop
        text={t('cohort.addUp.choose')}
        here={t('room.collect.here')}
        accept=".json,application/json"
        multiple
        disabled={state === 'reading'}
        onFiles={(files) => void bring(files)}
      />
      <p className="muted">{t('cohort.addUp.most', { files: MOST_FILES, firms: MOST_FIRMS })}</p>
      <p role="status">{state === 'reading' && t('cohort.addUp.reading')}</p>
      {state === 'failed' && <p role="alert">{t('cohort.addUp.failed')}</p>}
      {found && (
        <div ref={said} tabIndex={-1} className={css['found']}>
          <h2>{t('cohort.addUp.counted', { count: found.results.length })}</h2>
          <p>{t('cohort.addUp.minimum', { minimum: found.minimum })}</p>
          <div className="actions">
            <button
              type="button"
              className="button"
              disabled={found.results.length === 0}
              onClick={() => setShowing(true)}
            >
              {t('cohort.addUp.show')}
            </button>
          </div>
          <ul className={css['files']}>
            {found.files.map((row, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and the list only grows.
              <li key={i}>
                <strong>{row.title === '' ? row.name : list([row.name, row.title])}</strong>
                <FileOutcome row={row} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </Page>
  )
}

/** What of one file counts, and why the rest of it does not. */
function FileOutcome({ row: { state, problem, counted, left } }: { row: FileRow }) {
  const { t } = useT()
  if (state === 'locked') return <p>{t('cohort.addUp.locked')}</p>
  if (problem) {
    return (
      <>
        <p>{t(`cohort.addUp.problem.${problem.code}`)}</p>
        {problem.path !== '' && <p className="muted small">{t('cohort.addUp.place', { place: problem.path })}</p>}
      </>
    )
  }
  return (
    <>
      <p>{t('cohort.addUp.fromFile', { count: counted })}</p>
      {left.map(({ why, firms }) => (
        <p key={why}>{t(`cohort.addUp.left.${why}`, { count: firms })}</p>
      ))}
    </>
  )
}

/** The board of everything that counts. */
function Together({
  found: { results, minimum, sessions },
  questionnaire,
  given,
  back,
}: {
  found: AddedUp
  questionnaire: Pick<Questionnaire, 'id' | 'version'>
  given: Given
  back: ReactNode
}) {
  const { t } = useT()
  const opened = useSources(questionnaire, given)
  if (opened.state === 'failed') return <Failed {...notFetched(t)} onAction={opened.retry} />
  if (opened.state === 'loading') return <Loading text={t('app.loading')} />
  // Its results were read by it.
  if (opened.state === 'missing') return null
  const title = t('cohort.addUp.together', { count: Object.keys(sessions).length })
  const { sources, words } = opened
  return <Board session={{ title, minimum, sessions }} results={results} sources={sources} words={words} above={back} />
}
