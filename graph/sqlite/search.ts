import { matchRanges, queryTerms, type Term } from '../../language/text/tokens.ts'
import type { Status } from '../model.ts'
import type { Paged, SearchHit, SearchQuery } from '../store.ts'
import { bound, checked, EDITION_COLUMNS, STATUS_SQL, today } from './read.ts'
import { type EditionRow, editionOf, type LawRow, lawOf, type ProvisionRow, parentOf, provisionOf } from './rows.ts'
import type { Db } from './schema.ts'

/** A question is cut after so many different terms; a whole article pasted in has about 150. */
const MOST_TERMS = 64
/** Terms in more than this share of the articles say little and cost much: FTS5 scores every article that holds any term. */
const COMMON_SHARE = 0.05
/** But the rarest ones are always looked up, however common. */
const ALWAYS = 4
const MOST_RANGES = 40

/** Which editions a search looks at; see `SearchQuery.at`. */
const ELIGIBLE = `SELECT e.key FROM edition e JOIN law l ON l.title = e.law WHERE e.chosen = 1
  AND (@all = 1 OR @status = 'amended' OR (e.shown_from <= @at AND @at < e.shown_to))
  AND (${STATUS_SQL} = @status OR (@status IS NULL AND (@all = 1 OR ${STATUS_SQL} IN ('in_force', 'unknown'))))
  AND (@law IS NULL OR e.law = @law) AND (@level IS NULL OR l.level = @level)
  AND (@region IS NULL OR l.region = @region) AND (@year IS NULL OR e.year = @year)`

/** The edition's key is in the upper part of the row's: the filter needs no look at the row. */
const MATCHING = `FROM article_fts WHERE article_fts MATCH @match AND (rowid >> 24) IN (${ELIGIBLE})`

type HitRow = ProvisionRow & { edition: number; score: number }

/** BM25 over law title, headings and text of all articles. */
export function searcher(db: Db, findTitle: (title: string) => string[]) {
  const articles = db.prepare<[], number>('SELECT count(*) FROM article_fts_docsize').pluck()
  const frequency = db.prepare<[string], number>('SELECT doc FROM article_term WHERE term = ?').pluck()
  const hits = db.prepare<[object], HitRow>(
    `SELECT p.*, h.score FROM (SELECT rowid AS key, bm25(article_fts, 2, 1, 1) AS score ${MATCHING}) h
       JOIN provision p ON p.key = h.key JOIN edition e ON e.key = p.edition
       ORDER BY h.score, e.id, p.ord LIMIT @limit OFFSET @offset`,
  )
  const count = db.prepare<[object], number>(`SELECT count(*) ${MATCHING}`).pluck()
  const editionRow = db.prepare<[object], EditionRow & { now: Status }>(
    `SELECT ${EDITION_COLUMNS}, ${STATUS_SQL} AS now FROM edition e WHERE e.key = @key`,
  )
  const lawRow = db.prepare<[string], LawRow>('SELECT * FROM law WHERE title = ?')
  const byEid = db.prepare<[number, string], ProvisionRow>(
    'SELECT * FROM provision WHERE edition = ? AND eid = ? LIMIT 1',
  )

  /** The terms worth looking up: those that occur, without the common ones, but never fewer than the rarest few. */
  function chosen(terms: readonly Term[]): Term[] {
    const limit = (articles.get() ?? 0) * COMMON_SHARE
    return terms
      .map((term) => ({ term, df: term.prefix ? 0 : (frequency.get(term.token) ?? 0) }))
      .filter((t) => t.df > 0 || t.term.prefix)
      .sort((a, b) => a.df - b.df)
      .filter((t, i) => t.df <= limit || i < ALWAYS)
      .map((t) => t.term)
  }

  function context(row: ProvisionRow & { edition: number }): string[] {
    const found: string[] = []
    let parent = parentOf(row)
    while (parent !== undefined && found.length < 8) {
      const above = byEid.get(row.edition, parent)
      if (!above) break
      found.unshift(above.heading ? `${above.label} ${above.heading}` : above.label)
      parent = parentOf(above)
    }
    return found
  }

  return (query: SearchQuery): Paged<SearchHit> => {
    const page = checked(query.page)
    const terms = queryTerms(query.text, MOST_TERMS)
    const looked = chosen(terms)
    if (looked.length === 0) return { items: [], total: 0 }
    const { level, region, status, year } = query
    const law = query.law === undefined ? undefined : (findTitle(query.law)[0] ?? query.law)
    const all = query.at === 'all' ? 1 : 0
    const at = query.at === undefined || query.at === 'all' ? today() : query.at
    // Tokens hold letters and digits only, so that a quoted one can't be anything else than a term
    const match = looked.map((t) => (t.prefix ? `"${t.token}"*` : `"${t.token}"`)).join(' OR ')
    const where = bound({ match, level, region, status, year, law, all, at })
    const items = hits.all({ ...where, ...page }).map((row): SearchHit => {
      const edition = editionRow.get({ key: row.edition, at })
      const lawOfHit = edition && lawRow.get(edition.law)
      if (!edition || !lawOfHit) throw new Error(`article ${row.key} has no edition`)
      const provision = provisionOf(row, edition, '')
      return {
        law: lawOf(lawOfHit),
        edition: editionOf(edition, edition.now),
        provision,
        context: context(row),
        score: -row.score,
        matches: matchRanges(provision.text, terms, MOST_RANGES),
      }
    })
    return { items, total: count.get(where) ?? 0 }
  }
}
