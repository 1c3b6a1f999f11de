import { useState } from 'react'
import type { PlanStep } from '../../core/plan'
import type { Handed } from '../../platform/files'
import { languages, prepareLanguage, Speaking, useT } from '../../platform/i18n'
import type { ReadyAssessment } from '../../store/opened'
import { Checks, Select } from '../../ui/Field'
import { Page } from '../../ui/Page'
import css from './Backup.module.css'
import { saveWorkbook } from './workbook'

/** The action list and the answers as a spreadsheet: in which language, with notes or without, and who will be able to read it. */
export function Spreadsheet({ opened, steps }: { opened: ReadyAssessment; steps: readonly PlanStep[] }) {
  const { t, language } = useT()
  const [chosen, setChosen] = useState('')
  const [hidden, setHidden] = useState(false)
  const [state, setState] = useState<Handed | 'making' | 'failed' | null>(null)
  const others = Object.entries(languages).filter(([code]) => code !== language)

  const choose = async (code: string) => {
    // Its texts are fetched before anything is said in it.
    if (code !== '') await prepareLanguage(code)
    setChosen(code)
  }
  return (
    <Page
      title={t('sheet.title')}
      above={
        <a className="alone" href={`#/a/${opened.assessment.id}/share`}>
          {t('print.back')}
        </a>
      }
    >
      <p>{t('sheet.text')}</p>
      <Select
        label={t('sheet.language')}
        none={languages[language] ?? language}
        options={others.map(([id, text]) => ({ id, text }))}
        value={chosen}
        onChange={(event) => void choose(event.target.value).catch(() => setState('failed'))}
      />
      <Checks
        legend={t('sheet.what')}
        options={[{ id: 'hide', text: t('sheet.hide') }]}
        chosen={hidden ? ['hide'] : []}
        onChange={() => setHidden(!hidden)}
      />
      <p className={css['who']}>{t(hidden ? 'sheet.seenWithout' : 'sheet.seen')}</p>
      <Speaking value={chosen || language}>
        <Make
          label={t('sheet.button')}
          opened={opened}
          steps={steps}
          notes={!hidden}
          busy={state === 'making'}
          onState={setState}
        />
      </Speaking>
      <p role="status" className={css['state']}>
        {state && t(`sheet.made.${state}`)}
      </p>
    </Page>
  )
}

/** The button; what it makes speaks the language around it. */
function Make({
  label,
  opened,
  steps,
  notes,
  busy,
  onState,
}: {
  label: string
  opened: ReadyAssessment
  steps: readonly PlanStep[]
  notes: boolean
  busy: boolean
  onState: (state: Handed | 'making' | 'failed') => void
}) {
  const tools = useT()
  const make = async () => {
    if (busy) return
    onState('making')
    onState(await saveWorkbook(opened, steps, tools, notes).catch(() => 'failed' as const))
  }
  return (
    <button type="button" className="button" aria-disabled={busy} onClick={() => void make()}>
      {label}
    </button>
  )
}
