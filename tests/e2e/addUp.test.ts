// As much as can be added up on a page, in a real browser: read, put into rows and summed up beside the page.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { MOST_FILES, MOST_FIRMS } from '../../src/core/addUp'
import type { Answers } from '../../src/core/answers'
import { resultId } from '../../src/core/collect'
import { LETTERS } from '../../src/core/packing'
import { resultOf } from '../../src/core/result'
import { writeSessionFile } from '../../src/core/sessionFile'
import { chance } from '../fuzz/chance'
import { known } from '../support/assess'
import { realCatalogue } from '../support/real'
import { aResult, aSession, aSubmission } from '../support/rooms'
import { fileOf } from './film'
import { sheet } from './questions'
import { textsIn } from './texts'
import { openWorld } from './world'

const t = textsIn('id')
const world = openWorld({ worker: false })
const folder = mkdtempSync(join(tmpdir(), 'siap-add-up-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const { questionnaire } = sheet('readiness')
const { lists, programmes } = realCatalogue()
const dice = chance(7)

/** Firms of every height, who do not know a few things and gave a figure that is not scored. */
const firms = Array.from({ length: 40 }, (_, i) => {
  const answers: Answers = Object.fromEntries(
    questionnaire.questions.map(({ id, options = [] }) => {
      const place = Math.min(options.length - 1, Math.max(0, Math.floor(i / 8) + dice.below(3) - 1))
      return [id, options.length === 0 ? 7 : dice.often(0.05) ? 'dk' : known(options[place], id).id]
    }),
  )
  return { answers, profile: { sector: known(lists.sectors[i % 5], 'sector').id } }
})

it('fifty files with three thousand firms become one board, which says what the engine says firm by firm', async () => {
  const each = MOST_FIRMS / MOST_FILES
  const levels = new Map<unknown, number>()
  const ofFirm = firms.map(
    ({ answers, profile }) => resultOf(questionnaire, programmes, lists, answers, profile).scores.cap.level,
  )
  const files = Array.from({ length: MOST_FILES }, (_, f) => {
    const id = `sessi${LETTERS[f % 32]}${LETTERS[f >> 5]}abcde`
    const results = Array.from({ length: each }, (_, n) => {
      const place = (f * each + n) % firms.length
      levels.set(ofFirm[place], (levels.get(ofFirm[place]) ?? 0) + 1)
      const assessment = `firm${f}x${n}`
      const submission = aSubmission({ assessment, version: questionnaire.version, ...known(firms[place], 'firm') })
      return aResult({ id: resultId(id, assessment), session: id, submission })
    })
    const session = aSession({ id, title: `Lokakarya ${f}` })
    const head = { app: 'test', made: '2026-11-26T03:00:00.000Z' }
    return fileOf(join(folder, `${f}.json`), Buffer.from(writeSessionFile({ session, results, key: null }, head)))
  })

  const me = await world.visitor({ viewport: { width: 1366, height: 768 }, isMobile: false })
  await me.open(`${world.url}#/room/add-up`)
  await me.hand(t('cohort.addUp.choose'), files)
  await me.see('heading', t('cohort.addUp.counted', { count: MOST_FIRMS }))
  await me.tap('button', t('cohort.addUp.show'))
  await me.tap('button', t('board.reveal'))
  await me.unfold(t('board.table', { title: t('board.title.levels') }))
  const rows = (await me.all('row')).slice(1)
  const shown = rows.slice(0, 5).map((row) => Number(/([\d.]+) [\d,]+$/.exec(row)?.[1]?.replace('.', '')))
  expect(shown).toEqual([0, 1, 2, 3, 4].map((level) => levels.get(level) ?? 0))
}, 120_000)
