import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { useT } from '../../platform/i18n'
import { TextField } from '../../ui/Field'
import { readNumber, writtenNumber } from '../../words/numbers'

export interface NumberField {
  name: string
  label: string
  hint?: string
  unit?: string
  /** Counted, not measured: a whole number. */
  whole?: true
}

type Wrong = 'notANumber' | 'notWhole' | 'negative' | 'tooLarge'
/** The most digits before the point that are believed. */
const MOST_DIGITS = 12
const MOST_DECIMALS = 6

/**
 * Numbers to fill in, saved while they are typed. What can't be read is said once the field is left, kept in it, and not saved;
 * `onWrong` is told which fields that are, so that no figure is made of what stood there before.
 */
export function NumberFields({
  fields,
  values,
  problems = {},
  onSave,
  onWrong,
}: {
  fields: readonly NumberField[]
  /** As they are kept: digits with at most one point, or a whole number. */
  values: Readonly<Record<string, string | number | null>>
  /** What is wrong with numbers taken together, said at a field once nobody is typing. */
  problems?: Readonly<Record<string, string>>
  onSave: (name: string, value: string | null) => void
  onWrong?: (names: readonly string[]) => void
}) {
  const { t, language } = useT()
  const shown = (name: string) => (values[name] == null ? '' : writtenNumber(String(values[name]), language))
  const { register, setValue, getValues } = useForm<Record<string, string>>({
    defaultValues: Object.fromEntries(fields.map(({ name }) => [name, shown(name)])),
  })
  const [wrong, setWrong] = useState<Readonly<Record<string, Wrong>>>({})
  const [doubts, setDoubts] = useState<Readonly<Record<string, 'thousands' | 'decimal'>>>({})
  const [typing, setTyping] = useState<string | null>(null)

  // In another language the same number is written otherwise; read as it stands, 1.500 would become another one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the language rewrites what stands in a field.
  useEffect(() => {
    for (const { name } of fields) if (!wrong[name]) setValue(name, shown(name))
    setDoubts({})
  }, [language])

  function look(name: string, whole: true | undefined): void {
    const read = readNumber(getValues(name) ?? '', language)
    const found = wrongOf(read, whole)
    const after = having(wrong, name, found)
    setWrong(after)
    onWrong?.(Object.keys(after))
    // A whole number has no decimals that a mark could be taken for.
    const doubt = found || whole || read.kind !== 'number' ? null : read.doubt
    setDoubts((before) => having(before, name, doubt))
    if (!found) onSave(name, read.kind === 'number' ? read.written : null)
  }

  return fields.map(({ name, label, hint, unit, whole }) => {
    const { onBlur, onChange, ...field } = register(name)
    const error = typing === name ? undefined : wrong[name]
    return (
      <TextField
        key={name}
        label={label}
        hint={hint}
        {...(unit ? { unit } : {})}
        error={error ? wrongText(error, t) : typing ? undefined : problems[name]}
        note={doubts[name] && t(`ask.figure.${doubts[name]}`)}
        inputMode={whole ? 'numeric' : 'decimal'}
        autoComplete="off"
        {...field}
        onChange={(event) => {
          void onChange(event)
          setTyping(name)
          look(name, whole)
        }}
        onBlur={(event) => {
          void onBlur(event)
          setTyping(null)
        }}
      />
    )
  })
}

function wrongOf(read: ReturnType<typeof readNumber>, whole: true | undefined): Wrong | undefined {
  if (read.kind === 'nothing') return undefined
  if (read.kind === 'no-number') return 'notANumber'
  const [before = '', decimals = ''] = read.written.split('.')
  if (read.written.startsWith('-')) return 'negative'
  if (whole && decimals !== '') return 'notWhole'
  return before.length > MOST_DIGITS || decimals.length > MOST_DECIMALS ? 'tooLarge' : undefined
}

function wrongText(wrong: Wrong, t: ReturnType<typeof useT>['t']): string {
  return wrong === 'notANumber' ? t('ask.figure.notANumber') : t(`tools.wrong.${wrong}`)
}

/** The same with something at a name, or with nothing there. */
function having<T>(
  before: Readonly<Record<string, T>>,
  name: string,
  value: T | null | undefined,
): Readonly<Record<string, T>> {
  const { [name]: _, ...others } = before
  return value ? { ...others, [name]: value } : (others as Record<string, T>)
}
