import { isDeepStrictEqual } from 'node:util'
import { type Derived, derive, type EditionTold, type LawTold, NEVER } from '../derive.ts'
import { batches } from './batches.ts'
import type { Run } from './connection.ts'
import { holdLaws } from './hold.ts'
import { sent } from './values.ts'

interface TitleRow {
  title: string
  editions: (Omit<EditionTold<string>, 'expired'> & { expired: boolean | null; kept: Kept })[]
  told: { source: string; aliases: string[]; level: string | null; region: string | null; known: boolean }[]
  cited: boolean
  /** False where the law has no node. */
  exists: boolean
  law: { aliases: string[] | null; level: string | null; region: string | null; known: boolean | null }
  names: string[]
}

/** The derived properties of an edition, as they are stored. */
interface Kept {
  chosen: boolean
  rank: number | null
  counts_from: string | null
  next_from: string | null
  year: number | null
  shown_from: string | null
  shown_to: string | null
}

/** Before all days: an edition that is shown on none. */
const NO_DAY = '0001-01-01'

const READ = `UNWIND $titles AS title
  OPTIONAL MATCH (l:Law {title: title})
  RETURN title,
    COLLECT { MATCH (l)-[:HAS_EDITION]->(e:Edition|EditionCopy)-[:PRINTED_IN]->(:Document)-[:READ_FROM]->(s:Source)
      RETURN {key: e.key, source: s.id, id: e.id, provisions: e.provisions, adopted: e.adopted, promulgated: e.promulgated,
        effective: e.effective, repealed: e.repealed, part: e.part, expired: e.expired, kept: {chosen: e:Edition, rank: e.rank,
        counts_from: e.counts_from, next_from: e.next_from, year: e.year, shown_from: e.shown_from, shown_to: e.shown_to}}
      ORDER BY e.key } AS editions,
    COLLECT { MATCH (s:Source)-[t:TELLS_OF]->(l)
      RETURN {source: s.id, aliases: coalesce(t.aliases, []), level: t.level, region: t.region, known: t.known} } AS told,
    EXISTS { MATCH (c:Citation {to_law: title}) } AS cited, l IS NOT NULL AS exists,
    {aliases: l.aliases, level: l.level, region: l.region, known: l.known} AS law,
    COLLECT { MATCH (a:Alias)-[:NAMES]->(l) RETURN a.name ORDER BY a.name } AS names`

const PUT_EDITIONS = `UNWIND $rows AS r MATCH (e:Edition|EditionCopy {key: r.key})
  SET e.rank = r.rank, e.counts_from = r.counts_from, e.next_from = r.next_from, e.year = r.year,
    e.shown_from = r.shown_from, e.shown_to = r.shown_to`

/** Another file prints the edition more fully: this one steps back, out of every reader's sight. */
const STEP_BACK = `UNWIND $keys AS key MATCH (e:Edition {key: key})
  REMOVE e:Edition SET e:EditionCopy
  WITH e MATCH (e)-[:CONTAINS*1..12]->(p:Provision)
  REMOVE p:Provision SET p:ProvisionCopy
  WITH p OPTIONAL MATCH (p)-[r:CITES|BASED_ON|REPEALS|AMENDS|DEFINES]-() DELETE r
  WITH DISTINCT p OPTIONAL MATCH (p)<-[t:RESOLVED_TO]-() DELETE t
  WITH DISTINCT p OPTIONAL MATCH (p)<-[:STANDS_IN]-(:Citation)-[t:RESOLVED_TO]->() DELETE t
  WITH DISTINCT p WHERE p:Unit REMOVE p:Unit SET p:UnitCopy`
const STEP_FORTH = `UNWIND $keys AS key MATCH (e:EditionCopy {key: key})
  REMOVE e:EditionCopy SET e:Edition
  WITH e MATCH (e)-[:CONTAINS*1..12]->(p:ProvisionCopy)
  REMOVE p:ProvisionCopy SET p:Provision
  WITH p WHERE p:UnitCopy REMOVE p:UnitCopy SET p:Unit`

const PUT_LAWS = `UNWIND $rows AS r MERGE (l:Law {title: r.title})
  SET l.name = r.title, l.aliases = r.aliases, l.level = r.level, l.region = r.region, l.known = r.known`
const DROP_LAWS = `UNWIND $titles AS title MATCH (l:Law {title: title})
  OPTIONAL MATCH (l)-[:CONTAINS*1..4]->(p:Provision {known: false}) DETACH DELETE p
  WITH DISTINCT l DETACH DELETE l`

const PUT_NAMES = `UNWIND $rows AS r MATCH (l:Law {title: r.title})
  UNWIND r.names AS name MERGE (a:Alias {name: name}) MERGE (a)-[:NAMES]->(l)`
const DROP_NAMES = `UNWIND $rows AS r MATCH (l:Law {title: r.title})
  UNWIND r.names AS name MATCH (a:Alias {name: name})-[n:NAMES]->(l) DELETE n
  WITH DISTINCT a WHERE NOT EXISTS { (a)-[:NAMES]->() } DELETE a`

