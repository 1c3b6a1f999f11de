import type { MeasureOf } from '../../core/measures'
import type { Tool } from '../../core/questionnaire'

/** What the screen of one tool is given. */
export interface ToolProps<T extends Tool> {
  measure: MeasureOf<T>
  /** Something was taken out, and what had the focus is gone. */
  onTakenOut: () => void
}
