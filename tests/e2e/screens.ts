// A way to every screen of the address table, with an assessment that fills them, for the tests that walk them all.
import type { TFunction } from 'i18next'
import { addresses, type ScreenName } from '../../src/app/addresses'
import type { Profile } from '../../src/core/catalogue'
import type { Question } from '../../src/core/questionnaire'
import { type AnswerRecord, newAnswer } from '../../src/core/records'
import { begin, sheet } from './questions'
import { type Language, textsIn } from './texts'
import type { Person } from './verbs'
import type { Visitor, World } from './world'

/** The two devices that screens are checked on. */
export const DEVICES = {
  phone: {},
  laptop: { viewport: { width: 1366, height: 768 }, isMobile: false, hasTouch: false },
} as const

/** Somebody with an answered assessment, and the language they read. */
export interface Owner {
  readonly me: Visitor
  readonly assessment: string
  readonly t: TFunction
}

/** What to open for a screen, and what else to wait for. */
interface Visit {
  address: (assessment: string) => string
  ready?: (owner: Owner) => Promise<void>
}

const visits: Record<ScreenName, Visit> = {
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
  share: { address: (id) => `#/a/${id}/share`, ready: ({ me, t }) => me.see('button', t('sheet.button')) },
  catalogue: { address: () => '#/programmes' },
  programme: { address: () => '#/programmes/lemmi-4' },
  saved: { address: () => '#/saved' },
  backup: { address: () => '#/backup', ready: ({ me, t }) => me.see('button', t('backup.make.button')) },
  about: { address: () => '#/about' },
}

/** Every screen there is; one that the table of addresses has and nobody visits is an error. */
export const SCREENS = Object.keys(addresses) as ScreenName[]

/** Goes to a screen and waits until it stands there, complete and no other. */
export async function visit(owner: Owner, name: ScreenName): Promise<void> {
  const found = visits[name]
  if (!found) throw new Error(`Nobody visits the screen "${name}": add it to tests/e2e/screens.ts`)
  const address = found.address(owner.assessment)
  const pattern = new RegExp(`^#${addresses[name].replace(/\/:\w+\?/g, '(/[^/]+)?').replace(/:\w+/g, '[^/]+')}$`)
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

/** An owner who has answered everything in the full questionnaire, once with "don't know" and once with "not applicable". */
export async function owner(world: World, language: Language, device: keyof typeof DEVICES = 'phone'): Promise<Owner> {
  const me = await world.visitor(DEVICES[device])
  const t = textsIn(language)
  const assessment = await begin(me, world.url, language, 'full')
  await plant(me, assessment, answersTo(assessment), {
    sector: 'fnb',
    workers: '5-19',
    investment: '1b-15b',
    province: 'JB',
    goals: ['cost', 'quality'],
    pains: ['waiting'],
  })
  await me.open(`#/a/${assessment}`)
  await me.reload()
  await me.see('heading', t('tasks.title'))
  return { me, assessment, t }
}

/** Answers up and down the scale; whatever can be filled in is. */
function answersTo(assessment: string): AnswerRecord[] {
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
    const level = questionnaire.questions.some(({ after }) => after === question.id) ? 3 : (i * 2) % options.length
    const option = options[level]
    return question.type === 'single' && option ? [{ ...record, answer: option.id }] : []
  })
}

function reasonOf(question: Question): { reason?: string } {
  const reason = question.na?.reasons?.[0]?.id
  return reason ? { reason } : {}
}

/** Puts answers and a profile on the disk, as the app keeps them; it finds them at its next start. */
async function plant(
  me: Person,
  assessment: string,
  answers: readonly AnswerRecord[],
  profile: Profile,
): Promise<void> {
  await me.page.evaluate(
    ({ assessment, answers, profile }) =>
      new Promise<void>((resolve, reject) => {
        const asked = indexedDB.open('siap')
        asked.onerror = () => reject(asked.error)
        asked.onsuccess = () => {
          const db = asked.result
          const change = db.transaction(['assessments', 'answers'], 'readwrite')
          change.onabort = () => reject(change.error)
          change.oncomplete = () => {
            db.close()
            resolve()
          }
          for (const answer of answers) change.objectStore('answers').put(answer)
          const shelf = change.objectStore('assessments')
          const before = shelf.get(assessment)
          before.onsuccess = () => shelf.put({ ...before.result, profile, profileSeen: true })
        }
      }),
    { assessment, answers, profile },
  )
}
