// Looking at texts the way their readers do: sentence by sentence, and word by word.

/** The sentences of a text: they end with a full stop, a question or an exclamation mark before a space or the end. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?]["”’)]?)\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}

function wordCount(sentence: string): number {
  return sentence.split(/\s+/).length
}

/** The sentences of a text that have more words than that. */
export function longSentences(text: string, most: number): string[] {
  return sentencesOf(text).filter((sentence) => wordCount(sentence) > most)
}

/** The different words of a text, without case and punctuation. */
function wordSet(text: string): Set<string> {
  return new Set(
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  )
}

/** How alike two sets of words are: shared words as a share of all words (Jaccard). */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length
  const all = a.size + b.size - shared
  return all === 0 ? 1 : shared / all
}

/** Every pair of texts that say nearly the same, as a line to read: how alike, the two keys, the two texts. */
export function nearDuplicates(texts: readonly (readonly [key: string, text: string])[], atLeast = 0.8): string[] {
  const sets = texts.map(([key, text]) => ({ key, text, words: wordSet(text) }))
  return sets.flatMap((a, i) =>
    sets.slice(i + 1).flatMap((b) => {
      const alike = likeness(a.words, b.words)
      return alike >= atLeast ? [`${alike.toFixed(2)} ${a.key} ~ ${b.key}: "${a.text}" / "${b.text}"`] : []
    }),
  )
}
