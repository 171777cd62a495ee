import { Command, Option } from 'commander'
import { ANOMALY_KINDS, type AnomalyKind } from '../graph/model.ts'
import type { AnomalyFilter, Store } from '../graph/store.ts'
import { listAnomalies } from '../query/anomalies.ts'
import { examples, storeOption, whole } from './options.ts'
import { counted, plain, print, printJson } from './output.ts'
import { withStore } from './store.ts'

interface Options {
  readonly store?: string
  readonly kind?: AnomalyKind
  readonly limit: number
  readonly offset: number
  readonly json?: boolean
}

export function anomaliesCommand(): Command {
  return new Command('anomalies')
    .description('列出读不懂之处 · what was not understood, with file and line')
    .addOption(storeOption())
    .addOption(new Option('--kind <kind>').choices(Object.keys(ANOMALY_KINDS)))
    .option('--limit <n>', 'rows', whole(1, 1000), 50)
    .option('--offset <n>', 'rows to pass over', whole(0, 1_000_000), 0)
    .option('--json', 'as JSON')
    .addHelpText('after', examples('famai anomalies', 'famai anomalies --kind article_gap --limit 200'))
    .action(async ({ store: url, kind, ...page }: Options) => {
      await withStore(url, (store) => printAnomalies(store, kind === undefined ? {} : { kind }, page), {
        readonly: true,
      })
    })
}

export async function printAnomalies(
  store: Store,
  filter: AnomalyFilter,
  { limit, offset, json }: Pick<Options, 'limit' | 'offset' | 'json'>,
): Promise<void> {
  const found = await listAnomalies(store, filter, { limit, offset })
  if (json) return printJson(found)
  for (const { anomaly, path } of found.items) {
    print(
      `${plain(path)}:${anomaly.line}  ${ANOMALY_KINDS[anomaly.kind]} (${anomaly.kind})  ${plain(anomaly.detail ?? '')}`,
    )
    print(`    ${plain(anomaly.quote).replace(/\n/g, ' ').slice(0, 100)}`)
  }
  print(
    `共 ${counted(found.total)} 处，显示 ${found.items.length} 处 · showing ${found.items.length} of ${counted(found.total)}`,
  )
}
