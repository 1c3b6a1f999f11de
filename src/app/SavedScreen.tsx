export function SavedScreen() {
  return null
}
