// Every address of the app, by name. Tests of accessibility and size and the tour walk this table; a screen without a visit fails there.

export const addresses = {
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
  rooms: '/room',
  newRoom: '/room/new',
  addUp: '/room/add-up',
  room: '/room/:session',
  board: '/room/:session/board',
  desk: '/room/:session/desk',
  script: '/room/:session/script',
  catalogue: '/programmes',
  programme: '/programmes/:programme',
  saved: '/saved',
  backup: '/backup',
  about: '/about',
} as const

export type ScreenName = keyof typeof addresses
export type Params = Readonly<Record<string, string | undefined>>

/** True for an address at which somebody is answering: nothing may move under the finger there. */
export function isQuestion(address: string): boolean {
  return /^\/a\/[^/]+\/(q|check)\/./.test(address)
}
