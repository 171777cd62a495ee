import { today } from '../../base/clock.ts'
import { fail } from '../../base/errors.ts'
import type { CitationQuery } from '../store.ts'
import { bound, STATUS_SQL } from './read.ts'

/** The part of a query that says which citations are meant; without page and grouping. */
export type CitationFilter = Omit<CitationQuery, 'page' | 'bare'>

/**
 * A CitationQuery as SQL over `citation c`, `edition e` (citing, if in a law) and, where a filter asks for it, `law o` (at the
 * other end): a code is cited thousands of times, and every join is paid for each of them. Only the filters that are given become conditions: with all of them written as `@x IS NULL OR …`, SQLite picks
 * one plan for every query and reads all citations of a code to find those of one article. Every value is bound.
 */
export interface Where {
  readonly from: string
  readonly where: string
  readonly values: Record<string, unknown>
}

// '`' is the character after '_': all eIds that begin with `art_3__`
const parts = (column: string) => `(${column} = @eid OR (${column} > @eid || '__' AND ${column} < @eid || '_\`'))`

/** Of the citing document; looked up only where no edition tells it. */
const ofDocument = (column: 'date' | 'title') =>
  `(SELECT d.${column} FROM document d WHERE d.id = c.document AND d.source = c.source)`

/** The day from which the citing text counts. */
export const DAY = `coalesce(e.start, ${ofDocument('date')})`

/** The title of the citing law; a document that is no law stands under its own. */
export const CITING = `coalesce(c.law, ${ofDocument('title')})`

/** The edition of its law that is read on the day. */
const SHOWN = 'e.shown_from <= @at AND @at < e.shown_to'

/** The same, where it is in force or its dates are unknown; as in `search`. */
export const IN_FORCE = `${SHOWN} AND ${STATUS_SQL} IN ('in_force', 'unknown')`

/** `above`: the eIds that hold the place. */
export function whereOf(query: CitationFilter, above: readonly string[] = []): Where {
  const { law, eid, direction, scope, relation, level, region, status, year, edition, document } = query
  const around = direction === 'in' && scope === 'around'
  const other = direction === 'in' ? 'c.law' : 'c.to_law'
  const all = query.at === 'all'
  if (law === undefined && (direction === 'in' || (edition ?? document) === undefined)) {
    throw fail('QUERY_INVALID', { reason: 'citations are asked for of a law, an edition or a document' })
  }
  const terms: readonly (string | false | undefined)[] = [
    // several files may print one edition: it cites once
    '(c.edition IS NULL OR e.chosen = 1)',
    law !== undefined && (direction === 'in' ? 'c.to_law = @law' : 'c.law = @law'),
    around && '(c.to_eid IS NULL OR c.to_eid IN (SELECT value FROM json_each(@above)))',
    !around && eid !== undefined && parts(direction === 'in' ? 'c.to_eid' : 'c.eid'),
    relation && 'c.relation = @relation',
    query.other !== undefined && `${other} = @other`,
    level && 'o.level = @level',
    region !== undefined && 'o.region = @region',
    edition !== undefined && 'e.id = @edition',
    document !== undefined && 'c.document = @document',
    year !== undefined && `coalesce(e.year, CAST(substr(${ofDocument('date')}, 1, 4) AS INTEGER)) = @year`,
    status && `e.key IS NOT NULL AND ${STATUS_SQL} = @status`,
    // an amended edition is shown on no day but its own; all others only where they are the one that is shown
    !all && status !== undefined && status !== 'amended' && SHOWN,
    !all && status === undefined && `(e.key IS NULL OR (${direction === 'in' ? IN_FORCE : SHOWN}))`,
  ]
  const joined = level !== undefined || region !== undefined
  return {
    from: `FROM citation c LEFT JOIN edition e ON e.key = c.edition ${joined ? `LEFT JOIN law o ON o.title = ${other}` : ''}`,
    where: terms.filter((t) => t).join(' AND '),
    values: {
      ...bound({ law, eid, relation, level, region, other: query.other, year, status, edition, document }),
      at: query.at === undefined || query.at === 'all' ? today() : query.at,
      above: JSON.stringify(above),
    },
  }
}
