import type { Citation } from '../graph/model.ts'

export type Range = readonly [start: number, end: number]

/**
 * Where characters of the source stand in a text that is its `ranges` of the source, joined. What the text leaves out (a page
 * number in mid-sentence) has no place in it, so a citation that a page cuts in two is whole again:
 *
 *   source  "依照第三\f\n- 7 -\n十条"   ranges [0,4) [12,14)   characters 2–14  →  [[2, 6]]
 */
export function printedRanges(ranges: readonly Range[], start: number, end: number): Range[] {
  const printed: Range[] = []
  let at = 0
  for (const [from, to] of ranges) {
    const first = Math.max(start, from)
    const last = Math.min(end, to)
    if (first < last) {
      const place: Range = [at + first - from, at + last - from]
      const before = printed.at(-1)
      if (before?.[1] === place[0]) printed[printed.length - 1] = [before[0], place[1]]
      else printed.push(place)
    }
    at += to - from
  }
  return printed
}

/** A stretch of a printed text with all that it cites: a list such as 第三条、第五条 is one. */
export interface Spot {
  readonly start: number
  readonly end: number
  readonly citations: readonly Citation[]
}

/** Where `citations` stand in a printed text, ascending and apart: one within another (《…〈…〉…》) goes with it. */
export function spotsIn(ranges: readonly Range[], citations: readonly Citation[]): Spot[] {
  const places = citations
    .flatMap((citation) =>
      printedRanges(ranges, citation.start, citation.end).map(([start, end]) => ({ start, end, citation })),
    )
    .sort((a, b) => a.start - b.start || b.end - a.end || a.citation.order - b.citation.order)
  const spots: { start: number; end: number; citations: Citation[] }[] = []
  for (const { start, end, citation } of places) {
    const last = spots.at(-1)
    if (last && start < last.end) {
      last.end = Math.max(last.end, end)
      last.citations.push(citation)
    } else spots.push({ start, end, citations: [citation] })
  }
  return spots
}

/** The spots of a part of the text, counted from its beginning. */
export function spotsWithin(spots: readonly Spot[], from: number, to: number): Spot[] {
  return spots
    .filter(({ start, end }) => start < to && end > from)
    .map(({ start, end, citations }) => ({
      start: Math.max(start, from) - from,
      end: Math.min(end, to) - from,
      citations,
    }))
}
