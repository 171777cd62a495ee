import { today } from '../../base/clock.ts'
import { checked } from '../asked.ts'
import { nearest, otherForm } from '../lexical/names.ts'
import type { IsoDate, Provision, Source, Status } from '../model.ts'
import { partsAt, statusAt } from '../status.ts'
import type {
  AnomalyFilter,
  AnomalyRow,
  Counts,
  DocumentDetail,
  DocumentFilter,
  LawDetail,
  LawFilter,
  LawSummary,
  Page,
  Paged,
  ProvisionDetail,
} from '../store.ts'
import type { Connection } from './connection.ts'
import { FIND_LAW, provisionFields, SHOWN, STATUS } from './cypher.ts'
import {
  anomalyOf,
  byPlace,
  documentOf,
  editionOf,
  inflated,
  lawOf,
  type Node,
  provisionOf,
  sourceHead,
  sourceOf,
} from './rows.ts'
import { day, given, int } from './values.ts'

const PATHS = 'MATCH (s:Source) RETURN s.path AS path, s.id AS id, s.recipe AS recipe ORDER BY path'
const SOURCE =
  'MATCH (s:Source {id: $id})-[:HAS_TEXT]->(t:SourceText) RETURN properties(s) AS source, t.deflated AS deflated'
const SOURCES = `MATCH (s:Source) WITH s ORDER BY s.path
  WITH collect(s) AS listed RETURN size(listed) AS total, [s IN listed[$offset..$end] | properties(s)] AS items`

const LAWS = `MATCH (l:Law)
  WHERE ($title IS NULL OR l.title CONTAINS $title OR any(a IN l.aliases WHERE a CONTAINS $title))
    AND ($level IS NULL OR l.level = $level) AND ($region IS NULL OR l.region = $region) AND ($known IS NULL OR l.known = $known)
  OPTIONAL MATCH (l)-[:HAS_EDITION]->(e:Edition) WHERE ${SHOWN}
  WITH l, e ORDER BY e.rank
  WITH l, collect(e) AS shown
  WITH l, shown, shown[0] AS e
  WHERE ($year IS NULL OR e.year = $year) AND ($status IS NULL OR (e IS NOT NULL AND ${STATUS} = $status))
  WITH l, shown, e ORDER BY l.title
  WITH collect({law: l, edition: e, now: CASE WHEN e IS NULL THEN NULL ELSE ${STATUS} END,
    articles: reduce(n = 0, x IN shown | n + x.articles)}) AS listed
  RETURN size(listed) AS total, [x IN listed[$offset..$end] | {law: properties(x.law), edition: properties(x.edition), now: x.now,
    articles: x.articles, editions: COUNT { WITH x.law AS l MATCH (l)-[:HAS_EDITION]->(:Edition) }}] AS items`

const LAW = `${FIND_LAW}
  RETURN properties(l) AS law,
    COLLECT { MATCH (l)-[:HAS_EDITION]->(e:Edition) RETURN properties(e) ORDER BY e.rank } AS editions`

const TITLES = 'MATCH (l:Law) RETURN l.title AS title'

/** The first of the parts shown on the day that holds the place. An article's neighbours are those of the whole edition. */
const PROVISION = `${FIND_LAW}
  MATCH (l)-[:HAS_EDITION]->(e:Edition) WHERE ${SHOWN}
  MATCH (p:Provision {law: l.title, eid: $eid}) WHERE p.edition = e.id
  WITH l, e, p ORDER BY e.rank, p.place LIMIT 1
  RETURN properties(l) AS law, properties(e) AS edition, ${provisionFields('p')} AS provision,
    [(a:Provision)-[:CONTAINS*1..12]->(p) | ${provisionFields('a')}] AS ancestors,
    [(p)-[:CONTAINS]->(c:Provision) | ${provisionFields('c')}] AS children,
    COLLECT { MATCH (l)-[:HAS_EDITION]->(x:Edition) RETURN properties(x) ORDER BY x.rank } AS editions,
    CASE WHEN p:Article
      THEN COLLECT { MATCH (e) (()-[:CONTAINS]->(b WHERE NOT b:Article)){0,5} (last)-[:CONTAINS]->(s:Article) RETURN {place: s.place, eid: s.eid} }
      ELSE COLLECT { MATCH (above)-[:CONTAINS]->(p) MATCH (above)-[:CONTAINS]->(s) WHERE s.kind = p.kind RETURN {place: s.place, eid: s.eid} }
    END AS siblings`

