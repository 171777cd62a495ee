import { inflateRawSync } from 'node:zlib'
import { today } from '../../base/clock.ts'
import { checked } from '../asked.ts'
import { lawOfNode } from '../citation-node.ts'
import { type Context, inDocument, inProvision, NOWHERE, placeIn } from '../context.ts'
import { parentEid } from '../ids.ts'
import type { IsoDate, Level, Status } from '../model.ts'
import { present } from '../record.ts'
import { compare } from '../status.ts'
import type { CitationEdge, CitationPage, CitationQuery, CitationRow, CountedLaw, Paged } from '../store.ts'
import { groupsSql, IN_FORCE, type Where, whereOf } from './citing.ts'
import { type CitationRecordRow, citationOf, type ProvisionRow, provisionOf } from './rows.ts'
import type { Db } from './schema.ts'
import { STATUS_SQL } from './sql.ts'

interface Row extends CitationRecordRow {
  key: number
  edition: number | null
  source: number
  title: string
  day: IsoDate | null
  level: Level | null
  region: string | null
  now: Status | null
  known: number
}

/** Citations that stand in one edition, or in one document that is no law. */
interface Group {
  edition: number | null
  source: number
  document: string
  law: string | null
  /** Of the law, else of the document. */
  title: string
  day: IsoDate | null
  n: number
  to_law: string | null
}

const COLUMNS = `c.*, e.id AS edition_id, c.edition, d.title, coalesce(e.start, d.date) AS day, l.level, l.region,
  CASE WHEN e.key IS NULL THEN NULL ELSE ${STATUS_SQL} END AS now, coalesce(t.known, 0) AS known`

/** Deeper than 编 章 节 条 款 项 目 is a fault of the data. */
const DEEPEST = 12

