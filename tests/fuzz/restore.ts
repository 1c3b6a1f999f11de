// The door of backup files: the real door, store and disk; what is there before must be there after, whatever comes in.
import { openDB } from 'idb'
import {
  BUNDLE_SHELVES,
  type Bundle,
  canonical,
  EMPTY_BUNDLE,
  gather,
  lockedHeader,
  newLockedHeader,
  withoutNames,
  writeBackup,
  writeLocked,
} from '../../src/core/backup'
import { readQuestionnaire } from '../../src/core/questionnaire'
import { newStoredQuestionnaire, readAnswer, readAssessment, readStoredQuestionnaire } from '../../src/core/records'
import { scoreAnswers } from '../../src/core/scoring'
import { everything, SHELVES } from '../../src/platform/disk'
import { lock } from '../../src/platform/sealing'
import { answersOf } from '../../src/store/assessments'
import { openBackup, unlockBackup } from '../../src/store/backup'
import { previewRestore, restore } from '../../src/store/restore'
import { real } from '../support/assess'
import { aBundle } from '../support/bundles'
import type { Chance } from './chance'
import type { Door, Tried } from './doors'
import { brokenBytes, brokenStructure, fixedLock } from './mutate'

const PASSPHRASE = 'empat kata yang panjang'
const HEAD = { app: '0.1.0', made: '2026-11-25T08:00:00.000Z', scope: 'all' } as const
/** Beside what merging knows: something that was once set aside must stay there too. */
const ASIDE = { id: 'firms/odd', shelf: 'firms', record: { id: 'odd', v: 99 }, reason: 'not-readable' }

/** What lies on the device: two firms, one round answered with a questionnaire of every kind of question. */
const WORLD: Bundle = (() => {
  const bundle = aBundle()
  const quick = real('quick')
  return {
    ...bundle,
    questionnaires: [
      ...bundle.questionnaires,
      newStoredQuestionnaire(`quick@${quick.version}`, JSON.parse(JSON.stringify(quick)), {
        id: { title: 'Cek cepat' },
      }),
    ],
  }
})()

type Disk = Awaited<ReturnType<typeof everything>>

export async function restoreDoor(): Promise<Door> {
  // The app makes its shelves when it first looks at them.
  await everything()
  const db = await openDB('siap')
  const reset = async () => {
    const tx = db.transaction([...SHELVES, 'aside'], 'readwrite')
    for (const shelf of [...SHELVES, 'aside'] as const) await tx.objectStore(shelf).clear()
    for (const shelf of BUNDLE_SHELVES) for (const record of WORLD[shelf]) await tx.objectStore(shelf).put(record)
    await tx.objectStore('aside').put(ASIDE)
    await tx.done
  }
  await reset()
  const before = await everything()
  const as = JSON.stringify(before)

  const refused = async (): Promise<Tried> => ({
    outcome: 'refused',
    changed: JSON.stringify(await everything()) === as ? null : 'a refusal changed the disk',
  })

  const attempt = async (input: Blob): Promise<Tried> => {
    const read = await openBackup(input)
    if (!read.ok) return refused()
    const opened = read.value.locked
      ? await unlockBackup(read.value, PASSPHRASE)
      : { ok: true as const, value: read.value }
    if (!opened?.ok) return refused()
    const { bundle } = opened.value
    await previewRestore(bundle)
    if (JSON.stringify(await everything()) !== as)
      return { outcome: 'accepted', changed: 'looking at a file changed the disk' }
    if (!(await restore(bundle))) throw new Error('the disk refused what the door had let in')
    const after = await everything()
    const lost = whatIsLost(before, after)
    scoreAll(after)
    await restore(bundle)
    const twice =
      JSON.stringify(await everything()) === JSON.stringify(after) ? null : 'the same file twice changed the disk'
    await reset()
    return { outcome: 'accepted', changed: lost ?? twice }
  }
  return { input, attempt, reset }
}

