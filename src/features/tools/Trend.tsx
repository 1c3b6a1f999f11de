import { earlierThan, figureOf, moveBetween } from '../../core/figures'
import type { Measure } from '../../core/measures'
import { useT } from '../../platform/i18n'
import { BarChart } from '../../ui/BarChart'
import { DataTable } from '../../ui/TableBox'
import { figureText, moveText } from '../../words/figures'

/** How many of the last times are shown. */
const MOST = 8

/** How a measure stands to those before it: a sentence, bars, and a table of the same rows. */
export function Trend({ measure, measures }: { measure: Measure; measures: readonly Measure[] }) {
  const tools = useT()
  const { t, date } = tools
  const earlier = earlierThan(measure, measures)
  const now = figureText(figureOf(measure), tools)
  const [before] = earlier
  const last = before && figureText(figureOf(before), tools)
  const move = before && moveBetween(figureOf(before), figureOf(measure))
  return (
    <section aria-labelledby="compare">
      <h2 id="compare">{t('tools.compare')}</h2>
      {now && before && last && move ? (
        <>
          <p>
            <strong>{moveText(last.text, date(before.day), now.text, move, tools)}</strong>
          </p>
          <Figures measures={[measure, ...earlier]} table />
        </>
      ) : (
        <p className="muted">{t('tools.first')}</p>
      )}
    </section>
  )
}

/** The figures of measures of one subject and kind as bars, the oldest first, and as a table where no list says the same; given the newest first. */
export function Figures({ measures, table = false }: { measures: readonly Measure[]; table?: boolean }) {
  const tools = useT()
  const { t, date } = tools
  const rows = measures
    .slice(0, MOST)
    .reverse()
    .flatMap((measure) => {
      const figure = figureOf(measure)
      const text = figureText(figure, tools)
      return figure.value && text
        ? [{ id: measure.id, day: date(measure.day), figure: figure.value, unit: figure.unit, text }]
        : []
    })
  if (rows.length < 2) return null
  // A worsening may be below nothing; its bar is empty, its number is not.
  const most = rows[0]?.unit === 'percent' ? 100 : Math.max(...rows.map(({ figure }) => figure.high), Number.MIN_VALUE)
  const share = (n: number) => Math.min(1, Math.max(0, n / most))
  return (
    <>
      <BarChart
        label={t('tools.trendTable')}
        rows={rows.map(({ id, day, figure, text }) => ({
          id,
          label: day,
          share: share(figure.value),
          low: text.range ? share(figure.low) : null,
          high: text.range ? share(figure.high) : null,
          value: text.text,
        }))}
      />
      {table && (
        <DataTable
          label={t('tools.trendTable')}
          head={[t('tools.day'), t('tools.figure'), t('tools.rangeColumn')]}
          rows={rows.map(({ id, day, text }) => ({ id, cells: [day, text.text, text.range || '–'] }))}
        />
      )}
    </>
  )
}
