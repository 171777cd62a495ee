/** Pieces of Cypher that several questions share. They hold no value: all values are parameters. */

/** The day on which `e` is the edition of its law that is shown. */
export const SHOWN = '(e.shown_from IS NULL OR e.shown_from <= $at) AND (e.shown_to IS NULL OR $at < e.shown_to)'

/** Status of `e` on the day $at; the same as `statusAt` of `graph/status.ts`. */
export const STATUS = `CASE WHEN e.repealed <= $at OR (e.repealed IS NULL AND e.expired AND e.next_from IS NULL) THEN 'repealed'
  WHEN e.counts_from IS NULL THEN 'unknown' WHEN e.counts_from > $at THEN 'not_yet' WHEN e.next_from <= $at THEN 'amended'
  ELSE 'in_force' END`

/** Shown, and in force or without dates. */
export const IN_FORCE = `${SHOWN} AND ${STATUS} IN ['in_force', 'unknown']`

/**
 * `l`, the law that $title means, or no row where it is unknown or means several. The title itself goes before an alias, and an
 * alias before the form with or without 中华人民共和国 ($other).
 */
export const FIND_LAW = `CALL () {
    MATCH (l:Law {title: $title}) RETURN l, 0 AS nearness
    UNION MATCH (:Alias {name: $title})-[:NAMES]->(l:Law) RETURN l, 1 AS nearness
    UNION MATCH (l:Law {title: $other}) RETURN l, 2 AS nearness
    UNION MATCH (:Alias {name: $other})-[:NAMES]->(l:Law) RETURN l, 2 AS nearness
  }
  WITH l, min(nearness) AS nearness
  WITH nearness, collect(l) AS found ORDER BY nearness LIMIT 1
  WITH found WHERE size(found) = 1
  WITH found[0] AS l`

/** Relationship types of the relations between what cites and what is cited. */
export const CITING = {
  reference: 'CITES',
  basis: 'BASED_ON',
  repeals: 'REPEALS',
  amends: 'AMENDS',
  defines: 'DEFINES',
} as const

/** What a record of a provision is made of, and its place; what is only there to find it, its vector above all, stays where it is. */
export const provisionFields = (node: string): string =>
  `${node} {.law, .edition, .eid, .kind, .label, .heading, .text, .parent, .order, .known, .ranges, .place}`
