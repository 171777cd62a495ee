import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { FamaiError, fail } from '../base/errors.ts'
import type { Store } from '../graph/store.ts'
import { inLanes } from './lanes.ts'
import type { ReadLimits } from './read/port.ts'
import { checkSize } from './read/readers.ts'
import { type FailedFile, failure } from './summary.ts'

/** A file whose bytes, when they were looked at, had this SHA-256. */
export interface PlannedFile {
  readonly path: string
  readonly id: string
}

export interface Plan {
  /** In the order of their paths. */
  readonly read: readonly PlannedFile[]
  /** Stored as they are. */
  readonly unchanged: number
  readonly duplicates: readonly { readonly path: string; readonly of: string }[]
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

  const owners = await ownersOf(ids, stored, limits)
  const read: PlannedFile[] = []
  const duplicates: { path: string; of: string }[] = []
  let unchanged = 0
  for (const path of files) {
    const id = ids.get(path)
    if (id === undefined) continue
    const owner = owners.get(id) ?? path
    const known = stored.get(path)
    if (owner !== path) duplicates.push({ path, of: owner })
    else if (known?.id === id && sameRecipe(known.recipe, recipe)) unchanged++
    else read.push({ path, id })
  }
  return { read, unchanged, duplicates, failed }
}

/** Of files with the same bytes one is kept: the one that is stored already, where its file still is what it was, else the first. */
async function ownersOf(
  ids: ReadonlyMap<string, string>,
  stored: PlanOptions['stored'],
  limits: ReadLimits,
): Promise<Map<string, string>> {
  const owners = new Map<string, string>()
  const keeper = new Map([...stored].map(([path, { id }]) => [id, path]))
  for (const [path, id] of [...ids].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (owners.has(id)) continue
    const before = keeper.get(id)
    const stillThere = before !== undefined && (ids.get(before) ?? (await hashIfThere(before, limits))) === id
    owners.set(id, stillThere ? before : path)
  }
  return owners
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
