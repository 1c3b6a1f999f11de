// The one door's way of speaking: what was read, or where it is wrong and what kind of wrong.
// The core gives codes and parameters; the words for them live in `locales`.
import * as v from 'valibot'

export type ProblemCode =
  | 'missing'
  | 'wrong-type'
  | 'unknown-key'
  | 'missing-language'
  | 'placeholder-differs'
  | 'unknown-id'
  | 'duplicate-id'
  | 'reserved-id'
  | 'unscored-option'
  | 'out-of-scale'
  | 'bad-weight'
  | 'bad-number'
  | 'level-gap'
  | 'level-overlap'
  | 'unreachable'
  | 'cycle'
  | 'na-not-allowed'
  | 'exclusive'
  | 'too-many'
  | 'too-new'
  | 'not-readable'

/** What is wrong at one place. `path` is dotted, from the root of what was read; '' is the root itself. */
export interface Problem<TCode extends string = ProblemCode> {
  path: string
  code: TCode
  params?: Record<string, string | number>
}

/** Expected failures are values: either the thing, checked, or every problem found. */
export type Read<T, TCode extends string = ProblemCode> =
  | { ok: true; value: T }
  | { ok: false; problems: Problem<TCode>[] }

/** Reads an unknown value with a valibot schema; never throws on bad input. */
export function readWith<T>(schema: v.GenericSchema<unknown, T>, input: unknown): Read<T> {
  const result = v.safeParse(schema, input)
  return result.success
    ? { ok: true, value: result.output }
    : { ok: false, problems: result.issues.flatMap(toProblems) }
}

function toProblems(issue: v.BaseIssue<unknown>): Problem[] {
  // A union reports each branch it tried; the branch that came furthest is the one the author meant.
  if (issue.type === 'union' && issue.issues?.length) {
    const depth = (i: v.BaseIssue<unknown>) => i.path?.length ?? 0
    const deepest = Math.max(...issue.issues.map(depth))
    if (deepest > depth(issue)) {
      return issue.issues
        .filter((i) => depth(i) === deepest)
        .slice(0, 1)
        .flatMap(toProblems)
    }
  }
  const path = v.getDotPath(issue) ?? ''
  const key = path.split('.').pop() ?? ''
  // Only a text is an object with a rest: one text per language. Its parts say so in their message.
  const inText =
    issue.message === 'missing-language' || (issue.type === 'object_with_rest' && issue.expected !== 'Object')
  if (issue.kind === 'schema' && (issue.received === 'undefined' || issue.received === 'null')) {
    return [inText ? { path, code: 'missing-language', params: { language: key } } : { path, code: 'missing' }]
  }
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return [{ path, code: 'unknown-key', params: { key } }]
  }
  if (issue.kind === 'validation') {
    const code = CODE_OF_CHECK[issue.message] ?? 'wrong-type'
    if (code === 'missing-language') return [{ path, code, params: { language: key } }]
    // A pattern is no help to an author; its name is.
    const expected = issue.type === 'regex' ? issue.message : (issue.expected ?? issue.message)
    return [{ path, code, params: { expected, received: issue.received } }]
  }
  const expected = issue.type === 'object_with_rest' ? 'languages' : (issue.expected ?? '')
  return [{ path, code: 'wrong-type', params: { expected, received: issue.received } }]
}

/** Checks inside schemas carry the problem code as their message. */
const CODE_OF_CHECK: Record<string, ProblemCode> = {
  missing: 'missing',
  'bad-weight': 'bad-weight',
  'bad-number': 'bad-number',
  'missing-language': 'missing-language',
  'reserved-id': 'reserved-id',
}
