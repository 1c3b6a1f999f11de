// The programme catalogue and the lists: sectors, sizes, provinces, goals, pains, codes. Data, read at one door.
import * as v from 'valibot'
import { languageMap, type Questionnaire } from './questionnaire'
import { type Problem, type Read, readWith } from './read'

const code = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'code'))
const codes = v.array(code)
const level = v.pipe(v.number(), v.integer('bad-number'), v.minValue(0, 'bad-number'), v.maxValue(4, 'bad-number'))

function programmeWith<T extends v.GenericSchema<unknown, unknown>>(text: T) {
  return v.strictObject({
    id: code,
    name: text,
    /** Other names by which articles call it, in whatever language; found by search. */
    aka: v.optional(v.array(v.string())),
    operator: text,
    partners: v.optional(text),
    audience: text,
    line: text,
    about: text,
    duration: text,
    cost: text,
    ask: v.optional(text),
    page: v.optional(v.string()),
    kind: code,
    /** Short operator key, for the limit of two programmes of one operator. */
    op: code,
    /** Gap codes closed directly, and helped in part. */
    gaps: codes,
    gaps2: codes,
    levels: v.tuple([level, level]),
    sectors: codes,
    sectorMode: v.picklist(['strict', 'prefer']),
    sizes: codes,
    /** `national`, `online`, or two-letter province codes. */
    places: codes,
    format: codes,
    access: code,
    status: code,
    /** Last known: `2025-12`, or `2024` for a bare year; absent when unknown. */
    last: v.optional(v.pipe(v.string(), v.regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/, 'month'))),
    confidence: code,
    show: v.picklist(['normal', 'check', 'context', 'history', 'merge']),
    mergeInto: v.optional(code),
    /** The Japan-Indonesia lean line: breaks ties only. */
    core: v.optional(v.boolean()),
    links: v.optional(codes),
    services: v.optional(v.array(v.strictObject({ id: code, name: text, use: text, levels: v.tuple([level, level]) }))),
    sites: v.optional(
      v.array(v.strictObject({ name: v.string(), place: code, specialisation: text, provinces: v.optional(codes) })),
    ),
    sources: v.array(
      v.strictObject({
        title: v.string(),
        url: v.pipe(v.string(), v.regex(/^https?:\/\//, 'link')),
        publisher: v.optional(v.string()),
        date: v.optional(v.string()),
      }),
    ),
  })
}

function listsWith<T extends v.GenericSchema<unknown, unknown>>(text: T) {
  const named = { id: code, name: text }
  const list = <E extends v.ObjectEntries>(entries: E) => v.array(v.strictObject(entries))
  return v.strictObject({
    sectors: list({ ...named, example: text, kbli: v.array(v.string()) }),
    kbli: list({ code: v.pipe(v.string(), v.regex(/^\d\d$/, 'code')), name: text }),
    workers: list({ ...named, from: v.number(), to: v.optional(v.number()) }),
    investment: list({ ...named, note: v.optional(text) }),
    sizes: list({ ...named, note: text }),
    sizeRules: list({ workers: codes, investment: codes, size: code }),
    provinces: list({
      code: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'code')),
      number: v.string(),
      name: text,
      island: code,
    }),
    islands: list(named),
    goals: list(named),
    pains: list({ ...named, example: text }),
    makes: list({ ...named, gap: code }),
    gapCodes: list({ ...named, advice: text }),
    formats: list(named),
    accesses: list({ ...named, how: text, points: v.number() }),
    kinds: list(named),
    statuses: list({ ...named, points: v.number() }),
    confidences: list({ ...named, points: v.number() }),
    matching: v.strictObject({
      contacts: list({ upTo: level, programme: code }),
      assumedLevel: level,
      portalKind: code,
      financeKind: code,
      financeGaps: codes,
      digitalGaps: codes,
      foundationGap: code,
      easyAccess: codes,
      visitingFormats: codes,
    }),
    glossary: list({ id: code, term: text, meaning: text }),
  })
}

export const authoredProgrammesSchema = /* @__PURE__ */ v.array(/* @__PURE__ */ programmeWith(languageMap))
export const authoredListsSchema = /* @__PURE__ */ listsWith(languageMap)

/** With an empty string in place of each text, as the app and the matching use them; texts travel apart. */
const none = v.optional(v.literal(''))
const compiledProgramme = /* @__PURE__ */ programmeWith(none)
const compiledLists = /* @__PURE__ */ listsWith(none)
export type Programme = v.InferOutput<typeof compiledProgramme>
export type Lists = v.InferOutput<typeof compiledLists>

