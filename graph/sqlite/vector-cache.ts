import Database from 'better-sqlite3'
import { guard } from './schema.ts'

/** Vectors by key in a file of their own, which several processes may use at once. Errors: STORE_UNREADABLE, STORE_BUSY. */
export function openVectorCache(path: string) {
  const db = guard(path, () => {
    const opened = new Database(path, { timeout: 5_000 })
    opened.pragma('journal_mode = WAL')
    opened.pragma('synchronous = NORMAL')
    opened.exec('CREATE TABLE IF NOT EXISTS vector (key TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID')
    return opened
  })
  const one = db.prepare<[string], Buffer>('SELECT data FROM vector WHERE key = ?').pluck()
  const put = db.prepare('INSERT OR REPLACE INTO vector VALUES (?, ?)')
  const putAll = db.transaction((entries: readonly (readonly [key: string, vector: Float32Array])[]) => {
    for (const [key, v] of entries) put.run(key, Buffer.from(v.buffer, v.byteOffset, v.byteLength))
  })
  return {
    get(key: string): Float32Array | undefined {
      const bytes = guard(path, () => one.get(key))
      return bytes && new Float32Array(Uint8Array.from(bytes).buffer)
    },
    put: (entries: readonly (readonly [key: string, vector: Float32Array])[]) =>
      guard(path, () => putAll.immediate(entries)),
    close: () => {
      db.close()
    },
  }
}
