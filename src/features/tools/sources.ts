import type { Tool } from '../../core/questionnaire'

/** Where each formula is from. Titles and publishers stay in their own language; a card of our own has none. */
export const SOURCES: Readonly<Record<Tool, readonly string[]>> = {
  'five-r': ['Minitab: 5S Audit', '5S Check Sheet, scribd.com/document/608202315'],
  'waste-walk': ['TPM Leadership Training: 8 Wastes, leanmanufacturing.online'],
  changeover: [
    'Shingo: A Revolution in Manufacturing, The SMED System (1985)',
    'McIntosh et al.: Changeover Improvement, IEEE Transactions on Engineering Management 54(1), 2007',
  ],
  oee: ['Overall Equipment Effectiveness, manufacturingit.net'],
  'lead-time': ['Little: A Proof for the Queuing Formula L = λW, Operations Research 9(3), 1961'],
  'scrap-cost': ['Internal Failure Costs in Quality Control, legalclarity.org'],
  'skill-matrix': ['Cross-Training and the Skill Matrix, symplprocess.com'],
  'kaizen-card': [],
  pareto: ['ASQ, Seven Basic Quality Tools: The Pareto Chart'],
}
