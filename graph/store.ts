import type {
  Anomaly,
  AnomalyKind,
  Citation,
  Contribution,
  Document,
  DocumentKind,
  Edition,
  GraphRecord,
  IsoDate,
  Law,
  Level,
  LinkReason,
  Provision,
  Relation,
  Source,
  Status,
} from './model.ts'

/**
 * Where the graph is kept. Adapters: `sqlite/` (embedded), `neo4j/` (server). Contract: `test/contract/store.ts`.
 *
 *   const store = await openStore('famai.db')
 *   await store.apply(contribution)                          // all that one file adds, in one transaction
 *   await store.provision('营口市某条例', 'art_3')             // { provision, edition, law, … } or undefined
 *   await store.rankByWords({ text: '拖欠工资', page })        // { items: [{ edition, eid, score }, …], total }
 *   await store.close()
 *
 * Every list is paged, ordered by a stated key with ties broken by id, and tells its total.
 */
export interface Store {
  /** How many `apply` it pays to have under way at a time: 1 where a store has one writer. */
  readonly writers: number
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
  rankByWords(query: WordQuery): Promise<Ranking>
  /**
   * Articles by the cosine of their vectors with the one given, of the model that serves. Ties as above. Articles without a
   * vector yet are not in it; nor is any where no model serves or the vector has another dimension.
   */
  rankByMeaning(query: MeaningQuery): Promise<Ranking>
  /** What is shown of articles, in the order given, with the status of `at` (default: today). Those that are gone are left out. */
  articles(refs: readonly ArticleRef[], at?: IsoDate): Promise<ArticleDetail[]>
  /** The vector of an article, as it is stored; undefined where it has none of the model that serves. */
  vectorOf(ref: ArticleRef): Promise<Float32Array | undefined>

  /** What gives vectors, and how many articles have theirs. */
  vectors(): Promise<VectorState>
  /**
   * Make ready for vectors of `model`. Where the store has none, it serves from now on, and vectors are found as they come. Where
   * another one serves: STORE_MISMATCH; with `replace` the other one goes on serving until `serveVectors`.
   */
  beginVectors(model: VectorModel, options?: { replace?: boolean }): Promise<void>
  /** Articles without a vector of `model` (one that was begun), in a fixed order, all editions. Empty: it is whole. */
  unembedded(model: VectorModel, limit: number): Promise<ArticleToEmbed[]>
  /** In one transaction. Keys whose article has gone meanwhile are passed over. */
  putVectors(model: VectorModel, vectors: readonly ArticleVector[]): Promise<void>
  /** From now on `model` alone serves; vectors of others are cleared away. */
  serveVectors(model: VectorModel): Promise<void>

  counts(): Promise<Counts>
  /** True where citations were added or titles came or went since `link` last ran. */
  linksStale(): Promise<boolean>
  /** What resolving citations needs to know of the laws in the store, by title. Only those whose text is here. */
  knownLaws(): Promise<KnownLaw[]>
  /** The editions of a law with the eIds that each holds. Empty for an unknown title. */
  shapes(law: string): Promise<EditionShape[]>
  /** Every citation as written, by cited law, and which changes of the store it takes in. */
  citationsToLink(): Promise<LinkWork>
  /**
   * Put what citations resolve to in place of what was there, in one transaction. Cited laws without a text become nodes.
   * `seen` is that of the work which the links were made from: what came after it stays to be linked (`linksStale`). False, and
   * nothing is written, where another run has linked since that work was read.
   */
  link(links: readonly Link[], seen: LinkWork['seen']): Promise<boolean>
  /** Citations to or from a law or a provision and its parts. */
  citations(query: CitationQuery): Promise<CitationPage>
  /** The same by citing (or cited) law, most citations first, ties by title. */
  citationLaws(query: CitationQuery): Promise<Paged<CountedLaw>>
  /** How often each article of a law is cited, its 款 and 项 included, by editions in force on the day: article's eId → count. */
  citedCounts(law: string, at?: IsoDate): Promise<ReadonlyMap<string, number>>
  /**
   * Citations between laws, each pair once with its count: the graph that ranking and paths run on. Of citing editions in force
   * on the day, as in `citations`. By `from`, then `to`. With `touching` only those that begin or end at one of these nodes.
   */
  citationEdges(level: 'law' | 'article', at?: IsoDate | 'all', touching?: readonly string[]): Promise<CitationEdge[]>

  /** All records in a fixed order; the same graph gives the same lines. */
  records(): AsyncIterable<GraphRecord>
  /** What is wrong with the store; empty when all is well. `repair` rebuilds what is derived. */
  check(options?: { repair?: boolean }): Promise<Problem[]>
  close(): Promise<void>
}

/** What turns texts into vectors. Vectors of two models can't be compared, so one of them serves at a time. */
export interface VectorModel {
  /** Tells all that decides a vector: weights, prefixes, where texts are cut. */
  readonly name: string
  /** Numbers in a vector. */
  readonly dimension: number
}

export interface VectorState {
  /** The one that search uses. */
  readonly serving?: VectorModel
  /** One that is being made to take its place. */
  readonly coming?: VectorModel
  /** Articles of all editions, and how many of them have a vector of the model that serves, and of the one that comes. */
  readonly articles: number
  readonly embedded: number
  readonly coming_embedded: number
}

