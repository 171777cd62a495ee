import { Command } from 'commander'
import { locate } from '../query/locate.ts'
import { type BasisNode, type PathStep, restsOn, shortestPath } from '../query/path.ts'
import { examples, storeOption } from './options.ts'
import { bold, EXIT, excerpt, plain, print, printJson } from './output.ts'
import { withStore } from './store.ts'

interface Options {
  readonly store?: string
  readonly either?: boolean
  readonly at?: string
  readonly json?: boolean
}

export function pathCommand(): Command {
  return new Command('path')
    .description('两处之间最短的引用链 · the shortest chain of citations between two places')
    .argument('<from>', 'a citation as one writes it, or a permalink')
    .argument('<to>')
    .addOption(storeOption())
    .option('--either', '正向没有时，也逆着引用的方向找 · against the direction too, where there is none along it')
    .option('--at <day>', 'YYYY-MM-DD, editions in force on that day; `all` for every edition')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      examples(
        'famai path 物业管理条例 宪法 --either',
        'famai path "专利法 第六十五条" 民事诉讼法   # over articles, where one end is a provision',
      ),
    )
    .action(async (from: string, to: string, options: Options) => {
      const { at, either } = options
      const on = at === 'all' ? {} : { at }
      await withStore(
        options.store,
        async (store) => {
          const [a, b] = [await locate(store, from, on), await locate(store, to, on)]
          const path = await shortestPath(store, a, b, { at, either })
          if (!path) process.exitCode = EXIT.failed
          if (options.json) return printJson(path ?? null)
          if (!path) {
            print(`没有${either ? '' : '正向的'}引用链 · no chain${either ? '' : ' along the citations; try --either'}`)
            return
          }
          print(bold(place(path.from)))
          for (const step of path.steps) printStep(step)
          print(`${path.steps.length} 步 · steps`)
        },
        { readonly: true },
      )
    })
}

const place = ({ law, name = '' }: PathStep['from']) => plain(`《${law}》${name}`)

function printStep({ to, forward, count, citation }: PathStep): void {
  print(`  ${forward ? '↓ 引用 cites' : '↑ 被引用 is cited by'}${count > 1 ? `（${count} 处）` : ''}`)
  if (citation) print(`    ${excerpt(citation.context, citation.at).replace(/\n/g, '\n    ')}`)
  print(bold(place(to)))
}

export function restsOnCommand(): Command {
  return new Command('rests-on')
    .description('一部法规的制定依据，直到宪法 · what a law is based on, up to the Constitution')
    .argument('<law>', 'a title, an alias or a short name')
    .addOption(storeOption())
    .option('--at <day>', 'YYYY-MM-DD: the editions read on that day')
    .option('--json', 'as JSON')
    .addHelpText('after', examples('famai rests-on 物业管理条例', 'famai rests-on 立法法 --json'))
    .action(async (law: string, { store: url, at, json }: Options) => {
      await withStore(
        url,
        async (store) => {
          const view = await restsOn(store, (await locate(store, law, { at })).law, { at })
          if (json) return printJson(view)
          printNode(view.root, 0)
          print(`${view.laws} 部法规 · laws${view.constitution ? '，直到宪法 · up to the Constitution' : ''}`)
        },
        { readonly: true },
      )
    })
}

const CUT = {
  cycle: '（回到上文的法规，不再展开 · a cycle）',
  shown_before: '（上文已展开 · shown above）',
  depth: '（太深，不再展开 · too deep）',
} as const

function printNode({ law, known, citation, basis, cut }: BasisNode, depth: number): void {
  const pad = '  '.repeat(depth)
  print(`${pad}${bold(plain(`《${law}》`))}${known ? '' : '  库中无文本'}${cut ? CUT[cut] : ''}`)
  if (citation) print(`${pad}  ${excerpt(citation.context, citation.at)}`)
  for (const node of basis) printNode(node, depth + 1)
}
