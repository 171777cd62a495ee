import type { Run } from './pdf-lines.ts'

interface Part {
  readonly runs: readonly Run[]
  readonly column?: 0 | 1
}

/** A page of prose in two columns has at least so many rows in each. */
const ROWS = 5

/**
 * The rows of a page, cut at its gutter: what stands left of it before what stands right, between two lines that go over both.
 * A page without a gutter has its rows as they are.
 */
export function byColumns(rows: readonly (readonly Run[])[]): Part[] {
  const segments = rows.map(segmentsOf)
  const gutter = gutterOf(segments.flat())
  if (gutter === undefined) return rows.map((runs) => ({ runs }))
  const parts: Part[] = []
  let left: Part[] = []
  let right: Part[] = []
  const flush = () => {
    parts.push(...left, ...right)
    left = []
    right = []
  }
  for (const row of segments) {
    if (row.some((segment) => start(segment) < gutter && end(segment) > gutter)) {
      flush()
      parts.push({ runs: row.flat() })
      continue
    }
    const [before, after] = [row.filter((s) => end(s) <= gutter).flat(), row.filter((s) => start(s) >= gutter).flat()]
    if (before.length > 0) left.push({ runs: before, column: 0 })
    if (after.length > 0) right.push({ runs: after, column: 1 })
  }
  flush()
  return parts
}

type Segment = readonly Run[]
const start = (segment: Segment) => segment[0]?.x ?? 0
const end = (segment: Segment) => (segment.at(-1)?.x ?? 0) + (segment.at(-1)?.width ?? 0)
const width = (segment: Segment) => end(segment) - start(segment)

function segmentsOf(row: readonly Run[]): Segment[] {
  const segments: Run[][] = []
  for (const run of row) {
    const last = segments.at(-1)
    if (last && run.x - end(last) < run.size * 0.8) last.push(run)
    else segments.push([run])
  }
  return segments
}

/** The middle of the gap between two columns that are filled from side to side. A table's columns are not: its rows stay whole. */
function gutterOf(segments: readonly Segment[]): number | undefined {
  const [left, right] = [Math.min(...segments.map(start)), Math.max(...segments.map(end))]
  const edges = segments.map(end).filter((x) => x > left + (right - left) * 0.3 && x < left + (right - left) * 0.7)
  for (const edge of new Set(edges.sort((a, b) => b - a))) {
    const gutter = edge + 1
    const across = segments.filter((s) => start(s) < gutter && end(s) > gutter)
    const [before, after] = [segments.filter((s) => end(s) <= gutter), segments.filter((s) => start(s) >= gutter)]
    if (across.length > segments.length * 0.2 || before.length < ROWS || after.length < ROWS) continue
    const from = Math.min(...after.map(start))
    if (full(before, gutter - left) && full(after, right - from)) return (edge + from) / 2
  }
  return undefined
}

/** Four lines in ten are whole; the others end paragraphs. */
function full(column: readonly Segment[], available: number): boolean {
  const widths = column.map(width).sort((a, b) => a - b)
  return (widths[Math.floor(widths.length * 0.6)] ?? 0) > available * 0.75
}
