import { AUDIT_GROUPS, auditOf, type Statement, statementsOf } from '../../core/figures'
import { exact } from '../../core/intervals'
import { useT } from '../../platform/i18n'
import { changeMeasure } from '../../store/improvement'
import { BarChart } from '../../ui/BarChart'
import { Scale } from '../../ui/Scale'
import { shareText } from '../../words/figures'
import { Headline, Result } from './parts'
import type { ToolProps } from './props'
import css from './tools.module.css'

const POINTS = [0, 1, 2, 3, 4] as const

/** The 5R audit: 25 statements, each rated where one stands. */
export function FiveR({ measure }: ToolProps<'five-r'>) {
  const tools = useT()
  const { t, list } = tools
  const { points } = measure.values
  const audit = auditOf(measure.values)
  const meanings = POINTS.map((n) => t(`tools.five-r.points.${n}`))
  const statement = (id: Statement) => t(`tools.five-r.items.${id}`)
  const rate = (id: string, rated: number) =>
    changeMeasure(measure, ({ values }) => ({
      values: { ...values, points: { ...values.points, [id]: POINTS.find((n) => n === rated) ?? 0 } },
    }))
  return (
    <>
      <div className="noprint">
        <p className="muted small">{t('tools.five-r.scale')}</p>
        {AUDIT_GROUPS.map((group) => (
          <section key={group} aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`}>{t(`tools.five-r.groups.${group}`)}</h2>
            {statementsOf(group).map((id) => (
              <Scale
                key={id}
                legend={statement(id)}
                meanings={meanings}
                chosen={points[id]}
                onChoose={(rated) => rate(id, rated)}
              />
            ))}
          </section>
        ))}
      </div>
      <Result>
        {audit.open > 0 && <p role="status">{t('tools.five-r.left', { count: audit.open })}</p>}
        {audit.share !== null && (
          <Headline text={t('tools.five-r.total', { share: shareText(exact(audit.share), tools).text })} range="" />
        )}
        {audit.weakest.length > 0 && (
          <p>
            {t('tools.five-r.weakest', {
              count: audit.weakest.length,
              names: list(audit.weakest.map((id) => t(`tools.five-r.groups.${id}`))),
            })}
          </p>
        )}
        {audit.share !== null && audit.weakest.length === 0 && <p>{t('tools.five-r.even')}</p>}
        <BarChart
          label={t('tools.five-r.parts')}
          rows={audit.groups.map(({ id, share, points: sum }) => ({
            id,
            label: t(`tools.five-r.groups.${id}`),
            share,
            low: null,
            high: null,
            value: share === null ? t('tools.unknown') : t('tools.five-r.part', { points: sum }),
            marked: audit.weakest.includes(id),
          }))}
        />
      </Result>
      <table className={css['paper']} aria-label={t('tools.five-r.title')}>
        <thead>
          <tr>
            <th scope="col">{t('tools.five-r.statement')}</th>
            <th scope="col">{t('tools.five-r.pointsColumn')}</th>
          </tr>
        </thead>
        {AUDIT_GROUPS.map((group) => (
          <tbody key={group}>
            <tr>
              <th scope="rowgroup" colSpan={2} className={css['group']}>
                {t(`tools.five-r.groups.${group}`)}
              </th>
            </tr>
            {statementsOf(group).map((id) => (
              <tr key={id}>
                <th scope="row">{statement(id)}</th>
                <td>{points[id] ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </>
  )
}
