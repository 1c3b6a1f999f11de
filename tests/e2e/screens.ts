// A way to every screen of the address table, with an assessment that fills them, for the tests that walk them all.
import { addresses, type ScreenName } from '../../src/app/addresses'
import type { Profile } from '../../src/core/catalogue'
import type { Measure } from '../../src/core/measures'
import { newStep, type PlanStep } from '../../src/core/plan'
import { type Question, TOOLS, type Tool } from '../../src/core/questionnaire'
import { type AnswerRecord, type Assessment, newAnswer, newAssessment, newFirm } from '../../src/core/records'
import type { RoomResult } from '../../src/core/room'
import { writeInvitation } from '../../src/core/session'
import { keyOf } from '../../src/core/submission'
import type { Translate } from '../../src/platform/i18n'
import { aMeasure, FILLED } from '../support/measures'
import { realCatalogue } from '../support/real'
import { aResult, aSession, aSubmission } from '../support/rooms'
import { sheet } from './questions'
import { plant, plantKey } from './storage'
import { type Language, textsIn } from './texts'
import type { Visitor, World } from './world'

/** The two devices that screens are checked on. */
export const DEVICES = {
  phone: {},
  laptop: { viewport: { width: 1366, height: 768 }, isMobile: false, hasTouch: false },
} as const

const PROFILE: Profile = {
  sector: 'fnb',
  workers: '5-19',
  investment: '1b-15b',
  province: 'JB',
  goals: ['cost', 'quality'],
  pains: ['waiting'],
}

/** Somebody with an answered assessment, and the language they read. */
export interface Owner {
  readonly me: Visitor
  readonly assessment: string
  readonly t: Translate
}

/** What to open for a screen, and what else to wait for. */
interface Visit {
  address: (assessment: string) => string
  ready?: (owner: Owner) => Promise<void>
}

/** A workshop with the questionnaire of this app, and the invitation to it. */
const WORKSHOP = aSession({ deleteBy: '2027-11-20' })
export const INVITATION = writeInvitation(WORKSHOP, keyOf(sheet('readiness').questionnaire, realCatalogue().lists))

const visits: Record<ScreenName | `tool ${Tool}`, Visit> = {
  home: { address: () => '#/', ready: ({ me, t }) => me.see('heading', t('home.saved.continue')) },
  // When it works it is gone at once; what stays to be seen is that it could not be done.
  start: { address: () => '#/start/nothing' },
  tasks: { address: (id) => `#/a/${id}` },
  ask: { address: (id) => `#/a/${id}/q/lean-5r` },
  change: { address: (id) => `#/a/${id}/check/lean-5r` },
  profile: { address: (id) => `#/a/${id}/profile` },
  check: { address: (id) => `#/a/${id}/check` },
  result: {
    address: (id) => `#/a/${id}/result`,
    ready: ({ me, t }) => me.see('img', t('result.radar.title')),
  },
  how: { address: (id) => `#/a/${id}/how` },
  recommended: { address: (id) => `#/a/${id}/programmes` },
  plan: { address: (id) => `#/a/${id}/plan`, ready: ({ me, t }) => me.see('heading', t('plan.reminder')) },
  whatIf: { address: (id) => `#/a/${id}/what-if` },
  targets: { address: (id) => `#/a/${id}/targets` },
  compare: { address: (id) => `#/a/${id}/compare`, ready: ({ me, t }) => me.see('heading', t('compare.between')) },
  share: { address: (id) => `#/a/${id}/share` },
  print: { address: (id) => `#/a/${id}/print`, ready: ({ me, t }) => me.see('img', t('result.radar.title')) },
  picture: { address: (id) => `#/a/${id}/picture`, ready: ({ me, t }) => me.see('img', t('picture.heading')) },
  paper: { address: () => '#/paper/readiness' },
  tools: { address: (id) => `#/a/${id}/tools` },
  tool: { address: (id) => `#/a/${id}/tool/oee` },
  // Behind the one address of tools each has a screen of its own.
  'tool five-r': visitOf('five-r'),
  'tool waste-walk': visitOf('waste-walk'),
  'tool changeover': visitOf('changeover'),
  'tool oee': visitOf('oee'),
  'tool lead-time': visitOf('lead-time'),
  'tool scrap-cost': visitOf('scrap-cost'),
  'tool skill-matrix': visitOf('skill-matrix'),
  'tool kaizen-card': visitOf('kaizen-card'),
  'tool pareto': visitOf('pareto'),
  spreadsheet: { address: (id) => `#/a/${id}/spreadsheet`, ready: ({ me, t }) => me.see('button', t('sheet.button')) },
  send: {
    address: (id) => `#/a/${id}/send`,
    ready: async ({ me, t }) => {
      await me.tap('button', t('codes.send.show'))
      await me.see('img', t('codes.send.picture'))
    },
  },
  receive: { address: () => '#/receive' },
  join: { address: () => `#/join/${INVITATION}` },
  handIn: { address: (id) => `#/a/${id}/hand-in` },
  rooms: { address: () => '#/room', ready: ({ me, t }) => me.see('link', t('room.list.new')) },
  newRoom: { address: () => '#/room/new' },
  addUp: { address: () => '#/room/add-up' },
  room: { address: () => `#/room/${WORKSHOP.id}`, ready: ({ me, t }) => me.see('img', t('room.invite.picture')) },
  relay: { address: () => `#/relay/${WORKSHOP.id}` },
  board: {
    address: () => `#/room/${WORKSHOP.id}/board`,
    ready: async ({ me, t }) => {
      await me.tap('button', t('board.reveal'))
      await me.see('heading', t('board.title.levels'))
    },
  },
  desk: { address: () => `#/room/${WORKSHOP.id}/desk`, ready: ({ me, t }) => me.see('heading', t('cohort.take')) },
  script: {
    address: () => `#/room/${WORKSHOP.id}/script`,
    ready: ({ me, t }) => me.see('heading', t('script.slides')),
  },
  sheet: { address: () => `#/room/${WORKSHOP.id}/sheet` },
  keyIn: { address: () => `#/room/${WORKSHOP.id}/key-in` },
  kiosk: { address: () => '#/kiosk' },
  catalogue: { address: () => '#/programmes' },
  programme: { address: () => '#/programmes/lemmi-4' },
  saved: { address: () => '#/saved' },
  backup: { address: () => '#/backup', ready: ({ me, t }) => me.see('button', t('backup.make.button')) },
  about: { address: () => '#/about' },
}

