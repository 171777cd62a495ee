import type { SourceRange } from '../../language/text/positioned.ts'
import { type RawLine, rawLines } from './lines.ts'
import { MARK } from './markdown-inline.ts'
import { type Draft, hideRange, lineContent, placed, segments } from './markdown-line.ts'
import type { Line } from './port.ts'

const RULE = /^([-*_])(?:[ \t]*\1){2,}$/
const UNDERLINE = /^(={2,}|-{2,})$/
const DELIMITER_ROW = /^(?=.*\|)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/
const FENCE = /^(?:(`{3,})[^`]*|(~{3,}).*)$/
const BARE_FENCE = /^(?:`{3,}|~{3,})$/
const DEFINITION = /^\[[^\]]+\]:[ \t]*<?(?:https?:|mailto:|[/.#])\S*(?:[ \t]+["'(].*["')])?$/
/** Lines without text. */
const NOTHING = [/^$/, RULE, /^={3,}$/, DELIMITER_ROW, DEFINITION] as const

/** The lines of a Markdown file, from offset `from` on. */
export function scanMarkdown(text: string, from: number): Line[] {
  const raws = [...rawLines(text)]
  const fenced = fencedLines(text, raws)
  const uncomment = commentHider(text)
  const paged = text.includes('\f')
  const lines: Draft[] = []
  /** The number of lines that the paragraph has so far; 0 after whatever ends one. */
  let paragraph = 0
  let inTable = false
  let centred = false
  const add = (draft: Draft | undefined, raw: RawLine, opensBlock: boolean) => {
    if (!draft) return
    if ((paragraph === 0 || opensBlock) && lines.length > 0) draft.breakBefore = true
    if (paged) draft.page = raw.page
    lines.push(draft)
    paragraph = draft.heading ? 0 : opensBlock ? 1 : paragraph + 1
  }

  for (const [i, raw] of raws.entries()) {
    if (raw.start < from) continue
    const kind = fenced.get(i)
    if (kind === 'code') add(placed(text.slice(raw.start, raw.end), raw.start), raw, false)
    if (kind === 'fence') paragraph = 0
    if (kind) continue

    const work = uncomment(raw)
    const bare = work.replaceAll(MARK, ' ').trim()
    const last = lines.at(-1)
    if (UNDERLINE.test(bare) && paragraph === 1 && last && isTitle(text, last)) {
      last.heading = bare.startsWith('=') ? 1 : 2
      paragraph = 0
      continue
    }
    if (NOTHING.some((pattern) => pattern.test(bare))) {
      if (inTable && DELIMITER_ROW.test(bare)) continue
      inTable = false
      paragraph = 0
      continue
    }
    const table: boolean = bare.includes('|') && (inTable || /^\|.*\|$/.test(bare) || isDelimiterRow(text, raws[i + 1]))
    if (table !== inTable) paragraph = 0
    inTable = table

    const cut = segments(work, centred)
    centred = cut.centred
    for (const segment of cut.segments) {
      if (segment.opensBlock) paragraph = 0
      const { draft, block } = lineContent(work.slice(segment.start, segment.end), raw.start + segment.start, table)
      if (draft && segment.heading) draft.heading = segment.heading
      if (draft && segment.centred) draft.centred = true
      add(draft, raw, block)
    }
  }
  return lines
}

/** Comments, also over several lines. One that never ends is text: better a mark too much than half a law too little. */
function commentRanges(text: string): SourceRange[] {
  const ranges: SourceRange[] = []
  for (let start = text.indexOf('<!--'); start >= 0; start = text.indexOf('<!--', ranges.at(-1)?.end)) {
    const end = text.indexOf('-->', start + 2)
    if (end < 0) break
    ranges.push({ start, end: end + 3 })
  }
  return ranges
}

/** Gives a line with the parts of it that are comment hidden. Lines must be asked for in order. */
function commentHider(text: string): (raw: RawLine) => string {
  const comments = commentRanges(text)
  let next = 0
  return (raw) => {
    let work = text.slice(raw.start, raw.end)
    while ((comments[next]?.end ?? Infinity) <= raw.start) next++
    for (let c = next; c < comments.length; c++) {
      const comment = comments[c]
      if (!comment || comment.start >= raw.end) break
      work = hideRange(work, comment.start - raw.start, comment.end - raw.start)
    }
    return work
  }
}

/** The lines of code blocks, by index. A fence that nothing closes opens nothing. */
function fencedLines(text: string, raws: readonly RawLine[]): Map<number, 'fence' | 'code'> {
  const fenced = new Map<number, 'fence' | 'code'>()
  if (!/```|~~~/.test(text)) return fenced
  const trimmed = raws.map((raw) => text.slice(raw.start, raw.end).trim())
  const last = new Map<string, number>()
  for (const [i, line] of trimmed.entries()) if (BARE_FENCE.test(line)) last.set(line[0] ?? '', i)
  let open = ''
  for (const [i, line] of trimmed.entries()) {
    const opening = FENCE.exec(line)
    const fence = opening?.[1] ?? opening?.[2] ?? ''
    if (open !== '') {
      const closes = BARE_FENCE.test(line) && line.startsWith(open)
      fenced.set(i, closes ? 'fence' : 'code')
      if (closes) open = ''
    } else if (fence !== '') {
      fenced.set(i, 'fence')
      if ((last.get(fence[0] ?? '') ?? -1) > i) open = fence
    }
  }
  return fenced
}

/** Underlined it is a heading; a sentence with a rule beneath is not. */
function isTitle(text: string, line: Line): boolean {
  return (
    line.end - line.start <= 60 &&
    !/[。；，：、]$/.test(text.slice(line.start, line.end)) &&
    !line.table &&
    !line.heading
  )
}

function isDelimiterRow(text: string, raw: RawLine | undefined): boolean {
  return raw !== undefined && DELIMITER_ROW.test(text.slice(raw.start, raw.end).trim())
}
