import { Command } from 'commander'
import { embedWithBar, toldOfVectors } from './embedder.ts'
import { onInterrupt } from './interrupt.ts'
import { examples, storeOption } from './options.ts'
import { EXIT, print, printJson } from './output.ts'
import { withStore } from './store.ts'

export function reindexCommand(): Command {
  return new Command('reindex')
    .description('建立或续建语义索引 · make the vectors that are missing, or all anew with another model')
    .addOption(storeOption())
    .option('--json', 'the summary as JSON')
    .addHelpText(
      'after',
      examples(
        'famai reindex                                        # goes on where a run was stopped',
        'FAMAI_MODEL=Xenova/bge-small-zh-v1.5 famai reindex   # search goes on with the old vectors until the new ones are whole',
      ),
    )
    .action(async ({ store: option, json }: { store?: string; json?: boolean }) => {
      const interrupt = onInterrupt()
      try {
        const made = await withStore(option, (store) =>
          embedWithBar(store, { replace: true, signal: interrupt.signal }),
        )
        if (json) printJson(made ?? null)
        else print(made ? toldOfVectors(made) : '未设模型（FAMAI_MODEL=none）· no model is set')
        if (made?.interrupted) process.exitCode = EXIT.interrupted
      } finally {
        interrupt.done()
      }
    })
}
