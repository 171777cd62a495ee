import { readConfig } from '../base/config.ts'
import { fail } from '../base/errors.ts'
import type { Contribution, GraphRecord } from './model.ts'
import { isNeo4j, readAddress, withoutSecrets } from './neo4j/address.ts'

export { openVectorCache, withoutSecrets }

import type { ImportFiles, ImportOptions } from './neo4j/csv.ts'
import { stage } from './sqlite/stage.ts'
import { openSqliteStore } from './sqlite/store.ts'
import { openVectorCache } from './sqlite/vector-cache.ts'
import type { Store } from './store.ts'

export interface OpenOptions {
  /** No change is possible, and the store must exist. */
  readonly readonly?: boolean
  /** What was made with tokens of another kind is made anew, instead of STORE_MISMATCH. */
  readonly rebuild?: boolean
  /** How long to wait for a server that does not answer, in milliseconds; 0 (default) tells of it at once. */
  readonly patience?: number
  /** Called when such waiting begins, with the address without secrets. */
  readonly onWait?: (shown: string) => void
}

/**
 * The store at `url`: a path, `sqlite:path`, or `neo4j://user@host:7687/database` (also bolt:, and +s for TLS), its password in
 * FAMAI_STORE_PASSWORD or in the file that FAMAI_STORE_PASSWORD_FILE names.
 * Errors: STORE_UNSUPPORTED, STORE_NEWER, STORE_UNREADABLE, STORE_BUSY; of a server also STORE_UNAVAILABLE, STORE_DENIED,
 * STORE_FOREIGN, STORE_MISMATCH.
 */
export async function openStore(url: string, options: OpenOptions = {}): Promise<Store> {
  if (isNeo4j(url)) {
    const { openNeo4jStore } = await import('./neo4j/store.ts') // the driver costs every command on a file a tenth of a second
    return openNeo4jStore(readAddress(url, readConfig()), options)
  }
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(url)?.[1]?.toLowerCase() // one letter is a drive of Windows
  if (scheme === undefined) return openSqliteStore(url, options)
  if (scheme === 'sqlite') return openSqliteStore(url.slice('sqlite:'.length), options)
  throw fail('STORE_UNSUPPORTED', { url: withoutSecrets(url) })
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

/**
 * Records in any order → a folder of CSV files for `neo4j-admin database import`, as `neo4j/csv.ts` tells.
 * Errors: RECORD_INVALID, also for a text that such a file can't hold.
 */
export async function writeImportFiles(
  records: AsyncIterable<GraphRecord> | Iterable<GraphRecord>,
  folder: string,
  options: ImportOptions = {},
): Promise<ImportFiles> {
  const csv = await import('./neo4j/csv.ts') // as above
  return csv.writeImportFiles(contributionsOf(records), folder, options)
}
