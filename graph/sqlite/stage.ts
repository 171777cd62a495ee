import Database from 'better-sqlite3'
import { fail } from '../../base/errors.ts'
import type {
  Anomaly,
  Citation,
  Contribution,
  Document,
  Edition,
  GraphRecord,
  Law,
  Provision,
  Source,
} from '../model.ts'

const SCHEMA = `
CREATE TABLE source (id TEXT PRIMARY KEY, line INTEGER, json TEXT) WITHOUT ROWID;
CREATE TABLE document (id TEXT PRIMARY KEY, line INTEGER, source TEXT, json TEXT) WITHOUT ROWID;
CREATE TABLE law (title TEXT PRIMARY KEY, line INTEGER, json TEXT) WITHOUT ROWID;
CREATE TABLE teller (source TEXT, title TEXT, PRIMARY KEY (source, title)) WITHOUT ROWID;
CREATE TABLE edition (id TEXT PRIMARY KEY, line INTEGER, law TEXT, document TEXT, json TEXT) WITHOUT ROWID;
CREATE TABLE provision (line INTEGER PRIMARY KEY, edition TEXT, json TEXT);
CREATE TABLE citation (line INTEGER PRIMARY KEY, document TEXT, json TEXT);
CREATE TABLE anomaly (line INTEGER PRIMARY KEY, source TEXT, json TEXT);
`

const INDEXES = `
CREATE INDEX document_source ON document (source);
CREATE INDEX edition_document ON edition (document);
CREATE INDEX provision_edition ON provision (edition);
CREATE INDEX citation_document ON citation (document);
CREATE INDEX anomaly_source ON anomaly (source);
INSERT OR IGNORE INTO teller SELECT d.source, e.law FROM edition e JOIN document d ON d.id = e.document;
INSERT OR IGNORE INTO teller SELECT (SELECT min(id) FROM source), title FROM law
  WHERE title NOT IN (SELECT title FROM teller WHERE source IN (SELECT id FROM source)) AND EXISTS (SELECT 1 FROM source);
`

/** Records that point at something that is nowhere in the file. */
const LOST = [
  { what: 'source', sql: 'SELECT line FROM document WHERE source NOT IN (SELECT id FROM source)' },
  { what: 'source', sql: 'SELECT line FROM anomaly WHERE source NOT IN (SELECT id FROM source)' },
  { what: 'document', sql: 'SELECT line FROM edition WHERE document NOT IN (SELECT id FROM document)' },
  { what: 'law', sql: 'SELECT line FROM edition WHERE law NOT IN (SELECT title FROM law)' },
  { what: 'edition', sql: 'SELECT line FROM provision WHERE edition NOT IN (SELECT id FROM edition)' },
  { what: 'document', sql: 'SELECT line FROM citation WHERE document NOT IN (SELECT id FROM document)' },
  { what: 'source', sql: 'SELECT line FROM law WHERE title NOT IN (SELECT title FROM teller)' },
] as const

export interface Stage {
  add(record: GraphRecord): void
  contributions(): Generator<Contribution>
  close(): void
}

/** Where the records of an import wait for the rest of their source: a temporary database that is gone with its connection. */
export function stage(): Stage {
  const db = new Database('')
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.exec(SCHEMA)
  db.exec('BEGIN')
  let line = 0
  const add = {
    source: db.prepare('INSERT OR REPLACE INTO source VALUES (?, ?, ?)'),
    document: db.prepare('INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?)'),
    law: db.prepare('INSERT OR REPLACE INTO law VALUES (?, ?, ?)'),
    teller: db.prepare('INSERT OR IGNORE INTO teller VALUES (?, ?)'),
    edition: db.prepare('INSERT OR REPLACE INTO edition VALUES (?, ?, ?, ?, ?)'),
    provision: db.prepare('INSERT INTO provision VALUES (?, ?, ?)'),
    citation: db.prepare('INSERT INTO citation VALUES (?, ?, ?)'),
    anomaly: db.prepare('INSERT INTO anomaly VALUES (?, ?, ?)'),
  }

  function addRecord(r: GraphRecord): void {
    line++
    const json = JSON.stringify(r)
    switch (r.type) {
      case 'source':
        add.source.run(r.id, line, json)
        break
      case 'document':
        add.document.run(r.id, line, r.source, json)
        break
      case 'citation':
        add.citation.run(line, r.from.document, json)
        break
      case 'law':
        // a law that is only cited follows from its citations
        if (!r.known && r.sources === undefined) break
        add.law.run(r.title, line, json)
        for (const source of r.sources ?? []) add.teller.run(source, r.title)
        break
      case 'edition':
        add.edition.run(r.id, line, r.law, r.document, json)
        break
      case 'provision':
        add.provision.run(line, r.edition, json)
        break
      case 'anomaly':
        add.anomaly.run(line, r.source, json)
    }
  }

  function* contributions(): Generator<Contribution> {
    db.exec(INDEXES)
    for (const { what, sql } of LOST) {
      const lost = db.prepare<[], number>(`${sql} ORDER BY line LIMIT 1`).pluck().get()
      if (lost !== undefined) throw fail('RECORD_INVALID', { line: lost, reason: `its ${what} is nowhere in the file` })
    }
    const select = <T>(sql: string) => {
      const statement = db.prepare<[string], string>(sql).pluck()
      return (source: string) => statement.all(source).map((json) => JSON.parse(json) as T)
    }
    const documents = select<Document>('SELECT json FROM document WHERE source = ?')
    const laws = select<Law>('SELECT l.json FROM teller t JOIN law l ON l.title = t.title WHERE t.source = ?')
    const editions = select<Edition>(
      'SELECT e.json FROM document d JOIN edition e ON e.document = d.id WHERE d.source = ?',
    )
    const provisions = select<Provision>(
      `SELECT p.json FROM document d JOIN edition e ON e.document = d.id JOIN provision p ON p.edition = e.id
         WHERE d.source = ?`,
    )
    const citations = select<Citation>(
      'SELECT c.json FROM document d JOIN citation c ON c.document = d.id WHERE d.source = ?',
    )
    const anomalies = select<Anomaly>('SELECT json FROM anomaly WHERE source = ?')
    const source = db.prepare<[string], string>('SELECT json FROM source WHERE id = ?').pluck()
    for (const id of db.prepare<[], string>('SELECT id FROM source ORDER BY id').pluck().all()) {
      yield {
        source: JSON.parse(source.get(id) ?? '') as Source,
        documents: documents(id),
        laws: laws(id),
        editions: editions(id),
        provisions: provisions(id),
        citations: citations(id),
        anomalies: anomalies(id),
      }
    }
  }

  return { add: addRecord, contributions, close: () => void db.close() }
}
