// write-excel-file compresses large sheets in workers whose code it makes from texts, which the content policy forbids. Here it compresses at once.
import type { Plugin } from 'vite'

const ZIP = /write-excel-file\/modules\/zip\/zipToArrayBuffer\.js$/

export function zipAtOnce(): Plugin {
  return {
    name: 'siap-zip-at-once',
    load: (id) =>
      ZIP.test(id)
        ? "import { zipSync } from 'fflate'\nexport default (files) => Promise.resolve(zipSync(files).buffer)\n"
        : null,
  }
}
