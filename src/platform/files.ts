// Files that leave the device by a person's own act.

/** How a file was handed to the person: through the sheet of the phone, as a download, or not, because they closed the sheet. */
export type Handed = 'shared' | 'saved' | 'closed'

/** Offers a text as a download. */
export function saveFile(name: string, type: string, text: string): void {
  save(name, new Blob([text], { type }))
}

/** Hands a file over: through the phone's share sheet where it takes files, else as a download. The file goes alone, without words or address. */
export async function handOver(name: string, file: Blob, share: boolean): Promise<Handed> {
  const files = [new File([file], name, { type: file.type })]
  if (share && typeof navigator.canShare === 'function' && navigator.canShare({ files })) {
    try {
      await navigator.share({ files })
      return 'shared'
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return 'closed'
      // Some phones promise more than they can do: a download always works.
    }
  }
  save(name, file)
  return 'saved'
}

function save(name: string, file: Blob): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken the file over by the next turn; the address is only needed until then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
