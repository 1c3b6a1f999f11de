import type { Lists, Programme } from '../../core/catalogue'
import { today } from '../../platform/clock'
import { useT } from '../../platform/i18n'
import type { Words } from '../../store/catalogue'
import { Page } from '../../ui/Page'
import { type Fact, lastKnown, programmeFacts } from '../../words/programmes'
import css from './Card.module.css'
import { mergedInto } from './search'

interface Known {
  programme: Programme
  lists: Lists
  words: Words
  listWords: Words
}

/** Everything known of one programme. What is over or cannot be joined says so before anything else. */
export function Card({
  programme: opened,
  programmes,
  lists,
  words,
  listWords,
}: Known & { programmes: readonly Programme[] }) {
  const { t } = useT()
  const programme = programmes.find(({ id }) => opened.show === 'merge' && id === opened.mergeInto) ?? opened
  const { id, show } = programme
  const known = { programme, lists, words, listWords }
  const merged = mergedInto(programme, programmes)
  return (
    <Page
      title={words(`${id}.name`)}
      above={
        <a className={css['back']} href="#/programmes">
          {t('card.all')}
        </a>
      }
    >
      {programme !== opened && <p className="card">{t('card.merged', { name: words(`${opened.id}.name`) })}</p>}
      {show !== 'normal' && show !== 'merge' && (
        <div className={`card ${css['notice']}`}>
          <p>
            <span className="tag">{t(show === 'check' ? 'programme.check' : `card.label.${show}`)}</span>
          </p>
          <p>{t(`card.notice.${show}`)}</p>
        </div>
      )}
      <p className={css['line']}>{words(`${id}.line`)}</p>
      <h2>{t('card.about')}</h2>
      <p>{words(`${id}.about`)}</p>
      {words(`${id}.ask`) && (
        <>
          <h2>{t('card.ask')}</h2>
          <p>{words(`${id}.ask`)}</p>
        </>
      )}
      <Services {...known} />
      <Sites {...known} />
      <h2>{t('card.facts')}</h2>
      <Facts {...known} />
      <Fit {...known} />
      {merged.length > 0 && (
        <>
          <h2>{t('card.includes')}</h2>
          {merged.map((other) => (
            <article key={other.id} className="card">
              <h3>{words(`${other.id}.name`)}</h3>
              <p>{words(`${other.id}.line`)}</p>
              <p>{words(`${other.id}.about`)}</p>
              <Facts {...known} programme={other} withAsk />
              <h4>{t('programme.sources')}</h4>
              <Sources programme={other} />
            </article>
          ))}
        </>
      )}
      {programme.links && programme.links.length > 0 && (
        <>
          <h2>{t('card.links')}</h2>
          <ul className={css['links']}>
            {programme.links.map((link) => (
              <li key={link}>
                <a href={`#/programmes/${link}`}>{words(`${link}.name`)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{t('programme.sources')}</h2>
      <Sources programme={programme} />
      <p className="muted small">{t('card.addresses')}</p>
    </Page>
  )
}

function Facts({ programme, lists, words, listWords, withAsk = false }: Known & { withAsk?: boolean }) {
  const tools = useT()
  const { t } = tools
  const { id, show } = programme
  const joinable = show !== 'context' && show !== 'history'
  const rows: Fact[] = [
    { label: t('card.kind'), text: listWords(`kinds.${programme.kind}.name`) },
    { label: t('card.audience'), text: words(`${id}.audience`) },
    ...programmeFacts(programme, lists, words, listWords, tools).filter(
      // Without a page of its own it tells where to register, which these do not.
      ({ label }) => joinable || programme.page !== undefined || label !== t('programme.page'),
    ),
    { label: t('card.partners'), text: words(`${id}.partners`) },
    { label: t('card.status'), text: listWords(`statuses.${programme.status}.name`) },
    { label: t('card.ask'), text: withAsk ? words(`${id}.ask`) : '' },
  ]
  return (
    <>
      <dl className={css['facts']}>
        {rows
          .filter(({ text }) => text !== '')
          .map(({ label, text }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
      <p className="muted">{lastKnown(programme, today(), tools)}</p>
    </>
  )
}

/** Parts of a centre; what each is for is our reading of its name, and said to be. */
function Services({ programme, words }: Known) {
  const { t } = useT()
  if (!programme.services) return null
  return (
    <>
      <h2>{t('card.services.title')}</h2>
      <p className="muted">{t('card.services.text')}</p>
      <ul className={css['parts']}>
        {programme.services.map(({ id, levels }) => (
          <li key={id}>
            <strong>{words(`${programme.id}.services.${id}.name`)}</strong>
            <p>{words(`${programme.id}.services.${id}.use`)}</p>
            <p className="muted small">{levelsText(levels, t)}</p>
          </li>
        ))}
      </ul>
    </>
  )
}

function Sites({ programme, words, listWords }: Known) {
  const { t, list } = useT()
  if (!programme.sites) return null
  const province = (code: string) => listWords(`provinces.${code}.name`)
  return (
    <>
      <h2>{t('card.sites.title')}</h2>
      <ul className={css['parts']}>
        {programme.sites.map(({ name, place, provinces }, n) => (
          <li key={name}>
            <strong>{t('card.sites.name', { name, province: province(place) })}</strong>
            <p>{words(`${programme.id}.sites.${n}.specialisation`)}</p>
            {provinces && (
              <p className="muted small">{t('card.sites.near', { provinces: list(provinces.map(province)) })}</p>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Whom it fits, by our own mapping. Of what cannot be joined only the subject is told. */
function Fit({ programme, listWords }: Known) {
  const { t } = useT()
  const { gaps, gaps2, sectors, sizes, show } = programme
  const named = (kind: string, codes: readonly string[]) => codes.map((code) => listWords(`${kind}.${code}.name`))
  const all = sectors.includes('all')
  const joinable = show !== 'context' && show !== 'history'
  const rows = !joinable
    ? [{ label: t('card.fit.context'), texts: named('gapCodes', [...gaps, ...gaps2]) }]
    : [
        { label: t('card.fit.gaps'), texts: named('gapCodes', gaps) },
        { label: t('card.fit.gaps2'), texts: named('gapCodes', gaps2) },
        { label: t('card.fit.level'), texts: [levelsText(programme.levels, t)] },
        { label: t('card.fit.sizes'), texts: named('sizes', sizes) },
        all
          ? { label: t('card.fit.sectors'), texts: [t('card.fit.allSectors')] }
          : {
              label: t(programme.sectorMode === 'strict' ? 'card.fit.sectorsOnly' : 'card.fit.sectorsFirst'),
              texts: named('sectors', sectors),
            },
      ]
  const known = rows.filter(({ texts }) => texts.length > 0)
  if (known.length === 0) return null
  return (
    <>
      <h2>{t(joinable ? 'card.fit.title' : 'card.fit.subject')}</h2>
      <p className="muted">{t('card.fit.text')}</p>
      <dl className={css['facts']}>
        {known.map(({ label, texts }) => (
          <div key={label}>
            <dt>{label}</dt>
            {texts.map((text) => (
              <dd key={text}>{text}</dd>
            ))}
          </div>
        ))}
      </dl>
    </>
  )
}

function Sources({ programme }: { programme: Programme }) {
  const { t, date, month } = useT()
  // Noon, so that the day stays the same in every time zone.
  const when = (known: string) => (known.length > 7 ? date(`${known}T12:00:00`) : month(known))
  if (programme.sources.length === 0) return <p>{t('programme.noSources')}</p>
  return (
    <ul className={css['sources']}>
      {programme.sources.map(({ title, url, publisher, date: known }) => (
        <li key={url}>
          {title}
          <span className="muted">{[publisher, known && when(known)].filter(Boolean).join(', ')}</span>
          <span className={css['address']}>{url}</span>
        </li>
      ))}
    </ul>
  )
}

/** "Level 2", or "Levels 1 to 3". */
function levelsText([low, high]: readonly [number, number], t: ReturnType<typeof useT>['t']): string {
  return low === high ? t('card.level', { low }) : t('card.levels', { low, high })
}
