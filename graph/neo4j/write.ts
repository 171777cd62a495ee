import { randomUUID } from 'node:crypto'
import { digestOf } from '../digest.ts'
import type { Contribution } from '../model.ts'
import type { Applied } from '../store.ts'
import { BATCH, batches } from './batches.ts'
import { type Connection, Overtaken, type Run } from './connection.ts'
import { deriveHeld } from './derive.ts'
import { holdLaws } from './hold.ts'
import { type EditionShape, type Shape, shapeOf } from './shape.ts'
import { int, sent } from './values.ts'

interface Old {
  id: string
  path: string
  digest: string
  titles: string[]
}

/** What is stored of the same bytes or the same path, with the laws it tells of. */
const SAME = `MATCH (s:Source) WHERE s.id = $id OR s.path = $path
  RETURN s.id AS id, s.path AS path, s.digest AS digest, [(s)-[:TELLS_OF]->(l:Law) | l.title] AS titles`

const HOLD_SOURCES = `MATCH (s:Source) WHERE s.id = $id OR s.path = $path SET s.held = true REMOVE s.held`

const DROP = `MATCH (s:Source {id: $id})
  OPTIONAL MATCH (s)-[:HAS_TEXT]->(t) DETACH DELETE t
  WITH DISTINCT s
  CALL (s) {
    MATCH (s)<-[:READ_FROM]-(:Document)<-[:PRINTED_IN]-(:Edition|EditionCopy)-[:CONTAINS*1..12]->(p) DETACH DELETE p
  }
  CALL (s) { MATCH (s)<-[:READ_FROM]-(:Document)<-[:IN_DOCUMENT]-(c:Citation) DETACH DELETE c }
  CALL (s) { MATCH (s)<-[:READ_FROM]-(:Document)<-[:PRINTED_IN]-(e) DETACH DELETE e }
  CALL (s) { MATCH (s)<-[:READ_FROM]-(d:Document) DETACH DELETE d }
  CALL (s) { MATCH (s)<-[:FOUND_IN]-(a:Anomaly) DETACH DELETE a }
  DETACH DELETE s`

const CREATE_SOURCE = `CREATE (s:Source) SET s = $source
  CREATE (s)-[:HAS_TEXT]->(:SourceText {deflated: $deflated})
  WITH s
  CALL (s) { UNWIND $documents AS d CREATE (n:Document) SET n = d.properties CREATE (n)-[:READ_FROM]->(s) }
  CALL { UNWIND $documents AS d WITH d WHERE d.parent IS NOT NULL
    MATCH (g:Document {key: d.parent}) MATCH (n:Document {key: d.properties.key}) CREATE (g)-[:CONTAINS]->(n) }
  CALL (s) { UNWIND $laws AS l MATCH (w:Law {title: l.title}) CREATE (s)-[t:TELLS_OF]->(w) SET t = l.told }
  CALL { UNWIND $editions AS e MATCH (w:Law {title: e.law}) MATCH (d:Document {key: e.document})
    CREATE (n:Edition) SET n = e.properties CREATE (w)-[:HAS_EDITION]->(n) CREATE (n)-[:PRINTED_IN]->(d) }
  CALL (s) { UNWIND $anomalies AS a CREATE (n:Anomaly) SET n = a CREATE (n)-[:FOUND_IN]->(s) }
  RETURN COUNT { MATCH (s)-[:TELLS_OF]->() } AS told`

/** `parents`: place in this batch; -1 for the edition; NULL where it is in an earlier batch, named in `outer`. */
const CREATE_PROVISIONS = `MATCH (e:Edition {key: $edition})
  CALL () { UNWIND $rows AS row CREATE (p:Provision) SET p = row.properties, p:$(row.labels) RETURN collect(p) AS ps }
  CALL (e, ps) { UNWIND range(0, size(ps) - 1) AS i WITH e, ps, i, $parents[i] AS parent WHERE parent IS NOT NULL
    WITH ps[i] AS p, CASE WHEN parent < 0 THEN e ELSE ps[parent] END AS above CREATE (above)-[:CONTAINS]->(p) }
  CALL (ps) { UNWIND $outer AS o MATCH (above:Provision) WHERE elementId(above) = o.above
    WITH ps[o.place] AS p, above CREATE (above)-[:CONTAINS]->(p) }
  RETURN [i IN $wanted | elementId(ps[i])] AS ids`

const CREATE_CITATIONS = `UNWIND $rows AS r
  MATCH (d:Document {key: r.document})
  CREATE (c:Citation) SET c = r.properties CREATE (c)-[:IN_DOCUMENT]->(d)
  WITH c, r
  OPTIONAL MATCH (e:Edition {key: r.edition})
  OPTIONAL MATCH (p:Provision) WHERE elementId(p) = r.provision
  FOREACH (x IN CASE WHEN e IS NULL THEN [] ELSE [e] END | CREATE (c)-[:IN_EDITION]->(x))
  FOREACH (x IN CASE WHEN p IS NULL THEN [] ELSE [p] END | CREATE (c)-[:STANDS_IN]->(x))`

/** A node of its own for each change: a counter would make all writers wait for each other. Linking takes them away. */
const CHANGE = 'CREATE (:Change {id: $id})'

