// What a questionnaire's shape cannot say: that ids are unique and known, tables whole, prerequisites without circles.
// Every problem carries the path of its place in the file, so that an author can be shown the line.
import { itemsOfCondition } from './answers'
import { EPSILON } from './numbers'
import type { Condition, LevelTable, Node, Question, Questionnaire, Scale } from './questionnaire'
import type { Problem, ProblemCode } from './read'
import { idOf, isNode, nodesOf, scaleOfNode, scaleOfQuestion } from './tree'

/** Every breach of the format's rules in a questionnaire of the right shape; empty when it is sound. */
export function checkQuestionnaire(questionnaire: Questionnaire): Problem[] {
  const problems: Problem[] = []
  const report = (path: string, code: ProblemCode, params?: Problem['params']) =>
    problems.push(params ? { path, code, params } : { path, code })
  const places = placesOf(questionnaire)
  const itemPlaces = new Map(questionnaire.questions.map((q, i) => [q.id, `questions.${i}`]))
  const byId = new Map(questionnaire.questions.map((q) => [q.id, q]))
  const mainNodes = new Map(nodesOf(questionnaire.root).map((node) => [node.id, node]))

  const known = (id: string, path: string, where: Map<string, unknown>[]) => {
    const found = where.some((map) => map.has(id))
    if (!found) report(path, 'unknown-id', { id })
    return found
  }

  // Ids: items and nodes, of the tree and of the lenses, share one name space.
  const taken = new Set<string>()
  const claim = (id: string, path: string) => {
    if (taken.has(id)) report(path, 'duplicate-id', { id })
    taken.add(id)
  }
  questionnaire.questions.forEach((question, i) => {
    claim(question.id, `questions.${i}.id`)
  })
  for (const { node, path } of places) claim(node.id, `${path}.id`)
  duplicates(questionnaire.lenses ?? []).forEach((i) => {
    report(`lenses.${i}.id`, 'duplicate-id', { id: questionnaire.lenses?.[i]?.id ?? '' })
  })
  duplicates(questionnaire.rules ?? []).forEach((i) => {
    report(`rules.${i}.id`, 'duplicate-id', { id: questionnaire.rules?.[i]?.id ?? '' })
  })

  // The trees.
  checkScale(questionnaire.scale, 'scale', report)
  const asked = new Set<string>()
  for (const { node, path, lens } of places) {
    const seen = new Set<string>()
    node.children.forEach((child, i) => {
      if (isNode(child)) return
      const id = idOf(child)
      const here = `${path}.children.${i}`
      if (!known(id, here, lens ? [byId, mainNodes] : [byId])) return
      if (seen.has(id) || (!lens && asked.has(id))) report(here, 'duplicate-id', { id })
      seen.add(id)
      if (!lens) asked.add(id)
      if (byId.has(id) && !byId.get(id)?.score) report(here, 'unscored-option', { id })
    })
    if (node.scale) checkScale(node.scale, `${path}.scale`, report)
    if (node.aggregate === 'ladder' && !node.ladder) report(`${path}.ladder`, 'missing')
    node.ladder?.bands.forEach((band, b) => {
      band.forEach((id, i) => {
        if (!node.children.some((child) => idOf(child) === id)) {
          report(`${path}.ladder.bands.${b}.${i}`, 'unknown-id', { id })
        }
      })
    })
    if (node.ladder) {
      const listed = node.ladder.bands.flat()
      const misspelt = listed.some((id) => !node.children.some((child) => idOf(child) === id))
      // A child in no band never counts; while a band names an unknown one, that is probably the child meant.
      node.children.forEach((child, i) => {
        if (!misspelt && !listed.includes(idOf(child)))
          report(`${path}.children.${i}`, 'unreachable', { id: idOf(child) })
      })
    }
    if (node.levels) checkLevels(node.levels, scaleOfNode(questionnaire, node), `${path}.levels`, report)
  }
  if (questionnaire.levels) checkLevels(questionnaire.levels, questionnaire.scale, 'levels', report)

  // Questions.
  questionnaire.questions.forEach((question, i) => {
    const path = `questions.${i}`
    checkQuestion(questionnaire, question, path, report)
    if (question.after !== undefined) {
      if (known(question.after, `${path}.after`, [byId]) && question.score) {
        report(`${path}.after`, 'unreachable', { id: question.id })
      }
    } else if (!asked.has(question.id)) {
      report(path, 'unreachable', { id: question.id })
    }
    for (const [n, need] of (question.needs ?? []).entries()) {
      if (!known(need.item, `${path}.needs.${n}.item`, [byId])) continue
      const scale = scaleOfQuestion(questionnaire, byId.get(need.item) as Question)
      if (need.atLeast <= scale.min || need.atLeast > scale.max) {
        report(`${path}.needs.${n}.atLeast`, 'out-of-scale', { value: need.atLeast, ...scale })
      }
    }
    if (question.visibleWhen) {
      checkCondition(question.visibleWhen, `${path}.visibleWhen`, true)
    }
  })
  // A question waits for what its condition speaks of, and for the question it follows: a circle may run through both.
  const waitsFor = (q: Question) => [
    ...(q.visibleWhen ? itemsOfCondition(q.visibleWhen) : []),
    ...(q.after ? [q.after] : []),
  ]
  for (const [edges, key] of [
    [(q: Question) => (q.needs ?? []).map((need) => need.item), 'needs'],
    [waitsFor, 'visibleWhen'],
    [(q: Question) => (q.after ? [q.after] : []), 'after'],
  ] as const) {
    for (const id of inCircles(questionnaire.questions, edges)) {
      if (byId.get(id)?.[key]) report(`${itemPlaces.get(id)}.${key}`, 'cycle', { id })
    }
  }

  // Rules, caps, bottleneck, priorities.
  function checkCondition(condition: Condition, path: string, itemsOnly: boolean): void {
    if ('all' in condition) {
      condition.all.forEach((c, i) => {
        checkCondition(c, `${path}.all.${i}`, itemsOnly)
      })
      return
    }
    if ('any' in condition) {
      condition.any.forEach((c, i) => {
        checkCondition(c, `${path}.any.${i}`, itemsOnly)
      })
      return
    }
    if ('not' in condition) {
      checkCondition(condition.not, `${path}.not`, itemsOnly)
      return
    }
    const { is, includes, ...bounds } = condition
    if (is === undefined && includes === undefined && !Object.values(bounds).some((b) => typeof b === 'number')) {
      report(path, 'missing', { key: 'atLeast' })
    }
    if ('node' in condition) {
      if (itemsOnly) report(`${path}.node`, 'unknown-id', { id: condition.node })
      else known(condition.node, `${path}.node`, [mainNodes])
      return
    }
    if (!known(condition.item, `${path}.item`, [byId])) return
    const question = byId.get(condition.item) as Question
    const options = question.options?.map((option) => option.id) ?? []
    for (const option of [is, includes]) {
      if (option !== undefined && option !== 'dk' && option !== 'na' && !options.includes(option)) {
        report(path, 'unknown-id', { id: option })
      }
    }
    const { min, max } = scaleOfQuestion(questionnaire, question)
    const impossible =
      (condition.atLeast ?? min) > max ||
      (condition.above ?? min - 1) >= max ||
      (condition.atMost ?? max) < min ||
      (condition.below ?? max + 1) <= min
    // A question that is not scored never has a value to compare.
    const bounded = Object.values(bounds).some((b) => typeof b === 'number')
    if (question.score ? impossible : bounded) report(path, 'unreachable', { id: condition.item })
  }
  questionnaire.rules?.forEach((rule, i) => {
    checkCondition(rule.if, `rules.${i}.if`, false)
  })
  questionnaire.caps?.forEach((cap, i) => {
    if (cap.kind === 'minChildPlus') {
      cap.of.forEach((id, n) => {
        known(id, `caps.${i}.of.${n}`, [mainNodes])
      })
    } else known(cap.node, `caps.${i}.node`, [mainNodes, byId])
    if (!questionnaire.levels || questionnaire.levels.table.some((row) => typeof row.level !== 'number')) {
      report(`caps.${i}`, 'wrong-type', { expected: 'number', received: 'level' })
    }
  })
  questionnaire.bottleneck?.of.forEach((id, i) => {
    known(id, `bottleneck.of.${i}`, [mainNodes])
  })
  const lensNodes = new Map(
    (questionnaire.lenses ?? []).flatMap((lens) => nodesOf(lens.root)).map((node) => [node.id, node]),
  )
  for (const key of ['first', 'last'] as const) {
    questionnaire.plan?.[key].forEach((id, i) => {
      known(id, `plan.${key}.${i}`, [mainNodes, lensNodes, byId])
    })
  }
  const priority = questionnaire.priority
  if (priority) {
    const lenses = new Map((questionnaire.lenses ?? []).map((lens) => [lens.id, lens]))
    known(priority.select.groupBy, 'priority.select.groupBy', [lenses])
    priority.of?.forEach((id, i) => {
      known(id, `priority.of.${i}`, [mainNodes, byId])
    })
    if (!(priority.defaultPreset in priority.presets)) {
      report('priority.defaultPreset', 'unknown-id', { id: priority.defaultPreset })
    }
    for (const [preset, weights] of Object.entries(priority.presets)) {
      if (weights.length !== priority.columns.length || weights.some((w) => w < 0)) {
        report(`priority.presets.${preset}`, 'bad-number', { expected: priority.columns.length })
      }
    }
    priority.columns.forEach((column, i) => {
      if (column.source === 'relevance' && !column.by) report(`priority.columns.${i}.by`, 'missing')
    })
  }
  return problems
}

