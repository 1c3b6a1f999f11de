// The commands for authors: what they print, where they point, and how they end.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import en from '../../locales/en.json'
import id from '../../locales/id.json'
import { readAnswersFile } from '../../src/commands/answersFile'
import { checkFiles } from '../../src/commands/checkFiles'
import { loadCatalogue, loadQuestionnaire, QUESTIONNAIRES, questionnaireIds, ROOT } from '../../src/commands/load'
import { resultJson } from '../../src/commands/resultJson'
import { type ResultJson, resultSchema } from '../../src/commands/resultSchema'
import { scoreCommand } from '../../src/commands/scoreCommand'
import { report, sentence } from '../../src/commands/words'
import type { Question, Questionnaire } from '../../src/core/questionnaire'
import type { ProblemCode } from '../../src/core/read'
import { resultOf } from '../../src/core/result'
import { aQuestionnaire, assess } from '../support/assess'

const BROKEN = 'tests/fixtures/broken'
const scratch = mkdtempSync(join(tmpdir(), 'siap-'))
afterAll(() => {
  rmSync(scratch, { recursive: true })
})

/** Runs a command as npm does, far from here: another time zone and another language of the machine. */
function run(command: string, ...args: string[]) {
  const env = { ...process.env, TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', INIT_CWD: '' }
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', `src/commands/${command}.ts`, ...args],
    { cwd: ROOT, encoding: 'utf8', env },
  )
  return { status, stdout, stderr }
}

function mustLoad(idOrPath: string): Questionnaire {
  const loaded = loadQuestionnaire(idOrPath)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  return loaded.value.questionnaire
}

function mustLoadCatalogue() {
  const loaded = loadCatalogue()
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  return loaded.value
}