/** A record of a tool that is filled in, with one before it. */
function visitOf(tool: Tool): Visit {
  return {
    address: (id) => `#/a/${id}/tool/${tool}/now-${tool}`,
    ready: ({ me, t }) =>
      // The tool itself is fetched last.
      tool === 'kaizen-card' ? me.see('region', FILLED[tool].subject) : me.see('region', t('tools.result')),
  }
}

type Stop = keyof typeof visits
/** Every screen there is; one that the table of addresses has and nobody visits is an error. */
export const SCREENS = Object.keys(addresses) as ScreenName[]
/** Behind the address of tools, each tool with a record that is filled in. */
export const TOOL_SCREENS = TOOLS.map((tool) => `tool ${tool}` as const)

/** Goes to a screen and waits until it stands there, complete and no other. */
export async function visit(owner: Owner, name: Stop): Promise<void> {
  const found = visits[name]
  const screen = name.split(' ')[0] as ScreenName
  const address = found.address(owner.assessment)
  const pattern = new RegExp(`^#${addresses[screen].replace(/\/:\w+\?/g, '(/[^/]+)?').replace(/:\w+/g, '[^/]+')}$`)
  if (!pattern.test(address)) throw new Error(`${address} is no address of the screen "${name}"`)
  await goTo(owner, address)
  await found.ready?.(owner)
}

const NOWHERE = ['app.unknown.title', 'state.missing.title', 'app.crash.title', 'ask.gone.title'] as const

/** Opens an address and waits for its own heading. */
export async function goTo({ me, t }: Owner, address: string, elsewhere = false): Promise<void> {
  // The heading of the screen before is told apart by a mark, since two screens may have the same words.
  await me.page.evaluate(() => document.querySelector('h1')?.setAttribute('data-before', ''))
  if ((await me.place()).screen === address) await me.reload()
  else await me.open(address)
  const heading = me.page.locator('h1:not([data-before])')
  await heading.waitFor()
  const text = (await heading.innerText()).trim()
  if (!elsewhere && NOWHERE.some((key) => t(key) === text)) throw new Error(`${address}: ${text}`)
}

/**
 * An owner who has answered everything in the full questionnaire, once with "don't know" and once with "not applicable".
 * @param busy whether there are also a plan, measures of every tool, and another round to compare with.
 */
export async function owner(
  world: World,
  language: Language,
  { device = 'phone', busy = true }: { device?: keyof typeof DEVICES; busy?: boolean } = {},
): Promise<Owner> {
  const me = await world.visitor(DEVICES[device])
  const t = textsIn(language)
  // With the list of what is saved the shelves are there; the app reads them at its next start.
  await me.open(`${language === 'en' ? `${world.url}en/` : world.url}#/saved`)
  await me.see('heading', t('saved.empty.title'))
  await plant(me, recordsOf(busy))
  if (busy) await plantKey(me, WORKSHOP.id)
  await me.open(`#/a/${ASSESSMENT}`)
  await me.reload()
  await me.see('heading', t('tasks.title'))
  return { me, assessment: ASSESSMENT, t }
}

const FIRM = 'zyxwvutsrqpnmkjihgfe'
const ASSESSMENT = 'abcdefghijkmnpqrstuv'

