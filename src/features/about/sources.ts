/** What the method was learnt from. Titles and publishers stay in their own language; what each is for stands in the locales. */
export const SOURCES = [
  {
    id: 'indi',
    title: 'Permenperin 21/2020: Pengukuran Tingkat Kesiapan Industri dalam Bertransformasi Menuju Industri 4.0',
    publisher: 'Kementerian Perindustrian',
    year: 2020,
  },
  {
    id: 'impuls',
    title: 'Industrie 4.0 Readiness',
    publisher: 'VDMA IMPULS-Stiftung (IW Consult, FIR RWTH Aachen)',
  },
  {
    id: 'siri',
    title: 'Smart Industry Readiness Index (SIRI): The Prioritisation Matrix',
    publisher: 'Singapore Economic Development Board',
    year: 2019,
  },
  {
    id: 'dma',
    title: 'Digital Maturity Assessment Tool (DMAT), frequently asked questions',
    publisher: 'European Digital Innovation Hubs Network, European Commission',
    year: 2024,
  },
  {
    id: 'lean-europe',
    title: 'Adopting Industry 4.0 technologies through lean tools: evidence from the European Manufacturing Survey',
    publisher: 'Palacios-Gazules et al., International Journal of Lean Six Sigma',
    year: 2024,
  },
  {
    id: 'lean-dutch',
    title: 'Assessing to what extent smart manufacturing builds on lean principles',
    publisher: 'Bokhorst et al., International Journal of Production Economics 253',
    year: 2022,
  },
  {
    id: 'lean-model',
    title: 'A Maturity Model to Become a Smart Organization Based on Lean and Industry 4.0 Synergy',
    publisher: 'Treviño-Elizondo et al., Sustainability 15(17)',
    year: 2023,
  },
] as const