/** Checks the catalogue against the lists: ids unique, every code and link known. Paths start at the programme. */
export function checkProgrammes(programmes: readonly Programme[], lists: Lists): Problem[] {
  const ids = new Set(programmes.map(({ id }) => id))
  const known = {
    gaps: idsOf(lists.gapCodes),
    sectors: new Set(['all', ...idsOf(lists.sectors)]),
    sizes: idsOf(lists.sizes),
    places: new Set(['national', 'online', ...lists.provinces.map((province) => province.code)]),
    formats: idsOf(lists.formats),
    accesses: idsOf(lists.accesses),
    kinds: idsOf(lists.kinds),
    statuses: idsOf(lists.statuses),
    confidences: idsOf(lists.confidences),
    programmes: ids,
  }
  return programmes.flatMap((programme, i) => {
    const all = (list: keyof typeof known, found: readonly string[], key: string): Problem[] =>
      found.flatMap((id, n) =>
        known[list].has(id)
          ? []
          : [{ path: `${i}.${key}${found.length > 1 ? `.${n}` : ''}`, code: 'unknown-id' as const, params: { id } }],
      )
    const twice: Problem[] =
      programmes.findIndex(({ id }) => id === programme.id) === i
        ? []
        : [{ path: `${i}.id`, code: 'duplicate-id', params: { id: programme.id } }]
    return [
      ...twice,
      ...all('gaps', programme.gaps, 'gaps'),
      ...all('gaps', programme.gaps2, 'gaps2'),
      ...all('sectors', programme.sectors, 'sectors'),
      ...all('sizes', programme.sizes, 'sizes'),
      ...all('places', programme.places, 'places'),
      ...all('formats', programme.format, 'format'),
      ...all('accesses', [programme.access], 'access'),
      ...all('kinds', [programme.kind], 'kind'),
      ...all('statuses', [programme.status], 'status'),
      ...all('confidences', [programme.confidence], 'confidence'),
      ...(programme.sites ?? []).flatMap(({ place, provinces }, n) => [
        ...all('places', [place], `sites.${n}.place`),
        ...all('places', provinces ?? [], `sites.${n}.provinces`),
      ]),
      ...all('programmes', programme.links ?? [], 'links'),
      ...all('programmes', programme.mergeInto ? [programme.mergeInto] : [], 'mergeInto'),
      ...(programme.show === 'merge' && !programme.mergeInto
        ? [{ path: `${i}.mergeInto`, code: 'missing' as const }]
        : []),
    ]
  })
}

/** Checks the lists by themselves and against the catalogue: no code twice, every code that is named is there. */
export function checkLists(lists: Lists, programmes: readonly Programme[]): Problem[] {
  const problems: Problem[] = []
  const known = (allowed: Set<string>, found: readonly string[], path: string) => {
    for (const id of found) if (!allowed.has(id)) problems.push({ path, code: 'unknown-id', params: { id } })
  }
  for (const [name, list] of Object.entries(lists)) {
    if (!Array.isArray(list)) continue
    const ids = list.map((entry: { id?: string; code?: string }) => entry.id ?? entry.code)
    ids.forEach((id, i) => {
      if (id === undefined || ids.indexOf(id) === i) return
      const key = 'id' in (list[i] as object) ? 'id' : 'code'
      problems.push({ path: `${name}.${i}.${key}`, code: 'duplicate-id', params: { id } })
    })
  }
  const kbli = new Set(lists.kbli.map(({ code }) => code))
  lists.sectors.forEach((sector, i) => {
    known(kbli, sector.kbli, `sectors.${i}.kbli`)
  })
  lists.sizeRules.forEach((rule, i) => {
    known(idsOf(lists.workers), rule.workers, `sizeRules.${i}.workers`)
    known(idsOf(lists.investment), rule.investment, `sizeRules.${i}.investment`)
    known(idsOf(lists.sizes), [rule.size], `sizeRules.${i}.size`)
  })
  lists.provinces.forEach(({ island }, i) => {
    known(idsOf(lists.islands), [island], `provinces.${i}.island`)
  })
  const gaps = idsOf(lists.gapCodes)
  lists.makes.forEach(({ gap }, i) => {
    known(gaps, [gap], `makes.${i}.gap`)
  })
  const { matching } = lists
  matching.contacts.forEach(({ programme }, i) => {
    known(idsOf(programmes), [programme], `matching.contacts.${i}.programme`)
  })
  known(idsOf(lists.kinds), [matching.portalKind], 'matching.portalKind')
  known(idsOf(lists.kinds), [matching.financeKind], 'matching.financeKind')
  known(gaps, matching.financeGaps, 'matching.financeGaps')
  known(gaps, matching.digitalGaps, 'matching.digitalGaps')
  known(gaps, [matching.foundationGap], 'matching.foundationGap')
  known(idsOf(lists.accesses), matching.easyAccess, 'matching.easyAccess')
  known(idsOf(lists.formats), matching.visitingFormats, 'matching.visitingFormats')
  return problems
}

