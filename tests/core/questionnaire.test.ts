// The one door: what an author may get wrong, each with its code and its place. A small sound file is broken in one place at a time.
import { describe, expect, it } from 'vitest'
import { authoredSchema, readQuestionnaire } from '../../src/core/questionnaire'
import { type ProblemCode, type Read, readWith } from '../../src/core/read'
import { readAuthored } from '../../src/core/texts'
import { known, real } from '../support/assess'

const text = (words: string) => ({ id: `${words} (id)`, en: words })
const answer = (id: string, score: number) => ({ id, text: text(id), score })
const choice = (id: string, fields: object = {}) => ({
  id,
  type: 'single',
  score: { kind: 'option' },
  question: text(id),
  options: [answer('no', 0), answer('some', 2), answer('yes', 4)],
  ...fields,
})

const STEP = {
  from: 0,
  do: text('do'),
  week: text('week'),
  cost: 'none',
  time: { value: 30, unit: 'minutes' },
  sign: text('sign'),
}

/** A sound file that uses most of the format. */
const SOUND = {
  id: 'small',
  version: '1.0.0',
  scoringVersion: 1,
  languages: ['id', 'en'],
  title: text('A small file'),
  scale: { min: 0, max: 4 },
  levels: {
    rule: 'floor-table',
    table: [
      { from: 0, level: 0, name: text('low') },
      { from: 2, level: 1, name: text('middle') },
      { from: 3.8, level: 2, name: text('high') },
    ],
  },
  missing: { dk: 'exclude', minAnsweredShare: '2/3', minAnswered: 2 },
  bottleneck: { of: ['lean', 'data'], within: 0.25 },
  caps: [
    { kind: 'minChildPlus', of: ['lean'], plus: 1 },
    { kind: 'requires', node: 'order', atLeast: 2, level: 1 },
  ],
  root: {
    id: 'index',
    aggregate: 'weightedMean',
    children: [
      { id: 'lean', weight: 2, name: text('Lean'), children: ['order', 'standard'] },
      {
        id: 'data',
        children: [{ ref: 'records', weight: 3 }, 'ticks', 'hours', 'grid', 'steps'],
        missing: { minAnsweredShare: 0.5 },
      },
      {
        id: 'climb',
        aggregate: 'ladder',
        ladder: { threshold: 0.8, bands: [['first'], ['second']] },
        children: ['first', 'second'],
      },
    ],
  },
  lenses: [
    {
      id: 'view',
      name: text('View'),
      root: { id: 'view-index', children: [{ ref: 'lean' }, { id: 'rest', children: [{ ref: 'data' }, 'first'] }] },
    },
  ],
  priority: {
    columns: [
      { id: 'pain', source: 'relevance', by: 'pains' },
      { id: 'gap', source: 'target-minus-score' },
    ],
    presets: { near: [0.7, 0.3], far: [0.3, 0.7] },
    defaultPreset: 'near',
    select: { groupBy: 'view', perGroup: 1, extra: 1 },
  },
  rules: [
    {
      id: 'odd',
      if: {
        all: [
          { node: 'data', atLeast: 2 },
          { item: 'order', below: 1 },
        ],
      },
      hint: text('Does this fit, {{name}}?'),
    },
  ],
  questions: [
    choice('order', { na: { reasons: [{ id: 'alone', text: text('alone') }] } }),
    choice('standard', { needs: [{ item: 'order', atLeast: 2 }] }),
    choice('records', {
      visibleWhen: {
        any: [
          { item: 'order', atLeast: 2 },
          { item: 'standard', is: 'yes' },
        ],
      },
    }),
    {
      id: 'ticks',
      type: 'multi',
      score: { kind: 'share' },
      question: text('ticks'),
      options: [
        { id: 'one', text: text('one') },
        { id: 'none', text: text('none'), exclusive: true },
      ],
    },
    {
      id: 'hours',
      type: 'number',
      question: text('hours'),
      min: 0,
      max: 100,
      score: {
        kind: 'bands',
        table: [
          { from: 0, score: 0 },
          { from: 50, score: 4 },
        ],
      },
    },
    {
      id: 'grid',
      type: 'rows-scale',
      question: text('grid'),
      score: { kind: 'rows-mean' },
      rowScale: { min: 0, max: 5 },
      rows: [{ id: 'row', text: text('row') }],
      columns: [answer('not', 0), answer('used', 5)],
    },
    {
      id: 'steps',
      type: 'multi',
      question: text('steps'),
      score: { kind: 'ladder', threshold: '4/5', bands: [['floor'], ['up']] },
      options: [
        { id: 'floor', text: text('floor') },
        { id: 'up', text: text('up') },
      ],
    },
    choice('first'),
    choice('second', {
      steps: [STEP],
    }),
    { id: 'days', type: 'number', question: text('days'), after: 'order', visibleWhen: { item: 'order', atLeast: 2 } },
  ],
}