/** The first record that is neither in its place nor set aside whole, or that the app itself cannot read back; null when there is none. */
function whatIsLost(before: Disk, after: Disk): string | null {
  const versions = new Set(
    after.aside.flatMap((one) => {
      const { reason, shelf, record } = one as { reason: string; shelf: string; record: unknown }
      return reason === 'superseded' ? [`${shelf} ${canonical(record)}`] : []
    }),
  )
  for (const shelf of [...SHELVES, 'aside'] as const) {
    const there = new Map(after[shelf].map((record) => [(record as { id: string }).id, canonical(record)]))
    for (const record of before[shelf]) {
      const { id } = record as { id: string }
      const text = canonical(record)
      if (!there.has(id)) return `${shelf} ${id} is gone`
      if (there.get(id) !== text && !versions.has(`${shelf} ${text}`)) return `${shelf} ${id} was overwritten`
    }
  }
  const unread = after.aside.filter((one) => (one as { reason: string }).reason === 'not-readable')
  return unread.length > 1 ? 'the app cannot read what it let in' : null
}

/** What was let in can be worked with: every round is scored by its questionnaire. */
function scoreAll({ assessments, answers, questionnaires }: Disk): void {
  for (const record of assessments) {
    const round = readAssessment(record)
    const stored = questionnaires
      .map(readStoredQuestionnaire)
      .find((one) => one?.id === `${round?.questionnaire}@${round?.version}`)
    const read = readQuestionnaire(stored?.structure)
    if (!round || !read.ok) continue
    const own = answers.flatMap((one) => {
      const answer = readAnswer(one)
      return answer?.assessment === round.id ? [[answer.question, answer] as const] : []
    })
    scoreAnswers(read.value, answersOf(Object.fromEntries(own)))
  }
}

/** The same work as it may come from another device: some of it older, some newer, some of it only there. */
function elsewhere(): Bundle {
  const bundle = WORLD
  const later = '2026-08-01T00:00:00.000Z'
  return {
    ...bundle,
    firms: [...bundle.firms.map((firm, i) => (i === 0 ? { ...firm, name: 'CV Lain', changed: later } : firm))],
    assessments: bundle.assessments.map((round, i) => (i === 1 ? { ...round, changed: later, position: 'a' } : round)),
    answers: bundle.answers.map((answer, i) => (i % 2 ? { ...answer, saved: later, note: 'lain' } : answer)),
    steps: bundle.steps.slice(1).map((step) => ({ ...step, who: 'Pak Budi', changed: later })),
  }
}

/** Without the large questionnaire, so that a blind change hits something else more often. */
function onlyTiny(bundle: Bundle): Bundle {
  return { ...bundle, questionnaires: aBundle().questionnaires }
}

const FILES = [
  writeBackup(WORLD, HEAD),
  writeBackup(elsewhere(), HEAD),
  writeBackup(withoutNames(onlyTiny(elsewhere())), HEAD),
  writeBackup(gather(elsewhere(), 'maju').bundle, { ...HEAD, scope: 'firm' }),
  writeBackup(EMPTY_BUNDLE, HEAD),
  JSON.stringify({ app: 'siap', version: 1, ...onlyTiny(elsewhere()), aside: [ASIDE] }),
]

/** A valid file broken in one way or another; one in fifty is left whole, one in twenty is locked. */
async function input(by: Chance): Promise<Blob> {
  const file = by.one(FILES)
  if (by.often(0.02)) return new Blob([file])
  if (by.often(0.001)) return new Blob([new Uint8Array(65 * 1024 * 1024)])
  if (by.often(0.05)) return new Blob([await lockedInput(file, by)])
  return new Blob([by.often(0.65) ? brokenStructure(file, by) : brokenBytes(file, by)])
}

/** A locked file, broken outside or within. */
async function lockedInput(file: string, by: Chance): Promise<string | Uint8Array<ArrayBuffer>> {
  const header = newLockedHeader(fixedLock(by))
  const inside = by.often(0.5) ? brokenStructure(file, by) : file
  const passphrase = by.often(0.1) ? 'kata sandi yang lain' : PASSPHRASE
  const text = writeLocked({ ...header, data: await lock(header, passphrase, lockedHeader(header), inside) })
  return by.one([() => text, () => brokenStructure(text, by), () => brokenBytes(text, by)])()
}
