import { useT } from '../../platform/i18n'
import { Tabs } from '../../ui/Tabs'

const PARTS = ['', 'board', 'desk', 'script'] as const

/** The parts of a session, and the way back to the list of sessions. */
export function RoomNav({ id, here }: { id: string; here: (typeof PARTS)[number] }) {
  const { t } = useT()
  const href = (part: string) => `#/room/${id}${part && `/${part}`}`
  return (
    <div className="noprint">
      <a className="alone" href="#/room">
        {t('room.list.title')}
      </a>
      <Tabs
        label={t('room.nav.label')}
        tabs={PARTS.map((part) => ({ href: href(part), text: t(`room.nav.${part || 'collect'}`) }))}
        here={href(here)}
      />
    </div>
  )
}
