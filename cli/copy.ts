import { Command } from 'commander'
import { today } from '../base/clock.ts'
import { fail } from '../base/errors.ts'
import { contributionsOf, withoutSecrets } from '../graph/open.ts'
import { linkCitations } from '../ingest/cite/link.ts'
import { copyAll } from '../query/exchange.ts'
import { progressBar } from './bar.ts'
import { embedAndTell } from './embedder.ts'
import { examples } from './options.ts'
import { counted, print } from './output.ts'
import { storeUrl, withStore } from './store.ts'

interface Options {
  readonly from: string
  readonly to: string
}

export function copyCommand(): Command {
  return new Command('copy')
    .description('复制图谱 · copy all of one store into another, SQLite or Neo4j')
    .requiredOption('--from <store>', '来源 · path or address')
    .requiredOption('--to <store>', '目标 · path or address; what is there stays')
    .addHelpText(
      'after',
      examples(
        'famai copy --from famai.db --to neo4j://neo4j@127.0.0.1:7687/neo4j',
        'famai copy --from neo4j://reader@graph.example:7687 --to mine.db   # stopped? run it again: it goes on',
      ),
    )
    .action(async ({ from, to }: Options) => {
      if (storeUrl(from) === storeUrl(to)) throw fail('QUERY_INVALID', { reason: '--from and --to are the same store' })
      await withStore(
        from,
        (source) =>
          withStore(to, async (target) => {
            await copy(source, target, to)
            await embedCopied(source, target)
          }),
        { readonly: true },
      )
    })
}

type Store = Parameters<typeof copyAll>[0]

/** Where the source has vectors, the copy gets its own: out of the cache, where they were made on this machine. */
async function embedCopied(source: Store, target: Store): Promise<void> {
  if ((await source.vectors()).serving !== undefined) await embedAndTell(target)
}

async function copy(source: Store, target: Store, to: string): Promise<void> {
  const bar = progressBar(' 复制 copying {bar} {percentage}% | {value}/{total} | 余 {eta_formatted}')
  const { sources: total } = await source.counts()
  bar.start(total, 0)
  try {
    const { sources, unchanged } = await copyAll(source, target, contributionsOf, (n) => bar.update(n))
    bar.stop()
    // what a citation resolves to depends on all that the target holds
    await linkCitations(target, today())
    const counts = await target.counts()
    print(
      `复制 · copied: ${counted(sources)} 个来源 sources, ${counted(unchanged)} 未变 unchanged → ${withoutSecrets(to)}`,
    )
    if (counts.sources > sources)
      print(`目标另有 ${counted(counts.sources - sources)} 个来源 · the target holds others besides`)
  } finally {
    bar.stop()
  }
}
