import { Command } from 'commander'
import { STATUSES } from '../graph/model.ts'
import { readLaw } from '../query/law.ts'
import { locate } from '../query/locate.ts'
import { readProvision } from '../query/provision.ts'
import type { TextNode } from '../query/tree.ts'
import { examples, storeOption } from './options.ts'
import { bold, print, printJson } from './output.ts'
import { withStore } from './store.ts'

interface Options {
  readonly store?: string
  readonly at?: string
  readonly json?: boolean
}

export function showCommand(): Command {
  return new Command('show')
    .description('显示一条、一款、一项或一部法规 · print a provision or a law')
    .argument('<reference...>', 'a citation as one writes it, or a permalink')
    .addOption(storeOption())
    .option('--at <day>', 'YYYY-MM-DD: the edition in force on that day')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      examples(
        'famai show "营口市人民代表大会议事规则 第三十六条第二款"',
        'famai show 刑法234条之一',
        'famai show /law/中华人民共和国民法典/art_1079__para_3 --json',
        'famai show "某市停车条例" --at 2023-05-01',
      ),
    )
    .action(async (words: string[], options: Options) => {
      const at = { ...(options.at === undefined ? {} : { at: options.at }) }
      await withStore(
        options.store,
        async (store) => {
          const place = await locate(store, words.join(' '), at)
          if (place.eid === undefined) {
            const law = await readLaw(store, place.law, at)
            if (options.json) return printJson(law)
            print(
              `${bold(`《${law.law.title}》`)}  ${law.edition ? STATUSES[law.edition.status] : '库中没有这部法规的文本 · cited only'}`,
            )
            for (const h of law.edition?.history ?? []) print(`  ${h.text}`)
            print()
            for (const node of law.tree) printNode(node, 0)
            return
          }
          const view = await readProvision(store, place.law, place.eid, at)
          if (options.json)
            return printJson({
              law: view.law,
              edition: view.edition,
              provision: view.provision,
              ancestors: view.ancestors,
              children: view.children,
            })
          print(`${bold(`《${view.law.title}》${view.name}`)}  ${STATUSES[view.edition.status]}`)
          const above = view.ancestors.filter((a) => a.text === '').map((a) => `${a.label} ${a.heading ?? ''}`.trim())
          if (above.length > 0) print(`  ${above.join(' › ')}`)
          print(`\n${view.provision.text}\n`)
          print(decodeURI(place.path))
        },
        { readonly: true },
      )
    })
}

function printNode(node: TextNode, depth: number): void {
  const { provision, own, children } = node
  const pad = '  '.repeat(depth)
  if (provision.kind === 'article' || provision.text === '')
    print(`${pad}${bold(provision.label)} ${provision.heading ?? ''}`.trimEnd())
  const label = provision.kind === 'item' || provision.kind === 'subitem' ? provision.label : ''
  if (own !== '' && !(provision.kind === 'article' && children.length > 0)) print(`${pad}${label}${own}`)
  for (const child of children) printNode(child, depth + (provision.text === '' ? 0 : 1))
}
