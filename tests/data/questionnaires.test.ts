// The two real questionnaires hold what was decided about them. The tables are written out here on purpose:
// a change of an id, a weight, a gate or a prerequisite is made in two places, knowingly.
import { describe, expect, it } from 'vitest'
import { type Answers, askedQuestions } from '../../src/core/answers'
import { type Node, type Question, type Questionnaire, readQuestionnaire } from '../../src/core/questionnaire'
import { scoreAnswers } from '../../src/core/scoring'
import { idOf, isNode, nodesOf, sectionsOf, weightOf } from '../../src/core/tree'
import { realCatalogue, realQuestionnaire } from '../support/real'

const { questionnaire: readiness, texts } = realQuestionnaire('readiness')
const { questionnaire: quick, texts: quickTexts } = realQuestionnaire('quick')
const { lists } = realCatalogue()

interface Expected {
  id: string
  gaps: string[]
  needs?: string
  lean?: true
  quick?: true
  na?: true
}

/** Theme, its weight in percent; section, its weight in the theme; items in order. */
const TREE: { theme: string; weight: number; sections: { id: string; share: number; items: Expected[] }[] }[] = [
  {
    theme: 't1',
    weight: 12,
    sections: [
      {
        id: 'lead',
        share: 1,
        items: [
          { id: 'lead-plan', gaps: ['leadership'], quick: true },
          { id: 'lead-owner', gaps: ['leadership'] },
          { id: 'lead-figures', gaps: ['leadership', 'data_erp'], lean: true, quick: true },
          { id: 'lead-partners', gaps: ['partner_export'] },
        ],
      },
    ],
  },
  {
    theme: 't2',
    weight: 18,
    sections: [
      {
        id: 'people',
        share: 1,
        items: [
          { id: 'people-training', gaps: ['workforce'], quick: true, na: true },
          { id: 'people-multiskill', gaps: ['workforce'], lean: true, na: true },
          { id: 'people-ideas', gaps: ['kaizen', 'quality_qcc'], lean: true, quick: true, na: true },
          { id: 'people-digital', gaps: ['digital_basic'], na: true },
          { id: 'people-methods', gaps: ['workforce', 'leadership'], na: true },
        ],
      },
    ],
  },
  {
    theme: 't3',
    weight: 10,
    sections: [
      {
        id: 'market',
        share: 1,
        items: [
          { id: 'market-orders', gaps: ['std_work'], na: true },
          { id: 'market-feedback', gaps: ['quality_qcc'], quick: true },
          { id: 'market-online', gaps: ['digital_mkt'], na: true },
          { id: 'market-standards', gaps: ['standards', 'partner_export'], quick: true },
        ],
      },
    ],
  },
  {
    theme: 't4',
    weight: 16,
    sections: [
      {
        id: 'data',
        share: 3 / 4,
        items: [
          { id: 'data-recording', gaps: ['digital_basic', 'data_erp'], quick: true },
          { id: 'data-orders', gaps: ['data_erp'], needs: 'data-recording', quick: true },
          { id: 'data-backup', gaps: ['digital_basic'] },
          { id: 'data-sharing', gaps: ['digital_basic', 'data_erp'], needs: 'data-recording', na: true },
        ],
      },
      {
        id: 'mach',
        share: 1 / 4,
        items: [
          { id: 'mach-fit', gaps: ['tpm'], na: true },
          { id: 'mach-share', gaps: ['automation_iot'], needs: 'lean-standard-work', quick: true, na: true },
          { id: 'mach-data', gaps: ['automation_iot', 'data_erp'], needs: 'flow-maintenance', na: true },
        ],
      },
    ],
  },
  {
    theme: 't5',
    weight: 28,
    sections: [
      {
        id: 'lean',
        share: 1 / 2,
        items: [
          { id: 'lean-5r', gaps: ['lean_5r'], lean: true, quick: true },
          { id: 'lean-standard-work', gaps: ['std_work'], lean: true, quick: true },
          { id: 'lean-board', gaps: ['lean_5r', 'kaizen'], needs: 'lean-5r', lean: true, na: true },
          { id: 'lean-waste', gaps: ['kaizen', 'lean_5r'], lean: true },
        ],
      },
      {
        id: 'flow',
        share: 1 / 2,
        items: [
          { id: 'flow-lead-time', gaps: ['lean_5r'], lean: true, quick: true },
          { id: 'flow-wip', gaps: ['lean_5r'], needs: 'lean-5r', lean: true },
          { id: 'flow-defects', gaps: ['quality_qcc'], lean: true, quick: true },
          { id: 'flow-changeover', gaps: ['kaizen'], needs: 'lean-5r', lean: true, na: true },
          { id: 'flow-maintenance', gaps: ['tpm'], needs: 'lean-5r', lean: true, na: true },
        ],
      },
    ],
  },
  {
    theme: 't6',
    weight: 6,
    sections: [
      {
        id: 'green',
        share: 1,
        items: [
          { id: 'green-energy', gaps: ['energy_green'], quick: true },
          { id: 'green-waste', gaps: ['energy_green'] },
          { id: 'green-reuse', gaps: ['energy_green'] },
        ],
      },
    ],
  },
  {
    theme: 't7',
    weight: 5,
    sections: [
      {
        id: 'learn',
        share: 1,
        items: [
          { id: 'learn-new', gaps: ['leadership'], quick: true },
          { id: 'learn-outside', gaps: ['partner_export', 'workforce'] },
          { id: 'learn-standard', gaps: ['std_work', 'kaizen'], lean: true, na: true },
        ],
      },
    ],
  },
  {
    theme: 't8',
    weight: 5,
    sections: [
      {
        id: 'invest',
        share: 1,
        items: [
          { id: 'invest-plan', gaps: ['finance'], needs: 'invest-records', quick: true },
          { id: 'invest-support', gaps: ['finance'] },
          { id: 'invest-records', gaps: ['finance'] },
        ],
      },
    ],
  },
]
const SECTIONS = TREE.flatMap(({ sections }) => sections)
const ITEMS = SECTIONS.flatMap(({ items }) => items)
const idsWhere = (is: (item: Expected) => boolean | undefined) => ITEMS.filter(is).map(({ id }) => id)

