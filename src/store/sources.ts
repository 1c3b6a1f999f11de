// What results of a questionnaire are judged by, and the words for it, ready for a screen: of one session, or of many together.
import { useMemo } from 'react'
import type { Lists, Programme } from '../core/catalogue'
import { useT } from '../platform/i18n'
import { openQuestionnaire, type Words } from './catalogue'
import type { Sources } from './cohort'
import { useLoaded } from './opened'

/** Where the words of a board come from. */
export interface BoardWords {
  questions: Words
  lists: Words
  programmes: Words
}

/** What a screen was given already: everything but the questionnaire. */
export interface Given {
  lists: Lists
  listWords: Words
  programmes: readonly Programme[]
  programmeWords: Words
}

/** `missing`: neither this app nor this device has the questionnaire. The sources stay the same as long as nothing changed. */
export function useSources(
  { id, version }: { id: string; version: string },
  { lists, listWords, programmes, programmeWords }: Given,
):
  | { state: 'loading' }
  | { state: 'missing' }
  | { state: 'failed'; retry: () => void }
  | { state: 'ready'; sources: Sources; words: BoardWords } {
  const { language } = useT()
  const opened = useLoaded(() => openQuestionnaire(id, version, ['ask', 'help', 'advice']))
  const found = opened.state === 'ready' ? opened.value : null
  const questionnaire = found?.questionnaire
  const sources = useMemo(
    () => questionnaire && { questionnaire, programmes, lists },
    [questionnaire, programmes, lists],
  )
  if (opened.state !== 'ready') return opened
  if (!found || !sources) return { state: 'missing' }
  return {
    state: 'ready',
    sources,
    words: { questions: found.words(language), lists: listWords, programmes: programmeWords },
  }
}
