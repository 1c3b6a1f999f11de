import { paretoOf } from '../../core/figures'
import type { ValuesOf } from '../../core/measures'
import { newId } from '../../platform/clock'
import { useT } from '../../platform/i18n'
import { changeMeasure, takeOut } from '../../store/improvement'
import { TextField } from '../../ui/Field'
import { ParetoChart } from '../../ui/ParetoChart'
import { DataTable } from '../../ui/TableBox'
import { intervalText } from '../../words/figures'
import { entryOut } from './lists'
import { NumberFields } from './NumberFields'
import { Headline, Remove, Result, useFocusNext } from './parts'
import type { ToolProps } from './props'
import css from './tools.module.css'

type Values = ValuesOf<'pareto'>
type Kind = Values['kinds'][number]

/** Defects by type: counts, the sorted chart with its running total, and the vital few. */
export function Pareto({ measure, onTakenOut }: ToolProps<'pareto'>) {
  const { t } = useT()
  const { kinds, checked } = measure.values
  const change = (edit: (before: Values) => Values) =>
    void changeMeasure(measure, (before) => ({ values: edit(before.values) }))
  const changeKind = (id: string, fields: Partial<Kind>) =>
    change((before) => ({ ...before, kinds: before.kinds.map((one) => (one.id === id ? { ...one, ...fields } : one)) }))
  const focusNext = useFocusNext()

  async function remove(id: string): Promise<void> {
    const done = await takeOut(
      'entry-deleted',
      measure,
      entryOut(
        id,
        (values: Values) => values.kinds,
        (values, kinds) => ({ ...values, kinds }),
      ),
    )
    if (done) onTakenOut()
  }

  return (
    <>
      <section className="noprint" aria-labelledby="kinds">
        <h2 id="kinds">{t('tools.pareto.kinds')}</h2>
        <ol className={css['entries']}>
          {kinds.map((kind, i) => (
            <li key={kind.id} className={css['line']}>
              <TextField
                id={`kind-${kind.id}`}
                label={t('tools.pareto.kind', { number: i + 1 })}
                defaultValue={kind.name}
                maxLength={60}
                onChange={(event) => changeKind(kind.id, { name: event.target.value })}
              />
              <NumberFields
                fields={[{ name: 'count', label: t('tools.pareto.count', { number: i + 1 }), whole: true }]}
                values={{ count: kind.count }}
                onSave={(_, value) => changeKind(kind.id, { count: value === null ? null : Number(value) })}
                onWrong={(names) => names.length > 0 && changeKind(kind.id, { count: null })}
              />
              <Remove about={t('tools.pareto.kind', { number: i + 1 })} onRemove={() => void remove(kind.id)} />
            </li>
          ))}
        </ol>
        <button
          type="button"
          className="quiet"
          onClick={() => {
            const id = newId()
            focusNext(`kind-${id}`)
            change((before) => ({ ...before, kinds: [...before.kinds, { id, name: '', count: null }] }))
          }}
        >
          {t('tools.pareto.add')}
        </button>
        <div className={css['below']}>
          <NumberFields
            fields={[
              {
                name: 'checked',
                label: t('tools.pareto.checked'),
                hint: t('tools.pareto.checkedHint'),
                unit: t('tools.unit.pieces'),
                whole: true,
              },
            ]}
            values={{ checked }}
            onSave={(_, value) => change((before) => ({ ...before, checked: value === null ? null : Number(value) }))}
            onWrong={(names) => names.length > 0 && change((before) => ({ ...before, checked: null }))}
          />
        </div>
      </section>
      <Found values={measure.values} />
    </>
  )
}

function Found({ values }: { values: Values }) {
  const tools = useT()
  const { t, list, percent } = tools
  const { rows, total, open, vital, perHundred } = paretoOf(values)
  const nameOf = (id: string) => {
    const place = values.kinds.findIndex((kind) => kind.id === id)
    return values.kinds[place]?.name || t('tools.pareto.unnamed', { number: place + 1 })
  }
  const last = rows.filter((row) => row.vital).pop()
  return (
    <Result>
      {rows.length === 0 && <p>{t('tools.pareto.none')}</p>}
      {open > 0 && <p className="muted">{t('tools.pareto.open', { count: open })}</p>}
      {total > 0 && (
        <>
          {perHundred ? (
            <Headline {...intervalText(perHundred, 'per-100', 0.1, tools)} />
          ) : (
            <Headline text={t('tools.pareto.headline', { count: total })} range="" />
          )}
          <p>
            {last
              ? t('tools.pareto.vital', {
                  count: vital.length,
                  names: list(vital.map(nameOf)),
                  share: percent(last.cumulative),
                })
              : t('tools.pareto.noVital')}
          </p>
          <ParetoChart
            label={t('tools.pareto.chart')}
            percent={percent}
            rows={rows.map((row) => ({ ...row, label: nameOf(row.id), marked: row.vital }))}
          />
          <p className="muted small">{t('tools.pareto.legend')}</p>
          <DataTable
            label={t('tools.pareto.title')}
            head={[
              t('tools.pareto.kinds'),
              t('tools.pareto.countColumn'),
              t('tools.pareto.share'),
              t('tools.pareto.cumulative'),
            ]}
            rows={rows.map((row) => ({
              id: row.id,
              cells: [
                row.vital ? <strong key="name">{nameOf(row.id)}</strong> : nameOf(row.id),
                tools.number(row.count),
                percent(row.share),
                percent(row.cumulative),
              ],
            }))}
          />
        </>
      )}
    </Result>
  )
}
