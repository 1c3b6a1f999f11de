import { type ReactNode, useState } from 'react'
import type { ToolProblem } from '../../core/figures'
import { useT } from '../../platform/i18n'
import { writtenNumber } from '../../words/numbers'
import { type NumberField, NumberFields } from './NumberFields'
import { Facts } from './parts'
import css from './tools.module.css'

/**
 * A tool that is told a few numbers: the fields, on paper the numbers, and what they amount to. What can't be read counts as not known,
 * whatever stood there before.
 */
export function NumberTool<V extends object>({
  fields,
  values,
  problemsOf,
  onSave,
  more,
  onPaper = true,
  children,
}: {
  fields: readonly NumberField[]
  values: V
  problemsOf: (known: V) => readonly ToolProblem[]
  onSave: (name: string, value: string | number | null) => void
  /** Above the fields. */
  more?: ReactNode
  /** The numbers are listed on paper. */
  onPaper?: boolean
  children: (known: V) => ReactNode
}) {
  const { t, language } = useT()
  const [wrong, setWrong] = useState<readonly string[]>([])
  const known: V = { ...values, ...Object.fromEntries(wrong.map((name) => [name, null])) }
  const told = known as Readonly<Record<string, string | number | null>>
  const counts = new Set(fields.flatMap(({ name, whole }) => (whole ? [name] : [])))
  return (
    <>
      <form className="noprint" noValidate onSubmit={(event) => event.preventDefault()}>
        {more}
        <div className={css['numbers']}>
          <NumberFields
            fields={fields}
            values={values as typeof told}
            problems={Object.fromEntries(
              problemsOf(known).map(({ field, code }) => [field, t(`tools.problems.${code}`)]),
            )}
            onSave={(name, value) => onSave(name, value !== null && counts.has(name) ? Number(value) : value)}
            onWrong={setWrong}
          />
        </div>
      </form>
      {onPaper && (
        <Facts
          paper
          rows={fields.map(({ name, label, unit }) => ({
            label,
            value:
              told[name] == null ? t('tools.unknown') : `${writtenNumber(String(told[name]), language)} ${unit ?? ''}`,
          }))}
        />
      )}
      {children(known)}
    </>
  )
}

/** Which numbers are still needed, by the labels of their fields. */
export function Missing({ names, fields }: { names: readonly string[]; fields: readonly NumberField[] }) {
  const { t, list } = useT()
  if (names.length === 0) return null
  const labels = fields.filter(({ name }) => names.includes(name)).map(({ label }) => label)
  return <p className="muted">{t('tools.missing', { names: list(labels) })}</p>
}
