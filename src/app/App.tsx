import { Component, type ComponentType, lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react'
import { Redirect, Route, Router, Switch, useLocation } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { type Kiosk, mayOpen } from '../core/kiosk'
import { Home } from '../features/home/Home'
import { needTexts, useT } from '../platform/i18n'
import { useKiosk } from '../store/kioskNow'
import { Loading } from '../ui/State'
import { addresses, isForFacilitators, isLater, type Params, type ScreenName } from './addresses'
import { Frame } from './Frame'

const ScreenView = lazy(() => import('./screens'))
const KioskBar = lazy(() => import('../features/kiosk/KioskBar').then((module) => ({ default: module.KioskBar })))
const LaterScreenView = lazy(() => import('./laterScreens'))
const RoomScreenView = lazy(() => import('./roomScreens'))
const Unknown = lazy(() => import('./ShowScreen').then((module) => ({ default: module.Unknown })))

/** The app: the frame, and the screen of the address. The page's own first screen is shown until the real one is ready. */
export function App() {
  const kiosk = useKiosk()
  return (
    <Router hook={useHashLocation} ssrPath="/">
      <Frame
        warnings={<Late part="Warnings" />}
        // How to keep answers and to install the app is for an owner, not for whoever has a shared device in hand.
        news={!kiosk && <Late part="News" />}
        shared={
          kiosk && (
            <Suspense>
              <KioskBar kiosk={kiosk} />
            </Suspense>
          )
        }
      >
        <Boundary>
          <Screen kiosk={kiosk} />
        </Boundary>
      </Frame>
    </Router>
  )
}

function Screen({ kiosk }: { kiosk: Kiosk | null }) {
  const { t } = useT()
  const [location] = useLocation()
  const show = useCallback(() => document.documentElement.removeAttribute('data-wait'), [])
  useEffect(() => {
    if (location !== '/') show()
  }, [location, show])
  // On a shared device nobody comes to what is another's, whatever address is tapped, typed or gone back to.
  if (kiosk && !mayOpen(kiosk, location)) return <Redirect to={addresses.kiosk} replace />
  return (
    <Suspense fallback={<Loading text={t('app.loading')} />}>
      <Switch>
        <Route path={addresses.home}>
          <Home onReady={show} />
        </Route>
        {(Object.keys(addresses) as ScreenName[]).map(
          (name) =>
            name !== 'home' && (
              <Route key={name} path={addresses[name]}>
                {(params: Params) => {
                  // A screen of another assessment is another screen.
                  const key = `${name} ${params['id'] ?? ''}`
                  if (isForFacilitators(name)) return <RoomScreenView key={key} name={name} params={params} />
                  if (isLater(name)) return <LaterScreenView key={key} name={name} params={params} />
                  return <ScreenView key={key} name={name} params={params} />
                }}
              </Route>
            ),
        )}
        <Route>
          <Unknown />
        </Route>
      </Switch>
    </Suspense>
  )
}

/** Notices speak of saved work, which the first screen does not wait for. */
function Late({ part }: { part: 'Warnings' | 'News' }) {
  const [Part, setPart] = useState<ComponentType | null>(null)
  useEffect(() => {
    let current = true
    Promise.all([import('./Notices'), needTexts('ask')]).then(
      ([module]) => current && setPart(() => module[part]),
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [part])
  return Part && <Part />
}

/** A screen that breaks must not take saved answers or the rest of the app with it. */
class Boundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }
  static getDerivedStateFromError() {
    return { broken: true }
  }
  override componentDidCatch() {
    document.documentElement.removeAttribute('data-wait')
  }
  override render() {
    return this.state.broken ? <Broken /> : this.props.children
  }
}

function Broken() {
  const { t } = useT()
  return (
    <div className="card" role="alert">
      <h1>{t('app.crash.title')}</h1>
      <p>{t('app.crash.text')}</p>
      <div className="actions">
        <button type="button" className="button" onClick={() => window.location.reload()}>
          {t('app.crash.action')}
        </button>
        <a className="quiet" href="./">
          {t('app.home')}
        </a>
      </div>
    </div>
  )
}
