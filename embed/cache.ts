import { createHash } from 'node:crypto'
import type { Embedder } from './embedder.ts'

/** Vectors by what they were made from: the same text is never embedded twice on a machine, whatever store it goes to. */
export interface VectorCache {
  get(key: string): Float32Array | undefined
  /** In one transaction. */
  put(entries: readonly (readonly [key: string, vector: Float32Array])[]): void
  close(): void
}

/** The key of a passage under a model. */
export function cacheKey(model: Embedder['model'], passage: string): string {
  return createHash('sha256').update(`${model.name}\0${passage}`).digest('base64url')
}
