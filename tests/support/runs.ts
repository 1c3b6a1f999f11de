/** How often a property is tried: small in the gate, raised by `SIAP_RUNS` for a run at full size. */
export const RUNS = Number(process.env['SIAP_RUNS'] ?? 30)