/** What is stored of a title, and what should be. */
export interface Difference {
  readonly title: string
  readonly derived: Derived<string>
  readonly row: TitleRow
  readonly equal: boolean
}

/** Compares what is derived for the titles with what is stored of them. */
export async function differences(run: Run, titles: readonly string[]): Promise<Difference[]> {
  const rows = await run<TitleRow>(READ, { titles })
  return rows.map((row) => {
    const { title } = row
    const derived = derive(row.editions.map(editionTold), row.told.map(lawTold), row.cited)
    return { title, derived, row, equal: isDeepStrictEqual(stored(row), wanted(derived)) }
  })
}

/** Brings what follows for the titles up to date: merged laws, their names, order and validity of their editions. */
export async function deriveLaws(run: Run, titles: readonly string[]): Promise<void> {
  await holdLaws(run, titles)
  await deriveHeld(run, titles)
}

/** The same for laws that the transaction holds already: what is read stays so until it is written. */
export async function deriveHeld(run: Run, titles: readonly string[]): Promise<void> {
  for (const batch of batches(titles, 500)) await put(run, await differences(run, batch))
}

async function put(run: Run, all: readonly Difference[]): Promise<void> {
  const changed = all.filter((d) => !d.equal)
  const when = async (cypher: string, name: string, rows: readonly unknown[]) => {
    if (rows.length > 0) await run(cypher, { [name]: rows })
  }
  const editions = changed.flatMap(({ derived, row }) =>
    derived.editions.map((e, i) => ({ ...e, was: row.editions[i]?.kept.chosen ?? false })),
  )
  await when(
    STEP_BACK,
    'keys',
    editions.flatMap((e) => (e.was && e.chosen === 0 ? [e.key] : [])),
  )
  await when(
    STEP_FORTH,
    'keys',
    editions.flatMap((e) => (!e.was && e.chosen === 1 ? [e.key] : [])),
  )
  await when(
    PUT_EDITIONS,
    'rows',
    editions.map((e) => ({ ...nulls, ...sent(validity(e)), key: e.key })),
  )
  const gone = changed.filter((d) => d.derived.law === undefined)
  const here = changed.filter((d) => d.derived.law !== undefined)
  const without = (a: readonly string[], b: readonly string[]) => a.filter((x) => !b.includes(x))
  const namesOf = (d: Difference) => d.derived.law?.aliases ?? []
  const named = (list: readonly { title: string; names: string[] }[]) => list.filter((r) => r.names.length > 0)
  await when(
    DROP_NAMES,
    'rows',
    named(changed.map((d) => ({ title: d.title, names: without(d.row.names, namesOf(d)) }))),
  )
  await when(
    DROP_LAWS,
    'titles',
    gone.map((d) => d.title),
  )
  await when(
    PUT_LAWS,
    'rows',
    here.map(({ title, derived: { law } }) => ({
      ...{
        title,
        aliases: law?.aliases.length ? law.aliases : null,
        level: law?.level ?? null,
        region: law?.region ?? null,
      },
      known: law?.known === 1,
    })),
  )
  await when(PUT_NAMES, 'rows', named(here.map((d) => ({ title: d.title, names: without(namesOf(d), d.row.names) }))))
}

const nulls = { rank: null, counts_from: null, next_from: null, year: null, shown_from: null, shown_to: null }

/** Derived values as properties: an open beginning or end is no property at all. */
export function validity(e: Derived<string>['editions'][number]): Record<string, string | number> {
  if (e.chosen === 0) return {}
  return {
    rank: e.place,
    ...(e.start === null ? {} : { counts_from: e.start }),
    ...(e.next_start === null ? {} : { next_from: e.next_start }),
    ...(e.year === null ? {} : { year: e.year }),
    ...(e.shown_from === '' ? {} : { shown_from: e.shown_from }),
    ...(e.shown_to === NEVER ? {} : { shown_to: e.shown_to || NO_DAY }),
  }
}

function wanted({ editions, law }: Derived<string>) {
  return {
    editions: editions.map((e) => ({ ...nulls, ...validity(e), chosen: e.chosen === 1 })),
    law: law && { aliases: law.aliases, level: law.level, region: law.region, known: law.known === 1 },
    names: law?.aliases ?? [],
  }
}

function stored({ editions, law, names, exists }: TitleRow) {
  return {
    editions: editions.map((e) => e.kept),
    law: exists ? { ...law, aliases: law.aliases ?? [] } : undefined,
    names,
  }
}

function editionTold({ kept: _, expired, ...e }: TitleRow['editions'][number]): EditionTold<string> {
  return { ...e, expired: expired ? 1 : null }
}

function lawTold({ aliases, known, ...t }: TitleRow['told'][number]): LawTold {
  return { ...t, aliases: JSON.stringify(aliases), known: known ? 1 : 0 }
}
