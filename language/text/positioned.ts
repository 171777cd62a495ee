/**
 * Positioned text: a string that was cut out of a source and still knows where each character stood.
 *
 *   source  "第三条 支持创新、\f\n- 3 -\n保障权益。"
 *   text    "支持创新、保障权益。"        pieces [4,9) and [17,22)
 *
 * Cleaning only leaves characters out, so the text is always its pieces of the source, joined.
 */
export interface SourceRange {
  /** UTF-16 offset into the source, inclusive. */
  readonly start: number
  /** UTF-16 offset into the source, exclusive. */
  readonly end: number
}

export interface Positioned {
  readonly text: string
  /** Ascending, not empty, not touching. Their lengths add up to `text.length`. */
  readonly pieces: readonly SourceRange[]
}

/** The text of `source` at `pieces` (ascending; empty ones are dropped, touching ones joined). */
export function cut(source: string, pieces: readonly SourceRange[]): Positioned {
  const joined = joinPieces(pieces)
  return { text: joined.map((p) => source.slice(p.start, p.end)).join(''), pieces: joined }
}

/** Characters `start` to `end` (of the text, not of the source). */
export function slice(t: Positioned, start: number, end: number = t.text.length): Positioned {
  return { text: t.text.slice(start, end), pieces: rangesOf(t, start, end) }
}

/** Where the characters `start` to `end` of the text stand in the source; several ranges where something was left out between them. */
export function rangesOf(t: Positioned, start: number, end: number = t.text.length): SourceRange[] {
  const ranges: SourceRange[] = []
  let at = 0
  for (const piece of t.pieces) {
    const from = Math.max(start - at, 0)
    const to = Math.min(end - at, piece.end - piece.start)
    if (from < to) ranges.push({ start: piece.start + from, end: piece.start + to })
    at += piece.end - piece.start
    if (at >= end) break
  }
  return ranges
}

/** Texts that follow one another in the source, as one. */
export function concat(parts: readonly Positioned[]): Positioned {
  return { text: parts.map((p) => p.text).join(''), pieces: joinPieces(parts.flatMap((p) => p.pieces)) }
}

/** Without white space at both ends. */
export function trim(t: Positioned): Positioned {
  const start = t.text.length - t.text.trimStart().length
  return slice(t, start, Math.max(start, t.text.trimEnd().length))
}

/** Without the characters that `unwanted` (a global pattern) matches. */
export function without(t: Positioned, unwanted: RegExp): Positioned {
  const kept: Positioned[] = []
  let from = 0
  for (const match of t.text.matchAll(unwanted)) {
    kept.push(slice(t, from, match.index))
    from = match.index + match[0].length
  }
  return from === 0 ? t : concat([...kept, slice(t, from)])
}

/** The smallest range of the source that holds the whole text. */
export function envelope(t: Positioned): SourceRange {
  return { start: t.pieces[0]?.start ?? 0, end: t.pieces.at(-1)?.end ?? 0 }
}

function joinPieces(pieces: readonly SourceRange[]): SourceRange[] {
  const joined: SourceRange[] = []
  for (const piece of pieces) {
    if (piece.start >= piece.end) continue
    const last = joined.at(-1)
    if (last && last.end === piece.start) joined[joined.length - 1] = { start: last.start, end: piece.end }
    else joined.push(piece)
  }
  return joined
}
