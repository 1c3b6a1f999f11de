import type { ReactNode } from 'react'

/** A table wider than a phone scrolls sideways in its own box, by keyboard too. */
export function TableBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset, and no landmark of its own either.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
    <div role="group" className="scroll" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
