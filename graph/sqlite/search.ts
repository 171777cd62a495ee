import { today } from '../../base/clock.ts'
import { queryTerms } from '../../language/text/tokens.ts'
import { checked } from '../asked.ts'
import { MOST_TERMS, RESCORED } from '../lexical/limits.ts'
import { chooseTerms } from '../lexical/terms.ts'
import type { IsoDate, Status } from '../model.ts'
import { compare } from '../status.ts'
import type { ArticleDetail, ArticleRef, MeaningQuery, Ranking, SearchScope, WordQuery } from '../store.ts'
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
import { unpack } from './scan.ts'
import type { Db } from './schema.ts'
import { bound, EDITION_COLUMNS, STATUS_SQL } from './sql.ts'
import type { Titles } from './titles.ts'
import { vectorKeeper } from './vectors.ts'
import { keptBy, versionOf } from './version.ts'

/** Which editions a search looks at; see `SearchScope.at`. */
const ELIGIBLE = `SELECT e.key FROM edition e JOIN law l ON l.title = e.law WHERE e.chosen = 1
  AND (@all = 1 OR @status = 'amended' OR (e.shown_from <= @at AND @at < e.shown_to))
  AND (${STATUS_SQL} = @status OR (@status IS NULL AND (@all = 1 OR ${STATUS_SQL} IN ('in_force', 'unknown'))))
  AND (@law IS NULL OR e.law = @law) AND (@level IS NULL OR l.level = @level)
  AND (@region IS NULL OR l.region = @region) AND (@year IS NULL OR e.year = @year)`

/** The edition's key is in the upper part of the row's: the filter needs no look at the row. */
const MATCHING = `FROM article_fts WHERE article_fts MATCH @match AND (rowid >> 24) IN (${ELIGIBLE})`

const FILTERS_KEPT = 64
const EDITIONS_KEPT = 100_000
const TERMS_KEPT = 50_000

