import { Command, Option } from 'commander'
import { LEVELS, type Level, STATUSES, type Status } from '../graph/model.ts'
import type { Meaning } from '../query/search/meaning.ts'
import { RECIPES, type RecipeName } from '../query/search/recipes.ts'
import { search, type Why } from '../query/search.ts'
import { openAsker } from './embedder.ts'
import { examples, storeOption, whole } from './options.ts'
import { bold, counted, EXIT, marked, print, printJson } from './output.ts'
import { withStore } from './store.ts'

interface Options {
  readonly store?: string
  readonly k: number
  readonly recipe?: RecipeName
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
    .addOption(new Option('--recipe <recipe>', '检索方式').choices(Object.keys(RECIPES)))
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
      const input = { text: words.join(' '), limit: k, clauses: true, ...filter }
      const found = await withStore(
        url,
        async (store) => {
          const model = await openAsker(store)
          try {
            return await search(store, input, model)
          } finally {
            await model?.close()
          }
        },
        { readonly: true },
      )
      if (json) return printJson(found)
      if (found.read) print(`按简体检索 · read as: ${found.read}\n`)
      for (const { law, edition, provision, context, matches, why, clause } of found.items) {
        print(`${bold(`《${law.title}》${provision.label}`)}  ${STATUSES[edition.status]}  ${context.join(' ')}`)
        print(`  ${marked(provision.text, clause ? [clause] : matches).replace(/\n/g, '\n  ')}`)
        print(`  ${reasons(why)}\n`)
      }
      if (found.weak) print('库中没有足够接近的条文 · nothing in the corpus is close enough')
      else
        print(
          `${found.whole ? '共' : '最相关的'} ${counted(found.total)} 条，显示 ${found.items.length} 条 · showing ${found.items.length} of ${found.whole ? '' : 'the best '}${counted(found.total)}`,
        )
      const note = toldOfMeaning(found.meaning)
      if (note !== undefined) print(note)
      if (found.total === 0) process.exitCode = EXIT.failed
    })
}

/** 依据: 条号 · 字词第 3 · 语义第 1 */
function reasons({ exact, words, meaning }: Why): string {
  const told = [
    ...(exact ? ['条号 cited'] : []),
    ...(words === undefined ? [] : [`字词第 ${words} by words`]),
    ...(meaning === undefined ? [] : [`语义第 ${meaning} by meaning`]),
  ]
  return `依据: ${told.join(' · ')}`
}

/** Where search by meaning does not reach all. */
function toldOfMeaning(meaning: Meaning): string | undefined {
  const { embedded, articles } = meaning
  if (meaning.state === 'none') return '仅按字词检索 · by words alone (famai reindex adds meaning)'
  if (meaning.state === 'other_model')
    return `仅按字词检索：向量出自另一模型 · by words alone: the vectors are of ${meaning.have}; famai reindex makes them anew`
  return embedded < articles
    ? `语义索引已建 ${Math.floor((100 * embedded) / articles)}% · famai reindex goes on with the semantic index`
    : undefined
}
