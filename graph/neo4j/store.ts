import { fail } from '../../base/errors.ts'
import type { Store } from '../store.ts'
import type { Address } from './address.ts'
import { articleReader } from './articles.ts'
import { checkStore } from './check.ts'
import { citationReader } from './citations.ts'
import { type ConnectOptions, connect } from './connection.ts'
import { linker } from './link.ts'
import { nearest } from './nearest.ts'
import { reader } from './read.ts'
import { recordsOf } from './records.ts'
import { type PrepareOptions, prepare } from './schema.ts'
import { wordRanker } from './search.ts'
import { embedding } from './to-embed.ts'
import { vectorModels } from './vectors.ts'
import { writer } from './write.ts'

interface Neo4jOptions extends ConnectOptions, PrepareOptions {}

/** With two cores on either side, more only wait for each other. */
const WRITERS = 4

/**
 * The store in a database of a Neo4j server; the schema is made where it is empty.
 * Errors: STORE_UNAVAILABLE, STORE_DENIED, STORE_NEWER, STORE_FOREIGN, STORE_MISMATCH, STORE_UNREADABLE.
 */
export async function openNeo4jStore(address: Address, options: Neo4jOptions = {}): Promise<Store> {
  const db = connect(address, options)
  try {
    await prepare(db, options)
  } catch (error) {
    await db.close()
    throw error
  }
  const read = reader(db)
  const write = writer(db)
  const links = linker(db)
  const cites = citationReader(db)
  const vectors = { ...vectorModels(db), ...embedding(db) }
  const writing = () => {
    if (options.readonly) throw fail('STORE_UNREADABLE', { path: db.shown, reason: 'it was opened read-only' })
    return write
  }
  return {
    writers: WRITERS,
    ...read,
    ...links,
    link: async (made, seen) => {
      writing()
      return links.link(made, seen)
    },
    ...cites,
    apply: async (contribution) => writing().apply(contribution),
    remove: async (sourceId) => writing().remove(sourceId),
    rankByWords: wordRanker(db),
    ...nearest(db),
    articles: articleReader(db),
    ...vectors,
    beginVectors: async (model, o) => {
      writing()
      return vectors.beginVectors(model, o)
    },
    putVectors: async (model, rows) => {
      writing()
      return vectors.putVectors(model, rows)
    },
    serveVectors: async (model) => {
      writing()
      return vectors.serveVectors(model)
    },
    records: () => recordsOf(db),
    check: async (o) => {
      if (o?.repair) writing()
      return checkStore(db, o?.repair ?? false)
    },
    close: db.close,
  }
}
