// Around every test of a screen: an empty disk, an empty address and no complaint left unread.
import '@testing-library/jest-dom/vitest'
import 'fake-indexeddb/auto'
import { cleanup, configure } from '@testing-library/react'
import { deleteDB } from 'idb'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { useAssessments } from '../../src/store/assessments'
import { useImprovement } from '../../src/store/improvement'
import { useJoined } from '../../src/store/join'
import { useRelays } from '../../src/store/relay'
import { useRooms } from '../../src/store/room'
import { forgetNotices } from '../../src/store/saving'
import { complaints } from './complaints'

configure({
  // Parts of the app are fetched when they are wanted, and two cores are shared with everything else that runs.
  asyncUtilTimeout: 15_000,
  // What was looked for and not found is said in a line, not with the whole page.
  getElementError: (message) =>
    Object.assign(new Error(message?.split('\n')[0] ?? ''), { name: 'TestingLibraryElementError' }),
})
vi.setConfig({ testTimeout: 60_000 })

// jsdom has no layout, so it cannot scroll.
window.scrollTo = () => undefined

for (const level of ['error', 'warn'] as const) {
  const show = console[level].bind(console)
  console[level] = (...what: unknown[]) => {
    complaints.push(`console.${level}: ${what.map(String).join(' ')}`)
    show(...what)
  }
}

beforeEach(() => {
  complaints.length = 0
})

afterEach(async () => {
  cleanup()
  vi.restoreAllMocks()
  vi.useRealTimers()
  localStorage.clear()
  window.history.replaceState(null, '', '/')
  useAssessments.setState(useAssessments.getInitialState(), true)
  useImprovement.setState(useImprovement.getInitialState(), true)
  useJoined.setState(useJoined.getInitialState(), true)
  useRelays.setState(useRelays.getInitialState(), true)
  useRooms.setState(useRooms.getInitialState(), true)
  forgetNotices()
  // The app lets go of its database when another tab wants to change it, and opens it anew when next asked.
  await deleteDB('siap')
  expect(complaints).toEqual([])
})
