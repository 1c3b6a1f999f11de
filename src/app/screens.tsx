// Every screen but home, each fetched when first opened, with what it needs ready before it is shown.
import { Fragment, type ReactNode, useState } from 'react'
import type { TextPart } from '../core/texts'
import { type Bundle, currentLanguage, needTexts, useT } from '../platform/i18n'
import {
  type OpenLists,
  type OpenProgrammes,
  offered,
  openLists,
  openProgrammes,
  openQuestionnaire,
} from '../store/catalogue'
import { type ReadyAssessment, useLoaded, useOpened } from '../store/opened'
import { Page } from '../ui/Page'
import { Failed, Loading } from '../ui/State'
import { notFetched } from '../words/failed'
import type { Params, ScreenName } from './addresses'
import type { Cohort } from './WithRoom'

/** What a screen is given: what it asked for in the table below is there. */
interface Given {
  params: Params
  opened: ReadyAssessment
  lists: OpenLists['lists']
  listWords: ReturnType<OpenLists['words']>
  programmes: OpenProgrammes['programmes']
  programmeWords: ReturnType<OpenProgrammes['words']>
}

interface Screen {
  /** The last bundle of the app's texts it needs; `ask` unless it says otherwise. */
  texts?: Bundle
  load: () => Promise<(given: Given) => ReactNode>
  /** The parts of the questionnaire's words it shows; without any it needs no assessment. */
  parts?: readonly TextPart[]
  lists?: true
  programmes?: 'list' | 'cards'
}

const ALL: readonly TextPart[] = ['ask', 'help', 'advice']

