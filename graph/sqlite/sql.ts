/** Pieces of SQL that several questions share. */

/** Status of a row of `edition e` on the day @at; the same as `statusAt` of `graph/status.ts`. */
export const STATUS_SQL = `CASE WHEN e.repealed <= @at OR (e.repealed IS NULL AND e.expired = 1 AND e.next_start IS NULL) THEN 'repealed' WHEN e.start IS NULL THEN 'unknown'
  WHEN e.start > @at THEN 'not_yet' WHEN e.next_start <= @at THEN 'amended' ELSE 'in_force' END`

export const EDITION_COLUMNS = `e.key, e.law, e.id, e.part, e.adopted, e.adopted_by, e.approved, e.approved_by, e.promulgated,
  e.promulgated_by, e.amended, e.effective, e.repealed, e.expired, e.status, e.document, e.history`

/** SQLite takes null for "not given", never undefined. */
export function bound<T extends Record<string, string | number | undefined>>(values: T) {
  return Object.fromEntries(Object.entries(values).map(([k, v]) => [k, v ?? null]))
}