type Json = Record<string, unknown>

/** The sound file with one place changed; `undefined` takes the place out. */
function changed(path: string, value: unknown, file: unknown = SOUND): Json {
  const copy = structuredClone(file) as Json
  const keys = path.split('.')
  const last = known(keys.pop(), path)
  const parent = keys.reduce((at, key) => known(at[key], path) as Json, copy)
  if (value === undefined && !Array.isArray(parent)) delete parent[last]
  else parent[last] = value
  return copy
}

/** Where and what, in the order found. */
function problemsIn(read: Read<unknown>): [string, ProblemCode][] {
  return read.ok ? [] : read.problems.map(({ path, code }) => [path, code])
}

type Case = [title: string, path: string, value: unknown, problems: [string, ProblemCode][]]

/** One case where the problem is at the place that was broken. */
const here = (title: string, path: string, value: unknown, code: ProblemCode): Case => [
  title,
  path,
  value,
  [[path, code]],
]

it('reads the sound file, and parts its texts from its structure', () => {
  const read = readAuthored(SOUND)
  expect(problemsIn(read)).toEqual([])
  if (!read.ok) return
  expect(read.value.questionnaire).toMatchObject({ id: 'small', missing: { minAnsweredShare: 2 / 3 } })
  expect(JSON.stringify(read.value.questionnaire)).not.toContain('(id)')
  expect(read.value.texts['en']).toMatchObject({
    title: 'A small file',
    'order.question': 'order',
    'lean.name': 'Lean',
  })
  expect(problemsIn(readQuestionnaire(read.value.questionnaire))).toEqual([])
})

it.each(['readiness', 'quick'] as const)('reads the compiled %s again, as a phone would that had stored it', (id) => {
  const stored: unknown = JSON.parse(JSON.stringify(real(id)))
  expect(readQuestionnaire(stored)).toEqual({ ok: true, value: stored })
})

