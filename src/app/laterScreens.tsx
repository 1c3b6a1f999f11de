// Every screen that comes after the result: plan, tools, keeping, sharing, handing in. What it needs, and where it is.
import type { TextPart } from '../core/texts'
import { needTexts } from '../platform/i18n'
import { isShared } from '../store/kioskNow'
import type { LaterScreen, Params } from './addresses'
import { type Screen, ShowScreen, Unknown } from './ShowScreen'

const ALL: readonly TextPart[] = ['ask', 'help', 'advice']

const screens: Record<LaterScreen, Screen> = {
  plan: {
    texts: 'keep',
    parts: ALL,
    lists: true,
    programmes: 'cards',
    load: async () => {
      const [{ Plan }, { WithFirm }] = await Promise.all([import('../features/plan/Plan'), import('./WithFirm')])
      return (given) => (
        <WithFirm firm={given.opened.assessment.firm}>{(work) => <Plan {...given} work={work} />}</WithFirm>
      )
    },
  },
  whatIf: {
    texts: 'keep',
    parts: ALL,
    load: async () => {
      const [{ WhatIf }, { WithFirm }] = await Promise.all([import('../features/plan/WhatIf'), import('./WithFirm')])
      return ({ opened }) => (
        <WithFirm firm={opened.assessment.firm}>{(work) => <WhatIf opened={opened} work={work} />}</WithFirm>
      )
    },
  },
  targets: {
    texts: 'keep',
    parts: ALL,
    load: async () => {
      const { Targets } = await import('../features/plan/Targets')
      return ({ opened }) => <Targets opened={opened} />
    },
  },
  compare: {
    texts: 'keep',
    parts: ALL,
    programmes: 'list',
    load: async () => {
      const [{ Compare }, { WithFirm }] = await Promise.all([
        import('../features/compare/Compare'),
        import('./WithFirm'),
      ])
      return ({ params, opened, programmeWords }) => (
        <WithFirm firm={opened.assessment.firm}>
          {(work) => <Compare opened={opened} work={work} programmeWords={programmeWords} before={params['before']} />}
        </WithFirm>
      )
    },
  },
  tools: {
    texts: 'keep',
    parts: ['ask'],
    load: async () => {
      const [{ Tools }, { WithFirm }] = await Promise.all([import('../features/tools/Tools'), import('./WithFirm')])
      return ({ opened: { assessment } }) => (
        <WithFirm firm={assessment.firm}>
          {({ measures }) => <Tools assessment={assessment.id} measures={measures} />}
        </WithFirm>
      )
    },
  },
  tool: {
    texts: 'keep',
    parts: ['ask'],
    load: async () => {
      const [{ ToolScreen }, { WithFirm }] = await Promise.all([
        import('../features/tools/ToolScreen'),
        import('./WithFirm'),
      ])
      return ({ params, opened: { assessment, firm } }) => (
        <WithFirm firm={assessment.firm}>
          {({ measures }) => (
            <ToolScreen
              assessment={assessment.id}
              firm={assessment.firm}
              firmName={firm?.name ?? ''}
              measures={measures}
              tool={params['tool'] ?? ''}
              measure={params['measure']}
              unknown={<Unknown />}
            />
          )}
        </WithFirm>
      )
    },
  },
  share: {
    texts: 'keep',
    parts: ALL,
    load: async () => {
      const { Share } = await import('../features/share/Share')
      return ({ opened }) => <Share opened={opened} />
    },
  },
  print: {
    texts: 'keep',
    parts: ALL,
    load: async () => {
      const [{ Print }, { WithFirm }] = await Promise.all([import('../features/share/Print'), import('./WithFirm')])
      return ({ opened }) => (
        <WithFirm firm={opened.assessment.firm}>{(work) => <Print opened={opened} work={work} />}</WithFirm>
      )
    },
  },
  picture: {
    texts: 'keep',
    parts: ALL,
    lists: true,
    programmes: 'list',
    load: async () => {
      const [{ Picture }, { WithFirm }] = await Promise.all([import('../features/share/Picture'), import('./WithFirm')])
      return (given) => (
        <WithFirm firm={given.opened.assessment.firm}>{(work) => <Picture {...given} work={work} />}</WithFirm>
      )
    },
  },
  paper: {
    texts: 'keep',
    load: async () => {
      const { Paper } = await import('../features/share/Paper')
      return ({ params }) => <Paper id={params['questionnaire'] ?? ''} unknown={<Unknown />} />
    },
  },
  spreadsheet: {
    texts: 'keep',
    parts: ALL,
    load: async () => {
      const [{ Spreadsheet }, { WithFirm }] = await Promise.all([
        import('../features/share/Spreadsheet'),
        import('./WithFirm'),
      ])
      return ({ opened }) => (
        <WithFirm firm={opened.assessment.firm}>
          {({ steps }) => <Spreadsheet opened={opened} steps={steps} />}
        </WithFirm>
      )
    },
  },
  send: {
    texts: 'keep',
    parts: ['ask'],
    lists: true,
    load: async () => {
      const [{ Send }, { WithResult }] = await Promise.all([import('../features/share/Send'), import('./WithResult')])
      return ({ opened, lists }) => (
        <WithResult opened={opened}>
          {(provisional) => <Send opened={opened} lists={lists} provisional={provisional} />}
        </WithResult>
      )
    },
  },
  receive: {
    texts: 'keep',
    lists: true,
    load: async () => {
      const { Receive } = await import('../features/share/Receive')
      return ({ lists }) => <Receive lists={lists} />
    },
  },
  join: {
    texts: 'keep',
    lists: true,
    load: async () => {
      const { Join } = await import('../features/join/Join')
      return ({ params, lists }) => <Join text={params['invitation'] ?? ''} lists={lists} />
    },
  },
  handIn: {
    texts: 'keep',
    parts: ['ask'],
    lists: true,
    load: async () => {
      const { WithResult } = await import('./WithResult')
      const HandIn = isShared()
        ? (await Promise.all([import('../features/join/KioskHandIn'), needTexts('room')]))[0].KioskHandIn
        : (await import('../features/join/HandIn')).HandIn
      return ({ opened, lists }) => (
        <WithResult opened={opened}>
          {(provisional) => <HandIn opened={opened} lists={lists} provisional={provisional} />}
        </WithResult>
      )
    },
  },
  saved: {
    texts: 'keep',
    load: async () => {
      const { SavedScreen } = await import('./SavedScreen')
      return () => <SavedScreen />
    },
  },
  backup: {
    texts: 'keep',
    load: async () => {
      const [{ Backup }, { WithSaved }] = await Promise.all([import('../features/share/Backup'), import('./WithSaved')])
      return () => (
        <WithSaved>
          <Backup version={__APP_VERSION__} />
        </WithSaved>
      )
    },
  },
  about: {
    texts: 'keep',
    lists: true,
    load: async () => {
      const { AboutScreen } = await import('./AboutScreen')
      return ({ lists, listWords }) => <AboutScreen lists={lists} listWords={listWords} />
    },
  },
}

export default function LaterScreenView({ name, params }: { name: LaterScreen; params: Params }) {
  return <ShowScreen screen={screens[name]} params={params} />
}
