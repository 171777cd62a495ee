import { fail } from '../../base/errors.ts'
import { ANALYSIS, indexTokens } from '../../language/text/tokens.ts'
import { type ProvisionRow, parentOf } from './rows.ts'
import { type Db, type OpenOptions, SEARCH_SCHEMA } from './schema.ts'

/** What stores were made with before they said so. */
const FIRST_ANALYSIS = 'bigram-1'

/** Refuses an index whose texts were cut into tokens of another kind, or makes it anew. Errors: STORE_MISMATCH. */
export function sameAnalysis(db: Db, path: string, options: OpenOptions): void {
  const have =
    db.prepare<[], string>(`SELECT value FROM setting WHERE name = 'analysis'`).pluck().get() ?? FIRST_ANALYSIS
  if (have === ANALYSIS) return
  if (!options.rebuild) throw fail('STORE_MISMATCH', { path, what: 'tokens', have, want: ANALYSIS })
  rebuildIndex(db)
}

/** The lexical index from the provisions alone. */
export function rebuildIndex(db: Db): void {
  db.transaction(() => {
    db.exec('DROP TABLE IF EXISTS article_term; DROP TABLE IF EXISTS article_fts')
    db.exec(SEARCH_SCHEMA)
    const add = db.prepare('INSERT INTO article_fts (rowid, title, headings, text) VALUES (?, ?, ?, ?)')
    const rows = db.prepare<[number], ProvisionRow>(
      'SELECT * FROM provision WHERE edition = ? AND (within IS NULL OR within = 0) ORDER BY key',
    )
    for (const e of db.prepare<[], { key: number; law: string }>('SELECT key, law FROM edition ORDER BY key').all()) {
      const title = indexTokens(e.law)
      const headings = new Map<string, string>()
      for (const row of rows.all(e.key)) {
        const above = headings.get(parentOf(row) ?? '') ?? ''
        if (row.within === null) headings.set(row.eid, `${above}\n${row.label} ${row.heading ?? ''}`)
        else add.run(row.key, title, indexTokens(`${above}\n${row.heading ?? ''}`), indexTokens(row.text ?? ''))
      }
    }
    db.prepare(`INSERT OR REPLACE INTO setting VALUES ('analysis', ?)`).run(ANALYSIS)
  }).immediate()
}
