import { describe, expect, it } from 'vitest'
import { known } from '../support/assess'
import { answer, answerText, begin, questionNow, sheet } from './questions'
import { lying, plant, remembered } from './storage'
import { exactly, textsIn } from './texts'
import type { Person } from './verbs'
import { inProof, openWorld, soon } from './world'

/** How often the browser is killed: a few times in the gate, many in a run at full size. */
const KILLS = Number(process.env['SIAP_KILLS'] ?? 2)

const t = textsIn('id')
const full = sheet('readiness')
const world = openWorld()

/** An option of a question by its place, so that every question gets its own. */
function optionAt(question: string, place: number): string {
  const { options = [] } = full.question(question)
  return known(options[place % options.length]?.id, `option ${place} of ${question}`)
}

/** Answers as many questions as asked by tapping; resolves with what is confirmed: by question, the words of its answer. */
async function answerSome(me: Person, howMany: number, from = 0): Promise<Record<string, string>> {
  const confirmed: Record<string, string> = {}
  for (let i = 0; i < howMany; i++) {
    const question = await questionNow(me)
    if (full.question(question).type === 'number') {
      await me.tap('button', exactly(t('ask.next')))
      await me.arrive((screen) => !screen.endsWith(question))
      continue
    }
    const option = optionAt(question, from + i)
    await answer(me, full, 'id', question, option)
    confirmed[question] = answerText(full, 'id', question, option)
  }
  return confirmed
}

/** Holds "check your answers" against what was confirmed: all of it, and nothing else. */
async function expectAnswers(me: Person, id: string, confirmed: Record<string, string>): Promise<void> {
  await me.open(`#/a/${id}/check`)
  await me.see('heading', t('check.title'))
  const screen = await me.text()
  for (const text of Object.values(confirmed)) expect(screen).toContain(text)
  const open = 38 - Object.keys(confirmed).length
  expect(screen).toContain(open > 0 ? t('check.open', { count: open }) : t('check.complete'))
}

