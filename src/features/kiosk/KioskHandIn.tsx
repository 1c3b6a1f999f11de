import { useState } from 'react'
import type { Lists } from '../../core/catalogue'
import { scoreAnswers } from '../../core/scoring'
import { readInvitation } from '../../core/session'
import { useT } from '../../platform/i18n'
import { handInHere } from '../../store/kiosk'
import { useKiosk } from '../../store/kioskNow'
import type { ReadyAssessment } from '../../store/opened'
import { Checks } from '../../ui/Field'
import { Page } from '../../ui/Page'

/** On a shared device: who will see it, two consents; then it is counted at once and gone from the device. */
export function KioskHandIn({ opened, lists }: { opened: ReadyAssessment; lists: Lists }) {
  const { t, date, language } = useT()
  const kiosk = useKiosk()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [problem, setProblem] = useState<'needed' | 'failed' | null>(null)
  const [busy, setBusy] = useState(false)
  const read = kiosk && readInvitation(kiosk.invitation)
  if (!kiosk || !read?.ok) return null
  const { title, controller, contact, deleteBy, sentence } = read.value
  const { assessment, questionnaire, answers, firm } = opened
  const scores = scoreAnswers(questionnaire, answers)
  const root = scores.nodes[scores.root]
  if (!root || root.score === null) {
    return (
      <Page title={t('codes.send.missing.title')}>
        <p>{t('codes.send.missing.text', { answered: root?.answered ?? 0, applicable: root?.applicable ?? 0 })}</p>
        <a className="button" href={`#/a/${assessment.id}`}>
          {t('codes.send.missing.action')}
        </a>
      </Page>
    )
  }
  const own = sentence[language === 'id' ? 'id' : 'en']
  const name = firm?.name ?? ''
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  const hand = async () => {
    if (busy) return
    if (!chosen.includes('workshop')) return setProblem('needed')
    setBusy(true)
    const how = { hidden: chosen.includes('hide'), statistics: chosen.includes('statistics'), language }
    const done = await handInHere(read.value, opened, lists, scores.provisional, how).catch(() => false)
    setBusy(false)
    if (done) location.replace('#/kiosk')
    else setProblem('failed')
  }
  return (
    <Page title={t('join.hand.title', { title })}>
      <p>
        <strong>{t('join.hand.who', { controller, date: date(deleteBy) })}</strong>
      </p>
      <p>{t('join.hand.contact', { contact })}</p>
      {own !== '' && <p className="card">{own}</p>}
      {kiosk.way === 'assisted' && <p className="card">{t('kiosk.readAloud')}</p>}
      <Checks
        legend={t('join.hand.legend')}
        options={[
          { id: 'workshop', text: t('join.hand.workshop') },
          { id: 'statistics', text: t('join.hand.statistics') },
        ]}
        chosen={chosen}
        onChange={toggle}
      />
      {name !== '' && (
        <Checks
          legend={t('codes.send.name', { name })}
          options={[{ id: 'hide', text: t('codes.send.hide') }]}
          chosen={chosen}
          onChange={toggle}
        />
      )}
      <p>{t('kiosk.wipes')}</p>
      {problem && <p role="alert">{t(problem === 'needed' ? 'join.hand.needed' : 'kiosk.failed')}</p>}
      <div className="actions">
        <button type="button" className="button" disabled={busy} onClick={() => void hand()}>
          {t('kiosk.handIn')}
        </button>
        <a className="quiet" href={`#/a/${assessment.id}/result`}>
          {t('join.none.back')}
        </a>
      </div>
    </Page>
  )
}
