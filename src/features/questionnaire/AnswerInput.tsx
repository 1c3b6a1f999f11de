import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type Answer, DONT_KNOW, NOT_APPLICABLE, toggled } from '../../core/answers'
import type { Question } from '../../core/questionnaire'
import { useT } from '../../platform/i18n'
import type { Said } from '../../store/assessments'
import type { Words } from '../../store/catalogue'
import { Choice, type ChoiceOption } from '../../ui/Choice'
import { Checks, TextField } from '../../ui/Field'
import { readNumber, writtenNumber } from '../../words/numbers'
import css from './Ask.module.css'

interface Props {
  question: Question
  words: Words
  legend: ReactNode
  answer: Answer | undefined
  reason: string | undefined
  onSay: (said: Said, moveOn: boolean) => void
}

/** The input that fits the type of a question; the compiler knows that none is forgotten. */
export function AnswerInput(props: Props) {
  switch (props.question.type) {
    case 'single':
      return <Single {...props} />
    case 'multi':
      return <Multi {...props} />
    case 'number':
      return <Figure {...props} />
    case 'rows-scale':
      return <Rows {...props} several={false} />
    case 'rows-columns':
      return <Rows {...props} several={true} />
    case 'info':
      return (
        <>
          {props.legend}
          <p>{props.words(`${props.question.id}.hint`)}</p>
        </>
      )
  }
}

function Single({ question, words, legend, answer, reason, onSay }: Props) {
  const options = (question.options ?? []).map((option) => ({
    id: option.id,
    text: words(`${question.id}.options.${option.id}.text`),
  }))
  return (
    <Choice
      name={question.id}
      legend={legend}
      hint={words(`${question.id}.hint`)}
      options={[...options, ...useOpenOptions({ question, words, reason, onSay })]}
      chosen={typeof answer === 'string' ? answer : undefined}
      onChoose={(id, byPointer) => onSay({ answer: id, reason: null }, byPointer && id !== NOT_APPLICABLE)}
    />
  )
}

/** "Don't know, ask first" on every scored question, and "does not apply" with its reasons where the question allows it. */
function useOpenOptions({
  question,
  words,
  reason,
  onSay,
}: Pick<Props, 'question' | 'words' | 'reason' | 'onSay'>): ChoiceOption[] {
  const { t } = useT()
  if (!question.score) return []
  const reasons = question.na?.reasons ?? []
  return [
    { id: DONT_KNOW, text: t('ask.dontKnow'), apart: true },
    ...(reasons.length === 0
      ? []
      : [
          {
            id: NOT_APPLICABLE,
            text: t('ask.notApplicable'),
            apart: true,
            more: (
              <div className={css['reasons']}>
                <Choice
                  name={`${question.id}-reason`}
                  legend={<strong>{t('ask.reason')}</strong>}
                  options={reasons.map(({ id }) => ({ id, text: words(`${question.id}.na.reasons.${id}.text`) }))}
                  chosen={reason}
                  onChoose={(id, byPointer) => onSay({ answer: NOT_APPLICABLE, reason: id }, byPointer)}
                />
              </div>
            ),
          },
        ]),
  ]
}

/** Below ticks and rows, the ways to leave them open: "don't know" and "does not apply". */
function Otherwise({ question, words, answer, reason, onSay }: Omit<Props, 'legend'>) {
  const { t } = useT()
  const open = useOpenOptions({ question, words, reason, onSay })
  if (open.length === 0) return null
  return (
    <Choice
      name={question.id}
      legend={<span className="hidden">{t('ask.otherwise')}</span>}
      options={open}
      chosen={typeof answer === 'string' ? answer : undefined}
      onChoose={(id) => onSay({ answer: id, reason: null }, false)}
    />
  )
}

