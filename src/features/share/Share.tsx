import { useT } from '../../platform/i18n'
import type { ReadyAssessment } from '../../store/opened'
import { Page } from '../../ui/Page'

/** Every way to keep a result or to hand it on. */
export function Share({ opened }: { opened: ReadyAssessment }) {
  const { t } = useT()
  return (
    <Page title={t('share.title')}>
      <a className="alone" href={`#/a/${opened.assessment.id}/result`}>
        {t('plan.toResult')}
      </a>
    </Page>
  )
}
