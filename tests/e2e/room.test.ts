// A workshop in real browsers, as long as it has no network: sixty firms hand in, the laptop is killed twice in between, and what the
// board and the files say is what the command-line scorer says.
import 'fake-indexeddb/auto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { readXlsx } from 'hucre/xlsx'
import { PNG } from 'pngjs'
import { afterAll, expect, it } from 'vitest'
import { resultJson } from '../../src/commands/resultJson'
import { scoreCommand } from '../../src/commands/scoreCommand'
import type { Answers } from '../../src/core/answers'
import type { Profile } from '../../src/core/catalogue'
import { newAnswer, newAssessment, newFirm } from '../../src/core/records'
import { resultOf } from '../../src/core/result'
import { readInvitation } from '../../src/core/session'
import { handIn, join as joinWorkshop, useJoined } from '../../src/store/join'
import { chance } from '../fuzz/chance'
import { known } from '../support/assess'
import { realCatalogue } from '../support/real'
import { cameraShowing, fileOf, film, pictureOf } from './film'
import { answer, questionNow, sheet } from './questions'
import { lying } from './storage'
import { exactly, textsIn } from './texts'
import type { Person } from './verbs'
import { openWorld, PROOF, soon } from './world'

const t = textsIn('id')
const world = openWorld()
const folder = mkdtempSync(join(tmpdir(), 'siap-room-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const FIRMS = 60
/** Those who tap their answers on a phone of their own; the others answer through the same store. */
const TAPPED = PROOF ? FIRMS : 6
/** Those of the others whose code a camera sees; whoever tapped stands in the same queue. */
const FILMED = PROOF ? 0 : 24
const asked = sheet('quick')
const { lists, programmes } = realCatalogue()

/** A browser asks for the icon of its tab past the service worker. */
const ICON = /icon\.svg/

interface Firm {
  answers: Answers
  profile: Profile
}

/** Firms of three sectors and all levels, the same in every run. Only a result can be handed in: who knows too little is asked again. */
const firms: readonly Firm[] = Array.from({ length: FIRMS }, (_, i) => {
  const by = chance(i + 1)
  const profile = { sector: known(lists.sectors[i % 3], 'sector').id }
  const answersWith = (share: number): Answers =>
    Object.fromEntries(
      asked.questionnaire.questions.map(({ id, options = [] }) => [
        id,
        by.often(share)
          ? 'dk'
          : known(options[Math.min(options.length - 1, Math.max(0, (i % 4) + by.below(3) - 1))], id).id,
      ]),
    )
  const answers = answersWith(0.1)
  const { scores } = resultOf(asked.questionnaire, programmes, lists, answers, profile)
  return { answers: scores.nodes[scores.root]?.level == null ? answersWith(0) : answers, profile }
})

/** A phone that opens the invitation, answers by taps and shows its code; the file of what it shows. */
async function tapped(invitation: string, firm: Firm, file: string): Promise<string> {
  const me = await world.visitor({ serviceWorkers: 'block' })
  await me.open(world.url + invitation)
  await me.tap('button', t('join.start'))
  await me.arrive(/\/q\//)
  while (/\/q\//.test((await me.place()).screen)) {
    const question = await questionNow(me)
    await answer(me, asked, 'id', question, known(firm.answers[question], question))
  }
  const id = known((await me.place()).screen.split('/')[2], 'assessment')
  await me.open(`#/a/${id}/profile`)
  const { sector } = firm.profile
  await me.page.getByLabel(t('profile.sector')).selectOption(known(sector, 'sector'))
  await soon(async () => JSON.stringify((await lying(me, 'assessments')).records)).toContain(`"sector":"${sector}"`)
  if (file.endsWith('0.png')) {
    await me.open(`#/a/${id}/result`)
    await me.tap('link', t('result.handIn', { title: 'Lokakarya Tegal' }))
  } else await me.open(`#/a/${id}/hand-in`)
  await me.tap('checkbox', t('join.hand.workshop'))
  await me.tap('button', t('join.hand.show'))
  const picture = me.page.getByRole('img', { name: t('join.hand.picture') })
  await picture.waitFor()
  fileOf(file, await picture.screenshot())
  await me.context.close()
  return file
}

/** A firm that answers without a screen: what the phone's store makes of it. */
async function simulated(invitation: string, firm: Firm, i: number): Promise<string> {
  const read = readInvitation(invitation.replace(/^#\/join\//, ''))
  if (!read.ok) throw new Error('the invitation cannot be read')
  await joinWorkshop(invitation.replace(/^#\/join\//, ''), read.value)
  const [assessment, owner] = [
    `assessment${String(i)
      .padStart(2, 'a')
      .replace(/\d/g, (n) => 'abcdefghij'[Number(n)] ?? '')}mnpqrstu`,
    `firm${i}`,
  ]
  const started = new Date().toISOString()
  const records = Object.fromEntries(
    Object.entries(firm.answers).map(([question, said]) => [
      question,
      { ...newAnswer(assessment, question, started), answer: said },
    ]),
  )
  const { questionnaire } = asked
  const opened = {
    assessment: {
      ...newAssessment({
        id: assessment,
        firm: owner,
        questionnaire: 'quick',
        version: questionnaire.version,
        round: 1,
        started,
      }),
      profile: firm.profile,
      finished: started,
    },
    firm: newFirm(owner, '', started),
    records,
    questionnaire,
  }
  const how = { hidden: false, statistics: true, language: 'id' }
  if (!(await handIn(read.value, opened as never, lists, false, how))) throw new Error('not handed in')
  return known(useJoined.getState().joined?.[0]?.handed[assessment]?.code, 'code')
}

/** Everybody's code in front of a camera, one after the other in a shuffled order, each for less than a second. */
function filmOf(file: string, shown: readonly string[]): void {
  const [perSecond, still, between] = [15, 12, 3]
  const [order = []] = fc.sample(fc.shuffledSubarray([...shown], { minLength: shown.length }), { seed: 60, numRuns: 1 })
  const nobody = PNG.sync.write(new PNG({ width: 400, height: 400 }))
  const frames = order.flatMap((one) => {
    const code = readFileSync(one)
    return [...new Array<Buffer>(still).fill(code), ...new Array<Buffer>(between).fill(nobody)]
  })
  film(file, frames, perSecond)
}

/** What the engine says of a firm; of the first, the command line is asked itself. */
function scored({ answers, profile }: Firm, i: number) {
  const result = resultOf(asked.questionnaire, programmes, lists, answers, profile)
  const json = resultJson(asked.questionnaire, programmes, result, '2026-11-26')
  if (i === 0) {
    const file = join(folder, 'answers.json')
    writeFileSync(file, JSON.stringify({ today: '2026-11-26', profile, answers }))
    expect(JSON.parse(scoreCommand(['quick', file]).out)).toEqual(JSON.parse(JSON.stringify(json)))
  }
  return json as unknown as Scored
}

interface Scored {
  root: string
  nodes: Record<string, { score: number | null; level: number | null }>
}

const counted = async (me: Person, count: number) => {
  await me.see('heading', exactly(t('room.collect.title', { count })))
  expect((await lying(me, 'results')).records).toHaveLength(count)
}

it('sixty firms hand in without a network, the laptop is killed twice, and board and files say what the scorer says', async () => {
  const laptop = world.device()
  const first = await laptop.start()
  await first.open(`${world.url}#/room`)
  await first.read(t('room.list.kept'))
  await first.tap('link', t('room.list.new'))
  await first.type(t('room.new.name'), 'Lokakarya Tegal')
  await first.pick(t('room.new.questionnaire'), asked.word('id', 'title'))
  await first.type(t('join.who'), 'Dinas Perindustrian')
  await first.type(t('join.contact'), '0283-351234')
  await first.tap('button', t('room.new.make'))
  await first.see('img', t('room.invite.picture'))
  const { screen } = await first.place()
  await first.unfold(t('room.invite.link'))
  const invitation = known(/#\/join\/[\w-]+/.exec(await first.text())?.[0], 'invitation')

  // Phones tap side by side; the others are made meanwhile.
  const phones = firms.slice(0, TAPPED)
  const shown: string[] = []
  for (let from = 0; from < phones.length; from += 3) {
    const some = phones.slice(from, from + 3)
    shown.push(...(await Promise.all(some.map((firm, i) => tapped(invitation, firm, join(folder, `${from + i}.png`))))))
  }
  const codes: string[] = []
  for (const [i, firm] of firms.entries()) if (i >= TAPPED) codes.push(await simulated(invitation, firm, i))
  const pictures = codes.slice(0, 6).map((code, i) => fileOf(join(folder, `${i}-made.png`), pictureOf(code)))
  const photographed = [...shown.slice(0, 6), ...pictures]
  // Some of the others come as a film, and some as a text.
  const filmed = codes.slice(6, 6 + FILMED).map((code, i) => fileOf(join(folder, `${i}-filmed.png`), pictureOf(code)))
  const text = join(folder, 'codes.txt')
  writeFileSync(text, codes.slice(6 + FILMED).join('\n'))

  // From here on there is no server and no network.
  await world.stopServer()
  first.forgive(ICON)
  await first.context.setOffline(true)
  await first.hand(t('room.collect.files'), [...photographed].reverse())
  await counted(first, photographed.length)
  await laptop.kill()

  const queue = join(folder, 'queue.y4m')
  const queueing = [...shown, ...filmed]
  filmOf(queue, queueing)
  const second = await laptop.start(cameraShowing(queue))
  second.forgive(ICON)
  await second.context.setOffline(true)
  await second.open(world.url + screen)
  await counted(second, photographed.length)
  await second.tap('button', t('codes.receive.camera.start'))
  const seen = new Set([...photographed, ...queueing]).size
  await soon(async () => (await lying(second, 'results')).records.length, 150_000).toBe(seen)
  if (!PROOF) await second.hand(t('room.collect.files'), [text])
  await counted(second, FIRMS)
  await laptop.kill()

  const me = await laptop.start()
  me.forgive(ICON)
  await me.context.setOffline(true)
  await me.open(world.url + screen)
  await counted(me, FIRMS)
  // All of it once more, in another order: nothing is counted twice.
  await me.hand(t('room.collect.files'), PROOF ? shown : [text, ...filmed, ...photographed])
  await me.read(t('room.collect.summary', { counted: 0, already: FIRMS, left: 0 }))
  await counted(me, FIRMS)

  const results = firms.map(scored)
  const levels = [0, 1, 2, 3, 4].map(
    (level) => results.filter(({ root, nodes }) => nodes[root]?.level === level).length,
  )
  await me.tap('link', t('room.nav.board'))
  await me.tap('button', t('board.reveal'))
  await me.unfold(t('board.table', { title: t('board.title.levels') }))
  const rows = (await me.all('row')).slice(1)
  // Below the levels stand those that have none.
  expect(rows.slice(0, 5).map((row) => Number(/(\d+) [\d,]+$/.exec(row)?.[1]))).toEqual(levels)

  await me.open(`${screen}/desk`)
  const saving = me.page.waitForEvent('download')
  await me.tap('button', t('cohort.xlsx'))
  const workbook = await readXlsx(readFileSync(await (await saving).path()))
  const table = (name: string) =>
    known(
      workbook.sheets.find((one) => one.name === name),
      name,
    ).rows.slice(1)
  const none = FIRMS - levels.reduce((sum, firms) => sum + firms)
  expect(table(t('board.sheet.levels')).map((row) => row[1])).toEqual([...levels, ...(none > 0 ? [none] : [])])
  // Quartiles of type 7 of every section, from the scores of the command line.
  const sections = Object.keys(known(results[0], 'result').nodes)
  for (const row of table(t('board.sheet.dimensions'))) {
    const section = known(
      sections.find((id) => asked.questionnaire.root.id !== id && asked.word('id', `${id}.name`) === row[0]),
      String(row[0]),
    )
    const scores = results.flatMap(({ nodes }) => nodes[section]?.score ?? []).sort((a, b) => a - b)
    const at = (share: number) => {
      const place = (scores.length - 1) * share
      const [low = 0, high = 0] = [scores[Math.floor(place)], scores[Math.ceil(place)]]
      return low + (high - low) * (place - Math.floor(place))
    }
    expect(row[1]).toBe(scores.length)
    for (const [i, share] of [0.25, 0.5, 0.75].entries()) expect(row[2 + i], section).toBeCloseTo(at(share), 9)
  }
  expect(table(t('board.sheet.index')).reduce((sum, row) => sum + Number(row[2]), 0)).toBe(FIRMS - none)
}, 900_000)
