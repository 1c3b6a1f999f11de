// Files that leave the device by a person's own act, and files a person brings.

/** How a file was handed to the person: through the sheet of the phone, as a download, or not, because they closed the sheet. */
export type Handed = 'shared' | 'saved' | 'cancelled'

/**
 * Hands a file over: by the phone's own sheet for sharing where it takes such files, else as a download. The file goes alone,
 * without words or address. To be called soon after a tap: browsers open the sheet for a person only.
 * @param share whether to try the sheet. On a computer people look for a file in their downloads.
 */
export async function handOver(file: File, share = heldInHand()): Promise<Handed> {
  if (share && navigator.canShare?.({ files: [file] })) {
    try {
      await navigator.share({ files: [file] })
      return 'shared'
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return 'cancelled'
      // Some phones promise more than they can do: a download always works.
    }
  }
  saveFile(file)
  return 'saved'
}

function heldInHand(): boolean {
  return window.matchMedia?.('(pointer: coarse)').matches ?? false
}

/** Offers a file as a download. */
export function saveFile(file: File): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  // The browser has taken the file over by the next turn; the address is only needed until then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** Why a file's text is not there: too many bytes, no text in UTF-8, or the browser cannot get at it any more. */
export type Unread = 'too-large' | 'not-text' | 'gone'

/** The text of a file somebody chose. */
export async function textOf(file: Blob, mostBytes: number): Promise<{ text: string } | Unread> {
  if (file.size > mostBytes) return 'too-large'
  let bytes: ArrayBuffer
  try {
    bytes = await file.arrayBuffer()
  } catch {
    return 'gone'
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return 'not-text'
  }
}
