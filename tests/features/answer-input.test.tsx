// Every kind of question the format knows, from a small questionnaire of its own: what is shown, and what is said.
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import fc from 'fast-check'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../src/core/answers'
import { readAuthored } from '../../src/core/texts'
import { AnswerInput } from '../../src/features/questionnaire/AnswerInput'
import { needTexts } from '../../src/platform/i18n'
import type { Said } from '../../src/store/assessments'
import { known } from '../support/assess'
import { speak } from '../support/render'
import { RUNS } from '../support/runs'
import { appText, contentText } from '../support/texts'

const t = appText('id')
const say = (text: string) => ({ id: text, en: `${text} in English` })
const options = ['Buku', 'Excel', 'Aplikasi'].map((text, score) => ({ id: text.toLowerCase(), score, text: say(text) }))
const na = { reasons: [{ id: 'none', text: say('Tidak ada mesin') }] }
const rows = ['Gudang', 'Bengkel'].map((text) => ({ id: text.toLowerCase(), text: say(text) }))

const read = readAuthored({
  id: 'tiny',
  version: '1.0.0',
  scoringVersion: 1,
  languages: ['id', 'en'],
  title: say('Contoh kecil'),
  scale: { min: 0, max: 2 },
  root: { id: 'index', children: ['one', 'many', 'amount', 'scale', 'columns'] },
  questions: [
    {
      id: 'one',
      type: 'single',
      score: { kind: 'option' },
      question: say('Di mana dicatat?'),
      hint: say('Satu saja'),
      options,
      na,
    },
    {
      id: 'many',
      type: 'multi',
      score: { kind: 'count', cap: 2 },
      question: say('Apa saja yang dipakai?'),
      hint: say('Boleh lebih dari satu'),
      options: [...options, { id: 'nothing', exclusive: true, text: say('Belum ada') }],
      na,
    },
    {
      id: 'amount',
      type: 'number',
      score: {
        kind: 'bands',
        table: [
          { from: 0, score: 0 },
          { from: 10, score: 2 },
        ],
      },
      question: say('Berapa mesin?'),
      hint: say('Perkiraan boleh'),
      unit: say('mesin'),
      min: 0,
      max: 5000,
    },
    {
      id: 'scale',
      type: 'rows-scale',
      score: { kind: 'rows-mean' },
      question: say('Seberapa rapi?'),
      hint: say('Per tempat'),
      rows,
      columns: options,
      na,
    },
    {
      id: 'columns',
      type: 'rows-columns',
      score: { kind: 'share' },
      question: say('Di mana apa?'),
      hint: say('Semua yang ada'),
      rows,
      columns: options.map((option) => ({ ...option, score: Math.min(option.score, 1) })),
    },
    {
      id: 'told',
      type: 'info',
      after: 'amount',
      question: say('Sekarang tentang mesin'),
      hint: say('Siapkan daftar mesin'),
    },
    { id: 'figure', type: 'number', after: 'amount', question: say('Berapa jam?'), unit: say('jam') },
  ],
})
if (!read.ok) throw new Error(JSON.stringify(read.problems))
const { questionnaire, texts } = read.value
const words = contentText(texts, 'id')

/** One question that remembers what is said, as its screen does; `said` is everything in order. */
async function ask(id: string, before?: Answer) {
  await speak('id')
  await needTexts('ask')
  const question = known(
    questionnaire.questions.find((one) => one.id === id),
    id,
  )
  const said: (Said & { moveOn: boolean })[] = []
  function Asked() {
    const [now, setNow] = useState<Said>(before === undefined ? {} : { answer: before })
    return (
      <AnswerInput
        question={question}
        words={(key) => texts['id']?.[key] ?? ''}
        legend={<h1>{words(`${id}.question`)}</h1>}
        answer={now.answer ?? undefined}
        reason={now.reason ?? undefined}
        onSay={(what, moveOn) => {
          said.push({ ...what, moveOn })
          setNow((known) => ({ ...known, ...what }))
        }}
      />
    )
  }
  const { unmount } = render(<Asked />)
  return { said, user: userEvent.setup(), unmount }
}
const radio = (name: string) => screen.getByRole('radio', { name })
const box = (name: string) => screen.getByRole('checkbox', { name })
const row = (name: string) => within(screen.getByRole('group', { name }))
const ticked = () => screen.queryAllByRole('checkbox', { checked: true }).map((tick) => tick.getAttribute('value'))

