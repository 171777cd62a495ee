import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { FamaiError, fail } from '../../base/errors.ts'
import { ANALYSIS } from '../../language/text/tokens.ts'

export type Db = Database.Database

/** Raise it with every change of the tables, and add the step to MIGRATIONS. */
export const SCHEMA_VERSION = 2

/**
 * What the sources told (source, document, law_told, edition, provision, anomaly) and what follows from it: `law`, `alias`,
 * the last columns of `edition`, and the lexical index. `derive.ts` rebuilds the latter from the former at any time.
 *
 * A provision's key is `edition.key << 24 | place in the edition`: all rows of an edition lie together in the order of the
 * text, and a hit of the lexical index tells its edition without a look at the row.
 */
const SCHEMA = `
CREATE TABLE source (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, path TEXT NOT NULL UNIQUE, media_type TEXT NOT NULL, title TEXT, recipe TEXT,
  text BLOB NOT NULL,      -- UTF-8, raw deflate
  digest TEXT NOT NULL     -- of the whole contribution: tells whether a second ingest changes anything
);
CREATE TABLE document (
  key INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  id TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, number TEXT, issuer TEXT, date TEXT,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, parent TEXT, ord INTEGER NOT NULL
);
CREATE INDEX document_source ON document (source);
CREATE INDEX document_id ON document (id);
CREATE INDEX document_parent ON document (parent) WHERE parent IS NOT NULL;

CREATE TABLE law_told (
  source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE, title TEXT NOT NULL,
  aliases TEXT NOT NULL,   -- JSON array
  level TEXT, region TEXT, known INTEGER NOT NULL, PRIMARY KEY (title, source)
) WITHOUT ROWID;
CREATE INDEX law_told_source ON law_told (source);
CREATE TABLE law (
  title TEXT PRIMARY KEY, aliases TEXT NOT NULL, level TEXT, region TEXT, known INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE alias (alias TEXT NOT NULL, title TEXT NOT NULL, PRIMARY KEY (alias, title)) WITHOUT ROWID;
CREATE INDEX alias_title ON alias (title);

CREATE TABLE edition (
  key INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  law TEXT NOT NULL, id TEXT NOT NULL, part TEXT, adopted TEXT, adopted_by TEXT, approved TEXT, approved_by TEXT,
  promulgated TEXT, promulgated_by TEXT, amended TEXT, effective TEXT, repealed TEXT, expired INTEGER, status TEXT NOT NULL, document TEXT NOT NULL,
  history TEXT,            -- JSON array
  articles INTEGER NOT NULL, provisions INTEGER NOT NULL,
  chosen INTEGER NOT NULL DEFAULT 0,           -- 1 for the one that counts where several sources give the same edition
  place INTEGER NOT NULL DEFAULT 0,            -- among the chosen editions of the law, oldest first
  start TEXT, next_start TEXT, year INTEGER,
  shown_from TEXT NOT NULL DEFAULT '', shown_to TEXT NOT NULL DEFAULT ''   -- days on which this edition is the one to show
);
CREATE INDEX edition_source ON edition (source);
CREATE INDEX edition_law ON edition (law, id);
CREATE INDEX edition_id ON edition (id);
CREATE INDEX edition_document ON edition (document);

CREATE TABLE provision (
  key INTEGER PRIMARY KEY, edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  eid TEXT NOT NULL, kind TEXT NOT NULL, ord INTEGER NOT NULL, known INTEGER NOT NULL,
  parent TEXT,             -- NULL where the eId tells it, '' for none
  within INTEGER,          -- 0: an article or what stands like one; n: part of the one n rows before; NULL: 编 章 节
  at INTEGER, length INTEGER, -- UTF-16 place in the text of that article, where the text is a slice of it
  label TEXT NOT NULL, heading TEXT, ranges BLOB NOT NULL, text TEXT
);
CREATE INDEX provision_eid ON provision (edition, eid);
CREATE INDEX provision_parent ON provision (edition, parent) WHERE parent > '';

CREATE TABLE citation (
  key INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  document TEXT NOT NULL,
  edition INTEGER REFERENCES edition ON DELETE CASCADE, law TEXT, eid TEXT,   -- where it stands, if in a law
  cited_law TEXT, cited_eid TEXT, text TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  relation TEXT NOT NULL, draft INTEGER NOT NULL, rule TEXT NOT NULL, ord INTEGER NOT NULL,
  problem TEXT,            -- why it could not be made absolute
  to_law TEXT, to_eid TEXT, status TEXT NOT NULL DEFAULT 'unresolved', candidates TEXT, reason TEXT   -- by \`link\`
);
CREATE INDEX citation_source ON citation (source);
CREATE INDEX citation_edition ON citation (edition);
CREATE INDEX citation_from ON citation (law, eid) WHERE law IS NOT NULL;
-- with the edition: who cites a code is counted in the index alone
CREATE INDEX citation_to ON citation (to_law, to_eid, edition) WHERE to_law IS NOT NULL;
CREATE INDEX citation_document ON citation (document);
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE anomaly (
  key INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  kind TEXT NOT NULL, document TEXT, line INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  quote TEXT NOT NULL, detail TEXT
);
CREATE INDEX anomaly_source ON anomaly (source, start);
`

