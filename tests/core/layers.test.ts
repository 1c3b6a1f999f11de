import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT, tool } from '../../src/commands/install.mjs'
import { layers } from '../../src/commands/layers.mjs'

/** Forbidden on purpose: the file that imports, what it imports, the row of the table that says no. */
const FORBIDDEN = [
  ['src/core/planted-store.ts', 'src/store/planted.ts', 'core'],
  ['src/platform/planted-core.ts', 'src/core/planted.ts', 'platform'],
  ['src/ui/planted-core.ts', 'src/core/planted.ts', 'ui'],
  ['src/store/planted-ui.ts', 'src/ui/planted.ts', 'store'],
  ['src/store/planted-words.ts', 'src/words/planted.ts', 'store'],
  ['src/words/planted-ui.ts', 'src/ui/planted.ts', 'words'],
  ['src/features/planted-one/other.ts', 'src/features/planted-two/planted.ts', 'features'],
  ['src/features/planted-one/app.ts', 'src/app/planted.ts', 'features'],
  ['src/commands/planted-feature.ts', 'src/features/planted-two/planted.ts', 'commands-and-build'],
  ['src/build/planted-app.ts', 'src/app/planted.ts', 'commands-and-build'],
] as const

const ALLOWED = [
  ['src/store/planted-core.ts', 'src/core/planted.ts'],
  ['src/store/planted-platform.ts', 'src/platform/planted.ts'],
  ['src/words/planted-store.ts', 'src/store/planted.ts'],
  ['src/features/planted-one/words.ts', 'src/words/planted.ts'],
  ['src/features/planted-one/store.ts', 'src/store/planted.ts'],
  ['src/features/planted-one/ui.ts', 'src/ui/planted.ts'],
  ['src/features/planted-one/own.ts', 'src/features/planted-one/app.ts'],
  ['src/app/planted-feature.ts', 'src/features/planted-one/own.ts'],
  ['src/commands/planted-core.ts', 'src/core/planted.ts'],
] as const

describe('who may import whom', () => {
  // That nothing is found in the sources as they are the gate itself checks.
  const broken = copyOfSources()
  afterAll(() => rmSync(broken, { recursive: true, force: true }))

  describe('by dependency-cruiser', () => {
    let found: string[] = []
    beforeAll(() => {
      plantAll(broken)
      found = layers(broken).violations.map(({ from, to, rule }) => `${from} -> ${to}: ${rule.name}`)
    }, 30_000)

    it.each(FORBIDDEN)('refuses that %s imports %s', (from, to, rule) => {
      expect(found).toContain(`${from} -> ${to}: ${rule}`)
    })

    it('counts imports of types', () => {
      expect(found).toContain('src/core/planted-type.ts -> src/store/planted.ts: core')
    })

    it('refuses Node and foreign packages in the core, app packages in commands, and anything but workbox in the worker', () => {
      expect(found).toContain('src/core/planted-node.ts -> fs: core')
      expect(found.filter((line) => /^src\/core\/planted-react\.ts -> .*\breact\b.*: core$/.test(line))).toHaveLength(1)
      expect(found.filter((line) => /^src\/commands\/planted-idb\.ts -> .*\bidb\b.*packages$/.test(line))).toHaveLength(
        1,
      )
      expect(found).toContain('src/sw.ts -> src/core/planted.ts: service-worker')
    })

    it('refuses circles of values, not of types', () => {
      expect(found.filter((line) => line.endsWith('no-circle') && line.includes('circle-value'))).not.toEqual([])
      expect(found.filter((line) => line.endsWith('no-circle') && line.includes('circle-type'))).toEqual([])
    })

    it('refuses nothing that is allowed', () => {
      for (const [from] of ALLOWED) expect(found.filter((line) => line.startsWith(`${from} ->`))).toEqual([])
    })

    it('fails when it could read no module', () => {
      const empty = emptyProject()
      mkdirSync(join(empty, 'src'))
      try {
        expect(() => layers(empty)).toThrow('No module was read')
      } finally {
        rmSync(empty, { recursive: true, force: true })
      }
    }, 30_000)
  })

  describe('by biome', () => {
    it('refuses every planted import and nothing that is allowed', () => {
      plantAll(broken)
      const found = restrictedImports(broken)
      for (const [from] of FORBIDDEN) expect(found).toContain(from)
      for (const [from] of ALLOWED) expect(found).not.toContain(from)
    })
  })
})

/** A project of its own inside the project, so that its packages are found: what both checkers read, without sources. */
function emptyProject(): string {
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  const folder = mkdtempSync(join(ROOT, '.cache/layers-'))
  for (const file of ['.dependency-cruiser.cjs', 'biome.json', 'package.json', 'tsconfig.json'])
    cpSync(join(ROOT, file), join(folder, file))
  return folder
}

function copyOfSources(): string {
  const folder = emptyProject()
  for (const name of ['src', 'locales']) cpSync(join(ROOT, name), join(folder, name), { recursive: true })
  return folder
}

function plantAll(folder: string): void {
  for (const [from, to] of [...FORBIDDEN, ...ALLOWED]) {
    plant(folder, to, 'export const planted = 1\n')
    plant(folder, from, `import { planted } from '${relativeTo(from, to)}'\nexport const own = planted\n`)
  }
  plant(folder, 'src/features/planted-one/app.ts', `export { planted } from '../../app/planted'\n`)
  plant(folder, 'src/features/planted-one/own.ts', `export { planted } from './app'\n`)
  plant(
    folder,
    'src/core/planted-type.ts',
    `import type { planted } from '../store/planted'\nexport type A = planted\n`,
  )
  plant(folder, 'src/core/planted-node.ts', `import { readFileSync } from 'node:fs'\nreadFileSync('a')\n`)
  plant(folder, 'src/core/planted-react.ts', `import { useState } from 'react'\nuseState()\n`)
  plant(folder, 'src/commands/planted-idb.ts', `import { openDB } from 'idb'\nopenDB('a')\n`)
  plant(folder, 'src/sw.ts', `import { planted } from './core/planted'\nexport const own = planted\n`)
  plant(folder, 'src/core/circle-value-a.ts', `import { b } from './circle-value-b'\nexport const a = () => b\n`)
  plant(folder, 'src/core/circle-value-b.ts', `import { a } from './circle-value-a'\nexport const b = () => a\n`)
  plant(folder, 'src/core/circle-type-a.ts', `import type { B } from './circle-type-b'\nexport type A = B[]\n`)
  plant(folder, 'src/core/circle-type-b.ts', `import type { A } from './circle-type-a'\nexport type B = A | 1\n`)
}

function plant(folder: string, file: string, content: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), content)
}

function relativeTo(from: string, to: string): string {
  return `${'../'.repeat(from.split('/').length - 2)}${to.slice('src/'.length, -'.ts'.length)}`
}

/** The files in which biome's rule for import directions speaks. */
function restrictedImports(folder: string): string[] {
  const args = ['lint', '--vcs-enabled=false', '--only=style/noRestrictedImports', '--max-diagnostics=none']
  const { stdout } = spawnSync(process.execPath, [tool('@biomejs/biome'), ...args, '--reporter=json', 'src'], {
    cwd: folder,
    encoding: 'utf8',
  })
  const { summary, diagnostics } = JSON.parse(stdout) as {
    summary: { unchanged: number }
    diagnostics: { category: string; location: { path: string } }[]
  }
  expect(summary.unchanged, 'files read').toBeGreaterThan(10)
  return diagnostics
    .filter(({ category }) => category === 'lint/style/noRestrictedImports')
    .map(({ location }) => location.path)
}