describe('every kind of question', () => {
  it.each(questionnaire.questions.map(({ id, type }) => ({ id, type })))(
    'the $type question $id shows its question and hint, and nothing is given',
    async ({ id }) => {
      const { said } = await ask(id)
      expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(words(`${id}.question`))
      const hint = texts['id']?.[`${id}.hint`]
      if (hint) expect(screen.getByText(hint)).toBeInTheDocument()
      expect(screen.queryAllByRole('radio', { checked: true })).toEqual([])
      expect(ticked()).toEqual([])
      expect(said).toEqual([])
    },
  )
})

describe('one of several', () => {
  it('a tap is said once and moves on; keys are said and stay', async () => {
    const { said, user } = await ask('one')
    await user.click(screen.getByText('Excel'))
    expect(said).toEqual([{ answer: 'excel', reason: null, moveOn: true }])
    await user.keyboard('{ArrowDown}')
    expect(said).toEqual([expect.anything(), { answer: 'aplikasi', reason: null, moveOn: false }])
    await user.click(screen.getByText('Aplikasi'))
    expect(said.slice(2)).toEqual([{ answer: 'aplikasi', reason: null, moveOn: true }])
  })

  it('"don\'t know" moves on; "does not apply" waits for its reason', async () => {
    const { said, user } = await ask('one')
    await user.click(radio(t('ask.dontKnow')))
    await user.click(radio(t('ask.notApplicable')))
    await user.click(radio('Tidak ada mesin'))
    expect(said).toEqual([
      { answer: 'dk', reason: null, moveOn: true },
      { answer: 'na', reason: null, moveOn: false },
      { answer: 'na', reason: 'none', moveOn: true },
    ])
  })
})

describe('several of many', () => {
  it('adds and takes back ticks, and says nothing any more when none is left', async () => {
    const { said, user } = await ask('many')
    await user.click(box('Buku'))
    await user.click(box('Aplikasi'))
    await user.click(box('Buku'))
    await user.click(box('Aplikasi'))
    expect(said.map(({ answer }) => answer)).toEqual([['buku'], ['buku', 'aplikasi'], ['aplikasi'], null])
    expect(said.every(({ moveOn }) => !moveOn)).toBe(true)
  })

  it('an option that excludes the others clears them, and they clear it', async () => {
    const { said, user } = await ask('many', ['buku', 'excel'])
    expect(ticked()).toEqual(['buku', 'excel'])
    await user.click(box('Belum ada'))
    expect(ticked()).toEqual(['nothing'])
    await user.click(box('Excel'))
    expect(ticked()).toEqual(['excel'])
    expect(said.map(({ answer }) => answer)).toEqual([['nothing'], ['excel']])
  })

  it('"don\'t know" and "does not apply" stand beside the ticks and replace them', async () => {
    const { said, user } = await ask('many', ['buku'])
    await user.click(radio(t('ask.dontKnow')))
    expect(ticked()).toEqual([])
    await user.click(radio(t('ask.notApplicable')))
    await user.click(radio('Tidak ada mesin'))
    await user.click(box('Excel'))
    expect(screen.queryAllByRole('radio', { checked: true })).toEqual([])
    expect(said.map(({ answer, reason }) => [answer, reason])).toEqual([
      ['dk', null],
      ['na', null],
      ['na', 'none'],
      [['excel'], null],
    ])
  })
})

