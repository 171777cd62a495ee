import { workerData } from 'node:worker_threads'
import { FamaiError, type PlainError, plainError } from '../base/errors.ts'
import type { ModelIdentity, TextKind } from './embedder.ts'
import { type TransformerOptions, transformerEmbedder } from './transformers.ts'

export interface EmbedTask {
  readonly text: string
  readonly kind: TextKind
}

export type EmbedResult =
  | { readonly model: ModelIdentity; readonly vector: Float32Array }
  | { readonly error: PlainError }

/** The model of this thread, loaded at its first text. */
let embedder: ReturnType<typeof transformerEmbedder> | undefined

export async function embedInThread({ text, kind }: EmbedTask): Promise<EmbedResult> {
  try {
    embedder ??= transformerEmbedder(workerData as TransformerOptions).catch((error: unknown) => {
      embedder = undefined // the next text may have more luck
      throw error
    })
    const { model, embed } = await embedder
    return { model, vector: await embed(text, kind) }
  } catch (error) {
    if (error instanceof FamaiError) return { error: plainError(error) }
    throw error
  }
}
