/** Rows of one statement: enough to make a journey pay, few enough for the server's memory. */
export const BATCH = 2_000

export function batches<T>(rows: readonly T[], size = BATCH): T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => rows.slice(i * size, (i + 1) * size))
}
