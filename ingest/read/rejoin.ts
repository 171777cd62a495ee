import { isDateLine, isTerminated, startsWithMarker, widthOf } from '../../language/text/shape.ts'
import { type Block, merge } from './block.ts'

/** The width to which the file's lines were broken, in full-width characters; undefined where a line is a paragraph. */
export function printedMeasure(lines: readonly Block[]): number | undefined {
  const widths = lines
    .filter((l) => l.role === 'body' && !l.heading && !l.table)
    .map((l) => widthOf(l.content.text) + Math.min(l.indent ?? 0, 4))
    .sort((a, b) => a - b)
  if (widths.length < 12) return undefined
  const measure = widths[Math.floor(widths.length * 0.97)] ?? 0
  const full = widths.filter((w) => w >= measure - 3 && w <= measure + 1).length
  const beyond = widths.filter((w) => w > measure * 1.5).length
  return measure >= 15 && measure <= 62 && full >= widths.length * 0.25 && beyond === 0 ? measure : undefined
}

/** The indent that marks the first line of a paragraph: that of many lines, while the full ones are printed flush. */
export function indentOf(lines: readonly Block[]): number | undefined {
  const body = lines.filter((l) => l.role === 'body' && !l.heading && !l.table && !l.centred)
  const flush = body.filter((l) => (l.indent ?? 0) < 0.75).length
  const first = body.filter((l) => (l.indent ?? 0) >= 0.75 && (l.indent ?? 0) <= 4).length
  return first >= body.length * 0.08 && flush >= body.length * 0.1 ? 0.75 : undefined
}

export interface LineBreak {
  /** The line before reached the right edge. */
  readonly full: boolean
  /** A page ended between the two. */
  readonly newPage: boolean
  /** From this indent on a line begins a paragraph; undefined where the file doesn't indent. */
  readonly indented: number | undefined
}

/** Whether a printed line goes on with the paragraph before it. */
export function continuesParagraph(before: Block, line: Block, at: LineBreak): boolean {
  if (line.heading || before.heading || line.table || before.table || line.centred || before.centred) return false
  if (!at.full) return false
  if (line.breakBefore && !at.newPage) return false
  if (at.indented !== undefined && (line.indent ?? 0) >= at.indented) return false
  if (at.indented !== undefined && !/^[（(]/.test(line.content.text)) return true
  if (isTerminated(before.content.text) && startsWithMarker(line.content.text)) return false
  if (at.indented !== undefined) return true
  return !startsWithMarker(line.content.text) && !isDateLine(line.content.text)
}

/**
 * In a file that indents every paragraph, a flush line after an unfinished one goes on with it, however short the lines are:
 *
 *   　　第九条　许可期限自着陆之日起计算；
 *   两年内未着陆的，许可失效。
 */
export function rejoinFlush(blocks: readonly Block[]): Block[] {
  const body = blocks.filter((b) => b.role === 'body')
  const indented = body.filter((b) => (b.indent ?? 0) >= 1.5 && (b.indent ?? 0) <= 4)
  if (body.length < 8 || indented.length < body.length * 0.45) return [...blocks]
  const joined: Block[] = []
  for (const block of blocks) {
    const before = joined.at(-1)
    const text = block.content.text
    const flush =
      block.role === 'body' &&
      (block.indent ?? 0) < 0.75 &&
      !block.heading &&
      !block.table &&
      !block.centred &&
      !block.breakBefore
    const open =
      before &&
      before.role === 'body' &&
      (before.indent ?? 0) >= 1.5 &&
      !before.centred &&
      !/[。：:！？）)》]$/.test(before.content.text)
    if (flush && open && !startsWithMarker(text) && isTerminated(text)) joined[joined.length - 1] = merge(before, block)
    else joined.push(block)
  }
  return joined
}

/** How far ahead the end of a broken sentence is looked for, in blocks. */
const REACH = 3

/**
 * Joins paragraphs that a page or column has cut: unfinished prose, followed by something that finishes it.
 *
 *   "第十一条 市、县(市)区人民政府应当"  +  "推进混合所有制经济发展，…。"
 */
export function rejoinBroken(blocks: readonly Block[]): Block[] {
  const joined: Block[] = []
  let open: number | undefined
  blocks.forEach((block, i) => {
    if (block.role === 'furniture') {
      joined.push(block)
      return
    }
    const before = open === undefined ? undefined : joined[open]
    if (open !== undefined && before && isUnfinished(before) && (finishes(blocks, i) || closes(before, blocks, i)))
      joined[open] = merge(before, block)
    else {
      joined.push(block)
      open = joined.length - 1
    }
  })
  return joined
}

function isUnfinished(block: Block): boolean {
  const text = block.content.text
  if (block.heading || block.table || block.centred || text.includes('\t') || isTerminated(text)) return false
  if (/[”」』》）)]$/.test(text) && /[。；：！？][”」』》）)]+$/.test(text)) return false
  if (/(?:通过|批准|公布|修正|修订|施行)\s*[)）]$/.test(text) || LEADER.test(text)) return false
  if (leavesOpen(text)) return true
  if (/[，、（(《〈“]$/.test(text)) return text.length >= 6
  return isProse(text)
}

/** A bracket that the paragraph starts with is not closed in it: （2019年9月27日某省人民代表大会常务 */
function leavesOpen(text: string): boolean {
  return /^[（(](?![一二三四五六七八九十\d]{1,3}[)）])[^）)]{8,}$/.test(text)
}

/** Words of a sentence: long enough, mostly Chinese, with marks in it or a number of its own at its head. */
function isProse(text: string): boolean {
  const chinese = (text.match(/[\u4e00-\u9fa5]/g) ?? []).length
  if (text.length < 10 || chinese < text.length * 0.6) return false
  return /[，。；,;]/.test(text) || (startsWithMarker(text) && /^\S*第\S{1,9}条\s*\S/.test(text))
}

/** One of the next lines closes the bracket, and no sentence ends before. */
function closes(before: Block, blocks: readonly Block[], from: number): boolean {
  if (!leavesOpen(before.content.text)) return false
  for (const block of blocks.slice(from, from + REACH)) {
    const text = block.content.text
    if (/[。；（(]/.test(text)) return false
    if (/[)）]$/.test(text)) return true
  }
  return false
}

/** Dots that lead to a page number in a table of contents. */
const LEADER = /[·．.…⋯・•。]{3,}\s*\S{0,6}$|…{1,}\s*\d{1,4}$/

/** The block, or one of the next few that go on with it, ends a sentence. */
function finishes(blocks: readonly Block[], from: number): boolean {
  let seen = 0
  for (let i = from; i < blocks.length && seen < REACH; i++) {
    const block = blocks[i]
    if (!block || block.role === 'furniture') continue
    const text = block.content.text
    if (block.heading || block.table || text.includes('\t') || startsWithMarker(text) || isDateLine(text)) return false
    if (seen === 0 && /^[（(《]?\s*(?:[\d〇]{4}\s*年|关于)/.test(text) && !isTerminated(text)) return false
    if (isTerminated(text)) return true
    if (!isProse(text)) return false
    seen++
  }
  return false
}
