import { today } from '../../base/clock.ts'
import { asked, checked } from '../asked.ts'
import { lawOfNode } from '../citation-node.ts'
import { type Context, inProvision, NOWHERE, placeIn } from '../context.ts'
import { parentEid } from '../ids.ts'
import type { IsoDate, Level, Status } from '../model.ts'
import { present } from '../record.ts'
import type { CitationEdge, CitationPage, CitationQuery, CitationRow, CountedLaw, Paged } from '../store.ts'
import type { Connection } from './connection.ts'
import { IN_FORCE, SHOWN, STATUS } from './cypher.ts'
import { citationOf, type Node } from './rows.ts'
import { day, int } from './values.ts'

/** Deeper than 编 章 节 条 款 项 目 is a fault of the data. */
const DEEPEST = 12

const YEAR =
  'coalesce(e.year, CASE WHEN e IS NULL OR e.counts_from IS NULL THEN d.date.year ELSE e.counts_from.year END)'

/** The 编, 章 and 节 that hold $top in any edition, as `above`, besides those that the eId itself tells. */
const HOLDERS = `CALL () {
    OPTIONAL MATCH (:Provision {law: $law, eid: $top})<-[:CONTAINS*1..${DEEPEST}]-(h:Provision)
    RETURN $above + collect(DISTINCT h.eid) AS above }`

/**
 * A CitationQuery as Cypher. Only the filters that are given become conditions, all of fixed text; every value is a parameter.
 * Which index is read follows from what the query names: the cited law, the citing law, or the document.
 */
function conditionsOf(query: CitationQuery): { citation: string; edition: string } {
  const { law, eid, direction, relation, level, region, other, year, status, edition, document } = asked(query)
  const incoming = direction === 'in'
  const around = incoming && query.scope === 'around'
  const all = query.at === 'all'
  const otherLaw = incoming ? 'c.law' : 'c.to_law'
  const ofOther = (condition: string) => `EXISTS { MATCH (o:Law {title: ${otherLaw}}) WHERE ${condition} }`
  const citation = [
    law !== undefined && (incoming ? 'c.to_law = $law' : 'c.law = $law'),
    !around && eid !== undefined && within(incoming ? 'c.to_eid' : 'c.eid'),
    relation && 'c.relation = $relation',
    other !== undefined && `${otherLaw} = $other`,
    level && ofOther('o.level = $level'),
    region !== undefined && ofOther('o.region = $region'),
    document !== undefined && 'c.document = $document',
    edition !== undefined && 'c.edition = $edition',
  ]
  const ofEdition = [
    'e:Edition', // several files may print one edition: it cites once
    status && `${STATUS} = $status`,
    // an amended edition is shown on no day but its own; all others only where they are the one that is shown
    !all && status !== undefined && status !== 'amended' && SHOWN,
    !all && status === undefined && (incoming ? IN_FORCE : SHOWN),
  ]
  const inLaw = `(e IS NOT NULL AND ${and(ofEdition)})`
  const inDocument = edition === undefined && status === undefined ? ' OR e IS NULL' : ''
  return {
    citation: and(citation),
    edition: and([`(${inLaw}${inDocument})`, year !== undefined && `${YEAR} = $year`]),
  }
}

/** All eIds that are $eid or begin with `art_3__`. */
const within = (property: string) => `(${property} = $eid OR ${property} STARTS WITH $parts)`
const AROUND = '(c.to_eid IS NULL OR c.to_eid IN above)'

function and(terms: readonly (string | false | undefined)[]): string {
  const given = terms.filter((t) => t)
  return given.length === 0 ? 'true' : given.join(' AND ')
}

const matching = (citation: string, edition: string) => `MATCH (c:Citation) WHERE ${citation}
    MATCH (c)-[:IN_DOCUMENT]->(d:Document) OPTIONAL MATCH (c)-[:IN_EDITION]->(e)
    WITH c, d, e WHERE ${edition}`

const DAY = 'coalesce(e.counts_from, d.date)'
const ORDER = `coalesce(toString(${DAY}), '') DESC, coalesce(c.law, ''), c.document, d.source, c.start, c.order, c.place`