type Report = (path: string, code: ProblemCode, params?: Problem['params']) => void

function checkQuestion(questionnaire: Questionnaire, question: Question, path: string, report: Report): void {
  const kind = question.score?.kind
  const fits: Record<Question['type'], (typeof kind)[]> = {
    single: ['option', undefined],
    multi: ['count', 'sum', 'share', 'ladder', undefined],
    'rows-scale': ['rows-mean', undefined],
    'rows-columns': ['count', 'sum', 'share', undefined],
    number: ['bands', undefined],
    info: [undefined],
  }
  if (!fits[question.type].includes(kind)) {
    report(`${path}.score`, 'wrong-type', { expected: fits[question.type].join(' | '), received: kind ?? '' })
  }
  const lists = question.type === 'single' || question.type === 'multi' ? (['options'] as const) : []
  const rowLists = question.type.startsWith('rows') ? (['rows', 'columns'] as const) : []
  for (const list of [...lists, ...rowLists]) {
    const entries = question[list]
    if (!entries || entries.length === 0) report(`${path}.${list}`, 'missing')
    else {
      for (const i of duplicates(entries))
        report(`${path}.${list}.${i}.id`, 'duplicate-id', { id: entries[i]?.id ?? '' })
    }
  }
  const scale = scaleOfQuestion(questionnaire, question)
  checkScale(scale, `${path}.score`, report)
  const list = question.type.startsWith('rows') ? 'columns' : 'options'
  question[list]?.forEach((option, i) => {
    const here = `${path}.${list}.${i}`
    const needsScore = kind === 'option' || kind === 'sum' || kind === 'rows-mean'
    if (needsScore && option.score === undefined && !option.na && !option.dk && !option.exclusive) {
      report(here, 'unscored-option', { id: option.id })
    }
    if (option.score !== undefined && kind !== 'sum' && kind !== undefined) {
      if (option.score < scale.min - EPSILON || option.score > scale.max + EPSILON) {
        report(`${here}.score`, 'out-of-scale', { value: option.score, ...scale })
      }
    }
  })
  // A share of nothing is no number.
  const shares = question[list] ?? []
  if (kind === 'share' && shares.length > 0 && shares.every((o) => o.exclusive || o.negative || o.na || o.dk)) {
    report(`${path}.${list}`, 'unscored-option', { id: question.id })
  }
  if (question.score?.kind === 'bands') {
    question.score.table.forEach((band, i, table) => {
      const before = table[i - 1]
      if (before && band.from <= before.from)
        report(`${path}.score.table.${i}.from`, 'level-overlap', { from: band.from })
      if (i === 0 && question.min !== undefined && band.from > question.min) {
        report(`${path}.score.table.0.from`, 'level-gap', { from: question.min, to: band.from })
      }
      if (band.score < scale.min || band.score > scale.max) {
        report(`${path}.score.table.${i}.score`, 'out-of-scale', { value: band.score, ...scale })
      }
    })
  }
  if (question.score?.kind === 'ladder') {
    question.score.bands.forEach((band, b) => {
      band.forEach((id, i) => {
        if (!question.options?.some((option) => option.id === id)) {
          report(`${path}.score.bands.${b}.${i}`, 'unknown-id', { id })
        }
      })
    })
  }
  if (question.min !== undefined && question.max !== undefined && question.min >= question.max) {
    report(`${path}.max`, 'bad-number', { expected: question.min })
  }
  question.steps?.forEach((step, i, steps) => {
    if (steps.findIndex((other) => other.from === step.from) !== i) {
      report(`${path}.steps.${i}.from`, 'duplicate-id', { id: step.from })
    }
  })
}

