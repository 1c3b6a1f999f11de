// Backup files: made of what is saved, and opened again. What a file would do is told before anything changes (restore.ts).
import {
  type Backup,
  type BackupHead,
  type BackupProblemCode,
  gather,
  lockedHeader,
  MOST_BYTES,
  newLockedHeader,
  readBackup,
  withoutNames,
  writeBackup,
  writeLocked,
} from '../core/backup'
import type { Problem, Read } from '../core/read'
import { readAssessment } from '../core/records'
import { now } from '../platform/clock'
import { everything } from '../platform/disk'
import { textOf, type Unread } from '../platform/files'
import { lock, newLock, unlock } from '../platform/sealing'
import { keepQuestionnaire } from './assessments'

export type BackupProblem = Problem<BackupProblemCode | Unread>
/** A backup whose records can be seen. */
export type OpenBackup = Extract<Backup, { locked: false }>
export type LockedFile = Extract<Backup, { locked: true }>

/** What goes into a backup. */
export interface Choice {
  /** One firm by its id; everything without one. */
  firm?: string | undefined
  withoutNames: boolean
  /** '' leaves the file open. */
  passphrase: string
}

/** A backup file's text, and how many records cannot be in it, because no app of this version could read them. */
export interface Made {
  text: string
  left: number
}

/**
 * Makes a backup of what is on the disk now, and reads it back before it is given out: a file that this app would not take is no backup.
 * Throws a DiskError; anything else thrown is a fault of ours.
 */
export async function makeBackup(
  { firm, withoutNames: hide, passphrase }: Choice,
  app: string,
): Promise<Read<Made, BackupProblemCode>> {
  await keepQuestionnaires(firm)
  const { bundle, left } = gather(await everything(), firm)
  const head: BackupHead = { app, made: now(), scope: firm === undefined ? 'all' : 'firm' }
  const open = writeBackup(hide ? withoutNames(bundle) : bundle, head)
  const text = passphrase === '' ? open : await locked(open, passphrase)
  const read = readBackup(open)
  if (!read.ok) return read
  return text.length > MOST_BYTES
    ? { ok: false, problems: [{ path: '', code: 'too-large' }] }
    : { ok: true, value: { text, left } }
}

/** Without its questionnaire a round could not be opened on a device whose app has another version. */
async function keepQuestionnaires(firm: string | undefined): Promise<void> {
  const { assessments } = await everything()
  const rounds = assessments.map(readAssessment).filter((round) => round && (firm === undefined || round.firm === firm))
  const asked = new Map(rounds.map((round) => [`${round?.questionnaire}@${round?.version}`, round]))
  for (const round of asked.values()) if (round) await keepQuestionnaire(round.questionnaire, round.version)
}

async function locked(text: string, passphrase: string): Promise<string> {
  const how = newLock()
  const header = newLockedHeader(how)
  return writeLocked({ ...header, data: await lock(how, passphrase, lockedHeader(header), text) })
}

/** Opens a file somebody chose. Nothing on this device changes, whatever is in it. */
export async function openBackup(file: Blob): Promise<Read<Backup, BackupProblem['code']>> {
  const found = await textOf(file, MOST_BYTES)
  return typeof found === 'string' ? { ok: false, problems: [{ path: '', code: found }] } : readBackup(found.text)
}

/** Unlocks a locked backup; null when the passphrase is another or the file is damaged. */
export async function unlockBackup(
  { box }: LockedFile,
  passphrase: string,
): Promise<Read<OpenBackup, BackupProblemCode> | null> {
  const text = await unlock(box, passphrase, lockedHeader(box), box.data)
  if (text === null) return null
  const read = readBackup(text)
  if (!read.ok) return read
  return read.value.locked
    ? { ok: false, problems: [{ path: 'data', code: 'broken' }] }
    : { ok: true, value: read.value }
}