/** The writing half of the store. */
export function writer(db: Connection) {
  async function apply(raw: Contribution): Promise<Applied> {
    const { contribution, digest } = digestOf(raw)
    const { id, path } = contribution.source
    const shape = shapeOf(contribution, digest)
    const ours = { id, path }
    return db.write(async (run) => {
      if (isSame(await run<Old>(SAME, ours), shape)) return { outcome: 'unchanged' }
      const told = shape.laws.map((l) => l.title)
      const { old, titles } = await hold(run, ours, told)
      if (isSame(old, shape)) return { outcome: 'unchanged' }
      for (const s of old) await run(DROP, { id: s.id })
      await create(run, shape)
      await deriveHeld(run, titles)
      if (titles.length > 0 || shape.citations.length > 0 || old.length > 0) await run(CHANGE, { id: randomUUID() })
      return { outcome: old.length > 0 ? 'replaced' : 'added' }
    })
  }

  async function remove(sourceId: string): Promise<boolean> {
    return db.write(async (run) => {
      const ours = { id: sourceId, path: '' }
      const [seen] = await run<Old>(SAME, ours)
      if (!seen) return false
      const { old, titles } = await hold(run, ours, seen.titles)
      if (old.length === 0) {
        await deriveHeld(run, titles) // holding makes nodes; those of laws that are gone go again
        return false // another one was faster
      }
      await run(DROP, { id: sourceId })
      await deriveHeld(run, titles)
      await run(CHANGE, { id: randomUUID() })
      return true
    })
  }

  return { apply, remove }
}

/** Holds the sources that are replaced and all laws that they or the contribution tell of; gives both as they are now. */
async function hold(run: Run, ours: { readonly id: string; readonly path: string }, told: readonly string[]) {
  for (let titles = [...new Set(told)]; ; ) {
    await run(HOLD_SOURCES, ours)
    await holdLaws(run, titles)
    const old = await run<Old>(SAME, ours)
    const all = [...new Set([...titles, ...old.flatMap((s) => s.titles)])]
    if (all.length === titles.length) return { old, titles }
    titles = all // another writer left a source that tells of more
  }
}

function isSame(old: readonly Old[], { source }: Shape): boolean {
  const [only] = old
  return old.length === 1 && only?.id === source.id && only?.path === source.path && only?.digest === source.digest
}

/** Statements that don't need each other's answers go one behind the other, without waiting: the server keeps their order. */
async function create(run: Run, shape: Shape): Promise<void> {
  const source = run<{ told: number }>(CREATE_SOURCE, {
    source: sent(shape.source),
    deflated: shape.deflated,
    documents: shape.documents.map((d) => ({ parent: null, ...d, properties: sent(d.properties) })),
    laws: shape.laws.map(({ title, told }) => ({ title, told: sent(told) })),
    editions: shape.editions.map(({ law, document, properties }) => ({ law, document, properties: sent(properties) })),
    anomalies: shape.anomalies.map(sent),
  })
  const made = shape.editions.map(async (edition): Promise<[string, Map<number, string>]> => {
    const key = String(edition.properties.key)
    const cited = shape.citations.flatMap((c) => (c.edition === key && c.provision !== undefined ? [c.provision] : []))
    return [key, await createProvisions(run, edition, new Set(cited))]
  })
  const [[stored], ...editions] = await Promise.all([source, ...made])
  if (stored?.told !== shape.laws.length) throw new Overtaken('a law is gone')
  const nodes = new Map(editions)
  const rows = shape.citations.map(({ document, edition = null, provision, properties }) => {
    const node = provision === undefined ? undefined : nodes.get(edition ?? '')?.get(provision)
    return { document, edition, provision: node ?? null, properties: sent(properties) }
  })
  await Promise.all(batches(rows).map((batch) => run(CREATE_CITATIONS, { rows: batch })))
}

/** The provisions of an edition in batches; gives the database's ids of those at the `wanted` places. */
async function createProvisions(
  run: Run,
  edition: EditionShape,
  wanted: ReadonlySet<number>,
): Promise<Map<number, string>> {
  const { provisions } = edition
  const ids = new Map<number, string>()
  for (let from = 0; from < provisions.length; from += BATCH) {
    const batch = provisions.slice(from, from + BATCH)
    // a parent in an earlier batch is needed by its id
    const needed = new Set(wanted)
    for (const p of provisions.slice(from + BATCH)) if (p.parent >= from) needed.add(p.parent)
    const asked = batch.flatMap((_, i) => (needed.has(from + i) ? [i] : []))
    const outer = batch.flatMap(({ parent }, place) =>
      parent >= 0 && parent < from ? [{ place: int(place), above: ids.get(parent) }] : [],
    )
    const [made] = await run<{ ids: string[] }>(CREATE_PROVISIONS, {
      edition: edition.properties.key,
      rows: batch.map((p) => ({ labels: p.labels, properties: sent(p.properties) })),
      parents: batch.map(({ parent }) => (parent < 0 ? int(-1) : parent < from ? null : int(parent - from))),
      outer,
      wanted: asked.map(int),
    })
    if (!made) throw new Overtaken('an edition is gone')
    for (const [i, place] of asked.entries()) ids.set(from + place, made.ids[i] ?? '')
  }
  return ids
}
