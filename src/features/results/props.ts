import type { Lists, Programme } from '../../core/catalogue'
import type { Words } from '../../store/catalogue'
import type { ReadyAssessment } from '../../store/opened'

/** What the screens of a result are given: the assessment, and what programmes are matched with. */
export interface ResultProps {
  opened: ReadyAssessment
  lists: Lists
  listWords: Words
  programmes: readonly Programme[]
  programmeWords: Words
}
