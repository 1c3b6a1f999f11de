// Every screen up to the result but home, and the programmes: what it needs, and where it is.
import type { TextPart } from '../core/texts'
import type { AnswerScreen, Params } from './addresses'
import { type Screen, ShowScreen, Unknown } from './ShowScreen'

const ALL: readonly TextPart[] = ['ask', 'help', 'advice']

const screens: Record<Exclude<AnswerScreen, 'home'>, Screen> = {
  start: {
    load: async () => {
      const { Start } = await import('../features/questionnaire/Start')
      return ({ params }) => (
        <Start
          questionnaire={params['questionnaire'] ?? ''}
          {...(params['firm'] && params['firm'] !== 'new' ? { firm: params['firm'] } : {})}
          {...(params['copyFrom'] ? { copyFrom: params['copyFrom'] } : {})}
        />
      )
    },
  },
  tasks: {
    parts: ['ask'],
    load: async () => {
      const { TaskList } = await import('../features/questionnaire/TaskList')
      return ({ opened }) => <TaskList opened={opened} />
    },
  },
  ask: { parts: ['ask', 'help'], lists: true, load: () => ask(false) },
  change: { parts: ['ask', 'help'], lists: true, load: () => ask(true) },
  profile: {
    parts: ['ask'],
    lists: true,
    load: async () => {
      const { Profile } = await import('../features/questionnaire/Profile')
      return ({ opened, lists, listWords }) => <Profile opened={opened} lists={lists} listWords={listWords} />
    },
  },
  check: {
    parts: ['ask'],
    load: async () => {
      const { Check } = await import('../features/questionnaire/Check')
      return ({ opened }) => <Check opened={opened} />
    },
  },
  result: {
    texts: 'result',
    parts: ALL,
    lists: true,
    programmes: 'list',
    load: async () => {
      const { Result } = await import('../features/results/Result')
      return (given) => <Result {...given} />
    },
  },
  how: {
    texts: 'result',
    parts: ALL,
    load: async () => {
      const { How } = await import('../features/results/How')
      return ({ opened }) => <How opened={opened} />
    },
  },
  recommended: {
    texts: 'result',
    parts: ALL,
    lists: true,
    programmes: 'cards',
    load: async () => {
      const { Programmes } = await import('../features/results/ProgrammeList')
      return (given) => <Programmes {...given} />
    },
  },
  catalogue: {
    texts: 'result',
    lists: true,
    programmes: 'list',
    load: async () => {
      const { Catalogue } = await import('../features/programmes/Catalogue')
      return ({ programmes, lists, programmeWords, listWords }) => (
        <Catalogue programmes={programmes} lists={lists} words={programmeWords} listWords={listWords} />
      )
    },
  },
  programme: {
    texts: 'result',
    lists: true,
    programmes: 'cards',
    load: async () => {
      const { Card } = await import('../features/programmes/Card')
      return ({ params, programmes, lists, programmeWords, listWords }) => {
        const programme = programmes.find(({ id }) => id === params['programme'])
        return programme ? (
          <Card
            programme={programme}
            programmes={programmes}
            lists={lists}
            words={programmeWords}
            listWords={listWords}
          />
        ) : (
          <Unknown />
        )
      }
    },
  },
}

async function ask(fromCheck: boolean): ReturnType<Screen['load']> {
  const { Ask } = await import('../features/questionnaire/Ask')
  return ({ params, opened, lists, listWords }) => (
    <Ask
      questionId={params['question'] ?? ''}
      fromCheck={fromCheck}
      opened={opened}
      lists={lists}
      listWords={listWords}
    />
  )
}

export default function ScreenView({ name, params }: { name: Exclude<AnswerScreen, 'home'>; params: Params }) {
  return <ShowScreen screen={screens[name]} params={params} />
}
