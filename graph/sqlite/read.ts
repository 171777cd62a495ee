import { inflateRawSync } from 'node:zlib'
import { today } from '../../base/clock.ts'
import { checked } from '../asked.ts'
import type { Edition, IsoDate, Provision, Source, Status } from '../model.ts'
import { partsAt, statusAt } from '../status.ts'
import type {
  AnomalyFilter,
  AnomalyRow as AnomalyHit,
  Counts,
  DocumentDetail,
  DocumentFilter,
  LawDetail,
  LawFilter,
  LawSummary,
  Page,
  Paged,
  ProvisionDetail,
} from '../store.ts'
import {
  type AnomalyRow,
  anomalyOf,
  type DocumentRow,
  documentOf,
  type EditionRow,
  editionOf,
  type LawRow,
  lawOf,
  type ProvisionRow,
  parentOf,
  provisionOf,
  provisionsOf,
  type SourceRow,
  sourceHead,
  sourceOf,
} from './rows.ts'
import type { Db } from './schema.ts'
import { bound, EDITION_COLUMNS, STATUS_SQL } from './sql.ts'
import { titleReader } from './titles.ts'

const DOCUMENT_COLUMNS = `d.id, d.kind, d.title, d.number, d.issuer, d.date, s.id AS source, d.start, d."end", d.parent, d.ord`
const DOCUMENT_FROM = 'FROM document d JOIN source s ON s.key = d.source'

const DOCUMENTS_WHERE = `WHERE (@title IS NULL OR instr(d.title, @title) > 0) AND (@kind IS NULL OR d.kind = @kind)
  AND (@source IS NULL OR s.id = @source) AND (@parent IS NULL OR d.parent = @parent)
  AND (@year IS NULL OR substr(d.date, 1, 4) = printf('%04d', @year))`

const ANOMALIES_FROM = `FROM anomaly a JOIN source s ON s.key = a.source
  WHERE (@kind IS NULL OR a.kind = @kind) AND (@source IS NULL OR s.id = @source)
  AND (@document IS NULL OR a.document = @document)`

const LAWS_FROM = `FROM law l
  LEFT JOIN edition e ON e.key = (SELECT s.key FROM edition s WHERE s.law = l.title AND s.chosen = 1
    AND s.shown_from <= @at AND @at < s.shown_to ORDER BY s.place LIMIT 1)
  WHERE (@title IS NULL OR instr(l.title, @title) > 0
    OR EXISTS (SELECT 1 FROM alias a WHERE a.title = l.title AND instr(a.alias, @title) > 0))
  AND (@level IS NULL OR l.level = @level) AND (@region IS NULL OR l.region = @region)
  AND (@known IS NULL OR l.known = @known) AND (@year IS NULL OR e.year = @year)
  AND (@status IS NULL OR (e.key IS NOT NULL AND ${STATUS_SQL} = @status))`

export type Reader = ReturnType<typeof reader>

