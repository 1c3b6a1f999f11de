import { wastesOf } from '../../core/figures'
import { type Interval, measured } from '../../core/intervals'
import { type MeasureOf, type ValuesOf, WASTES, type Waste } from '../../core/measures'
import { newId } from '../../platform/clock'
import { useT } from '../../platform/i18n'
import { addPhoto, changeMeasure, takeOut } from '../../store/improvement'
import { Select, TextField } from '../../ui/Field'
import { DataTable } from '../../ui/TableBox'
import { intervalText } from '../../words/figures'
import { entryOut } from './lists'
import { NumberFields } from './NumberFields'
import { PhotoField, usePhotos } from './PhotoField'
import { Headline, Remove, Result, useFocusNext } from './parts'
import type { ToolProps } from './props'
import css from './tools.module.css'

type Values = ValuesOf<'waste-walk'>
type Finding = Values['findings'][number]
const UNITS = ['minutes', 'rupiah'] as const

/** The eight-wastes walk: what was seen, where, what it costs in a week, and a photo of it. */
export function WasteWalk({ measure, onTakenOut }: ToolProps<'waste-walk'>) {
  const { t } = useT()
  const { findings } = measure.values
  const photos = usePhotos(
    measure.firm,
    findings.flatMap(({ photo }) => photo ?? []),
  )
  const focusNext = useFocusNext()

  async function add(waste: Waste): Promise<void> {
    const finding: Finding = { id: newId(), waste, place: '', note: '', amount: null, unit: 'minutes', photo: null }
    focusNext(`finding-${finding.id}`)
    await changeMeasure(measure, ({ values }) => ({ values: { ...values, findings: [...values.findings, finding] } }))
  }

  return (
    <>
      {findings.length > 0 && <h2>{t('tools.waste-walk.count')}</h2>}
      <ol className={css['entries']}>
        {findings.map((finding, i) => (
          <FindingCard
            key={finding.id}
            measure={measure}
            finding={finding}
            number={i + 1}
            image={finding.photo ? photos.get(finding.photo) : undefined}
            onTakenOut={onTakenOut}
          />
        ))}
      </ol>
      <section className="noprint" aria-labelledby="add-finding">
        <h2 id="add-finding">{t('tools.waste-walk.add')}</h2>
        <div className="actions">
          {WASTES.map((waste) => (
            <button key={waste} type="button" className="quiet" onClick={() => void add(waste)}>
              {t(`tools.waste-walk.kinds.${waste}`)}
            </button>
          ))}
        </div>
        <p className="muted small">{t('tools.photo.private')}</p>
      </section>
      <Sums measure={measure} />
    </>
  )
}

