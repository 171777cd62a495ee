import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import { Command } from 'commander'
import { today } from '../base/clock.ts'
import { readConfig } from '../base/config.ts'
import { FamaiError, type PlainError, plainError } from '../base/errors.ts'
import type { Store } from '../graph/store.ts'
import type { IngestOptions, Progress } from '../ingest/run.ts'
import type { IngestSummary as ReadSummary } from '../ingest/summary.ts'
import type { EmbedSummary } from '../ingest/vectors.ts'
import { progressBar } from './bar.ts'
import { embedWithBar, toldOfVectors } from './embedder.ts'
import { onInterrupt } from './interrupt.ts'
import { examples, storeOption, whole } from './options.ts'
import { counted, EXIT, plain, print, printJson } from './output.ts'
import { storeExists, withStore } from './store.ts'

interface Options {
  readonly store?: string
  readonly metadata?: string
  readonly dryRun?: boolean
  readonly prune?: boolean
  readonly jobs: number
  /** False: without vectors. */
  readonly embed?: boolean
  readonly json?: boolean
}

/** A server that is away is waited for; a restart takes seconds, an upgrade a minute or two. Milliseconds. */
const PATIENCE = 10 * 60_000

/** Two at least, for a file that hangs or needs too much memory can be given up in a thread alone. */
const JOBS = Math.max(2, Math.min(availableParallelism(), 8))

interface IngestSummary extends ReadSummary {
  /** Absent where none were asked for. */
  readonly vectors?: EmbedSummary
  /** Why there are none, or not all; what was read is stored all the same. */
  readonly vectorsFailed?: PlainError
}

export function ingestCommand(): Command {
  return new Command('ingest')
    .description('收录文件或文件夹 · read files and folders (.txt .md .html .docx .pdf) into the graph')
    .argument('<path...>', 'files or folders')
    .addOption(storeOption())
    .option('--metadata <csv>', '法规元数据 · side file with title, level, published, valid_from, expired')
    .option('--dry-run', '只读不存 · read and count, store nothing')
    .option('--prune', '移除已删除的文件 · take away what is stored of files that are gone from the folders')
    .option('--jobs <n>', '并行数 · files read at a time; 1 reads without threads', whole(1, 64), JOBS)
    .option('--no-embed', '不建语义索引 · without vectors; `famai reindex` makes them later')
    .option('--json', 'the summary as JSON')
    .addHelpText(
      'after',
      examples(
        'famai ingest gazettes/ laws/ --metadata laws.csv',
        'famai ingest notice.docx --store ./famai.db',
        'famai ingest laws/ --prune     # files that you deleted disappear from the graph',
        'famai ingest laws/ --dry-run   # what would be read, and what is wrong with it',
      ),
    )
    .action(async (paths: string[], options: Options) => {
      const summary = await runIngest(paths, options)
      if (options.json) printJson(summary)
      else printSummary(summary, options.dryRun ?? false)
      process.exitCode =
        summary.interrupted || summary.vectors?.interrupted
          ? EXIT.interrupted
          : summary.failed.length > 0 || summary.vectorsFailed
            ? EXIT.failed
            : EXIT.ok
    })
}

