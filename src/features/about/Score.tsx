import { roundHalfUp } from '../../core/numbers'
import type { Cap, Questionnaire } from '../../core/questionnaire'
import { isNode, nodesOf, sectionsOf, weightOf } from '../../core/tree'
import { useT } from '../../platform/i18n'
import type { Words } from '../../store/catalogue'
import css from './About.module.css'

interface Props {
  questionnaire: Questionnaire
  words: Words
}

/** How a score comes about, in words, every figure taken from the questionnaire itself. */
export function Score({ questionnaire, words }: Props) {
  const { t, number, percent } = useT()
  const { scale, confidence, bottleneck, missing, root, levels, caps } = questionnaire
  const sections = sectionsOf(questionnaire)
  const plain = (value: number) => number(value, Number.isInteger(value) ? 0 : Number.isInteger(value * 10) ? 1 : 2)
  const rules = [
    { id: 'scale', text: t('about.score.scale.text', { min: plain(scale.min), max: plain(scale.max) }) },
    {
      id: 'sections',
      text: t('about.score.sections.text', {
        items: questionnaire.questions.filter(({ score }) => score).length,
        sections: sections.length,
      }),
    },
    { id: 'missing', text: t('about.score.missing.text') },
    {
      id: 'valid',
      text: t('about.score.valid.text', {
        share: percent(missing?.minAnsweredShare ?? 0),
        answered: sections[0]?.missing?.minAnswered ?? 1,
        index: percent(root.missing?.minAnsweredShare ?? missing?.minAnsweredShare ?? 0),
      }),
    },
    { id: 'range', text: t('about.score.range.text') },
    ...(confidence
      ? [
          {
            id: 'confidence' as const,
            text: t('about.score.confidence.text', {
              high: percent(confidence.high.answered),
              dontKnow: percent(confidence.high.dontKnow),
              medium: percent(confidence.medium.answered),
            }),
          },
        ]
      : []),
    { id: 'provisional', text: t('about.score.provisional.text') },
    ...(bottleneck
      ? [
          {
            id: 'bottleneck' as const,
            text: t('about.score.bottleneck.text', { within: plain(bottleneck.within) }),
          },
        ]
      : []),
  ] as const
  const table = levels?.rule === 'floor-table' ? levels.table : []
  return (
    <>
      <p>
        <strong>{t('about.score.notOfficial')}</strong>
      </p>
      <dl className={css['terms']}>
        {rules.map(({ id, text }) => (
          <div key={id}>
            <dt>{t(`about.score.${id}.term`)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        {caps && caps.length > 0 && (
          <div>
            <dt>{t('about.score.caps.term')}</dt>
            {caps.map((cap) => (
              <dd key={JSON.stringify(cap)}>
                <CapRule cap={cap} words={words} />
              </dd>
            ))}
            <dd>{t('about.score.caps.why')}</dd>
          </div>
        )}
        <div>
          <dt>{t('about.score.quick.term')}</dt>
          <dd>{t('about.score.quick.text')}</dd>
        </div>
      </dl>
      {table.length > 0 && (
        <>
          <table className={css['table']}>
            <caption>{t('about.score.levels')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('about.score.level')}</th>
                <th scope="col">{t('about.score.index')}</th>
              </tr>
            </thead>
            <tbody>
              {table.map(({ level, from = scale.min }, place) => {
                const to = table[place + 1]?.from
                return (
                  <tr key={level}>
                    <th scope="row">
                      {t('about.score.levelName', { level, name: words(`levels.table.${place}.name`) })}
                    </th>
                    <td>
                      {to === undefined
                        ? t('about.score.upTo', { from: plain(from), to: plain(scale.max) })
                        : t('about.score.below', { from: plain(from), to: plain(to) })}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
          <p className="muted small">{t('about.score.unrounded')}</p>
        </>
      )}
    </>
  )
}

function CapRule({ cap, words }: { cap: Cap; words: Words }) {
  const { t, number, list } = useT()
  // Short names: the long ones have commas of their own.
  const named = (id: string) => words(`${id}.short`) || words(`${id}.name`) || words(`${id}.question`)
  return cap.kind === 'minChildPlus'
    ? t('about.score.caps.gate', { plus: number(cap.plus), names: list(cap.of.map(named)) })
    : t('about.score.caps.requires', {
        level: number(cap.level),
        atLeast: number(roundHalfUp(cap.atLeast, 1), Number.isInteger(cap.atLeast) ? 0 : 1),
        name: named(cap.node),
      })
}

/** The themes with their sections and weights, and what they are not. */
export function Themes({ questionnaire, words }: Props) {
  const { t, percent, list } = useT()
  const themes = questionnaire.root.children.filter(isNode)
  const total = themes.reduce((sum, theme) => sum + weightOf(theme), 0)
  return (
    <>
      <p>{words('disclaimer')}</p>
      <table className={css['table']}>
        <caption className="hidden">{t('about.themes.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('about.themes.theme')}</th>
            <th scope="col">{t('about.themes.weight')}</th>
          </tr>
        </thead>
        <tbody>
          {themes.map((theme) => (
            <tr key={theme.id}>
              <th scope="row">
                {words(`${theme.id}.name`)}
                <span className="muted small">
                  {list(
                    nodesOf(theme)
                      .slice(1)
                      .map(({ id }) => words(`${id}.short`) || words(`${id}.name`)),
                  )}
                </span>
              </th>
              <td>{percent(weightOf(theme) / total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('about.themes.why')}</p>
    </>
  )
}