function FindingCard({
  measure,
  finding,
  number,
  image,
  onTakenOut,
}: {
  measure: MeasureOf<'waste-walk'>
  finding: Finding
  number: number
  image: string | undefined
  onTakenOut: () => void
}) {
  const tools = useT()
  const { t } = tools
  const { id, waste, place, note, amount, unit, photo } = finding
  const change = (fields: Partial<Finding>) =>
    changeMeasure(measure, ({ values }) => ({ values: edited(values, id, fields) }))
  const name = t('tools.waste-walk.findingNamed', { number, waste: t(`tools.waste-walk.kinds.${waste}`) })

  async function remove(): Promise<void> {
    const done = await takeOut(
      'entry-deleted',
      measure,
      entryOut(
        id,
        (values: Values) => values.findings,
        (values, findings) => ({ ...values, findings }),
      ),
      photo ? [photo] : [],
    )
    if (done) onTakenOut()
  }

  async function removePhoto(): Promise<void> {
    if (!photo) return
    const done = await takeOut(
      'photo-deleted',
      measure,
      {
        edit: (values) => edited(values, id, { photo: null }),
        back: (values) => edited(values, id, { photo }),
      },
      [photo],
    )
    if (done) onTakenOut()
  }

  return (
    <li className="card">
      <h3 id={`finding-${id}`} tabIndex={-1}>
        {name}
      </h3>
      <div className="noprint">
        <Select
          label={t('tools.waste-walk.waste')}
          options={WASTES.map((one) => ({ id: one, text: t(`tools.waste-walk.kinds.${one}`) }))}
          value={waste}
          onChange={(event) => void change({ waste: WASTES.find((one) => one === event.target.value) ?? waste })}
        />
        <TextField
          label={t('tools.waste-walk.place')}
          defaultValue={place}
          maxLength={80}
          onChange={(event) => void change({ place: event.target.value })}
        />
        <TextField
          label={t('tools.waste-walk.note')}
          defaultValue={note}
          maxLength={300}
          onChange={(event) => void change({ note: event.target.value })}
        />
        <div className={css['pair']}>
          <NumberFields
            fields={[{ name: 'amount', label: t('tools.waste-walk.amount') }]}
            values={{ amount }}
            onSave={(_, value) => void change({ amount: value })}
            onWrong={(names) => names.length > 0 && void change({ amount: null })}
          />
          <Select
            label={t('tools.waste-walk.unit')}
            options={UNITS.map((one) => ({ id: one, text: t(`tools.waste-walk.units.${one}`) }))}
            value={unit}
            onChange={(event) => void change({ unit: UNITS.find((one) => one === event.target.value) ?? unit })}
          />
        </div>
      </div>
      <p className={css['paper']}>
        {[place, note, amount && estimateText(finding, tools)].filter(Boolean).join(' · ') || t('tools.unknown')}
      </p>
      <PhotoField
        label={name}
        photo={photo}
        image={image}
        onTake={(taken) => addPhoto(measure, taken, (values, kept) => edited(values, id, { photo: kept }))}
        onDelete={() => void removePhoto()}
      />
      <Remove about={name} onRemove={() => void remove()} />
    </li>
  )
}

function edited(values: Values, id: string, fields: Partial<Finding>): Values {
  return { ...values, findings: values.findings.map((one) => (one.id === id ? { ...one, ...fields } : one)) }
}

/** An estimate as it was written, with its unit. */
function estimateText({ amount, unit }: Finding, tools: ReturnType<typeof useT>): string {
  return amount === null ? '' : weekText(measured(amount), unit, tools).text
}

function weekText(amount: Interval, unit: Finding['unit'], tools: ReturnType<typeof useT>) {
  return intervalText(amount, `${unit}-week`, 1, tools)
}

/** What was found, by kind, and what it adds up to. */
function Sums({ measure }: { measure: MeasureOf<'waste-walk'> }) {
  const tools = useT()
  const { t } = tools
  const { rows, minutes, rupiah, findings, unestimated } = wastesOf(measure.values)
  const cell = (amount: Interval | null, unit: Finding['unit']) => (amount ? weekText(amount, unit, tools).text : '–')
  return (
    <Result>
      {findings === 0 ? (
        <p>{t('tools.waste-walk.none')}</p>
      ) : (
        <>
          {minutes && <Headline {...weekText(minutes, 'minutes', tools)} />}
          {rupiah && <Headline {...weekText(rupiah, 'rupiah', tools)} />}
          <p>
            {t('tools.waste-walk.found', { count: findings })}{' '}
            {unestimated > 0 && unestimated < findings && t('tools.waste-walk.unestimated', { count: unestimated })}
          </p>
          <DataTable
            label={t('tools.waste-walk.table')}
            head={[
              t('tools.waste-walk.waste'),
              t('tools.waste-walk.count'),
              t('tools.waste-walk.units.minutes'),
              t('tools.waste-walk.units.rupiah'),
            ]}
            rows={rows.map((row) => ({
              id: row.waste,
              cells: [
                t(`tools.waste-walk.kinds.${row.waste}`),
                row.count,
                cell(row.minutes, 'minutes'),
                cell(row.rupiah, 'rupiah'),
              ],
            }))}
          />
        </>
      )}
    </Result>
  )
}
