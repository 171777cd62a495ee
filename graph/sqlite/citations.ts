import { inflateRawSync } from 'node:zlib'
import { today } from '../../base/clock.ts'
import { parentEid } from '../ids.ts'
import type { IsoDate, Level, Status } from '../model.ts'
import type { CitationEdge, CitationPage, CitationQuery, CitationRow, CountedLaw, Paged } from '../store.ts'
import { bound, checked, STATUS_SQL } from './read.ts'
import { type CitationRecordRow, citationOf, type ProvisionRow, provisionOf } from './rows.ts'
import type { Db } from './schema.ts'

interface Row extends CitationRecordRow {
  edition: number | null
  source: number
  title: string
  day: IsoDate | null
  level: Level | null
  region: string | null
  now: Status | null
  known: number
}

/** Citations with their ends: `l` is the citing law, `o` the law at the other end of the question. */
const JOINED = (other: string) => `FROM citation c
  JOIN document d ON d.id = c.document AND d.source = c.source
  LEFT JOIN edition e ON e.key = c.edition
  LEFT JOIN law l ON l.title = c.law
  LEFT JOIN law o ON o.title = ${other}`

/** The filters of a CitationQuery; every one is a bound value. */
const FILTERS = (other: string) => `(c.edition IS NULL OR e.chosen = 1)
  AND (@relation IS NULL OR c.relation = @relation)
  AND (@other IS NULL OR ${other} = @other) AND (@level IS NULL OR o.level = @level)
  AND (@region IS NULL OR o.region = @region)
  AND (@year IS NULL OR coalesce(e.year, CAST(substr(d.date, 1, 4) AS INTEGER)) = @year)
  AND (@status IS NULL OR (e.key IS NOT NULL AND ${STATUS_SQL} = @status))
  AND (@all = 1 OR e.key IS NULL OR (e.shown_from <= @at AND @at < e.shown_to))`

// '\`' is the character after '_': all eIds that begin with \`art_3__\`
const BELOW = (column: string) =>
  `(@eid IS NULL OR ${column} = @eid OR (${column} > @eid || '__' AND ${column} < @eid || '_\`'))`

const PLACES = {
  in: `c.to_law = @law AND ${BELOW('c.to_eid')}`,
  out: `c.law = @law AND ${BELOW('c.eid')}`,
} as const

const AROUND = `c.to_law = @law AND (c.to_eid IS NULL OR c.to_eid IN (SELECT value FROM json_each(@above)))`

const OTHER = { in: 'c.law', out: 'c.to_law' } as const

const ORDER = `ORDER BY coalesce(e.start, d.date) DESC, c.law, c.document, c.start, c.ord, c.key`

/** How much of a document is shown around a citation, in characters to each side. */
const AROUND_DOCUMENT = 120

/** Who cites whom. */
export function citationReader(db: Db) {
  const selects = statements(db)
  const provision = db.prepare<[number, string], ProvisionRow>(
    'SELECT * FROM provision WHERE edition = ? AND eid = ? ORDER BY key LIMIT 1',
  )
  const byKey = db.prepare<[number], ProvisionRow>('SELECT * FROM provision WHERE key = ?')
  const sourceText = db.prepare<[number], Buffer>('SELECT text FROM source WHERE key = ?').pluck()
  const chapters = db.prepare<[string, string], string>(
    `SELECT DISTINCT p.parent FROM provision p JOIN edition e ON e.key = p.edition
       WHERE e.law = ? AND e.chosen = 1 AND p.eid = ? AND p.parent > ''`,
  )

  function parameters(query: CitationQuery): object {
    const at = query.at === undefined || query.at === 'all' ? today() : query.at
    const { law, eid, relation, level, region, other, year, status } = query
    return bound({
      ...{ law, eid, relation, level, region, other, year, status, at, all: query.at === 'all' ? 1 : 0 },
      above: JSON.stringify(eid === undefined ? [] : above(law, eid)),
    })
  }

  /** The eIds that hold a place: 条 of a 款, and the 编, 章, 节 of the 条. */
  function above(law: string, eid: string): string[] {
    const found: string[] = []
    let at: string | undefined = eid
    while (at !== undefined && found.length < 12) {
      const parent: string | undefined = parentEid(at) ?? (chapters.pluck().get(law, at) as string | undefined)
      if (parent !== undefined) found.push(parent)
      at = parent
    }
    return found
  }

  function citations(query: CitationQuery): CitationPage {
    const { offset, limit } = checked(query.page)
    const where = parameters(query)
    const scope = query.direction === 'in' && query.scope === 'around' ? 'around' : query.direction
    const rows = selects[scope].rows.all({ ...where, offset, limit })
    return {
      items: rows.map(rowOf),
      total: selects[scope].count.get(where) ?? 0,
      around: query.direction === 'in' && query.eid !== undefined ? (selects.around.count.get(where) ?? 0) : 0,
    }
  }

  function citationLaws(query: CitationQuery): Paged<CountedLaw> {
    const { offset, limit } = checked(query.page)
    const where = parameters(query)
    const { groups, groupCount } = selects[query.direction]
    const items = groups.all({ ...where, offset, limit }).map((row): CountedLaw => {
      const { title, count, level, region, known } = row
      return { title, count, ...(level ? { level } : {}), ...(region ? { region } : {}), known: known === 1 }
    })
    return { items, total: groupCount.get(where) ?? 0 }
  }

  function rowOf(row: Row): CitationRow {
    const context = row.edition !== null && row.eid !== null ? provisionText(row.edition, row.eid) : documentText(row)
    const found = context.indexOf(row.text)
    return {
      citation: citationOf(row),
      document: row.title,
      ...(row.day === null ? {} : { day: row.day }),
      ...(row.level === null ? {} : { level: row.level }),
      ...(row.region === null ? {} : { region: row.region }),
      ...(row.now === null ? {} : { status: row.now }),
      context,
      ...(found < 0 ? {} : { at: [found, found + row.text.length] as const }),
      known: row.known === 1,
    }
  }

  function provisionText(edition: number, eid: string): string {
    const row = provision.get(edition, eid)
    if (!row) return ''
    const article = row.within ? byKey.get(row.key - row.within) : row
    return provisionOf(row, { law: '', id: '' }, article?.text ?? '').text
  }

  function documentText(row: Row): string {
    const text = sourceText.get(row.source)
    if (!text) return ''
    const whole = inflateRawSync(text).toString('utf8')
    const start = Math.max(whole.lastIndexOf('\n', row.start) + 1, row.start - AROUND_DOCUMENT)
    const end = whole.indexOf('\n', row.end)
    return whole.slice(start, Math.min(end < 0 ? whole.length : end, row.end + AROUND_DOCUMENT))
  }

  return {
    citations,
    citationLaws,
    citedCounts: (law: string, at: IsoDate = today()): ReadonlyMap<string, number> =>
      new Map(selects.perArticle.all({ law, at }).map((r) => [r.eid, r.count])),
    citationEdges: (level: 'law' | 'article'): CitationEdge[] => selects.edges[level].all(),
  }
}

