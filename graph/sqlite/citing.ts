import { today } from '../../base/clock.ts'
import { asked } from '../asked.ts'
import type { CitationQuery } from '../store.ts'
import { bound, STATUS_SQL } from './sql.ts'

/** The part of a query that says which citations are meant; without page and grouping. */
export type CitationFilter = Omit<CitationQuery, 'page' | 'bare'>

/**
 * A CitationQuery as SQL, in two halves: what a citation itself tells, and what the edition or document tells in which it
 * stands. A code is cited thousands of times, but by some hundred editions: so citations are first counted by edition, and only
 * those counts are asked whether the edition is in force. Only the filters that are given become conditions: with all of them
 * written as `@x IS NULL OR …`, SQLite would pick one plan for every query. Every value is bound.
 */
export interface Where {
  /** Over `citation c`. */
  readonly citation: string
  /** Over `edition e`. */
  readonly edition: string
  /** Over `document d`, for what is no law; absent where only editions are meant. */
  readonly document?: string
  readonly values: Record<string, unknown>
}

// '`' is the character after '_': all eIds that begin with `art_3__`
const parts = (column: string) => `(${column} = @eid OR (${column} > @eid || '__' AND ${column} < @eid || '_\`'))`

/** The edition of its law that is read on the day. */
const SHOWN = 'e.shown_from <= @at AND @at < e.shown_to'

/** The same, where it is in force or its dates are unknown; as in `search`. */
export const IN_FORCE = `${SHOWN} AND ${STATUS_SQL} IN ('in_force', 'unknown')`

/** The day from which a citing edition counts. */
export const START = `coalesce(e.start, (SELECT w.date FROM document w WHERE w.id = e.document AND w.source = e.source))`

const yearOf = (date: string) => `CAST(substr(${date}, 1, 4) AS INTEGER)`

/** `above`: the eIds that hold the place. Errors: QUERY_INVALID where the query names neither law nor text. */
export function whereOf(query: CitationFilter, above: readonly string[] = []): Where {
  const { law, eid, direction, relation, level, region, other, year, status, edition, document } = asked(query)
  const incoming = direction === 'in'
  const around = incoming && query.scope === 'around'
  const all = query.at === 'all'
  const otherLaw = incoming ? 'c.law' : 'c.to_law'
  const citation = [
    law !== undefined && (incoming ? 'c.to_law = @law' : 'c.law = @law'),
    around && '(c.to_eid IS NULL OR c.to_eid IN (SELECT value FROM json_each(@above)))',
    !around && eid !== undefined && parts(incoming ? 'c.to_eid' : 'c.eid'),
    relation && 'c.relation = @relation',
    other !== undefined && `${otherLaw} = @other`,
    level && `${otherLaw} IN (SELECT title FROM law WHERE level = @level)`,
    region !== undefined && `${otherLaw} IN (SELECT title FROM law WHERE region = @region)`,
    document !== undefined && 'c.document = @document',
    edition !== undefined && 'c.edition IN (SELECT key FROM edition WHERE id = @edition)',
  ]
  const ofEdition = [
    'e.chosen = 1', // several files may print one edition: it cites once
    year !== undefined && `coalesce(e.year, ${yearOf(START)}) = @year`,
    status && `${STATUS_SQL} = @status`,
    // an amended edition is shown on no day but its own; all others only where they are the one that is shown
    !all && status !== undefined && status !== 'amended' && SHOWN,
    !all && status === undefined && (incoming ? IN_FORCE : SHOWN),
  ]
  const ofDocument = ['1', year !== undefined && `${yearOf('d.date')} = @year`]
  return {
    citation: and(citation),
    edition: and(ofEdition),
    ...(edition === undefined && status === undefined ? { document: and(ofDocument) } : {}),
    values: {
      ...bound({ law, eid, relation, level, region, other, year, status, edition, document }),
      at: query.at === undefined || all ? today() : query.at,
      above: JSON.stringify(above),
    },
  }
}

function and(terms: readonly (string | false | undefined)[]): string {
  const given = terms.filter((t) => t)
  return given.length === 0 ? '1' : given.join(' AND ')
}

/**
 * How many of the citations stand in each edition (or document), in the order in which they are listed. All citations of one
 * stand together in that order, so that a page is found without sorting them. `split`: each also by the cited law.
 */
export function groupsSql({ citation, edition, document }: Where, split: boolean): string {
  const to = split ? ', c.to_law' : ''
  const ofEditions = `SELECT g.edition, e.source, e.document, e.law, e.law AS title, ${START} AS day, g.n, g.to_law
    FROM (SELECT c.edition, count(*) AS n, ${split ? 'c.to_law' : 'NULL AS to_law'}
      FROM citation c WHERE ${citation} AND c.edition IS NOT NULL GROUP BY c.edition${to}) g
    JOIN edition e ON e.key = g.edition WHERE ${edition}`
  const ofDocuments = `SELECT NULL, d.source, d.id, NULL, d.title, d.date, g.n, g.to_law
    FROM (SELECT c.source, c.document, count(*) AS n, ${split ? 'c.to_law' : 'NULL AS to_law'}
      FROM citation c WHERE ${citation} AND c.edition IS NULL GROUP BY c.source, c.document${to}) g
    JOIN document d ON d.id = g.document AND d.source = g.source WHERE ${document}`
  return `SELECT * FROM (${ofEditions}${document === undefined ? '' : ` UNION ALL ${ofDocuments}`})
    ORDER BY day DESC, law, document, source`
}
