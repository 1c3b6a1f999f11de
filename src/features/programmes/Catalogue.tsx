import { useEffect, useRef, useState } from 'react'
import type { Lists, Programme } from '../../core/catalogue'
import { useT } from '../../platform/i18n'
import type { Words } from '../../store/catalogue'
import { Select, TextField } from '../../ui/Field'
import { Page } from '../../ui/Page'
import css from './Catalogue.module.css'
import { closes, type Entry, entriesOf, type Filter, found, NO_FILTER } from './search'

const GROUPS = ['normal', 'check', 'context', 'history'] as const

/** What was searched for, kept while a card is open, so that Back finds the same list. */
let kept = NO_FILTER

/** Every programme and body there is, to search by name, by need and by kind; what cannot be joined comes last and says so. */
export function Catalogue({
  programmes,
  lists,
  words,
  listWords,
}: {
  programmes: readonly Programme[]
  lists: Lists
  words: Words
  listWords: Words
}) {
  const { t } = useT()
  const [filter, setFilter] = useState(kept)
  const search = useRef<HTMLInputElement>(null)
  useEffect(
    () => () => {
      if (!location.hash.startsWith('#/programmes/')) kept = NO_FILTER
    },
    [],
  )
  const change = (part: Partial<Filter>) => {
    kept = { ...filter, ...part }
    setFilter(kept)
  }
  const clear = () => {
    change(NO_FILTER)
    search.current?.focus()
  }

  const shown = found(entriesOf(programmes), filter, words)
  const filtered = Object.values(filter).some((value) => value !== '')
  const kinds = lists.kinds.filter(({ id }) => programmes.some(({ kind }) => kind === id))
  const [contact] = lists.matching.contacts

  return (
    <Page title={t('catalogue.title')}>
      <p>{t('catalogue.text')}</p>

      {/* biome-ignore lint/a11y/useSemanticElements: most phones we serve are older than <search>. */}
      <form role="search" onSubmit={(event) => event.preventDefault()}>
        <TextField
          ref={search}
          type="search"
          label={t('catalogue.search')}
          hint={t('catalogue.searchHint')}
          autoComplete="off"
          value={filter.query}
          onChange={(event) => change({ query: event.target.value })}
        />
        <div className={css['choices']}>
          <Select
            label={t('catalogue.gap')}
            none={t('catalogue.anyGap')}
            options={lists.gapCodes.map(({ id }) => ({ id, text: listWords(`gapCodes.${id}.name`) }))}
            value={filter.gap}
            onChange={(event) => change({ gap: event.target.value })}
          />
          <Select
            label={t('catalogue.kind')}
            none={t('catalogue.anyKind')}
            options={kinds.map(({ id }) => ({ id, text: listWords(`kinds.${id}.name`) }))}
            value={filter.kind}
            onChange={(event) => change({ kind: event.target.value })}
          />
        </div>
      </form>

      <p className={css['count']} aria-live="polite">
        {t('catalogue.count', { shown: count(shown), total: programmes.length })}
      </p>
      {filtered && shown.length > 0 && (
        <button type="button" className="quiet" onClick={clear}>
          {t('catalogue.clear')}
        </button>
      )}
      {shown.length === 0 && (
        <div className="card">
          <h2>{t('catalogue.empty.title')}</h2>
          <p>{t('catalogue.empty.text')}</p>
          <button type="button" className="button" onClick={clear}>
            {t('catalogue.clear')}
          </button>
          <p className={css['ask']}>
            {t('catalogue.empty.ask')}{' '}
            {contact && <a href={`#/programmes/${contact.programme}`}>{words(`${contact.programme}.name`)}</a>}
          </p>
        </div>
      )}
      {GROUPS.map((group) => {
        const entries = shown.filter(({ programme }) => programme.show === group)
        if (entries.length === 0) return null
        return (
          <section key={group} aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`}>{t(`catalogue.group.${group}.title`)}</h2>
            <p className="muted">{t(`catalogue.group.${group}.text`)}</p>
            <ul className={css['list']}>
              {entries.map((entry) => (
                <EntryCard key={entry.programme.id} {...{ entry, gap: filter.gap, words, listWords }} />
              ))}
            </ul>
          </section>
        )
      })}
    </Page>
  )
}

/** One programme in the list, as much as it takes to choose it. */
function EntryCard({ entry, gap, words, listWords }: { entry: Entry; gap: string; words: Words; listWords: Words }) {
  const { t } = useT()
  const { id, show, kind } = entry.programme
  return (
    <li className={`card ${css['entry']}`}>
      <h3>
        <a href={`#/programmes/${id}`}>{words(`${id}.name`)}</a>
      </h3>
      {show !== 'normal' && show !== 'merge' && (
        <p>
          <span className="tag">{t(show === 'check' ? 'programme.check' : `card.label.${show}`)}</span>
        </p>
      )}
      <p>{words(`${id}.line`)}</p>
      {entry.merged.map((other) => (
        <p key={other.id}>
          {t('catalogue.includes', { name: words(`${other.id}.name`) })} {words(`${other.id}.line`)}
        </p>
      ))}
      {gap !== '' && !closes(entry, gap) && <p>{t('catalogue.inPart')}</p>}
      <p className="muted small">
        {t('catalogue.operator', { kind: listWords(`kinds.${kind}.name`), operator: words(`${id}.operator`) })}
      </p>
    </li>
  )
}

/** Names in a list, those shown inside another's card included. */
function count(entries: readonly Entry[]): number {
  return entries.reduce((sum, { merged }) => sum + 1 + merged.length, 0)
}