function Multi({ question, words, legend, answer, reason, onSay }: Props) {
  const chosen = Array.isArray(answer) ? answer : []
  return (
    <>
      <Checks
        legend={legend}
        hint={words(`${question.id}.hint`)}
        options={(question.options ?? []).map(({ id }) => ({ id, text: words(`${question.id}.options.${id}.text`) }))}
        chosen={chosen}
        onChange={(id) => {
          const after = toggled(question.options ?? [], chosen, id)
          onSay({ answer: after.length === 0 ? null : after, reason: null }, false)
        }}
      />
      <Otherwise question={question} words={words} answer={answer} reason={reason} onSay={onSay} />
    </>
  )
}

/** A number with its unit. Out of range is said, kept in the field, and not saved. */
function Figure({ question, words, legend, answer, onSay }: Props) {
  const { t, number, language } = useT()
  const [said, setSaid] = useState<{ wrong?: 'notANumber' | 'outOfRange'; doubt?: 'thousands' | 'decimal' | null }>({})
  const { min = -Infinity, max = Infinity } = question
  const input = useRef<HTMLInputElement>(null)
  const shown = typeof answer === 'number' ? writtenNumber(String(answer), language) : ''
  // In another language the same number is written otherwise; read as it stands, 1.500 would become another one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the language rewrites what stands in the field.
  useEffect(() => {
    if (input.current && !said.wrong) input.current.value = shown
    setSaid(({ wrong }) => (wrong ? { wrong } : {}))
  }, [language])

  function save(field: HTMLInputElement): void {
    const read = readNumber(field.value, language)
    const value = read.kind === 'number' ? Number(read.written) : null
    const wrong =
      read.kind === 'no-number'
        ? 'notANumber'
        : value !== null && (value < min || value > max)
          ? 'outOfRange'
          : undefined
    setSaid(wrong ? { wrong } : { doubt: read.kind === 'number' ? read.doubt : null })
    // The form asks the field itself, at once.
    field.setCustomValidity(wrong ?? '')
    if (!wrong && (value ?? undefined) !== answer) onSay({ answer: value }, false)
  }

  return (
    <>
      {legend}
      <TextField
        key={question.id}
        id="figure"
        label={t('ask.figure.label')}
        hint={words(`${question.id}.hint`)}
        unit={words(`${question.id}.unit`)}
        error={said.wrong && t(`ask.figure.${said.wrong}`, { min: number(min), max: number(max) })}
        note={said.doubt && t(`ask.figure.${said.doubt}`)}
        inputMode="decimal"
        autoComplete="off"
        ref={input}
        defaultValue={shown}
        onBlur={(event) => save(event.target)}
      />
    </>
  )
}

/** Rows one below the other, never a matrix: each row is a question of its own. */
function Rows({ question, words, legend, answer, reason, onSay, several }: Props & { several: boolean }) {
  const given = typeof answer === 'object' && !Array.isArray(answer) ? answer : {}
  const columns = (question.columns ?? []).map(({ id }) => ({ id, text: words(`${question.id}.columns.${id}.text`) }))

  /** Rows without anything are not said. */
  function sayRow(row: string, value: string | string[]): void {
    const after = Object.fromEntries(
      Object.entries({ ...given, [row]: value }).filter(([, chosen]) => chosen.length > 0),
    )
    onSay({ answer: Object.keys(after).length === 0 ? null : after, reason: null }, false)
  }

  return (
    <>
      {legend}
      <p className="muted">{words(`${question.id}.hint`)}</p>
      {(question.rows ?? []).map(({ id: row }) => {
        const chosen = [given[row] ?? []].flat()
        const rowLegend = words(`${question.id}.rows.${row}.text`)
        return several ? (
          <Checks
            key={row}
            legend={rowLegend}
            options={columns}
            chosen={chosen}
            onChange={(id) => sayRow(row, toggled(question.columns ?? [], chosen, id))}
          />
        ) : (
          <Choice
            key={row}
            name={`${question.id}-${row}`}
            legend={rowLegend}
            options={columns}
            chosen={chosen[0]}
            onChoose={(id) => sayRow(row, id)}
          />
        )
      })}
      <Otherwise question={question} words={words} answer={answer} reason={reason} onSay={onSay} />
    </>
  )
}
