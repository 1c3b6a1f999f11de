import { useEffect, useState } from 'react'
import type { Lists, Programme } from '../../core/catalogue'
import { proposeSteps } from '../../core/plan'
import { resultOf } from '../../core/result'
import { today } from '../../platform/clock'
import { type Handed, handOver } from '../../platform/files'
import { useT } from '../../platform/i18n'
import { type Block, drawPicture, type Sheet } from '../../platform/picture'
import type { Words } from '../../store/catalogue'
import { type FirmWork, useSources } from '../../store/improvement'
import type { ReadyAssessment } from '../../store/opened'
import { Checks } from '../../ui/Field'
import { Page } from '../../ui/Page'
import { stepText } from '../../words/plan'
import { levelName, shown } from '../../words/result'
import css from './Picture.module.css'

/** The size that fits a phone's screen and a chat, in pixels. */
const SIZE = { width: 1080, height: 1350 }
const INK = '#1c2430'
const MUTED = '#545d69'
const BRAND = '#1c4a86'
const ACCENT = '#9c3f0c'
const PAPER = '#faf8f4'
const STEPS = 3

interface Props {
  opened: ReadyAssessment
  work: FirmWork
  lists: Lists
  programmes: readonly Programme[]
  programmeWords: Words
}

/** One picture of the result for a chat, drawn on the device; without the firm's name unless it is ticked. */
export function Picture(props: Props) {
  const { t } = useT()
  const { opened } = props
  const [withName, setWithName] = useState(false)
  const [image, setImage] = useState<{ blob: Blob; address: string } | 'failed' | null>(null)
  const [handed, setHanded] = useState<Handed | null>(null)
  const texts = useTexts(props, withName)
  const sheet = texts && sheetOf(texts)
  const drawn = JSON.stringify(sheet)

  useEffect(() => {
    if (drawn === 'null' || drawn === undefined) return
    let current = true
    let address = ''
    drawPicture(JSON.parse(drawn) as Sheet)
      .then((blob) => {
        if (!current) return
        if (!blob) return setImage('failed')
        address = URL.createObjectURL(blob)
        setImage({ blob, address })
      })
      .catch(() => current && setImage('failed'))
    return () => {
      current = false
      if (address) URL.revokeObjectURL(address)
    }
  }, [drawn])

  const name = opened.firm?.name ?? ''
  return (
    <Page
      title={t('picture.title')}
      above={
        <a className="alone" href={`#/a/${opened.assessment.id}/share`}>
          {t('print.back')}
        </a>
      }
    >
      {texts === null ? (
        <p className="card">{t('picture.noResult')}</p>
      ) : (
        <>
          <p>{t('picture.text')}</p>
          <p>{t('picture.whoSees')}</p>
          {name === '' ? (
            <p className="muted">{t('picture.noName')}</p>
          ) : (
            <Checks
              legend={<span className="hidden">{t('picture.title')}</span>}
              options={[{ id: 'name', text: t('picture.withName') }]}
              chosen={withName ? ['name'] : []}
              onChange={() => setWithName(!withName)}
            />
          )}
          {image === 'failed' && (
            <p className="card" role="alert">
              {t('picture.failed')}
            </p>
          )}
          {image !== null && image !== 'failed' && (
            <>
              <img
                className={css['picture']}
                src={image.address}
                width={SIZE.width}
                height={SIZE.height}
                alt={t('picture.alt', { text: spoken(texts) })}
              />
              <div className="actions">
                {(['share', 'save'] as const).map((how) => (
                  <button
                    key={how}
                    type="button"
                    className={how === 'share' ? 'button' : 'quiet'}
                    onClick={() =>
                      void handOver(
                        new File([image.blob], `siap-${today()}.png`, { type: image.blob.type }),
                        how === 'share',
                      ).then(setHanded)
                    }
                  >
                    {t(`picture.${how}`)}
                  </button>
                ))}
              </div>
              <p role="status">
                {handed === 'shared' && t('picture.done')}
                {handed === 'saved' && t('picture.saved')}
              </p>
            </>
          )}
        </>
      )}
    </Page>
  )
}

