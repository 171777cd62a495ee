import { fail } from '../base/errors.ts'
import type { CitationQuery, Page } from './store.ts'

/** Errors: QUERY_INVALID for a page outside of the limits of the port. */
export function checked(page: Page): { offset: number; limit: number } {
  const { offset, limit } = page
  if (!Number.isSafeInteger(offset) || offset < 0) throw fail('QUERY_INVALID', { reason: 'an offset counts from 0' })
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > 1000) {
    throw fail('QUERY_INVALID', { reason: 'a page has 1 to 1,000 entries' })
  }
  return { offset, limit }
}

/** Errors: QUERY_INVALID where the query names neither law nor text. */
export function asked<Q extends Omit<CitationQuery, 'page' | 'bare'>>(query: Q): Q {
  const { law, direction, edition, document } = query
  if (law === undefined && (direction === 'in' || (edition ?? document) === undefined)) {
    throw fail('QUERY_INVALID', { reason: 'citations are asked for of a law, an edition or a document' })
  }
  return query
}
