import type { ArticleRef, Store } from '../../../graph/store.ts'
import { refKey } from '../../../query/search/fuse.ts'
import type { AllVectors } from './vectors.ts'

/** What a search by meaning that doesn't look at every number finds of what one that does would find. */
export interface Loss {
  readonly questions: number
  readonly vectors: number
  /** Vectors that were known as the model gave them; the others with the rounding of the store. */
  readonly exact: number
  /** Mean share of the true first 10 and 100. */
  readonly of10: number
  readonly of100: number
}

/** Rounding of 32-bit sums: what is no further behind is as near. Articles of the same text are, in each edition. */
const EQUAL = 1e-6

/**
 * Each question's vector against all articles of the store, all editions. The share for k is |found among the first k that are as
 * near as the true k-th| / k: which of equal ones comes is no loss.
 */
export async function lossOf(
  store: Pick<Store, 'rankByMeaning'>,
  all: AllVectors,
  asked: readonly Float32Array[],
): Promise<Loss> {
  const sums = { of10: 0, of100: 0 }
  for (const vector of asked) {
    const { items } = await store.rankByMeaning({ vector, limit: 100, at: 'all' })
    const scores = cosines(all, vector)
    const ordered = scores.toSorted()
    const share = (k: number) => {
      const most = Math.min(k, ordered.length)
      const last = ordered[ordered.length - most] ?? Number.POSITIVE_INFINITY
      return items.slice(0, most).filter((ref) => scoreOf(all, scores, ref) >= last - EQUAL).length / most
    }
    sums.of10 += share(10)
    sums.of100 += share(100)
  }
  return {
    questions: asked.length,
    vectors: all.placeOf.size,
    exact: all.exact,
    of10: sums.of10 / asked.length,
    of100: sums.of100 / asked.length,
  }
}

const scoreOf = ({ placeOf }: AllVectors, scores: Float64Array, ref: ArticleRef): number =>
  scores[placeOf.get(refKey(ref)) ?? -1] ?? Number.NEGATIVE_INFINITY

function cosines({ numbers, dimension, placeOf }: AllVectors, vector: Float32Array): Float64Array {
  return Float64Array.from({ length: placeOf.size }, (_, place) => {
    const at = place * dimension
    let sum = 0
    for (let i = 0; i < dimension; i++) sum += (numbers[at + i] as number) * (vector[i] as number)
    return sum
  })
}
