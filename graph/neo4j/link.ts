import type { IsoDate, LinkReason, Relation } from '../model.ts'
import { present } from '../record.ts'
import type { CitationToLink, EditionShape, KnownLaw, Link, LinkWork } from '../store.ts'
import { batches } from './batches.ts'
import type { Connection, Run } from './connection.ts'
import { CITING } from './cypher.ts'
import { deriveLaws } from './derive.ts'
import { editionOf, type Node } from './rows.ts'
import { redLinks } from './shape.ts'

const STALE = 'RETURN EXISTS { MATCH (c:Change) } AS stale'
const KNOWN = `MATCH (l:Law) WHERE l.known
  RETURN l.title AS title, coalesce(l.aliases, []) AS aliases, l.region AS region ORDER BY title`
const SHAPES = `MATCH (:Law {title: $law})-[:HAS_EDITION]->(e:Edition)
  RETURN properties(e) AS edition, COLLECT { MATCH (e)-[:CONTAINS*1..12]->(p:Provision) RETURN p.eid } AS eids ORDER BY e.rank`

/** Which run linked last, and what came since. */
const BEGINNING = `MATCH (g:Graph {name: 'famai'})
  RETURN coalesce(g.linked, '') AS linked, COLLECT { MATCH (c:Change) RETURN c.id } AS changes`
const TO_LINK = `MATCH (c:Citation)-[:IN_DOCUMENT]->(d:Document)
  OPTIONAL MATCH (c)-[:IN_EDITION]->(e)
  RETURN elementId(c) AS key, c.law AS law, c.edition AS edition, coalesce(e.counts_from, d.date) AS day,
    c.cited_law AS cited_law, c.cited_eid AS cited_eid, c.draft AS draft, c.problem AS problem
  ORDER BY cited_law, c.document, c.place`

/** Only those that are not so already: most links stay what they were. */
const PUT = `UNWIND $rows AS r MATCH (c:Citation) WHERE elementId(c) = r.key
    AND (coalesce(c.to_law, '') <> coalesce(r.to_law, '') OR coalesce(c.to_eid, '') <> coalesce(r.to_eid, '')
      OR c.status <> r.status OR coalesce(c.reason, '') <> coalesce(r.reason, '')
      OR coalesce(c.candidates, []) <> coalesce(r.candidates, []))
  SET c.to_law = r.to_law, c.to_eid = r.to_eid, c.status = r.status, c.candidates = r.candidates, c.reason = r.reason`

const ONLY_CITED = `MATCH (c:Citation) WHERE c.to_law IS NOT NULL WITH DISTINCT c.to_law AS title
    WHERE NOT EXISTS { MATCH (l:Law {title: title}) } RETURN title
  UNION MATCH (l:Law) WHERE l.known = false RETURN l.title AS title`

/** Two runs that link at once would make the same nodes twice. Tells which run linked last. */
const LOCK = `MATCH (g:Graph {name: 'famai'}) SET g.held = true REMOVE g.held
  WITH g RETURN coalesce(g.linked, '') AS linked`

/** Places that are cited and have no node. */
const WITHOUT_NODE = `MATCH (c:Citation) WHERE c.status = 'resolved' AND c.to_eid IS NOT NULL
  WITH DISTINCT c.to_law AS law, c.to_eid AS eid
  WHERE NOT EXISTS { MATCH (p:Provision {law: law, eid: eid}) }
    AND NOT EXISTS { MATCH (:Law {title: law})-[:HAS_EDITION]->(:Edition) } RETURN law, eid`
const PUT_RED_LINKS = `UNWIND $rows AS r MERGE (p:Provision {law: r.law, eid: r.eid, known: false})
    ON CREATE SET p += r.properties, p:$(r.labels)
  WITH p, r
  CALL (r) {
    WITH r WHERE r.parent IS NULL MATCH (above:Law {title: r.law}) RETURN above
    UNION WITH r WHERE r.parent IS NOT NULL MATCH (above:Provision {law: r.law, eid: r.parent, known: false}) RETURN above
  }
  MERGE (above)-[:CONTAINS]->(p)`
/** Their law has a text by now, or nothing cites them any more. */
const DROP_RED_LINKS = `MATCH (l:Law)-[:CONTAINS*1..4]->(p:Provision {known: false})
  WHERE EXISTS { MATCH (l)-[:HAS_EDITION]->(:Edition) }
    OR NOT EXISTS { MATCH (c:Citation {to_law: p.law}) WHERE c.status = 'resolved'
      AND (c.to_eid = p.eid OR c.to_eid STARTS WITH p.eid + '__') }
  DETACH DELETE p`

/**
 * Where a citation leads in the graph: to the law, or to the provision in the citing edition itself, else in the edition that was
 * read on the day from which the citing text counts, else in the newest that has it. What leads elsewhere by now is taken away.
 */
const TARGETS = `MATCH (c:Citation)-[:IN_DOCUMENT]->(d:Document) WHERE c.status = 'resolved'
  OPTIONAL MATCH (c)-[:IN_EDITION]->(own)
  WITH c, d, own, coalesce(own.counts_from, d.date) AS day WHERE own IS NULL OR own:Edition
  CALL (c, own, day) {
    WITH c, own, day WHERE c.to_eid IS NULL MATCH (l:Law {title: c.to_law}) RETURN l AS target
    UNION
    WITH c, own, day WHERE c.to_eid IS NOT NULL
    MATCH (p:Provision {law: c.to_law, eid: c.to_eid})
    OPTIONAL MATCH (e:Edition {id: p.edition})
    WITH p, e, own, day,
      CASE WHEN e = own THEN 0
        WHEN (e.shown_from IS NULL OR e.shown_from <= day) AND (e.shown_to IS NULL OR day < e.shown_to) THEN 1 ELSE 2 END AS nearness
    ORDER BY nearness, e.rank DESC, p.place LIMIT 1
    RETURN p AS target
  }
  OPTIONAL MATCH (c)-[t:RESOLVED_TO]->(was)
  WITH c, d, own, target, t, was WHERE was IS NULL OR was <> target
  RETURN elementId(c) AS key, c.relation AS relation, elementId(target) AS target, t IS NOT NULL AS moved`

