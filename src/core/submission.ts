// What leaves a device by a code, and what becomes of it where it arrives (rules X1 to X7 of ./README.md).
import type { Answers } from './answers'
import { type Bundle, EMPTY_BUNDLE } from './backup'
import { bigEndian, crc32, fromBase45, fromBigEndian, toBase45, utf8 } from './bytes'
import type { Lists, Profile } from './catalogue'
import {
  nameInCode,
  putAnswers,
  putId,
  putName,
  putNatural,
  putProfile,
  type Reader,
  type Reasons,
  reader,
  sameSaid,
  shapeOf,
  takeAnswers,
  takeId,
  takeName,
  takeNatural,
  takeProfile,
  type Writer,
  writer,
} from './packing'
import type { Question, Questionnaire } from './questionnaire'
import type { Problem, Read } from './read'
import {
  type AnswerRecord,
  type Assessment,
  type Firm,
  newAnswer,
  newAssessment,
  newFirm,
  type Summary,
} from './records'

/** Version of the format; a newer one is said to be newer. */
export const FORMAT = 1
/** What is sent: an assessment from phone to phone. A workshop's room has kinds of its own (session.ts). */
const TRANSFER = 1

/** One assessment as it leaves the device. Notes, plan, measures and photos never travel this way. */
export interface Submission {
  /** Id and version of its questionnaire. */
  questionnaire: string
  version: string
  assessment: string
  firm: string
  /** The firm's name, cut to fit; '' when it has none or it is hidden. */
  name: string
  round: number
  revision: number
  /** When it was last changed, and finished if it is; ISO 8601, to the second. */
  changed: string
  finished: string | null
  /** A result with gaps in it. */
  provisional: boolean
  answers: Answers
  reasons: Reasons
  profile: Profile
}

/** Writes a submission as bytes: format and kind, the key of its questionnaire, the packed content, a checksum. */
export function writeSubmission(submission: Submission, questionnaire: Questionnaire, lists: Lists): Uint8Array {
  const to = writer()
  putContent(to, submission, questionnaire, lists)
  const bytes = [FORMAT * 16 + TRANSFER, ...bigEndian(keyOf(questionnaire, lists), 4), ...to.bytes()]
  return Uint8Array.from([...bytes, ...bigEndian(crc32(bytes), 4)])
}

/**
 * Reads a submission's bytes against the questionnaires that are known here. Refused are: damaged bytes (`not-readable`), a newer
 * format or another kind (`too-new`), a questionnaire of another version or other lists (`unknown-id`), and, should two known
 * ones share a key, both (`duplicate-id`). Never throws.
 */
export function readSubmission(
  bytes: Uint8Array,
  questionnaires: readonly Questionnaire[],
  lists: Lists,
): Read<Submission> {
  const end = bytes.length - 4
  // Every format, newer ones too, begins with its version and kind and ends with this checksum.
  if (end < 5 || crc32(bytes.subarray(0, end)) !== fromBigEndian(bytes.subarray(end))) return DAMAGED
  if (bytes[0] !== FORMAT * 16 + TRANSFER) return TOO_NEW
  const key = fromBigEndian(bytes.subarray(1, 5))
  const [questionnaire, other] = questionnaires.filter((known) => keyOf(known, lists) === key)
  if (!questionnaire || other) {
    const code = other ? 'duplicate-id' : 'unknown-id'
    return refused({ path: 'questionnaire', code, params: { id: key.toString(16) } })
  }
  const from = reader(bytes.subarray(5, end))
  const submission = takeContent(from, questionnaire, lists)
  if (!submission || !from.complete()) return DAMAGED
  // The same content must be the same bytes: then nothing that is not allowed was left out, and nothing can hide in them.
  return String(writeSubmission(submission, questionnaire, lists)) === String(bytes)
    ? { ok: true, value: submission }
    : DAMAGED
}

/** 32 bits that name a questionnaire's id and version, and everything else that the packing rests on. */
export function keyOf(questionnaire: Questionnaire, lists: Lists): number {
  return crc32(utf8(shapeOf(questionnaire, lists)))
}

function putContent(to: Writer, submission: Submission, questionnaire: Questionnaire, lists: Lists): void {
  putId(to, submission.assessment)
  putId(to, submission.firm)
  putBody(to, submission, questionnaire, lists)
}

