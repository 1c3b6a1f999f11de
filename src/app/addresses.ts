// Every address of the app, by name. Tests of accessibility and size and the tour walk this table; a screen without a visit fails there.

/** Up to the result, and the programmes. */
const answerAddresses = {
  home: '/',
  start: '/start/:questionnaire/:firm?/:copyFrom?',
  tasks: '/a/:id',
  ask: '/a/:id/q/:question',
  change: '/a/:id/check/:question',
  profile: '/a/:id/profile',
  check: '/a/:id/check',
  result: '/a/:id/result',
  how: '/a/:id/how',
  recommended: '/a/:id/programmes',
  catalogue: '/programmes',
  programme: '/programmes/:programme',
} as const

/** What comes after the result. */
const laterAddresses = {
  plan: '/a/:id/plan',
  whatIf: '/a/:id/what-if',
  targets: '/a/:id/targets',
  compare: '/a/:id/compare/:before?',
  share: '/a/:id/share',
  print: '/a/:id/print',
  picture: '/a/:id/picture',
  paper: '/paper/:questionnaire',
  tools: '/a/:id/tools',
  tool: '/a/:id/tool/:tool/:measure?',
  spreadsheet: '/a/:id/spreadsheet',
  send: '/a/:id/send',
  receive: '/receive',
  join: '/join/:invitation',
  handIn: '/a/:id/hand-in',
  saved: '/saved',
  backup: '/backup',
  about: '/about',
} as const

/** The screens of facilitators. */
const roomAddresses = {
  rooms: '/room',
  newRoom: '/room/new',
  addUp: '/room/add-up',
  room: '/room/:session',
  relay: '/relay/:session',
  board: '/room/:session/board',
  desk: '/room/:session/desk',
  script: '/room/:session/script',
  sheet: '/room/:session/sheet',
  keyIn: '/room/:session/key-in',
  kiosk: '/kiosk',
} as const

export const addresses = { ...answerAddresses, ...laterAddresses, ...roomAddresses }

export type AnswerScreen = keyof typeof answerAddresses
export type LaterScreen = keyof typeof laterAddresses
export type RoomScreen = keyof typeof roomAddresses
export type ScreenName = AnswerScreen | LaterScreen | RoomScreen
export type Params = Readonly<Record<string, string | undefined>>

/** True for an address at which somebody is answering: nothing may move under the finger there. */
export function isQuestion(address: string): boolean {
  return /^\/a\/[^/]+\/(q|check)\/./.test(address)
}

export function isLater(name: ScreenName): name is LaterScreen {
  return name in laterAddresses
}

export function isForFacilitators(name: ScreenName): name is RoomScreen {
  return name in roomAddresses
}
