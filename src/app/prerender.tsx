// Renders the first screen into the pages at build time (src/build/pages.ts).

import { createInstance } from 'i18next'
import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { App } from './App'

/** The HTML of the first screen in one language. */
export async function prerender(language: string, texts: Record<string, unknown>): Promise<string> {
  const i18n = createInstance()
  await i18n.init({
    lng: language,
    resources: { [language]: { translation: texts } },
    interpolation: { escapeValue: false },
  })
  return renderToString(
    <I18nextProvider i18n={i18n}>
      <App />
    </I18nextProvider>,
  )
}