/** Who cites whom. */
export function citationReader(db: Db) {
  const statements = new Map<string, ReturnType<Db['prepare']>>()
  /** Prepared once for each shape of a query: there are as many as people use combinations of filters. */
  const prepared = (sql: string) => {
    const statement = statements.get(sql) ?? db.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  const groupsOf = (where: Where, split = false): Group[] =>
    prepared(groupsSql(where, split)).all(where.values) as Group[]

  const provision = db.prepare<[number, string], ProvisionRow>(
    'SELECT * FROM provision WHERE edition = ? AND eid = ? ORDER BY key LIMIT 1',
  )
  const lawByTitle = db.prepare<[string], { level: Level | null; region: string | null; known: number }>(
    'SELECT level, region, known FROM law WHERE title = ?',
  )
  const byKey = db.prepare<[number], ProvisionRow>('SELECT * FROM provision WHERE key = ?')
  const sourceText = db.prepare<[number], Buffer>('SELECT text FROM source WHERE key = ?').pluck()
  const containers = db
    .prepare<[string, string], string>(
      `SELECT DISTINCT p.parent FROM edition e JOIN provision p ON p.edition = e.key
         WHERE e.law = ? AND e.chosen = 1 AND p.eid = ? AND p.parent > '' ORDER BY 1`,
    )
    .pluck()

  /** The eIds that hold a place in any edition: 条 of a 款, and the 编, 章, 节 of the 条. */
  function above(law: string, eid: string): string[] {
    const found = new Set<string>()
    let level = [eid]
    for (let depth = 0; level.length > 0 && depth < DEEPEST; depth++) {
      level = level.flatMap((at) => {
        const parent = parentEid(at)
        return parent === undefined ? containers.all(law, at) : [parent]
      })
      for (const parent of level) found.add(parent)
    }
    return [...found]
  }

  function holding({ law, eid }: CitationQuery): string[] {
    return law === undefined || eid === undefined ? [] : above(law, eid)
  }

  function citations(query: CitationQuery): CitationPage {
    const { offset, limit } = checked(query.page)
    const holders = holding(query)
    const where = whereOf(query, holders)
    const groups = groupsOf(where)
    const rows = pageOf(where, groups, offset, limit)
    const around = query.direction === 'in' && query.eid !== undefined
    return {
      items: query.bare ? rows.map((row) => rowOf(row, NOWHERE)) : inContext(rows),
      total: sum(groups),
      around: around ? sum(groupsOf(whereOf({ ...query, scope: 'around' }, holders))) : 0,
    }
  }

  /** Only the editions that the page reaches into are read. */
  function pageOf({ citation, values }: Where, groups: readonly Group[], offset: number, limit: number): Row[] {
    const select = prepared(
      `SELECT ${COLUMNS} FROM citation c INDEXED BY citation_document
         JOIN document d ON d.id = c.document AND d.source = c.source
         LEFT JOIN edition e ON e.key = c.edition
         LEFT JOIN law l ON l.title = c.law LEFT JOIN law t ON t.title = c.to_law
         WHERE c.document = @in_document AND c.source = @in_source AND c.edition IS @in_edition AND ${citation}
         ORDER BY c.start, c.ord, c.key LIMIT @limit OFFSET @offset`,
    )
    const rows: Row[] = []
    let skip = offset
    for (const { edition, source, document, n } of groups) {
      if (rows.length >= limit) break
      if (skip < n) {
        const place = { in_document: document, in_source: source, in_edition: edition }
        rows.push(...(select.all({ ...values, ...place, offset: skip, limit: limit - rows.length }) as Row[]))
      }
      skip = Math.max(0, skip - n)
    }
    return rows
  }

  function citationLaws(query: CitationQuery): Paged<CountedLaw> {
    const { offset, limit } = checked(query.page)
    const incoming = query.direction === 'in'
    const counted = new Map<string, { title: string; count: number; document?: true }>()
    for (const { law, title, to_law, n } of groupsOf(whereOf(query, holding(query)), !incoming)) {
      const name = incoming ? title : to_law
      if (name === null) continue // what could not be resolved cites no law
      const group = counted.get(name) ?? { title: name, count: 0, ...(incoming && !law ? { document: true } : {}) }
      group.count += n
      counted.set(name, group)
    }
    const all = [...counted.values()].sort((a, b) => b.count - a.count || compare(a.title, b.title))
    return { items: all.slice(offset, offset + limit).map(withLaw), total: all.length }
  }

  function withLaw(group: Pick<CountedLaw, 'title' | 'count' | 'document'>): CountedLaw {
    const law = lawByTitle.get(group.title)
    return {
      ...group,
      ...(law?.level ? { level: law.level } : {}),
      ...(law?.region ? { region: law.region } : {}),
      known: law?.known === 1,
    }
  }

  /** Each source text is unpacked once for a page, though a document may cite many times. */
  function inContext(rows: readonly Row[]): CitationRow[] {
    const texts = new Map<number, string>()
    const textOf = (source: number): string => {
      const text = texts.get(source) ?? unpacked(sourceText.get(source))
      texts.set(source, text)
      return text
    }
    return rows.map((row) =>
      rowOf(
        row,
        row.edition !== null && row.eid !== null
          ? ofProvision(row.edition, row.eid, row.start)
          : inDocument(textOf(row.source), row),
      ),
    )
  }

  function rowOf(row: Row, context: Context): CitationRow {
    const found = placeIn(context, row.text)
    return present<CitationRow>({
      citation: citationOf(row),
      document: row.title,
      ...{ day: row.day, level: row.level, region: row.region, status: row.now },
      context: context.text,
      at: found < 0 ? null : [found, found + row.text.length],
      known: row.known === 1,
    })
  }

  function ofProvision(edition: number, eid: string, start: number): Context {
    const row = provision.get(edition, eid)
    if (!row) return NOWHERE
    const article = row.within ? byKey.get(row.key - row.within) : row
    return inProvision(provisionOf(row, { law: '', id: '' }, article?.text ?? ''), start)
  }

  return {
    citations,
    citationLaws,
    citedCounts: (law: string, at: IsoDate = today()): ReadonlyMap<string, number> =>
      new Map(
        (prepared(PER_ARTICLE).all({ law, at }) as { eid: string; count: number }[]).map((r) => [r.eid, r.count]),
      ),
    citationEdges(
      level: 'law' | 'article',
      at: IsoDate | 'all' = today(),
      touching?: readonly string[],
    ): CitationEdge[] {
      const day = at === 'all' ? today() : at
      if (touching === undefined)
        return prepared(`${edges(level, at === 'all')} ORDER BY 1, 2`).all({ at: day }) as CitationEdge[]
      const nodes = JSON.stringify(touching)
      const laws = JSON.stringify([...new Set(touching.map(lawOfNode))])
      return prepared(edgesTouching(level, at === 'all')).all({ at: day, nodes, laws }) as CitationEdge[]
    },
  }
}

const sum = (groups: readonly Group[]): number => groups.reduce((n, group) => n + group.n, 0)

function unpacked(text: Buffer | undefined): string {
  return text ? inflateRawSync(text).toString('utf8') : ''
}

const PER_ARTICLE = `SELECT substr(c.to_eid, 1, instr(c.to_eid || '__', '__') - 1) AS eid, count(*) AS count
  FROM citation c LEFT JOIN edition e ON e.key = c.edition
  WHERE c.to_law = @law AND c.to_eid >= 'art_' AND c.to_eid < 'art\`'
    AND (c.edition IS NULL OR (e.chosen = 1 AND ${IN_FORCE})) GROUP BY 1`

/** 中华人民共和国刑法#art_234-1, or the title where a law as a whole, its 章 or an annex is meant. */
const node = (law: string, eid: string, level: 'law' | 'article') =>
  level === 'law'
    ? law
    : `${law} || CASE WHEN substr(${eid}, 1, 4) = 'art_' THEN '#' || substr(${eid}, 1, instr(${eid} || '__', '__') - 1) ELSE '' END`

const edges = (level: 'law' | 'article', all: boolean, more = '') =>
  `SELECT ${node('c.law', 'c.eid', level)} AS "from", ${node('c.to_law', 'c.to_eid', level)} AS "to", count(*) AS count
     FROM citation c JOIN edition e ON e.key = c.edition
     WHERE c.law IS NOT NULL AND c.to_law IS NOT NULL AND c.status = 'resolved' AND e.chosen = 1
       ${all ? '' : `AND ${IN_FORCE}`} ${more} GROUP BY 1, 2`

const LISTED = (values: string) => `(SELECT value FROM json_each(${values}))`

/** Found by the laws at either end, which have an index; only then by the nodes themselves. */
const edgesTouching = (level: 'law' | 'article', all: boolean) =>
  `SELECT * FROM (${edges(level, all, `AND c.law IN ${LISTED('@laws')}`)}
     UNION ${edges(level, all, `AND c.to_law IN ${LISTED('@laws')}`)})
     WHERE "from" IN ${LISTED('@nodes')} OR "to" IN ${LISTED('@nodes')} ORDER BY 1, 2`
