/**
 * Text → vector. Adapter: `transformers.ts`. Contract: `test/contract/embedder.ts`.
 *
 *   const embedder = await openEmbedder()
 *   await embedder.embed('老板拖欠工资怎么办', 'query')        // Float32Array of embedder.model.dimension numbers, length 1
 *   await embedder.close()
 *
 * A vector depends on its text alone: texts are never computed together, for 8-bit models scale their numbers over a whole batch.
 */
export interface Embedder {
  readonly model: ModelIdentity
  /** So many texts may be under way at a time; more only wait. */
  readonly together: number
  /** A question and a passage are told apart by prefixes that the model was trained with. What is too long is cut at its end. */
  embed(text: string, kind: TextKind): Promise<Float32Array>
  close(): Promise<void>
}

export type TextKind = 'query' | 'passage'

export interface ModelIdentity {
  /** Tells all that decides a vector: weights, prefixes, pooling, where texts are cut. */
  readonly name: string
  /** Numbers in a vector. */
  readonly dimension: number
}
