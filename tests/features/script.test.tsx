// The script of a workshop: its clock, and changing it.
import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { readScript } from '../../src/core/script'
import { readAll } from '../../src/platform/disk'
import { bringSession } from '../../src/store/room'
import { openApp, speak } from '../support/render'
import { aSession } from '../support/rooms'
import { appText } from '../support/texts'

const t = appText('id')
const session = aSession()
const saved = async () => (await readAll('scripts', readScript, session.id)).records[0]

async function openScript() {
  await speak('id')
  await bringSession({ session, results: [], key: null }, null)
  return openApp(`/room/${session.id}/script`, 'id', t('script.title'))
}

describe('the script', () => {
  it('starts the clock, goes on, and is where it was after the browser was closed', async () => {
    const { user, unmount } = await openScript()
    await user.click(await screen.findByRole('button', { name: t('script.start') }))
    await user.click(await screen.findByRole('button', { name: t('script.stop') }))
    await user.click(await screen.findByRole('button', { name: t('script.next') }))
    await user.click(await screen.findByRole('button', { name: t('script.start') }))
    await screen.findByRole('heading', { name: t('script.part.join.title') })
    unmount()
    await openScript()
    await screen.findByRole('heading', { name: t('script.part.join.title') })
    await screen.findByRole('button', { name: t('script.stop') })
    expect((await saved())?.clock).toMatchObject({ at: 1, since: expect.any(String) })
  })

  it('can be changed part by part, and what was taken out comes back', async () => {
    const { user } = await openScript()
    await user.click(await screen.findByRole('button', { name: t('script.edit') }))
    const welcome = await screen.findByRole('group', { name: t('script.part.welcome.title') })
    const minutes = within(welcome).getByLabelText(t('script.minutes'))
    await user.clear(minutes)
    await user.type(minutes, '15')
    await user.tab()
    const talk = screen.getByRole('group', { name: t('script.part.talk.title') })
    await user.click(within(talk).getByRole('button', { name: new RegExp(t('script.remove')) }))
    await user.click(screen.getByRole('button', { name: t('script.done') }))
    await screen.findByRole('heading', { name: t('script.all', { count: 90 }) })
    expect((await saved())?.parts).toHaveLength(7)
    await user.click(screen.getByRole('button', { name: t('script.edit') }))
    await user.click(await screen.findByRole('button', { name: t('script.ours') }))
    await user.click(screen.getByRole('button', { name: t('script.undo') }))
    await user.click(screen.getByRole('button', { name: t('script.done') }))
    await screen.findByRole('heading', { name: t('script.all', { count: 90 }) })
    expect((await saved())?.parts).toHaveLength(7)
  })
})
