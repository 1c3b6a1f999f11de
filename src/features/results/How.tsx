import { sum } from '../../core/numbers'
import { type NodeScore, type Part, scoreAnswers } from '../../core/scoring'
import { nodesOf, questionsById } from '../../core/tree'
import { useT } from '../../platform/i18n'
import type { ReadyAssessment } from '../../store/opened'
import { Page } from '../../ui/Page'
import { TableBox } from '../../ui/TableBox'
import { capText, levelName, scoreText, shown } from '../../words/result'
import css from './Result.module.css'

/** Decimals of a sum: enough that the index can be worked out again from what is shown. */
const DECIMALS = 4

/** "How this was computed": every sum, from the index down to the answers. */
export function How({ opened }: { opened: ReadyAssessment }) {
  const tools = useT()
  const { t } = tools
  const { questionnaire, answers, words, assessment } = opened
  const scores = scoreAnswers(questionnaire, answers)
  const root = scores.nodes[scores.root]
  const name = (id: string) => words(`${id}.name`) || words(`${id}.question`)
  const nodes = nodesOf(questionnaire.root).slice(1)
  return (
    <Page title={t('how.title')}>
      <p>{t('how.text')}</p>
      <p className="muted small">{words('disclaimer')}</p>
      {root && <NodeSum node={root} name={name} opened={opened} />}
      <section aria-labelledby="how-level">
        <h2 id="how-level">{t('how.level')}</h2>
        <p>{t('how.levelTable')}</p>
        <ul>
          {questionnaire.levels?.table.map((row, i, table) => (
            <li key={String(row.level)}>
              {t(i + 1 < table.length ? 'how.levelRow' : 'how.levelLast', {
                level: row.level,
                name: words(`levels.table.${i}.name`),
                from: shown(row.from ?? 0, 1, tools),
                to: shown(table[i + 1]?.from ?? questionnaire.scale.max, 1, tools),
              })}
            </li>
          ))}
        </ul>
        {scores.cap.indexLevel !== null && (
          <p>
            {t('how.indexLevel', {
              level: scores.cap.indexLevel,
              name: levelName(scores.cap.indexLevel, questionnaire.levels?.table ?? [], words),
            })}
          </p>
        )}
        {scores.cap.causes.map((cause) => (
          <p key={`${cause.kind}-${cause.node}`}>{capText(cause, name(cause.node), tools)}</p>
        ))}
        {scores.cap.missing.length > 0 && (
          <p>{t('result.cap.missing', { names: tools.list(scores.cap.missing.map(name)) })}</p>
        )}
        {root?.score != null && <EqualWeights root={root} />}
      </section>
      {nodes.map(({ id }) => {
        const node = scores.nodes[id]
        return node && <NodeSum key={id} node={node} name={name} opened={opened} />
      })}
      <div className="actions">
        <a className="quiet" href={`#/a/${assessment.id}/result`}>
          {t('how.back')}
        </a>
      </div>
    </Page>
  )
}

/** One node: each part with weight and value, what was left out and why, the sum, and the range. */
function NodeSum({ node, name, opened }: { node: NodeScore; name: (id: string) => string; opened: ReadyAssessment }) {
  const tools = useT()
  const { t, number } = tools
  const counted = node.parts.filter((part) => part.counted !== null)
  const weights = sum(counted.map(({ weight }) => weight))
  const products = sum(counted.map(({ weight, counted: value }) => weight * (value ?? 0)))
  const weight = (value: number) => number(value, Number.isInteger(value) ? 0 : 3)
  return (
    <section className={css['part']} data-node={node.id}>
      <h2>{name(node.id)}</h2>
      <TableBox label={name(node.id)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('how.part')}</th>
              <th scope="col">{t('how.weight')}</th>
              <th scope="col">{t('how.value')}</th>
              <th scope="col">{t('how.product')}</th>
            </tr>
          </thead>
          <tbody>
            {node.parts.map((part) => (
              <tr key={part.id} data-part={part.id}>
                <th scope="row">{name(part.id)}</th>
                <td>{weight(part.weight)}</td>
                <td>
                  {part.counted === null
                    ? t(`how.left.${whyOf(part)}`)
                    : shown(part.counted, part.kind === 'item' ? 0 : DECIMALS, tools)}
                </td>
                <td>{part.counted === null ? '–' : shown(part.weight * part.counted, DECIMALS, tools)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      {node.score !== null ? (
        <p className={css['sum']}>
          {t('how.sum', {
            products: shown(products, DECIMALS, tools),
            weights: weight(weights),
            score: shown(node.score, DECIMALS, tools),
          })}
        </p>
      ) : (
        <p className={css['sum']}>
          {scoreText(node, tools)}.{' '}
          {node.reason === 'not-assessed' &&
            t('how.notEnough', {
              share: tools.percent(node.share),
              needs: tools.percent(node.needs.share),
              answered: node.answered,
              items: node.needs.items,
            })}
        </p>
      )}
      {node.low !== null && node.low !== node.high && (
        <p className="muted small">
          {t('how.range', { low: shown(node.low, 2, tools), high: shown(node.high ?? 0, 2, tools) })}
        </p>
      )}
      <ItemAnswers node={node} opened={opened} />
    </section>
  )
}

function whyOf(part: Part): 'dont-know' | 'blank' | 'not-applicable' | 'hidden' | 'not-assessed' {
  return part.why ?? 'blank'
}

/** The answers behind a section's values, in words. */
function ItemAnswers({
  node,
  opened: { questionnaire, words, answers },
}: {
  node: NodeScore
  opened: ReadyAssessment
}) {
  const { t } = useT()
  const questions = questionsById(questionnaire)
  const items = node.parts.filter(
    (part) => part.kind === 'item' && questions.get(part.id)?.type === 'single' && part.counted !== null,
  )
  if (items.length === 0) return null
  return (
    <ul className="muted small" aria-label={t('how.answers')}>
      {items.map(({ id }) => (
        <li key={id}>{words(`${id}.options.${String(answers[id])}.text`)}</li>
      ))}
    </ul>
  )
}

/** What the index would be if all parts weighed the same: it hardly moves, and that is worth showing. */
function EqualWeights({ root }: { root: NodeScore }) {
  const { t, number } = useT()
  const values = root.parts.flatMap(({ counted }) => (counted === null ? [] : [counted]))
  if (values.length === 0) return null
  return <p className="muted">{t('how.equal', { index: shown(sum(values) / values.length, 2, { number }) })}</p>
}