export interface ArticleToEmbed {
  /** The store's own. */
  readonly key: string | number
  readonly law: string
  /** Headings above it, the widest first: 第二章 工资支付 */
  readonly headings: readonly string[]
  readonly heading?: string
  readonly text: string
}

export interface ArticleVector {
  readonly key: ArticleToEmbed['key']
  /** Of length 1. */
  readonly vector: Float32Array
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

/** Which articles a search looks at. */
export interface SearchScope {
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
}

export interface WordQuery extends SearchScope {
  /** The user's words, as typed. */
  readonly text: string
  readonly page: Page
}

export interface MeaningQuery extends SearchScope {
  /** Of length 1. */
  readonly vector: Float32Array
  /** 1 to 1,000. */
  readonly limit: number
}

export interface ArticleRef {
  readonly edition: string
  readonly eid: string
}

export interface RankedArticle extends ArticleRef {
  readonly score: number
}

export interface Ranking {
  readonly items: readonly RankedArticle[]
  /** How many there are in all; of `rankByMeaning` as many as were asked for at most. */
  readonly total: number
}

export interface ArticleDetail {
  readonly law: Law
  readonly edition: Edition
  readonly provision: Provision
  /** Headings above it: 第二章 … */
  readonly context: readonly string[]
}

export interface KnownLaw {
  readonly title: string
  readonly aliases: readonly string[]
  readonly region?: string
}

export interface EditionShape {
  readonly edition: Edition
  readonly eids: ReadonlySet<string>
}

export interface LinkWork {
  /** The store's own names of the last run of linking and of the changes that are taken in. */
  readonly seen: readonly string[]
  readonly citations: readonly CitationToLink[]
}

export interface CitationToLink {
  /** The store's own. */
  readonly key: string | number
  /** The citing law and edition; absent for documents that are no law. */
  readonly law?: string
  readonly edition?: string
  /** The day from which the citing text counts: of the edition, else of the document. */
  readonly day?: IsoDate
  readonly citedLaw?: string
  readonly citedEid?: string
  readonly draft: boolean
  /** Why find could not make it absolute. */
  readonly problem?: LinkReason
}

/** What one citation resolves to. */
export interface Link extends Pick<Citation, 'to' | 'status' | 'candidates' | 'reason'> {
  readonly key: CitationToLink['key']
}

export interface CitationQuery {
  /** May be left out where `direction` is `out` and `edition` or `document` says where the citations stand. */
  readonly law?: string
  /** Without it: the whole law and all its provisions. */
  readonly eid?: string
  readonly direction: 'in' | 'out'
  /** `parts`: the place and what is in it (default). `around`: only citations to its chapter or to the law as a whole. */
  readonly scope?: 'parts' | 'around'
  readonly relation?: Relation
  /** Of the law at the other end. */
  readonly level?: Level
  readonly region?: string
  /** Only citations at the other end of which stands this law. */
  readonly other?: string
  /** Ids: only citations that stand in this edition, in this document. */
  readonly edition?: string
  readonly document?: string
  /** Of the citing edition. */
  readonly year?: number
  readonly status?: Status
  /**
   * A day, default today: citing editions in force on it (`in`), the edition that is read on it (`out`: what a repealed law
   * cited can be asked). With `status` instead: those that have this status on that day. `all` for every edition.
   */
  readonly at?: IsoDate | 'all'
  /** Without `context`, which is empty then: much faster for whole laws. */
  readonly bare?: boolean
  /** By start of the citing edition (newest first), citing law, place. */
  readonly page: Page
}

export interface CitationRow {
  readonly citation: Citation
  /** Title of the document that cites. */
  readonly document: string
  /** The day from which the citing text counts. */
  readonly day?: IsoDate
  /** Level and region of the citing law. */
  readonly level?: Level
  readonly region?: string
  /** Status of the citing edition on the day that was asked for. */
  readonly status?: Status
  /** The text of the citing provision, or of the document around the citation. */
  readonly context: string
  /** Where the citation stands in `context`; absent where a page cuts it. */
  readonly at?: readonly [start: number, end: number]
  /** False where the other end is a law whose text is not here. */
  readonly known: boolean
}

export interface CitationPage extends Paged<CitationRow> {
  /** Citations to the chapter or the law that holds the place (`direction: 'in'`). */
  readonly around: number
}

export interface CountedLaw {
  readonly title: string
  /** A report, a notice: it cites and is no law. */
  readonly document?: true
  readonly count: number
  readonly level?: Level
  readonly region?: string
  readonly known: boolean
}

/** Ends are `title` or `title#art_3`. */
export interface CitationEdge {
  readonly from: string
  readonly to: string
  readonly count: number
}

export interface Counts {
  readonly sources: number
  readonly documents: number
  readonly laws: number
  readonly editions: number
  readonly provisions: number
  readonly articles: number
  readonly citations: number
  readonly anomalies: number
}

export interface Problem {
  readonly code: 'integrity' | 'orphan' | 'index_stale' | 'index_missing' | 'links_stale' | 'schema'
  readonly message: string
  readonly repaired: boolean
}
