import { Command, Option } from 'commander'
import { mostCited, type RankingInput } from '../query/ranking.ts'
import { examples, storeOption, whole } from './options.ts'
import { bold, counted, plain, print, printJson } from './output.ts'
import { withStore } from './store.ts'

interface Options extends RankingInput {
  readonly store?: string
  readonly json?: boolean
}

export function citedCommand(): Command {
  return new Command('cited')
    .description('最常被引用的法规或条文 · the laws or articles that others cite most')
    .addOption(storeOption())
    .addOption(new Option('--level <level>').choices(['law', 'article']).default('law'))
    .addOption(new Option('--by <measure>', '次数或 PageRank').choices(['in_degree', 'pagerank']).default('in_degree'))
    .option('--limit <n>', 'rows', whole(1, 1000), 20)
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      examples('famai cited', 'famai cited --level article --limit 50', 'famai cited --by pagerank'),
    )
    .action(async ({ store: url, json, ...input }: Options) => {
      const view = await withStore(url, (store) => mostCited(store, input), { readonly: true })
      if (json) return printJson(view)
      for (const { rank, law, name = '', citations, laws, score } of view.items) {
        const share = score === undefined ? '' : `${score.toExponential(2).padStart(9)}  `
        print(
          `${String(rank).padStart(4)}  ${share}${bold(plain(`《${law}》${name}`))}  ${counted(citations)} 处，${counted(laws)} 部法规`,
        )
      }
      const shown = view.items.length
      print(`共 ${counted(view.total)}，显示 ${shown} · showing ${shown} of ${counted(view.total)}`)
    })
}
