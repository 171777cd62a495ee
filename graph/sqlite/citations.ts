import { inflateRawSync } from 'node:zlib'
import { today } from '../../base/clock.ts'
import { parentEid } from '../ids.ts'
import type { IsoDate, Level, Provision, Status } from '../model.ts'
import type { CitationEdge, CitationPage, CitationQuery, CitationRow, CountedLaw, Paged } from '../store.ts'
import { CITING, DAY, IN_FORCE, type Where, whereOf } from './citing.ts'
import { checked, STATUS_SQL } from './read.ts'
import { type CitationRecordRow, citationOf, type ProvisionRow, provisionOf } from './rows.ts'
import type { Db } from './schema.ts'

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

interface GroupRow {
  title: string
  count: number
  document: number
  total: number
  level: Level | null
  region: string | null
  known: number | null
}

const ORDER = `ORDER BY ${DAY} DESC, c.law, c.document, c.start, c.ord, c.key`

const COLUMNS = `c.*, e.id AS edition_id, c.edition, d.title, ${DAY} AS day, l.level, l.region,
  CASE WHEN e.key IS NULL THEN NULL ELSE ${STATUS_SQL} END AS now, coalesce(t.known, 0) AS known`

/** The text that is shown around a citation, and about where in it the citation stands. */
interface Context {
  readonly text: string
  readonly expected: number
}

const NOWHERE: Context = { text: '', expected: 0 }