/** The reading half of the store. */
export function reader(db: Db) {
  const titles = titleReader(db)
  const oneSource = db.prepare<[string], SourceRow>('SELECT * FROM source WHERE id = ?')
  const paths = db.prepare<[], { path: string; id: string; recipe: string | null }>(
    'SELECT path, id, recipe FROM source ORDER BY path',
  )
  const pageOfSources = db.prepare<[Page], Omit<SourceRow, 'text' | 'key'>>(
    'SELECT id, path, media_type, title, recipe FROM source ORDER BY path LIMIT @limit OFFSET @offset',
  )
  const countSources = db.prepare<[], number>('SELECT count(*) FROM source').pluck()

  const pageOfLaws = db.prepare<[object], LawRow & { shown: number | null; editions: number }>(
    `SELECT l.*, e.key AS shown, (SELECT count(*) FROM edition c WHERE c.law = l.title AND c.chosen = 1) AS editions
       ${LAWS_FROM} ORDER BY l.title LIMIT @limit OFFSET @offset`,
  )
  const articlesShown = db
    .prepare<[object], number>(
      `SELECT sum(articles) FROM edition WHERE law = @law AND chosen = 1 AND shown_from <= @at AND @at < shown_to`,
    )
    .pluck()
  const countLaws = db.prepare<[object], number>(`SELECT count(*) ${LAWS_FROM}`).pluck()
  const oneLaw = db.prepare<[string], LawRow>('SELECT * FROM law WHERE title = ?')
  const editionByKey = db.prepare<[object], EditionRow & { now: Status; articles: number }>(
    `SELECT ${EDITION_COLUMNS}, e.articles, ${STATUS_SQL} AS now FROM edition e WHERE e.key = @key`,
  )
  const editionsOfLaw = db.prepare<[string], EditionRow>(
    `SELECT ${EDITION_COLUMNS} FROM edition e WHERE e.law = ? AND e.chosen = 1 ORDER BY e.place`,
  )
  const editionById = db.prepare<[string], EditionRow>(
    `SELECT ${EDITION_COLUMNS} FROM edition e WHERE e.id = ? AND e.chosen = 1 ORDER BY e.law LIMIT 1`,
  )
  const editionsOfDocument = db.prepare<[object], EditionRow & { now: Status }>(
    `SELECT ${EDITION_COLUMNS}, ${STATUS_SQL} AS now FROM edition e WHERE e.document = @document ORDER BY e.id`,
  )

  const provisionRows = db.prepare<[number], ProvisionRow>('SELECT * FROM provision WHERE edition = ? ORDER BY key')
  const provisionByEid = db.prepare<[number, string], ProvisionRow>(
    'SELECT * FROM provision WHERE edition = ? AND eid = ? ORDER BY key LIMIT 1',
  )
  const provisionByKey = db.prepare<[number], ProvisionRow>('SELECT * FROM provision WHERE key = ?')
  // '`' is the character after '_': all eIds that begin with `art_3__`
  const below = db.prepare<[object], ProvisionRow>(
    `SELECT * FROM provision WHERE edition = @edition AND parent = @eid
     UNION ALL SELECT * FROM provision WHERE edition = @edition AND eid > @eid || '__' AND eid < @eid || '_\`' AND parent IS NULL
     ORDER BY key`,
  )
  const siblings = db.prepare<[number, string], Pick<ProvisionRow, 'key' | 'eid' | 'parent'>>(
    'SELECT key, eid, parent FROM provision WHERE edition = ? AND kind = ? ORDER BY key',
  )

  const pageOfDocuments = db.prepare<[object], DocumentRow>(
    `SELECT ${DOCUMENT_COLUMNS} ${DOCUMENT_FROM} ${DOCUMENTS_WHERE} ORDER BY d.date DESC, d.id LIMIT @limit OFFSET @offset`,
  )
  const countDocuments = db.prepare<[object], number>(`SELECT count(*) ${DOCUMENT_FROM} ${DOCUMENTS_WHERE}`).pluck()
  const documentById = db.prepare<[string], DocumentRow>(
    `SELECT ${DOCUMENT_COLUMNS} ${DOCUMENT_FROM} WHERE d.id = ? ORDER BY s.id LIMIT 1`,
  )
  const itemsOf = db.prepare<[string], DocumentRow>(
    `SELECT ${DOCUMENT_COLUMNS} ${DOCUMENT_FROM} WHERE d.parent = ? ORDER BY d.ord, d.id`,
  )

  const pageOfAnomalies = db.prepare<[object], AnomalyRow & { path: string }>(
    `SELECT a.kind, s.id AS source, a.document, a.line, a.start, a."end", a.quote, a.detail, s.path
       ${ANOMALIES_FROM} ORDER BY s.path, a.start, a."end", a.kind, a.key LIMIT @limit OFFSET @offset`,
  )
  const countAnomalies = db.prepare<[object], number>(`SELECT count(*) ${ANOMALIES_FROM}`).pluck()
  const counted = db.prepare<[], Counts>(
    `SELECT (SELECT count(*) FROM source) AS sources, (SELECT count(*) FROM document) AS documents,
       (SELECT count(*) FROM law WHERE known = 1) AS laws, (SELECT count(*) FROM anomaly) AS anomalies,
       (SELECT count(*) FROM citation) AS citations, count(*) AS editions,
       coalesce(sum(provisions), 0) AS provisions, coalesce(sum(articles), 0) AS articles FROM edition WHERE chosen = 1`,
  )

  function editionsAt(law: string, at: IsoDate): { edition: Edition; key: number }[] {
    const rows = editionsOfLaw.all(law)
    const ordered = rows.map((r) => editionOf(r))
    return rows.map((row, i) => ({ edition: editionOf(row, statusAt(ordered, i, at)), key: row.key }))
  }

  function whole(row: ProvisionRow, edition: Edition): Provision {
    const article = row.within ? (provisionByKey.get(row.key - row.within)?.text ?? '') : ''
    return provisionOf(row, edition, article)
  }

  function ancestorsOf(row: ProvisionRow, key: number): ProvisionRow[] {
    const found: ProvisionRow[] = []
    const seen = new Set([row.key])
    let parent = parentOf(row)
    while (parent !== undefined) {
      const above = provisionByEid.get(key, parent)
      if (!above || seen.has(above.key)) break
      seen.add(above.key)
      found.unshift(above)
      parent = parentOf(above)
    }
    return found
  }

  function law(title: string): LawDetail | undefined {
    const row = titles.find(title).map((t) => oneLaw.get(t))[0]
    if (!row) return undefined
    const editions = editionsAt(row.title, today()).map((e) => e.edition)
    return { law: lawOf(row), editions: editions.reverse() }
  }

  function provision(title: string, eid: string, at: IsoDate = today()): ProvisionDetail | undefined {
    const row = titles.find(title).map((t) => oneLaw.get(t))[0]
    if (!row) return undefined
    const editions = editionsAt(row.title, at)
    const shown = new Set(
      partsAt(
        editions.map((e) => e.edition),
        at,
      ),
    )
    const parts = editions.filter((e) => shown.has(e.edition))
    const part = parts.find(({ key }) => provisionByEid.get(key, eid) !== undefined)
    const found = part && provisionByEid.get(part.key, eid)
    if (!found) return undefined
    const { edition, key } = part
    const ofArticles = found.kind === 'article'
    const row$ = siblings.all(key, found.kind).filter((s) => ofArticles || parentOf(s) === parentOf(found))
    const place = row$.findIndex((s) => s.key === found.key)
    const previous = row$[place - 1]?.eid
    const next = row$[place + 1]?.eid
    const children = below.all({ edition: key, eid }).filter((c) => parentOf(c) === eid && c.key !== found.key)
    return {
      law: lawOf(row),
      edition,
      provision: whole(found, edition),
      ancestors: ancestorsOf(found, key).map((r) => whole(r, edition)),
      children: children.map((r) => whole(r, edition)),
      ...(previous !== undefined && { previous }),
      ...(next !== undefined && { next }),
    }
  }

  function documentText(source: string, start: number, end: number): string {
    const row = oneSource.get(source)
    return row ? inflateRawSync(row.text).toString('utf8').slice(start, end) : ''
  }

  return {
    law,
    provision,
    nearTitles: titles.near,
    titles,
    sourcePaths: (): ReadonlyMap<string, Pick<Source, 'id' | 'recipe'>> =>
      new Map(paths.all().map(({ path, id, recipe }) => [path, { id, ...(recipe === null ? {} : { recipe }) }])),
    source(id: string): Source | undefined {
      const row = oneSource.get(id)
      return row && sourceOf(row)
    },
    sources: (page: Page): Paged<Omit<Source, 'text'>> => ({
      items: pageOfSources.all(checked(page)).map(sourceHead),
      total: countSources.get() ?? 0,
    }),
    laws(filter: LawFilter, page: Page): Paged<LawSummary> {
      const { title, level, region, status, year, at = today() } = filter
      const known = filter.known === undefined ? undefined : Number(filter.known)
      const where = bound({ title, level, region, status, year, at, known })
      const rows = pageOfLaws.all({ ...where, ...checked(page) })
      return { items: rows.map((row) => summary(row, at)), total: countLaws.get(where) ?? 0 }
    },
    provisions(editionId: string): Provision[] {
      const edition = editionById.get(editionId)
      return edition ? [...provisionsOf(provisionRows.all(edition.key), edition)] : []
    },
    documents(filter: DocumentFilter, page: Page) {
      const { title, kind, source, parent, year } = filter
      const where = bound({ title, kind, source, parent, year })
      const rows = pageOfDocuments.all({ ...where, ...checked(page) })
      return { items: rows.map(documentOf), total: countDocuments.get(where) ?? 0 }
    },
    document(id: string): DocumentDetail | undefined {
      const row = documentById.get(id)
      if (!row) return undefined
      const document = documentOf(row)
      const parent = document.parent === undefined ? undefined : documentById.get(document.parent)
      return {
        document,
        ...(parent && { parent: documentOf(parent) }),
        items: itemsOf.all(id).map(documentOf),
        editions: editionsOfDocument.all({ document: id, at: today() }).map((e) => editionOf(e, e.now)),
        text: documentText(document.source, document.start, document.end),
      }
    },
    anomalies(filter: AnomalyFilter, page: Page): Paged<AnomalyHit> {
      const { kind, source, document } = filter
      const where = bound({ kind, source, document })
      const rows = pageOfAnomalies.all({ ...where, ...checked(page) })
      return {
        items: rows.map((row) => ({ anomaly: anomalyOf(row), path: row.path })),
        total: countAnomalies.get(where) ?? 0,
      }
    },
    counts(): Counts {
      const none = {
        sources: 0,
        documents: 0,
        laws: 0,
        editions: 0,
        provisions: 0,
        articles: 0,
        citations: 0,
        anomalies: 0,
      }
      return counted.get() ?? none
    },
  }

  function summary(row: LawRow & { shown: number | null; editions: number }, at: IsoDate): LawSummary {
    const shown = row.shown === null ? undefined : editionByKey.get({ key: row.shown, at })
    return {
      law: lawOf(row),
      ...(shown && { edition: editionOf(shown, shown.now) }),
      editions: row.editions,
      articles: shown ? (articlesShown.get({ law: row.title, at }) ?? 0) : 0,
    }
  }
}
