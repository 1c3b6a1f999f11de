// Files that leave the device by a person's own act.

/** Offers a text as a download. */
export function saveFile(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken the file over by the next turn; the address is only needed until then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