function pageCypher(query: CitationQuery): string {
  const { citation, edition } = conditionsOf(query)
  const around = query.direction === 'in' && query.scope === 'around'
  const counted = query.direction === 'in' && query.eid !== undefined
  const outside = conditionsOf({ ...query, scope: 'around' })
  return `${HOLDERS}
  CALL (above) {
    ${matching(around ? and([citation, AROUND]) : citation, edition)}
    WITH c, d, e ORDER BY ${ORDER}
    WITH collect({c: c, d: d, e: e}) AS listed
    RETURN size(listed) AS total, listed[$offset..$end] AS page
  }
  CALL (above) { ${counted ? `${matching(and([outside.citation, AROUND]), outside.edition)} RETURN count(*) AS around` : 'RETURN 0 AS around'} }
  RETURN total, around, COLLECT { UNWIND page AS x WITH x.c AS c, x.d AS d, x.e AS e
    OPTIONAL MATCH (l:Law {title: c.law}) OPTIONAL MATCH (t:Law {title: c.to_law})
    OPTIONAL MATCH (c)-[:STANDS_IN]->(p) WHERE $context
    RETURN {citation: properties(c), title: d.title, day: ${DAY}, level: l.level, region: l.region,
      now: CASE WHEN e IS NULL THEN NULL ELSE ${STATUS} END, known: coalesce(t.known, false),
      text: p.text, ranges: p.ranges} } AS items`
}

function lawsCypher(query: CitationQuery): string {
  const { citation, edition } = conditionsOf(query)
  const incoming = query.direction === 'in'
  const around = incoming && query.scope === 'around'
  return `${HOLDERS}
  CALL (above) {
    ${matching(around ? and([citation, AROUND]) : citation, edition)}
    WITH ${incoming ? 'coalesce(c.law, d.title) AS title, c.law IS NULL AS document' : 'c.to_law AS title, false AS document'}
    WHERE title IS NOT NULL
    WITH title, count(*) AS n, min(document) AS document ORDER BY n DESC, title
    WITH collect({title: title, count: n, document: document}) AS listed
    RETURN size(listed) AS total, listed[$offset..$end] AS page
  }
  RETURN total, COLLECT { UNWIND page AS x OPTIONAL MATCH (l:Law {title: x.title})
    RETURN {title: x.title, count: x.count, document: x.document, level: l.level, region: l.region, known: coalesce(l.known, false)} } AS items`
}

const PER_ARTICLE = `MATCH (c:Citation {to_law: $law}) WHERE c.to_eid STARTS WITH 'art_'
  OPTIONAL MATCH (c)-[:IN_EDITION]->(e)
  WITH c, e WHERE e IS NULL OR (e:Edition AND ${IN_FORCE})
  RETURN split(c.to_eid, '__')[0] AS eid, count(*) AS count`

/** 中华人民共和国刑法#art_234-1, or the title where a law as a whole, its 章 or an annex is meant. */
const node = (law: string, eid: string, level: 'law' | 'article') =>
  level === 'law' ? law : `${law} + CASE WHEN ${eid} STARTS WITH 'art_' THEN '#' + split(${eid}, '__')[0] ELSE '' END`

const edges = (level: 'law' | 'article', all: boolean, touching: boolean) =>
  `${touching ? TOUCHING : 'MATCH (c:Citation)-[:IN_EDITION]->(e:Edition)'}
    WHERE c.law IS NOT NULL AND c.to_law IS NOT NULL AND c.status = 'resolved'${all ? '' : ` AND ${IN_FORCE}`}
  WITH ${node('c.law', 'c.eid', level)} AS from, ${node('c.to_law', 'c.to_eid', level)} AS to, count(*) AS n
  ${touching ? 'WHERE from IN $nodes OR to IN $nodes' : ''}
  RETURN from, to, n AS count ORDER BY from, to`

/** Found by the laws at either end, which have an index; only then by the nodes themselves. */
const TOUCHING = `CALL () { MATCH (c:Citation) WHERE c.law IN $laws RETURN c UNION MATCH (c:Citation) WHERE c.to_law IN $laws RETURN c }
  MATCH (c)-[:IN_EDITION]->(e:Edition)`