const PROVISIONS = `MATCH (e:Edition {id: $id}) WITH e ORDER BY e.law LIMIT 1
  MATCH (e)-[:CONTAINS*1..12]->(p:Provision) RETURN ${provisionFields('p')} AS provision`

const DOCUMENTS = `MATCH (d:Document)
  WHERE ($title IS NULL OR d.title CONTAINS $title) AND ($kind IS NULL OR d.kind = $kind)
    AND ($source IS NULL OR d.source = $source) AND ($parent IS NULL OR d.parent = $parent)
    AND ($year IS NULL OR d.date.year = $year)
  WITH d ORDER BY coalesce(toString(d.date), '') DESC, d.id
  WITH collect(d) AS listed RETURN size(listed) AS total, [d IN listed[$offset..$end] | properties(d)] AS items`

const DOCUMENT = `MATCH (d:Document {id: $id}) WITH d ORDER BY d.source LIMIT 1
  MATCH (d)-[:READ_FROM]->(:Source)-[:HAS_TEXT]->(t:SourceText)
  RETURN properties(d) AS document, t.deflated AS deflated,
    COLLECT { MATCH (g:Document)-[:CONTAINS]->(d) RETURN properties(g) } AS parents,
    COLLECT { MATCH (d)-[:CONTAINS]->(i:Document) RETURN properties(i) ORDER BY i.order, i.id } AS items,
    COLLECT { MATCH (e:Edition|EditionCopy)-[:PRINTED_IN]->(d) RETURN {edition: properties(e), now: ${STATUS}} ORDER BY e.id } AS editions`

const ANOMALIES = `MATCH (a:Anomaly)-[:FOUND_IN]->(s:Source)
  WHERE ($kind IS NULL OR a.kind = $kind) AND ($source IS NULL OR s.id = $source) AND ($document IS NULL OR a.document = $document)
  WITH a, s ORDER BY s.path, a.start, a.end, a.kind, a.place
  WITH collect({anomaly: a, path: s.path}) AS listed
  RETURN size(listed) AS total, [x IN listed[$offset..$end] | {anomaly: properties(x.anomaly), path: x.path}] AS items`

/** Each of them is kept by the database, but the sums over the editions. */
const COUNTS = `CALL () { MATCH (n:Source) RETURN count(n) AS sources }
  CALL () { MATCH (n:Document) RETURN count(n) AS documents }
  CALL () { MATCH (n:Law) WHERE n.known RETURN count(n) AS laws }
  CALL () { MATCH (n:Citation) RETURN count(n) AS citations }
  CALL () { MATCH (n:Anomaly) RETURN count(n) AS anomalies }
  CALL () { MATCH (e:Edition) RETURN count(e) AS editions, sum(e.provisions) AS provisions, sum(e.articles) AS articles }
  RETURN sources, documents, laws, editions, provisions, articles, citations, anomalies`

interface PageOf<T> {
  total: number
  items: T[]
}

