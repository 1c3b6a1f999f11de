// npm run schemas: writes the JSON Schemas of `questionnaires/`; with --check, exit 1 when a committed one is not as generated.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { jsonSchemas, schemaText } from './jsonSchemas'
import { QUESTIONNAIRES } from './load'

const check = process.argv.includes('--check')
for (const [name, schema] of Object.entries(jsonSchemas())) {
  const file = join(QUESTIONNAIRES, name)
  const text = schemaText(schema)
  const same = existsSync(file) && readFileSync(file, 'utf8') === text
  if (same) continue
  if (check) process.exitCode = 1
  else writeFileSync(file, text)
  process.stdout.write(`questionnaires/${name}: ${check ? 'not as generated. Run: npm run schemas' : 'written'}\n`)
}
