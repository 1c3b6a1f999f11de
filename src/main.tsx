// Starts the app on one of its pages. The page already shows the first screen; React takes it over, or replaces it.
import { StrictMode } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { App } from './app/App'
import { startLanguage } from './platform/i18n'
import './app/base.css'

/** @param language the page's own language, whose first texts come bundled with it. */
export async function start(language: string, texts: Record<string, unknown>): Promise<void> {
  await startLanguage(language, texts)
  const container = document.getElementById('app')
  if (!container) throw new Error('The page has no #app')
  const app = (
    <StrictMode>
      <App />
    </StrictMode>
  )
  const asPrerendered =
    document.documentElement.lang === language && !document.documentElement.hasAttribute('data-wait')
  if (asPrerendered && container.hasChildNodes()) hydrateRoot(container, app)
  else {
    container.textContent = ''
    createRoot(container).render(app)
  }
}
