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

const FALSE_SPACE = new RegExp(`(?<=${WIDE.source}) (?=\\S)|(?<=\\S) (?=${WIDE.source})`, 'g')

/** pdf.js makes a space of any gap over a tenth of a character, and justified text is full of those. A real one is near a half. */
function withoutFalseSpaces({ text, width, size }: Run): string {
  const spaces = text.match(FALSE_SPACE)?.length ?? 0
  if (spaces === 0) return text
  const natural = [...text].reduce((sum, c) => sum + (WIDE.test(c) ? 1 : c === ' ' ? 0 : 0.5), 0)
  return (width / size - natural) / spaces < 0.4 ? text.replace(FALSE_SPACE, '') : text
}
