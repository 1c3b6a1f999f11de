// What the app knows and remembers of firms, assessments and answers. Answers belong here; every tap is on the disk before it counts.
import { create } from 'zustand'
import type { Answer, Answers } from '../core/answers'
import type { Profile } from '../core/catalogue'
import type { Questionnaire } from '../core/questionnaire'
import {
  type AnswerRecord,
  type Assessment,
  answerId,
  type Firm,
  newAnswer,
  newAssessment,
  newFirm,
  readAnswer,
  readAssessment,
  readers,
  readFirm,
  type Summary,
} from '../core/records'
import { SCORING_VERSION, scoreAnswers } from '../core/scoring'
import { newId, now } from '../platform/clock'
import {
  askToKeep,
  type Change,
  DiskError,
  onOtherTabs,
  type Persistence,
  readAll,
  readAsideAgain,
  remove,
  removeEverything,
  type Saved,
  tellOtherTabs,
} from '../platform/disk'
import { firstTime, markDraft } from '../platform/kept'
import { offered, storeQuestionnaire } from './catalogue'
import { forgetNotices, notify, notifyOf, save } from './saving'

interface State {
  status: 'loading' | 'ready' | 'failed'
  firms: Firm[]
  assessments: Assessment[]
  /** The answers of the assessments opened so far, by assessment and question. */
  answers: Record<string, Record<string, AnswerRecord>>
  /** Null until asked; asked once, after the first answers are saved. */
  persistence: Persistence | null
}

export const useAssessments = create<State>()(() => ({
  status: 'loading',
  firms: [],
  assessments: [],
  answers: {},
  persistence: null,
}))

const { getState, setState } = useAssessments

/** Reads the shelves. What cannot be read is set aside and said; nothing is overwritten. */
export async function load(): Promise<void> {
  try {
    const aside = await readAsideAgain((shelf, record) => (readers[shelf]?.(record) ?? null) !== null)
    const [firms, assessments] = await Promise.all([readAll('firms', readFirm), readAll('assessments', readAssessment)])
    const unread = aside + firms.aside + assessments.aside
    setState({ status: 'ready', firms: firms.records, assessments: newestFirst(assessments.records) })
    if (unread > 0) notify('set-aside')
    markDraft(assessments.records.length > 0)
  } catch (error) {
    setState({ status: 'failed' })
    notifyOf(error)
  }
}

onOtherTabs(({ assessment }) => {
  void load()
  if (assessment && assessment in getState().answers) void openAnswers(assessment)
})

/** Reads the answers of one assessment into memory. */
export async function openAnswers(assessment: string): Promise<void> {
  const { records, aside } = await readAll('answers', readAnswer, assessment)
  if (aside > 0) notify('set-aside')
  const byQuestion = Object.fromEntries(records.map((record) => [record.question, record]))
  setState(({ answers }) => ({ answers: { ...answers, [assessment]: byQuestion } }))
}

/** The answers of one assessment, as the core takes them. */
export function answersOf(records: Record<string, AnswerRecord> | undefined): Answers {
  return Object.fromEntries(
    Object.values(records ?? {}).flatMap(({ question, answer }) => (answer === undefined ? [] : [[question, answer]])),
  )
}

/**
 * Begins an assessment and resolves with its id once it is on the disk. Without a firm a new, nameless one is made.
 * A new round takes over the profile of the last one; `copyFrom` also takes over all answers (quick check to full, never the other way).
 */
