import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openStore } from '../graph/open.ts'
import type { Store } from '../graph/store.ts'
import { ingest } from '../ingest/run.ts'

const CORPUS = fileURLToPath(new URL('../sample/corpus', import.meta.url))

/** Runs of the ingest, each with the files it is given; without: the whole sample corpus in one. */
export type Runs = readonly (readonly string[])[]

/** A store with the sample corpus, gone afterwards. Read without threads, on a fixed day. */
export async function withSample<T>(work: (store: Store) => Promise<T>, runs: Runs = [[CORPUS]]): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'famai-sample-'))
  const store = await openStore(join(folder, 'famai.db'))
  try {
    for (const paths of runs) {
      await ingest(store, {
        paths: paths.map((path) => join(CORPUS, path.replace(CORPUS, ''))),
        metadata: join(CORPUS, 'metadata.csv'),
        prune: false,
        jobs: 1,
        maxFileBytes: 1e8,
        today: '2025-08-01',
      })
    }
    return await work(store)
  } finally {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
}
