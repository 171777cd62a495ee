import type { Db } from './schema.ts'

/** What the database is like, as far as this connection can tell: another text after anyone has written. */
export function versionOf(db: Db): () => string {
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck()
  return () => `${db.pragma('data_version', { simple: true })} ${changes.get()}`
}

/**
 * Values that are made at the first question for their key and kept until anyone writes, at most `most` of them:
 *
 *   const headings = keptBy(version, 50_000, read)
 *   const of = headings()        // looks once whether anyone has written
 *   of(1), of(2), of(1)          // reads two
 */
export function keptBy<K, V>(version: () => string, most: number, make: (key: K) => V): () => (key: K) => V {
  const values = new Map<K, V>()
  let at = ''
  const of = (key: K): V => {
    const kept = values.get(key)
    if (kept !== undefined) return kept
    if (values.size >= most) values.clear()
    const value = make(key)
    values.set(key, value)
    return value
  }
  return () => {
    const now = version()
    if (now !== at) values.clear()
    at = now
    return of
  }
}