/** Taps "continue" on the home screen; resolves with the question it leads to. */
async function goOn(me: Person): Promise<string> {
  await me.open(world.url)
  await me.tap('link', t('home.saved.go'))
  await me.arrive(/\/q\//)
  return questionNow(me)
}

describe('an interrupted person', () => {
  inProof('finds the same question and every answer after a reload', async () => {
    const me = await world.visitor()
    const id = await begin(me, world.url, 'id', 'full')
    const confirmed = await answerSome(me, 3)
    const before = await me.place()
    await me.reload()
    await me.see('heading', full.word('id', 'lead-partners.question'))
    expect(await me.place()).toEqual(before)
    await me.tap('link', exactly(t('ask.back')))
    await me.see('heading', full.word('id', 'lead-figures.question'))
    await soon(() => me.ticked()).toEqual([confirmed['lead-figures']])
    await expectAnswers(me, id, confirmed)
  })

  inProof('is offered the exact question after closing the browser and opening it again', async () => {
    const device = world.device()
    const before = await device.start()
    const id = await begin(before, world.url, 'id', 'full')
    const confirmed = await answerSome(before, 5)
    await remembered(before)
    await device.close()

    const after = await device.start()
    expect(await goOn(after)).toBe('people-multiskill')
    await expectAnswers(after, id, confirmed)
  })

  it(
    `has every confirmed answer after the browser was killed, ${KILLS} times over`,
    async () => {
      const device = world.device()
      const asked = full.questionnaire.questions.filter(({ score }) => score).map(({ id }) => id)
      /** Which option of each question is confirmed; after the last question the first is answered anew. */
      const places = new Map<string, number>()
      let turn = 0
      let id = ''
      for (let kill = 0; kill <= KILLS; kill++) {
        const me = await device.start()
        if (kill === 0) id = await begin(me, world.url, 'id', 'full')
        else {
          const last = await goOn(me)
          expect(last).toBe(asked[(turn - 1) % asked.length])
          const words = (question: string, place: number) => answerText(full, 'id', question, optionAt(question, place))
          const confirmed = Object.fromEntries(
            [...places].map(([question, place]) => [question, words(question, place)]),
          )
          await soon(() => me.ticked()).toEqual([confirmed[last]])
          await expectAnswers(me, id, confirmed)
        }
        if (kill === KILLS) break

        for (let i = 0; i <= kill % 3; i++, turn++) {
          const question = known(asked[turn % asked.length], 'question')
          const place = (turn + kill) % 5
          await me.open(`#/a/${id}/q/${question}`)
          await answer(me, full, 'id', question, optionAt(question, place))
          places.set(question, place)
        }
        // The last answer by key: it stays on the screen, and the moment it is shown as saved is the moment of the kill.
        const question = known(asked[turn++ % asked.length], 'question')
        await me.open(`#/a/${id}/q/${question}`)
        await soon(() => me.focused()).toContain(full.word('id', `${question}.question`))
        const place = places.get(question) ?? 0
        await me.press('Tab')
        await me.press(place < 4 ? 'ArrowDown' : 'ArrowUp')
        await me.read(exactly(t('ask.saved')))
        await device.kill()
        places.set(question, place < 4 ? place + 1 : place - 1)
      }
    },
    60_000 + KILLS * 15_000,
  )
})

describe('two tabs', () => {
  it('answer different questions of one assessment, lose nothing, and see each other’s answers', async () => {
    const me = await world.visitor()
    const id = await begin(me, world.url, 'id', 'full')
    const other = await me.newTab()
    await other.open(`${world.url}#/a/${id}/q/lean-5r`)
    await other.see('heading', full.word('id', 'lean-5r.question'))
    const both = await Promise.all([answerSome(me, 5), answerSome(other, 5, 2)])
    const confirmed: Record<string, string> = Object.assign({}, ...both)
    await expectAnswers(me, id, confirmed)
    await expectAnswers(other, id, confirmed)

    // What one tab says appears on the screen that the other has open.
    await other.open(`#/a/${id}/q/invest-plan`)
    await answer(other, full, 'id', 'invest-plan', 'every-purchase')
    await me.read(answerText(full, 'id', 'invest-plan', 'every-purchase'))
    confirmed['invest-plan'] = answerText(full, 'id', 'invest-plan', 'every-purchase')

    await Promise.all([me.reload(), other.reload()])
    await expectAnswers(me, id, confirmed)
    await expectAnswers(other, id, confirmed)
  })

  const deleteAt = async (me: Person) => {
    await me.open('#/saved')
    await me.tap('button', new RegExp(`^${t('saved.delete.button')}.*${full.word('id', 'title')}`))
    await me.tap('button', t('saved.delete.confirm'))
    await me.read(t('saved.delete.done'))
  }

  inProof('show at once in both that an assessment was deleted in one', async () => {
    const me = await world.visitor()
    const id = await begin(me, world.url, 'id', 'full')
    await answerSome(me, 1)
    const other = await me.newTab()
    await other.open(world.url)
    await deleteAt(other)
    await me.see('heading', t('state.missing.title'))
    await me.open(`#/a/${id}`)
    await me.see('heading', t('state.missing.title'))
    expect((await lying(me, 'assessments')).records).toEqual([])
    expect((await lying(me, 'answers')).records).toEqual([])
  })

  inProof('write nothing into an assessment that was deleted in the other, and say so', async () => {
    const me = await world.visitor()
    // A tab that was frozen in the background does not hear what happens elsewhere.
    await me.page.addInitScript(() => Reflect.deleteProperty(window, 'BroadcastChannel'))
    await begin(me, world.url, 'id', 'full')
    await answerSome(me, 1)
    const other = await me.newTab()
    await other.open(world.url)
    await deleteAt(other)

    const before = await me.place()
    await me.tap('radio', exactly(answerText(full, 'id', 'lead-owner', 'named-person')))
    await me.read(t('notice.deleted-elsewhere'))
    expect(await me.place()).toEqual(before)
    for (const shelf of ['firms', 'assessments', 'answers'] as const) {
      expect((await lying(other, shelf)).records).toEqual([])
    }
  })
})

describe('a disk in trouble', () => {
  it('that is full is said, harms nothing, and takes answers again once there is room', async () => {
    const device = world.device()
    const before = await device.start()
    const id = await begin(before, world.url, 'id', 'full')
    const confirmed = await answerSome(before, 2)
    await soon(async () => (await lying(before, 'questionnaires')).records.length).toBe(1)
    await remembered(before)
    const kept = await lying(before, 'answers')
    await device.close()

    // The browser remembers for a while how much room there was; a new one asks anew.
    const me = await device.start()
    const disk = await me.context.newCDPSession(me.page)
    const { origin } = new URL(world.url)
    await disk.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
    expect(await goOn(me)).toBe('lead-figures')
    const words = answerText(full, 'id', 'lead-figures', 'monthly-figures')
    await me.tap('radio', exactly(words))
    await me.read(t('notice.disk-full'))
    await me.read(t('ask.notSaved'))
    await me.arrive(`#/a/${id}/q/lead-figures`)
    expect(await me.ticked()).toEqual([])
    expect(await lying(me, 'answers')).toEqual(kept)
    await expectAnswers(me, id, confirmed)
    await me.open(`#/a/${id}/q/lead-figures`)

    await disk.send('Storage.overrideQuotaForOrigin', { origin })
    await answer(me, full, 'id', 'lead-figures', 'monthly-figures')
    await me.lose(t('notice.disk-full'))
    await expectAnswers(me, id, { ...confirmed, 'lead-figures': words })
  })

  inProof('with records that cannot be read: they are set aside and said, and the rest works', async () => {
    const me = await world.visitor()
    const id = await begin(me, world.url, 'id', 'full')
    const confirmed = await answerSome(me, 3)
    const strange = {
      firms: [{ id: 'tomorrow', v: 2, name: 'PT Besok', created: '2027-01-01T00:00:00.000Z' }],
      assessments: [{ id: 'garbled', v: 'one', answers: ['?'] }],
      answers: [{ id: `${id}/lead-partners`, v: 1, assessment: id, question: 'lead-partners', answer: { a: 7 } }],
    }
    await plant(me, strange)
    expect(await goOn(me)).toBe('lead-partners')
    await me.read(t('notice.set-aside'))
    await me.see('heading', full.word('id', 'lead-partners.question'))
    expect(await me.ticked()).toEqual([])
    await expectAnswers(me, id, confirmed)
    const aside = (await lying(me, 'aside')).records
    expect(aside.map(({ record }) => record)).toEqual(
      expect.arrayContaining([...strange.firms, ...strange.assessments, ...strange.answers]),
    )
    expect(aside).toHaveLength(3)

    // The question whose answer could not be read can be answered; what was set aside stays.
    await me.open(`#/a/${id}/q/lead-partners`)
    Object.assign(confirmed, await answerSome(me, 1))
    await me.reload()
    await expectAnswers(me, id, confirmed)
    expect((await lying(me, 'aside')).records).toEqual(aside)
  })

  inProof('written by a newer app is not harmed, and that is said', async () => {
    const me = await world.visitor()
    const id = await begin(me, world.url, 'id', 'full')
    await answerSome(me, 3)
    const newer = await me.newTab()
    await newer.open(`${world.url}icon.svg`)
    const present = (await lying(newer, 'firms')).version
    await plant(newer, { firms: [{ id: 'newer' }] }, present + 1)
    const shelves = ['firms', 'assessments', 'answers', 'questionnaires', 'aside'] as const
    const all = () => Promise.all(shelves.map((shelf) => lying(newer, shelf)))
    const before = await all()
    expect(before[0]?.version).toBe(present + 1)

    // The tab that was open meanwhile.
    await me.tap('radio', exactly(answerText(full, 'id', 'lead-partners', 'contacts-only')))
    await me.read(t('notice.disk-newer'))
    await me.read(t('ask.notSaved'))
    // And the app at its next start.
    await me.open('about:blank')
    await me.open(world.url)
    await me.read(t('notice.disk-newer'))
    await me.see('link', t('home.full.title'))
    await me.open(`#/a/${id}/q/lead-plan`)
    await me.see('heading', t('app.crash.title'))
    await me.open('#/about')
    await me.see('heading', t('about.title'))
    expect(await all()).toEqual(before)
    // A picture has no icon of its own, so the browser looks for one beside the app.
    me.forgive(/favicon\.ico/)
  })
})
