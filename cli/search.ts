import { Command, Option } from 'commander'
import { LEVELS, type Level, STATUSES, type Status } from '../graph/model.ts'
import { search } from '../query/search.ts'
import { examples, storeOption, whole } from './options.ts'
import { bold, counted, EXIT, marked, print, printJson } from './output.ts'
import { withStore } from './store.ts'

interface Options {
  readonly store?: string
  readonly k: number
  readonly json?: boolean
  readonly level?: Level
  readonly region?: string
  readonly status?: Status
  readonly year?: number
  readonly law?: string
  readonly at?: string
}

export function searchCommand(): Command {
  return new Command('search')
    .description('检索条文 · search the articles')
    .argument('<query...>', 'words or a question')
    .addOption(storeOption())
    .option('-k <n>', '条数 · how many', whole(1, 1000), 10)
    .addOption(new Option('--level <level>', '效力级别').choices(Object.keys(LEVELS)))
    .addOption(new Option('--status <status>', '效力状态').choices(Object.keys(STATUSES)))
    .option('--region <region>', '地区, e.g. 全国')
    .option('--year <year>', '年份', whole(1900, 2200))
    .option('--law <title>', '只检索一部法规 · within one law')
    .option('--at <day>', 'YYYY-MM-DD, editions in force on that day; `all` for every edition')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      examples(
        'famai search 拖欠 账款',
        'famai search "市人大常委会 任免" --level local_regulation -k 5',
        'famai search 罚款 --at 2020-01-01 --json',
      ),
    )
    .action(async (words: string[], { store: url, k, json, ...filter }: Options) => {
      const found = await withStore(url, (store) => search(store, { text: words.join(' '), limit: k, ...filter }), {
        readonly: true,
      })
      if (json) return printJson(found)
      for (const { law, edition, provision, context, matches } of found.items) {
        print(`${bold(`《${law.title}》${provision.label}`)}  ${STATUSES[edition.status]}  ${context.join(' ')}`)
        print(`  ${marked(provision.text, matches).replace(/\n/g, '\n  ')}\n`)
      }
      print(
        `共 ${counted(found.total)} 条，显示 ${found.items.length} 条 · showing ${found.items.length} of ${counted(found.total)}`,
      )
      if (found.total === 0) process.exitCode = EXIT.failed
    })
}
