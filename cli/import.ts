import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Command } from 'commander'
import { today } from '../base/clock.ts'
import { fail } from '../base/errors.ts'
import { contributionsOf } from '../graph/open.ts'
import { linkCitations } from '../ingest/cite/link.ts'
import { importLines } from '../query/exchange.ts'
import { embedAndTell } from './embedder.ts'
import { examples, storeOption } from './options.ts'
import { counted, print } from './output.ts'
import { withStore } from './store.ts'

export function importCommand(): Command {
  return new Command('import')
    .description('导入 JSON Lines · read what `famai export` wrote')
    .argument('<file>', 'a file, or - for standard input')
    .addOption(storeOption())
    .option('--no-embed', '不建语义索引 · without vectors; `famai reindex` makes them later')
    .addHelpText(
      'after',
      examples('famai import graph.jsonl --store copy.db', 'famai export | famai import - --store copy.db'),
    )
    .action(async (file: string, { store: url, embed }: { store?: string; embed: boolean }) => {
      const input = file === '-' ? process.stdin : await open(file)
      const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
      await withStore(url, async (store) => {
        const { records, sources, unchanged } = await importLines(store, lines, contributionsOf)
        // what a citation resolves to depends on all that the store holds, so it is found anew
        await linkCitations(store, today())
        print(
          `导入 · imported: ${counted(records)} 条记录 records, ${counted(sources)} 个来源 sources, ${counted(unchanged)} 未变 unchanged`,
        )
        if (embed) await embedAndTell(store)
      })
    })
}

async function open(path: string): Promise<NodeJS.ReadableStream> {
  try {
    await access(path)
    return createReadStream(path)
  } catch (error) {
    throw fail('FILE_UNREADABLE', { path, reason: 'there is no such file, or you may not read it' }, error)
  }
}
