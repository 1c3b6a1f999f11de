// What the app hands over as a download, in jsdom, which has neither downloads nor addresses for blobs.
import { vi } from 'vitest'

export interface Download {
  name: string
  type: string
  text: string
  bytes: ArrayBuffer
}

/** Everything downloaded from now on, as it comes. */
export function downloads(): Download[] {
  const found: Download[] = []
  let file = new File([], '')
  Object.assign(URL, {
    createObjectURL: (made: File) => {
      file = made
      return 'blob:made'
    },
    revokeObjectURL: () => undefined,
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    const [{ type }, name] = [file, this.download]
    void Promise.all([file.text(), file.arrayBuffer()]).then(([text, bytes]) => found.push({ name, type, text, bytes }))
  })
  return found
}
