import type { Asker } from './meaning.ts'

/** Clauses that are compared, at most: each takes the model some milliseconds. */
const MOST = 6
const SHORTEST = 6

/** Ranges of the sentences of a text, and of the parts of a long list that ； ends. */
export function clausesOf(text: string): [start: number, end: number][] {
  const ranges: [number, number][] = []
  for (const { index, 0: clause } of text.matchAll(/[^。；\n]+[。；]?/gu)) {
    const start = index + clause.length - clause.trimStart().length
    const end = index + clause.trimEnd().length
    if (end - start >= SHORTEST) ranges.push([start, end])
  }
  return ranges
}

/** The clause of a text that is closest in meaning to the question; undefined for a text of one clause. */
export async function closestClause(
  asker: Asker,
  question: Float32Array,
  text: string,
): Promise<readonly [start: number, end: number] | undefined> {
  const ranges = clausesOf(text)
  if (ranges.length < 2) return undefined
  let best: readonly [number, number] | undefined
  let most = Number.NEGATIVE_INFINITY
  for (const range of ranges.slice(0, MOST)) {
    const vector = await asker.embed(text.slice(...range), 'passage')
    const cosine = vector.reduce((sum, x, i) => sum + x * (question[i] ?? 0), 0)
    if (cosine > most) [best, most] = [range, cosine]
  }
  return best
}