describe('an author is told, with its place,', () => {
  const refuses = (cases: Case[]) =>
    it.each(cases)('%s', (_, path, value, problems) => {
      expect(problemsIn(readAuthored(changed(path, value)))).toEqual(problems)
    })

  describe('missing: what must be there', () => {
    refuses([
      here('the title', 'title', undefined, 'missing'),
      here('the scale', 'scale', undefined, 'missing'),
      here("the scale's end", 'scale.max', undefined, 'missing'),
      here('the root', 'root', undefined, 'missing'),
      here('the id of a node', 'root.children.0.id', undefined, 'missing'),
      here('the children of a node', 'root.children.0.children', undefined, 'missing'),
      here('the id of a question', 'questions.0.id', undefined, 'missing'),
      here('the id of an option', 'questions.0.options.0.id', undefined, 'missing'),
      here('the words of a question', 'questions.0.question', undefined, 'missing'),
      here('the words of an option', 'questions.0.options.1.text', undefined, 'missing'),
      here('the type of a question', 'questions.0.type', undefined, 'missing'),
      here('the options of a choice', 'questions.0.options', undefined, 'missing'),
      here('any option of a choice', 'questions.0.options', [], 'missing'),
      here('the rows of a matrix', 'questions.5.rows', undefined, 'missing'),
      here('the columns of a matrix', 'questions.5.columns', undefined, 'missing'),
      here('the bands of a ladder', 'root.children.2.ladder', undefined, 'missing'),
      here('the lower edge of a level', 'levels.table.1.from', undefined, 'missing'),
      here('what a relevance column counts', 'priority.columns.0.by', undefined, 'missing'),
      here('what a condition compares', 'questions.9.visibleWhen', { item: 'order' }, 'missing'),
      here('the item a condition speaks of', 'questions.9.visibleWhen.item', undefined, 'missing'),
      here('any child of a node', 'root.children.0.children', [], 'missing'),
      here('any part of a condition', 'questions.2.visibleWhen.any', [], 'missing'),
      here('a band above the floor', 'root.children.2.ladder.bands', [['first', 'second']], 'missing'),
    ])
  })

  describe('wrong-type: what is of another kind', () => {
    refuses([
      here('bare words for both languages', 'title', 'A small file', 'wrong-type'),
      here('a number for words', 'title.en', 3, 'wrong-type'),
      here('words for a number', 'scale.max', '4', 'wrong-type'),
      here('words for a list', 'questions', 'none', 'wrong-type'),
      here('an id with a space', 'questions.0.options.0.id', 'not yet', 'wrong-type'),
      here('a version that is none', 'version', '1.0', 'wrong-type'),
      here('an aggregate that does not exist', 'root.aggregate', 'median', 'wrong-type'),
      here('a type that does not exist', 'questions.0.type', 'slider', 'wrong-type'),
      here('a kind of score that does not exist', 'questions.0.score.kind', 'letters', 'wrong-type'),
      here('a child that is a number', 'root.children.0.children.0', 3, 'wrong-type'),
      here('a kind of score that does not fit the type', 'questions.7.score', { kind: 'count', cap: 4 }, 'wrong-type'),
    ])

    it('a cap where levels are words', () => {
      const words = changed('levels.table', [
        { from: 0, level: 'low' },
        { from: 2, level: 'high' },
      ])
      expect(problemsIn(readAuthored(words))).toEqual([
        ['caps.0', 'wrong-type'],
        ['caps.1', 'wrong-type'],
      ])
    })

    it.each([null, undefined, 'text', 7])('%j, which is no file', (input) => {
      expect(problemsIn(readAuthored(input)).map(([path]) => path)).toEqual([''])
      expect(problemsIn(readQuestionnaire(input)).map(([path]) => path)).toEqual([''])
    })
  })

  describe('unknown-key: what is misspelt', () => {
    refuses([
      here('at the top', 'titel', text('x'), 'unknown-key'),
      here('in a node', 'root.children.0.wieght', 2, 'unknown-key'),
      here('in a reference', 'root.children.1.children.0.wieght', 2, 'unknown-key'),
      here('in a question', 'questions.0.exampel', text('x'), 'unknown-key'),
      here('in an option', 'questions.0.options.0.scroe', 2, 'unknown-key'),
      here('in a condition', 'questions.9.visibleWhen.atleast', 2, 'unknown-key'),
      here('in a rule for what is missing', 'missing.minAnswer', 2, 'unknown-key'),
    ])
  })

  describe('missing-language: what is not said in both languages', () => {
    refuses([
      here('no English title', 'title.en', undefined, 'missing-language'),
      here('no Indonesian title', 'title.id', undefined, 'missing-language'),
      here('an empty English title', 'title.en', ' ', 'missing-language'),
      here('no English question', 'questions.0.question.en', undefined, 'missing-language'),
      here('no Indonesian option', 'questions.0.options.2.text.id', undefined, 'missing-language'),
      here('no English level', 'levels.table.0.name.en', undefined, 'missing-language'),
      here('no English reason', 'questions.0.na.reasons.0.text.en', undefined, 'missing-language'),
      here('no Indonesian step', 'questions.8.steps.0.do.id', undefined, 'missing-language'),
      here('no English hint', 'rules.0.hint.en', undefined, 'missing-language'),
    ])

    it('a language that the file says it has', () => {
      const three = changed('languages', ['id', 'en', 'ms'])
      const problems = problemsIn(readAuthored(three))
      expect(problems).toContainEqual(['title.ms', 'missing-language'])
      expect(problems).toContainEqual(['questions.0.options.0.text.ms', 'missing-language'])
      expect(new Set(problems.map(([, code]) => code))).toEqual(new Set(['missing-language']))
    })
  })

  describe('placeholder-differs: what is filled in in one language only', () => {
    refuses([
      here('a placeholder left out', 'rules.0.hint.en', 'Does this fit?', 'placeholder-differs'),
      here('a placeholder renamed', 'rules.0.hint.en', 'Does this fit, {{who}}?', 'placeholder-differs'),
      here('a placeholder added', 'questions.0.question.en', 'Order, {{name}}?', 'placeholder-differs'),
      here('a placeholder said twice', 'rules.0.hint.en', '{{name}}, does this fit, {{name}}?', 'placeholder-differs'),
    ])
  })

  describe('unknown-id: what points nowhere', () => {
    refuses([
      // What is not asked then is unreachable as well.
      [
        'a child',
        'root.children.0.children.1',
        'standrad',
        [
          ['root.children.0.children.1', 'unknown-id'],
          ['questions.1', 'unreachable'],
        ],
      ],
      [
        'a weighed child',
        'root.children.1.children.0',
        { ref: 'recods', weight: 3 },
        [
          ['root.children.1.children.0', 'unknown-id'],
          ['questions.2', 'unreachable'],
        ],
      ],
      here('a node as a child of the tree', 'root.children.0.children.2', 'data', 'unknown-id'),
      here('a child of a lens', 'lenses.0.root.children.0', { ref: 'leen' }, 'unknown-id'),
      here('a bottleneck', 'bottleneck.of.0', 'leen', 'unknown-id'),
      here('a gate', 'caps.0.of.0', 'leen', 'unknown-id'),
      here('what a cap requires', 'caps.1.node', 'ordre', 'unknown-id'),
      here('an item in a band', 'root.children.2.ladder.bands.1.0', 'third', 'unknown-id'),
      here('an option in a band', 'questions.6.score.bands.1.0', 'upp', 'unknown-id'),
      here('a prerequisite', 'questions.1.needs.0.item', 'ordre', 'unknown-id'),
      here('the question a follow-up follows', 'questions.9.after', 'ordre', 'unknown-id'),
      here('an item in a condition', 'questions.9.visibleWhen.item', 'ordre', 'unknown-id'),
      here('an option in a condition', 'questions.2.visibleWhen.any.1', { item: 'standard', is: 'yess' }, 'unknown-id'),
      here('an item in a rule', 'rules.0.if.all.1.item', 'ordre', 'unknown-id'),
      here('a node in a rule', 'rules.0.if.all.0.node', 'dat', 'unknown-id'),
      here('a lens to choose by', 'priority.select.groupBy', 'vieuw', 'unknown-id'),
      here('the preset to start from', 'priority.defaultPreset', 'middle', 'unknown-id'),
      ['what is ranked', 'priority.of', ['lean', 'leen'], [['priority.of.1', 'unknown-id']]],
    ])

    it('a node in a condition of a question, which could hide what the node is made of', () => {
      const onNode = changed('questions.9.visibleWhen', { node: 'lean', atLeast: 2 })
      expect(problemsIn(readAuthored(onNode))).toEqual([['questions.9.visibleWhen.node', 'unknown-id']])
    })

    it('what stands deep in a condition', () => {
      const nested = { not: { all: [{ item: 'order', atLeast: 1 }, { any: [{ item: 'nobody', atLeast: 1 }] }] } }
      expect(problemsIn(readAuthored(changed('questions.9.visibleWhen', nested)))).toEqual([
        ['questions.9.visibleWhen.not.all.1.any.0.item', 'unknown-id'],
      ])
    })
  })

  describe('duplicate-id: what is there twice', () => {
    const copyOf = (id: string) => structuredClone(SOUND.questions.find((question) => question.id === id))
    refuses([
      ['a question', 'questions.10', copyOf('days'), [['questions.10.id', 'duplicate-id']]],
      ['an option', 'questions.0.options.1.id', 'no', [['questions.0.options.1.id', 'duplicate-id']]],
      ['a column', 'questions.5.columns.1.id', 'not', [['questions.5.columns.1.id', 'duplicate-id']]],
      ['a row', 'questions.5.rows.1', { id: 'row', text: text('row') }, [['questions.5.rows.1.id', 'duplicate-id']]],
      ['a node named like an item', 'root.children.2.id', 'order', [['root.children.2.id', 'duplicate-id']]],
      [
        'a node of a lens named like one of the tree',
        'lenses.0.root.id',
        'climb',
        [['lenses.0.root.id', 'duplicate-id']],
      ],
      ['a child of one node', 'root.children.0.children.2', 'order', [['root.children.0.children.2', 'duplicate-id']]],
      [
        'an item in two sections',
        'root.children.1.children.5',
        'order',
        [['root.children.1.children.5', 'duplicate-id']],
      ],
      ['a rule', 'rules.1', structuredClone(SOUND.rules[0]), [['rules.1.id', 'duplicate-id']]],
      ['a level', 'levels.table.2.level', 1, [['levels.table.2.level', 'duplicate-id']]],
      [
        'a lens',
        'lenses.1',
        { id: 'view', name: text('x'), root: { id: 'other', children: ['order'] } },
        [['lenses.1.id', 'duplicate-id']],
      ],
      ['the step from one level', 'questions.8.steps.1', STEP, [['questions.8.steps.1.from', 'duplicate-id']]],
    ])
  })

  describe('reserved-id: the two words that no option may carry', () => {
    refuses([
      here('"dk" as an option', 'questions.0.options.0.id', 'dk', 'reserved-id'),
      here('"na" as an option', 'questions.0.options.0.id', 'na', 'reserved-id'),
      here('"dk" as a column', 'questions.5.columns.0.id', 'dk', 'reserved-id'),
      here('"na" as a row', 'questions.5.rows.0.id', 'na', 'reserved-id'),
    ])
  })

  describe('unscored-option: what would have no value', () => {
    refuses([
      ['an option', 'questions.0.options.1.score', undefined, [['questions.0.options.1', 'unscored-option']]],
      ['a column', 'questions.5.columns.1.score', undefined, [['questions.5.columns.1', 'unscored-option']]],
      [
        'an item without a score in the tree',
        'questions.7',
        { ...choice('first'), score: undefined },
        [
          ['root.children.2.children.0', 'unscored-option'],
          ['lenses.0.root.children.1.children.1', 'unscored-option'],
        ],
      ],
      [
        'a share of nothing',
        'questions.3.options.0',
        { id: 'one', text: text('one'), negative: true },
        [['questions.3.options', 'unscored-option']],
      ],
    ])

    it('but not an option that is exclusive, or stands for "don\'t know" or "not applicable"', () => {
      for (const flag of ['exclusive', 'dk', 'na']) {
        const flagged = changed('questions.0.options.1', { id: 'some', text: text('some'), [flag]: true })
        expect(problemsIn(readAuthored(flagged))).toEqual([])
      }
    })
  })

  describe('out-of-scale: what lies outside its scale', () => {
    refuses([
      here('the score of an option above', 'questions.0.options.2.score', 5, 'out-of-scale'),
      here('the score of an option below', 'questions.0.options.0.score', -1, 'out-of-scale'),
      here("the score of a column, on the rows' scale", 'questions.5.columns.1.score', 6, 'out-of-scale'),
      here('the score of a band', 'questions.4.score.table.1.score', 5, 'out-of-scale'),
      here('a level that nobody could reach', 'levels.table.2.from', 5, 'out-of-scale'),
      here('a prerequisite that nobody could meet', 'questions.1.needs.0.atLeast', 5, 'out-of-scale'),
      here('a prerequisite that everybody meets', 'questions.1.needs.0.atLeast', 0, 'out-of-scale'),
    ])
  })

  describe('bad-weight: what does not weigh', () => {
    refuses([
      here('0', 'root.children.0.weight', 0, 'bad-weight'),
      here('less than 0', 'root.children.0.weight', -1, 'bad-weight'),
      here('without end', 'root.children.0.weight', Number.POSITIVE_INFINITY, 'bad-weight'),
      here("an item's 0", 'root.children.1.children.0.weight', 0, 'bad-weight'),
      here("an item's -0.5", 'root.children.1.children.0.weight', -0.5, 'bad-weight'),
    ])
  })

  describe('bad-number: what is no such number', () => {
    refuses([
      here('a number without end', 'scale.max', Number.POSITIVE_INFINITY, 'bad-number'),
      here('a share above 1', 'missing.minAnsweredShare', 1.5, 'bad-number'),
      here('a share above 1, in thirds', 'missing.minAnsweredShare', '4/3', 'bad-number'),
      here('half an answer', 'missing.minAnswered', 1.5, 'bad-number'),
      here('a range upside down', 'questions.4.max', -5, 'bad-number'),
      here('a preset with too few weights', 'priority.presets.near', [1], 'bad-number'),
      here('a preset with a weight below 0', 'priority.presets.near', [1.2, -0.2], 'bad-number'),
    ])

    it('a scale upside down', () => {
      const problems = problemsIn(readAuthored(changed('questions.5.rowScale', { min: 5, max: 0 })))
      expect(problems).toContainEqual(['questions.5.score', 'bad-number'])
      const node = changed('root.children.1.scale', { min: 1, max: 0 })
      expect(problemsIn(readAuthored(node))).toEqual([['root.children.1.scale', 'bad-number']])
      expect(problemsIn(readAuthored(changed('scale', { min: 4, max: 0 })))).toContainEqual(['scale', 'bad-number'])
    })
  })

  describe('level-gap: what no level covers', () => {
    const ceiling = (...to: number[]) => ({ rule: 'ceil-table', table: to.map((edge, level) => ({ to: edge, level })) })
    refuses([
      here('below the first level', 'levels.table.0.from', 1, 'level-gap'),
      ['above the last level', 'levels', ceiling(1, 2, 3), [['levels.table.2.to', 'level-gap']]],
      ['between two levels whose both edges are written', 'levels.table.0.to', 1.5, [['levels.table.1', 'level-gap']]],
      [
        'between two levels with upper edges',
        'levels',
        {
          rule: 'ceil-table',
          table: [
            { to: 2, level: 0 },
            { from: 2.5, to: 4, level: 1 },
          ],
        },
        [['levels.table.1', 'level-gap']],
      ],
      [
        'in the table of a node',
        'root.children.0.levels',
        ceiling(2, 3),
        [['root.children.0.levels.table.1.to', 'level-gap']],
      ],
      [
        'below the first band of a number',
        'questions.4.score.table.0.from',
        5,
        [['questions.4.score.table.0.from', 'level-gap']],
      ],
    ])

    it('but nothing where both edges meet', () => {
      const { table } = SOUND.levels
      const both = table.map((level, i) => ({ ...level, to: table[i + 1]?.from ?? 4 }))
      expect(problemsIn(readAuthored(changed('levels.table', both)))).toEqual([])
      expect(problemsIn(readAuthored(changed('levels', ceiling(1, 2, 4))))).toEqual([])
    })
  })

  describe('level-overlap: what two levels cover', () => {
    refuses([
      ['edges that fall', 'levels.table.1.from', 3.9, [['levels.table.2.from', 'level-overlap']]],
      here('edges that are equal', 'levels.table.2.from', 2, 'level-overlap'),
      ['two levels whose both edges are written', 'levels.table.0.to', 2.5, [['levels.table.1', 'level-overlap']]],
      here('bands that fall', 'questions.4.score.table.1.from', 0, 'level-overlap'),
    ])
  })

  describe('unreachable: what nobody would ever be asked', () => {
    refuses([
      ['a question in no section', 'questions.10', choice('lonely'), [['questions.10', 'unreachable']]],
      [
        'information in no section',
        'questions.10',
        { id: 'told', type: 'info', question: text('x') },
        [['questions.10', 'unreachable']],
      ],
      here('a condition above the scale', 'questions.9.visibleWhen', { item: 'order', atLeast: 5 }, 'unreachable'),
      here('a condition above the top', 'questions.9.visibleWhen', { item: 'order', above: 4 }, 'unreachable'),
      here('a condition below the lower end', 'questions.9.visibleWhen', { item: 'order', below: 0 }, 'unreachable'),
      here('a condition at most below it', 'questions.9.visibleWhen', { item: 'order', atMost: -1 }, 'unreachable'),
      [
        'a condition on a value that is never given',
        'questions.10',
        {
          id: 'later',
          type: 'number',
          question: text('x'),
          after: 'order',
          visibleWhen: { item: 'days', atLeast: 3 },
        },
        [['questions.10.visibleWhen', 'unreachable']],
      ],
      [
        'a follow-up with a score, which no node would count',
        'questions.10',
        choice('more', { after: 'order' }),
        [['questions.10.after', 'unreachable']],
      ],
    ])

    it('a child of a ladder that stands in no band', () => {
      const noBand = changed('root.children.2.ladder.bands', [['first'], []])
      expect(problemsIn(readAuthored(noBand))).toEqual([['root.children.2.children.1', 'unreachable']])
    })

    it('a question in a lens only', () => {
      const inLens = changed('lenses.0.root.children.2', 'lonely', changed('questions.10', choice('lonely')))
      expect(problemsIn(readAuthored(inLens))).toEqual([['questions.10', 'unreachable']])
    })
  })

  describe('cycle: what waits for itself', () => {
    const withCycle = (...changes: [string, unknown][]) =>
      problemsIn(
        readAuthored(changes.reduce((file, [path, value]) => changed(path, value, file), SOUND as unknown as Json)),
      )

    it('prerequisites', () => {
      expect(withCycle(['questions.0.needs', [{ item: 'standard', atLeast: 2 }]])).toEqual([
        ['questions.0.needs', 'cycle'],
        ['questions.1.needs', 'cycle'],
      ])
      expect(withCycle(['questions.1.needs.0.item', 'standard'])).toEqual([['questions.1.needs', 'cycle']])
    })

    it('prerequisites of three, but not what only leads into them', () => {
      const problems = withCycle(
        ['questions.0.needs', [{ item: 'first', atLeast: 2 }]],
        ['questions.7.needs', [{ item: 'standard', atLeast: 2 }]],
        ['questions.8.needs', [{ item: 'order', atLeast: 2 }]],
      )
      expect(problems.map(([path]) => path)).toEqual(['questions.0.needs', 'questions.1.needs', 'questions.7.needs'])
    })

    it('conditions', () => {
      expect(withCycle(['questions.0.visibleWhen', { not: { item: 'records', is: 'yes' } }])).toEqual([
        ['questions.0.visibleWhen', 'cycle'],
        ['questions.2.visibleWhen', 'cycle'],
      ])
      expect(withCycle(['questions.0.visibleWhen', { item: 'order', atLeast: 1 }])).toEqual([
        ['questions.0.visibleWhen', 'cycle'],
      ])
    })

    it('follow-ups', () => {
      expect(withCycle(['questions.9', { id: 'days', type: 'number', question: text('x'), after: 'days' }])).toEqual([
        ['questions.9.after', 'cycle'],
      ])
    })

    it("a condition on the question's own follow-up", () => {
      const followUp = {
        id: 'kind',
        type: 'single',
        question: text('x'),
        after: 'order',
        options: [{ id: 'a', text: text('a') }],
      }
      expect(withCycle(['questions.10', followUp], ['questions.0.visibleWhen', { item: 'kind', is: 'a' }])).toEqual([
        ['questions.0.visibleWhen', 'cycle'],
      ])
    })
  })

  it('every problem at once, not only the first', () => {
    const file = changed('root.children.0.children.1', 'standrad', changed('questions.0.options.1.score', undefined))
    expect(problemsIn(readAuthored(file))).toEqual([
      ['root.children.0.children.1', 'unknown-id'],
      ['questions.0.options.1', 'unscored-option'],
      ['questions.1', 'unreachable'],
    ])
  })
})

