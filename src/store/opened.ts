// One assessment with everything a screen needs to show it: the record, its answers, its questionnaire and words.
import { useEffect, useState } from 'react'
import type { Answers } from '../core/answers'
import type { Questionnaire } from '../core/questionnaire'
import type { AnswerRecord, Assessment, Firm } from '../core/records'
import type { TextPart } from '../core/texts'
import { useT } from '../platform/i18n'
import { answersOf, keepQuestionnaire, load, openAnswers, useAssessments } from './assessments'
import { type OpenQuestionnaire, openQuestionnaire, type Words } from './catalogue'

export type Opened =
  | { state: 'loading' }
  /** No such assessment on this device (any more). */
  | { state: 'missing' }
  /** Its questionnaire or its data can't be loaded; `retry` tries again. */
  | { state: 'failed'; retry: () => void }
  | ReadyAssessment

/** An assessment that can be shown: the record, what was answered, and the questionnaire it is pinned to with its words. */
export interface ReadyAssessment {
  state: 'ready'
  assessment: Assessment
  firm: Firm | null
  questionnaire: Questionnaire
  words: Words
  /** The same words in a language that was made ready. */
  wordsIn: (language: string) => Words
  records: Record<string, AnswerRecord>
  answers: Answers
}

/** Opens an assessment with some parts of its questionnaire's words; '' opens nothing and stays `loading`. */
export function useOpened(id: string, parts: readonly TextPart[]): Opened {
  const { language } = useT()
  const status = useAssessments((state) => state.status)
  const assessment = useAssessments((state) => state.assessments.find((one) => one.id === id))
  const firm = useAssessments((state) => state.firms.find((one) => one.id === assessment?.firm) ?? null)
  const records = useAssessments((state) => state.answers[id])
  const [opened, setOpened] = useState<OpenQuestionnaire | 'failed' | null>(null)
  const [attempt, setAttempt] = useState(0)
  const questionnaireId = assessment?.questionnaire
  const version = assessment?.version
  const wanted = parts.join()

  useEffect(() => {
    if (status === 'loading' && id !== '') void load()
  }, [status, id])
  useEffect(() => {
    if (assessment && !records) void openAnswers(id)
  }, [assessment, records, id])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is the retry.
  useEffect(() => {
    if (questionnaireId === undefined || version === undefined) return
    let current = true
    openQuestionnaire(questionnaireId, version, wanted.split(',') as TextPart[])
      .then((found) => current && setOpened(found ?? 'failed'))
      .catch(() => current && setOpened('failed'))
    return () => {
      current = false
    }
  }, [questionnaireId, version, wanted, attempt])
  useEffect(() => {
    if (questionnaireId !== undefined && version !== undefined) void keepQuestionnaire(questionnaireId, version)
  }, [questionnaireId, version])

  if (status === 'failed' || opened === 'failed') {
    return {
      state: 'failed',
      retry: () => {
        setOpened(null)
        setAttempt(attempt + 1)
        void load()
      },
    }
  }
  if (status === 'ready' && !assessment && id !== '') return { state: 'missing' }
  if (!assessment || !opened || !records) return { state: 'loading' }
  const { questionnaire, words } = opened
  return {
    state: 'ready',
    assessment,
    firm,
    questionnaire,
    words: words(language),
    wordsIn: words,
    records,
    answers: answersOf(records),
  }
}

/** Loads something once for a screen: loading, failed with a retry, or ready. */
export function useLoaded<T>(
  load: () => Promise<T>,
): { state: 'loading' } | { state: 'failed'; retry: () => void } | { state: 'ready'; value: T } {
  const [result, setResult] = useState<{ value: T } | 'failed' | null>(null)
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what a screen loads never changes; `attempt` is the retry.
  useEffect(() => {
    let current = true
    load()
      .then((value) => current && setResult({ value }))
      .catch(() => current && setResult('failed'))
    return () => {
      current = false
    }
  }, [attempt])
  if (result === null) return { state: 'loading' }
  if (result === 'failed') {
    return {
      state: 'failed',
      retry: () => {
        setResult(null)
        setAttempt(attempt + 1)
      },
    }
  }
  return { state: 'ready', value: result.value }
}
