import type { Store } from '../graph/store.ts'

export interface RankingInput {
  /** Default: law. */
  readonly level?: 'law' | 'article' | undefined
  /**
   * `in_degree`: citations by other laws (default). `pagerank`: the same, where a citation counts for more the more its source
   * is cited itself.
   */
  readonly by?: 'in_degree' | 'pagerank' | undefined
  readonly limit?: number | undefined
}

export interface Ranked {
  /** From 1; equal scores are in the order of their titles. */
  readonly rank: number
  readonly law: string
  readonly eid?: string
  /** 第二百三十四条 */
  readonly name?: string
  readonly path: string
  /** Citations by other laws in force today. */
  readonly citations: number
  /** Laws that cite it. */
  readonly laws: number
  /** Share of PageRank, 0 to 1; only where asked for. */
  readonly score?: number
}

export interface RankingView {
  readonly level: 'law' | 'article'
  readonly by: 'in_degree' | 'pagerank'
  readonly items: readonly Ranked[]
  /** Laws or articles that are cited at all. */
  readonly total: number
}

/** The most cited laws or articles; what a law cites of itself doesn't count. */
export async function mostCited(_store: Store, _input: RankingInput = {}): Promise<RankingView> {
  throw new Error('not yet')
}
