import { isDeepStrictEqual } from 'node:util'
import type { Derived, DerivedEdition, MergedLaw } from '../derive.ts'
import { compare } from '../status.ts'
import type { Problem } from '../store.ts'
import { derivation, deriver } from './derive.ts'
import { rebuildIndex } from './made-with.ts'
import { type Db, SCHEMA_VERSION } from './schema.ts'

/** References that no foreign key watches over, as queries that count those in the air. */
const ORPHANS = [
  {
    what: 'editions without their document',
    sql: 'SELECT count(*) FROM edition e WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.id = e.document AND d.source = e.source)',
  },
  {
    what: 'editions of a law that nothing tells of',
    sql: 'SELECT count(*) FROM edition e WHERE NOT EXISTS (SELECT 1 FROM law_told t WHERE t.title = e.law AND t.source = e.source)',
  },
  {
    what: 'documents without their gazette',
    sql: 'SELECT count(*) FROM document d WHERE d.parent IS NOT NULL AND NOT EXISTS (SELECT 1 FROM document g WHERE g.id = d.parent)',
  },
  {
    what: 'provisions outside of their article',
    sql: 'SELECT count(*) FROM provision p WHERE p.within > 0 AND NOT EXISTS (SELECT 1 FROM provision a WHERE a.key = p.key - p.within AND a.edition = p.edition AND a.within = 0)',
  },
] as const

/** Not as long as their model makes them: each has a scale of four bytes at its end. */
const BROKEN_VECTORS =
  'SELECT v.seq FROM article_vector v JOIN vector_model m ON m.id = v.model WHERE length(v.data) <> m.dimension + 4'

/** See `Store.check`. */
export function checkStore(db: Db, repair: boolean): Problem[] {
  const problems: Problem[] = []
  const add = (code: Problem['code'], message: string, repaired = false) => problems.push({ code, message, repaired })
  const version = Number(db.pragma('user_version', { simple: true }))
  if (version !== SCHEMA_VERSION) add('schema', `The schema is ${version}, it should be ${SCHEMA_VERSION}.`)
  for (const { integrity_check: found } of db.pragma('integrity_check(20)') as { integrity_check: string }[]) {
    if (found !== 'ok' && !/article_fts/.test(found)) add('integrity', `The file is damaged: ${found}.`)
  }
  const keys = db.pragma('foreign_key_check') as { table: string }[]
  if (keys.length > 0) add('orphan', `${keys.length} rows point to rows that are gone (${keys[0]?.table}).`)
  for (const { what, sql } of ORPHANS) {
    const found = db.prepare<[], number>(sql).pluck().get() ?? 0
    if (found > 0) add('orphan', `There are ${found} ${what}.`)
  }
  const stale = staleLaws(db, repair)
  if (stale > 0)
    add('index_stale', `What is derived for ${stale} laws (merged law, validity of editions) is out of date.`, repair)
  const broken = db.prepare<[], number>(BROKEN_VECTORS).pluck().all()
  if (broken.length > 0) {
    if (repair) for (const seq of broken) db.prepare('DELETE FROM article_vector WHERE seq = ?').run(seq)
    add('index_stale', `${broken.length} vectors of articles are damaged; \`famai reindex\` makes them anew.`, repair)
  }
  if (unlinked(db)) add('links_stale', 'Citations are not resolved against what the store holds now.')
  const index = indexProblem(db)
  if (index) {
    if (repair) rebuildIndex(db)
    add(index.code, index.message, repair && indexProblem(db) === undefined)
  }
  return problems
}

/** A run that was cut short has stored texts whose citations nobody has resolved yet. */
function unlinked(db: Db): boolean {
  const sql = `SELECT (SELECT value FROM setting WHERE name = 'changes') IS NOT (SELECT value FROM setting WHERE name = 'linked')
    AND EXISTS (SELECT 1 FROM citation)`
  return db.prepare<[], number>(sql).pluck().get() === 1
}

/** How many laws' derived rows differ from what the sources say; they are put right where `repair`. */
function staleLaws(db: Db, repair: boolean): number {
  const derive = derivation(db)
  const editions = db.prepare<[string], DerivedEdition<number>>(
    'SELECT key, chosen, place, start, next_start, year, shown_from, shown_to FROM edition WHERE law = ? ORDER BY key',
  )
  const law = db.prepare<[string], Omit<MergedLaw, 'aliases'> & { aliases: string }>(
    'SELECT aliases, level, region, known FROM law WHERE title = ?',
  )
  const aliases = db.prepare<[string], string>('SELECT alias FROM alias WHERE title = ?').pluck()
  const kept = (title: string): Derived<number> & { aliases: readonly string[] } => {
    const row = law.get(title)
    return {
      editions: editions.all(title),
      law: row && { ...row, aliases: JSON.parse(row.aliases) as string[] },
      aliases: aliases.all(title).sort(compare),
    }
  }
  const stale = db
    .prepare<[], string>('SELECT title FROM law_told UNION SELECT title FROM law UNION SELECT law FROM edition')
    .pluck()
    .all()
    .filter((title) => {
      const derived = derive(title)
      return !isDeepStrictEqual(kept(title), { ...derived, aliases: derived.law?.aliases ?? [] })
    })
  if (repair && stale.length > 0) db.transaction(() => stale.forEach(deriver(db))).immediate()
  return stale.length
}

function indexProblem(db: Db): Pick<Problem, 'code' | 'message'> | undefined {
  const count = (sql: string) => db.prepare<[], number>(sql).pluck().get() ?? 0
  try {
    const missing = count(
      'SELECT count(*) FROM provision p WHERE p.within = 0 AND NOT EXISTS (SELECT 1 FROM article_fts_docsize d WHERE d.id = p.key)',
    )
    if (missing > 0) return { code: 'index_missing', message: `${missing} articles are not in the lexical index.` }
    const extra = count(
      'SELECT count(*) FROM article_fts_docsize d WHERE NOT EXISTS (SELECT 1 FROM provision p WHERE p.key = d.id AND p.within = 0)',
    )
    if (extra > 0) return { code: 'index_stale', message: `The lexical index holds ${extra} articles that are gone.` }
    if (!db.readonly) db.exec(`INSERT INTO article_fts (article_fts) VALUES ('integrity-check')`)
    return undefined
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { code: 'index_missing', message: `The lexical index can't be read: ${reason}.` }
  }
}