/** Packs what a submission says besides its ids, by its questionnaire and the lists, without saying which those are. */
export function putBody(to: Writer, submission: Submission, questionnaire: Questionnaire, lists: Lists): void {
  putNatural(to, submission.round)
  putNatural(to, submission.revision)
  const changed = secondsOf(submission.changed)
  to.put(changed, 2 ** 32)
  to.put(submission.finished === null ? 0 : 1, 2)
  if (submission.finished !== null) putNatural(to, Math.max(0, secondsOf(submission.finished) - changed))
  to.put(submission.provisional ? 1 : 0, 2)
  putName(to, submission.name)
  putProfile(to, lists, submission.profile)
  putAnswers(to, questionnaire, submission.answers, submission.reasons)
}

function takeContent(from: Reader, questionnaire: Questionnaire, lists: Lists): Submission | null {
  const assessment = takeId(from)
  const firm = takeId(from)
  const body = takeBody(from, questionnaire, lists)
  return assessment === null || firm === null || body === null ? null : { ...body, assessment, firm }
}

/** What `putBody` packed; null when it can't be. */
export function takeBody(
  from: Reader,
  questionnaire: Questionnaire,
  lists: Lists,
): Omit<Submission, 'assessment' | 'firm'> | null {
  const round = takeNatural(from)
  const revision = takeNatural(from)
  const changed = from.take(2 ** 32)
  const finished = from.take(2) === 1 ? changed + takeNatural(from) : null
  const provisional = from.take(2) === 1
  const name = takeName(from)
  if (name === null || (finished ?? 0) >= 2 ** 33) return null
  return {
    questionnaire: questionnaire.id,
    version: questionnaire.version,
    name,
    round,
    revision,
    changed: timeOf(changed),
    finished: finished === null ? null : timeOf(finished),
    provisional,
    profile: takeProfile(from, lists),
    ...takeAnswers(from, questionnaire),
  }
}

/** Times travel as whole seconds since 2025; until 2161. */
const EPOCH = Date.UTC(2025, 0, 1)

/** A time as it travels; a moment that is none is 0. */
export function secondsOf(time: string): number {
  const seconds = Math.floor((Date.parse(time) - EPOCH) / 1000)
  return Math.min(Math.max(seconds, 0), 2 ** 32 - 1) || 0
}

function timeOf(seconds: number): string {
  return new Date(EPOCH + seconds * 1000).toISOString()
}

function refused(problem: Problem): { ok: false; problems: Problem[] } {
  return { ok: false, problems: [problem] }
}
const DAMAGED = refused({ path: '', code: 'not-readable', params: { reason: 'damaged' } })
const FOREIGN = refused({ path: '', code: 'not-readable', params: { reason: 'foreign' } })
const TOO_NEW = refused({ path: '', code: 'too-new' })

/** A code holds a whole submission, one frame of a moving code, or what is handed in to a room. */
export type Holds = 'whole' | 'frame' | 'room'
const LETTERS: Record<Holds, string> = { whole: 'W', frame: 'F', room: 'R' }

/** Bytes as the text in a code, within the alphanumeric alphabet of QR. */
export function codeText(holds: Holds, bytes: Uint8Array): string {
  return `SIAP${FORMAT}:${LETTERS[holds]}${toBase45(bytes)}`
}

/** Reads the text of any code: what is not ours is `foreign`, what is ours but newer `too-new`, the rest `damaged`. */
export function readCodeText(text: string): Read<{ holds: Holds; bytes: Uint8Array }> {
  const [, format, letter, base45] = /^SIAP(\d+):(.?)(.*)$/.exec(text) ?? []
  if (format === undefined) return FOREIGN
  if (Number(format) > FORMAT) return TOO_NEW
  const bytes = fromBase45(base45 ?? '')
  if (Number(format) !== FORMAT || !bytes) return DAMAGED
  const holds = (Object.keys(LETTERS) as Holds[]).find((one) => LETTERS[one] === letter)
  return holds ? { ok: true, value: { holds, bytes } } : TOO_NEW
}