const screens: Record<Exclude<ScreenName, 'home'>, Screen> = {
  start: {
    load: async () => {
      const { Start } = await import('../features/questionnaire/Start')
      return ({ params }) => (
        <Start
          questionnaire={params['questionnaire'] ?? ''}
          {...(params['firm'] && params['firm'] !== 'new' ? { firm: params['firm'] } : {})}
          {...(params['copyFrom'] ? { copyFrom: params['copyFrom'] } : {})}
        />
      )
    },
  },
  tasks: {
    parts: ['ask'],
    load: async () => {
      const { TaskList } = await import('../features/questionnaire/TaskList')
      return ({ opened }) => <TaskList opened={opened} />
    },
  },
  ask: { parts: ['ask', 'help'], lists: true, load: () => ask(false) },
  change: { parts: ['ask', 'help'], lists: true, load: () => ask(true) },
  profile: {
    parts: ['ask'],
    lists: true,
    load: async () => {
      const { Profile } = await import('../features/questionnaire/Profile')
      return ({ opened, lists, listWords }) => <Profile opened={opened} lists={lists} listWords={listWords} />
    },
  },
  check: {
    parts: ['ask'],
    load: async () => {
      const { Check } = await import('../features/questionnaire/Check')
      return ({ opened }) => <Check opened={opened} />
    },
  },
  result: {
    texts: 'result',
    parts: ALL,
    lists: true,
    programmes: 'list',
    load: async () => {
      const { Result } = await import('../features/results/Result')
      return (given) => <Result {...given} />
    },
  },
  how: {
    texts: 'result',
    parts: ALL,
    load: async () => {
      const { How } = await import('../features/results/How')
      return ({ opened }) => <How opened={opened} />
    },
  },
  recommended: {
    texts: 'result',
    parts: ALL,
    lists: true,
    programmes: 'cards',
    load: async () => {
      const { Programmes } = await import('../features/results/ProgrammeList')
      return (given) => <Programmes {...given} />
    },
  },
  plan: {
    texts: 'keep',
    parts: ALL,
    lists: true,
    programmes: 'cards',
    load: async () => {
      const [{ Plan }, { WithFirm }] = await Promise.all([import('../features/plan/Plan'), import('./WithFirm')])
      return (given) => (
        <WithFirm firm={given.opened.assessment.firm}>{(work) => <Plan {...given} work={work} />}</WithFirm>
      )
    },
  },
  whatIf: {
    texts: 'keep',
    parts: ALL,
    load: async () => {
      const [{ WhatIf }, { WithFirm }] = await Promise.all([import('../features/plan/WhatIf'), import('./WithFirm')])
      return ({ opened }) => (
        <WithFirm firm={opened.assessment.firm}>{(work) => <WhatIf opened={opened} work={work} />}</WithFirm>
      )
    },
  },
  targets: {
    texts: 'keep',
    parts: ALL,
    load: async () => {
      const { Targets } = await import('../features/plan/Targets')
      return ({ opened }) => <Targets opened={opened} />
    },
  },
  compare: {
    texts: 'keep',
    parts: ALL,
    programmes: 'list',
    load: async () => {
      const [{ Compare }, { WithFirm }] = await Promise.all([
        import('../features/compare/Compare'),
        import('./WithFirm'),
      ])
      return ({ params, opened, programmeWords }) => (
        <WithFirm firm={opened.assessment.firm}>
          {(work) => <Compare opened={opened} work={work} programmeWords={programmeWords} before={params['before']} />}
        </WithFirm>
      )
    },
  },
  tools: {
    texts: 'keep',
    parts: ['ask'],
    load: async () => {
      const [{ Tools }, { WithFirm }] = await Promise.all([import('../features/tools/Tools'), import('./WithFirm')])
      return ({ opened: { assessment } }) => (
        <WithFirm firm={assessment.firm}>
          {({ measures }) => <Tools assessment={assessment.id} measures={measures} />}
        </WithFirm>
      )
    },
  },
  tool: {
    texts: 'keep',
    parts: ['ask'],
    load: async () => {
      const [{ ToolScreen }, { WithFirm }] = await Promise.all([
        import('../features/tools/ToolScreen'),
        import('./WithFirm'),
      ])
      return ({ params, opened: { assessment, firm } }) => (
        <WithFirm firm={assessment.firm}>
          {({ measures }) => (
            <ToolScreen
              assessment={assessment.id}
              firm={assessment.firm}
              firmName={firm?.name ?? ''}
              measures={measures}
              tool={params['tool'] ?? ''}
              measure={params['measure']}
              unknown={<Unknown />}
            />
          )}
        </WithFirm>
      )
    },
  },
  share: {
    texts: 'keep',
    parts: ALL,
    load: async () => {
      const { Share } = await import('../features/share/Share')
      return ({ opened }) => <Share opened={opened} />
    },
  },
  print: {
    texts: 'keep',
    parts: ALL,
    load: async () => {
      const [{ Print }, { WithFirm }] = await Promise.all([import('../features/share/Print'), import('./WithFirm')])
      return ({ opened }) => (
        <WithFirm firm={opened.assessment.firm}>{(work) => <Print opened={opened} work={work} />}</WithFirm>
      )
    },
  },
  picture: {
    texts: 'keep',
    parts: ALL,
    lists: true,
    programmes: 'list',
    load: async () => {
      const [{ Picture }, { WithFirm }] = await Promise.all([import('../features/share/Picture'), import('./WithFirm')])
      return (given) => (
        <WithFirm firm={given.opened.assessment.firm}>{(work) => <Picture {...given} work={work} />}</WithFirm>
      )
    },
  },
  paper: {
    texts: 'keep',
    load: async () => {
      const { Paper } = await import('../features/share/Paper')
      return ({ params }) => <Paper id={params['questionnaire'] ?? ''} unknown={<Unknown />} />
    },
  },
  spreadsheet: {
    texts: 'keep',
    parts: ALL,
    load: async () => {
      const [{ Spreadsheet }, { WithFirm }] = await Promise.all([
        import('../features/share/Spreadsheet'),
        import('./WithFirm'),
      ])
      return ({ opened }) => (
        <WithFirm firm={opened.assessment.firm}>
          {({ steps }) => <Spreadsheet opened={opened} steps={steps} />}
        </WithFirm>
      )
    },
  },
  send: {
    texts: 'keep',
    parts: ['ask'],
    lists: true,
    load: async () => {
      const { Send } = await import('../features/share/Send')
      return ({ opened, lists }) => <Send opened={opened} lists={lists} />
    },
  },
  receive: {
    texts: 'keep',
    lists: true,
    load: async () => {
      const { Receive } = await import('../features/share/Receive')
      return ({ lists }) => <Receive lists={lists} />
    },
  },
  join: {
    texts: 'keep',
    lists: true,
    load: async () => {
      const { Join } = await import('../features/join/Join')
      return ({ params, lists }) => <Join text={params['invitation'] ?? ''} lists={lists} />
    },
  },
  handIn: {
    texts: 'keep',
    parts: ['ask'],
    lists: true,
    load: async () => {
      const { HandIn } = await import('../features/join/HandIn')
      return ({ opened, lists }) => <HandIn opened={opened} lists={lists} />
    },
  },
  rooms: {
    texts: 'room',
    load: async () => {
      const { Rooms } = await import('../features/room/Rooms')
      return () => <Rooms />
    },
  },
  newRoom: {
    texts: 'room',
    load: async () => {
      const [{ NewRoom }, titles] = await Promise.all([import('../features/room/NewRoom'), questionnaireTitles()])
      return () => <NewRoom titles={titles} />
    },
  },
  addUp: {
    texts: 'room',
    lists: true,
    programmes: 'list',
    load: async () => {
      const { AddUp } = await import('../features/board/AddUp')
      return ({ lists, listWords, programmes, programmeWords }) => (
        <AddUp lists={lists} listWords={listWords} programmes={programmes} programmeWords={programmeWords} />
      )
    },
  },
  room: {
    texts: 'room',
    lists: true,
    load: async () => {
      const [{ RoomScreen }, { WithRoom }] = await Promise.all([
        import('../features/room/RoomScreen'),
        import('./WithRoom'),
      ])
      return ({ params, lists }) => (
        <WithRoom id={params['session'] ?? ''}>
          {(room) => <RoomScreen room={room} lists={lists} version={__APP_VERSION__} />}
        </WithRoom>
      )
    },
  },
  board: cohortScreen(async () => {
    const { Board } = await import('../features/board/Board')
    return (cohort) => <Board {...cohort} />
  }, 'board'),
  desk: cohortScreen(async () => {
    const { Desk } = await import('../features/board/Desk')
    return (cohort) => <Desk {...cohort} />
  }, 'desk'),
  script: {
    texts: 'room',
    load: async () => {
      const [{ ScriptScreen }, { WithRoom }, { RoomNav }] = await Promise.all([
        import('../features/board/Script'),
        import('./WithRoom'),
        import('../features/room/RoomNav'),
      ])
      return ({ params }) => (
        <WithRoom id={params['session'] ?? ''}>
          {({ session }) => (
            <ScriptScreen id={session.id} session={session} above={<RoomNav id={session.id} here="script" />} />
          )}
        </WithRoom>
      )
    },
  },
  catalogue: {
    texts: 'result',
    lists: true,
    programmes: 'list',
    load: async () => {
      const { Catalogue } = await import('../features/programmes/Catalogue')
      return ({ programmes, lists, programmeWords, listWords }) => (
        <Catalogue programmes={programmes} lists={lists} words={programmeWords} listWords={listWords} />
      )
    },
  },
  programme: {
    texts: 'result',
    lists: true,
    programmes: 'cards',
    load: async () => {
      const { Card } = await import('../features/programmes/Card')
      return ({ params, programmes, lists, programmeWords, listWords }) => {
        const programme = programmes.find(({ id }) => id === params['programme'])
        return programme ? (
          <Card
            programme={programme}
            programmes={programmes}
            lists={lists}
            words={programmeWords}
            listWords={listWords}
          />
        ) : (
          <Unknown />
        )
      }
    },
  },
  saved: {
    texts: 'keep',
    load: async () => {
      const { SavedScreen } = await import('./SavedScreen')
      return () => <SavedScreen />
    },
  },
  backup: {
    texts: 'keep',
    load: async () => {
      const [{ Backup }, { WithSaved }] = await Promise.all([import('../features/share/Backup'), import('./WithSaved')])
      return () => (
        <WithSaved>
          <Backup version={__APP_VERSION__} />
        </WithSaved>
      )
    },
  },
  about: {
    texts: 'keep',
    lists: true,
    load: async () => {
      const { AboutScreen } = await import('./AboutScreen')
      return ({ lists, listWords }) => <AboutScreen lists={lists} listWords={listWords} />
    },
  },
}

