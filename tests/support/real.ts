// The real files of the app, read through the same door as the build; a broken file says where it is broken.
import { type CompiledCatalogue, type Loaded, loadCatalogue, loadQuestionnaire } from '../../src/commands/load'
import type { Compiled } from '../../src/core/texts'

export function realQuestionnaire(id: 'readiness' | 'quick'): Compiled {
  return opened(loadQuestionnaire(id))
}

export function realCatalogue(): CompiledCatalogue {
  return opened(loadCatalogue())
}

function opened<T>(loaded: Loaded<T>): T {
  if (loaded.ok) return loaded.value
  throw new Error(loaded.problems.map(({ file, line, path, code }) => `${file}:${line} ${path} ${code}`).join('\n'))
}
