// What leaves the device: shown before it goes, in either language, without the firm's name when that is wished.
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { handOver } from '../../src/platform/files'
import { finish, nameFirm, say, useAssessments } from '../../src/store/assessments'
import { addSteps, openFirm } from '../../src/store/improvement'
import { known } from '../support/assess'
import { golden } from '../support/people'
import { realCatalogue, realQuestionnaire } from '../support/real'
import { anAssessment, openApp } from '../support/render'
import { appText, contentText, SPOKEN } from '../support/texts'

const { questionnaire, texts } = realQuestionnaire('readiness')
const { programmeTexts } = realCatalogue()
const firm = golden('readiness-1')
const t = appText('id')

async function aFirm(): Promise<string> {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-08-07T05:00:00Z') })
  const id = await anAssessment('readiness', { answers: firm.answers, profile: firm.profile })
  const owner = known(
    useAssessments.getState().assessments.find((one) => one.id === id),
    id,
  ).firm
  await nameFirm(owner, 'CV Maju Jaya')
  await say(id, 'lean-5r', { note: 'meja 1 dulu' })
  await finish(id, questionnaire)
  await openFirm(owner)
  await addSteps(owner, [
    { origin: { kind: 'own' }, title: 'Geser rak bahan' },
    { origin: { kind: 'advice', questionnaire: 'readiness', item: 'lean-5r', from: 1 } },
  ])
  return id
}
const report = () => known(document.querySelector<HTMLElement>('[data-part]')?.closest<HTMLElement>('[lang]'), 'report')
const part = (name: string) => known(report().querySelector<HTMLElement>(`[data-part="${name}"]`), name)

describe('every way to share', () => {
  it.each(SPOKEN)('is named with what it holds, and nothing is sent by itself (%s)', async (language) => {
    const said = appText(language)
    const id = await aFirm()
    await openApp(`/a/${id}/share`, language, said('share.title'))
    expect(screen.getByText(said('share.text'))).toBeInTheDocument()
    for (const [way, address] of [
      ['print', `#/a/${id}/print`],
      ['picture', `#/a/${id}/picture`],
      ['paper', '#/paper/readiness'],
      ['plan', `#/a/${id}/plan`],
    ]) {
      const link = screen.getByRole('link', { name: new RegExp(`^${said(`share.${way}.name`)}`) })
      expect(link).toHaveAttribute('href', address)
      expect(link).toHaveTextContent(said(`share.${way}.text`))
    }
  })
})

