/** Rank from 1 of each article that answers a question; null where it is not among those that were looked at. */
export type GoldRanks = readonly (number | null)[]

/** How good the answers to one question are, from 0 to 1. An article answers or it doesn't: there are no grades. */
export const FIGURES = {
  'R@5': (ranks) => recall(ranks, 5),
  'R@10': (ranks) => recall(ranks, 10),
  'R@100': (ranks) => recall(ranks, 100),
  'MRR@10': (ranks) => reciprocalRank(ranks, 10),
  'nDCG@10': (ranks) => gain(ranks, 10),
} as const satisfies Record<string, (ranks: GoldRanks) => number>

export type FigureName = keyof typeof FIGURES
export const FIGURE_NAMES = Object.keys(FIGURES) as FigureName[]

const within = (k: number) => (rank: number | null) => rank !== null && rank <= k

/** R@k = |gold among the first k| / |gold|. A question with more gold than k can't reach 1. */
export function recall(ranks: GoldRanks, k: number): number {
  return ranks.filter(within(k)).length / ranks.length
}

/** MRR@k is the mean of 1 / rank of the first gold article, 0 where none is among the first k. */
export function reciprocalRank(ranks: GoldRanks, k: number): number {
  const best = Math.min(...ranks.map((rank) => rank ?? Number.POSITIVE_INFINITY))
  return best <= k ? 1 / best : 0
}

/**
 * nDCG@k = DCG / IDCG (Järvelin and Kekäläinen 2002) with relevance 0 or 1:
 * DCG = Σ 1 / log2(rank + 1) over gold among the first k, IDCG = Σ 1 / log2(i + 1) for i = 1 … min(|gold|, k).
 */
export function gain(ranks: GoldRanks, k: number): number {
  const discount = (rank: number) => 1 / Math.log2(rank + 1)
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
  const ideal = Array.from({ length: Math.min(ranks.length, k) }, (_, i) => discount(i + 1))
  return sum(ranks.filter(within(k)).map((rank) => discount(rank ?? 0))) / sum(ideal)
}
