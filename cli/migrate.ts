import { Command } from 'commander'
import { withoutSecrets } from '../graph/open.ts'
import { examples, storeOption } from './options.ts'
import { counted, print } from './output.ts'
import { storeUrl, withStore } from './store.ts'

export function migrateCommand(): Command {
  return new Command('migrate')
    .description('升级图谱 · bring the store up to date: schema, indexes, tokens')
    .addOption(storeOption())
    .addHelpText(
      'after',
      examples(
        'famai migrate',
        'famai migrate --store neo4j://neo4j@127.0.0.1:7687/neo4j   # also makes an empty database ready',
      ),
    )
    .action(async ({ store: option }: { store?: string }) => {
      const counts = await withStore(option, (store) => store.counts(), { rebuild: true })
      print(
        `图谱已是最新 · up to date: ${withoutSecrets(storeUrl(option))} · ${counted(counts.sources)} 个来源 sources, ${counted(counts.articles)} 条 articles`,
      )
    })
}
