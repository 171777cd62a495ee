/** Pairs of title marks and of brackets. One pass, linear whatever the text. */

const LONGEST_TITLE = 200
const MOST_OPEN = 8
const MARK = /[《》]/g

/**
 * Offset of each 《 → offset of its 》. Titles may hold titles (《关于《水法》的解释》): both pairs are given, a reader who
 * goes past the outer one never meets the inner. A mark without its partner pairs with nothing.
 */
export function pairTitles(text: string): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>()
  const open: number[] = []
  MARK.lastIndex = 0
  for (let mark = MARK.exec(text); mark; mark = MARK.exec(text)) {
    if (mark[0] === '《') {
      // an opener left alone finds no partner any more
      if (open.length === MOST_OPEN) open.shift()
      open.push(mark.index)
    } else {
      const start = open.pop()
      if (start !== undefined && mark.index - start <= LONGEST_TITLE) pairs.set(start, mark.index)
    }
  }
  return pairs
}

const OPENING = '（(〔[【'
const CLOSING = '）)〕]】'

/** The end (after the closing bracket) of the bracket that opens at `at`, within `limit` characters, or -1. */
export function bracketEnd(text: string, at: number, limit = 60): number {
  if (at >= text.length || !OPENING.includes(text.charAt(at))) return -1
  let depth = 0
  for (let i = at; i < text.length && i - at <= limit; i++) {
    const c = text.charAt(i)
    if (OPENING.includes(c)) depth++
    else if (CLOSING.includes(c) && --depth === 0) return i + 1
  }
  return -1
}
