import { existsSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import type { Discovered } from './discover.ts'
import type { Keeper } from './rehearsal.ts'

/**
 * Takes away what is stored of files that are gone from the folders that were looked through; gives their number. What could not
 * be looked into (a share that is not mounted, a folder without permission) is not taken for empty.
 */
export async function prune(store: Keeper, { files, folders, problems }: Discovered): Promise<number> {
  const present = new Set(files)
  const unseen = problems.filter((p) => p.error.code !== 'NOTHING_TO_INGEST').map((p) => resolve(p.path))
  const gone = [...(await store.sourcePaths())].filter(
    ([path]) => !present.has(path) && isUnder(path, folders) && !isUnder(path, unseen) && !existsSync(path),
  )
  let removed = 0
  for (const [, { id }] of gone) if (await store.remove(id)) removed++
  return removed
}

function isUnder(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path.startsWith(folder.endsWith(sep) ? folder : folder + sep))
}
