// Taking things out of a measure, and putting back exactly what was taken.

export interface TakenOut<V> {
  edit: (values: V) => V
  back: (values: V) => V
}

/**
 * Takes the entry of an id out of a list. What is put back, at its old place, is the entry as it was when it went, whatever a screen
 * had shown of it.
 */
export function entryOut<V, E extends { id: string }>(
  id: string,
  listIn: (values: V) => readonly E[],
  withList: (values: V, list: E[]) => V,
): TakenOut<V> {
  let taken: E[] = []
  let place = 0
  return {
    edit: (values) => {
      const list = listIn(values)
      place = list.findIndex((entry) => entry.id === id)
      taken = list.filter((entry) => entry.id === id)
      return withList(
        values,
        list.filter((entry) => entry.id !== id),
      )
    },
    back: (values) => {
      const list = listIn(values)
      return withList(values, [...list.slice(0, place), ...taken, ...list.slice(place)])
    },
  }
}
