import { skillsOf } from '../../core/figures'
import type { ValuesOf } from '../../core/measures'
import { newId } from '../../platform/clock'
import { useT } from '../../platform/i18n'
import { changeMeasure, takeOut } from '../../store/improvement'
import { TextField } from '../../ui/Field'
import { Scale } from '../../ui/Scale'
import { DataTable } from '../../ui/TableBox'
import { entryOut, type TakenOut } from './lists'
import { Headline, Remove, Result, useFocusNext } from './parts'
import type { ToolProps } from './props'
import css from './tools.module.css'

type Values = ValuesOf<'skill-matrix'>
type Person = Values['people'][number]
const LEVELS = [0, 1, 2, 3, 4] as const

/** People and jobs: one person below the other on the screen, a matrix on paper. */
export function SkillMatrix({ measure, onTakenOut }: ToolProps<'skill-matrix'>) {
  const { t } = useT()
  const { values } = measure
  const { jobs, people } = values
  const meanings = LEVELS.map((level) => t(`tools.skill-matrix.levels.${level}`))
  const change = (edit: (before: Values) => Values) =>
    changeMeasure(measure, (before) => ({ values: edit(before.values) }))
  const focusNext = useFocusNext()

  const addJob = () => {
    const id = newId()
    focusNext(`job-${id}`)
    void change((before) => ({ ...before, jobs: [...before.jobs, { id, name: '' }] }))
  }
  const addPerson = () => {
    const id = newId()
    focusNext(`person-${id}`)
    void change((before) => ({ ...before, people: [...before.people, { id, name: '', levels: {} }] }))
  }
  const changePerson = (id: string, edit: (person: Person) => Person) =>
    change((before) => ({ ...before, people: before.people.map((one) => (one.id === id ? edit(one) : one)) }))

  /** What people can do of a deleted job stays with them, for when it comes back. */
  async function remove(out: TakenOut<Values>): Promise<void> {
    if (await takeOut('entry-deleted', measure, out)) onTakenOut()
  }
  const jobOut = (id: string) =>
    entryOut(
      id,
      (before: Values) => before.jobs,
      (before, list) => ({ ...before, jobs: list }),
    )
  const personOut = (id: string) =>
    entryOut(
      id,
      (before: Values) => before.people,
      (before, list) => ({ ...before, people: list }),
    )

  return (
    <>
      <div className="noprint">
        <section aria-labelledby="jobs">
          <h2 id="jobs">{t('tools.skill-matrix.jobs')}</h2>
          <ol className={css['entries']}>
            {jobs.map((job, i) => (
              <li key={job.id} className={css['line']}>
                <TextField
                  id={`job-${job.id}`}
                  label={t('tools.skill-matrix.job', { number: i + 1 })}
                  defaultValue={job.name}
                  maxLength={60}
                  onChange={(event) => {
                    const name = event.target.value
                    void change((before) => ({
                      ...before,
                      jobs: before.jobs.map((one) => (one.id === job.id ? { ...one, name } : one)),
                    }))
                  }}
                />
                <Remove
                  about={t('tools.skill-matrix.job', { number: i + 1 })}
                  onRemove={() => void remove(jobOut(job.id))}
                />
              </li>
            ))}
          </ol>
          <button type="button" className="quiet" onClick={addJob}>
            {t('tools.skill-matrix.addJob')}
          </button>
        </section>
        <section aria-labelledby="people">
          <h2 id="people">{t('tools.skill-matrix.people')}</h2>
          <p className="muted small">
            {jobs.length === 0 ? t('tools.skill-matrix.jobsFirst') : t('tools.skill-matrix.names')}
          </p>
          {people.length > 0 && <p className="muted small">{t('tools.skill-matrix.scale')}</p>}
          <ol className={css['entries']}>
            {people.map((person, i) => (
              <li key={person.id} className="card">
                <h3>{person.name || t('tools.skill-matrix.personNumber', { number: i + 1 })}</h3>
                <TextField
                  id={`person-${person.id}`}
                  label={t('tools.skill-matrix.person', { number: i + 1 })}
                  defaultValue={person.name}
                  maxLength={60}
                  autoComplete="off"
                  onChange={(event) => {
                    const name = event.target.value
                    void changePerson(person.id, (one) => ({ ...one, name }))
                  }}
                />
                {jobs.map((job, j) => (
                  <Scale
                    key={job.id}
                    legend={
                      <>
                        {jobName(job, j, t)}
                        <span className="hidden">
                          , {person.name || t('tools.skill-matrix.personNumber', { number: i + 1 })}
                        </span>
                      </>
                    }
                    meanings={meanings}
                    chosen={person.levels[job.id]}
                    onChoose={(rated) =>
                      changePerson(person.id, (one) => ({
                        ...one,
                        levels: { ...one.levels, [job.id]: LEVELS.find((level) => level === rated) ?? 0 },
                      }))
                    }
                  />
                ))}
                <Remove
                  about={t('tools.skill-matrix.personNumber', { number: i + 1 })}
                  onRemove={() => void remove(personOut(person.id))}
                />
              </li>
            ))}
          </ol>
          <button type="button" className="quiet" onClick={addPerson}>
            {t('tools.skill-matrix.addPerson')}
          </button>
        </section>
      </div>
      <Coverage values={values} />
    </>
  )
}