/** The records as the app keeps them. */
function recordsOf(busy: boolean): Parameters<typeof plant>[1] {
  const now = new Date().toISOString()
  const round = (id: string, place: number, started: string): Assessment => ({
    ...newAssessment({
      id,
      firm: FIRM,
      questionnaire: 'readiness',
      version: sheet('readiness').questionnaire.version,
      round: place,
      started,
    }),
    profile: PROFILE,
    profileSeen: true,
  })
  const answered = {
    firms: [newFirm(FIRM, '', now)],
    assessments: [round(ASSESSMENT, 1, now)],
    answers: answersTo(ASSESSMENT),
  }
  if (!busy) return answered
  const other = ASSESSMENT.replace('a', 'b')
  const invited = { v: 1, id: WORKSHOP.id, invitation: INVITATION, joined: now, handed: {} }
  return {
    ...answered,
    assessments: [...answered.assessments, round(other, 2, '2026-01-05T08:00:00.000Z')],
    answers: [...answered.answers, ...answersTo(other, 1).slice(0, -4)],
    steps: stepsOf(FIRM),
    measures: measures(FIRM),
    sessions: [WORKSHOP],
    results: firmsInRoom(),
    joined: [invited],
  }
}

/** Twelve firms of two sectors that handed in. */
function firmsInRoom(): RoomResult[] {
  return Array.from({ length: 12 }, (_, i) => {
    const assessment = `${ASSESSMENT.slice(0, -2)}${'abcdefghijkm'[i]}z`
    const answers = Object.fromEntries(
      answersTo(assessment, i).flatMap(({ question, answer }) => (answer === undefined ? [] : [[question, answer]])),
    )
    const profile: Profile = { ...PROFILE, sector: i % 2 ? 'fnb' : 'textile' }
    return aResult({ submission: aSubmission({ assessment, firm: `firm${i}`, name: `CV ${i}`, answers, profile }) })
  })
}

/** Answers up and down the scale, in another round a little further; whatever can be filled in is. */
export function answersTo(assessment: string, by = 0): AnswerRecord[] {
  const saved = new Date().toISOString()
  const { questionnaire } = sheet('readiness')
  const dontKnow = questionnaire.questions.findIndex((question) => question.score && !question.na)
  const notHere = questionnaire.questions.findIndex((question) => question.score && question.na)
  return questionnaire.questions.flatMap((question, i): AnswerRecord[] => {
    const record = { ...newAnswer(assessment, question.id, saved), note: 'catatan' }
    if (i === dontKnow) return [{ ...record, answer: 'dk' }]
    if (i === notHere) return [{ ...record, answer: 'na', ...reasonOf(question) }]
    if (question.type === 'number') return [{ ...record, answer: question.min ?? 1 }]
    const options = question.options ?? []
    // High enough where a figure is asked afterwards.
    const level = questionnaire.questions.some(({ after }) => after === question.id) ? 3 : (i * 2 + by) % options.length
    const option = options[level]
    return question.type === 'single' && option ? [{ ...record, answer: option.id }] : []
  })
}

const [WHO, NOTE, TITLE] = ['Bu Sari', 'kartu di tiap mesin', 'Pindahkan rak bahan ke dekat mesin jahit']
/** What the owner wrote on the plan, in no language of the app. */
export const OWN_WORDS = [WHO, NOTE, TITLE]
/** What a facilitator and the firms of a workshop wrote about themselves. */
export const ROOM_WORDS = [
  ...[WORKSHOP.title, WORKSHOP.place, WORKSHOP.controller, INVITATION],
  ...firmsInRoom().map(({ submission }) => submission.name),
]

/** A plan with something of everything: done, late, by a programme, of one's own, put off, not taken. */
function stepsOf(firm: string): PlanStep[] {
  const created = new Date().toISOString()
  const advice = (item: string, from: number) => ({ kind: 'advice' as const, questionnaire: 'readiness', item, from })
  const origins: [PlanStep['origin'], Partial<PlanStep>][] = [
    [advice('lean-5r', 0), { state: 'done', done: created.slice(0, 10) }],
    [advice('flow-maintenance', 1), { state: 'doing', who: WHO, due: '2026-01-31', note: NOTE }],
    [{ kind: 'programme', programme: 'lemmi-4' }, {}],
    [{ kind: 'own' }, { title: TITLE }],
    [{ kind: 'find-out', questionnaire: 'readiness', item: 'data-backup' }, { state: 'later' }],
    [advice('mach-share', 0), { state: 'dropped' }],
  ]
  return origins.map(([origin, fields], place) => ({ ...newStep({ firm, origin, place, created }, 'own'), ...fields }))
}

/** Every tool used twice. */
function measures(firm: string): Measure[] {
  const used = <T extends Tool>(tool: T, id: string, day: string) =>
    aMeasure(tool, FILLED[tool], { id: `${id}-${tool}`, day, firm }) as Measure
  return TOOLS.flatMap((tool) => [used(tool, 'old', '2026-06-01'), used(tool, 'now', '2026-08-07')])
}

function reasonOf(question: Question): { reason?: string } {
  const reason = question.na?.reasons?.[0]?.id
  return reason ? { reason } : {}
}
