// About: the method, the sources and the privacy, in both languages, with figures taken from the questionnaire itself.
import { screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { version } from '../../package.json'
import { isNode, nodesOf } from '../../src/core/tree'
import { SOURCES } from '../../src/features/about/sources'
import { known } from '../support/assess'
import { realCatalogue, realQuestionnaire } from '../support/real'
import { openApp } from '../support/render'
import { appText, contentText, SPOKEN } from '../support/texts'

const { questionnaire, texts } = realQuestionnaire('readiness')
const { lists, listTexts } = realCatalogue()

describe.each(SPOKEN)('about (%s)', (language) => {
  const t = appText(language)
  const words = contentText(texts, language)
  const open = () => openApp('/about', language, t('about.title'))
  const part = (id: string) => screen.getByRole('region', { name: t(`about.${id}.title`) })

  it('says that the result is not an INDI or SIRI score, nor anybody official', async () => {
    await open()
    expect(part('score')).toHaveTextContent(t('about.score.notOfficial'))
    expect(t('about.score.notOfficial')).toMatch(
      language === 'id' ? /bukan nilai INDI 4\.0, bukan nilai SIRI/ : /not an INDI 4\.0 score, not a SIRI score/,
    )
    expect(part('what')).toHaveTextContent(t('about.what.not'))
  })

  it('shows the eight themes with their sections, weights that make 100 %, and the disclaimer', async () => {
    await open()
    const themes = questionnaire.root.children.filter(isNode)
    expect(themes).toHaveLength(8)
    const rows = within(part('themes')).getAllByRole('row').slice(1)
    const shares = rows.map((row) => Number(/(\d+)\s?%/.exec(row.textContent ?? '')?.[1]))
    expect(shares).toEqual(themes.map(({ weight }) => weight))
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(100)
    for (const [i, theme] of themes.entries()) {
      expect(rows[i]).toHaveTextContent(words(`${theme.id}.name`))
      for (const { id } of nodesOf(theme).slice(1)) expect(rows[i]).toHaveTextContent(words(`${id}.short`))
    }
    expect(part('themes')).toHaveTextContent(words('disclaimer'))
  })

  it('tells the levels with their edges and the rules with their figures', async () => {
    await open()
    const rows = within(within(part('score')).getByRole('table'))
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.textContent)
    const decimal = language === 'id' ? '3,8' : '3.8'
    expect(rows).toEqual(
      [0, 1, 2, 3, 4].map((level) => {
        const name = t('about.score.levelName', { level, name: words(`levels.table.${level}.name`) })
        const edges =
          level === 4
            ? t('about.score.upTo', { from: decimal, to: 4 })
            : t('about.score.below', { from: level, to: level === 3 ? decimal : level + 1 })
        return `${name}${edges}`
      }),
    )
    expect(part('score')).toHaveTextContent(t('about.score.sections.text', { items: 38, sections: 10 }))
    expect(part('score')).toHaveTextContent(t('about.score.valid.text', { share: '67%', answered: 2, index: '80%' }))
    expect(part('score')).toHaveTextContent(
      t('about.score.confidence.text', { high: '90%', dontKnow: '10%', medium: '75%' }),
    )
    expect(part('score')).toHaveTextContent(
      t('about.score.caps.requires', { level: 3, atLeast: 2, name: words('lean.short') }),
    )
  })

  it('names every source of the method with what was learnt from it, as plain text', async () => {
    await open()
    for (const { id, title, publisher, ...when } of SOURCES) {
      expect(part('method')).toHaveTextContent(title)
      expect(part('method')).toHaveTextContent('year' in when ? `${publisher}, ${when.year}` : publisher)
      expect(part('method')).toHaveTextContent(t(`about.method.${id}`))
    }
    expect(screen.getByRole('main').querySelector('a[href^="http"]')).toBeNull()
  })

  it('tells what becomes of the data, the network and the storage, and which version this is', async () => {
    vi.stubGlobal(
      'navigator',
      Object.create(navigator, {
        storage: { value: { persisted: async () => true, estimate: async () => ({ usage: 2_500_000 }) } },
      }),
    )
    await open()
    expect(part('privacy')).toHaveTextContent(t('about.privacy.short'))
    expect(part('privacy')).toHaveTextContent(t('about.privacy.delete.text'))
    expect(part('network')).toHaveTextContent(/MB/)
    expect(await within(part('storage')).findByText(t('about.storage.kept'))).toBeInTheDocument()
    expect(part('storage')).toHaveTextContent(t('about.storage.bytes', { mb: language === 'id' ? '2,5' : '2.5' }))
    expect(part('version')).toHaveTextContent(t('about.version.app', { version }))
    expect(part('version')).toHaveTextContent(questionnaire.version)
    vi.unstubAllGlobals()
  })

  it('explains every word of the glossary, in the order of the alphabet', async () => {
    await open()
    const own = contentText(listTexts, language)
    const terms = within(part('glossary'))
      .getAllByRole('term', { hidden: true })
      .map((term) => term.textContent)
    expect(terms).toEqual([...terms].sort((a, b) => known(a, 'term').localeCompare(known(b, 'term'), language)))
    expect([...terms].sort()).toEqual(lists.glossary.map(({ id }) => own(`glossary.${id}.term`)).sort())
  })

  it('jumps to a part with the focus, and leaves the address alone', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('button', { name: t('about.storage.title') }))
    expect(screen.getByRole('heading', { level: 2, name: t('about.storage.title') })).toHaveFocus()
    expect(location.hash).toBe('#/about')
  })
})
