import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { packageFolder } from '../base/package-folder.ts'
import type { Embedder } from './embedder.ts'
import { identityOf, type ModelUse, useOf } from './models.ts'

export interface EmbedderOptions {
  /** A folder of this machine, or `owner/model` of the hub. Without it: the model that comes with famai. */
  readonly model?: string
  /** What is set of the model's use; the rest follows from its name. The one that comes with famai has its own. */
  readonly use?: Partial<ModelUse>
  /** Where models of the hub are kept once they are here. */
  readonly cacheFolder: string
  /**
   * `here`: in this thread, for a command that asks once (default). `beside`: in a thread of its own, for a server. `many`: in
   * several, one core each, for all articles of a corpus.
   */
  readonly threads?: 'here' | 'beside' | 'many'
}

/** Raise it with every change of the weights or the tokenizer in `embed/model`. */
const BUNDLED = 'famai-law-zh-1'

/** More than these take memory and give little. */
const MOST_WORKERS = 8
const MOST_CORES = 4

/** The name in full of the model that `openEmbedder` would open; no weights are loaded for it. */
export async function nameOfModel({ model, use }: EmbedderOptions): Promise<string> {
  if (model === undefined) return identityOf(BUNDLED, useOf('e5-'))
  const print = existsSync(model) ? `@${await digestOf(model)}` : ''
  return identityOf(model + print, { ...useOf(model), ...use })
}

/** Of the weights in a folder: others may be put in their place, and their vectors can't be compared. */
async function digestOf(folder: string): Promise<string> {
  const hash = createHash('sha256')
  for (const part of ['.', 'onnx']) {
    const files = await readdir(join(folder, part)).catch(() => [])
    for (const file of files.filter((f) => /\.onnx(?:_data)?$|^tokenizer\.json$/.test(f)).sort()) {
      hash.update(file).update(await readFile(join(folder, part, file)))
    }
  }
  return hash.digest('hex').slice(0, 8)
}

/** Errors: MODEL_UNAVAILABLE. Nothing leaves this machine but the fetching of a model that the hub is named for. */
export async function openEmbedder(asked: EmbedderOptions): Promise<Embedder> {
  const { model, use, cacheFolder, threads = 'here' } = asked
  const source = model ?? join(packageFolder(), 'embed', 'model')
  const options = {
    ...(model === undefined ? useOf('e5-') : { ...useOf(model), ...use }),
    source,
    local: model === undefined || existsSync(model),
    cacheFolder,
    name: await nameOfModel(asked),
    cores: threads === 'many' ? 1 : Math.min(availableParallelism(), MOST_CORES),
  }
  if (threads !== 'here') {
    const { pooledEmbedder } = await import('./pool.ts')
    return pooledEmbedder(options, threads === 'many' ? Math.min(availableParallelism(), MOST_WORKERS) : 1)
  }
  const { transformerEmbedder } = await import('./transformers.ts') // takes a third of a second to load
  return transformerEmbedder(options)
}
