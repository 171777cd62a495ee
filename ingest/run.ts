import pLimit from 'p-limit'
import { FamaiError, fail } from '../base/errors.ts'
import type { IsoDate } from '../graph/model.ts'
import type { Store } from '../graph/store.ts'
import { linkCitations } from './cite/link.ts'
import { type Discovered, discover } from './discover.ts'
import { inLanes } from './lanes.ts'
import { readMetadata, type SideFile } from './metadata.ts'
import { PIPELINE_VERSION } from './pipeline.ts'
import { type Plan, type PlannedRead, plan } from './plan.ts'
import { readingPool } from './pool.ts'
import { prune } from './prune.ts'
import { type Keeper, rehearsal } from './rehearsal.ts'
import { type Duplicate, type FailedFile, failure, type IngestSummary, noCounts, tally } from './summary.ts'

export interface IngestOptions {
  readonly paths: readonly string[]
  /** Path of a CSV side file. */
  readonly metadata?: string
  /** Take away what is stored of files under the given folders that are gone. */
  readonly prune?: boolean
  readonly jobs: number
  readonly maxFileBytes: number
  readonly today: IsoDate
  /** Stops after the documents that are being worked on. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

export interface Progress {
  /** Files are first compared with what is stored, then read; at last the citations of all files are resolved. */
  readonly stage: 'compare' | 'read' | 'link'
  readonly done: number
  readonly total: number
  readonly path: string
}

/**
 * Files and folders → the store, one transaction a file: discover → plan → read and keep → prune → link. A failing file is told of
 * and the others go on; a run that was cut short is taken up by the next. Rejects only for what concerns the whole run: STORE_…,
 * METADATA_INVALID, and FILE_TOO_LARGE of the side file.
 */
export async function ingest(store: Store, options: IngestOptions): Promise<IngestSummary> {
  return run(store, options, async () => {
    options.onProgress?.({ stage: 'link', done: 0, total: 1, path: '' })
    await linkCitations(store, options.today)
  })
}

/** What `ingest` would do and find wrong, with nothing written. Without a store: with one that does not exist yet. */
export async function rehearse(store: Store | undefined, options: IngestOptions): Promise<IngestSummary> {
  return run(await rehearsal(store), options, async () => {})
}

async function run(store: Keeper, options: IngestOptions, link: () => Promise<void>): Promise<IngestSummary> {
  const started = performance.now()
  const { signal, onProgress } = options
  const limits = { maxBytes: options.maxFileBytes }
  const side = options.metadata === undefined ? undefined : await readMetadata(options.metadata, limits)
  const recipe = side ? `${PIPELINE_VERSION}+${side.digest}` : `${PIPELINE_VERSION}`
  const found = await discover(options.paths)
  const total = found.files.length
  const planned = await plan(found.files, {
    stored: await store.sourcePaths(),
    recipe,
    limits,
    signal,
    onProgress: (done, path) => onProgress?.({ stage: 'compare', done, total, path }),
  })
  const kept = await readAndKeep(store, planned, side, recipe, options)
  // after the reading, so that a file that moved is replaced in one step and never missing
  const removed = options.prune && !signal?.aborted ? await prune(store, found) : 0
  if (!signal?.aborted) await link()
  return {
    ...kept.counts,
    files: total,
    unchanged: kept.counts.unchanged + planned.unchanged,
    removed,
    duplicates: byPath([...planned.duplicates, ...kept.duplicates]),
    failed: byPath([...problemsOf(found), ...planned.failed, ...kept.failed]),
    ...(side ? { metadataRows: side.rows.length } : {}),
    interrupted: signal?.aborted ?? false,
    seconds: (performance.now() - started) / 1000,
  }
}

/** Reads `jobs` files at a time, each kept before the next is begun: no more than that fill the memory. The store takes as many as it can. */
async function readAndKeep(
  store: Keeper,
  { read }: Plan,
  side: SideFile | undefined,
  recipe: string,
  { jobs, maxFileBytes, today, signal, onProgress }: IngestOptions,
) {
  const counts = noCounts()
  const failed: FailedFile[] = []
  const duplicates: Duplicate[] = []
  if (read.length === 0 || signal?.aborted) return { counts, failed, duplicates }
  const pool = readingPool(jobs, {
    limits: { maxBytes: maxFileBytes },
    today,
    recipe,
    ...(side ? { metadata: side.rows } : {}),
  })
  const inTurn = pLimit(store.writers)
  let done = 0
  const keep = async (path: string, id: string) => {
    const contribution = await pool.read(path)
    // a file that is being written, or was swapped for another, is not yet what it will be
    if (contribution.source.id !== id) throw fail('FILE_CHANGED', { path })
    tally(counts, contribution, await inTurn(() => store.apply(contribution)))
  }
  const one = async ({ id, paths }: PlannedRead) => {
    for (const [i, path] of paths.entries()) {
      try {
        await keep(path, id)
        duplicates.push(...paths.slice(i + 1).map((twin) => ({ path: twin, of: path })))
        break
      } catch (error) {
        if (error instanceof FamaiError && error.code.startsWith('STORE_')) throw error
        failed.push(failure(path, error))
      }
    }
    onProgress?.({ stage: 'read', done: ++done, total: read.length, path: paths[0] ?? '' })
  }
  try {
    await inLanes(read, jobs, one, signal)
  } finally {
    await pool.close()
  }
  return { counts, failed, duplicates }
}

const problemsOf = ({ problems }: Discovered): FailedFile[] => problems.map(({ path, error }) => failure(path, error))

const byPath = <T extends { readonly path: string }>(told: T[]): T[] => told.sort((a, b) => (a.path < b.path ? -1 : 1))
