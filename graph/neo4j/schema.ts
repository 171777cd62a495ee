import { fail } from '../../base/errors.ts'
import { ANALYSIS, indexTokens } from '../../language/text/tokens.ts'
import { batches } from './batches.ts'
import type { Connection } from './connection.ts'
import { unitTokens } from './shape.ts'
import { int } from './values.ts'

/** Raise it with every change of the model, and add the step to MIGRATIONS. */
export const SCHEMA_VERSION = 2

export const LEXICAL_INDEX = 'unit_tokens'

const UNIQUE = [
  ['Graph', 'name'],
  ['Source', 'id'],
  ['Source', 'path'],
  ['Document', 'key'],
  ['Law', 'title'],
  ['Alias', 'name'],
  ['Edition', 'key'],
  ['EditionCopy', 'key'],
  ['Change', 'id'],
] as const

const INDEXED = [
  ['Document', ['id']],
  ['Document', ['title']],
  ['Edition', ['id']],
  ['Edition', ['law']],
  ['Provision', ['law', 'eid']],
  ['Citation', ['to_law']],
  ['Citation', ['law']],
  ['Citation', ['document']],
  ['Citation', ['edition']],
  ['Citation', ['status']],
] as const

const CONSTRAINTS = UNIQUE.map(
  ([label, property]) =>
    `CREATE CONSTRAINT ${label.toLowerCase()}_${property} IF NOT EXISTS FOR (n:${label}) REQUIRE n.${property} IS UNIQUE`,
)
const INDEXES = INDEXED.map(
  ([label, properties]) =>
    `CREATE INDEX ${label.toLowerCase()}_by_${properties.join('_')} IF NOT EXISTS FOR (n:${label}) ON (${properties.map((p) => `n.${p}`).join(', ')})`,
)

/** Fed with the tokens of `language/text/tokens.ts`, which the analyzer only cuts at the spaces. */
const LEXICAL = `CREATE FULLTEXT INDEX ${LEXICAL_INDEX} IF NOT EXISTS FOR (u:Unit) ON EACH [u.tokens]
  OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'whitespace', \`fulltext.eventually_consistent\`: false}}`

/** Room for the vectors of one model, which the two slots of slots.ts take the place of. */
const ONE_MODEL = [
  'DROP INDEX unit_vector IF EXISTS',
  'MATCH (u:Unit|UnitCopy) WHERE u.vector IS NOT NULL CALL (u) { REMOVE u.vector } IN TRANSACTIONS OF 5000 ROWS',
  `MATCH (g:Graph {name: 'famai'}) REMOVE g.model, g.dimension`,
]

/** What turns a graph of schema N into N + 1; each statement may be run twice. */
const MIGRATIONS: readonly (readonly string[])[] = [[...CONSTRAINTS, ...INDEXES, LEXICAL], ONE_MODEL]

/** Constraints and indexes by name, as the server should list them; the indexes over vectors come and go with their models. */
export const SCHEMA_NAMES: readonly string[] = MIGRATIONS.flat().flatMap(
  (s) => /^CREATE (?:\w+ )?(?:CONSTRAINT|INDEX) (\w+)/.exec(s)?.[1] ?? [],
)

interface State {
  schema: number | null
  analysis: string | null
  empty: boolean
}

const STATE = `OPTIONAL MATCH (g:Graph {name: 'famai'})
  RETURN g.schema AS schema, g.analysis AS analysis, NOT EXISTS { MATCH (n) } AS empty`
const MARK = `MERGE (g:Graph {name: 'famai'}) SET g.schema = $schema, g.analysis = $analysis`
const AWAIT = 'CALL db.awaitIndexes(600)'

/** What is in the database: the schema's version, and how its texts were cut into tokens. */
async function stateOf(db: Connection): Promise<State> {
  const [state] = await db.rows<State>(STATE)
  return state ?? { schema: null, analysis: null, empty: true }
}

export interface PrepareOptions {
  /** Nothing is made: what is there must be whole. */
  readonly readonly?: boolean
  /** What was made with tokens of another kind is made anew. */
  readonly rebuild?: boolean
}

/**
 * Opens what is there: made where the database is empty, brought up to date where it is older. True where anything was done.
 * Errors: STORE_NEWER, STORE_FOREIGN (other data), STORE_MISMATCH (tokens of another kind), STORE_UNREADABLE (read-only, and not made yet).
 */
export async function prepare(db: Connection, options: PrepareOptions = {}): Promise<boolean> {
  const { readonly, rebuild } = options
  const { schema, analysis, empty } = await stateOf(db)
  if (schema !== null && schema > SCHEMA_VERSION) {
    throw fail('STORE_NEWER', { path: db.shown, have: schema, want: SCHEMA_VERSION })
  }
  if (schema === null && !empty) throw fail('STORE_FOREIGN', { url: db.shown })
  const other = analysis !== null && analysis !== ANALYSIS
  if (other && !rebuild) {
    throw fail('STORE_MISMATCH', { path: db.shown, what: 'tokens', have: analysis, want: ANALYSIS })
  }
  if (schema === SCHEMA_VERSION && !other) return false
  if (readonly) {
    throw fail('STORE_UNREADABLE', {
      path: db.shown,
      reason: 'it is empty or of an older version, and opened read-only',
    })
  }
  if (other) await cutAnew(db)
  await migrate(db, schema ?? 0)
  return true
}

/** From a version to ours. Cut short, it can be run again: the version is written last. */
export async function migrate(db: Connection, from: number): Promise<void> {
  for (const statement of MIGRATIONS.slice(from).flat()) await db.command(statement)
  await db.command(AWAIT)
  await db.write((run) => run(MARK, { schema: int(SCHEMA_VERSION), analysis: ANALYSIS }))
}

const EDITION_KEYS = 'MATCH (e:Edition|EditionCopy) RETURN e.key AS key ORDER BY key'
const UNITS = `MATCH (e:Edition|EditionCopy {key: $key})-[:CONTAINS*1..12]->(u:Unit|UnitCopy)
  RETURN elementId(u) AS id, u.law AS law, u.headings AS headings, u.heading AS heading, u.text AS text`
const PUT_TOKENS = 'UNWIND $rows AS r MATCH (u) WHERE elementId(u) = r.id SET u.tokens = r.tokens'

interface UnitRow {
  id: string
  law: string
  headings: string[] | null
  heading: string | null
  text: string
}

/** The tokens of all articles from their texts, an edition at a time. */
async function cutAnew(db: Connection): Promise<void> {
  for (const { key } of await db.rows<{ key: string }>(EDITION_KEYS)) {
    await db.write(async (run) => {
      const units = await run<UnitRow>(UNITS, { key })
      const rows = units.map(({ id, law, headings, heading, text }) => ({
        id,
        tokens: unitTokens(indexTokens(law), headings ?? [], heading ?? undefined, text),
      }))
      for (const batch of batches(rows)) await run(PUT_TOKENS, { rows: batch })
    })
  }
}