const byId = new Map(readiness.questions.map((question) => [question.id, question]))
const items = ITEMS.map(({ id }) => byId.get(id)).filter((question) => question !== undefined)
const followUps = readiness.questions.filter((question) => question.after)

/** The shares of a node's weight that its children carry. */
function sharesOf(node: Node): Record<string, number> {
  const total = node.children.reduce((sum, child) => sum + weightOf(child), 0)
  return Object.fromEntries(node.children.map((child) => [idOf(child), weightOf(child) / total]))
}

function expectShares(node: Node, wanted: Record<string, number>): void {
  const found = sharesOf(node)
  expect(Object.keys(found)).toEqual(Object.keys(wanted))
  for (const [id, share] of Object.entries(wanted)) expect(found[id], id).toBeCloseTo(share, 12)
}

function lensRoot(questionnaire: Questionnaire, id: string): Node {
  const lens = questionnaire.lenses?.find((other) => other.id === id)
  if (!lens) throw new Error(`no lens ${id}`)
  return lens.root
}

/** What a node asks for before it is valid: its own rule over the questionnaire's. */
const needs = (questionnaire: Questionnaire, node: Node) => {
  const { minAnsweredShare, minAnswered = 0 } = { ...questionnaire.missing, ...node.missing }
  return { share: minAnsweredShare, items: minAnswered }
}

