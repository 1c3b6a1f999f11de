// What the app has to say of itself: ready offline, a new version, the offer to install. Kept apart from where it is shown.
import { create } from 'zustand'
import { onInstallable, startOffline, type UpdateNews } from '../platform/updates'
import { isQuestion } from './addresses'

type News = UpdateNews['kind'] | 'install'

interface State {
  told: readonly News[]
  /** MB kept on the device, once everything is there. */
  megabytes: number
  install: () => void
}

export const useNews = create<State>()(() => ({ told: [], megabytes: 0, install: () => undefined }))

function tell(kind: News, more: Partial<State> = {}): void {
  useNews.setState(({ told }) => ({ told: [...told.filter((other) => other !== kind), kind], ...more }))
}

/** Puts a piece of news away. */
export function putAway(kind: News): void {
  useNews.setState(({ told }) => ({ told: told.filter((other) => other !== kind) }))
}

/** Starts offline use and listens for what there is to tell; once, when the app starts. */
export function startNews(): void {
  onInstallable((install) => tell('install', { install }))
  startOffline(isQuestion(location.hash.slice(1)), (news) =>
    tell(news.kind, news.kind === 'offline-ready' ? { megabytes: news.megabytes } : {}),
  ).catch(() => undefined)
}
