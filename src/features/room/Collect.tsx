import { useRef, useState } from 'react'
import { MOST_BYTES } from '../../core/backup'
import type { Way } from '../../core/room'
import type { Session } from '../../core/session'
import { readSessionFile } from '../../core/sessionFile'
import { type CameraTrouble, readPicture } from '../../platform/camera'
import { textOf } from '../../platform/files'
import { useT } from '../../platform/i18n'
import { sound } from '../../platform/sound'
import { bringSession, type Handled, takeText } from '../../store/room'
import { TextArea } from '../../ui/Field'
import { FileButton } from '../../ui/FileButton'
import { RoomCamera } from './RoomCamera'

/** A code that stays in view is read once in so many milliseconds. */
const AGAIN = 4000

/** Every way for results to come in, through one door: camera, pictures and files, pasted text. */
export function Collect({ session, count }: { session: Session; count: number }) {
  const { t } = useT()
  const [reading, setReading] = useState(false)
  const [trouble, setTrouble] = useState<CameraTrouble | null>(null)
  const [said, setSaid] = useState<readonly string[]>([])
  const [pasted, setPasted] = useState('')
  const seen = useRef(new Map<string, number>())
  /** One after the other, so that what is said fits what was read. */
  const queue = useRef<Promise<unknown>>(Promise.resolve())

  const say = (line: string) => setSaid((before) => [line, ...before].slice(0, 5))
  const take = (text: string, way: Way) => {
    queue.current = queue.current.then(async () => {
      const handled = await takeText(session, text, way)
      say(lineOf(handled))
      sound(handled.outcome === 'counted' || handled.outcome === 'replaced')
    })
    return queue.current
  }
  const lineOf = (handled: Handled): string => {
    if (handled.outcome === 'unreadable') return t(`room.unread.${handled.reason}`)
    if (!('result' in handled)) return t(`room.outcome.${handled.outcome}`)
    const { result, outcome, number } = handled
    return t(`room.outcome.${outcome}`, { who: result.submission.name || t('room.results.number', { number }) })
  }
  const see = (text: string) => {
    const now = performance.now()
    if (now - (seen.current.get(text) ?? Number.NEGATIVE_INFINITY) < AGAIN) return
    seen.current.set(text, now)
    void take(text, 'code')
  }
  const file = async (one: File) => {
    if (one.type.startsWith('image/')) {
      const texts = await readPicture(one)
      if (!texts || texts.length === 0) return say(t('room.outcome.noCode', { name: one.name }))
      for (const text of texts) await take(text, 'picture')
      return
    }
    const found = await textOf(one, MOST_BYTES)
    if (typeof found === 'string') return say(t('room.outcome.noFile', { name: one.name }))
    if (!found.text.trimStart().startsWith('{')) return paste(found.text, 'file')
    const read = readSessionFile(found.text)
    if (!read.ok || read.value.locked) return say(t('room.outcome.noFile', { name: one.name }))
    if (read.value.session.id !== session.id) return say(t('room.unread.other-session'))
    const brought = await bringSession(read.value, null)
    say(brought === null ? t('room.outcome.failed') : t('room.outcome.brought', { count: brought }))
  }
  const paste = async (text: string, way: Way) => {
    const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '')
    for (const line of lines.slice(0, 500)) await take(line, way)
  }
  return (
    <section aria-labelledby="collect" className="noprint">
      <h2 id="collect">{t('room.collect.title', { count })}</h2>
      <div role="status">
        {said.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing else, and only the first is new.
          <p key={i} className={i === 0 ? 'card' : 'muted small'}>
            {line}
          </p>
        ))}
      </div>
      {trouble && <p role="alert">{t(`codes.camera.${trouble}`)}</p>}
      {reading ? (
        <RoomCamera
          onText={see}
          onEnd={(why) => {
            setReading(false)
            setTrouble(why ?? null)
          }}
        />
      ) : (
        <div className="actions">
          <button
            type="button"
            className="button"
            onClick={() => {
              setTrouble(null)
              setReading(true)
            }}
          >
            {t('codes.receive.camera.start')}
          </button>
          <FileButton text={t('room.collect.files')} multiple onFile={(one) => void file(one)} />
        </div>
      )}
      <TextArea label={t('room.collect.paste')} value={pasted} onChange={(event) => setPasted(event.target.value)} />
      <div className="actions">
        <button
          type="button"
          className="quiet"
          onClick={() => {
            void paste(pasted, 'text')
            setPasted('')
          }}
        >
          {t('room.collect.take')}
        </button>
      </div>
    </section>
  )
}