describe('the main questionnaire', () => {
  it('asks 38 items and two follow-ups', () => {
    expect(ITEMS).toHaveLength(38)
    expect(items).toHaveLength(38)
    expect(readiness.questions.map(({ id }) => id).sort()).toEqual(
      [...ITEMS.map(({ id }) => id), 'flow-lead-time-days', 'flow-defects-share'].sort(),
    )
  })

  it('has eight themes and ten sections, and every theme has section children', () => {
    expect(readiness.root.id).toBe('index')
    expect(readiness.root.children.map(idOf)).toEqual(TREE.map(({ theme }) => theme))
    expect(sectionsOf(readiness).map(({ id }) => id)).toEqual(SECTIONS.map(({ id }) => id))
    for (const { theme, sections } of TREE) {
      const node = nodesOf(readiness.root).find(({ id }) => id === theme)
      expect(node?.children.every(isNode), theme).toBe(true)
      expect(node?.children.map(idOf), theme).toEqual(sections.map(({ id }) => id))
    }
  })

  it('weighs the themes 12, 18, 10, 16, 28, 6, 5 and 5 percent', () => {
    expectShares(readiness.root, Object.fromEntries(TREE.map(({ theme, weight }) => [theme, weight / 100])))
    expect(readiness.root.aggregate).toBe('weightedMean')
  })

  it.each(TREE)('weighs the sections of $theme as decided', ({ theme, sections }) => {
    const node = nodesOf(readiness.root).find(({ id }) => id === theme) as Node
    expectShares(node, Object.fromEntries(sections.map(({ id, share }) => [id, share])))
    expect(node.aggregate).toBe('weightedMean')
  })

  it.each(SECTIONS)('asks the items of $id in order, each with weight 1', ({ id, items }) => {
    const node = nodesOf(readiness.root).find((other) => other.id === id) as Node
    expect(node.children.map(idOf)).toEqual(items.map((item) => item.id))
    expect(node.children.map(weightOf)).toEqual(items.map(() => 1))
    expect(['mean', 'weightedMean']).toContain(node.aggregate)
  })

  it('counts on 0 to 4 everywhere', () => {
    expect(readiness.scale).toEqual({ min: 0, max: 4 })
    for (const node of nodesOf(readiness.root)) {
      expect(node.scale, node.id).toBeUndefined()
      expect(node.levels, node.id).toBeUndefined()
    }
  })

  it('leaves "don’t know", blank and "not applicable" out, and never counts them as zero', () => {
    for (const node of [...nodesOf(readiness.root), ...(readiness.lenses ?? []).flatMap(({ root }) => nodesOf(root))]) {
      const { dk, blank, na } = { ...readiness.missing, ...node.missing }
      expect({ dk, blank, na }, node.id).toEqual({ dk: 'exclude', blank: 'exclude', na: 'exclude' })
    }
  })

  it('asks for two thirds and two items in a section, two thirds in a theme, 0.80 for the index', () => {
    expect(needs(readiness, readiness.root)).toEqual({ share: 0.8, items: 0 })
    for (const node of readiness.root.children.filter(isNode)) {
      expect(needs(readiness, node), node.id).toEqual({ share: 2 / 3, items: 0 })
    }
    for (const node of sectionsOf(readiness))
      expect(needs(readiness, node), node.id).toEqual({ share: 2 / 3, items: 2 })
  })

  it('has the levels of the national index with 3.8 at the top, lower edge inclusive', () => {
    expect(readiness.levels?.rule).toBe('floor-table')
    expect(readiness.levels?.table.map(({ from, level }) => [from, level])).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
      [3.8, 4],
    ])
    const names = (language: string) => [0, 1, 2, 3, 4].map((i) => texts[language]?.[`levels.table.${i}.name`])
    expect(names('id')).toEqual([
      'Belum siap',
      'Kesiapan awal',
      'Kesiapan sedang',
      'Kesiapan matang',
      'Sudah menerapkan',
    ])
    expect(names('en')).toEqual([
      'Not yet ready',
      'Early readiness',
      'Moderate readiness',
      'Mature readiness',
      'Already applying',
    ])
  })

  it('is held down by five gate sections plus one, and by LEAN at 2 for level 3', () => {
    expect(readiness.caps).toEqual([
      { kind: 'minChildPlus', of: ['lead', 'people', 'data', 'lean', 'flow'], plus: 1 },
      { kind: 'requires', node: 'lean', atLeast: 2, level: 3, whenMissing: 'cap' },
    ])
  })

  it('names the lowest section and all within 0.25 as bottleneck', () => {
    expect(readiness.bottleneck).toEqual({ of: SECTIONS.map(({ id }) => id), within: 0.25 })
  })

  it('is sure at 90 % answered and 10 % "don’t know", less so at 75 %', () => {
    for (const questionnaire of [readiness, quick]) {
      expect(questionnaire.confidence).toEqual({ high: { answered: 0.9, dontKnow: 0.1 }, medium: { answered: 0.75 } })
    }
  })
})