describe('npm run questionnaires', () => {
  const brokenFiles = readdirSync(join(ROOT, BROKEN)).filter((name) => name.endsWith('.yaml'))
  const all = checkFiles(brokenFiles.map((name) => `${BROKEN}/${name}`)).problems
  const problemsIn = (name: string) => all.filter(({ file }) => file === `${BROKEN}/${name}.yaml`)

  it.each([
    ['missing-language', 32, 'questions.1.question.en', 'Teks bahasa Inggris belum ada', 'The English text is missing'],
    ['unknown-reference', 18, 'root.children.0.children.2', 'Tidak ada yang bernama "walls"', 'nothing called "walls"'],
    ['unknown-code', 33, 'questions.1.gaps.0', 'Tidak ada yang bernama "lean_6r"', 'nothing called "lean_6r"'],
    ['duplicate-id', 28, 'questions.1.id', '"tools" dipakai lebih dari satu kali', '"tools" is used more than once'],
    ['unscored-option', 27, 'questions.0.options.1', '"b" belum punya nilai', '"b" has no score'],
    ['weight-zero', 17, 'root.children.0.weight', 'harus lebih besar dari 0', 'must be above 0'],
    ['level-gap', 12, 'levels.table.1', 'antara 1 dan 1.5 tidak punya baris', 'between 1 and 1.5 have no row'],
    ['level-overlap', 12, 'levels.table.1', 'bertumpang tindih', 'overlap'],
    ['unreachable', 28, 'questions.1', '"floor" tidak akan pernah ditanyakan', '"floor" will never be asked'],
    [
      'syntax',
      23,
      '',
      'ada tanda kutip, kurung, atau titik dua yang kurang',
      'a quotation mark, bracket or colon is missing',
    ],
  ])('points at the line of %s and says in both languages what to do', (name, line, path, inIndonesian, inEnglish) => {
    const problems = problemsIn(name)
    expect(problems).toHaveLength(1)
    const [first, second, ...rest] = problems
      .map((problem) => report(problem))
      .join('\n')
      .split('\n')
    expect(first).toContain([`${BROKEN}/${name}.yaml:${line}`, ...(path ? [path] : []), ''].join('  '))
    expect(first).toContain(inIndonesian)
    expect(second).toContain(inEnglish)
    expect(rest).toEqual([])
  })

  it('names every question of a circle, each at its own line', () => {
    const problems = problemsIn('circular')
    expect(problems.map(({ line, path, code }) => [line, path, code])).toEqual([
      [24, 'questions.0.needs', 'cycle'],
      [33, 'questions.1.needs', 'cycle'],
    ])
  })

  it('lists several problems of one file in the order of its lines', () => {
    const problems = problemsIn('several')
    expect(problems.map(({ line, path, code }) => [line, path, code])).toEqual([
      [3, 'version', 'wrong-type'],
      [6, 'title', 'wrong-type'],
      [8, 'sumary', 'unknown-key'],
      [20, 'root.children.0.weight', 'missing'],
      [35, 'questions.1.question.en', 'missing-language'],
      [37, 'questions.1.options.0.id', 'reserved-id'],
    ])
  })

  it('checks the file of a further language against the texts it translates', () => {
    const texts = readFileSync(join(ROOT, BROKEN, 'language/ms.yaml'), 'utf8')
    const { problems } = checkFiles([`${BROKEN}/language/questionnaire.yaml`])
    // A text that is none hides what is wrong between the texts.
    expect(problems.map(({ file, line, path, code }) => [file, line, path, code])).toEqual([
      [`${BROKEN}/language/ms.yaml`, 6, 'tools.options.a.text', 'wrong-type'],
    ])
    cpSync(join(ROOT, BROKEN, 'language'), join(scratch, 'language'), { recursive: true })
    writeFileSync(join(scratch, 'language/ms.yaml'), texts.replace('text: 5', 'text: "Belum"'))
    const mended = checkFiles([join(scratch, 'language/questionnaire.yaml')]).problems
    expect(mended.map(({ line, path, code }) => [line, path, code])).toEqual([
      [4, 'floor.question', 'placeholder-differs'],
      [5, 'walls.question', 'unknown-id'],
    ])
  })

  it('checks the lists and the catalogue: a code that nothing has, and a code that two have', () => {
    const folder = join(scratch, 'catalogue')
    const lists = readFileSync(join(QUESTIONNAIRES, 'lists.yaml'), 'utf8')
    const programmes = readFileSync(join(QUESTIONNAIRES, 'programmes.yaml'), 'utf8')
    cpSync(QUESTIONNAIRES, folder, { recursive: true })
    const twice = lists.replace('{ id: quality, name: { id: "Memperbaiki', '{ id: cost, name: { id: "Memperbaiki')
    writeFileSync(join(folder, 'lists.yaml'), twice.replace('foundationGap: lean_5r', 'foundationGap: lean_6r'))
    writeFileSync(join(folder, 'programmes.yaml'), programmes.replace('sectorMode: prefer', 'sectorMode: maybe'))
    const shape = loadCatalogue(folder)
    expect(shape.ok ? [] : shape.problems.map(({ path, code }) => [path, code])).toEqual([
      ['0.sectorMode', 'wrong-type'],
    ])
    writeFileSync(join(folder, 'programmes.yaml'), programmes.replace('places: [JK]', 'places: [JX]'))
    const loaded = loadCatalogue(folder)
    const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length
    const found = loaded.ok ? [] : loaded.problems
    expect(found.map(({ line, path, code }) => [line, path, code])).toEqual([
      [lineOf(lists, '- { id: quality, name'), 'goals.1.id', 'duplicate-id'],
      [lineOf(lists, 'foundationGap:'), 'matching.foundationGap', 'unknown-id'],
      [lineOf(programmes, 'places: [JK]'), '0.places', 'unknown-id'],
    ])
  })

  it('has words for every kind of problem, in both languages, with nothing left to fill in', () => {
    const params = { id: 'x', key: 'k', language: 'en', expected: '("single" | "multi")', received: 'Object' }
    const numbers = { value: 9, min: 0, max: 4, from: 1, to: 2, most: 3 }
    const codes = Object.keys(id.problem).filter((key) => key !== 'kind' && key !== 'reason')
    expect(Object.keys(en.problem)).toEqual(Object.keys(id.problem))
    for (const code of codes as ProblemCode[]) {
      const problem = { path: 'a.b', code, params: { ...params, ...numbers, reason: 'yaml', detail: 'd' } }
      const [indonesian, english] = [sentence(problem, 'id'), sentence(problem, 'en')]
      expect(indonesian).not.toBe(english)
      for (const text of [indonesian, english]) expect(text).toMatch(/^[^{}]+[.;] [^{}]+\.$/)
    }
    const marks = (text: string) => text.match(/\{\{\w+\}\}/g)?.sort() ?? []
    for (const code of codes as ProblemCode[]) {
      expect(marks(id.problem[code].what + id.problem[code].todo)).toEqual(
        marks(en.problem[code].what + en.problem[code].todo),
      )
    }
    expect(sentence({ path: 'type', code: 'wrong-type', params }, 'en')).toContain(
      'single / multi, not a group of keys',
    )
  })

  it('ends with 1 and the number of problems when something is wrong', () => {
    const { status, stdout, stderr } = run('questionnaires', `${BROKEN}/unscored-option.yaml`)
    expect(stderr).toBe('')
    expect(
      stdout,
    ).toBe(`${BROKEN}/unscored-option.yaml:27  questions.0.options.1  "b" belum punya nilai. Tambahkan "score". Sebuah opsi boleh juga ditandai "na", "dk", atau "exclusive".
  "b" has no score. Add a "score". An option may also be marked "na", "dk" or "exclusive".

1 kuesioner, 72 program: 1 masalah
1 questionnaire, 72 programmes: 1 problem
`)
    expect(status).toBe(1)
  })

  it('ends with 0 and one line when everything is well, in the language asked for', () => {
    const { status, stdout } = run('questionnaires', '--lang', 'en')
    expect(stdout).toBe(`${questionnaireIds().length} questionnaires, 72 programmes: no problems\n`)
    expect(status).toBe(0)
  })
})