/** How much of a document is shown around a citation, in characters to each side. */
const AROUND_DOCUMENT = 120

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
  const countOf = ({ from, where, values }: Where): number =>
    prepared(`SELECT count(*) ${from} WHERE ${where}`).pluck().get(values) as number

  const provision = db.prepare<[number, string], ProvisionRow>(
    'SELECT * FROM provision WHERE edition = ? AND eid = ? ORDER BY key LIMIT 1',
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

  function citations(query: CitationQuery): CitationPage {
    const { offset, limit } = checked(query.page)
    const holding = query.law !== undefined && query.eid !== undefined ? above(query.law, query.eid) : []
    const asked = whereOf(query, holding)
    const total = countOf(asked)
    const rows = total > offset ? pageOf(asked, offset, limit) : []
    const around = query.direction === 'in' && query.eid !== undefined
    return {
      items: query.bare ? rows.map((row) => rowOf(row, NOWHERE)) : inContext(rows),
      total,
      around: around ? countOf(whereOf({ ...query, scope: 'around' }, holding)) : 0,
    }
  }

  /** First the keys alone, in order; then the rows of the page: sorting carries numbers instead of whole rows. */
  function pageOf({ from, where, values }: Where, offset: number, limit: number): Row[] {
    const keys = prepared(`SELECT c.key ${from} WHERE ${where} ${ORDER} LIMIT @limit OFFSET @offset`)
      .pluck()
      .all({ ...values, offset, limit })
    const rows = prepared(
      `SELECT ${COLUMNS} FROM json_each(@keys) k JOIN citation c ON c.key = k.value
         JOIN document d ON d.id = c.document AND d.source = c.source
         LEFT JOIN edition e ON e.key = c.edition
         LEFT JOIN law l ON l.title = c.law LEFT JOIN law t ON t.title = c.to_law ORDER BY k.key`,
    )
    return rows.all({ keys: JSON.stringify(keys), at: values.at }) as Row[]
  }

  function citationLaws(query: CitationQuery): Paged<CountedLaw> {
    const { offset, limit } = checked(query.page)
    const holding = query.law !== undefined && query.eid !== undefined ? above(query.law, query.eid) : []
    const { from, where, values } = whereOf(query, holding)
    // what could not be resolved cites no law
    const other = query.direction === 'in' ? CITING : 'c.to_law'
    const groups = `SELECT ${other} AS title, count(*) AS count, max(c.law IS NULL) AS document ${from} WHERE ${where} GROUP BY 1 HAVING title IS NOT NULL`
    const page = prepared(
      `SELECT g.*, l.level, l.region, l.known
         FROM (SELECT title, count, document, count(*) OVER () AS total FROM (${groups}) ORDER BY count DESC, title
           LIMIT @limit OFFSET @offset) g
         LEFT JOIN law l ON l.title = g.title ORDER BY g.count DESC, g.title`,
    )
    const rows = page.all({ ...values, offset, limit }) as GroupRow[]
    const beyond = () => prepared(`SELECT count(*) FROM (${groups})`).pluck().get(values) as number
    return {
      items: rows.map(({ title, count, document, level, region, known }) => ({
        ...{ title, count },
        ...(document === 1 && query.direction === 'in' ? { document: true as const } : {}),
        ...(level ? { level } : {}),
        ...(region ? { region } : {}),
        known: known === 1,
      })),
      total: rows[0]?.total ?? (offset === 0 ? 0 : beyond()),
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
          ? inProvision(row.edition, row.eid, row.start)
          : inDocument(row, textOf),
      ),
    )
  }

  function rowOf(row: Row, { text, expected }: Context): CitationRow {
    const found = nearest(text, row.text, expected)
    return {
      citation: citationOf(row),
      document: row.title,
      ...(row.day === null ? {} : { day: row.day }),
      ...(row.level === null ? {} : { level: row.level }),
      ...(row.region === null ? {} : { region: row.region }),
      ...(row.now === null ? {} : { status: row.now }),
      context: text,
      ...(found < 0 ? {} : { at: [found, found + row.text.length] as const }),
      known: row.known === 1,
    }
  }

  function inProvision(edition: number, eid: string, start: number): Context {
    const row = provision.get(edition, eid)
    if (!row) return NOWHERE
    const article = row.within ? byKey.get(row.key - row.within) : row
    const { text, ranges } = provisionOf(row, { law: '', id: '' }, article?.text ?? '')
    return { text, expected: lengthBefore(ranges, start) }
  }

  function inDocument(row: Row, textOf: (source: number) => string): Context {
    const whole = textOf(row.source)
    const start = Math.max(whole.lastIndexOf('\n', row.start) + 1, row.start - AROUND_DOCUMENT)
    const end = whole.indexOf('\n', row.end)
    const text = whole.slice(start, Math.min(end < 0 ? whole.length : end, row.end + AROUND_DOCUMENT))
    return { text, expected: row.start - start }
  }

  return {
    citations,
    citationLaws,
    citedCounts: (law: string, at: IsoDate = today()): ReadonlyMap<string, number> =>
      new Map(
        (prepared(PER_ARTICLE).all({ law, at }) as { eid: string; count: number }[]).map((r) => [r.eid, r.count]),
      ),
    citationEdges: (level: 'law' | 'article', at: IsoDate | 'all' = today()): CitationEdge[] =>
      prepared(edges(level, at === 'all')).all({ at: at === 'all' ? today() : at }) as CitationEdge[],
  }
}

/** Characters of the ranges that stand before `position` in the source. */
function lengthBefore(ranges: Provision['ranges'], position: number): number {
  return ranges.reduce((n, [start, end]) => n + Math.max(0, Math.min(end, position) - start), 0)
}

/** Where `part` stands in `text`: 前款 can stand there twice, so the place nearest to the expected one counts. */
function nearest(text: string, part: string, expected: number): number {
  const after = text.indexOf(part, expected)
  const before = text.lastIndexOf(part, expected)
  if (after < 0 || before < 0) return Math.max(after, before)
  return after - expected <= expected - before ? after : before
}

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

const edges = (level: 'law' | 'article', all: boolean) =>
  `SELECT ${node('c.law', 'c.eid', level)} AS "from", ${node('c.to_law', 'c.to_eid', level)} AS "to", count(*) AS count
     FROM citation c JOIN edition e ON e.key = c.edition
     WHERE c.law IS NOT NULL AND c.to_law IS NOT NULL AND c.status = 'resolved' AND e.chosen = 1
       ${all ? '' : `AND ${IN_FORCE}`} GROUP BY 1, 2 ORDER BY 1, 2`
