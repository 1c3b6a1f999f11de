import css from './Tabs.module.css'

/** Links to the parts of one thing, of which one is shown. */
export function Tabs({
  label,
  tabs,
  here,
}: {
  label: string
  tabs: readonly { href: string; text: string }[]
  here: string
}) {
  return (
    <nav className={`${css['tabs']} noprint`} aria-label={label}>
      {tabs.map(({ href, text }) => (
        <a key={href} href={href} aria-current={href === here ? 'page' : undefined}>
          {text}
        </a>
      ))}
    </nav>
  )
}
