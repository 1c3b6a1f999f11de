// @ts-check
// Checks who imports whom, by the table in `.dependency-cruiser.cjs`.
// dependency-cruiser reports no violations when it could read no module at all: nothing cruised is a failure here.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ROOT, tool } from './install.mjs'

/**
 * @typedef {{ rule: { name: string, severity: string }, from: string, to: string }} Violation
 * @param {string} folder holding `src`, `tsconfig.json` and `.dependency-cruiser.cjs`
 * @returns {{ modules: string[], violations: Violation[] }}
 */
export function layers(folder) {
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src']
  const { stdout, stderr } = spawnSync(process.execPath, [tool('dependency-cruiser', 'depcruise'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  if (!stdout.startsWith('{')) throw new Error(stderr || stdout || 'dependency-cruiser said nothing.')
  const { modules, summary } = JSON.parse(stdout)
  const ours = modules
    .map((/** @type {{ source: string }} */ { source }) => source)
    .filter((/** @type {string} */ source) => source.startsWith('src/'))
  if (ours.length === 0) throw new Error('No module was read: does dependency-cruiser understand this TypeScript?')
  return { modules: ours, violations: summary.violations }
}

function main() {
  const { modules, violations } = layers(ROOT)
  for (const { rule, from, to } of violations) console.error(`${from} must not import ${to} (rule ${rule.name})`)
  console.log(`${modules.length} modules, ${violations.length} forbidden imports`)
  if (violations.length > 0) process.exitCode = 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main()
