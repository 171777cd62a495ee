import { Command, Option } from 'commander'
import { nameOfEid } from '../graph/ids.ts'
import { LEVELS, type Level, RELATIONS, type Relation, STATUSES, type Status } from '../graph/model.ts'
import type { CitationRow, CountedLaw, Paged, Store } from '../graph/store.ts'
import { type CitationsInput, type CitationsView, citationLaws, readCitations } from '../query/citations.ts'
import { locate } from '../query/locate.ts'
import { examples, storeOption, whole } from './options.ts'
import { bold, counted, EXIT, excerpt, plain, print, printJson } from './output.ts'
import { withStore } from './store.ts'

interface Options {
  readonly store?: string
  readonly relation?: Relation
  readonly level?: Level
  readonly region?: string
  readonly other?: string
  readonly year?: number
  readonly status?: Status
  readonly at?: string
  readonly around?: boolean
  readonly byLaw?: boolean
  readonly limit: number
  readonly offset: number
  readonly json?: boolean
}

export function citesCommand(): Command {
  return command('cites', 'out')
    .description('引用了哪些条文 · what a law or provision cites')
    .addHelpText(
      'after',
      examples(
        'famai cites "行政处罚法 第六十三条"',
        'famai cites 物业管理条例 --relation basis',
        'famai cites 民法典 --by-law',
      ),
    )
}

export function citedByCommand(): Command {
  return command('cited-by', 'in')
    .description('被哪些条文引用 · who cites a law or provision, with the sentence')
    .option('--around', '只列引用其所在章或整部法规的 · citations to its chapter or the whole law instead')
    .addHelpText(
      'after',
      examples(
        'famai cited-by 刑法234条之一',
        'famai cited-by "行政处罚法 第六十三条" --level local_regulation --region 上海市',
        'famai cited-by 民法典 --by-law --limit 50',
        'famai cited-by 立法法 --relation basis --at 2020-01-01 --json',
      ),
    )
}

function command(name: string, direction: 'in' | 'out'): Command {
  return new Command(name)
    .argument('<reference...>', 'a citation as one writes it, or a permalink')
    .addOption(storeOption())
    .addOption(new Option('--relation <relation>', '关系').choices(Object.keys(RELATIONS)))
    .addOption(new Option('--level <level>', '对方的效力级别').choices(Object.keys(LEVELS)))
    .option('--region <region>', '对方的地区, e.g. 全国')
    .option('--other <title>', '对方的法规 · only this law at the other end')
    .option('--year <year>', '引用者公布的年份', whole(1900, 2200))
    .addOption(new Option('--status <status>', '引用者的效力状态').choices(Object.keys(STATUSES)))
    .option('--at <day>', 'YYYY-MM-DD, editions in force on that day; `all` for every edition')
    .option('--by-law', '按法规计数 · counts by law instead of the citations')
    .option('--limit <n>', 'rows', whole(1, 100), 20)
    .option('--offset <n>', 'rows to pass over', whole(0, 1_000_000), 0)
    .option('--json', 'as JSON')
    .action((words: string[], options: Options) =>
      withStore(options.store, (store) => run(store, words.join(' '), direction, options), { readonly: true }),
    )
}

async function run(store: Store, reference: string, direction: 'in' | 'out', options: Options): Promise<void> {
  const { json, byLaw, around, store: _, ...filter } = options
  // a place is looked for in the text of the day; for citations of all times in that of today
  const place = await locate(store, reference, filter.at === 'all' ? {} : { at: filter.at })
  const input: CitationsInput = {
    ...filter,
    law: place.law,
    eid: place.eid,
    direction,
    ...(around ? { scope: 'around' } : {}),
  }
  if (byLaw) {
    const laws = await citationLaws(store, input)
    if (json) return printJson(laws)
    printLaws(laws)
    return
  }
  const view = await readCitations(store, input)
  if (view.total === 0) process.exitCode = EXIT.failed
  if (json) return printJson(view)
  printView(view)
}

function printView(view: CitationsView): void {
  const { law, name = '', direction, total, around, laws, items, scope } = view
  const what = direction === 'in' ? (scope === 'around' ? '所在章节或整部法规被引用' : '被引用') : '引用'
  print(`${bold(`《${law}》${name}`)}  ${what} ${counted(total)} 处 · ${counted(total)} citations`)
  if (!view.known) print('  库中没有这部法规的文本 · cited only')
  if (around > 0 && scope === 'parts') print(`  另有 ${counted(around)} 处引用其所在章节或整部法规（--around）`)
  if (laws.total > 0)
    print(
      `  ${laws.items.slice(0, 5).map(groupOf).join('，')}${laws.total > 5 ? ` 等 ${laws.total} 部（--by-law）` : ''}`,
    )
  print()
  for (const row of items) printRow(row, direction)
  const { length } = items
  print(`共 ${counted(total)} 处，显示 ${length} 处 · showing ${length} of ${counted(total)}`)
}

const groupOf = ({ title, count }: CountedLaw) => `《${plain(title)}》${count}`

function printRow(row: CitationRow, direction: 'in' | 'out'): void {
  const { citation, context, at } = row
  const { from, to, cited } = citation
  const status = row.status === undefined ? '' : `  ${STATUSES[row.status]}`
  const relation = citation.relation === 'reference' ? '' : `  ${RELATIONS[citation.relation]}`
  const citing = `${from.law === undefined ? plain(row.document) : `《${from.law}》`}${from.eid ? nameOfEid(from.eid) : ''}`
  const target = `《${to?.law ?? cited.law ?? '？'}》${to?.eid ? nameOfEid(to.eid) : ''}`
  const red = direction === 'out' && !row.known ? '  库中无文本' : ''
  print(
    `${bold(plain(citing))}${direction === 'out' ? ` → ${plain(target)}` : ''}${status}${relation}${red}  ${row.day ?? ''}`.trimEnd(),
  )
  print(`  ${excerpt(context, at).replace(/\n/g, '\n  ')}\n`)
}

function printLaws({ items, total }: Paged<CountedLaw>): void {
  for (const { title, count, level, known } of items) {
    print(
      `${String(count).padStart(6)}  《${plain(title)}》  ${level ? LEVELS[level] : ''}${known ? '' : '  库中无文本'}`.trimEnd(),
    )
  }
  print(`共 ${counted(total)} 部，显示 ${items.length} 部 · showing ${items.length} of ${counted(total)}`)
}
