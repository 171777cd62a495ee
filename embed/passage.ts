/** An article with the words that say where it stands. */
interface Placed {
  readonly law: string
  /** Headings above it, the widest first. */
  readonly headings: readonly string[]
  readonly heading?: string
  readonly text: string
}

/**
 * What of an article is embedded: title, headings, text, on one line. Its own words alone often don't say what they are about
 * (违反前款规定的，处五百元罚款), so the words above them go along. The model learned from texts of this form (train/corpus.py).
 */
export function passageOf({ law, headings, heading, text }: Placed): string {
  return [law, ...headings, heading ?? '', text].join(' ').replace(/\s+/gu, ' ').trim()
}