describe('the lenses', () => {
  it('are blocks, pillars and lean practices', () => {
    expect(readiness.lenses?.map(({ id }) => id)).toEqual(['blocks', 'pillars', 'lean-practices'])
  })

  const BLOCKS = {
    o: { weight: 0.4, sections: { lead: 12, people: 18, learn: 5, invest: 5 } },
    p: { weight: 0.44, sections: { market: 10, lean: 14, flow: 14, green: 6 } },
    t: { weight: 0.16, sections: { data: 12, mach: 4 } },
  }
  const PILLARS = {
    mo: { weight: 0.175, sections: { lead: 12, invest: 5 } },
    ob: { weight: 0.3, sections: { people: 18 } },
    pl: { weight: 0.175, sections: { market: 10, learn: 5 } },
    tech: { weight: 0.175, sections: { data: 12, mach: 4 } },
    op: { weight: 0.175, sections: { lean: 14, flow: 14, green: 6 } },
  }

  it.each([
    { lens: 'blocks', groups: BLOCKS },
    { lens: 'pillars', groups: PILLARS },
  ])('$lens group the sections, each with the weight it has in the index', ({ lens, groups }) => {
    const root = lensRoot(readiness, lens)
    expectShares(root, Object.fromEntries(Object.entries(groups).map(([id, { weight }]) => [id, weight])))
    for (const node of root.children.filter(isNode)) {
      const sections = (groups as Record<string, { sections: Record<string, number> }>)[node.id]?.sections ?? {}
      const total = Object.values(sections).reduce((sum, weight) => sum + weight, 0)
      expectShares(node, Object.fromEntries(Object.entries(sections).map(([id, weight]) => [id, weight / total])))
      expect(needs(readiness, node)).toEqual({ share: 2 / 3, items: 0 })
    }
    expect(needs(readiness, root)).toEqual({ share: 0.8, items: 0 })
  })

  it('lean practices are a plain mean of the 13 lean items', () => {
    const root = lensRoot(readiness, 'lean-practices')
    expect(root.children.map(idOf)).toEqual(idsWhere(({ lean }) => lean))
    expect(root.children).toHaveLength(13)
    expect(root.aggregate).toBe('mean')
    expect(needs(readiness, root)).toEqual({ share: 2 / 3, items: 0 })
  })

  it('the blocks give the same index as the themes when everything is answered', () => {
    const answers = Object.fromEntries(items.map((item, i) => [item.id, item.options?.[(i * 7) % 5]?.id ?? '']))
    const scores = scoreAnswers(readiness, answers)
    expect(scores.lenses['blocks']?.nodes['blocks-index']?.score).toBeCloseTo(scores.nodes['index']?.score ?? -1, 12)
  })
})

describe('the quick check', () => {
  it('asks the 16 marked items, in three blocks, each with weight 1', () => {
    const marked = new Set(idsWhere((item) => item.quick))
    expect(marked.size).toBe(16)
    expect(quick.questions.map(({ id }) => id).sort()).toEqual([...marked].sort())
    const blocks = {
      org: ['lead', 'people', 'learn', 'invest'],
      process: ['market', 'lean', 'flow', 'green'],
      technology: ['data', 'mach'],
    }
    for (const [block, sections] of Object.entries(blocks)) {
      const node = quick.root.children.filter(isNode).find(({ id }) => id === block)
      const wanted = SECTIONS.filter(({ id }) => sections.includes(id)).flatMap((section) => section.items)
      expect(node?.children, block).toEqual(wanted.filter(({ id }) => marked.has(id)).map(({ id }) => id))
    }
    expectShares(quick.root, { org: 0.4, process: 0.44, technology: 0.16 })
  })

  it('shares the items themselves with the main questionnaire: same options, codes and steps', () => {
    const asked = new Set(quick.questions.map(({ id }) => id))
    for (const question of quick.questions) {
      const { needs = [], ...whole } = byId.get(question.id) as Question
      const kept = needs.filter(({ item }) => asked.has(item))
      expect(question, question.id).toEqual(kept.length > 0 ? { ...whole, needs: kept } : whole)
    }
    for (const [language, own] of Object.entries(quickTexts)) {
      for (const { id } of quick.questions) {
        for (const [key, text] of Object.entries(own).filter(([key]) => key.startsWith(`${id}.`))) {
          expect(text, `${language} ${key}`).toBe(texts[language]?.[key])
        }
      }
    }
  })

  it('leaves out the prerequisite it does not ask, and keeps the others', () => {
    const kept = quick.questions.flatMap(({ id, needs = [] }) => needs.map(({ item }) => `${id} ${item}`))
    expect(kept.sort()).toEqual(['data-orders data-recording', 'mach-share lean-standard-work'])
  })

  it('is an estimate without gates, at most 2 while a lean item is below 2; one without a value does not cap', () => {
    expect(quick.estimate).toBe(true)
    expect(quick.caps).toEqual([
      { kind: 'requires', node: 'lean-5r', atLeast: 2, level: 3, whenMissing: 'ignore' },
      { kind: 'requires', node: 'lean-standard-work', atLeast: 2, level: 3, whenMissing: 'ignore' },
    ])
    const top = answersOf(quick, () => 4)
    expect(scoreAnswers(quick, top).cap).toMatchObject({ level: 4, causes: [] })
    for (const lean of ['lean-5r', 'lean-standard-work']) {
      expect(scoreAnswers(quick, { ...top, [lean]: optionOf(quick, lean, 1) }).cap.level, lean).toBe(2)
      expect(scoreAnswers(quick, { ...top, [lean]: optionOf(quick, lean, 2) }).cap.level, lean).toBe(4)
      expect(scoreAnswers(quick, { ...top, [lean]: 'dk' }).cap.level, lean).toBe(4)
    }
  })

  it('names blocks as bottleneck', () => {
    expect(quick.bottleneck).toEqual({ of: ['org', 'process', 'technology'], within: 0.25 })
  })

  it('has the levels and the priorities of the main questionnaire', () => {
    expect(quick.levels).toEqual(readiness.levels)
    expect(quick.priority).toEqual(readiness.priority)
    expect(quick.gapCodes).toEqual(readiness.gapCodes)
  })
})

