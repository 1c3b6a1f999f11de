// What is said where something could not be shown, and the way to try again.
import type { useT } from '../platform/i18n'

/** A part of the app, or of the content, was not fetched: there is no network, and it had not been stored yet. */
export function notFetched(t: ReturnType<typeof useT>['t']): { title: string; text: string; action: string } {
  return { title: t('app.crash.title'), text: t('app.crash.offline'), action: t('app.crash.action') }
}
