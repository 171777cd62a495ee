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

/** Between wide characters only a gap of nearly a character is a space (names in a list); between words less is enough. */
function joined(runs: readonly Run[]): string {
  let text = ''
  let end = 0
  for (const run of runs) {
    const gap = (run.x - end) / run.size
    const [left, right] = [text.at(-1) ?? ' ', run.text[0] ?? ' ']
    if (text !== '' && !/\s/.test(left + right)) {
      if (WIDE.test(left) && WIDE.test(right)) text += gap > 0.8 ? '\u3000' : ''
      else text += gap > (WIDE.test(left + right) ? 0.5 : 0.15) ? ' ' : ''
    }
    text += withoutFalseSpaces(run)
    end = run.x + run.width
  }
  return text.trim()
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
