import { byColumns } from './pdf-columns.ts'

/** Some characters set in one go. Points, from the page's upper left corner; `y` is the baseline. */
export interface Run {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
  readonly bold: boolean
}

/** A printed line, or the part of one that stands in a column. */
export interface PrintedLine {
  readonly text: string
  readonly x: number
  readonly right: number
  readonly y: number
  readonly size: number
  readonly bold: boolean
  /** 0 the left one, 1 the right one; absent where the page has one column or the line goes over both. */
  readonly column?: 0 | 1
}

/** The lines of a page in reading order. */
export function printedLines(runs: readonly Run[]): PrintedLine[] {
  return byColumns(rows(runs)).map(({ runs: parts, column }) => {
    const first = parts[0] as Run
    const last = parts.at(-1) as Run
    return {
      text: joined(parts),
      x: first.x,
      right: last.x + last.width,
      y: first.y,
      size: Math.max(...parts.map((part) => part.size)),
      bold: parts.every((part) => part.bold),
      ...(column === undefined ? {} : { column }),
    }
  })
}

/** Runs on one baseline, from left to right; rows from top to bottom. A raised note mark belongs to its row. */
function rows(runs: readonly Run[]): Run[][] {
  const found: { y: number; size: number; runs: Run[] }[] = []
  for (const run of [...runs].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const row = found.at(-1)
    if (row && run.y - row.y < Math.max(row.size, run.size) * 0.5) {
      if (run.size > row.size) Object.assign(row, { size: run.size, y: run.y })
      row.runs.push(run)
    } else found.push({ y: run.y, size: run.size, runs: [run] })
  }
  return found.map((row) => row.runs.sort((a, b) => a.x - b.x))
}

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]/

/**
 * Between wide characters a gap of nearly a character is a space (names in a list), a smaller one where gaps are few (第一条 为了);
 * justified text has them everywhere. Between words less is enough.
 */
function joined(runs: readonly Run[]): string {
  const gaps = runs.map((run, i) => gapBefore(run, runs[i - 1]))
  const length = runs.reduce((sum, run) => sum + run.text.length, 0)
  const even = gaps.filter((gap) => gap > 0.2).length * 5 > length
  return runs
    .map((run, i) => {
      const [left, right, gap] = [runs[i - 1]?.text.at(-1) ?? ' ', run.text[0] ?? ' ', gaps[i] ?? 0]
      return spaceOf(left, right, gap, even) + withoutFalseSpaces(run)
    })
    .join('')
    .trim()
}

/** In characters of full width. */
function gapBefore(run: Run, before: Run | undefined): number {
  return before ? (run.x - before.x - before.width) / run.size : 0
}

function spaceOf(left: string, right: string, gap: number, even: boolean): string {
  if (/\s/.test(left + right)) return ''
  if (!WIDE.test(left) || !WIDE.test(right)) return gap > (WIDE.test(left + right) ? 0.5 : 0.15) ? ' ' : ''
  if (gap > 0.8) return '\u3000'
  return gap > 0.2 && !even ? ' ' : ''
}

const WIDE_PAIR = new RegExp(`(?<=${WIDE.source}) (?=${WIDE.source})`, 'g')
const MIXED_PAIR = new RegExp(`(?<=${WIDE.source}) (?=[!-~])|(?<=[!-~]) (?=${WIDE.source})`, 'g')

/**
 * pdf.js makes a space of any gap over a tenth of a character; justified text is full of those, and programs set 第 12 条 with a
 * quarter. A real space is near a half, or alone in its line.
 */
function withoutFalseSpaces({ text, width, size }: Run): string {
  const [wide, mixed] = [text.match(WIDE_PAIR)?.length ?? 0, text.match(MIXED_PAIR)?.length ?? 0]
  if (wide + mixed === 0) return text
  const natural = [...text].reduce((sum, c) => sum + (WIDE.test(c) ? 1 : c === ' ' ? 0 : 0.5), 0)
  const gap = (width / size - natural) / (wide + mixed)
  const closed = gap < 0.4 ? text.replace(MIXED_PAIR, '') : text
  return gap < (wide * 5 <= text.length ? 0.2 : 0.4) ? closed.replace(WIDE_PAIR, '') : closed
}
