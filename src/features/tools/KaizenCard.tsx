import { kaizenOf } from '../../core/figures'
import type { MeasureOf, ValuesOf } from '../../core/measures'
import { useT } from '../../platform/i18n'
import { addPhoto, changeMeasure, takeOut } from '../../store/improvement'
import { Choice } from '../../ui/Choice'
import { TextArea, TextField } from '../../ui/Field'
import { intervalText } from '../../words/figures'
import { writtenNumber } from '../../words/numbers'
import { NumberTool } from './NumberTool'
import { PhotoField, usePhotos } from './PhotoField'
import type { ToolProps } from './props'
import css from './tools.module.css'

type Values = ValuesOf<'kaizen-card'>
const BETTER = ['lower', 'higher'] as const

/** One idea on one card: before, after, and one figure of both. */
export function KaizenCard({ measure, onTakenOut }: ToolProps<'kaizen-card'>) {
  const { t } = useT()
  const { values } = measure
  const photos = usePhotos(
    measure.firm,
    [values.photoBefore, values.photoAfter].filter((id) => id !== null),
  )
  const change = (fields: Partial<Values>) =>
    changeMeasure(measure, (before) => ({ values: { ...before.values, ...fields } }))
  const text = (name: 'problem' | 'idea' | 'result') => (
    <TextArea
      label={t(`tools.kaizen-card.${name}`)}
      defaultValue={values[name]}
      maxLength={200}
      onChange={(event) => void change({ [name]: event.target.value })}
    />
  )
  const line = (name: 'who' | 'what' | 'unit', hint?: string) => (
    <TextField
      label={t(`tools.kaizen-card.${name}`)}
      hint={hint}
      defaultValue={values[name]}
      maxLength={60}
      onChange={(event) => void change({ [name]: event.target.value })}
    />
  )
  const photo = (name: 'photoBefore' | 'photoAfter') => {
    const id = values[name]
    return (
      <div>
        <p>
          <strong>{t(`tools.kaizen-card.${name}`)}</strong>
        </p>
        <PhotoField
          label={t(`tools.kaizen-card.${name}`)}
          photo={id}
          image={id ? photos.get(id) : undefined}
          onTake={(image) => addPhoto(measure, image, (before, kept) => ({ ...before, [name]: kept }))}
          onDelete={() =>
            void takeOut(
              'photo-deleted',
              measure,
              {
                edit: (before) => ({ ...before, [name]: null }),
                back: (before) => ({ ...before, [name]: id }),
              },
              id ? [id] : [],
            ).then((done) => done && onTakenOut())
          }
        />
      </div>
    )
  }
  const numbers = (['before', 'after'] as const).map((name) => ({
    name,
    label: t(`tools.kaizen-card.${name}`),
    unit: values.unit,
  }))
  return (
    <>
      <div className="noprint">
        {text('problem')}
        {text('idea')}
        {text('result')}
        {line('who')}
        {line('what', t('tools.kaizen-card.whatHint'))}
        {line('unit', t('tools.kaizen-card.unitHint'))}
        <Choice
          name="better"
          legend={<strong>{t('tools.kaizen-card.better')}</strong>}
          options={BETTER.map((id) => ({ id, text: t(`tools.kaizen-card.betters.${id}`) }))}
          chosen={values.better}
          onChoose={(id) => void change({ better: BETTER.find((one) => one === id) ?? 'lower' })}
        />
      </div>
      <NumberTool
        fields={numbers}
        values={values}
        problemsOf={() => []}
        onSave={(name, value) => void change({ [name]: value })}
        onPaper={false}
      >
        {(known) => (
          <>
            <div className={`noprint ${css['pair']}`}>
              {photo('photoBefore')}
              {photo('photoAfter')}
            </div>
            <p className="noprint muted small">{t('tools.photo.private')}</p>
            <Card measure={{ ...measure, values: known }} photos={photos} />
            <p className="noprint muted small">{t('tools.kaizen-card.a6')}</p>
          </>
        )}
      </NumberTool>
    </>
  )
}

/** The card as it hangs on the board. */
function Card({ measure, photos }: { measure: MeasureOf<'kaizen-card'>; photos: ReadonlyMap<string, string> }) {
  const tools = useT()
  const { t, date, language } = tools
  const { values, day } = measure
  const { gain, better, finest } = kaizenOf(values)
  const sides = [
    { id: 'before', number: values.before, image: values.photoBefore && photos.get(values.photoBefore) },
    { id: 'after', number: values.after, image: values.photoAfter && photos.get(values.photoAfter) },
  ] as const
  return (
    <section aria-labelledby="kaizen-title" className={css['kaizen']}>
      <p className={css['ribbon']}>{t('tools.kaizen-card.title')}</p>
      <h2 id="kaizen-title">{values.subject || t('tools.noSubject')}</h2>
      <dl>
        {(['problem', 'idea', 'result'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`tools.kaizen-card.${name}`)}</dt>
            <dd>{values[name] || '–'}</dd>
          </div>
        ))}
      </dl>
      <div className={css['sides']}>
        {sides.map(({ id, number, image }) => (
          <figure key={id}>
            {image && (
              <img
                src={image}
                alt={t(id === 'before' ? 'tools.kaizen-card.photoBefore' : 'tools.kaizen-card.photoAfter')}
              />
            )}
            <figcaption>
              {t(`tools.kaizen-card.${id}`)}
              <strong>{number === null ? '–' : `${writtenNumber(number, language)} ${values.unit}`}</strong>
            </figcaption>
          </figure>
        ))}
      </div>
      {values.what && <p>{values.what}</p>}
      {gain && (
        <p role="status" className={css['gain']}>
          {better === true
            ? t('tools.kaizen-card.gain', { gain: intervalText(gain, 'own', finest, tools, values.unit).text })
            : t(better === null ? 'tools.kaizen-card.unsure' : 'tools.kaizen-card.noGain')}
        </p>
      )}
      <p className={css['signed']}>{[values.who, date(day)].filter(Boolean).join(' · ')}</p>
    </section>
  )
}
