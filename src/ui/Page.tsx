import { type ReactNode, useEffect, useRef } from 'react'
import css from './Page.module.css'

let firstPage = true

/** One screen, mounted anew for each address: its heading is the title of the window, and where focus goes when the screen changes. */
export function Page({
  title,
  heading,
  above,
  wide = false,
  children,
}: {
  title: string
  /** Shown instead of the title; null when the heading is part of the content. */
  heading?: ReactNode
  above?: ReactNode
  wide?: boolean
  children: ReactNode
}) {
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (firstPage) {
      firstPage = false
      return
    }
    window.scrollTo(0, 0)
    top.current?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <div ref={top} className={wide ? css['wide'] : css['page']}>
      {above}
      {heading === undefined ? (
        <h1 className={css['title']} tabIndex={-1}>
          {title}
        </h1>
      ) : (
        heading
      )}
      {children}
    </div>
  )
}
