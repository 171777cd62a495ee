import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { type FamaiError, fail } from '../base/errors.ts'
import { EXTENSIONS } from './read/readers.ts'

export interface Problem {
  readonly path: string
  readonly error: FamaiError
}

export interface Discovered {
  /** Absolute, sorted, each once. Folders above a file are real ones; a file keeps its own name, even where that is a link. */
  readonly files: readonly string[]
  /** Folders that were looked through: what is stored under them and gone can be pruned. */
  readonly folders: readonly string[]
  /** What could not be looked into. Nothing is known of what is under it. */
  readonly problems: readonly Problem[]
}

/** Files as named, whatever their extension; in folders all files of a supported kind, hidden ones left out, links followed. */
export async function discover(paths: readonly string[]): Promise<Discovered> {
  const files = new Set<string>()
  const folders = new Set<string>()
  const problems: Problem[] = []
  for (const path of paths) {
    try {
      if (!(await stat(path)).isDirectory()) {
        files.add(join(await realpath(dirname(path)), basename(path)))
        continue
      }
      const root = await realpath(path)
      const inside = await walk(root)
      for (const file of inside.files) files.add(file)
      problems.push(...inside.problems)
      folders.add(root)
      if (inside.files.length + inside.problems.length === 0)
        problems.push({ path, error: fail('NOTHING_TO_INGEST', { path }) })
    } catch (error) {
      problems.push({ path, error: unreadable(path, error) })
    }
  }
  return { files: [...files].sort(), folders: [...folders], problems }
}

/** Real folders first, so that a file which a link leads to as well is known by its real place. Cycles end where they began. */
async function walk(root: string): Promise<Pick<Discovered, 'files' | 'problems'>> {
  const files: string[] = []
  const problems: Problem[] = []
  const seen = new Set<string>()
  const folders = [root]
  const links: string[] = []
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop() ?? links.shift()) {
    try {
      const real = await realpath(folder)
      if (seen.has(real)) continue
      seen.add(real)
      for (const entry of await sorted(folder)) {
        const path = join(folder, entry.name)
        if (entry.isDirectory()) folders.push(path)
        else if (entry.isSymbolicLink() && (await isFolder(path))) links.push(path)
        // a pipe or a link to nowhere too: reading it says what is wrong
        else if (EXTENSIONS.includes(extname(entry.name).toLowerCase())) files.push(path)
      }
    } catch (error) {
      problems.push({ path: folder, error: unreadable(folder, error) })
    }
  }
  return { files, problems }
}

/** Without hidden files and the `~$…` that Word leaves beside an open file. */
async function sorted(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries.filter(({ name }) => !/^(?:\.|~\$)/.test(name)).sort((a, b) => (a.name < b.name ? -1 : 1))
}

async function isFolder(link: string): Promise<boolean> {
  try {
    return (await stat(link)).isDirectory()
  } catch {
    return false // leads nowhere
  }
}

function unreadable(path: string, error: unknown): FamaiError {
  const code = (error as NodeJS.ErrnoException).code ?? String(error)
  const reason =
    code === 'ENOENT' ? 'there is no such file or folder' : code === 'EACCES' ? 'you may not read it' : code
  return fail('FILE_UNREADABLE', { path, reason }, error)
}