/** Checks the codes a questionnaire takes from the lists: gaps, glossary terms, and what its items do for goals and pains. */
export function checkCodes(questionnaire: Questionnaire, lists: Lists): Problem[] {
  const gaps = idsOf(lists.gapCodes)
  const terms = idsOf(lists.glossary)
  const kinds = new Map([
    ['goals', idsOf(lists.goals)],
    ['pains', idsOf(lists.pains)],
  ])
  return questionnaire.questions.flatMap((question, i) => {
    const unknown = (allowed: Set<string>, found: readonly string[], path: string): Problem[] =>
      found.flatMap((id, n) =>
        allowed.has(id) ? [] : [{ path: `questions.${i}.${path}.${n}`, code: 'unknown-id', params: { id } }],
      )
    return [
      ...unknown(gaps, question.gaps ?? [], 'gaps'),
      ...unknown(terms, question.terms ?? [], 'terms'),
      // Other models may rank by other kinds, which the lists know nothing of.
      ...Object.entries(question.relevance ?? {}).flatMap(([kind, codes]) =>
        Object.keys(codes).flatMap((id): Problem[] =>
          (kinds.get(kind)?.has(id) ?? true)
            ? []
            : [{ path: `questions.${i}.relevance.${kind}.${id}`, code: 'unknown-id', params: { id } }],
        ),
      ),
    ]
  })
}

function idsOf(list: readonly { id: string }[]): Set<string> {
  return new Set(list.map(({ id }) => id))
}

/** What the owner told about the firm, by code; everything may be left unsaid. */
export interface Profile {
  sector?: string | undefined
  workers?: string | undefined
  investment?: string | undefined
  province?: string | undefined
  goals?: string[] | undefined
  pains?: string[] | undefined
  makes?: string[] | undefined
}

const optionalCode = v.optional(v.string())
export const profileSchema = v.strictObject({
  sector: optionalCode,
  workers: optionalCode,
  investment: optionalCode,
  province: optionalCode,
  goals: v.optional(v.array(v.string())),
  pains: v.optional(v.array(v.string())),
  makes: v.optional(v.array(v.string())),
})

/** How many goals, and how many pains, an owner may choose. */
export const MOST_CHOICES = 3

/** Reads a profile given from outside; every code must be in the lists. Paths start with `profile`. */
export function readProfile(lists: Lists, input: unknown): Read<Profile> {
  const read = readWith(profileSchema, input ?? {})
  if (!read.ok)
    return { ok: false, problems: read.problems.map((p) => ({ ...p, path: p.path ? `profile.${p.path}` : 'profile' })) }
  const profile = read.value
  const check = (key: string, allowed: Set<string>, value: string | string[] | undefined, most = 99): Problem[] => {
    const chosen = Array.isArray(value) ? value : value === undefined ? [] : [value]
    const found: Problem[] = chosen
      .filter((id) => !allowed.has(id))
      .map((id) => ({ path: `profile.${key}`, code: 'unknown-id', params: { id } }))
    if (new Set(chosen).size !== chosen.length)
      found.push({ path: `profile.${key}`, code: 'duplicate-id', params: { id: chosen.join() } })
    if (chosen.length > most) found.push({ path: `profile.${key}`, code: 'too-many', params: { most } })
    return found
  }
  const problems = [
    ...check('sector', idsOf(lists.sectors), profile.sector),
    ...check('workers', idsOf(lists.workers), profile.workers),
    ...check('investment', idsOf(lists.investment), profile.investment),
    ...check('province', new Set(lists.provinces.map(({ code }) => code)), profile.province),
    ...check('goals', idsOf(lists.goals), profile.goals, MOST_CHOICES),
    ...check('pains', idsOf(lists.pains), profile.pains, MOST_CHOICES),
    ...check('makes', idsOf(lists.makes), profile.makes),
  ]
  return problems.length === 0 ? { ok: true, value: profile } : { ok: false, problems }
}

/**
 * The size class, an estimate from workers and investment (rule M1); null while the number of workers is unsaid.
 * An investment left unsaid counts as the band `unsaid`.
 */
export function sizeOf(lists: Lists, profile: Profile): string | null {
  if (!profile.workers) return null
  const workers = profile.workers
  const investment = profile.investment ?? 'unsaid'
  return (
    lists.sizeRules.find((rule) => rule.workers.includes(workers) && rule.investment.includes(investment))?.size ?? null
  )
}

/** The gap codes of what the owner ticked to make, in the order of the list. */
export function tickedGaps(lists: Lists, profile: Profile): string[] {
  return lists.makes.filter(({ id }) => profile.makes?.includes(id)).map(({ gap }) => gap)
}
