import { isDateLine, isTerminated, startsWithMarker } from '../language/text/shape.ts'

/** A paragraph of a document, with the pieces of the text which, joined, it is. */
export interface Paragraph {
  readonly text: string
  readonly ranges: readonly (readonly [start: number, end: number])[]
}

interface Line {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly indented: boolean
}

/** - 12 -, — 3 —: the number of a page, in mid-text. */
const PAGE_NUMBER = /^[-—–－─·\s]+\d{1,4}[-—–－─·\s]+$/

/**
 * The text of a document for reading, paragraph by paragraph: lines that a scan or a page has broken are joined where a
 * sentence is plainly unfinished, page numbers are left out. `offset` is where `text` begins in the source; ranges count there.
 *
 * A lighter rule than the one that parts laws into articles, which sees the whole file: where it is unsure, a line stays a line.
 */
export function paragraphsOf(text: string, offset = 0): Paragraph[] {
  const paragraphs: { text: string; ranges: [number, number][] }[] = []
  let before: { line: Line; indented: boolean } | undefined
  for (const line of linesOf(text)) {
    if (PAGE_NUMBER.test(line.text)) continue
    const last = paragraphs.at(-1)
    const range: [number, number] = [offset + line.start, offset + line.end]
    if (last && before && goesOn(before, line)) {
      last.text += line.text
      last.ranges.push(range)
      before = { line, indented: before.indented }
    } else {
      paragraphs.push({ text: line.text, ranges: [range] })
      before = { line, indented: line.indented }
    }
  }
  return paragraphs
}

function* linesOf(text: string): Generator<Line> {
  for (const match of text.matchAll(/[^\n\f]+/g)) {
    const start = match.index + match[0].length - match[0].trimStart().length
    const words = match[0].trim()
    if (words === '') continue
    yield { text: words, start, end: start + words.length, indented: /^(?:\u3000{2}| {4})/.test(match[0]) }
  }
}

/** A sentence that the line before leaves open, or a printed line of a paragraph whose first line is indented. */
function goesOn(before: { line: Line; indented: boolean }, line: Line): boolean {
  const { text } = before.line
  if (line.indented || startsWithMarker(line.text) || isDateLine(line.text) || /\t/.test(text + line.text)) return false
  if (text.lastIndexOf('《') > text.lastIndexOf('》')) return true
  if (isTerminated(text)) return before.indented && text.length >= 24
  if (before.indented) return text.length >= 12
  return text.length >= 16 && /[，。；、,;]/.test(text) && isTerminated(line.text)
}
