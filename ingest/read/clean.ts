import { cut, type Positioned, type SourceRange, slice, trim } from '../../language/text/positioned.ts'
import { startsWithMarker, widthOf } from '../../language/text/shape.ts'
import { type Block, merge } from './block.ts'
import { markFurniture } from './furniture.ts'
import type { Extract, Line } from './port.ts'
import { continuesParagraph, indentOf, printedMeasure, rejoinBroken, rejoinFlush } from './rejoin.ts'

/** Lines → paragraphs: marks of the format taken out, page furniture recognised, broken lines and pages rejoined. */
export function clean(extract: Extract): Block[] {
  const lines: Block[] = []
  for (const line of extract.lines) {
    const content = withoutBullet(trim(cut(extract.text, piecesOf(line))))
    if (VISIBLE.test(content.text)) lines.push({ ...withoutMarks(line), content, role: 'body' })
  }
  const marked = markFurniture(lines, extract.text)
  const measure = printedMeasure(marked)
  const joined = measure === undefined ? marked : joinLines(marked, measure)
  return rejoinBroken(rejoinFlush(joined))
}

/** Zero-width characters alone are no line. */
const VISIBLE = /[^\s\u200b-\u200f\u2060\ufeff]/

function joinLines(lines: readonly Block[], measure: number): Block[] {
  const indented = indentOf(lines)
  const joined: Block[] = []
  let last: { index: number; width: number; page: number | undefined } | undefined
  for (const line of lines) {
    const width = widthOf(line.content.text) + (line.indent ?? 0)
    const previous = last && joined[last.index]
    if (line.role === 'furniture') {
      joined.push(line)
    } else if (
      last &&
      previous &&
      continuesParagraph(previous, line, {
        full: last.width >= measure - 3,
        newPage: last.page !== line.page || last.index < joined.length - 1,
        indented,
      })
    ) {
      joined[last.index] = merge(previous, line)
      last = { index: last.index, width, page: line.page }
    } else {
      joined.push(line)
      last = { index: joined.length - 1, width, page: line.page }
    }
  }
  return joined
}

/** `- （一）…`, `• 第一章`: a list mark that a converter put before the number. */
function withoutBullet(content: Positioned): Positioned {
  const bullet = /^[-•●◆*]\s+/.exec(content.text)?.[0].length
  return bullet !== undefined && startsWithMarker(content.text.slice(bullet)) ? slice(content, bullet) : content
}

function withoutMarks({ marks: _, ...line }: Line): Omit<Line, 'marks'> {
  return line
}

function piecesOf(line: Line): SourceRange[] {
  const pieces: SourceRange[] = []
  let from = line.start
  for (const mark of line.marks ?? []) {
    pieces.push({ start: from, end: mark.start })
    from = Math.max(from, mark.end)
  }
  pieces.push({ start: from, end: line.end })
  return pieces
}
