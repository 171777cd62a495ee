/**
 * How long a folder takes to come in, how much memory that needs, and whether both grow with its size alone.
 *
 *   npm run bench -- ingest FOLDER [--metadata CSV] [--shares 10,30,100] [--seed 1] [--jobs N] [--keep STORE]
 *
 * A share is a seeded choice of the folder's files, copied; every run has a store of its own. `--keep` leaves the store of the
 * last share for the other benchmarks.
 */
import { copyFile, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { famai } from './child.ts'
import { table } from './report.ts'

/** What is used of the summary that `famai ingest --json` prints. */
interface Summary {
  readonly files: number
  readonly articles: number
  readonly unchanged: number
  readonly duplicates: readonly unknown[]
  readonly failed: readonly unknown[]
}

/** `args` are those after the name of the benchmark. */
export async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      metadata: { type: 'string' },
      shares: { type: 'string', default: '10,30,100' },
      seed: { type: 'string', default: '1' },
      jobs: { type: 'string' },
      keep: { type: 'string' },
    },
  })
  const [folder] = positionals
  if (folder === undefined) throw new Error('ingest needs a folder: npm run bench -- ingest FOLDER')
  const files = shuffled(await filesIn(folder), Number(values.seed))
  const jobs = values.jobs === undefined ? [] : ['--jobs', values.jobs]
  const temporary = await mkdtemp(join(tmpdir(), 'famai-bench-'))
  const rows: string[][] = []
  try {
    const shares = values.shares.split(',').map(Number)
    for (const share of shares) {
      const part = join(temporary, `${share}`)
      await copyTo(part, folder, files.slice(0, Math.ceil((files.length * share) / 100)))
      const last = share === shares.at(-1)
      const store = last && values.keep !== undefined ? values.keep : join(temporary, `${share}.db`)
      if (store === values.keep) await removeStore(store)
      rows.push(await row(`${share} %`, part, store, jobs))
      if (last && values.metadata !== undefined) {
        const side = join(temporary, 'metadata.db')
        rows.push(await row(`${share} %, --metadata`, part, side, [...jobs, '--metadata', values.metadata]))
      }
    }
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
  const head = ['files', 'articles', 'seconds', 'articles/s', 'peak MB', 'store MB', 'again s', 'again MB', 'failed']
  console.log(table(['share', ...head], rows))
}

async function row(name: string, folder: string, store: string, options: readonly string[]): Promise<string[]> {
  const command = ['ingest', folder, '--store', store, '--json', ...options]
  const first = await famai(command)
  const summary: Summary = JSON.parse(first.output)
  const size = (await stat(store)).size
  const again = await famai(command)
  const second: Summary = JSON.parse(again.output)
  const untouched = second.unchanged + second.duplicates.length
  if (untouched !== second.files) throw new Error(`the second run changed ${second.files - untouched} files`)
  return [
    name,
    `${summary.files}`,
    `${summary.articles}`,
    first.seconds.toFixed(1),
    (summary.articles / first.seconds).toFixed(0),
    first.peakMegabytes.toFixed(0),
    (size / 1e6).toFixed(0),
    again.seconds.toFixed(1),
    again.peakMegabytes.toFixed(0),
    `${summary.failed.length}`,
  ]
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const paths = entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name))
  return paths.map((path) => path.slice(join(folder, '/').length)).sort()
}

/** Fisher and Yates, with the multiplier of Lehmer's generator: the same seed gives the same order everywhere. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const order = [...items]
  let random = seed
  for (let i = order.length - 1; i > 0; i--) {
    random = (random * 48_271) % 2_147_483_647
    const j = random % (i + 1)
    const [a, b] = [order[i], order[j]] as [T, T]
    order[i] = b
    order[j] = a
  }
  return order
}

async function copyTo(target: string, folder: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    await mkdir(dirname(join(target, file)), { recursive: true })
    await copyFile(join(folder, file), join(target, file))
  }
}

async function removeStore(store: string): Promise<void> {
  for (const tail of ['', '-wal', '-shm']) await rm(store + tail, { force: true })
}
