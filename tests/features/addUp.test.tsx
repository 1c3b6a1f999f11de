// Files of several facilitators become one board; what does not count is said, file by file.
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { resultId } from '../../src/core/collect'
import { writeSessionFile } from '../../src/core/sessionFile'
import { AddUp } from '../../src/features/board/AddUp'
import { needTexts } from '../../src/platform/i18n'
import { openLists, openProgrammes } from '../../src/store/catalogue'
import { known } from '../support/assess'
import { levelWith } from '../support/people'
import { realCatalogue } from '../support/real'
import { speak } from '../support/render'
import { aResult, aSession, aSubmission } from '../support/rooms'
import { appText } from '../support/texts'

const { lists, programmes } = realCatalogue()
const t = appText('id')

function file(id: string, title: string, firms: number): File {
  const session = aSession({ id, title })
  const results = Array.from({ length: firms }, (_, i) => {
    const assessment = `${id}x${i}`
    const submission = aSubmission({ assessment, answers: levelWith(1 + (i % 2)), profile: {} })
    return aResult({ id: resultId(id, assessment), session: id, submission })
  })
  const text = writeSessionFile({ session, results, key: null }, { app: 'test', made: '2026-11-26T03:00:00.000Z' })
  return new File([text], `${title}.json`, { type: 'application/json' })
}

describe('adding up', () => {
  it('says what of each file counts, and shows the board of all, by session too', async () => {
    await speak('id')
    await needTexts('room')
    const words = [(await openLists()).words('id'), (await openProgrammes(false)).words('id')] as const
    render(<AddUp lists={lists} listWords={words[0]} programmes={programmes} programmeWords={words[1]} />)
    const user = userEvent.setup()
    const broken = new File(['{"format":"siap-session"'], 'putus.json', { type: 'application/json' })
    await user.upload(screen.getByLabelText(t('cohort.addUp.choose')), [
      file('abcdefghijkm', 'Tegal', 6),
      file('bcdefghijkmn', 'Solo', 5),
      broken,
    ])
    expect(await screen.findByRole('heading', { name: t('cohort.addUp.counted', { count: 11 }) })).toBeInTheDocument()
    const rows = screen.getAllByRole('listitem')
    expect(known(rows[0], 'file')).toHaveTextContent(t('cohort.addUp.fromFile', { count: 6 }))
    expect(known(rows[2], 'file')).toHaveTextContent(`putus.json${t('cohort.addUp.problem.incomplete')}`)

    await user.click(screen.getByRole('button', { name: t('cohort.addUp.show') }))
    await user.click(await screen.findByRole('button', { name: t('board.reveal') }))
    const choice = await screen.findByRole('combobox', { name: t('board.show') })
    const bySession = t('board.group', { field: t('board.field.session'), names: 'Solo' })
    await user.selectOptions(choice, within(choice).getByRole('option', { name: bySession }))
    expect(
      await screen.findAllByText(`${t('cohort.addUp.together', { count: 2 })} · ${t('board.firms', { count: 5 })}`),
    ).not.toHaveLength(0)
  })
})