describe('both questionnaires', () => {
  const both = [
    { id: 'readiness', questionnaire: readiness, texts },
    { id: 'quick', questionnaire: quick, texts: quickTexts },
  ]

  it.each(both)('$id is read again without a problem after it was compiled', ({ questionnaire }) => {
    expect(readQuestionnaire(JSON.parse(JSON.stringify(questionnaire)))).toEqual({ ok: true, value: questionnaire })
  })

  it.each(both)('$id is in Indonesian and English, with the same texts', ({ questionnaire, texts }) => {
    expect(questionnaire.languages).toEqual(['id', 'en'])
    expect(Object.keys(texts['en'] ?? {})).toEqual(Object.keys(texts['id'] ?? {}))
  })

  it('rank by pain, goal and gap with the three presets, one place per block and one more', () => {
    expect(readiness.priority).toEqual({
      columns: [
        { id: 'pain', source: 'relevance', by: 'pains', normalise: 'share' },
        { id: 'goal', source: 'relevance', by: 'goals', normalise: 'share' },
        { id: 'gap', source: 'target-minus-score', clampNegative: true, normalise: 'share' },
      ],
      presets: { operational: [0.6, 0.2, 0.2], tactical: [0.45, 0.3, 0.25], strategic: [0.3, 0.4, 0.3] },
      defaultPreset: 'tactical',
      target: { atLeast: 2, above: 1 },
      select: { groupBy: 'blocks', perGroup: 1, extra: 1 },
    })
    expect(readiness.gapCodes).toEqual({ weights: [1, 0.7, 0.5] })
  })
})

