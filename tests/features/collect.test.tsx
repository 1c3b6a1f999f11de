// What a facilitator sees of collecting: many files at once, what is left out and why, and a session file from another laptop.
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { HEAD, type Session } from '../../src/core/session'
import { everything } from '../../src/platform/disk'
import { deleteSession, makeSession, sessionFile, useRooms } from '../../src/store/room'
import { known } from '../support/assess'
import { goTo, openApp, speak } from '../support/render'
import { aCode, aSession, tampered } from '../support/rooms'
import { appText } from '../support/texts'

const t = appText('id')
const PASSPHRASE = 'empat kata yang panjang'

async function aRoom(passphrase = ''): Promise<Session> {
  await speak('id')
  const { id: _id, publicKey: _key, created: _created, ...fields } = aSession({ names: true })
  const id = known(await makeSession(fields, passphrase), 'session')
  return known(
    useRooms.getState().sessions.find((one) => one.id === id),
    id,
  )
}
const firm = (letter: string) => ({ assessment: letter.repeat(20), name: `CV ${letter.toUpperCase()}` })
const textFile = (name: string, ...lines: string[]) => new File([lines.join('\r\n')], name, { type: 'text/plain' })
const summary = (counted: number, already: number, left: number) =>
  screen.findByText(t('room.collect.summary', { counted, already, left }))
const results = async () => (await everything()).results.length

describe('collecting', () => {
  it('many files dropped in any order and twice count once each, and what is left out is said with its reason', async () => {
    const session = await aRoom()
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((letter) => aCode(session, firm(letter))))
    const files = [
      textFile('satu.txt', known(a, 'a')),
      textFile('dua.siap', known(b, 'b'), known(c, 'c'), known(b, 'b')),
      textFile('rusak.txt', tampered(known(a, 'a'), HEAD + 70)),
      textFile('surat.doc', 'Bapak/Ibu yang terhormat,'),
      new File([Uint8Array.of(0xff, 0xfe, 0x00)], 'lain.bin'),
      new File(['{"format":"siap-session-locked"}'], 'patah.json'),
    ]
    await openApp(`/room/${session.id}`, 'id', session.title)
    const field = await screen.findByLabelText(t('room.collect.files'))
    const place = known(field.closest('div'), 'place to drop on')
    fireEvent.drop(place, { dataTransfer: { files } })
    expect(await summary(3, 1, 4)).toBeInTheDocument()
    expect(screen.getByText(t('room.unread.sealed'))).toBeInTheDocument()
    expect(screen.getByText(t('room.outcome.foreign'))).toBeInTheDocument()
    for (const name of ['lain.bin', 'patah.json'])
      expect(screen.getByText(t('room.outcome.noFile', { name }))).toBeInTheDocument()
    const before = await everything()
    fireEvent.drop(place, { dataTransfer: { files: [...files].reverse() } })
    expect(await summary(0, 4, 4)).toBeInTheDocument()
    expect(await everything()).toEqual(before)
    expect(await results()).toBe(3)
  })

  it('a text that is no list of codes, however long, is said and stays to be put right; a code that can’t be read can be tried again and deleted', async () => {
    const session = await aRoom()
    const good = await aCode(session, firm('a'))
    const { user } = await openApp(`/room/${session.id}`, 'id', session.title)
    const paste = async (text: string) => {
      fireEvent.change(await screen.findByLabelText(t('room.collect.paste')), { target: { value: text } })
      await user.click(screen.getByRole('button', { name: t('room.collect.take') }))
    }
    const left = () => (screen.getByLabelText(t('room.collect.paste')) as HTMLTextAreaElement).value.length
    await paste('x'.repeat(5_000_000))
    expect(await summary(0, 0, 1)).toBeInTheDocument()
    expect(screen.getByText(t('room.outcome.foreign'))).toBeInTheDocument()
    expect(left()).toBe(5_000_000)
    await paste('SIAP1:R00\n'.repeat(1001))
    expect(await screen.findByText(t('room.outcome.tooMany', { name: t('room.collect.pasted') }))).toBeInTheDocument()
    expect((await everything()).unread).toEqual([])

    await paste(`${good}\n${tampered(good, HEAD + 70)}`)
    expect(await summary(1, 0, 1)).toBeInTheDocument()
    await waitFor(() => expect(left()).toBe(0))
    const unread = within(screen.getByRole('region', { name: t('room.unreadTitle', { count: 1 }) }))
    await user.click(unread.getByRole('button', { name: t('room.unread.again') }))
    expect(await unread.findByText(t('room.collect.summary', { counted: 0, already: 0, left: 1 }))).toBeInTheDocument()
    expect((await everything()).unread).toHaveLength(1)
    await user.click(unread.getByRole('button', { name: /^Hapus kode dari / }))
    await waitFor(async () => expect((await everything()).unread).toEqual([]))
    expect(await results()).toBe(1)
  })
})

