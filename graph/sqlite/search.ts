import { today } from '../../base/clock.ts'
import { matchRanges, queryTerms } from '../../language/text/tokens.ts'
import { checked } from '../asked.ts'
import { MOST_RANGES, MOST_TERMS, RESCORED } from '../lexical/limits.ts'
import { chooseTerms } from '../lexical/terms.ts'
import type { Status } from '../model.ts'
import { compare } from '../status.ts'
import type { Paged, SearchHit, SearchQuery } from '../store.ts'
import { type Candidate, rescorer } from './rescore.ts'
import {
  EDITION_SHIFT,
  type EditionRow,
  editionOf,
  type LawRow,
  lawOf,
  type ProvisionRow,
  provisionOf,
} from './rows.ts'
import type { Db } from './schema.ts'
import { bound, EDITION_COLUMNS, STATUS_SQL } from './sql.ts'
import type { Titles } from './titles.ts'

/** Which editions a search looks at; see `SearchQuery.at`. */
const ELIGIBLE = `SELECT e.key FROM edition e JOIN law l ON l.title = e.law WHERE e.chosen = 1
  AND (@all = 1 OR @status = 'amended' OR (e.shown_from <= @at AND @at < e.shown_to))
  AND (${STATUS_SQL} = @status OR (@status IS NULL AND (@all = 1 OR ${STATUS_SQL} IN ('in_force', 'unknown'))))
  AND (@law IS NULL OR e.law = @law) AND (@level IS NULL OR l.level = @level)
  AND (@region IS NULL OR l.region = @region) AND (@year IS NULL OR e.year = @year)`

/** The edition's key is in the upper part of the row's: the filter needs no look at the row. */
const MATCHING = `FROM article_fts WHERE article_fts MATCH @match AND (rowid >> 24) IN (${ELIGIBLE})`

/**
 * Articles in two stages. FTS5 scores every article that holds any of the terms it is given, so it is given the rare ones; the
 * best of those are then ordered by all terms of the question. A law that the question names by title comes first.
 * docs/adr/0003-lexical-index.md has the figures.
 */
export function searcher(db: Db, titles: Titles) {
  const articles = db.prepare<[], number>('SELECT count(*) FROM article_fts_docsize').pluck()
  const frequency = db.prepare<[string], number>('SELECT doc FROM article_term WHERE term = ?').pluck()
  const rescore = rescorer(db)
  const best = db.prepare<[object], Candidate>(
    `SELECT rowid AS key, -bm25(article_fts) AS score ${MATCHING} ORDER BY score DESC LIMIT @most`,
  )
  const count = db.prepare<[object], number>(`SELECT count(*) ${MATCHING}`).pluck()
  const editionRow = db.prepare<[object], EditionRow & { now: Status }>(
    `SELECT ${EDITION_COLUMNS}, ${STATUS_SQL} AS now FROM edition e WHERE e.key = @key`,
  )
  const editionId = db.prepare<[number], string>('SELECT id FROM edition WHERE key = ?').pluck()
  const lawRow = db.prepare<[string], LawRow>('SELECT * FROM law WHERE title = ?')
  const provisionRow = db.prepare<[number], ProvisionRow>('SELECT * FROM provision WHERE key = ?')

  function inOrder(candidates: Candidate[]): Candidate[] {
    const ids = new Map<number, string>()
    const idOf = (c: Candidate) => {
      const key = Math.floor(c.key / EDITION_SHIFT)
      const id = ids.get(key) ?? editionId.get(key) ?? ''
      ids.set(key, id)
      return id
    }
    return candidates.sort((a, b) => b.score - a.score || compare(idOf(a), idOf(b)) || a.key - b.key)
  }

  /** The first `most` of the first stage. Equal scores are never cut apart by chance: the row's key tells when it came. */
  function firstStage(where: object, most: number): Candidate[] {
    for (let asked = most + 32; ; asked *= 4) {
      const found = best.all({ ...where, most: asked })
      const full = found.length < asked || found[most - 1]?.score !== found.at(-1)?.score
      if (full) return inOrder(found).slice(0, most)
    }
  }

  return (query: SearchQuery): Paged<SearchHit> => {
    const { offset, limit } = checked(query.page)
    const asked = queryTerms(query.text, MOST_TERMS)
    const { looked, weighed } = chooseTerms(asked, articles.get() ?? 0, (token) => frequency.get(token) ?? 0)
    if (looked.length === 0) return { items: [], total: 0 }
    const { level, region, status, year } = query
    const law = query.law === undefined ? undefined : (titles.find(query.law)[0] ?? query.law)
    const all = query.at === 'all' ? 1 : 0
    const at = query.at === undefined || query.at === 'all' ? today() : query.at
    // Tokens hold letters and digits only, so that a quoted one can't be anything else than a term
    const match = looked.map((t) => (t.prefix ? `"${t.token}"*` : `"${t.token}"`)).join(' OR ')
    const where = bound({ match, level, region, status, year, law, all, at })
    const total = count.get(where) ?? 0

    const named = weighed.length === 0 || law !== undefined ? undefined : titles.named(query.text)
    const head = new Map(firstStage(where, RESCORED).map((c) => [c.key, c]))
    if (named) for (const c of firstStage({ ...where, law: named.title }, RESCORED)) head.set(c.key, c)
    const first = weighed.length === 0 ? [...head.values()] : inOrder(rescore([...head.values()], weighed, named))
    const rest =
      offset + limit <= first.length ? [] : firstStage(where, offset + limit + RESCORED).filter((c) => !head.has(c.key))
    const items = [...first, ...rest].slice(offset, offset + limit).map(hit)
    return { items, total }

    function hit(candidate: Candidate): SearchHit {
      const row = provisionRow.get(candidate.key)
      const edition = editionRow.get({ key: Math.floor(candidate.key / EDITION_SHIFT), at })
      const lawOfHit = edition && lawRow.get(edition.law)
      if (!row || !edition || !lawOfHit) throw new Error(`article ${candidate.key} is in the lexical index alone`)
      const provision = provisionOf(row, edition, '')
      return {
        law: lawOf(lawOfHit),
        edition: editionOf(edition, edition.now),
        provision,
        context: rescore.headings(row),
        score: candidate.score,
        matches: matchRanges(provision.text, asked, MOST_RANGES),
      }
    }
  }
}