/** A level table covers the scale without gap or overlap; its inclusive side is its rule. */
function checkLevels({ rule, table }: LevelTable, scale: Scale, path: string, report: Report): void {
  const key = rule === 'floor-table' ? 'from' : 'to'
  const other = rule === 'floor-table' ? 'to' : 'from'
  table.forEach((row, i) => {
    const edge = row[key]
    const before = table[i - 1]
    const here = `${path}.table.${i}`
    if (edge === undefined) {
      report(`${here}.${key}`, 'missing')
      return
    }
    const previous = before?.[key]
    if (previous !== undefined && edge <= previous)
      report(`${here}.${key}`, 'level-overlap', { from: previous, to: edge })
    // The second edge may be written too; then it must meet its neighbour's.
    const [left, right] = rule === 'floor-table' ? [before?.[other], edge] : [previous, row[other]]
    if (left !== undefined && right !== undefined) {
      if (right > left + EPSILON) report(`${here}`, 'level-gap', { from: left, to: right })
      else if (right < left - EPSILON) report(`${here}`, 'level-overlap', { from: left, to: right })
    }
    if (edge < scale.min || edge > scale.max) report(`${here}.${key}`, 'out-of-scale', { value: edge, ...scale })
    if (table.findIndex((r) => r.level === row.level) !== i) report(`${here}.level`, 'duplicate-id', { id: row.level })
  })
  const first = table[0]?.from
  const last = table[table.length - 1]?.to
  if (rule === 'floor-table' && first !== undefined && first > scale.min + EPSILON) {
    report(`${path}.table.0.from`, 'level-gap', { from: scale.min, to: first })
  }
  if (rule === 'ceil-table' && last !== undefined && last < scale.max - EPSILON) {
    report(`${path}.table.${table.length - 1}.to`, 'level-gap', { from: last, to: scale.max })
  }
}

