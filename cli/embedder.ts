import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readConfig } from '../base/config.ts'
import { FamaiError } from '../base/errors.ts'
import type { Embedder } from '../embed/embedder.ts'
import type { EmbedderOptions } from '../embed/open.ts'
import { openVectorCache } from '../graph/open.ts'
import type { Store } from '../graph/store.ts'
import type { EmbedSummary } from '../ingest/vectors.ts'
import { progressBar } from './bar.ts'
import { onInterrupt } from './interrupt.ts'
import { counted, EXIT, plain, print } from './output.ts'

/** The model that is set, or the one that comes with famai; undefined where FAMAI_MODEL is `none`. Errors: MODEL_UNAVAILABLE. */
export async function openModel(threads: EmbedderOptions['threads']): Promise<Embedder | undefined> {
  const options = modelSet()
  if (!options) return undefined
  const { openEmbedder } = await import('../embed/open.ts') // only where vectors are asked for
  return openEmbedder({ ...options, ...(threads === undefined ? {} : { threads }) })
}

function modelSet(): EmbedderOptions | undefined {
  const { model, modelUse, cacheFolder } = readConfig()
  if (model === 'none') return undefined
  return { cacheFolder: join(cacheFolder, 'models'), use: modelUse, ...(model === undefined ? {} : { model }) }
}

/** Whether every article has its vector of the model that is set: loading it would take a second for nothing. */
async function isWhole(store: Store): Promise<boolean> {
  const options = modelSet()
  const { serving, coming, articles, embedded } = await store.vectors()
  if (!options || !serving || coming || embedded < articles) return false
  const { nameOfModel } = await import('../embed/open.ts')
  return serving.name === (await nameOfModel(options))
}

/** The model, where the store has vectors that it can be asked with; search goes by words alone elsewhere. */
export async function openAsker(store: Store): Promise<Embedder | undefined> {
  const { embedded } = await store.vectors()
  return embedded === 0 ? undefined : openModelOrTell('here')
}

/** The same; one that can't be used is told of, and search goes by words alone: it is worth more than none. */
export async function openModelOrTell(threads: EmbedderOptions['threads']): Promise<Embedder | undefined> {
  try {
    return await openModel(threads)
  } catch (error) {
    if (!(error instanceof FamaiError && error.code === 'MODEL_UNAVAILABLE')) throw error
    process.stderr.write(`仅按字词检索 · search by words alone: ${plain(error.message)}\n  ${plain(error.hint)}\n`)
    return undefined
  }
}

interface VectorOptions {
  readonly replace?: boolean
  readonly signal?: AbortSignal
}

/** Gives the articles of a store their vectors, with a bar on the terminal. Undefined where FAMAI_MODEL is `none`. */
export async function embedWithBar(store: Store, options: VectorOptions = {}): Promise<EmbedSummary | undefined> {
  if (await isWhole(store)) return { computed: 0, reused: 0, interrupted: false, seconds: 0 }
  const embedder = await openModel('many')
  if (!embedder) return undefined
  const { cacheFolder } = readConfig()
  const bar = progressBar(
    ' 向量 embedding {bar} {percentage}% | {value}/{total} 条 | {speed} 条/s | 余 {eta_formatted}',
  )
  try {
    const { embedArticles } = await import('../ingest/vectors.ts')
    const cache = await cacheIn(cacheFolder)
    try {
      const began = performance.now()
      let first: number | undefined
      bar.start(1, 0, { speed: '–' })
      return await embedArticles(store, {
        ...options,
        embedder,
        ...(cache ? { cache } : {}),
        onProgress: ({ done, total }) => {
          first ??= done
          bar.setTotal(total)
          bar.update(done, { speed: ((done - first) / Math.max(0.001, (performance.now() - began) / 1000)).toFixed(0) })
        },
      })
    } finally {
      cache?.close()
    }
  } finally {
    bar.stop()
    await embedder.close()
  }
}

/** Undefined where it can't be had: vectors are computed then that might have been known, and nothing else is lost. */
async function cacheIn(folder: string) {
  try {
    await mkdir(folder, { recursive: true })
    return openVectorCache(join(folder, 'vectors.db'))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    process.stderr.write(`向量缓存不可用 · the cache of vectors can't be used (FAMAI_CACHE): ${plain(reason)}\n`)
    return undefined
  }
}

/** The same for a command whose own work is done; Ctrl-C stops it, and `famai reindex` goes on. */
export async function embedAndTell(store: Store): Promise<void> {
  const interrupt = onInterrupt()
  try {
    const made = await embedWithBar(store, { signal: interrupt.signal })
    if (made) print(toldOfVectors(made))
    if (made?.interrupted) process.exitCode = EXIT.interrupted
  } finally {
    interrupt.done()
  }
}

/** What was done, in a line. */
export function toldOfVectors({ computed, reused, seconds, interrupted }: EmbedSummary): string {
  const done = `语义索引 vectors: ${counted(computed)} 新算 computed, ${counted(reused)} 已有 known · ${seconds.toFixed(1)} s`
  return interrupted ? `${done}\n未完，famai reindex 继续 · not finished: famai reindex goes on` : done
}
