import { today } from '../base/clock.ts'
import { fail } from '../base/errors.ts'
import type { Level, Status } from '../graph/model.ts'
import type { ArticleDetail, Paged, Store } from '../graph/store.ts'
import { matchRanges, queryTerms } from '../language/text/tokens.ts'
import { isDay } from './day.ts'
import { MOST, type PageInput, pageOf } from './page.ts'
import { closestClause } from './search/clause.ts'
import { refKey } from './search/fuse.ts'
import type { Asker, Meaning } from './search/meaning.ts'
import { type Ranked, rank, rankByWordsAlone } from './search/rank.ts'
import { DEFAULT_RECIPE, type Ranker, RECIPES, type RecipeName } from './search/recipes.ts'
import { simplified } from './search/script.ts'
import { thresholdsOf } from './search/thresholds.ts'
import { holdsWords } from './search/weak.ts'

/** UTF-16 units of a search text. A question in everyday Chinese has some 40. */
export const QUERY_LIMIT = 500

/** Terms whose places in a text are marked, and places. */
const MOST_TERMS = 64
const MOST_RANGES = 40

export interface SearchInput extends PageInput {
  readonly text: string
  readonly recipe?: RecipeName | undefined
  readonly level?: Level | undefined
  readonly region?: string | undefined
  readonly status?: Status | undefined
  readonly year?: number | undefined
  readonly law?: string | undefined
  /** A day, or `all` for every edition; today where absent. */
  readonly at?: string | undefined
  /** Tell of hits that were found by meaning which of their clauses is closest. Takes the model some time for each. */
  readonly clauses?: boolean | undefined
}

/** Why an article was found: cited by number, and its ranks, from 1, by words and by meaning. */
export interface Why extends Partial<Record<Ranker, number>> {
  readonly exact?: true
  /** With the question; -1 to 1. */
  readonly cosine?: number
}

export interface SearchHit extends ArticleDetail {
  readonly score: number
  /** Ranges of `provision.text` that hold words of the question, ascending. */
  readonly matches: readonly (readonly [start: number, end: number])[]
  readonly why: Why
  /** The range of `provision.text` that is closest in meaning to the question, where that is what it was found by. */
  readonly clause?: readonly [start: number, end: number]
}

export interface SearchResult extends Paged<SearchHit> {
  /** As it was searched for: trimmed, white space and control characters as single spaces. */
  readonly text: string
  /** The same in simplified characters, where it was typed in traditional ones. */
  readonly read?: string
  readonly offset: number
  readonly limit: number
  /** False where `total` counts the best of more that were not looked at. */
  readonly whole: boolean
  readonly meaning: Meaning
  /** True where nothing is close enough to the question; `items` is empty then. */
  readonly weak: boolean
}

/** Articles that match, best first. An empty text finds nothing; one over the limit is QUERY_TOO_LONG. */
export async function search(store: Store, input: SearchInput, asker?: Asker): Promise<SearchResult> {
  const page = pageOf(input, MOST.hits)
  const text = cleanQuery(input.text)
  const read = simplified(text)
  const at = input.at === undefined || input.at === '' ? today() : input.at
  if (at !== 'all' && !isDay(at)) {
    throw fail('QUERY_INVALID', { reason: 'at must be a day written YYYY-MM-DD, or all' })
  }
  const nothing = { items: [], total: 0, text, ...page, whole: true, weak: false }
  // marks and pictures alone have a vector, too, and it is near something
  if (!/[\p{L}\p{N}]/u.test(text)) return { ...nothing, meaning: { state: 'none', embedded: 0, articles: 0 } }
  const { level, region, status, year, law } = input
  const asked = {
    text: read,
    recipe: RECIPES[input.recipe ?? DEFAULT_RECIPE],
    at,
    page,
    ...(level === undefined ? {} : { level }),
    ...(region === undefined ? {} : { region }),
    ...(status === undefined ? {} : { status }),
    ...(year === undefined ? {} : { year }),
    ...(law === undefined ? {} : { law: (await store.law(law))?.law.title ?? law }),
  }
  let ranked = await rank(store, asker, asked)
  const shared = { ...(read === text ? {} : { read }), meaning: ranked.meaning }
  if (asker && isFar(ranked, asker)) {
    const heads = await store.articles(ranked.closest?.heads ?? [], at === 'all' ? undefined : at)
    if (!heads.some((article) => holdsWords(read, article))) return { ...nothing, ...shared, weak: true }
    ranked = await rankByWordsAlone(store, asked, ranked.meaning)
  }
  const items = await hitsOf(store, ranked, read, at)
  return {
    items: input.clauses && asker && ranked.vector ? await withClauses(items, asker, ranked.vector) : items,
    ...{ total: ranked.total, text, ...page, ...shared, whole: ranked.whole, weak: false },
  }
}

/** Whether the closest article is too far away to answer, and nothing is cited by number. */
function isFar({ closest }: Ranked, asker: Asker): boolean {
  const far = thresholdsOf(asker.model.name)?.answer
  return closest !== undefined && far !== undefined && !closest.cited && closest.cosine < far
}

async function hitsOf(store: Store, ranked: Ranked, text: string, at: string): Promise<SearchHit[]> {
  const terms = queryTerms(text, MOST_TERMS)
  const details = await store.articles(ranked.items, at === 'all' ? undefined : at)
  const byRef = new Map(details.map((d) => [refKey({ edition: d.edition.id, eid: d.provision.eid }), d]))
  return ranked.items.flatMap((item) => {
    const detail = byRef.get(refKey(item))
    if (!detail) return [] // taken away between the two questions
    const { score, ranks, cosine, exact } = item
    const why = { ...(exact ? { exact } : {}), ...ranks, ...(cosine === undefined ? {} : { cosine }) }
    return [{ ...detail, score, matches: matchRanges(detail.provision.text, terms, MOST_RANGES), why }]
  })
}

/** From this rank by words on, the words are not what an article was found by. */
const FAR = 10
/** Hits whose clauses are compared: a reader looks at the first ones, and each takes the model some 20 ms. */
const CLAUSES_OF = 6

/** With the closest clause of those hits that the words didn't bring up. */
async function withClauses(hits: readonly SearchHit[], asker: Asker, question: Float32Array): Promise<SearchHit[]> {
  const told: SearchHit[] = []
  let compared = 0
  for (const hit of hits) {
    const { words = Number.POSITIVE_INFINITY, meaning, exact } = hit.why
    const wanted = meaning !== undefined && words > FAR && !exact && compared < CLAUSES_OF
    if (wanted) compared++
    const clause = wanted ? await closestClause(asker, question, hit.provision.text) : undefined
    told.push(clause ? { ...hit, clause } : hit)
  }
  return told
}

/** NUL and other control characters have no meaning in a search, lone surrogates none anywhere. Private-use ones do: scans have them. */
export function cleanQuery(text: string): string {
  if (text.length > QUERY_LIMIT) throw fail('QUERY_TOO_LONG', { length: text.length, limit: QUERY_LIMIT })
  return text.replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim()
}
