import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { sep } from 'node:path'
import PQueue from 'p-queue'
import { FamaiError, fail } from '../base/errors.ts'
import type { Contribution, IsoDate } from '../graph/model.ts'
import type { Store } from '../graph/store.ts'
import { linkCitations } from './cite/link.ts'
import { discover } from './discover.ts'
import { readMetadata } from './metadata.ts'
import { PIPELINE_VERSION } from './pipeline.ts'
import { type ReadingPool, readingPool } from './pool.ts'
import { checkSize } from './read/readers.ts'

export interface IngestOptions {
  readonly paths: readonly string[]
  /** Path of a CSV side file. */
  readonly metadata?: string
  /** Read and count, store nothing. */
  readonly dryRun?: boolean
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
  readonly done: number
  readonly total: number
  readonly path: string
}

export interface FailedFile {
  readonly path: string
  readonly code: string
  readonly message: string
  readonly hint: string
}

export interface IngestSummary {
  readonly files: number
  readonly added: number
  readonly replaced: number
  /** Already stored as they are. */
  readonly unchanged: number
  /** The same bytes as another file: path → that file. */
  readonly duplicates: readonly { readonly path: string; readonly of: string }[]
  readonly removed: number
  readonly documents: number
  readonly laws: number
  readonly provisions: number
  readonly articles: number
  readonly citations: number
  readonly anomalies: number
  readonly failed: readonly FailedFile[]
  /** Rows of the side file that fit no file of this run. Undefined without a side file. */
  readonly metadataRows?: number
  readonly interrupted: boolean
  readonly seconds: number
}

/** Contributions that wait for the writer; more would only fill the memory. */
const WAITING = 8

/**
 * Files and folders → the store, one transaction a file. A failing file is told of and the others go on; a run that was cut
 * short is taken up by the next. Rejects only for what concerns the whole run: STORE_…, METADATA_INVALID.
 */
export async function ingest(store: Store, options: IngestOptions): Promise<IngestSummary> {
  const started = performance.now()
  const rows = options.metadata === undefined ? undefined : await readMetadata(options.metadata)
  const side = options.metadata === undefined ? '' : `+${await shortHash(options.metadata)}`
  const { files, folders, problems } = await discover(options.paths)
  const count = {
    added: 0,
    replaced: 0,
    unchanged: 0,
    removed: 0,
    documents: 0,
    laws: 0,
    provisions: 0,
    articles: 0,
    citations: 0,
    anomalies: 0,
  }
  const failed: FailedFile[] = problems.map(({ path, error }) => failure(path, error))
  const duplicates: { path: string; of: string }[] = []

  let stored = await store.sourcePaths()
  if (options.prune && !options.dryRun) {
    const present = new Set(files)
    for (const [path, { id }] of stored) {
      if (present.has(path) || !folders.some((f) => path.startsWith(f + sep))) continue
      if (await store.remove(id)) count.removed++
    }
    stored = await store.sourcePaths()
  }

  const pathOf = new Map([...stored].map(([path, { id }]) => [id, path]))
  const limits = { maxBytes: options.maxFileBytes }
  const recipe = `${PIPELINE_VERSION}${side}`
  const pool: ReadingPool = readingPool(options.jobs, {
    limits,
    today: options.today,
    recipe,
    ...(rows ? { metadata: rows } : {}),
  })
  const queue = new PQueue({ concurrency: options.jobs + 1 })
  let writing: Promise<void> = Promise.resolve()
  let done = 0

  const keep = async (contribution: Contribution) => {
    tally(count, contribution)
    if (options.dryRun) {
      count.added++
      return
    }
    const { outcome } = await store.apply(contribution)
    count[outcome]++
  }

  const one = async (path: string) => {
    try {
      await checkSize(path, limits)
      const id = await hashOf(path)
      const known = stored.get(path)
      const twin = pathOf.get(id)
      if (twin !== undefined && twin !== path && existsSync(twin)) {
        duplicates.push({ path, of: twin })
        return
      }
      if (known?.id === id && sameRecipe(known.recipe, recipe)) {
        count.unchanged++
        return
      }
      pathOf.set(id, path)
      const contribution = await pool.read(path)
      const turn = writing.then(() => keep(contribution))
      writing = turn.catch(() => {})
      await turn
    } catch (error) {
      if (error instanceof FamaiError && !error.code.startsWith('STORE_')) failed.push(failure(path, error))
      else throw error
    } finally {
      done++
      options.onProgress?.({ done, total: files.length, path })
    }
  }

  try {
    const runs: Promise<void>[] = []
    let broken: unknown
    for (const path of files) {
      if (options.signal?.aborted || broken !== undefined) break
      await queue.onSizeLessThan(WAITING)
      const task = async () => {
        if (!options.signal?.aborted && broken === undefined) await one(path)
      }
      runs.push(
        queue.add(task).catch((error) => {
          broken ??= error
        }),
      )
    }
    await Promise.all(runs)
    if (broken !== undefined) throw broken
  } finally {
    await pool.close()
  }
  if (!options.dryRun && !options.signal?.aborted) await linkCitations(store, options.today)
  return {
    files: files.length,
    ...count,
    duplicates: duplicates.sort((a, b) => (a.path < b.path ? -1 : 1)),
    failed: failed.sort((a, b) => (a.path < b.path ? -1 : 1)),
    ...(rows ? { metadataRows: rows.length } : {}),
    interrupted: options.signal?.aborted ?? false,
    seconds: (performance.now() - started) / 1000,
  }
}

/** A run without a side file leaves alone what an earlier run read with one. */
function sameRecipe(known: string | undefined, wanted: string): boolean {
  if (known === wanted) return true
  return !wanted.includes('+') && known?.split('+')[0] === wanted
}

function tally(
  count: {
    documents: number
    laws: number
    provisions: number
    articles: number
    citations: number
    anomalies: number
  },
  c: Contribution,
): void {
  count.documents += c.documents.length
  count.laws += c.laws.length
  count.provisions += c.provisions.length
  count.articles += c.provisions.filter((p) => p.kind === 'article').length
  count.citations += c.citations.length
  count.anomalies += c.anomalies.length
}

function failure(path: string, error: FamaiError): FailedFile {
  return { path, code: error.code, message: error.message, hint: error.hint }
}

async function hashOf(path: string): Promise<string> {
  try {
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
  } catch (error) {
    throw fail('FILE_UNREADABLE', { path, reason: 'it vanished, or may not be read' }, error)
  }
}

async function shortHash(path: string): Promise<string> {
  return (await hashOf(path)).slice(0, 8)
}