/** An answer to every question: options in turn, so that every level occurs. */
function someAnswer(question: Question, turn: number): unknown {
  const ids = (question.options ?? question.columns ?? []).filter((o) => !o.exclusive).map((o) => o.id)
  const pick = ids[turn % ids.length] ?? ''
  switch (question.type) {
    case 'single':
      return pick
    case 'multi':
      return [pick]
    case 'rows-scale':
      return Object.fromEntries((question.rows ?? []).map((row) => [row.id, pick]))
    case 'rows-columns':
      return Object.fromEntries((question.rows ?? []).map((row) => [row.id, [pick]]))
    case 'number':
      return question.min ?? 1
    case 'info':
      return undefined
  }
}

const PROFILE = {
  sector: 'auto_parts',
  workers: '20-99',
  investment: 'unsaid',
  province: 'JB',
  goals: ['quality', 'cost'],
  pains: ['defects'],
  makes: [],
}

function answersTo(questionnaire: Questionnaire): Record<string, unknown> {
  return Object.fromEntries(questionnaire.questions.map((question, i) => [question.id, someAnswer(question, i)]))
}

function written(name: string, content: unknown): string {
  const file = join(scratch, name)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

function scored(which: string, content: unknown): ResultJson {
  const { out, error } = scoreCommand([which, written('scored.json', content)])
  expect(error).toBe('')
  return v.parse(resultSchema, JSON.parse(out))
}

describe('resultOf', () => {
  const { programmes, lists } = mustLoadCatalogue()
  const levelled = (level: number | string) =>
    aQuestionnaire({ levels: { rule: 'floor-table', table: [{ from: 0, level }] } })
  const matched = (level: number | string) => {
    const questionnaire = levelled(level)
    const { answers } = assess(questionnaire).answerAll(3)
    const { recommendations } = resultOf(questionnaire, programmes, lists, answers, {})
    return [recommendations.level, recommendations.levelAssumed, recommendations.contacts]
  }

  it('matches a level above those of the catalogue as its highest, and a level in words as unknown', () => {
    expect(matched(2)).toEqual([2, false, ['indi-4']])
    expect(matched(7)).toEqual([4, false, ['indi-4']])
    expect(matched('advanced')).toEqual([1, true, ['sentra-tpl']])
  })

  it('leaves priorities and gaps out where the questionnaire declares none, whatever the owner ticks', () => {
    const profile = { makes: ['molds', 'ev-parts'], goals: ['cost'] }
    const { priorities, gaps } = resultOf(levelled(2), programmes, lists, {}, profile)
    expect([priorities, gaps]).toEqual([null, []])
  })
})

describe('npm run score', () => {
  const today = '2026-11-22'
  const readiness = mustLoad('readiness')
  const { programmes, lists } = mustLoadCatalogue()
  const full = {
    answers: { ...answersTo(readiness), 'lead-plan': 'dk', 'flow-changeover': 'na' },
    profile: PROFILE,
    today,
  }

  it('prints one JSON object that fits its schema and is what the app computes, wherever it runs', () => {
    const { status, stdout, stderr } = run('score', 'readiness', written('answers.json', full))
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const read = readAnswersFile(JSON.stringify(full), readiness, lists)
    if (!read.ok) throw new Error(JSON.stringify(read.problems))
    const result = resultOf(readiness, programmes, lists, read.value.answers, read.value.profile)
    const printed = v.parse(resultSchema, JSON.parse(stdout))
    expect(printed).toEqual(resultJson(readiness, programmes, result, full.today))
    expect(printed.nodes['index']?.score).toBe(result.scores.nodes['index']?.score)
    expect(printed.programmes.map((programme) => programme.id)).toEqual(
      result.recommendations.programmes.map((programme) => programme.id),
    )
    expect(printed.programmes.length).toBeGreaterThan(0)
    expect(printed.focus.length).toBeGreaterThan(0)
    expect(Object.keys(printed.priorities)).toEqual(['operational', 'tactical', 'strategic'])
    expect(Object.keys(printed.priorities['tactical']?.[0] ?? {}).sort()).toEqual(
      ['gap', 'goal', 'impact', 'item', 'pain'].sort(),
    )
    expect(Object.keys(printed.lenses)).toEqual(readiness.lenses?.map((lens) => lens.id))
  })

  it('S18 traces every score: it can be recomputed from its parts, and every impact from its shares', () => {
    const { nodes, lenses, priorities, trace } = scored('readiness', full)
    const all = Object.assign({}, nodes, ...Object.values(lenses).map((lens) => lens.nodes)) as ResultJson['nodes']
    expect(Object.keys(trace.nodes).sort()).toEqual(Object.keys(all).sort())
    const total = (numbers: number[]) => numbers.reduce((sum, n) => sum + n, 0)
    for (const [id, { parts }] of Object.entries(trace.nodes)) {
      const counted = parts.filter((part) => part.counted !== null)
      const mean = total(counted.map((p) => p.weight * Number(p.counted))) / total(counted.map((p) => p.weight))
      expect([id, all[id]?.score]).toEqual([id, expect.closeTo(mean, 9)])
    }
    expect(trace.nodes['lead']?.parts[0]).toEqual({
      id: 'lead-plan',
      weight: 1,
      value: null,
      counted: null,
      why: 'dont-know',
    })
    const valueById = new Map(Object.values(trace.nodes).flatMap((node) => node.parts.map((p) => [p.id, p.value])))
    for (const [preset, ranked] of Object.entries(priorities)) {
      const weights = readiness.priority?.presets[preset] ?? []
      const columns = readiness.priority?.columns.map((column) => column.id) ?? []
      for (const { item, impact, gap, pain, goal } of ranked) {
        const relevance = readiness.questions.find((question) => question.id === item)?.relevance
        expect(pain).toBe(relevance?.['pains']?.['defects'] ?? 0)
        expect(goal).toBe((relevance?.['goals']?.['quality'] ?? 0) + (relevance?.['goals']?.['cost'] ?? 0))
        expect(gap).toBe(Math.max(0, (trace.priorities?.target ?? 0) - (valueById.get(item) ?? 0)))
        const shares = trace.priorities?.shares[item] ?? {}
        expect(impact).toBeCloseTo(total(columns.map((id, i) => (weights[i] ?? 0) * (shares[id] ?? 0))), 9)
      }
      expect(total(ranked.map(({ impact }) => impact))).toBeCloseTo(1, 9)
    }
  })

  it('gives the root the capped level, its confidence, and whether it is provisional', () => {
    const best = Object.fromEntries(
      readiness.questions.filter((q) => q.score).map((q) => [q.id, q.options?.[q.options.length - 1]?.id]),
    )
    const worst = Object.fromEntries(
      readiness.questions.filter((q) => q.id.startsWith('people-')).map((q) => [q.id, q.options?.[0]?.id]),
    )
    const { nodes, root, cap } = scored('readiness', { answers: { ...best, ...worst }, today })
    expect(cap).toMatchObject({
      indexLevel: 3,
      level: 1,
      causes: [{ kind: 'minChildPlus', node: 'people', atMost: 1 }],
    })
    expect(nodes[root]).toMatchObject({ level: 1, confidence: 'high', provisional: false })
    expect(nodes['people']).not.toHaveProperty('confidence')
  })

  it('counts the age of programmes from today in the file, and nothing else', () => {
    const now = scored('readiness', { ...full, today: '2025-12-31' })
    const later = scored('readiness', { ...full, today: '2040-01-01' })
    expect(later.programmes.every(({ old }) => old)).toBe(true)
    expect(now.programmes.some(({ old }) => !old)).toBe(true)
    const ageless = (result: ResultJson) => JSON.stringify(result).replace(/"old":(true|false)/g, '')
    expect(ageless(later)).toBe(ageless(now))
  })

  it('says that nothing is assessed when nothing is answered, and still whom to ask', () => {
    const { nodes, root, gaps, programmes, contacts, trace } = scored('quick', { answers: {}, today })
    expect(nodes[root]).toMatchObject({ score: null, level: null, low: 0, high: 4, reason: 'not-assessed' })
    expect([gaps, programmes, trace.programmes]).toEqual([[], [], { level: 1, levelAssumed: true }])
    expect(contacts.length).toBeGreaterThan(0)
  })

  const models = readdirSync(join(ROOT, 'tests/fixtures/models'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('questionnaire.yaml'))
    .map((name) => `tests/fixtures/models/${name}`)
  it.each([...models, 'quick'])('scores %s, given by file or id, in the same shape', (which) => {
    const questionnaire = mustLoad(which)
    const result = scored(which, { answers: answersTo(questionnaire), today })
    expect(result.questionnaire.id).toBe(questionnaire.id)
    expect(Object.keys(result.nodes)).toContain(result.root)
    expect(result.contacts.length).toBeGreaterThan(0)
    for (const ranked of Object.values(result.priorities)) {
      const columns = questionnaire.priority?.columns.map((column) => column.id) ?? []
      expect(Object.keys(ranked[0] ?? {}).sort()).toEqual([...new Set(['item', 'impact', 'gap', ...columns])].sort())
    }
  })

  it('scores the examples of the guide for authors', () => {
    const guide = readFileSync(join(QUESTIONNAIRES, 'README.md'), 'utf8')
    const block = (language: string) => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1] ?? ''
    expect(scored('readiness', block('json')).questionnaire.id).toBe('readiness')
    const sample = written('sample.yaml', block('yaml'))
    expect(checkFiles([sample]).problems).toEqual([])
    expect(scored(sample, { answers: { tidy: 'all-marked' }, today }).nodes['index']?.score).toBe(4)
    // The schema that the guide's answers name is the one that is there.
    expect(parse(block('json'))).toMatchObject({ $schema: 'questionnaires/answers.schema.json' })
  })

  it('ends with 2, prints no result, and says where and what to do', () => {
    const file = written('bad.json', { answers: { 'lean-5r': 'perfect' }, today })
    const { status, stdout, stderr } = run('score', 'readiness', file)
    expect([status, stdout]).toEqual([2, ''])
    expect(
      stderr,
    ).toBe(`${file}  answers.lean-5r  Tidak ada yang bernama "perfect". Periksa ejaannya, atau pakai nama yang sudah ada.
  There is nothing called "perfect". Check the spelling, or use a name that exists.
`)
  })

  it.each<[string, unknown, string, string]>([
    ['broken JSON', '{"answers": {', '', 'not correct JSON'],
    ['a text', '"x"', '', 'must be a group of keys'],
    ['no answers', { today }, 'answers', '"answers" is missing'],
    ['an unknown key', { answers: {}, today, notes: 'x' }, 'notes', 'The key "notes" is not known'],
    ['an unknown question', { answers: { robots: 'a' }, today }, 'answers.robots', 'nothing called "robots"'],
    ['an unknown option', { answers: { 'lead-plan': 'x' }, today }, 'answers.lead-plan', 'nothing called "x"'],
    ['several for one', { answers: { 'lead-plan': ['x'] }, today }, 'answers.lead-plan', 'must be the id of an option'],
    [
      'a text for a number',
      { answers: { 'flow-lead-time-days': 'x' }, today },
      'answers.flow-lead-time-days',
      'must be a number',
    ],
    [
      'a number too large',
      { answers: { 'flow-lead-time-days': 999 }, today },
      'answers.flow-lead-time-days',
      'outside 0 to 365',
    ],
    ['a truth value', { answers: { 'lead-plan': true }, today }, 'answers.lead-plan', 'not true'],
    [
      'na where it is not allowed',
      { answers: { 'lead-plan': 'na' }, today },
      'answers.lead-plan',
      'does not accept the answer "na"',
    ],
    [
      'an unknown sector',
      { answers: {}, profile: { sector: 'space' }, today },
      'profile.sector',
      'nothing called "space"',
    ],
    ['an unknown goal', { answers: {}, profile: { goals: ['fame'] }, today }, 'profile.goals', 'nothing called "fame"'],
    [
      'four pains',
      { answers: {}, profile: { pains: ['motion', 'waiting', 'defects', 'transport'] }, today },
      'profile.pains',
      'At most 3',
    ],
    [
      'an unknown profile key',
      { answers: {}, profile: { name: 'PT' }, today },
      'profile.name',
      'The key "name" is not known',
    ],
    ['no today', { answers: {} }, 'today', '"today" is missing'],
    ['today as words', { answers: {}, today: 'today' }, 'today', 'a date such as "2026-11-22"'],
    ['a day that is not in the calendar', { answers: {}, today: '2026-02-30' }, 'today', 'a date such as "2026-11-22"'],
    ['a day with a time', { answers: {}, today: '2026-11-22T10:00' }, 'today', 'a date such as "2026-11-22"'],
  ])('refuses %s, naming the path, in two languages', (_, content, path, words) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content)
    const read = readAnswersFile(text, readiness, lists)
    const problems = read.ok ? [] : read.problems
    expect(problems).toHaveLength(1)
    const said = problems.map((problem) => report({ ...problem, file: 'bad.json' })).join()
    const [first, second] = said.split('\n')
    expect(first?.startsWith(['bad.json', ...(path ? [path] : []), ''].join('  '))).toBe(true)
    expect(second).toMatch(/^ {2}\S/)
    expect(second).toContain(words)
  })

  it('refuses a missing file, an unknown questionnaire, a broken one, and a call without arguments', () => {
    const answers = written('fine.json', { answers: {}, today })
    const said = (...args: string[]) => {
      const { out, error } = scoreCommand(args)
      expect(out).toBe('')
      return error
    }
    expect(said('readiness', 'nowhere.json')).toMatch(/^nowhere\.json {2}.*tidak ditemukan.*\n.*was not found/)
    expect(said('nothing', answers)).toContain(
      '"nothing" was not found. Give the name of its file, or one of these ids: quick, readiness.',
    )
    expect(said(`${BROKEN}/weight-zero.yaml`, answers)).toContain(
      `${BROKEN}/weight-zero.yaml:17  root.children.0.weight  `,
    )
    expect(said()).toContain('Usage: npm run --silent score -- ')
    expect(said('quick')).toContain('Usage: ')
    expect(said('quick', answers, 'more')).toContain('Usage: ')
  })

  it('lists every problem of the answers, each on its own lines', () => {
    const file = written('bad.json', { answers: { 'lead-plan': 'x', robots: 'y' }, profile: { sector: 'z' }, today })
    expect(
      scoreCommand(['readiness', file])
        .error.split('\n')
        .filter((line) => line.startsWith(file)),
    ).toHaveLength(3)
  })
})