/** An assessment as it would leave the device: what may travel, and nothing else. */
export function submissionOf(
  assessment: Assessment,
  firm: Firm | null,
  records: Readonly<Record<string, AnswerRecord>>,
  provisional: boolean,
): Submission {
  const said = Object.values(records)
  const { questionnaire, version, round, revision, changed, finished, profile } = assessment
  return {
    questionnaire,
    version,
    assessment: assessment.id,
    firm: assessment.firm,
    name: nameInCode(firm?.name ?? ''),
    round,
    revision,
    changed,
    finished,
    provisional,
    answers: Object.fromEntries(
      said.flatMap(({ question, answer }) => (answer === undefined ? [] : [[question, answer]])),
    ),
    reasons: Object.fromEntries(
      said.flatMap(({ question, reason }) => (reason === undefined ? [] : [[question, reason]])),
    ),
    profile,
  }
}

/** What lies here of an assessment that arrives. */
export interface Here {
  assessment: Assessment | null
  firm: Firm | null
  answers: Readonly<Record<string, AnswerRecord>>
}

/** How what arrives stands to what is here: nothing is here, an older state, the same, or a newer one (rule X6). */
export type News = 'new' | 'later' | 'same' | 'earlier'

export function newsOf({ changed, revision, finished }: Submission, { assessment }: Here): News {
  if (!assessment) return 'new'
  const mine = [
    secondsOf(assessment.changed),
    assessment.revision,
    assessment.finished ? secondsOf(assessment.finished) : 0,
  ]
  const theirs = [secondsOf(changed), revision, finished ? secondsOf(finished) : 0]
  const different = theirs.findIndex((value, i) => value !== mine[i])
  if (different < 0) return 'same'
  return (theirs[different] ?? 0) > (mine[different] ?? 0) ? 'later' : 'earlier'
}

/**
 * The records that bring a submission in (rule X7). Ids stay, notes that lie here stay, and answers that say the same are those that
 * lie here: brought in a second time nothing is left to write.
 * @param summary what the result amounts to, for a finished round.
 */
export function bundleOf(
  submission: Submission,
  questionnaire: Questionnaire,
  summary: Summary | null,
  here: Here,
): Bundle {
  const news = newsOf(submission, here)
  const firms = firmsOf(submission, here)
  if (news === 'same' || news === 'earlier') return { ...EMPTY_BUNDLE, firms: here.firm ? firms : [] }
  const { assessment: id, firm, round, revision, changed, finished, profile } = submission
  const before =
    here.assessment ??
    newAssessment({
      id,
      firm,
      questionnaire: submission.questionnaire,
      version: submission.version,
      round,
      started: changed,
    })
  return {
    ...EMPTY_BUNDLE,
    firms,
    assessments: [
      {
        ...before,
        revision,
        changed: here.assessment ? after(here.assessment.changed, changed) : changed,
        finished,
        profile,
        profileSeen: true,
        summary: finished === null ? null : summary,
      },
    ],
    answers: questionnaire.questions.flatMap((question) => answersOf(submission, question, here)),
  }
}

/** The firm, when it is new, or when it has no name here and one arrives. */
function firmsOf({ firm: id, name, changed }: Submission, { firm }: Here): Firm[] {
  if (!firm) return [newFirm(id, name, changed)]
  if (firm.name !== '' || name === '') return []
  return [{ ...firm, name, changed: after(firm.changed ?? firm.created, changed) }]
}

/** One answer: as it lies here when it says the same, else as it arrives. A note that is here stays. */
function answersOf(
  { assessment, changed, answers, reasons }: Submission,
  question: Question,
  here: Here,
): AnswerRecord[] {
  const { id } = question
  const [answer, reason, before] = [answers[id], reasons[id], here.answers[id]]
  if (question.type === 'info' || sameSaid(question, { answer, reason }, before ?? {})) return before ? [before] : []
  const { answer: _, reason: __, ...kept } = before ?? newAnswer(assessment, id, changed)
  return [
    {
      ...kept,
      saved: before ? after(before.saved, changed) : changed,
      ...(answer === undefined ? {} : { answer }),
      ...(reason === undefined ? {} : { reason }),
    },
  ]
}

/** The time given, or the first moment after what it takes the place of. */
function after(before: string, time: string): string {
  const next = Date.parse(before) + 1
  return time > before || Number.isNaN(next) ? time : new Date(next).toISOString()
}
