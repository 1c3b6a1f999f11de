// Programs of the system that look at what the app made, and share no code with it.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The path of an installed program. Throws a sentence that says which package of Debian has it. */
export function program(name: string, debianPackage: string): string {
  const runs = (path: string) => {
    try {
      accessSync(path, constants.X_OK)
      return true
    } catch {
      return false
    }
  }
  const found = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(runs)
  if (found) return found
  throw new Error(
    `This test needs ${name}, which is not installed. Debian and Ubuntu: apt install ${debianPackage}; then run npm test again.`,
  )
}
