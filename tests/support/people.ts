// Firms whose results are known: those of `tests/golden`, and a few made for one promise each.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../src/commands/load'
import type { Answers } from '../../src/core/answers'
import type { Profile } from '../../src/core/catalogue'
import type { CapResult } from '../../src/core/scoring'
import { assess } from './assess'
import { realQuestionnaire } from './real'

interface Golden {
  questionnaire: 'readiness' | 'quick'
  today: string
  profile: Profile
  answers: Answers
  expected: {
    nodes: Record<string, { score: number | null; level: number | null; answered: number; applicable: number }>
    cap: CapResult
    bottleneck: string[]
    strongest: string
    lenses: Record<string, Record<string, number | null>>
    focus: { item: string; for: string; findOut: boolean }[]
    gaps: { code: string }[]
    programmes: { id: string; score: number }[]
    finance: { id: string } | null
    contacts: string[]
    old: string[]
  }
}

/** A person of the golden files, with the result that was checked by hand. */
export function golden(name: 'readiness-1' | 'quick-1'): Golden {
  return JSON.parse(readFileSync(join(ROOT, 'tests/golden', `${name}.json`), 'utf8')) as Golden
}

const { questionnaire } = realQuestionnaire('readiness')

/** Everything at one level, and the sections named at one lower. */
export function levelWith(level: number, ...lower: string[]): Answers {
  return lower.reduce((story, section) => story.answerAll(level - 1, section), assess(questionnaire).answerAll(level))
    .answers
}

/** Index 2 - 0.18 - 0.04 - 0.06 - 0.05 = 1.67, every question answered. */
export const INDEX_1_67 = levelWith(2, 'people', 'mach', 'green', 'learn')
