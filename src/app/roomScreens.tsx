// Every screen for facilitators: what it needs, and where it is.
import type { ReactNode } from 'react'
import { currentLanguage } from '../platform/i18n'
import { offered, openQuestionnaire } from '../store/catalogue'
import type { Params, RoomScreen } from './addresses'
import { type Screen, ShowScreen, Unknown } from './ShowScreen'
import type { Cohort } from './WithRoom'

const screens: Record<RoomScreen, Screen> = {
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
  relay: {
    texts: 'room',
    load: async () => {
      const { Relay } = await import('../features/room/Relay')
      return ({ params }) => <Relay id={params['session'] ?? ''} />
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
  sheet: {
    texts: 'room',
    load: async () => {
      const [{ SheetConsent, SheetDigits }, { PaperSheet }, { WithRoom }, { RoomNav }] = await Promise.all([
        import('../features/room/Sheet'),
        import('../features/share/Paper'),
        import('./WithRoom'),
        import('../features/room/RoomNav'),
      ])
      return ({ params }) => (
        <WithRoom id={params['session'] ?? ''}>
          {({ session }) => (
            <PaperSheet
              id={session.questionnaire}
              version={session.version}
              unknown={<Unknown />}
              above={<RoomNav id={session.id} here="" />}
              before={<SheetConsent session={session} />}
              after={(section, questionnaire) => <SheetDigits section={section} questionnaire={questionnaire} />}
            />
          )}
        </WithRoom>
      )
    },
  },
  keyIn: {
    texts: 'room',
    lists: true,
    load: async () => {
      const [{ KeyIn }, { WithCohort }] = await Promise.all([import('../features/room/KeyIn'), import('./WithRoom')])
      return ({ params, ...given }) => (
        <WithCohort {...given} id={params['session'] ?? ''}>
          {({ session, sources, words }) => <KeyIn session={session} sources={sources} words={words} />}
        </WithCohort>
      )
    },
  },
  kiosk: {
    texts: 'room',
    load: async () => {
      const { KioskScreen } = await import('../features/kiosk/Kiosk')
      return () => <KioskScreen />
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

export default function RoomScreenView({ name, params }: { name: RoomScreen; params: Params }) {
  return <ShowScreen screen={screens[name]} params={params} />
}
