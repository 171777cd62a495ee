import { today } from '../../base/clock.ts'
import type { GraphRecord, Status } from '../model.ts'
import {
  type AnomalyRow,
  anomalyOf,
  type CitationRecordRow,
  citationOf,
  type DocumentRow,
  documentOf,
  type EditionRow,
  editionOf,
  type LawRow,
  lawOf,
  type ProvisionRow,
  provisionsOf,
  type SourceRow,
  sourceOf,
} from './rows.ts'
import type { Db } from './schema.ts'
import { STATUS_SQL } from './sql.ts'

/** Sources that tell of a law, where they aren't just those that an edition of it comes from. */
const TOLD_BY = `SELECT json_group_array(id ORDER BY id) FROM (
    SELECT s.id FROM law_told t JOIN source s ON s.key = t.source WHERE t.title = @title)
  WHERE EXISTS (SELECT 1 FROM law_told t WHERE t.title = @title
    AND NOT EXISTS (SELECT 1 FROM edition e WHERE e.law = @title AND e.source = t.source AND e.chosen = 1))`

/**
 * All records: sources, documents, laws, editions, provisions, anomalies, each by its natural key. Nothing in them tells when
 * or in which order they came. `db` is read within one transaction of its own and should serve nothing else meanwhile.
 */
export function* recordsOf(db: Db): Generator<GraphRecord> {
  const all = <Row>(sql: string) => db.prepare<[], Row>(sql).iterate()
  for (const row of all<SourceRow>('SELECT * FROM source ORDER BY id')) yield sourceOf(row)
  for (const row of all<DocumentRow>(
    `SELECT d.*, s.id AS source FROM document d JOIN source s ON s.key = d.source ORDER BY s.id, d.ord, d.id`,
  )) {
    yield documentOf(row)
  }
  const toldBy = db.prepare<[object], string | null>(TOLD_BY).pluck()
  for (const row of all<LawRow>('SELECT * FROM law ORDER BY title')) {
    const sources = JSON.parse(toldBy.get({ title: row.title }) ?? '[]') as string[]
    yield sources.length > 0 ? { ...lawOf(row), sources } : lawOf(row)
  }
  const editions = () =>
    db
      .prepare<[object], EditionRow & { now: Status }>(
        `SELECT e.*, ${STATUS_SQL} AS now FROM edition e WHERE chosen = 1 ORDER BY law, id`,
      )
      .iterate({ at: today() })
  for (const row of editions()) yield editionOf(row, row.now)
  const rows = db.prepare<[number], ProvisionRow>('SELECT * FROM provision WHERE edition = ? ORDER BY key')
  for (const edition of editions()) yield* provisionsOf(rows.iterate(edition.key), edition)
  for (const row of all<CitationRecordRow>(
    `SELECT c.*, e.id AS edition_id FROM citation c LEFT JOIN edition e ON e.key = c.edition
       WHERE c.edition IS NULL OR e.chosen = 1
       ORDER BY c.document, c.start, c."end", c.ord, c.cited_law, c.cited_eid`,
  )) {
    yield citationOf(row)
  }
  for (const row of all<AnomalyRow>(
    `SELECT a.*, s.id AS source FROM anomaly a JOIN source s ON s.key = a.source
       ORDER BY s.id, a.start, a."end", a.kind, a.quote, a.detail, a.document, a.line`,
  )) {
    yield anomalyOf(row)
  }
}
