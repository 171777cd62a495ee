import type { VectorState } from '../../graph/store.ts'
import { sameModel } from '../../graph/vector-model.ts'

/** What turns a question into a vector: the Embedder of `embed/`, as far as a search needs it. */
export interface Asker {
  readonly model: { readonly name: string; readonly dimension: number }
  embed(text: string, kind: 'query' | 'passage'): Promise<Float32Array>
}

/** How far search by meaning reaches. */
export type Meaning =
  | { readonly state: 'used'; readonly embedded: number; readonly articles: number }
  /** No model is there, or the store has no vectors yet. */
  | { readonly state: 'none'; readonly embedded: 0; readonly articles: number }
  /** The vectors of the store are those of another model than the one that is set. */
  | {
      readonly state: 'other_model'
      readonly have: string
      readonly want: string
      readonly embedded: number
      readonly articles: number
    }

export function meaningOf({ serving, embedded, articles }: VectorState, asker: Asker | undefined): Meaning {
  if (!serving || !asker || embedded === 0) return { state: 'none', embedded: 0, articles }
  if (!sameModel(serving, asker.model)) {
    return { state: 'other_model', have: serving.name, want: asker.model.name, embedded, articles }
  }
  return { state: 'used', embedded, articles }
}
