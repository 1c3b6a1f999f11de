// The script of a session, on the disk, so that its clock goes on after a crash.
import { useEffect, useState } from 'react'
import { newScript, readScript, type Script } from '../core/script'
import { onOtherTabs, readAll, tellOtherTabs } from '../platform/disk'
import { notifyOf, save } from './saving'

/** A session's script, null while it is read; and how to change it. */
export function useScript(session: string): [Script | null, (to: (before: Script) => Script) => void] {
  const [script, setScript] = useState<Script | null>(null)
  useEffect(() => {
    let current = true
    const load = () =>
      readAll('scripts', readScript, session).then(
        ({ records: [found] }) => current && setScript(found ?? newScript(session)),
        notifyOf,
      )
    void load()
    const stop = onOtherTabs((message) => {
      if (message.session === session) void load()
    })
    return () => {
      current = false
      stop()
    }
  }, [session])
  const change = async (to: (before: Script) => Script) => {
    const saved = await save([
      {
        shelf: 'scripts',
        id: session,
        to: (before) => {
          const after = to(readScript(before) ?? newScript(session))
          setScript(after)
          return after
        },
      },
    ])
    if (saved) tellOtherTabs({ session })
  }
  return [script, (to) => void change(to)]
}
