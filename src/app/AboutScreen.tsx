export function AboutScreen(_: { lists: unknown; listWords: unknown }) {
  return null
}