/** The reading half of the store: one question, one journey. */
export function reader(db: Connection) {
  const { rows } = db
  const one = async <Row>(cypher: string, values: Record<string, unknown>): Promise<Row | undefined> =>
    (await rows<Row>(cypher, values))[0]
  const paged = async <Item>(cypher: string, values: Record<string, unknown>, page: Page): Promise<PageOf<Item>> => {
    const { offset, limit } = checked(page)
    const found = await one<PageOf<Item>>(cypher, { ...values, offset: int(offset), end: int(offset + limit) })
    return found ?? { total: 0, items: [] }
  }

  async function law(title: string): Promise<LawDetail | undefined> {
    const found = await one<{ law: Node; editions: Node[] }>(LAW, { title, other: otherForm(title) })
    if (!found) return undefined
    return { law: lawOf(found.law), editions: withStatus(found.editions, today()).reverse() }
  }

  async function provision(title: string, eid: string, at: IsoDate = today()): Promise<ProvisionDetail | undefined> {
    const found = await one<ProvisionRow>(PROVISION, { title, other: otherForm(title), eid, at: day(at) })
    if (!found) return undefined
    const ordered = withStatus(found.editions, at)
    const edition = partsAt(ordered, at).find((e) => e.id === found.edition.id) ?? editionOf(found.edition)
    const siblings = found.siblings.sort((a, b) => a.place - b.place)
    const place = siblings.findIndex((s) => s.place === found.provision.place)
    const [previous, next] = [siblings[place - 1]?.eid, siblings[place + 1]?.eid]
    return {
      law: lawOf(found.law),
      edition,
      provision: provisionOf(found.provision),
      ancestors: byPlace(found.ancestors).map(provisionOf),
      children: byPlace(found.children).map(provisionOf),
      ...(previous === undefined ? {} : { previous }),
      ...(next === undefined ? {} : { next }),
    }
  }

  return {
    law,
    provision,
    async nearTitles(title: string, limit: number): Promise<string[]> {
      return nearest(
        title,
        (await rows<{ title: string }>(TITLES)).map((r) => r.title),
        limit,
      )
    },
    async sourcePaths(): Promise<ReadonlyMap<string, Pick<Source, 'id' | 'recipe'>>> {
      const all = await rows<{ path: string; id: string; recipe: string | null }>(PATHS)
      return new Map(all.map(({ path, id, recipe }) => [path, { id, ...(recipe === null ? {} : { recipe }) }]))
    },
    async source(id: string): Promise<Source | undefined> {
      const found = await one<{ source: Node; deflated: string }>(SOURCE, { id })
      return found && sourceOf(found.source, found.deflated)
    },
    async sources(page: Page): Promise<Paged<Omit<Source, 'text'>>> {
      const { total, items } = await paged<Node>(SOURCES, {}, page)
      return { items: items.map(sourceHead), total }
    },
    async laws(filter: LawFilter, page: Page): Promise<Paged<LawSummary>> {
      const { title, level, region, status, year, known, at = today() } = filter
      const values = { ...given({ title, level, region, status, known }), year: year === undefined ? null : int(year) }
      const { total, items } = await paged<LawRow>(LAWS, { ...values, at: day(at) }, page)
      return { items: items.map(summary), total }
    },
    async provisions(id: string): Promise<Provision[]> {
      const found = await rows<{ provision: Node }>(PROVISIONS, { id })
      return byPlace(found.map((r) => r.provision)).map(provisionOf)
    },
    async documents(filter: DocumentFilter, page: Page) {
      const { title, kind, source, parent, year } = filter
      const values = { ...given({ title, kind, source, parent }), year: year === undefined ? null : int(year) }
      const { total, items } = await paged<Node>(DOCUMENTS, values, page)
      return { items: items.map(documentOf), total }
    },
    async document(id: string): Promise<DocumentDetail | undefined> {
      const found = await one<DocumentRow>(DOCUMENT, { id, at: day(today()) })
      if (!found) return undefined
      const document = documentOf(found.document)
      const [parent] = found.parents
      return {
        document,
        ...(parent && { parent: documentOf(parent) }),
        items: found.items.map(documentOf),
        editions: found.editions.map((e) => editionOf(e.edition, e.now)),
        text: inflated(found.deflated).slice(document.start, document.end),
      }
    },
    async anomalies(filter: AnomalyFilter, page: Page): Promise<Paged<AnomalyRow>> {
      const { kind, source, document } = filter
      const { total, items } = await paged<{ anomaly: Node; path: string }>(
        ANOMALIES,
        given({ kind, source, document }),
        page,
      )
      return { items: items.map(({ anomaly, path }) => ({ anomaly: anomalyOf(anomaly), path })), total }
    },
    async counts(): Promise<Counts> {
      const [counts] = await rows<Counts>(COUNTS)
      if (!counts) throw new Error('counting gives one row')
      return counts
    },
  }
}

interface LawRow {
  law: Node
  edition: Node | null
  now: Status | null
  articles: number
  editions: number
}

interface ProvisionRow {
  law: Node
  edition: Node
  provision: Node
  ancestors: Node[]
  children: Node[]
  editions: Node[]
  siblings: { place: number; eid: string }[]
}

interface DocumentRow {
  document: Node
  deflated: string
  parents: Node[]
  items: Node[]
  editions: { edition: Node; now: Status }[]
}

function summary({ law, edition, now, articles, editions }: LawRow): LawSummary {
  return { law: lawOf(law), ...(edition && { edition: editionOf(edition, now ?? undefined) }), editions, articles }
}

/** Oldest first, as they came. */
function withStatus(editions: readonly Node[], at: IsoDate) {
  const ordered = editions.map((e) => editionOf(e))
  return editions.map((e, i) => editionOf(e, statusAt(ordered, i, at)))
}
