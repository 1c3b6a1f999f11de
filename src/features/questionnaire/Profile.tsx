import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { type Lists, MOST_CHOICES, sizeOf } from '../../core/catalogue'
import { useT } from '../../platform/i18n'
import { describe } from '../../store/assessments'
import type { Words } from '../../store/catalogue'
import type { ReadyAssessment } from '../../store/opened'
import { Checks, Select } from '../../ui/Field'
import { Page } from '../../ui/Page'

interface Scratch {
  sector: string
  workers: string
  investment: string
  province: string
}

/** What programmes go by. Everything may be left unsaid; every change is saved at once. */
export function Profile({ opened, lists, listWords }: { opened: ReadyAssessment; lists: Lists; listWords: Words }) {
  const { t } = useT()
  const { assessment } = opened
  const { id, profile } = assessment
  const { register } = useForm<Scratch>({
    defaultValues: {
      sector: profile.sector ?? '',
      workers: profile.workers ?? '',
      investment: profile.investment ?? '',
      province: profile.province ?? '',
    },
  })
  useEffect(() => {
    if (!assessment.profileSeen) void describe(id, {})
  }, [assessment.profileSeen, id])

  const field = (name: keyof Scratch) =>
    register(name, {
      onChange: (event: { target: { value: string } }) =>
        void describe(id, { [name]: event.target.value || undefined }),
    })
  // Ticks show at once and are saved behind; two quick ones must both count.
  const [ticks, setTicks] = useState({
    goals: profile.goals ?? [],
    pains: profile.pains ?? [],
    makes: profile.makes ?? [],
  })
  const toggle = (list: keyof typeof ticks, code: string) => {
    const chosen = ticks[list]
    const after = chosen.includes(code) ? chosen.filter((other) => other !== code) : [...chosen, code]
    setTicks({ ...ticks, [list]: after })
    void describe(id, { [list]: after })
  }
  const named = (list: string, entries: readonly { id: string }[]) =>
    entries.map((entry) => ({ id: entry.id, text: listWords(`${list}.${entry.id}.name`) }))
  const size = sizeOf(lists, profile)
  const limit = (chosen: readonly string[]) => t('profile.most', { most: MOST_CHOICES, chosen: chosen.length })

  return (
    <Page title={t('profile.title')}>
      <p>{t('profile.text')}</p>
      <form onSubmit={(event) => event.preventDefault()}>
        <Select
          label={t('profile.sector')}
          none={t('profile.choose')}
          options={lists.sectors.map((sector) => ({
            id: sector.id,
            text: `${listWords(`sectors.${sector.id}.name`)} (${listWords(`sectors.${sector.id}.example`)})`,
          }))}
          {...field('sector')}
        />
        <Select
          label={t('profile.workers')}
          hint={t('profile.workersHint')}
          none={t('profile.choose')}
          options={named('workers', lists.workers)}
          {...field('workers')}
        />
        <Select
          label={t('profile.investment')}
          hint={t('profile.investmentHint')}
          none={t('profile.choose')}
          options={named('investment', lists.investment)}
          {...field('investment')}
        />
        <div aria-live="polite">
          {size && (
            <p className="card">
              <strong>{t('profile.size', { size: listWords(`sizes.${size}.name`) })}</strong>
              <br />
              <span className="muted small">{listWords(`sizes.${size}.note`)}</span>
            </p>
          )}
        </div>
        <Select
          label={t('profile.province')}
          none={t('profile.choose')}
          options={[...lists.provinces]
            .map(({ code }) => ({ id: code, text: listWords(`provinces.${code}.name`) }))
            .sort((a, b) => a.text.localeCompare(b.text))}
          {...field('province')}
        />
        <Checks
          legend={t('profile.goals')}
          hint={limit(ticks.goals)}
          options={named('goals', lists.goals)}
          chosen={ticks.goals}
          most={MOST_CHOICES}
          onChange={(code) => toggle('goals', code)}
        />
        <Checks
          legend={t('profile.pains')}
          hint={limit(ticks.pains)}
          options={lists.pains.map((pain) => ({
            id: pain.id,
            text: listWords(`pains.${pain.id}.name`),
            more: listWords(`pains.${pain.id}.example`),
          }))}
          chosen={ticks.pains}
          most={MOST_CHOICES}
          onChange={(code) => toggle('pains', code)}
        />
        <Checks
          legend={t('profile.makes')}
          options={named('makes', lists.makes)}
          chosen={ticks.makes}
          onChange={(code) => toggle('makes', code)}
        />
      </form>
      <p className="muted small">{t('profile.privacy')}</p>
      <div className="actions">
        <a className="quiet" href={`#/a/${id}`}>
          {t('profile.toTasks')}
        </a>
        <a className="button" href={`#/a/${id}/check`}>
          {t('profile.toCheck')}
        </a>
      </div>
    </Page>
  )
}