describe('a questionnaire that takes its items from another', () => {
  const source = () => {
    const read = readWith(authoredSchema, structuredClone(SOUND))
    if (!read.ok) throw new Error(JSON.stringify(read.problems))
    return read.value
  }
  const quick = (children: unknown[]) => ({
    id: 'quick',
    version: '1.0.0',
    scoringVersion: 1,
    languages: ['id', 'en'],
    itemsFrom: 'small',
    title: text('Quick'),
    scale: { min: 0, max: 4 },
    root: { id: 'index', children },
    questions: [],
  })

  it('asks them by their ids, weighed or not, and asks no others', () => {
    const read = readAuthored(
      quick(['order', { ref: 'hours', weight: 2 }, { id: 'part', children: ['first'] }]),
      source(),
    )
    expect(problemsIn(read)).toEqual([])
    expect(read.ok ? read.value.questionnaire.questions.map(({ id }) => id) : []).toEqual(['order', 'hours', 'first'])
  })

  it('P5 leaves out a prerequisite that it does not ask', () => {
    const needs = (children: unknown[]) => {
      const read = readAuthored(quick(children), source())
      return read.ok ? read.value.questionnaire.questions.find(({ id }) => id === 'standard')?.needs : problemsIn(read)
    }
    expect(needs(['standard'])).toBeUndefined()
    expect(needs(['standard', 'order'])).toEqual([{ item: 'order', atLeast: 2 }])
  })

  it('is told what the other does not define', () => {
    expect(problemsIn(readAuthored(quick(['order', 'nobody']), source()))).toEqual([['root.children.1', 'unknown-id']])
  })
})

describe('a compiled questionnaire', () => {
  const compiled = () => {
    const read = readAuthored(SOUND)
    if (!read.ok) throw new Error(JSON.stringify(read.problems))
    return read.value.questionnaire
  }

  it.each<[string, string, unknown, ProblemCode]>([
    ['without a version', 'version', undefined, 'missing'],
    ['with words inside', 'questions.0.question', 'How?', 'wrong-type'],
    ['with an unknown child', 'root.children.0.children.0', 'ordre', 'unknown-id'],
    ['with a weight of 0', 'root.children.0.weight', 0, 'bad-weight'],
    ['with a reserved option', 'questions.0.options.0.id', 'dk', 'reserved-id'],
  ])('is refused %s', (_, path, value, code) => {
    expect(problemsIn(readQuestionnaire(changed(path, value, compiled())))).toContainEqual([path, code])
  })
})
