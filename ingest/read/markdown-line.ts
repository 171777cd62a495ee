import type { SourceRange } from '../../language/text/positioned.ts'
import { spaceWidth } from './lines.ts'
import { BLOCK_TAG, hideInline, MARK } from './markdown-inline.ts'
import type { Line } from './port.ts'

export type Draft = { -readonly [K in keyof Line]: Line[K] }

/** - 3 -, the number of a page; not a list. */
const PAGE_NUMBER = /^-[ \t]*\d+[ \t]*-$/
const QUOTE_OR_BULLET = /^(?:>[ \t]?|[-*+](?=[ \t\u3000])[ \t\u3000]+)/
/** `#标题` too, but not `#1号楼`. */
const HEADING = /^(#+)(?:[ \t\u3000]+|(?=[\p{sc=Han}*_《〈（【〔“‘「『])|$)/u
const HEADING_END = /(?<![ \t])[ \t]+#+$/
const NUMBERED = /^\d{1,3}[.)．、]/
/** White space, also as authors write it who want to see it. */
const INDENT = /^(?:\s|\0|&(?:emsp|ensp|nbsp|#12288|#160);)+/

/** One line without its marks, or no line where nothing else is in it. `block`: it begins a block of its own (heading, list item, number). */
export function lineContent(line: string, offset: number, table: boolean): { draft?: Draft; block: boolean } {
  const indent = INDENT.exec(line)?.[0] ?? ''
  let work = MARK.repeat(indent.length) + line.slice(indent.length)
  let at = indent.length
  let block = false
  if (!PAGE_NUMBER.test(line.trim())) {
    for (let found = QUOTE_OR_BULLET.exec(work.slice(at)); found; found = QUOTE_OR_BULLET.exec(work.slice(at))) {
      block ||= found[0][0] !== '>'
      work = hideRange(work, at, at + found[0].length)
      at += found[0].length
    }
  }
  const hashes = HEADING.exec(work.slice(at))
  if (hashes) {
    work = hideRange(work, at, at + hashes[0].length).trimEnd()
    work = work.replace(HEADING_END, (end) => MARK.repeat(end.length))
  }
  const inline = hideInline(work)
  work = table ? hidePipes(inline.work) : inline.work
  block ||= hashes !== null || NUMBERED.test(work.slice(at))
  const draft = placed(work, offset)
  if (!draft) return { block }
  const width = indentWidth(indent)
  if (width > 0) draft.indent = width
  if (hashes) draft.heading = Math.min(hashes[1]?.length ?? 1, 6)
  if (inline.bold) draft.bold = true
  if (table) draft.table = true
  return { draft, block }
}

/** The line that stands in `work`, which begins at `offset`: from its first to its last character that is neither white space nor mark. */
export function placed(work: string, offset: number): Draft | undefined {
  const start = work.search(/[^\s\0]/)
  if (start < 0) return undefined
  let end = work.length
  while (/[\s\0]/.test(work[end - 1] ?? '')) end--
  const marks: SourceRange[] = []
  for (let at = work.indexOf(MARK, start); at >= 0 && at < end; at = work.indexOf(MARK, marks.at(-1)?.end)) {
    let to = at
    while (work[to] === MARK) to++
    marks.push({ start: at, end: to })
  }
  const moved = marks.map((m) => ({ start: offset + m.start, end: offset + m.end }))
  return { start: offset + start, end: offset + end, ...(moved.length > 0 ? { marks: moved } : {}) }
}

export function hideRange(line: string, start: number, end: number): string {
  const from = Math.max(start, 0)
  const to = Math.min(end, line.length)
  return line.slice(0, from) + MARK.repeat(to - from) + line.slice(to)
}

interface Segment extends SourceRange {
  readonly opensBlock: boolean
  readonly heading?: number
  readonly centred: boolean
}

/** `甲<br>乙`, `<td>甲</td><td>乙</td>`: what HTML sets on lines of its own. `centred` goes on from line to line until its tag ends. */
export function segments(line: string, centred: boolean): { segments: Segment[]; centred: boolean } {
  const found: Segment[] = []
  let next = { start: 0, opensBlock: false, centred } as {
    start: number
    opensBlock: boolean
    centred: boolean
    heading?: number
  }
  for (const tag of line.includes('<') ? line.matchAll(BLOCK_TAG) : []) {
    found.push({ ...next, end: tag.index })
    const [all, closing, level, attributes] = tag
    const centring = /^<center/i.test(all) || /(?:align=["']?|text-align:\s*)center/i.test(attributes ?? '')
    next = {
      start: tag.index + all.length,
      opensBlock: next.opensBlock || !/^<br/i.test(all),
      centred: closing ? false : next.centred || centring,
      ...(level && !closing ? { heading: Number(level) } : {}),
    }
  }
  return { segments: [...found, { ...next, end: line.length }], centred: next.centred }
}

/** `| 甲 | 乙 |` keeps only the bar between its cells: 甲|乙. */
function hidePipes(line: string): string {
  const inner = line.replace(/(?<![ \t\u3000])[ \t\u3000]*\|[ \t\u3000]*/g, (bar) => bar.replace(/[^|]/g, MARK))
  return inner
    .replace(/^[\s\0]*\|+/, (outer) => MARK.repeat(outer.length))
    .replace(/(?<![\s\0|])[\s\0|]+$/, (outer) => MARK.repeat(outer.length))
}

function indentWidth(indent: string): number {
  const spaces = indent
    .replace(/&(?:emsp|#12288);/g, '\u3000')
    .replace(/&[\w#]+;/g, ' ')
    .replaceAll(MARK, '')
  return spaceWidth(spaces, 0, spaces.length)
}
