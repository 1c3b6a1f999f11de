// The JSON Schemas that editors use: as generated, whole, and named by the files they describe.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EXPLANATIONS } from '../../src/commands/explanations'
import { jsonSchemas, schemaText } from '../../src/commands/jsonSchemas'
import { QUESTIONNAIRES, questionnaireFile, questionnaireIds } from '../../src/commands/load'

const schemas = jsonSchemas()
const questionnaire = schemas['questionnaire.schema.json']
const definitions: Record<string, unknown> = { ...questionnaire?.$defs, questionnaire }

function propertiesOf(name: string): Record<string, { description?: string }> {
  return (definitions[name] as { properties: Record<string, { description?: string }> }).properties
}

describe('the JSON Schemas', () => {
  it.each(Object.keys(schemas))('%s is committed as it is generated (npm run schemas)', (name) => {
    const schema = schemas[name]
    expect(readFileSync(join(QUESTIONNAIRES, name), 'utf8')).toBe(schema && schemaText(schema))
  })

  it('explain every key of a questionnaire, and no key that is not there', () => {
    for (const [name, lines] of Object.entries(EXPLANATIONS)) {
      const keys = Object.keys(propertiesOf(name)).filter((key) => key !== '$schema')
      expect(Object.keys(lines).sort()).toEqual(keys.sort())
      for (const key of keys) expect(propertiesOf(name)[key]?.description).toBe(lines[key])
    }
  })

  it('know trees and conditions of any depth, and all branches of each', () => {
    const text = (name: string) => JSON.stringify(definitions[name])
    expect(text('node')).toContain('"items":{"anyOf":[{"type":"string"}')
    expect(text('node')).toContain('{"$ref":"#/$defs/node"}')
    expect(text('condition').match(/"required":\["\w+"\]/g)).toEqual(
      ['item', 'all', 'any', 'not', 'node'].map((key) => `"required":["${key}"]`),
    )
    expect(text('condition').match(/"\$ref":"#\/\$defs\/condition"/g)).toHaveLength(3)
    expect(text('questionnaire')).toContain('#/$defs/question')
  })

  it('ask for texts in both languages, allow further ones, and refuse unknown keys', () => {
    expect(definitions['text']).toMatchObject({ required: ['id', 'en'], additionalProperties: { type: 'string' } })
    expect(definitions['question']).toMatchObject({ required: ['id', 'type', 'question'], additionalProperties: false })
    expect(propertiesOf('node')['weight']).toMatchObject({ type: 'number', exclusiveMinimum: 0 })
  })

  it.each([
    ...questionnaireIds().map((id) => questionnaireFile(id)),
    join(QUESTIONNAIRES, 'programmes.yaml'),
    join(QUESTIONNAIRES, 'lists.yaml'),
  ])('are named in the first line of %s', (file) => {
    const named = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
    expect(named).toMatch(/\.schema\.json$/)
    expect(existsSync(join(dirname(file), named))).toBe(true)
  })
})