describe('every item', () => {
  const PARTS = ['question', 'hint', 'why', 'example']

  it('is a choice of five options scored 0 to 4, in order, in words of both languages', () => {
    for (const item of items) {
      expect(item.type, item.id).toBe('single')
      expect(item.score, item.id).toEqual({ kind: 'option' })
      expect(
        item.options?.map(({ score }) => score),
        item.id,
      ).toEqual([0, 1, 2, 3, 4])
      expect(
        item.options?.some(({ dk, na, exclusive }) => dk || na || exclusive),
        item.id,
      ).toBe(false)
      expectTexts(item.options?.map((option) => `${item.id}.options.${option.id}.text`) ?? [])
    }
  })

  it('has a question, a hint, why it is asked and an example', () => {
    expectTexts(items.flatMap(({ id }) => PARTS.map((part) => `${id}.${part}`)))
  })

  it('has the gap codes that were decided', () => {
    expect(Object.fromEntries(items.map(({ id, gaps }) => [id, gaps]))).toEqual(
      Object.fromEntries(ITEMS.map(({ id, gaps }) => [id, gaps])),
    )
  })

  it('needs what was decided, at 2', () => {
    const found = Object.fromEntries(items.flatMap(({ id, needs }) => (needs ? [[id, needs]] : [])))
    const wanted = ITEMS.flatMap(({ id, needs }) => (needs ? [[id, [{ item: needs, atLeast: 2 }]]] : []))
    expect(found).toEqual(Object.fromEntries(wanted))
  })

  it('allows "not applicable" where decided, always with a reason, and nowhere else', () => {
    expect(items.filter(({ na }) => na).map(({ id }) => id)).toEqual(idsWhere(({ na }) => na))
    for (const { id, na } of items)
      expectTexts((na?.reasons ?? []).map((reason) => `${id}.na.reasons.${reason.id}.text`))
    expect(followUps.some(({ na }) => na)).toBe(false)
  })

  it('can be not applicable in every people item for one who works alone', () => {
    for (const item of items.filter(({ id }) => id.startsWith('people-'))) {
      expect(
        item.na?.reasons.map(({ id }) => id),
        item.id,
      ).toContain('works-alone')
    }
  })

  it('has a step from every level below the top, with cost, time and words', () => {
    for (const { id, steps = [] } of items) {
      expect(
        steps.map(({ from }) => from),
        id,
      ).toEqual([0, 1, 2, 3])
      expectTexts(steps.flatMap((_, i) => ['do', 'week', 'sign'].map((part) => `${id}.steps.${i}.${part}`)))
    }
  })

  it('starts at no cost, and asks for an investment only at the last step', () => {
    for (const { id, steps = [] } of items) {
      expect(steps[0]?.cost, id).toBe('none')
      expect(
        steps.slice(0, 3).map(({ cost }) => cost),
        id,
      ).not.toContain('investment')
    }
  })

  it('has a first step that fits in a month', () => {
    const HOURS = { minutes: 1 / 60, hours: 1, days: 24, weeks: 168 }
    for (const { id, steps = [] } of items) {
      const time = steps[0]?.time
      expect((time?.value ?? Number.NaN) * HOURS[time?.unit ?? 'weeks'], id).toBeLessThanOrEqual(4 * HOURS.weeks)
    }
  })

  it('names only terms of the glossary, codes of the lists, and relevance 1 to 3', () => {
    const known = {
      terms: lists.glossary.map(({ id }) => id),
      gaps: lists.gapCodes.map(({ id }) => id),
      goals: lists.goals.map(({ id }) => id),
      pains: lists.pains.map(({ id }) => id),
    }
    for (const { id, terms = [], gaps = [], relevance = {} } of readiness.questions) {
      expect(
        terms.filter((term) => !known.terms.includes(term)),
        id,
      ).toEqual([])
      expect(
        gaps.filter((code) => !known.gaps.includes(code)),
        id,
      ).toEqual([])
      expect(
        Object.keys(relevance).filter((kind) => kind !== 'goals' && kind !== 'pains'),
        id,
      ).toEqual([])
      for (const kind of ['goals', 'pains'] as const) {
        const codes = relevance[kind] ?? {}
        expect(
          Object.keys(codes).filter((code) => !known[kind].includes(code)),
          id,
        ).toEqual([])
        expect(
          Object.values(codes).filter((value) => ![1, 2, 3].includes(value)),
          id,
        ).toEqual([])
      }
    }
  })

  it.each((['goals', 'pains'] as const).flatMap((kind) => lists[kind].map(({ id }) => ({ kind, id }))))(
    'at least three of them move $kind: $id directly (2 or more)',
    ({ kind, id }) => {
      const direct = items.filter(({ relevance }) => (relevance?.[kind]?.[id] ?? 0) >= 2)
      expect(direct.map((item) => item.id).length).toBeGreaterThanOrEqual(3)
    },
  )
})

describe('the follow-ups', () => {
  it.each([
    { id: 'flow-lead-time-days', after: 'flow-lead-time' },
    { id: 'flow-defects-share', after: 'flow-defects' },
  ])('$id asks for a number after $after, from level 2 on, and is not scored', ({ id, after }) => {
    const question = byId.get(id)
    expect(question).toMatchObject({ type: 'number', after })
    expect(question?.score).toBeUndefined()
    expectTexts([`${id}.question`, `${id}.hint`, `${id}.unit`])
    const asked = (answers: Answers) =>
      askedQuestions(readiness, answers).flatMap(({ questions }) => questions.map((other) => other.id))
    expect(asked({ [after]: optionOf(readiness, after, 1) })).not.toContain(id)
    const shown = asked({ [after]: optionOf(readiness, after, 2) })
    expect(shown.indexOf(id)).toBe(shown.indexOf(after) + 1)
    const bare = { [after]: optionOf(readiness, after, 2) }
    expect(scoreAnswers(readiness, { ...bare, [id]: 7 }).nodes).toEqual(scoreAnswers(readiness, bare).nodes)
  })

  it('there are two of them', () => {
    expect(followUps.map(({ id }) => id)).toEqual(['flow-lead-time-days', 'flow-defects-share'])
  })
})

