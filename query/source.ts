import { fail } from '../base/errors.ts'
import type { Source } from '../graph/model.ts'
import type { Store } from '../graph/store.ts'
import { NotFound } from './near.ts'

/** UTF-16 units of source text in one answer. */
export const SLICE_LIMIT = 200_000
/** Rows of a source page. */
export const ROWS = 400
/** A longer line is broken into several rows. */
const ROW_LENGTH = 2_000
/** Ranges that one page can mark. */
const RANGES = 200

export type SourceInfo = Omit<Source, 'text'>
export type Range = readonly [start: number, end: number]

/** A slice of a source. */
export interface SourceSlice {
  readonly source: SourceInfo
  /** Of the whole text. */
  readonly length: number
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The characters `start` to `end`, at most SLICE_LIMIT: the answer's own `end` and `length` tell whether there is more. */
export async function readSource(
  store: Store,
  id: string,
  slice: { start?: number | undefined; end?: number | undefined } = {},
): Promise<SourceSlice> {
  const { text, ...source } = await sourceOf(store, id)
  const start = Math.min(slice.start ?? 0, text.length)
  const end = Math.min(slice.end ?? text.length, start + SLICE_LIMIT, text.length)
  if (end < start) throw fail('QUERY_INVALID', { reason: 'end must not be before start' })
  return { source, length: text.length, start, end, text: text.slice(start, end) }
}

/** One row of a source page; a long line takes several, of which only the first has `head`. */
export interface SourceRow {
  readonly line: number
  readonly head: boolean
  /** Offset of its first character in the source. */
  readonly start: number
  readonly text: string
}

/** A window of a source, with the ranges to mark. */
export interface SourcePage {
  readonly source: SourceInfo
  readonly ranges: readonly Range[]
  readonly rows: readonly SourceRow[]
  /** Lines in all. */
  readonly lines: number
  /** Line numbers from which the window before and the one after begin. */
  readonly before?: number
  readonly after?: number
}

/** The window around the first range, else the one that begins at `line` (from 1). */
export async function readSourcePage(
  store: Store,
  id: string,
  place: { ranges?: readonly Range[]; line?: number | undefined } = {},
): Promise<SourcePage> {
  const { text, ...source } = await sourceOf(store, id)
  const ranges = (place.ranges ?? [])
    .filter(([start, end]) => start < end && start < text.length)
    .sort((a, b) => a[0] - b[0])
    .slice(0, RANGES)
  const starts = lineStarts(text)
  const marked = ranges[0] ? lineAt(starts, ranges[0][0]) : undefined
  const wanted = place.line ?? (marked === undefined ? 1 : marked - 20)
  const first = Math.max(1, Math.min(wanted, starts.length))
  const rows: SourceRow[] = []
  let line = first
  for (; line <= starts.length && rows.length < ROWS; line++) {
    rows.push(...rowsOf(text, starts, line))
  }
  return {
    source,
    ranges,
    rows,
    lines: starts.length,
    ...(first > 1 ? { before: Math.max(1, first - ROWS) } : {}),
    ...(line <= starts.length ? { after: line } : {}),
  }
}

async function sourceOf(store: Store, id: string): Promise<Source> {
  const source = await store.source(id)
  if (!source) throw new NotFound(`source ${id}`)
  return source
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  if (starts.length > 1 && starts.at(-1) === text.length) starts.pop()
  return starts
}

/** Number (from 1) of the line that holds the character at `position`. */
function lineAt(starts: readonly number[], position: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= position) low = middle
    else high = middle - 1
  }
  return low + 1
}

function rowsOf(text: string, starts: readonly number[], line: number): SourceRow[] {
  const start = starts[line - 1] ?? 0
  const whole = text.slice(start, starts[line] ?? text.length).replace(/[\r\n]+$/, '')
  const rows: SourceRow[] = []
  for (let at = 0; at === 0 || at < whole.length; at += ROW_LENGTH) {
    rows.push({ line, head: at === 0, start: start + at, text: whole.slice(at, at + ROW_LENGTH) })
  }
  return rows
}