describe('a session from another laptop', () => {
  it('comes in with its passphrase, says when that is another, and reads codes then', async () => {
    const session = await aRoom(PASSPHRASE)
    const text = known(await sessionFile({ session, results: [] }, PASSPHRASE, '0.1.0'), 'file')
    const late = await aCode(session, firm('a'))
    await deleteSession(session.id)
    const { user } = await openApp('/room', 'id', t('room.list.title'))
    const file = new File([text], 'siap-session-2026-11-26.json')
    await user.upload(await screen.findByLabelText(t('room.bring.file')), file)
    const unlock = async (passphrase: string) => {
      const field = await screen.findByLabelText(t('room.home.passphrase'))
      await user.clear(field)
      await user.type(field, passphrase)
      await user.click(screen.getByRole('button', { name: t('backup.locked.button') }))
    }
    await unlock('bukan kata sandi itu')
    expect(await screen.findByText(t('backup.locked.wrong'))).toBeInTheDocument()
    expect((await everything()).sessions).toEqual([])
    await unlock(PASSPHRASE)
    await user.click(await screen.findByRole('link', { name: t('room.bring.open') }))
    await user.upload(await screen.findByLabelText(t('room.collect.files')), textFile('telat.txt', late))
    expect(await summary(1, 0, 0)).toBeInTheDocument()
    await user.upload(screen.getByLabelText(t('room.collect.files')), file)
    expect(await screen.findByText(t('room.outcome.locked', { name: file.name }))).toBeInTheDocument()
  })

  it('that can’t be read, is of a newer app, or is another session of the same name, is refused and changes nothing', async () => {
    const session = await aRoom()
    const text = known(await sessionFile({ session, results: [] }, null, '0.1.0'), 'file')
    const before = await everything()
    await openApp('/room', 'id', t('room.list.title'))
    const hand = async (name: string, content: string) =>
      fireEvent.drop(known((await screen.findByLabelText(t('room.bring.file'))).closest('div'), 'place'), {
        dataTransfer: { files: [new File([content], name)] },
      })
    const said = async (words: string) => expect(await screen.findByText(new RegExp(words))).toBeInTheDocument()
    await hand('surat.txt', 'Yth. Bapak/Ibu')
    await said(t('room.bring.foreign'))
    await hand('baru.json', text.replace('"version":1', '"version":2'))
    await said(t('room.bring.newer'))
    await hand('patah.json', text.slice(0, -9))
    await said(t('backup.problem.incomplete'))
    await hand('ubah.json', text.replace('"minimum":5', '"minimum":4'))
    await said(t('backup.restore.place', { place: 'session.minimum' }))
    await hand('lain.json', text.replace('"names":true', '"names":false'))
    await said(t('room.bring.differs'))
    expect(await everything()).toEqual(before)
    await hand('sama.json', text)
    await said(t('room.bring.done', { title: session.title, count: 0 }))
    await goTo(`/room/${session.id}`, session.title)
  })
})
