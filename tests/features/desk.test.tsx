// What only the facilitator sees: firms one by one, alpha, and files to take home that say what the board says.
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { readXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import type { RoomResult } from '../../src/core/room'
import type { Session } from '../../src/core/session'
import { Desk } from '../../src/features/board/Desk'
import { needTexts } from '../../src/platform/i18n'
import { openLists, openProgrammes, openQuestionnaire } from '../../src/store/catalogue'
import { known } from '../support/assess'
import { downloads } from '../support/downloads'
import { levelWith } from '../support/people'
import { realCatalogue, realQuestionnaire } from '../support/real'
import { speak } from '../support/render'
import { earlierSession, roomResult } from '../support/room'
import { appText } from '../support/texts'

const { questionnaire } = realQuestionnaire('readiness')
const { lists, programmes } = realCatalogue()
const t = appText('id')

async function openDesk(results: readonly RoomResult[], names = false, earlier: readonly Session[] = []) {
  await speak('id')
  await needTexts('room')
  const own = known(await openQuestionnaire('readiness', questionnaire.version, ['ask', 'help', 'advice']), 'own')
  const words = {
    questions: own.words('id'),
    lists: (await openLists()).words('id'),
    programmes: (await openProgrammes(false)).words('id'),
  }
  render(
    <Desk
      session={{ title: 'Lokakarya', minimum: 5, names }}
      results={results}
      earlier={earlier}
      sources={{ questionnaire, programmes, lists }}
      words={words}
    />,
  )
  return userEvent.setup()
}
const firms = (count: number) =>
  Array.from({ length: count }, (_, i) => roomResult(`f${i}`, levelWith(1 + (i % 3)), {}, { name: `CV ${i}` }))

describe('the desk', () => {
  it('lists every firm, by name only when the session shows names, and its alpha from ten on', async () => {
    await openDesk(firms(10), true)
    const list = within(screen.getByRole('group', { name: t('cohort.firms') }))
    expect(list.getAllByRole('row')).toHaveLength(11)
    expect(list.getByRole('row', { name: `1 CV 0 1 1 100% 0 ${t('cohort.sure.high')} 0` })).toBeInTheDocument()
    const trust = within(screen.getByRole('group', { name: t('cohort.trust') }))
    expect(trust.getByRole('row', { name: new RegExp(`^${t('cohort.overall')} 1 1 1 10 38$`) })).toBeInTheDocument()
  })

  it('hides names and alpha otherwise', async () => {
    await openDesk(firms(9))
    expect(screen.queryByText('CV 3')).not.toBeInTheDocument()
    expect(screen.getByText(t('cohort.noAlpha'))).toBeInTheDocument()
  })

  it('saves the levels as CSV with what the board shows', async () => {
    const saved = downloads()
    const user = await openDesk(firms(9))
    await user.click(screen.getByRole('button', { name: t('cohort.csv', { name: t('board.sheet.levels') }) }))
    await waitFor(() => expect(saved).toHaveLength(1))
    const lines = known(saved[0], 'file').text.replace('\uFEFF', '').split('\r\n')
    expect(lines[0]).toBe(['level', 'firms', 'share'].map((key) => t(`board.head.${key as 'level'}`)).join(';'))
    expect(lines.slice(2, 5).map((line) => line.split(';').slice(1).join(';'))).toEqual(
      Array(3).fill(`3;${String(1 / 3).replace('.', ',')}`),
    )
    expect(saved[0]?.name).toMatch(/^siap-room-\d{4}-\d\d-\d\d\.csv$/)
  })

  it('saves everything of named firms as one workbook that another program reads: the index of each, and the steps proposed', async () => {
    const saved = downloads()
    const user = await openDesk(firms(6), true)
    await user.click(screen.getByRole('button', { name: t('cohort.xlsx') }))
    await waitFor(() => expect(saved).toHaveLength(1))
    const book = await readXlsx(known(saved[0], 'file').bytes)
    const named = (key: 'firms' | 'answers' | 'scores' | 'steps' | 'programmes' | 'codes') =>
      known(
        book.sheets.find(({ name }) => name === t(`cohort.sheet.${key}`)),
        key,
      ).rows
    expect(named('scores').map((row) => row[2])).toEqual([t('cohort.index'), 1, 2, 3, 1, 2, 3])
    expect(named('answers')[1]).toHaveLength(2 + 38)
    expect(named('codes').length).toBeGreaterThan(38)
    const steps = named('steps').filter((row) => row[1] === 'CV 0')
    expect(steps.map((row) => row[2])).toEqual(steps.map((_, i) => i + 1))
    expect(steps.length).toBeGreaterThan(0)
    for (const row of steps) expect(row[3]).not.toBe('')
    expect(new Set(named('programmes').map((row) => row[1])).size).toBeGreaterThan(1)
  })

  it('saves what changed since the session that was chosen, beside what the board shows', async () => {
    const saved = downloads()
    const before = Array.from({ length: 6 }, (_, i) => roomResult(`then${i}`, levelWith(1), {}, { firm: `f${i}` }))
    const user = await openDesk(firms(6), false, [await earlierSession(before)])
    const button = () => screen.queryByRole('button', { name: t('cohort.csv', { name: t('board.sheet.levelChange') }) })
    expect(button()).not.toBeInTheDocument()
    await user.selectOptions(screen.getByLabelText(t('board.change.with')), 'before')
    await waitFor(() => expect(button()).toBeInTheDocument())
    await user.click(button() as HTMLElement)
    await waitFor(() => expect(saved).toHaveLength(1))
    // All six stood on the first level; now two stand on each of three.
    expect(
      known(saved[0], 'file')
        .text.replace('\uFEFF', '')
        .trimEnd()
        .split('\r\n')
        .map((line) => line.split(';').slice(1)),
    ).toEqual([
      [t('board.head.firmsBefore'), t('board.head.firmsAfter')],
      ['0', '0'],
      ['6', '2'],
      ['0', '2'],
      ['0', '2'],
      ['0', '0'],
    ])
    await user.click(screen.getByRole('button', { name: t('cohort.xlsx') }))
    await waitFor(() => expect(saved).toHaveLength(2))
    const { sheets } = await readXlsx(known(saved[1], 'file').bytes)
    expect(sheets.map(({ name }) => name)).toEqual(
      expect.arrayContaining([t('board.sheet.change'), t('board.sheet.levelChange')]),
    )
  })

  it('makes no file below the least', async () => {
    await openDesk(firms(4), true)
    expect(screen.getByText(t('cohort.few', { least: 5 }))).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: t('cohort.xlsx') })).not.toBeInTheDocument()
  })
})
