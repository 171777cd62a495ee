import { concat, cut, type Positioned } from '../../language/text/positioned.ts'
import { isTerminated, startsWithMarker, widthOf } from '../../language/text/shape.ts'

/** A line narrower than this (in full-width characters) is a heading or a cell, not one that the margin broke. */
const WRAPPED = 18

/**
 * Paragraphs of a pasted text. Text out of a PDF or a mail has a line break in mid-sentence, and so in mid-citation:
 *
 *   …依据《中华人民共和国行政处  +  罚法》第三十三条第一款
 */
export function paragraphsOf(text: string): Positioned[] {
  const paragraphs: Positioned[] = []
  let open: Positioned[] = []
  let at = 0
  const close = () => {
    if (open.length > 0) paragraphs.push(concat(open))
    open = []
  }
  for (const line of text.split('\n')) {
    const start = at + line.length - line.trimStart().length
    const content = line.trim()
    at += line.length + 1
    const before = open.at(-1)
    const goesOn =
      before &&
      content !== '' &&
      widthOf(before.text) >= WRAPPED &&
      !isTerminated(before.text) &&
      !startsWithOwn(content)
    if (!goesOn) close()
    if (content !== '') open.push(cut(text, [{ start, end: start + content.length }]))
  }
  close()
  return paragraphs
}

/** 第三条 at the head of a line begins a paragraph in a law; in a brief the margin can have broken before it. */
function startsWithOwn(line: string): boolean {
  return startsWithMarker(line) && !/^第[^条章节]{1,9}条(?:第|之|、|和|至|规定|的)/.test(line)
}
