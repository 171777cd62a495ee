import { createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Command, Option } from 'commander'
import { exportLines } from '../query/exchange.ts'
import { examples, storeOption } from './options.ts'
import { withStore } from './store.ts'

interface Options {
  readonly store?: string
  readonly out?: string
}

export function exportCommand(): Command {
  return new Command('export')
    .description('导出整个图谱 · write the graph as JSON Lines')
    .addOption(storeOption())
    .addOption(new Option('--format <format>').choices(['jsonl']).default('jsonl'))
    .option('-o, --out <file>', 'a file instead of standard output; appears only when it is whole')
    .addHelpText('after', examples('famai export --format jsonl > graph.jsonl', 'famai export -o graph.jsonl'))
    .action(async ({ store: url, out }: Options) => {
      await withStore(
        url,
        async (store) => {
          const lines = Readable.from(withEnds(exportLines(store)))
          if (out === undefined) return pipeline(lines, process.stdout, { end: false })
          await pipeline(lines, createWriteStream(`${out}.part`))
          await rename(`${out}.part`, out)
        },
        { readonly: true },
      )
    })
}

async function* withEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`
}
