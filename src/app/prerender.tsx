// Renders the first screen into the pages at build time (src/build/pages.ts).
import i18next from 'i18next'
import { renderToString } from 'react-dom/server'
import { App } from './App'

/** The HTML of the first screen in one language. */
export async function prerender(language: string, texts: Record<string, unknown>): Promise<string> {
  await i18next.init({
    lng: language,
    resources: { [language]: { translation: texts } },
    interpolation: { escapeValue: false },
  })
  return renderToString(<App />)
}
