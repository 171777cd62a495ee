import { Piscina } from 'piscina'
import { FamaiError, fail } from '../base/errors.ts'
import type { Embedder, TextKind } from './embedder.ts'
import type { TransformerOptions } from './transformers.ts'
import type { EmbedResult, EmbedTask } from './worker.ts'

/** Texts that wait for a thread; one takes some ten milliseconds, and who waits for a thousand has gone away. */
const MOST_WAITING = 256

/**
 * The same model in `workers` threads of their own, a text at a time each. onnxruntime computes in the thread that asks: in a
 * server the others would wait meanwhile, and two texts on a core each are done sooner than one after the other on two.
 * Errors: MODEL_UNAVAILABLE; MODEL_BUSY of a text where too many wait already.
 */
export async function pooledEmbedder(options: TransformerOptions, workers: number): Promise<Embedder> {
  const compiled = import.meta.url.endsWith('.js')
  const pool = new Piscina({
    filename: new URL(compiled ? './worker.js' : './worker.ts', import.meta.url).href,
    name: 'embedInThread',
    minThreads: 1,
    maxThreads: workers,
    maxQueue: MOST_WAITING,
    idleTimeout: Number.POSITIVE_INFINITY,
    workerData: options,
    ...(compiled ? {} : { execArgv: ['--import', 'tsx'] }),
  })

  async function ask(text: string, kind: TextKind) {
    if (pool.queueSize >= MOST_WAITING) throw fail('MODEL_BUSY', { waiting: pool.queueSize })
    const result: EmbedResult = await pool.run({ text, kind } satisfies EmbedTask)
    if ('error' in result) throw new FamaiError(result.error.code, result.error.message, result.error.hint)
    return result
  }

  try {
    const { model } = await ask('法', 'query')
    return {
      model,
      together: 2 * workers, // while one is computed the next one is on its way
      embed: async (text, kind) => (await ask(text, kind)).vector,
      close: () => pool.destroy(),
    }
  } catch (error) {
    await pool.destroy()
    throw error
  }
}