export async function startAssessment(
  questionnaireId: string,
  firmId?: string,
  copyFrom?: string,
): Promise<string | null> {
  const questionnaire = offered.find(({ id }) => id === questionnaireId)
  if (!questionnaire) return null
  const { assessments, answers } = getState()
  const started = now()
  const firm = firmId ?? newId()
  const before = assessments.filter((other) => other.firm === firm)
  const assessment = newAssessment({
    id: newId(),
    firm,
    questionnaire: questionnaire.id,
    version: questionnaire.version,
    // Above the highest, because an earlier round may have been deleted.
    round: 1 + Math.max(0, ...before.map((other) => (other.questionnaire === questionnaire.id ? other.round : 0))),
    started,
    profile: before[0]?.profile ?? {},
    targets: before.find((other) => other.questionnaire === questionnaire.id)?.targets ?? {},
  })
  const from = assessments.find(({ id }) => id === copyFrom)
  const isEstimate = (id: string | undefined) => offered.find((other) => other.id === id)?.estimate ?? false
  const copied = from && isEstimate(from.questionnaire) && !questionnaire.estimate ? from.id : null
  if (copied && !(copied in answers)) await openAnswers(copied)
  const copies = Object.values(copied ? (getState().answers[copied] ?? {}) : {}).map((record) => ({
    ...record,
    id: answerId(assessment.id, record.question),
    assessment: assessment.id,
  }))
  const done = await commit([
    ...(firmId ? [] : [put('firms', newFirm(firm, '', started))]),
    put('assessments', assessment),
    ...copies.map((record) => put('answers', record)),
  ])
  if (!done) return null
  await load()
  setState(({ answers }) => ({
    answers: { ...answers, [assessment.id]: Object.fromEntries(copies.map((record) => [record.question, record])) },
  }))
  tellOtherTabs({})
  // The first question does not wait for this; it is tried again whenever the assessment is opened.
  void keepQuestionnaire(assessment.questionnaire, assessment.version)
  return assessment.id
}

/** Stores the questionnaire an assessment is pinned to; what fails now is tried again at the next opening. */
export async function keepQuestionnaire(questionnaire: string, version: string): Promise<void> {
  try {
    await storeQuestionnaire(questionnaire, version)
  } catch {
    // No network for the texts, or no room: the built-in one serves until an update comes.
  }
}

/** What is said about one question; a field left out stays as it is, `null` takes it back. */
export interface Said {
  answer?: Answer | null
  reason?: string | null
  note?: string | null
}

/**
 * Saves what was said about one question. True once it is on the disk; false, with a notice, when it is not.
 * A change to a finished round makes its next revision.
 * @param position the question shown next, so that a browser that dies in between reopens there.
 */
export async function say(assessment: string, question: string, said: Said, position?: string): Promise<boolean> {
  const saved = now()
  let record = newAnswer(assessment, question, saved)
  const done = await commit([
    touch(assessment, (before) => ({
      ...before,
      changed: saved,
      ...(position === undefined ? {} : { position }),
      ...(before.finished && said.answer !== undefined ? { finished: null, revision: before.revision + 1 } : {}),
    })),
    {
      shelf: 'answers',
      id: record.id,
      to: (before) => {
        const known = readAnswer(before)
        // Written by a newer app, or broken: not ours to overwrite. It is set aside when the answers are opened anew.
        if (before !== undefined && !known) throw new DiskError('failed')
        record = { ...(known ?? record), saved }
        if (said.answer !== undefined) assign(record, 'answer', said.answer)
        if (said.reason !== undefined) assign(record, 'reason', said.reason)
        if (said.note !== undefined) assign(record, 'note', said.note === '' ? null : said.note)
        return record
      },
    },
  ])
  if (!done) return false
  setState(({ answers }) => ({
    answers: { ...answers, [assessment]: { ...answers[assessment], [question]: record } },
  }))
  tellOtherTabs({ assessment })
  if (getState().persistence === null && said.answer !== undefined) void keepData()
  return true
}

function assign<K extends 'answer' | 'reason' | 'note'>(
  record: AnswerRecord,
  key: K,
  value: AnswerRecord[K] | null,
): void {
  if (value === null) delete record[key]
  else record[key] = value
}

/** Asks once a visit, after the first answer is safe; what the browser answers is told once a device. */
async function keepData(): Promise<void> {
  const persistence = await askToKeep().catch(() => 'unknown' as const)
  setState({ persistence })
  if (persistence !== 'unknown' && firstTime(persistence)) notify(persistence)
}

/** Remembers where a person is, so that reopening offers exactly that question. */
export async function remember(assessment: string, position: string): Promise<void> {
  if (getState().assessments.find(({ id }) => id === assessment)?.position === position) return
  await commit([touch(assessment, (before) => ({ ...before, position }))])
}

/** Saves some fields of the profile; the others stay as they are, whoever wrote them. */
export async function describe(assessment: string, profile: Profile): Promise<boolean> {
  return commit([
    touch(assessment, (before) => ({
      ...before,
      changed: now(),
      profileSeen: true,
      profile: { ...before.profile, ...profile },
    })),
  ])
}