describe('a number', () => {
  it('is said when the field is left, with its unit beside it', async () => {
    const { said, user } = await ask('amount')
    expect(screen.getByText('mesin')).toBeInTheDocument()
    await user.type(screen.getByRole('textbox', { name: t('ask.figure.label') }), '12,5')
    expect(said).toEqual([])
    await user.tab()
    expect(said).toEqual([{ answer: 12.5, moveOn: false }])
  })

  it.each(['-1', '5001', '1 000', '1,2,3', 'x'])('"%s" is told to be wrong, and not said', async (typed) => {
    const { said, user } = await ask('amount')
    await user.type(screen.getByRole('textbox'), typed)
    await user.tab()
    expect(screen.getByRole('alert')).toBeInTheDocument()
    expect(said).toEqual([])
  })

  it('says how it reads a mark that means something else to others', async () => {
    const { said, user } = await ask('figure')
    const field = screen.getByRole('textbox', { name: t('ask.figure.label') })
    await user.type(field, '1.500')
    await user.tab()
    expect(said.at(-1)).toMatchObject({ answer: 1500 })
    expect(screen.getByText(t('ask.figure.thousands'))).toBeVisible()
    await user.clear(field)
    await user.type(field, '1,5')
    await user.tab()
    expect(said.at(-1)).toMatchObject({ answer: 1.5 })
    expect(screen.queryByText(t('ask.figure.thousands'))).not.toBeInTheDocument()
  })

  it('keeps its number when the language changes: what stands there is written anew', async () => {
    const { said, user } = await ask('figure', 1500)
    const field = screen.getByRole('textbox', { name: t('ask.figure.label') })
    expect(field).toHaveValue('1.500')
    await act(() => speak('en'))
    expect(field).toHaveValue('1,500')
    await user.click(field)
    await user.tab()
    expect(said).toEqual([])
  })

  it('shown again, any number is read back as itself: passing through the field changes nothing', async () => {
    const numbers = fc.oneof(
      fc.integer({ min: 0, max: 2_000_000 }),
      fc.integer({ min: 1, max: 999_999 }).map((n) => n / 1000),
    )
    for (const value of fc.sample(numbers, Math.min(RUNS, 20))) {
      const { said, user, unmount } = await ask('figure', value)
      await user.click(screen.getByRole('textbox'))
      await user.tab()
      expect(said, String(value)).toEqual([])
      unmount()
    }
  })
})

describe('rows', () => {
  it('each row is a question of its own, and all rows are said together', async () => {
    const { said, user } = await ask('scale')
    await user.click(row('Gudang').getByRole('radio', { name: 'Buku' }))
    await user.click(row('Bengkel').getByRole('radio', { name: 'Aplikasi' }))
    await user.click(row('Gudang').getByRole('radio', { name: 'Excel' }))
    expect(said.map(({ answer }) => answer)).toEqual([
      { gudang: 'buku' },
      { gudang: 'buku', bengkel: 'aplikasi' },
      { gudang: 'excel', bengkel: 'aplikasi' },
    ])
    expect(said.every(({ moveOn }) => !moveOn)).toBe(true)
  })

  it('a row after "don\'t know" or "does not apply" starts afresh, without the old reason', async () => {
    const { said, user } = await ask('scale')
    await user.click(radio(t('ask.notApplicable')))
    await user.click(radio('Tidak ada mesin'))
    await user.click(row('Bengkel').getByRole('radio', { name: 'Buku' }))
    expect(said.at(-1)).toEqual({ answer: { bengkel: 'buku' }, reason: null, moveOn: false })
  })

  it('with columns, a row takes several, and rows without any are not said', async () => {
    const { said, user } = await ask('columns')
    await user.click(row('Gudang').getByRole('checkbox', { name: 'Buku' }))
    await user.click(row('Gudang').getByRole('checkbox', { name: 'Excel' }))
    await user.click(row('Bengkel').getByRole('checkbox', { name: 'Excel' }))
    await user.click(row('Gudang').getByRole('checkbox', { name: 'Buku' }))
    await user.click(row('Gudang').getByRole('checkbox', { name: 'Excel' }))
    await user.click(row('Bengkel').getByRole('checkbox', { name: 'Excel' }))
    expect(said.map(({ answer }) => answer)).toEqual([
      { gudang: ['buku'] },
      { gudang: ['buku', 'excel'] },
      { gudang: ['buku', 'excel'], bengkel: ['excel'] },
      { gudang: ['excel'], bengkel: ['excel'] },
      { bengkel: ['excel'] },
      null,
    ])
  })
})

describe('information', () => {
  it('asks nothing', async () => {
    await ask('told')
    for (const role of ['radio', 'checkbox', 'textbox']) expect(screen.queryAllByRole(role)).toEqual([])
  })
})
