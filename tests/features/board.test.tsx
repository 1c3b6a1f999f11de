// The room's board: closed until it is opened, by keyboard, in both languages, and silent about small groups.
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { RoomResult } from '../../src/core/room'
import type { Session } from '../../src/core/session'
import { Board } from '../../src/features/board/Board'
import { currentLanguage, needTexts } from '../../src/platform/i18n'
import { openLists, openProgrammes, openQuestionnaire } from '../../src/store/catalogue'
import { known } from '../support/assess'
import { levelWith } from '../support/people'
import { realCatalogue, realQuestionnaire } from '../support/real'
import { speak } from '../support/render'
import { earlierSession, roomResult } from '../support/room'
import { appText, contentText, LANGUAGES, type Language } from '../support/texts'

const { questionnaire, texts } = realQuestionnaire('readiness')
const { lists, programmes } = realCatalogue()

/** Seven firms of one sector at level 1, and others at level 2. */
function room(others: number): RoomResult[] {
  const food = Array.from({ length: 7 }, (_, i) =>
    roomResult(`f${i}`, levelWith(1), { sector: 'fnb', pains: ['waiting'] }),
  )
  const rest = Array.from({ length: others }, (_, i) => roomResult(`m${i}`, levelWith(2), { sector: 'metal' }))
  return [...food, ...rest]
}

async function openBoard(results: readonly RoomResult[], language: Language = 'id', earlier: readonly Session[] = []) {
  await speak(language)
  await needTexts('room')
  const own = known(
    await openQuestionnaire('readiness', questionnaire.version, ['ask', 'help', 'advice']),
    'questionnaire',
  )
  const [listWords, programmeWords] = [(await openLists()).words, (await openProgrammes(false)).words]
  const words = {
    questions: own.words(currentLanguage()),
    lists: listWords(currentLanguage()),
    programmes: programmeWords(currentLanguage()),
  }
  const board = (now: readonly RoomResult[]) => (
    <Board
      session={{ title: 'Lokakarya Tegal', minimum: 5 }}
      results={now}
      earlier={earlier}
      sources={{ questionnaire, programmes, lists }}
      words={words}
    />
  )
  const user = userEvent.setup()
  const view = render(board(results))
  return { user, more: (now: readonly RoomResult[]) => view.rerender(board(now)) }
}
const t = appText('id')
const reveal = () => screen.getByRole('button', { name: t('board.reveal') })

describe('the board', () => {
  it('stays closed below the least, and until the facilitator opens it', async () => {
    const { user, more } = await openBoard(room(0).slice(0, 4))
    expect(reveal()).toBeDisabled()
    more(room(5))
    expect(screen.queryByRole('list')).not.toBeInTheDocument()
    await user.click(reveal())
    expect(await screen.findAllByRole('heading', { name: t('board.title.levels') })).not.toHaveLength(0)
  })

  it.each(LANGUAGES)('says at which levels the firms are, as a chart and as a table (%s)', async (language) => {
    const said = appText(language)
    const { user } = await openBoard(room(7), language)
    await user.click(screen.getByRole('button', { name: said('board.reveal') }))
    const [slide] = await screen.findAllByRole('region', { name: said('board.title.levels') })
    const level = said('board.level', { level: 1, name: contentText(texts, language)('levels.table.1.name') })
    const row = within(known(slide, 'slide'))
      .getAllByRole('listitem')
      .find(({ textContent }) => textContent?.includes(level))
    expect(row).toHaveTextContent(said('board.firmsShare', { count: 7, share: '50%' }))
    await user.click(
      known(
        within(known(slide, 'slide')).getByText(said('board.table', { title: said('board.title.levels') })),
        'table',
      ),
    )
    expect(
      within(known(slide, 'slide')).getByRole('row', { name: `${level} 7 ${language === 'id' ? '0,50' : '0.50'}` }),
    ).toBeInTheDocument()
  })

  it('moves by arrows, Home and End, and closes by Escape', async () => {
    const { user } = await openBoard(room(7))
    await user.click(reveal())
    await screen.findByText(t('board.position', { at: 1, of: 8 }))
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}')
    expect(screen.getByText(t('board.position', { at: 2, of: 8 }))).toBeInTheDocument()
    await user.keyboard('{End}')
    expect(screen.getByText(t('board.position', { at: 8, of: 8 }))).toBeInTheDocument()
    await user.keyboard('{ArrowLeft}')
    // The button that leads to the last one can't be pressed any more, and has lost the focus; the keys go on working.
    await user.click(screen.getByRole('button', { name: t('board.next') }))
    await user.keyboard('{ArrowLeft}')
    expect(screen.getByText(t('board.position', { at: 7, of: 8 }))).toBeInTheDocument()
    await user.keyboard('{Home}')
    expect(screen.getByText(t('board.position', { at: 1, of: 8 }))).toBeInTheDocument()
    await user.keyboard('{Escape}')
    expect(reveal()).toBeInTheDocument()
  })

  it('keeps its place while results come in', async () => {
    const { user, more } = await openBoard(room(7))
    await user.click(reveal())
    await screen.findByText(t('board.position', { at: 1, of: 8 }))
    await user.keyboard('{End}')
    more(room(9))
    await screen.findAllByText(new RegExp(t('board.firms', { count: 16 })))
    expect(screen.getByText(t('board.position', { at: 8, of: 8 }))).toBeInTheDocument()
  })

  it('offers groups that are large enough, and none when one would be small', async () => {
    const { user, more } = await openBoard(room(4))
    await user.click(reveal())
    await screen.findByText(t('board.position', { at: 1, of: 8 }))
    expect(screen.queryByRole('combobox')).not.toBeInTheDocument()
    more(room(5))
    await user.selectOptions(await screen.findByRole('combobox', { name: t('board.show') }), 'sector metal')
    expect(await screen.findAllByText(`Lokakarya Tegal · ${t('board.firms', { count: 5 })}`)).not.toHaveLength(0)
  })

  it('shows before and after of the businesses of two sessions, once one is chosen, and never of a group', async () => {
    const before = Array.from({ length: 6 }, (_, i) => roomResult(`then${i}`, levelWith(1), {}, { firm: `m${i}` }))
    const { user } = await openBoard(room(6), 'id', [await earlierSession(before)])
    await user.click(reveal())
    await user.selectOptions(await screen.findByLabelText(t('board.change.with')), 'before')
    await screen.findByText(t('board.position', { at: 1, of: 10 }))
    // In a field the keys are the field's.
    await user.click(document.body)
    await user.keyboard('{End}')
    expect(screen.getByText(t('board.position', { at: 10, of: 10 }))).toBeInTheDocument()
    const [slide] = screen.getAllByRole('region', { name: t('board.title.levelChange') })
    const moved = within(known(slide, 'slide')).getAllByRole('listitem')
    expect(moved.map(({ textContent }) => /\d+ → \d+/.exec(textContent ?? '')?.[0])).toEqual([
      '0 → 0',
      '6 → 0',
      '0 → 6',
      '0 → 0',
      '0 → 0',
    ])
    await user.selectOptions(screen.getByRole('combobox', { name: t('board.show') }), 'sector fnb')
    await screen.findByText(t('board.position', { at: 8, of: 8 }))
    expect(screen.queryByLabelText(t('board.change.with'))).not.toBeInTheDocument()
  })
})
