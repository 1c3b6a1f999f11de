// Files of many facilitators, brought together: nothing is kept of them, and none of them changes a session here.
import { type AddedUp, addedUp, type Brought, MOST_FILES } from '../core/addUp'
import { readSession } from '../core/session'
import { readAll } from '../platform/disk'
import { readSessionFiles } from './cohort'
import { knownQuestionnaires } from './receive'

/** Reads session files and adds up what may be; what is beyond the most is listed as well. */
export async function bringTogether(files: readonly File[]): Promise<AddedUp> {
  const [read, known, { records }] = await Promise.all([
    readSessionFiles(files.slice(0, MOST_FILES)),
    knownQuestionnaires(),
    readAll('sessions', readSession),
  ])
  const beyond = files
    .slice(MOST_FILES)
    .map(({ name }): Brought => ({ name, read: { ok: false, problems: [{ path: '', code: 'too-many' }] } }))
  return addedUp(
    [...read, ...beyond],
    known,
    records.flatMap(({ deleted }) => deleted),
  )
}
