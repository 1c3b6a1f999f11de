import { useEffect, useMemo, useState } from 'react'
import type { RoomResult } from '../../core/room'
import { changeBetween, type Side } from '../../core/roomChange'
import type { Session } from '../../core/session'
import { useT } from '../../platform/i18n'
import type { Sources } from '../../store/cohort'
import { openSide } from '../../store/room'
import { Select } from '../../ui/Field'
import type { Since } from '../../words/board'

/** What is said while there is no comparison to show. Sessions that are not comparable are not offered. */
const SAID = {
  loading: 'app.loading',
  failed: 'board.change.failed',
  few: 'board.change.few',
  'other-questionnaire': 'board.change.failed',
  'other-major': 'board.change.failed',
} as const

interface Comparing {
  earlier: readonly Session[]
  chosen: string
  choose: (id: string) => void
  /** What changed since the chosen session; null while there is nothing to show, and then why. */
  since: Since | null
  trouble: keyof typeof SAID | null
}

/** Comparing a session with one of those before it, whose results are read once it is chosen. */
export function useSince(
  earlier: readonly Session[],
  results: readonly RoomResult[],
  sources: Sources,
  minimum: number,
): Comparing {
  const titleOf = useTitle()
  const [chosen, choose] = useState('')
  const other = earlier.find(({ id }) => id === chosen)
  const [sides, setSides] = useState<ReadonlyMap<string, Side | null> | null>(null)
  const { questionnaire, lists } = sources
  const wanted = other !== undefined
  // All of them are read, because what is shown of one must go together with what is shown of the others.
  useEffect(() => {
    if (!wanted) return
    let current = true
    const opening = earlier.map((session) =>
      openSide(session).then(
        (side) => [session.id, side] as const,
        () => [session.id, null] as const,
      ),
    )
    void Promise.all(opening).then((opened) => current && setSides(new Map(opened)))
    return () => {
      current = false
    }
  }, [wanted, earlier])
  const side = other && sides?.get(other.id)
  const change = useMemo(() => {
    if (!side || !sides) return null
    const oldestFirst = [...sides.values()].reverse().flatMap((one) => one ?? [])
    return changeBetween(side, { questionnaire, results, minimum }, lists, oldestFirst)
  }, [side, sides, questionnaire, results, minimum, lists])
  const shared = { earlier, chosen: other?.id ?? '', choose }
  if (!other) return { ...shared, since: null, trouble: null }
  if (side === undefined) return { ...shared, since: null, trouble: 'loading' }
  if (!change) return { ...shared, since: null, trouble: 'failed' }
  return typeof change === 'string'
    ? { ...shared, since: null, trouble: change }
    : { ...shared, since: { ...change, title: titleOf(other) }, trouble: null }
}

/** The choice of a session to compare with; none where there is no earlier one. */
export function SinceChoice({ earlier, chosen, choose, trouble }: Comparing) {
  const { t } = useT()
  const titleOf = useTitle()
  if (earlier.length === 0) return null
  return (
    <>
      <Select
        label={t('board.change.with')}
        hint={t('board.change.hint')}
        none={t('board.change.none')}
        options={earlier.map((one) => ({ id: one.id, text: titleOf(one) }))}
        value={chosen}
        onChange={(event) => choose(event.target.value)}
      />
      <p role="status">{trouble && t(SAID[trouble])}</p>
    </>
  )
}

function useTitle() {
  const { t, date } = useT()
  return ({ title, day }: Session) => t('board.change.session', { title, date: date(`${day}T12:00:00`) })
}
