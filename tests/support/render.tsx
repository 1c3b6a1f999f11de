// The app at an address, with the real store, core and texts, as a person would meet it.
import { bundles } from 'virtual:locales'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { openDB } from 'idb'
import { App } from '../../src/app/App'
import type { Answers } from '../../src/core/answers'
import type { Profile } from '../../src/core/catalogue'
import { type AnswerRecord, type Assessment, readAnswer, readAssessment } from '../../src/core/records'
import { everything, type Shelf } from '../../src/platform/disk'
import { startLanguage, switchLanguage } from '../../src/platform/i18n'
import { describe, load, openAnswers, say, startAssessment } from '../../src/store/assessments'
import { known } from './assess'
import type { Language } from './texts'

let started: Promise<void> | undefined

/** Makes the app speak, once, as opening its Indonesian page does. */
function start(): Promise<void> {
  started ??= known(bundles.first['id'], 'Indonesian')().then((texts) => startLanguage('id', texts))
  return started
}

/** Makes the app speak a language. */
export async function speak(language: Language): Promise<void> {
  await start()
  await switchLanguage(language)
}

/** Opens the app at an address such as `/about`, and waits until a screen with this heading, or any, is there. */
export async function openApp(address: string, language: Language = 'id', heading?: string) {
  await speak(language)
  location.hash = `#${address}`
  const user = userEvent.setup()
  const view = render(<App />)
  await screen.findByRole('heading', { level: 1, ...(heading === undefined ? {} : { name: heading }) })
  return { user, ...view }
}

/** Goes to another address of the app that is open, and waits for its heading. */
export async function goTo(address: string, heading: string): Promise<void> {
  location.hash = `#${address}`
  await screen.findByRole('heading', { level: 1, name: heading })
}

export interface Filled {
  answers?: Answers
  profile?: Profile
  firm?: string
  copyFrom?: string
}

/** Begins an assessment and saves these answers, the way the screens do. */
export async function anAssessment(
  questionnaire: 'readiness' | 'quick',
  { answers = {}, profile, firm, copyFrom }: Filled = {},
): Promise<string> {
  await start()
  await load()
  const id = known(await startAssessment(questionnaire, firm, copyFrom), 'assessment')
  await openAnswers(id)
  for (const [question, answer] of Object.entries(answers)) {
    if (!(await say(id, question, { answer }))) throw new Error(`${question} was not saved`)
  }
  if (profile) await describe(id, profile)
  return id
}

/** What lies on the disk about one question; undefined when nothing does. */
export async function onDisk(assessment: string, question: string): Promise<AnswerRecord | undefined> {
  const { answers } = await everything()
  const records = answers.map((record) => known(readAnswer(record), 'answer'))
  return records.find((record) => record.assessment === assessment && record.question === question)
}

/** An assessment as it lies on the disk. */
export async function assessmentOnDisk(id: string): Promise<Assessment> {
  const { assessments } = await everything()
  const records = assessments.map((record) => known(readAssessment(record), 'assessment'))
  return known(
    records.find((record) => record.id === id),
    id,
  )
}

/** Puts a record on the disk as another version of the app, or another tab, may have left it there. */
export async function putOnDisk(shelf: Shelf | 'aside', record: unknown): Promise<void> {
  await start()
  // The app makes its shelves when it first looks at them.
  await everything()
  const db = await openDB('siap')
  await db.put(shelf, record)
  db.close()
}
