import { compare } from '../../graph/status.ts'
import type { ArticleRef, RankedArticle } from '../../graph/store.ts'
import type { Ranker } from './recipes.ts'

export interface RankedList {
  readonly by: Ranker
  readonly weight: number
  /** Best first. */
  readonly items: readonly RankedArticle[]
}

/** An article with its ranks, from 1, in the lists that have it. */
export interface Fused extends ArticleRef {
  readonly score: number
  readonly ranks: Readonly<Partial<Record<Ranker, number>>>
  /** Cosine with the question, where the list by meaning has it. */
  readonly cosine?: number
}

export const refKey = ({ edition, eid }: ArticleRef): string => `${edition}#${eid}`

/** Weighted reciprocal rank fusion: an article's score is the sum of weight / (k + rank). Equal ones by edition and eId. */
export function fuse(lists: readonly RankedList[], k: number): Fused[] {
  const all = new Map<string, { -readonly [K in keyof Fused]: Fused[K] }>()
  for (const { by, weight, items } of lists) {
    for (const [i, { edition, eid, score }] of items.entries()) {
      const key = refKey({ edition, eid })
      const one = all.get(key) ?? { edition, eid, score: 0, ranks: {} }
      all.set(key, one)
      one.score += weight / (k + i + 1)
      one.ranks = { ...one.ranks, [by]: i + 1 }
      if (by === 'meaning') one.cosine = score
    }
  }
  return [...all.values()].sort((a, b) => b.score - a.score || compare(a.edition, b.edition) || compare(a.eid, b.eid))
}
