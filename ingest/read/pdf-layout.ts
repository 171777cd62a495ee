import type { Block } from './compose.ts'
import type { PrintedLine } from './pdf-lines.ts'

interface Edges {
  readonly left: number
  readonly right: number
}

/** Fewer lines don't show where a column begins and ends. */
const ENOUGH = 5

export interface PrintedPage {
  readonly lines: readonly PrintedLine[]
  /** Of the paper, in points. */
  readonly width: number
}

/** Lines of pages → blocks with what their place on the page tells: indentation, centring, a gap above. */
export function layOut(pages: readonly PrintedPage[]): Block[] {
  const all = pages.flatMap((page) => page.lines)
  const steps = pages.flatMap(({ lines }) => lines.slice(1).map((line, i) => line.y - (lines[i]?.y ?? 0)))
  return pages.flatMap(({ lines, width }, index) => {
    const own = lines.slice(1).map((line, i) => line.y - (lines[i]?.y ?? 0))
    const step = median(positive(own.length >= ENOUGH ? own : steps))
    return lines.map((line, i) => {
      const edges = edgesOf(lines, line, width) ?? edgesOf(all, line, width)
      const above = lines[i - 1]
      const gap = above && above.column === line.column ? line.y - above.y : 0
      const indent = edges ? Math.round(((line.x - edges.left) / line.size) * 2) / 2 : 0
      return {
        text: line.text,
        page: index + 1,
        ...(indent > 0 ? { indent } : {}),
        ...(edges && isCentred(line, edges) ? { centred: true } : {}),
        ...(line.bold ? { bold: true } : {}),
        ...(gap > step * 1.4 && gap > line.size * 1.5 ? { breakBefore: true } : {}),
      }
    })
  })
}

function edgesOf(lines: readonly PrintedLine[], like: PrintedLine, width: number): Edges | undefined {
  const same = lines.filter((line) => line.column === like.column)
  if (same.length < ENOUGH) return undefined
  const left = Math.min(...same.map((line) => line.x))
  const right = Math.max(...same.map((line) => line.right))
  // a page of short lines doesn't reach its margin, which is as wide on both sides
  return { left, right: like.column === undefined ? Math.max(right, width - left) : right }
}

/** As much room left of it as right of it, and more than an indentation. */
function isCentred(line: PrintedLine, { left, right }: Edges): boolean {
  const [before, after] = [line.x - left, right - line.right]
  return before > line.size * 2.5 && after > line.size * 2.5 && Math.abs(before - after) < line.size * 2
}

const positive = (numbers: readonly number[]) => numbers.filter((n) => n > 0)

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