/** Sets the level to reach in one section, or takes it back with null. */
export async function aim(assessment: string, section: string, level: number | null): Promise<boolean> {
  return commit([
    touch(assessment, (before) => {
      const { [section]: _before, ...others } = before.targets
      return { ...before, changed: now(), targets: level === null ? others : { ...others, [section]: level } }
    }),
  ])
}

/** Names a firm, or takes the name back with ''. */
export async function nameFirm(id: string, name: string): Promise<boolean> {
  const done = await commit([
    { shelf: 'firms', id, mustExist: true, to: (before) => ({ ...(readFirm(before) as Firm), name, changed: now() }) },
  ])
  if (done) setState(({ firms }) => ({ firms: firms.map((firm) => (firm.id === id ? { ...firm, name } : firm)) }))
  return done
}

/** Finishes a round: keeps what it amounts to. Doing it again for the same revision changes nothing. */
export async function finish(assessment: string, questionnaire: Questionnaire): Promise<boolean> {
  const current = getState().assessments.find(({ id }) => id === assessment)
  if (!current || current.finished) return true
  const summary = summaryOf(questionnaire, answersOf(getState().answers[assessment]))
  const finished = now()
  // What another tab has changed meanwhile is not in this summary: the round stays open until it is seen.
  return commit([
    touch(assessment, (before) => (before.changed === current.changed ? { ...before, finished, summary } : before)),
  ])
}

/** What a round amounts to, as it is kept. */
export function summaryOf(questionnaire: Questionnaire, answers: Answers): Summary {
  const scores = scoreAnswers(questionnaire, answers)
  const root = scores.nodes[scores.root]
  return {
    scoringVersion: SCORING_VERSION,
    index: root?.score ?? null,
    level: scores.cap.level,
    low: root?.low ?? null,
    high: root?.high ?? null,
    indexLevel: scores.cap.indexLevel,
    capNodes: scores.cap.causes.map(({ node }) => node),
    provisional: scores.provisional,
    confidence: scores.confidence,
    scores: Object.fromEntries(Object.values(scores.nodes).map(({ id, score }) => [id, score])),
  }
}

/** Deletes one assessment with its answers, and its firm when nothing else belongs to it. */
export async function deleteAssessment(id: string): Promise<boolean> {
  const { assessments } = getState()
  const firm = assessments.find((assessment) => assessment.id === id)?.firm
  const last = firm !== undefined && assessments.filter((assessment) => assessment.firm === firm).length === 1
  return removing(() => remove([id], last ? [firm] : []))
}

/** Deletes everything the app has saved on this device. */
export async function deleteAll(): Promise<boolean> {
  return removing(removeEverything)
}

async function removing(how: () => Promise<void>): Promise<boolean> {
  try {
    await how()
  } catch (error) {
    notifyOf(error)
    return false
  }
  setState({ answers: {} })
  forgetNotices()
  await load()
  tellOtherTabs({})
  return true
}

function put(shelf: 'firms' | 'assessments' | 'answers', record: Saved): Change {
  return { shelf, id: record.id, to: () => record }
}

/** A change to an assessment that must still be there, mirrored in memory once it is on the disk. */
function touch(id: string, to: (before: Assessment) => Assessment): Change {
  return {
    shelf: 'assessments',
    id,
    mustExist: true,
    to: (before) => {
      const read = readAssessment(before)
      // Not readable means set aside at the next start; it is not ours to change.
      if (!read) throw new DiskError('gone')
      return to(read)
    },
  }
}

/** Writes changes and mirrors assessments in memory. False, with a notice, when the disk refuses. */
async function commit(changes: readonly Change[]): Promise<boolean> {
  const written: Saved[] = []
  const done = await save(
    changes.map((one) => ({
      ...one,
      to: (before) => {
        const after = one.to(before)
        if (after && one.shelf === 'assessments') written.push(after)
        return after
      },
    })),
  )
  if (done && written.length > 0) {
    const ids = new Set(written.map(({ id }) => id))
    setState(({ assessments }) => ({
      assessments: newestFirst([...assessments.filter(({ id }) => !ids.has(id)), ...(written as Assessment[])]),
    }))
    markDraft(true)
  }
  return done
}

function newestFirst(assessments: Assessment[]): Assessment[] {
  return [...assessments].sort((a, b) => (a.changed < b.changed ? 1 : a.changed > b.changed ? -1 : 0))
}
