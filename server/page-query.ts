import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { fail } from '../base/errors.ts'
import { lawPath } from '../graph/ids.ts'
import type { Page } from '../graph/store.ts'
import { DEEPEST } from '../query/page.ts'
import type { Range } from '../query/source.ts'
import { invalid } from './route.ts'

const ROWS = 50
const HITS = 20

/** A page, sent whole. */
export function html(c: Context, page: { toString(): string | Promise<string> }, status: ContentfulStatusCode = 200) {
  return c.html(`<!doctype html>${page.toString()}`, status)
}

/** An alias leads to the one address that a law has; the query goes along. */
export function canonical(c: Context, title: string, eid?: string, tail = ''): Response {
  return c.redirect(lawPath(title, eid) + tail + new URL(c.req.url).search, 308)
}

/** The parameters of a page's form. A field that was left empty is one that was not set. */
export function pageQuery<T extends z.ZodType>(c: Context, schema: T): z.infer<T> {
  const set = Object.entries(c.req.query()).filter(([, value]) => value.trim() !== '')
  const parsed = schema.safeParse(Object.fromEntries(set))
  if (!parsed.success) throw invalid(parsed.error)
  return parsed.data
}

const PageNumber = z.object({
  page: z.coerce
    .number()
    .int()
    .min(1)
    .max(Math.floor(DEEPEST / ROWS))
    .default(1),
})

export function pageRows(c: Context): Page {
  return { offset: (pageQuery(c, PageNumber).page - 1) * ROWS, limit: ROWS }
}

export function pageHits(c: Context): Page {
  return { offset: (pageQuery(c, PageNumber).page - 1) * HITS, limit: HITS }
}

const Offset = z.coerce.number().int().min(0).max(2_000_000_000)
const Place = z.object({ start: Offset.optional(), end: Offset.optional(), line: Offset.min(1).optional() })

/** What to show of a source: `?start=&end=`, several `r=start-end`, or the lines from `line`. */
export function sourcePlace(c: Context): { ranges: Range[]; line?: number } {
  const { start, end, line } = pageQuery(c, Place)
  const ranges = (c.req.queries('r') ?? []).map(readRange)
  if (start !== undefined) ranges.push([start, end ?? start + 1])
  return { ranges, ...(line === undefined ? {} : { line }) }
}

function readRange(text: string): Range {
  const match = /^(\d{1,10})-(\d{1,10})$/.exec(text)
  if (!match) throw fail('QUERY_INVALID', { reason: 'r must be written start-end' })
  return [Number(match[1]), Number(match[2])]
}
