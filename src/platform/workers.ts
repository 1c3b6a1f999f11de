// Scripts that run beside the page, and the one Trusted Types policy that lets them start.

type Rules = { createScriptURL: (url: string) => string }
const admitted = new Set<string>()
let policy: Rules | undefined

/** The address of a service worker or worker of this app, as browsers that ask for a policy take it. It admits what this function was given, nothing else. */
export function workerAddress(url: string): string {
  const address = new URL(url, location.href)
  const types = (window as { trustedTypes?: { createPolicy: (name: string, rules: Rules) => Rules } }).trustedTypes
  if (!types) return address.href
  if (address.origin === location.origin) admitted.add(address.href)
  policy ??= types.createPolicy('siap', {
    createScriptURL(wanted) {
      if (!admitted.has(wanted)) throw new TypeError(`not a worker of this app: ${wanted}`)
      return wanted
    },
  })
  return policy.createScriptURL(address.href)
}
