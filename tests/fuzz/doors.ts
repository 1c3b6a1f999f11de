// Everything that lets files in, by the name it has on the command line. A door is opened once and then tried again and again.
import { type Chance, chance } from './chance'
import { qrDoor } from './qr'
import { restoreDoor } from './restore'
import { sessionDoor } from './session'

/** What became of an input. `changed`: something that was there is not, or not as it should be; the reason says what. */
export interface Tried {
  outcome: 'accepted' | 'refused'
  changed: string | null
}

export interface Door {
  /** Makes an input by chance, most of them broken. */
  input(by: Chance): Promise<Blob>
  /** Lets it try, looks at what is there before and after, and puts everything back. */
  attempt(input: Blob): Promise<Tried>
  /** Puts everything back after a fault. */
  reset(): Promise<void>
}

export const DOORS: Readonly<Record<string, () => Promise<Door>>> = {
  restore: restoreDoor,
  session: sessionDoor,
  qr: qrDoor,
}

/** The line a run ends with. */
export interface Outcome {
  door: string
  inputs: number
  accepted: number
  refused: number
  /** Inputs that made something throw. */
  uncaught: number
  /** Inputs after which something that was there is not as it should be. */
  changed: number
}

/** Tries a door with inputs made from a seed. `tell` hears of every fault, with what is needed to see it again. */
export async function fuzz(
  name: string,
  inputs: number,
  seed: number,
  tell: (fault: string) => void,
): Promise<Outcome> {
  const open = DOORS[name]
  if (!open) throw new Error(`There is no door "${name}". Doors: ${Object.keys(DOORS).join(', ')}`)
  const door = await open()
  const outcome: Outcome = { door: name, inputs, accepted: 0, refused: 0, uncaught: 0, changed: 0 }
  for (let i = 0; i < inputs; i++) {
    const own = Math.imul(seed, 1_000_003) + i
    try {
      const tried = await door.attempt(await door.input(chance(own)))
      outcome[tried.outcome]++
      if (tried.changed === null) continue
      outcome.changed++
      tell(`input ${i}: ${tried.changed}`)
    } catch (error) {
      outcome.uncaught++
      tell(`input ${i}: ${error instanceof Error ? error.stack : String(error)}`)
    }
    await door.reset()
  }
  return outcome
}
