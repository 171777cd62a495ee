import { today } from '../base/clock.ts'
import { fail } from '../base/errors.ts'
import type { Level, Status } from '../graph/model.ts'
import type { Paged, SearchHit, Store } from '../graph/store.ts'
import { isDay } from './day.ts'
import { MOST, type PageInput, pageOf } from './page.ts'

/** UTF-16 units of a search text. A question in everyday Chinese has some 40. */
export const QUERY_LIMIT = 500

export interface SearchInput extends PageInput {
  readonly text: string
  readonly level?: Level | undefined
  readonly region?: string | undefined
  readonly status?: Status | undefined
  readonly year?: number | undefined
  readonly law?: string | undefined
  /** A day, or `all` for every edition; today where absent. */
  readonly at?: string | undefined
}

export interface SearchResult extends Paged<SearchHit> {
  /** As it was searched for: trimmed, white space and control characters as single spaces. */
  readonly text: string
  readonly offset: number
  readonly limit: number
}

/** Articles that match, best first. An empty text finds nothing; one over the limit is QUERY_TOO_LONG. */
export async function search(store: Store, input: SearchInput): Promise<SearchResult> {
  const page = pageOf(input, MOST.hits)
  const text = cleanQuery(input.text)
  const at = input.at === undefined || input.at === '' ? today() : input.at
  if (at !== 'all' && !isDay(at)) {
    throw fail('QUERY_INVALID', { reason: 'at must be a day written YYYY-MM-DD, or all' })
  }
  if (text === '') return { items: [], total: 0, text, ...page }
  const { level, region, status, year, law } = input
  const found = await store.search({
    text,
    at,
    page,
    ...(level === undefined ? {} : { level }),
    ...(region === undefined ? {} : { region }),
    ...(status === undefined ? {} : { status }),
    ...(year === undefined ? {} : { year }),
    ...(law === undefined ? {} : { law: (await store.law(law))?.law.title ?? law }),
  })
  return { ...found, text, ...page }
}

/** NUL and other control characters have no meaning in a search, lone surrogates none anywhere. Private-use ones do: scans have them. */
export function cleanQuery(text: string): string {
  if (text.length > QUERY_LIMIT) throw fail('QUERY_TOO_LONG', { length: text.length, limit: QUERY_LIMIT })
  return text.replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim()
}
