import { spaceWidth, trimRange } from './lines.ts'
import type { Line } from './port.ts'

/** A line before its place is known. `text` may begin with white space: that is its indentation. */
export interface Block extends Omit<Line, 'start' | 'end' | 'marks'> {
  readonly text: string
}

/** The text of formats that have none of their own: a line for each block, pages ended by \f. Blocks without text are left out. */
export function compose(blocks: readonly Block[]): { text: string; lines: Line[] } {
  const parts: string[] = []
  const lines: Line[] = []
  let length = 0
  let page = 1
  const add = (part: string) => {
    parts.push(part)
    length += part.length
  }
  for (const { text: raw, ...hints } of blocks) {
    const text = raw.replace(/[\n\r\v\u0085\u2028\u2029\f]+/g, ' ').replace(/[\0\uFEFF]+/g, '')
    const range = trimRange(text, 0, text.length)
    if (!range) continue
    for (; page < (hints.page ?? 1); page++) add('\f')
    const indent = hints.table ? 0 : (hints.indent ?? 0) + spaceWidth(text, 0, range.start)
    const { breakBefore, ...others } = hints
    const line = { start: length + range.start, end: length + range.end, ...others, ...(indent > 0 ? { indent } : {}) }
    lines.push(breakBefore && lines.length > 0 ? { ...line, breakBefore } : line)
    add(`${text.slice(0, range.end)}\n`)
  }
  return { text: parts.join(''), lines }
}
