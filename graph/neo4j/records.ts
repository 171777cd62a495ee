import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { today } from '../../base/clock.ts'
import { fail } from '../../base/errors.ts'
import { lineOf } from '../interchange.ts'
import type { GraphRecord, Status } from '../model.ts'
import { batches } from './batches.ts'
import type { Connection } from './connection.ts'
import { provisionFields, STATUS } from './cypher.ts'
import {
  anomalyOf,
  byPlace,
  citationOf,
  documentOf,
  editionOf,
  lawOf,
  type Node,
  provisionOf,
  sourceOf,
} from './rows.ts'
import { day } from './values.ts'

const SECONDS = 300
/** So many sources or editions are read at a time. */
const AT_ONCE = 50
/** A graph that is written to all the time is never still: then the export says so. */
const ATTEMPTS = 5

const VERSION = `OPTIONAL MATCH (g:Graph {name: 'famai'})
  RETURN g.linked AS linked, COUNT { MATCH (s:Source) } AS sources, COLLECT { MATCH (c:Change) RETURN c.id ORDER BY c.id } AS changes`

const SOURCE_IDS = 'MATCH (s:Source) RETURN s.id AS id ORDER BY id'
const SOURCES = `UNWIND $keys AS id MATCH (s:Source {id: id})-[:HAS_TEXT]->(t:SourceText)
  RETURN properties(s) AS node, t.deflated AS deflated ORDER BY s.id`
const DOCUMENTS = 'MATCH (d:Document) RETURN properties(d) AS node ORDER BY d.source, d.order, d.id'
/** With the sources that tell of a law, where they aren't just those that an edition of it comes from. */
const LAWS = `MATCH (l:Law)
  WITH l, COLLECT { MATCH (s:Source)-[:TELLS_OF]->(l) RETURN s.id ORDER BY s.id } AS sources,
    EXISTS { MATCH (s:Source)-[:TELLS_OF]->(l) WHERE NOT EXISTS {
      MATCH (l)-[:HAS_EDITION]->(:Edition)-[:PRINTED_IN]->(:Document)-[:READ_FROM]->(s) } } AS others
  RETURN properties(l) AS node, CASE WHEN others THEN sources ELSE [] END AS sources ORDER BY l.title`
const EDITIONS = `MATCH (e:Edition) RETURN e.key AS key, properties(e) AS node, ${STATUS} AS now ORDER BY e.law, e.id`
const PROVISIONS = `UNWIND $keys AS key MATCH (:Edition {key: key})-[:CONTAINS*1..12]->(p:Provision)
  WITH key, ${provisionFields('p')} AS node RETURN key, collect(node) AS nodes`
const CITATIONS = `MATCH (c:Citation) WHERE NOT EXISTS { MATCH (c)-[:IN_EDITION]->(:EditionCopy) }
  RETURN properties(c) AS node ORDER BY c.document, c.start, c.end, c.order, c.cited_law, c.cited_eid`
const ANOMALIES = `MATCH (a:Anomaly)-[:FOUND_IN]->(s:Source)
  RETURN properties(a) AS node ORDER BY s.id, a.start, a.end, a.kind, a.quote, a.detail, a.document, a.line`

/**
 * All records, as the store was at one moment. The database shows each statement what is there just then; so all is read into a
 * file first, and read again where anything changed meanwhile. Errors: STORE_BUSY for a graph that never keeps still.
 */
export async function* recordsOf(db: Connection): AsyncGenerator<GraphRecord> {
  const folder = await mkdtemp(join(tmpdir(), 'famai-export-'))
  try {
    const file = join(folder, 'records.jsonl')
    await readStill(db, file)
    const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })
    for await (const line of lines) yield JSON.parse(line) as GraphRecord
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readStill(db: Connection, file: string): Promise<void> {
  const version = async () => JSON.stringify(await db.rows(VERSION))
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await version()
    await pipeline(Readable.from(linesOf(db)), createWriteStream(file))
    if ((await version()) === before) return
  }
  throw fail('STORE_BUSY', { path: db.shown })
}

async function* linesOf(db: Connection): AsyncGenerator<string> {
  for await (const record of read(db)) yield `${lineOf(record)}\n`
}

async function* read(db: Connection): AsyncGenerator<GraphRecord> {
  const rows = <T>(cypher: string, values = {}): Promise<T[]> => db.rows<T>(cypher, values, SECONDS)
  const ids = (await rows<{ id: string }>(SOURCE_IDS)).map((s) => s.id)
  for (const keys of batches(ids, AT_ONCE)) {
    for (const { node, deflated } of await rows<{ node: Node; deflated: string }>(SOURCES, { keys })) {
      yield sourceOf(node, deflated)
    }
  }
  for (const { node } of await rows<{ node: Node }>(DOCUMENTS)) yield documentOf(node)
  for (const { node, sources } of await rows<{ node: Node; sources: string[] }>(LAWS)) {
    yield sources.length > 0 ? { ...lawOf(node), sources } : lawOf(node)
  }
  const editions = await rows<{ key: string; node: Node; now: Status }>(EDITIONS, { at: day(today()) })
  for (const { node, now } of editions) yield editionOf(node, now)
  for (const batch of batches(editions, AT_ONCE)) {
    const keys = batch.map((e) => e.key)
    const found = await rows<{ key: string; nodes: Node[] }>(PROVISIONS, { keys })
    const nodes = new Map(found.map((f) => [f.key, f.nodes]))
    for (const key of keys) for (const node of byPlace(nodes.get(key) ?? [])) yield provisionOf(node)
  }
  for (const { node } of await rows<{ node: Node }>(CITATIONS)) yield citationOf(node)
  for (const { node } of await rows<{ node: Node }>(ANOMALIES)) yield anomalyOf(node)
}
