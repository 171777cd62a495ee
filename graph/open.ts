import { fail } from '../base/errors.ts'
import type { Contribution, GraphRecord } from './model.ts'
import { stage } from './sqlite/stage.ts'
import { openSqliteStore } from './sqlite/store.ts'
import type { Store } from './store.ts'

export interface OpenOptions {
  /** No change is possible, and the store must exist. */
  readonly readonly?: boolean
}

/**
 * The store at `url`: a path or `sqlite:path`.
 * Errors: STORE_UNSUPPORTED, STORE_NEWER, STORE_UNREADABLE, STORE_BUSY.
 */
export async function openStore(url: string, options: OpenOptions = {}): Promise<Store> {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(url)?.[1]?.toLowerCase() // one letter is a drive of Windows
  if (scheme === undefined) return openSqliteStore(url, options)
  if (scheme === 'sqlite') return openSqliteStore(url.slice('sqlite:'.length), options)
  throw fail('STORE_UNSUPPORTED', { url: withoutSecrets(url) })
}

/** `neo4j://me:secret@host` → `neo4j://host` */
function withoutSecrets(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//')
}

/**
 * Records in any order → one contribution for each source, by source id, ready to apply. Records wait in a temporary database on
 * disk, so that memory holds one contribution at a time. A law that no edition or `sources` ties to a source goes with the first.
 * Errors: RECORD_INVALID for a record whose source, document or edition is nowhere in the file (its line is counted from 1).
 */
export async function* contributionsOf(
  records: AsyncIterable<GraphRecord> | Iterable<GraphRecord>,
): AsyncGenerator<Contribution> {
  const staged = stage()
  try {
    for await (const record of records) staged.add(record)
    yield* staged.contributions()
  } finally {
    staged.close()
  }
}
