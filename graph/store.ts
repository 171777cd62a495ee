import type {
  Anomaly,
  AnomalyKind,
  Contribution,
  Document,
  DocumentKind,
  Edition,
  GraphRecord,
  IsoDate,
  Law,
  Level,
  Provision,
  Source,
  Status,
} from './model.ts'

/**
 * Where the graph is kept. Adapters: `sqlite/` (embedded), `neo4j/` (server). Contract: `test/contract/store.ts`.
 *
 *   const store = await openStore('famai.db')
 *   await store.apply(contribution)                          // all that one file adds, in one transaction
 *   await store.provision('营口市某条例', 'art_3')             // { provision, edition, law, … } or undefined
 *   await store.search({ terms: ['拖欠', '工资'], page })      // articles, best first
 *   await store.close()
 *
 * Every list is paged, ordered by a stated key with ties broken by id, and tells its total.
 */
export interface Store {
  /** Replace what `source` (same id, or same path) added before by the contribution, in one transaction. Idempotent. */
  apply(contribution: Contribution): Promise<Applied>
  /** Take away all that a source added. Laws that nothing else tells of go with it. False where there is no such source. */
  remove(sourceId: string): Promise<boolean>
  /** What a run needs to skip unchanged files: path → what is stored of it, for all sources. */
  sourcePaths(): Promise<ReadonlyMap<string, Pick<Source, 'id' | 'recipe'>>>

  source(id: string): Promise<Source | undefined>
  /** By path. Without their text. */
  sources(page: Page): Promise<Paged<Omit<Source, 'text'>>>
  /** By title. */
  laws(filter: LawFilter, page: Page): Promise<Paged<LawSummary>>
  /** By title or alias; the canonical title comes back. */
  law(title: string): Promise<LawDetail | undefined>
  /** Titles that share the most two-character sequences with `title`, best first. */
  nearTitles(title: string, limit: number): Promise<string[]>
  /** One provision in the edition in force at `at` (default: today; else the newest not yet in force, else the newest). */
  provision(law: string, eid: string, at?: IsoDate): Promise<ProvisionDetail | undefined>
  /** All provisions of an edition, in the order of the text. */
  provisions(editionId: string): Promise<Provision[]>
  /** By date (newest first), then id. */
  documents(filter: DocumentFilter, page: Page): Promise<Paged<Document>>
  document(id: string): Promise<DocumentDetail | undefined>
  /** By source path, then place. */
  anomalies(filter: AnomalyFilter, page: Page): Promise<Paged<AnomalyRow>>
  /** Articles by BM25 over law title, headings and text. Ties by edition id, then order. */
  search(query: SearchQuery): Promise<Paged<SearchHit>>

  counts(): Promise<Counts>
  /** All records in a fixed order; the same graph gives the same lines. */
  records(): AsyncIterable<GraphRecord>
  /** What is wrong with the store; empty when all is well. `repair` rebuilds what is derived. */
  check(options?: { repair?: boolean }): Promise<Problem[]>
  close(): Promise<void>
}

export interface Page {
  /** From 0. */
  readonly offset: number
  /** 1 to 1,000. */
  readonly limit: number
}

export interface Paged<T> {
  readonly items: readonly T[]
  readonly total: number
}

export interface Applied {
  readonly outcome: 'added' | 'replaced' | 'unchanged'
}

export interface LawFilter {
  /** Characters that the title or an alias contains. */
  readonly title?: string
  readonly level?: Level
  readonly region?: string
  readonly status?: Status
  /** Of the edition's promulgation, else adoption, else effect. */
  readonly year?: number
  /** The day for `status`; default today. */
  readonly at?: IsoDate
  /** False: only those that are cited but not in the corpus; true: only those that are. Default: both. */
  readonly known?: boolean
}

export interface LawSummary {
  readonly law: Law
  /** The edition that is shown for `at`. */
  readonly edition?: Edition
  readonly editions: number
  readonly articles: number
}

export interface LawDetail {
  readonly law: Law
  /** Newest first, with `status` as of today. */
  readonly editions: readonly Edition[]
}

export interface ProvisionDetail {
  readonly law: Law
  readonly edition: Edition
  readonly provision: Provision
  /** From the widest to the parent: 章, 节, 条 … */
  readonly ancestors: readonly Provision[]
  readonly children: readonly Provision[]
  /** Neighbours of the same article level, in the order of the text. */
  readonly previous?: string
  readonly next?: string
}

export interface DocumentFilter {
  readonly title?: string
  readonly kind?: DocumentKind
  readonly source?: string
  readonly parent?: string
  readonly year?: number
}

export interface DocumentDetail {
  readonly document: Document
  readonly parent?: Document
  /** The items of a gazette, in order. */
  readonly items: readonly Document[]
  /** Editions printed in this document. */
  readonly editions: readonly Edition[]
  /** The part of the source text that the document covers. */
  readonly text: string
}

export interface AnomalyFilter {
  readonly kind?: AnomalyKind
  readonly source?: string
  readonly document?: string
}

export interface AnomalyRow {
  readonly anomaly: Anomaly
  readonly path: string
}

export interface SearchQuery {
  /** The user's words, as typed. */
  readonly text: string
  readonly level?: Level
  readonly region?: string
  readonly status?: Status
  readonly year?: number
  readonly law?: string
  /**
   * The day on which editions are chosen, default today: of each law the one that is shown for that day, where it is in force
   * or its dates are unknown. With `status` instead: those that have this status on that day. `all` searches every edition.
   */
  readonly at?: IsoDate | 'all'
  readonly page: Page
}

export interface SearchHit {
  readonly law: Law
  readonly edition: Edition
  readonly provision: Provision
  /** Headings above it: 第二章 … */
  readonly context: readonly string[]
  readonly score: number
  /** Ranges of `provision.text` that match the query, ascending. */
  readonly matches: readonly (readonly [start: number, end: number])[]
}

export interface Counts {
  readonly sources: number
  readonly documents: number
  readonly laws: number
  readonly editions: number
  readonly provisions: number
  readonly articles: number
  readonly anomalies: number
}

export interface Problem {
  readonly code: 'integrity' | 'orphan' | 'index_stale' | 'index_missing' | 'schema'
  readonly message: string
  readonly repaired: boolean
}