const EDGES_SECONDS = 25

interface Row {
  citation: Node
  title: string
  day: IsoDate | null
  level: Level | null
  region: string | null
  now: Status | null
  known: boolean
  text: string | null
  ranges: number[] | null
}

interface LawRow {
  title: string
  count: number
  document: boolean
  level: Level | null
  region: string | null
  known: boolean
}

/** Who cites whom. */
export function citationReader(db: Connection) {
  const { rows } = db

  async function citations(query: CitationQuery): Promise<CitationPage> {
    const values = valuesOf(query)
    const [found] = await rows<{ total: number; around: number; items: Row[] }>(pageCypher(query), values)
    const { total, around, items } = found ?? { total: 0, around: 0, items: [] }
    return { items: items.map((row) => rowOf(row, query.bare ? NOWHERE : contextOf(row))), total, around }
  }

  async function citationLaws(query: CitationQuery): Promise<Paged<CountedLaw>> {
    const [found] = await rows<{ total: number; items: LawRow[] }>(lawsCypher(query), valuesOf(query))
    return { items: (found?.items ?? []).map(countedLaw), total: found?.total ?? 0 }
  }

  async function citedCounts(law: string, at: IsoDate = today()): Promise<ReadonlyMap<string, number>> {
    const found = await rows<{ eid: string; count: number }>(PER_ARTICLE, { law, at: day(at) })
    return new Map(found.sort((a, b) => (a.eid < b.eid ? -1 : 1)).map((r) => [r.eid, r.count]))
  }

  function citationEdges(
    level: 'law' | 'article',
    at: IsoDate | 'all' = today(),
    touching?: readonly string[],
  ): Promise<CitationEdge[]> {
    const cypher = edges(level, at === 'all', touching !== undefined)
    const nodes = touching ?? []
    const values = { at: day(at === 'all' ? today() : at), nodes, laws: [...new Set(nodes.map(lawOfNode))] }
    return rows<CitationEdge>(cypher, values, EDGES_SECONDS)
  }

  return { citations, citationLaws, citedCounts, citationEdges }
}

function valuesOf(query: CitationQuery): Record<string, unknown> {
  const { offset, limit } = checked(query.page)
  const { law = null, eid = null, relation, level, region, other, year, status, edition, document } = query
  const above = eid === null ? [] : aboveOf(eid)
  return {
    ...{ law, eid, relation, level, region, other, status, edition, document, above },
    top: above.at(-1) ?? eid,
    parts: `${eid}__`,
    year: year === undefined ? null : int(year),
    at: day(query.at === undefined || query.at === 'all' ? today() : query.at),
    context: query.bare !== true,
    offset: int(offset),
    end: int(offset + limit),
  }
}

/** 条 of a 款, as the eId tells. */
function aboveOf(eid: string): string[] {
  const found: string[] = []
  for (let above = parentEid(eid); above !== undefined && found.length < DEEPEST; above = parentEid(above)) {
    found.push(above)
  }
  return found
}

function contextOf({ citation, text, ranges }: Row): Context {
  if (text !== null) return inProvision({ text, ranges: pairs(ranges ?? []) }, Number(citation.start))
  const { context, context_at } = citation
  return typeof context === 'string' ? { text: context, expected: Number(context_at) } : NOWHERE
}

function pairs(flat: readonly number[]): [number, number][] {
  return Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i] ?? 0, flat[2 * i + 1] ?? 0])
}

function rowOf(row: Row, context: Context): CitationRow {
  const citation = citationOf(row.citation)
  const found = placeIn(context, citation.text)
  return present<CitationRow>({
    citation,
    document: row.title,
    ...{ day: row.day, level: row.level, region: row.region, status: row.now },
    context: context.text,
    at: found < 0 ? null : [found, found + citation.text.length],
    known: row.known,
  })
}

function countedLaw({ document, ...law }: LawRow): CountedLaw {
  return present<CountedLaw>({ ...law, document: document ? true : null })
}
