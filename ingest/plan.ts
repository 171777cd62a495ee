import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { FamaiError, fail } from '../base/errors.ts'
import type { Store } from '../graph/store.ts'
import { inLanes } from './lanes.ts'
import type { ReadLimits } from './read/port.ts'
import { checkSize } from './read/readers.ts'
import { type Duplicate, type FailedFile, failure } from './summary.ts'

/** Bytes to be read. */
export interface PlannedRead {
  /** Their SHA-256 when they were looked at. */
  readonly id: string
  /** The files that hold them. The first that can be read is kept: equal bytes under another extension may be readable. */
  readonly paths: readonly string[]
}

export interface Plan {
  /** In the order of their first paths. */
  readonly read: readonly PlannedRead[]
  /** Stored as they are. */
  readonly unchanged: number
  /** Of files that are not read. */
  readonly duplicates: readonly Duplicate[]
  readonly failed: readonly FailedFile[]
}

export interface PlanOptions {
  readonly stored: Awaited<ReturnType<Store['sourcePaths']>>
  /** What a file that need not be read anew was read with. */
  readonly recipe: string
  readonly limits: ReadLimits
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((done: number, path: string) => void) | undefined
}

/** Files are hashed as streams: this many at a time keep a disk busy and a memory small. */
const HASHED_AT_ONCE = 8

/** Which of `files` to read. It depends on the files and the store alone, never on which of them was hashed first. */
export async function plan(files: readonly string[], options: PlanOptions): Promise<Plan> {
  const { stored, recipe, limits, signal } = options
  const ids = new Map<string, string>()
  const failed: FailedFile[] = []
  let done = 0
  const look = async (path: string) => {
    try {
      ids.set(path, await hashOf(path, limits))
    } catch (error) {
      failed.push(failure(path, error))
    }
    options.onProgress?.(++done, path)
  }
  await inLanes(files, HASHED_AT_ONCE, look, signal)

  const kept = keptPaths(stored)
  const read: PlannedRead[] = []
  const duplicates: Duplicate[] = []
  let unchanged = 0
  for (const [id, paths] of byBytes(files, ids)) {
    const keeper = kept.get(id)
    const there = keeper !== undefined && (ids.get(keeper) ?? (await hashIfThere(keeper, limits))) === id
    const others = there ? paths.filter((path) => path !== keeper) : paths
    const ours = others.length < paths.length
    if (!there) read.push({ id, paths })
    else if (ours && !sameRecipe(stored.get(keeper)?.recipe, recipe)) read.push({ id, paths: [keeper, ...others] })
    else {
      if (ours) unchanged++
      duplicates.push(...others.map((path) => ({ path, of: keeper })))
    }
  }
  return { read, unchanged, duplicates, failed }
}

/** SHA-256 → the stored path of these bytes: it stays the one that is kept while its file is what it was. */
function keptPaths(stored: PlanOptions['stored']): Map<string, string> {
  return new Map([...stored].map(([path, { id }]) => [id, path]))
}

/** SHA-256 → the files with these bytes, in their order. */
function byBytes(files: readonly string[], ids: ReadonlyMap<string, string>): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const path of files) {
    const id = ids.get(path)
    if (id === undefined) continue
    const group = groups.get(id)
    if (group) group.push(path)
    else groups.set(id, [path])
  }
  return groups
}

async function hashIfThere(path: string, limits: ReadLimits): Promise<string | undefined> {
  try {
    return await hashOf(path, limits)
  } catch {
    return undefined // gone, or no longer a file to read: either way not what is stored
  }
}

/** A run without a side file leaves alone what an earlier run read with one. */
function sameRecipe(known: string | undefined, wanted: string): boolean {
  if (known === wanted) return true
  return !wanted.includes('+') && known?.split('+')[0] === wanted
}

/** Errors: FILE_UNREADABLE, FILE_TOO_LARGE. */
async function hashOf(path: string, limits: ReadLimits): Promise<string> {
  await checkSize(path, limits)
  try {
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
    return hash.digest('hex')
  } catch (error) {
    if (error instanceof FamaiError) throw error
    throw fail('FILE_UNREADABLE', { path, reason: 'it vanished, or may not be read' }, error)
  }
}