/** Ranking of articles by words and by meaning, and what is shown of them. */
export function searcher(db: Db, path: string, titles: Titles) {
  const version = versionOf(db)
  const articles = db.prepare<[], number>('SELECT count(*) FROM article_fts_docsize').pluck()
  const frequency = db.prepare<[string], number>('SELECT doc FROM article_term WHERE term = ?').pluck()
  const rescore = rescorer(db, version)
  const vectors = vectorKeeper(db, path, rescore.headings)
  const best = db.prepare<[object], Candidate>(
    `SELECT rowid AS key, -bm25(article_fts) AS score ${MATCHING} ORDER BY score DESC LIMIT @most`,
  )
  const count = db.prepare<[object], number>(`SELECT count(*) ${MATCHING}`).pluck()
  const eligible = db.prepare<[object], number>(ELIGIBLE).pluck()
  const editionRow = db.prepare<[object], EditionRow & { now: Status }>(
    `SELECT ${EDITION_COLUMNS}, ${STATUS_SQL} AS now FROM edition e WHERE e.key = @key`,
  )
  const editionId = db.prepare<[number], string>('SELECT id FROM edition WHERE key = ?').pluck()
  const editionIds = keptBy(version, EDITIONS_KEPT, (key: number) => editionId.get(key) ?? '')
  // reading how often a frequent term stands there takes a millisecond, and most questions hold some of the same
  const frequencies = keptBy(version, TERMS_KEPT, (token: string) => frequency.get(token) ?? 0)
  const editionKey = db.prepare<[string], number>('SELECT key FROM edition WHERE id = ? AND chosen = 1').pluck()
  const eid = db.prepare<[number], string>('SELECT eid FROM provision WHERE key = ?').pluck()
  const lawRow = db.prepare<[string], LawRow>('SELECT * FROM law WHERE title = ?')
  const provisionRow = db.prepare<[number, string], ProvisionRow>(
    'SELECT * FROM provision WHERE edition = ? AND eid = ? AND within = 0 LIMIT 1',
  )

  const editionOfKey = (key: number) => Math.floor(key / EDITION_SHIFT)

  /** Best first; of equal ones by edition id, then place in the text. */
  function inOrder(candidates: readonly Candidate[]): Candidate[] {
    const idOfKey = editionIds()
    const idOf = (c: Candidate) => idOfKey(editionOfKey(c.key))
    return [...candidates].sort((a, b) => b.score - a.score || compare(idOf(a), idOf(b)) || a.key - b.key)
  }

  const ranked = ({ key, score }: Candidate) => ({
    edition: editionIds()(editionOfKey(key)),
    eid: eid.get(key) ?? '',
    score,
  })

  /** What the statements need to know of a scope. */
  function scoped({ level, region, status, year, law, at }: SearchScope) {
    return {
      ...bound({ level, region, status, year, law: law === undefined ? undefined : (titles.find(law)[0] ?? law) }),
      all: at === 'all' ? 1 : 0,
      at: at === undefined || at === 'all' ? today() : at,
    }
  }

  /** The first `most` of the first stage. Equal scores are never cut apart by chance: the row's key tells when it came. */
  function firstStage(where: object, most: number): Candidate[] {
    for (let asked = most + 32; ; asked *= 4) {
      const found = best.all({ ...where, most: asked })
      const full = found.length < asked || found[most - 1]?.score !== found.at(-1)?.score
      if (full) return inOrder(found).slice(0, most)
    }
  }

  /**
   * In two stages. FTS5 scores every article that holds any of the terms it is given, so it is given the rare ones; the best of
   * those are then ordered by all terms of the question. A law that the question names by title comes first.
   * docs/adr/0003-lexical-index.md has the figures.
   */
  function rankByWords(query: WordQuery): Ranking {
    const { offset, limit } = checked(query.page)
    const asked = queryTerms(query.text, MOST_TERMS)
    const { looked, weighed } = chooseTerms(asked, articles.get() ?? 0, frequencies())
    if (looked.length === 0) return { items: [], total: 0 }
    // Tokens hold letters and digits only, so that a quoted one can't be anything else than a term
    const match = looked.map((t) => (t.prefix ? `"${t.token}"*` : `"${t.token}"`)).join(' OR ')
    const where = { ...scoped(query), match }
    const named = weighed.length === 0 || query.law !== undefined ? undefined : titles.named(query.text)
    const head = new Map(firstStage(where, RESCORED).map((c) => [c.key, c]))
    if (named) for (const c of firstStage({ ...where, law: named.title }, RESCORED)) head.set(c.key, c)
    const first = weighed.length === 0 ? [...head.values()] : inOrder(rescore([...head.values()], weighed, named))
    const rest =
      offset + limit <= first.length ? [] : firstStage(where, offset + limit + RESCORED).filter((c) => !head.has(c.key))
    const total = first.length < RESCORED ? first.length : (count.get(where) ?? 0)
    return { items: [...first, ...rest].slice(offset, offset + limit).map(ranked), total }
  }

  /** 1 at the keys of the editions in a scope. */
  const editionsIn = keptBy(version, FILTERS_KEPT, (scope: string) => {
    const keys = eligible.all(JSON.parse(scope) as object)
    const wanted = new Uint8Array(keys.reduce((most, key) => Math.max(most, key), 0) + 1)
    for (const key of keys) wanted[key] = 1
    return wanted
  })

  function rankByMeaning({ vector, limit, ...scope }: MeaningQuery): Ranking {
    checked({ offset: 0, limit })
    const scan = vectors.scan()
    if (!scan || vectors.dimension() !== vector.length) return { items: [], total: 0 }
    const items = inOrder(scan.nearest(vector, editionsIn()(JSON.stringify(scoped(scope))), limit))
      .slice(0, limit)
      .map(ranked)
    return { items, total: items.length }
  }

  function detail({ edition: id, eid: at }: ArticleRef, day: IsoDate): ArticleDetail[] {
    const key = editionKey.get(id)
    const row = key === undefined ? undefined : provisionRow.get(key, at)
    const edition = key === undefined ? undefined : editionRow.get({ key, at: day })
    const law = edition && lawRow.get(edition.law)
    if (!row || !law) return []
    return [
      {
        law: lawOf(law),
        edition: editionOf(edition, edition.now),
        provision: provisionOf(row, edition, ''),
        context: rescore.headings(row),
      },
    ]
  }

  function vectorOf({ edition, eid: at }: ArticleRef): Float32Array | undefined {
    const key = editionKey.get(edition)
    const row = key === undefined ? undefined : provisionRow.get(key, at)
    const bytes = row && vectors.bytesOf(row.key)
    return bytes && unpack(bytes)
  }

  return {
    rankByWords,
    rankByMeaning,
    articles: (refs: readonly ArticleRef[], at: IsoDate = today()) => refs.flatMap((ref) => detail(ref, at)),
    vectorOf,
    vectors,
  }
}
