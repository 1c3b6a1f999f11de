import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'
import { version } from './package.json'
import { content } from './src/build/content'
import { pages } from './src/build/pages'
import { type Manifest, TIERS, tierOf, tiersOf } from './src/build/tiers'
import { zipAtOnce } from './src/build/zip'

const root = import.meta.dirname
const app = join(root, 'src/app')
/** Class names that are the same wherever a style is compiled, so that the prerendered screen fits. */
const css = {
  modules: { generateScopedName: (name: string, file: string) => `${basename(file).split('.')[0]}_${name}` },
}
export default defineConfig({
  root: app,
  base: './',
  publicDir: join(root, 'public'),
  cacheDir: join(root, '.cache/vite'),
  css,
  define: { __APP_VERSION__: JSON.stringify(version) },
  plugins: [
    content(),
    zipAtOnce(),
    react(),
    pages({ root: app, css, cacheDir: join(root, '.cache/vite-pages'), plugins: [content(), react()] }),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: '..',
      filename: 'sw.ts',
      outDir: join(root, 'dist'),
      manifest: false,
      injectRegister: false,
      injectManifest: {
        globDirectory: join(root, 'dist'),
        globPatterns: ['**/*.{html,js,css,svg,webmanifest}'],
        // The styles of the first screen are in the pages themselves.
        globIgnores: ['sw.js', 'hosting/**', 'assets/main-*.css'],
        manifestTransforms: [
          (entries) => {
            const tiers = tiersOf(JSON.parse(readFileSync(join(root, 'dist/.vite/manifest.json'), 'utf8')) as Manifest)
            const placed = entries.map((entry) => ({ ...entry, tier: tierOf(entry.url, tiers) }))
            placed.sort((a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier))
            return { manifest: placed, warnings: [] }
          },
        ],
      },
    }),
  ],
  build: {
    outDir: join(root, 'dist'),
    emptyOutDir: true,
    manifest: true,
    target: ['es2020', 'chrome87', 'safari14'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { id: join(app, 'index.html'), en: join(app, 'en/index.html') },
      output: {
        // What several screens of one tier share travels together: many small files weigh more than one.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            {
              name: 'judge',
              test: /\/src\/(words\/(result|rows|programmes)|core\/(priorities|programmes|result)|ui\/(BarChart|TableBox|LevelMark)|features\/results\/Result\.module)\b/,
            },
            {
              name: 'improve',
              test: /\/src\/(words\/plan|core\/(plan|measures)|store\/improvement|ui\/UndoBar|features\/plan\/PlanNav)\b/,
            },
          ],
        },
        chunkFileNames: ({ facadeModuleId, name }) => {
          const compiled = facadeModuleId
            ?.split('virtual:')[1]
            ?.replace(/^(content|locales)\//, '')
            .replaceAll('/', '-')
          return `assets/${compiled ?? name}-[hash].js`
        },
      },
    },
  },
  test: {
    root,
    // A busy machine is slow, not wrong: the limit is for what hangs.
    testTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          include: ['tests/core/**/*.test.ts', 'tests/golden/**/*.test.ts'],
          environment: 'node',
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'data', include: ['tests/data/**/*.test.ts'], environment: 'node', isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'screens',
          include: ['tests/features/**/*.test.tsx'],
          environment: 'jsdom',
          setupFiles: ['tests/support/screens.ts'],
          // After every test the stores, the disk and the address are as new; reading the app anew for each file took a third of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          // A whole build in another language is for the proof.
          exclude: ['tests/e2e/speed.test.ts', ...(process.env['SIAP_PROOF'] ? [] : ['tests/e2e/languages.test.ts'])],
          environment: 'node',
          // What a file needs is read once for all of them; none leaves anything behind.
          isolate: false,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'speed',
          // By itself: nothing else may keep the machine busy.
          include: ['tests/e2e/speed.test.ts'],
          environment: 'node',
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
