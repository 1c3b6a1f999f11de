// The page of the bench: files of results are chosen, summed up by the app's own store, and what the board draws is put on the page.

import { offerings } from 'virtual:offerings'
import { ranked, spreadOf, starters, weakest } from '../../src/core/cohort'
import { blocksOf, LEAST } from '../../src/core/groups'
import { openLists, openProgrammes, openQuestionnaire } from '../../src/store/catalogue'
import { summariseFiles } from '../../src/store/cohort'

let longest = 0
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
}).observe({ type: 'longtask' })

const opened = Promise.all([
  openQuestionnaire('readiness', offerings.find(({ id }) => id === 'readiness')?.version ?? '', []),
  openProgrammes(false),
  openLists(),
])

/** From the files being chosen until the numbers are on the screen. */
async function run(files: readonly File[]) {
  const [own, { programmes }, { lists }] = await opened
  if (!own) throw new Error('no questionnaire')
  const { questionnaire } = own
  await frame()
  longest = 0
  const began = performance.now()
  const { summary, refused } = await summariseFiles(files, { questionnaire, programmes, lists })
  if (refused.length > 0) throw new Error(`${refused.length} rows were refused`)
  // One after the other, as the board shows them.
  const slides: (() => unknown)[] = [
    () => [summary.firms, [...summary.levels]],
    () => Object.entries(summary.scores).map(([id, counts]) => [id, spreadOf(counts)]),
    () => weakest(summary, questionnaire, LEAST).slice(0, 5),
    () => [ranked(summary.pains), ranked(summary.goals)],
    () => ranked(summary.programmes).slice(0, 10),
    () => starters(summary, questionnaire, Object.keys(summary.scores), LEAST),
    () => blocksOf(summary.cells, LEAST),
  ]
  const main = document.querySelector('main')
  for (const slide of slides) {
    main?.append(JSON.stringify(slide(), null, 1))
    await frame()
  }
  const ms = performance.now() - began
  await new Promise((resolve) => setTimeout(resolve, 200))
  return { results: summary.firms, ms, longestMainThreadTaskMs: longest }
}

function frame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
}

const input = document.querySelector('input')
Object.assign(window, {
  ready: opened.then(() => true),
  bench: () => run([...(input?.files ?? [])]),
})
