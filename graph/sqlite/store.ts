import { fail } from '../../base/errors.ts'
import type { GraphRecord } from '../model.ts'
import type { Store } from '../store.ts'
import { checkStore } from './check.ts'
import { citationReader } from './citations.ts'
import { linker } from './link.ts'
import { sameAnalysis } from './made-with.ts'
import { reader } from './read.ts'
import { recordsOf } from './records.ts'
import { connect, guard, type OpenOptions } from './schema.ts'
import { searcher } from './search.ts'
import { writer } from './write.ts'

/** The store in one SQLite file; it is made where it does not exist. Errors: STORE_NEWER, STORE_UNREADABLE, STORE_BUSY. */
export async function openSqliteStore(path: string, options: OpenOptions = {}): Promise<Store> {
  const db = connect(path, options)
  try {
    guard(path, () => sameAnalysis(db, path, options))
  } catch (error) {
    db.close()
    throw error
  }
  const read = reader(db)
  // Prepared at their first use: a store whose lexical index is gone must open, so that `check` can mend it
  let search: ReturnType<typeof searcher> | undefined
  let write: ReturnType<typeof writer> | undefined
  const searching = () => {
    search ??= searcher(db, path, read.titles)
    return search
  }
  let links: ReturnType<typeof linker> | undefined
  const linking = () => {
    links ??= linker(db)
    return links
  }
  let cites: ReturnType<typeof citationReader> | undefined
  const citing = () => {
    cites ??= citationReader(db)
    return cites
  }
  const mayWrite = () => {
    if (options.readonly) throw fail('STORE_UNREADABLE', { path, reason: 'it was opened read-only' })
  }
  const writing = () => {
    mayWrite()
    write ??= writer(db)
    return write
  }
  const vectors = () => searching().vectors
  const changingVectors = () => {
    mayWrite()
    return vectors()
  }
  /** The driver is synchronous; here its result becomes a promise, and its errors ours. */
  const answer = async <T>(work: () => T): Promise<T> => guard(path, work)

  function close(): void {
    if (!db.open) return
    try {
      write?.tidy()
    } finally {
      db.close()
    }
  }

  return {
    writers: 1,
    apply: (contribution) => answer(() => writing().apply(contribution)),
    remove: (sourceId) => answer(() => writing().remove(sourceId)),
    sourcePaths: () => answer(read.sourcePaths),
    source: (id) => answer(() => read.source(id)),
    sources: (page) => answer(() => read.sources(page)),
    laws: (filter, page) => answer(() => read.laws(filter, page)),
    law: (title) => answer(() => read.law(title)),
    nearTitles: (title, limit) => answer(() => read.nearTitles(title, limit)),
    provision: (law, eid, at) => answer(() => read.provision(law, eid, at)),
    provisions: (editionId) => answer(() => read.provisions(editionId)),
    documents: (filter, page) => answer(() => read.documents(filter, page)),
    document: (id) => answer(() => read.document(id)),
    anomalies: (filter, page) => answer(() => read.anomalies(filter, page)),
    rankByWords: (query) => answer(() => searching().rankByWords(query)),
    rankByMeaning: (query) => answer(() => searching().rankByMeaning(query)),
    articles: (refs, at) => answer(() => searching().articles(refs, at)),
    vectorOf: (ref) => answer(() => searching().vectorOf(ref)),
    vectors: () => answer(() => vectors().state()),
    beginVectors: (model, o) => answer(() => changingVectors().begin(model, o?.replace ?? false)),
    unembedded: (model, limit) => answer(() => vectors().unembedded(model, limit)),
    putVectors: (model, rows) => answer(() => changingVectors().put(model, rows)),
    serveVectors: (model) => answer(() => changingVectors().serve(model)),
    linksStale: () => answer(() => linking().linksStale()),
    knownLaws: () => answer(() => linking().knownLaws()),
    shapes: (law) => answer(() => linking().shapes(law)),
    citationsToLink: () => answer(() => linking().citationsToLink()),
    link: (links, seen) => answer(() => linking().link(links, seen)),
    citations: (query) => answer(() => citing().citations(query)),
    citationLaws: (query) => answer(() => citing().citationLaws(query)),
    citedCounts: (law, at) => answer(() => citing().citedCounts(law, at)),
    citationEdges: (level, at, touching) => answer(() => citing().citationEdges(level, at, touching)),
    counts: () => answer(read.counts),
    records: () => snapshot(path),
    check: (options) => answer(() => checkStore(db, options?.repair ?? false)),
    close: () => answer(close),
  }
}

/** On a connection of its own: what is written meanwhile neither waits for the export nor shows in it. */
async function* snapshot(path: string): AsyncGenerator<GraphRecord> {
  const db = connect(path, { readonly: true })
  try {
    db.exec('BEGIN')
    yield* recordsOf(db)
  } finally {
    db.close()
  }
}
