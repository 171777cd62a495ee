import type { HtmlBlock, LineBuilder } from './html-text.ts'

interface Table {
  readonly rows: HtmlBlock[][]
  /** What stood before it in the same cell. */
  readonly before: HtmlBlock[]
  cells: HtmlBlock[][]
}

/** Nested deeper, tables are taken for what sets a page, not for what it says. */
const DEEPEST = 20

/**
 * Tables: a row of data is one line, its cells separated by \t; a table that only sets the page (a cell holds headings, tables or
 * whole paragraphs) leaves its lines as they are. Lines gather in `line`; leaving a cell, row or table takes them from there.
 */
export function htmlTables(line: LineBuilder): { enter(tag: string): (() => void) | undefined } {
  const open: Table[] = []
  let depth = 0

  const leaveTable = () => {
    depth--
    if (depth >= DEEPEST) return
    const table = open.pop()
    if (!table) return
    const loose = line.blocks()
    for (const block of table.before) line.put(block)
    const data = table.rows.some((row) => row[0]?.table) && table.rows.every((row) => row.length <= 1)
    for (const row of table.rows) for (const block of row) line.put(data ? { ...block, table: true } : block)
    for (const block of loose) line.put(block)
  }
  const leaveRow = () => {
    const table = open.at(-1)
    if (!table || depth > DEEPEST) return
    table.rows.push(rowOf(table.cells))
    table.cells = []
  }
  const leaveCell = () => {
    if (depth <= DEEPEST) open.at(-1)?.cells.push(line.blocks())
  }

  return {
    enter(tag) {
      if (tag === 'table') {
        if (depth++ < DEEPEST) open.push({ rows: [], before: line.blocks(), cells: [] })
        return leaveTable
      }
      if (tag === 'tr') {
        if (depth <= DEEPEST) open.at(-1)?.before.push(...line.blocks()) // a caption
        return leaveRow
      }
      return tag === 'td' || tag === 'th' ? leaveCell : undefined
    },
  }
}

function rowOf(cells: readonly HtmlBlock[][]): HtmlBlock[] {
  const filled = cells.filter((cell) => cell.length > 0)
  const first = filled[0]?.[0]
  if (filled.length < 2 || !first || cells.some(setsPage)) return cells.flat()
  const text = cells.map((cell) => cell.reduce((sum, block) => joinWords(sum, block.text.trim()), '')).join('\t')
  const bold = filled.every((cell) => cell.every((block) => block.bold))
  return [
    { text, breakBefore: true, table: true, ...(bold ? { bold } : {}), ...(first.aside ? { aside: first.aside } : {}) },
  ]
}

/** A cell of a table that lays out the page. */
function setsPage(cell: readonly HtmlBlock[]): boolean {
  const length = cell.reduce((sum, block) => sum + block.text.length, 0)
  return cell.length > 10 || length > 2000 || cell.some((block) => block.heading || block.table)
}

function joinWords(left: string, right: string): string {
  return left + (/[\w,.;]$/.test(left) && /^\w/.test(right) ? ' ' : '') + right
}
