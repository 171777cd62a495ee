import { cacheKey, type VectorCache } from '../../../embed/cache.ts'
import type { Embedder } from '../../../embed/embedder.ts'
import { passageOf } from '../../../embed/passage.ts'
import type { ArticleDetail, ArticleRef, Store } from '../../../graph/store.ts'
import { refKey } from '../../../query/search/fuse.ts'

/** Every vector of a store, one after the other. */
export interface AllVectors {
  readonly dimension: number
  readonly numbers: Float32Array
  /** `refKey` → its place. */
  readonly placeOf: ReadonlyMap<string, number>
  /** How many are as the model gave them; the others as the store keeps them. */
  readonly exact: number
}

const CHUNK = 500

export async function allVectors(store: Store, embedder: Embedder, cache: VectorCache): Promise<AllVectors> {
  const { dimension } = embedder.model
  const places = new Map<string, number>()
  const rows: Float32Array[] = []
  let exact = 0
  for await (const article of articlesOf(store)) {
    const ref = { edition: article.edition.id, eid: article.provision.eid }
    const full = cache.get(cacheKey(embedder.model, passage(article)))
    const vector = full ?? (await store.vectorOf(ref))
    if (!vector || places.has(refKey(ref))) continue
    places.set(refKey(ref), rows.length)
    rows.push(vector)
    if (full) exact++
  }
  const numbers = new Float32Array(rows.length * dimension)
  for (const [i, row] of rows.entries()) numbers.set(row, i * dimension)
  return { dimension, numbers, placeOf: places, exact }
}

/**
 * Throws an Error where the store's vectors are not what the model gives: other weights under the same name, in this store or in
 * the cache that they came from. Without a look all figures would be of the old weights.
 */
export async function sameWeights(store: Store, embedder: Embedder, sample: readonly ArticleRef[]): Promise<void> {
  for (const article of await store.articles(sample)) {
    const have = await store.vectorOf({ edition: article.edition.id, eid: article.provision.eid })
    const want = await embedder.embed(passage(article), 'passage')
    const cosine = have?.reduce((sum, x, i) => sum + x * (want[i] ?? 0), 0)
    if (cosine !== undefined && cosine < 0.99) {
      throw new Error(
        `vectors of ${embedder.model.name} are of other weights: delete vectors.db of the cache, and the store's`,
      )
    }
  }
}

const passage = ({ law, context, provision: { heading, text } }: ArticleDetail): string =>
  passageOf({ law: law.title, headings: context, text, ...(heading === undefined ? {} : { heading }) })

/** Of all editions. */
async function* articlesOf(store: Store): AsyncGenerator<ArticleDetail> {
  for (let offset = 0; ; offset += CHUNK) {
    const { items } = await store.laws({ known: true }, { offset, limit: CHUNK })
    for (const { law } of items) {
      for (const { id } of (await store.law(law.title))?.editions ?? []) {
        const articles = (await store.provisions(id)).filter(({ kind }) => kind === 'article')
        yield* await store.articles(articles.map(({ eid }) => ({ edition: id, eid })))
      }
    }
    if (items.length < CHUNK) return
  }
}
