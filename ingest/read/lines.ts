import type { SourceRange } from '../../language/text/positioned.ts'
import type { Line, Notice } from './port.ts'

/** A line is longer than this in no text that people set; it is kept, and told of. */
const LONG_LINE = 100_000

/** A line as it stands in the text, up to the \n or \f that ends it. */
export interface RawLine extends SourceRange {
  /** From 1. */
  readonly page: number
  /** The first line after a \f. */
  readonly opensPage: boolean
}

export function* rawLines(text: string): Generator<RawLine> {
  let start = 0
  let page = 1
  let opensPage = false
  for (const found of text.matchAll(/[\n\f]|$/g)) {
    yield { start, end: found.index, page, opensPage }
    start = found.index + 1
    opensPage = found[0] === '\f'
    if (opensPage) page++
  }
}

/** The range without white space at both ends; undefined where nothing else is in it. */
export function trimRange(text: string, start: number, end: number): SourceRange | undefined {
  let from = start
  let to = end
  while (from < to && isSpace(text.charCodeAt(from))) from++
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--
  return from < to ? { start: from, end: to } : undefined
}

/** What `\s` means, without a pattern for each character of a large file. */
export function isSpace(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d)
  return code === 0x3000 || code === 0xa0 || (code >= 0x2000 && code <= 0x200a) || /\s/.test(String.fromCharCode(code))
}

/** Width of white space in characters of full width: U+3000 and the em space 1, a tab 2, any other 0.5. */
export function spaceWidth(text: string, start: number, end: number): number {
  let width = 0
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i)
    width += c === 0x3000 || c === 0x2003 ? 1 : c === 0x09 ? 2 : 0.5
  }
  return width
}

export function longLines(lines: readonly Line[]): Notice[] {
  return lines
    .filter((line) => line.end - line.start > LONG_LINE)
    .map(({ start, end }) => ({ kind: 'line_too_long', start, end, detail: `${end - start} characters` }))
}