interface Texts {
  heading: string
  name: string
  level: string
  levelNumber: string
  index: string
  marks: string
  filled: number
  of: number
  strengthTitle: string
  strength: string
  stepsTitle: string
  steps: string[]
  footer: string
}

/** What the picture says; null without a result. */
function useTexts({ opened, work, lists, programmes, programmeWords }: Props, withName: boolean): Texts | null {
  const tools = useT()
  const { t, date } = tools
  const questionnaires = useSources(work.steps, opened)
  const { questionnaire, answers, words, assessment, firm } = opened
  const result = resultOf(questionnaire, programmes, lists, answers, assessment.profile, assessment.targets)
  const { scores, priorities } = result
  const root = scores.nodes[scores.root]
  if (root?.score == null || scores.cap.level === null) return null
  const table = questionnaire.levels?.table ?? []
  const of = Math.max(...table.map((row) => Number(row.level)))
  const open = work.steps.filter(({ state }) => state === 'todo' || state === 'doing')
  const steps = open.length > 0 ? open : proposeSteps(questionnaire, scores, priorities, assessment.profile)
  return {
    heading: t('picture.heading'),
    name: withName ? (firm?.name ?? '') : '',
    level: levelName(scores.cap.level, table, words),
    levelNumber: t('picture.level', { level: scores.cap.level, highest: of }),
    index: t('picture.index', { index: shown(root.score, 2, tools), max: root.scale.max }),
    marks: [scores.provisional && t('result.provisional'), questionnaire.estimate && t('result.estimate')]
      .filter(Boolean)
      .join(', '),
    filled: Number(scores.cap.level),
    of,
    strengthTitle: t('picture.strength'),
    strength: scores.strongest ? words(`${scores.strongest}.strength`) : '',
    stepsTitle: t('picture.steps'),
    steps: questionnaires
      ? steps.slice(0, STEPS).map((step) => stepText(step, { questionnaires, programmeWords }, tools).title)
      : [],
    footer: t('picture.footer', { date: date(assessment.finished ?? assessment.changed) }),
  }
}

function sheetOf(texts: Texts): Sheet {
  const text = (words: string, size: number, gap: number, more: Partial<Extract<Block, { kind: 'text' }>> = {}) =>
    words === '' ? [] : [{ kind: 'text' as const, text: words, size, gap, colour: INK, ...more }]
  return {
    ...SIZE,
    paper: PAPER,
    margin: 72,
    blocks: [
      ...text(texts.heading, 40, 0, { colour: ACCENT, bold: true }),
      ...text(texts.name, 40, 8, { most: 1 }),
      ...text(texts.level, 92, 24, { colour: BRAND, bold: true, most: 2 }),
      { kind: 'squares', filled: texts.filled, of: texts.of, size: 52, colour: BRAND, gap: 20 },
      ...text(texts.levelNumber, 38, 20, { bold: true }),
      ...text([texts.index, texts.marks].filter(Boolean).join(' · '), 36, 6),
      { kind: 'line', colour: INK, gap: 28 },
      ...text(texts.strengthTitle, 32, 26, { colour: MUTED, bold: true }),
      ...text(texts.strength, 36, 6, { most: 3 }),
      ...text(texts.stepsTitle, 32, 28, { colour: MUTED, bold: true }),
      { kind: 'list', items: texts.steps, size: 36, colour: INK, number: ACCENT, gap: 8, most: 3 },
    ],
    footer: { text: texts.footer, size: 26, colour: MUTED },
  }
}

/** The whole picture in words, for those who do not see it. */
function spoken(texts: Texts): string {
  const { heading, name, level, levelNumber, index, marks, strengthTitle, strength, stepsTitle, steps, footer } = texts
  return [heading, name, level, levelNumber, index, marks, strengthTitle, strength, stepsTitle, ...steps, footer]
    .filter((part) => part !== '')
    .join('. ')
    .replace(/\.\./g, '.')
}