const NO_LONGER = `MATCH (c:Citation)-[t:RESOLVED_TO]->(was) WHERE c.status <> 'resolved'
    OR EXISTS { MATCH (c)-[:IN_EDITION]->(:EditionCopy) } OR c.to_law <> coalesce(was.law, was.title)
    OR coalesce(c.to_eid, '') <> coalesce(was.eid, '')
  RETURN elementId(c) AS key`
const UNTIE = `UNWIND $keys AS key MATCH (c:Citation)-[t:RESOLVED_TO]->(was) WHERE elementId(c) = key
  OPTIONAL MATCH (c)-[:STANDS_IN|IN_DOCUMENT]->()-[r:CITES|BASED_ON|REPEALS|AMENDS|DEFINES {document: c.document, place: c.place}]->(was)
  DELETE r, t`
const tie = (type: string) => `UNWIND $rows AS r
  MATCH (c:Citation)-[:IN_DOCUMENT]->(d:Document) WHERE elementId(c) = r.key
  MATCH (target) WHERE elementId(target) = r.target
  OPTIONAL MATCH (c)-[:STANDS_IN]->(p)
  WITH c, target, coalesce(p, d) AS place
  CREATE (c)-[:RESOLVED_TO]->(target)
  CREATE (place)-[:${type} {document: c.document, start: c.start, end: c.end, quote: c.text, rule: c.rule, place: c.place}]->(target)`

const SEEN = 'UNWIND $ids AS id MATCH (c:Change {id: id}) DELETE c'
/** Which run of linking the links are of: an export tells by it whether anything moved while it read. */
const LINKED = `MATCH (g:Graph {name: 'famai'}) SET g.linked = randomUUID()`

const SECONDS = 600

interface ToLinkRow {
  key: string
  law: string | null
  edition: string | null
  day: IsoDate | null
  cited_law: string | null
  cited_eid: string | null
  draft: boolean
  problem: LinkReason | null
}

/** What resolving citations reads and writes; the resolving itself is done outside of the store. */
export function linker(db: Connection) {
  const { rows } = db

  return {
    linksStale: async (): Promise<boolean> => (await rows<{ stale: boolean }>(STALE))[0]?.stale ?? false,

    async knownLaws(): Promise<KnownLaw[]> {
      const all = await rows<{ title: string; aliases: string[]; region: string | null }>(KNOWN)
      return all.map(({ title, aliases, region }) => ({ title, aliases, ...(region === null ? {} : { region }) }))
    },

    async shapes(law: string): Promise<EditionShape[]> {
      const all = await rows<{ edition: Node; eids: string[] }>(SHAPES, { law })
      return all.map(({ edition, eids }) => ({ edition: editionOf(edition), eids: new Set(eids) }))
    },

    async citationsToLink(): Promise<LinkWork> {
      const [{ linked, changes } = { linked: '', changes: [] }] = await rows<{ linked: string; changes: string[] }>(
        BEGINNING,
      )
      const all = await rows<ToLinkRow>(TO_LINK, {}, SECONDS)
      return { seen: [linked, ...changes], citations: all.map(toLink) }
    },

    link: (links: readonly Link[], [before, ...changes]: readonly string[]): Promise<boolean> =>
      db.write(async (run) => {
        const [last] = await run<{ linked: string }>(LOCK)
        if (last?.linked !== before) return false
        const put = links.map(({ key, to, status, candidates = null, reason = null }) => ({
          ...{ key, status, candidates, reason },
          to_law: to?.law ?? null,
          to_eid: to?.eid ?? null,
        }))
        for (const batch of batches(put)) await run(PUT, { rows: batch })
        const titles = await run<{ title: string }>(ONLY_CITED)
        await deriveLaws(
          run,
          titles.map((t) => t.title),
        )
        await tieAll(run)
        for (const ids of batches(changes)) await run(SEEN, { ids })
        await run(LINKED)
        return true
      }, SECONDS),
  }
}

interface Target {
  key: string
  relation: Relation
  target: string
  moved: boolean
}

/** The relationships between what cites and what is cited, where they differ from what the citations say. */
export async function tieAll(run: Run): Promise<void> {
  const missing = await run<{ law: string; eid: string }>(WITHOUT_NODE)
  for (const batch of batches(redLinks(missing))) await run(PUT_RED_LINKS, { rows: batch })
  const gone = await run<{ key: string }>(NO_LONGER)
  for (const batch of batches(gone)) await run(UNTIE, { keys: batch.map((g) => g.key) })
  await run(DROP_RED_LINKS)
  const targets = await run<Target>(TARGETS)
  for (const batch of batches(targets.filter((t) => t.moved))) await run(UNTIE, { keys: batch.map((t) => t.key) })
  for (const [relation, type] of Object.entries(CITING)) {
    const ofType = targets.filter((t) => t.relation === relation)
    for (const batch of batches(ofType))
      await run(tie(type), { rows: batch.map(({ key, target }) => ({ key, target })) })
  }
}

function toLink(row: ToLinkRow): CitationToLink {
  const { key, law, edition, day, cited_law, cited_eid, problem } = row
  return present<CitationToLink>({
    ...{ key, law, edition, day, problem },
    citedLaw: cited_law,
    citedEid: cited_eid,
    draft: row.draft,
  })
}