/** The titles of the questionnaires the app offers, by id, in the language of the screen. */
async function questionnaireTitles(): Promise<Record<string, string>> {
  const opened = await Promise.all(offered.map(({ id, version }) => openQuestionnaire(id, version, ['ask'])))
  return Object.fromEntries(
    opened.flatMap((one) => (one ? [[one.questionnaire.id, one.words(currentLanguage())('title')]] : [])),
  )
}

/** A screen of what a session has collected. */
function cohortScreen(
  load: () => Promise<(cohort: Cohort & { above: ReactNode }) => ReactNode>,
  here: 'board' | 'desk',
): Screen {
  return {
    texts: 'room',
    lists: true,
    programmes: 'list',
    load: async () => {
      const [show, { WithCohort }, { RoomNav }] = await Promise.all([
        load(),
        import('./WithRoom'),
        import('../features/room/RoomNav'),
      ])
      return ({ params, ...given }) => (
        <WithCohort {...given} id={params['session'] ?? ''}>
          {(cohort) => show({ ...cohort, above: <RoomNav id={cohort.session.id} here={here} /> })}
        </WithCohort>
      )
    },
  }
}

async function ask(fromCheck: boolean): ReturnType<Screen['load']> {
  const { Ask } = await import('../features/questionnaire/Ask')
  return ({ params, opened, lists, listWords }) => (
    <Ask
      questionId={params['question'] ?? ''}
      fromCheck={fromCheck}
      opened={opened}
      lists={lists}
      listWords={listWords}
    />
  )
}

/** Shows a screen once everything it needs is there; says so when something is missing or can't be loaded. */
export default function ScreenView({ name, params }: { name: Exclude<ScreenName, 'home'>; params: Params }) {
  // Mounted anew for every screen, so the entry of the table never changes under it.
  const [{ load, texts, parts, lists, programmes }] = useState(screens[name])
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
