/** The text that is shown around a citation. Pure. */
import type { Provision } from './model.ts'

/** About where in the text the citation stands is known from its place in the source. */
export interface Context {
  readonly text: string
  readonly expected: number
}

export const NOWHERE: Context = { text: '', expected: 0 }

/** How much of a document is shown around a citation, in characters to each side. */
const AROUND_DOCUMENT = 120

/** A citation that stands at `start` in a provision. */
export function inProvision({ text, ranges }: Pick<Provision, 'text' | 'ranges'>, start: number): Context {
  return { text, expected: lengthBefore(ranges, start) }
}

/** A citation in a document that is no law: its line, as far as it is near. `whole` is the text of the source. */
export function inDocument(whole: string, at: { readonly start: number; readonly end: number }): Context {
  const start = Math.max(whole.lastIndexOf('\n', at.start) + 1, at.start - AROUND_DOCUMENT)
  const end = whole.indexOf('\n', at.end)
  const text = whole.slice(start, Math.min(end < 0 ? whole.length : end, at.end + AROUND_DOCUMENT))
  return { text, expected: at.start - start }
}

/** Characters of the ranges that stand before `position` in the source. */
function lengthBefore(ranges: Provision['ranges'], position: number): number {
  return ranges.reduce((n, [start, end]) => n + Math.max(0, Math.min(end, position) - start), 0)
}

/** Where `part` stands in `text`: 前款 can stand there twice, so the place nearest to the expected one counts. */
export function placeIn({ text, expected }: Context, part: string): number {
  const after = text.indexOf(part, expected)
  const before = text.lastIndexOf(part, expected)
  if (after < 0 || before < 0) return Math.max(after, before)
  return after - expected <= expected - before ? after : before
}
