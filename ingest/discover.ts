import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import glob from 'fast-glob'
import { type FamaiError, fail } from '../base/errors.ts'
import { EXTENSIONS } from './read/readers.ts'

export interface Discovered {
  /** Absolute, sorted, each once. */
  readonly files: readonly string[]
  /** Folders that were looked through: what is stored under them and gone can be pruned. */
  readonly folders: readonly string[]
  readonly problems: readonly { readonly path: string; readonly error: FamaiError }[]
}

/** Files as named, whatever their extension; in folders all files of a supported kind, hidden ones left out. */
export async function discover(paths: readonly string[]): Promise<Discovered> {
  const files = new Set<string>()
  const folders: string[] = []
  const problems: { path: string; error: FamaiError }[] = []
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined)
    if (!found)
      problems.push({ path, error: fail('FILE_UNREADABLE', { path, reason: 'there is no such file or folder' }) })
    else if (found.isDirectory()) {
      const inside = await glob(`**/*{${EXTENSIONS.join(',')}}`, {
        cwd: resolve(path),
        absolute: true,
        caseSensitiveMatch: false,
        followSymbolicLinks: false,
        suppressErrors: true,
      })
      folders.push(resolve(path))
      for (const file of inside) files.add(resolve(file))
      if (inside.length === 0) problems.push({ path, error: fail('NOTHING_TO_INGEST', { path }) })
    } else files.add(resolve(path))
  }
  return { files: [...files].sort(), folders, problems }
}