describe('the contradiction hints', () => {
  /** What fires each rule, and the one change that makes it go away. */
  const FIRED: [rule: string, levels: Record<string, number>, item: string, better: number][] = [
    [
      'data-without-backup',
      { 'data-recording': 4, 'data-orders': 3, 'data-sharing': 3, 'data-backup': 0 },
      'data-backup',
      1,
    ],
    ['machine-data-without-records', { 'mach-data': 3, 'data-recording': 1 }, 'data-recording', 2],
    ['board-without-order', { 'lean-board': 3, 'lean-5r': 1 }, 'lean-5r', 2],
    ['online-without-order-records', { 'market-online': 3, 'data-orders': 0 }, 'data-orders', 1],
    ['figures-without-records', { 'lead-figures': 3, 'data-recording': 1 }, 'data-recording', 2],
    ['lessons-without-standard-work', { 'learn-standard': 3, 'lean-standard-work': 0 }, 'lean-standard-work', 1],
    ['ideas-without-waste-hunt', { 'people-ideas': 3, 'lean-waste': 0 }, 'lean-waste', 1],
    ['stock-limits-without-lead-time', { 'flow-wip': 3, 'flow-lead-time': 0 }, 'flow-lead-time', 1],
    ['investment-without-books', { 'invest-plan': 3, 'invest-records': 0 }, 'invest-records', 1],
    ['maintenance-but-limiting-machines', { 'flow-maintenance': 3, 'mach-fit': 0 }, 'mach-fit', 1],
  ]
  const answered = (levels: Record<string, number>) =>
    Object.fromEntries(Object.entries(levels).map(([id, level]) => [id, optionOf(readiness, id, level)]))

  it('are at least eight, and each is fired below', () => {
    expect(FIRED.length).toBeGreaterThanOrEqual(8)
    expect(readiness.rules?.map(({ id }) => id)).toEqual(FIRED.map(([rule]) => rule))
    expectTexts(FIRED.map(([rule]) => `rules.${rule}.hint`))
  })

  it.each(FIRED)('S19 %s is fired by its contradiction, and gone when that is', (rule, levels, item, better) => {
    expect(scoreAnswers(readiness, answered(levels)).hints).toEqual([rule])
    expect(scoreAnswers(readiness, answered({ ...levels, [item]: better })).hints).toEqual([])
    expect(scoreAnswers(readiness, { ...answered(levels), [item]: 'dk' }).hints).toEqual([])
  })

  it('S19 none is fired by a firm that is at the same level everywhere', () => {
    for (const level of [0, 1, 2, 3, 4]) {
      expect(
        scoreAnswers(
          readiness,
          answersOf(readiness, () => level),
        ).hints,
        String(level),
      ).toEqual([])
    }
  })
})

describe('the texts of the result', () => {
  it('are there for every section: name, about, strength and one text per level', () => {
    for (const { id } of SECTIONS) {
      expectTexts([`${id}.name`, `${id}.short`, `${id}.about`, `${id}.strength`])
      expectTexts([0, 1, 2, 3, 4].map((level) => `${id}.levelTexts.${level}`))
    }
  })

  it('are there for every theme, lens and level', () => {
    expectTexts(TREE.flatMap(({ theme }) => [`${theme}.name`, `${theme}.short`, `${theme}.about`]))
    expectTexts((readiness.lenses ?? []).map(({ id }) => `lenses.${id}.name`))
    expectTexts([0, 1, 2, 3, 4].flatMap((i) => [`levels.table.${i}.name`, `levels.table.${i}.text`]))
  })
})

function expectTexts(keys: string[]): void {
  for (const language of ['id', 'en']) {
    expect(
      keys.filter((key) => !texts[language]?.[key]?.trim()),
      language,
    ).toEqual([])
  }
}

function optionOf(questionnaire: Questionnaire, item: string, score: number): string {
  const options = questionnaire.questions.find(({ id }) => id === item)?.options
  return options?.find((option) => option.score === score)?.id ?? `no option of ${item} scores ${score}`
}

function answersOf(questionnaire: Questionnaire, level: (item: Question) => number): Answers {
  const scored = questionnaire.questions.filter((question) => question.score)
  return Object.fromEntries(
    scored.map((question) => [question.id, optionOf(questionnaire, question.id, level(question))]),
  )
}
