// A session file that somebody chose, read at its one door.
import { type Brought, MOST_FIRMS } from '../core/addUp'
import { MOST_BYTES } from '../core/backup'
import { readSessionFile } from '../core/sessionFile'
import { textOf } from '../platform/files'

export const TOO_MANY: Brought['read'] = { ok: false, problems: [{ path: 'results', code: 'too-many' }] }

/** Reads one for adding up: more firms than are added up in all are refused here, before they would hold the page up. */
export async function openSessionFile(file: Blob): Promise<Brought['read']> {
  const found = await textOf(file, MOST_BYTES)
  if (typeof found === 'string') return { ok: false, problems: [{ path: '', code: found }] }
  const read = readSessionFile(found.text)
  const firms = read.ok && !read.value.locked ? read.value.results.length : 0
  return firms > MOST_FIRMS ? TOO_MANY : read
}