function checkScale(scale: Scale, path: string, report: Report): void {
  if (scale.min >= scale.max) report(path, 'bad-number', { expected: scale.min })
}

interface Place {
  node: Node
  path: string
  lens: boolean
}

/** Every node of the tree and of the lenses, with its path in the file. */
function placesOf(questionnaire: Questionnaire): Place[] {
  const walk = (node: Node, path: string, lens: boolean): Place[] => [
    { node, path, lens },
    ...node.children.flatMap((child, i) => (isNode(child) ? walk(child, `${path}.children.${i}`, lens) : [])),
  ]
  return [
    ...walk(questionnaire.root, 'root', false),
    ...(questionnaire.lenses ?? []).flatMap((lens, i) => walk(lens.root, `lenses.${i}.root`, true)),
  ]
}

function duplicates(entries: { id: string }[]): number[] {
  return entries.flatMap((entry, i) => (entries.findIndex((other) => other.id === entry.id) === i ? [] : [i]))
}

/** The ids that can be reached from themselves. */
function inCircles(questions: Question[], edges: (question: Question) => readonly string[]): string[] {
  const byId = new Map(questions.map((question) => [question.id, question]))
  const reaches = (from: string, goal: string, seen: Set<string>): boolean => {
    const question = byId.get(from)
    if (!question || seen.has(from)) return false
    seen.add(from)
    return edges(question).some((next) => next === goal || reaches(next, goal, seen))
  }
  return questions.map((question) => question.id).filter((id) => reaches(id, id, new Set()))
}
