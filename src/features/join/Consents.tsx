import { useState } from 'react'
import type { Lists } from '../../core/catalogue'
import type { Invitation } from '../../core/session'
import { useT } from '../../platform/i18n'
import type { Agreed } from '../../store/join'
import type { ReadyAssessment } from '../../store/opened'
import { Checks } from '../../ui/Field'

/** What handing in begins with, on a phone of one's own and on a shared device. */
export interface HandInProps {
  opened: ReadyAssessment
  lists: Lists
  provisional: boolean
}

/** Who will see what is handed in, until when, and whom to ask. */
export function WhoSees({ invitation: { controller, contact, deleteBy } }: { invitation: Invitation }) {
  const { t, date } = useT()
  return (
    <>
      <p>
        <strong>{t('join.hand.who', { controller, date: date(deleteBy) })}</strong>
      </p>
      <p>{t('join.hand.contact', { contact })}</p>
    </>
  )
}

/** Two consents, apart and unticked (decision 33), and whether the name stays away; then the button that uses them. */
export function Consents({
  invitation: { sentence },
  name,
  action,
  busy = false,
  onAgreed,
}: {
  invitation: Invitation
  /** The firm's; '' when it has none. */
  name: string
  action: string
  busy?: boolean
  onAgreed: (how: Agreed) => void
}) {
  const { t, language } = useT()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [needed, setNeeded] = useState(false)
  const own = sentence[language === 'id' ? 'id' : 'en']
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  const go = () => {
    setNeeded(!chosen.includes('workshop'))
    if (!chosen.includes('workshop')) return
    onAgreed({ hidden: chosen.includes('hide'), statistics: chosen.includes('statistics'), language })
  }
  return (
    <>
      {own !== '' && <p className="card">{own}</p>}
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
      {needed && <p role="alert">{t('join.hand.needed')}</p>}
      <div className="actions">
        <button type="button" className="button" disabled={busy} onClick={go}>
          {action}
        </button>
      </div>
    </>
  )
}
