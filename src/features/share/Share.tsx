import type { PlanStep } from '../../core/plan'
import { useT } from '../../platform/i18n'
import type { ReadyAssessment } from '../../store/opened'
import { Page } from '../../ui/Page'
import { Spreadsheet } from './Spreadsheet'

/** What can be made of a round to keep or to show. */
export function Share({ opened, steps }: { opened: ReadyAssessment; steps: readonly PlanStep[] }) {
  const { t } = useT()
  return (
    <Page title={t('sheet.page')}>
      <Spreadsheet opened={opened} steps={steps} />
    </Page>
  )
}
