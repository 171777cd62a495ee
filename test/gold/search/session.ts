import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { VectorCache } from '../../../embed/cache.ts'
import type { Embedder } from '../../../embed/embedder.ts'
import { openEmbedder } from '../../../embed/open.ts'
import { openStore, openVectorCache } from '../../../graph/open.ts'
import type { Store } from '../../../graph/store.ts'
import { embedArticles } from '../../../ingest/vectors.ts'
import { type Corpus, fill, holding, readCorpus } from './corpus.ts'
import { progressOn } from './progress.ts'
import { needsCorpus, type Question, questionsOf, readQuestions } from './questions.ts'
import { readTraining, type Training } from './training.ts'

export interface Sources {
  /** The folder with STARD: corpus.jsonl.gz, queries.jsonl. */
  readonly stard: string
  readonly queries?: string
  readonly corpus?: string
  readonly store?: string
  /** The folder that tells what was trained on. */
  readonly train: string
  readonly cacheFolder: string
  readonly model?: string
}

export interface Session {
  /** What is asked: a file's name. */
  readonly set: string
  readonly questions: readonly Question[]
  readonly training: Training
  readonly store: Store
  /** What is asked of a corpus is asked of all it has; what is asked of laws, of those in force. */
  readonly at: 'all' | undefined
  /** The store was made here, so that its vectors may be replaced. */
  readonly own: boolean
}

const LOCAL = fileURLToPath(new URL('local.jsonl', import.meta.url))

/**
 * Questions with numbers go to the corpus that explains them, put into a store first. Those with laws and eIds go to the store as
 * it is. Where no questions are named, it is STARD's, or of a store that holds other laws the local set.
 */
export async function openSession(sources: Sources): Promise<Session> {
  const stardFile = join(sources.stard, 'corpus.jsonl.gz')
  const stardQueries = join(sources.stard, 'queries.jsonl')
  const stard = existsSync(stardFile) ? await readCorpus(stardFile) : undefined
  const corpus = sources.corpus === undefined ? stard : await readCorpus(sources.corpus)
  const training = await readTraining(sources.train, stardQueries, stard)
  const named = sources.queries ?? (sources.store === undefined || sources.corpus ? stardQueries : undefined)
  const lines = named === undefined ? undefined : await readQuestions(named)
  if (lines && !needsCorpus(lines) && sources.store === undefined)
    throw new Error('--store names the laws that are asked')
  const url = sources.store ?? (corpus && (await ownStore(sources.cacheFolder, corpus)))
  if (url === undefined) throw new Error(`no corpus: ${stardFile} is missing, --corpus names another`)
  const store = await openStore(url, { rebuild: sources.store === undefined })
  try {
    const held = corpus ? await holding(store, corpus) : 'other'
    const set = named ?? (held === 'other' ? LOCAL : stardQueries)
    const asked = lines ?? (await readQuestions(set))
    const byCorpus = needsCorpus(asked)
    if (byCorpus && held === 'other') throw new Error('the store holds laws that are not of the corpus')
    if (byCorpus && corpus && held !== 'whole') await fill(store, corpus, progressOn('laws'))
    if ((await store.counts()).articles === 0) throw new Error('the store holds no laws')
    const questions = questionsOf(asked, corpus)
    return { set, questions, training, store, at: byCorpus ? 'all' : undefined, own: sources.store === undefined }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Named after what is in it, so that another run finds it. */
async function ownStore(cacheFolder: string, { digest }: Corpus): Promise<string> {
  const folder = join(cacheFolder, 'eval')
  await mkdir(folder, { recursive: true })
  return join(folder, `stard-${digest.slice(0, 16)}.db`)
}

export interface Vectors {
  readonly embedder: Embedder
  readonly cache: VectorCache
}

/** The model, and what it gave before. The caller closes both. */
export async function openVectors({ cacheFolder, model }: Sources): Promise<Vectors> {
  await mkdir(cacheFolder, { recursive: true })
  const embedder = await openEmbedder({ cacheFolder, threads: 'many', ...(model === undefined ? {} : { model }) })
  return { embedder, cache: openVectorCache(join(cacheFolder, 'vectors.db')) }
}

/** A vector for each article of the store. One that was made here takes another model; others are STORE_MISMATCH then. */
export async function embedAll({ store, own }: Session, vectors: Vectors): Promise<void> {
  const progress = progressOn('vectors')
  await embedArticles(store, { ...vectors, replace: own, onProgress: ({ done, total }) => progress(done, total) })
}
