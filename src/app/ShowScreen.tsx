// How a screen is shown: fetched when first opened, with what it needs ready before it is shown.
import { Fragment, type ReactNode, useState } from 'react'
import type { TextPart } from '../core/texts'
import { type Bundle, needTexts, useT } from '../platform/i18n'
import { type OpenLists, type OpenProgrammes, openLists, openProgrammes } from '../store/catalogue'
import { type ReadyAssessment, useLoaded, useOpened } from '../store/opened'
import { Page } from '../ui/Page'
import { Failed, Loading } from '../ui/State'
import { notFetched } from '../words/failed'
import type { Params } from './addresses'

/** What a screen is given: what it asked for in the table below is there. */
interface Given {
  params: Params
  opened: ReadyAssessment
  lists: OpenLists['lists']
  listWords: ReturnType<OpenLists['words']>
  programmes: OpenProgrammes['programmes']
  programmeWords: ReturnType<OpenProgrammes['words']>
}

export interface Screen {
  /** The last bundle of the app's texts it needs; `ask` unless it says otherwise. */
  texts?: Bundle
  load: () => Promise<(given: Given) => ReactNode>
  /** The parts of the questionnaire's words it shows; without any it needs no assessment. */
  parts?: readonly TextPart[]
  lists?: true
  programmes?: 'list' | 'cards'
}

/** Shows a screen once everything it needs is there; says so when something is missing or can't be loaded. */
export function ShowScreen({ screen, params }: { screen: Screen; params: Params }) {
  // Mounted anew for every screen, so the entry of the table never changes under it.
  const [{ load, texts, parts, lists, programmes }] = useState(screen)
  const { t, language } = useT()
  const opened = useOpened(parts ? (params['id'] ?? '') : '', parts ?? [])
  const loaded = useLoaded(async () => {
    const [render, , openedLists, openedProgrammes] = await Promise.all([
      load(),
      needTexts(texts ?? 'ask'),
      lists && openLists(),
      programmes && openProgrammes(programmes === 'cards'),
    ])
    return { render, lists: openedLists, programmes: openedProgrammes }
  })

  if (loaded.state === 'failed' || (parts && opened.state === 'failed')) {
    const retry = loaded.state === 'failed' ? loaded.retry : opened.state === 'failed' ? opened.retry : () => undefined
    return <Failed {...notFetched(t)} onAction={retry} />
  }
  if (loaded.state === 'loading') return <Loading text={t('app.loading')} />
  if (parts && opened.state === 'missing') return <Missing />
  if (parts && opened.state === 'loading') return <Loading text={t('app.loading')} />
  const { value } = loaded
  const given = {
    params,
    opened: opened as ReadyAssessment,
    lists: value.lists?.lists as Given['lists'],
    listWords: value.lists?.words(language) ?? (() => ''),
    programmes: value.programmes?.programmes ?? [],
    programmeWords: value.programmes?.words(language) ?? (() => ''),
  }
  // A new address is a new screen: its fields start afresh and its heading takes the focus.
  return <Fragment key={Object.values(params).join('/')}>{value.render(given)}</Fragment>
}

function Missing() {
  const { t } = useT()
  return (
    <Page title={t('state.missing.title')}>
      <p>{t('state.missing.text')}</p>
      <a className="button" href="#/">
        {t('state.home')}
      </a>
    </Page>
  )
}

export function Unknown() {
  const { t } = useT()
  return (
    <Page title={t('app.unknown.title')}>
      <p>{t('app.unknown.text')}</p>
      <a className="button" href="#/">
        {t('app.unknown.action')}
      </a>
    </Page>
  )
}