/** Fed with the tokens of `language/text/tokens.ts`, which the ascii tokenizer only cuts at the spaces. */
export const SEARCH_SCHEMA = `
CREATE VIRTUAL TABLE article_fts USING fts5(
  title, headings, text, content='', contentless_delete=1, tokenize='ascii'
);
CREATE VIRTUAL TABLE article_term USING fts5vocab(article_fts, row);
`

/**
 * Vectors of articles, as scan.ts packs them. A model either serves or is being made to take the place of the one that does.
 * `seq` tells in what order they were written, and is never used again: a reader takes up what came since it last looked.
 */
const VECTOR_SCHEMA = `
CREATE TABLE vector_model (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, dimension INTEGER NOT NULL, serving INTEGER NOT NULL,
  UNIQUE (name, dimension)
);
CREATE TABLE article_vector (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, model INTEGER NOT NULL REFERENCES vector_model ON DELETE CASCADE,
  key INTEGER NOT NULL REFERENCES provision ON DELETE CASCADE, data BLOB NOT NULL, UNIQUE (model, key)
);
CREATE INDEX article_vector_key ON article_vector (key);
DELETE FROM setting WHERE name = 'model';
`

/** What turns a store of schema N into N + 1; index 0 makes an empty file one of schema 1. */
const MIGRATIONS: readonly string[] = [SCHEMA + SEARCH_SCHEMA, VECTOR_SCHEMA]

const BUSY_MS = 5_000

export interface OpenOptions {
  readonly readonly?: boolean
  /** What was made with tokens of another kind is made anew. */
  readonly rebuild?: boolean
  /** How long to wait for another writer, in milliseconds. */
  readonly busy?: number
}

/** A connection to the store at `path`, made or brought up to date. Errors: STORE_NEWER, STORE_UNREADABLE, STORE_BUSY. */
export function connect(path: string, options: OpenOptions = {}): Db {
  const readonly = options.readonly ?? false
  if (readonly && !existsSync(path)) throw fail('STORE_UNREADABLE', { path, reason: 'there is no such file' })
  return guard(path, () => {
    const db = new Database(path, { readonly, timeout: options.busy ?? BUSY_MS })
    try {
      if (!readonly) db.pragma('journal_mode = WAL')
      db.pragma('synchronous = NORMAL')
      db.pragma('foreign_keys = ON')
      db.pragma('cache_size = -65536')
      db.pragma('temp_store = MEMORY')
      db.pragma('wal_autocheckpoint = 4000')
      migrate(db, path, readonly)
      return db
    } catch (error) {
      db.close()
      throw error
    }
  })
}

function migrate(db: Db, path: string, readonly: boolean): void {
  const have = () => Number(db.pragma('user_version', { simple: true }))
  if (have() > SCHEMA_VERSION) throw fail('STORE_NEWER', { path, have: have(), want: SCHEMA_VERSION })
  if (have() === SCHEMA_VERSION) return
  if (readonly)
    throw fail('STORE_UNREADABLE', {
      path,
      reason: 'it is empty or of an older version, and opened read-only (`famai migrate` brings it up to date)',
    })
  db.transaction(() => {
    const from = have() // again, under the lock: another process may have been faster
    if (from === 0 && db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get()) {
      throw fail('STORE_UNREADABLE', { path, reason: 'it is a database, but not one of famai' })
    }
    for (const step of MIGRATIONS.slice(from)) db.exec(step)
    if (from === 0) db.prepare(`INSERT INTO setting VALUES ('analysis', ?)`).run(ANALYSIS)
    db.pragma(`user_version = ${SCHEMA_VERSION}`)
  }).immediate()
}

const BUSY = /^SQLITE_(BUSY|LOCKED)/
const UNREADABLE = /^SQLITE_(NOTADB|CANTOPEN|CORRUPT|READONLY|IOERR|PERM|FULL|AUTH)/

/** Runs `work`; what SQLite says about the file becomes an error that a person can act on. */
export function guard<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof FamaiError) throw error
    const code = error instanceof Database.SqliteError ? error.code : ''
    if (BUSY.test(code)) throw fail('STORE_BUSY', { path }, error)
    if (UNREADABLE.test(code)) throw fail('STORE_UNREADABLE', { path, reason: reasonOf(code) }, error)
    if (error instanceof Database.SqliteError && /no such table/.test(error.message)) {
      throw fail('STORE_UNREADABLE', { path, reason: 'a part of it is missing' }, error)
    }
    if (error instanceof TypeError && /directory does not exist/.test(error.message)) {
      throw fail('STORE_UNREADABLE', { path, reason: 'its folder does not exist' }, error)
    }
    throw error
  }
}

function reasonOf(code: string): string {
  if (code.startsWith('SQLITE_NOTADB')) return 'it is not a database'
  if (code.startsWith('SQLITE_CORRUPT')) return 'it is damaged'
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_PERM')) return 'it may not be written'
  if (code.startsWith('SQLITE_FULL')) return 'the disk is full'
  return code.startsWith('SQLITE_CANTOPEN') ? 'it is no file that may be opened' : `the disk gave an error (${code})`
}
