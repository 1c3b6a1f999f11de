// Programs of the system that look at what the app has made, as other people's programs will.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The path of a program; when it is not there, a sentence about what to install. */
export function program(name: string, debianPackage: string): string {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, name)
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {
      // Not in this one.
    }
  }
  throw new Error(
    `This test needs ${name}, which is not installed. On Debian or Ubuntu: apt-get install ${debianPackage}`,
  )
}
