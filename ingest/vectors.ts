import pLimit from 'p-limit'
import { cacheKey, type VectorCache } from '../embed/cache.ts'
import type { Embedder } from '../embed/embedder.ts'
import { passageOf } from '../embed/passage.ts'
import type { ArticleToEmbed, ArticleVector, Store } from '../graph/store.ts'
import { sameModel } from '../graph/vector-model.ts'

export interface EmbedOptions {
  readonly embedder: Embedder
  readonly cache?: VectorCache
  /** Where another model serves: go on serving it until this one has all vectors, then take its place. Otherwise STORE_MISMATCH. */
  readonly replace?: boolean
  /** Stops after the text that is being computed; what is done is kept. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: EmbedProgress) => void
}

export interface EmbedProgress {
  /** Articles that have a vector, of `total`. */
  readonly done: number
  readonly total: number
}

export interface EmbedSummary {
  /** Vectors that were computed, and those that were known already. */
  readonly computed: number
  readonly reused: number
  readonly interrupted: boolean
  readonly seconds: number
}

/** Vectors are kept after so many: what a kill costs at most. */
const BATCH = 64

/**
 * Gives every article of the store its vector. What has one is passed over, so that a run that was cut short goes on where it
 * ended; the cache is written before the store, so that no text is computed twice. Errors: STORE_MISMATCH, STORE_…
 */
export async function embedArticles(store: Store, options: EmbedOptions): Promise<EmbedSummary> {
  const { embedder, replace = false, signal, onProgress } = options
  const { model } = embedder
  const started = performance.now()
  await store.beginVectors(model, { replace })
  let [computed, reused] = [0, 0]
  const state = await store.vectors()
  const coming = state.coming !== undefined && sameModel(state.coming, model)
  const before = coming ? state.coming_embedded : state.embedded
  const tell = () =>
    onProgress?.({ done: before + computed + reused, total: Math.max(state.articles, before + computed + reused) })
  tell()
  for (;;) {
    if (signal?.aborted) break
    const articles = await store.unembedded(model, BATCH)
    if (articles.length === 0) {
      if (coming) await store.serveVectors(model)
      break
    }
    const made = await vectorsOf(articles, options)
    await store.putVectors(model, made.vectors)
    computed += made.computed
    reused += made.vectors.length - made.computed
    tell()
  }
  return { computed, reused, interrupted: signal?.aborted ?? false, seconds: (performance.now() - started) / 1000 }
}

/** Of as many of the articles as there is time for: all, unless the signal comes. As many at a time as the embedder takes. */
async function vectorsOf(articles: readonly ArticleToEmbed[], { embedder, cache, signal }: EmbedOptions) {
  const fresh = new Map<string, Promise<Float32Array | undefined>>()
  const limit = pLimit(embedder.together)
  const compute = (passage: string) =>
    limit(async () => (signal?.aborted ? undefined : await embedder.embed(passage, 'passage')))
  const vectors = new Map<string, Promise<Float32Array | undefined>>()
  const keys = articles.map((article) => {
    const passage = passageOf(article)
    const key = cacheKey(embedder.model, passage)
    if (vectors.has(key)) return key
    const kept = cache?.get(key)
    const coming = kept ? Promise.resolve(kept) : compute(passage)
    coming.catch(() => {}) // the first one that fails is told of below
    vectors.set(key, coming)
    if (!kept) fresh.set(key, coming)
    return key
  })
  const made: ArticleVector[] = []
  for (const [i, article] of articles.entries()) {
    const vector = await vectors.get(keys[i] ?? '')
    if (vector) made.push({ key: article.key, vector })
  }
  const entries: [string, Float32Array][] = []
  for (const [key, coming] of fresh) {
    const vector = await coming
    if (vector) entries.push([key, vector])
  }
  cache?.put(entries)
  return { vectors: made, computed: entries.length }
}
