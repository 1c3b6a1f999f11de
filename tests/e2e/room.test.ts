// A workshop: a session is made, a phone hands in, and what the laptop has read survives that its browser is killed.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, it } from 'vitest'
import { fileOf } from './film'
import { owner } from './screens'
import { lying } from './storage'
import { exactly, textsIn } from './texts'
import type { Person } from './verbs'
import { openWorld, soon } from './world'

const t = textsIn('id')
const world = openWorld({ worker: false })
const folder = mkdtempSync(join(tmpdir(), 'siap-room-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A phone that was invited, has answered, agrees and shows its code. */
async function codeOf(invitation: string, name: string): Promise<string> {
  const { me, assessment } = await owner(world, 'id', { busy: false })
  await me.open(`#/a/${assessment}/result`)
  await me.see('region', t('result.level'))
  await me.open(invitation)
  await me.tap('button', t('join.handIn'))
  await me.tap('checkbox', t('join.hand.workshop'))
  await me.tap('button', t('join.hand.show'))
  await me.see('img', t('join.hand.picture'))
  await me.page.screenshot({ path: join(folder, `${name}-screen.png`) })
  return fileOf(join(folder, name), await me.page.getByRole('img', { name: t('join.hand.picture') }).screenshot())
}

const results = async (me: Person) => (await lying(me, 'results')).records.length

it('a code is read from a picture once, and is there after the browser of the laptop was killed', async () => {
  const laptop = world.device()
  const me = await laptop.start()
  await me.open(`${world.url}#/room`)
  await me.tap('link', t('room.list.new'))
  await me.type(t('room.new.name'), 'Lokakarya Tegal')
  await me.type(t('join.who'), 'Dinas Perindustrian')
  await me.type(t('join.contact'), '0283-351234')
  await me.tap('button', t('room.new.make'))
  await me.see('heading', exactly('Lokakarya Tegal'))
  await me.see('img', t('room.invite.picture'))
  const { screen } = await me.place()
  await me.unfold(t('room.invite.link'))
  const link = /#\/join\/[\w-]+/.exec(await me.text())?.[0] ?? ''

  const picture = await codeOf(link, 'one.png')
  await me.hand(t('room.collect.files'), picture)
  await me.see('heading', t('room.collect.title', { count: 1 }))
  await laptop.kill()

  const again = await laptop.start()
  await again.open(`${world.url}${screen}`)
  await again.see('heading', t('room.collect.title', { count: 1 }))
  await again.hand(t('room.collect.files'), picture)
  await again.read(t('room.collect.summary', { counted: 0, already: 1, left: 0 }))
  await soon(() => results(again)).toBe(1)
})