function jobName({ name }: { name: string }, place: number, t: ReturnType<typeof useT>['t']): string {
  return name || t('tools.skill-matrix.job', { number: place + 1 })
}

/** How many jobs are safe, which are at risk, and the matrix itself. */
function Coverage({ values }: { values: Values }) {
  const { t, list } = useT()
  const { jobs, people } = values
  const { jobs: rows, covered, open } = skillsOf(values)
  const nameOf = (id: string) => {
    const place = people.findIndex((person) => person.id === id)
    return people[place]?.name || t('tools.skill-matrix.personNumber', { number: place + 1 })
  }
  const risks = rows.flatMap((row, i) => (row.state === 'one' || row.state === 'none' ? [jobName(row, i, t)] : []))
  return (
    <Result>
      {(jobs.length === 0 || people.length === 0) && <p>{t('tools.skill-matrix.empty')}</p>}
      {covered !== null && (
        <Headline text={t('tools.skill-matrix.headline', { covered, jobs: jobs.length })} range="" />
      )}
      {open > 0 && <p className="muted">{t('tools.skill-matrix.open', { count: open })}</p>}
      {risks.length > 0 && (
        <p>
          <strong>{t('tools.skill-matrix.risks', { count: risks.length, names: list(risks) })}</strong>
        </p>
      )}
      {covered !== null && open === 0 && risks.length === 0 && <p>{t('tools.skill-matrix.noRisks')}</p>}
      {jobs.length > 0 && people.length > 0 && (
        <>
          <DataTable
            label={t('tools.skill-matrix.state')}
            head={[t('tools.skill-matrix.jobs'), t('tools.skill-matrix.state'), t('tools.skill-matrix.who')]}
            rows={rows.map((row, i) => ({
              id: row.id,
              cells: [
                jobName(row, i, t),
                t(`tools.skill-matrix.states.${row.state}`),
                row.alone.map(nameOf).join(', ') || '–',
              ],
            }))}
          />
          <h3>{t('tools.skill-matrix.matrix')}</h3>
          <DataTable
            label={t('tools.skill-matrix.matrix')}
            className={css['matrix']}
            head={[t('tools.skill-matrix.people'), ...jobs.map((job, j) => jobName(job, j, t))]}
            rows={people.map((person) => ({
              id: person.id,
              cells: [nameOf(person.id), ...jobs.map((job) => person.levels[job.id] ?? '–')],
            }))}
          />
          <p className={css['paper']}>{t('tools.skill-matrix.scale')}</p>
        </>
      )}
    </Result>
  )
}
