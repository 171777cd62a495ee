import { DirectedGraph } from 'graphology'
import { pagerank } from 'graphology-metrics/centrality/index.js'
import { lawOfNode, placeOfNode } from '../graph/citation-node.ts'
import { lawPath, nameOfEid } from '../graph/ids.ts'
import { compare } from '../graph/status.ts'
import type { CitationEdge, Store } from '../graph/store.ts'
import { MOST, pageOf } from './page.ts'

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

interface Standing {
  readonly node: string
  readonly citations: number
  readonly laws: number
  readonly score?: number
}

/** The most cited laws or articles; what a law cites of itself doesn't count. */
export async function mostCited(store: Store, input: RankingInput = {}): Promise<RankingView> {
  const { level = 'law', by = 'in_degree' } = input
  const { limit } = pageOf(input, MOST.rows)
  const edges = (await store.citationEdges(level)).filter((e) => lawOfNode(e.from) !== lawOfNode(e.to))
  const standings = standingsOf(edges, level)
  const scored = by === 'pagerank' ? withRank(standings, edges) : standings
  const best = [...scored].sort(
    (a, b) => (b.score ?? 0) - (a.score ?? 0) || b.citations - a.citations || compare(a.node, b.node),
  )
  return {
    ...{ level, by },
    items: best.slice(0, limit).map((standing, i) => ranked(standing, i + 1)),
    total: best.length,
  }
}

function standingsOf(edges: readonly CitationEdge[], level: 'law' | 'article'): Standing[] {
  const byTarget = new Map<string, { citations: number; laws: Set<string> }>()
  for (const { from, to, count } of edges) {
    if (level === 'article' && !to.includes('#')) continue // a law as a whole is no article
    const entry = byTarget.get(to) ?? { citations: 0, laws: new Set() }
    byTarget.set(to, entry)
    entry.citations += count
    entry.laws.add(lawOfNode(from))
  }
  return [...byTarget].map(([node, { citations, laws }]) => ({ node, citations, laws: laws.size }))
}

/** Twelve digits: nodes in the same position must not be told apart by the noise of addition. */
const PRECISION = 1e12

function withRank(standings: readonly Standing[], edges: readonly CitationEdge[]): Standing[] {
  if (standings.length === 0) return []
  const graph = new DirectedGraph()
  for (const { from, to, count } of edges) {
    graph.mergeNode(from)
    graph.mergeNode(to)
    graph.mergeEdge(from, to, { weight: count })
  }
  const scores = pagerank(graph, { getEdgeWeight: 'weight', maxIterations: 1000 })
  return standings.map((s) => ({ ...s, score: Math.round((scores[s.node] ?? 0) * PRECISION) / PRECISION }))
}

function ranked({ node, ...standing }: Standing, rank: number): Ranked {
  const { law, eid } = placeOfNode(node)
  return {
    rank,
    law,
    ...(eid === undefined ? {} : { eid, name: nameOfEid(eid) }),
    path: lawPath(law, eid),
    ...standing,
  }
}