/** Runs with a progress bar on the terminal; the first Ctrl-C lets the documents in hand be finished. */
export async function runIngest(paths: readonly string[], options: Options): Promise<IngestSummary> {
  const bar = stageBars()
  const interrupt = onInterrupt()
  let read = { done: 0, total: 0 }
  const settings: IngestOptions = {
    paths,
    ...(options.metadata === undefined ? {} : { metadata: options.metadata }),
    prune: options.prune ?? false,
    jobs: options.jobs,
    maxFileBytes: readConfig().maxFileBytes,
    today: today(),
    signal: interrupt.signal,
    onProgress: (progress) => {
      if (progress.stage === 'read') read = progress
      bar.show(progress)
    },
  }
  const waiting = {
    patience: PATIENCE,
    onWait: (at: string) =>
      process.stderr.write(`\n图数据库无应答，等待中 · no answer from ${plain(at)}, waiting; Ctrl-C twice to stop\n`),
  }
  async function ingestAndEmbed(store: Store): Promise<IngestSummary> {
    const summary = await ingest(store, settings)
    bar.stop()
    if (options.embed === false || interrupt.signal.aborted) return summary
    try {
      const made = await embedWithBar(store, { signal: interrupt.signal })
      return made ? { ...summary, vectors: made } : summary
    } catch (error) {
      // all files are stored, and that is what was asked for first
      if (!(error instanceof FamaiError)) throw error
      return { ...summary, vectorsFailed: plainError(error) }
    }
  }
  // loaded here and not above: the readers of PDF and Word cost every other command a quarter of a second
  const { ingest, rehearse } = await import('../ingest/run.ts')
  try {
    if (!options.dryRun) return await withStore(options.store, (store) => ingestAndEmbed(store), waiting)
    if (!storeExists(options.store)) return await rehearse(undefined, settings)
    return await withStore(options.store, (store) => rehearse(store, settings), { readonly: true })
  } catch (error) {
    bar.stop()
    if (read.total > 0)
      process.stderr.write(
        `中止前已读 ${read.done} / ${read.total} 个文件，均已存好 · stopped after ${read.done} of ${read.total} files, which are stored\n`,
      )
    throw error
  } finally {
    bar.stop()
    interrupt.done()
  }
}

const STAGES = { compare: '比较 comparing', read: '收录 reading', link: '关联引用 · linking the citations …' } as const

/** One bar after the other on the terminal, gone when the run has ended; nothing where standard error is no terminal. */
function stageBars(): { show: (progress: Progress) => void; stop: () => void } {
  const bar = progressBar(' {stage} {bar} {percentage}% | {value}/{total} | {speed} 份/s | 余 {eta_formatted} | {file}')
  const line = (text: string) => process.stderr.isTTY && process.stderr.write(`\r\u001b[K${text}`)
  let stage: Progress['stage'] | undefined
  let started = 0
  const begin = (now: Progress['stage'], total: number) => {
    stop()
    stage = now
    started = performance.now()
    if (now === 'link') line(` ${STAGES.link}`)
    else bar.start(total, 0, { stage: STAGES[now], file: '', speed: '–' })
  }
  const stop = () => {
    bar.stop()
    if (stage === 'link') line('')
  }
  return {
    show({ stage: now, done, total, path }) {
      if (now !== stage) begin(now, total)
      if (now === 'link') return
      const speed = (done / Math.max(0.001, (performance.now() - started) / 1000)).toFixed(0)
      bar.update(done, { file: plain(basename(path)).slice(0, 40), speed })
    },
    stop,
  }
}

function printSummary(s: IngestSummary, dryRun: boolean): void {
  const verb = dryRun ? '试读 · read' : '收录 · stored'
  print(
    `${verb}: ${counted(s.added)} 新 new, ${counted(s.replaced)} 更新 replaced, ${counted(s.unchanged)} 未变 unchanged, ${counted(s.removed)} 移除 removed`,
  )
  print(
    `文件 files ${counted(s.files)} · 文献 documents ${counted(s.documents)} · 法规 laws ${counted(s.laws)} · 条 articles ${counted(s.articles)} · 单元 provisions ${counted(s.provisions)} · 引用 citations ${counted(s.citations)}`,
  )
  print(
    `异常 anomalies ${counted(s.anomalies)}${s.anomalies > 0 ? '（famai anomalies）' : ''} · 用时 ${s.seconds.toFixed(1)} s`,
  )
  if (s.vectors) print(toldOfVectors(s.vectors))
  if (s.vectorsFailed)
    print(`语义索引未建 · no vectors: ${plain(s.vectorsFailed.message)}\n  ${plain(s.vectorsFailed.hint)}`)
  if (s.metadataRows !== undefined) print(`元数据 metadata ${counted(s.metadataRows)} 行 rows`)
  for (const { path, of } of s.duplicates) print(`重复 duplicate: ${plain(path)} = ${plain(of)}`)
  if (s.failed.length > 0) print(`失败 failed: ${s.failed.length}`)
  for (const f of s.failed) print(`  ${f.code}  ${plain(f.message)}\n    ${plain(f.hint)}`)
  if (s.interrupted) print('已中断；再次运行同一命令即可继续 · interrupted: run the same command to go on')
}
