import { fail } from '../base/errors.ts'
import type { Page } from '../graph/store.ts'

/** Most rows of one answer: hits carry text, so fewer of them; rows of a list are short. */
export const MOST = { hits: 100, rows: 1000 } as const

/** How deep a list may be paged into. */
export const DEEPEST = 1_000_000

export interface PageInput {
  readonly offset?: number | undefined
  readonly limit?: number | undefined
}

/** A page within the limits, or QUERY_INVALID: a limit that is silently lowered would look like the end of the list. */
export function pageOf(input: PageInput, most: number, usual = 20): Page {
  const offset = input.offset ?? 0
  const limit = input.limit ?? usual
  if (!Number.isInteger(offset) || offset < 0 || offset > DEEPEST) {
    throw fail('QUERY_INVALID', { reason: `offset must be a whole number from 0 to ${DEEPEST}` })
  }
  if (!Number.isInteger(limit) || limit < 1 || limit > most) {
    throw fail('QUERY_INVALID', { reason: `limit must be a whole number from 1 to ${most}` })
  }
  return { offset, limit }
}
