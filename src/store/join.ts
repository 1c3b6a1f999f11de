// The workshops a phone was invited to, and what it handed in there.
import * as v from 'valibot'
import { create } from 'zustand'
import type { Lists } from '../core/catalogue'
import { reader, SHAPE } from '../core/records'
import {
  askedOf,
  consentSchema,
  headOf,
  type Invitation,
  newConsent,
  publicKeyOf,
  readInvitation,
  writeHandIn,
} from '../core/session'
import { codeText, submissionOf } from '../core/submission'
import { now, today } from '../platform/clock'
import { readAll } from '../platform/disk'
import { sealTo } from '../platform/envelope'
import type { ReadyAssessment } from './opened'
import { notifyOf, save } from './saving'

const handedSchema = v.object({
  consent: consentSchema,
  hidden: v.boolean(),
  /** The text of the code, as it is shown until the workshop's data is deleted. */
  code: v.string(),
  made: v.string(),
  /** When the assessment in it was last changed. */
  changed: v.string(),
})
/** What was handed in of one assessment. */
export type Handed = v.InferOutput<typeof handedSchema>

const joinedSchema = v.object({
  v: v.literal(SHAPE),
  /** The session's id. */
  id: v.string(),
  invitation: v.string(),
  joined: v.string(),
  /** By assessment. */
  handed: v.record(v.string(), handedSchema),
})
export const readJoined = reader(joinedSchema)

/** A workshop this phone was invited to. */
export interface Joined {
  invitation: Invitation
  handed: Readonly<Record<string, Handed>>
}

export const useJoined = create<{ joined: readonly Joined[] | null }>()(() => ({ joined: null }))

/** Reads the workshops that are not over, the latest first. */
export async function loadJoined(): Promise<void> {
  try {
    const { records } = await readAll('joined', readJoined)
    const joined = [...records]
      .sort((a, b) => (a.joined < b.joined ? 1 : -1))
      .flatMap(({ invitation: text, handed }) => {
        const read = readInvitation(text)
        return read.ok && read.value.deleteBy >= today() ? [{ invitation: read.value, handed }] : []
      })
    useJoined.setState({ joined })
  } catch (error) {
    useJoined.setState({ joined: [] })
    notifyOf(error)
  }
}

/** Remembers a workshop, so that its code can be shown at the end. */
export async function join(text: string, { id }: Invitation): Promise<boolean> {
  const joined = now()
  const saved = await save([
    {
      shelf: 'joined',
      id,
      to: (before) => ({ handed: {}, ...readJoined(before), v: SHAPE, id, invitation: text, joined }),
    },
  ])
  if (saved) await loadJoined()
  return saved
}

/** What somebody agrees to. */
export interface Agreed {
  hidden: boolean
  statistics: boolean
  language: string
}

/** Seals an assessment to a workshop: what was agreed to, and the code. A consent that was given before stays as it was. */
export async function sealed(
  { id, ...invitation }: Invitation,
  { assessment, firm, records, questionnaire }: ReadyAssessment,
  lists: Lists,
  provisional: boolean,
  how: { hidden: boolean; consent: Handed['consent'] } | Agreed,
): Promise<Pick<Handed, 'consent' | 'code'>> {
  const consent = 'consent' in how ? how.consent : newConsent(how.language, now(), how.statistics)
  const submission = submissionOf(assessment, how.hidden ? null : firm, records, provisional)
  const content = writeHandIn(
    { submission: { ...submission, profile: askedOf(submission.profile, invitation.fields) }, consent },
    questionnaire,
    lists,
  )
  return { consent, code: codeText('room', await sealTo(publicKeyOf(invitation), headOf(id), content)) }
}

/** Seals an assessment to a workshop and remembers what was agreed to, with the code. True once it is on the disk. */
export async function handIn(...what: Parameters<typeof sealed>): Promise<boolean> {
  const [{ id }, { assessment }, , , { hidden }] = what
  const handed: Handed = { ...(await sealed(...what)), hidden, made: now(), changed: assessment.changed }
  const saved = await save([
    {
      shelf: 'joined',
      id,
      mustExist: true,
      to: (record) => {
        const before = readJoined(record)
        return before ? { ...before, handed: { ...before.handed, [assessment.id]: handed } } : record
      },
    },
  ])
  if (saved) await loadJoined()
  return saved
}