function statements(db: Db) {
  const of = (place: string, other: string) => ({
    rows: db.prepare<[object], Row>(
      `SELECT c.*, e.id AS edition_id, c.edition, d.title, coalesce(e.start, d.date) AS day, l.level, l.region,
         CASE WHEN e.key IS NULL THEN NULL ELSE ${STATUS_SQL} END AS now, coalesce(o.known, 0) AS known
         ${JOINED(other)} WHERE ${place} AND ${FILTERS(other)} ${ORDER} LIMIT @limit OFFSET @offset`,
    ),
    count: db
      .prepare<[object], number>(`SELECT count(*) ${JOINED(other)} WHERE ${place} AND ${FILTERS(other)}`)
      .pluck(),
    groups: db.prepare<
      [object],
      { title: string; count: number; level: Level | null; region: string | null; known: number }
    >(
      `SELECT coalesce(${other}, d.title) AS title, count(*) AS count, o.level, o.region, coalesce(o.known, 0) AS known
         ${JOINED(other)} WHERE ${place} AND ${FILTERS(other)} GROUP BY 1 ORDER BY count DESC, 1 LIMIT @limit OFFSET @offset`,
    ),
    groupCount: db
      .prepare<[object], number>(
        `SELECT count(DISTINCT coalesce(${other}, d.title)) ${JOINED(other)} WHERE ${place} AND ${FILTERS(other)}`,
      )
      .pluck(),
  })
  const article = (column: string) =>
    `CASE WHEN substr(${column}, 1, 4) = 'art_' THEN '#' || substr(${column}, 1, instr(${column} || '__', '__') - 1) ELSE '' END`
  const edges = (from: string, to: string) =>
    db.prepare<[], CitationEdge>(
      `SELECT ${from} AS "from", ${to} AS "to", count(*) AS count FROM citation c LEFT JOIN edition e ON e.key = c.edition
         WHERE c.law IS NOT NULL AND c.to_law IS NOT NULL AND e.chosen = 1 GROUP BY 1, 2 ORDER BY 1, 2`,
    )
  const perArticle = db.prepare<[object], { eid: string; count: number }>(
    `SELECT substr(c.to_eid, 1, instr(c.to_eid || '__', '__') - 1) AS eid, count(*) AS count
       FROM citation c LEFT JOIN edition e ON e.key = c.edition
       WHERE c.to_law = @law AND c.to_eid LIKE 'art\\_%' ESCAPE '\\'
         AND (c.edition IS NULL OR (e.chosen = 1 AND e.shown_from <= @at AND @at < e.shown_to)) GROUP BY 1`,
  )
  return {
    perArticle,
    in: of(PLACES.in, OTHER.in),
    out: of(PLACES.out, OTHER.out),
    around: of(AROUND, OTHER.in),
    edges: {
      law: edges('c.law', 'c.to_law'),
      article: edges(`c.law || ${article("coalesce(c.eid, '')")}`, `c.to_law || ${article("coalesce(c.to_eid, '')")}`),
    },
  }
}
