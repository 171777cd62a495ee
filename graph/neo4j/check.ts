import type { Problem } from '../store.ts'
import { batches } from './batches.ts'
import type { Connection } from './connection.ts'
import { deriveLaws, differences } from './derive.ts'
import { tieAll } from './link.ts'
import { LEXICAL_INDEX, migrate, SCHEMA_NAMES, SCHEMA_VERSION } from './schema.ts'
import { hasIndex, makeIndex, readModels, SLOTS } from './slots.ts'

const SECONDS = 300

/** References that nothing but our own writing watches over. */
const ORPHANS = [
  {
    what: 'documents without their source',
    cypher: 'MATCH (d:Document) WHERE NOT EXISTS { MATCH (d)-[:READ_FROM]->(:Source) }',
  },
  { what: 'sources without their text', cypher: 'MATCH (d:Source) WHERE NOT EXISTS { MATCH (d)-[:HAS_TEXT]->() }' },
  {
    what: 'editions without their document or law',
    cypher:
      'MATCH (d:Edition|EditionCopy) WHERE NOT (EXISTS { MATCH (d)-[:PRINTED_IN]->(:Document) } AND EXISTS { MATCH (:Law)-[:HAS_EDITION]->(d) })',
  },
  {
    what: 'provisions outside of an edition',
    cypher: 'MATCH (d:Provision|ProvisionCopy) WHERE NOT EXISTS { MATCH ()-[:CONTAINS]->(d) }',
  },
  {
    what: 'citations without their document',
    cypher: 'MATCH (d:Citation) WHERE NOT EXISTS { MATCH (d)-[:IN_DOCUMENT]->(:Document) }',
  },
  {
    what: 'anomalies without their source',
    cypher: 'MATCH (d:Anomaly) WHERE NOT EXISTS { MATCH (d)-[:FOUND_IN]->(:Source) }',
  },
] as const

const MISSING_PROVISIONS = `MATCH (e:Edition|EditionCopy)
  WHERE COUNT { MATCH (e)-[:CONTAINS*1..12]->(p) } <> e.provisions RETURN count(e) AS n`
const TITLES = 'MATCH (l:Law) RETURN l.title AS title'
const UNLINKED = 'RETURN EXISTS { MATCH (c:Change) } AND EXISTS { MATCH (c:Citation) } AS stale'
const NAMES = `SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN collect(name) AS names`
/** Those that the server gave up. They bear names of ours, which hold letters and `_` alone. */
const FAILED = `SHOW INDEXES YIELD name, state WHERE state = 'FAILED' AND name IN [${SCHEMA_NAMES.map((n) => `'${n}'`).join(', ')}] RETURN name`
const UNTIED = `MATCH (c:Citation) WHERE c.status = 'resolved' AND NOT EXISTS { MATCH (c)-[:RESOLVED_TO]->() }
    AND NOT EXISTS { MATCH (c)-[:IN_EDITION]->(:EditionCopy) } RETURN count(c) AS n`
const UNINDEXED = `MATCH (u:Unit) WITH count(u) AS there
  CALL db.index.fulltext.queryNodes('${LEXICAL_INDEX}', '*:*') YIELD score
  WITH there, count(score) AS indexed RETURN there - indexed AS n`
const STATE = `MATCH (g:Graph {name: 'famai'}) RETURN g.schema AS n`

/** See `Store.check`. */
export async function checkStore(db: Connection, repair: boolean): Promise<Problem[]> {
  const problems: Problem[] = []
  const add = (code: Problem['code'], message: string, repaired = false) => problems.push({ code, message, repaired })
  const number = async (cypher: string) => (await db.rows<{ n: number }>(cypher, {}, SECONDS))[0]?.n ?? 0
  const version = await number(STATE)
  if (version !== SCHEMA_VERSION) add('schema', `The schema is ${version}, it should be ${SCHEMA_VERSION}.`)
  const missing = await missingIndexes(db)
  if (missing.length > 0) {
    if (repair) {
      for (const { name } of await db.rows<{ name: string }>(FAILED)) await db.command(`DROP INDEX ${name}`)
      await migrate(db, 0)
    }
    const mended = repair && (await missingIndexes(db)).length === 0
    add('index_missing', `Indexes are missing or not whole: ${missing.join(', ')}.`, mended)
  }
  const { serving, coming } = await db.read(readModels)
  for (const taken of [serving, coming]) {
    if (taken === undefined || (await hasIndex(db, taken))) continue
    if (repair) await makeIndex(db, taken)
    add(
      'index_missing',
      `The index of the vectors of ${taken.name} is missing or not whole: ${SLOTS[taken.slot].index}.`,
      repair,
    )
  }
  for (const { what, cypher } of ORPHANS) {
    const n = await number(`${cypher} RETURN count(d) AS n`)
    if (n > 0) add('orphan', `There are ${n} ${what}.`)
  }
  const short = await number(MISSING_PROVISIONS)
  if (short > 0) add('orphan', `${short} editions do not hold as many provisions as they were stored with.`)
  const stale = await staleLaws(db, repair)
  if (stale > 0) {
    add('index_stale', `What is derived for ${stale} laws (merged law, validity of editions) is out of date.`, repair)
  }
  const [unlinked] = await db.rows<{ stale: boolean }>(UNLINKED)
  if (unlinked?.stale) add('links_stale', 'Citations are not resolved against what the store holds now.')
  else {
    const untied = await number(UNTIED)
    if (untied > 0) {
      if (repair) await db.write(tieAll)
      add('index_stale', `${untied} resolved citations lead nowhere in the graph.`, repair)
    }
  }
  if (missing.length === 0 || repair) {
    const unindexed = await number(UNINDEXED)
    if (unindexed !== 0)
      add('index_missing', `${Math.abs(unindexed)} articles are not in the lexical index, or only there.`)
  }
  return problems
}

async function missingIndexes(db: Connection): Promise<string[]> {
  const [found] = await db.rows<{ names: string[] }>(NAMES)
  const there = new Set(found?.names ?? [])
  return SCHEMA_NAMES.filter((name) => !there.has(name))
}

/** How many laws' derived properties differ from what the sources say; they are put right where `repair`. */
async function staleLaws(db: Connection, repair: boolean): Promise<number> {
  const titles = (await db.rows<{ title: string }>(TITLES)).map((t) => t.title)
  let stale = 0
  for (const batch of batches(titles, 500)) {
    const wrong = (await db.read((run) => differences(run, batch), SECONDS)).filter((d) => !d.equal)
    stale += wrong.length
    if (repair && wrong.length > 0)
      await db.write((run) =>
        deriveLaws(
          run,
          wrong.map((d) => d.title),
        ),
      )
  }
  return stale
}
