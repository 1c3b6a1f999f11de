import { useRef, useState } from 'react'
import { MOST_BYTES } from '../../core/backup'
import type { Taken } from '../../core/collect'
import type { Way } from '../../core/room'
import type { Session } from '../../core/session'
import { readPicture } from '../../platform/camera'
import { textOf } from '../../platform/files'
import { useT } from '../../platform/i18n'
import { sound } from '../../platform/sound'
import { scanner, takeLines, tallyOf } from '../../store/intake'
import { bringSession, type Handled, openSessionFile, takeText } from '../../store/room'
import { CodeProgress } from '../../ui/CameraView'
import { TextArea } from '../../ui/Field'
import { FileDrop } from '../../ui/FileButton'
import { RoomCamera } from './RoomCamera'

/** So many single codes are told one under the other. */
const MOST_TOLD = 5

/** What became of one thing that came in, and the line that tells it. */
interface Told {
  outcome: Taken | Handled['outcome']
  line: string
}

/** Every way for results to come in, through one door: camera, pictures and files, pasted text. */
export function Collect({ session, count }: { session: Session; count: number }) {
  const { t } = useT()
  /** Reads what the camera sees, from its start to its stop. */
  const [scan, setScan] = useState(scanner)
  const [moving, setMoving] = useState<{ have: number; of: number } | null>(null)
  const [files, setFiles] = useState<{ have: number; of: number } | null>(null)
  const [said, setSaid] = useState<readonly string[]>([])
  const [pasted, setPasted] = useState('')
  /** One after the other, so that what is said fits what was read. */
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const inTurn = (work: () => Promise<unknown>) => {
    queue.current = queue.current.then(work)
  }

  const tell = (handled: Handled): Told => {
    const { outcome } = handled
    if (outcome === 'unreadable') return { outcome, line: t(`room.unread.${handled.reason}`) }
    if (!('result' in handled)) return { outcome, line: t(`room.outcome.${handled.outcome}`) }
    const who = handled.result.submission.name || t('room.results.number', { number: handled.number })
    return { outcome, line: t(`room.outcome.${handled.outcome}`, { who }) }
  }
  /** One code alone is told by its name, above the ones before. */
  const sayOne = (handled: Handled) => {
    setSaid((before) => [tell(handled).line, ...before].slice(0, MOST_TOLD))
    sound(handled.outcome === 'counted' || handled.outcome === 'replaced')
  }
  /** Of many it is told how many, and each that was left out. */
  const sayAll = (told: readonly Told[]) => {
    const tally = tallyOf(told.map(({ outcome }) => outcome))
    const left = told.filter(({ outcome }) => tallyOf([outcome]).left > 0).map(({ line }) => line)
    setSaid([t('room.collect.summary', tally), ...new Set(left)])
    sound(tally.counted > 0)
  }

  const see = (text: string) =>
    inTurn(async () => {
      const scanned = await scan(session, text)
      if (scanned.outcome === 'partial') return setMoving(scanned)
      if (scanned.outcome === 'passed') return
      if (scanned.outcome !== 'relayed') return sayOne(scanned)
      setMoving(null)
      sayAll(scanned.handled.map(tell))
    })

  const lines = async (text: string, way: Way, name: string): Promise<Told[]> => {
    const handled = await takeLines(session, text, way)
    if (!handled) return [left('room.outcome.tooMany', name)]
    return handled.length > 0 ? handled.map(tell) : [left('room.outcome.noFile', name)]
  }
  const left = (
    key: 'room.outcome.noCode' | 'room.outcome.noFile' | 'room.outcome.tooMany' | 'room.outcome.locked',
    name: string,
  ): Told => ({ outcome: 'foreign', line: t(key, { name }) })

  const read = async (file: File): Promise<Told[]> => {
    const { name } = file
    if (file.type.startsWith('image/')) {
      const told: Told[] = []
      for (const text of (await readPicture(file)) ?? []) told.push(tell(await takeText(session, text, 'picture')))
      return told.length > 0 ? told : [left('room.outcome.noCode', name)]
    }
    const found = await textOf(file, MOST_BYTES)
    if (typeof found === 'string') return [left('room.outcome.noFile', name)]
    if (!found.text.trimStart().startsWith('{')) return lines(found.text, 'file', name)
    const opened = await openSessionFile(file)
    if (!opened.ok) return [left('room.outcome.noFile', name)]
    if (opened.value.locked) return [left('room.outcome.locked', name)]
    if (opened.value.session.id !== session.id) return [tell({ outcome: 'unreadable', reason: 'other-session' })]
    const became = await bringSession(opened.value, null)
    if (became === 'failed') return [tell({ outcome: 'failed' })]
    if (typeof became === 'string') return [{ outcome: 'foreign', line: t('room.bring.differs') }]
    return became.map((outcome) => ({ outcome, line: t('room.outcome.deletedOne', { name }) }))
  }
  const readFiles = (all: readonly File[]) =>
    inTurn(async () => {
      const told: Told[] = []
      for (const [i, file] of all.entries()) {
        setFiles({ have: i + 1, of: all.length })
        told.push(...(await read(file)))
      }
      setFiles(null)
      sayAll(told)
    })

  const [first, ...others] = said
  return (
    <section aria-labelledby="collect" className="noprint">
      <h2 id="collect">{t('room.collect.title', { count })}</h2>
      <div role="status">
        {files ? (
          <p className="card">{t('room.collect.reading', files)}</p>
        ) : (
          first !== undefined && <p className="card">{first}</p>
        )}
      </div>
      {others.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing else.
        <p key={i} className="muted small">
          {line}
        </p>
      ))}
      <RoomCamera
        mirror
        onText={see}
        onStop={() => {
          setScan(scanner)
          setMoving(null)
        }}
      >
        {moving && <CodeProgress label={t('codes.receive.progress', moving)} {...moving} />}
      </RoomCamera>
      <FileDrop text={t('room.collect.files')} here={t('room.collect.here')} multiple onFiles={readFiles} />
      <TextArea label={t('room.collect.paste')} value={pasted} onChange={(event) => setPasted(event.target.value)} />
      <div className="actions">
        <button
          type="button"
          className="quiet"
          onClick={() => {
            inTurn(async () => {
              const told = await lines(pasted, 'text', t('room.collect.pasted'))
              sayAll(told)
              // What is nowhere kept stays, so that it can be put right.
              if (told.every(({ outcome }) => outcome !== 'foreign' && outcome !== 'failed')) setPasted('')
            })
          }}
        >
          {t('room.collect.take')}
        </button>
      </div>
    </section>
  )
}