describe('the report', () => {
  it('holds summary, parts, answers with notes, plan, programmes with sources, and the method', async () => {
    const id = await aFirm()
    await openApp(`/a/${id}/print`, 'id', t('print.title'))
    await waitFor(() => expect(report()).toBeInTheDocument())
    const words = contentText(texts, 'id')
    const level = Number(firm.expected.cap.level)
    expect(part('summary')).toHaveTextContent(words(`levels.table.${level}.name`))
    expect(part('summary')).toHaveTextContent('CV Maju Jaya · 7 Agustus 2026')
    expect(part('summary')).toHaveTextContent('Geser rak bahan')
    for (const { id: item } of questionnaire.questions)
      expect(part('answers')).toHaveTextContent(words(`${item}.question`))
    expect(part('answers')).toHaveTextContent(t('check.note', { note: 'meja 1 dulu' }))
    expect(part('plan')).toHaveTextContent(words('lean-5r.steps.1.do'))
    for (const { id: programme } of firm.expected.programmes) {
      expect(part('programmes')).toHaveTextContent(known(programmeTexts['id']?.[`${programme}.name`], programme))
    }
    expect(part('programmes')).toHaveTextContent(/Sumber:.*https:\/\//)
    expect(part('method')).toHaveTextContent(words('disclaimer').slice(0, 60))
    expect(part('method')).toHaveTextContent(t('result.notOfficial'))
    const rows = within(part('method')).getAllByRole('row').slice(1)
    expect(rows).toHaveLength(8)
  })

  it('is in the other language when that is chosen, while the screen stays in its own', async () => {
    const id = await aFirm()
    const { user } = await openApp(`/a/${id}/print`, 'id', t('print.title'))
    await waitFor(() => expect(report()).toHaveAttribute('lang', 'id'))
    await user.click(screen.getByRole('radio', { name: 'English' }))
    await waitFor(() => expect(report()).toHaveAttribute('lang', 'en'))
    const english = contentText(texts, 'en')
    expect(part('summary')).toHaveTextContent(appText('en')('print.reportTitle'))
    expect(part('summary')).toHaveTextContent('7 August 2026')
    expect(part('answers')).toHaveTextContent(english('lean-5r.question'))
    expect(part('plan')).toHaveTextContent(english('lean-5r.steps.1.do'))
    expect(report()).not.toHaveTextContent(contentText(texts, 'id')('lean-5r.question'))
    // What the owner wrote stays as it was written.
    expect(part('plan')).toHaveTextContent('Geser rak bahan')
    expect(screen.getByRole('button', { name: t('print.button') })).toBeInTheDocument()
    expect(document.documentElement.lang).toBe('id')
  })

  it('leaves out what is not wanted: a part, the notes, the name', async () => {
    const id = await aFirm()
    const { user } = await openApp(`/a/${id}/print`, 'id', t('print.title'))
    await waitFor(() => expect(report()).toHaveTextContent('CV Maju Jaya'))
    for (const choice of ['answers', 'name', 'notes'])
      await user.click(screen.getByRole('checkbox', { name: t(`print.part.${choice}`) }))
    await waitFor(() => expect(report()).not.toHaveTextContent('CV Maju Jaya'))
    expect(report().querySelector('[data-part="answers"]')).toBeNull()
    await user.click(screen.getByRole('checkbox', { name: t('print.part.answers') }))
    await waitFor(() => expect(part('answers')).not.toHaveTextContent('meja 1 dulu'))
    expect(document.title).not.toContain('Maju')
  })

  it('prints when asked, but not while nothing is chosen', async () => {
    const print = vi.fn()
    vi.stubGlobal('print', print)
    const id = await aFirm()
    const { user } = await openApp(`/a/${id}/print`, 'id', t('print.title'))
    await waitFor(() => expect(report()).toBeInTheDocument())
    await user.click(screen.getByRole('button', { name: t('print.button') }))
    expect(print).toHaveBeenCalledTimes(1)
    for (const choice of ['summary', 'parts', 'answers', 'plan', 'programmes', 'method'])
      await user.click(screen.getByRole('checkbox', { name: t(`print.part.${choice}`) }))
    await user.click(screen.getByRole('button', { name: t('print.button') }))
    expect(print).toHaveBeenCalledTimes(1)
    vi.unstubAllGlobals()
  })

  it('without a result says so on its summary, and prints the answers all the same', async () => {
    const id = await anAssessment('readiness', { answers: { 'lead-plan': 'in-mind' } })
    await openApp(`/a/${id}/print`, 'id', t('print.title'))
    await waitFor(() =>
      expect(part('summary')).toHaveTextContent(t('result.none.text', { answered: 1, applicable: 38 })),
    )
    expect(part('answers')).toHaveTextContent(contentText(texts, 'id')('lead-plan.options.in-mind.text'))
  })
})

describe('the questions on paper', () => {
  it.each(SPOKEN)(
    'have a box for every option, for "don’t know", and for "does not apply" where it is allowed (%s)',
    async (language) => {
      await openApp('/paper/quick', language, appText(language)('paper.title'))
      const quick = realQuestionnaire('quick')
      const words = contentText(quick.texts, language)
      for (const { id, options = [], na } of quick.questionnaire.questions) {
        const question = known(
          screen.getByRole('heading', { level: 4, name: words(`${id}.question`) }).parentElement,
          id,
        )
        expect(
          within(question)
            .getAllByRole('listitem')
            .map(({ textContent }) => textContent?.trim()),
        ).toEqual([
          // With the digit by which the sheet is keyed in.
          ...options.map((option, i) => `${i + 1}. ${words(`${id}.options.${option.id}.text`)}`),
          `6. ${appText(language)('ask.dontKnow')}`,
          ...(na ? [`7. ${appText(language)('ask.notApplicable')}`] : []),
        ])
      }
    },
  )

  it('of a questionnaire that is not there lead home', async () => {
    await openApp('/paper/nothing', 'id', t('app.unknown.title'))
    expect(screen.getByRole('link', { name: t('app.unknown.action') })).toHaveAttribute('href', '#/')
  })
})

describe('the picture', () => {
  it('cannot be drawn here, and says so with another way', async () => {
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
    const id = await aFirm()
    await openApp(`/a/${id}/picture`, 'id', t('picture.title'))
    expect(await screen.findByText(t('picture.failed'))).toBeInTheDocument()
    expect(screen.getByRole('checkbox', { name: t('picture.withName') })).not.toBeChecked()
  })

  it('without a result is not offered', async () => {
    const id = await anAssessment('readiness', { answers: { 'lead-plan': 'in-mind' } })
    await openApp(`/a/${id}/picture`, 'id', t('picture.title'))
    expect(screen.getByText(t('picture.noResult'))).toBeInTheDocument()
  })
})

describe('handing a file over', () => {
  const file = new File(['x'], 'siap.png', { type: 'image/png' })
  const sheet = (share: () => Promise<void>, can = true) => {
    vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { canShare: () => can, share: vi.fn(share) }))
    return navigator.share as unknown as ReturnType<typeof vi.fn>
  }
  const clicks = () => vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
  const addresses = () => {
    vi.stubGlobal(
      'URL',
      Object.assign(Object.create(URL), { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined }),
    )
  }

  it('goes through the phone’s sheet as a file alone, without words or an address', async () => {
    const share = sheet(async () => undefined)
    const clicked = clicks()
    expect(await handOver(file, true)).toBe('shared')
    const [given] = share.mock.calls[0] as [{ files: File[] }]
    expect(Object.keys(given)).toEqual(['files'])
    expect(given.files.map(({ name, type }) => [name, type])).toEqual([['siap.png', 'image/png']])
    expect(clicked).not.toHaveBeenCalled()
    vi.unstubAllGlobals()
  })

  it('is a download where the sheet is missing, takes no files, or fails; and nothing when it is closed', async () => {
    const clicked = clicks()
    addresses()
    expect(await handOver(file, true)).toBe('saved')
    sheet(async () => undefined, false)
    expect(await handOver(file, true)).toBe('saved')
    sheet(() => Promise.reject(new DOMException('no', 'NotAllowedError')))
    expect(await handOver(file, true)).toBe('saved')
    sheet(async () => undefined)
    expect(await handOver(file, false)).toBe('saved')
    expect(clicked).toHaveBeenCalledTimes(4)
    sheet(() => Promise.reject(new DOMException('closed', 'AbortError')))
    expect(await handOver(file, true)).toBe('cancelled')
    expect(clicked).toHaveBeenCalledTimes(4)
    vi.unstubAllGlobals()
  })
})
